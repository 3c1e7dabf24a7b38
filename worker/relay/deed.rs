//! Deeds: what changes who belongs to a community. They are read by all, the relay included, and hold keys and roles, no
//! name and no word of anybody.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::card::{Card, CardId};

/// What somebody may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Everything, and who belongs.
    Coordinator,
    /// Sessions and people.
    Peer,
    /// Guidance, supervision, follow-up of emergencies.
    Supervisor,
    /// Interviews.
    Interviewer,
}

impl Role {
    /// All.
    pub const ALL: [Role; 4] = [Role::Coordinator, Role::Peer, Role::Supervisor, Role::Interviewer];

    /// Its bit in a set of roles.
    pub fn bit(self) -> u64 {
        1 << self as u64
    }

    /// Its number in an invitation's code.
    pub fn code(self) -> u8 {
        Role::ALL.iter().position(|role| *role == self).unwrap_or_default() as u8
    }

    /// The role of a number.
    pub fn of_code(code: u8) -> Option<Role> {
        Role::ALL.get(usize::from(code)).copied()
    }

    /// Whether somebody of this role may give that one.
    pub fn may_give(self, other: Role) -> bool {
        self == Role::Coordinator || self == other
    }
}

/// Bytes that only their receiver opens, as base 64.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Wrapped(#[serde(with = "crate::base64")] pub Vec<u8>);

/// A new key of the community, sealed for each of its cards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewKey {
    /// The key's name: the first 8 bytes of a SHA-256 over it.
    #[serde(with = "crate::base64")]
    pub name: [u8; 8],
    /// Sealed for each card (HPKE, RFC 9180: X25519, HKDF-SHA256, ChaCha20-Poly1305).
    pub to: BTreeMap<CardId, Wrapped>,
    /// The names of the keys before it that its maker had, 8 bytes each, one after the other.
    pub carries: Wrapped,
    /// Those keys, sealed under this one; never the other way round.
    pub before: Wrapped,
}

impl NewKey {
    /// Whether whoever has this key has that one too.
    pub fn leads_to(&self, name: &[u8; 8]) -> bool {
        self.name == *name || self.carries.0.chunks(8).any(|carried| carried == name)
    }
}

/// Somebody who goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cut {
    /// Whose card.
    pub card: CardId,
    /// Their items up to this number count.
    pub after: u64,
}

/// A deed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "do")]
pub enum Deed {
    /// The first: a device founds the community and is its first coordinator.
    Found {
        /// The device.
        device: Card,
        /// The recovery words' card.
        recovery: Card,
        /// The id of the community's own record.
        record: String,
        /// The id of the record of who holds the device.
        person: String,
        /// The first key.
        key: NewKey,
    },
    /// An invitation, valid once.
    Invite {
        /// Its card: the keys follow from its secret.
        invitation: Card,
        /// For what.
        role: Role,
        /// Until when, in milliseconds since 1970; the relay's clock decides.
        until: i64,
        /// Another device of this person, where it is one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        person: Option<String>,
        /// The current key, sealed for the invitation.
        key: Wrapped,
        /// Its name.
        #[serde(with = "crate::base64")]
        key_name: [u8; 8],
    },
    /// Somebody comes in by an invitation, which signs this as its only item.
    Join {
        /// The new device.
        device: Card,
        /// The id of the record of who holds it.
        person: String,
    },
    /// Devices or invitations go, with a new key for those who stay.
    Remove {
        /// Who.
        who: Vec<Cut>,
        /// The new key.
        key: NewKey,
    },
    /// A new key, where somebody who went still has the current one.
    Rotate {
        /// The new key.
        key: NewKey,
    },
    /// A person's role changes.
    Role {
        /// Whose device.
        card: CardId,
        /// The new role.
        role: Role,
    },
    /// Late work of somebody who went counts up to this number after all.
    Accept {
        /// Whose.
        card: CardId,
        /// Up to which number.
        until: u64,
    },
    /// The recovery words bring a new device in, as a coordinator.
    Recover {
        /// The device.
        device: Card,
        /// The id of the record of who holds it.
        person: String,
    },
    /// New recovery words; the old ones are worth nothing from now on.
    Renew {
        /// Their card.
        recovery: Card,
        /// The new key.
        key: NewKey,
    },
}

impl Deed {
    /// Reads a body.
    pub fn parse(body: &[u8]) -> Option<Deed> {
        serde_json::from_slice(body).ok()
    }

    /// Its body.
    pub fn body(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }

    /// The cards that it names for the first time.
    pub fn brings(&self) -> Vec<Card> {
        match self {
            Deed::Found { device, recovery, .. } => vec![*device, *recovery],
            Deed::Invite { invitation, .. } => vec![*invitation],
            Deed::Join { device, .. } | Deed::Recover { device, .. } => vec![*device],
            Deed::Renew { recovery, .. } => vec![*recovery],
            Deed::Remove { .. } | Deed::Rotate { .. } | Deed::Role { .. } | Deed::Accept { .. } => Vec::new(),
        }
    }

    /// The new key in it.
    pub fn key(&self) -> Option<&NewKey> {
        match self {
            Deed::Found { key, .. } | Deed::Remove { key, .. } | Deed::Rotate { key } | Deed::Renew { key, .. } => {
                Some(key)
            }
            Deed::Invite { .. }
            | Deed::Join { .. }
            | Deed::Role { .. }
            | Deed::Accept { .. }
            | Deed::Recover { .. } => None,
        }
    }
}

//! Devices for tests, from small numbers: each with its keys and its own chain of items.

use std::collections::BTreeMap;

use ed25519_dalek::{Signer, SigningKey};

use crate::card::{Card, CardId};
use crate::deed::{Cut, Deed, NewKey, Role, Wrapped};
use crate::item::{Hash, Header, Item, Kind};

/// A signing key and its card.
#[derive(Clone, Debug)]
pub struct Keys(SigningKey);

impl Keys {
    /// The keys of a number.
    pub fn new(number: u8) -> Keys {
        Keys(SigningKey::from_bytes(&[number; 32]))
    }

    /// Their card.
    pub fn card(&self) -> Card {
        Card { sign: self.0.verifying_key().to_bytes(), receive: [0; 32] }
    }

    /// Signs bytes.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }
}

/// A device, an invitation or the recovery words, writing its chain.
#[derive(Clone, Debug)]
pub struct Writer {
    pub keys: Keys,
    pub community: Hash,
    pub number: u64,
    pub previous: Hash,
    pub time: u64,
    pub seen: BTreeMap<CardId, u64>,
}

impl Writer {
    pub fn new(number: u8) -> Writer {
        let keys = Keys::new(number);
        Writer {
            keys,
            community: Hash::default(),
            number: 0,
            previous: Hash::default(),
            time: 0,
            seen: BTreeMap::new(),
        }
    }

    pub fn id(&self) -> CardId {
        self.keys.card().id()
    }

    /// Takes note of an item of somebody else.
    pub fn sees(&mut self, item: &Item) {
        if self.community == Hash::default() {
            self.community = item.hash();
        }
        self.time = self.time.max(item.header.time);
        if item.header.by != self.id() {
            let seen = self.seen.entry(item.header.by).or_default();
            *seen = (*seen).max(item.header.number);
        }
    }

    fn writes(&mut self, kind: Kind, key: [u8; 8], body: Vec<u8>) -> Item {
        self.number += 1;
        self.time += 1;
        let header = Header {
            kind,
            community: self.community,
            by: self.id(),
            number: self.number,
            previous: self.previous,
            time: self.time,
            key,
            salt: if kind == Kind::Sealed { [3; 32] } else { [0; 32] },
            seen: self.seen.iter().map(|(card, number)| (*card, *number)).collect(),
        };
        let item = Item::make(header, body, |bytes| self.keys.sign(bytes)).expect("an item");
        self.previous = item.hash();
        if self.community == Hash::default() {
            self.community = item.hash();
        }
        item
    }

    pub fn does(&mut self, deed: &Deed) -> Item {
        self.writes(Kind::Deed, [0; 8], deed.body())
    }

    pub fn seals(&mut self, words: &str) -> Item {
        self.writes(Kind::Sealed, [1; 8], words.as_bytes().to_vec())
    }

    pub fn founds(&mut self, recovery: &Writer) -> Item {
        let key = new_key(&[self, recovery]);
        let (device, recovery) = (self.keys.card(), recovery.keys.card());
        self.does(&Deed::Found { device, recovery, record: "c".into(), person: "p0".into(), key })
    }

    pub fn invites(&mut self, invitation: &Writer, role: Role) -> Item {
        let invitation = invitation.keys.card();
        self.does(&Deed::Invite {
            invitation,
            role,
            until: 1_000,
            person: None,
            key: Wrapped(vec![1]),
            key_name: [1; 8],
        })
    }

    /// An invitation brings a device in.
    pub fn joins(&mut self, device: &Writer) -> Item {
        let person = format!("p{}", device.id());
        self.does(&Deed::Join { device: device.keys.card(), person })
    }

    /// Removes others after the items that this device has seen.
    pub fn removes(&mut self, who: &[&Writer]) -> Item {
        // Who goes of their own will is cut after saying so.
        let known = |card: CardId| self.seen.get(&card).copied().unwrap_or(0);
        let cut = |other: &&Writer| Cut {
            card: other.id(),
            after: if other.id() == self.id() { self.number + 1 } else { known(other.id()) },
        };
        let who = who.iter().map(cut).collect();
        self.does(&Deed::Remove { who, key: new_key(&[self]) })
    }
}

pub fn new_key(to: &[&Writer]) -> NewKey {
    let to = to.iter().map(|writer| (writer.id(), Wrapped(vec![2]))).collect();
    NewKey { name: [1; 8], to, carries: Wrapped(Vec::new()), before: Wrapped(Vec::new()) }
}

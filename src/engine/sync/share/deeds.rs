//! Founding, inviting, coming in, removing, recovering.

use std::collections::BTreeMap;

use relay::access::Of;
use relay::deed::{Cut, NewKey};
use relay::item::Header;
use relay::rules::OPEN_INVITATIONS;
use relay::{Access, Card, CardId, Deed, Hash, Item, Kind, Role};
use thiserror::Error;

use super::counting::Limits;
use super::state::{Chain, Last, NotTaken, Share};
use crate::crypto::{CommunityKey, Invitation, Keys, VALID_FOR};
use crate::domain::{Id, Millis};

/// What a community begins with.
#[derive(Clone, Debug)]
pub struct Founded<'a> {
    /// The community's own record.
    pub record: &'a Id,
    /// The record of who holds this device.
    pub person: &'a Id,
    /// The recovery words' card.
    pub recovery: &'a Card,
}

/// Why somebody does not come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotIn {
    /// What was handed over does not begin with the community's first item.
    #[error("the beginning of the community is missing")]
    NoBeginning,
    /// It is another community's than the invitation's.
    #[error("this is another community")]
    OtherCommunity,
    /// The invitation is not among the deeds yet.
    #[error("the invitation has not arrived here yet")]
    NotHereYet,
    /// It was used or taken back.
    #[error("the invitation was used or taken back")]
    Used,
    /// Its time is over.
    #[error("the invitation is no longer valid")]
    Expired,
    /// Something in it is wrong.
    #[error("what was handed over is damaged")]
    Damaged,
}

impl Share {
    /// Founds a community with this device. `random` gives fresh bytes each time.
    ///
    /// Returns, beside it, the community's first item.
    pub fn found(keys: Keys, founded: &Founded<'_>, mut random: impl FnMut() -> [u8; 32]) -> Option<(Share, Item)> {
        let key = CommunityKey::new(random());
        let device = keys.card();
        let header = Header {
            kind: Kind::Deed,
            community: Hash::default(),
            by: keys.id(),
            number: 1,
            previous: Hash::default(),
            time: 1,
            key: [0; 8],
            salt: [0; 32],
            seen: Vec::new(),
        };
        // The community's name is the hash of this very item: the first key is sealed without it.
        let announced = key.announce(Hash::default(), &[], [&device, founded.recovery], random());
        let deed = Deed::Found {
            device,
            recovery: *founded.recovery,
            record: founded.record.to_string(),
            person: founded.person.to_string(),
            key: announced,
        };
        let first = keys.item(header, deed.body()).ok()?;
        Some((Share::begin(keys, &first).ok()?, first))
    }

    /// A share that holds a community's first item and nothing else.
    pub(super) fn begin(keys: Keys, first: &Item) -> Result<Share, NotIn> {
        let access = Access::found(first).map_err(|_| NotIn::NoBeginning)?;
        let mut share = Share {
            keys,
            came_by: Vec::new(),
            were: Vec::new(),
            last: Last::default(),
            access,
            keyring: BTreeMap::new(),
            chains: BTreeMap::new(),
            time: first.header.time,
            waiting: BTreeMap::new(),
            unopened: BTreeMap::new(),
            deeds: vec![first.clone()],
            limits: Limits::new(),
        };
        share.chains.insert(first.header.by, Chain { number: 1, hash: first.hash() });
        share.learn_first_key();
        share.learn_keys();
        Ok(share)
    }

    /// The first key is sealed before the community has its name.
    fn learn_first_key(&mut self) {
        let wrapped = self.access.keys().first().and_then(|key| key.to.get(&self.keys.id()));
        if let Some(key) = wrapped.and_then(|wrapped| self.keys.open(Hash::default(), wrapped).ok()) {
            self.keyring.insert(key.name(), key);
        }
    }

    /// Invites somebody, or another device of `person`. Returns the invitation and its item.
    /// `None` where this device may not, or enough invitations are open.
    pub fn invite(
        &mut self,
        role: Role,
        person: Option<&Id>,
        now: Millis,
        random: impl FnMut() -> [u8; 32],
    ) -> Option<(Invitation, Item)> {
        if self.access.open_invitations(now) >= OPEN_INVITATIONS {
            return None;
        }
        // To the minute, as the code says it.
        self.invites(role, person, (now + VALID_FOR) / 60_000 * 60_000, random)
    }

    /// The same until a given time.
    pub(super) fn invites(
        &mut self,
        role: Role,
        person: Option<&Id>,
        until: Millis,
        mut random: impl FnMut() -> [u8; 32],
    ) -> Option<(Invitation, Item)> {
        let bytes = random();
        let secret = std::array::from_fn(|at| bytes[at]);
        let community = self.access.community();
        let invitation = Invitation { community, secret, role, until };
        let card = invitation.keys().card();
        let current = self.current_key()?;
        let (key, key_name) = (current.wrap(community, &card, random()), current.name());
        let deed = Deed::Invite { invitation: card, role, until, person: person.map(Id::to_string), key, key_name };
        let before = self.clone();
        let item = self.does(&deed)?;
        if self.access.has_effect(item.hash()) {
            return Some((invitation, item));
        }
        *self = before;
        None
    }

    /// Comes in by an invitation, from a community's items in any order. Returns the share, and the item by which this device
    /// joined, to be handed on.
    ///
    /// # Errors
    /// Why not.
    pub fn join(
        invitation: &Invitation,
        device: Keys,
        person: &Id,
        items: impl IntoIterator<Item = Item>,
        now: Millis,
    ) -> Result<(Share, Vec<super::Took>, Item), NotIn> {
        let (mut guest, took) = Share::looks(invitation, items, now)?;
        let deed = Deed::Join { device: device.card(), person: person.to_string() };
        guest.came_by = vec![invitation.secret];
        let item = guest.comes_in(device, &deed)?;
        Ok((guest, took, item))
    }

    /// Reads with an invitation what is there, before coming in.
    pub(super) fn looks(
        invitation: &Invitation,
        items: impl IntoIterator<Item = Item>,
        now: Millis,
    ) -> Result<(Share, Vec<super::Took>), NotIn> {
        if invitation.until < now {
            return Err(NotIn::Expired);
        }
        let (guest, took) = Share::guest(invitation.keys(), invitation.community, items)?;
        let held = guest.access.of(guest.me()).ok_or(NotIn::NotHereYet)?;
        if held.gone {
            return Err(NotIn::Used);
        }
        Ok((guest, took))
    }

    /// Brings a new device in by the recovery words, as a coordinator.
    ///
    /// # Errors
    /// Why not.
    pub fn recover(
        words: Keys,
        device: Keys,
        person: &Id,
        items: impl IntoIterator<Item = Item>,
    ) -> Result<(Share, Vec<super::Took>, Item), NotIn> {
        let (mut guest, took) = Share::looks_back(words, items)?;
        let deed = Deed::Recover { device: device.card(), person: person.to_string() };
        let item = guest.comes_in(device, &deed)?;
        Ok((guest, took, item))
    }

    /// Reads with the recovery words what is there, before coming back.
    pub(super) fn looks_back(
        words: Keys,
        items: impl IntoIterator<Item = Item>,
    ) -> Result<(Share, Vec<super::Took>), NotIn> {
        let items: Vec<Item> = items.into_iter().collect();
        let first = items.iter().find(|item| item.header.community == Hash::default()).ok_or(NotIn::NoBeginning)?;
        let (guest, took) = Share::guest(words, first.hash(), items)?;
        match guest.access.of(guest.me()) {
            None => Err(NotIn::OtherCommunity),
            Some(held) if held.gone || held.of != Of::Recovery => Err(NotIn::Used),
            Some(_) => Ok((guest, took)),
        }
    }

    /// A share that reads with an invitation's or the recovery words' keys.
    fn guest(
        keys: Keys,
        community: Hash,
        items: impl IntoIterator<Item = Item>,
    ) -> Result<(Share, Vec<super::Took>), NotIn> {
        let items: Vec<Item> = items.into_iter().collect();
        let first = items.iter().find(|item| item.header.community == Hash::default()).ok_or(NotIn::NoBeginning)?;
        if first.hash() != community {
            return Err(NotIn::OtherCommunity);
        }
        let mut guest = Share::begin(keys, first)?;
        let mut took = Vec::new();
        for item in items {
            match guest.take(item) {
                Ok(brought) => took.push(brought),
                // What is foreign or wrong in a file hides nothing else in it.
                Err(NotTaken::Refused(_) | NotTaken::Fork(_) | NotTaken::Broken) => {}
                Err(NotTaken::Flood) => return Err(NotIn::Damaged),
            }
        }
        Ok((guest, took))
    }

    /// Signs the deed that brings a device in, and goes on as that device.
    fn comes_in(&mut self, device: Keys, deed: &Deed) -> Result<Item, NotIn> {
        let item = self.does(deed).ok_or(NotIn::Damaged)?;
        self.keys = device;
        self.last = Last::default();
        self.learn_keys();
        if self.belongs() { Ok(item) } else { Err(NotIn::Used) }
    }

    /// Removes devices and invitations, with a new key for those who stay. Their work up to what is here counts. With a copied
    /// phone goes the one that it was copied from, as long as both have its keys.
    /// `None` where this device may not.
    pub fn remove(&mut self, who: &[CardId], random: impl FnMut() -> [u8; 32]) -> Option<Item> {
        self.removes(&self.and_twins(who), random)
    }

    /// The same, and nobody beside them.
    pub(super) fn removes(&mut self, who: &[CardId], random: impl FnMut() -> [u8; 32]) -> Option<Item> {
        let cut = |card: &CardId| {
            // Up to what is open here: if only who goes has the key to the rest, nobody ever reads it.
            let here = self.chains.get(card).map_or(0, |chain| chain.number).min(self.opened(card));
            // Who goes of their own will is cut after saying so.
            Cut { card: *card, after: here + u64::from(*card == self.me()) }
        };
        if who.iter().any(|card| self.access.of(*card).is_none()) {
            // Nobody removes somebody of whom they have not heard.
            return None;
        }
        // Who goes knows the secrets of their own open invitations: they go too, and nobody comes in by them any more.
        let theirs = self.access.present().filter(|(_, held)| held.of == Of::Invitation && who.contains(&held.by));
        let gone: Vec<CardId> = who.iter().copied().chain(theirs.map(|(id, _)| id)).collect();
        let who: Vec<Cut> = gone.iter().map(cut).collect();
        let (key, new) = self.new_key(&gone, None, random)?;
        let before = self.clone();
        let item = self.does(&Deed::Remove { who, key })?;
        if self.access.has_effect(item.hash()) {
            self.keyring.insert(new.name(), new);
            return Some(item);
        }
        *self = before;
        None
    }

    /// A new key, where somebody who went still has the current one, or where this device has a key to which the current
    /// one does not lead: two were made at once. Or where this device cannot open the current one: whoever made it wrote
    /// rubbish, and nobody should be kept from writing by that. `None` where there is no need.
    pub fn rotate(&mut self, random: impl FnMut() -> [u8; 32]) -> Option<Item> {
        let current = self.access.keys().last();
        // A key that all were given needs no way to it: else everybody who makes a new one would call for the next. One whose deed
        // stood on a branch that gave way only this device may have.
        let given =
            |name: &[u8; 8]| self.access.all_keys().any(|key| key.name == *name && self.access.was_given_to_all(key));
        let apart = |name: &[u8; 8]| current.is_some_and(|now| !now.leads_to(name)) && !given(name);
        let none = self.current_key().is_none();
        if !self.belongs() || !(none || self.access.needs_new_key() || self.keyring.keys().any(apart)) {
            return None;
        }
        let (key, new) = self.new_key(&[], None, random)?;
        let item = self.does(&Deed::Rotate { key })?;
        self.keyring.insert(new.name(), new);
        Some(item)
    }

    /// Late work of somebody who went counts up to what is here.
    pub fn accept(&mut self, card: CardId) -> Option<Item> {
        let until = self.chains.get(&card)?.number.min(self.opened(&card));
        self.does(&Deed::Accept { card, until })
    }

    /// Gives a device another role.
    pub fn give_role(&mut self, card: CardId, role: Role) -> Option<Item> {
        self.does(&Deed::Role { card, role })
    }

    fn new_key(
        &self,
        without: &[CardId],
        and: Option<&Card>,
        mut random: impl FnMut() -> [u8; 32],
    ) -> Option<(NewKey, CommunityKey)> {
        let new = CommunityKey::new(random());
        let stay = self.access.present().filter(|(id, _)| !without.contains(id));
        let cards: Vec<Card> = stay.map(|(_, held)| held.card).chain(and.copied()).collect();
        let before: Vec<&CommunityKey> = self.keyring.values().collect();
        Some((new.announce(self.access.community(), &before, &cards, random()), new))
    }
}

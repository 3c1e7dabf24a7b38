//! Who belongs to a community: the fold of its deeds.
//!
//! The deeds are a set; their order is (Lamport time, author, number), so that every phone that holds the same deeds
//! holds the same community, whatever came first. Who goes is cut: what they wrote after the last item that the remover
//! knew does not count, however it is dated. Where two remove each other without knowing, the one who was there first
//! stands; the recovery words stand above all.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::card::{Card, CardId};
use crate::deed::{Deed, NewKey, Role, Wrapped};
use crate::item::{Hash, Item, Kind, Malformed};

/// What a card belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Of {
    /// A device.
    Device,
    /// An invitation.
    Invitation,
    /// The recovery words.
    Recovery,
}

/// A card that belongs or belonged to the community.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// The card.
    pub card: Card,
    /// What it belongs to.
    pub of: Of,
    /// The role; of an invitation, the one that it gives.
    pub role: Role,
    /// The id of the record of who holds it; none for an open invitation and for the recovery words.
    pub person: Option<String>,
    /// Whose deed brought it.
    pub by: CardId,
    /// Until when an invitation is valid, in milliseconds.
    pub until: Option<i64>,
    /// It is no longer there: used, removed or replaced.
    pub gone: bool,
    /// The current key sealed for an invitation.
    pub key: Option<(Hash, Wrapped)>,
}

/// Why an item is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Refused {
    /// The bytes are not in order, or signed by somebody else.
    #[error(transparent)]
    Malformed(#[from] Malformed),
    /// Of another community.
    #[error("the item belongs to another community")]
    OtherCommunity,
    /// The author's card was never part of the community.
    #[error("the author does not belong to this community")]
    Stranger,
    /// The author's card is gone.
    #[error("the author does not belong to this community any more")]
    Gone,
    /// The author may not do this.
    #[error("the author has no right to do this")]
    NoRight,
    /// Not a deed that this version knows.
    #[error("the deed cannot be read")]
    Unknown,
}

/// A community's deeds and what they come to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Access {
    community: Hash,
    record: String,
    deeds: BTreeMap<(u64, CardId, u64), (Hash, Deed)>,
    cards: BTreeMap<CardId, Card>,
    now: State,
}

/// What the deeds come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct State {
    held: BTreeMap<CardId, Held>,
    /// In the order in which they came: the earlier, the more senior.
    order: Vec<CardId>,
    /// Of those who were removed: items up to this number count.
    cuts: BTreeMap<CardId, u64>,
    accepted: BTreeMap<CardId, u64>,
    keys: Vec<NewKey>,
    /// Deeds that took effect.
    done: Vec<Hash>,
}

impl Access {
    /// A community by its first item.
    ///
    /// # Errors
    /// It is not the first item of a community.
    pub fn found(item: &Item) -> Result<Access, Refused> {
        let first =
            item.header.kind == Kind::Deed && item.header.community == Hash::default() && item.header.number == 1;
        let deed = Deed::parse(&item.body).filter(|_| first).ok_or(Refused::Unknown)?;
        let Deed::Found { device, record, .. } = &deed else { return Err(Refused::Unknown) };
        item.is_by(device)?;
        let mut access = Access {
            community: item.hash(),
            record: record.clone(),
            deeds: BTreeMap::new(),
            cards: BTreeMap::new(),
            now: State::default(),
        };
        access.keep(item, deed);
        Ok(access)
    }

    /// Takes in a deed. It is kept for good, whether it has an effect or not: [`Access::has_effect`] tells.
    ///
    /// # Errors
    /// It is not a deed of somebody who was ever part of this community. Nothing changes then.
    pub fn take(&mut self, item: &Item) -> Result<(), Refused> {
        self.is_authentic(item)?;
        let deed = Deed::parse(&item.body).filter(|_| item.header.kind == Kind::Deed).ok_or(Refused::Unknown)?;
        self.keep(item, deed);
        Ok(())
    }

    /// Whether an item belongs to this community and was signed by the card that it names, present or gone.
    ///
    /// # Errors
    /// It was not.
    pub fn is_authentic(&self, item: &Item) -> Result<(), Refused> {
        let first = item.hash() == self.community;
        if item.header.community != self.community && !first {
            return Err(Refused::OtherCommunity);
        }
        let card = self.cards.get(&item.header.by).ok_or(Refused::Stranger)?;
        Ok(item.is_by(card)?)
    }

    /// Whether the relay may take an item now: its author is there, and a deed has an effect.
    ///
    /// # Errors
    /// Why not.
    pub fn would_take(&self, item: &Item) -> Result<(), Refused> {
        self.is_authentic(item)?;
        let held = self.now.held.get(&item.header.by).ok_or(Refused::NoRight)?;
        if held.gone {
            return Err(Refused::Gone);
        }
        if item.header.kind == Kind::Sealed {
            return if held.of == Of::Device { Ok(()) } else { Err(Refused::NoRight) };
        }
        let mut after = self.clone();
        after.take(item)?;
        if after.has_effect(item.hash()) { Ok(()) } else { Err(Refused::NoRight) }
    }

    /// The community's name: the hash of its first item.
    pub fn community(&self) -> Hash {
        self.community
    }

    /// The id of the community's own record.
    pub fn record(&self) -> &str {
        &self.record
    }

    /// Every card that belongs or belonged.
    pub fn held(&self) -> impl Iterator<Item = (CardId, &Held)> {
        self.now.held.iter().map(|(id, held)| (*id, held))
    }

    /// One card.
    pub fn of(&self, card: CardId) -> Option<&Held> {
        self.now.held.get(&card)
    }

    /// The cards that are there now: those for whom a new key is sealed.
    pub fn present(&self) -> impl Iterator<Item = (CardId, &Held)> {
        self.held().filter(|(_, held)| !held.gone)
    }

    /// Whether a deed took effect.
    pub fn has_effect(&self, deed: Hash) -> bool {
        self.now.done.contains(&deed)
    }

    /// Whether a sealed item of this card and number counts: of somebody who went, only what the remover knew or a
    /// coordinator accepted.
    pub fn counts(&self, card: CardId, number: u64) -> bool {
        let accepted = self.now.accepted.get(&card).copied().unwrap_or(0);
        let known = self.now.held.contains_key(&card);
        known && self.now.cuts.get(&card).is_none_or(|cut| number <= (*cut).max(accepted))
    }

    /// The keys in their order; the last one seals.
    pub fn keys(&self) -> &[NewKey] {
        &self.now.keys
    }

    /// Whether the current key is out of date: somebody who went has it, or somebody who is there was not given it
    /// by name. Who came by an invitation took it from there.
    pub fn needs_new_key(&self) -> bool {
        let Some(key) = self.now.keys.last() else { return false };
        key.to.keys().any(|card| self.now.held.get(card).is_none_or(|held| held.gone && held.of != Of::Invitation))
    }

    fn keep(&mut self, item: &Item, deed: Deed) {
        for card in deed.brings() {
            self.cards.entry(card.id()).or_insert(card);
        }
        let place = (item.header.time, item.header.by, item.header.number);
        self.deeds.entry(place).or_insert((item.hash(), deed));
        self.now = self.fold();
    }

    /// Folds until no removal is left that has not cut yet; the most senior first.
    fn fold(&self) -> State {
        let mut cuts = BTreeMap::new();
        loop {
            let mut state = self.run(&cuts);
            let Some((card, after)) = state.next_cut(&cuts, self) else {
                state.cuts = cuts;
                return state;
            };
            cuts.insert(card, after);
        }
    }

    fn run(&self, cuts: &BTreeMap<CardId, u64>) -> State {
        let mut state = State::default();
        for ((_, by, number), (hash, deed)) in &self.deeds {
            let counts = cuts.get(by).is_none_or(|cut| number <= cut);
            if counts && state.does(*by, *hash, deed, *hash == self.community) {
                state.done.push(*hash);
            }
        }
        state
    }
}

impl State {
    /// Carries out a deed; `false` where its author may not.
    fn does(&mut self, by: CardId, hash: Hash, deed: &Deed, first: bool) -> bool {
        if let Deed::Found { device, recovery, person, key, .. } = deed {
            if !first {
                return false;
            }
            self.add(recovery, Of::Recovery, Role::Coordinator, None, by);
            self.add(device, Of::Device, Role::Coordinator, Some(person.clone()), by);
            self.keys.push(key.clone());
            return true;
        }
        let Some(author) = self.held.get(&by).filter(|author| !author.gone).cloned() else { return false };
        let leads = author.of != Of::Invitation && author.role == Role::Coordinator;
        match deed {
            Deed::Found { .. } => false,
            Deed::Invite { invitation, role, until, person, key } => {
                let own = person.is_none() || *person == author.person || leads;
                let may = author.of == Of::Device && author.role.may_give(*role) && own;
                if !may || self.held.contains_key(&invitation.id()) {
                    return false;
                }
                self.add(invitation, Of::Invitation, *role, person.clone(), by);
                if let Some(held) = self.held.get_mut(&invitation.id()) {
                    held.until = Some(*until);
                    held.key = Some((hash, key.clone()));
                }
                true
            }
            Deed::Join { device, person } => {
                let own = author.person.as_ref().is_none_or(|invited| invited == person);
                if author.of != Of::Invitation || !own || self.held.contains_key(&device.id()) {
                    return false;
                }
                self.add(device, Of::Device, author.role, Some(person.clone()), by);
                self.leaves(by);
                true
            }
            Deed::Recover { device, person } => {
                if author.of != Of::Recovery || self.held.contains_key(&device.id()) {
                    return false;
                }
                self.add(device, Of::Device, Role::Coordinator, Some(person.clone()), by);
                true
            }
            Deed::Remove { who, key } => {
                let own = |card: &CardId| {
                    let held = self.held.get(card);
                    held.is_some_and(|held| held.by == by || (held.person.is_some() && held.person == author.person))
                };
                let may = author.of != Of::Invitation && (leads || who.iter().all(|cut| own(&cut.card)));
                let recovery =
                    |cut: &crate::deed::Cut| self.held.get(&cut.card).is_some_and(|held| held.of == Of::Recovery);
                if !may || who.is_empty() || who.iter().any(recovery) {
                    return false;
                }
                who.iter().for_each(|cut| self.leaves(cut.card));
                self.keys.push(key.clone());
                true
            }
            Deed::Rotate { key } => {
                if author.of == Of::Invitation {
                    return false;
                }
                self.keys.push(key.clone());
                true
            }
            Deed::Role { card, role } => match self.held.get_mut(card) {
                Some(held) if leads && held.of == Of::Device => {
                    held.role = *role;
                    true
                }
                _ => false,
            },
            Deed::Accept { card, until } => {
                if !leads || !self.held.contains_key(card) {
                    return false;
                }
                let accepted = self.accepted.entry(*card).or_default();
                *accepted = (*accepted).max(*until);
                true
            }
            Deed::Renew { recovery, key } => {
                if !leads || self.held.contains_key(&recovery.id()) {
                    return false;
                }
                let old: Vec<CardId> =
                    self.held.iter().filter(|(_, held)| held.of == Of::Recovery).map(|(id, _)| *id).collect();
                old.into_iter().for_each(|card| self.leaves(card));
                self.add(recovery, Of::Recovery, Role::Coordinator, None, by);
                self.keys.push(key.clone());
                true
            }
        }
    }

    fn add(&mut self, card: &Card, of: Of, role: Role, person: Option<String>, by: CardId) {
        let held = Held { card: *card, of, role, person, by, until: None, gone: false, key: None };
        self.order.push(card.id());
        self.held.insert(card.id(), held);
    }

    fn leaves(&mut self, card: CardId) {
        if let Some(held) = self.held.get_mut(&card) {
            held.gone = true;
        }
    }

    /// The next removal that took effect here and has not cut yet, of the most senior author.
    fn next_cut(&self, cuts: &BTreeMap<CardId, u64>, access: &Access) -> Option<(CardId, u64)> {
        let rank = |card: &CardId| self.order.iter().position(|known| known == card);
        let mut found: Vec<(Option<usize>, CardId, u64)> = Vec::new();
        for ((_, by, _), (hash, deed)) in &access.deeds {
            if let Deed::Remove { who, .. } = deed
                && self.done.contains(hash)
            {
                let open = who.iter().filter(|cut| cuts.get(&cut.card).is_none_or(|known| cut.after < *known));
                found.extend(open.map(|cut| (rank(by), cut.card, cut.after)));
            }
        }
        found.sort();
        found.first().map(|(_, card, after)| (*card, *after))
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;

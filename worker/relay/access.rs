//! Who belongs to a community: the fold of its deeds.
//!
//! The deeds are a set; their order is (Lamport time, author, number), so that every phone that holds the same deeds
//! holds the same community, whatever came first. Who goes is cut: what they wrote after the last item that the remover
//! knew does not count, however it is dated, and their removals of others neither. Where some remove each other without
//! knowing, the one who was there first stands; the recovery words stand above all.

use std::collections::BTreeMap;

use thiserror::Error;

use crate::card::{Card, CardId};
use crate::deed::{Cut, Deed, NewKey, Role, Wrapped};
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
    /// The key that came with an invitation, sealed for it.
    pub key: Option<Wrapped>,
    /// Its name.
    pub key_name: Option<[u8; 8]>,
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
    /// Who made the last key.
    key_by: CardId,
    /// The roles that each device ever had.
    roles: BTreeMap<CardId, u64>,
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

    /// The roles that each card ever had, as [`Role::bit`]s. A role that is taken away takes back nothing that was written
    /// under it.
    pub fn roles(&self) -> &BTreeMap<CardId, u64> {
        &self.now.roles
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

    /// Whether an item may stand in the log: authentic, and of a kind that such a card writes.
    ///
    /// Not whether it counts. An item of somebody who is gone, or a deed without effect, is carried all the same: others may
    /// have seen it and written after it, and late work waits for a coordinator. Who is gone can hand nothing over.
    ///
    /// # Errors
    /// Why not.
    pub fn may_stand(&self, item: &Item) -> Result<(), Refused> {
        self.is_authentic(item)?;
        let of = self.now.held.get(&item.header.by).map_or(Of::Device, |held| held.of);
        let deed = Deed::parse(&item.body).filter(|_| item.header.kind == Kind::Deed);
        match (of, item.header.kind, deed) {
            (Of::Device, Kind::Sealed, _) | (Of::Device | Of::Recovery, Kind::Deed, Some(_)) => Ok(()),
            (Of::Invitation, Kind::Deed, Some(Deed::Join { .. })) => Ok(()),
            (_, Kind::Deed, None) => Err(Refused::Unknown),
            _ => Err(Refused::NoRight),
        }
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

    /// The Lamport time of the deed that brought a card.
    pub fn since(&self, card: CardId) -> Option<u64> {
        self.bringing(card).map(|(time, ..)| time)
    }

    /// The author and the number of that deed.
    pub fn brought_by(&self, card: CardId) -> Option<(CardId, u64)> {
        self.bringing(card).map(|(_, by, number)| (by, number))
    }

    fn bringing(&self, card: CardId) -> Option<(u64, CardId, u64)> {
        let brings = |deed: &Deed| deed.brings().iter().any(|brought| brought.id() == card);
        self.deeds.iter().find(|(_, (_, deed))| brings(deed)).map(|(place, _)| *place)
    }

    /// The cards that are there now: those for whom a new key is sealed.
    pub fn present(&self) -> impl Iterator<Item = (CardId, &Held)> {
        self.held().filter(|(_, held)| !held.gone)
    }

    /// How many invitations are open at a time in milliseconds.
    pub fn open_invitations(&self, now: i64) -> usize {
        self.present()
            .filter(|(_, held)| held.of == Of::Invitation && held.until.is_some_and(|until| until > now))
            .count()
    }

    /// Whether a deed took effect.
    pub fn has_effect(&self, deed: Hash) -> bool {
        self.now.done.contains(&deed)
    }

    /// The cards that were cut, each with the number up to which its sealed items count: what the remover knew or a
    /// coordinator accepted. Of a device whose joining has no effect nothing does.
    pub fn cuts(&self) -> impl Iterator<Item = (CardId, u64)> {
        let accepted = |card: &CardId| self.now.accepted.get(card).copied().unwrap_or(0);
        let cut = self.now.cuts.iter().map(move |(card, cut)| (*card, (*cut).max(accepted(card))));
        let unknown = self.cards.keys().filter(|card| !self.now.held.contains_key(card)).map(|card| (*card, 0));
        cut.chain(unknown)
    }

    /// Whether a sealed item counts, as far as the deeds alone say.
    #[cfg(test)]
    pub(crate) fn counts(&self, card: CardId, number: u64) -> bool {
        self.cuts().filter(|(cut, _)| *cut == card).all(|(_, limit)| number <= limit)
    }

    /// The keys in their order; the last one seals.
    pub fn keys(&self) -> &[NewKey] {
        &self.now.keys
    }

    /// Every key ever announced, whether its deed took effect or not: items may be sealed with any of them.
    pub fn all_keys(&self) -> impl Iterator<Item = &NewKey> {
        self.deeds.values().filter_map(|(_, deed)| deed.key())
    }

    /// Whether the current key is out of date: somebody who went has it. What is sealed for an invitation, whoever came in
    /// by it can open.
    pub fn needs_new_key(&self) -> bool {
        let Some(key) = self.now.keys.last() else { return false };
        let came = |by: &CardId| self.present().any(|(_, held)| held.of == Of::Device && held.by == *by);
        let went = |card: &CardId| match self.now.held.get(card) {
            Some(held) if held.of == Of::Invitation => held.gone && !came(card),
            Some(held) => held.gone,
            None => true,
        };
        // Who goes of their own will made the key themselves.
        key.to.keys().any(went) || went(&self.now.key_by) || !self.was_given_to_all(key)
    }

    /// Whether every device that is there was given a key by name, or came in by an invitation that was.
    pub fn was_given_to_all(&self, key: &NewKey) -> bool {
        let given = |id: &CardId, held: &Held| {
            let invited = self.now.held.get(&held.by).is_some_and(|by| by.of == Of::Invitation);
            key.to.contains_key(id) || (invited && self.has_by_invitation(key, held))
        };
        self.present().filter(|(_, held)| held.of == Of::Device).all(|(id, held)| given(&id, held))
    }

    /// Whether whoever came in by an invitation has a key by it: sealed for it, or in it.
    fn has_by_invitation(&self, key: &NewKey, held: &Held) -> bool {
        let in_it = self.now.held.get(&held.by).and_then(|by| by.key_name);
        key.to.contains_key(&held.by) || in_it == Some(key.name)
    }

    fn keep(&mut self, item: &Item, deed: Deed) {
        for card in deed.brings() {
            self.cards.entry(card.id()).or_insert(card);
        }
        let place = (item.header.time, item.header.by, item.header.number);
        self.deeds.entry(place).or_insert((item.hash(), deed));
        self.now = self.fold();
    }

    /// Folds until no removal is left that was not decided on; see the module's head.
    fn fold(&self) -> State {
        let mut decided: Vec<(Hash, Vec<Cut>)> = Vec::new();
        let mut void: Vec<Hash> = Vec::new();
        loop {
            let mut cuts = BTreeMap::new();
            for cut in decided.iter().flat_map(|(_, who)| who) {
                let after = cuts.entry(cut.card).or_insert(cut.after);
                *after = (*after).min(cut.after);
            }
            let stand: Vec<Hash> = decided.iter().map(|(hash, _)| *hash).collect();
            let mut state = self.run(&cuts, &stand);
            // Whoever turns out never to have belonged cuts nobody off. Each removal falls once at most: this ends.
            if let Some(fallen) = decided.iter().position(|(hash, _)| !state.done.contains(hash)) {
                void.push(decided.remove(fallen).0);
                continue;
            }
            let settled: Vec<Hash> = stand.into_iter().chain(void.iter().copied()).collect();
            let Some(next) = self.next_removal(&state, &cuts, &settled) else {
                state.cuts = cuts;
                return state;
            };
            decided.push(next);
        }
    }

    /// One pass over the deeds. What somebody did beyond their cut has no effect, but for a removal that was decided on.
    fn run(&self, cuts: &BTreeMap<CardId, u64>, decided: &[Hash]) -> State {
        let mut state = State::default();
        for ((_, by, number), (hash, deed)) in &self.deeds {
            let stands = decided.contains(hash);
            let counts = stands || cuts.get(by).is_none_or(|cut| number <= cut);
            if counts && state.does(*by, deed, *hash == self.community, stands) {
                state.done.push(*hash);
            }
        }
        state
    }

    /// The next removal to decide on: one that no other undecided one cuts off, or else, where they cut each other off, the
    /// one of whoever was there first.
    fn next_removal(&self, state: &State, cuts: &BTreeMap<CardId, u64>, decided: &[Hash]) -> Option<(Hash, Vec<Cut>)> {
        let open: Vec<(CardId, u64, Hash, &Vec<Cut>)> = self
            .deeds
            .iter()
            .filter_map(|((_, by, number), (hash, deed))| match deed {
                Deed::Remove { who, .. } if state.done.contains(hash) && !decided.contains(hash) => {
                    Some((*by, *number, *hash, who))
                }
                _ => None,
            })
            .filter(|(.., who)| who.iter().any(|cut| cuts.get(&cut.card).is_none_or(|known| cut.after < *known)))
            .collect();
        let cut_off = |by: CardId, number: u64, hash: Hash| {
            let cuts_it = |cut: &Cut| cut.card == by && cut.after < number;
            open.iter().any(|(_, _, other, who)| *other != hash && who.iter().any(cuts_it))
        };
        let rank = |card: &CardId| state.order.iter().position(|known| known == card);
        let first = open.iter().min_by_key(|(by, number, hash, _)| (cut_off(*by, *number, *hash), rank(by), *number));
        first.map(|(_, _, hash, who)| (*hash, (*who).clone()))
    }
}

impl State {
    /// Carries out a deed; `false` where its author may not.
    fn does(&mut self, by: CardId, deed: &Deed, first: bool, stands: bool) -> bool {
        if let Deed::Found { device, recovery, person, key, .. } = deed {
            if !first {
                return false;
            }
            self.add(recovery, Of::Recovery, Role::Coordinator, None, by);
            self.add(device, Of::Device, Role::Coordinator, Some(person.clone()), by);
            self.seals_with(key, by);
            return true;
        }
        let Some(author) = self.held.get(&by).filter(|author| stands || !author.gone).cloned() else { return false };
        let leads = author.of != Of::Invitation && author.role == Role::Coordinator;
        match deed {
            Deed::Found { .. } => false,
            Deed::Invite { invitation, role, until, person, key, key_name } => {
                let own = person.is_none() || *person == author.person || leads;
                let may = author.of == Of::Device && author.role.may_give(*role) && own;
                if !may || self.held.contains_key(&invitation.id()) {
                    return false;
                }
                self.add(invitation, Of::Invitation, *role, person.clone(), by);
                if let Some(held) = self.held.get_mut(&invitation.id()) {
                    held.until = Some(*until);
                    held.key = Some(key.clone());
                    held.key_name = Some(*key_name);
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
                    let with = |held: &Held| held.by == by || who.iter().any(|cut| cut.card == held.by);
                    let same = |held: &Held| held.person.is_some() && held.person == author.person;
                    held.is_some_and(|held| same(held) || (held.of == Of::Invitation && with(held)))
                };
                let may = author.of != Of::Invitation && (leads || who.iter().all(|cut| own(&cut.card)));
                let recovery = |cut: &Cut| self.held.get(&cut.card).is_some_and(|held| held.of == Of::Recovery);
                if !may || who.is_empty() || who.iter().any(recovery) {
                    return false;
                }
                who.iter().for_each(|cut| self.leaves(cut.card));
                self.seals_with(key, by);
                true
            }
            Deed::Rotate { key } => {
                if author.of == Of::Invitation {
                    return false;
                }
                self.seals_with(key, by);
                true
            }
            Deed::Role { card, role } => match self.held.get_mut(card) {
                Some(held) if leads && held.of == Of::Device => {
                    held.role = *role;
                    *self.roles.entry(*card).or_default() |= role.bit();
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
                self.seals_with(key, by);
                true
            }
        }
    }

    fn seals_with(&mut self, key: &NewKey, by: CardId) {
        self.keys.push(key.clone());
        self.key_by = by;
    }

    fn add(&mut self, card: &Card, of: Of, role: Role, person: Option<String>, by: CardId) {
        let held = Held { card: *card, of, role, person, by, until: None, gone: false, key: None, key_name: None };
        self.order.push(card.id());
        *self.roles.entry(card.id()).or_default() |= role.bit();
        self.held.insert(card.id(), held);
    }

    fn leaves(&mut self, card: CardId) {
        if let Some(held) = self.held.get_mut(&card) {
            held.gone = true;
        }
    }
}

#[cfg(test)]
#[path = "access_tests.rs"]
mod tests;

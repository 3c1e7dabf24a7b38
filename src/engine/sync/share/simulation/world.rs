//! The simulated world: its phones, its relay and what happens between them.

use std::collections::BTreeMap;

use relay::item::Header;
use relay::rules::{Desk, Refusal, Taken};
use relay::{CardId, Hash, Item, Role};

use super::super::{Founded, Incoming, NotIn, NotTaken, Share};
use super::phone::Phone;
use super::{Chance, Kinds, Requests};
use crate::crypto::{Invitation, Keys};
use crate::domain::{Id, Kind};

const START: i64 = 1_795_500_000_000;
const DAY: i64 = 24 * 3_600_000;
const YEAR: i64 = 365 * DAY;

/// The relay, as it stands between the phones.
pub(super) struct Relay {
    pub(super) desk: Option<Desk>,
    pub(super) log: Vec<Item>,
    /// Which of its lives this is: it was wiped that often.
    pub(super) life: u32,
}

impl Relay {
    pub(super) fn takes(&mut self, from: CardId, item: &Item, now: i64) -> Result<(), Refusal> {
        let new = match &mut self.desk {
            None => {
                self.desk = Some(Desk::open(item, now)?);
                true
            }
            Some(desk) => matches!(desk.take_from(from, item, now)?, Taken::New(_)),
        };
        self.log.extend(new.then(|| item.clone()));
        Ok(())
    }
}

pub(super) struct World {
    pub(super) chance: Chance,
    pub(super) now: i64,
    pub(super) phones: Vec<Phone>,
    pub(super) relay: Relay,
    /// Items of which a phone was told that the relay keeps them.
    pub(super) acknowledged: BTreeMap<Hash, (Header, Incoming)>,
    /// Backups of phones, which may come back.
    pub(super) backups: Vec<Phone>,
    pub(super) recovery: Keys,
    pub(super) kinds: Kinds,
    pub(super) requests: Requests,
}

impl World {
    pub(super) fn new(seed: u64, kinds: Kinds, requests: Requests) -> World {
        let mut chance = Chance(seed);
        let recovery = Keys::of(&chance.bytes()[..16], "recovery");
        let secret = chance.bytes();
        let (record, person) = (Id::new(Kind::Community, &[1; 10]), Id::new(Kind::Person, &[1; 10]));
        let founded = Founded { record: &record, person: &person, recovery: &recovery.card() };
        let (share, first) = Share::found(Keys::of(&secret, "device"), &founded, || chance.bytes()).expect("founded");
        let mut founder = Phone::new(0, secret, share, 0);
        founder.wrote(first);
        let relay = Relay { desk: None, log: Vec::new(), life: 1 };
        World {
            chance,
            now: START,
            phones: vec![founder],
            relay,
            acknowledged: BTreeMap::new(),
            backups: Vec::new(),
            recovery,
            kinds,
            requests,
        }
    }

    /// A phone talks to the relay. Each way something may be lost; what was said twice does no harm.
    pub(super) fn sync(&mut self, at: usize, reliable: bool) {
        let lost = |chance: &mut Chance| !reliable && chance.percent(20);
        let phone = &mut self.phones[at];
        if self.requests == Requests::Single && phone.disk.cursor.0 != self.relay.life {
            phone.hands_all_over(self.relay.life);
        }
        let as_told = if self.kinds == Kinds::Everything { self.now + phone.off } else { self.now };
        phone.leaves_twin(&mut self.chance, as_told);
        if self.requests == Requests::Whole
            && phone.forgotten(self.relay.desk.as_mut(), self.now)
            && !lost(&mut self.chance)
        {
            phone.hands_all_over(0);
        }
        let Some(from) = phone.is_heard_as(self.relay.desk.as_mut(), self.now) else { return };
        let forked = self.hands_over(at, from, reliable);
        let phone = &mut self.phones[at];
        // It hands its log only to those whom it knows.
        if !self.relay.desk.as_mut().is_some_and(|desk| phone.is_known(desk, self.now)) {
            return;
        }
        if (forked || phone.share.lost_ground()) && !lost(&mut self.chance) {
            phone.settle(&self.relay.log, true, &mut self.chance);
            phone.disk.cursor.1 = self.relay.log.len() as u64;
        }
        phone.hears(self.relay.life);
        let from = phone.disk.cursor.1 as usize;
        let many = if reliable { usize::MAX } else { 1 + self.chance.below(8) };
        let pulled: Vec<Item> = self.relay.log.iter().skip(from).take(many).cloned().collect();
        if lost(&mut self.chance) {
            return;
        }
        phone.disk.cursor.1 = (from + pulled.len()) as u64;
        phone.disk.ticket = true;
        for item in pulled {
            if self.requests == Requests::Whole {
                phone.disk.unsent.retain(|mine| mine.hash() != item.hash());
            }
            let twice = self.chance.percent(10);
            for _ in 0..=u8::from(twice) {
                match phone.share.take(item.clone()) {
                    Ok(took) => {
                        // What had waited for it the relay may not have.
                        let others = took.items.iter().filter(|one| one.hash() != item.hash());
                        phone.disk.unsent.extend(others.cloned());
                        phone.brings(took);
                    }
                    Err(why) => assert!(matches!(why, NotTaken::Fork(_)), "the relay hands over nothing wrong: {why}"),
                }
            }
        }
        if phone.disk.cursor.1 == self.relay.log.len() as u64 {
            phone.retires(&mut self.chance, as_told);
        }
    }

    /// A phone hands over what the relay has not shown to it; whether the relay holds another branch of its chain.
    pub(super) fn hands_over(&mut self, at: usize, from: CardId, reliable: bool) -> bool {
        if self.requests != Requests::Whole {
            return self.hands_over_one_by_one(at, from, reliable);
        }
        let lost = |chance: &mut Chance| !reliable && chance.percent(20);
        let many = if reliable { usize::MAX } else { 1 + self.chance.below(8) };
        if lost(&mut self.chance) {
            return false;
        }
        let phone = &mut self.phones[at];
        let (mut took, mut refused) = (Vec::new(), None);
        // What does not count comes last.
        let counts = |item: &&Item| phone.share.counts(item.header.by, item.header.number);
        let (first, late): (Vec<&Item>, Vec<&Item>) = phone.disk.unsent.iter().partition(counts);
        for item in first.into_iter().chain(late).take(many) {
            match self.relay.takes(from, item, self.now) {
                Ok(()) => took.push(item),
                Err(why) => {
                    // What comes after it is not looked at.
                    refused = Some(why);
                    break;
                }
            }
        }
        if lost(&mut self.chance) {
            return false;
        }
        let read = |item: &&Item| Some((item.hash(), (item.header.clone(), phone.share.read(item)?)));
        self.acknowledged.extend(took.iter().filter_map(read));
        // What it has and showed before, while it still waited here for something, it is to show again.
        let reads = if phone.disk.cursor.0 == self.relay.life { phone.disk.cursor.1 } else { 0 };
        let shown = &self.relay.log[..reads as usize];
        let again = refused.is_none() && !took.is_empty() && took.iter().all(|item| shown.contains(item));
        phone.hears(self.relay.life);
        if again {
            phone.disk.cursor.1 = 0;
        }
        if let Some(Refusal::Gap { .. } | Refusal::Unseen) = refused {
            // It had more of this phone once than it has now.
            phone.disk.cursor.1 = 0;
            phone.disk.unsent = phone.disk.items.clone();
        }
        matches!(refused, Some(Refusal::Fork { .. }))
    }

    /// The same where each item has a way of its own, and what was refused holds up nothing.
    pub(super) fn hands_over_one_by_one(&mut self, at: usize, from: CardId, reliable: bool) -> bool {
        let lost = |chance: &mut Chance| !reliable && chance.percent(20);
        let phone = &mut self.phones[at];
        let (mut still, mut forked) = (Vec::new(), false);
        for item in std::mem::take(&mut phone.disk.unsent) {
            if lost(&mut self.chance) {
                still.push(item);
                continue;
            }
            match self.relay.takes(from, &item, self.now) {
                Ok(()) if lost(&mut self.chance) => still.push(item), // the answer was lost
                Ok(()) => {
                    let read = phone.share.read(&item).map(|read| (item.header.clone(), read));
                    self.acknowledged.extend(read.map(|read| (item.hash(), read)));
                }
                Err(why) => {
                    forked |= matches!(why, Refusal::Fork { .. });
                    still.push(item);
                }
            }
        }
        phone.disk.unsent = still;
        forked
    }

    /// One phone hands a file to another, in any order.
    pub(super) fn by_hand(&mut self, from: usize, to: usize) {
        let mut items = self.phones[from].disk.items.clone();
        for at in (1..items.len()).rev() {
            items.swap(at, self.chance.below(at + 1));
        }
        self.phones[to].settle(&items, false, &mut self.chance);
        for item in items {
            match self.phones[to].share.take(item) {
                Ok(took) => {
                    // What came by hand goes on to the relay too.
                    self.phones[to].disk.unsent.extend(took.items.clone());
                    self.phones[to].brings(took);
                }
                Err(why) => assert!(matches!(why, NotTaken::Fork(_)), "a friend hands over nothing wrong: {why}"),
            }
        }
    }

    pub(super) fn invite(&mut self, from: usize) {
        let role = if self.chance.percent(60) { Role::Coordinator } else { Role::Peer };
        let (inviter, chance) = (&mut self.phones[from], &mut self.chance);
        let Some((invitation, item)) = inviter.share.invite(role, None, self.now, || chance.bytes()) else { return };
        inviter.wrote(item);
        let read = Invitation::read(&invitation.fragment());
        assert_eq!(read, Ok(invitation), "the code reads back");
        // The inviter may be offline from now on: its file, or the relay's log, is all that is needed.
        let by_log = self.requests == Requests::Whole && self.chance.percent(50);
        if by_log {
            self.sync(from, false);
        }
        let items = if by_log { self.relay.log.clone() } else { self.phones[from].disk.items.clone() };
        let secret = self.chance.bytes();
        let name = self.phones.len();
        let person = Id::new(Kind::Person, &[name as u8 + 1; 10]);
        let invitation = read.expect("it reads");
        match Share::join(&invitation, Keys::of(&secret, "device"), &person, items.clone(), self.now) {
            Ok((share, took, joined)) => {
                let off = [0, -10 * YEAR, 10 * YEAR, 3_600_000][self.chance.below(4)];
                let mut phone = Phone { invited_by: Some(from), ..Phone::new(name, secret, share, off) };
                phone.disk.items.extend(items.iter().take(1).cloned());
                took.into_iter().for_each(|took| phone.brings(took));
                if by_log {
                    (phone.disk.cursor, phone.disk.ticket) = ((self.relay.life, items.len() as u64), true);
                } else {
                    phone.disk.unsent = phone.disk.items.clone();
                }
                phone.wrote(joined);
                phone.fold();
                self.phones.push(phone);
            }
            Err(NotIn::NoBeginning) if by_log => {} // The relay was never reached.
            Err(why) => assert!(matches!(why, NotIn::Used | NotIn::NotHereYet), "{why}"),
        }
    }

    pub(super) fn remove(&mut self, by: usize, whom: usize) {
        let card = self.phones[whom].share.me();
        let (phone, chance) = (&mut self.phones[by], &mut self.chance);
        if let Some(item) = phone.share.remove(&[card], || chance.bytes()) {
            phone.wrote(item);
            phone.fold();
        }
    }

    /// A phone is copied, or backed up, or a backup of one comes back.
    pub(super) fn copies(&mut self) {
        let (at, name) = (self.chance.below(self.phones.len()), self.phones.len());
        match self.chance.below(3) {
            0 if name < 8 => self.phones.push(self.phones[at].copy(name)),
            1 => self.backups.push(self.phones[at].copy(at)),
            _ if name < 8 && !self.backups.is_empty() => {
                let backup = self.chance.below(self.backups.len());
                self.phones.push(self.backups.swap_remove(backup).copy(name));
            }
            _ => {}
        }
    }

    pub(super) fn act(&mut self) {
        self.now += 1_000 * (1 + self.chance.below(60) as i64);
        // Longer than an invitation is valid; and not so long that a copied phone has had its time to leave its card.
        if self.requests == Requests::Whole && self.chance.percent(3) && self.now < START + 23 * DAY {
            self.now += 80 * 3_600_000;
        }
        if matches!(self.kinds, Kinds::Copies | Kinds::Everything) && self.chance.percent(3) {
            return self.copies();
        }
        let many = self.phones.len();
        let (at, other) = (self.chance.below(many), self.chance.below(many));
        match self.chance.below(100) {
            0..50 => self.phones[at].edits(&mut self.chance, self.now, self.kinds),
            50..80 => self.sync(at, false),
            80..86 if at != other => self.by_hand(at, other),
            86..90 if many < 6 => self.invite(at),
            90..92 if many > 2 && !matches!(self.kinds, Kinds::Texts | Kinds::Copies) => self.remove(at, other),
            92..93 => {
                let card = self.phones[other].share.me();
                let gone = self.phones[at].share.access().of(card).is_some_and(|held| held.gone);
                if let Some(item) = gone.then(|| self.phones[at].share.accept(card)).flatten() {
                    self.phones[at].wrote(item);
                    self.phones[at].fold();
                }
            }
            93..94 => self.relay = Relay { desk: None, log: Vec::new(), life: self.relay.life + 1 },
            94..98 => self.phones[at].crash(),
            _ => self.phones[at].off = [0, -10 * YEAR, 10 * YEAR][self.chance.below(3)],
        }
    }

    /// Everybody is online for as long as it takes.
    pub(super) fn settles(&mut self) {
        let here = |world: &World| {
            let held = |phone: &Phone| phone.disk.items.len() + phone.disk.unsent.len() + phone.share.waiting();
            (world.relay.log.len(), world.phones.iter().map(held).collect::<Vec<_>>())
        };
        for _ in 0..30 {
            let before = here(self);
            for at in 0..self.phones.len() {
                self.sync(at, true);
                let (phone, chance) = (&mut self.phones[at], &mut self.chance);
                if let Some(item) = phone.share.rotate(|| chance.bytes()) {
                    phone.wrote(item);
                }
                self.now += 60_000;
            }
            if here(self) == before {
                return;
            }
        }
    }
}

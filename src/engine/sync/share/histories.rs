//! Random histories of who belongs, with real keys and real seals: after every deed, whoever belongs opens all that is
//! written, and whoever went opens none of it, whatever they get hold of.
//!
//! An ordinary run tries 10,000; `TONGBAN_SEEDS=100000 cargo test --release -p engine histories` runs more.

use std::sync::atomic::{AtomicUsize, Ordering};

use relay::{Item, Role};

use super::simulation::{Chance, run_seeds};
use super::{Founded, Share};
use crate::crypto::{Keys, recovery_keys};
use crate::domain::{Id, Kind};
use crate::merge::{Change, Op, Stamp};

const NOW: i64 = 1_795_500_000_000;
/// The most devices that belong at a time.
const MOST: usize = 4;

struct History {
    chance: Chance,
    items: Vec<Item>,
    /// Every device that ever belonged.
    devices: Vec<Share>,
    words: [u8; 16],
    /// What was opened by whom: of those who belong all, of those who went none.
    opened: usize,
    gone: usize,
}

fn id(kind: Kind, number: usize) -> Id {
    Id::new(kind, &[number as u8; 10])
}

impl History {
    fn new(seed: u64) -> History {
        let mut chance = Chance(seed);
        let bytes = chance.bytes();
        let words: [u8; 16] = std::array::from_fn(|at| bytes[at]);
        let card = recovery_keys(&words).card();
        let (record, person) = (id(Kind::Community, 1), id(Kind::Person, 1));
        let founded = Founded { record: &record, person: &person, recovery: &card };
        let keys = Keys::of(&chance.bytes(), "device");
        let (share, first) = Share::found(keys, &founded, || chance.bytes()).expect("founded");
        History { chance, items: vec![first], devices: vec![share], words, opened: 0, gone: 0 }
    }

    /// Those who belong, by their place among all.
    fn present(&self) -> Vec<usize> {
        (0..self.devices.len()).filter(|at| self.devices[*at].belongs()).collect()
    }

    /// Everybody gets everything, whoever went too: somebody passes it on to them.
    fn tells(&mut self, by: Option<usize>, item: Item) {
        for (at, device) in self.devices.iter_mut().enumerate() {
            if Some(at) == by {
                continue;
            }
            let opens = device.take(item.clone()).expect("it is in order").incoming;
            let sealed = item.header.kind == relay::Kind::Sealed;
            if device.belongs() && sealed {
                assert!(!opens.is_empty(), "device {at} belongs and opens it");
                self.opened += 1;
            } else if sealed {
                assert!(opens.is_empty(), "device {at} went and opens nothing");
                self.gone += 1;
            }
        }
        self.items.push(item);
    }

    fn comes_in(&mut self, by: usize) {
        if self.present().len() >= MOST {
            return;
        }
        let role = [Role::Coordinator, Role::Peer][self.chance.below(2)];
        let chance = &mut self.chance;
        let Some((invitation, item)) = self.devices[by].invite(role, None, NOW, || chance.bytes()) else { return };
        self.tells(Some(by), item);
        // Some invitations stay open, until whoever made them goes.
        if self.chance.percent(30) {
            return;
        }
        let person = id(Kind::Person, self.devices.len() + 1);
        let keys = Keys::of(&self.chance.bytes(), "device");
        let (device, _, joined) = Share::join(&invitation, keys, &person, self.items.clone(), NOW).expect("in");
        self.tells(None, joined);
        self.devices.push(device);
    }

    fn recovers(&mut self) {
        if self.present().len() >= MOST {
            return;
        }
        let keys = Keys::of(&self.chance.bytes(), "device");
        let person = id(Kind::Person, 1);
        let (device, _, joined) =
            Share::recover(recovery_keys(&self.words), keys, &person, self.items.clone()).expect("in");
        self.tells(None, joined);
        self.devices.push(device);
    }

    fn removes(&mut self, by: usize, whom: usize) {
        // Somebody stays, or else nobody could tell anything.
        if self.present().len() < 2 {
            return;
        }
        let card = self.devices[whom].me();
        let chance = &mut self.chance;
        if let Some(item) = self.devices[by].remove(&[card], || chance.bytes()) {
            self.tells(Some(by), item);
        }
    }

    /// Makes a new key wherever one is needed, as every phone does on its own.
    fn rotates(&mut self) {
        for _ in 0..3 {
            for at in self.present() {
                let chance = &mut self.chance;
                if let Some(item) = self.devices[at].rotate(|| chance.bytes()) {
                    self.tells(Some(at), item);
                }
            }
        }
        for at in self.present() {
            let chance = &mut self.chance;
            assert!(self.devices[at].rotate(|| chance.bytes()).is_none(), "device {at} needs no further key");
        }
    }

    fn writes(&mut self) {
        let present = self.present();
        let at = present[self.chance.below(present.len())];
        let stamp = Stamp::new(NOW + self.items.len() as i64, 0, &self.devices[at].me().to_string());
        let change = Change::Set { field: "plan.venue".into(), value: self.items.len().into(), over: None };
        let op = Op { document: id(Kind::Session, 1), stamp, by: None, change };
        let chance = &mut self.chance;
        let items = self.devices[at].write(&[op], || chance.bytes()).expect("who belongs has the key");
        items.into_iter().for_each(|item| self.tells(Some(at), item));
    }

    fn act(&mut self) {
        let present = self.present();
        let (by, whom) = (present[self.chance.below(present.len())], present[self.chance.below(present.len())]);
        match self.chance.below(100) {
            0..45 => self.comes_in(by),
            45..75 => self.removes(by, whom),
            75..85 => self.removes(by, by),
            85..95 => self.recovers(),
            _ => self.writes(),
        }
        self.rotates();
    }
}

/// Plays a history; how often somebody who belongs opened an item, and somebody who went did not.
fn run(seed: u64) -> (usize, usize) {
    let mut history = History::new(seed);
    for _ in 0..4 + history.chance.below(4) {
        history.act();
    }
    (0..3).for_each(|_| history.writes());
    // Who came in late opens what was written before.
    for at in history.present() {
        let device = &history.devices[at];
        let shut = history.items.iter().filter(|item| item.header.kind == relay::Kind::Sealed);
        assert!(shut.into_iter().all(|item| device.read(item).is_some()), "seed {seed}: device {at} opens all");
    }
    (history.opened, history.gone)
}

#[test]
fn in_random_histories_who_belongs_opens_all_and_who_went_opens_nothing() {
    let (opened, gone) = (AtomicUsize::new(0), AtomicUsize::new(0));
    let many = run_seeds(10_000, |seed| {
        let (opens, stays_shut) = run(seed);
        opened.fetch_add(opens, Ordering::Relaxed);
        gone.fetch_add(stays_shut, Ordering::Relaxed);
    });
    let (opened, gone) = (opened.into_inner(), gone.into_inner());
    println!("{many} histories: opened {opened} times by who belongs, tried {gone} times by who went");
    assert!(opened as u64 >= many && gone as u64 >= many, "the histories try something");
}

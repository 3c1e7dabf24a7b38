//! A phone of the simulated world: a share, its disk, and the documents that it shows.

use std::collections::{BTreeMap, BTreeSet};

use relay::rules::{Desk, Refusal};
use relay::{CardId, Hash, Item};

use super::super::{Incoming, Kept, Knocks, Share, Took};
use super::{Chance, Kinds};
use crate::domain::fields::{TextField, planning};
use crate::domain::{Id, Kind};
use crate::merge::{Change, Clock, Document, Edit, Op};

/// What a phone has on its disk.
#[derive(Clone)]
pub(super) struct Disk {
    pub(super) items: Vec<Item>,
    pub(super) opened: Vec<Incoming>,
    pub(super) unsent: Vec<Item>,
    pub(super) cursor: (u32, u64),
    /// The relay gave it the ticket with which it brings the community back.
    pub(super) ticket: bool,
    pub(super) clock: Clock,
}

pub(super) struct Phone {
    pub(super) name: usize,
    pub(super) secret: [u8; 32],
    pub(super) share: Share,
    pub(super) disk: Disk,
    pub(super) documents: BTreeMap<Id, Document>,
    /// How far its wall clock is off.
    pub(super) off: i64,
    pub(super) run: u64,
    /// All that was ever written on it.
    pub(super) written: Vec<Op>,
    /// The phone that invited it.
    pub(super) invited_by: Option<usize>,
}

pub(super) fn planning_text() -> TextField {
    TextField::new("plan.aim")
}

/// An op whatever its device is called: its document, its place, what it says.
pub(super) type Said = (Id, (i64, u32), String);

/// See [`Said`].
pub(super) fn nameless(op: &Op) -> Said {
    let says = match &op.change {
        Change::Set { value, .. } => value.to_string(),
        other => format!("{other:?}"),
    };
    (op.document.clone(), op.stamp.place(), says)
}

pub(super) fn documents() -> [Id; 3] {
    [1, 2, 3].map(|number| Id::new(Kind::Session, &[number; 10]))
}

impl Phone {
    pub(super) fn new(name: usize, secret: [u8; 32], share: Share, off: i64) -> Phone {
        let clock = Clock::new(&share.me().to_string());
        let disk =
            Disk { items: Vec::new(), opened: Vec::new(), unsent: Vec::new(), cursor: (0, 0), ticket: false, clock };
        Phone {
            name,
            secret,
            share,
            disk,
            documents: BTreeMap::new(),
            off,
            run: 1,
            written: Vec::new(),
            invited_by: None,
        }
    }

    /// All that was in memory is gone; the disk is read again. Each item was one transaction: nothing of what came before
    /// is lost, and what the last one wrote is what the share would write now.
    pub(super) fn crash(&mut self) {
        let kept = self.share.keep(&self.secret);
        let kept: Kept = serde_json::from_slice(&serde_json::to_vec(&kept).expect("json")).expect("it reads back");
        self.share = Share::open(&kept, self.share.deeds().to_vec()).expect("what was stored opens");
        self.fold();
    }

    /// Folds anew what counts. Letters of its own that no longer count must not lend their numbers to new ones: what is
    /// written from here on bears a fresh number.
    pub(super) fn fold(&mut self) {
        self.run += 1;
        let client = self.name as u64 * 1_000 + self.run;
        self.documents.clear();
        self.disk.opened.sort_by_key(|one| (one.time, one.by, one.number));
        let counted = self.disk.opened.iter().filter(|one| self.share.counts(one.by, one.number));
        let mut ops: BTreeMap<Id, Vec<Op>> = BTreeMap::new();
        counted.flat_map(|one| &one.ops).for_each(|op| ops.entry(op.document.clone()).or_default().push(op.clone()));
        for (id, ops) in ops {
            self.documents.insert(id.clone(), Document::fold(id, client, ops));
        }
    }

    pub(super) fn brings(&mut self, took: Took) {
        let late = took.incoming.iter().any(|incoming| incoming.late);
        for incoming in took.incoming {
            for op in &incoming.ops {
                self.disk.clock.saw(&op.stamp);
            }
            if self.share.counts(incoming.by, incoming.number) {
                let client = self.name as u64 * 1_000 + self.run;
                for op in &incoming.ops {
                    let document = op.document.clone();
                    let fresh = || Document::new(document.clone(), client);
                    self.documents.entry(document.clone()).or_insert_with(fresh).take(op.clone());
                }
            }
            self.disk.opened.push(incoming);
        }
        self.disk.items.extend(took.items);
        if took.recount {
            self.share.recount(self.disk.items.iter().map(|item| &item.header));
        }
        if took.recount || late {
            self.fold();
        }
    }

    /// A copy of all that is on its disk, under a name of its own: nobody knows of it.
    pub(super) fn copy(&self, name: usize) -> Phone {
        let (share, disk, written) = (self.share.clone(), self.disk.clone(), self.written.clone());
        let mut copy =
            Phone { disk, written, invited_by: self.invited_by, ..Phone::new(name, self.secret, share, self.off) };
        copy.fold();
        copy
    }

    /// Lets what is here give way to another branch: to the relay's log, or to a file.
    pub(super) fn settle(&mut self, others: &[Item], log: bool, chance: &mut Chance) {
        let unsent: BTreeSet<Hash> = self.disk.unsent.iter().map(Item::hash).collect();
        let shown = |item: &Item| !unsent.contains(&item.hash());
        let (items, new) = (&self.disk.items, chance.bytes());
        let (yields, at_relay): (_, BTreeSet<Hash>) = match log {
            true => (self.share.yields_to_log(items, others), others.iter().map(Item::hash).collect()),
            false => (
                self.share.yields_to_file(items, others, shown),
                items.iter().filter(|item| shown(item)).map(Item::hash).collect(),
            ),
        };
        let secrets = [self.secret, new];
        let Some(settled) = self.share.settle(items, others.to_vec(), &yields, secrets, || chance.bytes()) else {
            return;
        };
        if settled.renewed {
            self.secret = new;
            self.disk.clock.rename(&self.share.me().to_string());
        }
        self.disk.unsent = settled.items.iter().filter(|item| !at_relay.contains(&item.hash())).cloned().collect();
        self.disk.opened = settled.items.iter().filter_map(|item| self.share.read(item)).collect();
        self.disk.items = settled.items;
        self.disk.opened.iter().flat_map(|one| &one.ops).for_each(|op| self.disk.clock.saw(&op.stamp));
        self.fold();
    }

    /// Where a twin has left its card it leaves it too.
    pub(super) fn leaves_twin(&mut self, chance: &mut Chance, now: i64) {
        let new = chance.bytes();
        if let Some(items) = self.share.leaves_twin([self.secret, new], now, || chance.bytes()) {
            self.secret = new;
            self.disk.clock.rename(&self.share.me().to_string());
            items.into_iter().for_each(|item| self.wrote(item));
        }
    }

    /// With all that the relay has, it removes the card that it left.
    pub(super) fn retires(&mut self, chance: &mut Chance, now: i64) {
        if self.disk.unsent.is_empty()
            && let Some(item) = self.share.retires(now, || chance.bytes())
        {
            self.wrote(item);
            self.fold();
        }
    }

    /// The cards under which the relay may know it.
    pub(super) fn asks_as(&self) -> Vec<CardId> {
        self.share.doors(self.is_at_the_door()).into_iter().map(|keys| keys.id()).collect()
    }

    /// Whether the deed that brings it still waits to be handed over.
    fn is_at_the_door(&self) -> bool {
        let me = self.share.me();
        self.disk.unsent.iter().any(|item| {
            let deed = relay::Deed::parse(&item.body).filter(|_| item.header.by != me);
            deed.is_some_and(|deed| deed.brings().iter().any(|card| card.id() == me))
        })
    }

    /// Whether a relay that it knew says that it keeps nothing, or does not know it under any of its cards: it was wiped.
    pub(super) fn forgotten(&self, desk: Option<&mut Desk>, now: i64) -> bool {
        let Some(desk) = desk else { return self.disk.cursor.0 > 0 };
        let mut knocks = Knocks::default();
        let answers = self.asks_as().into_iter().map(|card| desk.admits(card, now));
        let none = answers.into_iter().all(|answer| answer.is_err_and(|why| knocks.goes_on(&why)));
        // Who is about to be brought hands that over first.
        self.disk.cursor.0 > 0 && none && knocks.refusal() == Refusal::Unsigned && !self.is_at_the_door()
    }

    /// The relay names its log: another than before has nothing of what this phone handed over.
    pub(super) fn hears(&mut self, life: u32) {
        match self.disk.cursor.0 {
            0 => self.disk.cursor = (life, 0),
            known if known != life => self.hands_all_over(life),
            _ => {}
        }
    }

    /// Everything is handed over again.
    pub(super) fn hands_all_over(&mut self, life: u32) {
        self.disk.cursor = (life, 0);
        self.disk.unsent = self.disk.items.clone();
    }

    /// Whether the relay hands its log to it.
    pub(super) fn is_known(&self, desk: &mut Desk, now: i64) -> bool {
        self.asks_as().into_iter().any(|card| desk.admits(card, now).is_ok())
    }

    /// The card under which the relay listens to it: one that it knows; or one that is brought by what is handed over, or any with
    /// the ticket, after it was wiped.
    pub(super) fn is_heard_as(&self, desk: Option<&mut Desk>, now: i64) -> Option<CardId> {
        let Some(desk) = desk else { return Some(self.share.me()) };
        let deeds: Vec<(CardId, relay::Deed)> = self
            .disk
            .unsent
            .iter()
            .filter_map(|item| Some((item.header.by, relay::Deed::parse(&item.body)?)))
            .collect();
        let brought = |card: &CardId| {
            deeds.iter().find(|(_, deed)| deed.brings().iter().any(|new| new.id() == *card)).map(|(by, _)| *by)
        };
        self.asks_as().into_iter().find(|card| match (desk.access().of(*card), brought(card)) {
            (Some(_), _) => desk.admits(*card, now).is_ok(),
            (None, _) if self.disk.ticket => true,
            (None, Some(by)) => desk.admits(by, now).is_ok(),
            (None, None) => false,
        })
    }

    pub(super) fn wrote(&mut self, item: Item) {
        self.disk.items.push(item.clone());
        if item.header.kind == relay::Kind::Deed {
            self.share.recount(self.disk.items.iter().map(|item| &item.header));
        }
        self.disk.unsent.push(item);
    }

    pub(super) fn edits(&mut self, chance: &mut Chance, now: i64, kinds: Kinds) {
        // Without a key it waits on the phone until one comes: nothing of it is anywhere else meanwhile.
        if self.share.current_key().is_none() || !self.share.belongs() {
            return;
        }
        let id = documents()[chance.below(3)].clone();
        let client = self.name as u64 * 1_000 + self.run;
        let document = self.documents.entry(id.clone()).or_insert_with(|| Document::new(id, client));
        let edit = if kinds == Kinds::Values || chance.percent(50) {
            Edit::set(planning::VENUE, format!("title {}", chance.below(1_000)))
        } else {
            let text = planning_text();
            let before = document.text(&text);
            let at = before.char_indices().map(|(at, _)| at).nth(chance.below(before.chars().count() + 1));
            let (left, right) = before.split_at(at.unwrap_or(before.len()));
            Edit::write(text, format!("{left}{}{right}", char::from(b'a' + chance.below(26) as u8)))
        };
        let ops = document.edit(&edit, &mut self.disk.clock, now + self.off, None);
        // Who saw words and changed them wins.
        match &edit {
            Edit::Write(field, wanted) => assert_eq!(document.text(field), *wanted),
            _ => assert!(matches!(&edit, Edit::Set(field, value) if document.value(field) == Some(value))),
        }
        let Some(items) = self.share.write(&ops, || chance.bytes()) else { return };
        self.written.extend(ops.iter().cloned());
        for item in items {
            let (number, time) = (item.header.number, item.header.time);
            let incoming = Incoming { by: self.share.me(), number, time, late: false, ops: ops.clone(), set_aside: 0 };
            self.disk.opened.push(incoming);
            self.wrote(item);
        }
    }

    /// The ops that count. Under which name of their device they stand does not matter.
    pub(super) fn ops(&self) -> BTreeSet<Said> {
        let counted = self.disk.opened.iter().filter(|one| self.share.counts(one.by, one.number));
        counted.flat_map(|one| &one.ops).map(nameless).collect()
    }

    /// What of its documents anybody can see.
    pub(super) fn seen(&self) -> Vec<(Id, Option<String>, String)> {
        let see = |document: &Document| {
            (document.id().clone(), document.get(planning::VENUE), document.text(&planning_text()))
        };
        self.documents.values().map(see).filter(|(_, title, words)| title.is_some() || !words.is_empty()).collect()
    }

    pub(super) fn counted(&self) -> BTreeSet<(CardId, u64)> {
        let counts = |one: &&Incoming| self.share.counts(one.by, one.number);
        self.disk.opened.iter().filter(counts).map(|one| (one.by, one.number)).collect()
    }
}

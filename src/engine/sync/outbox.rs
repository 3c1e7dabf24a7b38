//! The outbox: rows on their way to the store, one batch at a time, and what is true of saving meanwhile.

use std::collections::{BTreeMap, BTreeSet};

use super::arrivals::{Beside, Drawer};
use super::local::Local;
use super::summary::Shelves;
use crate::domain::Millis;

/// Why the store did not take something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The phone is full.
    Full,
    /// The connection to the store is closed.
    Closed,
    /// The store did not answer.
    Silent,
    /// Anything else.
    Other,
}

/// One batch: one transaction.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Save {
    /// The batch's number, to be named in the answer.
    pub batch: u64,
    /// Rows of ops: `(key, JSON)`.
    pub ops: Vec<(String, Vec<u8>)>,
    /// Shelves of summaries.
    pub summaries: Vec<(String, Vec<u8>)>,
    /// The device's own row.
    pub local: Vec<u8>,
    /// Keys of op rows that go.
    pub deletes: Vec<String>,
    /// Rows beside the records.
    pub beside: Vec<Beside>,
}

/// What is true of saving just now.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SaveState {
    /// Nothing was written yet.
    #[default]
    Nothing,
    /// Being saved.
    Saving,
    /// Everything is saved, since this time.
    Saved(Millis),
    /// Something is not saved.
    NotSaved(Fault),
}

/// Rows that wait for the store, and the batch that is on its way.
#[derive(Debug)]
pub(super) struct Outbox {
    ops: BTreeMap<String, Vec<u8>>,
    shelves: BTreeSet<u32>,
    local: bool,
    deletes: Vec<String>,
    beside: BTreeMap<(Drawer, String), Option<Vec<u8>>>,
    in_flight: Option<Save>,
    next_batch: u64,
    state: SaveState,
}

impl Outbox {
    /// Nothing waits.
    pub(super) fn new() -> Outbox {
        Outbox {
            ops: BTreeMap::new(),
            shelves: BTreeSet::new(),
            local: false,
            deletes: Vec::new(),
            beside: BTreeMap::new(),
            in_flight: None,
            next_batch: 1,
            state: SaveState::Nothing,
        }
    }

    /// What is true of saving just now.
    pub(super) fn state(&self) -> SaveState {
        self.state
    }

    /// A row of ops waits.
    pub(super) fn ops(&mut self, key: String, json: Vec<u8>) {
        // What is written after it was to go stays.
        self.deletes.retain(|gone| *gone != key);
        self.ops.insert(key, json);
    }

    /// Shelves changed.
    pub(super) fn shelves(&mut self, shelves: impl IntoIterator<Item = u32>) {
        self.shelves.extend(shelves);
    }

    /// A row beside the records changed.
    pub(super) fn beside(&mut self, place: (Drawer, String), bytes: Option<Vec<u8>>) {
        self.beside.insert(place, bytes);
    }

    /// The device's own row changed.
    pub(super) fn local(&mut self) {
        self.local = true;
    }

    /// Rows of ops are to go.
    pub(super) fn deletes(&mut self, keys: impl Iterator<Item = String>) {
        for key in keys {
            self.ops.remove(&key);
            self.deletes.push(key);
        }
    }

    /// Whether something waits until the batch that is on its way is stored.
    pub(super) fn waits_behind(&self) -> bool {
        self.in_flight.is_some() && self.waits()
    }

    fn waits(&self) -> bool {
        let records = self.ops.is_empty() && self.shelves.is_empty() && self.deletes.is_empty();
        !records || self.local || !self.beside.is_empty()
    }

    /// The next batch, unless one is on its way or nothing waits.
    pub(super) fn next(&mut self, shelves: &Shelves, local: &Local) -> Option<Save> {
        if self.in_flight.is_some() || !self.waits() {
            return None;
        }
        let save = Save {
            batch: self.next_batch,
            ops: std::mem::take(&mut self.ops).into_iter().collect(),
            summaries: std::mem::take(&mut self.shelves).into_iter().map(|shelf| shelves.row(shelf)).collect(),
            local: serde_json::to_vec(local).unwrap_or_default(),
            deletes: std::mem::take(&mut self.deletes),
            beside: std::mem::take(&mut self.beside).into_iter().collect(),
        };
        self.local = false;
        self.next_batch += 1;
        self.in_flight = Some(save.clone());
        self.state = SaveState::Saving;
        Some(save)
    }

    /// The store holds a batch; `true` if it is the one on its way.
    pub(super) fn saved(&mut self, batch: u64) -> bool {
        self.in_flight.take_if(|save| save.batch == batch).is_some()
    }

    /// Nothing waits any more.
    pub(super) fn all_saved(&mut self, at: Millis) {
        self.state = SaveState::Saved(at);
    }

    /// What was not taken waits again, before what came later.
    pub(super) fn not_saved(&mut self, batch: u64, fault: Fault) {
        let Some(save) = self.in_flight.take_if(|save| save.batch == batch) else { return };
        for (key, json) in save.ops.into_iter().filter(|(key, _)| !self.deletes.contains(key)) {
            self.ops.entry(key).or_insert(json);
        }
        self.shelves.extend(save.summaries.iter().filter_map(|(key, _)| key.parse::<u32>().ok()));
        self.local = true;
        self.deletes.extend(save.deletes.into_iter().filter(|key| !self.ops.contains_key(key)));
        for (place, bytes) in save.beside {
            self.beside.entry(place).or_insert(bytes);
        }
        self.state = SaveState::NotSaved(fault);
    }
}

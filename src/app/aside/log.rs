//! What a backup asks of the courier: who keeps a shared community, and what the relay's whole log holds. All is read as the courier reads
//! it, and nothing is stored. It lies in the module of coming in, which has the courier; what is made of it is in `relay`.

use std::collections::{BTreeMap, BTreeSet};

use engine::domain::Id;
use engine::merge::Op;
use engine::sync::share::Courier;
use engine::sync::share::courier::{read_file, rows_in};
use relay::{Hash, Item};

use crate::sharing::hooks::{Keepers, keepers_of};

/// What is stored of a shared community: the courier's row, and every item's row that reads.
pub struct Stored {
    /// The courier's.
    pub row: Vec<u8>,
    /// The items'.
    pub items: BTreeMap<String, Vec<u8>>,
}

/// The doors to it.
#[derive(Clone, Copy)]
pub struct Shared {
    /// For whom its backup is sealed.
    pub keepers: fn(&Stored) -> Option<Keepers>,
    /// Reads the relay's log; with what is stored here besides, or alone.
    pub read: fn(&Stored, &[u8], bool) -> Option<Read>,
}

/// What was read.
pub struct Read {
    /// What counts of it, by document.
    pub ops: BTreeMap<Id, Vec<Op>>,
    /// Every item on either side, each once: this phone's first.
    pub items: Vec<Vec<u8>>,
    /// Whether every item that this phone ever had is among them.
    pub whole: bool,
}

/// As they are.
pub fn shared() -> Shared {
    let keepers = |stored: &Stored| Some(keepers_of(&Courier::open(&stored.row, &stored.items)?));
    Shared { keepers, read }
}

fn read(stored: &Stored, file: &[u8], both: bool) -> Option<Read> {
    let log = read_file(file).ok()?;
    let mut courier = Courier::open(&stored.row, &stored.items)?;
    let mut all: Vec<Item> = stored.items.values().filter_map(|row| Item::parse(row).ok()).collect();
    let mut known: BTreeSet<Hash> = all.iter().map(Item::hash).collect();
    let new: BTreeSet<Hash> = courier.take(log.iter().cloned(), false).items.iter().map(Item::hash).collect();
    let mut had = all.len() as u64;
    for item in &log {
        if known.insert(item.hash()) {
            // What did not come in just now was here, and does not read any more.
            had += u64::from(!new.contains(&item.hash()));
            all.push(item.clone());
        }
    }
    let ops = courier.refold(if both { &all } else { &log }).anew;
    Some(Read { ops, items: all.iter().map(Item::bytes).collect(), whole: rows_in(&stored.row) == Some(had) })
}

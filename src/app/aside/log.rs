//! What a backup needs to know of a shared community's rows: who keeps it; and the relay's whole log, held against what this phone has
//! and put together with it. All is read as the courier reads it, and nothing is stored. It lies in the module of coming in, which has
//! the courier: see [`Shared`].

use std::collections::{BTreeMap, BTreeSet};
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use disk::{Found, IndexedStore, Sealed, Table as Rows};
use engine::domain::Id;
use engine::merge::Op;
use engine::sync::arrivals::UNSENT;
use engine::sync::restore::{Changes, Here};
use engine::sync::share::Courier;
use engine::sync::share::courier::{SHARE_ROW, file_of, read_file, rows_in};
use relay::{Hash, Item};

use super::tasks::Place;
use crate::sharing::hooks::{Keepers, keepers_of};

/// The rows of a community.
pub type Store = Rc<Sealed<Rc<IndexedStore>>>;

type Later<T> = Pin<Box<dyn Future<Output = Option<T>>>>;

/// The doors to it.
#[derive(Clone, Copy)]
pub struct Shared {
    /// For whom the backup of a shared community is sealed, from what is stored of it.
    pub keepers: fn(Store) -> Later<Keepers>,
    /// Holds the log against what is here.
    pub compare: fn(Store, Vec<u8>, Place) -> Later<Compared>,
    /// Puts them together.
    pub both: fn(Store, Vec<u8>, Place) -> Later<Both>,
}

/// As they are.
pub fn shared() -> Shared {
    Shared {
        keepers: |store| Box::pin(async move { courier(&store).await.map(|courier| keepers_of(&courier)) }),
        compare: |store, log, place| Box::pin(async move { compare(&store, &log, &place).await }),
        both: |store, log, place| Box::pin(async move { both(&store, &log, &place).await }),
    }
}

/// The courier as it is stored. It is read, and never stored from here.
async fn courier(store: &Sealed<Rc<IndexedStore>>) -> Option<Courier> {
    let Found::Bytes(row) = store.get(Rows::Local, SHARE_ROW).await.ok()? else { return None };
    let mut items = BTreeMap::new();
    for key in Courier::needs(&row)? {
        if let Found::Bytes(bytes) = store.get(Rows::Items, &key).await.ok()? {
            items.insert(key, bytes);
        }
    }
    Courier::open(&row, &items)
}

/// What the two have.
pub struct Compared {
    /// What only this phone has.
    pub here: Changes,
    /// What only the relay has.
    pub there: Changes,
}

/// This phone's courier, with the relay's items taken in, and all of either.
struct Read {
    courier: Courier,
    log: Vec<Item>,
    /// Every item that reads, each once: this phone's first.
    all: Vec<Item>,
    /// Whether every item that this phone ever had is among them.
    whole: bool,
}

async fn read(store: &Sealed<Rc<IndexedStore>>, file: &[u8], place: &Place) -> Option<Read> {
    let log = read_file(file).ok()?;
    let mut courier = courier(store).await?;
    let Found::Bytes(row) = store.get(Rows::Local, SHARE_ROW).await.ok()? else { return None };
    let stored = store.read(Rows::Items, "").await.ok()?.rows;
    place.rest().await;
    let mut all: Vec<Item> = stored.iter().filter_map(|row| Item::parse(&row.bytes).ok()).collect();
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
    place.rest().await;
    Some(Read { courier, log, all, whole: rows_in(&row) == Some(had) })
}

/// The ops of this phone's rows.
async fn stored_ops(store: &Sealed<Rc<IndexedStore>>) -> Option<Vec<Op>> {
    let rows = store.read(Rows::Ops, "").await.ok()?.rows;
    Some(rows.iter().filter_map(|row| serde_json::from_slice::<Vec<Op>>(&row.bytes).ok()).flatten().collect())
}

fn lacks(here: &[Op], ops: Vec<Op>) -> (Vec<Op>, Changes) {
    let mut known = Here::default();
    here.iter().for_each(|op| known.has(op));
    known.lacks(ops)
}

/// Holds the log against what is here.
async fn compare(store: &Sealed<Rc<IndexedStore>>, file: &[u8], place: &Place) -> Option<Compared> {
    let Read { mut courier, log, .. } = read(store, file, place).await?;
    let there: Vec<Op> = courier.refold(&log).anew.into_values().flatten().collect();
    place.rest().await;
    let here = stored_ops(store).await?;
    let only_there = lacks(&here, there.clone()).1;
    Some(Compared { here: lacks(&there, here).1, there: only_there })
}

/// What goes into a backup of both.
pub struct Both {
    /// The stored rows of ops; those of a document of which the relay has more are one row with all of it.
    pub rows: Vec<(String, Vec<u8>)>,
    /// So many rows that could not be read here are in it all the same.
    pub healed: usize,
    /// All items as a file; nothing where one is missing on either side.
    pub items: Option<Vec<u8>>,
}

/// Puts them together.
async fn both(store: &Sealed<Rc<IndexedStore>>, file: &[u8], place: &Place) -> Option<Both> {
    let Read { mut courier, all, whole, .. } = read(store, file, place).await?;
    let anew = courier.refold(&all).anew;
    let disk::Opened { rows, damaged } = store.read(Rows::Ops, "").await.ok()?;
    place.rest().await;
    let mut here: BTreeMap<Id, Vec<Op>> = BTreeMap::new();
    for row in &rows {
        for op in serde_json::from_slice::<Vec<Op>>(&row.bytes).unwrap_or_default() {
            here.entry(op.document.clone()).or_default().push(op);
        }
    }
    let mut rows: BTreeMap<String, Vec<u8>> = rows.into_iter().map(|row| (row.key, row.bytes)).collect();
    for (id, ops) in anew {
        let mut known = here.remove(&id).unwrap_or_default();
        let (more, _) = lacks(&known, ops);
        if more.is_empty() {
            continue;
        }
        known.extend(more);
        // Who writes has seen what stands before: its stamp is later.
        engine::domain::order::sort(&mut known, |a, b| a.stamp.cmp(&b.stamp));
        let start = format!("{id}/");
        // What does not read here stays, to be counted as such.
        rows.retain(|key, row| !key.starts_with(&start) || serde_json::from_slice::<Vec<Op>>(row).is_err());
        rows.insert(format!("{start}0000000000"), serde_json::to_vec(&known).ok()?);
    }
    // A row that was sealed is among the items, if these are whole.
    let marks = store.read(Rows::Local, UNSENT).await.ok()?.rows;
    let sealed = |row: &&String| !marks.iter().any(|mark| mark.key.ends_with(row.as_str()));
    let healed = if whole { damaged.iter().filter(sealed).count() } else { 0 };
    let bytes: Vec<Vec<u8>> = all.iter().map(Item::bytes).collect();
    let items = whole.then(|| file_of(bytes.iter().map(Vec::as_slice)));
    Some(Both { rows: rows.into_iter().collect(), healed, items })
}

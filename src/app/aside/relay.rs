//! The relay's whole log, held against what this phone has of a community, and put together with it for a backup.

use std::collections::BTreeMap;
use std::rc::Rc;

use disk::{Found, IndexedStore, Sealed, Table as Rows};
use engine::domain::Id;
use engine::merge::Op;
use engine::sync::arrivals::UNSENT;
use engine::sync::restore::{Changes, Here};
use engine::sync::share::courier::{SHARE_ROW, file_of};

use super::log::{Read, Stored};
use super::tasks::Place;
use crate::sharing::hooks::Keepers;
use crate::ui::book;

type Store = Sealed<Rc<IndexedStore>>;

/// What the two have.
pub struct Compared {
    /// What only this phone has.
    pub here: Changes,
    /// What only the relay has.
    pub there: Changes,
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

async fn stored(store: &Store) -> Option<Stored> {
    let Found::Bytes(row) = store.get(Rows::Local, SHARE_ROW).await.ok()? else { return None };
    let items = store.read(Rows::Items, "").await.ok()?.rows;
    Some(Stored { row, items: items.into_iter().map(|row| (row.key, row.bytes)).collect() })
}

/// For whom the backup of a shared community is sealed, from what is stored of it.
pub async fn keepers(store: &Store) -> Option<Keepers> {
    (book::shared().await.ok()?.keepers)(&stored(store).await?)
}

async fn read(store: &Store, log: &[u8], both: bool, place: &Place) -> Option<Read> {
    let (shared, stored) = (book::shared().await.ok()?, stored(store).await?);
    place.rest().await;
    let read = (shared.read)(&stored, log, both);
    place.rest().await;
    read
}

fn lacks(here: &[Op], ops: Vec<Op>) -> (Vec<Op>, Changes) {
    let mut known = Here::default();
    here.iter().for_each(|op| known.has(op));
    known.lacks(ops)
}

/// Holds the log against what is here.
pub async fn compare(store: &Store, log: &[u8], place: &Place) -> Option<Compared> {
    let there: Vec<Op> = read(store, log, false, place).await?.ops.into_values().flatten().collect();
    let rows = store.read(Rows::Ops, "").await.ok()?.rows;
    let ops = rows.iter().filter_map(|row| serde_json::from_slice::<Vec<Op>>(&row.bytes).ok());
    let here: Vec<Op> = ops.flatten().collect();
    let only_there = lacks(&here, there.clone()).1;
    Some(Compared { here: lacks(&there, here).1, there: only_there })
}

/// Puts them together.
pub async fn both(store: &Store, log: &[u8], place: &Place) -> Option<Both> {
    let Read { ops: anew, items, whole } = read(store, log, true, place).await?;
    let disk::Opened { rows, damaged } = store.read(Rows::Ops, "").await.ok()?;
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
    let items = whole.then(|| file_of(items.iter().map(Vec::as_slice)));
    Some(Both { rows: rows.into_iter().collect(), healed, items })
}

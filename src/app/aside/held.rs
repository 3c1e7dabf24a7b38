//! What is stored of a community, as more than one task reads it.

use std::rc::Rc;

use disk::{Found, IndexedStore, Sealed, Table};
use engine::domain::Kind;
use engine::sync::Local;
use engine::sync::neighbour::Neighbour;
use engine::sync::reread::{self, reread};

use super::tasks::pairs;
use crate::browser;
use crate::shell::LOCAL_ROW;

/// The device's own row.
pub async fn local(store: &Sealed<Rc<IndexedStore>>) -> Option<Local> {
    match store.get(Table::Local, LOCAL_ROW).await.ok()? {
        Found::Bytes(row) => serde_json::from_slice(&row).ok(),
        Found::Nothing | Found::Damaged => None,
    }
}

/// Its lists; none where there is no community. Where a summary is damaged all are made anew from the ops, as at a start: nothing is
/// missing in them, nobody is taken for somebody new. And whether that was so.
pub async fn lists(store: &Sealed<Rc<IndexedStore>>) -> Option<(Option<Neighbour>, bool)> {
    let read = store.read(Table::Summaries, "").await.ok()?;
    let damaged = !read.damaged.is_empty();
    let shelves = match damaged {
        false => pairs(read.rows),
        true => {
            let ops = pairs(store.read(Table::Ops, "").await.ok()?.rows);
            reread::shelves(&reread(&ops).documents, &browser::now())
        }
    };
    Some((Neighbour::new(shelves), damaged))
}

/// Its lists, and the community's own document.
pub async fn community(store: &Sealed<Rc<IndexedStore>>) -> Option<Neighbour> {
    let mut all = lists(store).await?.0?;
    for id in all.needs().into_iter().filter(|id| id.kind() == Kind::Community) {
        let rows = store.read(Table::Ops, &format!("{id}/")).await.ok()?.rows;
        all.takes(id, pairs(rows), &browser::now());
    }
    Some(all)
}

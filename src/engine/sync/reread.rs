//! The op log read whole: for a copy that leaves the phone, and to make lost summaries again.
//!
//! Stored rows of ops are `(key, JSON)`; a key is the document's id, a slash and a number.

use std::collections::BTreeMap;

use super::summary::{Shelves, Summary};
use crate::domain::{Id, Now, order};
use crate::merge::{Document, Op};

/// A row as it is stored: its key and its JSON.
pub type StoredRow = (String, Vec<u8>);

/// What the rows hold.
#[derive(Debug, Default)]
pub struct Reread {
    /// Every document, by its id.
    pub documents: Vec<Document>,
    /// The keys of rows that could not be read, and of those with ops that could not.
    pub unread: Vec<String>,
}

/// Folds stored rows of ops into their documents. The rows come in key order.
pub fn reread(rows: &[StoredRow]) -> Reread {
    let mut ops: BTreeMap<Id, Vec<Op>> = BTreeMap::new();
    let mut unread = Vec::new();
    for (key, json) in rows {
        let id = key.split('/').next().and_then(Id::parse);
        match (id, serde_json::from_slice::<Vec<Op>>(json)) {
            (Some(id), Ok(read)) => ops.entry(id).or_default().extend(read),
            _ => unread.push(key.clone()),
        }
    }
    // These documents are only read: no text is written under this client's number.
    let documents: Vec<Document> = ops.into_iter().map(|(id, ops)| Document::fold(id, 0, ops)).collect();
    unread.extend(
        documents.iter().filter(|document| !document.set_aside().is_empty()).map(|document| document.id().to_string()),
    );
    Reread { documents, unread }
}

/// The shelves of summaries, made anew.
pub fn shelves(documents: &[Document], now: &Now) -> Vec<StoredRow> {
    let mut shelves = Shelves::default();
    let summaries = documents.iter().filter_map(|document| Summary::of(document, now));
    let used = order::set(summaries.map(|summary| shelves.put(summary)));
    used.into_iter().map(|shelf| shelves.row(shelf)).collect()
}

/// The community of which these shelves tell; `None` where there is none, or a shelf is damaged.
pub fn community(shelves: &[StoredRow]) -> Option<Id> {
    let mut read = Shelves::default();
    let whole = shelves.iter().all(|(key, json)| read.load(key, json));
    if !whole {
        return None;
    }
    read.community().cloned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::person::Role;
    use crate::sync::{Effect, Event, Local, Machine, acts};
    use crate::words::Language;

    fn now() -> Now {
        Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [3; 16] }
    }

    /// What a machine saved: its rows of ops and its shelves.
    fn saved() -> (Vec<StoredRow>, Vec<StoredRow>) {
        let (mut machine, _) = Machine::start(Local::new("d", Language::Chinese, 0), Vec::new(), 1);
        let founding = acts::community::Founding { name: "桥社区".into(), ..Default::default() };
        let community = acts::community::found(&founding, now().today(), false);
        let documents = [
            (Id::new(Kind::Community, &[1; 10]), community),
            (Id::new(Kind::Person, &[2; 10]), acts::people::add(Role::Peer, "小林")),
        ];
        let (mut ops, mut shelves) = (Vec::new(), BTreeMap::new());
        for (id, edits) in documents {
            for effect in machine.step(Event::Edit(id, edits, None), &now()) {
                if let Effect::Save(save) = effect {
                    machine.step(Event::Saved(save.batch), &now());
                    ops.extend(save.ops);
                    shelves.extend(save.summaries);
                }
            }
        }
        (ops, shelves.into_iter().collect())
    }

    #[test]
    fn lost_summaries_are_made_again_as_they_were() {
        let (ops, before) = saved();
        let read = reread(&ops);
        assert_eq!((read.documents.len(), read.unread.len()), (2, 0));
        assert_eq!(shelves(&read.documents, &now()), before);
        assert_eq!(community(&before), Some(Id::new(Kind::Community, &[1; 10])));
    }

    #[test]
    fn a_row_that_does_not_read_is_named_and_hides_nothing() {
        let (mut ops, _) = saved();
        ops.push(("nonsense".into(), b"[]".to_vec()));
        ops.push((format!("{}/0000000009", Id::new(Kind::Person, &[2; 10])), b"{".to_vec()));
        let read = reread(&ops);
        assert_eq!((read.documents.len(), read.unread.len()), (2, 2));
        assert_eq!(community(&[("x".into(), b"{".to_vec())]), None);
    }
}

//! What a backup has and this device has not. It is added, op by op; nothing that is here goes or changes its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Id, Kind};
use crate::merge::{Op, Stamp};

/// The device's row that stands while a backup is being brought in where nothing is yet. Where a start finds it, the phone was
/// switched off before the end: what is there is half of something, and goes.
pub const HALF_ROW: &str = "restore";

/// Ops in a part, about: so many are taken in and stored at once.
const PART: usize = 3000;

/// Ops in parts that are brought in one after the other. No document is torn, so that none is shown or closed half; the
/// community, without which nothing opens, comes last.
pub fn parts(ops: Vec<Op>) -> Vec<Vec<Op>> {
    let mut documents: BTreeMap<(bool, Id), Vec<Op>> = BTreeMap::new();
    for op in ops {
        let last = op.document.kind() == Kind::Community;
        documents.entry((last, op.document.clone())).or_default().push(op);
    }
    let mut parts: Vec<Vec<Op>> = Vec::new();
    for ops in documents.into_values() {
        match parts.last_mut().filter(|part| part.len() + ops.len() <= PART) {
            Some(part) => part.extend(ops),
            None => parts.push(ops),
        }
    }
    parts
}

/// What would change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Sessions that are not here.
    pub new_sessions: usize,
    /// Sessions of which more is known.
    pub more_sessions: usize,
    /// People who are not here.
    pub new_people: usize,
    /// People of whom more is known.
    pub more_people: usize,
    /// Questions and records of supervision of which more is known.
    pub supervision: usize,
    /// More is known of the community itself.
    pub community: bool,
}

impl Changes {
    /// Whether nothing would.
    pub fn is_none(&self) -> bool {
        *self == Changes::default()
    }
}

/// The ops that are here, by document.
#[derive(Clone, Debug, Default)]
pub struct Here(BTreeMap<Id, BTreeSet<Stamp>>);

impl Here {
    /// Takes note of an op.
    pub fn has(&mut self, op: &Op) {
        self.0.entry(op.document.clone()).or_default().insert(op.stamp.clone());
    }

    /// Of a backup's ops those that are not here, in their order, each once; and what they would change.
    pub fn lacks(mut self, backup: Vec<Op>) -> (Vec<Op>, Changes) {
        let known: BTreeSet<Id> = self.0.keys().cloned().collect();
        let mut touched = BTreeSet::new();
        let mut missing = backup;
        missing.retain(|op| {
            let new = self.0.entry(op.document.clone()).or_default().insert(op.stamp.clone());
            if new {
                touched.insert(op.document.clone());
            }
            new
        });
        let mut changes = Changes::default();
        for id in touched {
            match (id.kind(), known.contains(&id)) {
                (Kind::Session, false) => changes.new_sessions += 1,
                (Kind::Session, true) => changes.more_sessions += 1,
                (Kind::Person, false) => changes.new_people += 1,
                (Kind::Person, true) => changes.more_people += 1,
                (Kind::Community, _) => changes.community = true,
                (Kind::Supervision | Kind::Question, _) => changes.supervision += 1,
            }
        }
        (missing, changes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::planning;
    use crate::merge::{Clock, Document, Edit};

    #[test]
    fn no_document_is_torn_and_the_community_comes_last() {
        let mut clock = Clock::new("a");
        let mut ops = Vec::new();
        let community = Id::new(Kind::Community, &[1; 10]);
        let sessions: Vec<Id> = (0..60).map(|n| Id::new(Kind::Session, &[n; 10])).collect();
        for id in std::iter::once(&community).chain(&sessions) {
            let mut document = Document::new(id.clone(), 1);
            for minutes in 0..140_u32 {
                ops.extend(document.edit(&Edit::set(planning::MINUTES, minutes), &mut clock, 1, None));
            }
        }
        let all = parts(ops.clone());
        assert!(all.len() > 2 && all.iter().all(|part| part.len() <= PART), "{} parts", all.len());
        for id in &sessions {
            let holds = all.iter().filter(|part| part.iter().any(|op| op.document == *id)).count();
            assert_eq!(holds, 1, "{id}");
        }
        assert!(all.iter().flatten().last().is_some_and(|op| op.document == community));
        // Each op once, and those of a document in their order.
        let of = |ops: &[Op], id: &Id| -> Vec<Op> { ops.iter().filter(|op| op.document == *id).cloned().collect() };
        let flat: Vec<Op> = all.into_iter().flatten().collect();
        assert_eq!(flat.len(), ops.len());
        assert!(sessions.iter().chain([&community]).all(|id| of(&flat, id) == of(&ops, id)));
    }
}

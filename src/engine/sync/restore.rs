//! What a backup has and this device has not. It is added, op by op; nothing that is here goes or changes its place.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Id, Kind};
use crate::merge::{Op, Stamp};

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

//! What comes from other phones, and what of this phone's own work is on its way to them.
//!
//! What arrives is stored in one transaction: ops, summaries and the rows beside them together. It waits, in order, until
//! every document that it touches is read.

use std::collections::BTreeMap;

use super::acts;
use super::machine::{Effect, Machine, Open};
use super::summary::Summary;
use crate::domain::fields::recording;
use crate::domain::{Id, Kind, Now};
use crate::merge::{Document, Op, read};

/// The rows beside ops and summaries.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Drawer {
    /// Items, as they pass between phones.
    Items,
    /// What belongs to this device alone.
    Local,
}

/// A row beside the records; without bytes it goes.
pub type Beside = ((Drawer, String), Option<Vec<u8>>);

/// What stands before the key of an op row whose ops no item holds yet.
pub const UNSENT: &str = "unsent/";

/// What came, or what was handed on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Arrived {
    /// Ops, in causal order.
    pub ops: Vec<Op>,
    /// Documents to be made anew, each from all that counts, in causal order.
    pub anew: BTreeMap<Id, Vec<Op>>,
    /// Rows beside them, in the same transaction.
    pub beside: Vec<Beside>,
    /// Rows of this device's own ops that items hold now.
    pub packed: Vec<String>,
    /// Nothing is stored here yet: no document has to be read before.
    pub first: bool,
    /// This device writes under another name from now on: its data had been copied.
    pub device: Option<String>,
}

impl Arrived {
    fn documents(&self) -> impl Iterator<Item = &Id> {
        self.ops.iter().map(|op| &op.document).chain(self.anew.keys())
    }
}

impl Machine {
    /// This device's own ops that no item holds yet, by the key of their row.
    pub fn unsent(&self) -> &BTreeMap<String, Vec<Op>> {
        &self.unsent
    }

    /// Whether something arrived that is not shown yet, since its documents are still being read.
    pub fn arriving(&self) -> bool {
        !self.arrivals.is_empty()
    }

    pub(super) fn arrived(&mut self, arrived: Arrived, now: &Now) -> Vec<Effect> {
        self.arrivals.push_back(arrived);
        self.let_in(now)
    }

    /// Takes in what arrived, as far as its documents are open; asks for those that are not.
    pub(super) fn let_in(&mut self, now: &Now) -> Vec<Effect> {
        let mut effects = Vec::new();
        while let Some(next) = self.arrivals.front() {
            let mut shut: Vec<Id> = next.documents().filter(|id| !next.first && !self.is_open(id)).cloned().collect();
            shut.dedup();
            if !shut.is_empty() {
                effects.extend(shut.into_iter().map(Effect::Read));
                break;
            }
            if let Some(next) = self.arrivals.pop_front() {
                effects.extend(self.takes(next, now));
            }
        }
        effects.extend(self.save());
        effects
    }

    fn takes(&mut self, arrived: Arrived, now: &Now) -> Vec<Effect> {
        if let Some(device) = arrived.device {
            self.local.clock.rename(&device);
            self.outbox.local();
        }
        for row in arrived.packed {
            self.outbox.beside((Drawer::Local, format!("{UNSENT}{row}")), None);
            self.unsent.remove(&row);
        }
        arrived.beside.into_iter().for_each(|(place, bytes)| self.outbox.beside(place, bytes));
        let mut by_document: BTreeMap<Id, Vec<Op>> = BTreeMap::new();
        for op in arrived.ops {
            self.local.clock.saw(&op.stamp);
            by_document.entry(op.document.clone()).or_default().push(op);
        }
        let mut effects = Vec::new();
        for (id, ops) in by_document {
            let client = self.client;
            let fresh = || Open { document: Document::new(id.clone(), client), next_row: 0 };
            let open = self.open.entry(id.clone()).or_insert_with(fresh);
            self.outbox.ops(open.row(&id), serde_json::to_vec(&ops).unwrap_or_default());
            ops.into_iter().for_each(|op| open.document.take(op));
            effects.extend(self.changed(&id, now));
            effects.extend(self.closes(&id, now));
        }
        if !arrived.anew.is_empty() {
            // Letters of its own that no longer count must not lend their numbers to new ones.
            self.client = now.entropy.iter().take(8).fold(0, |client, byte| (client << 8) | u64::from(*byte));
        }
        for (id, ops) in arrived.anew {
            effects.extend(self.anew(id, ops, now));
        }
        effects
    }

    /// Folds a document anew from what counts, and from what was written here and is not sealed yet.
    fn anew(&mut self, id: Id, ops: Vec<Op>, now: &Now) -> Vec<Effect> {
        let Some(open) = self.open.get_mut(&id) else { return Vec::new() };
        self.outbox.deletes((0..open.next_row).map(|row| format!("{id}/{row:010}")));
        if !ops.is_empty() {
            self.outbox.ops(open.row(&id), serde_json::to_vec(&ops).unwrap_or_default());
        }
        ops.iter().for_each(|op| self.local.clock.saw(&op.stamp));
        let mut all = ops;
        let own = format!("{id}/");
        for old in self.unsent.keys().filter(|key| key.starts_with(&own)).cloned().collect::<Vec<_>>() {
            let (new, ops) = (open.row(&id), self.unsent.remove(&old).unwrap_or_default());
            self.outbox.ops(new.clone(), serde_json::to_vec(&ops).unwrap_or_default());
            self.outbox.beside((Drawer::Local, format!("{UNSENT}{old}")), None);
            self.outbox.beside((Drawer::Local, format!("{UNSENT}{new}")), Some(Vec::new()));
            all.extend(ops.iter().cloned());
            self.unsent.insert(new, ops);
        }
        // Of what nothing counts any more there is nothing here: whoever came later does not have it either.
        let none = all.is_empty();
        open.document = Document::fold(id.clone(), self.client, all);
        if none && self.shelves.get(&id).is_some() {
            self.outbox.shelves(self.shelves.remove(&id));
            return vec![Effect::Show(id), Effect::ShowLists];
        }
        self.changed(&id, now)
    }

    /// Closes a form that both confirmed apart. A document that is still being read elsewhere is left alone.
    fn closes(&mut self, id: &Id, now: &Now) -> Vec<Effect> {
        // Most that comes is closed: it need not be read for that.
        let open = |document: &&Document| id.kind() == Kind::Session && document.get(recording::CLOSED).is_none();
        let session = self.document(id).filter(open).map(|document| read::session(document, now));
        let edits = session.map(|session| acts::record::close(&session)).unwrap_or_default();
        if edits.is_empty() { Vec::new() } else { self.change(id.clone(), &edits, None, &mut Vec::new(), now) }
    }

    /// A document has changed: shows it, and brings its summary up to date.
    pub(super) fn changed(&mut self, id: &Id, now: &Now) -> Vec<Effect> {
        let mut effects = vec![Effect::Show(id.clone())];
        let Some(open) = self.open.get(id) else { return effects };
        if let Some(summary) = Summary::of(&open.document, now)
            && self.shelves.get(id) != Some(&summary)
        {
            let shelf = self.shelves.put(summary);
            self.outbox.shelves([shelf]);
            effects.push(Effect::ShowLists);
        }
        effects
    }
}

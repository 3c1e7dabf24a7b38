//! The machine itself.

use std::collections::{BTreeMap, VecDeque};

use super::arrivals::{Arrived, Drawer, UNSENT};
use super::local::Local;
use super::outbox::{Fault, Outbox, Save, SaveState};
use super::rights;
use super::summary::{Shelves, Summary};
use crate::domain::fields::REMOVED;
use crate::domain::session::{Session, State};
use crate::domain::{Id, Kind, Millis, Now};
use crate::merge::{Document, Edit, Op, read};
use crate::words::Phrase;

/// How long something can be undone: 10 seconds.
pub const UNDO_FOR: Millis = 10_000;
/// How long something stays in the bin: 30 days.
pub const BIN_FOR: Millis = 30 * 24 * 3_600_000;

/// What happened outside.
#[derive(Debug)]
pub enum Event {
    /// The rows of a document were read: `(key, JSON)` in key order.
    Opened(Id, Vec<(String, Vec<u8>)>),
    /// A person changed something; with a phrase, it can be undone for 10 s.
    Edit(Id, Vec<Edit>, Option<Phrase>),
    /// A person changed several documents at once: they are saved in one transaction, all or none.
    EditAll(Vec<(Id, Vec<Edit>)>, Option<Phrase>),
    /// Another machine over the same rows changed this; these edits take it back, and can be asked for from now on.
    Undoable(Vec<(Id, Vec<Edit>)>, Phrase),
    /// A person took the last change back.
    Undo,
    /// The device's own settings changed.
    Local(Box<Local>),
    /// The store holds the batch for good.
    Saved(u64),
    /// The store did not take the batch.
    NotSaved(u64, Fault),
    /// Try again to save what is not saved.
    Retry,
    /// Something came from other phones, or this phone's own work was put into items.
    Arrived(Box<Arrived>),
    /// This device's records are shared from now on: it writes under this name, and what it writes is to be sent.
    Shares(String),
    /// Rows of own ops, read at the start, that no item holds yet.
    Unsent(BTreeMap<String, Vec<Op>>),
    /// A document that lay in the bin long enough is to go for good. It must be open.
    Purge(Id),
}

/// What the shell must do.
#[derive(Clone, Debug, PartialEq)]
pub enum Effect {
    /// Save these rows in one transaction.
    Save(Save),
    /// Read the rows of this document and answer with [`Event::Opened`]: edits wait for it.
    Read(Id),
    /// This document changed: show it.
    Show(Id),
    /// Lists changed.
    ShowLists,
    /// Say something.
    Say(Notice),
}

/// Something to say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// The form is closed; an amendment is the way.
    FormClosed,
    /// Not for this device's role to change.
    NotYours,
    /// Part of a record could not be read; it is kept.
    SetAside(usize),
}

/// What can be taken back.
#[derive(Clone, Debug, PartialEq)]
pub struct Undo {
    /// What was done, in words.
    pub label: Phrase,
    /// Until when.
    pub until: Millis,
    edits: Changes,
}

impl Undo {
    /// What takes it back.
    pub fn edits(&self) -> &[(Id, Vec<Edit>)] {
        &self.edits
    }
}

/// Edits by document.
pub(super) type Changes = Vec<(Id, Vec<Edit>)>;

/// A document in memory.
#[derive(Debug)]
pub(super) struct Open {
    pub(super) document: Document,
    pub(super) next_row: u32,
}

impl Open {
    /// The key of its next row.
    pub(super) fn row(&mut self, id: &Id) -> String {
        let key = format!("{id}/{:010}", self.next_row);
        self.next_row += 1;
        key
    }
}

/// Edits that wait until their document is read, with their undo label.
type HeldBack = (Vec<Edit>, Option<Phrase>);

/// All that is decided. See the module's head.
#[derive(Debug)]
pub struct Machine {
    pub(super) local: Local,
    pub(super) client: u64,
    pub(super) shelves: Shelves,
    pub(super) open: BTreeMap<Id, Open>,
    /// Edits of documents that are stored but not open yet.
    held_back: BTreeMap<Id, Vec<HeldBack>>,
    pub(super) outbox: Outbox,
    pub(super) arrivals: VecDeque<Arrived>,
    pub(super) unsent: BTreeMap<String, Vec<Op>>,
    undo: Option<Undo>,
}

impl Machine {
    /// A machine over stored rows. `client` is a fresh random number for this run.
    /// Returns, beside it, the keys of shelves that could not be read.
    pub fn start(local: Local, shelves: Vec<(String, Vec<u8>)>, client: u64) -> (Machine, Vec<String>) {
        let mut loaded = Shelves::default();
        let damaged = shelves.into_iter().filter(|(key, json)| !loaded.load(key, json)).map(|(key, _)| key).collect();
        (Machine::over(local, loaded, client), damaged)
    }

    /// A machine over shelves that were read.
    pub fn over(local: Local, shelves: Shelves, client: u64) -> Machine {
        Machine {
            local,
            client,
            shelves,
            open: BTreeMap::new(),
            held_back: BTreeMap::new(),
            outbox: Outbox::new(),
            arrivals: VecDeque::new(),
            unsent: BTreeMap::new(),
            undo: None,
        }
    }

    /// What a person does here, for another machine over the same rows to do too; `None` of what is not a person's.
    pub fn again(&self, event: &Event, now: &Now) -> Option<Event> {
        Some(match event {
            Event::Edit(id, edits, label) => Event::Edit(id.clone(), edits.clone(), *label),
            Event::EditAll(changes, label) => Event::EditAll(changes.clone(), *label),
            Event::Local(local) => Event::Local(local.clone()),
            // The other one does not know what was last.
            Event::Undo => Event::EditAll(self.undo(now.ms)?.edits.clone(), None),
            _ => return None,
        })
    }

    /// Another machine stored all of this.
    pub fn is_stored(&mut self, now: &Now) {
        self.outbox.all_saved(now.ms);
    }

    /// Takes in an event; answers with what is to be done.
    pub fn step(&mut self, event: Event, now: &Now) -> Vec<Effect> {
        match event {
            Event::Opened(id, rows) => self.opened(id, rows, now),
            Event::Edit(id, edits, label) => self.edit(vec![(id, edits)], label, now),
            Event::EditAll(changes, label) => self.edit(changes, label, now),
            Event::Undoable(edits, label) => {
                self.undoes(edits, Some(label), now);
                Vec::new()
            }
            Event::Undo => match self.undo.take().filter(|undo| now.ms <= undo.until) {
                Some(undo) => self.edit(undo.edits, None, now),
                None => Vec::new(),
            },
            Event::Local(mut local) => {
                local.clock = self.local.clock.clone();
                if *local == self.local {
                    return Vec::new();
                }
                self.local = *local;
                self.outbox.local();
                self.save().into_iter().collect()
            }
            Event::Saved(batch) => self.saved(batch, now),
            Event::NotSaved(batch, fault) => {
                self.outbox.not_saved(batch, fault);
                Vec::new()
            }
            Event::Retry => self.save().into_iter().collect(),
            Event::Arrived(arrived) => self.arrived(*arrived, now),
            Event::Shares(device) => {
                self.local.clock.rename(&device);
                self.local.shared = true;
                self.outbox.local();
                self.save().into_iter().collect()
            }
            Event::Unsent(rows) => {
                self.unsent.extend(rows);
                Vec::new()
            }
            Event::Purge(id) => self.purge(&id, now),
        }
    }

    /// The device's own row.
    pub fn local(&self) -> &Local {
        &self.local
    }

    /// What is true of saving just now.
    pub fn save_state(&self) -> SaveState {
        self.outbox.state()
    }

    /// Whether something waits until what is on its way to the store is there.
    pub fn waits_behind(&self) -> bool {
        self.outbox.waits_behind()
    }

    /// What can be taken back just now.
    pub fn undo(&self, now: Millis) -> Option<&Undo> {
        self.undo.as_ref().filter(|undo| now <= undo.until)
    }

    /// Whether a document is open.
    pub fn is_open(&self, id: &Id) -> bool {
        self.open.contains_key(id)
    }

    /// The documents that are open.
    pub fn open_ones(&self) -> impl Iterator<Item = &Id> {
        self.open.keys()
    }

    /// The line of a document.
    pub fn summary(&self, id: &Id) -> Option<&Summary> {
        self.shelves.get(id)
    }

    /// An open session.
    pub fn session(&self, id: &Id, now: &Now) -> Option<Session> {
        Some(read::session(&self.open.get(id)?.document, now))
    }

    /// An open document.
    pub fn document(&self, id: &Id) -> Option<&Document> {
        Some(&self.open.get(id)?.document)
    }

    fn opened(&mut self, id: Id, rows: Vec<(String, Vec<u8>)>, now: &Now) -> Vec<Effect> {
        if self.open.contains_key(&id) {
            return vec![Effect::Show(id)];
        }
        let mut document = Document::new(id.clone(), self.client);
        let (mut next_row, mut unreadable) = (0, 0);
        for (key, json) in rows {
            if let Some(number) = key.rsplit('/').next().and_then(|number| number.parse::<u32>().ok()) {
                next_row = next_row.max(number + 1);
            }
            match serde_json::from_slice::<Vec<Op>>(&json) {
                Ok(ops) => ops.into_iter().for_each(|op| {
                    self.local.clock.saw(&op.stamp);
                    document.take(op);
                }),
                Err(_) => unreadable += 1,
            }
        }
        unreadable += document.set_aside().len();
        self.open.insert(id.clone(), Open { document, next_row });
        let notice = (unreadable > 0).then_some(Effect::Say(Notice::SetAside(unreadable)));
        let mut effects = vec![Effect::Show(id.clone())];
        if self.shelves.get(&id).is_some_and(|summary| !summary.has_figures()) {
            effects = self.changed(&id, now);
            effects.extend(self.save());
        }
        effects.extend(notice);
        for (edits, label) in self.held_back.remove(&id).unwrap_or_default() {
            effects.extend(self.edit(vec![(id.clone(), edits)], label, now));
        }
        effects.extend(self.let_in(now));
        effects
    }

    fn edit(&mut self, changes: Changes, label: Option<Phrase>, now: &Now) -> Vec<Effect> {
        let (mut inverse, mut effects) = (Vec::new(), Vec::new());
        for (id, edits) in changes {
            effects.extend(self.change(id, &edits, label, &mut inverse, now));
        }
        effects.extend(self.save());
        self.undoes(inverse, label, now);
        effects
    }

    fn undoes(&mut self, edits: Changes, label: Option<Phrase>, now: &Now) {
        if let Some(label) = label.filter(|_| !edits.is_empty()) {
            self.undo = Some(Undo { label, until: now.ms + UNDO_FOR, edits });
        }
    }

    /// Changes one document; nothing is saved yet.
    pub(super) fn change(
        &mut self,
        id: Id,
        edits: &[Edit],
        label: Option<Phrase>,
        undo: &mut Changes,
        now: &Now,
    ) -> Vec<Effect> {
        if !self.open.contains_key(&id) && self.shelves.get(&id).is_some() {
            // It is stored and not read yet: an edit now would begin it anew over its first row.
            self.held_back.entry(id.clone()).or_default().push((edits.to_vec(), label));
            return vec![Effect::Read(id)];
        }
        let by = self.local.me.clone();
        let client = self.client;
        let closed = matches!(self.shelves.get(&id), Some(Summary::Session(session)) if session.state == State::Closed);
        let mine = |edit: &&Edit| match &self.local.role {
            Some(role) => {
                // The others go by the person whose phone it is.
                let owner = self.local.owner.as_ref().or(self.local.me.as_ref());
                rights::may_sign(owner, self.local.me.as_ref(), edit.field())
                    && rights::may_write(*role, owner, &id, edit.field())
            }
            None => true,
        };
        let (mine, not_mine): (Vec<&Edit>, Vec<&Edit>) = edits.iter().partition(mine);
        let (allowed, refused): (Vec<&Edit>, Vec<&Edit>) =
            mine.into_iter().partition(|edit| !closed || open_after_closing(edit));
        let why = [(not_mine.is_empty(), Notice::NotYours), (refused.is_empty(), Notice::FormClosed)];
        let mut effects: Vec<Effect> =
            why.into_iter().filter(|(none, _)| !none).map(|(_, notice)| Effect::Say(notice)).collect();

        let open = self
            .open
            .entry(id.clone())
            .or_insert_with(|| Open { document: Document::new(id.clone(), client), next_row: 0 });
        let is_new = open.document.latest().is_none();
        let mut inverse = Vec::new();
        let mut ops = Vec::new();
        for edit in allowed {
            inverse.push(open.document.inverse(edit));
            ops.extend(open.document.edit(edit, &mut self.local.clock, now.ms, by.as_ref()));
        }
        if ops.is_empty() {
            return effects;
        }
        let key = open.row(&id);
        self.outbox.ops(key.clone(), serde_json::to_vec(&ops).unwrap_or_default());
        if self.local.shared {
            self.outbox.beside((Drawer::Local, format!("{UNSENT}{key}")), Some(Vec::new()));
            self.unsent.insert(key, ops);
        }
        self.local.seen = self.local.seen.max(now.ms);
        inverse.reverse();
        // What was not there before goes into the bin.
        undo.push((id.clone(), if is_new { vec![Edit::set(REMOVED, Some(now.ms))] } else { inverse }));
        effects.extend(self.changed(&id, now));
        effects
    }

    pub(super) fn save(&mut self) -> Option<Effect> {
        self.outbox.next(&self.shelves, &self.local).map(Effect::Save)
    }

    fn saved(&mut self, batch: u64, now: &Now) -> Vec<Effect> {
        if !self.outbox.saved(batch) {
            return Vec::new();
        }
        let next = self.save();
        if next.is_none() {
            self.outbox.all_saved(now.ms);
        }
        next.into_iter().collect()
    }

    fn purge(&mut self, id: &Id, now: &Now) -> Vec<Effect> {
        let expired = self.shelves.get(id).and_then(Summary::removed).is_some_and(|since| now.ms - since > BIN_FOR);
        let Some(open) = self.open.get(id).filter(|_| expired) else { return Vec::new() };
        let keys = (0..open.next_row).map(|row| format!("{id}/{row:010}"));
        self.outbox.deletes(keys);
        self.open.remove(id);
        self.outbox.shelves(self.shelves.remove(id));
        [Effect::ShowLists].into_iter().chain(self.save()).collect()
    }

    /// A new id of `kind` that no document here has.
    pub fn new_id(kind: Kind, now: &Now) -> Id {
        Id::new(kind, &now.entropy)
    }
}

/// What may still be written into a session whose form is closed.
fn open_after_closing(edit: &Edit) -> bool {
    let name = edit.field();
    ["amendment/", "event.", "debrief.", "guidance.", "feeling.", "removed", "record.debrief_shared"]
        .iter()
        .any(|start| name.starts_with(start))
}

#[cfg(test)]
#[path = "machine_tests.rs"]
mod tests;

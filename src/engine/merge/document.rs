//! A document: the fold of its ops.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::register::{Register, Version};
use super::text::{CODEC, Text};
use super::{Change, Clock, Edit, Op, Stamp};
use crate::domain::Id;
use crate::domain::fields::{Family, Field, TextField};
use crate::domain::plan::{Removal, Seen};

/// A record as its ops made it.
#[derive(Debug)]
pub struct Document {
    id: Id,
    client: u64,
    registers: BTreeMap<String, Register>,
    texts: BTreeMap<String, Text>,
    /// The latest stamp with which each device wrote each text.
    written: BTreeMap<String, BTreeMap<String, Stamp>>,
    /// The latest stamp of each device.
    seen: Seen,
    set_aside: Vec<Op>,
    latest: Option<Stamp>,
}

impl Document {
    /// An empty document. `client` is this run's own number for text changes.
    pub fn new(id: Id, client: u64) -> Document {
        Document {
            id,
            client,
            registers: BTreeMap::new(),
            texts: BTreeMap::new(),
            written: BTreeMap::new(),
            seen: Seen::new(),
            set_aside: Vec::new(),
            latest: None,
        }
    }

    /// The document that `ops` make, in the order in which they are held.
    pub fn fold(id: Id, client: u64, ops: impl IntoIterator<Item = Op>) -> Document {
        let mut document = Document::new(id, client);
        ops.into_iter().for_each(|op| document.take(op));
        document
    }

    /// Its id.
    pub fn id(&self) -> &Id {
        &self.id
    }

    /// The latest stamp in it.
    pub fn latest(&self) -> Option<&Stamp> {
        self.latest.as_ref()
    }

    /// Ops that could not be read: of a later version, or broken. They are kept.
    pub fn set_aside(&self) -> &[Op] {
        &self.set_aside
    }

    /// Takes in an op.
    pub fn take(&mut self, op: Op) {
        if self.latest.as_ref().is_none_or(|latest| *latest < op.stamp) {
            self.latest = Some(op.stamp.clone());
        }
        note(&mut self.seen, op.stamp.device(), op.stamp.place());
        match op {
            Op { stamp, by, change: Change::Set { field, value, over }, .. } => {
                self.registers.entry(field).or_default().set(stamp, Version { value, by }, over);
            }
            Op { change: Change::Text { ref field, ref update, .. }, ref stamp, .. } => {
                let text = self.texts.entry(field.clone()).or_insert_with(|| Text::new(self.client));
                if text.merge(update).is_err() {
                    self.set_aside.push(op);
                    return;
                }
                self.wrote(field, stamp);
            }
            Op { change: Change::Unknown(_), .. } => self.set_aside.push(op),
        }
    }

    /// Carries out an edit and returns its ops; none if it changes nothing.
    pub fn edit(&mut self, edit: &Edit, clock: &mut Clock, now: i64, by: Option<&Id>) -> Vec<Op> {
        let changes = match edit {
            Edit::Set(field, value) => self.change(field, value.clone()),
            Edit::Remove(field) => {
                let removal = Removal::Seen { seen: self.seen.clone() };
                self.change(field, serde_json::to_value(removal).unwrap_or(Value::Null))
            }
            Edit::Keep(field, over) => {
                let (value, over) = (self.raw(field).cloned().unwrap_or(Value::Null), Some(over.clone()));
                vec![Change::Set { field: field.clone(), value, over }]
            }
            Edit::Write(field, words) => self
                .texts
                .entry(field.0.clone())
                .or_insert_with(|| Text::new(self.client))
                .write(words)
                .into_iter()
                .map(|update| Change::Text { field: field.0.clone(), codec: CODEC, update })
                .collect(),
        };
        let op = |change| Op { document: self.id.clone(), stamp: clock.tick(now), by: by.cloned(), change };
        let ops: Vec<Op> = changes.into_iter().map(op).collect();
        for op in &ops {
            self.latest = Some(op.stamp.clone());
            match &op.change {
                Change::Text { field, .. } => {
                    note(&mut self.seen, op.stamp.device(), op.stamp.place());
                    self.wrote(field, &op.stamp);
                }
                _ => self.take(op.clone()),
            }
        }
        ops
    }

    /// The change that gives a field this value; none if it has it.
    fn change(&self, field: &str, value: Value) -> Vec<Change> {
        let current = self.registers.get(field).and_then(Register::current);
        if *current.map_or(&Value::Null, |(_, version)| &version.value) == value {
            return Vec::new();
        }
        let over = current.map(|(stamp, _)| stamp.clone());
        vec![Change::Set { field: field.to_owned(), value, over }]
    }

    fn wrote(&mut self, field: &str, stamp: &Stamp) {
        let written = self.written.entry(field.to_owned()).or_default();
        note(written, stamp.device(), stamp.clone());
    }

    /// The edit that would bring back what `edit` is about to change.
    pub fn inverse(&self, edit: &Edit) -> Edit {
        match edit {
            Edit::Set(field, _) | Edit::Remove(field) | Edit::Keep(field, _) => {
                Edit::Set(field.clone(), self.raw(field).cloned().unwrap_or(Value::Null))
            }
            Edit::Write(field, _) => Edit::Write(field.clone(), self.text(field)),
        }
    }

    /// A field's value. A value that this version can't read counts as none; its op is kept.
    pub fn get<T: DeserializeOwned + serde::Serialize>(&self, field: Field<T>) -> Option<T> {
        read(self.raw(field.name())?)
    }

    /// A family's values by member, those that are empty left out.
    pub fn all<T: DeserializeOwned + serde::Serialize>(&self, family: Family<T>) -> impl Iterator<Item = (&str, T)> {
        let start = format!("{}/", family.name());
        let length = start.len();
        self.registers.range(start.clone()..).take_while(move |(name, _)| name.starts_with(&start)).filter_map(
            move |(name, register)| {
                let (_, version) = register.current()?;
                Some((&name[length..], read(&version.value)?))
            },
        )
    }

    /// A family's value for one member.
    pub fn of<T: DeserializeOwned + serde::Serialize>(&self, family: Family<T>, member: &str) -> Option<T> {
        read(self.raw(&family.at(member))?)
    }

    /// A text; empty if nobody wrote.
    pub fn text(&self, field: &TextField) -> String {
        self.texts.get(&field.0).map(Text::read).unwrap_or_default()
    }

    /// The stored names of all fields that somebody set.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.registers.keys().map(String::as_str)
    }

    /// A field's value as it is stored.
    pub fn value(&self, field: &str) -> Option<&Value> {
        self.raw(field)
    }

    /// Who signed a field's value.
    pub fn author(&self, field: &str) -> Option<&Id> {
        self.registers.get(field)?.current().and_then(|(_, version)| version.by.as_ref())
    }

    /// All versions of a field ever, oldest first.
    pub fn history(&self, field: &str) -> impl Iterator<Item = (&Stamp, &Version)> {
        self.registers.get(field).into_iter().flat_map(Register::history)
    }

    /// Versions of a field chosen apart from the one that holds.
    pub fn others(&self, field: &str) -> impl Iterator<Item = (&Stamp, &Version)> {
        self.registers.get(field).into_iter().flat_map(Register::others)
    }

    /// Whether somebody wrote a field or text whom the author of a removal had not seen.
    pub(crate) fn outlives(&self, name: &str, removal: &Removal, removed_at: &Stamp) -> bool {
        let unseen = |stamp: &Stamp| match removal {
            Removal::Plain(_) => stamp > removed_at,
            Removal::Seen { seen } => seen.get(stamp.device()).is_none_or(|known| *known < stamp.place()),
        };
        let chosen = self.registers.get(name).into_iter().flat_map(Register::history).map(|(stamp, _)| stamp);
        let written = self.written.get(name).into_iter().flat_map(BTreeMap::values);
        chosen.chain(written).any(unseen)
    }

    /// The stamp of a field's value.
    pub(crate) fn stamp_of(&self, field: &str) -> Option<&Stamp> {
        self.registers.get(field)?.current().map(|(stamp, _)| stamp)
    }

    fn raw(&self, field: &str) -> Option<&Value> {
        self.registers.get(field)?.current().map(|(_, version)| &version.value)
    }
}

/// Keeps the latest of a device.
fn note<T: Ord>(latest: &mut BTreeMap<String, T>, device: &str, new: T) {
    if latest.get(device).is_none_or(|known| *known < new) {
        latest.insert(device.to_owned(), new);
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok().filter(|_| !value.is_null())
}

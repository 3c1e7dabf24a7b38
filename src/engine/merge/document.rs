//! A document: the fold of its ops.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::register::{Register, Version};
use super::text::{CODEC, Text};
use super::{Change, Clock, Edit, Op, Stamp};
use crate::domain::Id;
use crate::domain::fields::{Family, Field, TextField};

/// A record as its ops made it.
#[derive(Debug)]
pub struct Document {
    id: Id,
    client: u64,
    registers: BTreeMap<String, Register>,
    texts: BTreeMap<String, Text>,
    /// The latest stamp that wrote each text, and who wrote it.
    written: BTreeMap<String, (Stamp, Option<Id>)>,
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
        match &op.change {
            Change::Set { field, value, over } => {
                let version = Version { value: value.clone(), by: op.by.clone() };
                self.registers.entry(field.clone()).or_default().set(op.stamp, version, over.clone());
            }
            Change::Text { field, update, .. } => {
                let text = self.texts.entry(field.clone()).or_insert_with(|| Text::new(self.client));
                if text.merge(update).is_err() {
                    self.set_aside.push(op);
                    return;
                }
                let written = self.written.entry(field.clone()).or_insert_with(|| (op.stamp.clone(), op.by.clone()));
                if written.0 < op.stamp {
                    *written = (op.stamp, op.by);
                }
            }
            Change::Unknown(_) => self.set_aside.push(op),
        }
    }

    /// Carries out an edit and returns its ops; none if it changes nothing.
    pub fn edit(&mut self, edit: &Edit, clock: &mut Clock, now: i64, by: Option<&Id>) -> Vec<Op> {
        let changes = match edit {
            Edit::Set(field, value) => {
                let current = self.registers.get(field).and_then(Register::current);
                if current.map_or(&Value::Null, |(_, version)| &version.value) == value {
                    return Vec::new();
                }
                let over = current.map(|(stamp, _)| stamp.clone());
                vec![Change::Set { field: field.clone(), value: value.clone(), over }]
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
                    self.written.insert(field.clone(), (op.stamp.clone(), op.by.clone()));
                }
                _ => self.take(op.clone()),
            }
        }
        ops
    }

    /// The edit that would bring back what `edit` is about to change.
    pub fn inverse(&self, edit: &Edit) -> Edit {
        match edit {
            Edit::Set(field, _) => Edit::Set(field.clone(), self.raw(field).cloned().unwrap_or(Value::Null)),
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

    /// All versions of a field ever, oldest first.
    pub fn history(&self, field: &str) -> impl Iterator<Item = (&Stamp, &Version)> {
        self.registers.get(field).into_iter().flat_map(Register::history)
    }

    /// Versions of a field chosen apart from the one that holds.
    pub fn others(&self, field: &str) -> impl Iterator<Item = (&Stamp, &Version)> {
        self.registers.get(field).into_iter().flat_map(Register::others)
    }

    /// When a field or text was last written, by the author's clock.
    pub(crate) fn stamp_of(&self, name: &str) -> Option<&Stamp> {
        let register = self.registers.get(name).and_then(Register::current).map(|(stamp, _)| stamp);
        register.max(self.written.get(name).map(|(stamp, _)| stamp))
    }

    fn raw(&self, field: &str) -> Option<&Value> {
        self.registers.get(field)?.current().map(|(_, version)| &version.value)
    }
}

fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(value).ok().filter(|_| !value.is_null())
}

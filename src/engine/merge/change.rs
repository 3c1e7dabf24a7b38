//! Edits: what a screen asks for, before it has a stamp.

use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;

use super::Stamp;
use crate::domain::fields::{Family, Field, TextField};
use crate::domain::plan::Removal;

/// One edit of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// Sets a single value; null for none.
    Set(String, Value),
    /// Removes something that consists of several fields, with a note of what was seen of the document.
    Remove(String),
    /// Stays with the value that holds, beside another one of that stamp, which is not offered any more.
    Keep(String, Stamp),
    /// Makes a text say these words.
    Write(TextField, String),
}

impl Edit {
    /// Sets a field.
    pub fn set<T: Serialize + DeserializeOwned>(field: Field<T>, value: T) -> Edit {
        Edit::Set(field.name().to_owned(), json(&value))
    }

    /// Empties a field.
    pub fn clear<T: Serialize + DeserializeOwned>(field: Field<T>) -> Edit {
        Edit::Set(field.name().to_owned(), Value::Null)
    }

    /// Sets a family's value for one member.
    pub fn put<T: Serialize + DeserializeOwned>(family: Family<T>, member: &str, value: T) -> Edit {
        Edit::Set(family.at(member), json(&value))
    }

    /// Empties a family's value for one member.
    pub fn drop<T: Serialize + DeserializeOwned>(family: Family<T>, member: &str) -> Edit {
        Edit::Set(family.at(member), Value::Null)
    }

    /// Removes a family's member.
    pub fn remove(family: Family<Removal>, member: &str) -> Edit {
        Edit::Remove(family.at(member))
    }

    /// The stored name of the field that it changes.
    pub fn field(&self) -> &str {
        match self {
            Edit::Set(name, _) | Edit::Remove(name) | Edit::Keep(name, _) => name,
            Edit::Write(field, _) => &field.0,
        }
    }

    /// Writes a text.
    pub fn write(field: TextField, words: impl Into<String>) -> Edit {
        Edit::Write(field, words.into())
    }
}

fn json<T: Serialize>(value: &T) -> Value {
    // The domain's values are plain data with string keys: they always have a JSON form.
    serde_json::to_value(value).unwrap_or(Value::Null)
}

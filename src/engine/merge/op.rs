//! An op: one small change, as it is stored for good. The format has a saved sample in `tests/samples/`.

use base64ct::{Base64, Encoding};
use serde::de::{Error as _, MapAccess, Visitor};
use serde::ser::{Error as _, SerializeMap};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use serde_json::{Map, Value};

use super::Stamp;
use crate::domain::Id;

/// What an op changes.
#[derive(Clone, Debug, PartialEq)]
pub enum Change {
    /// A single value; null for none.
    Set {
        /// The field's stored name.
        field: String,
        /// Its new value.
        value: Value,
        /// The value that the author had before their eyes and replaced.
        over: Option<Stamp>,
    },
    /// A change of a text.
    Text {
        /// The field's stored name.
        field: String,
        /// The codec of the update: 1 is a yrs update, encoding v1.
        codec: u8,
        /// The update.
        update: Vec<u8>,
    },
    /// Of a kind that this version doesn't know: kept as it is, and read again after an upgrade.
    Unknown(Map<String, Value>),
}

/// One change of one document.
#[derive(Clone, Debug, PartialEq)]
pub struct Op {
    /// The document.
    pub document: Id,
    /// Its place in the order; names the author device.
    pub stamp: Stamp,
    /// The person who held the device.
    pub by: Option<Id>,
    /// The change.
    pub change: Change,
}

impl Serialize for Op {
    /// Names stand in the order of the alphabet. Nothing is built on the way: backups write hundreds of thousands.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Change::Unknown(rest) = &self.change {
            let mut all = rest.clone();
            all.insert("document".into(), Value::from(self.document.as_str()));
            all.insert("stamp".into(), serde_json::to_value(&self.stamp).map_err(S::Error::custom)?);
            all.extend(self.by.iter().map(|by| ("by".into(), Value::from(by.as_str()))));
            for (name, value) in &all {
                map.serialize_entry(name, value)?;
            }
            return map.end();
        }
        if let Some(by) = &self.by {
            map.serialize_entry("by", by)?;
        }
        if let Change::Text { codec, .. } = &self.change {
            map.serialize_entry("codec", codec)?;
        }
        map.serialize_entry("document", &self.document)?;
        if let Change::Set { field, over, .. } = &self.change {
            if let Some(over) = over {
                map.serialize_entry("over", over)?;
            }
            map.serialize_entry("set", field)?;
        }
        map.serialize_entry("stamp", &self.stamp)?;
        match &self.change {
            Change::Set { value, .. } => map.serialize_entry("value", value)?,
            Change::Text { field, update, .. } => {
                map.serialize_entry("text", field)?;
                map.serialize_entry("update", &Base64::encode_string(update))?;
            }
            Change::Unknown(_) => {}
        }
        map.end()
    }
}

impl<'de> Deserialize<'de> for Op {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Op, D::Error> {
        deserializer.deserialize_map(Reads)
    }
}

/// Reads an op name by name. Of a name that stands twice the last one counts; a stamp must read wherever it stands.
struct Reads;

impl<'de> Visitor<'de> for Reads {
    type Value = Op;

    fn expecting(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str("an op")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Op, A::Error> {
        let (mut document, mut by, mut stamp, mut rest) = (None, None, None, Map::new());
        while let Some(name) = map.next_key::<String>()? {
            match name.as_str() {
                "document" => document = id(&map.next_value()?),
                "by" => by = id(&map.next_value()?),
                "stamp" => stamp = Some(map.next_value()?),
                _ => _ = rest.insert(name, map.next_value()?),
            }
        }
        let document = document.ok_or_else(|| A::Error::custom("an op names its document"))?;
        let stamp = stamp.ok_or_else(|| A::Error::missing_field("stamp"))?;
        let change = known(&mut rest).unwrap_or(Change::Unknown(rest));
        Ok(Op { document, stamp, by, change })
    }
}

fn id(value: &Value) -> Option<Id> {
    Id::parse(value.as_str()?)
}

/// The change of a kind that this version knows; what it is made of is taken out.
fn known(map: &mut Map<String, Value>) -> Option<Change> {
    if map.get("set").is_some_and(Value::is_string) {
        let over = match map.get("over") {
            Some(over) => Some(Stamp::deserialize(over).ok()?),
            None => None,
        };
        let value = map.remove("value")?;
        let Some(Value::String(field)) = map.remove("set") else { return None };
        return Some(Change::Set { field, value, over });
    }
    let codec = u8::try_from(map.get("codec")?.as_u64()?).ok()?;
    let update = Base64::decode_vec(map.get("update")?.as_str()?).ok()?;
    let field = map.get("text")?.as_str()?.to_owned();
    (codec == super::text::CODEC).then_some(Change::Text { field, codec, update })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(json: &str) -> Op {
        let op: Op = serde_json::from_str(json).expect("a saved op opens");
        let again: Value = serde_json::from_str(&serde_json::to_string(&op).expect("it is written")).expect("json");
        assert_eq!(again, serde_json::from_str::<Value>(json).expect("json"), "nothing is lost on the way");
        op
    }

    #[test]
    fn every_kind_survives_a_round_trip() {
        let set = check(
            r#"{"document":"saaaaaaaaaaaaaaaa","stamp":[1,0,"d"],"by":"pbbbbbbbbbbbbbbbb","set":"plan.minutes","value":60,"over":[0,3,"e"]}"#,
        );
        assert!(matches!(set.change, Change::Set { .. }));
        let text =
            check(r#"{"document":"saaaaaaaaaaaaaaaa","stamp":[1,0,"d"],"text":"plan.aim","codec":1,"update":"AAA="}"#);
        assert!(matches!(text.change, Change::Text { .. }));
        let later = check(
            r#"{"document":"saaaaaaaaaaaaaaaa","stamp":[1,0,"d"],"draw":{"x":1},"text":"plan.aim","codec":9,"update":"AAA="}"#,
        );
        assert!(matches!(later.change, Change::Unknown(_)), "a later codec is kept for later");
    }

    #[test]
    fn an_op_without_a_document_is_refused() {
        assert!(serde_json::from_str::<Op>(r#"{"stamp":[1,0,"d"],"set":"a","value":1}"#).is_err());
    }
}

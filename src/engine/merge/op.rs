//! An op: one small change, as it is stored for good. The format has a saved sample in `tests/samples/`.

use base64ct::{Base64, Encoding};
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
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::Error;
        let mut map = match &self.change {
            Change::Unknown(map) => map.clone(),
            _ => Map::new(),
        };
        let mut put = |name: &str, value: Value| map.insert(name.to_owned(), value);
        put("document", Value::from(self.document.as_str()));
        put("stamp", serde_json::to_value(&self.stamp).map_err(S::Error::custom)?);
        if let Some(by) = &self.by {
            put("by", Value::from(by.as_str()));
        }
        match &self.change {
            Change::Set { field, value, over } => {
                put("set", Value::from(field.as_str()));
                put("value", value.clone());
                if let Some(over) = over {
                    put("over", serde_json::to_value(over).map_err(S::Error::custom)?);
                }
            }
            Change::Text { field, codec, update } => {
                put("text", Value::from(field.as_str()));
                put("codec", Value::from(*codec));
                put("update", Value::from(Base64::encode_string(update)));
            }
            Change::Unknown(_) => {}
        }
        map.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Op {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Op, D::Error> {
        use serde::de::Error;
        let mut map = Map::deserialize(deserializer)?;
        let document = map
            .remove("document")
            .and_then(|id| Id::parse(id.as_str()?))
            .ok_or_else(|| D::Error::custom("an op names its document"))?;
        let stamp = map.remove("stamp").ok_or_else(|| D::Error::missing_field("stamp"))?;
        let stamp = Stamp::deserialize(stamp).map_err(D::Error::custom)?;
        let by = map.remove("by").and_then(|id| Id::parse(id.as_str()?));
        Ok(Op { document, stamp, by, change: known(&map).unwrap_or(Change::Unknown(map)) })
    }
}

/// The change of a kind that this version knows.
fn known(map: &Map<String, Value>) -> Option<Change> {
    if let Some(field) = map.get("set").and_then(Value::as_str) {
        let over = match map.get("over") {
            Some(over) => Some(Stamp::deserialize(over).ok()?),
            None => None,
        };
        return Some(Change::Set { field: field.to_owned(), value: map.get("value")?.clone(), over });
    }
    let field = map.get("text").and_then(Value::as_str)?.to_owned();
    let codec = u8::try_from(map.get("codec")?.as_u64()?).ok()?;
    let update = Base64::decode_vec(map.get("update")?.as_str()?).ok()?;
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

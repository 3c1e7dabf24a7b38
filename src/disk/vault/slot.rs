//! The one slot that wraps the local key, as it is stored.

use base64ct::{Base64, Encoding};
use engine::crypto::{LocalKey, PasscodeSlot};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

use crate::store::{Store, StoreError};

/// Format 1, JSON: `{"kind":"raw","key":base64}` and so on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum Slot {
    /// No lock, and the browser keeps no key for us: the local key as it is.
    Raw {
        #[serde(with = "base64")]
        key: Vec<u8>,
    },
    /// No lock; the local key under a key that the browser keeps and never shows.
    Browser {
        #[serde(with = "base64")]
        sealed: Vec<u8>,
    },
    /// Under a passcode.
    Passcode { slot: PasscodeSlot },
    /// Under five words.
    Words { slot: PasscodeSlot },
}

impl Slot {
    pub(super) fn encode(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("a slot is always JSON")
    }

    pub(super) fn decode(bytes: &[u8]) -> Option<Slot> {
        serde_json::from_slice(bytes).ok()
    }
}

/// The slot of a device without a lock: under the browser's key where that can be trusted.
pub(super) async fn without_lock<S: Store>(store: &S, key: &LocalKey) -> Result<Slot, StoreError> {
    Ok(match store.browser_seal(key.bytes()).await? {
        Some(sealed) => Slot::Browser { sealed },
        None => Slot::Raw { key: key.bytes().to_vec() },
    })
}

mod base64 {
    use super::*;

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Base64::encode_string(bytes))
    }

    pub fn deserialize<'d, D: Deserializer<'d>>(from: D) -> Result<Vec<u8>, D::Error> {
        let text = String::deserialize(from)?;
        Base64::decode_vec(&text).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Saved samples of slot format 1: they must read in every later version. Never change them.
    #[test]
    fn the_saved_slots_of_format_1_read() {
        let check = |saved: &str| {
            let slot = Slot::decode(saved.as_bytes()).expect(saved);
            assert_eq!(slot.encode(), saved.as_bytes());
        };
        check(r#"{"kind":"raw","key":"BwcH"}"#);
        check(r#"{"kind":"browser","sealed":"BwcH"}"#);
        check(r#"{"kind":"passcode","slot":{"version":1,"salt":"AQ==","nonce":"Ag==","wrapped":"Aw=="}}"#);
        check(r#"{"kind":"words","slot":{"version":1,"salt":"AQ==","nonce":"Ag==","wrapped":"Aw=="}}"#);
        assert_eq!(Slot::decode(br#"{"kind":"passkey"}"#), None);
        assert_eq!(Slot::decode(b""), None);
    }
}

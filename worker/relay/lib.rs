//! What passes between the phones of a community, as far as everybody may see it: signed items in one chain for each
//! device, who belongs to the community, and the rules of the relay that keeps the items.
//!
//! - `item`: one signed item. Its body is a deed, which all may read, or sealed, which only the community opens.
//! - `card`: the public keys of a device, an invitation or the recovery words.
//! - `deed`: what changes who belongs to the community.
//! - `access`: who belongs, folded from the deeds; the same on every phone, in whatever order they came.
//! - `rules`: what the relay takes, and what it refuses with which words.
//! - `wire`: how a phone talks to the relay.
//!
//! This crate cannot name a plan, a person or a key: that the relay is blind is a matter of its manifest.

pub mod access;
pub mod card;
pub mod deed;
pub mod item;
pub mod rules;
pub mod wire;

pub use access::{Access, Held};
pub use card::{Card, CardId};
pub use deed::{Deed, Role};
pub use item::{Hash, Item, Kind};

#[cfg(test)]
mod testing;

/// Bytes as base 64 in JSON.
pub(crate) mod base64 {
    use base64ct::{Base64, Encoding};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    pub fn serialize<S: Serializer>(bytes: &[u8], to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&Base64::encode_string(bytes))
    }

    pub fn deserialize<'d, D: Deserializer<'d>, T: TryFrom<Vec<u8>>>(from: D) -> Result<T, D::Error> {
        let text = String::deserialize(from)?;
        let bytes = Base64::decode_vec(&text).map_err(D::Error::custom)?;
        bytes.try_into().map_err(|_| D::Error::custom("the wrong number of bytes"))
    }
}

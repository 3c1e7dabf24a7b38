//! Cards: the public keys with which somebody signs and receives. A device has one, and so have an invitation and the
//! recovery words, whose keys follow from their secret.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};

/// The name of a card: the first 16 bytes of a SHA-256 over it. Written as 32 hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct CardId(pub [u8; 16]);

impl CardId {
    /// Reads 32 hexadecimal digits.
    pub fn parse(text: &str) -> Option<CardId> {
        unhex(text).map(CardId)
    }
}

impl std::fmt::Display for CardId {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        hex(&self.0, to)
    }
}

impl std::fmt::Debug for CardId {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        hex(&self.0[..4], to)
    }
}

impl Serialize for CardId {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'d> Deserialize<'d> for CardId {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<CardId, D::Error> {
        let text = String::deserialize(from)?;
        CardId::parse(&text).ok_or_else(|| serde::de::Error::custom("a card's name has 32 hexadecimal digits"))
    }
}

/// The public keys of a device, an invitation or the recovery words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// Ed25519, to verify what it signs.
    #[serde(with = "crate::base64")]
    pub sign: [u8; 32],
    /// X25519, to seal a key for it.
    #[serde(with = "crate::base64")]
    pub receive: [u8; 32],
}

impl Card {
    /// Its name.
    pub fn id(&self) -> CardId {
        let mut digest = Sha256::new();
        digest.update(b"tongban card 1");
        digest.update(self.sign);
        digest.update(self.receive);
        let whole: [u8; 32] = digest.finalize().into();
        let mut id = [0; 16];
        id.copy_from_slice(&whole[..16]);
        CardId(id)
    }
}

/// Writes bytes as lower-case hexadecimal digits.
pub(crate) fn hex(bytes: &[u8], to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
    bytes.iter().try_for_each(|byte| write!(to, "{byte:02x}"))
}

/// Reads lower- or upper-case hexadecimal digits.
pub(crate) fn unhex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let text = text.as_bytes();
    if text.len() != 2 * N || !text.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    let mut bytes = [0; N];
    for (byte, pair) in bytes.iter_mut().zip(text.chunks(2)) {
        *byte = u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()?;
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_reads_back_and_depends_on_both_keys() {
        let card = Card { sign: [1; 32], receive: [2; 32] };
        assert_eq!(CardId::parse(&card.id().to_string()), Some(card.id()));
        assert_ne!(card.id(), Card { sign: [1; 32], receive: [3; 32] }.id());
        assert_eq!(CardId::parse("xy"), None);
        assert_eq!(CardId::parse(&"+1".repeat(16)), None, "a sign is no digit");
    }
}

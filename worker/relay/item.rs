//! One signed item: format 1, for good. All numbers are big endian.
//!
//! ```text
//! 1    version, 1
//! 1    kind: 0 a deed, which all may read; 1 sealed
//! 32   community: the hash of its first item; zeros in that first item itself
//! 16   the author's card
//! 8    number in the author's own chain, from 1
//! 32   hash of the author's item before it; zeros for the first
//! 8    Lamport time: later than every item that the author had seen; at most 2^40 more than the sum of the numbers seen
//! 8    name of the key of a sealed body; zeros for a deed
//! 32   salt of a sealed body; zeros for a deed
//! 2    how many other chains the author had seen
//! 24n  of each: card, the number seen; in the order of cards
//! 4    length of the body
//! ..   body
//! 64   Ed25519 signature over `tongban item 1` and everything before it
//! ```

use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest, Sha256};
use thiserror::Error;

use crate::card::{Card, CardId, hex, unhex};

/// The largest item, in bytes.
pub const LARGEST: usize = 256 * 1024;
/// The most chains that an item can name as seen.
pub const MOST_SEEN: usize = 1_000;
/// So far may a time be ahead of what its author had seen: far enough for late work that is not named, and too little for
/// anybody to bring the clock of all to its end.
const AHEAD: u64 = 1 << 40;
const VERSION: u8 = 1;
const CONTEXT: &[u8] = b"tongban item 1";
const SIGNATURE: usize = 64;

/// A SHA-256.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Hash(pub [u8; 32]);

impl Hash {
    /// The hash of bytes.
    pub fn of(bytes: &[u8]) -> Hash {
        Hash(Sha256::digest(bytes).into())
    }

    /// Reads 64 hexadecimal digits.
    pub fn parse(text: &str) -> Option<Hash> {
        unhex(text).map(Hash)
    }

    /// The rolling hash of a log after one more item.
    pub fn then(self, item: Hash) -> Hash {
        let mut digest = Sha256::new();
        digest.update(b"tongban log 1");
        digest.update(self.0);
        digest.update(item.0);
        Hash(digest.finalize().into())
    }
}

impl std::fmt::Display for Hash {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        hex(&self.0, to)
    }
}

impl std::fmt::Debug for Hash {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        hex(&self.0[..4], to)
    }
}

impl Serialize for Hash {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(self)
    }
}

impl<'d> Deserialize<'d> for Hash {
    fn deserialize<D: Deserializer<'d>>(from: D) -> Result<Hash, D::Error> {
        let text = String::deserialize(from)?;
        Hash::parse(&text).ok_or_else(|| serde::de::Error::custom("a hash has 64 hexadecimal digits"))
    }
}

/// What the body of an item is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A [`Deed`](crate::Deed), as JSON.
    Deed,
    /// Sealed for the community.
    Sealed,
}

/// What stands before the body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// What the body is.
    pub kind: Kind,
    /// The community.
    pub community: Hash,
    /// The author's card.
    pub by: CardId,
    /// The place in the author's own chain, from 1.
    pub number: u64,
    /// The author's item before it.
    pub previous: Hash,
    /// Lamport time.
    pub time: u64,
    /// The name of the key of a sealed body.
    pub key: [u8; 8],
    /// The salt of a sealed body.
    pub salt: [u8; 32],
    /// The other chains that the author had seen, up to which number; in the order of cards.
    pub seen: Vec<(CardId, u64)>,
}

/// One item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Item {
    /// What stands before the body.
    pub header: Header,
    /// The body.
    pub body: Vec<u8>,
    signature: [u8; SIGNATURE],
    hash: Hash,
}

/// Why bytes are no item, or not this author's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Malformed {
    /// Shorter or longer than it says.
    #[error("the item is cut short or too long")]
    Length,
    /// More of them than are taken at once.
    #[error("there are too many items")]
    Many,
    /// Written by a newer Tongban.
    #[error("the item has version {0}, which this Tongban does not know")]
    Version(u8),
    /// Larger than an item may be.
    #[error("the item is larger than 256 KB")]
    Large,
    /// A field holds what it may not.
    #[error("the item's {0} is not in order")]
    Field(&'static str),
    /// The signature is not the author's.
    #[error("the signature is not its author's")]
    Signature,
}

impl Header {
    /// The header's bytes for a body of that length: what a seal is bound to.
    pub fn bytes(&self, body: usize) -> Vec<u8> {
        let mut bytes = vec![VERSION, u8::from(self.kind == Kind::Sealed)];
        bytes.extend_from_slice(&self.community.0);
        bytes.extend_from_slice(&self.by.0);
        bytes.extend_from_slice(&self.number.to_be_bytes());
        bytes.extend_from_slice(&self.previous.0);
        bytes.extend_from_slice(&self.time.to_be_bytes());
        bytes.extend_from_slice(&self.key);
        bytes.extend_from_slice(&self.salt);
        bytes.extend_from_slice(&(self.seen.len() as u16).to_be_bytes());
        for (card, number) in &self.seen {
            bytes.extend_from_slice(&card.0);
            bytes.extend_from_slice(&number.to_be_bytes());
        }
        bytes.extend_from_slice(&(body as u32).to_be_bytes());
        bytes
    }

    /// The latest time that this item may have: each item that came before it moves the clock by one.
    pub fn latest(&self) -> u64 {
        self.seen.iter().fold(self.number.saturating_add(AHEAD), |sum, (_, number)| sum.saturating_add(*number))
    }

    /// How far the author had seen a chain; their own up to the item before this one.
    pub fn seen_of(&self, card: CardId) -> u64 {
        if card == self.by {
            return self.number - 1;
        }
        self.seen.binary_search_by_key(&card, |(card, _)| *card).map_or(0, |at| self.seen[at].1)
    }
}

impl Item {
    /// Puts a header and its body together; `sign` gives the signature over the bytes it is handed.
    ///
    /// # Errors
    /// The item would be malformed.
    pub fn make(header: Header, body: Vec<u8>, sign: impl FnOnce(&[u8]) -> [u8; 64]) -> Result<Item, Malformed> {
        let signed = signed_bytes(&header, &body);
        let signature = sign(&signed);
        let bytes = [&signed[CONTEXT.len()..], &signature].concat();
        Item::parse(&bytes)
    }

    /// Reads an item. It says nothing yet about who wrote it: see [`Item::is_by`].
    ///
    /// # Errors
    /// What is wrong with the bytes.
    pub fn parse(bytes: &[u8]) -> Result<Item, Malformed> {
        if bytes.len() > LARGEST {
            return Err(Malformed::Large);
        }
        let mut at = Reader(bytes);
        match at.take::<1>()?[0] {
            VERSION => {}
            other => return Err(Malformed::Version(other)),
        }
        let kind = match at.take::<1>()?[0] {
            0 => Kind::Deed,
            1 => Kind::Sealed,
            _ => return Err(Malformed::Field("kind")),
        };
        let community = Hash(at.take()?);
        let by = CardId(at.take()?);
        let number = u64::from_be_bytes(at.take()?);
        let previous = Hash(at.take()?);
        let time = u64::from_be_bytes(at.take()?);
        let (key, salt) = (at.take()?, at.take()?);
        let many = usize::from(u16::from_be_bytes(at.take()?));
        if many > MOST_SEEN {
            return Err(Malformed::Field("list of what was seen"));
        }
        let mut seen = Vec::with_capacity(many);
        for _ in 0..many {
            seen.push((CardId(at.take()?), u64::from_be_bytes(at.take()?)));
        }
        let length = u32::from_be_bytes(at.take()?) as usize;
        let body = at.slice(length)?.to_vec();
        let signature = at.take()?;
        if !at.0.is_empty() {
            return Err(Malformed::Length);
        }
        let ordered = seen.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !ordered || seen.iter().any(|(card, number)| *card == by || *number == 0) {
            return Err(Malformed::Field("list of what was seen"));
        }
        if number == 0 || (number == 1) != (previous == Hash::default()) {
            return Err(Malformed::Field("place in its chain"));
        }
        if kind == Kind::Deed && (key != [0; 8] || salt != [0; 32]) {
            return Err(Malformed::Field("key"));
        }
        let header = Header { kind, community, by, number, previous, time, key, salt, seen };
        if time == 0 || time > header.latest() {
            return Err(Malformed::Field("time"));
        }
        Ok(Item { header, body, signature, hash: Hash::of(bytes) })
    }

    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        [&signed_bytes(&self.header, &self.body)[CONTEXT.len()..], &self.signature].concat()
    }

    /// The hash of its bytes.
    pub fn hash(&self) -> Hash {
        self.hash
    }

    /// Whether the holder of this card signed it.
    ///
    /// # Errors
    /// It is another card's, or the signature does not fit.
    pub fn is_by(&self, card: &Card) -> Result<(), Malformed> {
        let key = VerifyingKey::from_bytes(&card.sign).map_err(|_| Malformed::Signature)?;
        let signature = Signature::from_bytes(&self.signature);
        let fits = key.verify_strict(&signed_bytes(&self.header, &self.body), &signature).is_ok();
        if card.id() == self.header.by && fits { Ok(()) } else { Err(Malformed::Signature) }
    }
}

fn signed_bytes(header: &Header, body: &[u8]) -> Vec<u8> {
    [CONTEXT, &header.bytes(body.len()), body].concat()
}

/// What is left to read.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn slice(&mut self, length: usize) -> Result<&'a [u8], Malformed> {
        let (slice, rest) = self.0.split_at_checked(length).ok_or(Malformed::Length)?;
        self.0 = rest;
        Ok(slice)
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], Malformed> {
        self.slice(N)?.try_into().map_err(|_| Malformed::Length)
    }
}

#[cfg(test)]
#[path = "item_tests.rs"]
mod tests;

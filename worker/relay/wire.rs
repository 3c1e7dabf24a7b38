//! How a phone talks to the relay: signed requests, items one after the other. Format 1, for good.
//!
//! ```text
//! PUT  /relay/<community>             body: the first item; header `tongban-ticket`: the founding word, or the ticket
//! POST /relay/<community>/push        body: items, see [`pack`]     answer: Pushed, as JSON
//! GET  /relay/<community>/pull?after=N                              answer: a Page
//! GET  /relay/<community>/live?signed=S                             a WebSocket: [`Poke`] as JSON comes, notes go to all
//! ```
//! Every request carries the header `tongban-signed` (the socket: the query), see [`Signed`]. A refusal is a
//! [`Refusal`](crate::rules::Refusal) as JSON, with status 4xx.

use ed25519_dalek::{Signature, VerifyingKey};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::card::{Card, CardId, hex, unhex};
use crate::item::{Hash, Item, LARGEST, Malformed};
use crate::rules::{MOST_PULLED, MOST_PUSHED, Millis, Place, Refusal};

/// The header with the signature.
pub const SIGNED: &str = "tongban-signed";
/// `GET /relay/words/{card}`: the community that these recovery words bring back, as 64 hex digits. Not signed: who does not
/// know the card cannot guess it.
pub const FINDS: &str = "words/";
/// The header with the founding word or the ticket.
pub const TICKET: &str = "tongban-ticket";
/// The most bytes of a push.
pub const MOST_BODY: usize = 4 * 1024 * 1024;
/// The most bytes of a note over the socket.
pub const MOST_NOTE: usize = 2 * 1024;

/// Who asks: `1.<card>.<milliseconds>.<used once>.<signature>`, all but the time in hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The card that asks.
    pub card: CardId,
    /// When, by the asker's clock.
    pub time: Millis,
    /// Random bytes, never used twice.
    pub once: [u8; 16],
    /// Ed25519 over [`said`].
    pub signature: [u8; 64],
}

/// What is signed. `path` begins with a slash and has its query, but for `signed` itself.
pub fn said(method: &str, path: &str, body: &[u8], time: Millis, once: &[u8; 16]) -> Vec<u8> {
    let body = Hash::of(body);
    let mut said = format!("tongban request 1\n{method}\n{path}\n{body}\n{time}\n").into_bytes();
    said.extend_from_slice(once);
    said
}

impl Signed {
    /// Signs a request; `sign` gives the signature over the bytes it is handed.
    pub fn make(
        card: CardId,
        request: (&str, &str, &[u8]),
        time: Millis,
        once: [u8; 16],
        sign: impl FnOnce(&[u8]) -> [u8; 64],
    ) -> Signed {
        let (method, path, body) = request;
        Signed { card, time, once, signature: sign(&said(method, path, body, time, &once)) }
    }

    /// Reads the header.
    pub fn parse(text: &str) -> Option<Signed> {
        let parts: Vec<&str> = text.split('.').collect();
        let ["1", card, time, once, signature] = parts[..] else { return None };
        Some(Signed {
            card: CardId::parse(card)?,
            time: time.parse().ok()?,
            once: unhex(once)?,
            signature: unhex(signature)?,
        })
    }

    /// Whether the holder of this card signed this request.
    pub fn is_by(&self, card: &Card, method: &str, path: &str, body: &[u8]) -> bool {
        let Ok(key) = VerifyingKey::from_bytes(&card.sign) else { return false };
        let said = said(method, path, body, self.time, &self.once);
        card.id() == self.card && key.verify_strict(&said, &Signature::from_bytes(&self.signature)).is_ok()
    }
}

impl std::fmt::Display for Signed {
    fn fmt(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(to, "1.{}.{}.", self.card, self.time)?;
        hex(&self.once, to)?;
        to.write_str(".")?;
        hex(&self.signature, to)
    }
}

/// What a relay gives to members, so that any of them can bring the community back to it after it was wiped: a SHA-256 over
/// the founding word and the community.
pub fn ticket(word: &str, community: Hash) -> String {
    let mut digest = Sha256::new();
    digest.update(b"tongban ticket 1");
    digest.update(Hash::of(word.as_bytes()).0);
    digest.update(community.0);
    Hash(digest.finalize().into()).to_string()
}

/// The answer to a push: so many items were taken, in order; the first that was not ends it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pushed {
    /// The log's own random name: another one after the relay was wiped.
    pub log: String,
    /// Where the items stand.
    pub places: Vec<Place>,
    /// Why the next one was not taken.
    pub refused: Option<Refusal>,
}

/// What stands before the items of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// The log's own random name.
    pub log: String,
    /// The items come after this one.
    pub after: u64,
    /// The number of the last item in the log.
    pub last: u64,
    /// The rolling hash after the last item of this page.
    pub rolling: Hash,
    /// The ticket of this community.
    pub ticket: String,
    /// When each item came.
    pub received: Vec<Millis>,
}

/// The answer to a pull. On the wire: length of the JSON (4 bytes), the JSON, the items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Page {
    /// What stands before them.
    pub about: About,
    /// The items, in the log's order.
    pub items: Vec<Item>,
}

impl Page {
    /// Its bytes.
    pub fn bytes(&self) -> Vec<u8> {
        page(&self.about, &self.items.iter().map(Item::bytes).collect::<Vec<_>>())
    }

    /// Reads a page.
    ///
    /// # Errors
    /// It is not one.
    pub fn parse(bytes: &[u8]) -> Result<Page, Malformed> {
        let (about, items) = framed(bytes)?;
        let about: About = serde_json::from_slice(about).map_err(|_| Malformed::Field("page"))?;
        let items = unpack(items, usize::MAX)?;
        let fits = about.received.len() == items.len();
        if fits { Ok(Page { about, items }) } else { Err(Malformed::Field("page")) }
    }
}

/// A page of items as they lie in the log, which need not be read for it.
pub fn page(about: &About, items: &[Vec<u8>]) -> Vec<u8> {
    let about = serde_json::to_vec(about).unwrap_or_default();
    let mut bytes = Vec::with_capacity(MOST_PULLED);
    frame(&mut bytes, &about);
    items.iter().for_each(|item| frame(&mut bytes, item));
    bytes
}

/// Comes over the socket when the log has grown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Poke {
    /// The number of the last item.
    pub last: u64,
}

/// Items, each with its length (4 bytes, big endian) before it.
pub fn pack<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<u8> {
    let mut bytes = Vec::new();
    items.into_iter().for_each(|item| frame(&mut bytes, &item.bytes()));
    bytes
}

/// Reads packed items, `most` at most.
///
/// # Errors
/// They are too many, cut off, or one is malformed.
pub fn unpack(mut bytes: &[u8], most: usize) -> Result<Vec<Item>, Malformed> {
    let mut items = Vec::new();
    while !bytes.is_empty() {
        let (item, rest) = framed(bytes)?;
        if items.len() >= most {
            return Err(Malformed::Many);
        }
        items.push(Item::parse(item)?);
        bytes = rest;
    }
    Ok(items)
}

/// How many of these item sizes go into one push.
pub fn fit(sizes: impl IntoIterator<Item = usize>) -> usize {
    let mut whole = 0;
    let fits = |size: &usize| {
        whole += size + 4;
        whole <= MOST_BODY
    };
    sizes.into_iter().take(MOST_PUSHED).take_while(fits).count()
}

fn frame(to: &mut Vec<u8>, bytes: &[u8]) {
    to.extend_from_slice(&(bytes.len() as u32).to_be_bytes());
    to.extend_from_slice(bytes);
}

fn framed(bytes: &[u8]) -> Result<(&[u8], &[u8]), Malformed> {
    let (length, rest) = bytes.split_first_chunk::<4>().ok_or(Malformed::Length)?;
    let length = u32::from_be_bytes(*length) as usize;
    if length > LARGEST.max(MOST_PULLED) {
        return Err(Malformed::Large);
    }
    rest.split_at_checked(length).ok_or(Malformed::Length)
}

#[cfg(test)]
#[path = "wire_tests.rs"]
mod tests;

//! age v1 (age-encryption.org/v1): the file format of backups, so that the stock `age -d` opens them, for as long as there is an
//! age. Sealed for X25519 keys, or for a passphrase (scrypt). Random bytes come in as values.
//!
//! The crate `age` brings 60 others and half a megabyte, a translation system and post-quantum keys among them; what is read
//! and written here is small. All published vectors of these two kinds are its tests.
//!
//! - `header`: who can open a file; its parts as text.
//! - `stream`: the content, in sealed chunks of 64 KiB.
//! - `bech32`: keys as text: `age1…`, `AGE-SECRET-KEY-1…`.
//! - `armor`: a file as letters, for where no file can be saved.
//!
//! The X25519 key of a card receives keys by HPKE as well. Both derive what they seal with from the shared secret under names
//! of their own ("HPKE-v1", "age-encryption.org/v1/X25519"), so that neither can be turned against the other.

mod armor;
mod bech32;
mod header;
mod stream;

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use sha2::Sha256;
use thiserror::Error;
use x25519_dalek::{X25519_BASEPOINT_BYTES, x25519};

pub use armor::{NotPasted, armored, pasted, unarmored};
pub use bech32::{read_secret_key, recipient, secret_key};
use header::{Header, Stanza, words};
pub use stream::{CHUNK, Opening, Sealing};

/// What every such file begins with.
pub const MAGIC: &[u8] = b"age-encryption.org/v1\n";
/// The work of a passphrase: 2 to the power of this. It is never tuned: 32 MiB and a third of a second on a phone.
pub const WORK: u8 = 15;

/// Why a file does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum Unopened {
    /// It is no such file, or its beginning is damaged.
    #[error("the beginning of the file is damaged, or it is another kind of file")]
    Header,
    /// It is sealed for somebody else.
    #[error("the key or the words do not open the file")]
    NoMatch,
    /// Its beginning was changed.
    #[error("the beginning of the file was changed")]
    Changed,
    /// Its content is cut off or was changed.
    #[error("the content is cut off or was changed")]
    Content,
    /// As letters it is damaged.
    #[error("the letters are damaged")]
    Letters,
}

/// Who will be able to open a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum To {
    /// Whoever has the secret key to one of these X25519 points.
    Keys(Vec<[u8; 32]>),
    /// Whoever knows these words.
    Passphrase(String),
}

/// What somebody opens a file with.
#[derive(Clone, PartialEq, Eq)]
pub enum With {
    /// An X25519 secret key.
    Key([u8; 32]),
    /// Words.
    Passphrase(String),
}

impl std::fmt::Debug for With {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str("With(hidden)")
    }
}

/// Begins a file. `random` gives fresh bytes each time. With it comes what seals the content; `None` where there is nobody to
/// seal for, or a point is of no use.
pub fn seal(to: &To, mut random: impl FnMut() -> [u8; 32]) -> Option<(Vec<u8>, Sealing)> {
    let file_key = half(random());
    let stanzas = match to {
        To::Passphrase(words) => vec![for_passphrase(words, &file_key, half(random()))?],
        To::Keys(keys) => keys
            .iter()
            .map(|key| for_key(key, &file_key, random()))
            .collect::<Option<Vec<_>>>()
            .filter(|all| !all.is_empty())?,
    };
    let mut file = header::write(&stanzas, &file_key);
    let nonce = half(random());
    file.extend_from_slice(&nonce);
    Some((file, Sealing::new(&payload_key(&file_key, &nonce))))
}

/// Opens the beginning of a file; answers with what opens the content, and where that begins.
///
/// # Errors
/// Why not.
pub fn open(file: &[u8], with: &With) -> Result<(Opening, usize), Unopened> {
    let header = Header::read(file)?;
    let file_key = unwrap(&header.stanzas, with)?;
    if !header.is_right(&file_key) {
        return Err(Unopened::Changed);
    }
    let nonce = file.get(header.length..header.length + 16).and_then(|nonce| nonce.try_into().ok());
    let nonce: [u8; 16] = nonce.ok_or(Unopened::Header)?;
    Ok((Opening::new(&payload_key(&file_key, &nonce)), header.length + 16))
}

/// The public point of a secret key.
pub fn point(secret: &[u8; 32]) -> [u8; 32] {
    x25519(*secret, X25519_BASEPOINT_BYTES)
}

/// Whether a passphrase opens it, not a key; `None` for what is no such file.
pub fn wants_words(file: &[u8]) -> Option<bool> {
    Some(Header::read(file).ok()?.stanzas.iter().any(|stanza| stanza.kind == SCRYPT))
}

const X25519: &str = "X25519";
const SCRYPT: &str = "scrypt";

fn for_key(to: &[u8; 32], file_key: &[u8; 16], secret: [u8; 32]) -> Option<Stanza> {
    let point = self::point(&secret);
    let body = shut(&point_key(&x25519(secret, *to), &point, to)?, file_key);
    Some(Stanza { kind: X25519.into(), arguments: vec![words(&point)], body })
}

fn for_passphrase(words_: &str, file_key: &[u8; 16], salt: [u8; 16]) -> Option<Stanza> {
    let body = shut(&passphrase_key(words_, &salt, WORK)?, file_key);
    Some(Stanza { kind: SCRYPT.into(), arguments: vec![words(&salt), WORK.to_string()], body })
}

/// The file's key, from the first stanza that opens.
fn unwrap(stanzas: &[Stanza], with: &With) -> Result<[u8; 16], Unopened> {
    let is_scrypt = |stanza: &Stanza| stanza.kind == SCRYPT;
    if stanzas.iter().any(is_scrypt) && stanzas.len() > 1 {
        // Whoever knows the passphrase would take others for its owner.
        return Err(Unopened::Header);
    }
    let mut found = None;
    for stanza in stanzas {
        let key = match (stanza.kind.as_str(), with) {
            (X25519, _) => {
                let [point] = stanza.arguments.as_slice() else { return Err(Unopened::Header) };
                let point: [u8; 32] =
                    header::bytes(point).and_then(|point| point.try_into().ok()).ok_or(Unopened::Header)?;
                let With::Key(secret) = with else { continue };
                let mine = self::point(secret);
                point_key(&x25519(*secret, point), &point, &mine).ok_or(Unopened::Header)?
            }
            (SCRYPT, _) => {
                let [salt, work] = stanza.arguments.as_slice() else { return Err(Unopened::Header) };
                let salt: [u8; 16] =
                    header::bytes(salt).and_then(|salt| salt.try_into().ok()).ok_or(Unopened::Header)?;
                // More work than our own would take the memory of a phone.
                let plain = !work.starts_with('0') && work.bytes().all(|digit| digit.is_ascii_digit());
                let work: u8 = work.parse().ok().filter(|work| plain && *work <= WORK).ok_or(Unopened::Header)?;
                let With::Passphrase(words) = with else { continue };
                passphrase_key(words, &salt, work).ok_or(Unopened::Header)?
            }
            _ => continue,
        };
        if stanza.body.len() != 32 {
            return Err(Unopened::Header);
        }
        found = found.or_else(|| unshut(&key, &stanza.body));
    }
    found.ok_or(Unopened::NoMatch)
}

/// `None` where the other side's point was one of those that make every secret the same.
fn point_key(shared: &[u8; 32], point: &[u8; 32], to: &[u8; 32]) -> Option<[u8; 32]> {
    let salt = [point.as_slice(), to].concat();
    (*shared != [0; 32]).then(|| derived(shared, &salt, b"age-encryption.org/v1/X25519"))
}

fn passphrase_key(words: &str, salt: &[u8; 16], work: u8) -> Option<[u8; 32]> {
    let salt = [b"age-encryption.org/v1/scrypt".as_slice(), salt].concat();
    let mut key = [0; 32];
    scrypt::scrypt(words.as_bytes(), &salt, &scrypt::Params::new(work, 8, 1, 32).ok()?, &mut key).ok()?;
    Some(key)
}

fn payload_key(file_key: &[u8; 16], nonce: &[u8; 16]) -> [u8; 32] {
    derived(file_key, nonce, b"payload")
}

fn derived(from: &[u8], salt: &[u8], info: &[u8]) -> [u8; 32] {
    let mut key = [0; 32];
    Hkdf::<Sha256>::new(Some(salt), from).expand(info, &mut key).expect("32 bytes");
    key
}

/// The key is used once: the nonce may be zero.
fn shut(key: &[u8; 32], file_key: &[u8; 16]) -> Vec<u8> {
    let sealed = ChaCha20Poly1305::new(key.into()).encrypt(&Nonce::default(), file_key.as_slice());
    sealed.expect("16 bytes are far below what the cipher takes")
}

fn unshut(key: &[u8; 32], body: &[u8]) -> Option<[u8; 16]> {
    ChaCha20Poly1305::new(key.into()).decrypt(&Nonce::default(), body).ok()?.try_into().ok()
}

fn half(bytes: [u8; 32]) -> [u8; 16] {
    std::array::from_fn(|at| bytes[at])
}

#[cfg(test)]
#[path = "age_tests.rs"]
mod tests;

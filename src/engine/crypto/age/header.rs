//! The header of an age file: one stanza for each who can open it, and a seal over all of them.

use base64ct::{Base64Unpadded, Encoding};
use hmac::{Hmac, Mac};
use sha2::Sha256;

use super::{MAGIC, Unopened, derived};

/// Letters in a line of a stanza's body. The last line of a body is shorter.
const COLUMNS: usize = 64;
/// What stands before the seal.
const END: &[u8] = b"---";
/// A header is no longer than this; 50 phones take 8 KB.
const MOST: usize = 64 * 1024;

/// How one of those who can open the file gets at its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Stanza {
    /// `X25519`, `scrypt`, or something that others know.
    pub(super) kind: String,
    /// Words.
    pub(super) arguments: Vec<String>,
    /// Bytes.
    pub(super) body: Vec<u8>,
}

/// A header as it was read.
pub(super) struct Header {
    pub(super) stanzas: Vec<Stanza>,
    /// How long it is.
    pub(super) length: usize,
    /// What the seal is over.
    sealed: Vec<u8>,
    seal: Vec<u8>,
}

/// Bytes as the letters of a header.
pub(super) fn words(bytes: &[u8]) -> String {
    Base64Unpadded::encode_string(bytes)
}

/// The bytes of such letters; `None` unless there is just one way to write them, and this is it.
pub(super) fn bytes(words: &str) -> Option<Vec<u8>> {
    let bytes = Base64Unpadded::decode_vec(words).ok()?;
    (super::header::words(&bytes) == words).then_some(bytes)
}

/// A header with its seal.
pub(super) fn write(stanzas: &[Stanza], file_key: &[u8; 16]) -> Vec<u8> {
    let mut text = MAGIC.to_vec();
    for stanza in stanzas {
        text.extend(format!("-> {} {}\n", stanza.kind, stanza.arguments.join(" ")).into_bytes());
        let body = words(&stanza.body);
        let full = body.len() / COLUMNS;
        for line in 0..=full {
            let line = &body[line * COLUMNS..((line + 1) * COLUMNS).min(body.len())];
            text.extend(format!("{line}\n").into_bytes());
        }
    }
    text.extend_from_slice(END);
    let seal = seal_of(&text, file_key).finalize().into_bytes();
    text.extend(format!(" {}\n", words(&seal)).into_bytes());
    text
}

fn seal_of(text: &[u8], file_key: &[u8; 16]) -> Hmac<Sha256> {
    let key = derived(file_key, &[], b"header");
    let mut seal = <Hmac<Sha256> as Mac>::new_from_slice(&key).expect("a key may have any length");
    seal.update(text);
    seal
}

impl Header {
    /// Reads the header at the beginning of a file. No more is let through than one way to write each thing.
    pub(super) fn read(file: &[u8]) -> Result<Header, Unopened> {
        let mut at = file.strip_prefix(MAGIC).map(|_| MAGIC.len()).ok_or(Unopened::Header)?;
        let mut stanzas = Vec::new();
        loop {
            let start = at;
            let line = line(file, &mut at)?;
            if let Some(seal) = line.strip_prefix("--- ") {
                let seal = bytes(seal).filter(|seal| seal.len() == 32).ok_or(Unopened::Header)?;
                let sealed = file[..start + END.len()].to_vec();
                return if stanzas.is_empty() {
                    Err(Unopened::Header)
                } else {
                    Ok(Header { stanzas, length: at, sealed, seal })
                };
            }
            let mut parts = line.strip_prefix("-> ").ok_or(Unopened::Header)?.split(' ').map(str::to_owned);
            let kind = parts.next().unwrap_or_default();
            let arguments: Vec<String> = parts.collect();
            if kind.is_empty() || arguments.iter().any(String::is_empty) {
                return Err(Unopened::Header);
            }
            let mut body = String::new();
            loop {
                let line = self::line(file, &mut at)?;
                body.push_str(line);
                match line.len() {
                    COLUMNS => {}
                    short if short < COLUMNS => break,
                    _ => return Err(Unopened::Header),
                }
            }
            stanzas.push(Stanza { kind, arguments, body: bytes(&body).ok_or(Unopened::Header)? });
        }
    }

    /// Whether whoever has the file's key wrote all of it.
    pub(super) fn is_right(&self, file_key: &[u8; 16]) -> bool {
        seal_of(&self.sealed, file_key).verify_slice(&self.seal).is_ok()
    }
}

/// The next line: visible ASCII and spaces only.
fn line<'a>(file: &'a [u8], at: &mut usize) -> Result<&'a str, Unopened> {
    let rest = file.get(*at..file.len().min(MOST)).unwrap_or_default();
    let end = rest.iter().position(|byte| *byte == b'\n').ok_or(Unopened::Header)?;
    let line = &file[*at..*at + end];
    *at += end + 1;
    let plain = line.iter().all(|byte| (b' '..=b'~').contains(byte));
    std::str::from_utf8(line).ok().filter(|_| plain).ok_or(Unopened::Header)
}

//! The content of an age file: chunks of 64 KiB, each sealed with its number; the last one says that it is.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};

use super::Unopened;

/// Bytes of a chunk before it is sealed. The last one is shorter, or as long.
pub const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;

fn nonce(number: u64, last: bool) -> Nonce {
    let mut nonce = [0; 12];
    nonce[3..11].copy_from_slice(&number.to_be_bytes());
    nonce[11] = u8::from(last);
    nonce.into()
}

/// Seals content, chunk by chunk.
pub struct Sealing {
    cipher: ChaCha20Poly1305,
    number: u64,
}

impl Sealing {
    pub(super) fn new(key: &[u8; 32]) -> Sealing {
        Sealing { cipher: ChaCha20Poly1305::new(key.into()), number: 0 }
    }

    /// Seals the next chunk: [`CHUNK`] bytes, or what is left where it is the `last`.
    pub fn chunk(&mut self, plain: &[u8], last: bool) -> Vec<u8> {
        let sealed = self.cipher.encrypt(&nonce(self.number, last), plain);
        self.number += 1;
        sealed.expect("a chunk is far below what the cipher takes")
    }
}

/// Opens content, chunk by chunk.
pub struct Opening {
    cipher: ChaCha20Poly1305,
    number: u64,
    /// The last chunk was opened.
    ended: bool,
}

impl Opening {
    pub(super) fn new(key: &[u8; 32]) -> Opening {
        Opening { cipher: ChaCha20Poly1305::new(key.into()), number: 0, ended: false }
    }

    /// Opens the next chunk of `rest`, which is the file from there to its end; answers with it, and with what is left after
    /// it. What it answers counts only once the whole [is whole](Opening::is_whole).
    ///
    /// # Errors
    /// It was changed, or what follows was cut off.
    pub fn chunk<'a>(&mut self, rest: &'a [u8]) -> Result<(Vec<u8>, &'a [u8]), Unopened> {
        let (sealed, after) = rest.split_at(rest.len().min(CHUNK + TAG));
        if self.ended {
            return Err(Unopened::Content);
        }
        let open = |last| Some((self.cipher.decrypt(&nonce(self.number, last), sealed).ok()?, last));
        // Where it is not what its place says, the next call finds out.
        let full = sealed.len() == CHUNK + TAG;
        let opened = open(after.is_empty()).or_else(|| if full { open(!after.is_empty()) } else { None });
        let (plain, last) = opened.ok_or(Unopened::Content)?;
        self.ended = last;
        // A last chunk without a byte means that somebody cut there, unless there is no content at all.
        if plain.is_empty() && self.number > 0 {
            return Err(Unopened::Content);
        }
        self.number += 1;
        Ok((plain, after))
    }

    /// Whether that was the end, and all of it was there. Until then there is a next chunk, or it is cut off.
    pub fn is_whole(&self, rest: &[u8]) -> bool {
        self.ended && rest.is_empty()
    }
}

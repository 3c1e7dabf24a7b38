//! One sealed row: the format for good of everything that lies on this device.
//!
//! ```text
//! byte 0        version, 1
//! bytes 1..25   nonce, random, never used twice
//! bytes 25..    XChaCha20-Poly1305 ciphertext and tag
//! ```
//! The associated data is the version byte, the table, a zero byte and the row's key, so that a row moved
//! to another place does not open. Nonces of 24 random bytes need no counter that could be lost.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use thiserror::Error;

const VERSION: u8 = 1;

/// Bytes of a nonce.
pub const NONCE_BYTES: usize = 24;

const TAG_BYTES: usize = 16;

/// The key that seals every row on this device. It never leaves the device unwrapped.
#[derive(Clone, PartialEq, Eq)]
pub struct LocalKey([u8; 32]);

impl LocalKey {
    /// Makes a key of 32 random bytes.
    pub fn new(random: [u8; 32]) -> LocalKey {
        LocalKey(random)
    }

    /// The key's bytes, for wrapping only.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl std::fmt::Debug for LocalKey {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str("LocalKey(hidden)")
    }
}

/// Why a row did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum RowError {
    /// Shorter than the smallest row.
    #[error("the row is cut short")]
    Short,
    /// Written by a newer Tongban.
    #[error("the row has version {0}, which this Tongban does not know")]
    Version(u8),
    /// Changed, moved from another place, or sealed with another key.
    #[error("the row was changed, moved or sealed with another key")]
    Refused,
}

/// Seals `plain` for the place `table`, `row_key`. `nonce` must be fresh random bytes.
pub fn seal(key: &LocalKey, nonce: [u8; NONCE_BYTES], table: &str, row_key: &str, plain: &[u8]) -> Vec<u8> {
    let place = place(table, row_key);
    let sealed = XChaCha20Poly1305::new((&key.0).into())
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: plain, aad: &place })
        .expect("a row is far shorter than the cipher's limit of 256 GiB");
    let mut row = Vec::with_capacity(1 + NONCE_BYTES + sealed.len());
    row.push(VERSION);
    row.extend_from_slice(&nonce);
    row.extend_from_slice(&sealed);
    row
}

/// Opens what [`seal`] made for the same place.
pub fn open(key: &LocalKey, table: &str, row_key: &str, sealed: &[u8]) -> Result<Vec<u8>, RowError> {
    let version = *sealed.first().ok_or(RowError::Short)?;
    if version != VERSION {
        return Err(RowError::Version(version));
    }
    if sealed.len() < 1 + NONCE_BYTES + TAG_BYTES {
        return Err(RowError::Short);
    }
    let (nonce, text) = sealed[1..].split_at(NONCE_BYTES);
    let place = place(table, row_key);
    XChaCha20Poly1305::new((&key.0).into())
        .decrypt(XNonce::from_slice(nonce), Payload { msg: text, aad: &place })
        .map_err(|_| RowError::Refused)
}

/// The associated data. A table's name never holds a zero byte, so two places never look the same.
fn place(table: &str, row_key: &str) -> Vec<u8> {
    let mut place = Vec::with_capacity(2 + table.len() + row_key.len());
    place.push(VERSION);
    place.extend_from_slice(table.as_bytes());
    place.push(0);
    place.extend_from_slice(row_key.as_bytes());
    place
}

#[cfg(test)]
mod tests {
    use super::*;
    use data_encoding::HEXLOWER;

    fn key() -> LocalKey {
        LocalKey::new([7; 32])
    }

    #[test]
    fn a_row_opens_only_at_its_place_with_its_key() {
        let plain = "关心 care".as_bytes();
        let row = seal(&key(), [9; 24], "ops", "s1/0001", plain);
        assert_eq!(row.len(), 1 + 24 + plain.len() + 16);
        assert_eq!(open(&key(), "ops", "s1/0001", &row).as_deref(), Ok(plain));
        assert_eq!(open(&key(), "ops", "s1/0002", &row), Err(RowError::Refused));
        assert_eq!(open(&key(), "local", "s1/0001", &row), Err(RowError::Refused));
        assert_eq!(open(&LocalKey::new([8; 32]), "ops", "s1/0001", &row), Err(RowError::Refused));
    }

    #[test]
    fn every_flipped_bit_and_every_cut_is_refused() {
        let row = seal(&key(), [1; 24], "ops", "a", b"twelve bytes");
        for at in 0..row.len() * 8 {
            let mut changed = row.clone();
            changed[at / 8] ^= 1 << (at % 8);
            assert!(open(&key(), "ops", "a", &changed).is_err(), "bit {at}");
        }
        for length in 0..row.len() {
            assert!(open(&key(), "ops", "a", &row[..length]).is_err(), "length {length}");
        }
        assert_eq!(open(&key(), "ops", "a", &[2; 60]), Err(RowError::Version(2)));
    }

    #[test]
    fn an_empty_row_opens() {
        let row = seal(&key(), [1; 24], "ops", "", b"");
        assert_eq!(open(&key(), "ops", "", &row), Ok(Vec::new()));
    }

    /// Saved sample of row format 1: it must open in every later version. Never change it.
    #[test]
    fn the_saved_row_of_format_1_opens() {
        let saved = HEXLOWER.decode(SAVED_ROW.as_bytes()).expect("the sample is hex");
        let plain = open(&key(), "summaries", "s/同伴", &saved);
        assert_eq!(plain.as_deref(), Ok(r#"{"theme":"Sleep 睡眠"}"#.as_bytes()));
    }

    const SAVED_ROW: &str = "01101112131415161718191a1b1c1d1e1f2021222324252627bc321ebb55c80539216d7d617736fbff2467f3cbeb39ee7c49a9f7f18ae1b46a1c6f158119774900";

    #[test]
    fn the_key_is_not_shown() {
        assert_eq!(format!("{:?}", key()), "LocalKey(hidden)");
    }
}

//! The lock: the local key wrapped under a passcode or five words.
//!
//! Format 1, for good: Argon2id (19456 KiB, 2 passes, 1 lane, 32 bytes out) over the secret as
//! [`normalise`] reads it and a random salt of 16 bytes; XChaCha20-Poly1305 under that key with a random
//! nonce; associated data: the version byte, `tongban lock`, the salt. Stored as JSON, bytes in base64.
//! A short passcode stops borrowers, not somebody who copies the disk: five words are for that.

use argon2::{Algorithm, Argon2, Block, Params, Version};
use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::row::{LocalKey, NONCE_BYTES};
use super::secret::normalise;

const VERSION: u8 = 1;
const MEMORY_KIB: u32 = 19_456;
const PASSES: u32 = 2;
const LANES: u32 = 1;

/// The local key under a secret, as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PasscodeSlot {
    /// The format, 1.
    pub version: u8,
    #[serde(with = "base64")]
    salt: Vec<u8>,
    #[serde(with = "base64")]
    nonce: Vec<u8>,
    #[serde(with = "base64")]
    wrapped: Vec<u8>,
}

/// Why the lock did not open or close.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum LockError {
    /// The secret is not the one. A changed slot cannot be told from this.
    #[error("the passcode or the words are not right")]
    Wrong,
    /// Nothing but white space was typed.
    #[error("the passcode is empty")]
    Empty,
    /// Written by a newer Tongban.
    #[error("the lock has version {0}, which this Tongban does not know")]
    Version(u8),
    /// The slot has not the form of one.
    #[error("the lock is damaged")]
    Damaged,
    /// The device has no 19 MiB to spare at the moment.
    #[error("the device is short of memory")]
    Memory,
}

/// Wraps `key` under `secret`. `salt` and `nonce` must be fresh random bytes.
pub fn wrap(key: &LocalKey, secret: &str, salt: [u8; 16], nonce: [u8; NONCE_BYTES]) -> Result<PasscodeSlot, LockError> {
    let wrapped = cipher(secret, &salt)?
        .encrypt(XNonce::from_slice(&nonce), Payload { msg: key.bytes(), aad: &header(&salt) })
        .map_err(|_| LockError::Damaged)?;
    Ok(PasscodeSlot { version: VERSION, salt: salt.to_vec(), nonce: nonce.to_vec(), wrapped })
}

impl PasscodeSlot {
    /// Returns the local key, if `secret` is the one it was wrapped under. Takes 60 ms to half a second.
    pub fn unwrap(&self, secret: &str) -> Result<LocalKey, LockError> {
        if self.version != VERSION {
            return Err(LockError::Version(self.version));
        }
        if self.salt.len() != 16 || self.nonce.len() != NONCE_BYTES || self.wrapped.len() != 48 {
            return Err(LockError::Damaged);
        }
        let plain = cipher(secret, &self.salt)?
            .decrypt(XNonce::from_slice(&self.nonce), Payload { msg: &self.wrapped, aad: &header(&self.salt) })
            .map_err(|_| LockError::Wrong)?;
        plain.try_into().map(LocalKey::new).map_err(|_| LockError::Damaged)
    }
}

/// Seconds to wait after so many wrong tries in a row: slower each time, never a wipe.
pub fn delay_after(wrong_tries: u32) -> u32 {
    match wrong_tries {
        0..=3 => 0,
        4 => 5,
        5 => 15,
        6 => 30,
        7 => 60,
        8 => 120,
        _ => 300,
    }
}

fn cipher(secret: &str, salt: &[u8]) -> Result<XChaCha20Poly1305, LockError> {
    let secret = normalise(secret);
    if secret.is_empty() {
        return Err(LockError::Empty);
    }
    let params = Params::new(MEMORY_KIB, PASSES, LANES, Some(32)).map_err(|_| LockError::Damaged)?;
    // Reserved by hand, because a failed allocation inside would take the whole app down.
    let mut memory: Vec<Block> = Vec::new();
    memory.try_reserve_exact(params.block_count()).map_err(|_| LockError::Memory)?;
    memory.resize(params.block_count(), Block::new());
    let mut key = [0; 32];
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into_with_memory(secret.as_bytes(), salt, &mut key, &mut memory)
        .map_err(|_| LockError::Damaged)?;
    Ok(XChaCha20Poly1305::new((&key).into()))
}

fn header(salt: &[u8]) -> Vec<u8> {
    [&[VERSION], b"tongban lock".as_slice(), salt].concat()
}

mod base64 {
    use base64ct::{Base64, Encoding};
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

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

    fn key() -> LocalKey {
        LocalKey::new([7; 32])
    }

    #[test]
    fn the_lock_opens_with_its_secret_only() {
        let slot = wrap(&key(), "Tree river sun moon ice", [1; 16], [2; 24]).expect("wraps");
        assert_eq!(slot.unwrap("  tree RIVER sun\u{3000}moon ice"), Ok(key()));
        assert_eq!(slot.unwrap("tree river sun moon"), Err(LockError::Wrong));
        assert_eq!(slot.unwrap(" "), Err(LockError::Empty));
        assert_eq!(wrap(&key(), "\u{3000}", [1; 16], [2; 24]), Err(LockError::Empty));
    }

    #[test]
    fn chinese_words_open_with_and_without_spaces() {
        let slot = wrap(&key(), "的 一 是 在 不", [1; 16], [2; 24]).expect("wraps");
        assert_eq!(slot.unwrap("的一是在不"), Ok(key()));
    }

    #[test]
    fn a_changed_slot_never_opens_and_never_panics() {
        let slot = wrap(&key(), "1234", [1; 16], [2; 24]).expect("wraps");
        let cut = PasscodeSlot { salt: vec![1; 3], ..slot.clone() };
        assert_eq!(cut.unwrap("1234"), Err(LockError::Damaged));
        let newer = PasscodeSlot { version: 2, ..slot.clone() };
        assert_eq!(newer.unwrap("1234"), Err(LockError::Version(2)));
        let mut flipped = slot.clone();
        flipped.wrapped[0] ^= 1;
        assert_eq!(flipped.unwrap("1234"), Err(LockError::Wrong));
        let salted = PasscodeSlot { salt: vec![3; 16], ..slot };
        assert_eq!(salted.unwrap("1234"), Err(LockError::Wrong));
    }

    /// Saved sample of lock format 1: it must open in every later version. Never change it.
    #[test]
    fn the_saved_lock_of_format_1_opens() {
        let slot: PasscodeSlot = serde_json::from_str(SAVED_SLOT).expect("the sample is JSON");
        assert_eq!(slot.unwrap("同伴 2013"), Ok(key()));
        assert_eq!(serde_json::to_string(&slot).expect("serialises"), SAVED_SLOT);
    }

    const SAVED_SLOT: &str = r#"{"version":1,"salt":"oKGio6SlpqeoqaqrrK2urw==","nonce":"wMHCw8TFxsfIycrLzM3Oz9DR0tPU1dbX","wrapped":"cq9YZyme/1P2ItfD3W5WJb3MvB818b1K+1kdLY4pRFgOPH/MEHeGf/9FeB4zstpL"}"#;

    #[test]
    fn waiting_grows_and_ends_at_five_minutes() {
        let delays: Vec<u32> = (0..12).map(delay_after).collect();
        assert_eq!(delays, [0, 0, 0, 0, 5, 15, 30, 60, 120, 300, 300, 300]);
    }
}

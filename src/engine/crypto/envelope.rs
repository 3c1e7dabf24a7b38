//! The body of a sealed item, format 1, for good.
//!
//! ```text
//! 32   commitment to the key
//! ..   ChaCha20-Poly1305 ciphertext and tag
//! ```
//! HKDF-SHA256 over the community's key, with the header's salt and `tongban seal 1`, gives 32 bytes of key and 32 bytes
//! of commitment. The nonce is zero: each item has a key of its own, so that there is no counter that could be lost. The
//! associated data is the whole header. The commitment makes sure that a body opens under one key only.

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{ChaCha20Poly1305, Nonce};
use hkdf::Hkdf;
use relay::Item;
use relay::item::{Header, Kind};
use sha2::Sha256;

use super::keys::{CommunityKey, Sealed};

const COMMITMENT: usize = 32;
const TAG: usize = 16;

/// Seals words under a header, which names the key and holds a fresh salt.
pub fn seal_body(key: &CommunityKey, header: &Header, plain: &[u8]) -> Vec<u8> {
    let (cipher, commitment) = derive(key, header);
    let bound = header.bytes(COMMITMENT + plain.len() + TAG);
    let text = cipher.encrypt(Nonce::from_slice(&[0; 12]), Payload { msg: plain, aad: &bound });
    [commitment.as_slice(), &text.expect("an item is far shorter than the cipher's limit")].concat()
}

/// Opens the body of a sealed item.
///
/// # Errors
/// It is sealed with another key, moved under another header, or changed.
pub fn open_body(key: &CommunityKey, item: &Item) -> Result<Vec<u8>, Sealed> {
    let (commitment, text) = item.body.split_at_checked(COMMITMENT).ok_or(Sealed)?;
    if item.header.kind != Kind::Sealed || item.header.key != key.name() {
        return Err(Sealed);
    }
    let (cipher, expect) = derive(key, &item.header);
    if commitment != expect {
        return Err(Sealed);
    }
    let bound = item.header.bytes(item.body.len());
    cipher.decrypt(Nonce::from_slice(&[0; 12]), Payload { msg: text, aad: &bound }).map_err(|_| Sealed)
}

fn derive(key: &CommunityKey, header: &Header) -> (ChaCha20Poly1305, [u8; COMMITMENT]) {
    let mut both = [0; 64];
    Hkdf::<Sha256>::new(Some(&header.salt), key.bytes()).expand(b"tongban seal 1", &mut both).expect("64 bytes");
    let (key, commitment) = both.split_at(32);
    let commitment = std::array::from_fn(|at| commitment[at]);
    (ChaCha20Poly1305::new(chacha20poly1305::Key::from_slice(key)), commitment)
}

#[cfg(test)]
mod tests {
    use relay::Hash;

    use super::*;
    use crate::crypto::keys::Keys;

    fn sealed(key: &CommunityKey) -> (Keys, Item) {
        let keys = Keys::of(&[1; 32], "device");
        let header = Header {
            kind: Kind::Sealed,
            community: Hash([5; 32]),
            by: keys.id(),
            number: 2,
            previous: Hash([6; 32]),
            time: 9,
            key: key.name(),
            salt: [4; 32],
            seen: Vec::new(),
        };
        let body = seal_body(key, &header, "一起包饺子".as_bytes());
        (keys.clone(), keys.item(header, body).expect("an item"))
    }

    #[test]
    fn words_open_with_their_key_only() {
        let key = CommunityKey::new([1; 32]);
        let (_, item) = sealed(&key);
        assert_eq!(open_body(&key, &item).as_deref(), Ok("一起包饺子".as_bytes()));
        assert_eq!(open_body(&CommunityKey::new([2; 32]), &item), Err(Sealed));
    }

    /// The author signs again what was changed: even so every bit of header and body is bound to the seal.
    #[test]
    fn every_flipped_bit_is_refused_even_where_it_is_signed() {
        let key = CommunityKey::new([1; 32]);
        let (keys, item) = sealed(&key);
        let unchanged = item.bytes();
        let end = unchanged.len() - 64;
        for bit in 0..end * 8 {
            let mut changed = unchanged.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            if let Ok(read) = Item::parse(&changed) {
                let signed = keys.item(read.header.clone(), read.body.clone()).expect("an item");
                assert_eq!(open_body(&key, &signed), Err(Sealed), "bit {bit}");
            }
        }
    }

    /// Saved sample of format 1: it must open in every later version. Never change it.
    #[test]
    fn the_saved_body_of_format_1_opens() {
        let (_, item) = sealed(&CommunityKey::new([1; 32]));
        assert_eq!(Hash::of(&item.body).to_string(), SAVED);
    }

    const SAVED: &str = "7b6cb0ff8f2391367959b04559ed8c0815edc17e47faa40f640a27c18d543106";
}

//! A device's own keys, and the community's key sealed for a card.
//!
//! Both key pairs follow from one secret of 32 random bytes by HKDF-SHA256; an invitation's and the recovery words' keys
//! follow from their secrets in the same way. Keys are sealed for a card by HPKE (RFC 9180: base mode, X25519,
//! HKDF-SHA256, ChaCha20-Poly1305); stored are the encapsulated key (32 bytes) and the ciphertext (48).

use chacha20poly1305::aead::{Aead, KeyInit, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use ed25519_dalek::{Signer, SigningKey};
use hkdf::Hkdf;
use hpke::aead::ChaCha20Poly1305;
use hpke::kdf::HkdfSha256;
use hpke::kem::X25519HkdfSha256;
use hpke::rand_core::{CryptoRng, RngCore};
use hpke::{Deserializable, Kem, OpModeR, OpModeS, Serializable, single_shot_open, single_shot_seal};
use relay::deed::{NewKey, Wrapped};
use relay::item::{Header, Malformed};
use relay::{Card, CardId, Hash, Item};
use sha2::{Digest, Sha256};
use thiserror::Error;

type PrivateKey = <X25519HkdfSha256 as Kem>::PrivateKey;

const WRAP: &[u8] = b"tongban key wrap 1";
/// For what a community's key seals beside items.
const BEFORE: &[u8] = b"tongban key before 1";
const NOTE: &[u8] = b"tongban note 1";

/// Why a key or a body did not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[error("it is sealed for somebody else, or was changed")]
pub struct Sealed;

/// The secret keys of a device, an invitation or the recovery words.
#[derive(Clone)]
pub struct Keys {
    sign: SigningKey,
    receive: PrivateKey,
    card: Card,
}

impl std::fmt::Debug for Keys {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(form, "Keys({:?}, hidden)", self.card.id())
    }
}

impl Keys {
    /// The keys that follow from a secret. `what` keeps the keys of a device, an invitation and the recovery words apart.
    pub fn of(secret: &[u8], what: &str) -> Keys {
        let derive = |use_: &str| {
            let mut key = [0; 32];
            let info = format!("tongban {what} {use_} 1");
            // 32 bytes are far below what HKDF-SHA256 gives.
            Hkdf::<Sha256>::new(None, secret).expand(info.as_bytes(), &mut key).expect("32 bytes");
            key
        };
        let sign = SigningKey::from_bytes(&derive("sign"));
        let (receive, public) = X25519HkdfSha256::derive_keypair(&derive("receive"));
        let card = Card { sign: sign.verifying_key().to_bytes(), receive: public.to_bytes().into() };
        Keys { sign, receive, card }
    }

    /// The public card.
    pub fn card(&self) -> Card {
        self.card
    }

    /// The card's name.
    pub fn id(&self) -> CardId {
        self.card.id()
    }

    /// The secret to the card's point: it also opens the backups that are sealed for this card.
    pub fn receive_secret(&self) -> [u8; 32] {
        self.receive.to_bytes().into()
    }

    /// Puts an item together and signs it.
    ///
    /// # Errors
    /// It would be too large or otherwise not in order.
    pub fn item(&self, header: Header, body: Vec<u8>) -> Result<Item, Malformed> {
        Item::make(header, body, |bytes| self.sign.sign(bytes).to_bytes())
    }

    /// Signs bytes.
    pub fn sign(&self, bytes: &[u8]) -> [u8; 64] {
        self.sign.sign(bytes).to_bytes()
    }

    /// Opens a key that was sealed for this card.
    ///
    /// # Errors
    /// It was not, or it was changed.
    pub fn open(&self, community: Hash, wrapped: &Wrapped) -> Result<CommunityKey, Sealed> {
        let (point, text) = wrapped.0.split_at_checked(32).ok_or(Sealed)?;
        let point = <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(point).map_err(|_| Sealed)?;
        let plain = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
            &OpModeR::Base,
            &self.receive,
            &point,
            &info(community),
            text,
            &self.id().0,
        );
        plain.map_err(|_| Sealed)?.try_into().map(CommunityKey).map_err(|_| Sealed)
    }
}

/// The key with which a community seals its items, until somebody goes.
#[derive(Clone, PartialEq, Eq)]
pub struct CommunityKey([u8; 32]);

impl std::fmt::Debug for CommunityKey {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str("CommunityKey(hidden)")
    }
}

impl CommunityKey {
    /// A key of 32 random bytes.
    pub fn new(random: [u8; 32]) -> CommunityKey {
        CommunityKey(random)
    }

    /// Its bytes, to be kept in a sealed row of this device.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// Its name.
    pub fn name(&self) -> [u8; 8] {
        let mut digest = Sha256::new();
        digest.update(b"tongban key name 1");
        digest.update(self.0);
        let whole: [u8; 32] = digest.finalize().into();
        std::array::from_fn(|at| whole[at])
    }

    /// Seals the key for a card. `random` must be fresh for each card.
    pub fn wrap(&self, community: Hash, card: &Card, random: [u8; 32]) -> Wrapped {
        let sealed = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&card.receive).and_then(|public| {
            single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(
                &OpModeS::Base,
                &public,
                &info(community),
                &self.0,
                &card.id().0,
                &mut Fed(random, 0),
            )
        });
        // A card with a point of no use gets nothing that anybody could open.
        let bytes = sealed.map(|(point, text)| [point.to_bytes().as_slice(), &text].concat());
        Wrapped(bytes.unwrap_or_default())
    }

    /// This key as a community's new one: for each of `to`, and the keys before it sealed under it.
    pub fn announce<'a>(
        &self,
        community: Hash,
        before: &[&CommunityKey],
        to: impl IntoIterator<Item = &'a Card>,
        random: [u8; 32],
    ) -> NewKey {
        let fresh = |card: &Card| {
            let mut digest = Sha256::new();
            digest.update(random);
            digest.update(card.id().0);
            digest.finalize().into()
        };
        let to = to.into_iter().map(|card| (card.id(), self.wrap(community, card, fresh(card)))).collect();
        let carries = Wrapped(before.iter().flat_map(|key| key.name()).collect());
        let keys: Vec<u8> = before.iter().flat_map(|key| key.0).collect();
        NewKey { name: self.name(), to, carries, before: Wrapped(self.shut(BEFORE, community, &keys, random)) }
    }

    /// Opens the keys before this one.
    ///
    /// # Errors
    /// They were changed, or are another community's.
    pub fn before(&self, community: Hash, wrapped: &Wrapped) -> Result<Vec<CommunityKey>, Sealed> {
        let plain = self.unshut(BEFORE, community, &wrapped.0)?;
        plain.chunks(32).map(|key| key.try_into().map(CommunityKey).map_err(|_| Sealed)).collect()
    }

    /// Seals what is kept nowhere. `random` must be fresh for each note.
    pub fn seal_note(&self, community: Hash, plain: &[u8], random: [u8; 32]) -> Vec<u8> {
        self.shut(NOTE, community, plain, random)
    }

    /// Opens what [`CommunityKey::seal_note`] sealed.
    ///
    /// # Errors
    /// It was changed, or is another community's.
    pub fn open_note(&self, community: Hash, sealed: &[u8]) -> Result<Vec<u8>, Sealed> {
        self.unshut(NOTE, community, sealed)
    }

    /// Seals for one use: nonce (24 bytes) and XChaCha20-Poly1305 text, bound to the use and the community.
    fn shut(&self, used_for: &[u8], community: Hash, plain: &[u8], random: [u8; 32]) -> Vec<u8> {
        let nonce: [u8; 24] = std::array::from_fn(|at| random[at]);
        let place = Payload { msg: plain, aad: &[used_for, &community.0].concat() };
        let sealed = self.under(used_for).encrypt(XNonce::from_slice(&nonce), place).unwrap_or_default();
        [nonce.as_slice(), &sealed].concat()
    }

    fn unshut(&self, used_for: &[u8], community: Hash, sealed: &[u8]) -> Result<Vec<u8>, Sealed> {
        let (nonce, text) = sealed.split_at_checked(24).ok_or(Sealed)?;
        let place = Payload { msg: text, aad: &[used_for, &community.0].concat() };
        self.under(used_for).decrypt(XNonce::from_slice(nonce), place).map_err(|_| Sealed)
    }

    /// The cipher for one use: of a key of its own, so that the community's key is used for one thing only.
    fn under(&self, used_for: &[u8]) -> XChaCha20Poly1305 {
        let mut key = [0; 32];
        Hkdf::<Sha256>::new(None, &self.0).expand(used_for, &mut key).expect("32 bytes");
        XChaCha20Poly1305::new((&key).into())
    }
}

fn info(community: Hash) -> Vec<u8> {
    [WRAP, &community.0].concat()
}

/// Random bytes that came in as a value, handed over once. The library asks for 32 bytes for one key pair.
struct Fed([u8; 32], usize);

impl RngCore for Fed {
    fn next_u32(&mut self) -> u32 {
        let mut bytes = [0; 4];
        self.fill_bytes(&mut bytes);
        u32::from_le_bytes(bytes)
    }

    fn next_u64(&mut self) -> u64 {
        let mut bytes = [0; 8];
        self.fill_bytes(&mut bytes);
        u64::from_le_bytes(bytes)
    }

    fn fill_bytes(&mut self, to: &mut [u8]) {
        for byte in to {
            // Never the same twice, should a later version of the library ask for more.
            assert!(self.1 < self.0.len(), "one key pair takes 32 random bytes");
            *byte = self.0[self.1];
            self.1 += 1;
        }
    }
}

impl CryptoRng for Fed {}

#[cfg(test)]
#[path = "keys_vectors.rs"]
mod vectors;

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Hash = Hash([5; 32]);

    #[test]
    fn a_key_opens_for_its_card_and_community_only() {
        let (mei, lin) = (Keys::of(&[1; 32], "device"), Keys::of(&[2; 32], "device"));
        let key = CommunityKey::new([9; 32]);
        let wrapped = key.wrap(HERE, &mei.card(), [3; 32]);
        assert_eq!(wrapped.0.len(), 80);
        assert_eq!(mei.open(HERE, &wrapped), Ok(key.clone()));
        assert_eq!(lin.open(HERE, &wrapped), Err(Sealed));
        assert_eq!(mei.open(Hash([6; 32]), &wrapped), Err(Sealed));
        for bit in 0..wrapped.0.len() * 8 {
            let mut changed = wrapped.clone();
            changed.0[bit / 8] ^= 1 << (bit % 8);
            // X25519 ignores the highest bit of a point: the key schedule binds it all the same.
            assert_eq!(mei.open(HERE, &changed), Err(Sealed), "bit {bit}");
        }
        for length in 0..wrapped.0.len() {
            assert_eq!(mei.open(HERE, &Wrapped(wrapped.0[..length].to_vec())), Err(Sealed));
        }
    }

    #[test]
    fn a_new_key_leads_back_to_the_one_before() {
        let mei = Keys::of(&[1; 32], "device");
        let (old, new) = (CommunityKey::new([1; 32]), CommunityKey::new([2; 32]));
        let announced = new.announce(HERE, &[&old], [&mei.card()], [7; 32]);
        assert_eq!(announced.name, new.name());
        let opened = mei.open(HERE, &announced.to[&mei.id()]).expect("it is for this card");
        assert_eq!(opened.before(HERE, &announced.before), Ok(vec![old.clone()]));
        assert_eq!(old.before(HERE, &announced.before), Err(Sealed), "never the other way round");
        assert!(announced.leads_to(&old.name()) && announced.leads_to(&new.name()) && !announced.leads_to(&[0; 8]));
    }

    #[test]
    fn what_the_keys_are_for_keeps_them_apart() {
        let of = |what: &str| Keys::of(&[1; 32], what).id();
        assert_ne!(of("device"), of("invitation"));
        assert_eq!(of("device"), of("device"));
        assert!(!format!("{:?} {:?}", Keys::of(&[1; 32], "x"), CommunityKey::new([1; 32])).contains("[1"));
    }

    /// Saved sample: these derivations are for good.
    #[test]
    fn the_saved_card_is_the_same() {
        assert_eq!(Keys::of(&[7; 32], "device").id().to_string(), SAVED_DEVICE);
        let name: String = CommunityKey::new([7; 32]).name().iter().map(|byte| format!("{byte:02x}")).collect();
        assert_eq!(name, SAVED_NAME);
    }

    const SAVED_DEVICE: &str = "d035d6b47d6aaf59a2647a826ff11942";
    const SAVED_NAME: &str = "579e6b0c237dccb2";
}

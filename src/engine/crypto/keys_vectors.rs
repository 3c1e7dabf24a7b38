//! Known answers: RFC 9180's own for the seal of a key, and saved samples of ours.

use data_encoding::HEXLOWER;
use hpke::{setup_receiver, setup_sender};

use super::*;

fn hex(text: &str) -> Vec<u8> {
    HEXLOWER.decode(text.as_bytes()).expect("it is hex")
}

fn of_32(text: &str) -> [u8; 32] {
    hex(text).try_into().expect("32 bytes")
}

// RFC 9180, A.2.1: DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, ChaCha20Poly1305, base mode.
const INFO: &str = "4f6465206f6e2061204772656369616e2055726e";
const IKM_E: &str = "909a9b35d3dc4713a5e72a4da274b55d3d3821a37e5d099e74a647db583a904b";
const IKM_R: &str = "1ac01f181fdf9f352797655161c58b75c656a6cc2716dcb66372da835542e1df";
const SK_RM: &str = "8057991eef8f1f1af18f4a9491d16a1ce333f695d4db8e38da75975c4478e0fb";
const PK_RM: &str = "4310ee97d88cc1f088a5576c77ab0cf5c3ac797f3d95139c6c84b5429c59662a";
const ENC: &str = "1afa08d3dec047a643885163f1180476fa7ddb54c6a8029ea33f95796bf2ac4a";
const PLAIN: &[u8] = b"Beauty is truth, truth beauty";
const SEALED: [(u32, &str); 6] = [
    (0, "1c5250d8034ec2b784ba2cfd69dbdb8af406cfe3ff938e131f0def8c8b60b4db21993c62ce81883d2dd1b51a28"),
    (1, "6b53c051e4199c518de79594e1c4ab18b96f081549d45ce015be002090bb119e85285337cc95ba5f59992dc98c"),
    (2, "71146bd6795ccc9c49ce25dda112a48f202ad220559502cef1f34271e0cb4b02b4f10ecac6f48c32f878fae86b"),
    (4, "63357a2aa291f5a4e5f27db6baa2af8cf77427c7c1a909e0b37214dd47db122bb153495ff0b02e9e54a50dbe16"),
    (255, "18ab939d63ddec9f6ac2b60d61d36a7375d2070c9b683861110757062c52b8880a5f6b3936da9cd6c23ef2a95c"),
    (256, "7a4a13e9ef23978e2c520fd4d2e757514ae160cd0cd05e556ef692370ca53076214c0c40d4c728d6ed9e727a5b"),
];
const EXPORTS: [(&[u8], &str); 3] = [
    (b"", "4bbd6243b8bb54cec311fac9df81841b6fd61f56538a775e7c80a9f40160606e"),
    (&[0], "8c1df14732580e5501b00f82b10a1647b40713191b7c1240ac80e2b68808ba69"),
    (b"TestContext", "5acb09211139c43b3090489a9da433e8a30ee7188ba8b0a9a1ccf0c229283e53"),
];

fn private() -> PrivateKey {
    PrivateKey::from_bytes(&hex(SK_RM)).expect("a private key")
}

fn point() -> <X25519HkdfSha256 as Kem>::EncappedKey {
    <X25519HkdfSha256 as Kem>::EncappedKey::from_bytes(&hex(ENC)).expect("a point")
}

#[test]
fn key_pairs_follow_from_their_secret_as_in_rfc_9180() {
    let (private, public) = X25519HkdfSha256::derive_keypair(&hex(IKM_R));
    assert_eq!(private.to_bytes().as_slice(), hex(SK_RM));
    assert_eq!(public.to_bytes().as_slice(), hex(PK_RM));
}

#[test]
fn what_rfc_9180_sealed_opens() {
    let plain = single_shot_open::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private(),
        &point(),
        &hex(INFO),
        &hex(SEALED[0].1),
        b"Count-0",
    );
    assert_eq!(plain.expect("it opens"), PLAIN);
    let mut context = setup_receiver::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256>(
        &OpModeR::Base,
        &private(),
        &point(),
        &hex(INFO),
    )
    .expect("a context");
    for (context_bytes, expect) in EXPORTS {
        let mut exported = [0; 32];
        context.export(context_bytes, &mut exported).expect("it is short");
        assert_eq!(exported.as_slice(), hex(expect));
    }
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&hex(PK_RM)).expect("a public key");
    let mut random = Fed(of_32(IKM_E), 0);
    let (enc, mut sender) = setup_sender::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(
        &OpModeS::Base,
        &public,
        &hex(INFO),
        &mut random,
    )
    .expect("a context");
    assert_eq!(enc.to_bytes().as_slice(), hex(ENC));
    for number in 0..=256 {
        let bound = format!("Count-{number}");
        let sealed = sender.seal(PLAIN, bound.as_bytes()).expect("it seals");
        if let Some((_, expect)) = SEALED.iter().find(|(known, _)| *known == number) {
            assert_eq!(sealed, hex(expect), "{number}");
        }
        assert_eq!(context.open(&sealed, bound.as_bytes()).expect("it opens"), PLAIN, "{number}");
    }
}

#[test]
fn what_is_sealed_here_is_what_rfc_9180_seals() {
    let public = <X25519HkdfSha256 as Kem>::PublicKey::from_bytes(&hex(PK_RM)).expect("a public key");
    let sealed = single_shot_seal::<ChaCha20Poly1305, HkdfSha256, X25519HkdfSha256, _>(
        &OpModeS::Base,
        &public,
        &hex(INFO),
        PLAIN,
        b"Count-0",
        &mut Fed(of_32(IKM_E), 0),
    );
    let (enc, text) = sealed.expect("it seals");
    assert_eq!((enc.to_bytes().as_slice(), text), (hex(ENC).as_slice(), hex(SEALED[0].1)));
}

/// Saved samples of format 1: they must open in every later version. Never change them.
#[test]
fn saved_keys_open() {
    let (here, mei) = (Hash([5; 32]), Keys::of(&[1; 32], "device"));
    let (old, new) = (CommunityKey::new([1; 32]), CommunityKey::new([2; 32]));
    assert_eq!(new.wrap(here, &mei.card(), [3; 32]).0, hex(WRAPPED));
    assert_eq!(mei.open(here, &Wrapped(hex(WRAPPED))), Ok(new.clone()));
    let announced = new.announce(here, &[&old], [&mei.card()], [7; 32]);
    assert_eq!((announced.before.0, announced.carries.0), (hex(BEFORE), hex(CARRIES)));
    assert_eq!(new.before(here, &Wrapped(hex(BEFORE))), Ok(vec![old]));
}

const WRAPPED: &str = "90ab790ecbf0704232ffe9436faeccc913b66a60e99c688a40bba4d5e2e614509e944b2f8cd2e3b74166f738fb50f5db1bf29392a06539cfbdbe0d438f87e09f831c7cec74335e02af8719ec47a679a4";
const BEFORE: &str = "070707070707070707070707070707070707070707070707c69845c053ae6ef8070db9132012debe1e396dc437807d6f85bdfe1043dc50e8c9108a1e87362e2ea370c813066f7ae9";
const CARRIES: &str = "69ad2b508692cca0";

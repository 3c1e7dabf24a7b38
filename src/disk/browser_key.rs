//! A key that the browser keeps and never shows (WebCrypto, AES-GCM, not extractable), and its random bytes.
//!
//! It keeps a thief who copies files from reading the local key as plain bytes; it is no lock.

use js_sys::{Array, Object, Promise, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Crypto, CryptoKey, SubtleCrypto};

const NONCE_BYTES: usize = 12;

/// Fills `bytes` with random bytes of the browser (in a window or a worker).
pub fn random(bytes: &mut [u8]) {
    // 65,536 bytes at a time is all that `getRandomValues` gives.
    for part in bytes.chunks_mut(65_536) {
        crypto()
            .and_then(|crypto| crypto.get_random_values_with_u8_array(part).ok())
            .expect("every browser of the floor has getRandomValues, and it cannot fail on so few bytes");
    }
}

/// A new key, or `None` where the browser has none to give (no secure context, Lockdown).
pub(crate) async fn generate() -> Option<JsValue> {
    let usages = Array::of2(&"encrypt".into(), &"decrypt".into());
    let kind = object(&[("name", "AES-GCM".into()), ("length", 256.into())])?;
    let promise = subtle()?.generate_key_with_object(&kind, false, &usages).ok()?;
    let key = settled(promise.unchecked_into()).await?;
    key.dyn_ref::<CryptoKey>().is_some_and(|key| !key.extractable()).then_some(key)
}

/// The nonce, then the ciphertext.
pub(crate) async fn seal(key: &JsValue, plain: &[u8]) -> Option<Vec<u8>> {
    let mut sealed = vec![0; NONCE_BYTES];
    random(&mut sealed);
    let promise = subtle()?.encrypt_with_object_and_u8_array(&algorithm(&sealed)?, key.dyn_ref()?, plain).ok()?;
    sealed.extend(Uint8Array::new(&settled(promise.unchecked_into()).await?).to_vec());
    Some(sealed)
}

/// `None` when `key` is not a key, or another one.
pub(crate) async fn open(key: &JsValue, sealed: &[u8]) -> Option<Vec<u8>> {
    let (nonce, text) = sealed.split_at_checked(NONCE_BYTES)?;
    let promise = subtle()?.decrypt_with_object_and_u8_array(&algorithm(nonce)?, key.dyn_ref()?, text).ok()?;
    Some(Uint8Array::new(&settled(promise.unchecked_into()).await?).to_vec())
}

fn crypto() -> Option<Crypto> {
    Reflect::get(&js_sys::global(), &"crypto".into()).ok()?.dyn_into().ok()
}

/// Without a secure context there are random bytes, but no `subtle`: web-sys would hand out `undefined`.
fn subtle() -> Option<SubtleCrypto> {
    Reflect::get(crypto()?.as_ref(), &"subtle".into()).ok()?.dyn_into().ok()
}

fn algorithm(nonce: &[u8]) -> Option<Object> {
    object(&[("name", "AES-GCM".into()), ("iv", Uint8Array::from(nonce).into())])
}

fn object(fields: &[(&str, JsValue)]) -> Option<Object> {
    let object = Object::new();
    for (name, value) in fields {
        Reflect::set(&object, &(*name).into(), value).ok()?;
    }
    Some(object)
}

async fn settled(promise: Promise) -> Option<JsValue> {
    JsFuture::from(promise).await.ok()
}

//! Room on the disk, and the browser's promise not to clear it away.

use js_sys::{Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{StorageEstimate, StorageManager};

/// What the browser says about this site's storage. `None`: it does not say.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Space {
    /// Whether the browser promised not to evict it.
    pub kept: Option<bool>,
    /// Bytes used, roughly.
    pub used: Option<f64>,
    /// Bytes allowed, roughly. Not a promise: the disk itself may be fuller.
    pub allowed: Option<f64>,
}

impl Space {
    /// Bytes that are left, roughly.
    pub fn left(&self) -> Option<f64> {
        Some((self.allowed? - self.used?).max(0.0))
    }
}

/// What the browser says now.
pub async fn space() -> Space {
    let Some(storage) = storage() else { return Space::default() };
    let kept = yes_or_no(storage.persisted()).await;
    let estimate = settled(storage.estimate()).await.map(JsCast::unchecked_into::<StorageEstimate>);
    Space {
        kept,
        used: estimate.as_ref().and_then(StorageEstimate::get_usage),
        allowed: estimate.as_ref().and_then(StorageEstimate::get_quota),
    }
}

/// Asks the browser to keep the storage. Firefox asks the person: call it after a tap that explains it.
pub async fn ask_to_keep() -> Option<bool> {
    yes_or_no(storage()?.persist()).await
}

/// Whether the browser says anything about its storage.
pub(crate) fn is_told() -> bool {
    storage().is_some()
}

fn storage() -> Option<StorageManager> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    Reflect::get(&navigator, &"storage".into()).ok()?.dyn_into().ok()
}

async fn yes_or_no<T>(promise: Result<Promise<T>, JsValue>) -> Option<bool> {
    settled(promise).await?.as_bool()
}

async fn settled<T>(promise: Result<Promise<T>, JsValue>) -> Option<JsValue> {
    JsFuture::from(promise.ok()?.unchecked_into::<Promise>()).await.ok()
}

/// The names of all databases here; empty where the browser does not say.
pub async fn databases() -> Vec<String> {
    let ask = async {
        let factory = js_sys::Reflect::get(&js_sys::global(), &"indexedDB".into())?;
        let list: js_sys::Function = js_sys::Reflect::get(&factory, &"databases".into())?.dyn_into()?;
        let answer: js_sys::Promise = list.call0(&factory)?.dyn_into()?;
        let found = js_sys::Array::from(&wasm_bindgen_futures::JsFuture::from(answer).await?);
        let name = |one: JsValue| js_sys::Reflect::get(&one, &"name".into()).ok()?.as_string();
        Ok::<_, JsValue>(found.iter().filter_map(name).collect())
    };
    ask.await.unwrap_or_default()
}

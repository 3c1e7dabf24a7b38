//! Files that leave the app: saved by the browser, passed on through the share sheet, or copied as text where neither works.

use engine::domain::Now;
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser;

/// Whether this browser is one of those that save no files.
pub fn saves_none() -> bool {
    window().navigator().user_agent().unwrap_or_default().contains("MicroMessenger")
}

/// A file, ready to be handed out.
#[derive(Clone)]
pub struct Ready {
    /// Its name.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// The name of a backup of today.
pub fn name(now: &Now) -> String {
    format!("tongban-{}-{}.age", now.today(), now.time().format("%H%M"))
}

impl Ready {
    /// Hands it to the browser to be saved.
    ///
    /// # Errors
    /// The browser does not.
    pub fn save(&self) -> Result<(), JsValue> {
        browser::download_bytes(&self.name, &self.bytes)
    }

    /// What the share sheet is given; `None` where the browser would not take this very file.
    fn shared(&self) -> Option<js_sys::Object> {
        let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(self.bytes.as_slice()));
        let kind = web_sys::FilePropertyBag::new();
        kind.set_type("application/octet-stream");
        let file = web_sys::File::new_with_u8_array_sequence_and_options(&parts, &self.name, &kind).ok()?;
        let data = js_sys::Object::new();
        js_sys::Reflect::set(&data, &"files".into(), &js_sys::Array::of1(&file)).ok()?;
        let answer = method("canShare")?.call1(&window().navigator(), &data).ok()?;
        answer.is_truthy().then_some(data)
    }

    /// Whether it can be passed on.
    pub fn can_pass(&self) -> bool {
        method("share").is_some() && self.shared().is_some()
    }

    /// Passes it on, at once in the answer to a tap; tells whether it went.
    pub async fn pass(&self) -> bool {
        let promise = self.shared().and_then(|data| method("share")?.call1(&window().navigator(), &data).ok());
        match promise {
            Some(promise) => JsFuture::from(promise.unchecked_into::<js_sys::Promise>()).await.is_ok(),
            None => false,
        }
    }
}

fn method(name: &str) -> Option<js_sys::Function> {
    js_sys::Reflect::get(&window().navigator(), &name.into()).ok()?.dyn_into().ok()
}

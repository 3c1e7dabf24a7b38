//! Keeps the screen awake while a part runs, and buzzes once, gently. Both where the device can.

use js_sys::{Function, Reflect};
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// Holds a wake lock until the screen that asked is gone; taken again when the page becomes visible.
///
/// By name, not by `web-sys`' own types: those are called unstable there.
pub fn keep_awake() {
    let held = StoredValue::new_local(None::<JsValue>);
    let take = move || {
        leptos::task::spawn_local(async move {
            if let Some(sentinel) = ask().await {
                held.try_set_value(Some(sentinel));
            }
        });
    };
    take();
    let seen = window_event_listener(ev::visibilitychange, move |_| {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            take();
        }
    });
    on_cleanup(move || {
        seen.remove();
        if let Some(Some(sentinel)) = held.try_get_value() {
            call(&sentinel, "release", &[]);
        }
    });
}

async fn ask() -> Option<JsValue> {
    let lock = Reflect::get(&window().navigator(), &"wakeLock".into()).ok().filter(|lock| !lock.is_undefined())?;
    let asked: js_sys::Promise = call(&lock, "request", &["screen".into()])?.dyn_into().ok()?;
    JsFuture::from(asked).await.ok()
}

fn call(object: &JsValue, name: &str, values: &[JsValue]) -> Option<JsValue> {
    let function: Function = Reflect::get(object, &name.into()).ok()?.dyn_into().ok()?;
    function.apply(object, &values.iter().collect::<js_sys::Array>()).ok()
}

/// One short buzz.
pub fn buzz() {
    if Reflect::has(&window().navigator(), &"vibrate".into()).unwrap_or(false) {
        window().navigator().vibrate_with_duration(200);
    }
}

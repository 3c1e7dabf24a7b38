//! Keeps the screen awake while a part runs, and buzzes once, gently. Both where the device can.

use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Holds a wake lock until the screen that asked is gone; taken again when the page becomes visible.
pub fn keep_awake() {
    let held = StoredValue::new_local(None::<web_sys::WakeLockSentinel>);
    let take = move || {
        leptos::task::spawn_local(async move {
            let known = js_sys::Reflect::has(&window().navigator(), &"wakeLock".into()).unwrap_or(false);
            if !known {
                return;
            }
            let asked = window().navigator().wake_lock().request(web_sys::WakeLockType::Screen);
            if let Ok(sentinel) = JsFuture::from(asked).await {
                held.try_set_value(sentinel.dyn_into().ok());
            }
        });
    };
    take();
    let seen = document_listener(move || {
        if document().visibility_state() == web_sys::VisibilityState::Visible {
            take();
        }
    });
    on_cleanup(move || {
        seen.remove();
        if let Some(Some(sentinel)) = held.try_get_value() {
            drop(sentinel.release());
        }
    });
}

fn document_listener(on_change: impl Fn() + 'static) -> WindowListenerHandle {
    window_event_listener(ev::visibilitychange, move |_| on_change())
}

/// One short buzz.
pub fn buzz() {
    if js_sys::Reflect::has(&window().navigator(), &"vibrate".into()).unwrap_or(false) {
        window().navigator().vibrate_with_duration(200);
    }
}

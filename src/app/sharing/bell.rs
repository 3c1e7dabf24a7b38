//! The bell: wakes the courier when something was written, came, or may have come.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use crate::shell::Shell;

thread_local! {
    static RUNG: Cell<bool> = const { Cell::new(false) };
    static SLEEPER: RefCell<Option<js_sys::Function>> = const { RefCell::new(None) };
}

/// Rings.
pub fn ring() {
    RUNG.set(true);
    if let Some(wake) = SLEEPER.take() {
        wake.call0(&JsValue::NULL).ok();
    }
}

/// Sleeps until it rings, `ms` at most.
pub async fn wait(ms: i32) {
    if !RUNG.replace(false) {
        let promise = js_sys::Promise::new(&mut |wake, _| {
            window().set_timeout_with_callback_and_timeout_and_arguments_0(&wake, ms).ok();
            SLEEPER.set(Some(wake));
        });
        JsFuture::from(promise).await.ok();
        SLEEPER.take();
        RUNG.set(false);
    }
}

/// Rings it whenever the shell has something to send, the network comes back, or the page is looked at again.
pub fn hang(shell: Shell) {
    shell.on_unsent(Rc::new(ring));
    for event in ["online", "focus", "pageshow", "visibilitychange"] {
        window_event_listener_untyped(event, |_| ring());
    }
}

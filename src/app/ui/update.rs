//! Network and version: a quiet line without a network; a new version is offered, never forced.

use engine::words::screens::COMMON;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};

use super::live;
use super::parts::*;

/// "No network" and "a new version is here".
#[component]
pub fn UpdateBanner() -> impl IntoView {
    let offline = RwSignal::new(!window().navigator().on_line());
    let waiting = RwSignal::new(function("tongbanUpdate").is_some() && flag("tongbanUpdateWaiting"));
    let handles = [
        window_event_listener(ev::Custom::<ev::Event>::new("offline"), move |_| offline.set(true)),
        window_event_listener(ev::Custom::<ev::Event>::new("online"), move |_| offline.set(false)),
        window_event_listener(ev::Custom::<ev::Event>::new("tongban-update"), move |_| waiting.set(true)),
    ];
    on_cleanup(move || handles.into_iter().for_each(|handle| handle.remove()));
    let update = Callback::new(|()| {
        if let Some(update) = function("tongbanUpdate") {
            update.call0(&JsValue::NULL).ok();
        }
    });
    view! {
        {live(move || offline.get().then(|| view! { <Banner text=COMMON.offline/> }))}
        {live(move || waiting.get().then(|| view! { <Banner text=COMMON.update action=COMMON.update_now on_action=update/> }))}
    }
}

fn function(name: &str) -> Option<js_sys::Function> {
    js_sys::Reflect::get(&window(), &name.into()).ok()?.dyn_into().ok()
}

fn flag(name: &str) -> bool {
    js_sys::Reflect::get(&window(), &name.into()).is_ok_and(|value| value.is_truthy())
}

//! Tongban in the browser. Everything that touches the browser is here or in `disk`; what is decided is in `engine`.
//!
//! # Where to start
//! [`start`] paints the first screen. `boot` finds out what state the device is in; `shell` steps the machine and
//! carries out its effects; `sharing` carries what passes between phones; `aside` keeps long work away from the page; `ui` has one file for each screen, built from `ui::parts`.

mod aside;
mod backing;
mod boot;
mod browser;
mod clock;
mod library;
mod pinyin;
mod sharing;
mod shell;
mod sound;
mod ui;

use wasm_bindgen::prelude::wasm_bindgen;

/// Mounts the app over the static shell. A worker has no page to mount it on: see `aside`.
#[wasm_bindgen(start)]
pub fn start() {
    if web_sys::window().is_none() {
        return;
    }
    leptos::mount::mount_to_body(ui::App);
    browser::remove("shell");
}

/// Does a task in a worker and says what comes of it: see `aside`.
#[wasm_bindgen]
pub fn work(task: String, files: js_sys::Array, module: u8, say: js_sys::Function) {
    wasm_bindgen_futures::spawn_local(async move {
        match ui::book::does(module.into()).await {
            Ok(does) => aside::tasks::by_worker(does, task, files, say).await,
            Err(_) => drop(say.call1(&wasm_bindgen::JsValue::NULL, &"missing".into())),
        }
    });
}

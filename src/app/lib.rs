//! Tongban in the browser. Everything that touches the browser is here or in `disk`; what is decided is in `engine`.
//!
//! # Where to start
//! [`start`] paints the first screen. `boot` finds out what state the device is in; `shell` steps the machine and
//! carries out its effects; `sharing` carries what passes between phones; `ui` has one file for each screen, built from `ui::parts`.

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

/// Mounts the app over the static shell.
#[wasm_bindgen(start)]
pub fn start() {
    leptos::mount::mount_to_body(ui::App);
    browser::remove("shell");
}

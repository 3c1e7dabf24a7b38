//! The hands, eyes and misfortunes with which Tongban is tried in real browsers.
//!
//! # Where to start
//! A test takes a [`site::Site`] (the built app on a port), starts a [`browser::Browser`] and works through a
//! [`hand::Hand`], which finds things as a person does: by visible words and roles. A [`peer::Peer`] strings such
//! acts together into the steps of a session. [`faults`] breaks storage,
//! clock and network under the running page; [`care`] looks for what shuts people out. `harness.rs` tries all
//! this on a page of its own, so that a failing story is the app's fault.
//!
//! Nothing here may name a CSS class or an inner structure of the app. The agreed hooks are the hash addresses
//! of `engine::sync`, the words of `engine::words`, and `data-save` on the chip.

pub mod backups;
pub mod browser;
pub mod care;
pub mod driver;
pub mod faults;
pub mod hand;
pub mod paper;
pub mod peer;
pub mod places;
pub mod processes;
pub mod relay;
pub mod sharing;
pub mod site;
pub mod wire;

use std::path::PathBuf;

/// Returns the workspace's folder.
pub fn root() -> PathBuf {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let here = here.canonicalize().unwrap_or(here);
    here.parent().map(PathBuf::from).unwrap_or(here)
}

/// Returns a folder below `target/`, made if it is not there.
pub fn target(folder: &str) -> PathBuf {
    let path = root().join("target").join(folder);
    std::fs::create_dir_all(&path).unwrap_or_else(|cause| panic!("{} could not be made: {cause}", path.display()));
    path
}

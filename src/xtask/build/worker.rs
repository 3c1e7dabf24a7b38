//! The relay: compiled, bound, and put beside its shim and workerd's configuration into `target/worker`.

use super::cache;
use crate::run::{self, step};
use crate::{Error, Result, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use wasm_bindgen_cli_support::Bindgen;

/// What is handed out as it lies in `worker/`.
const AS_IT_IS: [&str; 2] = ["shim.js", "workerd.capnp"];

/// The script that the crate `worker` brings along.
const SNIPPET: &str = "./worker.js";

/// Builds the relay and returns its folder.
pub fn build() -> Result<PathBuf> {
    let _turn = cache::turn()?;
    let arguments = ["build", "--release", "--package", "relay-worker", "--target", "wasm32-unknown-unknown"];
    step("compile the relay", || run::run(&mut run::cargo(&arguments)))?;
    let compiled = workspace::target().join("wasm32-unknown-unknown/release/relay_worker.wasm");
    let folder = workspace::target().join("worker");
    let key = workspace::digest(&workspace::read(&compiled)?);
    let mark = folder.join("made-from");
    if !fs::read(&mark).is_ok_and(|from| from == key.as_bytes()) {
        workspace::remove_folder(&folder)?;
        bind(&compiled, &folder).map_err(|cause| Error::Bindgen(format!("{cause:#}")))?;
        flatten(&folder)?;
        workspace::write(&mark, key.as_bytes())?;
    }
    for name in AS_IT_IS {
        let bytes = workspace::read(&workspace::root().join("worker").join(name))?;
        workspace::write(&folder.join(name), &bytes)?;
    }
    Ok(folder)
}

/// The crate `worker` brings one script of its own, in a folder named by a hash; workerd's configuration wants a plain name.
fn flatten(folder: &Path) -> Result<()> {
    let script = folder.join("relay_bg.js");
    let mut text = String::from_utf8_lossy(&workspace::read(&script)?).into_owned();
    for path in workspace::files_below(&folder.join("snippets")) {
        let below = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        text = text.replace(&format!("./{below}"), SNIPPET);
        workspace::write(&folder.join(SNIPPET), &workspace::read(&path)?)?;
    }
    workspace::write(&script, text.as_bytes())
}

fn bind(compiled: &Path, folder: &Path) -> std::result::Result<(), Box<dyn std::error::Error>> {
    Bindgen::new()
        .input_path(compiled)
        .out_name("relay")
        .bundler(true)?
        .typescript(false)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(folder)?;
    Ok(())
}

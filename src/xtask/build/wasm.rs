//! The wasm module: cargo, then wasm-bindgen, then wasm-opt.

use super::{Options, cache};
use crate::run::{self, step};
use crate::{Error, Result, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use wasm_bindgen_cli_support::Bindgen;

/// A compiled module and the JavaScript that starts it.
#[derive(Debug, Clone)]
pub struct Module {
    /// The ES module that wasm-bindgen wrote.
    pub script: Vec<u8>,
    /// The wasm.
    pub wasm: Vec<u8>,
    /// Scripts that a dependency brought along, as paths below `snippets/`.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// Compiles the package `app`.
pub fn build(options: Options) -> Result<Module> {
    let compiled = step("compile the app", || compile(options))?;
    let raw = workspace::read(&compiled)?;
    let module = bind(&compiled, &raw, options)?;
    if options.debug {
        return Ok(module);
    }
    let wasm = step("make the wasm smaller", || optimise(&module.wasm))?;
    Ok(Module { wasm, ..module })
}

fn compile(options: Options) -> Result<PathBuf> {
    let mut arguments = vec!["build", "--package", "app", "--lib"];
    arguments.extend(["--target", "wasm32-unknown-unknown"]);
    if !options.debug {
        arguments.push("--release");
    }
    if options.workshop {
        arguments.extend(["--features", "workshop"]);
    }
    run::run(&mut run::cargo(&arguments))?;
    let profile = if options.debug { "debug" } else { "release" };
    let folder = workspace::target().join("wasm32-unknown-unknown");
    Ok(folder.join(profile).join("app.wasm"))
}

/// Runs wasm-bindgen, or takes what it made of the same bytes before.
fn bind(compiled: &Path, raw: &[u8], options: Options) -> Result<Module> {
    let kind = if options.debug { "names" } else { "release" };
    let key = workspace::digest(raw);
    let kept = workspace::target().join("xtask-cache").join(format!("bindgen-{kind}"));
    let mark = kept.join("made-from");
    if !fs::read(&mark).is_ok_and(|from| from == key.as_bytes()) {
        step("write its JavaScript side", || {
            workspace::remove_folder(&kept)?;
            generate(compiled, &kept, options.debug).map_err(|cause| Error::Bindgen(format!("{cause:#}")))?;
            workspace::write(&mark, key.as_bytes())
        })?;
    }
    let snippets = kept.join("snippets");
    let snippets = workspace::files_below(&snippets)
        .into_iter()
        .map(|path| {
            let bytes = workspace::read(&path)?;
            let below = path.strip_prefix(&kept).unwrap_or(&path);
            Ok((below.to_string_lossy().replace('\\', "/"), bytes))
        })
        .collect::<Result<_>>()?;
    Ok(Module {
        script: workspace::read(&kept.join("app.js"))?,
        wasm: workspace::read(&kept.join("app_bg.wasm"))?,
        snippets,
    })
}

fn generate(compiled: &Path, folder: &Path, debug: bool) -> std::result::Result<(), Box<dyn std::error::Error>> {
    Bindgen::new()
        .input_path(compiled)
        .out_name("app")
        .web(true)?
        .typescript(false)
        // boot.js names the wasm, for its own name holds a hash.
        .omit_default_module_path(true)
        .debug(debug)
        // Names are enough to read a stack by; the rest would be 50 MB for each page load.
        .keep_debug(false)
        .remove_name_section(!debug)
        .remove_producers_section(!debug)
        .generate(folder)?;
    Ok(())
}

/// Runs wasm-opt from npm's `binaryen`, with plain `-Oz`: the module says itself which
/// features it uses. Debian's version 108 breaks the app silently, as does `--all-features`.
fn optimise(wasm: &[u8]) -> Result<Vec<u8>> {
    let package = workspace::root().join("worker/node_modules/binaryen");
    let about = workspace::read(&package.join("package.json"))?;
    let key = workspace::digest(&[wasm, &about].concat());
    cache::or_make("oz", &key, || {
        let folder = workspace::target().join("xtask-cache");
        let before = folder.join(format!("{key}.in"));
        let after = folder.join(format!("{key}.out"));
        workspace::write(&before, wasm)?;
        let tool = package.join("bin/wasm-opt");
        let mut command = Command::new("node");
        command.arg(tool).arg("-Oz").arg(&before).arg("-o").arg(&after);
        let result = run::run(&mut command).and_then(|()| workspace::read(&after));
        for path in [before, after] {
            let _ = fs::remove_file(path);
        }
        result
    })
}

//! The wasm: cargo, then the split into what the first screen needs and the rest, then wasm-bindgen, then wasm-opt.
//!
//! A debug build is one module. What is fetched later is behind the doors of `app`'s rooms.

use super::gather::gather;
use super::{Options, cache};
use crate::run::{self, step};
use crate::{Error, Result, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use wasm_bindgen_cli_support::Bindgen;

/// A compiled module and the JavaScript that starts it.
#[derive(Debug, Clone)]
pub struct Module {
    /// The ES module that wasm-bindgen wrote.
    pub script: Vec<u8>,
    /// The wasm of the first screen.
    pub wasm: Vec<u8>,
    /// The wasm of all other screens, and the script that fetches it.
    pub later: Option<Later>,
    /// Scripts that a dependency brought along, as paths below `snippets/`.
    pub snippets: Vec<(String, Vec<u8>)>,
}

/// What is fetched after the first screen stands.
#[derive(Debug, Clone)]
pub struct Later {
    /// The wasm of each split point, and of what several of them need: its name in the script, and its bytes.
    pub parts: Vec<(String, Vec<u8>)>,
    /// The ES module that fetches them; it names them and [`SCRIPT`], and is imported as [`LATER_SCRIPT`].
    pub script: Vec<u8>,
}

/// How the module's script is named where the later script imports it.
pub const SCRIPT: &str = "./app.js";
/// How the later script is named where the module's script imports it.
pub const LATER_SCRIPT: &str = "./__wasm_split.js";
/// The parts that are fetched on demand only, each with what its file is called: sharing, inviting, what stores what is brought, reports, what writes workbooks and backups,
/// guidance, people, this phone's own, and what stands before a device that is not open. The names follow from the split points'.
pub const ON_DEMAND: [(&str, &str); 10] = [
    ("split_share.wasm", "share"),
    ("split_join.wasm", "join"),
    ("split_bring.wasm", "bring"),
    ("split_desk.wasm", "desk"),
    ("split_book.wasm", "book"),
    ("split_safe.wasm", "safe"),
    ("split_care.wasm", "care"),
    ("split_people.wasm", "people"),
    ("split_mine.wasm", "mine"),
    ("split_shut.wasm", "shut"),
];
/// What lies beside the parts, and is none.
const NO_PARTS: [&str; 2] = ["app_bg.wasm", "main.wasm"];

/// Compiles the package `app`.
pub fn build(options: Options) -> Result<Module> {
    let compiled = step("compile the app", || compile(options))?;
    let raw = workspace::read(&compiled)?;
    let module = bind(&compiled, &raw, options)?;
    if options.debug {
        return Ok(module);
    }
    step("make the wasm smaller", || {
        let later = match module.later {
            Some(later) => Some(gather(Later { parts: all_optimised(later.parts)?, ..later })),
            None => None,
        };
        Ok(Module { wasm: optimise(&module.wasm)?, later, ..module })
    })
}

fn compile(options: Options) -> Result<PathBuf> {
    let mut arguments = vec!["build", "--package", "app", "--lib"];
    arguments.extend(["--target", "wasm32-unknown-unknown"]);
    let flags = flags();
    if !options.debug {
        arguments.extend(["--release", "--config", &flags]);
    }
    if options.workshop {
        arguments.extend(["--features", "workshop"]);
    }
    run::run(&mut run::cargo(&arguments))?;
    let profile = if options.debug { "debug" } else { "release" };
    let folder = workspace::target().join("wasm32-unknown-unknown");
    Ok(folder.join(profile).join("app.wasm"))
}

/// How a release is compiled: the split follows the linker's notes of who refers to whom; and where this machine keeps other
/// people's crates is nobody's business, and would make each machine's app another one.
fn flags() -> String {
    let home = std::env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| Some(PathBuf::from(std::env::var_os("HOME")?).join(".cargo")));
    let kept = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok()).into_iter().flatten().flatten();
    let remap = kept.map(|folder| format!(",'--remap-path-prefix={}/='", folder.path().display()));
    let remap: String = remap.collect();
    format!("target.wasm32-unknown-unknown.rustflags=['-Clink-arg=--emit-relocs'{remap}]")
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
    let later = match options.debug {
        true => None,
        false => Some(Later { parts: parts(&kept)?, script: workspace::read(&kept.join(LATER_SCRIPT))? }),
    };
    Ok(Module {
        script: workspace::read(&kept.join("app.js"))?,
        wasm: workspace::read(&kept.join("app_bg.wasm"))?,
        later,
        snippets,
    })
}

/// The parts that the split made, by name.
fn parts(kept: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    let name = |path: &PathBuf| path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let mut paths = workspace::files_below(kept);
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "wasm") && !NO_PARTS.contains(&&*name(path)));
    paths.sort();
    paths.into_iter().map(|path| Ok((name(&path), workspace::read(&path)?))).collect()
}

/// Splits the compiled module. Returns the path of the first part, for wasm-bindgen.
fn split(raw: &[u8], folder: &Path) -> std::result::Result<PathBuf, Box<dyn std::error::Error>> {
    let main = folder.join("main.wasm");
    let mut options = wasm_split_cli_support::Options::new(raw);
    options.output_dir = folder;
    options.main_out_path = &main;
    options.main_module = SCRIPT;
    options.link_name = LATER_SCRIPT;
    wasm_split_cli_support::transform(options)?;
    Ok(main)
}

fn generate(compiled: &Path, folder: &Path, debug: bool) -> std::result::Result<(), Box<dyn std::error::Error>> {
    let input = match debug {
        true => compiled.to_owned(),
        false => split(&fs::read(compiled)?, folder)?,
    };
    Bindgen::new()
        .input_path(input)
        // The later module is linked to the first one's table and memory.
        .keep_lld_exports(!debug)
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

/// Several at once: each runs on one core.
fn all_optimised(parts: Vec<(String, Vec<u8>)>) -> Result<Vec<(String, Vec<u8>)>> {
    let (next, done) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let work = || -> Result<()> {
        while let Some((name, wasm)) = parts.get(next.fetch_add(1, Ordering::Relaxed)) {
            let smaller = (name.clone(), optimise(wasm)?);
            done.lock().unwrap_or_else(PoisonError::into_inner).push(smaller);
        }
        Ok(())
    };
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    std::thread::scope(|scope| {
        let running: Vec<_> = (0..threads).map(|_| scope.spawn(work)).collect();
        running.into_iter().try_for_each(|thread| thread.join().expect("the tool's failure is a value"))
    })?;
    let mut done = done.into_inner().unwrap_or_else(PoisonError::into_inner);
    done.sort();
    Ok(done)
}

/// Runs wasm-opt from npm's `binaryen`, with `-Oz`: the module says itself which
/// features it uses. Debian's version 108 breaks the app silently, as does `--all-features`.
fn optimise(wasm: &[u8]) -> Result<Vec<u8>> {
    let package = workspace::root().join("worker/node_modules/binaryen");
    let about = workspace::read(&package.join("package.json"))?;
    // What the module says of its tools and features no browser reads: 200 bytes in each of 200 parts.
    let passes = ["-Oz", "--strip-debug", "--strip-producers", "--strip-target-features"];
    let key = workspace::digest(&[wasm, &about, passes.concat().as_bytes()].concat());
    cache::or_make("oz", &key, || {
        let folder = workspace::target().join("xtask-cache");
        let before = folder.join(format!("{key}.in"));
        let after = folder.join(format!("{key}.out"));
        workspace::write(&before, wasm)?;
        let tool = package.join("bin/wasm-opt");
        let mut command = Command::new("node");
        command.arg(tool).args(passes).arg(&before).arg("-o").arg(&after);
        let result = run::run(&mut command).and_then(|()| workspace::read(&after));
        for path in [before, after] {
            let _ = fs::remove_file(path);
        }
        result
    })
}

//! What a fresh machine lacks: the wasm target, npm's tools, browsers for the tests.
//!
//! Each step looks first and does nothing where nothing is missing.

use crate::run::{self, step};
use crate::{Error, Result, workspace};
use std::fs;
use std::process::Command;

/// Debian's packages for the tests: three engines, their drivers, a screen, Chinese letters, what libFuzzer is built with, the
/// tool that opens backups.
const PACKAGES: [&str; 10] = [
    "chromium",
    "chromium-driver",
    "firefox-esr",
    "webkit2gtk-driver",
    "xvfb",
    "xauth",
    "fonts-noto-cjk",
    "fonts-noto-color-emoji",
    "g++",
    "age",
];
const TARGET: &str = "wasm32-unknown-unknown";

/// Brings what `build` and `serve` need.
pub fn for_build() -> Result<()> {
    wasm_target()?;
    npm_packages()
}

/// Brings what `test` needs as well.
pub fn for_tests() -> Result<()> {
    for_build()?;
    debian_packages()?;
    cargo_tool("geckodriver")?;
    cargo_tool("cargo-deny")
}

/// Looks for the target's folder first: `rustup target add` asks the network each time.
fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let printed = run::output(Command::new(rustc).args(["--print", "target-libdir", "--target", TARGET]))?;
    let folder = String::from_utf8_lossy(&printed).trim().to_owned();
    if fs::metadata(folder).is_ok() {
        return Ok(());
    }
    step("add the wasm target", || run::run(Command::new("rustup").args(["target", "add", TARGET])))
}

/// Installs what `worker/package-lock.json` names, if it changed since the last time.
fn npm_packages() -> Result<()> {
    let folder = workspace::root().join("worker");
    let lock = workspace::digest(&workspace::read(&folder.join("package-lock.json"))?);
    let mark = folder.join("node_modules/.tongban-lock");
    if fs::read_to_string(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("install the tools from npm", || {
        let mut command = Command::new("npm");
        command.args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
        // Its notices belong to the progress, not to the output.
        let printed = run::output(command.current_dir(&folder))?;
        eprint!("{}", String::from_utf8_lossy(&printed));
        workspace::write(&mark, lock.as_bytes())
    })
}

fn debian_packages() -> Result<()> {
    let missing: Vec<&str> = PACKAGES.into_iter().filter(|package| !is_installed(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if run::output(Command::new("apt-get").arg("--version")).is_err() {
        return Err(Error::Usage(format!(
            "The browser tests need {}, and this is not a Debian machine. Install their like by hand.",
            missing.join(", ")
        )));
    }
    step(&format!("install {}", missing.join(" ")), || {
        quietly(as_root("apt-get").args(["-qq", "update"]))?;
        quietly(
            as_root("apt-get")
                .args(["-qq", "install", "--yes", "--no-install-recommends"])
                .args(&missing)
                .env("DEBIAN_FRONTEND", "noninteractive"),
        )
    })
}

fn is_installed(package: &str) -> bool {
    let status = run::output(Command::new("dpkg-query").args(["-W", "-f", "${Status}", package]));
    status.is_ok_and(|text| text == b"install ok installed")
}

fn as_root(program: &str) -> Command {
    let is_root = run::output(Command::new("id").arg("-u")).is_ok_and(|id| id.starts_with(b"0"));
    if is_root {
        return Command::new(program);
    }
    let mut command = Command::new("sudo");
    command.arg(program);
    command
}

/// Installs a program from crates.io into `target/tools`. A debug build is quick enough
/// to run, and three times quicker to make.
fn cargo_tool(name: &str) -> Result<()> {
    let folder = workspace::tools();
    if folder.join("bin").join(name).exists() {
        return Ok(());
    }
    step(&format!("install {name}"), || {
        let mut command = run::cargo(&["install", "--quiet", "--locked", "--debug", name]);
        command.arg("--root").arg(&folder);
        command.arg("--target-dir").arg(workspace::target().join("tools-build"));
        quietly(&mut command)
    })
}

/// Runs a program; its output is shown only if it fails.
fn quietly(command: &mut Command) -> Result<()> {
    run::output(command).map(|_| ())
}

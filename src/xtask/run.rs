//! Running other programs: cargo, npm, apt-get, wasm-opt.

use crate::{Error, Result, workspace};
use std::fs::File;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Instant;

/// Returns a command for cargo, in the workspace's folder.
pub fn cargo(arguments: &[&str]) -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(arguments).current_dir(workspace::root());
    // Set by `cargo run` for xtask itself; they would make cargo build other crates anew.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_") {
            command.env_remove(name);
        }
    }
    command.env_remove("CARGO_MANIFEST_DIR");
    command.env_remove("CARGO_MANIFEST_PATH");
    command
}

/// Returns the command line as one would type it.
pub fn spelled(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    if line.contains('/') {
        line = line.rsplit('/').next().unwrap_or_default().to_owned();
    }
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}

/// Runs a program to its end, its output going where ours goes.
pub fn run(command: &mut Command) -> Result<()> {
    let status = command
        .status()
        .map_err(|cause| Error::Start { program: command.get_program().to_string_lossy().into_owned(), cause })?;
    finished(command, status, String::new())
}

/// Runs a program quietly and returns what it wrote to standard output.
pub fn output(command: &mut Command) -> Result<Vec<u8>> {
    let output = command
        .output()
        .map_err(|cause| Error::Start { program: command.get_program().to_string_lossy().into_owned(), cause })?;
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    finished(command, output.status, complaint)?;
    Ok(output.stdout)
}

/// Runs a program with both its outputs written to the end of a log.
pub fn logged(command: &mut Command, log: &Path) -> Result<()> {
    let file = File::options().create(true).append(true).open(log).map_err(Error::file("open", log))?;
    let twin = file.try_clone().map_err(Error::file("open", log))?;
    command.stdin(Stdio::null()).stdout(Stdio::from(file)).stderr(Stdio::from(twin));
    run(command)
}

/// Says what is being done, does it, says how long it took. All on standard error,
/// so that standard output stays free for the one line somebody may want to read.
pub fn step<T>(what: &str, act: impl FnOnce() -> Result<T>) -> Result<T> {
    eprintln!("  {what} ...");
    let start = Instant::now();
    let result = act();
    let word = if result.is_ok() { "done" } else { "failed" };
    eprintln!("  {what}: {word}, {:.1} s", start.elapsed().as_secs_f32());
    result
}

fn finished(command: &Command, status: std::process::ExitStatus, output: String) -> Result<()> {
    if status.success() {
        return Ok(());
    }
    Err(Error::Program { command: spelled(command), status, output })
}

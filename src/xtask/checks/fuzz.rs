//! What comes from outside, against bytes that nobody wrote: each fuzz target for some seconds, from its corpus on.
//!
//! The compiler that builds the app builds them too: coverage as libFuzzer reads it is one of its passes. (The usual tool,
//! cargo-fuzz, asks for a nightly compiler, since it also wants an address sanitizer; no code here is unsafe.)

use super::Context;
use crate::{Error, Result, run, workspace};
use std::fs;
use std::process::Command;

/// The targets of `tests/fuzz`.
const TARGETS: [&str; 6] = ["bundle", "membership", "invitation", "request", "text", "backup"];
/// How long each runs, in seconds. A check by hand may take longer: `cargo xtask test fuzz/600`.
const SECONDS: u32 = 10;
/// What makes a build count which branches an input takes.
const COVERAGE: &str = "-Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares -Cdebug-assertions -Ccodegen-units=1";

/// Builds and runs them.
pub fn check(context: &Context) -> Result<()> {
    let folder = workspace::root().join("tests/fuzz");
    let target = workspace::target().join("fuzz");
    let host = host()?;
    run::logged(run::cargo(&["fmt", "--check"]).current_dir(&folder), &context.log)?;
    // With a target named, only what runs in the fuzzer counts, not the build scripts.
    let mut build = run::cargo(&["build", "--release", "--locked", "--bins", "--target", &host, "--target-dir"]);
    run::logged(build.arg(&target).env("RUSTFLAGS", COVERAGE).current_dir(&folder), &context.log)?;
    let seconds = context.rest.parse().unwrap_or(SECONDS);
    for name in TARGETS {
        let found = target.join("found").join(name);
        fs::create_dir_all(&found).map_err(Error::file("create", &found))?;
        // The fuzzer takes the most memory that its process ever had for its own. A process begins with what its parent has, and this one
        // may be building the site besides: a small shell starts it, and stays.
        let mut command = Command::new("sh");
        command.args(["-c", "\"$0\" \"$@\"; exit $?"]).arg(target.join(&host).join("release").join(name));
        command.args([
            &format!("-max_total_time={seconds}"),
            "-timeout=10",
            "-rss_limit_mb=1024",
            "-print_final_stats=1",
        ]);
        command.arg(format!("-artifact_prefix={}/", target.display()));
        // New inputs that take new branches go into the first folder.
        command.arg(&found).arg(folder.join("corpus").join(name));
        run::logged(&mut command, &context.log)?;
    }
    Ok(())
}

/// The machine that this is.
fn host() -> Result<String> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let printed = run::output(Command::new(rustc).arg("-vV"))?;
    let printed = String::from_utf8_lossy(&printed);
    let host = printed.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).ok_or_else(|| Error::Usage("rustc does not say on what it runs.".into()))
}

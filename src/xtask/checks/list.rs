//! The list of checks, in the order they run: the quick ones first.

use super::{Check, Context, When, budgets, floors, fuzz};
use crate::build::{self, Options};
use crate::run;
use crate::{Error, Result, setup, workspace};
use std::process::Command;

/// The stories that take longest, the longest first: none of them is left running alone in the end.
const LONGEST: [&str; 8] = ["submissions", "care", "backup", "audio", "periods", "offline", "story", "guidance"];

/// Returns the names of all checks.
pub fn names() -> Result<Vec<String>> {
    Ok(all()?.into_iter().map(|check| check.name).collect())
}

/// Returns the checks whose name contains the filter, with those that they stand on.
pub fn selected(filter: &str) -> Result<Vec<Check>> {
    let integration = integration_names()?;
    let is_wanted = |name: &str| name.contains(filter);
    let needs_site = is_wanted("budgets") || integration.iter().any(|name| is_wanted(name));
    let needs_setup = needs_site || is_wanted("licences") || is_wanted("build") || is_wanted("fuzz");
    let kept = |check: &Check| match check.name.as_str() {
        "setup" => needs_setup || is_wanted("setup"),
        "build" => needs_site || is_wanted("build"),
        name => is_wanted(name),
    };
    Ok(all()?.into_iter().filter(kept).collect())
}

fn all() -> Result<Vec<Check>> {
    let mut checks = vec![
        Check::new(When::First, "setup", |_| setup::for_tests()),
        Check::new(When::Code, "format", |context| cargo(context, &["fmt", "--all", "--check"])),
        Check::new(When::Code, "floors", floors::check),
        Check::new(When::Code, "licences", licences),
        Check::new(When::Code, "clippy", clippy),
        Check::new(When::Code, "unit", unit),
        Check::new(When::Code, "fuzz", fuzz::check),
        Check::new(When::Site, "build", |_| {
            build::build(Options::release())?;
            build::build(Options::workshop())?;
            build::worker::build().map(|_| ())
        }),
        Check::new(When::Site, "budgets", budgets::check),
    ];
    let mut stories = integration_names()?;
    stories.sort_by_key(|name| LONGEST.iter().position(|long| long == name).unwrap_or(LONGEST.len()));
    for name in stories {
        let test = name.clone();
        checks.push(Check::new(When::Story, &name, move |context| integration(context, &test)));
    }
    Ok(checks)
}

/// Returns the names of the `[[test]]` targets of the crate `tests`.
fn integration_names() -> Result<Vec<String>> {
    let printed = run::output(&mut run::cargo(&["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value = serde_json::from_slice(&printed)
        .map_err(|cause| Error::Usage(format!("cargo metadata wrote no JSON: {cause}. Run it by hand.")))?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages
        .filter(|package| package["name"] == "tests")
        .filter_map(|package| package["targets"].as_array())
        .flatten()
        .filter(|target| target["kind"][0] == "test");
    let mut names: Vec<String> = targets.filter_map(|target| target["name"].as_str().map(str::to_owned)).collect();
    names.sort();
    Ok(names)
}

fn clippy(context: &Context) -> Result<()> {
    let strict = ["--", "-D", "warnings"];
    let native = ["clippy", "--workspace", "--exclude", "app", "--all-targets"];
    let browser = ["clippy", "--package", "app", "--target", "wasm32-unknown-unknown"];
    cargo(context, &[&native[..], &strict].concat())?;
    cargo(context, &[&browser[..], &strict].concat())?;
    let workshop = ["--features", "workshop"];
    cargo(context, &[&browser[..], &workshop, &strict].concat())
}

fn unit(context: &Context) -> Result<()> {
    let mut arguments = vec!["test", "--workspace", "--exclude", "app"];
    arguments.extend(["--exclude", "tests"]);
    if !context.rest.is_empty() {
        arguments.extend(["--", &context.rest]);
    }
    cargo(context, &arguments)
}

/// Advisories are left out: their database lives on a host that not every machine reaches.
fn licences(context: &Context) -> Result<()> {
    let tool = workspace::tools().join("bin/cargo-deny");
    let mut command = Command::new(tool);
    command.current_dir(workspace::root()).args(["--all-features", "check", "licenses", "bans", "sources"]);
    run::logged(&mut command, &context.log)
}

/// Tests in the crate `tests` find the sites and the browsers' drivers by these variables.
fn integration(context: &Context, name: &str) -> Result<()> {
    let mut command = run::cargo(&["test", "--package", "tests", "--test", name]);
    // One browser's story at a time: others run beside it.
    command.args(["--", "--test-threads=1"]);
    if !context.rest.is_empty() {
        command.arg(&context.rest);
    }
    command
        .env("TONGBAN_SITE", Options::release().folder())
        .env("TONGBAN_WORKER", workspace::target().join("worker"))
        .env("TONGBAN_WORKSHOP", Options::workshop().folder())
        .env("PATH", path_with_tools());
    run::logged(&mut command, &context.log)
}

/// Returns `PATH` with `target/tools/bin` in front.
pub fn path_with_tools() -> std::ffi::OsString {
    let mut folders = vec![workspace::tools().join("bin")];
    if let Some(path) = std::env::var_os("PATH") {
        folders.extend(std::env::split_paths(&path));
    }
    std::env::join_paths(folders).unwrap_or_default()
}

fn cargo(context: &Context, arguments: &[&str]) -> Result<()> {
    run::logged(&mut run::cargo(arguments), &context.log)
}

//! The floors of the house, checked in the sources: who may name whom.
//!
//! The engine knows no browser, no clock and no chance; inside it an arrow never runs
//! up; and only `src/disk` names the IndexedDB library.

use super::Context;
use crate::{Error, Result, workspace};
use std::path::Path;

/// Names that the engine's code and manifest may not hold.
const STRANGERS: [&str; 10] = [
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "gloo",
    "indexed_db_futures",
    "rand",
    "rand_core",
    "getrandom",
    "SystemTime",
];
/// Paths that ask a clock.
const CLOCKS: [&str; 3] = ["Instant::now", "Utc::now", "Local::now"];
/// Each room of the engine, and the rooms below it that it may use.
const ROOMS: [(&str, &[&str]); 8] = [
    ("domain", &[]),
    ("words", &["domain"]),
    ("merge", &["domain", "words"]),
    ("crypto", &["domain", "words", "merge"]),
    ("sync", &["domain", "words", "merge", "crypto"]),
    ("statistics", &["domain", "words"]),
    ("report", &["domain", "words", "statistics"]),
    ("export", &["domain", "words", "statistics"]),
];
const STORE: &str = "indexed_db_futures";

/// Fails when a floor is broken; the log names file, line and what was named.
pub fn check(context: &Context) -> Result<()> {
    let found = breaches(&workspace::root())?;
    for line in &found {
        context.say(line)?;
    }
    if found.is_empty() {
        return Ok(());
    }
    Err(Error::Found(format!(
        "{} breaches of the floors. Bring it in as a value, or move the code to the room it belongs to.",
        found.len()
    )))
}

/// Returns every breach below a workspace's root.
fn breaches(root: &Path) -> Result<Vec<String>> {
    let mut found = Vec::new();
    let engine = root.join("src/engine");
    let mut look = |path: &Path, judge: &dyn Fn(&str) -> Vec<Breach>| -> Result<()> {
        let text = workspace::read_text(path)?;
        let name = path.strip_prefix(root).unwrap_or(path).display().to_string();
        let lines = judge(&text).into_iter();
        found.extend(lines.map(|(line, what)| format!("{name}:{line}: {what}")));
        Ok(())
    };
    for path in workspace::files_below(&engine) {
        let inside = path.strip_prefix(&engine).unwrap_or(&path).to_path_buf();
        if is_manifest(&path) {
            look(&path, &in_engine_manifest)?;
        } else if is_source(&path) {
            look(&path, &|text| in_engine(&inside, text))?;
        }
    }
    for folder in ["src", "tests", "worker"] {
        for path in workspace::files_below(&root.join(folder)) {
            let allowed = ["src/disk", "src/xtask"];
            let is_allowed = allowed.iter().any(|room| path.starts_with(root.join(room)));
            if !is_allowed && (is_source(&path) || is_manifest(&path)) {
                look(&path, &names_the_store)?;
            }
        }
    }
    Ok(found)
}

/// A line number and what is wrong there.
type Breach = (usize, String);

fn is_source(path: &Path) -> bool {
    path.extension().is_some_and(|ending| ending == "rs")
}

fn is_manifest(path: &Path) -> bool {
    path.file_name().is_some_and(|name| name == "Cargo.toml")
}

fn in_engine_manifest(text: &str) -> Vec<Breach> {
    let lines = text.lines().enumerate();
    lines
        .flat_map(|(index, line)| {
            let line = line.split('#').next().unwrap_or_default().replace('-', "_");
            let key = line.split(['=', '.', ' ']).next().unwrap_or_default().to_owned();
            let names: Vec<_> = words(&line).into_iter().map(str::to_owned).collect();
            let header = line.trim_start().starts_with('[');
            STRANGERS
                .into_iter()
                .filter(move |stranger| {
                    // `key = …`, `[dependencies.key]`, `package = "key"`.
                    let renamed = line.contains(&format!("\"{stranger}\""));
                    key == *stranger || renamed || (header && names.iter().any(|name| name == stranger))
                })
                .map(move |stranger| (index + 1, format!("engine depends on {stranger}")))
        })
        .collect()
}

fn in_engine(inside: &Path, text: &str) -> Vec<Breach> {
    let mut found = Vec::new();
    for (index, line) in code_lines(text) {
        for stranger in STRANGERS {
            // A trait by which a library is handed random bytes that came in as a value.
            let fed = stranger == "rand_core" && line.contains("hpke::rand_core::");
            if words(line).contains(&stranger) && !fed {
                found.push((index, format!("engine names {stranger}")));
            }
        }
        let tight: String = line.split_whitespace().collect();
        for clock in CLOCKS {
            // A test of a bound may take the time; what goes into the app never does.
            let takes_time = clock == "Instant::now" && is_tests(inside);
            if tight.contains(clock) && !takes_time {
                found.push((index, format!("engine asks the clock: {clock}")));
            }
        }
    }
    found.extend(arrows_up(inside, text));
    found
}

/// Whether a file holds tests alone.
fn is_tests(inside: &Path) -> bool {
    inside.file_stem().is_some_and(|name| name.to_string_lossy().ends_with("tests"))
}

/// Finds uses of a room that lies above, or beside, the file's own. Tests at the end of a
/// file may use any: they do not go into the app.
fn arrows_up(inside: &Path, text: &str) -> Vec<Breach> {
    let parts: Vec<String> = inside.with_extension("").iter().map(|part| part.to_string_lossy().into_owned()).collect();
    let is_test = is_tests(inside);
    if is_test {
        return Vec::new();
    }
    let Some((room, below)) = ROOMS.iter().find(|(room, _)| parts[0] == *room) else {
        return Vec::new();
    };
    let depth = parts.iter().filter(|part| *part != "mod").count();
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut found = Vec::new();
    for (line, named) in rooms_named(text, depth) {
        let known = ROOMS.iter().any(|(other, _)| *other == named);
        if known && named != *room && !below.contains(&named.as_str()) {
            found.push((line, format!("{room} uses {named}, which lies above it")));
        }
    }
    found
}

/// Returns the names that follow `crate::`, alone or in braces, and those that follow
/// enough `super::` to leave the room.
fn rooms_named(text: &str, depth: usize) -> Vec<(usize, String)> {
    let tokens = tokens(text);
    let is = |index: usize, token: &str| tokens.get(index).is_some_and(|(_, one)| one == token);
    let mut named = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let start = at;
        at += 1;
        let mut next = start;
        if is(start, "crate") && is(start + 1, "::") {
            next = start + 2;
        } else {
            while is(next, "super") && is(next + 1, "::") {
                next += 2;
            }
            if (next - start) / 2 < depth {
                continue;
            }
            at = next;
        }
        if !is(next, "{") {
            named.extend(tokens.get(next).cloned());
            continue;
        }
        // The first word of each branch of `{a::b, c::{d, e}}`.
        let (mut open, mut first) = (0, true);
        for (line, token) in &tokens[next..] {
            match token.as_str() {
                "{" => {
                    open += 1;
                    first = open == 1;
                }
                "}" => open -= 1,
                "," => first = open == 1,
                _ if first => {
                    named.push((*line, token.clone()));
                    first = false;
                }
                _ => {}
            }
            if open == 0 {
                break;
            }
        }
    }
    named
}

fn names_the_store(text: &str) -> Vec<Breach> {
    code_lines(text)
        .filter(|(_, line)| line.replace('-', "_").contains(STORE))
        .map(|(index, _)| (index, format!("only src/disk may name {STORE}")))
        .collect()
}

/// Returns numbered lines without their comments.
fn code_lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = |line| str::split(line, "//").next().unwrap_or_default();
    text.lines().enumerate().map(move |(index, line)| (index + 1, code(line)))
}

/// Splits code into identifiers.
fn words(code: &str) -> Vec<&str> {
    code.split(|letter: char| !letter.is_alphanumeric() && letter != '_').filter(|word| !word.is_empty()).collect()
}

/// Splits code into identifiers, `::`, braces and commas, each with its line.
fn tokens(text: &str) -> Vec<(usize, String)> {
    let mut found: Vec<(usize, String)> = Vec::new();
    for (line, code) in code_lines(text) {
        let spaced = code.replace("::", " :: ").replace('{', " { ").replace('}', " } ").replace(',', " , ");
        for piece in spaced.split_whitespace() {
            if ["::", "{", "}", ","].contains(&piece) {
                found.push((line, piece.to_owned()));
            } else {
                found.extend(words(piece).into_iter().map(|word| (line, word.to_owned())));
            }
        }
    }
    found
}

#[cfg(test)]
#[path = "floors_tests.rs"]
mod tests;

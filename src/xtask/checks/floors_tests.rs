//! Each kind of breach, planted, is found; and what only looks like one is not.

use super::*;
use std::path::PathBuf;

fn in_file(path: &str, text: &str) -> Vec<String> {
    let found = in_engine(&PathBuf::from(path), text);
    found.into_iter().map(|(line, what)| format!("{line}: {what}")).collect()
}

#[test]
fn a_browser_in_the_engine_is_found() {
    let found = in_file("domain/plan.rs", "//! A plan.\nuse leptos::prelude::*;\n");
    assert_eq!(found, ["2: engine names leptos"]);
    assert_eq!(in_file("sync/x.rs", "web_sys::window()").len(), 1);
    assert_eq!(in_file("sync/x.rs", "let n: u8 = rand::random();").len(), 1);
}

#[test]
fn a_clock_in_the_engine_is_found() {
    assert_eq!(in_file("merge/x.rs", "let now = Utc::now();").len(), 1);
    assert_eq!(in_file("merge/x.rs", "std::time::Instant :: now()").len(), 1);
    assert_eq!(in_file("merge/x_tests.rs", "std::time::Instant :: now()").len(), 0);
    assert_eq!(in_file("merge/x_tests.rs", "chrono::Utc::now()").len(), 1);
    assert_eq!(in_file("merge/x.rs", "use std::time::SystemTime;").len(), 1);
}

#[test]
fn words_that_only_look_alike_are_let_through() {
    let text = "// leptos, rand and Utc::now() are for others\nlet brand = operand;";
    assert!(in_file("domain/plan.rs", text).is_empty());
}

#[test]
fn an_arrow_that_runs_up_is_found() {
    assert_eq!(in_file("domain/plan.rs", "use crate::merge::Document;"), ["1: domain uses merge, which lies above it"]);
    assert_eq!(in_file("merge/mod.rs", "use crate::{\n  domain::Plan,\n  sync::Machine,\n};").len(), 1);
    assert_eq!(in_file("export/csv.rs", "let m = crate::sync::new();").len(), 1);
    assert_eq!(in_file("merge/mod.rs", "use super::sync::Machine;").len(), 1);
    assert_eq!(in_file("merge/op.rs", "use super::super::sync::Machine;").len(), 1);
}

#[test]
fn arrows_that_run_down_are_let_through() {
    let text = "use crate::domain::Plan;\nuse crate::{merge::{Op, sync}, words};\nuse super::place;";
    assert!(in_file("sync/machine.rs", text).is_empty());
    assert!(in_file("lib.rs", "pub use crate::sync::Machine;").is_empty());
    assert!(in_file("merge/op.rs", "use super::sync::x;").is_empty(), "merge's own");
}

#[test]
fn tests_may_build_what_they_need() {
    let text = "use crate::domain::Plan;\n#[cfg(test)]\nmod tests {\n    use crate::sync::Machine;\n}\n";
    assert!(in_file("export/csv.rs", text).is_empty());
    assert!(in_file("merge/long_tests.rs", "use crate::sync::Machine;").is_empty());
    let clock = "#[cfg(test)]\nmod tests {\n    let now = Utc::now();\n}\n";
    assert_eq!(in_file("export/csv.rs", clock).len(), 1, "but they ask no clock");
}

#[test]
fn a_dependency_in_the_manifest_is_found() {
    let planted = [
        "getrandom = \"0.3\"",
        "web-sys.workspace = true",
        "[dependencies.rand]",
        "dice = { package = \"rand\", version = \"1\" }",
    ];
    for line in planted {
        let text = format!("[dependencies]\nserde = \"1\"\n{line}\n");
        assert_eq!(in_engine_manifest(&text).len(), 1, "{line}");
    }
    let text = "[dependencies]\nserde = \"1\" # not rand\nbip39 = { features = [\"std\"] }\n";
    assert!(in_engine_manifest(text).is_empty());
}

#[test]
fn the_store_is_named_in_one_place() {
    assert_eq!(names_the_store("use indexed_db_futures::Database;").len(), 1);
    assert_eq!(names_the_store("indexed-db-futures = \"0.6\"").len(), 1);
    assert!(names_the_store("// indexed_db_futures is for disk").is_empty());
}

#[test]
fn a_planted_workspace_is_searched_whole() {
    let root = std::env::temp_dir().join(format!("tongban-floors-{}", std::process::id()));
    let write = |name: &str, text: &str| {
        workspace::write(&root.join(name), text.as_bytes()).expect("written");
    };
    write("src/engine/Cargo.toml", "[dependencies]\nleptos = \"0.8\"\n");
    write("src/engine/domain/mod.rs", "use crate::sync::Machine;\n");
    write("src/app/shell.rs", "use indexed_db_futures::Database;\n");
    write("src/disk/store.rs", "use indexed_db_futures::Database;\n");
    let found = breaches(&root).expect("readable");
    let _ = std::fs::remove_dir_all(&root);
    assert_eq!(found.len(), 3, "{found:#?}");
}

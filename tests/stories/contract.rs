//! The storage contract on the real IndexedDB of each engine, on the workshop page (`cargo xtask build --workshop`;
//! `cargo xtask test` builds it first). The same suite runs natively over memory, among the unit tests of `disk`.

use std::time::{Duration, Instant};

use serde_json::Value;
use tests::browser::{Browser, Engine, Options};
use tests::site::Site;

fn check(engine: Engine) {
    let site = Site::workshop();
    let browser = Browser::start(engine, Options::default());
    browser.go(&format!("{}#/workshop", site.address()));
    let start = Instant::now();
    let outcomes = loop {
        let found = browser.script("return document.querySelector('#contract-result')?.textContent ?? ''", vec![]);
        match serde_json::from_str::<Vec<Value>>(found.as_str().unwrap_or_default()) {
            Ok(outcomes) => break outcomes,
            Err(_) if start.elapsed() > Duration::from_secs(120) => {
                panic!("{engine:?}: no result after 120 s: {found}")
            }
            Err(_) => std::thread::sleep(Duration::from_millis(200)),
        }
    };
    println!("{engine:?}: {} cases in {:.1} s", outcomes.len(), start.elapsed().as_secs_f32());
    let broken: Vec<&Value> = outcomes.iter().filter(|outcome| !outcome["error"].is_null()).collect();
    assert!(broken.is_empty(), "{engine:?}: {broken:#?}");
    assert!(outcomes.len() > 30, "only {} cases", outcomes.len());
}

#[test]
fn chromium_keeps_the_contract() {
    check(Engine::Chromium);
}

#[test]
fn firefox_keeps_the_contract() {
    check(Engine::Firefox);
}

#[test]
fn webkit_keeps_the_contract() {
    check(Engine::WebKit);
}

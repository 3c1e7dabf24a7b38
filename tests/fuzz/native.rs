//! The fuzz targets over the committed corpus, with a few thousand seeded changes of each: in seconds, on stable Rust.

#[path = "targets.rs"]
mod targets;

use std::path::PathBuf;
use std::time::{Duration, Instant};

/// Changes of each target's corpus.
const CHANGES: u64 = 4_000;

fn next(state: &mut u64) -> usize {
    *state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    (*state >> 33) as usize
}

/// One change of a few bytes: flipped, set, cut, doubled, taken from elsewhere.
fn change(bytes: &mut Vec<u8>, corpus: &[Vec<u8>], state: &mut u64) {
    let at = next(state) % (bytes.len() + 1);
    let to = (at + next(state) % 16).min(bytes.len());
    match next(state) % 7 {
        0 if at < bytes.len() => bytes[at] ^= 1 << (next(state) % 8),
        1 if at < bytes.len() => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][next(state) % 5],
        2 => bytes.truncate(at),
        3 => drop(bytes.drain(at..to)),
        4 => {
            let part = bytes[at..to].to_vec();
            bytes.splice(at..at, part);
        }
        5 => {
            let other = &corpus[next(state) % corpus.len()];
            let from = next(state) % (other.len() + 1);
            bytes.truncate(at);
            bytes.extend(&other[from..]);
        }
        _ => bytes.splice(at..to, [0xff, 0xff, 0xff, 0xff, 0x0f]).for_each(drop),
    }
}

fn runs(name: &str, target: fn(&[u8])) {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../tests/fuzz/corpus").join(name);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("the corpus is there").map(|file| file.expect("a file").path()).collect();
    files.sort();
    let corpus: Vec<Vec<u8>> = files.iter().map(|file| std::fs::read(file).expect("it reads")).collect();
    assert!(!corpus.is_empty(), "{name}");
    corpus.iter().for_each(|bytes| target(bytes));
    target(&[]);
    let mut slowest = Duration::ZERO;
    for seed in 0..CHANGES {
        let mut state = seed * 2 + 1;
        let mut bytes = corpus[next(&mut state) % corpus.len()].clone();
        for _ in 0..1 + next(&mut state) % 4 {
            change(&mut bytes, &corpus, &mut state);
        }
        let begun = Instant::now();
        let held = std::panic::catch_unwind(|| target(&bytes)).is_ok();
        slowest = slowest.max(begun.elapsed());
        assert!(held, "{name}, seed {seed}: {bytes:?}");
    }
    assert!(slowest < Duration::from_secs(5), "{name}: {slowest:?}");
}

#[test]
fn items_of_any_bytes() {
    runs("bundle", targets::bundle);
}

#[test]
fn histories_of_any_deeds() {
    runs("membership", targets::membership);
}

#[test]
fn invitations_of_any_letters() {
    runs("invitation", targets::invitation);
}

#[test]
fn requests_and_answers_of_any_bytes() {
    runs("request", targets::request);
}

#[test]
fn text_changes_of_any_bytes() {
    runs("text", targets::text);
}

#[test]
fn backups_of_any_bytes() {
    runs("backup", targets::backup);
}

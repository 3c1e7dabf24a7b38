//! Saved samples of a community: what lies on a phone and what passes between phones, in format 1. They must open in every
//! later version. A sample is never changed.

use std::collections::BTreeMap;

use relay::Hash;
use relay::wire::Page;

use super::courier::{Courier, file, read_file};
use crate::crypto::{Invitation, read_words, recovery_keys, recovery_words};
use crate::domain::{Id, Kind};
use crate::merge::Op;

const AT: i64 = 1_795_500_000_000;

fn path(name: &str) -> String {
    format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"))
}

fn sample(name: &str) -> Vec<u8> {
    let path = path(&format!("tests/samples/v1/{name}"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn list() -> String {
    std::fs::read_to_string(path("public/words/en.txt")).expect("the list is there")
}

/// The ops of the saved community, in the order in which they were written.
fn ops() -> Vec<Op> {
    serde_json::from_slice(&sample("ops.json")).expect("the ops open")
}

#[test]
fn the_file_of_items_of_version_1_opens_with_the_recovery_words() {
    let bytes = sample("share-items.tongban");
    let items = read_file(&bytes).expect("a file of items");
    assert_eq!(file(&items), bytes, "it is written as it was read");
    let words = read_words(&[&list()], WORDS).expect("the words are in order");
    assert_eq!(recovery_words(&list(), &words).expect("the list is whole").join(" "), WORDS);
    let person = Id::new(Kind::Person, &[4; 10]);
    let (courier, arrived) = Courier::recover(recovery_keys(&words), [9; 32], &person, items, None).expect("it is in");
    assert_eq!(arrived.ops, readable());
    assert!(courier.share().belongs());
}

#[test]
fn the_invitation_of_version_1_opens_what_was_written_before() {
    let invitation = Invitation::read(CODE).expect("a code");
    assert_eq!(invitation.code(), CODE);
    let items = read_file(&sample("share-items.tongban")).expect("a file of items");
    let look = Courier::look(&invitation, items, AT).expect("it opens");
    assert_eq!((look.ops, look.record), (readable(), Some(Id::new(Kind::Community, &[1; 10]))));
}

/// The ops of the sample that the founder's device may write: all.
fn readable() -> Vec<Op> {
    let mut ops = ops();
    crate::domain::order::sort(&mut ops, |a, b| a.stamp.cmp(&b.stamp));
    ops
}

#[test]
fn the_courier_of_version_1_opens_and_is_stored_as_it_was() {
    let row = sample("share.json");
    let items = read_file(&sample("share-items.tongban")).expect("a file of items");
    let rows: BTreeMap<String, Vec<u8>> =
        items.iter().enumerate().map(|(at, item)| (format!("{at:010}"), item.bytes())).collect();
    assert!(Courier::needs(&row).expect("a courier").iter().all(|key| rows.contains_key(key)));
    let mut courier = Courier::open(&row, &rows).expect("it opens");
    assert_eq!(courier.share().access().community(), items[0].hash());
    assert_eq!(courier.refold(&items).anew.values().map(Vec::len).sum::<usize>(), ops().len());
    let stored = courier.founding_word(courier.relay().ticket.clone()).beside.pop().and_then(|(_, bytes)| bytes);
    assert_eq!(stored, Some(row), "it is stored as it was");
}

#[test]
fn the_page_of_version_1_reads() {
    let bytes = sample("share-page");
    let page = Page::parse(&bytes).expect("a page");
    assert_eq!(page.bytes(), bytes);
    assert_eq!(page.items, read_file(&sample("share-items.tongban")).expect("a file of items"));
    let rolling = page.items.iter().fold(Hash::default(), |rolling, item| rolling.then(item.hash()));
    assert_eq!(rolling, page.about.rolling);
}

const WORDS: &str = "fog spot notable regret pizza coffee harvest ensure fog spot notable reflect";
const CODE: &str = "04W5FVF52187V95ZVFPBHBZ4K4KT08CVAENRDAZJ8KPNXYPEWZFZ2K0E0WC35N97D55DX9BVA3EQP881074AYT2AJ124A";

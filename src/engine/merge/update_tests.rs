use std::time::Instant;

use super::*;
use crate::merge::text::{Text, TextError, UPDATE_LIMIT};

fn number(mut number: u64) -> Vec<u8> {
    let mut bytes = Vec::new();
    while number >= 0x80 {
        bytes.push(number as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
    bytes
}

/// A change put together by hand: blocks of a client, and what it removes.
fn update(client: u64, clock: u64, blocks: &[Vec<u8>], removes: &[(u64, u64, u64)]) -> Vec<u8> {
    let mut bytes = [number(1), number(blocks.len() as u64), number(client), number(clock), blocks.concat()].concat();
    bytes.extend(number(removes.len() as u64));
    for (client, clock, length) in removes {
        bytes.extend([number(*client), number(1), number(*clock), number(*length)].concat());
    }
    bytes
}

fn says(text: &str) -> Vec<u8> {
    [vec![4, 1, 1], b"t".to_vec(), number(text.len() as u64), text.as_bytes().to_vec()].concat()
}

#[test]
fn what_a_text_writes_is_plain() {
    let mut text = Text::new(7);
    let long = "好𠮷".repeat(20_000);
    for wanted in ["一起", "一起包饺子", "包", "", "x\u{0}y", &long, "end"] {
        assert!(text.write(wanted).iter().all(|update| plain(update).is_some()), "{:.20}", wanted);
    }
    assert!(plain(&update(9, 0, &[says("by hand")], &[])).is_some());
}

#[test]
fn claims_that_do_not_fit_are_refused_at_once() {
    let end = u64::from(u32::MAX);
    let begun = Instant::now();
    for (what, bytes) in [
        ("billions of clients", number(end)),
        ("billions of blocks", [number(1), number(end), number(1), number(0)].concat()),
        ("a block beyond the last place", update(9, end - 1, &[says("ab")], &[])),
        ("removed blocks without end", update(9, 5, &[[vec![0], number(end)].concat()], &[])),
        ("a gap without end", update(9, 5, &[[vec![10], number(end)].concat()], &[])),
        ("an empty block", update(9, 5, &[vec![0, 0]], &[])),
        ("a client of 64 bits", update(u64::MAX, 0, &[says("a")], &[])),
        ("a removal without end", update(9, 0, &[says("a")], &[(9, 1, end)])),
        ("a removal that begins at the end", update(9, 0, &[says("a")], &[(9, end, 1)])),
        ("more removals than bytes", [number(0), number(end)].concat()),
        ("more ranges than bytes", [number(0), number(1), number(9), number(end)].concat()),
        (
            "a string longer than the change",
            [number(1), number(1), number(9), number(0), vec![4, 1, 1, b't'], number(end)].concat(),
        ),
        ("another text", update(9, 0, &[[vec![4, 1, 1, b'u', 1, b'x']].concat()], &[])),
        ("a list inside", update(9, 0, &[vec![7, 1, 1, b't', 0]], &[])),
        ("values inside", update(9, 0, &[[vec![8, 1, 1, b't'], number(end)].concat()], &[])),
        ("another document", update(9, 0, &[vec![9, 1, 1, b't', 1, b'd']], &[])),
        ("a format", update(9, 0, &[vec![6, 1, 1, b't', 1, b'b', 1, b'1']], &[])),
        ("a key of a map", update(9, 0, &[vec![0x24, 1, 1, b't', 1, b'k', 1, b'x']], &[])),
        ("something behind it", [update(9, 0, &[says("a")], &[]), vec![0]].concat()),
        ("nothing", Vec::new()),
    ] {
        let mut text = Text::new(1);
        text.write("stays");
        assert_eq!(text.merge(&bytes), Err(TextError::Malformed), "{what}");
        assert_eq!(text.read(), "stays", "{what}");
        text.write("goes on");
        assert_eq!(text.read(), "goes on", "{what}");
    }
    assert!(begun.elapsed().as_secs() < 2);
}

#[test]
fn what_no_text_writes_is_refused() {
    let piece = |origin: &[u64]| {
        [vec![0x84], origin.iter().flat_map(|at| number(*at)).collect(), number(1), b"x".to_vec()].concat()
    };
    for (what, bytes) in [
        ("two pieces at once", update(2, 0, &[says("a"), says("b")], &[])),
        ("a piece and a removal", update(2, 0, &[says("a")], &[(2, 0, 1)])),
        ("a piece of nothing", update(2, 0, &[says("")], &[])),
        ("a hole", update(2, 0, &[vec![10, 3]], &[])),
        ("a piece that is gone", update(2, 0, &[vec![1, 1, 1, b't', 3]], &[])),
        ("a removal of nothing", [number(0), number(1), number(9), number(1), number(0), number(0)].concat()),
        ("a piece up to the last place", update(2, LAST - 1, &[piece(&[1, 0])], &[])),
    ] {
        assert_eq!(plain(&bytes), None, "{what}");
    }
}

#[test]
fn the_worst_that_is_let_through_takes_little_time_and_room() {
    let last = LAST - 2;
    let after = |client: u64, at: u64| [vec![0x84], number(client), number(at), number(1), b"x".to_vec()].concat();
    let ranges: Vec<u8> =
        (0..6_000).flat_map(|client| [number(client), number(1), number(0), number(last)].concat()).collect();
    let begun = Instant::now();
    let mut text = Text::new(1);
    text.write("stays");
    let mut changes = vec![
        update(3, last - 1, &[says("x")], &[]),
        [number(0), number(6_000), ranges].concat(),
        update(6, 9, &[says("later")], &[]),
        // Its own number, and a place that is there with other words.
        update(1, 0, &[says("forged")], &[]),
        update(1, 2, &[says("forged")], &[]),
    ];
    // A chain that comes backwards, and one where each waits for the same.
    changes.extend((1..5_000).rev().map(|at| update(4, at, &[after(4, at - 1)], &[])));
    changes.extend((1..5_000).map(|client| update(100 + client, 0, &[after(5, 0)], &[])));
    changes.extend([update(4, 0, &[says("x")], &[]), update(5, 0, &[says("x")], &[])]);
    for bytes in &changes {
        assert!(bytes.len() <= UPDATE_LIMIT && plain(bytes).is_some());
        (0..2).for_each(|_| text.merge(bytes).expect("let through"));
    }
    let now = format!("{} and on", text.read());
    text.write(&now);
    assert_eq!(text.read(), now);
    assert!(now.contains("stays") && now.chars().filter(|letter| *letter == 'x').count() == 10_000, "{now}");
    assert!(begun.elapsed().as_secs() < 30, "{:?}", begun.elapsed());
}

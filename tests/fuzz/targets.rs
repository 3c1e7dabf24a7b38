//! What comes from outside, one function for each way in. Whatever the bytes are: no panic, no loop without end, no room
//! made for what is only claimed; and what is read is written as it was.
//!
//! `cargo xtask test fuzz` searches for some seconds each, `cargo xtask test fuzz/600` for longer; `native.rs` runs the same over the corpus in the
//! ordinary tests.

use desk::backup::{NotOpened, Opened, Step};
use engine::crypto::age::{self, CHUNK, To, With};
use engine::crypto::{Invitation, Keys};
use engine::merge::text::Text;
use engine::sync::share::courier::{file, read_file};
use relay::deed::{Cut, NewKey, Wrapped};
use relay::item::Header;
use relay::rules::Desk;
use relay::wire::{Page, Pushed, Signed, pack, unpack};
use relay::{Access, CardId, Deed, Hash, Item, Kind, Role};

/// One item.
pub fn bundle(data: &[u8]) {
    if let Ok(item) = Item::parse(data) {
        assert_eq!(item.bytes(), data);
        assert_eq!(item.hash(), Hash::of(data));
        assert!(item.header.time <= item.header.latest());
        _ = Deed::parse(&item.body);
        _ = Access::found(&item);
    }
}

/// What a device of the membership target knows of its own chain.
struct Writer {
    keys: Keys,
    number: u64,
    previous: Hash,
}

const NAMES: u8 = 6;

/// Bytes as a story: four bytes a deed, by one of six cards, all signed as they should be. Whatever they do, the deeds come
/// to the same community in the order in which they were written and in any other; and the relay's rules hold.
pub fn membership(data: &[u8]) {
    let mut writers: Vec<Writer> = (0..NAMES)
        .map(|name| Writer { keys: Keys::of(&[name], "device"), number: 0, previous: Hash::default() })
        .collect();
    let (device, recovery) = (writers[0].keys.card(), writers[1].keys.card());
    let found = Deed::Found { device, recovery, record: "c".into(), person: "p0".into(), key: key(0b11) };
    let first = writes(&mut writers[0], Hash::default(), 1, &found);
    let (mut access, mut desk) = (Access::found(&first).expect("a community"), Desk::open(&first, 0).expect("kept"));
    let mut items: Vec<Item> = Vec::new();
    for (at, act) in data.chunks_exact(4).take(24).enumerate() {
        let (who, whom, number) = (act[0] % NAMES, act[2] % NAMES, u64::from(act[3]));
        let card = Keys::of(&[whom], "device").card();
        let deed = match act[1] % 9 {
            0 => Deed::Invite {
                invitation: card,
                role: Role::of_code(act[3] % 4).unwrap_or(Role::Peer),
                until: i64::from(act[3]) - 9,
                person: None,
                key: Wrapped(Vec::new()),
                key_name: [act[3]; 8],
            },
            1 => Deed::Join { device: card, person: format!("p{whom}") },
            2 => Deed::Remove { who: vec![Cut { card: card.id(), after: number % 8 }], key: key(act[3]) },
            3 => Deed::Rotate { key: key(act[3]) },
            4 => Deed::Role { card: card.id(), role: Role::of_code(act[3] % 4).unwrap_or(Role::Peer) },
            5 => Deed::Accept { card: card.id(), until: number },
            6 => Deed::Recover { device: card, person: format!("p{whom}") },
            7 => Deed::Renew { recovery: card, key: key(act[3]) },
            _ => found.clone(),
        };
        // Some are dated back.
        let time = 2 + at as u64 - u64::from(act[1] >> 6).min(at as u64);
        let item = writes(&mut writers[usize::from(who)], first.hash(), time, &deed);
        _ = desk.take(&item, 5);
        items.push(item);
    }
    fold(&mut access, &items);
    let mut other_way = Access::found(&first).expect("a community");
    items.reverse();
    fold(&mut other_way, &items);
    assert_eq!(access, other_way);
    assert!(access.present().count() <= usize::from(NAMES) + 1);
}

/// Takes all whose author is known, until no more is.
fn fold(access: &mut Access, items: &[Item]) {
    let mut waiting: Vec<&Item> = items.iter().collect();
    loop {
        let before = waiting.len();
        waiting.retain(|item| access.take(item).is_err());
        if waiting.len() == before {
            return;
        }
    }
}

fn key(to: u8) -> NewKey {
    let cards = (0..NAMES).filter(|name| to >> name & 1 == 1).map(|name| Keys::of(&[name], "device").id());
    let to: std::collections::BTreeMap<CardId, Wrapped> = cards.map(|card| (card, Wrapped(Vec::new()))).collect();
    NewKey { name: [to.len() as u8; 8], to, carries: Wrapped(Vec::new()), before: Wrapped(Vec::new()) }
}

fn writes(writer: &mut Writer, community: Hash, time: u64, deed: &Deed) -> Item {
    writer.number += 1;
    let header = Header {
        kind: Kind::Deed,
        community,
        by: writer.keys.id(),
        number: writer.number,
        previous: writer.previous,
        time,
        key: [0; 8],
        salt: [0; 32],
        seen: Vec::new(),
    };
    let item = writer.keys.item(header, deed.body()).expect("an item");
    writer.previous = item.hash();
    item
}

/// What somebody pastes as an invitation.
pub fn invitation(data: &[u8]) {
    let text = String::from_utf8_lossy(data);
    if let Ok(invitation) = Invitation::read(&text) {
        let code = invitation.code();
        assert_eq!(Invitation::read(&code), Ok(invitation.clone()));
        assert_eq!(Invitation::read(&format!("x#{}", invitation.fragment())), Ok(invitation));
    }
}

/// What a phone says to the relay, what the relay answers, and a file from hand to hand.
pub fn request(data: &[u8]) {
    if let Ok(items) = unpack(data, 64) {
        assert_eq!(pack(&items), data);
    }
    if let Ok(page) = Page::parse(data) {
        assert_eq!(Page::parse(&page.bytes()), Ok(page));
    }
    if let Ok(items) = read_file(data) {
        assert_eq!(file(&items), data);
    }
    if let Some(signed) = std::str::from_utf8(data).ok().and_then(Signed::parse) {
        assert_eq!(Signed::parse(&signed.to_string()), Some(signed));
    }
    _ = serde_json::from_slice::<Pushed>(data);
}

/// Somebody's changes of a text, one after the other, each with its length (two bytes) before it. Whatever is taken, the
/// text still reads and still says what is written into it.
pub fn text(data: &[u8]) {
    let mut text = Text::new(1);
    text.write("一起包饺子");
    let mut rest = data;
    for _ in 0..16 {
        let Some((length, after)) = rest.split_first_chunk::<2>() else { break };
        let (update, after) = after.split_at(usize::from(u16::from_be_bytes(*length)).min(after.len()));
        let before = text.read();
        if text.merge(update).is_err() {
            assert_eq!(text.read(), before);
        }
        rest = after;
    }
    let now = text.read() + "。";
    text.write(&now);
    assert_eq!(text.read(), now);
}

/// The key of the backups that are made up here.
const SECRET: [u8; 32] = [7; 32];

/// Bytes as a backup, as several, and as what somebody sealed who knows for whom to seal. It ends; and what is read is one community's.
pub fn backup(data: &[u8]) {
    _ = opened(data.to_vec());
    // As a file of several: together they are no larger than it.
    let several = desk::backup::apart(data).unwrap_or_default();
    assert!(several.iter().flat_map(|one| &one.file).map(Vec::len).sum::<usize>() <= data.len());
    let Some((mut file, mut sealing)) = age::seal(&To::Keys(vec![age::point(&SECRET)]), || [9; 32]) else { return };
    let mut rest = data;
    loop {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK));
        file.extend(sealing.chunk(chunk, after.is_empty()));
        rest = after;
        if rest.is_empty() {
            break;
        }
    }
    let sealed_by_us = opened(file);
    assert_ne!(sealed_by_us.as_ref().err(), Some(&NotOpened::Key));
    if let Ok(opened) = sealed_by_us {
        let id = &opened.manifest.community;
        assert!(opened.ops.iter().all(|op| !op.document.as_str().starts_with('c') || op.document.as_str() == id));
    }
}

/// What opening comes to; so many steps as bytes, and some.
fn opened(file: Vec<u8>) -> Result<Opened, NotOpened> {
    let mut work = desk::backup::open(file, With::Key(SECRET));
    for _ in 0..100_000 {
        if let Step::Done(done) = work() {
            return done;
        }
    }
    panic!("it never ends")
}

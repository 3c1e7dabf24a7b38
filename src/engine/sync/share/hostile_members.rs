//! Attacks by somebody who belongs, with keys that are in order.

use relay::deed::{Cut, NewKey, Wrapped};
use relay::item::{Header, Malformed};
use relay::{Deed, Item, Kind, Role};

use super::courier::tests::{AT, random, session};
use super::hostile_tests::{Attack, BEFORE, World};
use super::state::{NotTaken, Share};
use crate::crypto::{CommunityKey, Keys, seal_body};
use crate::domain::fields::planning;
use crate::domain::{Id, Kind as Document};
use crate::merge::{Change, Edit, Op, Stamp};
use relay::access::Refused;

pub const ATTACKS: [Attack; 16] = [
    ("a peer makes itself a coordinator", role),
    ("a peer removes the coordinator", removal),
    ("a device joins another without an invitation", join),
    ("a first item in the middle", first_item),
    ("a deed that cannot be read", unreadable),
    ("a seal whose commitment is wrong", commitment),
    ("a seal with another key under the current one's name", other_key),
    ("words that are none", no_words),
    ("words in somebody else's name", other_name),
    ("a supervisor rewrites a plan", supervisor),
    ("an interviewer closes a session and removes a member", interviewer),
    ("a new key with a name that is not its own", key_name),
    ("a new key that is sealed for others", key_for_others),
    ("a copied device writes twice", copied),
    ("a time after which there is none", last_time),
    ("a stamp after which there is none", last_stamp),
];

/// What the second phone's keys could sign, without the phone doing so.
fn hostile(world: &mut World) -> Share {
    world.two.courier().share().clone()
}

/// The first phone is told an item by the relay, and then the relay keeps it.
fn tells_first(world: &mut World, item: &Item) -> Vec<NotTaken> {
    let came = world.one.courier().take([item.clone()], true);
    let refused = came.refused.clone();
    world.one.lets_in(came);
    refused
}

/// A deed that everybody holds and that has no effect.
fn without_effect(world: &mut World, deed: &Deed) {
    let (first, second) = (world.first(), world.second());
    let item = hostile(world).does(deed).expect("its form is in order");
    assert!(world.relay.push(std::slice::from_ref(&item)).refused.is_none(), "the relay carries it");
    world.one.sync(&mut world.relay);
    let access = world.one.courier().share().access();
    assert!(!access.has_effect(item.hash()));
    assert_eq!(access.of(first).map(|held| (held.role, held.gone)), Some((Role::Coordinator, false)));
    assert_eq!(access.of(second).map(|held| (held.role, held.gone)), Some((Role::Peer, false)));
    assert_eq!(access.keys().len(), 1);
    world.two.sync(&mut world.relay);
}

fn role(world: &mut World) {
    let deed = Deed::Role { card: world.second(), role: Role::Coordinator };
    without_effect(world, &deed);
}

fn announced(world: &mut World, key: &CommunityKey) -> NewKey {
    let share = hostile(world);
    let cards: Vec<_> = share.access().present().map(|(_, held)| held.card).collect();
    key.announce(share.access().community(), &[], &cards, [8; 32])
}

fn removal(world: &mut World) {
    let first = world.first();
    assert!(hostile(world).remove(&[first], random()).is_none(), "an honest phone does not even try");
    let key = announced(world, &CommunityKey::new([8; 32]));
    let deed = Deed::Remove { who: vec![Cut { card: first, after: 0 }], key };
    without_effect(world, &deed);
}

fn join(world: &mut World) {
    let device = crate::crypto::Keys::of(&[8; 32], "device").card();
    without_effect(world, &Deed::Join { device, person: "p".into() });
    assert!(world.one.courier().share().access().of(device.id()).is_none());
}

fn first_item(world: &mut World) {
    let deed = Deed::parse(&world.relay.log[0].body).expect("a deed");
    without_effect(world, &deed);
}

/// An item with the second phone's keys.
fn signs(world: &mut World, header: Header, body: Vec<u8>) -> Item {
    world.two.courier().signer().item(header, body).expect("an item")
}

/// Items that the first phone refuses. The second phone writes on as if it had not signed them.
fn refused(world: &mut World, item: &Item, why: NotTaken) {
    let rows = world.one.items.len();
    assert_eq!(tells_first(world, item), [why]);
    assert_eq!((world.one.items.len(), world.one.theme().as_str()), (rows, BEFORE));
}

fn unreadable(world: &mut World) {
    let header = hostile(world).header(Kind::Deed);
    for body in [b"".as_slice(), b"{}", br#"{"do":"found"}"#, br#"{"do":"rule"}"#, &[0xff; 100], &[b'['; 10_000]] {
        let item = signs(world, header.clone(), body.to_vec());
        refused(world, &item, NotTaken::Refused(Refused::Unknown));
    }
}

/// A sealed item of the second phone with these words.
fn seals(world: &mut World, words: &[u8]) -> Item {
    let share = hostile(world);
    let key = share.current_key().expect("it belongs").clone();
    let header = Header { key: key.name(), salt: [5; 32], ..share.header(Kind::Sealed) };
    let body = seal_body(&key, &header, words);
    signs(world, header, body)
}

fn commitment(world: &mut World) {
    let Item { header, mut body, .. } = seals(world, b"[]");
    body[0] ^= 1;
    let item = signs(world, header.clone(), body);
    refused(world, &item, NotTaken::Broken);
    for length in [0, 31, 32, 47] {
        let item = signs(world, header.clone(), vec![0; length]);
        refused(world, &item, NotTaken::Broken);
    }
}

fn other_key(world: &mut World) {
    let Item { header, .. } = seals(world, b"[]");
    let body = seal_body(&CommunityKey::new([8; 32]), &header, b"[]");
    let item = signs(world, header, body);
    refused(world, &item, NotTaken::Broken);
}

fn no_words(world: &mut World) {
    for words in [b"".as_slice(), b"{}", b"[1]", b"[{}]", &[b'['; 10_000], &[0xff; 50]] {
        let item = seals(world, words);
        refused(world, &item, NotTaken::Broken);
    }
}

fn says(stamp: Stamp, words: &str) -> Vec<u8> {
    let (field, value) = ("plan.venue".to_owned(), words.into());
    let change = Change::Set { field, value, over: None };
    serde_json::to_vec(&[Op { document: session(), stamp, by: None, change }]).expect("ops")
}

fn venue(world: &mut World) -> Option<String> {
    world.one.theme();
    let session = world.one.machine.session(&session(), &super::courier::tests::now());
    session.map(|session| session.plan.venue)
}

/// The second phone hands something over that the first takes and sets aside.
fn set_aside(world: &mut World, stamp: Stamp) {
    let words = says(stamp, "假的");
    let item = seals(world, &words);
    let mut share = world.one.courier().share().clone();
    let took = share.take(item.clone()).expect("the item itself is in order");
    assert_eq!(took.incoming.iter().map(|one| (one.ops.len(), one.set_aside)).collect::<Vec<_>>(), [(0, 1)]);
    assert!(world.relay.push(&[item]).refused.is_none());
    world.one.sync(&mut world.relay);
    assert_ne!(venue(world).as_deref(), Some("假的"));
    world.two.sync(&mut world.relay);
}

fn other_name(world: &mut World) {
    let first = world.first().to_string();
    set_aside(world, Stamp::new(AT + 1, 0, &first));
}

/// Somebody comes in under a role, and a changed app of theirs writes what is not theirs to write.
pub fn forbidden(world: &mut World, role: Role, document: &Id, field: &str) {
    forbidden_by(world, role, None, document, field);
}

/// The same, with the name of whom the changed app gives as the author.
pub fn forbidden_by(world: &mut World, role: Role, name: Option<Id>, document: &Id, field: &str) {
    let (invitation, arrived) = world.one.courier().invite(role, None, AT, random()).expect("invited");
    world.one.arrived(arrived);
    world.one.sync(&mut world.relay);
    let keys = Keys::of(&random()(), "device");
    let mut shares = Share::join(&invitation, keys, &person(4), world.relay.log.clone(), AT).expect("in");
    let by = shares.0.me().to_string();
    let set = |document: &Id, field: &str, count: u32| Op {
        document: document.clone(),
        stamp: Stamp::new(AT + 1, count, &by),
        by: name.clone(),
        change: Change::Set { field: field.to_owned(), value: "假的".into(), over: None },
    };
    // Their own name they may write: only the other op is set aside.
    let ops = [set(document, field, 0), set(&person(4), "person.alias", 1)];
    let written = shares.0.write(&ops, random()).expect("they have the key").remove(0);
    assert!(world.relay.push(&[shares.2, written.clone()]).refused.is_none());
    for phone in [&mut world.one, &mut world.two] {
        phone.sync(&mut world.relay);
        let read = phone.courier().share().read(&written).expect("it opens");
        assert_eq!((read.ops, read.set_aside), (vec![ops[1].clone()], 1), "{role:?} {field}");
    }
}

pub fn person(number: u8) -> Id {
    Id::new(Document::Person, &[number; 10])
}

fn supervisor(world: &mut World) {
    forbidden(world, Role::Supervisor, &session(), planning::VENUE.name());
    assert_ne!(venue(world).as_deref(), Some("假的"));
}

fn interviewer(world: &mut World) {
    forbidden(world, Role::Interviewer, &session(), "record.closed");
    forbidden(world, Role::Interviewer, &person(2), "removed");
    let removed = world.one.machine.summary(&person(2)).and_then(crate::sync::Summary::removed);
    assert_eq!(removed, None);
}

/// A key with which nobody can do anything must not keep anybody from writing: a phone that has no current key makes one.
fn useless_key(world: &mut World, key: NewKey) {
    let item = hostile(world).does(&Deed::Rotate { key }).expect("its form is in order");
    assert!(world.relay.push(&[item]).refused.is_none());
    for _ in 0..2 {
        world.one.sync(&mut world.relay);
        for phone in [&mut world.one, &mut world.two] {
            if let Some(arrived) = phone.courier().rotate(random()) {
                phone.arrived(arrived);
            }
            phone.sync(&mut world.relay);
        }
    }
    for phone in [&mut world.one, &mut world.two] {
        assert!(phone.courier().share().current_key().is_some());
        assert!(phone.courier().rotate(random()).is_none(), "one new key is enough");
    }
}

fn key_name(world: &mut World) {
    let key = announced(world, &CommunityKey::new([8; 32]));
    useless_key(world, NewKey { name: [9; 8], ..key });
}

fn key_for_others(world: &mut World) {
    let mut key = announced(world, &CommunityKey::new([8; 32]));
    let (first, second) = (world.first(), world.second());
    let foreign = key.to[&second].clone();
    key.to.insert(first, foreign);
    useless_key(world, key.clone());
    key.to.values_mut().for_each(|wrapped| *wrapped = Wrapped(Vec::new()));
    key.name = [7; 8];
    useless_key(world, key);
}

fn copied(world: &mut World) {
    let mut copy = world.two.courier().share().clone();
    world.two.edit(Edit::write(planning::theme(), "本机"));
    world.two.sync(&mut world.relay);
    world.one.sync(&mut world.relay);
    let item = copy.write(&[op(world)], random()).expect("the copy has the keys too").remove(0);
    let by = world.second();
    assert_eq!(tells_first(world, &item), [NotTaken::Fork(by)]);
    // And so is what follows it, though its number would be the next.
    let item = copy.write(&[op(world)], random()).expect("the copy has the keys too").remove(0);
    assert_eq!(item.header.number, world.one.courier().share().here()[&by] + 1);
    assert_eq!(tells_first(world, &item), [NotTaken::Fork(by)]);
    assert_eq!(world.one.theme(), "本机");
}

fn op(world: &mut World) -> Op {
    let stamp = Stamp::new(AT + 9, 0, &world.second().to_string());
    let change = Change::Set { field: "plan.venue".into(), value: "复制".into(), over: None };
    Op { document: session(), stamp, by: None, change }
}

fn last_time(world: &mut World) {
    let header = seals(world, b"[]").header;
    let keys = world.two.courier().signer().clone();
    for time in [u64::MAX, u64::MAX - 1, 1 << 63, 1 << 41] {
        let late = keys.item(Header { time, ..header.clone() }, vec![0; 64]);
        assert_eq!(late, Err(Malformed::Field("time")));
    }
    // As late as may be: everybody still writes after it.
    let share = hostile(world);
    let key = share.current_key().expect("it belongs").clone();
    let time = header.number + header.seen.iter().map(|(_, number)| number).sum::<u64>() + (1 << 40);
    let header = Header { time, ..header };
    let body = seal_body(&key, &header, b"[]");
    let item = signs(world, header, body);
    assert!(world.relay.push(&[item]).refused.is_none());
    world.one.sync(&mut world.relay);
    world.two.sync(&mut world.relay);
    let next = world.one.courier().share().header(Kind::Deed);
    assert_eq!(next.time, time + 1);
}

fn last_stamp(world: &mut World) {
    let second = world.second().to_string();
    for (wall, count) in [(i64::MAX, u32::MAX), (i64::MAX, 0), (1 << 60, 0)] {
        set_aside(world, Stamp::new(wall, count, &second));
    }
}

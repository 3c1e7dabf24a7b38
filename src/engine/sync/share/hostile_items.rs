//! Attacks with single items: changed, exchanged, foreign, forged.

use relay::item::{Header, MOST_SEEN, Malformed};
use relay::{CardId, Deed, Hash, Item, Kind, Role};

use super::courier::tests::{AT, pair, random};
use super::courier::{Courier, Request};
use super::hostile_tests::{Attack, BEFORE, World, changed};
use super::state::NotTaken;
use super::{NotIn, Share};
use crate::crypto::Keys;
use crate::domain::{Id, Kind as Document};
use relay::access::Refused;

pub const ATTACKS: [Attack; 19] = [
    ("the bodies of two items are exchanged", bodies),
    ("the headers of two items are exchanged", headers),
    ("a bit of the header is flipped", header_bit),
    ("a bit of the body is flipped", body_bit),
    ("a bit of the signature is flipped", signature_bit),
    ("an item of another community is put in", other_community),
    ("another community's first item is put in", other_first_item),
    ("a stranger writes", stranger),
    ("strangers write so much that no room is left", flood),
    ("a forged item takes the place of one that waits", squats),
    ("an item has seen more than anybody may", seen_too_much),
    ("an item has seen what nobody wrote", seen_nothing),
    ("an item has the last of all numbers", last_number),
    ("an item is of a later version", later_version),
    ("a removal is withheld", removal_withheld),
    ("the deed with a key is withheld", key_withheld),
    ("somebody who was removed goes on writing", past_the_cut),
    ("an invitation is used twice", used_twice),
    ("an invitation has expired, or somebody else signs its joining", joining),
];

const NOT_SIGNED: NotTaken = NotTaken::Refused(Refused::Malformed(Malformed::Signature));

fn refuses(world: &mut World, item: Item, why: NotTaken) {
    let rows = world.two.items.len();
    assert_eq!(world.tells_items(&[item]), [why]);
    assert_eq!((world.two.items.len(), world.waits(), world.two.theme().as_str()), (rows, 0, BEFORE));
}

/// An item put together from what others signed, with the signature of `whole`.
fn mixed(whole: &Item, header: &Header, body: &[u8]) -> Item {
    let signature = whole.bytes().split_off(whole.bytes().len() - 64);
    Item::parse(&[header.bytes(body.len()).as_slice(), body, &signature].concat()).expect("its form is in order")
}

fn bodies(world: &mut World) {
    let items = world.news(&["一", "二"]);
    refuses(world, mixed(&items[0], &items[0].header, &items[1].body), NOT_SIGNED);
}

fn headers(world: &mut World) {
    let items = world.news(&["一", "二"]);
    let header =
        Header { number: items[0].header.number, previous: items[0].header.previous, ..items[1].header.clone() };
    refuses(world, mixed(&items[0], &header, &items[0].body), NOT_SIGNED);
}

fn header_bit(world: &mut World) {
    let items = world.news(&["一"]);
    let time = 2 + 32 + 16 + 8 + 32 + 7;
    refuses(world, changed(&items[0], |bytes| bytes[time] ^= 1), NOT_SIGNED);
}

fn body_bit(world: &mut World) {
    let items = world.news(&["一"]);
    refuses(
        world,
        changed(&items[0], |bytes| bytes.iter_mut().nth_back(64).into_iter().for_each(|byte| *byte ^= 1)),
        NOT_SIGNED,
    );
}

fn signature_bit(world: &mut World) {
    let items = world.news(&["一"]);
    refuses(
        world,
        changed(&items[0], |bytes| bytes.iter_mut().nth_back(40).into_iter().for_each(|byte| *byte ^= 1)),
        NOT_SIGNED,
    );
}

fn other_community(world: &mut World) {
    let (_, _, other) = pair();
    let item = other.log.last().expect("it has items").clone();
    refuses(world, item, NotTaken::Refused(Refused::OtherCommunity));
}

fn other_first_item(world: &mut World) {
    let (_, _, other) = pair();
    refuses(world, other.log[0].clone(), NotTaken::Refused(Refused::OtherCommunity));
}

/// An item that somebody signs who does not belong.
fn foreign(world: &mut World, number: u64, seen: Vec<(CardId, u64)>) -> Item {
    let keys = Keys::of(&number.to_be_bytes(), "device");
    let header = world.one.courier().share().header(Kind::Sealed);
    let header = Header { by: keys.id(), number: 1, previous: Hash::default(), seen, ..header };
    keys.item(header, vec![0; 64]).expect("an item")
}

fn stranger(world: &mut World) {
    let item = foreign(world, 1, Vec::new());
    let rows = world.two.items.len();
    assert_eq!(world.tells_items(&[item]), [], "it may be somebody who joins later");
    assert_eq!((world.two.items.len(), world.waits(), world.two.theme().as_str()), (rows, 1, BEFORE));
}

fn flood(world: &mut World) {
    let items: Vec<Item> = (0..4_010).map(|number| foreign(world, number, Vec::new())).collect();
    let refused = world.tells_items(&items);
    assert_eq!(refused, [NotTaken::Flood; 10]);
    let news = world.news(&["一"]);
    assert_eq!(world.tells_items(&news), [], "what can be taken at once needs no room");
    assert_eq!(world.two.theme(), "一");
}

fn squats(world: &mut World) {
    let items = world.news(&["一", "二", "三"]);
    // Somebody forges the last one, with a body of their own; the phone cannot tell before the author's card is known.
    let secret = [77; 32];
    let (invitation, arrived) = world.one.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    world.one.arrived(arrived);
    world.one.sync(&mut world.relay);
    let (other, _) = Courier::join(&invitation, secret, &person(5), world.relay.log.clone(), None, AT).expect("in");
    let join = other.share().deeds().last().expect("the deed by which it came in").clone();
    let mut share = other.share().clone();
    let honest = share.write(&[], random()).map(|_| share.header(Kind::Sealed)).expect("it belongs");
    let keys = Keys::of(&secret, "device");
    let deed = Deed::Role { card: keys.id(), role: Role::Peer }.body();
    let header = Header { kind: Kind::Deed, ..honest };
    let real = keys.item(header, deed).expect("an item");
    let forged = changed(&real, |bytes| bytes.iter_mut().nth_back(3).into_iter().for_each(|byte| *byte ^= 1));
    assert_eq!(world.tells_items(&[forged, real.clone()]), []);
    let invite: Vec<Item> = world.relay.log.iter().rev().take(1).cloned().collect();
    assert_eq!(world.tells_items(&items), []);
    assert_eq!(world.tells_items(&invite), []);
    assert_eq!(world.tells_items(std::slice::from_ref(&join)), []);
    let (here, by) = (world.two.courier().share().here(), real.header.by);
    assert_eq!(here.get(&by), Some(&1), "the true one is here");
    for item in [join, real] {
        world.relay.push(&[item]);
    }
}

fn seen_too_much(world: &mut World) {
    let seen = |many: usize| (1..=many as u128).map(|card| (CardId(card.to_be_bytes()), 1)).collect::<Vec<_>>();
    let keys = world.two.courier().signer().clone();
    for many in [MOST_SEEN + 1, 5_000, 70_000] {
        let header = Header { seen: seen(many), ..world.two.courier().share().header(Kind::Sealed) };
        assert!(keys.item(header, vec![0; 64]).is_err());
    }
    let item = foreign(world, 1, seen(MOST_SEEN));
    assert_eq!(world.tells_items(&[item]), []);
    assert_eq!((world.waits(), world.two.theme().as_str()), (1, BEFORE));
}

fn seen_nothing(world: &mut World) {
    let first = world.first();
    let keys = world.one.courier().signer().clone();
    for seen in [(CardId([9; 16]), 1), (CardId([9; 16]), u64::MAX)] {
        let header = Header { seen: vec![seen], ..world.one.courier().share().header(Kind::Sealed) };
        let item = keys.item(header, vec![0; 64]).expect("an item");
        assert_eq!(item.header.by, first);
        assert_eq!(world.tells_items(&[item]), []);
    }
    assert_eq!(world.two.theme(), BEFORE);
}

fn last_number(world: &mut World) {
    let keys = world.one.courier().signer().clone();
    let header = Header { number: u64::MAX, ..world.one.courier().share().header(Kind::Sealed) };
    let item = keys.item(header, vec![0; 64]).expect("an item");
    assert_eq!(world.tells_items(&[item]), []);
    assert_eq!((world.waits(), world.two.theme().as_str()), (1, BEFORE));
}

fn later_version(world: &mut World) {
    let mut bytes = world.relay.log[0].bytes();
    bytes[0] = 2;
    assert_eq!(Item::parse(&bytes), Err(Malformed::Version(2)));
}

fn removal_withheld(world: &mut World) {
    let second = world.second();
    let removed = world.one.courier().remove(&[second], random()).expect("removed");
    world.one.arrived(removed);
    let items = world.one.all_items();
    let refolded = world.one.courier().refold(&items);
    world.one.arrived(refolded);
    world.two_is_gone = true;
    let items = world.news(&["不给你看"]);
    let (removal, later) = items.split_first().expect("two items");
    assert_eq!(world.tells_items(later), []);
    assert_eq!((world.waits(), world.two.theme().as_str()), (1, BEFORE), "what comes after a gap waits");
    assert_eq!(world.tells_items(std::slice::from_ref(removal)), []);
    assert!(!world.two.courier().share().belongs(), "told at last, the phone knows that it was removed");
    assert_eq!(world.two.theme(), BEFORE, "and opens nothing new");
}

fn key_withheld(world: &mut World) {
    let (invitation, arrived) = world.one.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    world.one.arrived(arrived);
    let removed = world.one.courier().remove(&[invitation.keys().id()], random()).expect("taken back");
    world.one.arrived(removed);
    let items = world.news(&["新钥匙"]);
    let (deeds, sealed) = items.split_at(items.len() - 1);
    assert_eq!(deeds.len(), 2);
    assert_eq!(world.tells_items(sealed), []);
    assert_eq!((world.waits(), world.two.theme().as_str()), (1, BEFORE));
    assert_eq!(world.tells_items(deeds), []);
    assert_eq!((world.waits(), world.two.theme().as_str()), (0, "新钥匙"));
}

fn past_the_cut(world: &mut World) {
    removal_withheld(world);
    let cut = world.two.courier().share().here();
    let secret = [2; 32];
    let keys = Keys::of(&secret, "device");
    let header = world.two.courier().share().header(Kind::Sealed);
    let cut = cut.get(&keys.id()).copied().unwrap_or(0);
    assert_eq!(cut + 1, header.number, "these are the second phone's keys");
    let late = keys.item(header, vec![0; 64]).expect("an item");
    let before = world.one.theme();
    let came = world.one.courier().take([late], true);
    let ops = came.arrived.ops.len();
    world.one.lets_in(came);
    assert_eq!((ops, world.one.theme()), (0, before));
    assert!(!world.one.courier().share().counts(keys.id(), cut + 1));
}

fn person(number: u8) -> Id {
    Id::new(Document::Person, &[number; 10])
}

fn used_twice(world: &mut World) {
    let (invitation, arrived) = world.one.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    world.one.arrived(arrived);
    world.one.sync(&mut world.relay);
    let log = world.relay.log.clone();
    let joins = |secret| Share::join(&invitation, Keys::of(&[secret; 32], "device"), &person(secret), log.clone(), AT);
    let (third, _, joined) = joins(7).expect("in");
    let (fourth, _, again) = joins(8).expect("it cannot know better");
    world.relay.push(std::slice::from_ref(&joined));
    let late = Share::join(&invitation, Keys::of(&[9; 32], "device"), &person(9), world.relay.log.clone(), AT);
    assert_eq!(late.map(|_| ()), Err(NotIn::Used));
    world.two.sync(&mut world.relay);
    let by = invitation.keys().id();
    let refused = world.tells_items(&[again]);
    assert_eq!(refused, [NotTaken::Fork(by)]);
    let access = world.two.courier().share().access().clone();
    assert!(access.of(third.me()).is_some() && access.of(fourth.me()).is_none());
}

fn joining(world: &mut World) {
    let (invitation, arrived) = world.one.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    world.one.arrived(arrived);
    world.one.sync(&mut world.relay);
    let log = world.relay.log.clone();
    let late = Share::join(&invitation, Keys::of(&[7; 32], "device"), &person(7), log.clone(), invitation.until + 1);
    assert_eq!(late.map(|_| ()), Err(NotIn::Expired));
    let thief = Keys::of(&[8; 32], "device");
    let (_, _, joined) = Share::join(&invitation, thief.clone(), &person(8), log, AT).expect("it has the secret");
    let stolen = thief.item(joined.header.clone(), joined.body.clone()).map(|_| ());
    assert!(stolen.is_ok(), "the form is in order");
    world.two.sync(&mut world.relay);
    let forged = thief.item(joined.header, joined.body).expect("an item");
    refuses(world, forged, NOT_SIGNED);
    assert!(world.two.courier().share().access().of(thief.id()).is_none());
    assert!(matches!(world.two.courier().request(), Request::Pull(_)));
}

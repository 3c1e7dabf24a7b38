//! What went wrong for a while is put right by itself.

use std::collections::BTreeMap;

use relay::rules::Refusal;
use relay::{Item, Role};

use super::courier::tests::{AT, Phone, Relay, now, pair, random};
use super::courier::{Courier, Request, SHARE_ROW, row};
use crate::domain::fields::planning;
use crate::domain::{Id, Kind};
use crate::merge::Edit;
use crate::sync::Event;

/// A third phone, by an invitation of the first.
fn third(one: &mut Phone, relay: &mut Relay) -> Phone {
    let (invitation, arrived) = one.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    one.arrived(arrived);
    one.sync(relay);
    let mut three = Phone::new("ccc");
    let (person, items) = (Id::new(Kind::Person, &[4; 10]), relay.log.clone());
    let (courier, arrived) =
        Courier::join(&invitation, [3; 32], &person, items, Some(relay.at()), AT).expect("it comes in");
    three.step(Event::Shares(courier.share().me().to_string()));
    three.courier = Some(courier);
    three.arrived(arrived);
    three.sync(relay);
    three
}

fn removes(one: &mut Phone, who: &mut Phone) {
    let removed = one.courier().remove(&[who.courier().share().me()], random()).expect("removed");
    one.arrived(removed);
    let items = one.all_items();
    let refolded = one.courier().refold(&items);
    one.arrived(refolded);
}

fn plan(phone: &mut Phone, id: &Id) -> Option<String> {
    phone.step(Event::Opened(id.clone(), Vec::new()));
    phone.machine.session(id, &now()).map(|session| session.plan.theme).filter(|theme| !theme.is_empty())
}

#[test]
fn a_session_that_counts_no_more_is_on_nobodys_phone() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    let mut three = third(&mut one, &mut relay);
    let walk = Id::new(Kind::Session, &[8; 10]);
    two.step(Event::Edit(walk.clone(), vec![Edit::write(planning::theme(), "散步")], None));
    two.pack();
    three.takes_file(two.all_items());
    assert_eq!(plan(&mut three, &walk).as_deref(), Some("散步"));
    assert!(three.machine.shelves.get(&walk).is_some());
    // Who removes the second phone has never heard of that session.
    removes(&mut one, &mut two);
    one.sync(&mut relay);
    three.sync(&mut relay);
    one.sync(&mut relay);
    for phone in [&mut one, &mut three] {
        assert_eq!(plan(phone, &walk), None);
        assert!(phone.machine.shelves.get(&walk).is_none(), "no list shows it");
        assert!(phone.all_ops().iter().all(|op| op.document != walk), "nor is it stored");
    }
    // It is late work: once it is accepted all have it.
    let gone = two.courier().share().me();
    let accepted = one.courier().accept(gone).expect("accepted");
    one.arrived(accepted);
    let items = one.all_items();
    let refolded = one.courier().refold(&items);
    one.arrived(refolded);
    one.sync(&mut relay);
    three.sync(&mut relay);
    assert_eq!((plan(&mut one, &walk), plan(&mut three, &walk)), (Some("散步".into()), Some("散步".into())));
}

#[test]
fn what_could_not_be_folded_is_still_owed_after_a_restart() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    let mut three = third(&mut one, &mut relay);
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    two.sync(&mut relay);
    removes(&mut one, &mut two);
    one.sync(&mut relay);
    // The removal arrives, and an item cannot be read just then: what came is stored, and nothing is folded.
    let after = three.courier().relay().after;
    let came = three.courier().pulled(relay.pull(after, 99), AT).expect("a page");
    assert!(came.refold);
    three.arrived(came.arrived);
    assert_eq!(three.theme(), "一起包饺子", "two's words are not shown yet");
    let items: BTreeMap<String, Vec<u8>> = three.items.clone();
    three.courier = Courier::open(&three.local[SHARE_ROW], &items);
    assert!(three.courier().owes_refold());
    let items = three.all_items();
    let refolded = three.courier().refold(&items);
    three.arrived(refolded);
    let opened = Courier::open(&three.local[SHARE_ROW], &three.items).expect("it opens");
    assert!(!opened.owes_refold());
    assert_eq!(three.theme(), one.theme());
}

#[test]
fn late_work_holds_up_nothing_at_the_relay() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    one.sync(&mut relay);
    removes(&mut one, &mut two);
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    two.pack();
    one.sync(&mut relay);
    let late = two.all_items();
    one.takes_file(late);
    one.edit(Edit::write(planning::theme(), "一起散步"));
    one.pack();
    let Request::Push(items) = one.courier().request() else { panic!("something waits") };
    let counts: Vec<bool> = {
        let share = one.courier().share().clone();
        items.iter().map(|item: &Item| share.counts(item.header.by, item.header.number)).collect()
    };
    assert!(counts.contains(&false) && counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
}

#[test]
fn a_copied_phone_at_the_door_speaks_first_as_the_member_that_it_was() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    let mut twin = two.copy();
    let card = two.courier().share().me();
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    two.sync(&mut relay);
    one.sync(&mut relay);
    twin.edit(Edit::write(planning::theme(), "一起散步"));
    assert!(twin.settles(relay.log.clone(), Some(relay.at())), "its branch gives way");
    assert!(twin.courier().is_at_the_door() && twin.courier().share().me() != card);
    // As a member it may hand on what others hold, as a newcomer only itself.
    assert_eq!(twin.courier().signer().id(), card);
}

#[test]
fn a_phone_that_a_refilled_relay_does_not_know_hands_itself_over_again() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    let before = one.all_items();
    let mut three = third(&mut one, &mut relay);
    three.edit(Edit::write(planning::aim(), "认识新朋友"));
    three.sync(&mut relay);
    // The relay is wiped, and filled again by a phone that never heard of the third.
    relay.wipe();
    relay.push(&before);
    assert!(relay.desk.as_ref().is_some_and(|desk| desk.access().of(three.courier().share().me()).is_none()));
    // It has nothing new to say, and asks only; it is unknown, and brings itself.
    three.sync(&mut relay);
    let at_relay = |phone: &mut Phone, relay: &Relay| {
        phone.all_items().iter().all(|item| relay.log.iter().any(|kept| kept.hash() == item.hash()))
    };
    assert!(at_relay(&mut three, &relay));
    two.sync(&mut relay);
    assert!(at_relay(&mut two, &relay) && two.all_items().len() == relay.log.len());
}

#[test]
fn who_is_unknown_hands_everything_over_and_then_waits() {
    let (mut one, _, mut relay) = pair();
    let before = one.all_items();
    let three = third(&mut one, &mut relay);
    let mut copy = Courier::open(&three.local[SHARE_ROW], &three.items).expect("it opens");
    relay.wipe();
    relay.push(&before);
    // It knew this relay once. Refused again while it hands over, it begins nothing anew.
    assert!(copy.refused(&Refusal::Unsigned) && copy.sends_again());
    copy.resend(three.items.iter().map(|(key, item)| (row(key).expect("a row"), Item::parse(item).expect("an item"))));
    assert!(!copy.refused(&Refusal::Unsigned) && !copy.sends_again());
}

#[test]
fn a_wiped_relay_is_filled_again_by_a_phone_that_came_in_late() {
    let (mut one, _, mut relay) = pair();
    // What goes into one request does not reach to where the third came in.
    for n in 0..3 * relay::rules::MOST_PUSHED {
        one.edit(Edit::write(planning::theme(), format!("主题 {n}")));
        one.pack();
    }
    one.sync(&mut relay);
    let mut three = third(&mut one, &mut relay);
    relay.wipe();
    three.sync(&mut relay);
    assert_eq!(relay.log.len(), three.all_items().len());
    one.sync(&mut relay);
    assert_eq!((relay.log.len(), relay.altered), (one.all_items().len(), 0));
}

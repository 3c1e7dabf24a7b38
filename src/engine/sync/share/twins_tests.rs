//! Copied devices, on phones with a machine, a store and a courier.

use relay::{Deed, Kind, Role};

use super::super::courier::tests::{AT, Phone, Relay, now, pair, random, session};
use super::super::{NotTaken, Share};
use super::*;
use crate::domain::fields::planning;
use crate::domain::{Id, Kind as Document};
use crate::merge::Edit;

fn venue(phone: &mut Phone) -> String {
    phone.theme();
    phone.machine.session(&session(), &now()).map(|session| session.plan.venue).unwrap_or_default()
}

fn says(phone: &mut Phone, words: &str) {
    phone.edit(Edit::set(planning::VENUE, words.to_owned()));
    phone.pack();
}

fn appends(phone: &mut Phone, words: &str) {
    let words = phone.theme() + words;
    phone.edit(Edit::write(planning::theme(), words));
    phone.pack();
}

fn me(phone: &mut Phone) -> CardId {
    phone.courier().share().me()
}

/// Everybody is online for a while.
fn all_sync(relay: &mut Relay, phones: &mut [&mut Phone]) {
    for _ in 0..4 {
        phones.iter_mut().for_each(|phone| phone.sync(relay));
    }
}

fn same_everywhere(phones: &mut [&mut Phone]) {
    let shown: Vec<(String, String)> = phones.iter_mut().map(|phone| (phone.theme(), venue(phone))).collect();
    assert!(shown.windows(2).all(|pair| pair[0] == pair[1]), "{shown:?}");
    for phone in phones {
        assert_eq!(phone.courier().waits_to_send(), 0);
        assert!(phone.courier().share().belongs());
    }
}

/// Two phones and a copy of the second, which all hold the same.
fn three() -> (Phone, Phone, Phone, Relay) {
    let (mut one, mut two, mut relay) = pair();
    all_sync(&mut relay, &mut [&mut two, &mut one]);
    let copy = two.copy();
    (one, two, copy, relay)
}

#[test]
fn a_copied_phone_becomes_a_phone_of_its_own_and_loses_nothing() {
    let (mut one, mut two, mut copy, mut relay) = three();
    let old = me(&mut two);
    appends(&mut two, "吧");
    two.sync(&mut relay);
    appends(&mut copy, "，再做汤圆");
    says(&mut copy, "活动室");
    says(&mut copy, "公园");
    copy.sync(&mut relay);
    all_sync(&mut relay, &mut [&mut one, &mut two, &mut copy]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy]);
    assert!(one.theme().contains('吧') && one.theme().contains("汤圆"), "{}", one.theme());
    assert_eq!(venue(&mut one), "公园");
    let new = me(&mut copy);
    let other = me(&mut two);
    assert!(old != new && old != other && new != other);
    let access = one.courier().share().access().clone();
    let of = |card| access.of(card).map(|held| (held.person.clone(), held.role, held.gone));
    assert_eq!(of(other), of(new), "the same person, the same role");
    assert!(access.of(old).is_some_and(|held| !held.gone), "others may have the same data");
    assert_eq!(copy.machine.local().clock.device(), new.to_string());
    assert_eq!(two.machine.local().clock.device(), other.to_string());
    assert!(copy.courier().share().twin_is_here() && two.courier().share().twin_is_here());
    // What it writes from now on is its own, and it opens again as what it is.
    says(&mut copy, "医院");
    let mut again = copy.copy();
    assert_eq!(me(&mut again), new);
    all_sync(&mut relay, &mut [&mut copy, &mut one]);
    assert_eq!(venue(&mut one), "医院");
    // What the twin writes from now on comes too.
    appends(&mut two, "，大家都来");
    all_sync(&mut relay, &mut [&mut two, &mut copy, &mut one]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy]);
    assert!(copy.theme().contains("大家都来"), "{}", copy.theme());
    // A month later the card whose keys both have is gone, and nothing more is said of it.
    for phone in [&mut two, &mut copy, &mut one] {
        phone.sync_at(&mut relay, AT + 31 * 24 * 3_600_000);
    }
    assert!(one.courier().share().access().of(old).is_some_and(|held| held.gone));
    assert!(!copy.courier().share().twin_is_here() && !two.courier().share().twin_is_here());
    // The relay is wiped: all of it is handed over again, by phones whose way in is gone.
    relay.wipe();
    says(&mut copy, "车站");
    all_sync(&mut relay, &mut [&mut copy, &mut two, &mut one]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy]);
    assert_eq!(venue(&mut one), "车站");
}

#[test]
fn a_copy_that_comes_late_becomes_a_phone_of_its_own_too() {
    let (mut one, mut two, mut copy, mut relay) = three();
    let mut late = two.copy();
    says(&mut two, "活动室");
    two.sync(&mut relay);
    appends(&mut copy, "，再做汤圆");
    all_sync(&mut relay, &mut [&mut copy, &mut two, &mut one]);
    appends(&mut late, "，大家都来");
    all_sync(&mut relay, &mut [&mut late, &mut copy, &mut two, &mut one]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy, &mut late]);
    assert!(one.theme().contains("汤圆") && one.theme().contains("大家都来"), "{}", one.theme());
}

#[test]
fn a_phone_that_is_in_and_does_not_know_it_yet_is_let_in_when_its_way_is_gone() {
    let (mut one, mut two, mut copy, mut relay) = three();
    says(&mut two, "活动室");
    two.sync(&mut relay);
    appends(&mut copy, "，再做汤圆");
    // It hands its coming in over, and is closed before it hears that it was taken.
    assert!(copy.settles(relay.log.clone(), Some(relay.at())));
    let items: Vec<Item> = copy.all_items();
    let taken = relay.push(&items);
    assert_eq!(taken.refused, None);
    // Meanwhile the other leaves too, and removes the card of both.
    all_sync(&mut relay, &mut [&mut two, &mut one]);
    two.sync_at(&mut relay, AT + 31 * 24 * 3_600_000);
    assert!(copy.courier().is_at_the_door());
    all_sync(&mut relay, &mut [&mut copy, &mut two, &mut one]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy]);
    assert!(one.theme().contains("汤圆"));
}

/// Whether a phone can open what is written from now on.
fn is_shut_out(phone: &mut Phone, current: &[u8; 8]) -> bool {
    phone.courier().share().current_key().is_none_or(|key| key.name() != *current)
}

#[test]
fn a_copied_phone_that_is_removed_opens_nothing_that_comes_later() {
    for twin_came_back in [true, false] {
        let (mut one, mut two, mut copy, mut relay) = three();
        says(&mut two, "活动室");
        two.sync(&mut relay);
        appends(&mut copy, "，再做汤圆");
        let phones = &mut [&mut copy, &mut one, &mut two];
        all_sync(&mut relay, &mut phones[..if twin_came_back { 3 } else { 2 }]);
        let gone = me(&mut copy);
        let removed = one.courier().remove(&[gone], random()).expect("a coordinator removes");
        one.arrived(removed);
        let before = me(&mut two);
        all_sync(&mut relay, &mut [&mut one, &mut two]);
        let current = one.courier().share().current_key().expect("a key").name();
        // It sees the whole log, however it came by it.
        _ = copy.courier().take(relay.log.clone(), false);
        assert!(is_shut_out(&mut copy, &current));
        // Who never came back has only the keys that the removed one has too, and is to be invited again.
        let held = one.courier().share().access().of(before).map(|held| held.gone);
        assert_eq!((held, before), (Some(!twin_came_back), me(&mut two)));
    }
}

#[test]
fn who_removes_its_own_twin_leaves_their_card() {
    let (mut one, mut two, mut copy, mut relay) = three();
    says(&mut two, "活动室");
    two.sync(&mut relay);
    appends(&mut copy, "，再做汤圆");
    all_sync(&mut relay, &mut [&mut copy, &mut one]);
    // It has heard of the other, and does not wait.
    let (old, gone) = (me(&mut two), me(&mut copy));
    let came = two.courier().take(relay.log.clone(), false);
    two.lets_in(came);
    let removed = two.courier().remove(&[gone], random()).expect("one's own phone");
    two.arrived(removed);
    all_sync(&mut relay, &mut [&mut two, &mut one]);
    assert!(two.courier().share().belongs() && me(&mut two) != old);
    let current = one.courier().share().current_key().expect("a key").name();
    _ = copy.courier().take(relay.log.clone(), false);
    assert!(is_shut_out(&mut copy, &current) && !is_shut_out(&mut two, &current));
}

#[test]
fn an_old_backup_catches_up_as_itself() {
    let (mut one, mut two, mut backup, mut relay) = three();
    let old = me(&mut two);
    for words in ["活动室", "公园", "医院"] {
        says(&mut two, words);
        two.sync(&mut relay);
    }
    appends(&mut two, "吧");
    two.sync(&mut relay);
    backup.sync(&mut relay);
    assert_eq!((me(&mut backup), venue(&mut backup).as_str()), (old, "医院"));
    says(&mut backup, "车站");
    all_sync(&mut relay, &mut [&mut backup, &mut one]);
    assert_eq!((me(&mut backup), venue(&mut one).as_str()), (old, "车站"));
    assert!(!backup.courier().share().was_copied());
}

#[test]
fn what_waited_in_an_old_backup_and_was_sent_since_is_not_sent_twice() {
    let (mut one, mut two, mut relay) = pair();
    all_sync(&mut relay, &mut [&mut two, &mut one]);
    two.edit(Edit::set(planning::VENUE, "公园".to_owned()));
    let mut backup = two.copy();
    two.sync(&mut relay);
    let before = relay.log.len();
    all_sync(&mut relay, &mut [&mut backup, &mut one]);
    assert_eq!((relay.log.len(), me(&mut backup)), (before, me(&mut two)));
    assert_eq!(venue(&mut one), "公园");
}

#[test]
fn both_twins_may_find_it_at_once() {
    let (mut one, mut two, mut copy, mut relay) = three();
    let mut third = two.copy();
    says(&mut two, "活动室");
    two.sync(&mut relay);
    appends(&mut copy, "，再做汤圆");
    appends(&mut third, "，大家都来");
    // Both look at the same log; then one is first to hand over what it made of it.
    for phone in [&mut copy, &mut third] {
        assert!(phone.settles(relay.log.clone(), Some(relay.at())));
    }
    // The twin that keeps the card writes on meanwhile.
    says(&mut two, "公园");
    all_sync(&mut relay, &mut [&mut two, &mut copy, &mut third, &mut one]);
    all_sync(&mut relay, &mut [&mut two, &mut copy, &mut third, &mut one]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy, &mut third]);
    assert!(one.theme().contains("汤圆") && one.theme().contains("大家都来"), "{}", one.theme());
    assert_eq!(venue(&mut one), "公园");
    let cards = [me(&mut two), me(&mut copy), me(&mut third)];
    assert!(cards[0] != cards[1] && cards[1] != cards[2] && cards[0] != cards[2]);
}

#[test]
fn a_phone_of_its_own_may_be_copied_again() {
    let (mut one, mut two, mut copy, mut relay) = three();
    says(&mut two, "活动室");
    two.sync(&mut relay);
    appends(&mut copy, "，再做汤圆");
    copy.sync(&mut relay);
    let (first, then) = (me(&mut two), me(&mut copy));
    let mut second = copy.copy();
    appends(&mut copy, "，大家都来");
    copy.sync(&mut relay);
    appends(&mut second, "，带面粉");
    all_sync(&mut relay, &mut [&mut second, &mut one, &mut two, &mut copy]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy, &mut second]);
    for words in ["汤圆", "大家都来", "带面粉"] {
        assert!(one.theme().contains(words), "{}", one.theme());
    }
    assert_eq!(second.courier().share().former().collect::<Vec<_>>(), [first, then]);
    // Who removes one of them shuts out whoever still writes under a card of theirs.
    let gone = me(&mut second);
    let removed = one.courier().remove(&[gone], random()).expect("a coordinator removes");
    one.arrived(removed);
    for card in [first, then] {
        assert!(one.courier().share().access().of(card).is_some_and(|held| held.gone));
    }
    all_sync(&mut relay, &mut [&mut one, &mut two, &mut copy]);
    same_everywhere(&mut [&mut one, &mut two, &mut copy]);
}

#[test]
fn files_alone_bring_it_together() {
    let (mut one, mut two, mut copy, _) = three();
    let mut other = one.copy();
    appends(&mut two, "吧");
    says(&mut copy, "公园");
    // Each hands a file to another phone, which takes the twin's later on.
    one.takes_file(two.all_items());
    other.takes_file(copy.all_items());
    let phones = &mut [&mut one, &mut other, &mut two, &mut copy];
    for _ in 0..4 {
        for from in 0..4 {
            let file = phones[from].all_items();
            for (to, phone) in phones.iter_mut().enumerate() {
                if to != from {
                    phone.takes_file(file.clone());
                }
            }
        }
    }
    for phone in phones {
        assert!(phone.theme().contains('吧') && venue(phone) == "公园", "{} {}", phone.theme(), venue(phone));
    }
    assert_ne!(me(&mut two), me(&mut copy));
}

#[test]
fn who_was_invited_before_it_was_found_comes_in_all_the_same() {
    let (mut one, mut two, mut copy, mut relay) = three();
    says(&mut two, "活动室");
    two.sync(&mut relay);
    let (invitation, arrived) = copy.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    copy.arrived(arrived);
    let person = Id::new(Document::Person, &[7; 10]);
    let keys = Keys::of(&[7; 32], "device");
    let (guest, _, joined) = Share::join(&invitation, keys, &person, copy.all_items(), AT).expect("in");
    copy.takes_file(vec![joined]);
    all_sync(&mut relay, &mut [&mut copy, &mut one, &mut two]);
    let held = one.courier().share().access().of(guest.me()).cloned();
    assert_eq!(held.map(|held| (held.role, held.gone)), Some((Role::Peer, false)));
}

#[test]
fn a_removed_phones_copy_stays_out() {
    let (mut one, mut two, mut copy, mut relay) = three();
    says(&mut two, "活动室");
    two.sync(&mut relay);
    one.sync(&mut relay);
    // It is far away, and finds by a file that its chain went on elsewhere.
    let before = relay.log.clone();
    let gone = me(&mut two);
    let removed = one.courier().remove(&[gone], random()).expect("removed");
    one.arrived(removed);
    one.sync(&mut relay);
    says(&mut copy, "假的");
    assert!(copy.settles(before, Some(relay.at())));
    let new = me(&mut copy);
    assert_ne!(new, gone);
    assert!(relay.desk.as_mut().is_some_and(|desk| desk.admits(gone, AT).is_err() && desk.admits(new, AT).is_err()));
    one.takes_file(copy.all_items());
    let share = one.courier().share();
    assert!(share.access().of(new).is_none_or(|held| held.gone) && !share.counts(new, 1));
    assert_eq!(venue(&mut one), "活动室");
    // And once it knows that it was removed, it does not even try.
    let mut late = two.copy();
    let chain = late.all_items();
    late.takes_file(one.all_items());
    assert!(!late.courier().share().belongs());
    says(&mut late, "假的");
    assert!(!late.settles(chain, None));
    assert_eq!(me(&mut late), gone);
}

#[test]
fn nobody_else_makes_a_phone_give_way_or_lets_a_card_in() {
    let (mut one, mut two, mut relay) = pair();
    says(&mut two, "公园");
    all_sync(&mut relay, &mut [&mut two, &mut one]);
    let (mine, theirs) = (me(&mut two), me(&mut one));
    // The relay says that there is a fork, and has nothing to show for it.
    assert!(!two.settles(relay.log.clone(), Some(relay.at())));
    // Somebody signs with other keys an item that looks like the other branch.
    let thief = Keys::of(&[9; 32], "device");
    let real = two.all_items().into_iter().rfind(|item| item.header.by == mine).expect("it wrote");
    let forged = thief.item(real.header.clone(), b"other".to_vec()).expect("an item");
    for at in [Some(relay.at()), None] {
        assert!(!two.settles(vec![forged.clone()], at));
    }
    assert_eq!(me(&mut two), mine);
    // A peer lets a card in as the coordinator's second phone.
    let person = one.courier().share().access().of(theirs).and_then(|held| held.person.clone()).expect("a person");
    let mut hostile = two.courier().share().clone();
    assert!(hostile.invites(Role::Peer, Id::parse(&person).as_ref(), FOR_GOOD, random()).is_none());
    let invitation = Keys::of(&[5; 16], "invitation");
    let key = hostile.current_key().expect("a key").clone();
    let wrapped = key.wrap(hostile.access().community(), &invitation.card(), random()());
    let (role, until, key_name) = (Role::Coordinator, FOR_GOOD, key.name());
    let deed =
        Deed::Invite { invitation: invitation.card(), role, until, person: Some(person), key: wrapped, key_name };
    let deed = hostile.does(&deed).expect("its form is in order");
    let came = one.courier().take([deed], false);
    assert_eq!(came.refused, Vec::<NotTaken>::new());
    one.lets_in(came);
    assert!(one.courier().share().access().of(invitation.id()).is_none());
    assert!(relay.log.iter().all(|item| item.header.kind == Kind::Deed || item.header.by != thief.id()));
}

use super::*;
use crate::deed::Role;
use crate::testing::Writer;

/// A founder with a community that is kept here, and its first item.
fn kept() -> (Desk, Writer, Item) {
    let mut founder = Writer::new(1);
    let first = founder.founds(&Writer::new(2));
    (Desk::open(&first, 1_000).expect("a community"), founder, first)
}

/// Brings a second device in.
fn joined(desk: &mut Desk, founder: &mut Writer, first: &Item, number: u8) -> Writer {
    let (mut invitation, mut device) = (Writer::new(number), Writer::new(number + 1));
    let invite = founder.invites(&invitation, Role::Peer);
    for item in [first, &invite] {
        invitation.sees(item);
        device.sees(item);
    }
    let join = invitation.joins(&device);
    for item in [&invite, &join] {
        desk.take(item, 500).expect("taken");
        founder.sees(item);
        device.sees(item);
    }
    device
}

#[test]
fn the_same_again_is_answered_as_the_first_time() {
    let (mut desk, mut founder, _) = kept();
    let item = founder.seals("a plan");
    assert_eq!(desk.take(&item, 2_000), Ok(Taken::New(Place { number: 2, received: 2_000 })));
    let rolling = desk.rolling();
    assert_eq!(desk.take(&item, 9_000), Ok(Taken::Known(Place { number: 2, received: 2_000 })));
    assert_eq!((desk.last(), desk.rolling()), (2, rolling));
}

#[test]
fn forks_and_gaps_are_told() {
    let (mut desk, mut founder, _) = kept();
    let mut clone = founder.clone();
    let (mine, theirs) = (founder.seals("one"), clone.seals("another"));
    desk.take(&mine, 1).expect("taken");
    assert_eq!(desk.take(&theirs, 1), Err(Refusal::Fork { number: 2 }));
    let after = clone.seals("after another");
    assert_eq!(desk.take(&after, 1), Err(Refusal::Fork { number: 2 }));
    founder.seals("lost on the way");
    assert_eq!(desk.take(&founder.seals("later"), 1), Err(Refusal::Gap { expected: 3 }));
}

#[test]
fn what_follows_something_unknown_waits() {
    let (mut desk, mut founder, first) = kept();
    let mut device = joined(&mut desk, &mut founder, &first, 3);
    let unseen = founder.seals("not sent yet");
    device.sees(&unseen);
    let reply = device.seals("an answer to it");
    assert_eq!(desk.take(&reply, 1), Err(Refusal::Unseen));
    desk.take(&unseen, 1).expect("taken");
    desk.take(&reply, 1).expect("taken now");
}

#[test]
fn an_invitation_ends() {
    let (mut desk, mut founder, first) = kept();
    let mut invitation = Writer::new(3);
    let invite = founder.invites(&invitation, Role::Peer);
    desk.take(&invite, 5).expect("taken");
    [&first, &invite].into_iter().for_each(|item| invitation.sees(item));
    let join = invitation.joins(&Writer::new(4));
    assert_eq!(desk.take(&join, 1_001), Err(Refusal::Expired));
    assert!(matches!(desk.take(&join, 1_000), Ok(Taken::New(_))));
}

#[test]
fn an_invitation_that_is_over_opens_nothing() {
    let (mut desk, mut founder, _) = kept();
    let invitation = Writer::new(3);
    desk.take(&founder.invites(&invitation, Role::Peer), 5).expect("taken");
    assert_eq!(desk.admits(invitation.id(), 1_000), Ok(()));
    assert_eq!(desk.admits(invitation.id(), 1_001), Err(Refusal::Expired));
}

#[test]
fn who_came_in_by_a_file_in_time_is_let_in_by_a_member() {
    let (mut desk, mut founder, first) = kept();
    let (mut invitation, device) = (Writer::new(3), Writer::new(4));
    let invite = founder.invites(&invitation, Role::Peer);
    desk.take(&invite, 5).expect("taken");
    [&first, &invite].into_iter().for_each(|item| invitation.sees(item));
    let join = invitation.joins(&device);
    assert_eq!(desk.take_from(device.id(), &join, 90_000), Err(Refusal::Expired), "nobody lets themselves in");
    assert!(matches!(desk.take_from(founder.id(), &join, 90_000), Ok(Taken::New(_))));
}

#[test]
fn a_wiped_relay_is_brought_back_long_after_every_invitation_has_ended() {
    let (mut desk, mut founder, first) = kept();
    let (mut invitation, mut device) = (Writer::new(3), Writer::new(4));
    let invite = founder.invites(&invitation, Role::Peer);
    [&first, &invite].into_iter().for_each(|item| invitation.sees(item));
    let join = invitation.joins(&device);
    [&first, &invite, &join].into_iter().for_each(|item| device.sees(item));
    // The one who came in by it is the first to return, years later, and alone.
    assert!(matches!(desk.take_from(device.id(), &invite, 90_000), Ok(Taken::New(_))));
    assert!(matches!(desk.take_from(device.id(), &join, 90_001), Ok(Taken::New(_))));
    assert!(matches!(desk.take_from(device.id(), &device.seals("words"), 90_002), Ok(Taken::New(_))));
}

#[test]
fn who_was_removed_fills_no_log() {
    let (mut desk, mut founder, first) = kept();
    let mut device = joined(&mut desk, &mut founder, &first, 3);
    desk.take(&founder.removes(&[&device]), 1).expect("taken");
    let words = "w".repeat(LARGEST - 4096);
    let taken = (0..20).take_while(|_| desk.take(&device.seals(&words), 1).is_ok()).count();
    let size = device.clone().seals(&words).bytes().len();
    assert_eq!(taken, MOST_LATE as usize / size);
    assert!(desk.take(&founder.seals("words"), 1).is_ok(), "the others go on writing");
}

#[test]
fn limits_are_named() {
    let (mut desk, mut founder, _) = kept();
    for number in 0..MOST_INVITATIONS {
        let invite = founder.invites(&Writer::new(40 + number as u8), Role::Peer);
        desk.take(&invite, 10).expect("taken");
    }
    let one_more = founder.invites(&Writer::new(30), Role::Peer);
    assert_eq!(desk.take(&one_more, 20), Err(Refusal::Limit { limit: Limit::Invitations }));
    assert!(desk.take(&one_more, 1_001).is_ok(), "the others have ended");

    for _ in 0..MOST_REQUESTS_A_MINUTE {
        assert_eq!(desk.admits(founder.id(), 0), Ok(()));
    }
    assert_eq!(desk.admits(founder.id(), 59_999), Err(Refusal::Limit { limit: Limit::Requests }));
    assert_eq!(desk.admits(founder.id(), 60_000), Ok(()));
    assert_eq!(desk.admits(Writer::new(9).id(), 0), Err(Refusal::Unsigned));
}

#[test]
fn a_community_has_so_many_devices_and_a_place_that_becomes_free_is_taken() {
    let (mut desk, mut founder, first) = kept();
    let mut devices: Vec<Writer> =
        (1..MOST_DEVICES as u8).map(|number| joined(&mut desk, &mut founder, &first, 2 * number + 1)).collect();
    let (mut invitation, device) = (Writer::new(201), Writer::new(202));
    let invite = founder.invites(&invitation, Role::Peer);
    desk.take(&invite, 500).expect("an invitation is no device yet");
    [&first, &invite].into_iter().for_each(|item| invitation.sees(item));
    let join = invitation.joins(&device);
    assert_eq!(desk.take(&join, 500), Err(Refusal::Limit { limit: Limit::Devices }));
    // Who writes already goes on writing.
    assert!(devices[0].seals("words").header.number == 1 && desk.take(&founder.seals("words"), 500).is_ok());
    let last = devices.pop().expect("a device");
    desk.take(&founder.removes(&[&last]), 500).expect("taken");
    assert!(matches!(desk.take(&join, 500), Ok(Taken::New(_))));
}

#[test]
fn a_community_has_so_many_bytes() {
    let (mut desk, mut founder, _) = kept();
    let words = "w".repeat(LARGEST - 4096);
    let mut bytes = desk.bytes;
    let (mut taken, refused) = loop {
        let item = founder.seals(&words);
        let size = item.bytes().len() as u64;
        if bytes + size > MOST_BYTES {
            break (bytes, item);
        }
        desk.take(&item, 1).expect("there is room");
        bytes += size;
    };
    assert_eq!((desk.bytes, desk.take(&refused, 1)), (taken, Err(Refusal::Limit { limit: Limit::Bytes })));
    // What is smaller still fits, up to the last byte.
    founder.previous = refused.header.previous;
    founder.number -= 1;
    let room = (MOST_BYTES - taken) as usize;
    let bare = founder.clone().seals("").bytes().len();
    let fits = founder.clone().seals(&"w".repeat(room - bare));
    let too_long = founder.clone().seals(&"w".repeat(room - bare + 1));
    assert_eq!(desk.take(&too_long, 1), Err(Refusal::Limit { limit: Limit::Bytes }));
    desk.take(&fits, 1).expect("it fits");
    taken = desk.bytes;
    assert_eq!(taken, MOST_BYTES);
    assert!(matches!(desk.take(&fits, 1), Ok(Taken::Known(_))), "what is here stays known");
}

#[test]
fn who_is_removed_is_refused_from_then_on() {
    let (mut desk, mut founder, first) = kept();
    let mut device = joined(&mut desk, &mut founder, &first, 3);
    desk.take(&device.seals("words"), 1).expect("taken");
    let remove = founder.removes(&[&device]);
    desk.take(&remove, 1).expect("taken");
    assert_eq!(desk.admits(device.id(), 1), Err(Refusal::Gone), "it hands nothing over");
    // Somebody else may carry its late work: it stands in the log and does not count.
    let late = device.seals("late");
    assert!(matches!(desk.take(&late, 1), Ok(Taken::New(_))));
    assert!(!desk.access().counts(device.id(), late.header.number));
}

#[test]
fn a_desk_reads_back_from_its_log() {
    let (mut desk, mut founder, first) = kept();
    let mut log = vec![(first.clone(), 1_000)];
    let mut device = joined(&mut desk, &mut founder, &first, 3);
    // `joined` handed over two items; they are made again from the same small numbers.
    let (mut again, mut same) = (Writer::new(1), Writer::new(3));
    again.founds(&Writer::new(2));
    let invite = again.invites(&same, Role::Peer);
    [&first, &invite].into_iter().for_each(|item| same.sees(item));
    let join = same.joins(&Writer::new(4));
    log.extend([(invite, 500), (join, 500)]);
    let words = device.seals("words");
    desk.take(&words, 2_000).expect("taken");
    log.push((words, 2_000));
    let row = |(item, received): (Item, Millis)| Kept {
        by: item.header.by,
        hash: item.hash(),
        received,
        size: item.bytes().len() as u64,
        deed: Some(item).filter(|item| item.header.kind == Kind::Deed),
    };
    let read = Desk::read(log.into_iter().map(row)).expect("it reads back");
    assert_eq!((read.last(), read.rolling(), read.access()), (desk.last(), desk.rolling(), desk.access()));
}

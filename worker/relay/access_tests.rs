use proptest::prelude::*;

use super::*;
use crate::deed::Cut;
use crate::testing::{Writer, new_key};

/// A founder (1), the recovery words (2), and a second device (4) that came by an invitation (3) of that role.
struct Small {
    access: Access,
    founder: Writer,
    recovery: Writer,
    other: Writer,
}

fn small(role: Role) -> Small {
    let [mut founder, mut recovery, mut invitation, mut other] = [1, 2, 3, 4].map(Writer::new);
    let first = founder.founds(&recovery);
    let mut access = Access::found(&first).expect("a community");
    recovery.sees(&first);
    invitation.sees(&first);
    let invite = founder.invites(&invitation, role);
    invitation.sees(&invite);
    let join = invitation.joins(&other);
    for item in [&first, &invite, &join] {
        access.take(item).expect("taken");
        assert!(access.has_effect(item.hash()));
        other.sees(item);
        founder.sees(item);
        recovery.sees(item);
    }
    Small { access, founder, recovery, other }
}

#[test]
fn somebody_comes_in_by_an_invitation_once() {
    let Small { mut access, mut founder, .. } = small(Role::Peer);
    let (mut invitation, [second, third]) = (Writer::new(9), [10, 11].map(Writer::new));
    let invite = founder.invites(&invitation, Role::Peer);
    access.take(&invite).expect("taken");
    invitation.sees(&invite);
    invitation.community = access.community();
    let mut clone = invitation.clone();
    let (join, again) = (invitation.joins(&second), clone.joins(&third));
    assert_eq!(access.may_stand(&join), Ok(()));
    assert_eq!(access.may_stand(&invitation.clone().seals("words")), Err(Refused::NoRight));
    access.take(&join).expect("taken");
    access.take(&again).expect("kept, without effect");
    let are = |access: &Access, writer: &Writer| access.of(writer.id()).is_some();
    let expect = (are(&access, &second), are(&access, &third));
    assert!(matches!(expect, (true, false) | (false, true)), "one of the two, the same everywhere");
    // The other way round comes to the same.
    let Small { access: mut other_way, .. } = small(Role::Peer);
    for item in [&again, &invite, &join] {
        let _ = other_way.take(item);
    }
    other_way.take(&again).expect("its author is known by now");
    assert_eq!((are(&other_way, &second), are(&other_way, &third)), expect);
}

#[test]
fn rights_are_kept() {
    let check = |role: Role, deed: &dyn Fn(&mut Writer, &Small) -> Item, expect: bool| {
        let mut small = small(role);
        let mut other = small.other.clone();
        let item = deed(&mut other, &small);
        small.access.take(&item).expect("it is kept");
        assert_eq!(small.access.has_effect(item.hash()), expect, "{role:?}");
    };
    let invite = |role| move |other: &mut Writer, _: &Small| other.invites(&Writer::new(20), role);
    check(Role::Peer, &invite(Role::Peer), true);
    check(Role::Peer, &invite(Role::Coordinator), false);
    check(Role::Interviewer, &invite(Role::Peer), false);
    check(Role::Coordinator, &invite(Role::Supervisor), true);
    check(Role::Peer, &|other, small| other.removes(&[&small.founder]), false);
    check(Role::Coordinator, &|other, small| other.removes(&[&small.founder]), true);
    check(Role::Coordinator, &|other, small| other.removes(&[&small.recovery]), false);
    check(Role::Peer, &|other, small| other.removes(&[&small.other]), true);
    let role =
        |other: &mut Writer, small: &Small| other.does(&Deed::Role { card: small.other.id(), role: Role::Coordinator });
    check(Role::Peer, &role, false);
    check(Role::Coordinator, &role, true);
    check(Role::Peer, &|other, _| other.does(&Deed::Rotate { key: new_key(&[]) }), true);
    let Small { access, mut other, mut recovery, .. } = small(Role::Interviewer);
    assert_eq!(access.may_stand(&other.seals("words")), Ok(()));
    assert_eq!(
        access.may_stand(&recovery.seals("words")),
        Err(Refused::NoRight),
        "the recovery words write nothing else"
    );
}

#[test]
fn who_is_removed_is_cut_after_what_was_known() {
    let Small { mut access, mut founder, mut other, .. } = small(Role::Coordinator);
    let known = other.seals("known");
    founder.sees(&known);
    let remove = founder.removes(&[&other]);
    access.take(&remove).expect("taken");
    assert!(access.counts(other.id(), known.header.number) && !access.counts(other.id(), known.header.number + 1));
    // Dated back by its own clock, an invitation of theirs still has no effect, and the relay refuses it.
    let late = other.invites(&Writer::new(30), Role::Coordinator);
    assert!(late.header.time <= remove.header.time);
    access.take(&late).expect("kept");
    assert!(!access.has_effect(late.hash()));
    let work = other.seals("late work");
    assert!(!access.counts(other.id(), work.header.number));
    let accept = founder.does(&Deed::Accept { card: other.id(), until: work.header.number });
    access.take(&accept).expect("taken");
    assert!(access.counts(other.id(), work.header.number));
    assert!(!access.has_effect(late.hash()), "accepted work brings no right back");
}

#[test]
fn open_invitations_go_with_who_made_them() {
    let Small { mut access, mut founder, mut other, .. } = small(Role::Coordinator);
    let mut invitation = Writer::new(31);
    let invite = other.invites(&invitation, Role::Peer);
    access.take(&invite).expect("taken");
    [&invite]
        .into_iter()
        .for_each(|item| [&mut founder, &mut invitation].into_iter().for_each(|writer| writer.sees(item)));
    invitation.community = access.community();
    access.take(&founder.removes(&[&other, &invitation])).expect("taken");
    assert!(access.of(invitation.id()).expect("known").gone);
    // Dated before the removal: even so.
    let join = invitation.joins(&Writer::new(32));
    access.take(&join).expect("kept");
    assert!(!access.has_effect(join.hash()));
}

#[test]
fn of_two_who_remove_each_other_the_first_stands() {
    let Small { access, mut founder, mut other, .. } = small(Role::Coordinator);
    let (by_founder, by_other) = (founder.removes(&[&other]), other.removes(&[&founder]));
    for order in [[&by_founder, &by_other], [&by_other, &by_founder]] {
        let mut access = access.clone();
        order.into_iter().for_each(|item| access.take(item).expect("kept"));
        assert!(!access.of(founder.id()).expect("known").gone && access.of(other.id()).expect("known").gone);
    }
}

#[test]
fn the_recovery_words_bring_a_device_in_and_stand_above_all() {
    let Small { mut access, mut founder, mut recovery, other } = small(Role::Coordinator);
    let fresh = Writer::new(40);
    let back = recovery.does(&Deed::Recover { device: fresh.keys.card(), person: "p0".into() });
    access.take(&back).expect("taken");
    assert_eq!(access.of(fresh.id()).expect("it is in").role, Role::Coordinator);
    let lost = recovery.removes(&[&founder]);
    let thief = founder.removes(&[&other, &fresh]);
    for item in [&thief, &lost] {
        access.take(item).expect("kept");
    }
    assert!(access.of(founder.id()).expect("known").gone && !access.of(fresh.id()).expect("known").gone);
    // New words: the old ones bring nobody in.
    let Small { mut access, mut founder, mut recovery, .. } = small(Role::Peer);
    let words = Writer::new(41);
    let renew = founder.does(&Deed::Renew { recovery: words.keys.card(), key: new_key(&[&founder.clone()]) });
    access.take(&renew).expect("taken");
    recovery.sees(&renew);
    let late = recovery.does(&Deed::Recover { device: fresh.keys.card(), person: "p0".into() });
    access.take(&late).expect("kept");
    assert!(!access.has_effect(late.hash()));
}

#[test]
fn a_key_is_out_of_date_while_somebody_who_went_has_it() {
    let Small { mut access, mut founder, mut other, .. } = small(Role::Coordinator);
    let rotate = founder.does(&Deed::Rotate { key: new_key(&[&founder.clone(), &other]) });
    access.take(&rotate).expect("taken");
    assert!(!access.needs_new_key());
    other.sees(&rotate);
    let key = new_key(&[&founder, &other]);
    let cut = Cut { card: other.id(), after: 0 };
    let careless = founder.does(&Deed::Remove { who: vec![cut], key });
    access.take(&careless).expect("taken");
    assert!(access.needs_new_key());
}

#[test]
fn strangers_and_other_communities_are_refused() {
    let Small { access, .. } = small(Role::Peer);
    let mut stranger = Writer::new(50);
    stranger.community = access.community();
    assert_eq!(access.is_authentic(&stranger.seals("x")), Err(Refused::Stranger));
    let mut elsewhere = Writer::new(1);
    let first = elsewhere.founds(&Writer::new(51));
    assert_eq!(access.is_authentic(&elsewhere.seals("x")), Err(Refused::OtherCommunity));
    assert_eq!(access.is_authentic(&first), Err(Refused::OtherCommunity));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, ..ProptestConfig::default() })]

    /// Whatever a handful of devices do, and in whatever order it comes, the same deeds come to the same community.
    #[test]
    fn the_order_of_arrival_does_not_matter(acts in prop::collection::vec((0..5_usize, 0..6_u8, 0..5_usize, any::<bool>()), 1..14), seed in any::<u64>()) {
        let Small { access, founder, other, recovery } = small(Role::Coordinator);
        let mut writers = [founder, other, recovery, Writer::new(60), Writer::new(61)];
        for writer in &mut writers[3..] {
            writer.community = access.community();
        }
        let mut items: Vec<Item> = Vec::new();
        for (at, (who, what, whom, told)) in acts.into_iter().enumerate() {
            let target = writers[whom].clone();
            let fresh = Writer::new(100 + at as u8);
            let writer = &mut writers[who];
            let item = match what {
                0 => writer.invites(&target, Role::Peer),
                1 => writer.joins(&fresh),
                2 => writer.removes(&[&target]),
                3 => writer.does(&Deed::Role { card: target.id(), role: Role::Coordinator }),
                4 => writer.does(&Deed::Accept { card: target.id(), until: 3 }),
                _ => writer.does(&Deed::Rotate { key: new_key(&[&target]) }),
            };
            if told {
                writers.iter_mut().for_each(|writer| writer.sees(&item));
            }
            items.push(item);
        }
        // Cards become known with the deeds that bring them: what comes too early is held until its author is known.
        let fold = |mut waiting: Vec<Item>| {
            let mut access = access.clone();
            while !waiting.is_empty() {
                let before = waiting.len();
                waiting.retain(|item| access.take(item) == Err(Refused::Stranger));
                if waiting.len() == before {
                    break;
                }
            }
            access
        };
        let straight = fold(items.clone());
        let mut shuffled = items;
        let mut state = seed | 1;
        for at in (1..shuffled.len()).rev() {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            shuffled.swap(at, (state >> 33) as usize % (at + 1));
        }
        prop_assert_eq!(straight, fold(shuffled));
    }
}

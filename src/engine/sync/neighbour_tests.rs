use std::collections::BTreeMap;

use super::*;
use crate::domain::Kind;
use crate::domain::person::Role;
use crate::sync::{Effect, acts};

fn now() -> Now {
    Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [3; 16] }
}

/// What a phone with a community, a peer and a member saved: rows of ops and shelves; and what it counts itself.
fn saved() -> (Vec<StoredRow>, Vec<StoredRow>, Records) {
    let community = Id::new(Kind::Community, &[1; 10]);
    let local = Local { community: Some(community.clone()), ..Local::new("d", Language::Chinese, 0) };
    let (mut machine, _) = Machine::start(local, Vec::new(), 1);
    let founding = acts::community::Founding { name: "桥社区".into(), ..Default::default() };
    let founded = acts::community::found(&founding, now().today(), false);
    let documents = [
        (community, founded),
        (Id::new(Kind::Person, &[2; 10]), acts::people::add(Role::Peer, "小林")),
        (Id::new(Kind::Person, &[3; 10]), acts::people::add(Role::Member, "阿梅")),
    ];
    let (mut ops, mut shelves) = (Vec::new(), BTreeMap::new());
    for (id, edits) in documents {
        for effect in machine.step(Event::Edit(id, edits, None), &now()) {
            if let Effect::Save(save) = effect {
                machine.step(Event::Saved(save.batch), &now());
                ops.extend(save.ops);
                shelves.extend(save.summaries);
            }
        }
    }
    (ops, shelves.into_iter().collect(), machine.records().expect("records"))
}

fn of(ops: &[StoredRow], id: &Id) -> Vec<StoredRow> {
    ops.iter().filter(|(key, _)| key.starts_with(id.as_str())).cloned().collect()
}

#[test]
fn the_other_profile_counts_here_what_it_counts_itself() {
    let (ops, shelves, expect) = saved();
    let mut neighbour = Neighbour::new(shelves).expect("a community is there");
    assert_eq!(neighbour.needs().len(), 3);
    assert_eq!(neighbour.records(), None, "its own document is not here yet");
    for id in neighbour.needs() {
        neighbour.takes(id.clone(), of(&ops, &id), &now());
    }
    assert!(neighbour.needs().is_empty());
    assert_eq!(neighbour.records(), Some(expect));
    let people = neighbour.people();
    assert_eq!(
        people.iter().map(|person| person.alias.as_str()).collect::<std::collections::BTreeSet<_>>(),
        ["小林", "阿梅"].into()
    );
    assert!(people.iter().all(|person| neighbour.knows(&person.id)));
    assert!(!neighbour.knows(&Id::new(Kind::Person, &[9; 10])));
}

#[test]
fn what_can_t_be_read_is_no_community_and_hides_no_other_rows() {
    assert!(Neighbour::new(Vec::new()).is_none());
    assert!(Neighbour::new(vec![("000000".into(), b"{".to_vec())]).is_none());
    let (mut ops, shelves, expect) = saved();
    ops.push((format!("{}/0000000009", expect.community.id), b"{".to_vec()));
    let mut neighbour = Neighbour::new(shelves).expect("a community is there");
    for id in neighbour.needs() {
        neighbour.takes(id.clone(), of(&ops, &id), &now());
    }
    assert_eq!(neighbour.records(), Some(expect));
}

#[test]
fn a_link_is_one_row_of_this_device_and_goes_again() {
    let (.., records) = saved();
    let link = Link::new(2, &LocalKey::new([7; 32]), &records, &now());
    assert_eq!(link.key(), Some(LocalKey::new([7; 32])));
    assert!(!format!("{link:?}").contains("BwcH"), "a key is never printed");
    let (mut machine, _) = Machine::start(Local::new("d", Language::Chinese, 0), Vec::new(), 1);
    let mut rows = |event| -> Vec<_> {
        let mut saves = Vec::new();
        for effect in machine.step(event, &now()) {
            if let Effect::Save(save) = effect {
                machine.step(Event::Saved(save.batch), &now());
                assert!(save.ops.is_empty() && save.summaries.is_empty(), "nothing of it is shared");
                saves.extend(save.beside);
            }
        }
        saves
    };
    let made = rows(link.makes());
    assert_eq!(made.len(), 1);
    assert_eq!(made[0].0, (Drawer::Local, "neighbour/2".to_owned()));
    assert_eq!(made[0].1.as_deref().and_then(Link::read), Some(link.clone()));
    assert_eq!(rows(link.ends()), [((Drawer::Local, "neighbour/2".to_owned()), None)]);
}

/// The saved sample of format 1 must open in every later version. Never change it.
#[test]
fn the_saved_link_of_format_1_reads() {
    let path = format!("{}/../../tests/samples/v1/neighbour.json", env!("CARGO_MANIFEST_DIR"));
    let saved = std::fs::read(path).expect("the sample is there");
    let link = Link::read(&saved).expect("it reads");
    assert_eq!((link.profile, link.name.as_str(), link.since), (2, "桥社区", 1_795_500_000_000));
    assert_eq!(link.key(), Some(LocalKey::new([7; 32])));
    let written = serde_json::to_value(&link).expect("it is written");
    assert_eq!(written, serde_json::from_slice::<serde_json::Value>(&saved).expect("JSON"));
    let broken = Link::read(br#"{"profile":2,"key":"no","community":"caaaaaaaaaaaaaaaa"}"#).expect("it reads");
    assert_eq!(broken.key(), None);
    assert_eq!(Link::read(b"{"), None);
}

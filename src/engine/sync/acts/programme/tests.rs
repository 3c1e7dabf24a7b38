use super::*;
use crate::domain::person::Role;
use crate::domain::plan::Category;
use crate::domain::session::State;

/// The library of ideas.
fn ideas() -> Vec<Idea> {
    let read = |category: Category| {
        let path = format!("{}/../../public/ideas/{}.json", env!("CARGO_MANIFEST_DIR"), category.slug());
        crate::domain::idea::read(&std::fs::read_to_string(path).expect("the file is there")).expect("it reads")
    };
    Category::ALL.into_iter().flat_map(read).collect()
}

fn now() -> Now {
    Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [7; 16] }
}

fn check(language: Language, ideas: &[Idea]) {
    let programme = make(language, ideas, &now());
    let records = programme.records(&now());
    let ids: std::collections::BTreeSet<&Id> =
        programme.communities.iter().flat_map(|one| &one.documents).map(|made| &made.id).collect();
    assert_eq!(ids.len(), 4 + 13 + 50 + 15 + 214 + 66, "no two documents share an id");
    let names: std::collections::BTreeSet<&str> =
        records.iter().flat_map(|one| &one.people).map(|person| person.alias.as_str()).collect();
    assert_eq!(names.len(), 63 + 15, "no two people share a name");
    for records in &records {
        for session in &records.sessions {
            assert_eq!(session.state, State::Closed, "{session:?}");
            assert!(session.minutes.is_some_and(|minutes| (40..=120).contains(&minutes)), "{session:?}");
            assert!(session.came.len() >= 3, "{session:?}");
        }
        for person in &records.people {
            assert_eq!(person.unsigned().count(), 0, "{person:?}");
            if person.role == Role::Caregiver {
                continue; // nobody asks their age
            }
            let age = person.figures.as_ref().and_then(|figures| figures.years(shape::LAST));
            assert!(age.is_some_and(|age| (18..=60).contains(&age)), "{person:?}");
        }
    }
}

#[test]
fn the_sample_programme_is_whole_in_both_languages() {
    let ideas = ideas();
    check(Language::Chinese, &ideas);
    check(Language::English, &ideas);
}

#[test]
fn it_needs_no_ideas_and_is_made_the_same_again() {
    check(Language::English, &[]);
    let made = || format!("{:?}", make(Language::English, &[], &now()));
    assert_eq!(made(), made());
}

/// A phone that holds the community of that number, saved and opened again from what it saved.
fn phone(number: usize) -> (crate::sync::Machine, Programme) {
    use crate::sync::{Effect, Event, Local, Machine};
    let mut programme = make(Language::English, &[], &now());
    let made = programme.communities.remove(number);
    let local = Local { community: Some(made.community.clone()), ..Local::new("d", Language::English, 0) };
    let (mut first, _) = Machine::start(local.clone(), Vec::new(), 1);
    let changes = made.documents.iter().map(|made| (made.id.clone(), made.edits.clone())).collect();
    let (mut ops, mut shelves) = (Vec::new(), std::collections::BTreeMap::new());
    for effect in first.step(Event::EditAll(changes, None), &now()) {
        if let Effect::Save(save) = effect {
            ops.extend(save.ops);
            shelves.extend(save.summaries);
        }
    }
    let (mut again, damaged) = Machine::start(local, shelves.into_iter().collect(), 2);
    assert!(damaged.is_empty());
    // Sessions are counted from their lines alone; people and supervision records are read.
    let people = again.without_figures();
    assert!(people.iter().all(|id| matches!(id.kind(), Kind::Person | Kind::Supervision)) && !people.is_empty());
    for id in people.into_iter().chain([made.community.clone()]) {
        let own = ops.iter().filter(|(key, _)| key.starts_with(id.as_str())).cloned().collect();
        again.step(Event::Opened(id, own), &now());
    }
    programme.communities = vec![made];
    (again, programme)
}

#[test]
fn a_phone_that_holds_it_counts_the_same_from_the_lines_of_its_sessions() {
    use crate::report::{Filter, Topic, make as report};
    // People were asked in the first two communities only.
    let rest = Topic::ALL.into_iter().filter(|topic| *topic != Topic::Evaluation).collect();
    for (number, topics) in [(3, rest), (1, vec![Topic::Evaluation])] {
        let (machine, programme) = phone(number);
        assert!(machine.without_figures().is_empty());
        let (held, made) = ([machine.records().expect("records")], programme.records(&now()));
        for topic in topics {
            let of = |records: &[Records]| report(topic, records, &Filter::default(), Language::English);
            assert!(!of(&held).rows.is_empty(), "{topic:?}");
            assert_eq!(of(&held), of(&made), "{topic:?}");
        }
    }
}

//! A report says nothing that is not so: what is not known, not over yet or from before the app is not counted as missing.

use super::*;
use crate::domain::community::Venue;
use crate::domain::figures::SessionFigures;
use crate::domain::presence::TurnKind;
use crate::domain::record::Worry;
use crate::domain::session::{SessionSummary, State};
use crate::domain::{Id, Kind};
use crate::report::tests::{programme, study};

fn rows(report: &Report) -> Vec<String> {
    let row = |row: &Row| row.cells.iter().map(Cell::text).collect::<Vec<_>>().join("|");
    report.rows.iter().map(row).collect()
}

/// A session that was brought in from before the app.
fn older(number: u8, on: &str) -> SessionSummary {
    let id = Id::new(Kind::Session, &[number; 10]);
    let line = serde_json::json!({ "id": id, "state": State::Closed, "date": on });
    let figures = SessionFigures { brought: true, ..SessionFigures::default() };
    SessionSummary { figures: Some(Box::new(figures)), ..serde_json::from_value(line).expect("a line") }
}

#[test]
fn older_records_count_as_held_and_not_as_forms_that_are_missing() {
    let before = programme()[..1].to_vec();
    let mut records = before.clone();
    records[0].sessions.extend((1..=40).map(|number| older(number, "2013-08-01")));
    let of = |topic, records: &[Records]| make(topic, records, &study(), Language::English);
    let sessions = |records: &[Records]| rows(&of(Topic::Sessions, records))[0].clone();
    assert!(sessions(&before).ends_with("|74") && sessions(&records).ends_with("|114"));
    for topic in [Topic::Submissions, Topic::Records] {
        let report = of(topic, &records);
        assert_eq!(rows(&report), rows(&of(topic, &before)), "{topic:?}");
        assert!(report.notes.contains(&"Older records are not counted here: 40.".to_owned()), "{:?}", report.notes);
    }
    // Of older records alone there is nothing to say about forms, and why.
    records[0].sessions.retain(SessionSummary::is_brought);
    let report = of(Topic::Submissions, &records);
    assert_eq!((report.rows.len(), report.notes.len()), (0, 2), "{:?}", report.notes);
}

fn days(from: &str, to: &str) -> Filter {
    Filter { from: from.parse().ok(), to: to.parse().ok(), ..Filter::default() }
}

/// What Figure 1 says of half-years without sessions.
fn gaps(records: &[Records], filter: &Filter) -> Vec<String> {
    let report = make(Topic::Sessions, records, filter, Language::English);
    report.notes.into_iter().filter(|note| note.contains("no session.")).collect()
}

#[test]
fn a_half_year_that_is_counted_in_part_is_no_gap_as_a_whole() {
    let jinsong = &programme()[3..];
    // Its last session was at the end of June 2016: on 2 July the new half-year has hardly begun.
    assert_eq!(gaps(jinsong, &days("2015-07-01", "2016-07-02")), Vec::<String>::new());
    let later = gaps(jinsong, &days("2015-07-01", "2016-09-30"));
    assert_eq!(later, ["Jinsong, 2016-07-01 to 2016-09-30: no session. The reason is not written down."]);
    // Between two sessions there is no gap to be explained.
    let held: Vec<chrono::NaiveDate> = jinsong[0].sessions.iter().filter_map(|session| session.date).collect();
    let after = |day: chrono::NaiveDate| held.iter().filter(|held| **held > day).min().copied();
    let quiet = held
        .iter()
        .find(|day| after(**day).is_some_and(|next| (4..14).contains(&(next - **day).num_days())))
        .expect("a pair");
    let within =
        Filter { from: quiet.succ_opt(), to: after(*quiet).and_then(|day| day.pred_opt()), ..Filter::default() };
    assert_eq!(gaps(jinsong, &within), Vec::<String>::new());
    // Before it began there nothing is missing, in a half-year that ends later.
    let mut records = programme()[3..].to_vec();
    records.push(programme()[0].clone());
    let report = make(Topic::Sessions, &records, &days("2013-07-01", "2015-07-01"), Language::English);
    assert!(rows(&report)[0].ends_with("–|0"), "{:?}", rows(&report));
}

#[test]
fn a_gap_names_what_began_long_before_it() {
    let mut records = programme()[..1].to_vec();
    let lost = Some(("2014-11-20".parse().expect("a day"), "water damage".to_owned()));
    let venue = Venue { name: "Hall".into(), out_of_use: lost, removed: false };
    records[0].community.venues.insert("hall".into(), venue);
    let peer = records[0].people.iter_mut().find(|person| person.role == crate::domain::person::Role::Peer);
    let turns = &mut peer.expect("a peer").figures.as_mut().expect("figures").turns;
    turns.push((TurnKind::OnLeave, "2014-10-01".parse().expect("a day")));
    let said = gaps(&records, &study());
    assert!(said[0].contains("Venue out of use: water damage.") && said[0].contains("Peers on leave: 1."), "{said:?}");
}

#[test]
fn at_a_glance_nobody_says_that_nothing_happened_before_all_have_said_so() {
    let glance =
        |records: &[Records], filter: &Filter| glance(records, filter, Language::English, &|day| day.to_string());
    let mut records = programme()[..1].to_vec();
    assert!(glance(&records, &study()).contains(&"No adverse event in 74 sessions.".to_owned()));
    for (session, worry) in records[0].sessions.iter_mut().zip([None, Some(Worry::NotSure)]) {
        session.figures.as_mut().expect("figures").worry = worry;
    }
    records[0].sessions[0].state = State::ToRecord;
    let said = glance(&records, &study());
    let open = "No adverse event is written. Sessions without an answer: 1 of 74.";
    assert!(said.contains(&open.to_owned()) && said.contains(&"Records not closed yet: 1".to_owned()), "{said:?}");
    let worried = "Worried or not sure, and no event is written: 1 of 74.";
    assert!(said.contains(&worried.to_owned()), "{said:?}");
    // It counts what the page has chosen.
    let filter =
        Filter { category: Some(crate::domain::plan::Category::HandsMovement), ..days("2015-07-01", "2015-12-31") };
    let counted = make(Topic::Sessions, &records, &filter, Language::English);
    let sum = rows(&counted)[0].rsplit('|').next().map(str::to_owned).expect("a sum");
    assert_eq!(glance(&records, &filter)[0], format!("Sessions held: {sum}"));
    assert_eq!(glance(&[], &study()), [NOTES.nothing.en]);
}

#[test]
fn who_answered_not_sure_is_not_said_to_have_given_no_answer() {
    let mut records = programme()[..1].to_vec();
    for (session, worry) in records[0].sessions.iter_mut().zip([Worry::Yes, Worry::NotSure]) {
        session.figures.as_mut().expect("figures").worry = Some(worry);
    }
    let report = make(Topic::Events, &records, &study(), Language::English);
    let expect =
        ["Said: nothing happened|72", "With an event|0", "Worried or not sure, no event written|2", "No answer yet|0"];
    assert_eq!(rows(&report)[1..5], expect);
    assert_eq!(report.notes, ["Worried or not sure, and no event is written: 2 of 74."]);
}

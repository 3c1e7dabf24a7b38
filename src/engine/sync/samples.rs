//! Saved samples of what is stored for good, one folder a format version: each must open for ever.
//!
//! A sample is never changed. A new version gets a new folder.

use super::{Event, Local, Machine};
use crate::domain::session::State;
use crate::domain::{Id, Now};
use crate::merge::{Change, Document, Op, read};

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn rows_of_version_1_open() {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
    let local: Local = serde_json::from_slice(&sample("v1/local.json")).expect("the device's row opens");
    let shelves = vec![("000000".to_owned(), sample("v1/summaries.json"))];
    let (mut machine, damaged) = Machine::start(local, shelves, 9);
    assert!(damaged.is_empty());
    assert_eq!(machine.sessions()[0].theme, "一起包饺子 𠮷");
    assert_eq!(machine.people()[0].alias, "小林");
    assert_eq!(machine.without_figures().len(), 2, "these lines are older than the reports");

    let id = machine.sessions()[0].id.clone();
    machine.step(Event::Opened(id.clone(), vec![(format!("{id}/0000000000"), sample("v1/ops.json"))]), &now);
    assert_eq!(machine.without_figures().len(), 1, "a line is brought up to date when its document opens");
    assert!(machine.sessions()[0].is_held() && machine.sessions()[0].figures.is_some());
    let session = machine.session(&id, &now).expect("the session opens");
    assert_eq!(session.state(), State::ToRecord);
    assert_eq!(session.plan.theme, "一起包饺子 𠮷");
    assert_eq!((session.plan.minutes, session.plan.steps.len()), (Some(60), 1));
    assert_eq!(session.plan.steps[0].words, "和面");
    assert_eq!(session.record.form.minutes(), Some(61));
    assert_eq!(session.run.came().collect::<Vec<_>>(), [&Id::parse("paaaaaaaaaaaaaaaa").expect("an id")]);
}

#[test]
fn an_older_record_of_version_1_opens() {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
    let ops: Vec<Op> = serde_json::from_slice(&sample("v1/older.json")).expect("the ops open");
    let session = read::session(&Document::fold(ops[0].document.clone(), 9, ops), &now);
    let line = session.summary();
    assert!(line.is_held() && line.is_brought());
    assert_eq!((line.state, line.theme.as_str(), line.minutes), (State::Closed, "包饺子 𠮷", Some(45)));
    assert_eq!((line.came.len(), line.came_count()), (1, Some(12)));
    assert_eq!(session.record.brought.and_then(|brought| brought.by), Id::parse("paaaaaaaaaaaaaaaa"));
}

#[test]
fn ops_of_version_1_survive_a_round_trip() {
    let ops: Vec<Op> = serde_json::from_slice(&sample("v1/ops.json")).expect("the ops open");
    let unknown = ops.iter().filter(|op| matches!(op.change, Change::Unknown(_))).count();
    assert_eq!(unknown, 1, "an op of a later version is kept");
    let written = serde_json::to_value(&ops).expect("they are written");
    let held: serde_json::Value = serde_json::from_slice(&sample("v1/ops.json")).expect("json");
    assert_eq!(written, held);
}

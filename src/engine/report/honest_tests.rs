//! A report says nothing that is not so: what is not known, not over yet or from before the app is not counted as missing.

use super::*;
use crate::domain::figures::SessionFigures;
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

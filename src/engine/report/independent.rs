//! The reports of the sample programme against an independent computation: scipy's, by `tests/figures/figures.py`, from the same
//! plain rows.

use std::collections::BTreeMap;
use std::fmt::Write;

use serde::Deserialize;

use super::data::{figures, of_session};
use super::tests::{programme, study};
use super::*;
use crate::domain::age::Age;
use crate::domain::person::{Person, Role};
use crate::domain::presence::TurnKind;
use crate::statistics::{Method, Test};

/// A statistic, its degrees of freedom and its p.
type Tested = (Option<f64>, Option<u32>, f64);

/// What the script wrote.
#[derive(Deserialize)]
struct Independent {
    tests: BTreeMap<String, Tested>,
    tables: BTreeMap<String, Vec<Vec<serde_json::Value>>>,
}

fn path(name: &str) -> String {
    format!("{}/../../tests/figures/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn independent() -> Independent {
    let text = std::fs::read_to_string(path("figures.json")).expect("the figures are there");
    serde_json::from_str(&text).expect("they read")
}

/// The plain rows from which the script counts.
fn rows() -> [(&'static str, String); 3] {
    let mut communities = "community,started,goal_days\n".to_owned();
    let mut sessions =
        "community,date,minutes,category,came,peers,minutes_to_record,handed_period,minutes_to_receipt\n".to_owned();
    let mut people = "community,role,joined,left,born,sex,education,marital,working,diagnosis\n".to_owned();
    for records in programme() {
        let (name, started) = (&records.community.name, records.community.started.expect("a start"));
        _ = writeln!(communities, "{name},{started},{}", records.community.interval_days);
        for session in &records.sessions {
            let peers = [&session.lead, &session.assistant].into_iter().flatten().count();
            let to_record = of_session(session).closed.zip(session.ended);
            let to_record = to_record.map(|(closed, ended)| (closed - ended) / 60_000);
            let handed = records.submissions.handed.iter().find(|(_, one)| one.sessions.contains(&session.id));
            let received = handed.and_then(|(id, one)| Some(records.submissions.received.get(id)?.at - one.at));
            let cells = [
                session.date.expect("a day").to_string(),
                or_nothing(session.minutes),
                session.category.map_or("", |category| category.slug()).to_owned(),
                session.came.len().to_string(),
                peers.to_string(),
                or_nothing(to_record),
                or_nothing(handed.map(|(_, one)| one.period)),
                or_nothing(received.map(|ms| ms / 60_000)),
            ];
            _ = writeln!(sessions, "{name},{}", cells.join(","));
        }
        // Table 2 tells of who gives and who takes part.
        for person in records.people.iter().filter(|one| matches!(one.role, Role::Peer | Role::Member)) {
            _ = writeln!(people, "{name},{}", of_person(person).join(","));
        }
    }
    [("communities.csv", communities), ("sessions.csv", sessions), ("people.csv", people)]
}

fn or_nothing<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn of_person(person: &Person) -> [String; 9] {
    let known = figures(person);
    let left = known.turns.iter().find(|(kind, _)| *kind == TurnKind::Left).map(|(_, on)| *on);
    let born = match known.age {
        Some(Age::Year(year)) => year.to_string(),
        _ => String::new(),
    };
    let answer = |value: serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let json = |known: serde_json::Result<serde_json::Value>| answer(known.unwrap_or_default());
    [
        if person.role == Role::Peer { "peer" } else { "member" }.to_owned(),
        or_nothing(known.joined()),
        or_nothing(left),
        born,
        json(serde_json::to_value(known.sex)),
        json(serde_json::to_value(known.education)),
        json(serde_json::to_value(known.marital)),
        json(serde_json::to_value(known.working)),
        json(serde_json::to_value(known.diagnosis)),
    ]
}

#[test]
fn the_script_counted_these_very_rows() {
    for (name, text) in rows() {
        if std::env::var("TONGBAN_FIGURES").is_ok_and(|what| what == "write") {
            std::fs::write(path(name), &text).expect("it is written");
        }
        let kept = std::fs::read_to_string(path(name)).expect("the rows are there");
        assert!(kept == text, "{name} is of another sample programme: write it and run figures.py again");
    }
}

fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-6 * theirs.abs().max(1.0)
}

#[test]
fn every_test_s_figures_are_scipy_s() {
    let expect = independent().tests;
    let made: Vec<Test> = [Topic::People, Topic::Demographics, Topic::Sessions, Topic::Contents, Topic::Length]
        .into_iter()
        .flat_map(|topic| make(topic, programme(), &study(), Language::English).tests)
        .flat_map(|tested| tested.tests)
        .collect();
    let names = [
        "people/peer",
        "people/member",
        "age",
        "age/peers",
        "age/members",
        "sex",
        "education",
        "marital",
        "working",
        "working/fisher",
        "diagnosis",
        "diagnosis/fisher",
        "sessions",
        "contents",
        "length",
    ];
    assert_eq!(made.len(), names.len());
    for (name, ours) in names.into_iter().zip(made) {
        let (statistic, freedom, p) = expect[name];
        // For a normal distribution both are Royston's approximation, each with constants of its own number of digits.
        let freedom = if ours.method == Method::ShapiroWilk { None } else { freedom };
        assert_eq!(ours.freedom, freedom, "{name}");
        assert!(near(ours.p, p), "{name}: p {} against {p}", ours.p);
        match (ours.statistic, statistic) {
            (Some(ours), Some(theirs)) => assert!(near(ours, theirs), "{name}: {ours} against {theirs}"),
            (ours, theirs) => assert_eq!(ours, theirs, "{name}"),
        }
    }
}

#[test]
fn every_cell_is_that_of_the_independent_count() {
    let expect = independent().tables;
    for (name, theirs) in &expect {
        let topic = Topic::parse(name).expect("a topic");
        let report = make(topic, programme(), &study(), Language::English);
        let ours: Vec<&Row> = report.rows.iter().filter(|row| row.kind != RowKind::Head).collect();
        assert_eq!(ours.len(), theirs.len(), "{name}");
        for (ours, theirs) in ours.into_iter().zip(theirs) {
            assert_eq!(ours.cells.len(), theirs.len() + 1, "{name}: {ours:?}");
            for (ours, theirs) in ours.cells.iter().skip(1).zip(theirs) {
                let same = match (number(ours), theirs.as_f64()) {
                    (Some(ours), Some(theirs)) => near(ours, theirs),
                    (None, None) => theirs.is_null() || theirs.as_str() == Some(&ours.text()),
                    _ => false,
                };
                assert!(same, "{name}: {ours:?} against {theirs}");
            }
        }
    }
    assert_eq!(expect.len(), 9);
}

fn number(cell: &Cell) -> Option<f64> {
    match cell {
        Cell::Count(count) | Cell::People(count) => Some(*count as f64),
        Cell::Percent(number) | Cell::Number(number, _) => *number,
        Cell::Text(_) | Cell::NotBegun | Cell::Empty => None,
    }
}

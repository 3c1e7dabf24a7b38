//! The reports of two invented programmes against an independent computation: scipy's, by `tests/figures/figures.py`, from the
//! same plain rows. One is the sample programme; the other has what that one lacks: events of every kind, records that are not
//! written, people and days that nobody knows.
//!
//! Every table is compared cell for cell, with its tests. What people said is not among them: that table stands beside the
//! study's own numbers, cell by cell, in `the_evaluation_prints_every_row_of_the_study`.

mod rows;
mod uneven;

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

use super::tests::{programme, study};
use super::*;
use crate::statistics::{Method, Test};

/// What the script wrote: of each choice, the reports by their names.
type Independent = BTreeMap<String, BTreeMap<String, Expected>>;

/// One report, as the script has it.
#[derive(Deserialize)]
struct Expected {
    rows: Vec<Vec<Value>>,
    tests: Vec<Comparison>,
}

/// What was compared: cells with an expected count under 5, of how many, and the smallest; and the tests.
#[derive(Deserialize)]
struct Comparison {
    few: Option<(usize, usize, f64)>,
    tests: Vec<(String, Option<f64>, Option<u32>, f64)>,
}

/// Each programme by the name of its folder.
fn programmes() -> [(&'static str, &'static [Records]); 2] {
    [("study", programme()), ("uneven", uneven::programme())]
}

/// What is counted of each: its name, its programme and its filter.
fn choices() -> [(&'static str, &'static [Records], Filter); 3] {
    let day = |day: &str| day.parse().ok();
    let part = Filter {
        from: day("2014-03-01"),
        to: day("2015-10-31"),
        category: Some(crate::domain::plan::Category::HandsMovement),
        ..Filter::default()
    };
    [("study", programme(), study()), ("uneven", uneven::programme(), study()), ("part", uneven::programme(), part)]
}

fn path(name: &str) -> String {
    format!("{}/../../tests/figures/{name}", env!("CARGO_MANIFEST_DIR"))
}

fn independent() -> Independent {
    let text = std::fs::read_to_string(path("figures.json")).expect("the figures are there");
    serde_json::from_str(&text).expect("they read")
}

#[test]
fn the_script_counted_these_very_rows() {
    for (programme, records) in programmes() {
        for (name, text) in rows::of(records) {
            let name = format!("{programme}/{name}");
            if std::env::var("TONGBAN_FIGURES").is_ok_and(|what| what == "write") {
                std::fs::write(path(&name), &text).expect("it is written");
            }
            let kept = std::fs::read_to_string(path(&name)).expect("the rows are there");
            assert!(kept == text, "{name} is of another programme: write it and run figures.py again");
        }
    }
}

fn near(ours: f64, theirs: f64) -> bool {
    (ours - theirs).abs() <= 1e-6 * theirs.abs().max(1.0)
}

/// Calls `check` with each report and what the script has for it.
fn each_report(check: impl Fn(&str, &Report, &Expected)) {
    let all = independent();
    let mut checked = 0;
    for (choice, records, filter) in choices() {
        let expected = &all[choice];
        for topic in Topic::ALL.into_iter().filter(|topic| *topic != Topic::Evaluation) {
            let report = make(topic, records, &filter, Language::English);
            check(&format!("{choice}, {}", topic.slug()), &report, &expected[topic.slug()]);
            checked += 1;
        }
        assert_eq!(expected.len(), Topic::ALL.len() - 1, "{choice}");
    }
    assert_eq!((checked, all.len()), (48, 3));
}

#[test]
fn every_test_s_figures_are_scipy_s() {
    each_report(|name, report, expected| {
        assert_eq!(report.tests.len(), expected.tests.len(), "{name}: {:?}", report.tests);
        for (ours, theirs) in report.tests.iter().zip(&expected.tests) {
            let name = format!("{name}: {}", ours.about);
            let few = ours.few.map(|few| (few.cells, few.of));
            assert_eq!(few, theirs.few.map(|(cells, of, _)| (cells, of)), "{name}");
            if let (Some(ours), Some((_, _, smallest))) = (ours.few, theirs.few) {
                assert!(near(ours.smallest, smallest), "{name}: {} against {smallest}", ours.smallest);
            }
            assert_eq!(ours.tests.len(), theirs.tests.len(), "{name}");
            ours.tests.iter().zip(&theirs.tests).for_each(|(ours, theirs)| same_test(&name, ours, theirs));
        }
    });
}

fn same_test(name: &str, ours: &Test, theirs: &(String, Option<f64>, Option<u32>, f64)) {
    let (method, statistic, freedom, p) = theirs;
    assert_eq!(format!("{:?}", ours.method), *method, "{name}");
    // For a normal distribution both are Royston's approximation, each with constants of its own number of digits.
    let freedom = if ours.method == Method::ShapiroWilk { None } else { *freedom };
    assert_eq!(ours.freedom, freedom, "{name}");
    assert!(near(ours.p, *p), "{name}: p {} against {p}", ours.p);
    match (ours.statistic, *statistic) {
        (Some(ours), Some(theirs)) => assert!(near(ours, theirs), "{name}: {ours} against {theirs}"),
        (ours, theirs) => assert_eq!(ours, theirs, "{name}"),
    }
}

#[test]
fn every_cell_is_that_of_the_independent_count() {
    each_report(|name, report, expected| {
        assert!(!report.rows.is_empty(), "{name}");
        let mut differ = Vec::new();
        for (ours, theirs) in report.rows.iter().zip(&expected.rows) {
            let same = ours.cells.iter().zip(theirs).all(|(ours, theirs)| same_cell(ours, theirs));
            if !same || [ours.cells.len(), report.heads.len()] != [theirs.len(); 2] {
                differ.push(format!("{:?} against {theirs:?}", ours.cells));
            }
        }
        assert!(differ.is_empty(), "{name}:\n{}", differ.join("\n"));
        assert_eq!(report.rows.len(), expected.rows.len(), "{name}: {:?}", report.rows);
    });
}

/// A number is the same number, words are the same words, and what is not known is known to neither.
fn same_cell(ours: &Cell, theirs: &Value) -> bool {
    let number = |ours: f64| theirs.as_f64().is_some_and(|theirs| near(ours, theirs));
    match ours {
        Cell::Count(count) | Cell::People(count) => theirs.as_u64() == Some(*count as u64),
        Cell::Percent(Some(ours)) | Cell::Number(Some(ours), _) => number(*ours),
        Cell::Percent(None) | Cell::Number(None, _) | Cell::NotBegun => theirs.is_null(),
        Cell::Text(text) => theirs.as_str() == Some(text),
        Cell::Empty => theirs.as_str() == Some(""),
    }
}

//! What a report draws where its own file draws nothing: the same figures as in its table, or how many sessions lie in each
//! step of a number.

use super::data::Data;
use super::shape::{Cell, Point, Row, RowKind, Series};
use super::{Filled, Topic};
use crate::words::report::HEADS;

/// The series of a table; empty where a picture would help nobody.
pub(super) fn series(topic: Topic, data: &Data<'_>, filled: &Filled) -> Vec<Series> {
    let parts = parts(&filled.rows);
    match topic {
        Topic::People => parts.iter().flat_map(|part| by_row(filled, part, filled.heads.len())).collect(),
        // Sessions a month, by half-year; the goal is no half-year.
        Topic::Frequency => {
            let month = data.say(HEADS.a_month);
            let part = parts.iter().find(|part| part.name.as_deref() == Some(month.as_str()));
            part.map(|part| by_row(filled, part, filled.heads.len() - 1)).unwrap_or_default()
        }
        // Percentages of those known: of peers, and of group members.
        Topic::Demographics => [2, 5].iter().map(|column| by_column(filled, &parts, *column)).collect(),
        Topic::Pairs => vec![by_column(filled, &parts, 3)],
        Topic::Records => vec![by_column(filled, &parts, 6)],
        Topic::Submissions => [3, 4, 7, 8].iter().map(|column| by_column(filled, &parts, *column)).collect(),
        Topic::Training => [2, 3, 4].iter().map(|column| by_column(filled, &parts, *column)).collect(),
        Topic::Events | Topic::Supervision => parts.iter().map(|part| of_part(filled, part)).collect(),
        _ => Vec::new(),
    }
}

/// How many of the values lie in each step, from the first step with one to the last. `width`: whole numbers in a step.
pub(super) fn steps(name: String, values: impl Iterator<Item = f64>, width: u32) -> Series {
    let places: Vec<u32> = values.map(|value| value.max(0.0) as u32 / width).collect();
    let (first, last) = (places.iter().min().copied(), places.iter().max().copied());
    let point = |place: u32| {
        let (from, to) = (place * width, place * width + width - 1);
        let label = if from == to { from.to_string() } else { format!("{from}-{to}") };
        Point { label, value: Some(places.iter().filter(|one| **one == place).count() as f64) }
    };
    // A slip, such as a session of three days, must not draw a thousand empty steps.
    let all = first.zip(last).filter(|(first, last)| last - first < 60);
    let points = match all {
        Some((first, last)) => (first..=last).map(point).collect(),
        None => crate::domain::order::set(places.iter().copied()).into_iter().map(point).collect(),
    };
    Series { name, points }
}

/// The rows below a heading, or those of a table without one.
struct Part<'a> {
    name: Option<String>,
    rows: Vec<&'a Row>,
}

fn parts(rows: &[Row]) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    for row in rows {
        match row.kind {
            RowKind::Head => parts.push(Part { name: row.cells.first().map(Cell::text), rows: Vec::new() }),
            RowKind::Total => {}
            RowKind::Plain => match parts.last_mut() {
                Some(part) => part.rows.push(row),
                None => parts.push(Part { name: None, rows: vec![row] }),
            },
        }
    }
    parts
}

fn value(cell: Option<&Cell>) -> Option<f64> {
    match cell? {
        Cell::Count(count) | Cell::People(count) => Some(*count as f64),
        Cell::Percent(number) | Cell::Number(number, _) => *number,
        Cell::Text(_) | Cell::NotBegun | Cell::Empty => None,
    }
}

fn named(part: &Part<'_>, row: &Row) -> String {
    let name = row.cells.first().map(Cell::text).unwrap_or_default();
    part.name.as_ref().map_or(name.clone(), |part| format!("{part}: {name}"))
}

/// Each row of a part over the columns up to `end`.
fn by_row(filled: &Filled, part: &Part<'_>, end: usize) -> Vec<Series> {
    let one = |row: &&Row| {
        let heads = filled.heads.iter().enumerate().take(end).skip(1);
        let points = heads.map(|(at, head)| Point { label: head.clone(), value: value(row.cells.get(at)) });
        Series { name: named(part, row), points: points.collect() }
    };
    part.rows.iter().map(one).collect()
}

/// One column over all rows. A row of words has no place in it.
fn by_column(filled: &Filled, parts: &[Part<'_>], column: usize) -> Series {
    let rows = parts.iter().flat_map(|part| part.rows.iter().map(move |row| (part, *row)));
    let drawn = rows.filter(|(_, row)| !matches!(row.cells.get(column), Some(Cell::Text(_) | Cell::Empty)));
    let points = drawn.map(|(part, row)| Point { label: named(part, row), value: value(row.cells.get(column)) });
    Series { name: filled.heads.get(column).cloned().unwrap_or_default(), points: points.collect() }
}

/// The second column over the rows of a part.
fn of_part(filled: &Filled, part: &Part<'_>) -> Series {
    let name = part.name.clone().or_else(|| filled.heads.get(1).cloned()).unwrap_or_default();
    let counted = part.rows.iter().filter(|row| matches!(row.cells.get(1), Some(Cell::Count(_) | Cell::People(_))));
    let point = |row: &&Row| Point {
        label: row.cells.first().map(Cell::text).unwrap_or_default(),
        value: value(row.cells.get(1)),
    };
    Series { name, points: counted.map(point).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::tests::{programme, study};
    use crate::report::{Report, make};
    use crate::words::Language;

    fn report(topic: Topic) -> Report {
        make(topic, programme(), &study(), Language::English)
    }

    fn points(series: &Series) -> Vec<(&str, Option<f64>)> {
        series.points.iter().map(|point| (point.label.as_str(), point.value)).collect()
    }

    #[test]
    fn every_report_has_a_picture_and_says_it_in_words() {
        for topic in Topic::ALL {
            let report = report(topic);
            assert!(report.picture().is_some(), "{topic:?}");
            assert!(report.series.iter().all(|series| !series.points.is_empty()), "{topic:?}");
            assert!(report.in_words().contains(&report.series[0].points[0].label), "{topic:?}");
        }
    }

    #[test]
    fn what_is_drawn_is_what_stands_in_the_table() {
        let people = report(Topic::People);
        let names: Vec<&str> = people.series.iter().map(|series| series.name.as_str()).collect();
        assert_eq!((names.len(), names[0], names[4]), (8, "Peers: Tuanjiehu", "Group members: Tuanjiehu"));
        let years = [("2013", None), ("2014", None), ("2015", Some(4.0)), ("2016", Some(4.0))];
        assert_eq!(points(&people.series[2]), years, "not begun is not 0");
        let who = report(Topic::Demographics);
        assert_eq!(who.series.len(), 2);
        assert_eq!(points(&who.series[1])[0], ("Sex: Male", Some(42.0)));
        let pairs = report(Topic::Pairs);
        assert_eq!((pairs.series.len(), points(&pairs.series[0])[0]), (1, ("Tuanjiehu", Some(100.0))));
        assert_eq!(points(&report(Topic::Supervision).series[0])[1], ("Group supervision", Some(66.0)));
    }

    #[test]
    fn every_session_lies_in_one_step() {
        for topic in [Topic::Length, Topic::Attendance] {
            let report = report(topic);
            let sum: f64 = report.series[0].points.iter().filter_map(|point| point.value).sum();
            assert_eq!(sum, 214.0, "{topic:?}");
        }
        let series = steps("a".into(), [40.0, 59.0, 60.0, 101.0].into_iter(), 20);
        assert_eq!(
            points(&series),
            [("40-59", Some(2.0)), ("60-79", Some(1.0)), ("80-99", Some(0.0)), ("100-119", Some(1.0))]
        );
        assert_eq!(
            steps("a".into(), [1.0, 90_000.0].into_iter(), 1).points.len(),
            2,
            "a slip makes no endless picture"
        );
    }
}

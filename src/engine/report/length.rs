//! Length of sessions: range, mean and standard deviation, and whether lengths are normally distributed.

use super::Filled;
use super::data::Data;
use super::draw::steps;
use super::shape::{Cell, Row, RowKind, Tested};
use crate::domain::plan::USUAL_MINUTES;
use crate::domain::session::SessionSummary;
use crate::statistics::describe::{Spread, spread};
use crate::statistics::normality::shapiro_wilk;
use crate::words::report::{HEADS, NOTES};

pub(super) fn lengths(data: &Data<'_>) -> Filled {
    let heads = [HEADS.community, HEADS.sessions, HEADS.shortest, HEADS.longest, HEADS.mean, HEADS.sd];
    let minutes = |session: &SessionSummary| session.minutes.map(f64::from);
    let mut filled = by_community(data, data.heads(heads), 0, &minutes);
    let known: Vec<f64> = data.all_held().filter_map(minutes).collect();
    filled.tests.extend(shapiro_wilk(&known).map(|test| Tested::one(data.say(HEADS.lengths), test)));
    filled.series = vec![steps(data.say(HEADS.sessions), known.iter().copied(), 20)];
    let outside = data.all_held().filter_map(|session| session.minutes);
    let outside = outside.filter(|minutes| !USUAL_MINUTES.contains(minutes)).count();
    filled.notes.extend(data.if_any(NOTES.outside_usual, outside));
    filled.notes.extend(data.if_any(NOTES.without_length, data.all_held().count() - known.len()));
    filled
}

/// How a number of each session lies, by community and altogether. Least and most have so many digits.
pub(super) fn by_community(
    data: &Data<'_>,
    heads: Vec<String>,
    digits: usize,
    of: &dyn Fn(&SessionSummary) -> Option<f64>,
) -> Filled {
    let mut filled = Filled { heads, ..Filled::default() };
    let row = |kind, name: String, values: Vec<f64>| {
        let spread = spread(&values);
        let number = |of: &dyn Fn(Spread) -> Option<f64>, digits| Cell::Number(spread.and_then(of), digits);
        let cells = vec![
            Cell::Text(name),
            Cell::Count(values.len()),
            number(&|spread| Some(spread.least), digits),
            number(&|spread| Some(spread.most), digits),
            number(&|spread| Some(spread.mean), 1),
            number(&|spread| spread.sd, 1),
        ];
        Row { kind, cells }
    };
    if data.all_held().next().is_none() {
        return filled;
    }
    for records in &data.records {
        let values = data.held(records).filter_map(of).collect();
        filled.rows.push(row(RowKind::Plain, records.community.name.clone(), values));
    }
    if data.records.len() > 1 {
        filled.rows.push(row(RowKind::Total, data.say(HEADS.total), data.all_held().filter_map(of).collect()));
    }
    filled
}

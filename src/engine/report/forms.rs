//! Two peers at every session, and how plans and records were kept.

use super::data::{Data, of_session};
use super::shape::{Cell, Row, RowKind};
use super::{Filled, Records};
use crate::domain::session::SessionSummary;
use crate::statistics::describe::{median, percent, spread};
use crate::words::report::{HEADS, NOTES};

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// How many peers carried a session: its lead and its assistant.
fn peers(session: &SessionSummary) -> usize {
    match (&session.lead, &session.assistant) {
        (Some(lead), Some(assistant)) if lead != assistant => 2,
        (None, None) => 0,
        _ => 1,
    }
}

pub(super) fn pairs(data: &Data<'_>) -> Filled {
    let heads = [HEADS.community, HEADS.sessions, HEADS.two_peers, HEADS.of_all, HEADS.one_peer, HEADS.no_peer];
    let row = |sessions: &[&SessionSummary]| {
        let [none, one, two] = [0, 1, 2].map(|count| sessions.iter().filter(|one| peers(one) == count).count());
        let share = Cell::Percent(percent(two, sessions.len()));
        vec![Cell::Count(sessions.len()), Cell::Count(two), share, Cell::Count(one), Cell::Count(none)]
    };
    by_community(data, data.heads(heads), &|records| data.held(records).collect(), &row)
}

pub(super) fn records(data: &Data<'_>) -> Filled {
    let heads = [
        HEADS.community,
        HEADS.sessions,
        HEADS.plan_ready,
        HEADS.closed,
        HEADS.of_all,
        HEADS.mean_days,
        HEADS.median_days,
        HEADS.longest_days,
    ];
    let row = |sessions: &[&SessionSummary]| {
        let ready = sessions.iter().filter(|session| of_session(session).ready.is_some()).count();
        let closed: Vec<f64> = sessions.iter().filter_map(|session| days_to_record(session)).collect();
        let spread = spread(&closed);
        vec![
            Cell::Count(sessions.len()),
            Cell::Count(ready),
            Cell::Count(closed.len()),
            Cell::Percent(percent(closed.len(), sessions.len())),
            Cell::Number(spread.map(|spread| spread.mean), 1),
            Cell::Number(median(&closed), 1),
            Cell::Number(spread.map(|spread| spread.most), 1),
        ]
    };
    let mut filled = by_community(data, data.heads(heads), &|records| data.written_here(records).collect(), &row);
    filled.notes.extend(data.older_left_out());
    filled.notes.push(data.say(NOTES.from_end));
    filled
}

/// Days from the end of a session to its closed record.
fn days_to_record(session: &SessionSummary) -> Option<f64> {
    let closed = of_session(session).closed?;
    Some((closed - session.ended?).max(0) as f64 / DAY)
}

fn by_community<'a>(
    data: &Data<'a>,
    heads: Vec<String>,
    counts: &dyn Fn(&'a Records) -> Vec<&'a SessionSummary>,
    row: &dyn Fn(&[&SessionSummary]) -> Vec<Cell>,
) -> Filled {
    let mut filled = Filled { heads, ..Filled::default() };
    let all: Vec<&SessionSummary> = data.records.iter().flat_map(|records| counts(records)).collect();
    if all.is_empty() {
        return filled;
    }
    for records in &data.records {
        let sessions = counts(records);
        let cells = [Cell::Text(records.community.name.clone())].into_iter().chain(row(&sessions));
        filled.rows.push(Row::plain(cells.collect()));
    }
    if data.records.len() > 1 {
        let cells = [data.text(HEADS.total)].into_iter().chain(row(&all)).collect();
        filled.rows.push(Row { kind: RowKind::Total, cells });
    }
    filled
}

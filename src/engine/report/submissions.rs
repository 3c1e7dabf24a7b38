//! Forms handed over every six weeks: what came, what came late, what is missing.

use super::data::Data;
use super::shape::{Cell, Row, RowKind};
use super::{Filled, Records};
use crate::domain::gap::Gap;
use crate::domain::session::SessionSummary;
use crate::domain::submission::{Period, Place, Submission};
use crate::statistics::describe::spread;
use crate::words::report::{HEADS, NOTES};

/// Milliseconds of a day.
const DAY: f64 = 86_400_000.0;

/// What is counted of one community, or of all.
#[derive(Default)]
struct Counts {
    sessions: usize,
    handed: usize,
    received: usize,
    in_time: usize,
    late: usize,
    ready: usize,
    unwritten: usize,
    /// Days from handing over to the receipt, of each form.
    waited: Vec<f64>,
}

pub(super) fn table(data: &Data<'_>) -> Filled {
    let heads = [
        HEADS.community,
        HEADS.sessions,
        HEADS.handed,
        HEADS.in_time,
        HEADS.late,
        HEADS.received,
        HEADS.wait_days,
        HEADS.not_handed,
        HEADS.not_closed,
    ];
    let mut filled = Filled { heads: data.heads(heads), ..Filled::default() };
    if data.records.iter().all(|records| data.written_here(records).next().is_none()) {
        filled.notes.extend(data.older_left_out());
        return filled;
    }
    let mut total = Counts::default();
    for records in &data.records {
        let mut counts = Counts::default();
        data.written_here(records).for_each(|session| {
            count(records, session, &mut counts);
            count(records, session, &mut total);
        });
        filled.rows.push(row(RowKind::Plain, records.community.name.clone(), &counts));
    }
    if data.records.len() > 1 {
        filled.rows.push(row(RowKind::Total, data.say(HEADS.total), &total));
    }
    filled.notes.push(data.say(NOTES.late_means));
    filled.notes.extend(data.older_left_out());
    let gaps: Vec<Gap> = data.records.iter().flat_map(|records| gaps(data, records)).collect();
    // Of one category alone a period without sessions is no gap.
    if data.filter.category.is_none() && !gaps.is_empty() {
        let explained = gaps.iter().filter(|gap| gap.explained).count();
        filled.notes.extend(data.if_any(NOTES.empty_periods, gaps.len()));
        filled.notes.extend(data.if_any(NOTES.with_reason, explained));
    }
    filled
}

fn count(records: &Records, session: &SessionSummary, counts: &mut Counts) {
    let submissions = &records.submissions;
    counts.sessions += 1;
    match submissions.place(session) {
        Place::NotWritten => counts.unwritten += 1,
        Place::Ready => counts.ready += 1,
        _ => {}
    }
    // The first time that it came decides whether it came in time; the last one, whether it was received.
    let Some(last) = submissions.last_of(&session.id) else { return };
    counts.handed += 1;
    let own = records.community.started.zip(session.date);
    let own = own.and_then(|(started, day)| submissions.stands_in(started, day));
    if submissions.came_in(&session.id).zip(own).is_some_and(|(came, own)| came > own.to) {
        counts.late += 1
    } else {
        counts.in_time += 1
    }
    let receipt = |(id, one): (&String, &Submission)| {
        submissions.receipt(id, &session.id).map(|received| (received.at - one.at).max(0) as f64 / DAY)
    };
    if let Some(waited) = receipt(last) {
        counts.received += 1;
        counts.waited.push(waited);
    }
}

fn row(kind: RowKind, name: String, counts: &Counts) -> Row {
    let cells = vec![
        Cell::Text(name),
        Cell::Count(counts.sessions),
        Cell::Count(counts.handed),
        Cell::Count(counts.in_time),
        Cell::Count(counts.late),
        Cell::Count(counts.received),
        Cell::Number(spread(&counts.waited).map(|spread| spread.mean), 1),
        Cell::Count(counts.ready),
        Cell::Count(counts.unwritten),
    ];
    Row { kind, cells }
}

/// The periods without a session that lie in the span as a whole.
fn gaps(data: &Data<'_>, records: &Records) -> Vec<Gap> {
    let sheets = records.submissions.sheets(&records.community, &records.sessions, &records.people, data.to);
    let whole = |period: &Period| period.from >= data.from && period.to <= data.to;
    sheets.into_iter().filter(|sheet| whole(&sheet.period)).filter_map(|sheet| sheet.gap).collect()
}

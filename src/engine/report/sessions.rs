//! Figure 1: sessions by community and half-year, every gap with its reason; and how often sessions were held.

use chrono::NaiveDate;

use super::data::{Data, Half, figures};
use super::shape::{Cell, Point, Row, RowKind, Series, Tested};
use super::{Filled, Records};
use crate::domain::gap::{Gap, Reason};
use crate::domain::person::Role;
use crate::domain::presence::TurnKind;
use crate::statistics::table::pearson;
use crate::words::Phrase;
use crate::words::report::{HEADS, NOTES};

/// Days of a month, and of a week.
const MONTH: f64 = 365.25 / 12.0;
const WEEK: f64 = 7.0;

pub(super) fn table(data: &Data<'_>) -> Filled {
    let halves = data.halves();
    let mut filled = Filled { heads: heads(data, &halves), ..Filled::default() };
    filled.heads.push(data.say(HEADS.total));
    let counts: Vec<Vec<Option<usize>>> = data.records.iter().map(|records| by_half(data, records, &halves)).collect();
    let sum = |counts: &mut dyn Iterator<Item = Option<usize>>| counts.flatten().sum::<usize>();
    for (records, counts) in data.records.iter().zip(&counts) {
        let name = records.community.name.clone();
        let mut cells = vec![Cell::Text(name.clone())];
        cells.extend(counts.iter().map(|count| count.map_or(Cell::NotBegun, Cell::Count)));
        cells.push(Cell::Count(sum(&mut counts.iter().copied())));
        filled.rows.push(Row::plain(cells));
        let point = |(half, count): (&Half, &Option<usize>)| Point {
            label: half.name(data.language),
            value: count.map(|count| count as f64),
        };
        filled.series.push(Series { name, points: halves.iter().zip(counts).map(point).collect() });
    }
    let mut cells = vec![data.text(HEADS.total)];
    cells.extend((0..halves.len()).map(|half| Cell::Count(sum(&mut counts.iter().map(|counts| counts[half])))));
    cells.push(Cell::Count(sum(&mut counts.iter().flatten().copied())));
    filled.rows.push(Row { kind: RowKind::Total, cells });

    let zeros = |counts: &Vec<Option<usize>>| counts.iter().map(|count| count.unwrap_or_default() as u64).collect();
    let compared = pearson(&counts.iter().map(zeros).collect::<Vec<Vec<u64>>>());
    let dash = counts.iter().flatten().any(Option::is_none);
    let said = [
        dash.then_some(NOTES.not_begun),
        (dash && compared.is_some()).then_some(NOTES.dash_in_test),
        compared.is_some().then_some(NOTES.association_halves),
    ];
    filled.notes.extend(said.into_iter().flatten().map(|note| data.say(note)));
    filled.tests.extend(compared.map(|compared| Tested::new(data.say(HEADS.sessions), compared)));
    // Of one category alone a half-year without sessions is no gap.
    if data.filter.category.is_none() {
        for (records, counts) in data.records.iter().zip(&counts) {
            let empty = halves.iter().zip(counts).filter(|(_, count)| **count == Some(0));
            filled.notes.extend(empty.filter_map(|(half, _)| gap(data, records, *half)));
        }
    }
    filled
}

/// How often sessions were held, by community and half-year: days of service divided by sessions, and sessions a month and a
/// week; beside it all of the span, and the community's own goal.
pub(super) fn frequency(data: &Data<'_>) -> Filled {
    let halves = data.halves();
    let mut filled = Filled { heads: heads(data, &halves), ..Filled::default() };
    filled.heads.extend([data.say(HEADS.whole_span), data.say(HEADS.goal)]);
    for (head, of) in [(None, None), (Some(HEADS.a_month), Some(MONTH)), (Some(HEADS.a_week), Some(WEEK))] {
        filled.rows.extend(head.map(|head| Row::head(data.say(head), halves.len() + 3)));
        // Days from one to the next, or so many in a month or a week.
        let often = |days: f64, count: f64| of.map_or(days / count, |length| length * count / days);
        for records in &data.records {
            let began = records.began().unwrap_or(data.from);
            let days = |first: NaiveDate, last: NaiveDate| {
                (last.min(data.to) - first.max(data.from).max(began)).num_days() as f64 + 1.0
            };
            let cell = |count: Option<usize>, days: f64| match count {
                None => Cell::NotBegun,
                Some(0) if of.is_none() => data.text(HEADS.no_session),
                Some(count) => Cell::Number(Some(often(days, count as f64)), 1),
            };
            let counts = by_half(data, records, &halves);
            let all = counts.iter().flatten().sum();
            let mut cells = vec![Cell::Text(records.community.name.clone())];
            cells.extend(halves.iter().zip(counts).map(|(half, count)| {
                let (first, last) = half.days();
                cell(count, days(first, last))
            }));
            cells.push(cell((data.from.max(began) <= data.to).then_some(all), days(data.from, data.to)));
            cells.push(Cell::Number(Some(often(records.community.interval_days.into(), 1.0)), 1));
            filled.rows.push(Row::plain(cells));
        }
    }
    filled.notes = [NOTES.frequency, NOTES.goal, NOTES.not_begun].map(|note| data.say(note)).to_vec();
    filled
}

fn heads(data: &Data<'_>, halves: &[Half]) -> Vec<String> {
    let names = halves.iter().map(|half| half.name(data.language));
    [data.say(HEADS.community)].into_iter().chain(names).collect()
}

/// Sessions of each half-year; `None` while the service had not begun.
fn by_half(data: &Data<'_>, records: &Records, halves: &[Half]) -> Vec<Option<usize>> {
    let began = records.began();
    let count = |half: &Half| {
        let (first, last) = half.days();
        let days = data.held(records).filter_map(|session| session.date);
        let held = days.filter(|day| (first..=last).contains(day)).count();
        (held > 0 || began.is_some_and(|began| began <= last.min(data.to))).then_some(held)
    };
    halves.iter().map(count).collect()
}

/// A half-year without sessions, with every reason that is known. Of one that is counted in part only the days that are counted
/// are said, and nothing of so few that no session was to be expected yet.
fn gap(data: &Data<'_>, records: &Records, half: Half) -> Option<String> {
    let (first, last) = half.days();
    let (from, to) = (first.max(data.from).max(records.began().unwrap_or(first)), last.min(data.to));
    let part = (from, to) != (first.max(records.began().unwrap_or(first)), last);
    if part && to.signed_duration_since(from).num_days() < i64::from(records.community.interval_days) {
        return None;
    }
    // What somebody wrote stands within our sentence, with or without its own full stop.
    let because = |note: Phrase, why: &str| {
        let why = why.trim().trim_end_matches(['.', '。', '！', '!']);
        (!why.is_empty()).then(|| note.fill(data.language, &[("why", why)]))
    };
    let span = || HEADS.span.fill(data.language, &[("from", &from.to_string()), ("to", &to.to_string())]);
    let period = if part { span() } else { half.name(data.language) };
    let community = records.community.name.as_str();
    let mut said = vec![NOTES.gap.fill(data.language, &[("community", community), ("period", &period)])];
    let reasons = Gap::between(&records.community, &records.people, from, to).reasons;
    let left = |turn: &(TurnKind, NaiveDate)| turn.0 == TurnKind::Left && (from..=to).contains(&turn.1);
    let peers = records.people.iter().filter(|person| person.role == Role::Peer);
    let left = peers.filter(|peer| figures(peer).turns.iter().any(left)).count();
    said.extend(reasons.iter().filter_map(|reason| match reason {
        Reason::Pause(pause) => because(NOTES.gap_pause, &pause.reason),
        Reason::Venue { why, .. } => because(NOTES.gap_venue, why),
        Reason::OnLeave(_) | Reason::CalledOff(_) => None,
    }));
    said.extend(data.if_any(NOTES.gap_left, left));
    said.extend(reasons.iter().filter_map(|reason| match reason {
        Reason::OnLeave(peers) => data.if_any(NOTES.gap_leave, *peers),
        _ => None,
    }));
    if said.len() == 1 {
        said.push(data.say(NOTES.gap_unknown));
    }
    Some(said.join(data.language.space()))
}

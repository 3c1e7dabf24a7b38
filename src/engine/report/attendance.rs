//! Who came: people at each session, and how often each group member came. Nobody is named.

use std::collections::BTreeMap;

use super::Filled;
use super::data::Data;
use super::draw::steps;
use super::length::by_community;
use super::shape::{Cell, Point, Row, Series};
use crate::domain::Id;
use crate::domain::person::Role;
use crate::domain::session::SessionSummary;
use crate::statistics::describe::percent;
use crate::words::report::{HEADS, NOTES};

/// How often somebody came, in steps: from so many to so many.
const STEPS: [(usize, usize); 5] = [(0, 0), (1, 4), (5, 9), (10, 19), (20, usize::MAX)];

pub(super) fn by_session(data: &Data<'_>) -> Filled {
    let heads = [HEADS.community, HEADS.sessions, HEADS.fewest, HEADS.most, HEADS.mean, HEADS.sd];
    let came = |session: &SessionSummary| session.came_count().map(|came| came as f64);
    let mut filled = by_community(data, data.heads(heads), 0, &came);
    filled.series = vec![steps(data.say(HEADS.sessions), data.all_held().filter_map(came), 2)];
    filled.notes.push(data.say(NOTES.came_all));
    filled
}

pub(super) fn by_person(data: &Data<'_>) -> Filled {
    let mut filled = Filled { heads: data.heads([HEADS.came_to, HEADS.members_n, HEADS.of_all]), ..Filled::default() };
    let mut times: Vec<usize> = Vec::new();
    for records in &data.records {
        let mut came: BTreeMap<&Id, usize> = BTreeMap::new();
        let marks = data.held(records).flat_map(|session| &session.came);
        marks.for_each(|person| *came.entry(person).or_default() += 1);
        let belongs = |id: &Id| data.belonging(records, Role::Member, data.to).any(|person| person.id == *id);
        let members = records.people.iter().filter(|person| person.role == Role::Member);
        let counted = members.filter(|person| came.contains_key(&person.id) || belongs(&person.id));
        times.extend(counted.map(|person| came.get(&person.id).copied().unwrap_or_default()));
    }
    if times.is_empty() {
        return filled;
    }
    let mut points = Vec::new();
    for (from, to) in STEPS {
        let count = times.iter().filter(|times| (from..=to).contains(*times)).count();
        let (first, last) = (from.to_string(), to.to_string());
        let name = match (from, to) {
            (0, _) => data.say(HEADS.times_none),
            (_, usize::MAX) => HEADS.times_more.fill(data.language, &[("from", &first)]),
            _ => HEADS.times.fill(data.language, &[("from", &first), ("to", &last)]),
        };
        points.push(Point { label: name.clone(), value: Some(count as f64) });
        let cells = vec![Cell::Text(name), Cell::People(count), Cell::Percent(percent(count, times.len()))];
        filled.rows.push(Row::plain(cells));
    }
    filled.series.push(Series { name: data.say(HEADS.members), points });
    filled
}

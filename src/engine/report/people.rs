//! Table 1: people by community and year, out of the days of joining and leaving alone.

use chrono::NaiveDate;

use super::data::{Data, figures};
use super::shape::{Cell, Row, RowKind, Tested};
use super::{Filled, Records};
use crate::domain::person::Role;
use crate::statistics::table::pearson;
use crate::words::report::{HEADS, NOTES};

pub(super) fn table(data: &Data<'_>) -> Filled {
    let years = data.years();
    let mut filled = Filled { heads: vec![data.say(HEADS.community)], ..Filled::default() };
    filled.heads.extend(years.iter().map(i32::to_string));
    let mut dash = false;
    for (role, name) in [(Role::Peer, HEADS.peers), (Role::Member, HEADS.members)] {
        filled.rows.push(Row::head(data.say(name), years.len() + 1));
        let counts: Vec<Vec<Option<u64>>> = data.records.iter().map(|records| by_year(data, records, role)).collect();
        for (records, counts) in data.records.iter().zip(&counts) {
            let cell = |count: &Option<u64>| count.map_or(Cell::NotBegun, |count| Cell::People(count as usize));
            let cells = [Cell::Text(records.community.name.clone())].into_iter().chain(counts.iter().map(cell));
            filled.rows.push(Row::plain(cells.collect()));
            dash |= counts.contains(&None);
        }
        let sum = |year: usize| counts.iter().filter_map(|counts| counts[year]).sum::<u64>() as usize;
        let sums = (0..years.len()).map(|year| Cell::People(sum(year)));
        filled
            .rows
            .push(Row { kind: RowKind::Total, cells: [data.text(HEADS.total)].into_iter().chain(sums).collect() });
        let zeros = |counts: &Vec<Option<u64>>| counts.iter().map(|count| count.unwrap_or_default()).collect();
        let compared = pearson(&counts.iter().map(zeros).collect::<Vec<Vec<u64>>>());
        filled.tests.extend(compared.map(|compared| Tested::new(data.say(name), compared)));
    }
    filled.notes.push(data.say(NOTES.year_end));
    if dash {
        filled.notes.push(data.say(NOTES.not_begun));
    }
    if !filled.tests.is_empty() {
        let said = [dash.then_some(NOTES.dash_in_test), Some(NOTES.association), Some(NOTES.not_growth)];
        filled.notes.extend(said.into_iter().flatten().map(|note| data.say(note)));
    }
    filled.notes.extend(data.if_any(NOTES.ever, ever(data)));
    filled.notes.extend(no_day(data));
    filled
}

/// Head-counts at the end of each year, or of the span; `None` while the service had not begun.
fn by_year(data: &Data<'_>, records: &Records, role: Role) -> Vec<Option<u64>> {
    let began = records.began();
    let on = |year: i32| {
        let day = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or_default().min(data.to);
        let count = data.belonging(records, role, day).count() as u64;
        let begun = count > 0 || began.is_none_or(|began| began <= day);
        begun.then_some(count)
    };
    data.years().into_iter().map(on).collect()
}

/// The peers who took part at any time up to the end of the span.
fn ever(data: &Data<'_>) -> usize {
    let people = data.records.iter().flat_map(|records| &records.people).filter(|person| person.role == Role::Peer);
    people.filter(|person| figures(person).joined().is_none_or(|joined| joined <= data.to)).count()
}

/// Of how many people no day of joining is known.
fn no_day(data: &Data<'_>) -> Vec<String> {
    let people = data.records.iter().flat_map(|records| &records.people);
    let counted = people.filter(|person| matches!(person.role, Role::Peer | Role::Member));
    let unknown = counted.filter(|person| figures(person).joined().is_none()).count();
    let said = data.if_any(NOTES.no_day, unknown).map(|said| [said, data.say(NOTES.no_day_how)]);
    said.into_iter().flatten().collect()
}

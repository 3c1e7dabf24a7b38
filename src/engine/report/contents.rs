//! Figure 2: the share of each category; formats and venues in the same way.

use std::collections::BTreeMap;

use super::Filled;
use super::data::{Data, of_session, shares};
use super::shape::{Cell, Point, Row, Series, Tested};
use crate::domain::order;
use crate::domain::plan::{Category, Format};
use crate::statistics::Share;
use crate::statistics::even::even;
use crate::words::report::{HEADS, NOTES};
use crate::words::{Phrase, terms};

pub(super) fn categories(data: &Data<'_>) -> Filled {
    let given: Vec<Category> = data.all_held().filter_map(|session| session.category).collect();
    let all = data.all_held().count();
    let count = |category: Category| given.iter().filter(|given| **given == category).count();
    let counts = Category::ALL.map(|category| (data.say(terms::category(category)), count(category)));
    let mut filled = shares_of(data, HEADS.category, counts.to_vec(), given.len(), all);
    let compared = even(&Category::ALL.map(|category| count(category) as u64));
    if data.filter.category.is_none() {
        filled.tests.extend(compared.map(|compared| Tested::new(data.say(HEADS.category), compared)));
    }
    filled.notes.extend(data.if_any(NOTES.without_category, all - given.len()));
    filled
}

pub(super) fn formats(data: &Data<'_>) -> Filled {
    let mut counts: BTreeMap<(usize, String), usize> = BTreeMap::new();
    let (mut known, mut all) = (0, 0);
    for records in &data.records {
        for session in data.held(records) {
            let formats = order::set(of_session(session).formats.into_iter());
            all += 1;
            known += usize::from(!formats.is_empty());
            let names = order::set(formats.iter().map(|format| match (terms::format(format), format) {
                (Some(name), _) => {
                    (Format::STUDY.iter().position(|known| known == format).unwrap_or(9), data.say(name))
                }
                (None, Format::Own(id)) => {
                    let name = records.community.formats.get(id).cloned();
                    (9, name.unwrap_or_else(|| data.say(HEADS.own_format)))
                }
                (None, _) => (9, data.say(HEADS.own_format)),
            }));
            names.into_iter().for_each(|name| *counts.entry(name).or_default() += 1);
        }
    }
    let counts = counts.into_iter().map(|((_, name), count)| (name, count)).collect();
    let mut filled = shares_of(data, HEADS.format, counts, known, all);
    filled.notes.push(data.say(NOTES.several_formats));
    filled.notes.extend(data.if_any(NOTES.without_format, all - known));
    filled
}

pub(super) fn venues(data: &Data<'_>) -> Filled {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for session in data.all_held() {
        *counts.entry(session.venue.trim()).or_default() += 1;
    }
    let unknown = counts.remove("").unwrap_or_default();
    let known: usize = counts.values().sum();
    let mut counts: Vec<(String, usize)> = counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect();
    order::sort(&mut counts, |(a_name, a), (b_name, b)| (b, a_name).cmp(&(a, b_name)));
    let mut filled = shares_of(data, HEADS.venue, counts, known, known + unknown);
    filled.notes.extend(data.if_any(NOTES.without_venue, unknown));
    filled
}

/// A row for each, with its count and both percentages, and the percentages to draw.
fn shares_of(data: &Data<'_>, head: Phrase, counts: Vec<(String, usize)>, known: usize, all: usize) -> Filled {
    let mut filled = Filled {
        heads: data.heads([head, HEADS.sessions, HEADS.of_known, HEADS.of_all]),
        series: vec![Series { name: data.say(HEADS.of_known), points: Vec::new() }],
        ..Filled::default()
    };
    if all == 0 {
        return filled;
    }
    for (name, count) in counts {
        let share = Share { count, assessed: known, all };
        filled.series[0].points.push(Point { label: name.clone(), value: share.of_assessed() });
        let cells = [Cell::Text(name), Cell::Count(count)].into_iter().chain(shares(share));
        filled.rows.push(Row::plain(cells.collect()));
    }
    filled
}

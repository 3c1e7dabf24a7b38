//! What somebody wants to know first, of the same choice as the reports.

use chrono::NaiveDate;

use super::Filter;
use super::data::Data;
use super::events::Answers;
use crate::domain::figures::Records;
use crate::domain::person::Role;
use crate::domain::session::{SessionSummary, State};
use crate::words::report::{NOTES, REPORTS};
use crate::words::{Language, Phrase};

/// A few lines; a day is said as `called` does.
pub fn glance(
    records: &[Records],
    filter: &Filter,
    language: Language,
    called: &dyn Fn(NaiveDate) -> String,
) -> Vec<String> {
    let filled = |phrase: Phrase, n: usize| phrase.fill(language, &[("n", &n.to_string())]);
    let Some(data) = Data::new(records, filter, language) else { return vec![NOTES.nothing.get(language).to_owned()] };
    let held: Vec<&SessionSummary> = data.all_held().collect();
    let mut lines = vec![filled(REPORTS.held, held.len())];
    let last = held.iter().filter_map(|session| session.date).max();
    lines.extend(last.map(|day| REPORTS.last.fill(language, &[("day", &called(day))])));
    let people = |role: Role| {
        let of = data.records.iter().map(|records| data.belonging(records, role, data.to).count());
        of.sum::<usize>().to_string()
    };
    lines.push(REPORTS.people.fill(language, &[("n", &people(Role::Member)), ("m", &people(Role::Peer))]));
    let open = held.iter().filter(|session| session.state != State::Closed).count();
    lines.extend((open > 0).then(|| filled(REPORTS.open, open)));
    lines.extend(events(&held, language));
    lines
}

/// Adverse events, or that there was none.
fn events(held: &[&SessionSummary], language: Language) -> Vec<String> {
    match (held.len(), held.iter().map(|session| session.events as usize).sum::<usize>()) {
        (0, _) => Vec::new(),
        (_, 0) => Answers::of(held).no_event(language),
        (_, events) => vec![REPORTS.events.fill(language, &[("n", &events.to_string())])],
    }
}

//! Adverse events: how many, of what kind, and what was done with their forms. "No event" is said, never assumed.

use super::Filled;
use super::data::{Data, of_session};
use super::shape::{Cell, Row};
use crate::domain::emergency::EventKind;
use crate::domain::figures::EventFigures;
use crate::domain::record::Worry;
use crate::domain::session::SessionSummary;
use crate::statistics::describe::{median, spread};
use crate::words::report::{HEADS, NOTES};
use crate::words::{Language, Phrase, terms};

/// Milliseconds of an hour.
const HOUR: f64 = 3_600_000.0;

pub(super) fn table(data: &Data<'_>) -> Filled {
    let mut filled = Filled { heads: data.heads([HEADS.figure, HEADS.number]), ..Filled::default() };
    let sessions: Vec<&SessionSummary> = data.all_held().collect();
    if sessions.is_empty() {
        return filled;
    }
    let answers = Answers::of(&sessions);
    let events: Vec<EventFigures> = sessions.iter().flat_map(|session| of_session(session).events).collect();
    let all: usize = sessions.iter().map(|session| session.events as usize).sum();
    let count = |is: &dyn Fn(&EventFigures) -> bool| Cell::People(events.iter().filter(|event| is(event)).count());
    let mut row = |name: Phrase, cell: Cell| filled.rows.push(Row::plain(vec![data.text(name), cell]));
    row(HEADS.sessions, Cell::Count(sessions.len()));
    row(HEADS.none_said, Cell::Count(answers.none));
    row(HEADS.with_event, Cell::People(answers.with_event));
    row(HEADS.worried, Cell::Count(answers.worried));
    row(HEADS.no_answer, Cell::Count(answers.open));
    row(HEADS.events, Cell::People(all));
    row(HEADS.written, count(&|event| event.written.is_some()));
    row(HEADS.acknowledged, count(&|event| event.acknowledged.is_some()));
    row(HEADS.event_closed, count(&|event| event.closed.is_some()));
    if all > 0 {
        let hours: Vec<f64> = events.iter().filter_map(hours_until_seen).collect();
        let spread = spread(&hours);
        row(HEADS.not_acknowledged, count(&|event| event.acknowledged.is_none()));
        row(HEADS.seen_median, Cell::Number(median(&hours), 1));
        row(HEADS.seen_longest, Cell::Number(spread.map(|spread| spread.most), 1));
        filled.rows.push(Row::head(data.say(HEADS.kinds), 2));
        for kind in EventKind::ALL {
            let cells = vec![data.text(terms::event_kind(kind)), count(&|event| event.kinds.contains(&kind))];
            filled.rows.push(Row::plain(cells));
        }
        filled.notes.push(data.say(NOTES.several_kinds));
        filled.notes.push(data.say(NOTES.from_opened));
    } else {
        filled.notes.extend(answers.no_event(data.language));
    }
    filled
}

/// What was said of events, session by session.
#[derive(Default)]
pub(super) struct Answers {
    sessions: usize,
    with_event: usize,
    /// Without an event: "no" was said.
    none: usize,
    /// Without an event: "yes" or "not sure" was said.
    worried: usize,
    /// Nothing was said.
    open: usize,
}

impl Answers {
    pub(super) fn of(sessions: &[&SessionSummary]) -> Answers {
        let mut answers = Answers { sessions: sessions.len(), ..Answers::default() };
        for session in sessions {
            let place = match of_session(session).worry {
                _ if session.events > 0 => &mut answers.with_event,
                Some(Worry::No) => &mut answers.none,
                Some(Worry::Yes | Worry::NotSure) => &mut answers.worried,
                None => &mut answers.open,
            };
            *place += 1;
        }
        answers
    }

    /// What is said where no event is written. Nobody says that there was none before everybody has said so.
    pub(super) fn no_event(&self, language: Language) -> Vec<String> {
        let fill = |phrase: Phrase, m: usize| {
            phrase.fill(language, &[("n", &self.sessions.to_string()), ("m", &m.to_string())])
        };
        if self.none == self.sessions {
            return vec![fill(if self.sessions == 1 { NOTES.no_event_one } else { NOTES.no_event }, 0)];
        }
        let open = (self.open > 0).then(|| fill(NOTES.no_event_open, self.open));
        let worried = (self.worried > 0).then(|| fill(NOTES.worried, self.worried));
        open.into_iter().chain(worried).collect()
    }
}

/// Hours from the opening of an event's form, or else from its writing, until the community doctor had seen it.
fn hours_until_seen(event: &EventFigures) -> Option<f64> {
    let since = event.opened.or(event.written)?;
    Some((event.acknowledged? - since).max(0) as f64 / HOUR)
}

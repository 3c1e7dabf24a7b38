//! Handing over the forms: every six weeks all closed forms of a community go to the coordinator (the study's rule). The app
//! counts the days, shows what is missing, and keeps the receipt.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::community::Community;
use super::gap::{self, Gap, Reason};
use super::person::Person;
use super::session::{SessionSummary, State};
use super::{Id, Millis, order};

/// Days of a period, where the community sets no other.
pub const USUAL_DAYS: u32 = 42;
/// Days that a period may have.
pub const DAYS: std::ops::RangeInclusive<u32> = 7..=366;

/// Some weeks, counted from the community's start.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Period {
    /// The first is 1.
    pub number: u32,
    /// Its first day.
    pub from: NaiveDate,
    /// Its last day.
    pub to: NaiveDate,
}

impl Period {
    /// The period of that number; `None` beyond what a calendar has.
    pub fn new(started: NaiveDate, days: u32, number: u32) -> Option<Period> {
        let days = u64::from(days.clamp(*DAYS.start(), *DAYS.end()));
        let from = started.checked_add_days(Days::new(u64::from(number.checked_sub(1)?) * days))?;
        Some(Period { number, from, to: from.checked_add_days(Days::new(days - 1))? })
    }

    /// Whether a day lies in it.
    pub fn has(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Forms that were handed over in one go.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// When, by the clock of the phone that did it: it is shown, and nothing is put in order by it.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
    /// The number that the period had then.
    pub period: u32,
    /// The period's first day; forms of sessions before it are late. Where it was not written, it is found by the number and
    /// the length that held then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// Of which sessions.
    pub sessions: Vec<Id>,
    /// Its place in the order of all that was handed over: who had seen one comes after it, whatever the clocks say.
    #[serde(skip)]
    pub order: usize,
}

/// The coordinator has read what was handed over.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Received {
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
}

impl Received {
    /// The name under which it is kept that one session's forms of a submission were received, and not all of it.
    pub fn key(short: &str, session: &Id) -> String {
        format!("{short}.{session}")
    }
}

/// A form that goes back with a question.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
    /// The question.
    pub why: String,
    /// The answer; the question is open until it has one.
    #[serde(skip)]
    pub answer: Option<Answered>,
}

impl SentBack {
    /// The name under which its answer is kept.
    pub fn key(&self, session: &Id) -> String {
        format!("{session}.{}", self.at)
    }
}

/// The answer to a question about a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
    /// The answer; empty where the forms were handed over again before answers were written.
    pub words: String,
}

/// Where a session's forms are, in the order of their way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// The session was called off.
    CalledOff,
    /// The session was planned for this time and not held yet.
    NotHeld,
    /// It was held; the forms are not closed yet.
    NotWritten,
    /// Closed, and on the peers' phones only.
    Ready,
    /// With the coordinator, who has not said so yet.
    HandedOver(Millis),
    /// The coordinator has them.
    Received(Millis),
    /// The coordinator asks something.
    SentBack(SentBack),
}

/// A session's forms.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The session.
    pub session: SessionSummary,
    /// Where the forms are.
    pub place: Place,
    /// They came in a later period than that of the session: in this one.
    pub late: Option<u32>,
    /// What was asked about them, oldest first, with the answers.
    pub asked: Vec<SentBack>,
}

/// One period: what came, what is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The period.
    pub period: Period,
    /// Its sessions' forms, oldest first.
    pub forms: Vec<Form>,
    /// Why it has no session that was held. Of a period that is not over only what explains today is said: there may be one yet.
    pub gap: Option<Gap>,
}

impl Sheet {
    /// How many forms are there that `which` takes.
    pub fn count(&self, which: impl Fn(&Place) -> bool) -> usize {
        self.forms.iter().filter(|form| which(&form.place)).count()
    }
}

/// All that was handed over, received and sent back.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Submissions {
    /// Days of a period, from the beginning on.
    pub days: u32,
    /// Days of the periods that begin on such a day or later.
    pub later: BTreeMap<NaiveDate, u32>,
    /// Every day that was ever written as the community's start, those left out that only a wrong clock wrote.
    pub starts: BTreeSet<NaiveDate>,
    /// By short id.
    pub handed: BTreeMap<String, Submission>,
    /// By the short id of the submission, or by [`Received::key`] where only some of its forms were received.
    pub received: BTreeMap<String, Received>,
    /// By session; the questions of each, oldest first.
    pub back: BTreeMap<Id, Vec<SentBack>>,
}

impl Submissions {
    /// Days of the latest periods.
    pub fn latest_days(&self) -> u32 {
        self.later.values().next_back().copied().unwrap_or(self.days)
    }

    /// The day from which periods are counted. Once forms were handed over it is the start that held then: a corrected start
    /// moves no period, no number and no receipt. `started` is the start as it is written now.
    pub fn counted_from(&self, started: NaiveDate) -> NaiveDate {
        let days = u64::from(self.days.clamp(*DAYS.start(), *DAYS.end()));
        let cut_by = |one: &Submission| {
            let before = u64::from(one.period.checked_sub(1)?) * days;
            let first = one.from?.checked_sub_days(Days::new(before))?;
            self.starts.contains(&first).then_some((one.from?, first))
        };
        self.handed.values().filter_map(cut_by).min().map_or(started, |(_, first)| first)
    }

    /// All periods that begin up to a day, oldest first. A period that has begun keeps its days, whatever is set later.
    pub fn periods(&self, started: NaiveDate, until: NaiveDate) -> Vec<Period> {
        let (mut periods, mut next) = (Vec::new(), Some(self.counted_from(started)));
        while let Some(from) = next.filter(|from| *from <= until) {
            let days = self.later.range(..=from).next_back().map_or(self.days, |(_, days)| *days);
            let Some(first) = Period::new(from, days, 1) else { break };
            next = first.to.succ_opt();
            periods.push(Period { number: periods.len() as u32 + 1, ..first });
        }
        periods
    }

    /// The period of a day; `None` before the first one.
    pub fn period_of(&self, started: NaiveDate, day: NaiveDate) -> Option<Period> {
        self.periods(started, day).pop()
    }

    /// The period in which a session of that day stands: what lies before the first one stands in the first.
    pub fn stands_in(&self, started: NaiveDate, day: NaiveDate) -> Option<Period> {
        self.period_of(started, day.max(self.counted_from(started)))
    }

    /// The first day whose forms stand in a period: in the first one stands what lies before it, too.
    pub fn first_day<'a>(period: &Period, sessions: impl IntoIterator<Item = &'a SessionSummary>) -> NaiveDate {
        let closed = |one: &&SessionSummary| one.state == State::Closed && one.removed.is_none();
        let earliest = sessions.into_iter().filter(closed).filter_map(|one| one.date).min();
        earliest.filter(|day| period.number == 1 && *day < period.from).unwrap_or(period.from)
    }

    /// All submissions of a session's forms, with their short ids.
    pub fn of<'a>(&'a self, session: &'a Id) -> impl Iterator<Item = (&'a String, &'a Submission)> {
        self.handed.iter().filter(|(_, one)| one.sessions.contains(session))
    }

    /// The last submission of a session's forms, with its short id.
    pub fn last_of(&self, session: &Id) -> Option<(&String, &Submission)> {
        self.handed.iter().filter(|(_, one)| one.sessions.contains(session)).max_by_key(|(id, one)| (one.order, *id))
    }

    /// The receipt of a session's forms in a submission.
    pub fn receipt(&self, short: &str, session: &Id) -> Option<&Received> {
        self.received.get(&Received::key(short, session)).or_else(|| self.received.get(short))
    }

    /// The first day of the period in which a session's forms came for the first time.
    pub fn came_in(&self, session: &Id) -> Option<NaiveDate> {
        self.of(session).filter_map(|(_, one)| one.from).min()
    }

    /// What was asked about a session's forms, oldest first.
    pub fn asked(&self, session: &Id) -> &[SentBack] {
        self.back.get(session).map_or(&[], Vec::as_slice)
    }

    /// Where a session's forms are.
    pub fn place(&self, session: &SessionSummary) -> Place {
        match session.state {
            State::Cancelled => Place::CalledOff,
            State::Planning | State::Ready | State::Running => Place::NotHeld,
            State::ToRecord | State::ToConfirm => Place::NotWritten,
            State::Closed => {
                let open = self.asked(&session.id).iter().find(|asked| asked.answer.is_none());
                match (self.last_of(&session.id), open) {
                    (_, Some(open)) => Place::SentBack(open.clone()),
                    (Some((id, last)), None) => match self.receipt(id, &session.id) {
                        Some(received) => Place::Received(received.at),
                        None => Place::HandedOver(last.at),
                    },
                    (None, None) => Place::Ready,
                }
            }
        }
    }

    /// The sessions whose forms can be handed over now: closed, and not handed over yet. Those that were sent back go with the
    /// answer to the question.
    pub fn ready<'a>(&self, sessions: impl IntoIterator<Item = &'a SessionSummary>) -> Vec<Id> {
        sessions
            .into_iter()
            .filter(|session| session.removed.is_none() && !session.is_brought())
            .filter(|session| self.place(session) == Place::Ready)
            .map(|one| one.id.clone())
            .collect()
    }

    /// The periods up to today, the latest first; none where the community has no day of its start.
    pub fn sheets(
        &self,
        community: &Community,
        sessions: &[SessionSummary],
        people: &[Person],
        today: NaiveDate,
    ) -> Vec<Sheet> {
        let periods = community.started.map(|started| self.periods(started, today)).unwrap_or_default();
        let sheet = |period: &Period| {
            let forms = self.forms(sessions, &periods, period);
            let in_it = |session: &&SessionSummary| session.date.is_some_and(|day| period.has(day));
            let before = |form: &Form| form.session.date.is_some_and(|day| day < period.from);
            let held = sessions.iter().filter(in_it).any(SessionSummary::is_held)
                || forms.iter().any(|form| before(form) && form.session.is_held());
            let gap = || gap(community, people, *period, &forms, today);
            Sheet { period: *period, gap: if held { None } else { gap() }, forms }
        };
        periods.iter().rev().map(sheet).collect()
    }

    /// The forms of a period's sessions, oldest first.
    fn forms(&self, sessions: &[SessionSummary], periods: &[Period], period: &Period) -> Vec<Form> {
        let in_it = |session: &&SessionSummary| {
            // What has a day before the start stands in the first period; what a clock that ran ahead recorded, in the last.
            let before = period.number == 1 && session.date.is_some_and(|day| day < period.from);
            let last = session.is_held() && period.number as usize == periods.len();
            let after = last && session.date.is_some_and(|day| day > period.to);
            session.removed.is_none() && (before || after || session.date.is_some_and(|day| period.has(day)))
        };
        let form = |session: &SessionSummary| {
            let came = self.came_in(&session.id).filter(|came| *came > period.to);
            let late = came.and_then(|came| periods.iter().find(|one| one.has(came))).map(|one| one.number);
            let asked = self.asked(&session.id).to_vec();
            Form { session: session.clone(), place: self.place(session), late, asked }
        };
        // Older records were handed over long ago, on paper: they explain a period, and wait for nobody.
        let mut forms: Vec<Form> = sessions.iter().filter(in_it).filter(|one| !one.is_brought()).map(form).collect();
        order::sort(&mut forms, |a, b| {
            let of = |form: &Form| (form.session.date, form.session.start, form.session.id.clone());
            of(a).cmp(&of(b))
        });
        forms
    }
}

/// What is said of a period without a session; nothing of one that is under way, unless something explains today.
fn gap(community: &Community, people: &[Person], period: Period, forms: &[Form], today: NaiveDate) -> Option<Gap> {
    if period.to >= today {
        let known = gap::explains(community, people, today);
        return known.then(|| Gap { explained: true, ..Gap::between(community, people, today, today) });
    }
    let mut gap = Gap::between(community, people, period.from, period.to);
    if !forms.is_empty() && forms.iter().all(|form| form.place == Place::CalledOff) {
        let why = forms.iter().filter_map(|form| form.session.why_not()).filter(|why| !why.is_empty());
        let why: Vec<String> = why.map(str::to_owned).collect();
        gap.explained |= !why.is_empty();
        gap.reasons.push(Reason::CalledOff(why));
    }
    Some(gap)
}

#[cfg(test)]
#[path = "submission_tests.rs"]
mod tests;

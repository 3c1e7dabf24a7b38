//! Handing over the forms: every six weeks all closed forms of a community go to the coordinator (the study's rule). The app
//! counts the days, shows what is missing, and keeps the receipt.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::community::{Community, Pause};
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

    /// The period of a day; `None` before the start.
    pub fn of(started: NaiveDate, days: u32, day: NaiveDate) -> Option<Period> {
        let since = u32::try_from(day.signed_duration_since(started).num_days()).ok()?;
        Period::new(started, days, since / days.clamp(*DAYS.start(), *DAYS.end()) + 1)
    }

    /// Whether a day lies in it.
    pub fn has(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }
}

/// Forms that were handed over in one go.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Submission {
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
    /// In which period; forms of earlier ones are late.
    pub period: u32,
    /// Of which sessions.
    pub sessions: Vec<Id>,
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

/// A form that goes back with a question.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SentBack {
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
    /// The question.
    pub why: String,
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
}

/// Why a period has no session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Gap {
    /// The community paused.
    Pause(Pause),
    /// All that were planned were called off.
    CalledOff,
    /// Nobody has said why.
    Unknown,
}

/// One period: what came, what is missing.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The period.
    pub period: Period,
    /// Its sessions' forms, oldest first.
    pub forms: Vec<Form>,
    /// Why it has no session that was held, if it has none.
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
    /// Days of a period.
    pub days: u32,
    /// By short id.
    pub handed: BTreeMap<String, Submission>,
    /// By the short id of the submission.
    pub received: BTreeMap<String, Received>,
    /// By session; the last question of each.
    pub back: BTreeMap<Id, SentBack>,
}

impl Submissions {
    /// The last submission of a session's forms, with its short id.
    fn last_of(&self, session: &Id) -> Option<(&String, &Submission)> {
        let of = self.handed.iter().filter(|(_, one)| one.sessions.contains(session));
        of.max_by_key(|(id, one)| (one.at, *id))
    }

    /// Where a session's forms are.
    pub fn place(&self, session: &SessionSummary) -> Place {
        match session.state {
            State::Cancelled => Place::CalledOff,
            State::Planning | State::Ready | State::Running => Place::NotHeld,
            State::ToRecord | State::ToConfirm => Place::NotWritten,
            State::Closed => {
                let last = self.last_of(&session.id);
                let back = self.back.get(&session.id).filter(|back| last.is_some_and(|(_, last)| last.at < back.at));
                match (last, back) {
                    (_, Some(back)) => Place::SentBack(back.clone()),
                    (Some((id, last)), None) => match self.received.get(id) {
                        Some(received) => Place::Received(received.at),
                        None => Place::HandedOver(last.at),
                    },
                    (None, None) => Place::Ready,
                }
            }
        }
    }

    /// The sessions whose forms can be handed over now: closed, up to today, not handed over or sent back since. Those that
    /// were sent back are for the pair to look at first: they go along all the same, since an answer is an amendment.
    pub fn ready<'a>(&self, sessions: impl IntoIterator<Item = &'a SessionSummary>) -> Vec<Id> {
        let goes = |session: &&SessionSummary| matches!(self.place(session), Place::Ready | Place::SentBack(_));
        sessions
            .into_iter()
            .filter(|session| session.removed.is_none() && !session.is_brought())
            .filter(goes)
            .map(|one| one.id.clone())
            .collect()
    }

    /// The periods up to today, the latest first; none where the community has no day of its start.
    pub fn sheets(&self, community: &Community, sessions: &[SessionSummary], today: NaiveDate) -> Vec<Sheet> {
        let Some(started) = community.started else { return Vec::new() };
        let Some(last) = Period::of(started, self.days, today) else { return Vec::new() };
        let periods = (1..=last.number).rev().filter_map(|number| Period::new(started, self.days, number));
        periods.map(|period| self.sheet(community, sessions, period)).collect()
    }

    fn sheet(&self, community: &Community, sessions: &[SessionSummary], period: Period) -> Sheet {
        let in_it = |session: &&SessionSummary| {
            // What has no day of its own, or one before the start, stands in the first period.
            let before = period.number == 1 && session.date.is_some_and(|day| day < period.from);
            session.removed.is_none() && (before || session.date.is_some_and(|day| period.has(day)))
        };
        let form = |session: &SessionSummary| {
            let came =
                self.handed.values().filter(|one| one.sessions.contains(&session.id)).map(|one| one.period).min();
            let late = came.filter(|came| *came > period.number);
            Form { session: session.clone(), place: self.place(session), late }
        };
        // Older records were handed over long ago, on paper: they explain a period, and wait for nobody.
        let mut forms: Vec<Form> = sessions.iter().filter(in_it).filter(|one| !one.is_brought()).map(form).collect();
        order::sort(&mut forms, |a, b| {
            let of = |form: &Form| (form.session.date, form.session.start, form.session.id.clone());
            of(a).cmp(&of(b))
        });
        let on_its_day = |one: &&SessionSummary| !one.is_brought() || one.date.is_some_and(|day| period.has(day));
        let held = sessions.iter().filter(in_it).filter(on_its_day).any(SessionSummary::is_held);
        let pause = || community.pauses.iter().find(|pause| pause.touches(period.from, period.to)).cloned();
        let called_off = forms.iter().any(|form| form.place == Place::CalledOff);
        let why = || pause().map(Gap::Pause).unwrap_or(if called_off { Gap::CalledOff } else { Gap::Unknown });
        Sheet { period, forms, gap: (!held).then(why) }
    }
}

#[cfg(test)]
#[path = "submission_tests.rs"]
mod tests;

//! A session as a whole: where it stands, and the line that lists and reports keep of it.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::emergency::EmergencyEvent;
use super::figures::SessionFigures;
use super::plan::{Category, Plan};
use super::record::{Lack, Record};
use super::run::Run;
use super::{Id, Millis};

/// It did not take place, for a reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cancelled {
    /// When that was written.
    pub at: Millis,
    /// Why.
    pub reason: String,
}

/// Where a session stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum State {
    /// Being planned.
    Planning,
    /// Planned, and called ready.
    Ready,
    /// Under way.
    Running,
    /// Over, its record not confirmed by anyone yet.
    ToRecord,
    /// One of the two confirmed.
    ToConfirm,
    /// Both confirmed: closed.
    Closed,
    /// Did not take place.
    Cancelled,
}

/// A session as the screens read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Session {
    /// Its document.
    pub id: Id,
    /// The Activity Plan.
    pub plan: Plan,
    /// The run.
    pub run: Run,
    /// The Activity Process.
    pub record: Record,
    /// Emergency Events, oldest first.
    pub events: Vec<EmergencyEvent>,
    /// It did not take place.
    pub cancelled: Option<Cancelled>,
    /// In the bin since.
    pub removed: Option<Millis>,
}

impl Session {
    /// Where it stands.
    pub fn state(&self) -> State {
        if self.record.closed.is_some() {
            State::Closed
        } else if self.cancelled.is_some() {
            State::Cancelled
        } else if self.run.ended.is_some() {
            let one = self.confirmers().iter().any(|person| self.record.confirmed_by(person));
            if one { State::ToConfirm } else { State::ToRecord }
        } else if self.run.stage.is_some() {
            State::Running
        } else if self.plan.ready.is_some() {
            State::Ready
        } else {
            State::Planning
        }
    }

    /// Who has to confirm the record: the lead and, where there is one, the assistant.
    pub fn confirmers(&self) -> Vec<Id> {
        let mut confirmers: Vec<Id> = [&self.plan.lead, &self.plan.assistant].into_iter().flatten().cloned().collect();
        confirmers.dedup();
        confirmers
    }

    /// What the record lacks before it can be confirmed.
    pub fn lacks(&self) -> Vec<Lack> {
        self.record.form.lacks(self.events.len())
    }

    /// The line that lists and reports keep.
    pub fn summary(&self) -> SessionSummary {
        let form = &self.record.form;
        let held = self.run.ended.is_some();
        SessionSummary {
            id: self.id.clone(),
            state: self.state(),
            date: if held { form.date.or(self.plan.date) } else { self.plan.date },
            start: if held { form.start.or(self.plan.start) } else { self.plan.start },
            minutes: if held {
                // An older record may know how long it was, and not when it began.
                let planned = self.plan.minutes.filter(|_| self.record.brought.is_some());
                form.minutes().and_then(|minutes| u32::try_from(minutes).ok()).or(planned)
            } else {
                self.plan.minutes
            },
            category: self.plan.category,
            idea: self.plan.idea.clone(),
            theme: if held && !form.theme.is_empty() { form.theme.clone() } else { self.plan.theme.clone() },
            venue: self.plan.venue.clone(),
            lead: self.plan.lead.clone(),
            assistant: self.plan.assistant.clone(),
            came: self.run.came().cloned().collect(),
            events: self.events.len() as u32,
            ended: self.run.ended,
            removed: self.removed,
            figures: Some(Box::new(SessionFigures::of(self))),
        }
    }
}

/// The line of a session that lists and reports need, kept apart so that a start reads no documents.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct SessionSummary {
    /// The document.
    pub id: Id,
    /// Where it stands.
    pub state: State,
    /// Local date: as held, or else as planned.
    #[serde(default)]
    pub date: Option<NaiveDate>,
    /// Local start.
    #[serde(default)]
    pub start: Option<NaiveTime>,
    /// Minutes: as held, or else as planned.
    #[serde(default)]
    pub minutes: Option<u32>,
    /// One of the eight.
    #[serde(default)]
    pub category: Option<Category>,
    /// The idea it was planned from.
    #[serde(default)]
    pub idea: Option<String>,
    /// Theme.
    #[serde(default)]
    pub theme: String,
    /// Venue.
    #[serde(default)]
    pub venue: String,
    /// Lead.
    #[serde(default)]
    pub lead: Option<Id>,
    /// Assistant.
    #[serde(default)]
    pub assistant: Option<Id>,
    /// Who came.
    #[serde(default)]
    pub came: Vec<Id>,
    /// Emergency events.
    #[serde(default)]
    pub events: u32,
    /// When the run ended.
    #[serde(default)]
    pub ended: Option<Millis>,
    /// In the bin since.
    #[serde(default)]
    pub removed: Option<Millis>,
    /// What reports count; none in a line that was saved before they were kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub figures: Option<Box<SessionFigures>>,
}

impl SessionSummary {
    /// Whether it was brought in from older records.
    pub fn is_brought(&self) -> bool {
        self.figures.as_ref().is_some_and(|figures| figures.brought)
    }

    /// Why it was called off; `None` where that is not known in the line.
    pub fn why_not(&self) -> Option<&str> {
        self.figures.as_ref()?.why_not.as_deref()
    }

    /// How many came; `None` of an older record that does not say.
    pub fn came_count(&self) -> Option<usize> {
        match self.figures.as_ref().filter(|figures| figures.brought) {
            Some(figures) => figures.came.map(|came| came as usize).or(Some(self.came.len()).filter(|came| *came > 0)),
            None => Some(self.came.len()),
        }
    }

    /// Whether it has an emergency event that nobody has closed.
    pub fn has_open_event(&self) -> bool {
        self.figures.as_ref().is_some_and(|figures| figures.events.iter().any(|event| event.closed.is_none()))
    }

    /// Whether it was held: its run is over, and it was not called off. Reports count no other.
    pub fn is_held(&self) -> bool {
        self.removed.is_none() && matches!(self.state, State::ToRecord | State::ToConfirm | State::Closed)
    }
}

/// The one next thing on Today.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Next {
    /// A run is under way.
    GoOn(Id),
    /// A record waits to be written.
    Write(Id),
    /// A record waits for the other's confirmation.
    Confirm(Id),
    /// A ready session is today.
    Start(Id),
    /// A plan is not ready yet.
    Plan(Id),
    /// A ready session on a later day.
    LookForward(Id),
    /// Nothing is planned.
    New,
}

impl Next {
    /// The session that it is about; `None` where nothing is planned.
    pub fn session(&self) -> Option<&Id> {
        match self {
            Next::GoOn(id)
            | Next::Write(id)
            | Next::Confirm(id)
            | Next::Start(id)
            | Next::Plan(id)
            | Next::LookForward(id) => Some(id),
            Next::New => None,
        }
    }
}

/// The one next thing to do, from all sessions that are not in the bin.
pub fn next_thing<'a>(sessions: impl Iterator<Item = &'a SessionSummary>, today: NaiveDate) -> Next {
    let mut best: Option<(u8, NaiveDate, Next)> = None;
    for session in sessions.filter(|session| session.removed.is_none()) {
        let date = session.date.unwrap_or(NaiveDate::MAX);
        let id = session.id.clone();
        let (rank, next) = match session.state {
            State::Running => (0, Next::GoOn(id)),
            State::Ready if date <= today => (1, Next::Start(id)),
            State::ToRecord => (2, Next::Write(id)),
            State::ToConfirm => (3, Next::Confirm(id)),
            State::Planning => (4, Next::Plan(id)),
            State::Ready => (5, Next::LookForward(id)),
            State::Closed | State::Cancelled => continue,
        };
        if best.as_ref().is_none_or(|(other, day, _)| (rank, date) < (*other, *day)) {
            best = Some((rank, date, next));
        }
    }
    best.map_or(Next::New, |(_, _, next)| next)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn summary(letter: char, state: State, date: &str) -> SessionSummary {
        let id = Id::parse(&format!("s000000000000000{letter}")).expect("an id");
        serde_json::from_value(serde_json::json!({ "id": id, "state": state, "date": date })).expect("a summary")
    }

    #[test]
    fn today_shows_the_one_next_thing() {
        let today = "2026-11-24".parse().expect("a date");
        let check = |sessions: &[SessionSummary], expect: &str| {
            let shown = format!("{:?}", next_thing(sessions.iter(), today));
            assert!(shown.starts_with(expect), "{shown}");
        };
        let planning = summary('a', State::Planning, "2026-11-25");
        let running = summary('b', State::Running, "2026-11-24");
        let written = summary('c', State::ToRecord, "2026-11-20");
        let ready = summary('d', State::Ready, "2026-11-24");
        let later = summary('e', State::Ready, "2026-12-01");
        check(&[], "New");
        check(&[summary('f', State::Closed, "2026-11-01")], "New");
        check(std::slice::from_ref(&later), "LookForward");
        check(&[later.clone(), planning.clone()], "Plan");
        check(&[planning.clone(), written.clone()], "Write");
        check(&[written.clone(), ready.clone()], "Start");
        check(&[planning, written, ready, later, running], "GoOn");
    }

    #[test]
    fn a_session_in_the_bin_is_no_next_thing() {
        let mut gone = summary('a', State::Running, "2026-11-24");
        gone.removed = Some(1);
        assert_eq!(next_thing([gone].iter(), "2026-11-24".parse().expect("a date")), Next::New);
    }
}

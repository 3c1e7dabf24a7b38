//! What reports count, kept beside the lines of lists so that a report opens no documents; and the records of a community,
//! of which a report is made. One definition of each figure, used everywhere.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::about::{About, Diagnosis, Education, Marital, Sex, Working};
use super::age::Age;
use super::community::Community;
use super::emergency::{EmergencyEvent, EventKind};
use super::enrolment::Enrolled;
use super::evaluation::Evaluation;
use super::person::Person;
use super::plan::Format;
use super::presence::{Turn, TurnKind, Turns};
use super::record::Worry;
use super::session::{Session, SessionSummary};
use super::submission::Submissions;
use super::supervision::Supervision;
use super::{Id, Millis};

/// What reports count of a session.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct SessionFigures {
    /// Formats, as held, or else as planned.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub formats: Vec<Format>,
    /// When the plan was called ready.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ready: Option<Millis>,
    /// When the record was closed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Millis>,
    /// The answer to "did anything worry you?": "no event" is said, never assumed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub worry: Option<Worry>,
    /// Emergency events, oldest first.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub events: Vec<EventFigures>,
    /// It was brought in from older records.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub brought: bool,
    /// How many came, where an older record gives a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<u32>,
    /// Why it was called off, if it was; empty where nobody said why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why_not: Option<String>,
}

/// What reports count of an emergency event.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EventFigures {
    /// What kind.
    #[serde(default)]
    pub kinds: Vec<EventKind>,
    /// When the form was opened.
    #[serde(default)]
    pub opened: Option<Millis>,
    /// When it was called written.
    #[serde(default)]
    pub written: Option<Millis>,
    /// When the community doctor had seen it.
    #[serde(default)]
    pub acknowledged: Option<Millis>,
    /// When it was closed; open until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub closed: Option<Millis>,
}

impl EventFigures {
    fn of(event: &EmergencyEvent) -> EventFigures {
        EventFigures {
            kinds: event.kinds.clone(),
            opened: event.opened.as_ref().map(|opened| opened.at),
            written: event.written,
            acknowledged: event.acknowledged.as_ref().map(|seen| seen.at),
            closed: event.closed.as_ref().map(|closed| closed.at),
        }
    }
}

impl SessionFigures {
    /// The figures of a session.
    pub fn of(session: &Session) -> SessionFigures {
        let form = &session.record.form;
        let held = session.run.ended.is_some() && !form.formats.is_empty();
        let brought = session.record.brought.as_ref();
        SessionFigures {
            formats: if held { form.formats.clone() } else { session.plan.formats.clone() },
            ready: session.plan.ready.as_ref().map(|ready| ready.at),
            // When an older record was written nobody knows here.
            closed: session.record.closed.as_ref().filter(|_| brought.is_none()).map(|closed| closed.at),
            worry: form.worry,
            events: session.events.iter().map(EventFigures::of).collect(),
            brought: brought.is_some(),
            came: brought.and_then(|brought| brought.came),
            why_not: session.cancelled.as_ref().map(|cancelled| cancelled.reason.clone()),
        }
    }
}

/// What reports count of a person: nothing by which somebody is called.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PersonFigures {
    /// The age, by year of birth or as given.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub age: Option<Age>,
    /// Sex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sex: Option<Sex>,
    /// Education.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub education: Option<Education>,
    /// Marital status.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub marital: Option<Marital>,
    /// Working.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub working: Option<Working>,
    /// Diagnosis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub diagnosis: Option<Diagnosis>,
    /// The day of the decision that they take part.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolled: Option<NaiveDate>,
    /// Coming and going, oldest first, without the reasons.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub turns: Vec<(TurnKind, NaiveDate)>,
}

impl PersonFigures {
    /// The figures of a person.
    pub fn of(about: &About, enrolled: Option<&Enrolled>, turns: &Turns) -> PersonFigures {
        PersonFigures {
            age: about.age,
            sex: about.sex,
            education: about.education,
            marital: about.marital,
            working: about.working,
            diagnosis: about.diagnosis,
            enrolled: enrolled.map(|enrolled| enrolled.on),
            turns: turns.iter().map(|(_, Turn { kind, on, .. })| (*kind, *on)).collect(),
        }
    }

    /// The day they joined: as noted, or else that of the decision. `None` where neither is known.
    pub fn joined(&self) -> Option<NaiveDate> {
        let noted = self.turns.iter().find(|(kind, _)| *kind == TurnKind::Joined).map(|(_, on)| *on);
        noted.or(self.enrolled)
    }

    /// Whether they belong to the service on a day: joined and not gone. Who is on leave still belongs. Of whom no day of
    /// joining is known is counted from the beginning, `since`.
    pub fn belongs_on(&self, day: NaiveDate, since: Option<NaiveDate>) -> bool {
        let joined = self.joined().or(since).is_none_or(|joined| joined <= day);
        let last = self.turns.iter().rev().find(|(kind, on)| *on <= day && *kind != TurnKind::OnLeave);
        joined && last.is_none_or(|(kind, _)| *kind != TurnKind::Left)
    }

    /// Years of age when they joined, or on `day` where that is not known: the difference of calendar years.
    pub fn years(&self, day: NaiveDate) -> Option<i32> {
        let year = self.joined().unwrap_or(day).year();
        Some(match self.age? {
            Age::Year(born) => year - born,
            Age::Given(years, on) => years + year - on.year(),
        })
    }

    /// Fills what is not known here from another entry of the same person.
    pub fn fill(&mut self, other: &PersonFigures) {
        self.age = self.age.or(other.age);
        self.sex = self.sex.or(other.sex);
        self.education = self.education.or(other.education);
        self.marital = self.marital.or(other.marital);
        self.working = self.working.or(other.working);
        self.diagnosis = self.diagnosis.or(other.diagnosis);
        self.enrolled = self.enrolled.or(other.enrolled);
        if self.turns.is_empty() {
            self.turns.clone_from(&other.turns);
        }
    }
}

/// The records of one community, as lists keep them.
#[derive(Clone, Debug, PartialEq)]
pub struct Records {
    /// The community.
    pub community: Community,
    /// Its sessions, those in the bin left out. Each person stands there under one id.
    pub sessions: Vec<SessionSummary>,
    /// Its people, those in the bin left out, each once.
    pub people: Vec<Person>,
    /// Which of its forms were handed over.
    pub submissions: Submissions,
    /// Its supervision records, those in the bin left out.
    pub supervisions: Vec<Supervision>,
    /// What people said when they were asked.
    pub evaluation: Evaluation,
}

impl Records {
    /// The person of that id.
    pub fn person(&self, id: &Id) -> Option<&Person> {
        self.people.iter().find(|person| person.id == *id)
    }

    /// When the service began here: as written, or the first session that was held, if that was earlier; where neither is
    /// known, the first day that somebody joined.
    pub fn began(&self) -> Option<NaiveDate> {
        let held = self.sessions.iter().filter(|session| session.is_held()).filter_map(|session| session.date);
        let joined = self.people.iter().filter_map(|person| person.figures.as_ref()?.joined());
        held.chain(self.community.started).min().or_else(|| joined.min())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, 15).expect("a day")
    }

    fn person(turns: &[(TurnKind, NaiveDate)]) -> PersonFigures {
        PersonFigures { turns: turns.to_vec(), ..PersonFigures::default() }
    }

    #[test]
    fn who_is_on_leave_belongs_and_who_left_does_not() {
        let held = person(&[
            (TurnKind::Joined, day(2013, 7)),
            (TurnKind::OnLeave, day(2015, 1)),
            (TurnKind::Back, day(2015, 8)),
            (TurnKind::Left, day(2016, 2)),
        ]);
        let check = |year, month, expect| assert_eq!(held.belongs_on(day(year, month), None), expect, "{year} {month}");
        check(2013, 6, false);
        check(2013, 7, true);
        check(2015, 3, true);
        check(2015, 12, true);
        check(2016, 3, false);
    }

    #[test]
    fn without_a_day_of_joining_the_decision_or_the_beginning_counts() {
        let mut held = person(&[]);
        assert!(held.belongs_on(day(2013, 1), None));
        assert!(!held.belongs_on(day(2013, 1), Some(day(2013, 7))));
        held.enrolled = Some(day(2014, 1));
        assert!(!held.belongs_on(day(2013, 8), Some(day(2013, 7))) && held.belongs_on(day(2014, 2), None));
        // Gone for a time, and nobody noted a return.
        let left = person(&[(TurnKind::Left, day(2014, 1)), (TurnKind::OnLeave, day(2014, 3))]);
        assert!(!left.belongs_on(day(2014, 4), None));
    }

    #[test]
    fn the_age_is_that_of_joining() {
        let check = |age, turns: &[(TurnKind, NaiveDate)], expect| {
            assert_eq!(PersonFigures { age, ..person(turns) }.years(day(2026, 1)), expect);
        };
        check(Some(Age::Year(1973)), &[(TurnKind::Joined, day(2013, 7))], Some(40));
        check(Some(Age::Given(50, day(2016, 1))), &[(TurnKind::Joined, day(2013, 7))], Some(47));
        check(Some(Age::Year(1973)), &[], Some(53));
        check(None, &[], None);
    }
}

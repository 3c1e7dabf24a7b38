//! Guidance: how close the professionals stand to a community, and what they say about a plan or a record.
//!
//! Support is highest at the beginning; autonomy grows with practice (Fan et al. 2018). Guidance is never a lock: a plan runs
//! whether anybody answered or not.

use chrono::{Months, NaiveDate};
use serde::{Deserialize, Serialize};

use super::plan::Task;
use super::record::FormBox;
use super::session::{Session, SessionSummary, State};
use super::{Id, Millis};

/// Months after a community's start in which guidance is close.
pub const CLOSE_MONTHS: u32 = 12;
/// How many sessions in a row make it worth saying that they were planned without help.
pub const ON_ONES_OWN: usize = 5;

/// How close guidance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Phase {
    /// Before and after every session.
    Close,
    /// When the pair asks for it, and in the group every six weeks.
    AsNeeded,
}

impl Phase {
    /// Both, the earlier first.
    pub const ALL: [Phase; 2] = [Phase::Close, Phase::AsNeeded];

    /// The phase that follows from the community's start: close for its first twelve months. Where no start is known, close.
    pub fn by_date(started: Option<NaiveDate>, today: NaiveDate) -> Phase {
        let ends = started.and_then(|started| started.checked_add_months(Months::new(CLOSE_MONTHS)));
        if ends.is_some_and(|ends| today >= ends) { Phase::AsNeeded } else { Phase::Close }
    }
}

/// A phase that was set by hand, with the reason.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PhaseSet {
    /// Which.
    pub phase: Phase,
    /// Why.
    pub reason: String,
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
}

/// What of a session is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The plan, before.
    Plan,
    /// The record, after.
    Record,
}

impl Stage {
    /// The name under which it is stored.
    pub fn slug(self) -> &'static str {
        match self {
            Stage::Plan => "plan",
            Stage::Record => "record",
        }
    }
}

/// What a professional says in short.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// It looks ready.
    LooksReady,
    /// Let us talk about it.
    LetUsTalk,
}

impl Verdict {
    /// Both.
    pub const ALL: [Verdict; 2] = [Verdict::LooksReady, Verdict::LetUsTalk];
}

/// A professional's comment. Who wrote it is who signed the change, never a field of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Comment {
    /// When.
    pub at: Millis,
    /// On the plan or on the record.
    pub stage: Stage,
    /// Which part of it: a task's slug or a box of the record; empty for all of it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub part: String,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
    /// In short.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub verdict: Option<Verdict>,
    /// The moment that it answers: when the plan was called ready, the record closed, or guidance asked for. Two phones'
    /// clocks are never compared.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub answers: Option<Millis>,
    /// Taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// A part that a comment can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// A task of the plan.
    Task(Task),
    /// A box of the record.
    Box(FormBox),
}

impl Part {
    /// The parts of a plan or a record, the whole first.
    pub fn of(stage: Stage) -> Vec<Part> {
        let parts: Vec<Part> = match stage {
            Stage::Plan => Task::ALL.map(Part::Task).to_vec(),
            Stage::Record => FormBox::ALL.into_iter().filter(|about| *about != FormBox::Other).map(Part::Box).collect(),
        };
        [Part::Whole].into_iter().chain(parts).collect()
    }

    /// The name under which it is stored.
    pub fn slug(self) -> &'static str {
        match self {
            Part::Whole => "",
            Part::Task(task) => task.slug(),
            Part::Box(FormBox::Times) => "times",
            Part::Box(FormBox::Theme) => "theme",
            Part::Box(FormBox::Aim) => "aim",
            Part::Box(FormBox::Happened) => "happened",
            Part::Box(FormBox::Feedback) => "feedback",
            Part::Box(FormBox::NextTime) => "next_time",
            Part::Box(FormBox::Participants) => "participants",
            Part::Box(FormBox::Other) => "other",
        }
    }

    /// The part of that name; the whole where a later version knows more parts.
    pub fn parse(stage: Stage, slug: &str) -> Part {
        Part::of(stage).into_iter().find(|part| part.slug() == slug).unwrap_or(Part::Whole)
    }
}

/// Somebody of the pair asks for guidance.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
}

/// A comment with its short id and who wrote it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The comment's short id.
    pub id: String,
    /// Who signed it.
    pub by: Option<Id>,
    /// What they said.
    pub comment: Comment,
}

/// Guidance on one session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guidance {
    /// Asked for on the plan.
    pub asked_plan: Option<Asked>,
    /// Asked for on the record.
    pub asked_record: Option<Asked>,
    /// What was said, oldest first.
    pub said: Vec<Said>,
}

/// How it stands with guidance on a plan or a record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody asks for it, and it is not due.
    Free,
    /// It lies with the professionals since then, and none has answered.
    Waits(Millis),
    /// Somebody answered.
    Answered,
}

impl Guidance {
    /// What was said on one of the two, oldest first.
    pub fn on(&self, stage: Stage) -> impl Iterator<Item = &Said> {
        self.said.iter().filter(move |said| said.comment.stage == stage)
    }

    /// Who asked for it, if somebody did.
    pub fn asked(&self, stage: Stage) -> Option<&Asked> {
        match stage {
            Stage::Plan => self.asked_plan.as_ref(),
            Stage::Record => self.asked_record.as_ref(),
        }
    }

    /// How it stands. In the close phase a plan lies with the professionals once it is ready, a record once it is closed; later
    /// when somebody of the pair asked. `since` is that moment of its own: ready, or closed.
    pub fn standing(&self, stage: Stage, phase: Phase, since: Option<Millis>) -> Standing {
        let own = since.filter(|_| phase == Phase::Close);
        let Some(since) = own.max(self.asked(stage).map(|asked| asked.at)) else { return Standing::Free };
        let answered = self.on(stage).any(|said| said.comment.answers.is_some_and(|moment| moment >= since));
        if answered { Standing::Answered } else { Standing::Waits(since) }
    }

    /// Whether somebody helped with the plan, or was asked to.
    pub fn helped_planning(&self) -> bool {
        self.asked_plan.is_some() || self.on(Stage::Plan).next().is_some()
    }
}

/// The moment from which a plan (ready) or a record (closed) can be looked at.
pub fn since(session: &Session, stage: Stage) -> Option<Millis> {
    match stage {
        Stage::Plan => session.plan.ready.as_ref().map(|ready| ready.at),
        Stage::Record => session.record.closed.as_ref().map(|closed| closed.at),
    }
}

/// How many of somebody's latest sessions, one after the other, they planned on their own: held, with them as lead or
/// assistant, and no guidance asked for or given before. `sessions` come latest first; of one whose guidance is not known
/// here nothing is claimed, and the count ends there.
pub fn on_their_own<'a>(
    person: &Id,
    sessions: impl Iterator<Item = &'a SessionSummary>,
    guidance: impl Fn(&Id) -> Option<&'a Guidance>,
) -> usize {
    let theirs = |session: &&SessionSummary| {
        let held = matches!(session.state, State::ToRecord | State::ToConfirm | State::Closed);
        held && [&session.lead, &session.assistant].contains(&&Some(person.clone()))
    };
    let alone = |session: &&SessionSummary| guidance(&session.id).is_some_and(|guidance| !guidance.helped_planning());
    sessions.filter(theirs).take_while(alone).count()
}

#[cfg(test)]
#[path = "guidance_tests.rs"]
mod tests;

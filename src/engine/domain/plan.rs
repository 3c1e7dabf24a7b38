//! The Activity Plan: filled before a session, in any order, by the pair.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Id, Millis};

/// The study's eight categories of content, in its order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Category {
    DailyLife,
    Social,
    Knowledge,
    Entertainment,
    HandsMovement,
    #[serde(rename = "self")]
    OneSelf,
    HealthyLiving,
    EmotionalSupport,
}

impl Category {
    /// All eight, in the study's order.
    pub const ALL: [Category; 8] = [
        Category::DailyLife,
        Category::Social,
        Category::Knowledge,
        Category::Entertainment,
        Category::HandsMovement,
        Category::OneSelf,
        Category::HealthyLiving,
        Category::EmotionalSupport,
    ];

    /// 1 to 8, as the study counts them.
    pub fn number(self) -> usize {
        self as usize + 1
    }

    /// The name under which it is stored and its ideas are kept.
    pub fn slug(self) -> &'static str {
        match self {
            Category::DailyLife => "daily_life",
            Category::Social => "social",
            Category::Knowledge => "knowledge",
            Category::Entertainment => "entertainment",
            Category::HandsMovement => "hands_movement",
            Category::OneSelf => "self",
            Category::HealthyLiving => "healthy_living",
            Category::EmotionalSupport => "emotional_support",
        }
    }
}

/// How a session is held: the study's five, or one of the community's own (its short id).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Format {
    GroupDiscussion,
    RolePlay,
    PersonalSharing,
    Lecture,
    OutdoorExercise,
    Own(String),
}

impl Format {
    /// The study's five.
    pub const STUDY: [Format; 5] =
        [Format::GroupDiscussion, Format::RolePlay, Format::PersonalSharing, Format::Lecture, Format::OutdoorExercise];
}

/// The three parts of a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// Ice-breaking game, setting-up exercises.
    WarmUp,
    /// The topic itself.
    Main,
    /// Somebody sums up, then a poem or a song together.
    Closing,
}

impl Part {
    /// All three, in order.
    pub const ALL: [Part; 3] = [Part::WarmUp, Part::Main, Part::Closing];

    /// The name under which it is stored.
    pub fn slug(self) -> &'static str {
        match self {
            Part::WarmUp => "warm_up",
            Part::Main => "main",
            Part::Closing => "closing",
        }
    }

    /// Minutes when nothing else is known.
    pub fn usual_minutes(self) -> u32 {
        match self {
            Part::WarmUp => 10,
            Part::Main => 35,
            Part::Closing => 15,
        }
    }
}

/// One timed step of a part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// Its short id within the session.
    pub id: String,
    /// The part it belongs to.
    pub part: Part,
    /// Its place among its part's steps: a fractional index.
    pub place: String,
    /// A short name.
    pub title: String,
    /// What is done.
    pub words: String,
    /// Sentences to say aloud, one a line.
    pub say: String,
    /// Planned length.
    pub minutes: u32,
    /// Who leads it; the session's lead where none is named.
    pub leader: Option<Id>,
    /// Somebody removed it while somebody else wrote in it: kept, and pointed out.
    #[serde(default)]
    pub kept_after_removal: bool,
}

/// What the remover of a step had before their eyes: by device, the place of its latest op in the document.
pub type Seen = std::collections::BTreeMap<String, (Millis, u32)>;

/// A step's removal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Removal {
    /// By one who had seen this much. Words that they had not seen keep the step.
    Seen {
        /// What they had seen.
        seen: Seen,
    },
    /// Written before removals said what was seen: later words, by their stamps, keep the step.
    Plain(bool),
}

/// "Ready": a peer looked at the answers and found them good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ready {
    /// When.
    pub at: Millis,
    /// Who.
    pub by: Option<Id>,
}

/// The Activity Plan as the screens and forms read it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Local date.
    pub date: Option<NaiveDate>,
    /// Local time of the start.
    pub start: Option<NaiveTime>,
    /// Planned length in minutes.
    pub minutes: Option<u32>,
    /// Where.
    pub venue: String,
    /// Who leads.
    pub lead: Option<Id>,
    /// Who assists.
    pub assistant: Option<Id>,
    /// Why there is only one peer.
    pub alone_reason: String,
    /// Who is beside a lead whose training is not complete.
    pub beside: String,
    /// One of the eight.
    pub category: Option<Category>,
    /// The idea it was filled from.
    pub idea: Option<String>,
    /// In the pair's words.
    pub theme: String,
    /// What we hope people take home.
    pub aim: String,
    /// How it is held.
    pub formats: Vec<Format>,
    /// All steps, in the order of parts and places.
    pub steps: Vec<Step>,
    /// The poem or song of the closing.
    pub together: String,
    /// What to bring.
    pub materials: String,
    /// Who is invited.
    pub invited: Vec<Id>,
    /// "If it gets hard": we talked about it.
    pub hard_talked: bool,
    /// What a supervisor advised.
    pub advice: String,
    /// Tasks that may stay empty and shall, by [`Task::slug`].
    pub skipped: Vec<String>,
    /// Marked ready.
    pub ready: Option<Ready>,
}

/// The seven tasks of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Task {
    /// When and where?
    When,
    /// Who leads, who helps?
    Who,
    /// What shall we do?
    What,
    /// What do we hope people take home?
    Aim,
    /// The three parts.
    Parts,
    /// What to bring?
    Bring,
    /// If it gets hard.
    Hard,
}

impl Task {
    /// All seven, in the order in which they are shown.
    pub const ALL: [Task; 7] = [Task::When, Task::Who, Task::What, Task::Aim, Task::Parts, Task::Bring, Task::Hard];

    /// Its name in addresses and among the skipped.
    pub fn slug(self) -> &'static str {
        match self {
            Task::When => "when",
            Task::Who => "who",
            Task::What => "what",
            Task::Aim => "aim",
            Task::Parts => "parts",
            Task::Bring => "bring",
            Task::Hard => "hard",
        }
    }

    /// The task of that name.
    pub fn parse(slug: &str) -> Option<Task> {
        Task::ALL.into_iter().find(|task| task.slug() == slug)
    }

    /// Whether a person may leave it empty on purpose.
    pub fn may_be_skipped(self) -> bool {
        matches!(self, Task::Aim | Task::Bring | Task::Parts | Task::Hard)
    }
}

/// A gentle remark on a plan: never a refusal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remark {
    /// Shorter than 40 minutes.
    Short,
    /// Longer than 120 minutes.
    Long,
    /// Only one peer, and no reason written.
    Alone,
    /// The three parts take longer than the session.
    PartsLonger,
    /// The day lies far from today: before 2013 or more than two years ahead.
    OddDate,
}

/// The usual length of a session in minutes (the study's range).
pub const USUAL_MINUTES: std::ops::RangeInclusive<u32> = 40..=120;

impl Plan {
    /// Planned end, where start and length are known; past midnight it wraps.
    pub fn end(&self) -> Option<NaiveTime> {
        let minutes = i64::from(self.minutes?);
        Some(self.start?.overflowing_add_signed(chrono::Duration::minutes(minutes)).0)
    }

    /// The steps of one part, in order.
    pub fn steps_of(&self, part: Part) -> impl Iterator<Item = &Step> {
        self.steps.iter().filter(move |step| step.part == part)
    }

    /// Minutes of one part.
    pub fn minutes_of(&self, part: Part) -> u32 {
        self.steps_of(part).map(|step| step.minutes).sum()
    }

    /// Whether a task is written, or was left empty on purpose.
    pub fn written(&self, task: Task) -> bool {
        if task.may_be_skipped() && self.skipped.iter().any(|slug| slug == task.slug()) {
            return true;
        }
        match task {
            Task::When => self.date.is_some() && self.start.is_some() && self.minutes.is_some(),
            Task::Who => self.lead.is_some() && (self.assistant.is_some() || !self.alone_reason.trim().is_empty()),
            Task::What => self.category.is_some() && !self.theme.trim().is_empty(),
            Task::Aim => !self.aim.trim().is_empty(),
            Task::Parts => self.steps_of(Part::Main).next().is_some(),
            Task::Bring => !self.materials.trim().is_empty(),
            Task::Hard => self.hard_talked,
        }
    }

    /// The first task that is not written yet.
    pub fn next_task(&self) -> Option<Task> {
        Task::ALL.into_iter().find(|task| !self.written(*task))
    }

    /// What is missing before it can be called ready: the tasks that may not be skipped.
    pub fn missing(&self) -> Vec<Task> {
        [Task::When, Task::What]
            .into_iter()
            .filter(|task| !self.written(*task))
            .chain(self.lead.is_none().then_some(Task::Who))
            .collect()
    }

    /// Gentle remarks, seen from `today`.
    pub fn remarks(&self, today: NaiveDate) -> Vec<Remark> {
        let mut remarks = Vec::new();
        match self.minutes {
            Some(minutes) if minutes < *USUAL_MINUTES.start() => remarks.push(Remark::Short),
            Some(minutes) if minutes > *USUAL_MINUTES.end() => remarks.push(Remark::Long),
            _ => {}
        }
        if self.lead.is_some() && self.assistant.is_none() && self.alone_reason.trim().is_empty() {
            remarks.push(Remark::Alone);
        }
        let parts: u32 = Part::ALL.into_iter().map(|part| self.minutes_of(part)).sum();
        if self.minutes.is_some_and(|minutes| parts > minutes) {
            remarks.push(Remark::PartsLonger);
        }
        if self.date.is_some_and(|date| odd_date(date, today)) {
            remarks.push(Remark::OddDate);
        }
        remarks
    }
}

/// Whether a session's day is probably a slip: before the first peer service of the study (2013) or over two years ahead.
pub fn odd_date(date: NaiveDate, today: NaiveDate) -> bool {
    use chrono::Datelike;
    date.year() < 2013 || date > today + chrono::Duration::days(731)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    #[test]
    fn remarks_are_gentle_and_exact() {
        let today = day("2026-11-24");
        let check = |change: fn(&mut Plan), expect: &[Remark]| {
            let mut plan = Plan { minutes: Some(60), ..Plan::default() };
            change(&mut plan);
            assert_eq!(plan.remarks(today), expect);
        };
        check(|_| {}, &[]);
        check(|plan| plan.minutes = Some(39), &[Remark::Short]);
        check(|plan| plan.minutes = Some(40), &[]);
        check(|plan| plan.minutes = Some(120), &[]);
        check(|plan| plan.minutes = Some(121), &[Remark::Long]);
        check(|plan| plan.date = Some(day("1900-01-01")), &[Remark::OddDate]);
        check(|plan| plan.date = Some(day("2999-01-01")), &[Remark::OddDate]);
        check(|plan| plan.lead = Id::parse("p000000000000000a"), &[Remark::Alone]);
    }

    #[test]
    fn a_task_is_written_or_left_empty_on_purpose() {
        let mut plan = Plan::default();
        assert_eq!(plan.next_task(), Some(Task::When));
        assert!(!plan.written(Task::Aim));
        plan.skipped.push("aim".into());
        assert!(plan.written(Task::Aim));
        plan.skipped.push("when".into());
        assert!(!plan.written(Task::When), "a plan without a day is no plan");
    }

    #[test]
    fn the_end_follows_from_start_and_length() {
        let plan = Plan { start: NaiveTime::from_hms_opt(23, 30, 0), minutes: Some(60), ..Plan::default() };
        assert_eq!(plan.end(), NaiveTime::from_hms_opt(0, 30, 0));
    }
}

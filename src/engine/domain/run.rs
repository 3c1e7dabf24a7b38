//! The run: a session as it happens. Every time is wall-clock, so that it is right after sleep, reload or a crash.

use serde::{Deserialize, Serialize};

use super::{Id, Millis};

/// Where a run stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// "Who is here?"
    Arriving,
    /// In the step of that id.
    Step(String),
    /// Ended.
    Ended,
}

/// How one step has run so far.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartRun {
    /// When it was entered first.
    pub entered: Millis,
    /// Minutes added by "five more minutes".
    #[serde(default)]
    pub extra_minutes: u32,
    /// Milliseconds spent in pauses that are over.
    #[serde(default)]
    pub paused: Millis,
    /// Since when it is paused.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paused_since: Option<Millis>,
    /// When it was left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<Millis>,
}

impl PartRun {
    /// A step entered now.
    pub fn entered(now: Millis) -> PartRun {
        PartRun { entered: now, ..PartRun::default() }
    }

    /// Milliseconds that have run, pauses left out; never negative, whatever the clock did.
    pub fn elapsed(&self, now: Millis) -> Millis {
        let until = self.left.or(self.paused_since).unwrap_or(now);
        (until - self.entered - self.paused).max(0)
    }

    /// Milliseconds left of `minutes` planned; negative once time is up.
    pub fn remaining(&self, minutes: u32, now: Millis) -> Millis {
        i64::from(minutes + self.extra_minutes) * 60_000 - self.elapsed(now)
    }

    /// The same step, paused.
    pub fn pause(mut self, now: Millis) -> PartRun {
        self.paused_since.get_or_insert(now);
        self
    }

    /// The same step, going on.
    pub fn resume(mut self, now: Millis) -> PartRun {
        if let Some(since) = self.paused_since.take() {
            self.paused += (now - since).max(0);
        }
        self
    }

    /// The same step, left for the next one.
    pub fn leave(self, now: Millis) -> PartRun {
        let mut part = self.resume(now);
        part.left.get_or_insert(now);
        part
    }

    /// The same step, entered again after somebody went back to it: the time away counts as a pause.
    pub fn reenter(mut self, now: Millis) -> PartRun {
        if let Some(left) = self.left.take() {
            self.paused += (now - left).max(0);
        }
        self
    }

    /// The same step after the clock was set by `jump` milliseconds: what had run stays as it was.
    pub fn after_jump(mut self, jump: Millis) -> PartRun {
        self.entered += jump;
        self.paused_since = self.paused_since.map(|since| since + jump);
        self
    }
}

/// Who came. A person without one is "not noted", never absent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Mark {
    /// Here.
    Came,
    /// Noted as not here.
    DidNotCome,
    /// The mark was taken back.
    NotNoted,
}

/// How a person seemed, in the peers' eyes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Seemed {
    Lively,
    AtEase,
    Quiet,
    Tired,
    Low,
    Uneasy,
}

impl Seemed {
    /// All, in the order in which they are offered.
    pub const ALL: [Seemed; 6] =
        [Seemed::Lively, Seemed::AtEase, Seemed::Quiet, Seemed::Tired, Seemed::Low, Seemed::Uneasy];
}

/// One row of the Participant List: who came, when, how the person was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attendance {
    /// Came or not.
    pub mark: Mark,
    /// When it was marked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at: Option<Millis>,
    /// How the person seemed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seemed: Option<Seemed>,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Something caught while the session ran.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// When.
    pub at: Millis,
    /// What was said or seen.
    pub text: String,
    /// Somebody's words: they go into the feedback.
    pub quote: bool,
    /// The step it was in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<String>,
    /// Taken back.
    #[serde(default)]
    pub removed: bool,
}

/// The run as the screens read it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// When the first part began.
    pub started: Option<Millis>,
    /// When it ended.
    pub ended: Option<Millis>,
    /// Where it stands; none before it was opened.
    pub stage: Option<Stage>,
    /// Each step that was entered.
    pub parts: std::collections::BTreeMap<String, PartRun>,
    /// Marks by person.
    pub attendance: std::collections::BTreeMap<Id, Attendance>,
    /// Notes in the order of their times.
    pub notes: Vec<(String, Note)>,
    /// Why people without consent or agreement took part.
    pub unsigned_reason: String,
}

impl Run {
    /// The people marked as having come.
    pub fn came(&self) -> impl Iterator<Item = &Id> {
        self.attendance.iter().filter(|(_, row)| row.mark == Mark::Came).map(|(person, _)| person)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: Millis = 60_000;

    #[test]
    fn the_time_left_follows_the_wall_clock() {
        let part = PartRun::entered(0);
        assert_eq!(part.remaining(10, 4 * MINUTE), 6 * MINUTE);
        assert_eq!(part.remaining(10, 12 * MINUTE), -2 * MINUTE, "time is up, no hurry");
        let longer = PartRun { extra_minutes: 5, ..part };
        assert_eq!(longer.remaining(10, 12 * MINUTE), 3 * MINUTE);
    }

    #[test]
    fn a_pause_does_not_count() {
        let part = PartRun::entered(0).pause(2 * MINUTE);
        assert_eq!(part.elapsed(9 * MINUTE), 2 * MINUTE);
        let part = part.resume(9 * MINUTE);
        assert_eq!(part.elapsed(10 * MINUTE), 3 * MINUTE);
    }

    #[test]
    fn going_back_to_a_part_does_not_count_the_time_away() {
        let part = PartRun::entered(0).leave(3 * MINUTE).reenter(10 * MINUTE);
        assert_eq!(part.elapsed(11 * MINUTE), 4 * MINUTE);
    }

    #[test]
    fn a_clock_set_back_neither_panics_nor_changes_what_has_run() {
        let part = PartRun::entered(100 * MINUTE);
        assert_eq!(part.elapsed(40 * MINUTE), 0);
        let jumped = PartRun::entered(100 * MINUTE).after_jump(-65 * MINUTE);
        assert_eq!(jumped.elapsed(40 * MINUTE), 5 * MINUTE);
    }
}

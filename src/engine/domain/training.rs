//! The training before the service: six workshops over five half days (Fan et al. 2018, Methods), kept as a data file, and who attended them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Millis;
use super::language::Both;

/// How many workshops make the training whole.
pub const WORKSHOPS: usize = 6;

/// How a piece of a workshop is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Way {
    Coursework,
    GroupSharing,
    RolePlay,
    Storytelling,
    Break,
}

impl Way {
    /// All of them.
    pub const ALL: [Way; 5] = [Way::Coursework, Way::GroupSharing, Way::RolePlay, Way::Storytelling, Way::Break];
}

/// One piece of a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Piece {
    /// Length.
    pub minutes: u32,
    /// Its name.
    pub title: Both,
    /// How it is held.
    pub format: Way,
    /// What the trainer does.
    pub trainer: Vec<Both>,
    /// What the trainees do.
    pub trainee: Vec<Both>,
}

/// A role play.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RolePlay {
    /// Its name.
    pub title: Both,
    /// What it is about.
    pub scene: Vec<Both>,
    /// Who plays what.
    pub parts: Vec<Both>,
    /// What to talk about afterwards.
    pub talk: Vec<Both>,
}

/// A question of the check of understanding: three answers, one of them right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The question.
    pub question: Both,
    /// The answers.
    pub answers: Vec<Both>,
    /// Which one is right, from 0.
    pub right: usize,
    /// Why.
    pub why: Both,
}

/// A workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Workshop {
    /// Its name in fields and addresses, for good.
    pub id: String,
    /// On which of the five half days.
    pub half_day: u32,
    /// Its title.
    pub title: Both,
    /// What the trainees take home.
    pub aim: Both,
    /// The agenda.
    pub agenda: Vec<Piece>,
    /// Materials of the trainer.
    pub trainer_brings: Vec<Both>,
    /// Materials of the trainees.
    pub trainee_gets: Vec<Both>,
    /// Role plays.
    pub role_plays: Vec<RolePlay>,
    /// The check of understanding; it can be repeated.
    pub check: Vec<Asked>,
    /// One thing to try at home.
    pub take_home: Both,
}

impl Workshop {
    /// Length of the whole, in minutes.
    pub fn minutes(&self) -> u32 {
        self.agenda.iter().map(|piece| piece.minutes).sum()
    }

    /// How many of the answers given are right. An answer is the index of the one chosen.
    pub fn right(&self, given: &[Option<usize>]) -> u32 {
        self.check.iter().zip(given).filter(|(asked, given)| **given == Some(asked.right)).count() as u32
    }
}

/// Reads the data file.
///
/// # Errors
/// Says which line and field of the file is wrong.
pub fn read(json: &str) -> Result<Vec<Workshop>, serde_json::Error> {
    serde_json::from_str(json)
}

/// Somebody attended a workshop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attended {
    /// The day.
    pub on: NaiveDate,
    /// Who trained.
    #[serde(default)]
    pub trainer: String,
    /// When it was noted.
    #[serde(default)]
    pub at: Millis,
    /// Noted by mistake.
    #[serde(default)]
    pub removed: bool,
}

/// The last check of understanding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checked {
    /// Right answers.
    pub right: u32,
    /// Questions.
    pub of: u32,
    /// The day.
    pub on: NaiveDate,
}

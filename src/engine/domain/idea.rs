//! Ideas: full proposals for a session, kept as data files, one file a category.

use serde::{Deserialize, Serialize};

use super::language::Both;
use super::plan::{Category, Format, Part};

/// What is recited or sung together at the end.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Together {
    /// `poem` or `song`.
    pub kind: TogetherKind,
    /// Its title.
    pub title: Both,
    /// Its author.
    #[serde(default)]
    pub author: Option<Both>,
    /// A poem's lines, in Chinese; songs are named only.
    #[serde(default)]
    pub lines: Option<Vec<String>>,
}

/// A poem or a song.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TogetherKind {
    Poem,
    Song,
}

/// One of the three parts of an idea.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IdeaPart {
    /// Length.
    pub minutes: u32,
    /// A short name.
    pub title: Both,
    /// What is done, step by step.
    pub steps: Vec<Both>,
    /// Sentences to say aloud.
    pub say: Vec<Both>,
    /// The poem or song of a closing.
    #[serde(default)]
    pub together: Option<Together>,
}

/// A full idea for one session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Idea {
    /// `category.name`, for good.
    pub id: String,
    /// One of the eight.
    pub category: Category,
    /// Its name.
    pub name: Both,
    /// Why it helps.
    pub why: Both,
    /// What people may take home.
    pub aim: Both,
    /// Who it suits.
    pub suits: Both,
    /// Familiar to most: offered first.
    pub familiar: bool,
    /// How it is held.
    pub formats: Vec<Format>,
    /// What to bring.
    pub materials: Vec<Both>,
    /// The warm-up.
    pub warm_up: IdeaPart,
    /// The main activity.
    pub main: IdeaPart,
    /// The closing.
    pub closing: IdeaPart,
    /// How to make it easier.
    pub easier: Both,
    /// How to make it livelier.
    pub livelier: Both,
    /// What to watch for.
    pub watch_for: Both,
    /// Questions for feedback.
    pub feedback: Vec<Both>,
}

impl Idea {
    /// One of its parts.
    pub fn part(&self, part: Part) -> &IdeaPart {
        match part {
            Part::WarmUp => &self.warm_up,
            Part::Main => &self.main,
            Part::Closing => &self.closing,
        }
    }

    /// Length of the whole.
    pub fn minutes(&self) -> u32 {
        Part::ALL.into_iter().map(|part| self.part(part).minutes).sum()
    }
}

/// Reads one data file.
///
/// # Errors
/// Says which line and field of the file is wrong.
pub fn read(json: &str) -> Result<Vec<Idea>, serde_json::Error> {
    serde_json::from_str(json)
}

/// The order in which ideas are offered: familiar ones first, then those not used here yet, then by use.
pub fn offered(ideas: &[Idea], category: Category, used: impl Fn(&str) -> usize) -> Vec<&Idea> {
    let mut offered: Vec<&Idea> = ideas.iter().filter(|idea| idea.category == category).collect();
    super::order::sort(&mut offered, |a, b| (!a.familiar, used(&a.id)).cmp(&(!b.familiar, used(&b.id))));
    offered
}

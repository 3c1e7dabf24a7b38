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

/// What one looks for among the ideas.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Wish {
    /// Of one category only.
    pub category: Option<Category>,
    /// With these words.
    pub words: String,
    /// Not done here yet.
    pub new_here: bool,
    /// Of a category that somebody here asked for.
    pub asked_for: bool,
    /// Kept as a favourite.
    pub favourite: bool,
    /// Little to bring: at most [`LITTLE`] things.
    pub little: bool,
    /// At most so many minutes.
    pub minutes: Option<u32>,
}

/// The most things of an idea with little to bring.
pub const LITTLE: usize = 2;

/// What is known here about ideas.
pub struct Here<'a> {
    /// How often an idea was used.
    pub used: &'a dyn Fn(&str) -> usize,
    /// How many people asked for a category.
    pub asked: &'a dyn Fn(Category) -> usize,
    /// Whether an idea is a favourite.
    pub favourite: &'a dyn Fn(&str) -> bool,
}

impl std::fmt::Debug for Here<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("Here")
    }
}

/// The ideas that fit a wish, in the order in which they are offered: what was asked for most where that was the wish, then
/// familiar ones, then those used least here. Who wishes nothing is offered the familiar ones only.
pub fn offered<'a>(ideas: &'a [Idea], wish: &Wish, here: &Here<'_>) -> Vec<&'a Idea> {
    let words = wish.words.trim().to_lowercase();
    let has_words = |idea: &Idea| {
        let texts = [&idea.name, &idea.aim, &idea.why].into_iter().chain(&idea.materials);
        let text = texts.map(|both| format!("{}\n{}", both.en, both.zh)).collect::<String>().to_lowercase();
        words.split_whitespace().all(|word| text.contains(word))
    };
    let nothing = Wish { words: String::new(), ..wish.clone() } == Wish::default() && words.is_empty();
    let fits = |idea: &&Idea| {
        wish.category.is_none_or(|category| category == idea.category)
            && has_words(idea)
            && (!nothing || idea.familiar || idea.is_own())
            && (!wish.new_here || (here.used)(&idea.id) == 0)
            && (!wish.asked_for || (here.asked)(idea.category) > 0)
            && (!wish.favourite || (here.favourite)(&idea.id))
            && (!wish.little || idea.materials.len() <= LITTLE)
            && wish.minutes.is_none_or(|minutes| idea.minutes() <= minutes)
    };
    let mut offered: Vec<&Idea> = ideas.iter().filter(fits).collect();
    let asked = |idea: &Idea| if wish.asked_for { (here.asked)(idea.category) } else { 0 };
    super::order::sort(&mut offered, |a, b| {
        asked(b).cmp(&asked(a)).then((!a.familiar, (here.used)(&a.id)).cmp(&(!b.familiar, (here.used)(&b.id))))
    });
    offered
}

#[cfg(test)]
#[path = "idea_tests.rs"]
mod tests;

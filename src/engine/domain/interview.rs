//! The interview before the service begins: what somebody needs and wishes, tagged by category (Fan et al. 2018, Methods).

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::person::{Person, Role};
use super::plan::Category;

/// A guided question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[allow(missing_docs)]
pub enum Question {
    Likes,
    Hard,
    Learn,
    Helps,
    Worries,
    Gives,
    FamilySees,
    FamilyHopes,
}

use Question::*;

impl Question {
    /// What somebody in this role is asked, in order.
    pub fn of(role: Role) -> &'static [Question] {
        match role {
            Role::Peer => &[Gives, Likes, Learn, Worries, Helps],
            Role::Member => &[Likes, Hard, Learn, Helps, Worries],
            Role::Caregiver => &[FamilySees, FamilyHopes, Helps],
            Role::Guest | Role::Professional => &[],
        }
    }

    /// Its name in fields.
    pub fn slug(self) -> &'static str {
        match self {
            Likes => "likes",
            Hard => "hard",
            Learn => "learn",
            Helps => "helps",
            Worries => "worries",
            Gives => "gives",
            FamilySees => "family_sees",
            FamilyHopes => "family_hopes",
        }
    }
}

/// When the interview was held, and by whom.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The day.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// Who asked.
    #[serde(default)]
    pub by: String,
}

/// An interview as the screens read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Interview {
    /// When and by whom.
    pub held: Held,
    /// The answers by question.
    pub answers: BTreeMap<String, String>,
    /// What was asked for.
    pub wants: Vec<Category>,
}

impl Interview {
    /// Whether anything was written.
    pub fn is_begun(&self) -> bool {
        self.held.on.is_some() || !self.wants.is_empty() || self.answers.values().any(|words| !words.trim().is_empty())
    }
}

/// How many of the people who are here asked for a category.
pub fn asked_for(people: &[Person], category: Category) -> usize {
    people.iter().filter(|person| person.is_here() && person.wants.contains(&category)).count()
}

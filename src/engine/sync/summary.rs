//! Summaries: the line of each document that lists read, so that a start opens no documents.
//!
//! They are stored on shelves of up to [`SHELF`], one sealed row a shelf: few rows to read, little to write again.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::person::Person;
use crate::domain::session::{SessionSummary, State};
use crate::domain::{Id, Kind, Millis, Now};
use crate::merge::{Document, read};

/// Summaries on one shelf at most.
pub const SHELF: usize = 64;

/// The line of a document.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Summary {
    /// A session.
    Session(Box<SessionSummary>),
    /// A person.
    Person {
        /// Who.
        person: Person,
        /// In the bin since.
        #[serde(default)]
        removed: Option<Millis>,
    },
    /// A community.
    Community {
        /// The document.
        id: Id,
        /// Its name.
        name: String,
        /// Invented, to try things out.
        #[serde(default)]
        practice: bool,
    },
    /// Of a kind that no list reads: its own screen opens it.
    Unlisted {
        /// The document.
        id: Id,
        /// In the bin since.
        #[serde(default)]
        removed: Option<Millis>,
    },
}

impl Summary {
    /// The line of `document`; `None` while it says nothing yet.
    pub fn of(document: &Document, now: &Now) -> Option<Summary> {
        match document.id().kind() {
            Kind::Session => Some(Summary::Session(Box::new(read::session(document, now).summary()))),
            Kind::Person => Some(Summary::Person { person: read::person(document)?, removed: read::removed(document) }),
            Kind::Community => {
                let community = read::community(document);
                Some(Summary::Community { id: community.id, name: community.name, practice: community.practice })
            }
            Kind::Supervision | Kind::Question => {
                Some(Summary::Unlisted { id: document.id().clone(), removed: read::removed(document) })
            }
        }
    }

    /// The document.
    pub fn id(&self) -> &Id {
        match self {
            Summary::Session(session) => &session.id,
            Summary::Person { person, .. } => &person.id,
            Summary::Community { id, .. } | Summary::Unlisted { id, .. } => id,
        }
    }

    /// Whether it says what reports count; a line that was saved by an older version does not.
    pub fn has_figures(&self) -> bool {
        match self {
            // Lines from before reasons were kept know no reason of what was called off.
            Summary::Session(session) => {
                session.figures.is_some() && (session.state != State::Cancelled || session.why_not().is_some())
            }
            _ => true,
        }
    }

    /// In the bin since.
    pub fn removed(&self) -> Option<Millis> {
        match self {
            Summary::Session(session) => session.removed,
            Summary::Person { removed, .. } | Summary::Unlisted { removed, .. } => *removed,
            Summary::Community { .. } => None,
        }
    }
}

/// All summaries, and which shelf each stands on.
#[derive(Debug, Default)]
pub struct Shelves {
    summaries: BTreeMap<Id, Summary>,
    shelf_of: BTreeMap<Id, u32>,
    counts: BTreeMap<u32, usize>,
}

impl Shelves {
    /// Reads one stored shelf; tells whether it could be read.
    pub fn load(&mut self, key: &str, json: &[u8]) -> bool {
        let (Ok(shelf), Ok(summaries)) = (key.parse(), serde_json::from_slice::<Vec<Summary>>(json)) else {
            return false;
        };
        for summary in summaries {
            self.place(summary, shelf);
        }
        true
    }

    /// Puts a summary in place of the older one and returns the key of its shelf.
    pub fn put(&mut self, summary: Summary) -> u32 {
        let free = || (0..).find(|shelf| self.counts.get(shelf).is_none_or(|count| *count < SHELF)).unwrap_or(0);
        let shelf = self.shelf_of.get(summary.id()).copied().unwrap_or_else(free);
        self.place(summary, shelf);
        shelf
    }

    /// Takes a summary away and returns the key of its shelf.
    pub fn remove(&mut self, id: &Id) -> Option<u32> {
        self.summaries.remove(id)?;
        let shelf = self.shelf_of.remove(id)?;
        if let Some(count) = self.counts.get_mut(&shelf) {
            *count = count.saturating_sub(1);
        }
        Some(shelf)
    }

    /// One shelf as it is stored: its key and its JSON.
    pub fn row(&self, shelf: u32) -> (String, Vec<u8>) {
        let on_it: Vec<&Summary> =
            self.shelf_of.iter().filter(|(_, of)| **of == shelf).filter_map(|(id, _)| self.summaries.get(id)).collect();
        (format!("{shelf:06}"), serde_json::to_vec(&on_it).unwrap_or_default())
    }

    /// All of them.
    pub fn all(&self) -> impl Iterator<Item = &Summary> + Clone {
        self.summaries.values()
    }

    /// The community of which they tell.
    pub fn community(&self) -> Option<&Id> {
        self.all().find(|summary| matches!(summary, Summary::Community { .. })).map(Summary::id)
    }

    /// The one of that document.
    pub fn get(&self, id: &Id) -> Option<&Summary> {
        self.summaries.get(id)
    }

    fn place(&mut self, summary: Summary, shelf: u32) {
        let id = summary.id().clone();
        if self.shelf_of.insert(id.clone(), shelf).is_none() {
            *self.counts.entry(shelf).or_default() += 1;
        }
        self.summaries.insert(id, summary);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn community(number: u8) -> Summary {
        Summary::Community { id: Id::new(Kind::Community, &[number; 10]), name: format!("{number}"), practice: false }
    }

    #[test]
    fn a_shelf_takes_64_and_comes_back_as_it_was() {
        let mut shelves = Shelves::default();
        let keys: Vec<u32> = (0..70).map(|number| shelves.put(community(number))).collect();
        assert_eq!((keys[63], keys[64]), (0, 1));
        assert_eq!(shelves.put(community(3)), 0, "a summary stays on its shelf");

        let mut again = Shelves::default();
        for shelf in [0, 1] {
            let (key, json) = shelves.row(shelf);
            assert!(again.load(&key, &json));
        }
        assert!(shelves.all().eq(again.all()));
        again.remove(community(3).id());
        assert_eq!(again.put(community(99)), 0, "the free place is used");
    }

    #[test]
    fn a_damaged_shelf_is_said() {
        assert!(!Shelves::default().load("000000", b"{"));
    }
}

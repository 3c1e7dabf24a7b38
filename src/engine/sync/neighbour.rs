//! The community of another profile on this phone, read beside the open one. Nothing there is ever written.
//!
//! A link is made once, by whoever can open both: the other profile's local key then lies among the open one's own rows,
//! sealed like the rest, under `neighbour/<number>`. It reads one way only. The local key of a profile never changes, so a
//! link outlives a new passcode; it ends when its row is removed, or when the other profile is wiped.

use base64ct::{Base64, Encoding};
use serde::{Deserialize, Serialize};

use super::arrivals::{Arrived, Drawer};
use super::local::Local;
use super::machine::{Event, Machine};
use super::reread::{self, StoredRow};
use crate::crypto::LocalKey;
use crate::domain::community::Community;
use crate::domain::figures::Records;
use crate::domain::person::Person;
use crate::domain::session::SessionSummary;
use crate::domain::{Id, Millis, Now};
use crate::words::Language;

/// What stands before the key of a link's row.
pub const NEIGHBOUR: &str = "neighbour/";

/// A link to another profile, as it is stored: JSON, format 1.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// The other profile's number on this phone.
    pub profile: u32,
    /// Its local key in base64.
    key: String,
    /// The community that was there.
    pub community: Id,
    /// What it was called, to name it where it can't be read any more.
    #[serde(default)]
    pub name: String,
    /// When the link was made.
    #[serde(default)]
    pub since: Millis,
}

impl std::fmt::Debug for Link {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(form, "Link({}, {}, key hidden)", self.profile, self.community)
    }
}

impl Link {
    /// A link to the profile of that number.
    pub fn new(profile: u32, key: &LocalKey, records: &Records, now: &Now) -> Link {
        let (community, name) = (records.community.id.clone(), records.community.name.clone());
        Link { profile, key: Base64::encode_string(key.bytes()), community, name, since: now.ms }
    }

    /// The other profile's local key; `None` if it does not read.
    pub fn key(&self) -> Option<LocalKey> {
        Base64::decode_vec(&self.key).ok()?.try_into().ok().map(LocalKey::new)
    }

    /// Reads a stored link.
    pub fn read(json: &[u8]) -> Option<Link> {
        serde_json::from_slice(json).ok()
    }

    /// What makes it: one row of this device's own.
    pub fn makes(&self) -> Event {
        self.row(serde_json::to_vec(self).ok())
    }

    /// What ends it. The other profile is left as it is.
    pub fn ends(&self) -> Event {
        self.row(None)
    }

    fn row(&self, bytes: Option<Vec<u8>>) -> Event {
        let key = (Drawer::Local, format!("{NEIGHBOUR}{}", self.profile));
        Event::Arrived(Box::new(Arrived { beside: vec![(key, bytes)], ..Arrived::default() }))
    }
}

/// The community of another profile, opened for reading.
#[derive(Debug)]
pub struct Neighbour {
    machine: Machine,
}

impl Neighbour {
    /// From the stored shelves of summaries; `None` where no community is among them.
    pub fn new(shelves: Vec<StoredRow>) -> Option<Neighbour> {
        let community = reread::community(&shelves)?;
        let local = Local { community: Some(community), ..Local::new("neighbour", Language::Chinese, 0) };
        Some(Neighbour { machine: Machine::start(local, shelves, 0).0 })
    }

    /// The documents that are needed beside the summaries.
    pub fn needs(&self) -> Vec<Id> {
        let community = self.machine.local().community.iter().filter(|id| !self.machine.is_open(id)).cloned();
        community.chain(self.machine.without_figures()).collect()
    }

    /// Takes in the stored rows of a document. What the machine would save is left unsaved.
    pub fn takes(&mut self, id: Id, rows: Vec<StoredRow>, now: &Now) {
        self.machine.step(Event::Opened(id, rows), now);
    }

    /// How somebody is called there.
    pub fn alias(&self, id: &Id) -> Option<String> {
        self.machine.alias(id)
    }

    /// How somebody is called there in what is read: see [`Machine::called`].
    pub fn called(&self, id: &Id, language: Language) -> String {
        self.machine.called(id, language)
    }

    /// The community; `None` while its own document is not here.
    pub fn community(&self) -> Option<Community> {
        self.machine.community()
    }

    /// All sessions, latest first; those in the bin left out.
    pub fn sessions(&self) -> Vec<SessionSummary> {
        self.machine.sessions()
    }

    /// All people; those in the bin left out.
    pub fn people(&self) -> Vec<Person> {
        self.machine.people()
    }

    /// Whether a document is there, be it in the bin.
    pub fn knows(&self, id: &Id) -> bool {
        self.machine.summary(id).is_some()
    }

    /// What reports are made of; `None` while the community's own document is not here.
    pub fn records(&self) -> Option<Records> {
        self.machine.records()
    }
}

#[cfg(test)]
#[path = "neighbour_tests.rs"]
mod tests;

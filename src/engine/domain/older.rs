//! Records from before the app: they come from a table, and say so wherever they are shown.

use std::collections::BTreeMap;

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::person::Role;
use super::plan::{Category, Format};
use super::record::Worry;
use super::{Id, Kind, Millis, short};

/// Where a record comes from that was not written with the app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Brought {
    /// When it was brought in.
    pub at: Millis,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// How many came, where the table gives a number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub came: Option<u32>,
}

/// Somebody whom a table names.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Who that is here.
    pub id: Id,
    /// As it stands in the table.
    pub alias: String,
}

/// One session of a table.
#[derive(Clone, Debug, PartialEq)]
#[allow(missing_docs)]
pub struct OlderSession {
    /// The same for the same day, start and theme, whoever brings it in.
    pub id: Id,
    pub date: NaiveDate,
    pub start: Option<NaiveTime>,
    pub minutes: Option<u32>,
    pub category: Option<Category>,
    pub theme: String,
    pub venue: String,
    pub formats: Vec<Format>,
    pub lead: Option<Named>,
    pub assistant: Option<Named>,
    /// How many came, where it is said.
    pub came: Option<u32>,
    /// Who came, as far as names are given.
    pub who: Vec<Named>,
    pub worry: Option<Worry>,
    pub note: String,
}

impl OlderSession {
    /// Everybody who is named, with the part in which they are named first.
    pub fn named(&self) -> impl Iterator<Item = (&Named, Role)> {
        let peers = [&self.lead, &self.assistant].into_iter().flatten().map(|named| (named, Role::Peer));
        peers.chain(self.who.iter().map(|named| (named, Role::Member)))
    }
}

/// What a table brings in.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bringing {
    /// The sessions, in the table's order.
    pub sessions: Vec<OlderSession>,
    /// Those of their people who are not known here, each with the part in which they are named.
    pub people: Vec<(Named, Role)>,
    /// Those of their venues that are not on the list, by short id.
    pub venues: BTreeMap<String, String>,
    /// Those of their formats that are not known here, by short id.
    pub formats: BTreeMap<String, String>,
}

impl Bringing {
    /// How many documents it makes or changes.
    pub fn documents(&self) -> usize {
        usize::from(self.has_places()) + self.people.len() + self.sessions.len()
    }

    /// Whether it adds to the community's own lists.
    pub fn has_places(&self) -> bool {
        !(self.venues.is_empty() && self.formats.is_empty())
    }
}

/// When a session of so many minutes ends; `None` beyond midnight: a session ends on its own day.
pub fn end(start: NaiveTime, minutes: u32) -> Option<NaiveTime> {
    let (end, days) = start.overflowing_add_signed(chrono::Duration::minutes(minutes.into()));
    (days == 0).then_some(end)
}

/// But for spaces, width of digits and case.
pub fn plain(words: &str) -> String {
    words.split_whitespace().collect::<String>().chars().map(super::age::half_width).collect::<String>().to_lowercase()
}

/// The id of what a table brings in: the same on every phone that brings in the same.
pub fn id_of(kind: Kind, community: &Id, of: &[&str]) -> Id {
    Id::new(kind, &digest(community, "document", of))
}

/// The short id of a venue or a format that a table brings in.
pub fn short_of(community: &Id, what: &str, name: &str) -> String {
    short(&digest(community, what, &[name]))
}

fn digest(community: &Id, what: &str, of: &[&str]) -> [u8; 32] {
    let mut digest = Sha256::new();
    for part in ["tongban older record", what, community.as_str()].iter().chain(of) {
        let part = plain(part);
        // With its length before it, two parts are never taken for two others.
        digest.update((part.len() as u64).to_be_bytes());
        digest.update(part.as_bytes());
    }
    digest.finalize().into()
}

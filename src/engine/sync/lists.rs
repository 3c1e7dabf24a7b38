//! What the machine knows at a glance: lists, aliases, the bin. All of it from the shelves of summaries.

use super::machine::{BIN_FOR, Machine};
use super::summary::Summary;
use crate::domain::community::Community;
use crate::domain::person::Person;
use crate::domain::session::SessionSummary;
use crate::domain::{Id, Millis, order};
use crate::merge::{Document, read};

impl Machine {
    /// The community that is open on this device.
    pub fn community(&self) -> Option<Community> {
        Some(read::community(self.community_document()?))
    }

    /// The document of the community that is open on this device.
    pub fn community_document(&self) -> Option<&Document> {
        self.document(self.local.community.as_ref()?)
    }

    /// All sessions, latest first; those in the bin left out.
    pub fn sessions(&self) -> Vec<SessionSummary> {
        let mut sessions: Vec<SessionSummary> = self
            .shelves
            .all()
            .filter_map(|summary| match summary {
                Summary::Session(session) if session.removed.is_none() => Some((**session).clone()),
                _ => None,
            })
            .collect();
        order::sort(&mut sessions, |a, b| (b.date, b.start, &b.id).cmp(&(a.date, a.start, &a.id)));
        sessions
    }

    /// All people by role and alias; those in the bin left out.
    pub fn people(&self) -> Vec<Person> {
        let mut people: Vec<Person> = self
            .shelves
            .all()
            .filter_map(|summary| match summary {
                Summary::Person { person, removed: None } => Some(person.clone()),
                _ => None,
            })
            .collect();
        order::sort(&mut people, |a, b| (a.role, &a.alias, &a.id).cmp(&(b.role, &b.alias, &b.id)));
        people
    }

    /// A person's alias, also of one in the bin: what stays in session records is the alias.
    pub fn alias(&self, id: &Id) -> Option<String> {
        match self.shelves.get(id)? {
            Summary::Person { person, .. } => Some(person.alias.clone()),
            _ => None,
        }
    }

    /// What lies in the bin, latest first.
    pub fn bin(&self) -> Vec<Summary> {
        let mut bin: Vec<Summary> = self.shelves.all().filter(|summary| summary.removed().is_some()).cloned().collect();
        order::sort(&mut bin, |a, b| b.removed().cmp(&a.removed()));
        bin
    }

    /// Documents that lay in the bin for 30 days.
    pub fn expired(&self, now: Millis) -> Vec<Id> {
        let old = |summary: &&Summary| summary.removed().is_some_and(|since| now - since > BIN_FOR);
        self.shelves.all().filter(old).map(|summary| summary.id().clone()).collect()
    }
}

//! What the machine knows at a glance: lists, aliases, the bin. All of it from the shelves of summaries.

use std::collections::BTreeMap;

use super::machine::{BIN_FOR, Machine};
use super::summary::Summary;
use crate::domain::community::Community;
use crate::domain::consent::Paper;
use crate::domain::evaluation::{Evaluation, Interviewed, Said, Wave};
use crate::domain::figures::Records;
use crate::domain::person::Person;
use crate::domain::session::SessionSummary;
use crate::domain::{Id, Kind, Millis, order};
use crate::merge::{Document, evaluation, read};
use crate::words::Language;
use crate::words::person::TWICE;

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
        let mut sessions: Vec<&SessionSummary> = self
            .shelves
            .all()
            .filter_map(|summary| match summary {
                Summary::Session(session) if session.removed.is_none() => Some(&**session),
                _ => None,
            })
            .collect();
        order::sort(&mut sessions, |a, b| (b.date, b.start, &b.id).cmp(&(a.date, a.start, &a.id)));
        sessions.into_iter().cloned().collect()
    }

    /// What reports are made of: the community that is open here, its sessions and its people, each person under one id.
    /// `None` while the community's document is not open.
    pub fn records(&self) -> Option<Records> {
        let mut sessions = self.sessions();
        for session in &mut sessions {
            let one = |id: &mut Id| *id = self.kept(id);
            session.lead.iter_mut().chain(&mut session.assistant).chain(&mut session.came).for_each(one);
            session.came = order::set(std::mem::take(&mut session.came).into_iter()).into_iter().collect();
        }
        let mut people = self.people();
        for entry in self.shelves.all().filter(|summary| summary.id().kind() == Kind::Person) {
            let kept = self.kept(entry.id());
            let Some(person) = people.iter_mut().find(|person| person.id == kept) else { continue };
            let Some(figures) = self.document(entry.id()).map(read::person_figures) else { continue };
            // What the entries made twice say counts for the one that is kept.
            match &mut person.figures {
                Some(known) if person.id == *entry.id() => {
                    let others = std::mem::replace(&mut **known, figures);
                    known.fill(&others);
                }
                Some(known) => known.fill(&figures),
                none => *none = Some(Box::new(figures)),
            }
        }
        let submissions = read::submissions(self.community_document()?);
        let supervisions = self.supervisions();
        let evaluation = self.evaluation(&people);
        Some(Records { community: self.community()?, sessions, people, submissions, supervisions, evaluation })
    }

    /// What these people said when they were asked; entries made twice count as one person.
    fn evaluation(&self, people: &[Person]) -> Evaluation {
        let mut all: BTreeMap<(Id, Wave), Said> = BTreeMap::new();
        let entries = self.shelves.all().filter(|summary| summary.id().kind() == Kind::Person);
        for document in entries.filter_map(|summary| self.document(summary.id())) {
            let kept = self.kept(document.id());
            for (wave, said) in evaluation::said(document) {
                all.entry((kept.clone(), wave)).or_default().fill(said);
            }
        }
        let one = |((id, wave), said): ((Id, Wave), Said)| {
            let role = people.iter().find(|person| person.id == id)?.role;
            Some(Interviewed { person: id, role, wave, said })
        };
        let own = self.community_document().map(evaluation::own_questions).unwrap_or_default();
        Evaluation { own, interviews: all.into_iter().filter_map(one).collect() }
    }

    /// Documents to be opened before reports are counted: every person's, every supervision record, and sessions whose lines
    /// were saved before there were reports.
    pub fn without_figures(&self) -> Vec<Id> {
        let read = |id: &Id| matches!(id.kind(), Kind::Person | Kind::Supervision) && !self.is_open(id);
        let person = |summary: &&Summary| read(summary.id());
        self.shelves
            .all()
            .filter(|summary| person(summary) || !summary.has_figures())
            .map(|summary| summary.id().clone())
            .collect()
    }

    /// The documents of a kind, those in the bin left out.
    pub fn ids(&self, kind: Kind) -> Vec<Id> {
        let here = |summary: &&Summary| summary.id().kind() == kind && summary.removed().is_none();
        self.shelves.all().filter(here).map(|summary| summary.id().clone()).collect()
    }

    /// All people by role and alias; those in the bin left out.
    pub fn people(&self) -> Vec<Person> {
        let mut people: Vec<Person> = self
            .shelves
            .all()
            .filter_map(|summary| match summary {
                Summary::Person { person, removed: None } if self.kept(&person.id) == person.id => Some(person.clone()),
                _ => None,
            })
            .collect();
        // What the entries made twice say counts for the one that is kept.
        for twice in self.shelves.all().filter_map(|summary| match summary {
            Summary::Person { person, .. } if self.kept(&person.id) != person.id => Some(person),
            _ => None,
        }) {
            let kept = self.kept(&twice.id);
            if let Some(person) = people.iter_mut().find(|person| person.id == kept) {
                let new = |paper: &&Paper| !person.agreed.contains(paper);
                let agreed: Vec<Paper> = twice.agreed.iter().filter(new).copied().collect();
                person.agreed.extend(agreed);
                let wants: Vec<_> = twice.wants.iter().filter(|one| !person.wants.contains(one)).copied().collect();
                person.wants.extend(wants);
                let trained: Vec<_> =
                    twice.trained.iter().filter(|one| !person.trained.contains(one)).cloned().collect();
                person.trained.extend(trained);
            }
        }
        order::sort(&mut people, |a, b| (a.role, &a.alias, &a.id).cmp(&(b.role, &b.alias, &b.id)));
        people
    }

    /// A person's alias, also of one in the bin: what stays in session records is the alias.
    pub fn alias(&self, id: &Id) -> Option<String> {
        Some(self.person(&self.kept(id))?.alias.clone())
    }

    /// Whether past records name the person as "a member" only.
    pub fn is_nameless(&self, id: &Id) -> bool {
        self.person(&self.kept(id)).is_some_and(|person| person.nameless)
    }

    /// How somebody is called in what is read: by the alias, or as "a member" where past records are to say no more.
    pub fn called(&self, id: &Id, language: Language) -> String {
        match self.is_nameless(id) {
            true => TWICE.a_member.get(language).to_owned(),
            false => self.alias(id).unwrap_or_default(),
        }
    }

    /// The alias of this very entry.
    pub fn alias_of_entry(&self, id: &Id) -> Option<String> {
        Some(self.person(id)?.alias.clone())
    }

    /// The other entries of one person, with their own aliases.
    pub fn joined(&self, id: &Id) -> Vec<(Id, String)> {
        let joined = self.shelves.all().filter_map(|summary| match summary {
            Summary::Person { person, removed: None } if person.id != *id && self.kept(&person.id) == *id => {
                Some((person.id.clone(), person.alias.clone()))
            }
            _ => None,
        });
        joined.collect()
    }

    /// The entry that is kept of one person's two; the id itself where there is one only.
    pub fn kept(&self, id: &Id) -> Id {
        let mut way = vec![id];
        while let Some(next) = self.person(way[way.len() - 1]).and_then(|person| person.same_as.as_ref()) {
            if way.contains(&next) {
                // Two phones each joined one to the other: both keep the same of the ring.
                return way.into_iter().min().unwrap_or(id).clone();
            }
            way.push(next);
        }
        way[way.len() - 1].clone()
    }

    fn person(&self, id: &Id) -> Option<&Person> {
        match self.shelves.get(id)? {
            Summary::Person { person, .. } => Some(person),
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

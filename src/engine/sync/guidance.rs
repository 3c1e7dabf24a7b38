//! What guidance, supervision and questions ask of the machine: which documents to open, and a supervisor's day from those
//! that are open. Only later screens call this.

use chrono::NaiveDate;

use super::machine::Machine;
use super::summary::Summary;
use crate::domain::feeling;
use crate::domain::figures::EventFigures;
use crate::domain::guidance::{Guidance, Phase, on_their_own};
use crate::domain::person::Role;
use crate::domain::question::{self, Question};
use crate::domain::session::SessionSummary;
use crate::domain::supervision::{self, Supervision};
use crate::domain::waiting::{Day, OwnWords, Seen, day, is_near};
use crate::domain::{Id, Kind, Millis, Now, order};
use crate::merge::{guided, read};

/// How many sessions are looked at to say that somebody plans on their own.
const LATEST: usize = 12;

impl Machine {
    /// The phase of guidance that the community is in.
    pub fn phase(&self, today: NaiveDate) -> Phase {
        self.community_document().map_or(Phase::Close, |document| guided::phase(document, today))
    }

    /// The documents that a supervisor's day reads and that are not open yet.
    pub fn to_open_for_the_day(&self, today: NaiveDate) -> Vec<Id> {
        let session = |session: &SessionSummary| is_near(session, today) || unseen_events(session).next().is_some();
        let wanted = |summary: &&Summary| match summary {
            Summary::Session(line) => session(line),
            Summary::Person { person, removed: None } => person.role == Role::Peer,
            other => other.id().kind() == Kind::Question && other.removed().is_none(),
        };
        let all = self.shelves.all().filter(wanted).map(|summary| summary.id().clone());
        all.filter(|id| !self.is_open(id)).collect()
    }

    /// A supervisor's day, of the documents that are open.
    pub fn day(&self, now: &Now) -> Day {
        let today = now.today();
        let near = |summary: &Summary| match summary {
            Summary::Session(line) if line.removed.is_none() => Some((**line).clone()),
            _ => None,
        };
        let lines: Vec<SessionSummary> = self.shelves.all().filter_map(near).collect();
        let guidance: Vec<Option<Guidance>> = lines.iter().map(|line| self.guidance_near(line, today)).collect();
        let events: Vec<Vec<(Millis, Option<String>)>> = lines.iter().map(|line| self.open_events(line, now)).collect();
        let seen = lines.iter().zip(&guidance).zip(&events);
        let seen = seen.map(|((line, guidance), events)| Seen { line, guidance: guidance.as_ref(), events });
        day(seen, &self.questions(), self.own_words(&lines, today), self.phase(today), self.local().me.as_ref())
    }

    fn guidance_near(&self, line: &SessionSummary, today: NaiveDate) -> Option<Guidance> {
        self.document(&line.id).filter(|_| is_near(line, today)).map(guided::guidance)
    }

    /// The events of a session that no doctor has acknowledged, with their short ids where the session is open.
    fn open_events(&self, line: &SessionSummary, now: &Now) -> Vec<(Millis, Option<String>)> {
        if unseen_events(line).next().is_none() {
            return Vec::new();
        }
        if let Some(document) = self.document(&line.id) {
            let events = read::session(document, now).events.into_iter();
            let open = events.filter(|event| event.acknowledged.is_none());
            return open.map(|event| (event.opened.map_or(0, |opened| opened.at), Some(event.id))).collect();
        }
        unseen_events(line).map(|event| (event.opened.unwrap_or_default(), None)).collect()
    }

    /// What peers shared of themselves lately, of the documents that are open.
    fn own_words(&self, lines: &[SessionSummary], today: NaiveDate) -> Vec<(Millis, Id, OwnWords)> {
        let breaks = self.people().into_iter().filter(|person| person.role == Role::Peer);
        let mut words: Vec<_> = breaks
            .filter_map(|person| {
                let held = guided::needs_break(self.document(&person.id)?)?;
                Some((held.at, person.id, OwnWords::Break(held)))
            })
            .collect();
        for line in lines.iter().filter(|line| is_near(line, today)) {
            let Some(document) = self.document(&line.id) else { continue };
            let after = guided::feelings(document).into_iter().filter(|(_, feeling)| feeling.shown.to_supervisors());
            words.extend(
                after.map(|(person, feeling)| {
                    (feeling.at, person, OwnWords::After { session: line.id.clone(), feeling })
                }),
            );
        }
        words
    }

    /// The peers who need a break just now, of the documents that are open.
    pub fn who_rests(&self) -> Vec<Id> {
        let peers = self.people().into_iter().filter(|person| person.role == Role::Peer);
        peers
            .filter(|person| self.document(&person.id).and_then(guided::needs_break).is_some())
            .map(|person| person.id)
            .collect()
    }

    /// The peers whose break concerns whoever holds this phone: for who guides all, for others they themselves and their partners.
    pub fn concerned(&self, guides: bool) -> Vec<Id> {
        if guides {
            return self.people().into_iter().filter(|one| one.role == Role::Peer).map(|one| one.id).collect();
        }
        let Some(me) = self.local().me.as_ref() else { return Vec::new() };
        [me.clone()].into_iter().chain(feeling::partners(me, self.lines())).collect()
    }

    /// Who of these needs a break, of the documents that are open, each with the nearest session that they have coming.
    pub fn resting(&self, concerned: &[Id]) -> Vec<(Id, Option<SessionSummary>)> {
        let rests = |person: &&Id| self.document(person).and_then(guided::needs_break).is_some();
        let resting: Vec<&Id> = concerned.iter().filter(rests).collect();
        if resting.is_empty() {
            return Vec::new();
        }
        let coming = feeling::coming(self.lines());
        let of = |person: &Id| {
            let theirs = |line: &&&SessionSummary| [&line.lead, &line.assistant].contains(&&Some(person.clone()));
            coming.iter().find(theirs).map(|line| (*line).clone())
        };
        resting.into_iter().map(|person| (person.clone(), of(person))).collect()
    }

    fn lines(&self) -> impl Iterator<Item = &SessionSummary> + Clone {
        self.shelves.all().filter_map(|summary| match summary {
            Summary::Session(line) => Some(&**line),
            _ => None,
        })
    }

    /// The peers whose documents are not open yet: they say who needs a break.
    pub fn peers_to_open(&self) -> Vec<Id> {
        let peers = self.people().into_iter().filter(|person| person.role == Role::Peer && !self.is_open(&person.id));
        peers.map(|person| person.id).collect()
    }

    /// The open questions of the group, in the order of their list.
    pub fn questions(&self) -> Vec<Question> {
        let ids = self.ids(Kind::Question);
        let read = |id| guided::question(self.document(id)?).map(|question| self.as_said(question));
        let mut questions: Vec<Question> = ids.iter().filter_map(read).collect();
        question::in_order(&mut questions);
        questions
    }

    /// A question as it counts: nobody lends their phone's name to a professional, nor to somebody who is not known here.
    pub fn as_said(&self, mut question: Question) -> Question {
        let is_peer =
            |id: &Id| matches!(self.summary(id), Some(Summary::Person { person, .. }) if person.role == Role::Peer);
        question.asked.from = question.asked.from.filter(is_peer);
        for (_, _, answer) in &mut question.answers {
            answer.from = answer.from.take().filter(is_peer);
        }
        question
    }

    /// The open supervision records, the latest first.
    pub fn supervisions(&self) -> Vec<Supervision> {
        let ids = self.ids(Kind::Supervision);
        let mut records: Vec<Supervision> =
            ids.iter().filter_map(|id| Some(guided::supervision(self.document(id)?))).collect();
        supervision::in_order(&mut records);
        records
    }

    /// The latest sessions, which say who plans on their own.
    pub fn latest_held(&self) -> Vec<SessionSummary> {
        self.sessions().into_iter().filter(SessionSummary::is_held).take(LATEST).collect()
    }

    /// How many of somebody's latest sessions they planned on their own, of the documents that are open.
    pub fn planned_alone(&self, person: &Id) -> usize {
        let lines = self.latest_held();
        let known = lines.iter().filter_map(|line| Some((line.id.clone(), guided::guidance(self.document(&line.id)?))));
        let known = order::map(known);
        on_their_own(person, lines.iter(), |id| known.get(id))
    }
}

/// The events of a session that no doctor has acknowledged.
fn unseen_events(line: &SessionSummary) -> impl Iterator<Item = &EventFigures> {
    let events = line.figures.iter().flat_map(|figures| &figures.events);
    events.filter(|event| event.acknowledged.is_none())
}

#[cfg(test)]
#[path = "guidance_tests.rs"]
mod tests;

//! Reads guidance, supervision records and questions. No list needs them, so that the first screens come without this file.

use std::collections::BTreeMap;

use super::Document;
use super::read::removed;
use crate::domain::feeling::{Break, Feeling};
use crate::domain::fields::{guiding, of_community, of_question, of_supervision};
use crate::domain::guidance::{Guidance, Phase, PhaseSet, Said, Stage};
use crate::domain::question::Question;
use crate::domain::supervision::{Issue, Supervision};
use crate::domain::{Id, order};
use chrono::NaiveDate;

/// The phase that was set by hand, if one holds.
pub fn phase_set(document: &Document) -> Option<PhaseSet> {
    document.get(of_community::PHASE).flatten()
}

/// The phase of a community: as set by hand, or else by its start.
pub fn phase(document: &Document, today: NaiveDate) -> Phase {
    let by_date = || Phase::by_date(document.get(of_community::STARTED), today);
    phase_set(document).map_or_else(by_date, |set| set.phase)
}

/// Reads the guidance on a session.
pub fn guidance(document: &Document) -> Guidance {
    let asked = |stage: Stage| document.of(guiding::ASKED, stage.slug()).flatten();
    let said = document.all(guiding::COMMENT).filter(|(_, comment)| !comment.removed).map(|(id, comment)| {
        let by = document.author(&guiding::COMMENT.at(id)).cloned();
        Said { id: id.to_owned(), by, comment }
    });
    let mut said: Vec<Said> = said.collect();
    order::sort(&mut said, |a, b| (a.comment.at, &a.id).cmp(&(b.comment.at, &b.id)));
    Guidance { asked_plan: asked(Stage::Plan), asked_record: asked(Stage::Record), said }
}

/// What peers shared of how they are, of a session's document.
pub fn feelings(document: &Document) -> BTreeMap<Id, Feeling> {
    order::map(document.all(guiding::FEELING).filter_map(|(person, held)| Some((Id::parse(person)?, held?))))
}

/// Whether somebody needs a break, of a person's document.
pub fn needs_break(document: &Document) -> Option<Break> {
    document.get(guiding::BREAK).flatten()
}

/// Reads a supervision record.
pub fn supervision(document: &Document) -> Supervision {
    let mut actions: Vec<_> = document.all(of_supervision::ACTION).filter(|(_, action)| !action.removed).collect();
    order::sort(&mut actions, |(a_id, a), (b_id, b)| (a.at, *a_id).cmp(&(b.at, *b_id)));
    let came = document.all(of_supervision::CAME).filter(|(_, yes)| *yes);
    let tags = document.all(of_supervision::TAG).filter(|(_, yes)| *yes);
    Supervision {
        id: document.id().clone(),
        date: document.get(of_supervision::DATE),
        mode: document.get(of_supervision::MODE),
        session: document.get(of_supervision::SESSION).flatten(),
        came: order::set(came.filter_map(|(id, _)| Id::parse(id))),
        tags: order::set(tags.filter_map(|(slug, _)| Issue::parse(slug))),
        issues: document.text(&of_supervision::issues()),
        advice: document.text(&of_supervision::advice()),
        transcript: document.text(&of_supervision::transcript()),
        actions: actions.into_iter().map(|(id, action)| (id.to_owned(), action)).collect(),
        removed: removed(document),
    }
}

/// Reads a question; `None` while nothing is asked.
pub fn question(document: &Document) -> Option<Question> {
    let answers = document.all(of_question::ANSWER).filter(|(_, answer)| !answer.removed).map(|(id, answer)| {
        let by = document.author(&of_question::ANSWER.at(id)).cloned();
        (id.to_owned(), by, answer)
    });
    let mut answers: Vec<_> = answers.collect();
    order::sort(&mut answers, |(a_id, _, a), (b_id, _, b)| (a.at, a_id).cmp(&(b.at, b_id)));
    Some(Question {
        id: document.id().clone(),
        by: document.author(of_question::ASKED.name()).cloned(),
        asked: document.get(of_question::ASKED)?,
        answers,
        removed: removed(document),
    })
}

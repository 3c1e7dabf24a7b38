//! From a session's document to what followed an emergency event. Apart from `read`: only the screens about it need it.

use super::Document;
use crate::domain::fields::event;
use crate::domain::follow_up::{Answered, FollowUp, Question, Reached};
use crate::domain::order;

/// Reads what followed an event.
pub fn follow_up(document: &Document, id: &str) -> FollowUp {
    let start = event::reached_by(id, "");
    let mut reached: Vec<Reached> =
        document.all(event::REACHED).filter(|(member, _)| member.starts_with(&start)).map(|(_, held)| held).collect();
    order::sort(&mut reached, |a, b| (a.at, &a.by).cmp(&(b.at, &b.by)));
    let asked = document.all(event::ASKED).filter(|(_, asked)| asked.event == id);
    let mut questions: Vec<Question> = asked
        .map(|(short, asked)| Question { id: short.to_owned(), answers: answers(document, short), asked })
        .collect();
    order::sort(&mut questions, |a, b| (a.asked.at, &a.id).cmp(&(b.asked.at, &b.id)));
    FollowUp {
        sent: document.of(event::SENT, id),
        reached,
        seen: document.of(event::ACKNOWLEDGED, id).flatten(),
        questions,
        words: document.text(&event::follow_up(id)),
        closed: document.of(event::CLOSED, id).flatten(),
    }
}

fn answers(document: &Document, question: &str) -> Vec<Answered> {
    let mut answers: Vec<(&str, Answered)> =
        document.all(event::ANSWERED).filter(|(_, answered)| answered.to == question).collect();
    order::sort(&mut answers, |(a_id, a), (b_id, b)| (a.at, a_id).cmp(&(b.at, b_id)));
    answers.into_iter().map(|(_, answered)| answered).collect()
}

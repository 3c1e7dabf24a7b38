//! What people said when they were asked, as two tables for a file: an answer a row, and what each question is.
//!
//! With codes, nobody's own words are in them: not an answer in words, and not a question that a community wrote itself.

use std::collections::BTreeSet;

use super::data::Data;
use super::evaluation::held;
use super::tables::{Column, Naming, Table, Value, day, open, personal, slug, text, words};
use crate::domain::evaluation::{Asked, Interviewed, Open, OwnQuestion};
use crate::domain::figures::Records;
use crate::domain::person::Role;
use crate::domain::{Id, order};
use crate::words::Language;
use crate::words::evaluation::{formal, open as in_words};
use crate::words::tables::FIELDS;

const ANSWERS: [Column; 12] = [
    open("person", FIELDS.person),
    open("community", FIELDS.community),
    open("role", FIELDS.role),
    open("wave", FIELDS.wave),
    open("asked_on", FIELDS.asked_on),
    open("alone", FIELDS.answered_alone),
    open("question", FIELDS.question),
    open("source", FIELDS.question_source),
    open("answer", FIELDS.answer),
    words("words", FIELDS.answer_words),
    personal("alias", FIELDS.alias),
    personal("interviewer", FIELDS.interviewer),
];

const QUESTIONS: [Column; 6] = [
    open("question", FIELDS.question),
    open("community", FIELDS.question_community),
    open("role", FIELDS.question_role),
    open("source", FIELDS.question_source),
    open("kind", FIELDS.question_kind),
    open("text", FIELDS.question_text),
];

/// The answers, and the questions they answer. `place` and `code` say how communities and people are called in this file.
pub(super) fn tables(
    data: &Data<'_>,
    language: Language,
    naming: Naming,
    place: impl Fn(usize, &Records) -> Value,
    code: impl Fn(&Id) -> Value,
) -> [Table; 2] {
    let (mut answers, mut questions) = (Vec::new(), of_study(language));
    for (at, records) in data.records.iter().enumerate() {
        let at_person = |one: &Interviewed| records.people.iter().position(|person| person.id == one.person);
        let mut asked: Vec<&Interviewed> = held(data, records).collect();
        order::sort(&mut asked, |a, b| (at_person(a), a.wave).cmp(&(at_person(b), b.wave)));
        for one in asked {
            let alias = records.person(&one.person).filter(|person| !person.nameless).map(|person| &*person.alias);
            for (question, source, answer, said) in rows(one, &records.evaluation.own) {
                answers.push(vec![
                    code(&one.person),
                    place(at, records),
                    slug(&one.role),
                    Value::Text(one.wave.slug()),
                    day(one.said.held.on),
                    yes_no(one.said.held.alone),
                    Value::Text(question),
                    Value::Text(source.to_owned()),
                    Value::Text(answer),
                    text(said),
                    text(alias.unwrap_or_default()),
                    text(&one.said.held.by),
                ]);
            }
        }
        for (number, (_, own)) in records.evaluation.own.iter().enumerate() {
            let [question, source, kind] = [own_code(number), "own".into(), kind(own.open)].map(Value::Text);
            let says = if naming == Naming::Codes { Value::Empty } else { text(&own.words) };
            questions.push(vec![question, place(at, records), slug(&own.role), source, kind, says]);
        }
    }
    [Table::new("answers", &ANSWERS, answers, naming), Table::new("questions", &QUESTIONS, questions, naming)]
}

/// The answers of one interview: the study's questions in their order, the community's own, the open ones, and what a later
/// version may ask. Each with its name in the file, where it comes from, the answer, and the words.
fn rows<'a>(one: &'a Interviewed, own: &[(String, OwnQuestion)]) -> Vec<(String, &'static str, String, &'a str)> {
    let said = &one.said;
    let mut known: Vec<(&str, String, &'static str)> = Vec::new();
    known.extend(Asked::ALL.iter().map(|asked| (asked.slug(), asked.slug().to_owned(), "study")));
    known.extend(own.iter().enumerate().map(|(number, (id, _))| (id.as_str(), own_code(number), "own")));
    known.extend(Open::ALL.iter().map(|open| (open.slug(), open.slug().to_owned(), "study")));
    let names: BTreeSet<&str> = order::set(known.iter().map(|(name, ..)| *name));
    let others = said.answers.keys().chain(said.words.keys()).map(String::as_str).filter(|name| !names.contains(name));
    let others: Vec<&str> = order::set(others).into_iter().collect();
    known.extend(others.into_iter().map(|name| (name, "other".to_owned(), "other")));
    let answered = known.into_iter().filter_map(|(name, question, source)| {
        let words = said.words.get(name).map(String::as_str).unwrap_or_default().trim();
        let answer = match said.answers.get(name).map(slug) {
            Some(Value::Text(answer)) => answer,
            _ if !words.is_empty() => "in_words".to_owned(),
            _ => return None,
        };
        Some((question, source, answer, words))
    });
    answered.collect()
}

/// What the study asks, and the open questions that everybody is asked.
fn of_study(language: Language) -> Vec<Vec<Value>> {
    let row = |name: &str, role: Option<Role>, open: bool, words: &str| {
        let [question, source, kind, words] =
            [name.to_owned(), "study".to_owned(), kind(open), words.to_owned()].map(Value::Text);
        vec![question, Value::Empty, role.as_ref().map_or(Value::Empty, slug), source, kind, words]
    };
    let yes_no = Asked::ALL.into_iter().map(|one| row(one.slug(), Some(one.role()), false, formal(one).get(language)));
    yes_no.chain(Open::ALL.into_iter().map(|one| row(one.slug(), None, true, in_words(one).get(language)))).collect()
}

/// A community's own question, numbered in the order in which they were written.
fn own_code(number: usize) -> String {
    format!("own_{}", number + 1)
}

fn kind(open: bool) -> String {
    if open { "words" } else { "yes_no" }.to_owned()
}

fn yes_no(yes: bool) -> Value {
    Value::Text(if yes { "yes" } else { "no" }.to_owned())
}

#[cfg(test)]
#[path = "told_tests.rs"]
mod tests;

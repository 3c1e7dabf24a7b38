//! What was handed over, received and sent back, from a community's document. The order is that of stamps: who had seen
//! something comes after it, whatever the clocks of the phones say.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::read::owned;
use super::register::Version;
use super::{Document, Stamp};
use crate::domain::fields::Field;
use crate::domain::fields::of_community::{
    ANSWERED, DAYS_FROM, NOT_STARTED, PERIOD_DAYS, RECEIVED, SENT_BACK, STARTED, SUBMISSION,
};
use crate::domain::submission::{Answered, Period, SentBack, Submission, Submissions, USUAL_DAYS};
use crate::domain::{Id, order};

/// Reads what was handed over.
pub fn submissions(document: &Document) -> Submissions {
    let mut stamped: Vec<(&Stamp, String, Submission)> = document
        .all(SUBMISSION)
        .filter_map(|(short, one)| Some((document.stamp_of(&SUBMISSION.at(short))?, short.to_owned(), one)))
        .collect();
    order::sort(&mut stamped, |(a, a_id, _), (b, b_id, _)| (a, a_id).cmp(&(b, b_id)));
    let back = questions(document, &stamped);
    let handed = stamped.into_iter().enumerate().map(|(order, (stamp, short, one))| {
        let from = one.from.or_else(|| first_day(document, stamp, one.period));
        (short, Submission { order, from, ..one })
    });
    let later = document.all(DAYS_FROM).filter_map(|(day, days)| Some((day.parse::<NaiveDate>().ok()?, days)));
    Submissions {
        days: document.get(PERIOD_DAYS).unwrap_or(USUAL_DAYS),
        later: order::map(later),
        starts: order::set(starts(document)),
        handed: order::map(handed),
        received: owned(document.all(RECEIVED)),
        back,
    }
}

/// Every day that was ever written as the start, without those that only a wrong clock wrote.
fn starts(document: &Document) -> impl Iterator<Item = NaiveDate> {
    let written = document.history(STARTED.name());
    let days = written.filter_map(|(_, version)| NaiveDate::deserialize(&version.value).ok());
    days.filter(|day| document.of(NOT_STARTED, &day.to_string()) != Some(true))
}

/// The first day of the period of that number, by the start and the length that held when the stamp was given: so it was
/// counted before submissions said their first day.
fn first_day(document: &Document, stamp: &Stamp, number: u32) -> Option<NaiveDate> {
    let days = held_at(document, PERIOD_DAYS, stamp).unwrap_or(USUAL_DAYS);
    let started = held_at(document, STARTED, stamp).or_else(|| document.get(STARTED))?;
    Some(Period::new(started, days, number)?.from)
}

/// What a field held when a stamp was given.
fn held_at<T: DeserializeOwned + serde::Serialize>(document: &Document, field: Field<T>, stamp: &Stamp) -> Option<T> {
    let before = document.history(field.name()).filter(|(set, _)| *set < stamp);
    before.filter_map(|(_, version)| T::deserialize(&version.value).ok()).last()
}

/// All questions ever, by session, oldest first, each with its answer.
fn questions(document: &Document, handed: &[(&Stamp, String, Submission)]) -> BTreeMap<Id, Vec<SentBack>> {
    let answers: BTreeMap<String, Answered> = owned(document.all(ANSWERED));
    let sessions = document.all(SENT_BACK).filter_map(|(id, _)| Id::parse(id));
    let of = |session: Id| {
        let field = SENT_BACK.at(session.as_str());
        let asked = document.history(&field).filter_map(|(stamp, version)| {
            let asked = SentBack::deserialize(&version.value).ok()?;
            // Before answers were written, handing over again was the answer.
            let again = |(at, _, one): &&(&Stamp, String, Submission)| {
                one.from.is_none() && *at > stamp && one.sessions.contains(&session)
            };
            let again = || {
                let (_, _, one) = handed.iter().find(again)?;
                Some(Answered { at: one.at, by: one.by.clone(), words: String::new() })
            };
            let answer = answers.get(&asked.key(&session)).cloned().or_else(again);
            Some(SentBack { answer, ..asked })
        });
        let asked = asked.collect();
        (session, asked)
    };
    order::map(sessions.map(of))
}

/// The sessions about whose forms something is asked that nobody has answered yet, of those that `me` handed over. Today asks this
/// at each start: it looks at the values as they are stored, and at nothing else.
pub fn asked_of<'a>(document: &'a Document, me: Option<&Id>) -> Vec<&'a str> {
    let named = |value: &Value, session: &str| {
        let all = value.get("sessions").and_then(Value::as_array);
        all.is_some_and(|all| all.iter().any(|id| id.as_str() == Some(session)))
    };
    let under =
        |family: &'static str| document.fields().filter_map(move |name| name.strip_prefix(family)?.strip_prefix('/'));
    let handed = under(SUBMISSION.name()).filter_map(|short| {
        let field = SUBMISSION.at(short);
        Some((document.stamp_of(&field)?, document.value(&field)?))
    });
    let handed: Vec<(&Stamp, &Value)> = handed.collect();
    let waits = |session: &&str| {
        let mine = |(_, one): &(&Stamp, &Value)| {
            one.get("by").and_then(Value::as_str) == me.map(Id::as_str) && named(one, session)
        };
        let open = |(stamp, version): (&Stamp, &Version)| {
            let key: Option<String> = version.value.get("at").map(|at| format!("{session}.{at}"));
            let answered = key.is_none_or(|key| document.value(&ANSWERED.at(&key)).is_some());
            // Before answers were written, handing over again was the answer.
            let again = |(at, one): &(&Stamp, &Value)| *at > stamp && one.get("from").is_none() && named(one, session);
            !answered && !handed.iter().any(again)
        };
        handed.iter().any(mine) && document.history(&SENT_BACK.at(session)).any(open)
    };
    under(SENT_BACK.name()).filter(waits).collect()
}

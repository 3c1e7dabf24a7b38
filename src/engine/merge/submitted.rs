//! What was handed over, received and sent back, from a community's document. The order is that of stamps: who had seen
//! something comes after it, whatever the clocks of the phones say.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::read::owned;
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

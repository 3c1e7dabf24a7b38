//! Recording: confirm, close, amend, cancel, bin.

use crate::domain::fields::{REMOVED, recording};
use crate::domain::record::{Amendment, Closed, Confirmation, FormBox};
use crate::domain::session::{Cancelled, Session};
use crate::domain::{Id, Now};
use crate::merge::Edit;

/// `person` confirms the words as they stand. When the last of the two does, the form closes with these words.
///
/// Nothing happens while the record lacks something, or for somebody who is neither lead nor assistant.
pub fn confirm(session: &Session, person: &Id, now: &Now) -> Vec<Edit> {
    confirms(session, person, None, now)
}

/// The same on the phone of `holder`: the phone of `person` can't be reached. The record keeps that it was so.
pub fn confirm_beside(session: &Session, person: &Id, holder: &Id, now: &Now) -> Vec<Edit> {
    confirms(session, person, Some(holder).filter(|holder| *holder != person), now)
}

fn confirms(session: &Session, person: &Id, holder: Option<&Id>, now: &Now) -> Vec<Edit> {
    let confirmers = session.confirmers();
    if session.record.closed.is_some() || !session.lacks().is_empty() || !confirmers.contains(person) {
        return Vec::new();
    }
    let form = &session.record.form;
    let held = Confirmation { at: now.ms, digest: form.digest(), on_phone_of: holder.cloned() };
    let mut edits = vec![Edit::put(recording::CONFIRMED, person.as_str(), Some(held))];
    let all = confirmers.iter().all(|other| other == person || session.record.confirmed_by(other));
    if all {
        let closed = Closed { at: now.ms, by: confirmers, form: form.clone() };
        edits.push(Edit::set(recording::CLOSED, closed));
    }
    edits
}

/// Closes the form where both confirmed the same words, each on their own phone, without having seen each other do so.
/// Whoever notices first closes it; all write the same.
pub fn close(session: &Session) -> Vec<Edit> {
    let confirmers = session.confirmers();
    let record = &session.record;
    let all = !confirmers.is_empty() && confirmers.iter().all(|person| record.confirmed_by(person));
    if record.closed.is_some() || !all || !session.lacks().is_empty() {
        return Vec::new();
    }
    let at = confirmers.iter().filter_map(|person| record.confirmed.get(person)).map(|held| held.at).max();
    let closed = Closed { at: at.unwrap_or_default(), by: confirmers, form: record.form.clone() };
    vec![Edit::set(recording::CLOSED, closed)]
}

/// Amends a closed form: the old text stays beside it. Empty texts and reasons are refused.
pub fn amend(
    session: &Session,
    id: &str,
    about: FormBox,
    text: &str,
    reason: &str,
    by: Option<&Id>,
    now: &Now,
) -> Vec<Edit> {
    let (text, reason) = (text.trim(), reason.trim());
    if session.record.closed.is_none() || text.is_empty() || reason.is_empty() {
        return Vec::new();
    }
    let amendment = Amendment { about, text: text.to_owned(), reason: reason.to_owned(), by: by.cloned(), at: now.ms };
    vec![Edit::put(recording::AMENDMENT, id, amendment)]
}

/// The session does not take place.
pub fn cancel(reason: &str, now: &Now) -> Edit {
    Edit::set(recording::CANCELLED, Some(Cancelled { at: now.ms, reason: reason.trim().to_owned() }))
}

/// It takes place after all.
pub fn uncancel() -> Edit {
    Edit::set(recording::CANCELLED, None)
}

/// Puts a document into the bin, or takes it out.
pub fn bin(into: bool, now: &Now) -> Edit {
    Edit::set(REMOVED, into.then_some(now.ms))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::fields::{planning, running};
    use crate::domain::record::Worry;
    use crate::domain::session::State;
    use crate::merge::{Clock, Document, read};

    fn person(number: u8) -> Id {
        Id::new(Kind::Person, &[number; 10])
    }

    fn now(ms: i64) -> Now {
        Now { ms, offset_minutes: 0, entropy: [0; 16] }
    }

    fn does(document: &mut Document, edits: Vec<Edit>) -> Session {
        let mut clock = Clock::new("d");
        if let Some(latest) = document.latest() {
            clock.saw(&latest.clone());
        }
        edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, 0, None)));
        read::session(document, &now(0))
    }

    fn held() -> (Document, Session) {
        let mut document = Document::new(Id::new(Kind::Session, &[1; 10]), 1);
        let session = does(
            &mut document,
            vec![
                Edit::set(planning::LEAD, Some(person(1))),
                Edit::set(planning::ASSISTANT, Some(person(2))),
                Edit::write(planning::theme(), "Film"),
                Edit::set(running::STARTED, Some(0)),
                Edit::set(running::ENDED, Some(3_600_000)),
                Edit::set(recording::WORRY, Worry::No),
            ],
        );
        (document, session)
    }

    #[test]
    fn both_confirm_and_the_form_closes() {
        let (mut document, session) = held();
        let session = does(&mut document, confirm(&session, &person(1), &now(5)));
        assert_eq!(session.state(), State::ToConfirm);
        let session = does(&mut document, confirm(&session, &person(2), &now(6)));
        assert_eq!(session.state(), State::Closed);
        assert_eq!(session.record.closed.map(|closed| closed.by), Some(vec![person(1), person(2)]));
    }

    #[test]
    fn who_confirms_beside_the_other_is_kept_as_such() {
        let (mut document, session) = held();
        let session = does(&mut document, confirm_beside(&session, &person(1), &person(1), &now(5)));
        let session = does(&mut document, confirm_beside(&session, &person(2), &person(1), &now(6)));
        assert_eq!(session.state(), State::Closed);
        let phones = session.record.confirmed.values().map(|held| held.on_phone_of.clone());
        assert_eq!(phones.collect::<Vec<_>>(), [None, Some(person(1))]);
        let own = serde_json::to_string(&session.record.confirmed[&person(1)]).expect("json");
        assert!(!own.contains("on_phone_of"), "who confirms on their own phone writes what they always wrote: {own}");
        // What was written before there was such a thing opens.
        let old: Confirmation = serde_json::from_str(r#"{"at":5,"digest":"d"}"#).expect("an old confirmation");
        assert_eq!(old, Confirmation { at: 5, digest: "d".into(), on_phone_of: None });
    }

    #[test]
    fn a_change_after_the_first_confirmation_asks_again() {
        let (mut document, session) = held();
        does(&mut document, confirm(&session, &person(1), &now(5)));
        let session = does(&mut document, vec![Edit::write(recording::happened(), "We laughed.")]);
        let session = does(&mut document, confirm(&session, &person(2), &now(6)));
        assert_eq!(session.state(), State::ToConfirm, "the first has not seen these words");
        let session = does(&mut document, confirm(&session, &person(1), &now(7)));
        assert_eq!(session.state(), State::Closed);
    }

    #[test]
    fn who_is_not_of_the_pair_can_not_confirm() {
        let (_, session) = held();
        assert!(confirm(&session, &person(3), &now(5)).is_empty());
    }

    #[test]
    fn an_amendment_keeps_the_old_text() {
        let (mut document, session) = held();
        assert!(
            amend(&session, "a", FormBox::Theme, "Two films", "a slip", None, &now(1)).is_empty(),
            "not closed yet"
        );
        let session = does(&mut document, confirm(&session, &person(1), &now(5)));
        let session = does(&mut document, confirm(&session, &person(2), &now(6)));
        let edits = amend(&session, "a", FormBox::Theme, "Two films", "a slip", Some(&person(1)), &now(9));
        let session = does(&mut document, edits);
        assert_eq!(session.record.form.theme, "Film");
        let amended = session.record.amended(FormBox::Theme).expect("it is there");
        assert_eq!((amended.text.as_str(), amended.reason.as_str(), amended.at), ("Two films", "a slip", 9));
    }

    #[test]
    fn a_lone_peer_closes_alone() {
        let (mut document, _) = held();
        let session = does(&mut document, vec![Edit::set(planning::ASSISTANT, None)]);
        let session = does(&mut document, confirm(&session, &person(1), &now(5)));
        assert_eq!(session.state(), State::Closed);
    }
}

//! The Emergency Event: opened in one touch, from anywhere.

use relay::Role;

use crate::domain::emergency::{Acknowledged, Opened};
use crate::domain::fields::event;
use crate::domain::follow_up::{Answered, Asked, Reached};
use crate::domain::session::Session;
use crate::domain::{Id, Now};
use crate::merge::{Document, Edit};

/// Opens the form with what is known: now, here.
pub fn open(session: &Session, id: &str, by: Option<&Id>, now: &Now) -> Vec<Edit> {
    let running = session.run.stage.is_some() && session.run.ended.is_none();
    let local = now.local(session.run.ended.unwrap_or(now.ms));
    let date = if running { local.date() } else { session.record.form.date.unwrap_or(local.date()) };
    let mut edits =
        vec![Edit::put(event::OPENED, id, Opened { at: now.ms, by: by.cloned() }), Edit::put(event::DATE, id, date)];
    if running {
        edits.push(Edit::put(event::TIME, id, now.time()));
    }
    if !session.plan.venue.is_empty() {
        edits.push(Edit::put(event::WHERE, id, session.plan.venue.clone()));
    }
    edits
}

/// The community doctor has seen the form; nothing while no name is written.
pub fn acknowledge(id: &str, by: &str, now: &Now) -> Vec<Edit> {
    let by = by.trim().to_owned();
    if by.is_empty() {
        return Vec::new();
    }
    vec![Edit::put(event::ACKNOWLEDGED, id, Some(Acknowledged { at: now.ms, by }))]
}

/// Nothing more is to be done; nothing while no name is written.
pub fn close(id: &str, by: &str, now: &Now) -> Vec<Edit> {
    let by = by.trim().to_owned();
    if by.is_empty() {
        return Vec::new();
    }
    vec![Edit::put(event::CLOSED, id, Some(Acknowledged { at: now.ms, by }))]
}

/// It is not over after all.
pub fn open_again(id: &str) -> Vec<Edit> {
    vec![Edit::put(event::CLOSED, id, None)]
}

/// The doctor asks something, under a fresh short id; nothing without words.
pub fn ask(id: &str, short: &str, words: &str, by: Option<&Id>, now: &Now) -> Vec<Edit> {
    let asked = Asked { event: id.to_owned(), at: now.ms, by: by.cloned(), words: words.trim().to_owned() };
    if asked.words.is_empty() { Vec::new() } else { vec![Edit::put(event::ASKED, short, asked)] }
}

/// The pair answers, under a fresh short id; nothing without words.
pub fn answer(question: &str, short: &str, words: &str, by: Option<&Id>, now: &Now) -> Vec<Edit> {
    let answered = Answered { to: question.to_owned(), at: now.ms, by: by.cloned(), words: words.trim().to_owned() };
    if answered.words.is_empty() { Vec::new() } else { vec![Edit::put(event::ANSWERED, short, answered)] }
}

/// What a shared phone notes by itself of a session's open events: on the phone of who opened it that it has left (`sent`:
/// nothing waits to be handed over), on a doctor's that it is here.
pub fn on_its_way(session: &Session, document: &Document, role: Role, me: &Id, sent: bool, now: &Now) -> Vec<Edit> {
    let mut edits = Vec::new();
    for held in session.events.iter().filter(|event| event.closed.is_none()) {
        let mine = held.opened.as_ref().is_some_and(|opened| opened.by.as_ref() == Some(me));
        if mine && sent && document.of(event::SENT, &held.id).is_none() {
            edits.push(Edit::put(event::SENT, &held.id, now.ms));
        }
        let member = event::reached_by(&held.id, me.as_str());
        if !mine && role == Role::Supervisor && document.of(event::REACHED, &member).is_none() {
            edits.push(Edit::put(event::REACHED, &member, Reached { at: now.ms, by: Some(me.clone()) }));
        }
    }
    edits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::follow_up::Standing;
    use crate::merge::{Clock, follow_up, read};

    #[test]
    fn the_doctor_who_has_seen_it_is_named() {
        let now = Now { ms: 60_000, offset_minutes: 0, entropy: [0; 16] };
        let mut document = Document::new(Id::new(Kind::Session, &[1; 10]), 1);
        let mut clock = Clock::new("d");
        let mut edits = open(&read::session(&document, &now), "e1", None, &now);
        assert!(acknowledge("e1", "  ", &now).is_empty(), "nobody has seen it");
        edits.extend(acknowledge("e1", " Dr Zhou ", &now));
        edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, now.ms, None)));
        let session = read::session(&document, &now);
        let expect = Acknowledged { at: 60_000, by: "Dr Zhou".into() };
        assert_eq!(session.events[0].acknowledged, Some(expect));
        let figures = session.summary().figures.expect("figures");
        assert_eq!(figures.events[0].acknowledged, Some(60_000));
    }
    #[test]
    fn an_event_goes_to_the_doctor_is_asked_about_answered_and_closed() {
        let at = |ms: i64| Now { ms, offset_minutes: 0, entropy: [0; 16] };
        let [lin, zhou] = [1, 2].map(|number| Id::new(Kind::Person, &[number; 10]));
        let mut document = Document::new(Id::new(Kind::Session, &[1; 10]), 1);
        let mut clock = Clock::new("d");
        let mut does = |make: &dyn Fn(&Session, &Document) -> Vec<Edit>, ms: i64| {
            let edits = make(&read::session(&document, &at(ms)), &document);
            edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, ms, None)));
            (follow_up(&document, "e1"), read::session(&document, &at(ms)).summary(), edits.len())
        };
        let (held, line, _) = does(&|session, _| open(session, "e1", Some(&lin), &at(1)), 1);
        assert_eq!((held.standing(), line.has_open_event()), (Standing::Here, true));
        // The phone of who wrote it notes that it has left, once; a doctor's that it is there, once.
        let peer = |sent| {
            move |session: &Session, document: &Document| {
                on_its_way(session, document, Role::Peer, &Id::new(Kind::Person, &[1; 10]), sent, &at(2))
            }
        };
        assert_eq!(does(&peer(false), 2).2, 0, "it still waits");
        let (held, _, many) = does(&peer(true), 2);
        assert_eq!((held.standing(), many), (Standing::Sent(2), 1));
        assert_eq!(does(&peer(true), 2).2, 0);
        let doctor = |session: &Session, document: &Document| {
            on_its_way(session, document, Role::Supervisor, &zhou, true, &at(3))
        };
        let (held, _, many) = does(&doctor, 3);
        assert_eq!((held.standing(), many), (Standing::Reached(Reached { at: 3, by: Some(zhou.clone()) }), 1));
        assert_eq!(does(&doctor, 4).2, 0);
        does(&|_, _| acknowledge("e1", "Dr Zhou", &at(5)), 5);
        assert_eq!(does(&|_, _| ask("e1", "q1", "  ", Some(&zhou), &at(6)), 6).2, 0, "nothing is asked");
        let (held, _, _) = does(&|_, _| ask("e1", "q1", " Was it deep? ", Some(&zhou), &at(6)), 6);
        assert_eq!(held.open_questions().map(|one| one.asked.words.as_str()).collect::<Vec<_>>(), ["Was it deep?"]);
        let (held, _, _) = does(&|_, _| answer("q1", "a1", "No.", Some(&lin), &at(7)), 7);
        assert_eq!((held.open_questions().count(), held.questions[0].answers[0].words.as_str()), (0, "No."));
        let (held, line, _) = does(&|_, _| close("e1", " Dr Zhou ", &at(8)), 8);
        let closed = Acknowledged { at: 8, by: "Dr Zhou".into() };
        assert_eq!((held.standing(), line.has_open_event()), (Standing::Closed(closed), false));
        assert_eq!(line.figures.expect("figures").events[0].closed, Some(8));
        assert!(does(&|_, _| open_again("e1"), 9).1.has_open_event());
    }
}

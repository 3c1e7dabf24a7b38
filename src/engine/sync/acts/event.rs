//! The Emergency Event: opened in one touch, from anywhere.

use crate::domain::emergency::{Acknowledged, Opened};
use crate::domain::fields::event;
use crate::domain::session::Session;
use crate::domain::{Id, Now};
use crate::merge::Edit;

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::merge::{Clock, Document, read};

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
}

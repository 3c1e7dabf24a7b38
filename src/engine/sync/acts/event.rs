//! The Emergency Event: opened in one touch, from anywhere.

use crate::domain::emergency::Opened;
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

//! Bringing in sessions from before the app: closed records that say where they come from.

use chrono::{NaiveTime, TimeZone, Utc};

use super::{community, people};
use crate::domain::community::Venue;
use crate::domain::fields::{of_community, planning, recording, running};
use crate::domain::older::{Bringing, Brought, OlderSession, end};
use crate::domain::record::{Closed, Participant, Process};
use crate::domain::run::{Attendance, Mark};
use crate::domain::{Id, Millis, Now};
use crate::merge::Edit;

/// Everything that a table brings in, by document, what sessions need before them. Two phones that bring in the same table write
/// the same, but for who did it and when.
pub fn bring_in<'a>(
    older: &'a Bringing,
    to: &Id,
    me: Option<&'a Id>,
    now: &'a Now,
) -> impl Iterator<Item = (Id, Vec<Edit>)> + use<'a> {
    let venues =
        older.venues.iter().map(|(id, name)| community::venue(id, &Venue { name: name.clone(), ..Venue::default() }));
    let formats = older.formats.iter().map(|(id, name)| Edit::put(of_community::FORMAT, id, name.clone()));
    let places: Vec<Edit> = venues.chain(formats).collect();
    let new = older.people.iter().map(|(named, role)| (named.id.clone(), people::add(*role, &named.alias)));
    let sessions = older.sessions.iter().map(move |session| (session.id.clone(), one(session, me, now)));
    let places = (!places.is_empty()).then(|| (to.clone(), places));
    places.into_iter().chain(new).chain(sessions)
}

/// One session. What reads as text elsewhere stands in the closed form alone: two phones must not write it twice.
fn one(session: &OlderSession, me: Option<&Id>, now: &Now) -> Vec<Edit> {
    let came = |_| Attendance { mark: Mark::Came, at: None, seemed: None, note: String::new() };
    let participants: Vec<Participant> =
        session.who.iter().map(|named| Participant { person: named.id.clone(), row: came(()) }).collect();
    let ends = session.start.zip(session.minutes).and_then(|(start, minutes)| end(start, minutes));
    let form = Process {
        date: Some(session.date),
        start: session.start,
        end: ends,
        theme: session.theme.clone(),
        formats: session.formats.clone(),
        happened: session.note.clone(),
        worry: session.worry,
        participants: participants.clone(),
        ..Process::default()
    };
    let ended = ended(session, ends, now);
    let mut edits = vec![
        Edit::set(recording::BROUGHT, Some(Brought { at: now.ms, by: me.cloned(), came: session.came })),
        Edit::set(planning::DATE, session.date),
        Edit::set(running::ENDED, Some(ended)),
    ];
    edits.extend(session.start.map(|start| Edit::set(planning::START, start)));
    edits.extend(session.minutes.map(|minutes| Edit::set(planning::MINUTES, minutes)));
    edits.extend(session.category.map(|category| Edit::set(planning::CATEGORY, category)));
    if !session.venue.is_empty() {
        edits.push(Edit::set(planning::VENUE, session.venue.clone()));
    }
    if !session.formats.is_empty() {
        edits.push(Edit::set(planning::FORMATS, session.formats.clone()));
    }
    edits.extend(session.lead.iter().map(|named| Edit::set(planning::LEAD, Some(named.id.clone()))));
    edits.extend(session.assistant.iter().map(|named| Edit::set(planning::ASSISTANT, Some(named.id.clone()))));
    let marks = participants.into_iter().map(|one| Edit::put(running::ATTENDANCE, one.person.as_str(), one.row));
    edits.extend(marks);
    edits.push(Edit::set(recording::CLOSED, Closed { at: ended, by: Vec::new(), form }));
    edits
}

/// When it ended, as far as that is known.
fn ended(session: &OlderSession, ends: Option<NaiveTime>, now: &Now) -> Millis {
    let at = session.date.and_time(ends.or(session.start).unwrap_or_default());
    Utc.from_utc_datetime(&at).timestamp_millis() - i64::from(now.offset_minutes) * 60_000
}

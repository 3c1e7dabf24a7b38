//! Bringing in sessions from before the app: closed records that say where they come from.

use std::ops::Range;

use chrono::{NaiveTime, TimeZone, Utc};

use super::{community, people};
use crate::domain::community::Venue;
use crate::domain::fields::{of_community, planning, recording, running};
use crate::domain::older::{Bringing, Brought, OlderSession, end};
use crate::domain::record::{Closed, Participant, Process};
use crate::domain::run::{Attendance, Mark};
use crate::domain::{Id, Millis, Now};
use crate::merge::Edit;

/// What a table brings in, by document, from one of its documents to another: what sessions need comes before them. Two phones
/// that bring in the same table write the same, but for who did it and when.
pub fn bring_in(
    older: &Bringing,
    documents: Range<usize>,
    to: &Id,
    me: Option<&Id>,
    now: &Now,
) -> Vec<(Id, Vec<Edit>)> {
    let one = |at: usize| {
        let Some(at) = at.checked_sub(usize::from(older.has_places())) else {
            return Some((to.clone(), places(older)));
        };
        if let Some((named, role)) = older.people.get(at) {
            return Some((named.id.clone(), people::add(*role, &named.alias)));
        }
        let session = older.sessions.get(at - older.people.len())?;
        Some((session.id.clone(), self::one(session, me, now)))
    };
    documents.filter_map(one).collect()
}

/// The venues and formats that it names.
fn places(older: &Bringing) -> Vec<Edit> {
    let venue =
        |(id, name): (&String, &String)| community::venue(id, &Venue { name: name.clone(), ..Venue::default() });
    let mut edits: Vec<Edit> = older.venues.iter().map(venue).collect();
    edits.extend(older.formats.iter().map(|(id, name)| Edit::put(of_community::FORMAT, id, name.clone())));
    edits
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

//! The plain rows from which the script counts: what was written down, and nothing that was counted.

use std::fmt::Write;

use serde::Serialize;

use super::super::data::{figures, of_session};
use super::super::*;
use crate::domain::Id;
use crate::domain::age::Age;
use crate::domain::person::Person;
use crate::domain::plan::Format;
use crate::domain::session::SessionSummary;
use crate::domain::supervision::Supervision;

/// The files of a programme: each by its name.
pub(super) type Files = Vec<(&'static str, String)>;

/// The plain rows of a programme.
pub(super) fn of(programme: &[Records]) -> Files {
    let mut communities = "community,started,goal_days,own_formats\n".to_owned();
    let mut sessions =
        "community,session,state,date,minutes,category,venue,formats,worry,lead,assistant,who,who_number,older,ready,\
                        ended,closed,handed_period,handed,received\n"
            .to_owned();
    let mut people =
        "community,person,role,turns,enrolled,born,age_given,sex,education,marital,working,diagnosis,workshops\n"
            .to_owned();
    let mut events = "community,session,kinds,opened,written,seen,closed\n".to_owned();
    let mut supervisions = "community,date,mode,issues,actions\n".to_owned();
    for records in programme {
        let (name, started) = (&records.community.name, records.community.started);
        let own = listed(records.community.formats.iter().map(|(id, name)| format!("{id}={name}")));
        _ = writeln!(communities, "{name},{},{},{own}", or_nothing(started), records.community.interval_days);
        for (number, session) in records.sessions.iter().enumerate() {
            _ = writeln!(sessions, "{name},{number},{}", of_one(records, session).join(","));
            for event in of_session(session).events {
                let kinds = listed(event.kinds.iter().map(slug));
                let times = [event.opened, event.written, event.acknowledged, event.closed].map(or_nothing);
                _ = writeln!(events, "{name},{number},{kinds},{}", times.join(","));
            }
        }
        for person in &records.people {
            _ = writeln!(people, "{name},{},{}", number(records, &person.id), of_person(person).join(","));
        }
        for record in &records.supervisions {
            _ = writeln!(supervisions, "{name},{}", of_supervision(record).join(","));
        }
    }
    vec![
        ("communities.csv", communities),
        ("sessions.csv", sessions),
        ("people.csv", people),
        ("events.csv", events),
        ("supervisions.csv", supervisions),
    ]
}

fn of_one(records: &Records, session: &SessionSummary) -> Vec<String> {
    let figures = of_session(session);
    let person = |id: &Option<Id>| id.as_ref().map_or_else(String::new, |id| number(records, id));
    let format = |format: &Format| match format {
        Format::Own(id) => format!("own={id}"),
        study => slug(study),
    };
    let handed = records.submissions.handed.iter().find(|(_, one)| one.sessions.contains(&session.id));
    let received = handed.and_then(|(id, _)| records.submissions.received.get(id));
    vec![
        slug(&session.state),
        or_nothing(session.date),
        or_nothing(session.minutes),
        session.category.map_or("", |category| category.slug()).to_owned(),
        format!("\"{}\"", session.venue),
        listed(figures.formats.iter().map(format)),
        figures.worry.as_ref().map(slug).unwrap_or_default(),
        person(&session.lead),
        person(&session.assistant),
        listed(session.came.iter().map(|id| number(records, id))),
        or_nothing(figures.came),
        figures.brought.to_string(),
        or_nothing(figures.ready),
        or_nothing(session.ended),
        or_nothing(figures.closed),
        or_nothing(handed.map(|(_, one)| one.period)),
        or_nothing(handed.map(|(_, one)| one.at)),
        or_nothing(received.map(|received| received.at)),
    ]
}

fn of_person(person: &Person) -> Vec<String> {
    let known = figures(person);
    let (born, given) = match known.age {
        Some(Age::Year(year)) => (year.to_string(), String::new()),
        Some(Age::Given(years, on)) => (String::new(), format!("{years} on {on}")),
        None => (String::new(), String::new()),
    };
    vec![
        slug(&person.role),
        listed(known.turns.iter().map(|(kind, on)| format!("{} {on}", slug(kind)))),
        or_nothing(known.enrolled),
        born,
        given,
        slug(&known.sex),
        slug(&known.education),
        slug(&known.marital),
        slug(&known.working),
        slug(&known.diagnosis),
        listed(person.trained.iter().cloned()),
    ]
}

fn of_supervision(record: &Supervision) -> Vec<String> {
    let action = |done: Option<chrono::NaiveDate>| done.map_or("open".to_owned(), |done| format!("done {done}"));
    vec![
        or_nothing(record.date),
        record.mode.as_ref().map(slug).unwrap_or_default(),
        listed(record.tags.iter().map(slug)),
        listed(record.actions.iter().map(|(_, one)| action(one.done))),
    ]
}

/// The number of a person in their community; of somebody who is not there, nothing.
fn number(records: &Records, id: &Id) -> String {
    or_nothing(records.people.iter().position(|person| person.id == *id))
}

fn or_nothing<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn listed(items: impl Iterator<Item = String>) -> String {
    items.collect::<Vec<_>>().join(";")
}

/// The name under which a value is stored.
fn slug<T: Serialize>(value: &T) -> String {
    let json = serde_json::to_value(value).unwrap_or_default();
    json.as_str().unwrap_or_default().to_owned()
}

//! The tables behind the reports, row by row: sessions, participants, people, events, answers, and what each field means. They leave
//! the app as a workbook, as CSV or as JSON. Field names are those of the study's forms, in English in every language.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, NaiveDateTime};
use serde::Serialize;
use serde_json::{Map, json};
use sha2::{Digest, Sha256};

use super::Filter;
use super::data::{Data, figures, of_session};
use super::spreadsheet::lines;
use super::told;
use crate::domain::age::Age;
use crate::domain::figures::Records;
use crate::domain::person::{Person, Role};
use crate::domain::plan::Format;
use crate::domain::presence::TurnKind;
use crate::domain::session::SessionSummary;
use crate::domain::supervision::Supervision;
use crate::domain::{Id, Millis};
use crate::words::tables::FIELDS;
use crate::words::{Language, Phrase};

/// How people and places are called in what leaves the app.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Naming {
    /// By codes that mean something within one file only; nothing that somebody wrote in their own words.
    #[default]
    Codes,
    /// By the same codes, with themes, venues and formats in people's own words.
    Words,
    /// By the aliases that are used here, with all of that.
    Aliases,
}

impl Naming {
    /// All, from the least to the most that a file says.
    pub const ALL: [Naming; 3] = [Naming::Codes, Naming::Words, Naming::Aliases];

    /// Its name in files.
    pub fn slug(self) -> &'static str {
        match self {
            Naming::Codes => "codes",
            Naming::Words => "codes_and_words",
            Naming::Aliases => "aliases",
        }
    }
}

/// What stands in a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Not known.
    Empty,
    /// Words, or the name of an answer.
    Text(String),
    /// A number.
    Number(f64),
    /// A day.
    Date(NaiveDate),
    /// A moment, UTC, to the second.
    Moment(NaiveDateTime),
}

impl Value {
    /// As ISO 8601 and plain numbers; nothing for what is not known.
    pub fn text(&self) -> String {
        match self {
            Value::Empty => String::new(),
            Value::Text(text) => text.clone(),
            Value::Number(number) => number.to_string(),
            Value::Date(day) => day.to_string(),
            Value::Moment(at) => format!("{at:?}Z"),
        }
    }

    fn json(&self) -> serde_json::Value {
        match self {
            Value::Empty => serde_json::Value::Null,
            Value::Number(number) if number.fract() == 0.0 => json!(*number as i64),
            Value::Number(number) => json!(number),
            other => json!(other.text()),
        }
    }
}

/// A field of a table.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Column {
    /// Its name in every language.
    pub name: &'static str,
    /// What it means.
    pub means: Phrase,
    /// From where on it is in a file.
    from: Naming,
}

/// One table. Every row has a value for every column.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// Its name in every language.
    pub name: &'static str,
    /// Its fields.
    pub columns: Vec<Column>,
    /// Its rows.
    pub rows: Vec<Vec<Value>>,
}

impl Table {
    pub(super) fn new(name: &'static str, columns: &[Column], rows: Vec<Vec<Value>>, naming: Naming) -> Table {
        let stays = |column: &Column| column.from <= naming;
        let row = |row: Vec<Value>| {
            row.into_iter().zip(columns).filter(|(_, column)| stays(column)).map(|(value, _)| value).collect()
        };
        let rows = rows.into_iter().map(row).collect();
        Table { name, columns: columns.iter().copied().filter(stays).collect(), rows }
    }

    /// The table as a CSV file, made like a report's.
    pub fn csv(&self) -> String {
        csv(&self.heads(), &self.rows)
    }

    /// The names of its columns.
    pub fn heads(&self) -> Vec<&'static str> {
        self.columns.iter().map(|column| column.name).collect()
    }
}

/// Rows under their heads as a CSV file.
pub fn csv(heads: &[&str], rows: &[Vec<Value>]) -> String {
    let heads = heads.iter().map(|head| Value::Text((*head).to_owned())).collect();
    let cells = |row: &Vec<Value>| row.iter().map(|value| (value.text(), matches!(value, Value::Text(_)))).collect();
    lines(std::iter::once(&heads).chain(rows).map(cells))
}

pub(super) const fn open(name: &'static str, means: Phrase) -> Column {
    Column { name, means, from: Naming::Codes }
}

/// Holds somebody's own words.
pub(super) const fn words(name: &'static str, means: Phrase) -> Column {
    Column { name, means, from: Naming::Words }
}

/// Names somebody.
pub(super) const fn personal(name: &'static str, means: Phrase) -> Column {
    Column { name, means, from: Naming::Aliases }
}

const SESSIONS: [Column; 22] = [
    open("session", FIELDS.session),
    open("community", FIELDS.community),
    open("date", FIELDS.date),
    open("start", FIELDS.start),
    open("minutes", FIELDS.minutes),
    open("state", FIELDS.state),
    open("category", FIELDS.category),
    open("formats", FIELDS.formats),
    words("theme", FIELDS.theme),
    words("venue", FIELDS.venue),
    open("lead", FIELDS.lead),
    open("assistant", FIELDS.assistant),
    open("came", FIELDS.came),
    open("members_came", FIELDS.members_came),
    open("worry", FIELDS.worry),
    open("events", FIELDS.events),
    open("plan_ready", FIELDS.plan_ready),
    open("ended", FIELDS.ended),
    open("record_closed", FIELDS.closed),
    open("source", FIELDS.source),
    personal("lead_alias", FIELDS.alias),
    personal("assistant_alias", FIELDS.alias),
];

const PARTICIPANTS: [Column; 5] = [
    open("session", FIELDS.session),
    open("date", FIELDS.date),
    open("person", FIELDS.person),
    open("role", FIELDS.role),
    personal("alias", FIELDS.alias),
];

const PEOPLE: [Column; 15] = [
    open("person", FIELDS.person),
    open("community", FIELDS.community),
    open("role", FIELDS.role),
    personal("alias", FIELDS.alias),
    open("joined", FIELDS.joined),
    open("left", FIELDS.left),
    open("birth_year", FIELDS.birth_year),
    open("age_given", FIELDS.age_given),
    open("age_given_on", FIELDS.age_on),
    open("sex", FIELDS.sex),
    open("education", FIELDS.education),
    open("marital", FIELDS.marital),
    open("working", FIELDS.working),
    open("diagnosis", FIELDS.diagnosis),
    open("workshops", FIELDS.workshops),
];

const EVENTS: [Column; 6] = [
    open("session", FIELDS.session),
    open("date", FIELDS.date),
    open("kinds", FIELDS.kinds),
    open("opened", FIELDS.opened),
    open("written", FIELDS.written),
    open("acknowledged", FIELDS.acknowledged),
];

const SUPERVISION: [Column; 11] = [
    open("supervision", FIELDS.talk),
    open("community", FIELDS.community),
    open("date", FIELDS.talk_date),
    open("mode", FIELDS.talk_mode),
    open("session", FIELDS.talk_session),
    open("came", FIELDS.came),
    open("issues", FIELDS.talk_issues),
    open("actions_done", FIELDS.talk_done),
    open("actions_open", FIELDS.talk_open),
    words("issues_in_words", FIELDS.talk_words),
    words("advice", FIELDS.talk_advice),
];

const DICTIONARY: [Column; 3] =
    [open("table", FIELDS.table), open("field", FIELDS.field), open("meaning", FIELDS.meaning)];

/// The tables of what the filter chooses: sessions that were held, who came to them, the people who matter for them or belong
/// to the service, events, supervision, what they answered when they were asked, and the dictionary of all fields. Empty where nothing
/// is recorded.
pub fn tables(records: &[Records], filter: &Filter, language: Language, naming: Naming) -> Vec<Table> {
    keyed_tables(records, filter, language, naming, &[])
}

/// The same. Codes stand in an order of their own for each key and naming: neither a list of people nor another file with
/// another key tells whose a code is.
pub fn keyed_tables(
    records: &[Records],
    filter: &Filter,
    language: Language,
    naming: Naming,
    key: &[u8],
) -> Vec<Table> {
    let Some(data) = Data::new(records, filter, language) else { return Vec::new() };
    let chosen: Vec<(usize, &Records)> = data.records.iter().copied().enumerate().collect();
    let people = people(&data, &chosen, naming, key);
    let codes: BTreeMap<&Id, String> =
        crate::domain::order::map(people.iter().enumerate().map(|(at, (_, one))| (&one.id, format!("P{:03}", at + 1))));
    let code = |id: Option<&Id>| id.and_then(|id| codes.get(id)).map_or(Value::Empty, |code| Value::Text(code.clone()));
    let alias = |records: &Records, id: Option<&Id>| {
        let person = id.and_then(|id| records.person(id)).filter(|person| !person.nameless);
        person.map_or(Value::Empty, |person| text(&person.alias))
    };
    let place = |at: usize, records: &Records| match naming {
        Naming::Codes | Naming::Words => Value::Text(format!("C{}", at + 1)),
        Naming::Aliases => text(&records.community.name),
    };
    let (mut sessions, mut participants, mut events) = (Vec::new(), Vec::new(), Vec::new());
    let mut numbers: BTreeMap<&Id, Value> = BTreeMap::new();
    for (at, records) in &chosen {
        // An own format is kept by its short id; a file says what it is called.
        let called = |format: Format| match format {
            Format::Own(id) => Format::Own(records.community.formats.get(&id).cloned().unwrap_or(id)),
            study => study,
        };
        let mut held: Vec<&SessionSummary> = data.held(records).collect();
        crate::domain::order::sort(&mut held, |a, b| (a.date, a.start, &a.id).cmp(&(b.date, b.start, &b.id)));
        for session in held {
            let number = Value::Text(format!("S{:04}", sessions.len() + 1));
            numbers.insert(&session.id, number.clone());
            let kept = of_session(session);
            let role = |id: &Id| records.person(id).map(|person| person.role);
            let members = session.came.iter().filter(|id| role(id) == Some(Role::Member)).count();
            sessions.push(vec![
                number.clone(),
                place(*at, records),
                day(session.date),
                session.start.map_or(Value::Empty, |start| Value::Text(start.to_string().chars().take(5).collect())),
                session.minutes.map_or(Value::Empty, |minutes| Value::Number(minutes.into())),
                slug(&session.state),
                session.category.as_ref().map_or(Value::Empty, slug),
                many(&kept.formats.into_iter().map(called).collect::<Vec<_>>(), naming),
                text(&session.theme),
                text(&session.venue),
                code(session.lead.as_ref()),
                code(session.assistant.as_ref()),
                session.came_count().map_or(Value::Empty, |came| Value::Number(came as f64)),
                // Of an older record without names nobody knows who they were.
                if session.is_brought() && session.came.is_empty() {
                    Value::Empty
                } else {
                    Value::Number(members as f64)
                },
                kept.worry.as_ref().map_or(Value::Empty, slug),
                Value::Number(kept.events.len() as f64),
                moment(kept.ready),
                moment(session.ended.filter(|_| !session.is_brought())),
                moment(kept.closed),
                Value::Text(if session.is_brought() { "older_record" } else { "app" }.to_owned()),
                alias(records, session.lead.as_ref()),
                alias(records, session.assistant.as_ref()),
            ]);
            let mut came: Vec<&Id> = session.came.iter().collect();
            crate::domain::order::sort(&mut came, |a, b| codes.get(a).cmp(&codes.get(b)));
            for id in came {
                let role = role(id).as_ref().map_or(Value::Empty, slug);
                participants.push(vec![
                    number.clone(),
                    day(session.date),
                    code(Some(id)),
                    role,
                    alias(records, Some(id)),
                ]);
            }
            for event in kept.events {
                let times = [event.opened, event.written, event.acknowledged].map(moment);
                let of = [number.clone(), day(session.date), many(&event.kinds, Naming::Aliases)];
                events.push(of.into_iter().chain(times).collect());
            }
        }
    }
    let people = people.into_iter().map(|(at, one)| {
        let first = [code(Some(&one.id)), place(at, data.records[at]), slug(&one.role)];
        let called = if one.nameless { Value::Empty } else { text(&one.alias) };
        first.into_iter().chain([called]).chain(of_person(one)).collect()
    });
    let mut tables = vec![
        Table::new("sessions", &SESSIONS, sessions, naming),
        Table::new("participants", &PARTICIPANTS, participants, naming),
        Table::new("people", &PEOPLE, people.collect(), naming),
        Table::new("events", &EVENTS, events, naming),
        Table::new("supervision", &SUPERVISION, supervision(&data, &chosen, &numbers, &place), naming),
    ];
    tables.extend(told::tables(&data, language, naming, place, |id| code(Some(id))));
    let explained = tables.iter().flat_map(|table| {
        let row = |column: &Column| {
            [table.name, column.name, column.means.get(language)].map(|words| Value::Text(words.to_owned())).to_vec()
        };
        table.columns.iter().map(row)
    });
    let explained = explained.collect();
    tables.push(Table::new("dictionary", &DICTIONARY, explained, naming));
    tables
}

/// The people of the file, in the order of their codes: who belonged to the service within the days that are counted, or had a
/// part in a session that is. All of them where no day and no category is chosen.
fn people<'a>(
    data: &Data<'a>,
    chosen: &[(usize, &'a Records)],
    naming: Naming,
    key: &[u8],
) -> Vec<(usize, &'a Person)> {
    let whole = data.filter.from.is_none() && data.filter.to.is_none() && data.filter.category.is_none();
    let mut found = Vec::new();
    for (at, records) in chosen.iter().copied() {
        let sessions = data.held(records).flat_map(|one| one.came.iter().chain(&one.lead).chain(&one.assistant));
        let part: BTreeSet<&Id> = crate::domain::order::set(sessions);
        let belongs = |person: &&Person| {
            let (known, began) = (figures(person), records.began());
            let gone = known.turns.last().is_some_and(|(kind, on)| *kind == TurnKind::Left && *on < data.from);
            known.joined().or(began).is_none_or(|joined| joined <= data.to) && !gone
        };
        let of_days = |person: &&Person| data.filter.category.is_none() && belongs(person);
        let counts = |person: &&Person| whole || part.contains(&person.id) || of_days(person);
        found.extend(records.people.iter().filter(counts).map(|person| (at, person)));
    }
    let place = |person: &Person| {
        let mut digest = Sha256::new();
        [b"tongban codes".as_slice(), naming.slug().as_bytes(), key, person.id.as_str().as_bytes()].iter().for_each(
            |part| {
                digest.update((part.len() as u64).to_be_bytes());
                digest.update(part);
            },
        );
        <[u8; 32]>::from(digest.finalize())
    };
    crate::domain::order::sort(&mut found, |(a_at, a), (b_at, b)| (a_at, place(a)).cmp(&(b_at, place(b))));
    found
}

/// Supervision records of the days that are counted, oldest first. `numbers`: the codes of the sessions in the file.
fn supervision(
    data: &Data<'_>,
    chosen: &[(usize, &Records)],
    numbers: &BTreeMap<&Id, Value>,
    place: &dyn Fn(usize, &Records) -> Value,
) -> Vec<Vec<Value>> {
    let mut rows = Vec::new();
    for (at, records) in chosen {
        let counts = |talk: &&Supervision| talk.date.is_some_and(|day| (data.from..=data.to).contains(&day));
        let mut talks: Vec<&Supervision> = records.supervisions.iter().filter(counts).collect();
        crate::domain::order::sort(&mut talks, |a, b| (a.date, &a.id).cmp(&(b.date, &b.id)));
        for talk in talks {
            let done = talk.actions.iter().filter(|(_, action)| action.done.is_some()).count();
            let number = |number: usize| Value::Number(number as f64);
            rows.push(vec![
                Value::Text(format!("V{:04}", rows.len() + 1)),
                place(*at, records),
                day(talk.date),
                talk.mode.as_ref().map_or(Value::Empty, slug),
                talk.session.as_ref().and_then(|id| numbers.get(id)).cloned().unwrap_or(Value::Empty),
                number(talk.came.len()),
                text(&talk.tags.iter().map(|tag| tag.slug()).collect::<Vec<_>>().join("; ")),
                number(done),
                number(talk.actions.len() - done),
                text(&talk.issues),
                text(&talk.advice),
            ]);
        }
    }
    rows
}

/// What is known about a person, from the day of joining on.
fn of_person(person: &Person) -> [Value; 11] {
    let known = figures(person);
    let (born, given, on) = match known.age {
        Some(Age::Year(year)) => (Value::Number(year.into()), Value::Empty, Value::Empty),
        Some(Age::Given(years, on)) => (Value::Empty, Value::Number(years.into()), Value::Date(on)),
        None => (Value::Empty, Value::Empty, Value::Empty),
    };
    [
        day(known.joined()),
        day(person.left),
        born,
        given,
        on,
        known.sex.as_ref().map_or(Value::Empty, slug),
        known.education.as_ref().map_or(Value::Empty, slug),
        known.marital.as_ref().map_or(Value::Empty, slug),
        known.working.as_ref().map_or(Value::Empty, slug),
        known.diagnosis.as_ref().map_or(Value::Empty, slug),
        Value::Number(person.trained.len() as f64),
    ]
}

/// Where the schema of the JSON text lies, seen from the app's own address.
pub const SCHEMA: &str = "schema/tongban-tables-2.json";

/// The tables as one JSON text: `{$schema, format, version, names, tables: {NAME: [{FIELD: value}]}}`; days and moments are
/// ISO 8601. Version 2; `public/schema/tongban-tables-2.json` says the same to a validator.
pub fn as_json(tables: &[Table], naming: Naming) -> String {
    let rows = |table: &Table| -> serde_json::Value {
        let row = |row: &Vec<Value>| {
            let fields = table.columns.iter().zip(row).map(|(column, value)| (column.name.to_owned(), value.json()));
            serde_json::Value::Object(fields.collect::<Map<_, _>>())
        };
        table.rows.iter().map(row).collect()
    };
    let all: Map<String, serde_json::Value> = tables.iter().map(|table| (table.name.to_owned(), rows(table))).collect();
    let names = naming.slug();
    json!({ "$schema": SCHEMA, "format": "tongban tables", "version": 2, "names": names, "tables": all }).to_string()
}

pub(super) fn text(words: &str) -> Value {
    if words.is_empty() { Value::Empty } else { Value::Text(words.to_owned()) }
}

pub(super) fn day(day: Option<NaiveDate>) -> Value {
    day.map_or(Value::Empty, Value::Date)
}

fn moment(at: Option<Millis>) -> Value {
    let at = at.and_then(|at| DateTime::from_timestamp(at.div_euclid(1000), 0));
    at.map_or(Value::Empty, |at| Value::Moment(at.naive_utc()))
}

/// The name that an answer is stored by.
pub(super) fn slug<T: Serialize>(answer: &T) -> Value {
    match serde_json::to_value(answer) {
        Ok(serde_json::Value::String(name)) => Value::Text(name),
        _ => Value::Empty,
    }
}

/// Several answers, in one field. An answer in somebody's own words is "own" where only codes may stand.
fn many<T: Serialize>(answers: &[T], naming: Naming) -> Value {
    let name = |answer: &T| match (serde_json::to_value(answer).ok()?, naming) {
        (serde_json::Value::String(name), _) => Some(name),
        (_, Naming::Codes) => Some("own".to_owned()),
        (serde_json::Value::Object(own), Naming::Words | Naming::Aliases) => {
            own.into_iter().next().and_then(|(_, words)| words.as_str().map(str::to_owned))
        }
        _ => None,
    };
    text(&answers.iter().filter_map(name).collect::<Vec<_>>().join("; "))
}

#[cfg(test)]
#[path = "tables_tests.rs"]
mod tests;

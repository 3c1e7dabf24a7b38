//! Small groups in a file of tables: who could be recognised although nobody is named.

use std::collections::{BTreeMap, BTreeSet};

use super::SMALL_GROUP;
use super::tables::{Table, Value};

/// What is said of a person in the table of people, beside codes: those of whom all of it is the same are alike.
const ALIKE: [&str; 13] = [
    "community",
    "role",
    "joined",
    "left",
    "birth_year",
    "age_given",
    "age_given_on",
    "sex",
    "education",
    "marital",
    "working",
    "diagnosis",
    "workshops",
];

/// How the table of who came calls a group member.
const MEMBER: &str = "member";

/// Who was asked together: a group of one role in one community and wave.
const TOGETHER: [&str; 3] = ["community", "role", "wave"];

/// How many stand in small groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Few {
    /// People to whom fewer than five are alike, they themselves counted.
    pub people: usize,
    /// Sessions to which somebody came, and fewer than five; or fewer than five group members.
    pub sessions: usize,
    /// Emergency events of a kind of which there are fewer than five.
    pub events: usize,
    /// Supervision records that fewer than five people share.
    pub talks: usize,
    /// People who were asked, and fewer than five of their role, community and wave with them.
    pub told: usize,
}

impl Few {
    /// Counts them in the tables that go into one file: what is not in it, nobody is told by.
    pub fn of<'a>(tables: impl IntoIterator<Item = &'a Table>) -> Few {
        let (mut few, mut sessions) = (Few::default(), BTreeSet::new());
        for table in tables {
            match table.name {
                "people" => few.people = alike(table),
                "sessions" => sessions.extend(small(table, &["came", "members_came"])),
                "participants" => sessions.extend(listed(table)),
                "events" => few.events = rare(table),
                "supervision" => few.talks = small(table, &["came"]).count(),
                "answers" => few.told = asked(table),
                _ => {}
            }
        }
        few.sessions = sessions.len();
        few
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self == Few::default()
    }
}

/// People to whom fewer than five are alike.
fn alike(people: &Table) -> usize {
    let of: Vec<usize> = ALIKE.iter().filter_map(|name| place(people, name)).collect();
    let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    for row in &people.rows {
        *groups.entry(of.iter().map(|at| row[*at].text()).collect()).or_default() += 1;
    }
    groups.values().filter(|count| **count < SMALL_GROUP).sum()
}

/// The codes of the rows in which one of these counts is small; a row begins with its code.
fn small<'a>(table: &'a Table, counts: &[&str]) -> impl Iterator<Item = String> + use<'a> {
    let of: Vec<usize> = counts.iter().filter_map(|name| place(table, name)).collect();
    let is_small = |value: &Value| matches!(value, Value::Number(came) if *came > 0.0 && *came < SMALL_GROUP as f64);
    let rows = table.rows.iter().filter(move |row| of.iter().any(|at| is_small(&row[*at])));
    rows.filter_map(|row| Some(row.first()?.text()))
}

/// The codes of the sessions of which fewer than five people are listed, or fewer than five group members.
fn listed(participants: &Table) -> Vec<String> {
    let (Some(session), Some(role)) = (place(participants, "session"), place(participants, "role")) else {
        return Vec::new();
    };
    let mut came: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for row in &participants.rows {
        let (all, members) = came.entry(row[session].text()).or_default();
        *all += 1;
        *members += usize::from(row[role].text() == MEMBER);
    }
    let is_small = |count: usize| (1..SMALL_GROUP).contains(&count);
    let few = came.into_iter().filter(|(_, (all, members))| is_small(*all) || is_small(*members));
    few.map(|(session, _)| session).collect()
}

/// Events of a kind of which there are fewer than five. An event may be of several kinds.
fn rare(events: &Table) -> usize {
    let Some(at) = place(events, "kinds") else { return 0 };
    let kinds = |row: &Vec<Value>| row[at].text().split("; ").map(str::to_owned).collect::<Vec<_>>();
    let mut count: BTreeMap<String, usize> = BTreeMap::new();
    events.rows.iter().flat_map(kinds).for_each(|kind| *count.entry(kind).or_default() += 1);
    events.rows.iter().filter(|row| kinds(row).iter().any(|kind| count[kind] < SMALL_GROUP)).count()
}

/// People who were asked in small groups.
fn asked(answers: &Table) -> usize {
    let of: Vec<usize> = TOGETHER.iter().filter_map(|name| place(answers, name)).collect();
    let Some(who) = place(answers, "person") else { return 0 };
    let mut groups: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
    for row in &answers.rows {
        groups.entry(of.iter().map(|at| row[*at].text()).collect()).or_default().insert(row[who].text());
    }
    groups.values().map(BTreeSet::len).filter(|count| *count < SMALL_GROUP).sum()
}

fn place(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.name == name)
}

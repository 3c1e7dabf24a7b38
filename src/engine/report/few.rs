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

/// Who was asked together: a group of one role in one community and wave.
const TOGETHER: [&str; 3] = ["community", "role", "wave"];

/// How many stand in small groups.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Few {
    /// People to whom fewer than five are alike, they themselves counted.
    pub people: usize,
    /// Sessions to which somebody came, and fewer than five; or fewer than five group members.
    pub sessions: usize,
    /// People who were asked, and fewer than five of their role, community and wave with them.
    pub told: usize,
}

impl Few {
    /// Counts them in tables that were made for a file.
    pub fn of(tables: &[Table]) -> Few {
        let mut groups: BTreeMap<Vec<String>, usize> = BTreeMap::new();
        if let Some(people) = tables.iter().find(|table| table.name == "people") {
            let of: Vec<usize> = ALIKE.iter().filter_map(|name| place(people, name)).collect();
            for row in &people.rows {
                *groups.entry(of.iter().map(|at| row[*at].text()).collect()).or_default() += 1;
            }
        }
        let sessions = tables.iter().find(|table| table.name == "sessions");
        let came =
            |table| ["came", "members_came"].into_iter().filter_map(|name| place(table, name)).collect::<Vec<_>>();
        let came = sessions.map(|sessions| (sessions, came(sessions)));
        let few = |row: &&Vec<Value>, at: usize| matches!(row[at], Value::Number(came) if came > 0.0 && came < SMALL_GROUP as f64);
        let mut asked: BTreeMap<Vec<String>, BTreeSet<String>> = BTreeMap::new();
        if let Some(answers) = tables.iter().find(|table| table.name == "answers") {
            let of: Vec<usize> = TOGETHER.iter().filter_map(|name| place(answers, name)).collect();
            let who = place(answers, "person");
            for (row, who) in answers.rows.iter().filter_map(|row| Some((row, who?))) {
                asked.entry(of.iter().map(|at| row[*at].text()).collect()).or_default().insert(row[who].text());
            }
        }
        Few {
            told: asked.values().map(BTreeSet::len).filter(|count| *count < SMALL_GROUP).sum(),
            people: groups.values().filter(|count| **count < SMALL_GROUP).sum(),
            sessions: came.map_or(0, |(sessions, all)| {
                sessions.rows.iter().filter(|row| all.iter().any(|at| few(row, *at))).count()
            }),
        }
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self == Few::default()
    }
}

fn place(table: &Table, name: &str) -> Option<usize> {
    table.columns.iter().position(|column| column.name == name)
}

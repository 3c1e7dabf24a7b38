//! The answers of the sample programme, counted again from the rows of its file.

use std::collections::BTreeMap;

use super::super::tables::{Naming, Table, Value, tables};
use super::super::{Few, Filter};
use super::*;
use crate::domain::Now;
use crate::domain::evaluation::{Answer, Said, Wave};
use crate::sync::acts::programme;

fn sample() -> Vec<Records> {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [7; 16] };
    programme::make(Language::English, &[], &now).records(&now)
}

/// The sample, and a community of it with a question of its own in words, one that is not asked any more, and one of a later version.
fn with_own() -> Vec<Records> {
    let mut records = sample();
    let evaluation = &mut records[0].evaluation;
    let own = |words: &str, open| OwnQuestion { words: words.into(), role: Role::Member, open, at: 1, removed: !open };
    evaluation.own =
        vec![("q-zhou".into(), own("Is Zhou's room warm?", false)), ("q-2".into(), own("And Zhou?", true))];
    let one = evaluation.interviews.iter_mut().find(|one| one.role == Role::Member).expect("a member");
    one.said.answers.insert("q-zhou".into(), Answer::No);
    one.said.words.insert("q-2".into(), "Ask Zhou.".into());
    one.said.answers.insert("of_2030".into(), Answer::Yes);
    records
}

fn made(records: &[Records], naming: Naming) -> Vec<Table> {
    tables(records, &Filter::default(), Language::English, naming)
}

fn of<'a>(tables: &'a [Table], name: &str) -> &'a Table {
    tables.iter().find(|table| table.name == name).expect("the table")
}

/// The fields of a row as text, by column.
fn fields(table: &Table) -> Vec<BTreeMap<&'static str, String>> {
    let row = |row: &Vec<Value>| table.heads().into_iter().zip(row.iter().map(Value::text)).collect();
    table.rows.iter().map(row).collect()
}

#[test]
fn the_studys_counts_come_out_of_the_rows() {
    let tables = made(&sample(), Naming::Codes);
    let rows = fields(of(&tables, "answers"));
    let expect = [
        ("satisfied", 19, 21),
        ("continue", 17, 21),
        ("social", 10, 21),
        ("mood", 12, 21),
        ("wants_to_continue", 14, 15),
        ("sees_social", 6, 15),
        ("own_mood", 5, 15),
        ("quality_of_life", 7, 15),
        ("working_skills", 6, 7),
        ("peer_social", 4, 7),
        ("peer_mood", 5, 7),
    ];
    for (question, yes, assessed) in expect {
        let count = |answers: &[&str]| {
            rows.iter().filter(|row| row["question"] == question && answers.contains(&row["answer"].as_str())).count()
        };
        assert_eq!((count(&["yes"]), count(&["yes", "no"])), (yes, assessed), "{question}");
    }
    assert_eq!(rows.iter().filter(|row| row["question"] == "satisfied").count(), 24, "three were not assessed");
    let questions = fields(of(&tables, "questions"));
    assert_eq!(questions.len(), Asked::ALL.len() + Open::ALL.len());
    assert!(rows.iter().all(|row| questions.iter().any(|known| known["question"] == row["question"])));
    // Each answer stands beside its person in the table of people.
    let people = fields(of(&tables, "people"));
    for row in &rows {
        let person = people.iter().find(|person| person["person"] == row["person"]).expect("the person");
        assert_eq!((&person["role"], &person["community"]), (&row["role"], &row["community"]));
    }
}

#[test]
fn own_questions_and_own_words_are_there_where_they_were_asked_for() {
    let records = with_own();
    let row = |naming, question: &str| {
        let tables = made(&records, naming);
        fields(of(&tables, "answers")).into_iter().find(|row| row["question"] == question).expect("a row")
    };
    assert_eq!(row(Naming::Codes, "own_1")["answer"], "no", "what is not asked any more was answered all the same");
    assert_eq!(row(Naming::Codes, "own_2")["answer"], "in_words");
    assert_eq!(row(Naming::Words, "own_2")["words"], "Ask Zhou.");
    assert_eq!(row(Naming::Codes, "other")["answer"], "yes", "a later version asked it");
    assert_eq!(row(Naming::Aliases, "own_1")["interviewer"], records[0].evaluation.interviews[0].said.held.by);
    let codes = made(&records, Naming::Codes);
    let json = super::super::tables::as_json(&codes, Naming::Codes);
    assert!(
        !json.contains("Zhou") && !json.contains("q-zhou") && !json.contains("of_2030"),
        "no word of anybody's own"
    );
    let told =
        records.iter().flat_map(|records| &records.evaluation.interviews).flat_map(|one| one.said.words.values());
    assert!(told.clone().count() > 5);
    told.for_each(|words| assert!(!json.contains(&format!("\"{words}\"")), "{words}"));
    let worded = made(&records, Naming::Words);
    let texts: Vec<String> = fields(of(&worded, "questions")).into_iter().map(|row| row["text"].clone()).collect();
    assert!(texts.contains(&"Is Zhou's room warm?".to_owned()));
}

#[test]
fn the_days_of_the_filter_hold_for_answers_too() {
    let filter = Filter { from: "2015-01-01".parse().ok(), ..Filter::default() };
    assert_eq!(of(&tables(&sample(), &filter, Language::English, Naming::Codes), "answers").rows.len(), 0);
    let filter = Filter { from: "2014-12-15".parse().ok(), ..Filter::default() };
    assert!(!of(&tables(&sample(), &filter, Language::English, Naming::Codes), "answers").rows.is_empty());
}

#[test]
fn who_answered_among_few_is_counted() {
    let mut records = sample();
    // Two peers of the second community were asked: nobody else of that group was.
    assert_eq!(Few::of(&made(&records, Naming::Codes)).told, 2);
    let person = records[0].people.iter().find(|person| person.role == Role::Peer).expect("a peer").id.clone();
    let said = Said { answers: [("peer_mood".to_owned(), Answer::Yes)].into(), ..Said::default() };
    records[0].evaluation.interviews.push(Interviewed { person, role: Role::Peer, wave: Wave::Year(3), said });
    assert_eq!(Few::of(&made(&records, Naming::Codes)).told, 3, "a wave is a group of its own");
}

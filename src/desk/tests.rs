//! The workbook is read back by a reader that has nothing to do with its writer.

use super::workbook;
use calamine::{Data, Reader, Xlsx, open_workbook_from_rs};
use engine::domain::Now;
use engine::domain::figures::Records;
use engine::report::Filter;
use engine::report::tables::{Naming, Table, Value, tables};
use engine::sync::acts::programme;
use engine::words::Language;
use std::io::Cursor;

fn sample() -> Vec<Records> {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [7; 16] };
    programme::make(Language::Chinese, &[], &now).records(&now)
}

fn read(bytes: Vec<u8>) -> Xlsx<Cursor<Vec<u8>>> {
    open_workbook_from_rs(Cursor::new(bytes)).expect("it is a workbook")
}

/// Holds a sheet against its table, cell by cell.
fn same(book: &mut Xlsx<Cursor<Vec<u8>>>, table: &Table) {
    let sheet = book.worksheet_range(table.name).expect("the sheet is there");
    assert_eq!(sheet.height(), table.rows.len() + 1, "{}", table.name);
    for (at, column) in table.columns.iter().enumerate() {
        assert_eq!(sheet.get_value((0, at as u32)), Some(&Data::String(column.name.into())));
    }
    for (row, values) in (1_u32..).zip(&table.rows) {
        for (at, value) in (0_u32..).zip(values) {
            let cell = sheet.get_value((row, at)).cloned().unwrap_or_default();
            let same = match (value, &cell) {
                (Value::Empty, Data::Empty) => true,
                (Value::Text(text), Data::String(read)) => text == read,
                (Value::Number(number), Data::Float(read)) => number == read,
                (Value::Number(number), Data::Int(read)) => *number == *read as f64,
                (Value::Date(day), Data::DateTime(read)) => read.as_datetime().map(|at| at.date()) == Some(*day),
                (Value::Moment(at), Data::DateTime(read)) => {
                    read.as_datetime().is_some_and(|read| (read - *at).num_milliseconds().abs() <= 1)
                }
                _ => false,
            };
            assert!(same, "{} row {row}, {}: {value:?} became {cell:?}", table.name, table.columns[at as usize].name);
        }
    }
}

#[test]
fn every_cell_of_the_sample_programme_reads_back() {
    for naming in [Naming::Codes, Naming::Aliases] {
        let tables = tables(&sample(), &Filter::default(), Language::Chinese, naming);
        let mut book = read(workbook(&tables).expect("it is written"));
        assert_eq!(
            book.sheet_names(),
            ["sessions", "participants", "people", "events", "supervision", "answers", "questions", "dictionary"]
        );
        tables.iter().for_each(|table| same(&mut book, table));
    }
}

#[test]
fn words_that_look_like_a_formula_stay_words() {
    let mut records = sample();
    records[0].sessions[0].theme = "=HYPERLINK(\"http://example.org\")".into();
    let tables = tables(&records, &Filter::default(), Language::English, Naming::Aliases);
    let mut book = read(workbook(&tables).expect("it is written"));
    same(&mut book, &tables[0]);
    let formulas = book.worksheet_formula("sessions").expect("the sheet is there");
    assert!(formulas.used_cells().next().is_none(), "no formula anywhere");
}

#[test]
fn a_text_that_no_cell_takes_is_cut_and_the_file_opens() {
    let mut records = sample();
    records[0].sessions[0].theme = "长".repeat(40_000);
    let tables = tables(&records, &Filter::default(), Language::Chinese, Naming::Aliases);
    let mut book = read(workbook(&tables).expect("it is written"));
    assert!(book.worksheet_range("sessions").is_ok());
}

#[test]
fn the_studys_answers_are_counted_from_the_sheet() {
    let tables = tables(&sample(), &Filter::default(), Language::English, Naming::Codes);
    let mut book = read(workbook(&tables).expect("it is written"));
    let sheet = book.worksheet_range("answers").expect("the sheet is there");
    let rows: Vec<Vec<String>> = sheet.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect();
    let at = |name: &str| rows[0].iter().position(|head| head == name).expect("the column");
    let (question, answer) = (at("question"), at("answer"));
    let count =
        |asked: &str, said: &str| rows.iter().filter(|row| row[question] == asked && row[answer] == said).count();
    // Fan et al. 2018: 19 of 21 satisfied, 14 of 15 family members, 6 of 7 peers.
    for (asked, yes, no, not) in [("satisfied", 19, 2, 3), ("wants_to_continue", 14, 1, 0), ("working_skills", 6, 1, 0)]
    {
        let said = ["yes", "no", "not_assessed"].map(|said| count(asked, said));
        assert_eq!(said, [yes, no, not], "{asked}");
    }
    assert!(!rows[0].iter().any(|head| ["words", "alias", "interviewer"].contains(&head.as_str())));
}

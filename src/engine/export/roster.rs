//! A list of people as a CSV table: the empty table to fill in, and what a filled one says, row by row.
//!
//! Columns are known by their names in either language and may stand in any order; only the name is needed.

use std::fmt::Debug;

use chrono::NaiveDate;

use crate::domain::about::{Answers, Entry};
use crate::domain::age::Age;
use crate::domain::person::{Person, Role, same_alias};
use crate::words::people::ENROL;
use crate::words::person::{ABOUT, IMPORT, education, marital, sex, working};
use crate::words::screens::PEOPLE;
use crate::words::{Language, Phrase, terms};

/// The longest name.
const LONGEST: usize = 60;

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Alias,
    Role,
    Age,
    Sex,
    Education,
    Marital,
    Working,
    Skills,
    Note,
}

const COLUMNS: [(Column, Phrase); 9] = [
    (Column::Alias, PEOPLE.alias),
    (Column::Role, PEOPLE.role),
    (Column::Age, ENROL.birth_year),
    (Column::Sex, ABOUT.sex),
    (Column::Education, ABOUT.education),
    (Column::Marital, ABOUT.marital),
    (Column::Working, ABOUT.working),
    (Column::Skills, ABOUT.skills),
    (Column::Note, PEOPLE.note),
];

/// What tables that were not made here call the same columns.
const OTHER_NAMES: [(Column, &[&str]); 6] = [
    (Column::Alias, &["alias", "name", "code", "化名", "代号", "姓名", "名字", "昵称"]),
    (Column::Role, &["role", "身份", "角色"]),
    (Column::Age, &["birth year", "year of birth", "born", "year", "age", "出生年份", "出生年", "出生", "年龄"]),
    (Column::Working, &["working", "work", "工作", "有工作"]),
    (Column::Skills, &["skills", "特长"]),
    (Column::Note, &["note", "remark", "备注"]),
];

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The name is empty.
    NoAlias,
    /// The name is too long.
    LongAlias,
    /// Somebody with that name is already here.
    Here(String),
    /// The name stands in the table twice.
    Twice(String),
    /// Neither a year of birth nor an age.
    Age(String),
    /// Not one of the answers of the column.
    Value(Phrase, String),
}

impl Fault {
    /// The reason, in words.
    pub fn say(&self, language: Language) -> String {
        let what = |phrase: Phrase, what: &str| phrase.fill(language, &[("what", what)]);
        match self {
            Fault::NoAlias => IMPORT.empty_alias.get(language).to_owned(),
            Fault::LongAlias => IMPORT.long_alias.get(language).to_owned(),
            Fault::Here(name) => what(IMPORT.here, name),
            Fault::Twice(name) => what(IMPORT.twice, name),
            Fault::Age(age) => what(IMPORT.age, age),
            Fault::Value(column, value) => {
                IMPORT.value.fill(language, &[("column", column.get(language)), ("what", value)])
            }
        }
    }
}

/// What a table says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Roster {
    /// Rows that can be taken in.
    pub good: Vec<Entry>,
    /// Rows that can't, by the number that a spreadsheet shows, each with its reason.
    pub bad: Vec<(u64, Fault)>,
}

/// Why nothing could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotATable {
    /// There is no column for the name.
    NoAliasColumn,
    /// Not a table at all.
    Unreadable,
}

/// The empty table, with a byte order mark so that spreadsheets read it as UTF-8.
pub fn template(language: Language) -> String {
    let names: Vec<String> =
        COLUMNS.iter().map(|(_, name)| format!("\"{}\"", name.get(language).replace('"', "\"\""))).collect();
    format!("\u{feff}{}\r\n", names.join(","))
}

/// Reads a table. `here` are the people who are known already, `today` the day of which ages are taken to be.
///
/// # Errors
/// Nothing in the file looks like such a table.
pub fn read(text: &str, here: &[Person], today: NaiveDate) -> Result<Roster, NotATable> {
    let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
    let head = text.lines().next().unwrap_or_default();
    let separator = [b',', b'\t', b';'].into_iter().max_by_key(|sign| head.bytes().filter(|byte| byte == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let heads = reader.headers().map_err(|_| NotATable::Unreadable)?.clone();
    let columns: Vec<Option<Column>> = heads.iter().map(column).collect();
    if !columns.contains(&Some(Column::Alias)) {
        return Err(if heads.len() > 1 { NotATable::NoAliasColumn } else { NotATable::Unreadable });
    }
    let mut roster = Roster::default();
    // Lines beyond the first one of a row: a cell may hold several.
    let mut more_lines = 0;
    for record in reader.records() {
        let record = record.map_err(|_| NotATable::Unreadable)?;
        // The row that a spreadsheet shows: empty lines count, lines within a cell do not.
        let row = record.position().map_or(0, csv::Position::line) - more_lines;
        more_lines += record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
        if record.iter().all(str::is_empty) {
            continue;
        }
        let cell = |wanted: Column| {
            let at = columns.iter().position(|column| *column == Some(wanted));
            at.and_then(|at| record.get(at)).unwrap_or_default()
        };
        let known = roster.good.iter().map(|entry: &Entry| entry.alias.clone());
        let known: Vec<String> = known.collect();
        match entry(&cell, here, &known, today) {
            Ok(entry) => roster.good.push(entry),
            Err(fault) => roster.bad.push((row, fault)),
        }
    }
    Ok(roster)
}

fn plain(name: &str) -> String {
    name.split_whitespace().collect::<String>().to_lowercase()
}

fn column(head: &str) -> Option<Column> {
    let head = plain(head);
    let named = |phrase: &Phrase| plain(phrase.en) == head || plain(phrase.zh) == head;
    let ours = COLUMNS.iter().find(|(_, phrase)| named(phrase)).map(|(column, _)| *column);
    let others = || OTHER_NAMES.iter().find(|(_, names)| names.iter().any(|name| plain(name) == head));
    ours.or_else(|| others().map(|(column, _)| *column))
}

fn entry<'a>(
    cell: &dyn Fn(Column) -> &'a str,
    here: &[Person],
    known: &[String],
    today: NaiveDate,
) -> Result<Entry, Fault> {
    let alias = cell(Column::Alias);
    match alias.chars().count() {
        0 => return Err(Fault::NoAlias),
        length if length > LONGEST => return Err(Fault::LongAlias),
        _ => {}
    }
    if let Some(person) = same_alias(alias, here.iter()) {
        return Err(Fault::Here(person.alias.clone()));
    }
    if known.iter().any(|other| plain(other) == plain(alias)) {
        return Err(Fault::Twice(alias.to_owned()));
    }
    let age = match cell(Column::Age) {
        "" => None,
        age => Some(Age::parse(age, today).ok_or_else(|| Fault::Age(age.to_owned()))?),
    };
    let roles = [Role::Member, Role::Peer, Role::Caregiver, Role::Guest];
    let roles = roles.map(|role| (role, terms::role(role)));
    Ok(Entry {
        alias: alias.to_owned(),
        role: chosen(cell(Column::Role), PEOPLE.role, &roles)?.unwrap_or(Role::Member),
        age,
        sex: answer(cell(Column::Sex), ABOUT.sex, sex)?,
        education: answer(cell(Column::Education), ABOUT.education, education)?,
        marital: answer(cell(Column::Marital), ABOUT.marital, marital)?,
        working: answer(cell(Column::Working), ABOUT.working, working)?,
        skills: cell(Column::Skills).to_owned(),
        note: cell(Column::Note).to_owned(),
    })
}

fn answer<T: Answers + Debug>(value: &str, column: Phrase, phrase: fn(T) -> Phrase) -> Result<Option<T>, Fault> {
    if let Some(slug) = T::parse(value) {
        return Ok(Some(slug));
    }
    let all: Vec<(T, Phrase)> = T::ALL.iter().map(|answer| (*answer, phrase(*answer))).collect();
    chosen(value, column, &all)
}

fn chosen<T: Copy>(value: &str, column: Phrase, all: &[(T, Phrase)]) -> Result<Option<T>, Fault> {
    if value.is_empty() {
        return Ok(None);
    }
    let wanted = plain(value);
    let is = |phrase: &Phrase| plain(phrase.en) == wanted || plain(phrase.zh) == wanted;
    let found = all.iter().find(|(_, phrase)| is(phrase)).map(|(answer, _)| *answer);
    found.map(Some).ok_or_else(|| Fault::Value(column, value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::about::Sex;
    use crate::domain::{Id, Kind};

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
    }

    fn here() -> Vec<Person> {
        vec![Person::new(Id::new(Kind::Person, &[1; 10]), Role::Member, "阿梅")]
    }

    #[test]
    fn good_rows_are_read_and_bad_rows_are_named() {
        let table = "\u{feff}名字,身份,出生年份,性别,文化程度,婚姻状况,备注\r\n\
            小宋,组员,1980,男,初中,未婚,爱下棋\r\n\
            ,组员,1980,男,,,\r\n\
            阿 梅,,,,,,\r\n\
            大刘,同伴辅导员,,,大专,,\"会做饭,会唱歌\"\r\n\
            小宋,,,,,,\r\n\
            ,,,,,,\r\n\
            老吴,,80年,,,,\r\n\
            娟子,,,女,博士,,\r\n";
        let roster = read(table, &here(), today()).expect("a table");
        let names: Vec<&str> = roster.good.iter().map(|entry| entry.alias.as_str()).collect();
        assert_eq!(names, ["小宋", "大刘"]);
        assert_eq!((roster.good[0].age, roster.good[0].sex), (Some(Age::Year(1980)), Some(Sex::Male)));
        assert_eq!((roster.good[1].role, roster.good[1].note.as_str()), (Role::Peer, "会做饭,会唱歌"));
        let expect = [
            (3, Fault::NoAlias),
            (4, Fault::Here("阿梅".into())),
            (6, Fault::Twice("小宋".into())),
            (8, Fault::Age("80年".into())),
            (9, Fault::Value(ABOUT.education, "博士".into())),
        ];
        assert_eq!(roster.bad, expect);
    }

    #[test]
    fn the_empty_table_reads_back_in_both_languages() {
        for language in Language::ALL {
            let table = template(language) + "M08\r\n";
            let roster = read(&table, &[], today()).expect("our own table");
            assert_eq!((roster.good.len(), roster.bad.len()), (1, 0));
        }
    }

    #[test]
    fn rows_are_counted_as_a_spreadsheet_counts_them() {
        let table = "Name,Note\n\nMei,\"likes chess\nand tea\"\n,nobody\n";
        let roster = read(table, &[], today()).expect("a table");
        assert_eq!((roster.good.len(), roster.bad), (1, vec![(4, Fault::NoAlias)]));
    }

    #[test]
    fn other_separators_and_what_is_no_table() {
        assert_eq!(read("Name;Role\nMei;Peer", &[], today()).expect("a table").good[0].role, Role::Peer);
        assert_eq!(read("Name\tRole\nMei\tPeer", &[], today()).expect("a table").good[0].alias, "Mei");
        assert_eq!(read("Colour,Size\nred,2", &[], today()), Err(NotATable::NoAliasColumn));
        assert_eq!(read("PK\u{3}\u{4}", &[], today()), Err(NotATable::Unreadable));
        assert_eq!(read("", &[], today()), Err(NotATable::Unreadable));
    }
}

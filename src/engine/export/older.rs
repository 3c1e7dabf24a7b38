//! Sessions from before the app as a CSV table: the empty table to fill in, and what a filled one says, row by row.
//!
//! Columns are known by their names in either language, or by the field names of the tables for evaluation, and may stand in
//! any order; the day is needed, and a theme or a category. The same row always becomes the same session.

use std::collections::BTreeMap;
use std::io::Cursor;

use chrono::{NaiveDate, NaiveTime};

use super::older_cells::{category, counted, day, is_called, several, short_enough, slug, time, worry};
use crate::domain::community::Community;
use crate::domain::older::{Bringing, Named, OlderSession, end, id_of, plain, short_of};
use crate::domain::person::{Person, Role, same_alias};
use crate::domain::plan::Format;
use crate::domain::session::SessionSummary;
use crate::domain::{Id, Kind, order};
use crate::words::files::{OLDER, OLDER_COLUMNS};
use crate::words::{Language, Phrase, terms};

/// The longest name of a person or place, the longest theme, the longest note.
const LONGEST: [usize; 3] = [60, 200, 5000];
/// Minutes that a session may last, and people who may come.
const MOST: [u32; 2] = [720, 999];

/// A column of the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Date,
    Start,
    Minutes,
    Category,
    Theme,
    Venue,
    Formats,
    Lead,
    Assistant,
    Came,
    Who,
    Worry,
    Note,
}

/// Each with its name in both languages, and what the tables for evaluation and other tables call it.
const COLUMNS: [(Column, Phrase, &[&str]); 13] = [
    (Column::Date, OLDER_COLUMNS.date, &["date", "day", "活动日期"]),
    (Column::Start, OLDER_COLUMNS.start, &["start", "time", "时间", "开始"]),
    (Column::Minutes, OLDER_COLUMNS.minutes, &["minutes", "length", "duration", "时长", "分钟"]),
    (Column::Category, OLDER_COLUMNS.category, &["category", "类型"]),
    (Column::Theme, OLDER_COLUMNS.theme, &["theme", "topic", "活动主题", "题目"]),
    (Column::Venue, OLDER_COLUMNS.venue, &["venue", "place", "活动地点", "场地"]),
    (Column::Formats, OLDER_COLUMNS.formats, &["formats", "format", "活动形式"]),
    (Column::Lead, OLDER_COLUMNS.lead, &["lead_alias", "lead", "主持人", "带领人"]),
    (Column::Assistant, OLDER_COLUMNS.assistant, &["assistant_alias", "assistant", "协助人"]),
    (Column::Came, OLDER_COLUMNS.came, &["came", "participants", "人数", "参加人数"]),
    (Column::Who, OLDER_COLUMNS.who, &["who", "names", "参加人员", "名单"]),
    (Column::Worry, OLDER_COLUMNS.worry, &["worry", "event", "突发事件"]),
    (Column::Note, OLDER_COLUMNS.note, &["note", "remark", "说明"]),
];

/// Why a row is not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// No day that can be read.
    Day(String),
    /// The day is still to come.
    ToCome(String),
    /// No time of day.
    Time(String),
    /// No number, or one that is far too large.
    Number(Phrase, String),
    /// It would end on the next day.
    Midnight,
    /// Neither theme nor category.
    NoTheme,
    /// Not one of the answers of the column.
    Value(Phrase, String),
    /// The words of a cell are too long.
    Long(Phrase),
    /// More people are named than came.
    Fewer(usize, u32),
    /// The lead assists too.
    OneTwice(String),
    /// The same session stands in the table twice.
    Twice(u64),
    /// Somebody is not known here, and nobody is to be added.
    Unknown(String),
}

impl Fault {
    /// The reason, and what to do, in words.
    pub fn say(&self, language: Language) -> String {
        let what = |phrase: Phrase, what: &str| phrase.fill(language, &[("what", what)]);
        match self {
            Fault::Day(cell) if cell.is_empty() => OLDER.no_day.get(language).to_owned(),
            Fault::Day(cell) => what(OLDER.day, cell),
            Fault::ToCome(cell) => what(OLDER.to_come, cell),
            Fault::Time(cell) => what(OLDER.time, cell),
            Fault::Number(column, cell) => {
                OLDER.number.fill(language, &[("column", column.get(language)), ("what", cell)])
            }
            Fault::Midnight => OLDER.midnight.get(language).to_owned(),
            Fault::NoTheme => OLDER.no_theme.get(language).to_owned(),
            Fault::Value(column, cell) => {
                OLDER.value.fill(language, &[("column", column.get(language)), ("what", cell)])
            }
            Fault::Long(column) => OLDER.long.fill(language, &[("column", column.get(language))]),
            Fault::Fewer(names, came) => {
                OLDER.fewer.fill(language, &[("n", &names.to_string()), ("came", &came.to_string())])
            }
            Fault::OneTwice(name) => what(OLDER.one_twice, name),
            Fault::Twice(row) => what(OLDER.twice, &row.to_string()),
            Fault::Unknown(name) => what(OLDER.unknown, name),
        }
    }
}

/// What is here already.
pub struct Here<'a> {
    /// The community.
    pub community: &'a Community,
    /// Its people.
    pub people: &'a [Person],
    /// Its sessions.
    pub sessions: &'a [SessionSummary],
    /// Whether a document is known, be it in the bin.
    pub known: &'a dyn Fn(&Id) -> bool,
    /// Whoever is not known is to be added.
    pub adds: bool,
    /// Today.
    pub today: NaiveDate,
}

/// What a table says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Older {
    /// What can be brought in.
    pub good: Bringing,
    /// Rows that can't, by the number that a spreadsheet shows, each with its reason.
    pub bad: Vec<(u64, Fault)>,
    /// Rows of sessions that are here already.
    pub here: usize,
}

/// Why nothing could be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotATable {
    /// There is no column for the day.
    NoDayColumn,
    /// Not a table at all.
    Unreadable,
}

/// The empty table, with a byte order mark so that spreadsheets read it as UTF-8.
pub fn template(language: Language) -> String {
    let quoted = |name: &str| format!("\"{}\"", name.replace('"', "\"\""));
    let names: Vec<String> = COLUMNS.iter().map(|(_, name, _)| quoted(name.get(language))).collect();
    format!("\u{feff}{}\r\n", names.join(","))
}

/// Reads a table in one go.
///
/// # Errors
/// Nothing in the file looks like such a table.
pub fn read(text: &str, here: &Here<'_>) -> Result<Older, NotATable> {
    let mut reads = Reads::begin(text)?;
    while reads.step(here, usize::MAX)? {}
    Ok(reads.end())
}

/// A table being read, some rows at a time.
pub struct Reads {
    records: csv::StringRecordsIntoIter<Cursor<Vec<u8>>>,
    /// Where each column stands.
    places: BTreeMap<usize, Option<usize>>,
    /// Lines beyond the first one of a row: a cell may hold several.
    more_lines: u64,
    found: Found,
}

/// What was found so far.
#[derive(Default)]
struct Found {
    older: Older,
    /// The rows of the sessions so far.
    rows: BTreeMap<Id, u64>,
    /// Who is who, by plain alias.
    names: BTreeMap<String, (Named, bool)>,
}

impl Reads {
    /// Begins with the heads.
    ///
    /// # Errors
    /// Nothing in the file looks like such a table.
    pub fn begin(text: &str) -> Result<Reads, NotATable> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n");
        let head = text.lines().next().unwrap_or_default();
        let count = |sign: u8| head.bytes().filter(|byte| *byte == sign).count();
        let separator = [b',', b'\t', b';'].into_iter().max_by_key(|sign| count(*sign));
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(separator.unwrap_or(b','))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(Cursor::new(text.into_bytes()));
        let heads = reader.headers().map_err(|_| NotATable::Unreadable)?.clone();
        let place = |wanted: Column| {
            let (_, name, others) = COLUMNS.iter().find(|(column, _, _)| *column == wanted)?;
            // The first of its names that the table has: an alias goes before a code.
            let names = others.iter().copied().chain([name.en, name.zh]);
            names.into_iter().find_map(|name| heads.iter().position(|head| plain(head) == plain(name)))
        };
        let places = order::map(COLUMNS.iter().map(|(column, _, _)| (*column as usize, place(*column))));
        if places[&(Column::Date as usize)].is_none() {
            return Err(if heads.len() > 1 { NotATable::NoDayColumn } else { NotATable::Unreadable });
        }
        Ok(Reads { records: reader.into_records(), places, more_lines: 0, found: Found::default() })
    }

    /// Reads so many rows more, against what is `here`; tells whether there may be others.
    ///
    /// # Errors
    /// It goes on as no table does.
    pub fn step(&mut self, here: &Here<'_>, rows: usize) -> Result<bool, NotATable> {
        for _ in 0..rows {
            let Some(record) = self.records.next() else { return Ok(false) };
            let record = record.map_err(|_| NotATable::Unreadable)?;
            let row = record.position().map_or(0, csv::Position::line) - self.more_lines;
            self.more_lines += record.iter().map(|cell| cell.matches('\n').count() as u64).sum::<u64>();
            if record.iter().all(str::is_empty) {
                continue;
            }
            let cell = |column: Column| {
                self.places[&(column as usize)].and_then(|at| record.get(at)).map(unmarked).unwrap_or_default()
            };
            Reading { here, found: &mut self.found }.row(row, &cell);
        }
        Ok(true)
    }

    /// What it says.
    pub fn end(self) -> Older {
        self.found.older
    }
}

/// Signs with which a formula may begin, as a report's file marks them.
const FORMULA: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A cell without the mark that keeps a spreadsheet from taking words for a formula.
fn unmarked(cell: &str) -> &str {
    let rest = cell.strip_prefix('\'').filter(|rest| rest.trim_start().starts_with(FORMULA));
    rest.unwrap_or(cell)
}

/// A row being read.
struct Reading<'a> {
    here: &'a Here<'a>,
    found: &'a mut Found,
}

impl Reading<'_> {
    fn row<'a>(&mut self, row: u64, cell: &dyn Fn(Column) -> &'a str) {
        let session = match self.session(cell) {
            Ok(session) => session,
            Err(fault) => return self.found.older.bad.push((row, fault)),
        };
        if let Some(before) = self.found.rows.get(&session.id) {
            return self.found.older.bad.push((row, Fault::Twice(*before)));
        }
        self.found.rows.insert(session.id.clone(), row);
        if self.is_here(&session) {
            self.found.older.here += 1;
            return;
        }
        let unknown =
            |named: &&(&Named, Role)| self.found.names.get(&plain(&named.0.alias)).is_some_and(|(_, known)| !known);
        let new: Vec<(Named, Role)> =
            session.named().filter(|named| unknown(&named)).map(|(named, role)| (named.clone(), role)).collect();
        if let Some((named, _)) = new.first().filter(|_| !self.here.adds) {
            return self.found.older.bad.push((row, Fault::Unknown(named.alias.clone())));
        }
        for (named, role) in new {
            match self.found.older.good.people.iter_mut().find(|(known, _)| known.id == named.id) {
                // Who leads once is a peer, wherever they are named first.
                Some((_, known)) if role == Role::Peer => *known = role,
                Some(_) => {}
                None => self.found.older.good.people.push((named, role)),
            }
        }
        let community = self.here.community;
        if !session.venue.is_empty()
            && !community.venues.values().any(|venue| plain(&venue.name) == plain(&session.venue))
        {
            self.found
                .older
                .good
                .venues
                .insert(short_of(&community.id, "venue", &session.venue), session.venue.clone());
        }
        for format in several(cell(Column::Formats)) {
            if let Some(Format::Own(id)) = self.format(format).filter(|_| self.study_format(format).is_none())
                && !community.formats.contains_key(&id)
            {
                self.found.older.good.formats.insert(id, format.to_owned());
            }
        }
        self.found.older.good.sessions.push(session);
    }

    fn is_here(&self, session: &OlderSession) -> bool {
        let unnamed = is_unnamed(session.start, &session.theme);
        // As it was called before a category told two of one day apart.
        let before = unnamed.then(|| self.id(session.date, None, "", &[]));
        let lead = session.lead.as_ref().map(|lead| &lead.id);
        let alike = |other: &SessionSummary| {
            plain(&other.venue) == plain(&session.venue) && other.lead.as_ref() == lead
                || Some(&other.id) == before.as_ref()
        };
        let same = |other: &SessionSummary| {
            other.date == Some(session.date)
                && other.start == session.start
                && plain(&other.theme) == plain(&session.theme)
                && (!unnamed || other.category == session.category && alike(other))
        };
        (self.here.known)(&session.id) || self.here.sessions.iter().any(same)
    }

    /// The same row is the same document on every phone. `apart` is what else tells two of one day from each other.
    fn id(&self, date: NaiveDate, start: Option<NaiveTime>, theme: &str, apart: &[&str]) -> Id {
        let begins = start.map(|start| start.to_string()).unwrap_or_default();
        let names = [date.to_string(), begins];
        let names: Vec<&str> = names.iter().map(String::as_str).chain([theme]).chain(apart.iter().copied()).collect();
        id_of(Kind::Session, &self.here.community.id, &names)
    }

    fn session<'a>(&mut self, cell: &dyn Fn(Column) -> &'a str) -> Result<OlderSession, Fault> {
        let date = day(cell(Column::Date)).ok_or_else(|| Fault::Day(cell(Column::Date).to_owned()))?;
        if date > self.here.today {
            return Err(Fault::ToCome(cell(Column::Date).to_owned()));
        }
        let start = match cell(Column::Start) {
            "" => None,
            start => Some(time(start).ok_or_else(|| Fault::Time(start.to_owned()))?),
        };
        let minutes = counted(cell(Column::Minutes), OLDER_COLUMNS.minutes, MOST[0])?;
        if let Some((start, minutes)) = start.zip(minutes)
            && end(start, minutes).is_none()
        {
            return Err(Fault::Midnight);
        }
        let category = match cell(Column::Category) {
            "" => None,
            name => Some(category(name).ok_or_else(|| Fault::Value(OLDER_COLUMNS.category, name.to_owned()))?),
        };
        let theme = short_enough(cell(Column::Theme), OLDER_COLUMNS.theme, LONGEST[1])?;
        if theme.is_empty() && category.is_none() {
            return Err(Fault::NoTheme);
        }
        let worry = match cell(Column::Worry) {
            "" => None,
            answer => Some(worry(answer).ok_or_else(|| Fault::Value(OLDER_COLUMNS.worry, answer.to_owned()))?),
        };
        let venue = short_enough(cell(Column::Venue), OLDER_COLUMNS.venue, LONGEST[0])?;
        let venues = self.here.community.venues.values();
        let venue =
            venues.map(|known| &known.name).find(|known| plain(known) == plain(venue)).map_or(venue, |known| known);
        let mut formats = Vec::new();
        for name in several(cell(Column::Formats)) {
            let name = short_enough(name, OLDER_COLUMNS.formats, LONGEST[0])?;
            formats.extend(self.format(name).filter(|format| !formats.contains(format)));
        }
        let lead = self.named(cell(Column::Lead), OLDER_COLUMNS.lead)?;
        let assistant = self.named(cell(Column::Assistant), OLDER_COLUMNS.assistant)?;
        if let Some(lead) = lead.as_ref().filter(|lead| assistant.as_ref().is_some_and(|other| other.id == lead.id)) {
            return Err(Fault::OneTwice(lead.alias.clone()));
        }
        let mut who: Vec<Named> = Vec::new();
        for name in several(cell(Column::Who)) {
            let named = self.named(name, OLDER_COLUMNS.who)?;
            who.extend(named.filter(|named| who.iter().all(|other| other.id != named.id)));
        }
        order::sort(&mut who, |a, b| a.id.cmp(&b.id));
        let came = counted(cell(Column::Came), OLDER_COLUMNS.came, MOST[1])?;
        if let Some(came) = came.filter(|came| (*came as usize) < who.len()) {
            return Err(Fault::Fewer(who.len(), came));
        }
        let note = short_enough(cell(Column::Note), OLDER_COLUMNS.note, LONGEST[2])?.to_owned();
        // Without a name and a time, what it was about, where and by whom tell two of one day apart.
        let number = category.map(|category| category.number().to_string()).unwrap_or_default();
        let by = lead.as_ref().map(|lead| plain(&lead.alias)).unwrap_or_default();
        let place = plain(venue);
        let apart = [number.as_str(), place.as_str(), by.as_str()];
        let id = self.id(date, start, theme, if is_unnamed(start, theme) { &apart } else { &[] });
        let (theme, venue) = (theme.to_owned(), venue.to_owned());
        Ok(OlderSession {
            id,
            date,
            start,
            minutes,
            category,
            theme,
            venue,
            formats,
            lead,
            assistant,
            came,
            who,
            worry,
            note,
        })
    }

    /// Who that is: somebody of that alias here, or somebody new.
    fn named(&mut self, alias: &str, column: Phrase) -> Result<Option<Named>, Fault> {
        let alias = short_enough(alias, column, LONGEST[0])?;
        if alias.is_empty() {
            return Ok(None);
        }
        let here = self.here;
        let (named, _) =
            self.found.names.entry(plain(alias)).or_insert_with(|| match same_alias(alias, here.people.iter()) {
                Some(person) => (Named { id: person.id.clone(), alias: person.alias.clone() }, true),
                None => {
                    let id = id_of(Kind::Person, &here.community.id, &[alias]);
                    // Brought in once, and called otherwise since.
                    let known = (here.known)(&id);
                    (Named { id, alias: alias.to_owned() }, known)
                }
            });
        Ok(Some(named.clone()))
    }

    fn study_format(&self, name: &str) -> Option<Format> {
        let is = |format: &Format| terms::format(format).is_some_and(|phrase| is_called(phrase, name));
        Format::STUDY.iter().find(|format| is(format)).cloned().or_else(|| slug(name))
    }

    /// One of the study's formats, one of the community's, or a new one.
    fn format(&self, name: &str) -> Option<Format> {
        let community = self.here.community;
        let own = community.formats.iter().find(|(_, own)| plain(own) == plain(name)).map(|(id, _)| id.clone());
        let new = || Format::Own(own.unwrap_or_else(|| short_of(&community.id, "format", name)));
        Some(self.study_format(name).unwrap_or_else(new))
    }
}

/// Whether neither a theme nor a start names it among the sessions of its day.
fn is_unnamed(start: Option<NaiveTime>, theme: &str) -> bool {
    start.is_none() && theme.is_empty()
}

#[cfg(test)]
#[path = "older_tests.rs"]
mod tests;

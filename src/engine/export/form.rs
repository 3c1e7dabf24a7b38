//! A form as rows, and as text.

use crate::domain::community::Community;
use crate::domain::plan::Format;
use crate::domain::session::Session;
use crate::domain::{Id, Millis, Now};
use crate::words::files::OLDER;
use crate::words::{Language, Phrase, terms};
use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use serde_json::{Value, json};

/// One row of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A label with a short value beside it.
    Line {
        /// The box's name.
        label: String,
        /// What is written; empty on a blank form.
        value: String,
    },
    /// A label with room to write below it.
    Block {
        /// The box's name.
        label: String,
        /// What is written.
        value: String,
        /// Writing lines on a blank form.
        lines: u8,
    },
    /// A table; on a blank form its cells are empty.
    Table {
        /// Column heads.
        heads: Vec<String>,
        /// Rows of cells, as many as heads.
        rows: Vec<Vec<String>>,
    },
}

/// A form laid out in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    /// The form's formal name.
    pub title: String,
    /// The community's name.
    pub community: String,
    /// Its rows.
    pub rows: Vec<Row>,
}

impl Form {
    /// The form as plain text, to be pasted into a message.
    pub fn text(&self, language: Language) -> String {
        let mark = match language {
            Language::Chinese => "：",
            Language::English => ": ",
        };
        let mut text = format!("{}\n{}\n", self.title, self.community);
        for row in &self.rows {
            match row {
                Row::Line { label, value } | Row::Block { label, value, .. } => {
                    let break_line = if value.contains('\n') { "\n" } else { "" };
                    text.push_str(&format!("{label}{mark}{break_line}{value}\n"));
                }
                Row::Table { heads, rows } => {
                    text.push_str(&format!("{}\n", heads.join(" | ")));
                    for cells in rows {
                        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('\n', " / ")).collect();
                        text.push_str(&format!("{}\n", cells.join(" | ")));
                    }
                }
            }
        }
        text
    }

    /// The form as plain values, `[title, community, rows]`: to be handed over, since every type that is read from JSON weighs some
    /// kilobytes. A line is `[label, value]`, a block `[label, value, lines]`, a table `[heads, rows]`.
    pub fn value(&self) -> Value {
        let row = |row: &Row| match row {
            Row::Line { label, value } => json!([label, value]),
            Row::Block { label, value, lines } => json!([label, value, lines]),
            Row::Table { heads, rows } => json!([heads, rows]),
        };
        json!([self.title, self.community, self.rows.iter().map(row).collect::<Value>()])
    }

    /// Reads it back; `None` where it is no form.
    pub fn read(value: &Value) -> Option<Form> {
        let word = |value: &Value| value.as_str().map(str::to_owned);
        let words = |value: &Value| value.as_array()?.iter().map(word).collect::<Option<Vec<_>>>();
        let row = |row: &Value| {
            if row[0].is_array() {
                let rows = row[1].as_array()?.iter().map(words).collect::<Option<_>>()?;
                return Some(Row::Table { heads: words(&row[0])?, rows });
            }
            let (label, value) = (word(&row[0])?, word(&row[1])?);
            Some(match row[2].as_u64() {
                Some(lines) => Row::Block { label, value, lines: lines.try_into().ok()? },
                None => Row::Line { label, value },
            })
        };
        let rows = value[2].as_array()?.iter().map(row).collect::<Option<_>>()?;
        Some(Form { title: word(&value[0])?, community: word(&value[1])?, rows })
    }
}

/// What a form needs beside the session: the language, the community, people's aliases, the time offset.
pub struct Setting<'a> {
    /// The form's own language.
    pub language: Language,
    /// The community.
    pub community: &'a Community,
    /// A person's alias.
    pub alias: &'a dyn Fn(&Id) -> String,
    /// For local times.
    pub now: Now,
}

impl Setting<'_> {
    pub(super) fn say(&self, phrase: Phrase) -> String {
        phrase.get(self.language).to_owned()
    }

    pub(super) fn line(&self, label: Phrase, value: impl Into<String>) -> Row {
        Row::Line { label: self.say(label), value: value.into() }
    }

    pub(super) fn block(&self, label: Phrase, value: impl Into<String>, lines: u8) -> Row {
        Row::Block { label: self.say(label), value: value.into(), lines }
    }

    pub(super) fn form(&self, title: Phrase, rows: Vec<Row>) -> Form {
        Form { title: self.say(title), community: self.community.name.clone(), rows }
    }

    pub(super) fn name(&self, person: Option<&Id>) -> String {
        person.map(|person| (self.alias)(person)).unwrap_or_default()
    }

    pub(super) fn names(&self, people: &[Id]) -> String {
        self.list(people.iter().map(|person| (self.alias)(person)))
    }

    pub(super) fn list(&self, items: impl Iterator<Item = String>) -> String {
        let between = match self.language {
            Language::Chinese => "、",
            Language::English => ", ",
        };
        items.filter(|item| !item.is_empty()).collect::<Vec<_>>().join(between)
    }

    /// `2026年11月24日`, `24 November 2026`: the same on every device, so that a paper form never depends on one.
    pub(super) fn date(&self, date: Option<NaiveDate>) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        date.map_or_else(String::new, |date| match self.language {
            Language::Chinese => format!("{}年{}月{}日", date.year(), date.month(), date.day()),
            Language::English => format!("{} {} {}", date.day(), MONTHS[date.month0() as usize], date.year()),
        })
    }

    pub(super) fn time(&self, time: Option<NaiveTime>) -> String {
        time.map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).unwrap_or_default()
    }

    /// A local date and time.
    pub(super) fn moment(&self, ms: Millis) -> String {
        let local = self.now.local(ms);
        format!("{} {}", self.date(Some(local.date())), self.time(Some(local.time())))
    }

    /// Where a record comes from that was not written with the app.
    pub fn source(&self, session: &Session) -> Option<Row> {
        let brought = session.record.brought.as_ref()?;
        let (who, when) = (self.name(brought.by.as_ref()), self.moment(brought.at));
        let words = if who.is_empty() { OLDER.brought } else { OLDER.brought_by };
        Some(self.line(OLDER.from_older, words.fill(self.language, &[("who", &who), ("when", &when)])))
    }

    pub(super) fn formats(&self, formats: &[Format]) -> String {
        self.list(formats.iter().map(|format| match (terms::format(format), format) {
            (Some(name), _) => self.say(name),
            (None, Format::Own(id)) => self.community.formats.get(id).cloned().unwrap_or_default(),
            (None, _) => String::new(),
        }))
    }
}

/// An empty table of `rows` rows.
pub(super) fn blank_rows(rows: usize, columns: usize) -> Vec<Vec<String>> {
    vec![vec![String::new(); columns]; rows]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_comes_over_as_it_was() {
        let rows = vec![
            Row::Line { label: "日期".into(), value: String::new() },
            Row::Block { label: "What happened".into(), value: "One line\nand another".into(), lines: 4 },
            Row::Table { heads: vec!["A".into(), "B".into()], rows: vec![vec![String::new(), "𠮷".into()]] },
            Row::Table { heads: Vec::new(), rows: Vec::new() },
        ];
        let form = Form { title: "Activity Process".into(), community: "青石巷".into(), rows };
        assert_eq!(Form::read(&form.value()), Some(form));
        for none in [json!(null), json!([]), json!(["a", "b", [["c"]]]), json!(["a", "b", [["c", "d", 256]]])] {
            assert_eq!(Form::read(&none), None, "{none}");
        }
    }
}

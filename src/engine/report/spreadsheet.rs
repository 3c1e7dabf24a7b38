//! A report as a CSV file, from the same rows that the screen shows.

use super::shape::{Cell, Report};

/// Signs with which a spreadsheet takes words for a formula (OWASP, CSV injection), the wide ones of a Chinese keyboard too.
const FORMULA: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

impl Report {
    /// The file: UTF-8 with a byte order mark, so that spreadsheets read Chinese; lines end as RFC 4180 wants them. Title and
    /// scope come first, then the table, then tests and notes. Words that look like a formula are made harmless.
    pub fn csv(&self) -> String {
        let mut lines = vec![vec![harmless(&self.title)], vec![harmless(&self.scope)]];
        lines.push(self.heads.iter().map(|head| harmless(head)).collect());
        lines.extend(self.rows.iter().map(|row| row.cells.iter().map(cell).collect()));
        lines.push(Vec::new());
        for tested in &self.tests {
            lines.extend(
                tested.lines(self.language).into_iter().map(|line| vec![harmless(&tested.about), harmless(&line)]),
            );
        }
        lines.extend(self.notes.iter().map(|note| vec![harmless(note)]));
        let width = lines.iter().map(Vec::len).max().unwrap_or_default();
        lines.iter_mut().for_each(|cells| cells.resize(width, String::new()));
        file(lines)
    }

    /// The name of the file.
    pub fn file_name(&self) -> String {
        format!("tongban-{}.csv", self.topic.slug())
    }
}

/// Rows as a file like that of a report; of each cell what stands in it, and whether it is words.
pub(super) fn lines(rows: impl Iterator<Item = Vec<(String, bool)>>) -> String {
    let safe = |(text, is_words): (String, bool)| if is_words { harmless(&text) } else { text };
    file(rows.map(|row| row.into_iter().map(safe).collect()).collect())
}

fn file(lines: Vec<Vec<String>>) -> String {
    let mut file = String::from("\u{feff}");
    for cells in lines {
        file.push_str(&cells.iter().map(|cell| quoted(cell)).collect::<Vec<_>>().join(","));
        file.push_str("\r\n");
    }
    file
}

/// A number is a number; anything else may be taken for a formula.
fn cell(cell: &Cell) -> String {
    match cell {
        Cell::Text(text) => harmless(text),
        other => other.text(),
    }
}

fn harmless(text: &str) -> String {
    let begins = text.trim_start_matches([' ', '\u{3000}']).starts_with(FORMULA);
    if begins { format!("'{text}") } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    let needs = text.contains(['"', ',', '\n', '\r', ';']);
    if needs { format!("\"{}\"", text.replace('"', "\"\"")) } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Row, Topic};
    use crate::words::Language;

    #[test]
    fn what_looks_like_a_formula_is_made_harmless() {
        let check = |text: &str, expect: &str| assert_eq!(harmless(text), expect);
        check("=HYPERLINK(\"x\")", "'=HYPERLINK(\"x\")");
        check("  @SUM(1)", "'  @SUM(1)");
        check("+86", "'+86");
        check("-2", "'-2");
        check("\t=1", "'\t=1");
        for wide in ["＝1", "＋86", "－2", "＠SUM(1)", " ＋86", "\u{3000}＝1"] {
            check(wide, &format!("'{wide}"));
        }
        check("1-4 sessions", "1-4 sessions");
        check("– none", "– none");
    }

    #[test]
    fn the_file_reads_back_as_it_was() {
        let report = Report {
            topic: Topic::Venues,
            language: Language::Chinese,
            title: "活动地点".into(),
            scope: "团结湖，2013-07-01 至 2016-06-30".into(),
            heads: vec!["地点".into(), "占 %".into()],
            rows: vec![
                Row::plain(vec![Cell::Text("=1+1, \"康复站\"".into()), Cell::Number(Some(-2.5), 1)]),
                Row::plain(vec![Cell::Text("两行\n地点".into()), Cell::NotBegun]),
            ],
            tests: Vec::new(),
            notes: vec!["-".into()],
            series: Vec::new(),
        };
        let file = report.csv();
        assert!(file.starts_with("\u{feff}活动地点,\r\n") && file.ends_with("\r\n"));
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&file.as_bytes()[3..]);
        let rows: Vec<Vec<String>> =
            reader.records().map(|row| row.expect("a row").iter().map(str::to_owned).collect()).collect();
        assert_eq!(rows[3], ["'=1+1, \"康复站\"", "-2.5"]);
        assert_eq!(rows[4], ["两行\n地点", "–"]);
        assert_eq!(rows.last().expect("the note"), &["'-", ""]);
    }
}

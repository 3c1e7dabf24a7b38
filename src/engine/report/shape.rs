//! The one shape of all reports: it is shown as a table, drawn from its series, and written as a file from the same rows.

use super::Topic;
use crate::statistics::describe::say_percent;
use crate::statistics::{Compared, Few, Test, fixed};
use crate::words::Language;
use crate::words::report::TESTS;

/// Fewer people than this in one cell may be recognised.
pub const SMALL_GROUP: usize = 5;

/// What stands where the service had not begun, or nothing is known: neither zero nor empty.
pub const DASH: &str = "–";

/// A cell of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Words.
    Text(String),
    /// So many sessions, records or the like.
    Count(usize),
    /// So many people, or things that happened to people: a small number may show who it was.
    People(usize),
    /// A percentage with one digit; a dash of nothing.
    Percent(Option<f64>),
    /// A number with so many digits; a dash where there is none.
    Number(Option<f64>, usize),
    /// The service had not begun there.
    NotBegun,
    /// Nothing belongs here.
    Empty,
}

impl Cell {
    /// What it says.
    pub fn text(&self) -> String {
        match self {
            Cell::Text(text) => text.clone(),
            Cell::Count(count) | Cell::People(count) => count.to_string(),
            Cell::Percent(percent) => say_percent(*percent),
            Cell::Number(number, digits) => number.map_or_else(|| DASH.to_owned(), |number| fixed(number, *digits)),
            Cell::NotBegun => DASH.to_owned(),
            Cell::Empty => String::new(),
        }
    }

    /// Whether so few people stand here that somebody may be recognised.
    pub fn is_small(&self) -> bool {
        matches!(self, Cell::People(count) if (1..SMALL_GROUP).contains(count))
    }
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowKind {
    /// A heading within the table: it has its name, and at most what stands at its end.
    Head,
    /// One of many.
    Plain,
    /// The sum of what stands above.
    Total,
}

/// A row: as many cells as the table has heads.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// What it is.
    pub kind: RowKind,
    /// Its cells.
    pub cells: Vec<Cell>,
}

impl Row {
    /// A row of many.
    pub fn plain(cells: Vec<Cell>) -> Row {
        Row { kind: RowKind::Plain, cells }
    }

    /// A heading over a table of `width` columns.
    pub fn head(name: String, width: usize) -> Row {
        let mut cells = vec![Cell::Empty; width];
        if let Some(first) = cells.first_mut() {
            *first = Cell::Text(name);
        }
        Row { kind: RowKind::Head, cells }
    }
}

/// The tests of one comparison, by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Tested {
    /// What was compared.
    pub about: String,
    /// The tests; each holds its own statistic and its own p.
    pub tests: Vec<Test>,
    /// Expected counts under 5.
    pub few: Option<Few>,
}

impl Tested {
    /// The tests of a comparison.
    pub fn new(about: String, compared: Compared) -> Tested {
        Tested { about, tests: compared.tests, few: compared.few }
    }

    /// One test alone.
    pub fn one(about: String, test: Test) -> Tested {
        Tested { about, tests: vec![test], few: None }
    }

    /// A sentence for each test, and one where counts are small.
    pub fn lines(&self, language: Language) -> Vec<String> {
        let line = |test: &Test| {
            let name = test.method.name().get(language);
            TESTS.line.fill(language, &[("name", name), ("figures", &test.figures())])
        };
        let few = self.few.map(|few| {
            let (n, of, least) = (few.cells.to_string(), few.of.to_string(), fixed(few.smallest, 2));
            TESTS.few.fill(language, &[("n", &n), ("of", &of), ("least", &least)])
        });
        self.tests.iter().map(line).chain(few).collect()
    }
}

/// One point of a drawing.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its label.
    pub label: String,
    /// Its value; none where the service had not begun.
    pub value: Option<f64>,
}

/// What is drawn: one colour of bars, or one line.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name.
    pub name: String,
    /// Its points, in order.
    pub points: Vec<Point>,
}

/// A report in one language.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// What it is about.
    pub topic: Topic,
    /// Its language.
    pub language: Language,
    /// Its title.
    pub title: String,
    /// Which communities, days and category it counts.
    pub scope: String,
    /// Heads of the columns.
    pub heads: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// The tests.
    pub tests: Vec<Tested>,
    /// What has to be said beside it.
    pub notes: Vec<String>,
    /// What can be drawn; empty for a table only.
    pub series: Vec<Series>,
}

impl Report {
    /// How many cells stand for so few people that somebody may be recognised: asked before anything leaves the community.
    pub fn small_cells(&self) -> usize {
        self.rows.iter().flat_map(|row| &row.cells).filter(|cell| cell.is_small()).count()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dash_is_neither_zero_nor_empty() {
        let check = |cell: Cell, expect: &str| assert_eq!(cell.text(), expect);
        check(Cell::NotBegun, "–");
        check(Cell::Count(0), "0");
        check(Cell::Percent(None), "–");
        check(Cell::Percent(Some(79.166)), "79.2");
        check(Cell::Number(Some(61.25), 1), "61.2");
        check(Cell::Empty, "");
    }

    #[test]
    fn one_to_four_people_are_few() {
        let check = |cell: Cell, expect| assert_eq!(cell.is_small(), expect, "{cell:?}");
        check(Cell::People(0), false);
        check(Cell::People(1), true);
        check(Cell::People(4), true);
        check(Cell::People(5), false);
        check(Cell::Count(1), false);
    }
}

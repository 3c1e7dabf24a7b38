//! The reports of the study (Fan et al. 2018): Tables 1 and 2, Figures 1 and 2, and what its text counts.
//!
//! Pure functions from the lines that lists keep ([`Records`]) to one [`Report`] each. A figure has one definition, used
//! everywhere: a session counts when it was held ([`SessionSummary::is_held`]) and has its day in the span; a person belongs
//! from the day of joining to the day of leaving. What is not known stays unknown; "not begun" is not 0. Nobody is named.
//!
//! [`SessionSummary::is_held`]: crate::domain::session::SessionSummary::is_held

mod attendance;
mod contents;
mod data;
mod demographics;
mod draw;
mod evaluation;
mod events;
mod few;
mod forms;
mod glance;
mod length;
pub mod overview;
mod people;
mod picture;
mod sessions;
mod shape;
pub mod sheet;
mod spreadsheet;
mod submissions;
mod supervision;
pub mod tables;
mod told;
mod training;

pub use data::Filter;
pub use few::Few;
pub use glance::glance;
pub use picture::{PATTERNS, Picture, TILE};
pub use shape::{Cell, DASH, Point, Report, Row, RowKind, SMALL_GROUP, Series, Tested};

use crate::domain::figures::Records;
use crate::words::report::{NOTES, TITLES};
use crate::words::{Language, Phrase};
use data::Data;

/// What a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Table 1: people by community and year.
    People,
    /// Table 2: who takes part.
    Demographics,
    /// Figure 1: sessions by community and half-year.
    Sessions,
    /// Figure 2: the share of each category.
    Contents,
    /// Length of sessions.
    Length,
    /// How often sessions are held.
    Frequency,
    /// Formats.
    Formats,
    /// Venues.
    Venues,
    /// People at each session.
    Attendance,
    /// How often each group member came.
    Participation,
    /// Sessions with two peers.
    Pairs,
    /// From session to closed record.
    Records,
    /// Adverse events.
    Events,
    /// Forms handed over every six weeks.
    Submissions,
    /// Training before the service.
    Training,
    /// Supervision: how often, what it was about, what is still to be done.
    Supervision,
    /// Satisfaction and benefit, as people said.
    Evaluation,
}

impl Topic {
    /// All, in the study's order.
    pub const ALL: [Topic; 17] = [
        Topic::People,
        Topic::Demographics,
        Topic::Sessions,
        Topic::Contents,
        Topic::Length,
        Topic::Frequency,
        Topic::Formats,
        Topic::Venues,
        Topic::Attendance,
        Topic::Participation,
        Topic::Pairs,
        Topic::Records,
        Topic::Events,
        Topic::Submissions,
        Topic::Training,
        Topic::Supervision,
        Topic::Evaluation,
    ];

    /// Its name in addresses and of its file.
    pub fn slug(self) -> &'static str {
        match self {
            Topic::People => "people",
            Topic::Demographics => "demographics",
            Topic::Sessions => "sessions",
            Topic::Contents => "contents",
            Topic::Length => "length",
            Topic::Frequency => "frequency",
            Topic::Formats => "formats",
            Topic::Venues => "venues",
            Topic::Attendance => "attendance",
            Topic::Participation => "participation",
            Topic::Pairs => "pairs",
            Topic::Records => "records",
            Topic::Events => "events",
            Topic::Submissions => "submissions",
            Topic::Training => "training",
            Topic::Supervision => "supervision",
            Topic::Evaluation => "evaluation",
        }
    }

    /// The topic of a name.
    pub fn parse(slug: &str) -> Option<Topic> {
        Topic::ALL.into_iter().find(|topic| topic.slug() == slug)
    }

    /// Its title.
    pub fn title(self) -> Phrase {
        match self {
            Topic::People => TITLES.people,
            Topic::Demographics => TITLES.demographics,
            Topic::Sessions => TITLES.sessions,
            Topic::Contents => TITLES.contents,
            Topic::Length => TITLES.length,
            Topic::Frequency => TITLES.frequency,
            Topic::Formats => TITLES.formats,
            Topic::Venues => TITLES.venues,
            Topic::Attendance => TITLES.attendance,
            Topic::Participation => TITLES.participation,
            Topic::Pairs => TITLES.pairs,
            Topic::Records => TITLES.records,
            Topic::Events => TITLES.events,
            Topic::Submissions => TITLES.submissions,
            Topic::Training => TITLES.training,
            Topic::Supervision => TITLES.supervision,
            Topic::Evaluation => TITLES.evaluation,
        }
    }

    /// Whether it counts people, not sessions: a category does not bear on it.
    pub fn is_of_people(self) -> bool {
        let people = matches!(self, Topic::People | Topic::Demographics | Topic::Training);
        people || matches!(self, Topic::Evaluation | Topic::Supervision)
    }
}

/// What a topic's own file fills in.
#[derive(Debug, Default)]
struct Filled {
    heads: Vec<String>,
    rows: Vec<Row>,
    tests: Vec<Tested>,
    notes: Vec<String>,
    series: Vec<Series>,
}

/// Makes a report of the records of one or more communities.
pub fn make(topic: Topic, records: &[Records], filter: &Filter, language: Language) -> Report {
    let data = Data::new(records, filter, language);
    let filled = data.as_ref().map(|data| match topic {
        Topic::People => people::table(data),
        Topic::Demographics => demographics::table(data),
        Topic::Sessions => sessions::table(data),
        Topic::Contents => contents::categories(data),
        Topic::Length => length::lengths(data),
        Topic::Frequency => sessions::frequency(data),
        Topic::Formats => contents::formats(data),
        Topic::Venues => contents::venues(data),
        Topic::Attendance => attendance::by_session(data),
        Topic::Participation => attendance::by_person(data),
        Topic::Pairs => forms::pairs(data),
        Topic::Records => forms::records(data),
        Topic::Events => events::table(data),
        Topic::Submissions => submissions::table(data),
        Topic::Training => training::table(data),
        Topic::Supervision => supervision::table(data),
        Topic::Evaluation => evaluation::table(data),
    });
    let mut report = Report {
        topic,
        language,
        title: topic.title().get(language).to_owned(),
        scope: data.as_ref().map(|data| data.scope(topic)).unwrap_or_default(),
        heads: Vec::new(),
        rows: Vec::new(),
        tests: Vec::new(),
        notes: Vec::new(),
        series: Vec::new(),
    };
    match filled {
        Some(filled) if !filled.rows.is_empty() => {
            let drawn = || data.as_ref().map(|data| draw::series(topic, data, &filled)).unwrap_or_default();
            report.series = if filled.series.is_empty() { drawn() } else { filled.series.clone() };
            // Of nothing there is nothing to be drawn.
            report.series.retain(|series| series.points.iter().any(|point| point.value.is_some()));
            (report.heads, report.rows, report.tests) = (filled.heads, filled.rows, filled.tests);
            report.notes = filled.notes;
        }
        empty => {
            report.notes.push(NOTES.nothing.get(language).to_owned());
            report.notes.extend(empty.into_iter().flat_map(|filled| filled.notes));
        }
    }
    let small = report.small_cells();
    if small > 0 {
        report.notes.push(NOTES.small.fill(language, &[("n", &small.to_string())]));
        report.notes.push(NOTES.small_why.get(language).to_owned());
    }
    report.notes.extend(data.iter().flat_map(|data| data.remarks(topic)));
    report
}

#[cfg(test)]
mod honest_tests;
#[cfg(test)]
mod independent;
#[cfg(test)]
mod schema_tests;
#[cfg(test)]
mod tests;

//! What is counted: the chosen communities, days and category, and the words around it.

use chrono::{Datelike, Months, NaiveDate};

use super::Topic;
use super::shape::Cell;
use crate::domain::Id;
use crate::domain::figures::{PersonFigures, Records, SessionFigures};
use crate::domain::person::{Person, Role};
use crate::domain::plan::Category;
use crate::domain::session::SessionSummary;
use crate::statistics::Share;
use crate::words::report::{HEADS, NOTES};
use crate::words::{Language, Phrase, terms};

/// The longest span: a slip of the year must not make a table of thousands of columns.
const LONGEST: Months = Months::new(50 * 12);

/// What a report counts; without a choice, everything.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// These communities; all where none is named.
    pub communities: Vec<Id>,
    /// From this day on; never before the beginning of the service.
    pub from: Option<NaiveDate>,
    /// To this day; else to the last thing that is recorded. With today here a gap of just now is seen too.
    pub to: Option<NaiveDate>,
    /// Sessions of this category only.
    pub category: Option<Category>,
}

/// Half a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Half {
    year: i32,
    second: bool,
}

impl Half {
    pub(super) fn of(day: NaiveDate) -> Half {
        Half { year: day.year(), second: day.month() > 6 }
    }

    /// Its first and last day.
    pub(super) fn days(self) -> (NaiveDate, NaiveDate) {
        let day = |month, day| NaiveDate::from_ymd_opt(self.year, month, day).unwrap_or_default();
        if self.second { (day(7, 1), day(12, 31)) } else { (day(1, 1), day(6, 30)) }
    }

    fn next(self) -> Half {
        Half { year: self.year + i32::from(self.second), second: !self.second }
    }

    pub(super) fn name(self, language: Language) -> String {
        let name = if self.second { HEADS.second_half } else { HEADS.first_half };
        name.fill(language, &[("year", &self.year.to_string())])
    }
}

/// The chosen part of the records, seen in one language.
pub(super) struct Data<'a> {
    pub(super) language: Language,
    pub(super) filter: &'a Filter,
    pub(super) records: Vec<&'a Records>,
    pub(super) from: NaiveDate,
    pub(super) to: NaiveDate,
}

impl<'a> Data<'a> {
    /// Chooses; `None` where nothing at all is recorded.
    pub(super) fn new(records: &'a [Records], filter: &'a Filter, language: Language) -> Option<Data<'a>> {
        let chosen = |id: &Id| filter.communities.is_empty() || filter.communities.contains(id);
        let records: Vec<&Records> = records.iter().filter(|records| chosen(&records.community.id)).collect();
        let began = records.iter().filter_map(|records| records.began()).min();
        let from = filter.from.max(began)?;
        let to = filter.to.or_else(|| records.iter().filter_map(|records| last_day(records)).max())?;
        let to = to.min(from.checked_add_months(LONGEST).unwrap_or(to));
        (from <= to).then_some(Data { language, filter, records, from, to })
    }

    /// The sessions of one community that count.
    pub(super) fn held(&self, records: &'a Records) -> impl Iterator<Item = &'a SessionSummary> + '_ {
        let in_span = |session: &&SessionSummary| session.date.is_some_and(|day| (self.from..=self.to).contains(&day));
        let category =
            |session: &&SessionSummary| self.filter.category.is_none() || session.category == self.filter.category;
        records.sessions.iter().filter(|session| session.is_held()).filter(in_span).filter(category)
    }

    /// The sessions of all communities that count.
    pub(super) fn all_held(&self) -> impl Iterator<Item = &'a SessionSummary> + '_ {
        self.records.iter().flat_map(|records| self.held(records))
    }

    /// Those of a role that belong to the service on a day, with what is known of them.
    pub(super) fn belonging(
        &self,
        records: &'a Records,
        role: Role,
        day: NaiveDate,
    ) -> impl Iterator<Item = &'a Person> + use<'a> {
        let began = records.began();
        let belongs = move |person: &&Person| figures(person).belongs_on(day, began);
        records.people.iter().filter(move |person| person.role == role).filter(belongs)
    }

    /// Those of one community that were written with the app: of older records nobody knows when their forms were written
    /// and handed over.
    pub(super) fn written_here(&self, records: &'a Records) -> impl Iterator<Item = &'a SessionSummary> + '_ {
        self.held(records).filter(|session| !session.is_brought())
    }

    /// Says how many older records are left out; nothing of none.
    pub(super) fn older_left_out(&self) -> Option<String> {
        self.if_any(NOTES.older_left_out, self.all_held().filter(|session| session.is_brought()).count())
    }

    /// The half-years of the span.
    pub(super) fn halves(&self) -> Vec<Half> {
        let mut halves = vec![Half::of(self.from)];
        while let Some(last) = halves.last().copied().filter(|last| *last < Half::of(self.to)) {
            halves.push(last.next());
        }
        halves
    }

    /// The years of the span.
    pub(super) fn years(&self) -> Vec<i32> {
        (self.from.year()..=self.to.year()).collect()
    }

    pub(super) fn say(&self, phrase: Phrase) -> String {
        phrase.get(self.language).to_owned()
    }

    pub(super) fn text(&self, phrase: Phrase) -> Cell {
        Cell::Text(self.say(phrase))
    }

    pub(super) fn heads<const N: usize>(&self, heads: [Phrase; N]) -> Vec<String> {
        heads.into_iter().map(|head| self.say(head)).collect()
    }

    /// A sentence about a number of things; none about none.
    pub(super) fn if_any(&self, phrase: Phrase, n: usize) -> Option<String> {
        (n > 0).then(|| phrase.fill(self.language, &[("n", &n.to_string())]))
    }

    /// Which communities, days and category are counted.
    pub(super) fn scope(&self, topic: Topic) -> String {
        let between = match self.language {
            Language::Chinese => "，",
            Language::English => ", ",
        };
        let names: Vec<&str> = self.records.iter().map(|records| records.community.name.as_str()).collect();
        let names = match self.language {
            Language::Chinese => names.join("、"),
            Language::English => names.join(", "),
        };
        let (from, to) = (self.from.to_string(), self.to.to_string());
        let span = HEADS.span.fill(self.language, &[("from", &from), ("to", &to)]);
        let category = self.filter.category.filter(|_| !topic.is_of_people());
        let category = category.map(|category| self.say(terms::category(category)));
        [Some(names), Some(span), category].into_iter().flatten().collect::<Vec<_>>().join(between)
    }

    /// What has to be said beside every report: records that are not counted yet, and a choice that does not bear on it.
    pub(super) fn remarks(&self, topic: Topic) -> Vec<String> {
        let old = if topic.is_of_people() {
            let people = self.records.iter().flat_map(|records| &records.people);
            people.filter(|person| matters(person) && person.figures.is_none()).count()
        } else {
            self.all_held().filter(|session| session.figures.is_none()).count()
        };
        let no_bearing = self.filter.category.filter(|_| topic.is_of_people()).map(|_| self.say(NOTES.not_by_category));
        let sessions = self.records.iter().flat_map(|records| &records.sessions).filter(|session| session.is_held());
        let without_day = sessions.filter(|session| session.date.is_none() && !topic.is_of_people()).count();
        let counted = [self.if_any(NOTES.old_lines, old), self.if_any(NOTES.without_day, without_day)];
        counted.into_iter().flatten().chain(no_bearing).collect()
    }
}

/// Peers and group members are counted; guests, family and professionals are not.
fn matters(person: &Person) -> bool {
    matches!(person.role, Role::Peer | Role::Member)
}

/// What is known of a person: nothing, in a line of before.
pub(super) fn figures(person: &Person) -> PersonFigures {
    person.figures.as_deref().cloned().unwrap_or_default()
}

/// What is known of a session beyond its line: nothing, in a line of before.
pub(super) fn of_session(session: &SessionSummary) -> SessionFigures {
    session.figures.as_deref().cloned().unwrap_or_default()
}

/// A count and both of its percentages.
pub(super) fn shares(share: Share) -> [Cell; 2] {
    [Cell::Percent(share.of_assessed()), Cell::Percent(share.of_all())]
}

/// The last day of which anything is recorded.
fn last_day(records: &Records) -> Option<NaiveDate> {
    let held = records.sessions.iter().filter(|session| session.is_held()).filter_map(|session| session.date);
    let turns = records.people.iter().flat_map(|person| figures(person).turns).map(|(_, on)| on);
    let joined = records.people.iter().filter_map(|person| figures(person).joined());
    held.chain(turns).chain(joined).max()
}

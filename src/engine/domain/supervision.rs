//! Supervision: the talks of peers with the professionals, in the group every six weeks and whenever somebody needs one.

use std::collections::BTreeSet;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::{Id, Millis, order};

/// Days from one group supervision to the next (the study: every six weeks).
pub const GROUP_DAYS: u64 = 42;

/// How a supervision is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Mode {
    Before,
    After,
    AsNeeded,
    Group,
    Online,
}

impl Mode {
    /// All, in the order in which they are offered.
    pub const ALL: [Mode; 5] = [Mode::Group, Mode::Before, Mode::After, Mode::AsNeeded, Mode::Online];
}

/// What was talked about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Issue {
    ChoosingTopics,
    Preparing,
    Participants,
    OwnFeelings,
    Disclosure,
    Boundaries,
    Emergencies,
    Venue,
    Other,
}

impl Issue {
    /// All, in the study's order.
    pub const ALL: [Issue; 9] = [
        Issue::ChoosingTopics,
        Issue::Preparing,
        Issue::Participants,
        Issue::OwnFeelings,
        Issue::Disclosure,
        Issue::Boundaries,
        Issue::Emergencies,
        Issue::Venue,
        Issue::Other,
    ];

    /// The name under which it is stored.
    pub fn slug(self) -> &'static str {
        match self {
            Issue::ChoosingTopics => "choosing_topics",
            Issue::Preparing => "preparing",
            Issue::Participants => "participants",
            Issue::OwnFeelings => "own_feelings",
            Issue::Disclosure => "disclosure",
            Issue::Boundaries => "boundaries",
            Issue::Emergencies => "emergencies",
            Issue::Venue => "venue",
            Issue::Other => "other",
        }
    }

    /// The issue of that name.
    pub fn parse(slug: &str) -> Option<Issue> {
        Issue::ALL.into_iter().find(|issue| issue.slug() == slug)
    }
}

/// Something that somebody will do.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    /// What.
    pub words: String,
    /// Who.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub who: Option<Id>,
    /// By which day.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<NaiveDate>,
    /// When it was written down: its place in the list.
    #[serde(default)]
    pub at: Millis,
    /// The day it was done; open until then, and carried over.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done: Option<NaiveDate>,
    /// Taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
}

/// A supervision record as the screens read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Supervision {
    /// Its document.
    pub id: Id,
    /// Local date.
    pub date: Option<NaiveDate>,
    /// How it is held.
    pub mode: Option<Mode>,
    /// The session meant.
    pub session: Option<Id>,
    /// Who came.
    pub came: BTreeSet<Id>,
    /// What was talked about, by tag.
    pub tags: BTreeSet<Issue>,
    /// The same, in words.
    pub issues: String,
    /// What was advised.
    pub advice: String,
    /// A transcript, if somebody made one.
    pub transcript: String,
    /// What somebody will do, by short id, oldest first.
    pub actions: Vec<(String, Action)>,
    /// In the bin since.
    pub removed: Option<Millis>,
}

/// In the order of a list: the latest first.
pub fn in_order(records: &mut Vec<Supervision>) {
    order::sort(records, |a, b| (b.date, &b.id).cmp(&(a.date, &a.id)));
}

/// An open action with the record that it comes from.
#[derive(Clone, Debug, PartialEq)]
pub struct Carried {
    /// The record.
    pub record: Id,
    /// Its date.
    pub date: Option<NaiveDate>,
    /// The action's short id.
    pub id: String,
    /// The action.
    pub action: Action,
}

/// What is still open from records before `record` (or from all of them), the earliest due first. It is carried over until
/// somebody says that it is done. What has no words yet is left out.
pub fn carried_over(records: &[Supervision], record: Option<&Supervision>) -> Vec<Carried> {
    let before = |other: &&Supervision| {
        let earlier = record.is_none_or(|this| (other.date, &other.id) < (this.date, &this.id));
        other.removed.is_none() && earlier && record.is_none_or(|this| this.id != other.id)
    };
    let mut open: Vec<Carried> = records
        .iter()
        .filter(before)
        .flat_map(|one| {
            let says = |action: &Action| !action.words.trim().is_empty();
            let open = one.actions.iter().filter(move |(_, action)| action.done.is_none() && says(action));
            open.map(|(id, action)| Carried {
                record: one.id.clone(),
                date: one.date,
                id: id.clone(),
                action: action.clone(),
            })
        })
        .collect();
    let due = |one: &Carried| (one.action.by.unwrap_or(NaiveDate::MAX), one.date, one.action.at, one.id.clone());
    order::sort(&mut open, |a, b| due(a).cmp(&due(b)));
    open
}

/// The day that is proposed for the next group supervision: six weeks after the last, or after the community's start; today
/// where that day has gone by. A record of today or of a later day is the next one already.
pub fn next_group(records: &[Supervision], started: Option<NaiveDate>, today: NaiveDate) -> NaiveDate {
    let groups = records.iter().filter(|one| one.removed.is_none() && one.mode == Some(Mode::Group));
    let last = groups.filter_map(|one| one.date).max();
    if let Some(next) = last.filter(|day| *day >= today) {
        return next;
    }
    let next = last.or(started).and_then(|day| day.checked_add_days(Days::new(GROUP_DAYS)));
    next.unwrap_or(today).max(today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    fn day(text: &str) -> NaiveDate {
        text.parse().expect("a date")
    }

    fn record(number: u8, date: &str, mode: Mode, actions: &[(&str, Option<&str>, bool)]) -> Supervision {
        let action = |(id, by, done): &(&str, Option<&str>, bool)| {
            let done = done.then(|| day("2026-01-01"));
            ((*id).to_owned(), Action { words: (*id).to_owned(), by: by.map(day), done, ..Action::default() })
        };
        Supervision {
            id: Id::new(Kind::Supervision, &[number; 10]),
            date: Some(day(date)),
            mode: Some(mode),
            session: None,
            came: BTreeSet::new(),
            tags: BTreeSet::new(),
            issues: String::new(),
            advice: String::new(),
            transcript: String::new(),
            actions: actions.iter().map(action).collect(),
            removed: None,
        }
    }

    #[test]
    fn an_action_is_carried_over_until_it_is_done() {
        let mut records = vec![
            record(3, "2026-09-01", Mode::Group, &[("d", None, false)]),
            record(
                1,
                "2026-06-01",
                Mode::Group,
                &[("a", None, false), ("b", None, true), ("c", Some("2026-07-01"), false)],
            ),
            record(2, "2026-07-20", Mode::AsNeeded, &[]),
        ];
        let ids = |carried: Vec<Carried>| carried.into_iter().map(|one| one.id).collect::<Vec<_>>();
        assert_eq!(ids(carried_over(&records, Some(&records[2]))), ["c", "a"]);
        assert_eq!(ids(carried_over(&records, Some(&records[0]))), ["c", "a"]);
        assert_eq!(ids(carried_over(&records, Some(&records[1]))), Vec::<String>::new());
        assert_eq!(ids(carried_over(&records, None)), ["c", "a", "d"]);
        records[1].actions[2].1.done = Some(day("2026-06-30"));
        assert_eq!(ids(carried_over(&records, Some(&records[0]))), ["a"]);
        records[0].actions[0].1.words = " ".to_owned();
        assert_eq!(ids(carried_over(&records, None)), ["a"], "without words it is nothing to do");
        records[1].removed = Some(1);
        assert_eq!(ids(carried_over(&records, Some(&records[0]))), Vec::<String>::new());
        in_order(&mut records);
        assert_eq!(records.iter().map(|one| one.date).collect::<Vec<_>>()[0], Some(day("2026-09-01")));
    }

    #[test]
    fn the_group_meets_every_six_weeks() {
        let check = |dates: &[&str], started: Option<&str>, expect: &str| {
            let records: Vec<_> = dates.iter().map(|date| record(1, date, Mode::Group, &[])).collect();
            assert_eq!(next_group(&records, started.map(day), day("2026-11-25")), day(expect));
        };
        check(&["2026-11-02", "2026-09-21"], Some("2024-01-01"), "2026-12-14");
        check(&["2026-01-02"], None, "2026-11-25");
        check(&["2026-12-20"], None, "2026-12-20");
        check(&["2026-11-25", "2026-10-14"], None, "2026-11-25");
        check(&[], Some("2026-11-20"), "2027-01-01");
        check(&[], None, "2026-11-25");
        let talk = [record(1, "2026-11-20", Mode::AsNeeded, &[])];
        assert_eq!(next_group(&talk, None, day("2026-11-25")), day("2026-11-25"), "a talk is no group");
    }

    #[test]
    fn every_issue_has_a_name() {
        for issue in Issue::ALL {
            assert_eq!(Issue::parse(issue.slug()), Some(issue));
        }
        assert_eq!(Issue::parse("later"), None);
    }
}

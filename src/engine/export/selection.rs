//! Which sessions go into the forms of a period: those of its days, of one category where one is chosen, and of them all but
//! those that were left out.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use crate::domain::plan::Category;
use crate::domain::session::SessionSummary;
use crate::domain::{Id, order};

/// What was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Selection {
    /// The first day.
    pub from: NaiveDate,
    /// The last day.
    pub to: NaiveDate,
    /// One category only.
    pub category: Option<Category>,
    /// Single sessions that are left out.
    pub without: BTreeSet<Id>,
}

impl Selection {
    /// All that can be chosen: the sessions of these days and this category, oldest first. What lies in the bin is none of them.
    pub fn offered(&self, sessions: &[SessionSummary]) -> Vec<SessionSummary> {
        let fits = |session: &&SessionSummary| {
            session.removed.is_none()
                && session.date.is_some_and(|day| (self.from..=self.to).contains(&day))
                && self.category.is_none_or(|category| session.category == Some(category))
        };
        let mut offered: Vec<&SessionSummary> = sessions.iter().filter(fits).collect();
        order::sort(&mut offered, |a, b| (a.date, a.start, &a.id).cmp(&(b.date, b.start, &b.id)));
        offered.into_iter().cloned().collect()
    }

    /// Whether this one of them is in.
    pub fn takes(&self, id: &Id) -> bool {
        !self.without.contains(id)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Kind, Now};
    use crate::merge::{Document, read};

    fn session(number: u8, day: u32, category: Option<Category>) -> SessionSummary {
        let now = Now { ms: 0, offset_minutes: 0, entropy: [0; 16] };
        let session = read::session(&Document::new(Id::new(Kind::Session, &[number; 10]), 1), &now);
        SessionSummary { date: NaiveDate::from_ymd_opt(2026, 3, day), category, ..session.summary() }
    }

    fn days(from: u32, to: u32) -> Selection {
        let day = |day| NaiveDate::from_ymd_opt(2026, 3, day).expect("a day");
        Selection { from: day(from), to: day(to), category: None, without: BTreeSet::new() }
    }

    #[test]
    fn days_category_and_single_sessions_choose_what_is_in() {
        let fun = Some(Category::Entertainment);
        let sessions = [
            session(1, 20, fun),
            session(2, 2, None),
            session(3, 10, Some(Category::DailyLife)),
            session(4, 10, fun),
            SessionSummary { removed: Some(1), ..session(5, 10, fun) },
            SessionSummary { date: None, ..session(6, 1, fun) },
        ];
        let check = |selection: &Selection, offered: &[usize], taken: &[usize]| {
            let ids =
                |numbers: &[usize]| numbers.iter().map(|number| sessions[number - 1].id.clone()).collect::<Vec<_>>();
            let found: Vec<Id> = selection.offered(&sessions).into_iter().map(|session| session.id).collect();
            assert_eq!(found, ids(offered), "offered by {selection:?}");
            let found: Vec<Id> = found.into_iter().filter(|id| selection.takes(id)).collect();
            assert_eq!(found, ids(taken), "taken by {selection:?}");
        };
        // The first and the last day count; oldest first.
        check(&days(2, 20), &[2, 3, 4, 1], &[2, 3, 4, 1]);
        check(&days(3, 19), &[3, 4], &[3, 4]);
        check(&days(21, 31), &[], &[]);
        // Who has no category is of none.
        check(&Selection { category: fun, ..days(1, 31) }, &[4, 1], &[4, 1]);
        // What is left out can be taken again; what is not offered does not matter.
        let without = BTreeSet::from([sessions[3].id.clone(), sessions[1].id.clone()]);
        check(&Selection { category: fun, without: without.clone(), ..days(1, 31) }, &[4, 1], &[1]);
        check(&Selection { without, ..days(1, 31) }, &[2, 3, 4, 1], &[3, 1]);
    }
}

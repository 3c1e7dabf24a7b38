//! The sample programme's supervision: the group meets every six weeks; what it will do is done by the next time but for the last.

use chrono::{Days, NaiveDate};

use super::shape::Place;
use super::{Making, day};
use crate::domain::Kind;
use crate::domain::fields::of_supervision;
use crate::domain::supervision::{Action, GROUP_DAYS, Issue, Mode};
use crate::merge::Edit;
use crate::sync::acts::practice::Made;
use crate::sync::acts::supervision::{action, begin};

/// The last day of the study.
const END: NaiveDate = day(2016, 6, 30);

pub(super) fn of(making: &Making<'_>, place: &Place) -> Vec<Made> {
    let dates = std::iter::successors(place.began().checked_add_days(Days::new(GROUP_DAYS)), |last| {
        last.checked_add_days(Days::new(GROUP_DAYS))
    });
    let dates: Vec<NaiveDate> = dates.take_while(|date| *date <= END).collect();
    let made = dates.iter().enumerate().map(|(number, date)| {
        let mut edits = begin(*date, Mode::Group, None);
        let issue = |at: usize| Issue::ALL[(number + at) % Issue::ALL.len()];
        edits.extend([0, 3].map(|at| Edit::put(of_supervision::TAG, issue(at).slug(), true)));
        let done = dates.get(number + 1).copied();
        edits.push(action("x1", Action { words: making.cast.next_time.to_owned(), done, ..Action::default() }));
        Made { id: making.id(place, Kind::Supervision, number), edits }
    });
    made.collect()
}

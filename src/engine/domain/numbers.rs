//! The numbers to call, tried at the beginning and every six months: in an emergency they must be right.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use serde::{Deserialize, Serialize};

use super::Id;
use super::community::{Community, dialable};

/// Days after which the numbers are to be tried again.
pub const TRY_AGAIN: u64 = 183;
/// Numbers of so few digits are public ones, such as 120: nobody calls them to try.
const PUBLIC: usize = 3;

/// Somebody tried a number, or looked at a public one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tried {
    /// The day.
    pub on: NaiveDate,
    /// It rang; of a public one: it is right.
    pub rang: bool,
    /// Who tried.
    #[serde(default)]
    pub by: Option<Id>,
}

/// A number to call, and what is known of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Who answers.
    pub name: String,
    /// The number as it is written.
    pub phone: String,
    /// The number as it is dialled; what was tried is kept under it, so that a changed number is one that nobody tried.
    pub dialled: String,
    /// A public one.
    pub public: bool,
    /// The last try.
    pub tried: Option<Tried>,
}

impl Line {
    /// Whether it rang lately.
    pub fn is_fine(&self, today: NaiveDate) -> bool {
        self.tried.as_ref().is_some_and(|tried| tried.rang && !is_due(Some(tried.on), today))
    }
}

/// The numbers of a community, the doctor's first, with what was tried by the number as it is dialled.
pub fn lines(community: &Community, tried: &BTreeMap<String, Tried>) -> Vec<Line> {
    let doctor = (community.doctor_name.clone(), community.doctor_phone.clone());
    let rest = community.numbers.iter().map(|number| (number.name.clone(), number.phone.clone()));
    let line = |(name, phone): (String, String)| {
        let dialled = dialable(&phone)?;
        let public = dialled.chars().filter(char::is_ascii_digit).count() <= PUBLIC;
        Some(Line { tried: tried.get(&dialled).cloned(), name, phone, dialled, public })
    };
    [doctor].into_iter().chain(rest).filter_map(line).collect()
}

/// Whether the numbers, all of them checked on that day, are to be tried again.
pub fn is_due(checked: Option<NaiveDate>, today: NaiveDate) -> bool {
    checked.is_none_or(|day| day.checked_add_days(Days::new(TRY_AGAIN)).is_none_or(|until| today > until))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_six_months_it_is_time() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let check = |checked: Option<&str>, today, expect| {
            assert_eq!(is_due(checked.map(day), day(today)), expect, "{checked:?} {today}");
        };
        check(None, "2026-11-25", true);
        check(Some("2026-11-25"), "2026-11-25", false);
        check(Some("2026-11-25"), "2027-05-27", false);
        check(Some("2026-11-25"), "2027-05-28", true);
    }
}

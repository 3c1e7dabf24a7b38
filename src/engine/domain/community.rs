//! A community: a place that runs the service, its venues and the numbers to call.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Id;

/// A place where sessions are held.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Venue {
    /// Its name.
    pub name: String,
    /// It can't be used now: since such a date, for such a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub out_of_use: Option<(NaiveDate, String)>,
    /// Taken off the list.
    #[serde(default)]
    pub removed: bool,
}

/// A time without sessions, and why: such a gap is seen and explained in the reports.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pause {
    /// From this day on.
    pub from: NaiveDate,
    /// To this day; open while it lasts.
    #[serde(default)]
    pub until: Option<NaiveDate>,
    /// Why.
    #[serde(default)]
    pub reason: String,
    /// Noted by mistake.
    #[serde(default)]
    pub removed: bool,
}

impl Pause {
    /// Whether it lies in a span of days, at least in part.
    pub fn touches(&self, from: NaiveDate, to: NaiveDate) -> bool {
        self.from <= to && self.until.is_none_or(|until| until >= from)
    }
}

/// A number to call when help is needed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number {
    /// Who answers, in the community's own words.
    pub name: String,
    /// The number as it is dialled.
    pub phone: String,
    /// Where it stands in the list, smallest first.
    #[serde(default)]
    pub place: u32,
    /// Taken off the list.
    #[serde(default)]
    pub removed: bool,
}

/// A community as the screens read it.
#[derive(Clone, Debug, PartialEq)]
pub struct Community {
    /// Its document.
    pub id: Id,
    /// Its name.
    pub name: String,
    /// When the service began here.
    pub started: Option<NaiveDate>,
    /// The community doctor's name.
    pub doctor_name: String,
    /// The community doctor's number.
    pub doctor_phone: String,
    /// Venues by their short id, removed ones left out.
    pub venues: BTreeMap<String, Venue>,
    /// Numbers to call after the doctor's, in their order.
    pub numbers: Vec<Number>,
    /// Times without sessions, oldest first.
    pub pauses: Vec<Pause>,
    /// Days from one session to the next, as a suggestion.
    pub interval_days: u32,
    /// "If it gets hard", in the community's words; empty for the app's own.
    pub if_hard: String,
    /// The community's own formats, by short id.
    pub formats: BTreeMap<String, String>,
    /// Invented, to try things out.
    pub practice: bool,
    /// When all numbers to call were last found right.
    pub numbers_checked: Option<NaiveDate>,
}

impl Community {
    /// The names of the venues that can be used.
    pub fn usable_venues(&self) -> impl Iterator<Item = &str> {
        self.venues.values().filter(|venue| venue.out_of_use.is_none()).map(|venue| venue.name.as_str())
    }
}

/// What a phone can dial from what was typed: digits with `+ * #`; `None` if too little is left to dial.
pub fn dialable(typed: &str) -> Option<String> {
    let half_width = typed.chars().map(|letter| match letter {
        '０'..='９' => char::from_u32(letter as u32 - '０' as u32 + '0' as u32).unwrap_or(letter),
        '＋' => '+',
        other => other,
    });
    let dialled: String = half_width.filter(|letter| letter.is_ascii_digit() || "+*#".contains(*letter)).collect();
    (dialled.chars().filter(char::is_ascii_digit).count() >= 3).then_some(dialled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_as_people_write_it() {
        let check = |typed, expect: Option<&str>| assert_eq!(dialable(typed).as_deref(), expect);
        check("120", Some("120"));
        check("+86 (10) 8280-1234", Some("+861082801234"));
        check("１３８ ００１３ ８０００", Some("13800138000"));
        check("ask at the desk", None);
        check("", None);
    }

    #[test]
    fn a_pause_touches_the_days_it_has_in_common() {
        let day = |month| NaiveDate::from_ymd_opt(2015, month, 10).expect("a day");
        let check = |until: Option<u32>, from, to, expect| {
            let pause = Pause { from: day(3), until: until.map(day), reason: String::new(), removed: false };
            assert_eq!(pause.touches(day(from), day(to)), expect, "{until:?} {from} {to}");
        };
        check(Some(5), 1, 2, false);
        check(Some(5), 1, 3, true);
        check(Some(5), 4, 4, true);
        check(Some(5), 6, 7, false);
        check(None, 6, 7, true);
    }
}

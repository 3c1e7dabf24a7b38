//! Age: a year of birth, or an age as it was given on a day. Never more exact than what was said.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// Years of birth that are taken, up to this year.
const FIRST_YEAR: i32 = 1900;
/// Ages in years that are taken.
const GIVEN: RangeInclusive<i32> = 1..=120;

/// What is known about somebody's age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Age {
    /// The year of birth.
    Year(i32),
    /// Years of age, as given on a day.
    Given(i32, NaiveDate),
}

impl Age {
    /// Reads what somebody wrote: a year with four digits, or an age. Digits may be of either width.
    pub fn parse(text: &str, today: NaiveDate) -> Option<Age> {
        let number: i32 = text.trim().chars().map(half_width).collect::<String>().parse().ok()?;
        match number {
            years if GIVEN.contains(&years) => Some(Age::Given(years, today)),
            year if (FIRST_YEAR..=today.year()).contains(&year) => Some(Age::Year(year)),
            _ => None,
        }
    }

    /// The number that was written.
    pub fn number(self) -> i32 {
        match self {
            Age::Year(number) | Age::Given(number, _) => number,
        }
    }

    /// How old they may be on a day, in whole years: the birthday may still be to come.
    pub fn on(self, day: NaiveDate) -> RangeInclusive<i32> {
        match self {
            Age::Year(year) => day.year() - year - 1..=day.year() - year,
            Age::Given(years, given) => {
                let since = day.years_since(given).map_or(0, |since| since as i32);
                let exact = given.with_year(given.year() + since).is_none_or(|anniversary| anniversary >= day);
                years + since..=years + since + i32::from(!exact)
            }
        }
    }
}

/// Digits as Chinese keyboards may write them, as plain ones.
pub fn half_width(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_u32(letter as u32 - '０' as u32 + '0' as u32).unwrap_or(letter),
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).expect("a day")
    }

    #[test]
    fn a_year_or_an_age_is_read_and_nothing_else() {
        let today = day(2026, 11, 23);
        assert_eq!(Age::parse(" 1980 ", today), Some(Age::Year(1980)));
        assert_eq!(Age::parse("１９８０", today), Some(Age::Year(1980)));
        assert_eq!(Age::parse("46", today), Some(Age::Given(46, today)));
        for text in ["", "0", "121", "800", "1899", "2027", "80年", "-5"] {
            assert_eq!(Age::parse(text, today), None, "{text}");
        }
    }

    #[test]
    fn an_age_is_as_exact_as_what_was_said() {
        assert_eq!(Age::Year(1980).on(day(2026, 11, 23)), 45..=46);
        let given = Age::Given(46, day(2026, 11, 23));
        assert_eq!(given.on(day(2026, 11, 23)), 46..=46);
        assert_eq!(given.on(day(2026, 11, 24)), 46..=47);
        assert_eq!(given.on(day(2027, 11, 23)), 47..=47);
        assert_eq!(given.on(day(2028, 1, 1)), 47..=48);
        assert_eq!(given.on(day(2025, 1, 1)), 46..=46, "a clock that was wrong");
    }
}

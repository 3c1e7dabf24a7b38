//! What people write into the cells of a table: days, times of day, numbers, lists of names, and the names of answers.

use chrono::{Datelike, NaiveDate, NaiveTime};

use serde::de::DeserializeOwned;

use super::older::Fault;
use crate::domain::age::half_width;
use crate::domain::older::plain;
use crate::domain::plan::Category;
use crate::domain::record::Worry;
use crate::words::{Phrase, terms};

/// The first year of which a day is taken.
const FIRST_YEAR: i32 = 1980;

fn narrow(cell: &str) -> String {
    let narrow = |letter: char| match half_width(letter) {
        '：' => ':',
        '／' => '/',
        '－' => '-',
        '．' => '.',
        other => other,
    };
    cell.trim().chars().map(narrow).collect()
}

/// A day, the year first: `2013-07-05`, `2013/7/5`, `2013.7.5`, `2013年7月5日`, `20130705`; what a spreadsheet adds after it
/// (`2013-07-05 00:00:00`, a weekday) is left out.
pub fn day(cell: &str) -> Option<NaiveDate> {
    let cell = narrow(cell);
    let first = cell.split([' ', 'T', '星', '周', '(', '（']).next()?;
    let parts: Vec<&str> = first.split(['-', '/', '.', '年', '月', '日']).filter(|part| !part.is_empty()).collect();
    let (year, month, day) = match *parts.as_slice() {
        [year, month, day] if year.len() == 4 => (year, month, day),
        [all] if all.len() == 8 && all.is_ascii() => (&all[..4], &all[4..6], &all[6..]),
        _ => return None,
    };
    let day = NaiveDate::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (day.year() >= FIRST_YEAR).then_some(day)
}

/// A time of day: `14:00`, `14:00:00`, `14点30分`, `下午2:00`, `2:00 PM`.
pub fn time(cell: &str) -> Option<NaiveTime> {
    let cell = narrow(cell).to_lowercase();
    let after = ["下午", "晚上", "pm", "p.m."].iter().any(|word| cell.contains(word));
    let before = ["上午", "早上", "am", "a.m."].iter().any(|word| cell.contains(word));
    let mut rest = cell;
    for word in ["下午", "晚上", "上午", "早上", "中午", "p.m.", "a.m.", "pm", "am"] {
        rest = rest.replace(word, "");
    }
    let rest = rest.replace('半', "30").replace(['点', '时'], ":").replace(['分', '秒'], "");
    let parts: Vec<&str> = rest.trim().split(':').map(str::trim).collect();
    let number = |text: &str| text.parse::<u32>().ok().filter(|_| text.len() <= 2);
    let (hour, minute) = match *parts.as_slice() {
        [hour, ""] => (number(hour)?, 0),
        [hour, minute] | [hour, minute, _] => (number(hour)?, number(minute)?),
        _ => return None,
    };
    let hour = match hour {
        12 if before => 0,
        hour if after && hour < 12 => hour + 12,
        hour => hour,
    };
    NaiveTime::from_hms_opt(hour, minute, 0)
}

/// A whole number, with or without the word for what is counted: `60`, `60分钟`, `60 min`, `12人`.
pub fn number(cell: &str) -> Option<u32> {
    let cell = narrow(cell);
    let cell = ["分钟", "分", "minutes", "mins", "min", "人", "位"]
        .iter()
        .find_map(|word| cell.strip_suffix(word))
        .unwrap_or(&cell);
    cell.trim().parse().ok()
}

/// Several names or answers in one cell.
pub fn several(cell: &str) -> impl Iterator<Item = &str> {
    cell.split([',', '，', ';', '；', '、', '/', '\n']).map(str::trim).filter(|part| !part.is_empty())
}

/// How many; none where nothing stands there.
pub fn counted(cell: &str, column: Phrase, most: u32) -> Result<Option<u32>, Fault> {
    match cell {
        "" => Ok(None),
        cell => match number(cell).filter(|number| *number <= most) {
            Some(number) => Ok(Some(number)),
            None => Err(Fault::Number(column, cell.to_owned())),
        },
    }
}

/// The words of a cell, unless they are too long.
pub fn short_enough(cell: &str, column: Phrase, longest: usize) -> Result<&str, Fault> {
    if cell.chars().count() > longest { Err(Fault::Long(column)) } else { Ok(cell) }
}

/// Whether that is its name in either language.
pub fn is_called(phrase: Phrase, name: &str) -> bool {
    plain(phrase.en) == plain(name) || plain(phrase.zh) == plain(name)
}

/// The value that is stored by this name.
pub fn slug<T: DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(serde_json::Value::from(name.trim().to_lowercase())).ok()
}

/// By its name in either language, its stored name or its number, 1 to 8.
pub fn category(name: &str) -> Option<Category> {
    let number = number(name).and_then(|number| Category::ALL.into_iter().find(|one| one.number() == number as usize));
    let named = || Category::ALL.into_iter().find(|one| is_called(terms::category(*one), name));
    number.or_else(named).or_else(|| slug(name))
}

/// The answer to whether anything worried somebody, in words that forms use.
pub fn worry(answer: &str) -> Option<Worry> {
    let named = Worry::ALL.into_iter().find(|one| is_called(terms::worry(*one), answer));
    let other = |answer: &str| match answer {
        "无" | "否" | "none" => Some(Worry::No),
        "是" => Some(Worry::Yes),
        _ => None,
    };
    named.or_else(|| slug(answer)).or_else(|| other(&plain(answer)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_with_the_year_first() {
        for cell in [
            "2013-07-05",
            "2013/7/5",
            "2013.7.5",
            "2013年7月5日",
            "20130705",
            " ２０１３-７-５ ",
            "2013-07-05 00:00:00",
            "2013年7月5日 星期五",
            "2013/7/5周五",
        ] {
            assert_eq!(day(cell).map(|day| day.to_string()).as_deref(), Some("2013-07-05"), "{cell}");
        }
        for cell in ["", "5/7/2013", "07-05", "2013-13-01", "1013-07-05", "soon", "2013年"] {
            assert_eq!(day(cell), None, "{cell}");
        }
    }

    #[test]
    fn times_are_read_as_people_write_them() {
        let check = |cell: &str, expect: Option<&str>| {
            assert_eq!(time(cell).map(|time| time.to_string()).as_deref(), expect, "{cell}");
        };
        for cell in ["14:00", "14:00:00", "14：00", "下午2:00", "2:00 PM", "14点", "下午２点", "14时00分"] {
            check(cell, Some("14:00:00"));
        }
        check("9点半", Some("09:30:00"));
        check("上午9:15", Some("09:15:00"));
        check("12:05 am", Some("00:05:00"));
        check("中午12点", Some("12:00:00"));
        for cell in ["", "afternoon", "25:00", "14", "1400:00"] {
            check(cell, None);
        }
    }

    #[test]
    fn numbers_and_names() {
        let check = |cell: &str, expect: Option<u32>| assert_eq!(number(cell), expect, "{cell}");
        check("60", Some(60));
        check("６０分钟", Some(60));
        check("60 min", Some(60));
        check("12人", Some(12));
        check("about 12", None);
        check("-3", None);
        assert_eq!(
            several("阿梅、大刘，M07; Mei / Li\n小何").collect::<Vec<_>>(),
            ["阿梅", "大刘", "M07", "Mei", "Li", "小何"]
        );
    }
}

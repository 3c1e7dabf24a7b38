//! Founding a community, and its lists of venues and numbers.

use chrono::NaiveDate;

use crate::domain::Id;
use crate::domain::community::{Number, Pause, Venue};
use crate::domain::fields::of_community;
use crate::domain::numbers::{Line, Tried};
use crate::merge::Edit;

/// What the first-run page asks.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Founding {
    /// The community's name.
    pub name: String,
    /// Where sessions are held.
    pub venue: String,
    /// The community doctor.
    pub doctor_name: String,
    /// The community doctor's number.
    pub doctor_phone: String,
    /// Numbers to call after that: who, and the number.
    pub numbers: Vec<(String, String)>,
}

/// Founds a community.
pub fn found(founding: &Founding, started: NaiveDate, practice: bool) -> Vec<Edit> {
    let text = |text: &str| text.trim().to_owned();
    let mut edits = vec![
        Edit::set(of_community::NAME, text(&founding.name)),
        Edit::set(of_community::STARTED, started),
        Edit::set(of_community::DOCTOR_NAME, text(&founding.doctor_name)),
        Edit::set(of_community::DOCTOR_PHONE, text(&founding.doctor_phone)),
    ];
    if practice {
        edits.push(Edit::set(of_community::PRACTICE, true));
    }
    if !founding.venue.trim().is_empty() {
        edits.push(venue("v1", &Venue { name: text(&founding.venue), ..Venue::default() }));
    }
    for (place, (name, phone)) in founding.numbers.iter().enumerate() {
        if !phone.trim().is_empty() {
            let place = place as u32;
            edits.push(number(
                &format!("n{place}"),
                &Number { name: text(name), phone: text(phone), place, removed: false },
            ));
        }
    }
    edits
}

/// Sets a venue.
pub fn venue(id: &str, venue: &Venue) -> Edit {
    Edit::put(of_community::VENUE, id, venue.clone())
}

/// Sets a number to call.
pub fn number(id: &str, number: &Number) -> Edit {
    Edit::put(of_community::NUMBER, id, number.clone())
}

/// Notes that a number was tried, by its line; and when by that all of them are right, the day of the try that is longest ago.
pub fn tried(lines: &[Line], dialled: &str, rang: bool, by: Option<&Id>, today: NaiveDate) -> Vec<Edit> {
    let fine = |line: &Line| if line.dialled == dialled { rang } else { line.is_fine(today) };
    let tried = Tried { on: today, rang, by: by.cloned() };
    let mut edits = vec![Edit::put(of_community::NUMBER_TRIED, dialled, tried)];
    let others = lines.iter().filter(|line| line.dialled != dialled);
    let earliest = others.filter_map(|line| line.tried.as_ref()).map(|tried| tried.on).fold(today, std::cmp::min);
    edits.push(match lines.iter().all(fine) {
        true => Edit::set(of_community::NUMBERS_CHECKED, earliest),
        false => Edit::clear(of_community::NUMBERS_CHECKED),
    });
    edits
}

/// Sets a time without sessions.
pub fn pause(id: &str, pause: &Pause) -> Edit {
    Edit::put(of_community::PAUSE, id, pause.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::numbers::{is_due, lines};
    use crate::merge::{Clock, Document, read};

    #[test]
    fn the_numbers_are_checked_when_each_of_them_is() {
        let today: NaiveDate = "2026-11-25".parse().expect("a day");
        let founding = Founding {
            doctor_name: "Dr Zhao".into(),
            doctor_phone: "0731 8888 1234".into(),
            numbers: vec![("Ambulance".into(), "120".into())],
            ..Founding::default()
        };
        let mut document = Document::new(Id::new(Kind::Community, &[1; 10]), 1);
        let mut clock = Clock::new("a");
        let mut does = |edits: Vec<Edit>| {
            edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, 1, None)));
            let community = read::community(&document);
            let tried = document.all(of_community::NUMBER_TRIED).map(|(number, tried)| (number.to_owned(), tried));
            (lines(&community, &tried.collect()), community)
        };
        let (numbers, community) = does(found(&founding, today, false));
        assert_eq!(numbers.iter().map(|line| line.public).collect::<Vec<_>>(), [false, true]);
        assert!(is_due(community.numbers_checked, today));
        let (numbers, community) = does(tried(&numbers, "073188881234", true, None, today));
        assert!(is_due(community.numbers_checked, today) && numbers[0].is_fine(today) && !numbers[1].is_fine(today));
        let (numbers, community) = does(tried(&numbers, "120", true, None, today));
        assert!(!is_due(community.numbers_checked, today));
        // One of them is tried again: the other one is not newer by that.
        let later: NaiveDate = "2027-03-01".parse().expect("a day");
        let (_, community) = does(tried(&numbers, "120", true, None, later));
        assert_eq!(community.numbers_checked, Some(today));
        // Another number is one that nobody tried.
        let (changed, _) = does(vec![Edit::set(of_community::DOCTOR_PHONE, "0731 8888 9999".to_owned())]);
        assert_eq!((changed[0].tried.as_ref(), changed[1].is_fine(today)), (None, true));
        let (_, community) = does(tried(&numbers, "120", false, None, today));
        assert!(is_due(community.numbers_checked, today), "it did not ring");
    }
}

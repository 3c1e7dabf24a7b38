//! Founding a community, and its lists of venues and numbers.

use chrono::NaiveDate;

use crate::domain::community::{Number, Pause, Venue};
use crate::domain::fields::of_community;
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

/// Sets a time without sessions.
pub fn pause(id: &str, pause: &Pause) -> Edit {
    Edit::put(of_community::PAUSE, id, pause.clone())
}

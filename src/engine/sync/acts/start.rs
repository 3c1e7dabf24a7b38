//! Setting or correcting the day on which the service began, and what follows from another day.
//!
//! Forms that were handed over stand in the periods of the start that held then: a correction moves no period that was
//! used, no number and no receipt. While nothing was handed over the periods are counted anew.

use chrono::{Months, NaiveDate};

use crate::domain::fields::of_community::{NOT_STARTED, STARTED};
use crate::domain::submission::Submissions;
use crate::merge::Edit;

/// Months that a start may lie back, or ahead: beyond them it is a slip of the pen.
const BACK: Months = Months::new(50 * 12);
const AHEAD: Months = Months::new(12);

/// What a day would mean as the start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Means {
    /// The year can't be right: it is not taken.
    Unlikely,
    /// The periods are counted from that day.
    Anew,
    /// The periods stay as they are, counted from the day that is said.
    Stay(NaiveDate),
}

/// What a day would mean as the start.
pub fn means(submissions: &Submissions, day: NaiveDate, today: NaiveDate) -> Means {
    let earliest = today.checked_sub_months(BACK).unwrap_or(today);
    let latest = today.checked_add_months(AHEAD).unwrap_or(today);
    if !(earliest..=latest).contains(&day) {
        return Means::Unlikely;
    }
    let known = Submissions { starts: still_counted(submissions, today), ..submissions.clone() };
    match known.counted_from(day) {
        from if from == day => Means::Anew,
        from => Means::Stay(from),
    }
}

/// Sets the start; nothing where the year can't be right. A start that is still to come was written by a clock that ran ahead,
/// or too early: nothing goes on being counted from it.
pub fn start(submissions: &Submissions, day: NaiveDate, today: NaiveDate) -> Vec<Edit> {
    if means(submissions, day, today) == Means::Unlikely {
        return Vec::new();
    }
    let counted = still_counted(submissions, today);
    let wrong = submissions.starts.difference(&counted).filter(|wrong| **wrong != day);
    let wrong = wrong.map(|wrong| Edit::put(NOT_STARTED, &wrong.to_string(), true));
    [Edit::set(STARTED, day)].into_iter().chain(wrong).collect()
}

/// The starts from which periods may go on being counted on a day.
fn still_counted(submissions: &Submissions, today: NaiveDate) -> std::collections::BTreeSet<NaiveDate> {
    crate::domain::order::set(submissions.starts.iter().copied().filter(|start| *start <= today))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::session::SessionSummary;
    use crate::domain::submission::Place;
    use crate::domain::{Id, Kind, Now};
    use crate::merge::{Clock, Document, read};
    use crate::sync::acts::submission::{hand_over, receive};

    fn day(day: &str) -> NaiveDate {
        day.parse().expect("a day")
    }

    fn now(ms: i64) -> Now {
        Now { ms, offset_minutes: 480, entropy: [0; 16] }
    }

    fn closed(number: u8, date: &str) -> SessionSummary {
        let id = Id::new(Kind::Session, &[number; 10]);
        serde_json::from_value(serde_json::json!({ "id": id, "state": "closed", "date": date })).expect("a line")
    }

    /// A community's document on one phone, and the time there.
    struct Phone(Document, Clock, i64);

    impl Phone {
        fn founded(started: &str) -> Phone {
            let mut phone = Phone(Document::new(Id::new(Kind::Community, &[1; 10]), 1), Clock::new("a"), 0);
            phone.does([Edit::set(STARTED, day(started))]);
            phone
        }

        fn does(&mut self, edits: impl IntoIterator<Item = Edit>) -> Submissions {
            for edit in edits {
                self.2 += 1;
                self.0.edit(&edit, &mut self.1, self.2, None);
            }
            read::submissions(&self.0)
        }

        /// Hands over what is ready in the period of a day.
        fn hands_over(&mut self, sessions: &[SessionSummary], today: &str, short: &str) -> Submissions {
            let held = read::submissions(&self.0);
            let period = held.period_of(self.0.get(STARTED).expect("a start"), day(today)).expect("a period");
            let now = now(self.2);
            self.does(hand_over(&held, sessions, &period, None, short, &now))
        }

        /// Numbers and first days of the periods up to a day.
        fn periods(&self, today: &str) -> Vec<(u32, String)> {
            let held = read::submissions(&self.0);
            let periods = held.periods(self.0.get(STARTED).expect("a start"), day(today));
            periods.iter().map(|period| (period.number, period.from.to_string())).collect()
        }
    }

    #[test]
    fn while_nothing_is_handed_over_the_periods_are_counted_anew() {
        let mut phone = Phone::founded("2026-11-20");
        let held = read::submissions(&phone.0);
        let (wanted, today) = (day("2026-10-01"), day("2026-11-26"));
        assert_eq!(means(&held, wanted, today), Means::Anew);
        phone.does(start(&held, wanted, today));
        assert_eq!(phone.periods("2026-11-26"), [(1, "2026-10-01".to_owned()), (2, "2026-11-12".to_owned())]);
    }

    #[test]
    fn a_correction_moves_nothing_that_was_handed_over_or_received() {
        for wanted in ["2024-03-01", "2026-02-20", "2026-11-26", "2027-02-01"] {
            let mut phone = Phone::founded("2026-01-01");
            let sessions = [closed(1, "2026-01-10"), closed(2, "2026-02-20"), closed(3, "2024-05-05")];
            let held = phone.hands_over(&sessions[..1], "2026-01-20", "a");
            phone.does(receive(&held, None, None, &now(9)));
            phone.hands_over(&sessions[..2], "2026-03-01", "b");
            let before = phone.periods("2026-11-26");
            let today = day("2026-11-26");
            let held = read::submissions(&phone.0);
            assert_eq!(means(&held, day(wanted), today), Means::Stay(day("2026-01-01")), "{wanted}");
            let held = phone.does(start(&held, day(wanted), today));
            assert_eq!(phone.periods("2026-11-26"), before, "{wanted}");
            assert_eq!(held.place(&sessions[0]), Place::Received(9));
            assert!(matches!(held.place(&sessions[1]), Place::HandedOver(_)));
            // What lies before the first period stands in the first one.
            let first = held.stands_in(day(wanted), day("2024-05-05")).expect("a period");
            assert_eq!((first.number, first.from), (1, day("2026-01-01")), "{wanted}");
            // A second correction, and handing over again: the same periods.
            phone.does(start(&held, day("2025-07-07"), today));
            phone.hands_over(&sessions, "2026-11-26", "c");
            assert_eq!(phone.periods("2026-11-26"), before, "{wanted}");
        }
    }

    /// Founded on a phone whose clock ran a year ahead, and handed over there: later its clock is set right.
    #[test]
    fn a_clock_that_ran_ahead_has_a_way_out() {
        let mut phone = Phone::founded("2027-11-20");
        let (sessions, today) = ([closed(1, "2027-11-22"), closed(2, "2026-11-25")], day("2026-11-26"));
        let held = phone.hands_over(&sessions[..1], "2027-11-23", "a");
        assert!(phone.periods("2026-11-26").is_empty(), "no period has begun");
        assert_eq!(means(&held, day("2026-11-20"), today), Means::Anew);
        let held = phone.does(start(&held, day("2026-11-20"), today));
        assert_eq!(phone.periods("2026-11-26"), [(1, "2026-11-20".to_owned())]);
        assert!(matches!(held.place(&sessions[0]), Place::HandedOver(_)), "nothing is lost");
        let held = phone.hands_over(&sessions, "2026-11-26", "b");
        assert_eq!(phone.periods("2027-12-12").len(), 10, "a year later they are the same");
        assert_eq!(phone.periods("2027-12-12")[0].1, "2026-11-20");
        // What the clock dated ahead stands in the last period meanwhile.
        let community = read::community(&phone.0);
        let sheets = held.sheets(&community, &sessions, &[], today);
        assert_eq!((sheets.len(), sheets[0].forms.len(), sheets[0].forms[1].late), (1, 2, None));
    }

    /// The start was corrected while the clock still ran ahead: the same day can be taken once more.
    #[test]
    fn the_same_day_again_lets_go_of_a_start_that_is_to_come() {
        let mut phone = Phone::founded("2027-11-20");
        let held = phone.hands_over(&[closed(1, "2027-11-22")], "2027-11-23", "a");
        let held = phone.does(start(&held, day("2026-11-20"), day("2027-11-23")));
        assert_eq!(held.counted_from(day("2026-11-20")), day("2027-11-20"));
        let held = phone.does(start(&held, day("2026-11-20"), day("2026-11-26")));
        assert_eq!(held.counted_from(day("2026-11-20")), day("2026-11-20"));
    }

    /// The start is corrected on one phone, and forms are handed over on another that does not know of it: whatever comes
    /// first, both count alike afterwards, by the start of what was handed over.
    #[test]
    fn a_correction_meets_a_hand_over_that_did_not_know_it() {
        let sessions = [closed(1, "2026-01-10")];
        let founded = Document::new(Id::new(Kind::Community, &[1; 10]), 1);
        let mut founder = Phone(founded, Clock::new("a"), 0);
        let shared = founder.0.edit(&Edit::set(STARTED, day("2026-01-01")), &mut founder.1, 1, None);
        let [mut coordinator, mut peer] = [("b", 2), ("c", 3)].map(|(name, client)| {
            let mut phone = Phone(Document::new(Id::new(Kind::Community, &[1; 10]), client), Clock::new(name), 10);
            shared.iter().for_each(|op| phone.1.saw(&op.stamp));
            shared.iter().for_each(|op| phone.0.take(op.clone()));
            phone
        });
        let held = read::submissions(&coordinator.0);
        let edits = start(&held, day("2025-06-01"), day("2026-03-01"));
        let corrected: Vec<_> =
            edits.iter().flat_map(|edit| coordinator.0.edit(edit, &mut coordinator.1, 20, None)).collect();
        let held = read::submissions(&peer.0);
        let period = held.period_of(day("2026-01-01"), day("2026-03-01")).expect("a period");
        let edit = hand_over(&held, &sessions, &period, None, "x", &now(15)).expect("one is ready");
        let handed: Vec<_> = peer.0.edit(&edit, &mut peer.1, 15, None).into_iter().collect();
        corrected.into_iter().for_each(|op| peer.0.take(op));
        handed.into_iter().for_each(|op| coordinator.0.take(op));
        for phone in [&coordinator, &peer] {
            assert_eq!(phone.0.get(STARTED), Some(day("2025-06-01")));
            let periods = phone.periods("2026-03-01");
            assert_eq!(periods, [(1, "2026-01-01".to_owned()), (2, "2026-02-12".to_owned())]);
        }
    }

    #[test]
    fn a_year_that_cannot_be_right_is_not_taken() {
        let held = Submissions::default();
        for wrong in ["1926-11-26", "2206-11-26"] {
            assert_eq!(means(&held, day(wrong), day("2026-11-26")), Means::Unlikely, "{wrong}");
            assert!(start(&held, day(wrong), day("2026-11-26")).is_empty());
        }
    }

    /// Nobody but who may write the start can shift periods: a first day that fits no start counts for nothing.
    #[test]
    fn a_crafted_first_day_shifts_no_period() {
        let mut phone = Phone::founded("2026-01-01");
        let crafted = serde_json::json!({ "at": 1, "period": 1, "from": "1999-01-01", "sessions": [] });
        phone.does([Edit::Set("submission.handed/x".to_owned(), crafted)]);
        assert_eq!(phone.periods("2026-01-09"), [(1, "2026-01-01".to_owned())]);
    }
}

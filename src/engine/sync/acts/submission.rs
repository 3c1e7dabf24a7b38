//! Handing over the forms, receiving them, sending one back with a question.

use crate::domain::fields::of_community;
use crate::domain::session::SessionSummary;
use crate::domain::submission::{DAYS, Period, Received, SentBack, Submission, Submissions};
use crate::domain::{Id, Now};
use crate::merge::Edit;

/// Hands over all forms that are ready, in the period of today. `short` is a fresh short id; `None` where none is ready.
pub fn hand_over(
    submissions: &Submissions,
    sessions: &[SessionSummary],
    period: &Period,
    by: Option<&Id>,
    short: &str,
    now: &Now,
) -> Option<Edit> {
    let sessions = submissions.ready(sessions);
    let submission = Submission { at: now.ms, by: by.cloned(), period: period.number, sessions };
    (!submission.sessions.is_empty()).then(|| Edit::put(of_community::SUBMISSION, short, submission))
}

/// Receives everything that was handed over and is not received yet.
pub fn receive(submissions: &Submissions, by: Option<&Id>, now: &Now) -> Vec<Edit> {
    let waits = submissions.handed.keys().filter(|id| !submissions.received.contains_key(*id));
    waits.map(|id| Edit::put(of_community::RECEIVED, id, Received { at: now.ms, by: by.cloned() })).collect()
}

/// Sends a session's forms back with a question; nothing without one.
pub fn send_back(session: &Id, why: &str, by: Option<&Id>, now: &Now) -> Option<Edit> {
    let why = why.trim().to_owned();
    let back = SentBack { at: now.ms, by: by.cloned(), why };
    (!back.why.is_empty()).then(|| Edit::put(of_community::SENT_BACK, session.as_str(), back))
}

/// Sets the days of a period.
pub fn days(days: u32) -> Edit {
    Edit::set(of_community::PERIOD_DAYS, days.clamp(*DAYS.start(), *DAYS.end()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::submission::Place;
    use crate::merge::{Clock, Document, read};
    use chrono::NaiveDate;

    fn now(ms: i64) -> Now {
        Now { ms, offset_minutes: 480, entropy: [0; 16] }
    }

    #[test]
    fn forms_go_to_the_coordinator_come_back_and_go_again() {
        let mut document = Document::new(Id::new(Kind::Community, &[1; 10]), 1);
        let mut clock = Clock::new("a");
        let mut does = |edits: Vec<Edit>, at: i64| {
            edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, at, None)));
            read::submissions(&document)
        };
        let id = Id::new(Kind::Session, &[2; 10]);
        let session: SessionSummary =
            serde_json::from_value(serde_json::json!({ "id": id, "state": "closed" })).expect("a line");
        let period = Period::new(NaiveDate::default(), 42, 3).expect("a period");
        let submissions = does(Vec::new(), 1);
        let all = [session.clone()];
        let first = hand_over(&submissions, &all, &period, None, "a", &now(10)).expect("one is ready");
        let submissions = does(vec![first], 10);
        assert_eq!(submissions.place(&session), Place::HandedOver(10));
        assert_eq!(hand_over(&submissions, &all, &period, None, "b", &now(11)), None, "nothing is ready");
        let submissions = does(receive(&submissions, None, &now(20)), 20);
        assert_eq!(submissions.place(&session), Place::Received(20));
        assert!(receive(&submissions, None, &now(21)).is_empty());
        assert_eq!(send_back(&id, "  ", None, &now(30)), None);
        let submissions = does(send_back(&id, " Who led it? ", None, &now(30)).into_iter().collect(), 30);
        assert!(matches!(submissions.place(&session), Place::SentBack(back) if back.why == "Who led it?"));
        let again = hand_over(&submissions, &all, &period, None, "b", &now(40)).expect("it goes again");
        assert_eq!(does(vec![again], 40).place(&session), Place::HandedOver(40));
        assert_eq!(does(vec![days(2)], 50).days, 7);
    }
}

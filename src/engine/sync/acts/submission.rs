//! Handing over the forms, receiving them, sending one back with a question.

use crate::domain::fields::of_community;
use crate::domain::session::SessionSummary;
use chrono::NaiveDate;

use crate::domain::submission::{Answered, DAYS, Period, Received, SentBack, Submission, Submissions};
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
    (!sessions.is_empty()).then(|| goes(sessions, period, by, short, now))
}

fn goes(sessions: Vec<Id>, period: &Period, by: Option<&Id>, short: &str, now: &Now) -> Edit {
    let of = Submission {
        at: now.ms,
        by: by.cloned(),
        period: period.number,
        from: Some(period.from),
        ..Default::default()
    };
    Edit::put(of_community::SUBMISSION, short, Submission { sessions, ..of })
}

/// Answers a question about a session's forms, and hands them over again unless another question is open; nothing without words.
pub fn answer(
    submissions: &Submissions,
    (session, asked): (&Id, &SentBack),
    words: &str,
    period: &Period,
    by: Option<&Id>,
    short: &str,
    now: &Now,
) -> Vec<Edit> {
    let words = words.trim().to_owned();
    if words.is_empty() {
        return Vec::new();
    }
    let answered = Answered { at: now.ms, by: by.cloned(), words };
    let others = submissions.asked(session).iter().any(|other| other.answer.is_none() && other.at != asked.at);
    let again = (!others).then(|| goes(vec![session.clone()], period, by, short, now));
    [Edit::put(of_community::ANSWERED, &asked.key(session), answered)].into_iter().chain(again).collect()
}

/// Receives the forms of sessions that were handed over and are not received yet; of all sessions where none are named. A
/// submission of which nothing else waits is received as a whole.
pub fn receive(submissions: &Submissions, only: Option<&[Id]>, by: Option<&Id>, now: &Now) -> Vec<Edit> {
    let receipt = |key: &str| Edit::put(of_community::RECEIVED, key, Received { at: now.ms, by: by.cloned() });
    let of = |(short, one): (&String, &Submission)| {
        let waits = |session: &&Id| submissions.receipt(short, session).is_none();
        let (wanted, left): (Vec<&Id>, Vec<&Id>) =
            one.sessions.iter().filter(waits).partition(|session| only.is_none_or(|only| only.contains(session)));
        match (wanted.is_empty(), left.is_empty()) {
            (true, _) => Vec::new(),
            (_, true) => vec![receipt(short)],
            (_, false) => wanted.into_iter().map(|session| receipt(&Received::key(short, session))).collect(),
        }
    };
    submissions.handed.iter().flat_map(of).collect()
}

/// Sends a session's forms back with a question; nothing without one.
pub fn send_back(session: &Id, why: &str, by: Option<&Id>, now: &Now) -> Option<Edit> {
    let why = why.trim().to_owned();
    let back = SentBack { at: now.ms, by: by.cloned(), why, answer: None };
    (!back.why.is_empty()).then(|| Edit::put(of_community::SENT_BACK, session.as_str(), back))
}

/// From which day on other days of a period would hold: from the next period on, or from the beginning while nothing was handed
/// over. `running` is the period of today.
pub fn days_from(submissions: &Submissions, running: &Period) -> Option<NaiveDate> {
    if submissions.handed.is_empty() && submissions.later.is_empty() { None } else { running.to.succ_opt() }
}

/// Sets the days of a period. What was handed over stands in the periods that held then.
pub fn days(submissions: &Submissions, running: &Period, days: u32) -> Edit {
    let days = days.clamp(*DAYS.start(), *DAYS.end());
    match days_from(submissions, running) {
        None => Edit::set(of_community::PERIOD_DAYS, days),
        Some(from) => Edit::put(of_community::DAYS_FROM, &from.to_string(), days),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::session::SessionSummary;
    use crate::domain::submission::Place;
    use crate::merge::submitted::asked_of;
    use crate::merge::{Clock, Document, Op, read};

    fn now(ms: i64) -> Now {
        Now { ms, offset_minutes: 480, entropy: [0; 16] }
    }

    fn day(day: &str) -> NaiveDate {
        day.parse().expect("a day")
    }

    /// One phone: its clock may be wrong.
    struct Phone {
        document: Document,
        clock: Clock,
        ops: Vec<Op>,
    }

    impl Phone {
        fn new(name: &str, client: u64) -> Phone {
            let document = Document::new(Id::new(Kind::Community, &[1; 10]), client);
            Phone { document, clock: Clock::new(name), ops: Vec::new() }
        }

        fn does(&mut self, edits: impl IntoIterator<Item = Edit>, at: i64) -> Submissions {
            for edit in edits {
                self.ops.extend(self.document.edit(&edit, &mut self.clock, at, None));
            }
            self.held()
        }

        fn hears(&mut self, other: &Phone) {
            for op in &other.ops {
                self.clock.saw(&op.stamp);
                self.document.take(op.clone());
            }
        }

        fn held(&self) -> Submissions {
            let held = read::submissions(&self.document);
            // What Today asks says the same as reading all of it.
            let open = |(_, asked): &(&Id, &Vec<SentBack>)| asked.iter().any(|asked| asked.answer.is_none());
            let mine = |session: &Id| held.of(session).any(|(_, one)| one.by.is_none());
            let open: Vec<&str> = held.back.iter().filter(open).map(|(id, _)| id.as_str()).collect();
            let open = open.into_iter().filter(|id| Id::parse(id).is_some_and(|id| mine(&id)));
            assert!(asked_of(&self.document, None).into_iter().eq(open));
            held
        }
    }

    fn closed() -> SessionSummary {
        let id = Id::new(Kind::Session, &[2; 10]);
        serde_json::from_value(serde_json::json!({ "id": id, "state": "closed" })).expect("a line")
    }

    #[test]
    fn forms_go_to_the_coordinator_come_back_and_go_again() {
        let mut phone = Phone::new("a", 1);
        let (session, period) = (closed(), Period::new(NaiveDate::default(), 42, 3).expect("a period"));
        let all = [session.clone()];
        let first = hand_over(&phone.held(), &all, &period, None, "a", &now(10)).expect("one is ready");
        let submissions = phone.does([first], 10);
        assert_eq!(submissions.place(&session), Place::HandedOver(10));
        assert_eq!(hand_over(&submissions, &all, &period, None, "b", &now(11)), None, "nothing is ready");
        let submissions = phone.does(receive(&submissions, None, None, &now(20)), 20);
        assert_eq!(submissions.place(&session), Place::Received(20));
        assert!(receive(&submissions, None, None, &now(21)).is_empty());
        assert_eq!(send_back(&session.id, "  ", None, &now(30)), None);
        let submissions = phone.does(send_back(&session.id, " Who led it? ", None, &now(30)), 30);
        let Place::SentBack(asked) = submissions.place(&session) else { panic!("{submissions:?}") };
        assert_eq!(asked.why, "Who led it?");
        // Handing over what else is ready leaves the question open; only an answer closes it.
        assert_eq!(hand_over(&submissions, &all, &period, None, "b", &now(35)), None);
        let of = (&session.id, &asked);
        assert!(answer(&submissions, of, " ", &period, None, "b", &now(40)).is_empty());
        let submissions = phone.does(answer(&submissions, of, " Xiao Lin. ", &period, None, "b", &now(40)), 40);
        assert_eq!(submissions.place(&session), Place::HandedOver(40));
        // A second question: the first stays to be read, with its answer.
        let submissions = phone.does(send_back(&session.id, "And the song?", None, &now(50)), 50);
        let read: Vec<(&str, Option<&str>)> = submissions
            .asked(&session.id)
            .iter()
            .map(|asked| (asked.why.as_str(), asked.answer.as_ref().map(|answer| answer.words.as_str())))
            .collect();
        assert_eq!(read, [("Who led it?", Some("Xiao Lin.")), ("And the song?", None)]);
    }

    /// A submission with forms of two periods: one period is received, then the other.
    #[test]
    fn the_forms_of_some_sessions_are_received_and_the_others_wait() {
        let mut phone = Phone::new("a", 1);
        let other = SessionSummary { id: Id::new(Kind::Session, &[3; 10]), ..closed() };
        let (all, period) = ([closed(), other], Period::new(NaiveDate::default(), 42, 2).expect("a period"));
        let held = phone.held();
        let held = phone.does(hand_over(&held, &all, &period, None, "a", &now(10)), 10);
        let only = |at: usize| [all[at].id.clone()];
        let held = phone.does(receive(&held, Some(&only(0)), None, &now(20)), 20);
        assert_eq!(all.each_ref().map(|one| held.place(one)), [Place::Received(20), Place::HandedOver(10)]);
        assert!(receive(&held, Some(&only(0)), None, &now(21)).is_empty());
        let rest = receive(&held, Some(&only(1)), None, &now(30));
        assert!(matches!(&rest[..], [Edit::Set(field, _)] if field == "submission.received/a"), "as a whole: {rest:?}");
        let held = phone.does(rest, 30);
        assert_eq!(all.each_ref().map(|one| held.place(one)), [Place::Received(20), Place::Received(30)]);
        assert!(receive(&held, None, None, &now(31)).is_empty());
    }

    #[test]
    fn a_question_is_not_lost_where_the_clocks_of_the_phones_differ() {
        for (peers, coordinators) in [(1_000_000, 10), (10, 1_000_000)] {
            let (mut peer, mut coordinator) = (Phone::new("p", 1), Phone::new("c", 2));
            let (session, period) = (closed(), Period::new(NaiveDate::default(), 42, 1).expect("a period"));
            let all = [session.clone()];
            let first = hand_over(&peer.held(), &all, &period, None, "a", &now(peers)).expect("one is ready");
            peer.does([first], peers);
            coordinator.hears(&peer);
            let held = coordinator.does(send_back(&session.id, "Who?", None, &now(coordinators)), coordinators);
            let Place::SentBack(asked) = held.place(&session) else { panic!("{held:?}") };
            peer.hears(&coordinator);
            assert!(matches!(peer.held().place(&session), Place::SentBack(_)), "{peers} {coordinators}");
            let edits = answer(&peer.held(), (&session.id, &asked), "I did", &period, None, "b", &now(peers + 1));
            assert_eq!(peer.does(edits, peers + 1).place(&session), Place::HandedOver(peers + 1));
            // Received: what came last by who knew what, not by the clock.
            coordinator.hears(&peer);
            let received = receive(&coordinator.held(), None, None, &now(coordinators + 2));
            let held = coordinator.does(received, coordinators + 2);
            assert_eq!(held.place(&session), Place::Received(coordinators + 2));
        }
    }

    #[test]
    fn who_handed_a_form_over_is_asked_and_nobody_else() {
        let [peer, other] = [7, 8].map(|n| Id::new(Kind::Person, &[n; 10]));
        let (mut phone, session) = (Phone::new("p", 1), closed());
        let period = Period::new(NaiveDate::default(), 42, 1).expect("a period");
        let asked = |phone: &Phone| [&peer, &other].map(|who| asked_of(&phone.document, Some(who)).len());
        let all = [session.clone()];
        let edit = hand_over(&phone.held(), &all, &period, Some(&peer), "a", &now(10)).expect("one is ready");
        phone.does([edit], 10);
        assert_eq!(asked(&phone), [0, 0]);
        let held = phone.does(send_back(&session.id, "Who?", None, &now(20)), 20);
        assert_eq!(asked(&phone), [1, 0]);
        let Place::SentBack(question) = held.place(&session) else { panic!("{held:?}") };
        phone.does(answer(&held, (&session.id, &question), "I did", &period, Some(&peer), "b", &now(30)), 30);
        assert_eq!(asked(&phone), [0, 0]);
    }

    #[test]
    fn a_question_meets_a_hand_over_that_did_not_know_it_and_stays() {
        let [mut one, mut two, mut coordinator] = [("p", 1), ("q", 2), ("c", 3)].map(|(name, n)| Phone::new(name, n));
        let (session, period) = (closed(), Period::new(NaiveDate::default(), 42, 1).expect("a period"));
        let all = [session.clone()];
        let hands = |phone: &mut Phone, short: &str, at: i64| {
            let edit = hand_over(&phone.held(), &all, &period, None, short, &now(at)).expect("one is ready");
            phone.does([edit], at);
        };
        hands(&mut one, "a", 10);
        hands(&mut two, "b", 1_000);
        coordinator.hears(&one);
        coordinator.does(send_back(&session.id, "Who?", None, &now(20)), 20);
        coordinator.hears(&two);
        assert!(matches!(coordinator.held().place(&session), Place::SentBack(_)), "{:?}", coordinator.held());
    }

    /// As it was stored before submissions said their first day: handing over again was the answer.
    #[test]
    fn what_was_stored_before_answers_were_written_reads_as_it_did() {
        let mut phone = Phone::new("a", 1);
        let session = closed();
        let put = |field: &str, value: serde_json::Value| Edit::Set(field.to_owned(), value);
        let handed = |at: i64| serde_json::json!({ "at": at, "period": 2, "sessions": [session.id] });
        let back = serde_json::json!({ "at": 20, "why": "Who?" });
        phone.does([Edit::set(of_community::STARTED, day("2026-01-01"))], 1);
        phone.does([put("community.period_days", 7.into())], 2);
        phone.does([put("submission.handed/a", handed(10))], 10);
        let held = phone.does([put(&format!("submission.back/{}", session.id), back)], 20);
        assert!(matches!(held.place(&session), Place::SentBack(_)));
        // Its period was the second of 7 days, whatever was set later.
        phone.does([put("community.period_days", 42.into())], 25);
        assert_eq!(phone.held().came_in(&session.id), Some(day("2026-01-08")));
        let held = phone.does([put("submission.handed/b", handed(30))], 30);
        assert_eq!(held.place(&session), Place::HandedOver(30));
        assert_eq!(held.asked(&session.id)[0].answer.as_ref().map(|answer| answer.at), Some(30));
    }

    #[test]
    fn other_days_hold_from_the_next_period_on() {
        let mut phone = Phone::new("a", 1);
        let started = day("2026-01-01");
        let running = |held: &Submissions| held.period_of(started, day("2026-02-15")).expect("a period");
        // Nothing was handed over yet: from the beginning on.
        let held = phone.held();
        let held = phone.does([days(&held, &running(&held), 28)], 1);
        assert_eq!((held.latest_days(), held.later.len()), (28, 0));
        let session = closed();
        let hands = hand_over(&held, &[session], &running(&held), None, "a", &now(2)).expect("one is ready");
        let held = phone.does([hands], 2);
        let before = held.periods(started, day("2026-02-25"));
        let held = phone.does([days(&held, &running(&held), 14)], 3);
        assert_eq!(held.periods(started, day("2026-02-25")), before, "no past period is cut anew");
        let next = held.period_of(started, day("2026-02-26")).expect("a period");
        assert_eq!((next.number, next.from, next.to), (3, day("2026-02-26"), day("2026-03-11")));
        assert_eq!(held.latest_days(), 14);
    }
}

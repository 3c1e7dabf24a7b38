//! A supervisor's day: what waits for an answer, oldest first - emergencies, questions, plans, records - and then what the
//! peers say of themselves, as far as they chose to share it.

use chrono::{Days, NaiveDate};

use super::feeling::{Break, Feeling};
use super::guidance::{Guidance, Phase, Stage, Standing};
use super::question::Question;
use super::session::{SessionSummary, State};
use super::{Id, Millis, order};

/// How far back a record is still looked for: two rounds of group supervision. What is older is talked about there.
pub const LOOKS_BACK_DAYS: u64 = 84;

/// Something that waits for an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Waits {
    /// An emergency event that no doctor has acknowledged.
    Emergency {
        /// Its session.
        session: Id,
        /// The event's short id, where it is known.
        event: Option<String>,
    },
    /// A question that nobody answered.
    Question(Id),
    /// A plan.
    Plan(Id),
    /// A record.
    Record(Id),
}

impl Waits {
    fn rank(&self) -> u8 {
        match self {
            Waits::Emergency { .. } => 0,
            Waits::Question(_) => 1,
            Waits::Plan(_) => 2,
            Waits::Record(_) => 3,
        }
    }
}

/// What a peer says of themself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OwnWords {
    /// After a session.
    After {
        /// The session.
        session: Id,
        /// What they noted.
        feeling: Feeling,
    },
    /// They need a break.
    Break(Break),
}

/// A session as a supervisor's day sees it.
#[derive(Clone, Copy, Debug)]
pub struct Seen<'a> {
    /// Its line.
    pub line: &'a SessionSummary,
    /// Guidance on it; `None` while its document is not read.
    pub guidance: Option<&'a Guidance>,
    /// Its events that no doctor has acknowledged: when each was opened, and its short id where it is known.
    pub events: &'a [(Millis, Option<String>)],
}

/// Everything that waits.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Day {
    /// For an answer, with the moment since which it waits.
    pub waits: Vec<(Millis, Waits)>,
    /// Who says what of themself, the latest first.
    pub own_words: Vec<(Millis, Id, OwnWords)>,
}

/// Puts a day together. `me` answers no question of their own.
pub fn day<'a>(
    sessions: impl Iterator<Item = Seen<'a>>,
    questions: &[Question],
    own_words: Vec<(Millis, Id, OwnWords)>,
    phase: Phase,
    me: Option<&Id>,
) -> Day {
    let mut waits = Vec::new();
    for seen in sessions.filter(|seen| seen.line.removed.is_none()) {
        let id = &seen.line.id;
        for (opened, event) in seen.events {
            waits.push((*opened, Waits::Emergency { session: id.clone(), event: event.clone() }));
        }
        let figures = seen.line.figures.as_deref();
        let Some(guidance) = seen.guidance else { continue };
        // Once a session has begun its plan waits for nobody any more.
        let planned = matches!(seen.line.state, State::Planning | State::Ready);
        let ready = figures.and_then(|figures| figures.ready).filter(|_| seen.line.state == State::Ready);
        if let (true, Standing::Waits(since)) = (planned, guidance.standing(Stage::Plan, phase, ready)) {
            waits.push((since, Waits::Plan(id.clone())));
        }
        let closed = figures.and_then(|figures| figures.closed);
        if let Standing::Waits(since) = guidance.standing(Stage::Record, phase, closed) {
            waits.push((since, Waits::Record(id.clone())));
        }
    }
    let open = questions.iter().filter(|question| question.waits_for(me));
    waits.extend(open.map(|question| (question.asked.at, Waits::Question(question.id.clone()))));
    order::sort(&mut waits, |(a_since, a), (b_since, b)| (a.rank(), a_since).cmp(&(b.rank(), b_since)));
    let mut own_words = own_words;
    order::sort(&mut own_words, |(a_at, a, _), (b_at, b, _)| (b_at, b).cmp(&(a_at, a)));
    Day { waits, own_words }
}

/// Whether a session is looked at for guidance: one that is planned, or one of the last weeks.
pub fn is_near(session: &SessionSummary, today: NaiveDate) -> bool {
    let since = today.checked_sub_days(Days::new(LOOKS_BACK_DAYS)).unwrap_or(NaiveDate::MIN);
    session.removed.is_none() && session.state != State::Cancelled && session.date.is_none_or(|date| date >= since)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::guidance::{Asked, Comment, Said, Verdict};
    use crate::domain::question;

    fn line(number: u8, state: State, ready: Option<Millis>, closed: Option<Millis>) -> SessionSummary {
        let id = Id::new(Kind::Session, &[number; 10]);
        let figures = serde_json::json!({ "ready": ready, "closed": closed });
        let line = serde_json::json!({ "id": id, "state": state, "figures": figures, "date": "2026-11-20" });
        serde_json::from_value(line).expect("a line")
    }

    fn asked(number: u8, at: Millis) -> Question {
        Question {
            id: Id::new(Kind::Question, &[number; 10]),
            by: Some(Id::new(Kind::Person, &[number; 10])),
            asked: question::Asked { at, words: "How?".into(), about: None, from: None },
            answers: Vec::new(),
            removed: None,
        }
    }

    fn answered(stage: Stage, answers: Millis) -> Guidance {
        let comment = Comment {
            at: 0,
            stage,
            part: String::new(),
            words: String::new(),
            verdict: Some(Verdict::LetUsTalk),
            answers: Some(answers),
            removed: false,
        };
        Guidance { said: vec![Said { id: "a".into(), by: None, comment }], ..Guidance::default() }
    }

    #[test]
    fn what_waits_comes_oldest_first_and_emergencies_before_all() {
        let lines = [
            line(1, State::Ready, Some(50), None),
            line(2, State::Closed, Some(10), Some(40)),
            line(3, State::Closed, Some(5), Some(20)),
            line(4, State::Ready, Some(30), None),
            line(5, State::Running, Some(1), None),
            line(6, State::Planning, None, None),
            line(7, State::Ready, Some(2), None),
        ];
        let none = Guidance::default();
        let done = answered(Stage::Record, 20);
        let early = Guidance { asked_plan: Some(Asked { at: 45, by: None }), ..Guidance::default() };
        let event = [(60, Some("e1".to_owned()))];
        let seen = |at: usize| Seen {
            line: &lines[at],
            guidance: match at {
                2 => Some(&done),
                5 => Some(&early),
                6 => None, // not read yet: nothing is claimed
                _ => Some(&none),
            },
            events: if at == 1 { &event } else { &[] },
        };
        let questions = [asked(1, 99), asked(2, 98), asked(3, 1)];
        let me = questions[2].by.clone();
        let close = day((0..7).map(seen), &questions, Vec::new(), Phase::Close, me.as_ref());
        let id = |number: u8| Id::new(Kind::Session, &[number; 10]);
        let expect = vec![
            (60, Waits::Emergency { session: id(2), event: Some("e1".into()) }),
            (98, Waits::Question(questions[1].id.clone())),
            (99, Waits::Question(questions[0].id.clone())),
            (30, Waits::Plan(id(4))),
            (45, Waits::Plan(id(6))), // asked for before it was ready
            (50, Waits::Plan(id(1))),
            (40, Waits::Record(id(2))),
        ];
        assert_eq!(close.waits, expect);
        let later = day((0..7).map(seen), &[], Vec::new(), Phase::AsNeeded, None);
        assert_eq!(later.waits, [expect[0].clone(), expect[4].clone()], "only what was asked for");
    }

    #[test]
    fn own_words_come_last_and_the_latest_of_them_first() {
        let peer = Id::new(Kind::Person, &[1; 10]);
        let words = |at: Millis| (at, peer.clone(), OwnWords::Break(Break { at, words: String::new() }));
        let day = day([].into_iter(), &[], vec![words(1), words(3), words(2)], Phase::Close, None);
        assert!(day.waits.is_empty());
        assert_eq!(day.own_words.iter().map(|(at, ..)| *at).collect::<Vec<_>>(), [3, 2, 1]);
    }

    #[test]
    fn a_supervisor_looks_back_twelve_weeks() {
        let today = "2026-11-25".parse().expect("a date");
        let on = |date: &str, state: State| SessionSummary { date: date.parse().ok(), ..line(1, state, None, None) };
        assert!(is_near(&on("2026-09-02", State::Closed), today) && !is_near(&on("2026-09-01", State::Closed), today));
        assert!(is_near(&on("2027-01-01", State::Ready), today) && is_near(&on("", State::Planning), today));
        assert!(!is_near(&on("2026-11-20", State::Cancelled), today));
    }
}

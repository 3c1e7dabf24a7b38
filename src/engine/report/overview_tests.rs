use super::*;
use crate::domain::figures::{EventFigures, SessionFigures};
use crate::domain::session::State;
use crate::domain::submission::{Received, SentBack, Submission, Submissions, USUAL_DAYS};
use crate::domain::{Kind, Millis};
use crate::merge::{Document, read};

const DAY: Millis = 86_400_000;

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

/// Noon of that day in China.
fn noon(of: NaiveDate) -> Millis {
    of.and_hms_opt(4, 0, 0).expect("noon").and_utc().timestamp_millis()
}

fn on(of: NaiveDate) -> Now {
    Now { ms: noon(of), offset_minutes: 480, entropy: [0; 16] }
}

fn one(number: u8, state: State, date: NaiveDate) -> SessionSummary {
    let id = Id::new(Kind::Session, &[number; 10]);
    serde_json::from_value(serde_json::json!({ "id": id, "state": state, "date": date })).expect("a line")
}

/// A community that began on New Year's Day, with these sessions.
fn records(number: u8, sessions: Vec<SessionSummary>) -> Records {
    let mut community = read::community(&Document::new(Id::new(Kind::Community, &[number; 10]), 1));
    community.started = Some(day(1, 1));
    let submissions = Submissions { days: USUAL_DAYS, ..Submissions::default() };
    let (supervisions, evaluation) = Default::default();
    Records { community, sessions, people: Vec::new(), submissions, supervisions, evaluation }
}

fn waiting(count: usize, since: NaiveDate) -> Waiting {
    Waiting { count, since: Some(since) }
}

#[test]
fn a_line_says_what_was_held_what_waits_and_since_when() {
    // Periods: 1 January to 11 February, 12 February to 25 March, 26 March on.
    let mut gone = one(9, State::ToRecord, day(1, 3));
    gone.removed = Some(1);
    let sessions = vec![
        one(1, State::Closed, day(1, 5)),
        one(2, State::Closed, day(1, 19)),
        one(3, State::Closed, day(2, 20)),
        one(4, State::ToRecord, day(3, 30)),
        one(5, State::ToConfirm, day(4, 1)),
        one(6, State::Ready, day(4, 8)),
        one(7, State::Cancelled, day(3, 2)),
        gone,
    ];
    let mut records = records(1, sessions);
    let ids = |places: &[usize]| places.iter().map(|place| records.sessions[*place].id.clone()).collect::<Vec<_>>();
    let hand = |at: NaiveDate, period, sessions| Submission { at: noon(at), period, sessions, ..Submission::default() };
    let (first, second) = (hand(day(2, 11), 1, ids(&[0])), hand(day(2, 15), 2, ids(&[1])));
    records.submissions.handed = [("a".to_owned(), first), ("b".to_owned(), second)].into();
    records.submissions.received.insert("a".into(), Received { at: noon(day(2, 13)), by: None });
    let event = |acknowledged| EventFigures { opened: Some(noon(day(2, 20))), acknowledged, ..EventFigures::default() };
    let events = vec![event(None), event(Some(noon(day(2, 21))))];
    records.sessions[2].figures = Some(Box::new(SessionFigures { events, ..SessionFigures::default() }));

    let line = line(&records, &on(day(4, 2)));
    assert_eq!((line.held, line.in_period, line.last), (5, 2, Some(day(4, 1))));
    assert_eq!(line.period.map(|period| (period.number, period.from)), Some((3, day(3, 26))));
    assert_eq!(line.began, Some(day(1, 1)));
    assert_eq!(line.unwritten, waiting(2, day(3, 30)), "one in the bin waits for nobody");
    assert_eq!(line.unseen, waiting(1, day(2, 20)));
    assert_eq!(line.ready, waiting(1, day(2, 20)));
    assert_eq!(line.handed, waiting(1, day(2, 15)));
    assert_eq!((line.received, line.back), (1, Waiting::default()));
    // The second period ended on 25 March, and its form has not come.
    assert_eq!(line.due, waiting(1, day(3, 26)));
    assert!(line.waiting() == 5 && line.gaps.is_empty() && line.pause.is_none());
}

#[test]
fn older_records_wait_for_nobody() {
    let mut older = one(1, State::Closed, NaiveDate::from_ymd_opt(2013, 8, 1).expect("a day"));
    older.figures = Some(Box::new(SessionFigures { brought: true, ..SessionFigures::default() }));
    let line = line(&records(1, vec![older, one(2, State::Closed, day(1, 5))]), &on(day(1, 8)));
    assert_eq!((line.held, line.ready), (2, waiting(1, day(1, 5))));
}

#[test]
fn where_all_has_come_nothing_waits() {
    let mut records = records(1, vec![one(1, State::Closed, day(1, 5))]);
    let id = records.sessions[0].id.clone();
    let handed = Submission { at: noon(day(1, 6)), period: 1, sessions: vec![id.clone()], ..Submission::default() };
    records.submissions.handed.insert("a".into(), handed);
    records.submissions.received.insert("a".into(), Received { at: noon(day(1, 7)), by: None });
    assert_eq!(line(&records, &on(day(1, 8))).waiting(), 0);
    // A question waits for an answer, also in a period that is over.
    let back = SentBack { at: noon(day(1, 9)), why: "Who led it?".into(), ..SentBack::default() };
    records.submissions.back.insert(id, vec![back]);
    let line = line(&records, &on(day(2, 12)));
    assert_eq!((line.back, line.due), (waiting(1, day(1, 9)), waiting(1, day(2, 12))));
    assert_eq!(line.waiting(), 1);
}

#[test]
fn a_gap_has_its_reason_and_a_pause_of_today_is_said() {
    let mut records = records(1, vec![one(1, State::Closed, day(1, 5))]);
    let pause = Pause { from: day(2, 20), until: Some(day(4, 1)), reason: "No hall".into(), removed: false };
    records.community.pauses.push(pause.clone());
    let check = |today: NaiveDate, paused: bool, expect: &[(usize, bool)]| {
        let line = line(&records, &on(today));
        let gaps: Vec<_> = line.gaps.iter().map(|(_, gap)| (gap.reasons.len(), gap.explained)).collect();
        assert_eq!((line.pause.is_some(), gaps.as_slice()), (paused, expect), "{today}");
    };
    check(day(2, 15), false, &[]);
    check(day(3, 1), true, &[]);
    check(day(4, 2), false, &[(1, true)]);
    // A week of pause is named, and does not explain the other five; of the next six weeks nothing is known.
    check(day(7, 1), false, &[(0, false), (1, false), (1, true)]);
    assert_eq!(line(&records, &on(day(7, 1))).unexplained(), 2);
    // Without a known start there are no periods, and nothing is guessed.
    records.community.started = None;
    let line = line(&records, &on(day(7, 1)));
    assert_eq!((line.period, line.in_period, line.gaps.len(), line.held), (None, 0, 0, 1));
}

#[test]
fn the_day_is_that_of_the_place_not_of_greenwich() {
    let mut records = records(1, vec![one(1, State::Closed, day(1, 5))]);
    let sessions = vec![records.sessions[0].id.clone()];
    // Six in the morning in China is still the day before in Greenwich.
    let at = noon(day(1, 7)) - DAY / 4;
    records.submissions.handed.insert("a".into(), Submission { at, period: 1, sessions, ..Submission::default() });
    assert_eq!(line(&records, &on(day(1, 8))).handed, waiting(1, day(1, 7)));
}

#[test]
fn a_community_counts_once_and_never_beside_an_invented_one() {
    let practice = |number| {
        let mut made = records(number, Vec::new());
        made.community.practice = true;
        made
    };
    let numbers = |all: Vec<Records>| together(all).into_iter().map(|one| one.community.id).collect::<Vec<_>>();
    let id = |number: u8| Id::new(Kind::Community, &[number; 10]);
    let real = |number| records(number, Vec::new());
    assert_eq!(numbers(vec![real(1), real(2), real(1), practice(3), real(2)]), [id(1), id(2)]);
    assert_eq!(numbers(vec![practice(3), real(1), practice(4)]), [id(3), id(4)]);
    assert!(together([]).is_empty());
}

#[test]
fn the_sample_programme_has_a_line_for_each_community() {
    use crate::sync::acts::programme;
    let now = on(NaiveDate::from_ymd_opt(2016, 6, 30).expect("a day"));
    let made = programme::make(crate::words::Language::English, &[], &now).records(&now);
    let lines: Vec<Line> = made.iter().map(|records| line(records, &now)).collect();
    let figures: Vec<(&str, usize)> = lines.iter().map(|line| (line.name.as_str(), line.held)).collect();
    assert_eq!(figures, [("Tuanjiehu", 74), ("Maizidian", 92), ("Xiangheyuan", 22), ("Jinsong", 26)]);
    // Tuanjiehu's half-year without a venue: its gaps have their reason.
    let gaps = lines[0].gaps.iter().filter(|(_, gap)| gap.explained && !gap.reasons.is_empty());
    assert_eq!((gaps.count(), lines[0].unexplained()), (4, 1), "{:?}", lines[0].gaps);
}

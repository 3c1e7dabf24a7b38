use super::*;
use crate::domain::Kind;
use crate::domain::community::{Pause, Venue};
use crate::domain::figures::SessionFigures;
use crate::domain::person::Role;
use crate::merge::{Document, read};

fn day(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
}

fn one(number: u8, state: State, date: NaiveDate) -> SessionSummary {
    let id = Id::new(Kind::Session, &[number; 10]);
    serde_json::from_value(serde_json::json!({ "id": id, "state": state, "date": date })).expect("a line")
}

fn community() -> Community {
    let fresh = read::community(&Document::new(Id::new(Kind::Community, &[1; 10]), 1));
    Community { started: Some(day(1, 1)), ..fresh }
}

/// Handed over in the period that begins on that day, after so many others.
fn handed(at: Millis, from: NaiveDate, order: usize, sessions: &[&SessionSummary]) -> Submission {
    let sessions = sessions.iter().map(|session| session.id.clone()).collect();
    Submission { at, from: Some(from), order, sessions, ..Submission::default() }
}

#[test]
fn a_period_is_six_weeks_from_the_start() {
    let check = |date, expect: Option<(u32, NaiveDate, NaiveDate)>| {
        let period = Submissions { days: USUAL_DAYS, ..Submissions::default() }.period_of(day(1, 1), date);
        assert_eq!(period.map(|period| (period.number, period.from, period.to)), expect, "{date}");
        assert!(period.is_none_or(|period| period.has(date)));
    };
    check(day(1, 1), Some((1, day(1, 1), day(2, 11))));
    check(day(2, 11), Some((1, day(1, 1), day(2, 11))));
    check(day(2, 12), Some((2, day(2, 12), day(3, 25))));
    check(
        day(12, 31).pred_opt().expect("a day"),
        Some((9, day(12, 3), NaiveDate::from_ymd_opt(2027, 1, 13).expect("a day"))),
    );
    check(NaiveDate::from_ymd_opt(2025, 12, 31).expect("a day"), None);
    assert_eq!(Period::new(day(1, 1), USUAL_DAYS, 0), None);
    assert_eq!(Period::new(NaiveDate::MAX, USUAL_DAYS, 2), None);
    let none = Submissions::default().period_of(day(1, 1), day(1, 8));
    assert_eq!(none.map(|period| period.number), Some(2), "a week at least");
}

#[test]
fn what_lies_before_the_first_period_stands_in_it() {
    let period = |number| Period::new(day(3, 1), USUAL_DAYS, number).expect("a period");
    let early =
        [one(1, State::Closed, day(2, 3)), one(2, State::Planning, day(1, 7)), one(3, State::Closed, day(3, 9))];
    assert_eq!(Submissions::first_day(&period(1), &early), day(2, 3), "a plan that was never held shifts nothing");
    assert_eq!(Submissions::first_day(&period(2), &early), period(2).from);
    assert_eq!(Submissions::first_day(&period(1), &early[2..]), day(3, 1));
}

#[test]
fn each_form_is_where_it_is() {
    let (closed, late, held) =
        (one(1, State::Closed, day(1, 5)), one(2, State::Closed, day(1, 7)), one(3, State::ToRecord, day(1, 9)));
    let called_off = one(4, State::Cancelled, day(1, 12));
    let all = [closed.clone(), late.clone(), held.clone(), called_off.clone()];
    let mut submissions = Submissions { days: USUAL_DAYS, ..Submissions::default() };
    assert_eq!(submissions.ready(&all), [closed.id.clone(), late.id.clone()]);
    let places = |submissions: &Submissions| all.iter().map(|one| submissions.place(one)).collect::<Vec<_>>();
    assert_eq!(places(&submissions), [Place::Ready, Place::Ready, Place::NotWritten, Place::CalledOff]);

    submissions.handed.insert("a".into(), handed(100, day(1, 1), 0, &[&closed]));
    assert_eq!(submissions.place(&closed), Place::HandedOver(100));
    assert_eq!(submissions.ready(&all), std::slice::from_ref(&late.id));
    submissions.received.insert("a".into(), Received { at: 200, by: None });
    assert_eq!(submissions.place(&closed), Place::Received(200));

    // Sent back with a question: it waits for an answer, and other forms go without it.
    let back = SentBack { at: 300, why: "Who led it?".into(), ..SentBack::default() };
    submissions.back.insert(closed.id.clone(), vec![back.clone()]);
    assert_eq!(submissions.place(&closed), Place::SentBack(back.clone()));
    assert_eq!(submissions.ready(&all), std::slice::from_ref(&late.id));
    submissions.handed.insert("b".into(), handed(90, day(2, 12), 1, &[&late]));
    assert_eq!(submissions.place(&closed), Place::SentBack(back.clone()));
    assert!(submissions.ready(&all).is_empty());
    let answer = Some(Answered { at: 400, by: None, words: "Xiao Lin".into() });
    submissions.back.insert(closed.id.clone(), vec![SentBack { answer, ..back }]);
    submissions.handed.insert("c".into(), handed(80, day(2, 12), 2, &[&closed]));
    assert_eq!(submissions.place(&closed), Place::HandedOver(80), "the last one, whatever its clock said");

    // What came in the second period for the first time is late.
    let sheets = submissions.sheets(&community(), &all, &[], day(2, 20));
    assert_eq!(sheets.iter().map(|sheet| sheet.period.number).collect::<Vec<_>>(), [2, 1]);
    let first = &sheets[1];
    assert_eq!(first.forms.iter().map(|form| form.late).collect::<Vec<_>>(), [None, Some(2), None, None]);
    assert_eq!(first.count(|place| *place == Place::NotWritten), 1);
    assert_eq!((first.gap.clone(), first.forms[0].asked.len()), (None, 1));
}

/// What is said of the first period, on a day.
fn gap_on(community: &Community, sessions: &[SessionSummary], people: &[Person], today: NaiveDate) -> Option<Gap> {
    let submissions = Submissions { days: USUAL_DAYS, ..Submissions::default() };
    submissions.sheets(community, sessions, people, today).pop()?.gap
}

fn pause(from: NaiveDate, until: Option<NaiveDate>, reason: &str) -> Pause {
    Pause { from, until, reason: reason.into(), removed: false }
}

#[test]
fn a_period_that_is_over_without_sessions_says_why() {
    let over = day(2, 12);
    let known = |gap: Option<Gap>| gap.map(|gap| (gap.reasons.len(), gap.explained));
    let mut community = community();
    assert_eq!(known(gap_on(&community, &[], &[], day(1, 1))), None, "its first day is no gap");
    assert_eq!(known(gap_on(&community, &[], &[], day(2, 11))), None, "on its last day there may be a session yet");
    assert_eq!(known(gap_on(&community, &[], &[], over)), Some((0, false)));
    assert_eq!(known(gap_on(&community, &[one(1, State::ToRecord, day(1, 5))], &[], over)), None);
    // Called off: with its reason, and only if nothing else was planned.
    let mut off = one(1, State::Cancelled, day(1, 5));
    let all = |off: &SessionSummary| gap_on(&community, std::slice::from_ref(off), &[], over);
    assert_eq!(all(&off), Some(Gap { reasons: vec![Reason::CalledOff(Vec::new())], explained: false }));
    let figures = |why: &str| SessionFigures { why_not: Some(why.into()), ..SessionFigures::default() };
    off.figures = Some(Box::new(figures("Heavy snow")));
    assert_eq!(all(&off), Some(Gap { reasons: vec![Reason::CalledOff(vec!["Heavy snow".into()])], explained: true }));
    let planned = one(2, State::Ready, day(2, 11));
    assert_eq!(
        gap_on(&community, &[off.clone(), planned.clone()], &[], day(2, 10)),
        None,
        "one is planned for tomorrow"
    );
    assert_eq!(known(gap_on(&community, &[off, planned], &[], over)), Some((0, false)), "it was not held");
    // A pause explains the days that it has, and only with a reason.
    community.pauses = vec![pause(day(1, 3), None, "The hall is being painted")];
    assert_eq!(known(gap_on(&community, &[], &[], over)), Some((1, true)));
    assert_eq!(known(gap_on(&community, &[], &[], day(1, 20))), Some((1, true)), "it holds today");
    community.pauses = vec![pause(day(1, 3), Some(day(1, 3)), "The hall is being painted")];
    assert_eq!(known(gap_on(&community, &[], &[], over)), Some((1, false)), "one day is no six weeks");
    community.pauses = vec![pause(day(1, 3), None, " ")];
    assert_eq!(known(gap_on(&community, &[], &[], over)), Some((1, false)), "nobody has said why");
    community.started = None;
    assert_eq!(gap_on(&community, &[], &[], day(1, 20)), None);
}

#[test]
fn no_venue_and_peers_on_leave_explain_a_gap() {
    let over = day(2, 12);
    let mut community = community();
    let venue = |name: &str, since: Option<NaiveDate>| Venue {
        name: name.into(),
        out_of_use: since.map(|since| (since, "water damage".to_owned())),
        removed: false,
    };
    let hall = NaiveDate::from_ymd_opt(2025, 11, 1);
    community.venues.insert("a".into(), venue("Hall", hall));
    let gap = gap_on(&community, &[], &[], over).expect("a gap");
    assert!(gap.explained && matches!(&gap.reasons[..], [Reason::Venue { name, .. }] if name == "Hall"), "{gap:?}");
    community.venues.insert("b".into(), venue("Library", None));
    assert!(!gap_on(&community, &[], &[], over).expect("a gap").explained, "there was another one");
    // Two carry a session: with one of two on leave there is none.
    let peer = |number: u8, on_leave| {
        let person = Person::new(Id::new(Kind::Person, &[number; 10]), Role::Peer, "P");
        Person { on_leave, ..person }
    };
    let away = Some(day(1, 10));
    let gap = gap_on(&community, &[], &[peer(1, away), peer(2, None)], over).expect("a gap");
    assert!(gap.explained && gap.reasons.contains(&Reason::OnLeave(1)), "{gap:?}");
    let gap = gap_on(&community, &[], &[peer(1, away), peer(2, None), peer(3, None)], over).expect("a gap");
    assert!(!gap.explained, "two others were here");
}

#[test]
fn older_records_wait_for_nobody_and_explain_only_their_own_days() {
    let older = |number, date| {
        let mut one = one(number, State::Closed, date);
        one.figures = Some(Box::new(crate::domain::figures::SessionFigures { brought: true, ..Default::default() }));
        one
    };
    let before = older(1, NaiveDate::from_ymd_opt(2013, 7, 5).expect("a day"));
    let within = older(2, day(1, 20));
    let submissions = Submissions { days: USUAL_DAYS, ..Submissions::default() };
    assert!(submissions.ready([&before, &within]).is_empty());
    let gap = |sessions: &[SessionSummary]| {
        let sheets = submissions.sheets(&community(), sessions, &[], day(2, 12));
        (sheets[1].forms.len(), sheets[1].gap.clone())
    };
    assert_eq!(gap(std::slice::from_ref(&before)), (0, Some(Gap::default())));
    assert_eq!(gap(&[before, within]), (0, None));
}

use super::*;
use crate::domain::Kind;
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

fn handed(at: Millis, period: u32, sessions: &[&SessionSummary]) -> Submission {
    Submission { at, by: None, period, sessions: sessions.iter().map(|session| session.id.clone()).collect() }
}

#[test]
fn a_period_is_six_weeks_from_the_start() {
    let check = |date, expect: Option<(u32, NaiveDate, NaiveDate)>| {
        let period = Period::of(day(1, 1), USUAL_DAYS, date);
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
    assert_eq!(Period::of(day(1, 1), 0, day(1, 8)).map(|period| period.number), Some(2), "a week at least");
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

    submissions.handed.insert("a".into(), handed(100, 1, &[&closed]));
    assert_eq!(submissions.place(&closed), Place::HandedOver(100));
    assert_eq!(submissions.ready(&all), std::slice::from_ref(&late.id));
    submissions.received.insert("a".into(), Received { at: 200, by: None });
    assert_eq!(submissions.place(&closed), Place::Received(200));

    // Sent back with a question, and handed over once more.
    let back = SentBack { at: 300, by: None, why: "Who led it?".into() };
    submissions.back.insert(closed.id.clone(), back.clone());
    assert_eq!(submissions.place(&closed), Place::SentBack(back));
    assert_eq!(submissions.ready(&all), [closed.id.clone(), late.id.clone()]);
    submissions.handed.insert("b".into(), handed(400, 2, &[&closed, &late]));
    assert_eq!(submissions.place(&closed), Place::HandedOver(400));
    assert!(submissions.ready(&all).is_empty());

    // What came in the second period for the first time is late.
    let sheets = submissions.sheets(&community(), &all, day(2, 20));
    assert_eq!(sheets.iter().map(|sheet| sheet.period.number).collect::<Vec<_>>(), [2, 1]);
    let first = &sheets[1];
    assert_eq!(first.forms.iter().map(|form| form.late).collect::<Vec<_>>(), [None, Some(2), None, None]);
    assert_eq!(first.count(|place| *place == Place::NotWritten), 1);
    assert_eq!(first.gap, None);
}

#[test]
fn a_period_without_sessions_says_why() {
    let mut community = community();
    let check = |community: &Community, sessions: &[SessionSummary], expect: Option<Gap>| {
        let submissions = Submissions { days: USUAL_DAYS, ..Submissions::default() };
        let sheets = submissions.sheets(community, sessions, day(1, 20));
        assert_eq!(sheets.iter().map(|sheet| sheet.gap.clone()).collect::<Vec<_>>(), [expect]);
    };
    check(&community, &[], Some(Gap::Unknown));
    check(&community, &[one(1, State::Cancelled, day(1, 5))], Some(Gap::CalledOff));
    check(&community, &[one(1, State::ToRecord, day(1, 5))], None);
    let pause = Pause { from: day(1, 3), until: None, reason: "The hall is being painted".into(), removed: false };
    community.pauses.push(pause.clone());
    check(&community, &[], Some(Gap::Pause(pause)));
    community.started = None;
    assert!(Submissions::default().sheets(&community, &[], day(1, 20)).is_empty());
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
        let sheets = submissions.sheets(&community(), sessions, day(1, 25));
        (sheets[0].forms.len(), sheets[0].gap.clone())
    };
    assert_eq!(gap(std::slice::from_ref(&before)), (0, Some(Gap::Unknown)));
    assert_eq!(gap(&[before, within]), (0, None));
}

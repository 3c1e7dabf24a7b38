use super::*;
use crate::domain::Kind;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

#[test]
fn guidance_is_close_for_twelve_months() {
    let check = |started: Option<&str>, today: &str, expect: Phase| {
        assert_eq!(Phase::by_date(started.map(day), day(today)), expect, "{started:?} {today}");
    };
    check(Some("2025-11-25"), "2025-11-25", Phase::Close);
    check(Some("2025-11-25"), "2026-11-24", Phase::Close);
    check(Some("2025-11-25"), "2026-11-25", Phase::AsNeeded);
    check(Some("2024-02-29"), "2025-02-28", Phase::AsNeeded);
    check(None, "2026-11-25", Phase::Close);
}

fn said(stage: Stage, answers: Option<Millis>) -> Said {
    let comment = Comment {
        at: 3, // a clock far behind
        stage,
        part: String::new(),
        words: "Fine".into(),
        verdict: Some(Verdict::LooksReady),
        answers,
        removed: false,
    };
    Said { id: "a".into(), by: None, comment }
}

#[test]
fn a_plan_waits_until_somebody_answers_that_very_plan() {
    let asked = |at| Some(Asked { at, by: None });
    let check = |asked_plan: Option<Asked>, all: &[Said], phase: Phase, since: Option<Millis>, expect: Standing| {
        let guidance = Guidance { asked_plan, asked_record: None, said: all.to_vec() };
        assert_eq!(guidance.standing(Stage::Plan, phase, since), expect);
    };
    let ready = Some(1_000);
    check(None, &[], Phase::Close, None, Standing::Free);
    check(None, &[], Phase::AsNeeded, ready, Standing::Free);
    check(None, &[], Phase::Close, ready, Standing::Waits(1_000));
    check(asked(2_000), &[], Phase::AsNeeded, ready, Standing::Waits(2_000));
    check(None, &[said(Stage::Plan, ready)], Phase::Close, ready, Standing::Answered);
    check(None, &[said(Stage::Plan, Some(500))], Phase::Close, ready, Standing::Waits(1_000)); // an earlier plan
    check(None, &[said(Stage::Record, ready)], Phase::Close, ready, Standing::Waits(1_000)); // on the record
    check(asked(2_000), &[said(Stage::Plan, ready)], Phase::Close, ready, Standing::Waits(2_000)); // asked again
    check(None, &[said(Stage::Plan, None)], Phase::Close, ready, Standing::Waits(1_000));
}

#[test]
fn every_part_has_a_name_of_its_own() {
    for stage in [Stage::Plan, Stage::Record] {
        let parts = Part::of(stage);
        for part in &parts {
            assert_eq!(Part::parse(stage, part.slug()), *part);
        }
        assert_eq!(Part::parse(stage, "of a later version"), Part::Whole);
    }
}

#[test]
fn planning_on_ones_own_is_counted_from_the_latest_session() {
    let me = Id::new(Kind::Person, &[1; 10]);
    let session = |number: u8, state: State, lead: &Id| -> SessionSummary {
        let id = Id::new(Kind::Session, &[number; 10]);
        serde_json::from_value(serde_json::json!({ "id": id, "state": state, "lead": lead })).expect("a line")
    };
    let other = Id::new(Kind::Person, &[2; 10]);
    let sessions = [
        session(1, State::Ready, &me),
        session(2, State::Closed, &me),
        session(3, State::Closed, &other),
        session(4, State::ToRecord, &me),
        session(5, State::Closed, &me),
    ];
    let none = Guidance::default();
    let helped = Guidance { said: vec![said(Stage::Plan, None)], ..Guidance::default() };
    let after = Guidance { said: vec![said(Stage::Record, None)], ..Guidance::default() };
    let count = |last: Option<&Guidance>| {
        on_their_own(&me, sessions.iter(), |id| if *id == sessions[4].id { last } else { Some(&none) })
    };
    // What is said afterwards takes nothing away from the plan.
    assert_eq!(count(Some(&after)), 3);
    assert_eq!(count(Some(&helped)), 2);
    assert_eq!(count(None), 2, "of what is not known nothing is claimed");
}

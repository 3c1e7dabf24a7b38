use super::*;
use crate::domain::Kind;
use crate::domain::guidance::Standing;
use crate::merge::{Clock, Document, guided};

fn now(ms: i64) -> Now {
    Now { ms, offset_minutes: 0, entropy: [0; 16] }
}

fn person(number: u8) -> Id {
    Id::new(Kind::Person, &[number; 10])
}

fn does(document: &mut Document, edits: impl IntoIterator<Item = Edit>, at: i64, by: &Id) {
    let mut clock = Clock::new("d");
    if let Some(latest) = document.latest() {
        clock.saw(&latest.clone());
    }
    edits.into_iter().for_each(|edit| drop(document.edit(&edit, &mut clock, at, Some(by))));
}

#[test]
fn a_plan_is_asked_about_and_answered() {
    let (peer, doctor) = (person(1), person(2));
    let mut document = Document::new(Id::new(Kind::Session, &[1; 10]), 1);
    does(&mut document, [ask(Stage::Plan, Some(&peer), &now(10))], 10, &peer);
    let standing = |document: &Document| guided::guidance(document).standing(Stage::Plan, Phase::AsNeeded, None);
    assert_eq!(standing(&document), Standing::Waits(10));
    let whole = (Stage::Plan, Part::Whole);
    assert_eq!(comment("a", whole, "  ", None, Some(10), &now(5)), None);
    let part = (Stage::Plan, Part::parse(Stage::Plan, "parts"));
    let words = comment("b", part, " Shorter warm-up? ", Some(Verdict::LooksReady), Some(10), &now(5));
    does(&mut document, words, 11, &doctor);
    assert_eq!(standing(&document), Standing::Answered, "though the doctor's clock is behind");
    let said = guided::guidance(&document).said;
    assert_eq!((said[0].by.as_ref(), said[0].comment.words.as_str()), (Some(&doctor), "Shorter warm-up?"));
    does(&mut document, [ask_no_more(Stage::Plan)], 12, &peer);
    assert_eq!(standing(&document), Standing::Free);
}

#[test]
fn a_phase_set_by_hand_keeps_its_reason() {
    let mut document = Document::new(Id::new(Kind::Community, &[1; 10]), 1);
    let today = "2026-11-25".parse().expect("a date");
    does(&mut document, [Edit::set(of_community::STARTED, "2020-01-01".parse().expect("a date"))], 1, &person(1));
    assert_eq!(guided::phase(&document, today), Phase::AsNeeded);
    assert_eq!(set_phase(Phase::Close, " ", None, &now(2)), None);
    does(&mut document, set_phase(Phase::Close, " Three new peers ", Some(&person(1)), &now(2)), 2, &person(1));
    assert_eq!(guided::phase(&document, today), Phase::Close);
    assert_eq!(guided::phase_set(&document).map(|set| set.reason).as_deref(), Some("Three new peers"));
    does(&mut document, [follow_start()], 3, &person(1));
    assert_eq!(guided::phase(&document, today), Phase::AsNeeded);
}

#[test]
fn the_group_answers_a_question() {
    let (peer, doctor) = (person(1), person(2));
    let mut document = Document::new(Id::new(Kind::Question, &[1; 10]), 1);
    assert_eq!(guided::question(&document), None);
    assert_eq!(question("", None, None, &now(1)), None);
    let about = Some(About::Idea("social.body_language".into()));
    does(&mut document, question("Nobody talks. What helps?", about.clone(), None, &now(1)), 1, &peer);
    let held = guided::question(&document).expect("it is asked");
    assert!(held.waits() && held.by == Some(peer.clone()) && held.asked.about == about);
    does(&mut document, answer("a", "Begin with a round.", None, &now(2)), 2, &doctor);
    let held = guided::question(&document).expect("it is asked");
    assert_eq!((held.waits(), &held.answers[0].1), (false, &Some(doctor.clone())));
    does(&mut document, [take_answer_back("a", &held.answers[0].2)], 3, &doctor);
    assert!(guided::question(&document).is_some_and(|held| held.waits()));
}

#[test]
fn what_is_shared_by_choice_can_be_taken_back() {
    let peer = person(1);
    let mut document = Document::new(Id::new(Kind::Session, &[1; 10]), 1);
    let feeling = Feeling { at: 1, words: "Tired, and glad.".into(), ..Feeling::default() };
    does(&mut document, [share_feeling(&peer, Some(&feeling))], 1, &peer);
    assert_eq!(guided::feelings(&document).get(&peer), Some(&feeling));
    does(&mut document, [share_feeling(&peer, None)], 2, &peer);
    assert!(guided::feelings(&document).is_empty());

    let mut document = Document::new(peer.clone(), 1);
    does(&mut document, [need_break("", &now(5))], 5, &peer);
    assert_eq!(guided::needs_break(&document).map(|held| held.at), Some(5));
    does(&mut document, [end_break()], 6, &peer);
    assert_eq!(guided::needs_break(&document), None);
}

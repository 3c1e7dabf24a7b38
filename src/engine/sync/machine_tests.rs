use super::*;
use crate::domain::fields::{REMOVED, planning};
use crate::words::Language;

const LABEL: Phrase = Phrase { en: "Changed", zh: "已修改" };

fn now(ms: Millis) -> Now {
    Now { ms, offset_minutes: 480, entropy: [3; 16] }
}

fn session_id() -> Id {
    Id::new(Kind::Session, &[1; 10])
}

fn machine() -> Machine {
    Machine::start(Local::new("device", Language::English, 0), Vec::new(), 7).0
}

fn minutes(value: u32) -> Event {
    Event::Edit(session_id(), vec![Edit::set(planning::MINUTES, value)], Some(LABEL))
}

fn save_of(effects: &[Effect]) -> Save {
    effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Save(save) => Some(save.clone()),
            _ => None,
        })
        .expect("something is saved")
}

#[test]
fn saved_is_said_only_after_the_store_answered() {
    let mut machine = machine();
    let save = save_of(&machine.step(minutes(60), &now(1)));
    assert_eq!(machine.save_state(), SaveState::Saving);
    assert_eq!((save.ops.len(), save.summaries.len()), (1, 1));
    machine.step(Event::Saved(save.batch), &now(9));
    assert_eq!(machine.save_state(), SaveState::Saved(9));
}

#[test]
fn one_batch_at_a_time_and_in_order() {
    let mut machine = machine();
    let first = save_of(&machine.step(minutes(60), &now(1)));
    let effects = machine.step(minutes(70), &now(2));
    assert!(!effects.iter().any(|effect| matches!(effect, Effect::Save(_))));
    let second = save_of(&machine.step(Event::Saved(first.batch), &now(3)));
    assert!(first.ops[0].0 < second.ops[0].0);
    assert_eq!(machine.save_state(), SaveState::Saving, "the second is still on its way");
}

#[test]
fn what_the_store_refused_waits_and_goes_with_the_next() {
    let mut machine = machine();
    let first = save_of(&machine.step(minutes(60), &now(1)));
    machine.step(Event::NotSaved(first.batch, Fault::Full), &now(2));
    assert_eq!(machine.save_state(), SaveState::NotSaved(Fault::Full));
    let again = save_of(&machine.step(minutes(70), &now(3)));
    assert_eq!(again.ops.len(), 2, "the first is not lost");
    machine.step(Event::Saved(first.batch), &now(4));
    assert_eq!(machine.save_state(), SaveState::Saving, "a late answer to an old batch means nothing");
}

#[test]
fn rows_bring_everything_back() {
    let mut machine = machine();
    let save = save_of(&machine.step(
        Event::Edit(
            session_id(),
            vec![Edit::set(planning::MINUTES, 60), Edit::write(planning::theme(), "包饺子")],
            None,
        ),
        &now(1),
    ));
    let local: Local = serde_json::from_slice(&save.local).expect("the local row opens");
    let (mut again, damaged) = Machine::start(local, save.summaries, 8);
    assert!(damaged.is_empty());
    assert_eq!(again.sessions()[0].theme, "包饺子");
    again.step(Event::Opened(session_id(), save.ops), &now(2));
    let session = again.session(&session_id(), &now(2)).expect("it is open");
    assert_eq!((session.plan.minutes, session.plan.theme.as_str()), (Some(60), "包饺子"));
    let next = save_of(&again.step(minutes(90), &now(3)));
    assert!(next.ops[0].0.ends_with("/0000000001"), "no row is written over: {}", next.ops[0].0);
}

#[test]
fn everything_can_be_undone_for_ten_seconds() {
    let mut machine = machine();
    machine.step(minutes(60), &now(0));
    machine.step(minutes(90), &now(100));
    machine.step(Event::Undo, &now(100 + UNDO_FOR));
    assert_eq!(machine.session(&session_id(), &now(1)).and_then(|session| session.plan.minutes), Some(60));

    machine.step(minutes(90), &now(20_000));
    machine.step(Event::Undo, &now(20_001 + UNDO_FOR));
    assert_eq!(machine.session(&session_id(), &now(1)).and_then(|session| session.plan.minutes), Some(90));
}

#[test]
fn the_bin_keeps_for_thirty_days_then_the_rows_go() {
    let mut machine = machine();
    let first = save_of(&machine.step(minutes(60), &now(0)));
    let remove = vec![Edit::set(REMOVED, Some(5))];
    machine.step(Event::Edit(session_id(), remove, Some(LABEL)), &now(5));
    assert!(machine.sessions().is_empty());
    assert_eq!(machine.bin().len(), 1);
    assert!(machine.step(Event::Purge(session_id()), &now(BIN_FOR)).is_empty(), "not before its time");
    let later = now(BIN_FOR + 10);
    assert_eq!(machine.expired(later.ms), [session_id()]);
    let second = save_of(&machine.step(Event::Saved(first.batch), &later));
    machine.step(Event::Saved(second.batch), &later);
    let save = save_of(&machine.step(Event::Purge(session_id()), &later));
    assert_eq!(save.deletes.len(), 2);
    assert!(machine.bin().is_empty());
}

#[test]
fn rows_of_a_later_version_are_kept_and_said() {
    let mut machine = machine();
    let row = br#"[{"document":"saeaqcaibaeaqcaib","stamp":[1,0,"x"],"draw":{"x":1}}]"#.to_vec();
    let effects = machine.step(Event::Opened(session_id(), vec![("s/0000000004".into(), row)]), &now(1));
    assert!(effects.contains(&Effect::Say(Notice::SetAside(1))));
}

#[test]
fn a_damaged_row_at_the_end_keeps_its_number() {
    let mut machine = machine();
    let damaged = (format!("{}/0000000004", session_id()), Vec::new());
    let effects = machine.step(Event::Opened(session_id(), vec![damaged]), &now(1));
    assert!(effects.contains(&Effect::Say(Notice::SetAside(1))));
    let saved = save_of(&machine.step(minutes(60), &now(2)));
    assert_eq!(saved.ops.into_iter().map(|(key, _)| key).collect::<Vec<_>>(), [format!("{}/0000000005", session_id())]);
}

#[test]
fn an_edit_of_a_document_that_is_not_read_yet_waits_for_it() {
    let mut first = machine();
    let save = save_of(&first.step(minutes(60), &now(1)));
    let local: Local = serde_json::from_slice(&save.local).expect("the local row opens");
    let (mut again, _) = Machine::start(local, save.summaries, 8);
    let bring = vec![Edit::set(planning::VENUE, "Hall".to_owned())];
    let effects = again.step(Event::Edit(session_id(), bring, None), &now(2));
    assert_eq!(effects, [Effect::Read(session_id())], "nothing is written over");
    let next = save_of(&again.step(Event::Opened(session_id(), save.ops), &now(3)));
    assert!(next.ops[0].0.ends_with("/0000000001"), "{}", next.ops[0].0);
    let plan = again.session(&session_id(), &now(3)).expect("it is open").plan;
    assert_eq!((plan.minutes, plan.venue.as_str()), (Some(60), "Hall"));
}

#[test]
fn the_parts_of_a_change_are_taken_back_together_and_nothing_else_is() {
    let mut machine = machine();
    let id = |n: u8| Id::new(Kind::Session, &[n; 10]);
    let sets = |n: u8, minutes: u32| vec![(id(n), vec![Edit::set(planning::MINUTES, minutes)])];
    machine.step(Event::EditAll(sets(9, 5), None), &now(0));
    machine.step(Event::EditPart([sets(1, 60), sets(9, 6)].concat(), None), &now(1));
    // Something else in between is taken back alone.
    machine.step(Event::EditAll(sets(5, 30), Some(LABEL)), &now(2));
    machine.step(Event::Undo, &now(3));
    machine.step(Event::EditPart([sets(2, 60), sets(9, 7)].concat(), None), &now(4));
    machine.step(Event::EditPart(Vec::new(), Some(LABEL)), &now(5));
    let removed =
        |machine: &Machine, n: u8| machine.session(&id(n), &now(5)).is_some_and(|session| session.removed.is_some());
    assert_eq!([1, 2, 5].map(|n| removed(&machine, n)), [false, false, true]);
    machine.step(Event::Undo, &now(6));
    assert_eq!([1, 2, 5].map(|n| removed(&machine, n)), [true; 3]);
    assert_eq!(machine.session(&id(9), &now(6)).and_then(|session| session.plan.minutes), Some(5));
    // Nothing is left of it for the next one.
    machine.step(Event::EditPart(sets(3, 60), Some(LABEL)), &now(7));
    machine.step(Event::Undo, &now(8));
    assert_eq!(machine.session(&id(9), &now(8)).and_then(|session| session.plan.minutes), Some(5));
    assert!(removed(&machine, 3));
}

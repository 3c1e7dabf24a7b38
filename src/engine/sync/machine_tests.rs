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
    assert!(machine.waits_behind(), "more can be made ready while it waits");
    let second = save_of(&machine.step(Event::Saved(first.batch), &now(3)));
    assert!(!machine.waits_behind());
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
fn what_another_machine_stored_is_gone_on_with_and_taken_back() {
    let id = |n: u8| Id::new(Kind::Session, &[n; 10]);
    let sets = |n: u8, minutes: u32| vec![(id(n), vec![Edit::set(planning::MINUTES, minutes)])];
    let mut other = machine();
    let mut rows = Vec::new();
    let mut back = Vec::new();
    for (at, changes) in [sets(9, 5), [sets(1, 60), sets(9, 6)].concat(), sets(2, 60)].into_iter().enumerate() {
        let effects = other.step(Event::EditAll(changes, (at > 0).then_some(LABEL)), &now(at as i64));
        let save = save_of(&effects);
        other.step(Event::Saved(save.batch), &now(at as i64));
        if let Some(undo) = other.undo(at as i64).filter(|_| at > 0) {
            back.splice(0..0, undo.edits().iter().cloned());
        }
        rows.push(save);
    }
    let last = rows.last().expect("it was saved");
    let local: Local = serde_json::from_slice(&last.local).expect("the local row opens");
    let (mut machine, _) = Machine::start(local, last.summaries.clone(), 8);
    machine.is_stored(&now(4));
    assert_eq!(machine.save_state(), SaveState::Saved(4));
    machine.step(Event::Undoable(back, LABEL), &now(4));
    for n in [1, 2, 9] {
        let ops = rows.iter().flat_map(|save| &save.ops).filter(|(key, _)| key.starts_with(id(n).as_str()));
        machine.step(Event::Opened(id(n), ops.cloned().collect()), &now(5));
    }
    machine.step(Event::Undo, &now(6));
    let session = |n: u8| machine.session(&id(n), &now(7)).expect("it is open");
    assert_eq!([1, 2, 9].map(|n| session(n).removed.is_some()), [true, true, false]);
    assert_eq!(session(9).plan.minutes, Some(5));
}

#[test]
fn what_a_person_does_can_be_done_once_more_by_another_machine() {
    let (mut one, mut other) = (machine(), machine());
    let mut both = |event: Event, at: i64| {
        let again = one.again(&event, &now(at)).expect("a person does it");
        one.step(event, &now(at));
        other.step(again, &now(at));
        [&one, &other].map(|machine| machine.session(&session_id(), &now(at)).map(|session| session.plan.minutes))
    };
    assert_eq!(both(minutes(60), 1), [Some(Some(60)); 2]);
    assert_eq!(both(minutes(90), 2), [Some(Some(90)); 2]);
    assert_eq!(both(Event::Undo, 3), [Some(Some(60)); 2]);
    assert!(one.again(&Event::Undo, &now(4)).is_none() && one.again(&Event::Retry, &now(4)).is_none());
}

//! Convergence: whatever the order in which ops arrive, each author's own order kept, all replicas agree.

use proptest::prelude::*;

use super::{Clock, Document, Edit, Op};
use crate::domain::fields::{TextField, planning};
use crate::domain::plan::Part;
use crate::domain::{Id, Kind};

const AUTHORS: usize = 3;

struct Replica {
    document: Document,
    clock: Clock,
    written: Vec<Op>,
    /// How many of each author's ops it holds.
    holds: [usize; AUTHORS],
}

fn replicas() -> Vec<Replica> {
    let id = Id::new(Kind::Session, &[1; 10]);
    let mut first = Document::new(id.clone(), 99);
    let begun = first.edit(&Edit::put(planning::STEP_PART, "one", Part::Main), &mut Clock::new("first"), -1, None);
    let replica = |number: usize| Replica {
        document: Document::fold(id.clone(), number as u64 + 1, begun.clone()),
        clock: Clock::new(&number.to_string()),
        written: Vec::new(),
        holds: [0; AUTHORS],
    };
    (0..AUTHORS).map(replica).collect()
}

/// The edits tried: single values that collide, texts that collide, a step removed and written in.
fn edit(number: usize, held: &str) -> Edit {
    match number % 5 {
        0 => Edit::set(planning::MINUTES, 40 + number as u32),
        1 => Edit::write(planning::theme(), format!("{held}{number}")),
        2 => Edit::write(planning::theme(), held.chars().skip(1).collect::<String>()),
        3 => Edit::remove(planning::STEP_REMOVED, "one"),
        _ => Edit::write(TextField::of("step.words", "one"), format!("{number}好")),
    }
}

fn write(replicas: &mut [Replica], author: usize, number: usize, now: i64) {
    let held = replicas[author].document.text(&planning::theme());
    act(replicas, author, &edit(number, &held), now);
}

fn act(replicas: &mut [Replica], author: usize, edit: &Edit, now: i64) {
    let replica = &mut replicas[author];
    let ops = replica.document.edit(edit, &mut replica.clock, now, None);
    replica.written.extend(ops);
    replica.holds[author] = replica.written.len();
}

/// Takes in the next op of `author` if `to` can have it: causal order, as the store and the relay keep it.
fn deliver(replicas: &mut [Replica], to: usize, author: usize) -> bool {
    let next = replicas[to].holds[author];
    let Some(op) = replicas[author].written.get(next).cloned() else { return false };
    // An op comes after all that its author had seen: the relay's order guarantees it.
    replicas[to].clock.saw(&op.stamp);
    replicas[to].document.take(op);
    replicas[to].holds[author] += 1;
    true
}

/// What a replica shows: every field and text, as one string.
fn shown(replica: &Replica) -> String {
    let now = crate::domain::Now { ms: 0, offset_minutes: 0, entropy: [0; 16] };
    format!("{:?}", super::read::session(&replica.document, &now))
}

fn settle(replicas: &mut [Replica]) {
    for to in 0..AUTHORS {
        for author in 0..AUTHORS {
            while deliver(replicas, to, author) {}
        }
    }
}

fn agree(replicas: &[Replica], story: &str) {
    let first = shown(&replicas[0]);
    for replica in replicas {
        assert_eq!(shown(replica), first, "{story}");
        assert!(replica.document.set_aside().is_empty(), "{story}: an op was set aside");
    }
}

/// Every way in which 3 authors write up to 5 ops, with or without seeing each other's before they write.
#[test]
fn all_short_stories_converge() {
    let mut stories = 0;
    for length in 1..=5_u32 {
        for authors in 0..(AUTHORS as u32).pow(length) {
            for sight in 0..2_u32.pow(length) {
                let mut replicas = replicas();
                for turn in 0..length {
                    let author = (authors / (AUTHORS as u32).pow(turn)) as usize % AUTHORS;
                    if sight >> turn & 1 == 1 {
                        for other in 0..AUTHORS {
                            while other != author && deliver(&mut replicas, author, other) {}
                        }
                    }
                    write(&mut replicas, author, (turn + authors) as usize, i64::from(turn % 2));
                }
                settle(&mut replicas);
                agree(&replicas, &format!("length {length}, authors {authors}, sight {sight}"));
                stories += 1;
            }
        }
    }
    assert_eq!(stories, 3 * 2 + 9 * 4 + 27 * 8 + 81 * 16 + 243 * 32);
}

/// Who had seen what decides whether a removed step stays, and no clock does.
#[test]
fn words_that_the_remover_had_not_seen_keep_a_step() {
    let words = Edit::write(TextField::of("step.words", "one"), "带上雨伞");
    let removal = Edit::remove(planning::STEP_REMOVED, "one");
    let steps = |replica: &Replica| {
        let now = crate::domain::Now { ms: 0, offset_minutes: 0, entropy: [0; 16] };
        let steps = super::read::session(&replica.document, &now).plan.steps;
        steps.into_iter().map(|step| (step.words, step.kept_after_removal)).collect::<Vec<_>>()
    };
    // The author's clock, the remover's clock, whether the remover had seen the words; whether the step stays.
    let check = |author_now: i64, remover_now: i64, had_seen: bool, expect: &[(String, bool)]| {
        let mut replicas = replicas();
        act(&mut replicas, 0, &words, author_now);
        if had_seen {
            deliver(&mut replicas, 1, 0);
        }
        act(&mut replicas, 1, &removal, remover_now);
        settle(&mut replicas);
        agree(&replicas, "a removal");
        assert_eq!(steps(&replicas[2]), expect, "{author_now}, {remover_now}, {had_seen}");
        // Seen now, and removed once more.
        act(&mut replicas, 2, &removal, -5);
        settle(&mut replicas);
        assert_eq!(steps(&replicas[0]), []);
    };
    // As removals were written at first.
    let mut plain = replicas();
    act(&mut plain, 0, &Edit::Set(planning::STEP_REMOVED.at("one"), true.into()), 10);
    assert_eq!(steps(&plain[0]), []);
    act(&mut plain, 0, &words, 5);
    let kept = [("带上雨伞".to_owned(), true)];
    assert_eq!(steps(&plain[0]), kept);
    check(10, 20, false, &kept);
    check(20, 10, false, &kept);
    check(10, 20, true, &[]);
    check(1_000_000, 10, true, &[]);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    /// Longer stories, with clocks that are off and single deliveries in between.
    #[test]
    fn long_stories_converge(turns in prop::collection::vec((0..AUTHORS, 0..AUTHORS, 0..50_usize, -1_000_000_i64..1_000_000), 1..60)) {
        let mut replicas = replicas();
        for (author, other, number, now) in turns {
            if number % 3 == 0 {
                settle(&mut replicas);
            } else if number % 3 == 1 {
                deliver(&mut replicas, author, other);
            }
            write(&mut replicas, author, number, now);
        }
        settle(&mut replicas);
        agree(&replicas, "long story");
    }

    /// The same op twice changes nothing.
    #[test]
    fn twice_is_once(numbers in prop::collection::vec(0..50_usize, 1..20)) {
        let mut replicas = replicas();
        for number in numbers {
            write(&mut replicas, 0, number, 5);
        }
        settle(&mut replicas);
        let before = shown(&replicas[1]);
        let again: Vec<Op> = replicas[0].written.clone();
        again.into_iter().for_each(|op| replicas[1].document.take(op));
        prop_assert_eq!(shown(&replicas[1]), before);
    }
}

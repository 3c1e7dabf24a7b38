//! A seeded world: a few phones, a relay and a hostile network between them. Real documents, real seals, the relay's real
//! rules. Whatever happens, in the end everybody who belongs holds the same.
//!
//! An ordinary run tries 2,000 seeds on all cores, some three minutes on two. `TONGBAN_SEEDS=100000 cargo test --release
//! -p engine simulation` runs more of each kind, `TONGBAN_SEEDS=20` fewer, `37..38` one; each seed that fails is named.

mod ends;
mod phone;
mod world;

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use self::ends::End;
use self::world::World;

/// Numbers from a seed (SplitMix64).
pub struct Chance(pub u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    pub fn below(&mut self, end: usize) -> usize {
        (self.next() % end.max(1) as u64) as usize
    }

    pub fn percent(&mut self, percent: u64) -> bool {
        self.next() % 100 < percent
    }

    pub fn bytes(&mut self) -> [u8; 32] {
        let mut bytes = [0; 32];
        bytes.chunks_mut(8).for_each(|part| part.copy_from_slice(&self.next().to_be_bytes()));
        bytes
    }
}

/// What may happen in a world.
#[derive(Clone, Copy, PartialEq)]
enum Kinds {
    /// People write into the same texts; nobody is removed.
    Texts,
    /// People are removed, and choose values only.
    Values,
    /// People write into the same texts, and are removed.
    All,
    /// People write into the same texts, and their phones are copied.
    Copies,
    /// All of it.
    Everything,
}

/// How phones speak to the relay.
#[derive(Clone, Copy, PartialEq)]
enum Requests {
    /// As they do: a few items in one request, which is lost as a whole or not; what is refused holds up what comes after it; an
    /// item is crossed off when the log shows it; some come in by the log.
    Whole,
    /// Each item on a way of its own. So the named seeds were found, and so they stay.
    Single,
}

fn run(seed: u64, requests: Requests, kinds: Kinds) {
    let mut world = World::new(seed, kinds, requests);
    (0..200).for_each(|_| world.act());
    world.settles();
    End::of(&world, seed).is_well();
}

/// `TONGBAN_SEEDS=20` runs the first twenty, `TONGBAN_SEEDS=37..38` that one.
fn seeds(usual: u64) -> std::ops::Range<u64> {
    let asked = std::env::var("TONGBAN_SEEDS").unwrap_or_default();
    let (from, end) = asked.split_once("..").unwrap_or(("0", &asked));
    from.parse().unwrap_or(0)..end.parse().unwrap_or(usual)
}

/// Runs seeds on all cores, each core the next one, and names all that fail; how many it were.
pub fn run_seeds(usual: u64, run: impl Fn(u64) + Sync) -> u64 {
    let seeds = seeds(usual);
    let (next, failed) = (AtomicU64::new(seeds.start), Mutex::new(BTreeSet::new()));
    let takes = || {
        while let Some(seed) = Some(next.fetch_add(1, Ordering::Relaxed)).filter(|seed| seeds.contains(seed)) {
            if catch_unwind(AssertUnwindSafe(|| run(seed))).is_err() {
                failed.lock().expect("nobody panics here").insert(seed);
            }
        }
    };
    std::thread::scope(|scope| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(takes);
        }
    });
    assert_eq!(failed.into_inner().expect("nobody panics here"), BTreeSet::new(), "these seeds fail");
    seeds.end - seeds.start
}

#[test]
fn everybody_ends_up_with_the_same_words() {
    run_seeds(500, |seed| run(seed, Requests::Whole, Kinds::Texts));
}

#[test]
fn everybody_who_belongs_ends_up_with_the_same() {
    run_seeds(500, |seed| run(seed, Requests::Whole, Kinds::Values));
}

#[test]
fn everybody_who_belongs_ends_up_with_the_same_words() {
    run_seeds(550, |seed| run(seed, Requests::Whole, Kinds::All));
}

#[test]
fn copied_phones_become_phones_of_their_own() {
    run_seeds(250, |seed| run(seed, Requests::Whole, Kinds::Copies));
}

#[test]
fn copied_phones_removals_and_wiped_relays_come_together() {
    run_seeds(200, |seed| run(seed, Requests::Whole, Kinds::Everything));
}

/// Seeds that once found something; each stays.
#[test]
fn seeds_that_once_failed() {
    for seed in [
        // Somebody who was removed knew the secret of their own open invitation, and so every key sealed for it; and who
        // went of their own will had made the new key themselves.
        53,  // A wiped relay refused invitations that it had taken before, and with them all that came later.
        95,  // The way back to an older key led over a deed that had lost its effect.
        396, // The key of an item came with a deed that was written after it.
        416, 178, // Words that nobody could open counted, since they were named as seen.
        209, // A removal went on cutting after it turned out that its author had never belonged.
        272, // Somebody was removed by a phone that had not heard of them.
        25,  // Somebody who had removed themselves went on writing with the key that they had made.
        97,  // Who was removed counted up to what only they could open.
        451, // What was written without a key was shown and nowhere kept.
        179, 386, // Who went had sealed with a key that whoever stayed was never given.
    ] {
        run(seed, Requests::Single, Kinds::Values);
        run(seed, Requests::Single, Kinds::All);
        run(seed, Requests::Single, Kinds::Texts);
    }
}

/// Seeds of worlds with copied phones that once found something; each stays.
#[test]
fn seeds_with_copied_phones_that_once_failed() {
    for seed in [
        115, // Somebody had come in on a branch that gave way, and nothing told their phone that it had lost its ground.
        49,  // A deed was signed again before its author was known again, and was nowhere kept.
        350, 1798, // Who was removed had a card from before that still belonged.
        109,
        140, // A phone that had been copied twice had forgotten how it first came in, and could not say it again.
    ] {
        run(seed, Requests::Single, Kinds::Copies);
    }
    // What a phone had written after words that had lost their place was no more taken for its own, and thrown away.
    run(194, Requests::Whole, Kinds::Copies);
    for seed in [
        4, 1,  // What a phone had written on top of a branch that gave way was refused for good, and waited there.
        43, // A phone that had removed itself on a branch that gave way could not go on.
        22, // Who had joined lost their ground: only the invitation's keys could sign it again.
        37, // Words waited while nobody knew their phone's card, and were thrown away as known when it was known again.
        917,
        998, // Who removed themselves on a branch that gave way took the key with them that others had sealed with.
        976, 1136, // Who came in on a branch that gave way and went again waits for good.
        225,  // The name that a copied phone took was removed, and the one before was not.
        335,  // The same, where it had been copied twice.
        449,  // A key whose deed stood on a branch that gave way was left with one phone.
        224,  // What only the removed could open counts, since they had built on it.
        1102,
        1547, // A phone that was removed on a branch that gave way stays out, and with it what only it wrote.
        1700, // Who removed themselves on a branch that gave way waits as they said it first.
        3, 74, 2,
    ] {
        run(seed, Requests::Single, Kinds::Everything);
    }
}

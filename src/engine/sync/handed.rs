//! The phone in the hands of who answers questions: whose questions, and what gives the phone back.
//!
//! It is remembered outside the sealed store, since it must hold before anything is opened. No answer stands in it. Where a lock
//! is set, the lock gives the phone back; where there is none, a code of four digits that whoever handed it over has chosen.

use relay::Hash;
use serde::{Deserialize, Serialize};

use crate::domain::evaluation::Wave;
use crate::domain::{Id, Millis, Now};

/// It ends by itself after 12 hours: a forgotten code must not keep anybody from the records.
const AT_MOST: Millis = 12 * 3_600_000;
/// Wrong codes after which the next try waits.
const FREE_TRIES: u32 = 3;
/// The longest wait: a minute.
const LONGEST_WAIT: Millis = 60_000;

/// The phone is in somebody's hands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handed {
    /// Who answers.
    pub person: Id,
    /// In which wave.
    wave: String,
    /// The page: 0 for the first words, then the questions.
    #[serde(default)]
    pub page: usize,
    /// Until when, at the latest.
    until: Millis,
    /// What the code is compared with; none where the lock gives the phone back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    code: Option<Code>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Code {
    salt: String,
    hash: String,
    #[serde(default)]
    wrong: u32,
    #[serde(default)]
    wait_until: Millis,
}

/// What a code does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opens {
    /// The phone is given back.
    Yes,
    /// It is another one.
    Wrong,
    /// The next one is looked at then.
    Wait(Millis),
}

/// Whether a code has the form of one.
pub fn is_code(typed: &str) -> bool {
    digits(typed).chars().count() == 4
}

/// The digits of what was typed, full-width ones too.
fn digits(typed: &str) -> String {
    let plain = |letter: char| match letter {
        '０'..='９' => char::from_u32(letter as u32 - '０' as u32 + '0' as u32).unwrap_or(letter),
        other => other,
    };
    let all = typed.trim().chars().map(plain);
    if all.clone().all(|letter| letter.is_ascii_digit()) { all.collect() } else { String::new() }
}

impl Handed {
    /// Hands the phone over; without a code where a lock is set.
    pub fn new(person: Id, wave: Wave, code: Option<&str>, now: &Now) -> Handed {
        let code = code.map(|code| {
            let salt = crate::domain::short(&now.entropy);
            Code { hash: hash(&salt, code), salt, wrong: 0, wait_until: 0 }
        });
        Handed { person, wave: wave.slug(), page: 0, until: now.ms + AT_MOST, code }
    }

    /// In which wave.
    pub fn wave(&self) -> Option<Wave> {
        Wave::parse(&self.wave)
    }

    /// Whether it has ended by itself. A clock that was set back far counts as well.
    pub fn is_over(&self, now: Millis) -> bool {
        now > self.until || now < self.until - 2 * AT_MOST
    }

    /// Whether a code gives the phone back, and not the lock.
    pub fn has_code(&self) -> bool {
        self.code.is_some()
    }

    /// Tries a code. After some wrong ones each next try waits.
    pub fn tries(&mut self, typed: &str, now: Millis) -> Opens {
        let Some(code) = &mut self.code else { return Opens::Wrong };
        if now < code.wait_until && code.wait_until - now <= LONGEST_WAIT {
            return Opens::Wait(code.wait_until);
        }
        if is_code(typed) && hash(&code.salt, typed) == code.hash {
            return Opens::Yes;
        }
        code.wrong += 1;
        if code.wrong >= FREE_TRIES {
            let seconds = 5_i64 << (code.wrong - FREE_TRIES).min(4);
            code.wait_until = now + (seconds * 1000).min(LONGEST_WAIT);
        }
        Opens::Wrong
    }

    /// When the next code is looked at.
    pub fn wait_until(&self) -> Millis {
        self.code.as_ref().map_or(0, |code| code.wait_until)
    }
}

fn hash(salt: &str, code: &str) -> String {
    Hash::of(format!("{salt}.{}", digits(code)).as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    fn handed(code: Option<&str>) -> Handed {
        let now = Now { ms: 1_000_000_000, offset_minutes: 0, entropy: [7; 16] };
        Handed::new(Id::new(Kind::Person, &[1; 10]), Wave::Year(2), code, &now)
    }

    #[test]
    fn the_code_gives_the_phone_back_and_no_other() {
        let now = 1_000_000_000;
        let mut held = handed(Some("4711"));
        let text = serde_json::to_string(&held).expect("it is plain data");
        assert!(!text.contains("4711"));
        held = serde_json::from_str(&text).expect("it reads");
        assert_eq!((held.wave(), held.has_code()), (Some(Wave::Year(2)), true));
        for wrong in ["4712", "", "471", "47110", "四七一一"] {
            let mut tried = held.clone();
            assert_eq!(tried.tries(wrong, now), Opens::Wrong, "{wrong}");
        }
        for right in ["4711", " 4711 ", "４７１１"] {
            assert_eq!(held.clone().tries(right, now), Opens::Yes, "{right}");
        }
        for _ in 0..3 {
            assert_eq!(held.tries("0000", now), Opens::Wrong);
        }
        assert_eq!(held.tries("4711", now + 1), Opens::Wait(now + 5_000), "it can't be tried through");
        assert_eq!(held.clone().tries("4711", now + 5_000), Opens::Yes);
        for wrong in 0..20 {
            held.tries("0000", now + wrong * 100_000);
        }
        assert!(held.wait_until() <= now + 19 * 100_000 + LONGEST_WAIT, "it never waits longer than a minute");
    }

    #[test]
    fn without_a_code_no_code_opens_and_after_half_a_day_it_is_over() {
        let mut held = handed(None);
        assert_eq!(held.tries("0000", 1_000_000_000), Opens::Wrong);
        assert!(!held.is_over(1_000_000_000 + AT_MOST));
        assert!(held.is_over(1_000_000_001 + AT_MOST));
        assert!(held.is_over(5), "the clock was set back by days");
    }
}

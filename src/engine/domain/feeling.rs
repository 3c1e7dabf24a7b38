//! How am I? Two taps and a line after a session, for the peer alone; and the word that somebody needs a break.
//!
//! What a peer notes here stays on the phone. Shared by choice, it becomes one small note that supervisors read.

use serde::{Deserialize, Serialize};

use super::person::{Person, Role};
use super::{Id, Millis};

/// How the session felt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Felt {
    Good,
    Mixed,
    Hard,
}

impl Felt {
    /// All.
    pub const ALL: [Felt; 3] = [Felt::Good, Felt::Mixed, Felt::Hard];
}

/// How much strength is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Strength {
    Enough,
    Tired,
    UsedUp,
}

impl Strength {
    /// All.
    pub const ALL: [Strength; 3] = [Strength::Enough, Strength::Tired, Strength::UsedUp];
}

/// What a peer notes about themself after a session; every part may stay empty.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Feeling {
    /// When it was last changed.
    #[serde(default)]
    pub at: Millis,
    /// How it felt.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub felt: Option<Felt>,
    /// How much strength is left.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub strength: Option<Strength>,
    /// A line.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

impl Feeling {
    /// Whether it says anything.
    pub fn is_empty(&self) -> bool {
        self.felt.is_none() && self.strength.is_none() && self.words.trim().is_empty()
    }
}

/// Somebody needs a break. Nobody asks why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Break {
    /// Since when.
    pub at: Millis,
    /// A line, if they want to.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub words: String,
}

/// Who can step in: peers who take part now, need no break themselves, and are not of the pair already.
pub fn can_step_in<'a>(people: &'a [Person], pair: &[Option<Id>], rests: &[Id]) -> Vec<&'a Person> {
    let free = |person: &&Person| {
        let of_pair = pair.contains(&Some(person.id.clone()));
        person.role == Role::Peer && person.is_here() && !of_pair && !rests.contains(&person.id)
    };
    people.iter().filter(free).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn who_is_here_and_rested_can_step_in() {
        let person = |number: u8, role: Role| Person::new(Id::new(Kind::Person, &[number; 10]), role, "x");
        let mut people: Vec<Person> = (1..=5).map(|number| person(number, Role::Peer)).collect();
        people.push(person(6, Role::Member));
        people[3].on_leave = Some("2026-01-01".parse().expect("a date"));
        let pair = [Some(people[0].id.clone()), None];
        let rests = [people[0].id.clone(), people[2].id.clone()];
        let free: Vec<&Id> = can_step_in(&people, &pair, &rests).into_iter().map(|person| &person.id).collect();
        assert_eq!(free, [&people[1].id, &people[4].id]);
    }

    #[test]
    fn a_note_may_say_nothing() {
        assert!(Feeling { at: 5, words: "  ".into(), ..Feeling::default() }.is_empty());
        let read: Feeling = serde_json::from_str(r#"{"felt":"hard"}"#).expect("an early note opens");
        assert!(!read.is_empty());
    }
}

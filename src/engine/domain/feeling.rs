//! How am I? Two taps and a line after a session, for the peer alone; and the word that somebody needs a break.
//!
//! What a peer notes here stays on the phone. Shared by choice, it becomes one small note for supervisors, the partner, or both.

use serde::{Deserialize, Serialize};

use super::person::{Person, Role};
use super::session::{SessionSummary, State};
use super::{Id, Millis, order};

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

/// Who is shown a note that is shared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shown {
    /// Who guides.
    #[default]
    Supervisors,
    /// The other of the pair.
    Partner,
    /// Both.
    Both,
}

impl Shown {
    /// All.
    pub const ALL: [Shown; 3] = [Shown::Supervisors, Shown::Partner, Shown::Both];

    /// Whether who guides is shown it.
    pub fn to_supervisors(self) -> bool {
        self != Shown::Partner
    }

    /// Whether the partner is shown it.
    pub fn to_partner(self) -> bool {
        self != Shown::Supervisors
    }

    fn is_usual(&self) -> bool {
        *self == Shown::default()
    }
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
    /// Who is shown it, once it is shared.
    #[serde(default, skip_serializing_if = "Shown::is_usual")]
    pub shown: Shown,
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

/// The sessions that are coming: planned, or ready to be held; the nearest first.
pub fn coming<'a>(sessions: impl Iterator<Item = &'a SessionSummary>) -> Vec<&'a SessionSummary> {
    let comes = |line: &&SessionSummary| line.removed.is_none() && matches!(line.state, State::Planning | State::Ready);
    let mut coming: Vec<&SessionSummary> = sessions.filter(comes).collect();
    // What has no day yet comes last.
    order::sort(&mut coming, |a, b| (a.date.is_none(), a.date, &a.id).cmp(&(b.date.is_none(), b.date, &b.id)));
    coming
}

/// The partners of `me`: the others of the pairs of coming sessions, and of the latest one that was held.
pub fn partners<'a>(me: &Id, sessions: impl Iterator<Item = &'a SessionSummary> + Clone) -> Vec<Id> {
    let of_mine = |line: &'a SessionSummary| match (&line.lead, &line.assistant) {
        (Some(lead), other) if lead == me => other.as_ref(),
        (other, Some(assistant)) if assistant == me => other.as_ref(),
        _ => None,
    };
    let mine = sessions.clone().filter(|line| line.is_held() && of_mine(line).is_some());
    let held = mine.max_by_key(|line| (line.date, &line.id));
    let all = coming(sessions).into_iter().chain(held).filter_map(of_mine).cloned();
    order::set(all).into_iter().collect()
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
    fn partners_are_those_of_coming_sessions_and_of_the_latest_one_held() {
        let who = |number: u8| Id::new(Kind::Person, &[number; 10]);
        let line = |number: u8, state: State, date: &str, lead: u8, assistant: u8| {
            let id = Id::new(Kind::Session, &[number; 10]);
            let pair = serde_json::json!({ "id": id, "state": state, "lead": who(lead), "assistant": who(assistant) });
            SessionSummary { date: date.parse().ok(), ..serde_json::from_value(pair).expect("a line") }
        };
        let all = [
            line(1, State::Closed, "2026-11-01", 1, 2),
            line(2, State::ToRecord, "2026-11-20", 3, 1),
            line(3, State::Ready, "", 4, 1),
            line(4, State::Planning, "2026-12-01", 1, 5),
            line(5, State::Cancelled, "2026-12-02", 1, 6),
            line(6, State::Ready, "2026-12-03", 7, 8),
        ];
        assert_eq!(partners(&who(1), all.iter()), [who(3), who(4), who(5)]);
        assert_eq!(partners(&who(9), all.iter()), []);
        let order: Vec<&Id> = coming(all.iter()).into_iter().map(|line| &line.id).collect();
        assert_eq!(order, [&all[3].id, &all[5].id, &all[2].id], "the one without a day comes last");
    }

    #[test]
    fn a_note_may_say_nothing() {
        assert!(Feeling { at: 5, words: "  ".into(), ..Feeling::default() }.is_empty());
        let read: Feeling = serde_json::from_str(r#"{"felt":"hard"}"#).expect("an early note opens");
        assert!(!read.is_empty() && read.shown.to_supervisors() && !read.shown.to_partner());
        assert_eq!(serde_json::to_string(&read).expect("json"), r#"{"at":0,"felt":"hard"}"#);
    }
}

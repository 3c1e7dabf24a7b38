//! Coming and going: joined, on leave, back, left, each with its day and its reason. Head-counts come out of the days.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Millis;

/// What changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum TurnKind {
    Joined,
    OnLeave,
    Back,
    Left,
}

impl TurnKind {
    /// Whether somebody takes part after it.
    pub fn is_here(self) -> bool {
        matches!(self, TurnKind::Joined | TurnKind::Back)
    }
}

/// One change, from a day on.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// What changed.
    pub kind: TurnKind,
    /// From this day on.
    pub on: NaiveDate,
    /// Why, in the person's words; may be empty.
    #[serde(default)]
    pub reason: String,
    /// When it was noted: two changes of one day stand in this order.
    #[serde(default)]
    pub at: Millis,
    /// Noted by mistake.
    #[serde(default)]
    pub removed: bool,
}

/// A person's turns, oldest first, by short id.
pub type Turns = Vec<(String, Turn)>;

/// The last turn.
pub fn latest(turns: &Turns) -> Option<&Turn> {
    turns.last().map(|(_, turn)| turn)
}

/// Whether somebody took part on a day. Who has no turns is here since ever.
pub fn here_on(turns: &Turns, day: NaiveDate) -> bool {
    match turns.iter().rev().find(|(_, turn)| turn.on <= day) {
        Some((_, turn)) => turn.kind.is_here(),
        None => turns.first().is_none_or(|(_, first)| first.kind != TurnKind::Joined),
    }
}

/// Whether somebody took part on any day of a span, both ends included: the head-count of a year.
pub fn here_within(turns: &Turns, from: NaiveDate, to: NaiveDate) -> bool {
    let inside = |turn: &Turn| turn.kind.is_here() && (from..=to).contains(&turn.on);
    here_on(turns, from) || turns.iter().any(|(_, turn)| inside(turn))
}

/// What can come next.
pub fn next(turns: &Turns) -> &'static [TurnKind] {
    match latest(turns).map(|turn| turn.kind) {
        None | Some(TurnKind::Joined | TurnKind::Back) => &[TurnKind::OnLeave, TurnKind::Left],
        Some(TurnKind::OnLeave) => &[TurnKind::Back, TurnKind::Left],
        Some(TurnKind::Left) => &[TurnKind::Back],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, month, day).expect("a day")
    }

    fn turns(all: &[(TurnKind, NaiveDate)]) -> Turns {
        let turn = |(kind, on): &(TurnKind, NaiveDate)| Turn {
            kind: *kind,
            on: *on,
            reason: String::new(),
            at: 0,
            removed: false,
        };
        all.iter().enumerate().map(|(number, held)| (number.to_string(), turn(held))).collect()
    }

    #[test]
    fn a_peer_on_leave_and_back() {
        let held = turns(&[(TurnKind::Joined, day(2, 1)), (TurnKind::OnLeave, day(5, 3)), (TurnKind::Back, day(9, 1))]);
        let check = |month, expect| assert_eq!(here_on(&held, day(month, 15)), expect, "month {month}");
        check(1, false);
        check(2, true);
        check(6, false);
        check(9, true);
        assert!(here_within(&held, day(1, 1), day(12, 31)));
        assert!(!here_within(&held, day(6, 1), day(8, 31)));
        assert!(here_within(&held, day(6, 1), day(9, 1)));
        assert_eq!(next(&held), [TurnKind::OnLeave, TurnKind::Left]);
    }

    #[test]
    fn who_has_no_turns_is_here() {
        assert!(here_on(&Turns::new(), day(1, 1)));
        let left = turns(&[(TurnKind::Left, day(3, 1))]);
        assert!(here_on(&left, day(2, 1)) && !here_on(&left, day(3, 1)));
        assert_eq!(next(&left), [TurnKind::Back]);
    }
}

//! What this device keeps about its backups: the words that open them, the last two that left, and when the next is due.

use serde::{Deserialize, Serialize};

use super::arrivals::{Beside, Drawer};
use crate::domain::Millis;

/// The row, in the drawer of this device, in which it is stored.
pub const BACKUPS_ROW: &str = "backups";
/// How many of the backups that left are remembered.
const GENERATIONS: usize = 2;
/// So many sessions without a copy, and the next is due.
const SESSIONS: usize = 3;
/// So many days.
const DAYS: i64 = 14;
const DAY: Millis = 24 * 3_600_000;

/// What is stored, as JSON. Format 1, for good.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backups {
    /// The format, 1.
    version: u8,
    /// The six words that open the backups of a community that is not shared, as they are to be typed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub words: Option<String>,
    /// When they were drawn.
    #[serde(default)]
    pub drawn: Millis,
    /// Those that left, latest first.
    #[serde(default)]
    pub left: Vec<Left>,
}

/// How a backup left the device. Where it lies is known to nobody but the person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// It was handed to the browser, to be saved.
    Saved,
    /// It was passed on to another app.
    Passed,
    /// It was copied as text.
    Copied,
}

/// A backup that left.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Left {
    /// When it was made.
    pub when: Millis,
    /// Its length.
    pub bytes: usize,
    /// The hash of its manifest.
    pub hash: String,
    /// How many sessions are in it.
    pub sessions: usize,
    /// How it left.
    pub how: How,
}

impl Left {
    /// A short mark of it, to tell two files apart.
    pub fn mark(&self) -> &str {
        self.hash.get(..8).unwrap_or(&self.hash)
    }
}

impl Default for Backups {
    fn default() -> Backups {
        Backups { version: 1, words: None, drawn: 0, left: Vec::new() }
    }
}

impl Backups {
    /// None left yet; they will open with these words, drawn then.
    pub fn with(words: Option<String>, drawn: Millis) -> Backups {
        Backups { words, drawn, ..Backups::default() }
    }

    /// As it was stored; nothing for a row of another version.
    pub fn open(row: &[u8]) -> Backups {
        serde_json::from_slice(row).ok().filter(|read: &Backups| read.version == 1).unwrap_or_default()
    }

    /// Its row.
    pub fn row(&self) -> Beside {
        ((Drawer::Local, BACKUPS_ROW.to_owned()), serde_json::to_vec(self).ok())
    }

    /// One more left. The same once more only renews how.
    pub fn leaves(&mut self, one: Left) {
        self.left.retain(|known| known.hash != one.hash);
        self.left.insert(0, one);
        self.left.truncate(GENERATIONS);
    }
}

/// Why a backup is due.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many sessions were held since the last copy.
    Sessions(usize),
    /// So many days ago.
    Days(i64),
}

/// Whether a backup is due: `last` copy, or else `since` when records began; when sessions `ended`.
pub fn due(last: Option<Millis>, since: Millis, ended: impl Iterator<Item = Millis>, now: Millis) -> Option<Due> {
    let begun = last.unwrap_or(since);
    let (mut all, mut later) = (0, 0);
    for end in ended {
        all += 1;
        later += usize::from(end > begun);
    }
    let days = (now - begun) / DAY;
    match (later, days) {
        (SESSIONS.., _) => Some(Due::Sessions(later)),
        (_, DAYS..) if all > 0 => Some(Due::Days(days)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_backup_is_due_after_three_sessions_or_fourteen_days() {
        let check = |last: Option<i64>, ended: &[i64], now: i64, expect| {
            assert_eq!(due(last.map(|day| day * DAY), 0, ended.iter().map(|day| day * DAY), now * DAY), expect);
        };
        check(None, &[], 90, None);
        check(None, &[1, 2], 3, None);
        check(None, &[1, 2, 3], 3, Some(Due::Sessions(3)));
        check(Some(3), &[1, 2, 3], 4, None);
        check(Some(3), &[1, 2, 3, 4], 16, None);
        check(Some(3), &[1, 2, 3, 4], 17, Some(Due::Days(14)));
        check(Some(3), &[1, 4, 5, 6], 6, Some(Due::Sessions(3)));
    }

    #[test]
    fn the_last_two_are_remembered() {
        let one = |when, hash: &str| Left { when, bytes: 9, hash: hash.into(), sessions: 1, how: How::Saved };
        let mut kept = Backups::default();
        for (when, hash) in [(1, "a"), (2, "b"), (3, "b"), (4, "c")] {
            kept.leaves(one(when, hash));
        }
        assert_eq!(kept.left, [one(4, "c"), one(3, "b")]);
        assert_eq!(one(1, "0123456789ab").mark(), "01234567");
    }

    /// Saved sample of format 1: it opens in every later version. Never change it.
    #[test]
    fn the_saved_row_of_format_1_opens() {
        let kept = Backups::open(SAVED.as_bytes());
        assert_eq!(kept.words.as_deref(), Some("的一是在不了"));
        assert_eq!(kept.row().1.as_deref(), Some(SAVED.as_bytes()));
        assert_eq!(Backups::open(b"{}"), Backups::default());
        assert_eq!(Backups::open(br#"{"version":2}"#), Backups::default());
    }

    const SAVED: &str = r#"{"version":1,"words":"的一是在不了","drawn":5,"left":[{"when":7,"bytes":9,"hash":"ab","sessions":3,"how":"passed"}]}"#;
}

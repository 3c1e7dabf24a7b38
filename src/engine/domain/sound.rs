//! Sound of a supervision: recorded where everybody who is heard agrees, never required, within limits that are said.
//!
//! A record holds any number of stretches, each begun and ended by a tap (or by a dead battery). What the record says of one is
//! small and is shared; the sound itself stays on the phone that recorded it, and in that phone's backups.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use super::{Id, Millis, order};

/// Sound is stored in pieces of so many milliseconds: what a dead battery takes along at most, twice over.
pub const PIECE_MS: u64 = 5_000;
/// Bits a second: speech stays clear.
pub const BITS: u32 = 24_000;
/// The longest sound of one record, in milliseconds.
pub const LONGEST_MS: u64 = 60 * 60_000;
/// Its most bytes: 11 MB at these bits; a browser that takes more for a second stops earlier.
pub const LARGEST: u64 = 24 << 20;
/// The most bytes of all sound on one phone: a backup takes all of it at once.
pub const ALL_BYTES: u64 = 64 << 20;
/// The most stretches of one phone.
pub const MOST: usize = 400;
/// Less than this is not worth beginning.
const LEAST_MS: u64 = 2 * PIECE_MS;

/// In which form a browser records.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs)]
pub enum Form {
    WebM,
    Mp4,
    Ogg,
}

impl Form {
    /// All, best first.
    pub const ALL: [Form; 3] = [Form::WebM, Form::Mp4, Form::Ogg];

    /// What a browser is asked for.
    pub fn mime(self) -> &'static str {
        match self {
            Form::WebM => "audio/webm;codecs=opus",
            Form::Mp4 => "audio/mp4",
            Form::Ogg => "audio/ogg;codecs=opus",
        }
    }

    /// Its kind as a file.
    pub fn kind(self) -> &'static str {
        self.mime().split(';').next().unwrap_or_default()
    }

    /// The ending of a file's name.
    pub fn ending(self) -> &'static str {
        match self {
            Form::WebM => "webm",
            Form::Mp4 => "m4a",
            Form::Ogg => "ogg",
        }
    }
}

/// What a record says of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sound {
    /// When it was begun.
    pub at: Millis,
    /// By whom: their phone holds it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// Its form.
    pub form: Form,
    /// How long it is.
    #[serde(default)]
    pub ms: u64,
    /// Its bytes.
    #[serde(default)]
    pub bytes: u64,
    /// SHA-256 of them, in hex; none while it is being recorded, or where that came to no end.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// Nobody ended it: the battery, the browser or the microphone did.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub cut: bool,
}

/// Whether somebody who is heard agrees, as it was noted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Agreed {
    /// When.
    pub at: Millis,
    /// They do; they may also take it back.
    pub yes: bool,
}

/// A stretch with its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Its name, the same in the record and where the sound lies.
    pub id: String,
    /// What the record says.
    pub sound: Sound,
}

/// All that a record says of sound.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sounds {
    /// Who agreed or does not, with who noted it.
    pub agreed: BTreeMap<Id, (Agreed, Option<Id>)>,
    /// The stretches, oldest first.
    pub stretches: Vec<Stretch>,
    /// The names of those that were taken away.
    pub gone: BTreeSet<String>,
}

/// Why nothing is recorded now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotYet {
    /// Nobody is noted as having come.
    Nobody,
    /// These were not asked, or do not agree.
    Agreement(Vec<Id>),
    /// This record has as much as it may.
    Full,
    /// This phone has.
    PhoneFull,
}

/// What may still be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Left {
    /// Milliseconds.
    pub ms: u64,
    /// Bytes.
    pub bytes: u64,
}

impl Sounds {
    /// Who of those who came does not agree, or was not asked.
    pub fn lacks(&self, came: &BTreeSet<Id>) -> Vec<Id> {
        let agrees = |person: &Id| self.agreed.get(person).is_some_and(|(agreed, _)| agreed.yes);
        came.iter().filter(|person| !agrees(person)).cloned().collect()
    }

    /// How long all of it is.
    pub fn ms(&self) -> u64 {
        self.stretches.iter().fold(0, |sum, one| sum.saturating_add(one.sound.ms))
    }

    /// How many bytes.
    pub fn bytes(&self) -> u64 {
        self.stretches.iter().fold(0, |sum, one| sum.saturating_add(one.sound.bytes))
    }

    /// Whether a stretch may be recorded now by who `came`, and how much; `here` lies on this phone: stretches, and their bytes.
    pub fn may_record(&self, came: &BTreeSet<Id>, here: (usize, u64)) -> Result<Left, NotYet> {
        if came.is_empty() {
            return Err(NotYet::Nobody);
        }
        let lacks = self.lacks(came);
        if !lacks.is_empty() {
            return Err(NotYet::Agreement(lacks));
        }
        let least = LEAST_MS * u64::from(BITS) / 8_000;
        let ms = LONGEST_MS.saturating_sub(self.ms());
        let of_record = LARGEST.saturating_sub(self.bytes());
        let of_phone = if here.0 < MOST { ALL_BYTES.saturating_sub(here.1) } else { 0 };
        match (ms >= LEAST_MS && of_record >= least, of_phone >= least) {
            (false, _) => Err(NotYet::Full),
            (_, false) => Err(NotYet::PhoneFull),
            _ => Ok(Left { ms, bytes: of_record.min(of_phone) }),
        }
    }

    /// Whether somebody who came does not agree to sound that is there.
    pub fn unwanted(&self, came: &BTreeSet<Id>) -> bool {
        !self.stretches.is_empty() && !self.lacks(came).is_empty()
    }
}

/// In the order in which they were recorded.
pub fn in_order(stretches: &mut Vec<Stretch>) {
    order::sort(stretches, |a, b| (a.sound.at, &a.id).cmp(&(b.sound.at, &b.id)));
}

/// Where in the stretches of these lengths a moment lies: which one, and the milliseconds in it. The end of the last for any later.
pub fn find(lengths: &[u64], moment: u64) -> (usize, u64) {
    let mut rest = moment;
    for (at, length) in lengths.iter().enumerate() {
        if rest < *length {
            return (at, rest);
        }
        rest -= length;
    }
    (lengths.len().saturating_sub(1), lengths.last().copied().unwrap_or_default())
}

/// A length as it is read: 0:07, 12:35, 1:02:03.
pub fn clock(ms: u64) -> String {
    let seconds = ms / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match hours {
        0 => format!("{minutes}:{seconds:02}"),
        _ => format!("{hours}:{minutes:02}:{seconds:02}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    fn person(number: u8) -> Id {
        Id::new(Kind::Person, &[number; 10])
    }

    fn stretch(id: &str, at: Millis, ms: u64, bytes: u64) -> Stretch {
        let sound = Sound { at, by: None, form: Form::WebM, ms, bytes, sha256: Some("ab".into()), cut: false };
        Stretch { id: id.to_owned(), sound }
    }

    fn agreed(all: &[(u8, bool)]) -> BTreeMap<Id, (Agreed, Option<Id>)> {
        all.iter().map(|(number, yes)| (person(*number), (Agreed { at: 1, yes: *yes }, None))).collect()
    }

    #[test]
    fn nothing_is_recorded_before_everybody_agrees() {
        let came = BTreeSet::from([person(1), person(2)]);
        let check = |agreed_to: &[(u8, bool)], expect: Result<Left, NotYet>| {
            let sounds = Sounds { agreed: agreed(agreed_to), ..Sounds::default() };
            assert_eq!(sounds.may_record(&came, (0, 0)), expect, "{agreed_to:?}");
        };
        check(&[], Err(NotYet::Agreement(vec![person(1), person(2)])));
        check(&[(1, true)], Err(NotYet::Agreement(vec![person(2)])));
        check(&[(1, true), (2, false)], Err(NotYet::Agreement(vec![person(2)])));
        check(&[(1, true), (3, true)], Err(NotYet::Agreement(vec![person(2)])));
        check(&[(1, true), (2, true), (3, false)], Ok(Left { ms: LONGEST_MS, bytes: LARGEST }));
        assert_eq!(Sounds::default().may_record(&BTreeSet::new(), (0, 0)), Err(NotYet::Nobody));
    }

    #[test]
    fn who_takes_it_back_makes_what_is_there_unwanted() {
        let came = BTreeSet::from([person(1)]);
        let mut sounds =
            Sounds { agreed: agreed(&[(1, true)]), stretches: vec![stretch("a", 1, 9, 9)], ..Sounds::default() };
        assert!(!sounds.unwanted(&came));
        sounds.agreed = agreed(&[(1, false)]);
        assert!(sounds.unwanted(&came));
        sounds.stretches.clear();
        assert!(!sounds.unwanted(&came));
    }

    #[test]
    fn a_record_and_a_phone_take_so_much_and_no_more() {
        let came = BTreeSet::from([person(1)]);
        let check = |ms: u64, bytes: u64, here: (usize, u64), expect: Result<Left, NotYet>| {
            let stretches = vec![stretch("a", 1, ms, bytes)];
            let sounds = Sounds { agreed: agreed(&[(1, true)]), stretches, ..Sounds::default() };
            assert_eq!(sounds.may_record(&came, here), expect, "{ms} {bytes} {here:?}");
        };
        check(1_800_000, 5 << 20, (1, 5 << 20), Ok(Left { ms: 1_800_000, bytes: 19 << 20 }));
        check(LONGEST_MS - 9_000, 5 << 20, (1, 0), Err(NotYet::Full));
        check(u64::MAX, 5 << 20, (1, 0), Err(NotYet::Full));
        check(1_000, LARGEST, (1, 0), Err(NotYet::Full));
        check(1_000, 9, (1, ALL_BYTES), Err(NotYet::PhoneFull));
        check(1_000, 9, (MOST, 9), Err(NotYet::PhoneFull));
        check(1_000, 9, (9, ALL_BYTES - (1 << 20)), Ok(Left { ms: LONGEST_MS - 1_000, bytes: 1 << 20 }));
        let hour = LONGEST_MS * u64::from(BITS) / 8_000;
        assert!(hour < LARGEST && LARGEST < ALL_BYTES, "an hour of speech fits: {hour} bytes");
    }

    #[test]
    fn stretches_are_played_one_after_another() {
        let lengths = [10, 5, 20];
        let check = |moment: u64, expect| assert_eq!(find(&lengths, moment), expect, "{moment}");
        check(0, (0, 0));
        check(9, (0, 9));
        check(10, (1, 0));
        check(15, (2, 0));
        check(34, (2, 19));
        check(99, (2, 20));
        assert_eq!(find(&[], 5), (0, 0));
        let mut all = vec![stretch("b", 2, 1, 1), stretch("c", 1, 1, 1), stretch("a", 2, 1, 1)];
        in_order(&mut all);
        assert_eq!(all.iter().map(|one| one.id.as_str()).collect::<String>(), "cab");
    }

    #[test]
    fn a_length_reads_like_a_clock() {
        for (ms, expect) in [(0, "0:00"), (7_999, "0:07"), (755_000, "12:35"), (3_723_000, "1:02:03")] {
            assert_eq!(clock(ms), expect);
        }
    }
}

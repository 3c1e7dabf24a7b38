//! The service in its own words: communities, people, sessions and their forms.
//!
//! Plain values and the rules over them. This room never knows how a value was
//! merged, stored or shown. Terms, forms and rules follow the study (Fan et al.
//! 2018, doi:10.1186/s12888-018-1765-0) and its service model.

pub mod about;
pub mod age;
pub mod community;
pub mod consent;
pub mod emergency;
pub mod enrolment;
pub mod evaluation;
pub mod feeling;
pub mod fields;
pub mod figures;
pub mod follow_up;
pub mod gap;
pub mod guidance;
pub mod idea;
pub mod interview;
pub mod language;
pub mod manual;
pub mod numbers;
pub mod older;
pub mod order;
pub mod own_idea;
pub mod person;
pub mod plan;
pub mod presence;
pub mod question;
pub mod record;
pub mod run;
pub mod session;
pub mod sound;
pub mod submission;
pub mod supervision;
pub mod training;
pub mod waiting;

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime};
use serde::{Deserialize, Serialize};

/// Milliseconds since 1970-01-01T00:00:00Z by the device's clock.
pub type Millis = i64;

/// What the engine may know of the present: it comes in with every step.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Now {
    /// The device's clock.
    pub ms: Millis,
    /// Local time minus UTC, in minutes.
    pub offset_minutes: i32,
    /// Fresh random bytes, for new ids; never used twice.
    pub entropy: [u8; 16],
}

impl Now {
    /// The local date and time of `ms` at this device's offset; the epoch where `ms` is out of range.
    pub fn local(&self, ms: Millis) -> NaiveDateTime {
        DateTime::from_timestamp_millis(ms.saturating_add(i64::from(self.offset_minutes) * 60_000))
            .unwrap_or_default()
            .naive_utc()
    }

    /// Today's local date.
    pub fn today(&self) -> NaiveDate {
        self.local(self.ms).date()
    }

    /// The local time of day, to the minute.
    pub fn time(&self) -> NaiveTime {
        minute_of(self.local(self.ms).time())
    }
}

/// Cuts a time of day to the minute.
pub fn minute_of(time: NaiveTime) -> NaiveTime {
    use chrono::Timelike;
    time.with_second(0).and_then(|time| time.with_nanosecond(0)).unwrap_or(time)
}

/// The kinds of document. The first letter of an id says which it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// A place that runs the service.
    Community,
    /// A peer, group member or guest.
    Person,
    /// One meeting: plan, run, record, participants, emergencies.
    Session,
    /// A talk of peers with the professionals.
    Supervision,
    /// A question to the group.
    Question,
}

/// The id of a document: a letter for its kind, then 16 characters of base 32 (80 random bits).
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Id(String);

impl Id {
    /// A new id of `kind` from 10 random bytes.
    pub fn new(kind: Kind, random: &[u8]) -> Id {
        let letter = match kind {
            Kind::Community => 'c',
            Kind::Person => 'p',
            Kind::Session => 's',
            Kind::Supervision => 'v',
            Kind::Question => 'q',
        };
        Id(format!("{letter}{}", short(random)))
    }

    /// Takes an id from outside (an address, a file): `None` unless it has an id's form.
    pub fn parse(text: &str) -> Option<Id> {
        let form = text.len() == 17
            && text.starts_with(['c', 'p', 's', 'v', 'q'])
            && text[1..].bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit());
        form.then(|| Id(text.to_owned()))
    }

    /// What kind of document it names.
    pub fn kind(&self) -> Kind {
        match self.0.as_bytes().first() {
            Some(b'c') => Kind::Community,
            Some(b'p') => Kind::Person,
            Some(b'v') => Kind::Supervision,
            Some(b'q') => Kind::Question,
            _ => Kind::Session,
        }
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Id {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str(&self.0)
    }
}

/// 16 characters of lower-case base 32 from (at least) 10 random bytes.
pub fn short(random: &[u8]) -> String {
    base32(&random[..random.len().min(10)])
}

/// Lower-case base 32 with extended hex digits (RFC 4648, section 7), without padding. Its order is the bytes' order.
pub(crate) fn base32(bytes: &[u8]) -> String {
    let bits = bytes.len() * 8;
    let bit = |at: usize| bytes.get(at / 8).map_or(0, |byte| byte >> (7 - at % 8) & 1);
    let digit = |at: usize| (at..at + 5).fold(0, |digit, at| digit << 1 | bit(at));
    (0..bits).step_by(5).map(|at| char::from(b"0123456789abcdefghijklmnopqrstuv"[usize::from(digit(at))])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_names_its_kind_and_survives_an_address() {
        for kind in [Kind::Community, Kind::Person, Kind::Session, Kind::Supervision, Kind::Question] {
            let id = Id::new(kind, &[7; 10]);
            assert_eq!(id.kind(), kind);
            assert_eq!(Id::parse(id.as_str()), Some(id));
        }
        assert_eq!(Id::parse("s/../../etc"), None);
        assert_eq!(Id::parse(""), None);
    }

    #[test]
    fn base_32_is_the_standard_one() {
        let bytes: Vec<u8> = (0..=255).rev().collect();
        for length in 0..=bytes.len() {
            let bytes = &bytes[..length];
            assert_eq!(base32(bytes), data_encoding::BASE32_DNSSEC.encode(bytes));
        }
    }

    #[test]
    fn local_time_follows_the_offset_and_never_panics() {
        let beijing = Now { ms: 1_385_000_000_000, offset_minutes: 480, entropy: [0; 16] };
        assert_eq!(beijing.today().to_string(), "2013-11-21");
        assert_eq!(beijing.time().to_string(), "10:13:00");
        let broken = Now { ms: i64::MAX, ..beijing };
        assert_eq!(broken.today().to_string(), "1970-01-01");
    }
}

//! The Activity Process: what is written after a session, confirmed by both peers, then closed.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Id, Millis, plan::Format};

/// How one part went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Went {
    /// As planned.
    AsPlanned,
    /// A bit different.
    Different,
    /// Not done.
    NotDone,
}

impl Went {
    /// All, in the order in which they are offered.
    pub const ALL: [Went; 3] = [Went::AsPlanned, Went::Different, Went::NotDone];
}

/// One part's outcome, with a line on it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PartOutcome {
    /// How it went.
    pub went: Went,
    /// In words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Was the aim met?
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum AimMet {
    Yes,
    Partly,
    No,
    NotSure,
}

impl AimMet {
    /// All, in the order in which they are offered.
    pub const ALL: [AimMet; 4] = [AimMet::Yes, AimMet::Partly, AimMet::No, AimMet::NotSure];
}

/// Did anything worry you? There is no default: "no event" is said, never assumed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Worry {
    No,
    Yes,
    NotSure,
}

impl Worry {
    /// All, in the order in which they are offered.
    pub const ALL: [Worry; 3] = [Worry::No, Worry::Yes, Worry::NotSure];
}

/// A peer read the record and stands by it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Confirmation {
    /// When.
    pub at: Millis,
    /// The digest of what was confirmed: a confirmation holds only for these words.
    pub digest: String,
    /// Whose phone it was said on, where the person's own could not be reached.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_phone_of: Option<Id>,
}

/// The form is closed: what the peers confirmed, kept for good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Closed {
    /// When the last of them confirmed.
    pub at: Millis,
    /// Who confirmed.
    pub by: Vec<Id>,
    /// What they confirmed.
    pub form: Process,
}

/// A box of the closed form that can be amended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum FormBox {
    Times,
    Theme,
    Aim,
    Happened,
    Feedback,
    NextTime,
    Participants,
    Other,
}

impl FormBox {
    /// All, in the form's order.
    pub const ALL: [FormBox; 8] = [
        FormBox::Times,
        FormBox::Theme,
        FormBox::Aim,
        FormBox::Happened,
        FormBox::Feedback,
        FormBox::NextTime,
        FormBox::Participants,
        FormBox::Other,
    ];
}

/// A change to a closed form: the old text stays, with who, when and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Amendment {
    /// The box it is about.
    pub about: FormBox,
    /// What it should say now.
    pub text: String,
    /// Why.
    pub reason: String,
    /// Who.
    pub by: Option<Id>,
    /// When.
    pub at: Millis,
}

/// The Activity Process as screens and forms read it: defaults from plan and run are filled in.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Process {
    /// Local date.
    pub date: Option<NaiveDate>,
    /// Local start.
    pub start: Option<NaiveTime>,
    /// Local end.
    pub end: Option<NaiveTime>,
    /// Theme.
    pub theme: String,
    /// Aim.
    pub aim: String,
    /// Formats.
    pub formats: Vec<Format>,
    /// The parts' outcomes by the part's slug.
    pub parts: std::collections::BTreeMap<String, PartOutcome>,
    /// What happened.
    pub happened: String,
    /// The participants' feedback.
    pub feedback: String,
    /// "Nobody said anything".
    #[serde(default)]
    pub nobody_said: bool,
    /// Was the aim met?
    pub aim_met: Option<AimMet>,
    /// What to change next time.
    pub next_time: String,
    /// Did anything worry you?
    pub worry: Option<Worry>,
    /// Who came, with how they were, in words fixed at the time: alias, seemed and note.
    #[serde(default)]
    pub participants: Vec<Participant>,
}

/// A participant as written into the form.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Participant {
    /// Who.
    pub person: Id,
    /// The mark.
    pub row: super::run::Attendance,
}

/// What a record still lacks before it can be confirmed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lack {
    /// Date, start or end.
    Times,
    /// The end lies before the start.
    EndBeforeStart,
    /// Theme.
    Theme,
    /// The answer to "did anything worry you?".
    Worry,
    /// An emergency event is not written yet: "yes" or "not sure" asks for one.
    Event,
    /// People without consent or agreement came, and nobody wrote why.
    Unsigned,
}

impl Process {
    /// Minutes from start to end; `None` unless both are known and in order.
    ///
    /// A session does not cross midnight (40-120 minutes in daytime venues): an end before the start is a slip.
    pub fn minutes(&self) -> Option<i64> {
        let minutes = (self.end? - self.start?).num_minutes();
        (minutes >= 0).then_some(minutes)
    }

    /// What is still needed, in the order of the questions. `events` counts the emergency events begun.
    pub fn lacks(&self, events: usize) -> Vec<Lack> {
        let mut lacks = Vec::new();
        match (self.date, self.start, self.end) {
            (Some(_), Some(start), Some(end)) if end < start => lacks.push(Lack::EndBeforeStart),
            (Some(_), Some(_), Some(_)) => {}
            _ => lacks.push(Lack::Times),
        }
        if self.theme.trim().is_empty() {
            lacks.push(Lack::Theme);
        }
        match self.worry {
            None => lacks.push(Lack::Worry),
            Some(Worry::Yes) if events == 0 => lacks.push(Lack::Event),
            Some(_) => {}
        }
        lacks
    }

    /// The digest of this form: SHA-256 of its JSON, in base 32, first 26 characters (130 bits).
    pub fn digest(&self) -> String {
        use sha2::{Digest, Sha256};
        let json = serde_json::to_vec(self).unwrap_or_default();
        super::base32(&Sha256::digest(&json))[..26].to_owned()
    }
}

/// The record with its confirmations, its closing and its amendments.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Record {
    /// The form as it stands: the confirmed one once closed.
    pub form: Process,
    /// Times were looked at.
    pub times_right: bool,
    /// Theme and format were looked at.
    pub content_right: bool,
    /// Who confirmed which words.
    pub confirmed: std::collections::BTreeMap<Id, Confirmation>,
    /// Set once closed.
    pub closed: Option<Closed>,
    /// By short id, oldest first.
    pub amendments: Vec<(String, Amendment)>,
    /// What went well. Private to the pair.
    pub went_well: String,
    /// What to take to supervision. Private to the pair.
    pub to_supervision: String,
    /// The pair shares its talk with the supervisors.
    pub debrief_shared: bool,
    /// Where it comes from, if it was not written with the app.
    pub brought: Option<super::older::Brought>,
}

impl Record {
    /// Whether `person` confirmed the words as they stand now.
    pub fn confirmed_by(&self, person: &Id) -> bool {
        self.confirmed.get(person).is_some_and(|held| held.digest == self.form.digest())
    }

    /// The latest amendment of a box.
    pub fn amended(&self, about: FormBox) -> Option<&Amendment> {
        self.amendments.iter().rev().map(|(_, amendment)| amendment).find(|amendment| amendment.about == about)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Process {
        Process {
            date: NaiveDate::from_ymd_opt(2026, 11, 24),
            start: NaiveTime::from_hms_opt(14, 0, 0),
            end: NaiveTime::from_hms_opt(15, 0, 0),
            theme: "包饺子".into(),
            worry: Some(Worry::No),
            ..Process::default()
        }
    }

    #[test]
    fn a_record_says_what_it_lacks() {
        let check = |change: fn(&mut Process), expect: &[Lack]| {
            let mut form = filled();
            change(&mut form);
            assert_eq!(form.lacks(0), expect);
        };
        check(|_| {}, &[]);
        check(|form| form.end = NaiveTime::from_hms_opt(13, 0, 0), &[Lack::EndBeforeStart]);
        check(|form| form.start = None, &[Lack::Times]);
        check(|form| form.theme = " ".into(), &[Lack::Theme]);
        check(|form| form.worry = None, &[Lack::Worry]);
        check(|form| form.worry = Some(Worry::Yes), &[Lack::Event]);
        check(|form| form.worry = Some(Worry::NotSure), &[]);
    }

    #[test]
    fn a_confirmation_holds_only_for_the_words_confirmed() {
        let person = Id::parse("p000000000000000a").expect("an id");
        let mut record = Record { form: filled(), ..Record::default() };
        let digest = record.form.digest();
        record.confirmed.insert(person.clone(), Confirmation { at: 0, digest, on_phone_of: None });
        assert!(record.confirmed_by(&person));
        record.form.happened.push_str("大家都笑了。");
        assert!(!record.confirmed_by(&person));
    }
}

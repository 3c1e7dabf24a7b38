//! Asking the people what they think: the study's questions with yes, no or not assessed (Fan et al. 2018, Service satisfaction
//! and Service perceived benefit), open ones, and the community's own; in waves, before the service and each year.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::person::Role;
use super::{Id, Millis};

/// An answer to a question of yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Answer {
    /// Yes.
    Yes,
    /// No.
    No,
    /// Asked and not answered, or not asked for a reason. It is not a no.
    NotAssessed,
}

impl Answer {
    /// All, in the order in which they are offered.
    pub const ALL: [Answer; 3] = [Answer::Yes, Answer::No, Answer::NotAssessed];
}

/// A question of the study, answered with yes or no.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Asked {
    MemberSatisfied,
    MemberContinue,
    MemberSocial,
    MemberMood,
    CaregiverContinue,
    CaregiverSocial,
    CaregiverMood,
    CaregiverLife,
    PeerSkills,
    PeerSocial,
    PeerMood,
}

use Asked::*;

impl Asked {
    /// All, group by group.
    pub const ALL: [Asked; 11] = [
        MemberSatisfied,
        MemberContinue,
        MemberSocial,
        MemberMood,
        CaregiverContinue,
        CaregiverSocial,
        CaregiverMood,
        CaregiverLife,
        PeerSkills,
        PeerSocial,
        PeerMood,
    ];

    /// Who is asked.
    pub fn role(self) -> Role {
        match self {
            MemberSatisfied | MemberContinue | MemberSocial | MemberMood => Role::Member,
            CaregiverContinue | CaregiverSocial | CaregiverMood | CaregiverLife => Role::Caregiver,
            PeerSkills | PeerSocial | PeerMood => Role::Peer,
        }
    }

    /// Its name in fields.
    pub fn slug(self) -> &'static str {
        match self {
            MemberSatisfied => "satisfied",
            MemberContinue => "continue",
            MemberSocial => "social",
            MemberMood => "mood",
            CaregiverContinue => "wants_to_continue",
            CaregiverSocial => "sees_social",
            CaregiverMood => "own_mood",
            CaregiverLife => "quality_of_life",
            PeerSkills => "working_skills",
            PeerSocial => "peer_social",
            PeerMood => "peer_mood",
        }
    }
}

/// An open question; everybody is asked the same.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum Open {
    Hopes,
    Helped,
    Different,
}

impl Open {
    /// All.
    pub const ALL: [Open; 3] = [Open::Hopes, Open::Helped, Open::Different];

    /// Whether it is asked in a wave: of hopes before the service, of what it brought later.
    fn fits(self, wave: Wave) -> bool {
        (self == Open::Hopes) == (wave == Wave::Before)
    }

    /// Its name in fields.
    pub fn slug(self) -> &'static str {
        match self {
            Open::Hopes => "hopes",
            Open::Helped => "helped",
            Open::Different => "different",
        }
    }
}

/// A question of the community's own, in the language in which it was written.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnQuestion {
    /// The question.
    pub words: String,
    /// Who is asked.
    pub role: Role,
    /// Answered in words, not with yes or no.
    #[serde(default)]
    pub open: bool,
    /// When it was written.
    #[serde(default)]
    pub at: Millis,
    /// Not asked any more; what was answered stays.
    #[serde(default)]
    pub removed: bool,
}

/// When people are asked: before the service, and once each year. Its name is the same on every phone, so that nobody has to
/// agree on one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Wave {
    /// Before the service begins.
    Before,
    /// In that year of the service; the first is 1.
    Year(u32),
}

/// Years of service that are told apart.
const MOST_YEARS: u32 = 50;

impl Wave {
    /// The wave of a day.
    pub fn of(started: Option<NaiveDate>, day: NaiveDate) -> Wave {
        let Some(started) = started.filter(|started| *started <= day) else { return Wave::Before };
        let before = (day.month(), day.day()) < (started.month(), started.day());
        let years = day.year() - started.year() - i32::from(before);
        Wave::Year(u32::try_from(years).unwrap_or_default().saturating_add(1).min(MOST_YEARS))
    }

    /// All up to that of a day, the first first.
    pub fn until(started: Option<NaiveDate>, day: NaiveDate) -> Vec<Wave> {
        let last = match Wave::of(started, day) {
            Wave::Before => 0,
            Wave::Year(year) => year,
        };
        [Wave::Before].into_iter().chain((1..=last).map(Wave::Year)).collect()
    }

    /// Its name in fields and addresses.
    pub fn slug(self) -> String {
        match self {
            Wave::Before => "before".into(),
            Wave::Year(year) => format!("y{year}"),
        }
    }

    /// The wave of a name.
    pub fn parse(slug: &str) -> Option<Wave> {
        match slug.strip_prefix('y') {
            None => (slug == "before").then_some(Wave::Before),
            Some(year) => year.parse().ok().filter(|year| (1..=MOST_YEARS).contains(year)).map(Wave::Year),
        }
    }
}

/// That somebody was asked.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Held {
    /// The day.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// Who asked, by name.
    #[serde(default)]
    pub by: String,
    /// They answered alone, on the phone that was handed over.
    #[serde(default)]
    pub alone: bool,
}

/// What somebody said in one wave.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Said {
    /// When, and who asked.
    pub held: Held,
    /// Yes, no, not assessed; by question.
    pub answers: BTreeMap<String, Answer>,
    /// Own words; by question.
    pub words: BTreeMap<String, String>,
}

impl Said {
    /// Whether anything was answered.
    pub fn is_begun(&self) -> bool {
        !self.answers.is_empty() || self.words.values().any(|words| !words.trim().is_empty())
    }

    /// Takes over what another entry of the same person says beyond this.
    pub fn fill(&mut self, other: Said) {
        if self.held == Held::default() {
            self.held = other.held;
        }
        other.answers.into_iter().for_each(|(question, answer)| _ = self.answers.entry(question).or_insert(answer));
        other.words.into_iter().for_each(|(question, words)| _ = self.words.entry(question).or_insert(words));
    }
}

/// What somebody is asked, of one kind or the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Yes or no, from the study.
    Study(Asked),
    /// In own words.
    Open(Open),
    /// The community's own, by its short id.
    Own(String, OwnQuestion),
}

impl Question {
    /// What somebody in this role is asked in a wave, in order: the study's, the community's own, the open ones last. What the
    /// service has brought cannot be asked before it begins.
    pub fn of(role: Role, wave: Wave, own: &[(String, OwnQuestion)]) -> Vec<Question> {
        let mut asked: Vec<Question> =
            Asked::ALL.into_iter().filter(|asked| asked.role() == role).map(Question::Study).collect();
        if asked.is_empty() {
            return asked;
        }
        if wave == Wave::Before {
            asked.clear();
        }
        let own = own.iter().filter(|(_, question)| question.role == role && !question.removed);
        asked.extend(own.map(|(id, question)| Question::Own(id.clone(), question.clone())));
        asked.extend(Open::ALL.into_iter().filter(|open| open.fits(wave)).map(Question::Open));
        asked
    }

    /// Its name in fields.
    pub fn slug(&self) -> &str {
        match self {
            Question::Study(asked) => asked.slug(),
            Question::Open(open) => open.slug(),
            Question::Own(id, _) => id,
        }
    }

    /// Whether it is answered in words.
    pub fn is_open(&self) -> bool {
        match self {
            Question::Study(_) => false,
            Question::Open(_) => true,
            Question::Own(_, question) => question.open,
        }
    }
}

/// One person's answers of one wave. Reports name nobody; a file may link them to what else is known of the person, by code.
#[derive(Clone, Debug, PartialEq)]
pub struct Interviewed {
    /// Who.
    pub person: Id,
    /// What they do in the service.
    pub role: Role,
    /// The wave.
    pub wave: Wave,
    /// What they said.
    pub said: Said,
}

/// All that a community was told, for its report.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Evaluation {
    /// The community's own questions with their short ids, the removed ones too.
    pub own: Vec<(String, OwnQuestion)>,
    /// What was said.
    pub interviews: Vec<Interviewed>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_wave() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
        let check = |on: &str, expect: Wave| {
            assert_eq!(Wave::of(Some(day("2013-07-01")), day(on)), expect, "{on}");
            assert_eq!(Wave::parse(&expect.slug()), Some(expect));
        };
        check("2013-06-30", Wave::Before);
        check("2013-07-01", Wave::Year(1));
        check("2014-06-30", Wave::Year(1));
        check("2014-07-01", Wave::Year(2));
        check("2014-12-15", Wave::Year(2));
        assert_eq!(Wave::of(None, day("2014-12-15")), Wave::Before);
        assert_eq!(Wave::until(Some(day("2013-07-01")), day("2014-12-15")).len(), 3);
        for broken in ["", "y", "y0", "y-1", "y99", "later"] {
            assert_eq!(Wave::parse(broken), None, "{broken}");
        }
    }

    #[test]
    fn each_group_is_asked_its_own_questions() {
        let own = |role, open, removed| OwnQuestion { words: "Is the room warm?".into(), role, open, at: 0, removed };
        let all = [
            ("a", own(Role::Member, false, false)),
            ("b", own(Role::Peer, true, false)),
            ("c", own(Role::Peer, false, true)),
        ]
        .map(|(id, question)| (id.to_owned(), question));
        let check = |role, expect: &[&str]| {
            let asked: Vec<String> =
                Question::of(role, Wave::Year(1), &all).iter().map(|one| one.slug().to_owned()).collect();
            assert_eq!(asked, expect, "{role:?}");
        };
        check(Role::Member, &["satisfied", "continue", "social", "mood", "a", "helped", "different"]);
        let caregiver = ["wants_to_continue", "sees_social", "own_mood", "quality_of_life", "helped", "different"];
        check(Role::Caregiver, &caregiver);
        check(Role::Peer, &["working_skills", "peer_social", "peer_mood", "b", "helped", "different"]);
        check(Role::Guest, &[]);
        check(Role::Professional, &[]);
        let before = Question::of(Role::Member, Wave::Before, &all);
        assert_eq!(before.iter().map(Question::slug).collect::<Vec<_>>(), ["a", "hopes"]);
        let slugs: std::collections::BTreeSet<&str> = Asked::ALL.iter().map(|asked| asked.slug()).collect();
        assert_eq!(slugs.len(), Asked::ALL.len());
    }
}

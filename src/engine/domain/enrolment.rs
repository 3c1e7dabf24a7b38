//! Enrolment: the criteria of the study, one by one (Fan et al. 2018, Methods). The app asks and counts; people decide.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::age;
use super::person::Role;

/// Ages that may take part, in years.
pub const AGES: std::ops::RangeInclusive<i32> = 18..=60;
/// Months of stability that a peer and a member need.
pub const STABLE_MONTHS: [u32; 2] = [6, 3];
/// A peer's score on the personal and social performance scale (0-100) is above this.
pub const PSP_ABOVE: u32 = 50;

/// One thing that is asked before somebody takes part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Criterion {
    /// A community doctor recommends the peer.
    Recommended,
    /// The member comes by a poster or by a community doctor.
    Referred,
    /// A psychiatrist saw the person.
    Evaluated,
    /// Schizophrenia or bipolar disorder, in the medical record.
    Diagnosis,
    /// 18 to 60 years.
    Age,
    /// Stable for 6 months (peers) or 3 (members).
    Stable,
    /// Takes medication as agreed, by the person's own and the family's word.
    Medication,
    /// Insight, by the psychiatrist's interview.
    Insight,
    /// No abuse of drugs or alcohol.
    NoAbuse,
    /// No severe medical illness.
    NoSevereIllness,
    /// PSP above 50.
    Functioning,
    /// Compassionate and willing to help.
    Compassion,
    /// Practical skills: preferred, not required.
    Skills,
    /// A family member may be contacted.
    Willing,
}

use Criterion::*;

const PEER: [Criterion; 12] = [
    Recommended,
    Evaluated,
    Diagnosis,
    Age,
    Stable,
    Medication,
    Insight,
    NoAbuse,
    NoSevereIllness,
    Functioning,
    Compassion,
    Skills,
];
const MEMBER: [Criterion; 7] = [Referred, Evaluated, Diagnosis, Age, Stable, NoAbuse, NoSevereIllness];

impl Criterion {
    /// What is asked of somebody in this role, in the order of the form.
    pub fn of(role: Role) -> &'static [Criterion] {
        match role {
            Role::Peer => &PEER,
            Role::Member => &MEMBER,
            Role::Caregiver => &[Willing],
            Role::Guest | Role::Professional => &[],
        }
    }

    /// Whether enrolment waits for it.
    pub fn is_required(self) -> bool {
        self != Skills
    }

    /// Its name in addresses and fields.
    pub fn slug(self) -> &'static str {
        match self {
            Recommended => "recommended",
            Referred => "referred",
            Evaluated => "evaluated",
            Diagnosis => "diagnosis",
            Age => "age",
            Stable => "stable",
            Medication => "medication",
            Insight => "insight",
            NoAbuse => "no_abuse",
            NoSevereIllness => "no_severe_illness",
            Functioning => "functioning",
            Compassion => "compassion",
            Skills => "skills",
            Willing => "willing",
        }
    }

    /// The criterion of a name.
    pub fn parse(slug: &str) -> Option<Criterion> {
        PEER.into_iter().chain(MEMBER).chain([Willing]).find(|known| known.slug() == slug)
    }
}

/// What is known of a criterion.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Verdict {
    Met,
    NotMet,
    #[default]
    NotKnown,
}

impl Verdict {
    /// All three.
    pub const ALL: [Verdict; 3] = [Verdict::Met, Verdict::NotMet, Verdict::NotKnown];
}

/// The answer to one criterion.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// Met or not; `None` while only the figures speak.
    #[serde(default)]
    pub verdict: Option<Verdict>,
    /// Who assessed it.
    #[serde(default)]
    pub by: String,
    /// When.
    #[serde(default)]
    pub on: Option<NaiveDate>,
    /// A note.
    #[serde(default)]
    pub note: String,
}

/// Somebody decided that the person takes part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Enrolled {
    /// When.
    pub on: NaiveDate,
    /// Who decided.
    #[serde(default)]
    pub by: String,
    /// Why, where a criterion was not met or not known.
    #[serde(default)]
    pub reason: String,
}

/// A person's enrolment as the screens read it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Enrolment {
    /// The age, by year of birth or as given.
    pub age: Option<age::Age>,
    /// Months of stability.
    pub stable_months: Option<u32>,
    /// Score on the personal and social performance scale, 0-100.
    pub psp: Option<u32>,
    /// The answers so far.
    pub answers: BTreeMap<Criterion, Answer>,
    /// The decision.
    pub enrolled: Option<Enrolled>,
}

/// What the answers come to. A sentence on the screen, never a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Everything required is met.
    AllMet,
    /// So many required things are not known yet, and none is unmet.
    Open(usize),
    /// These are not met; so many more are not known.
    Unmet(Vec<Criterion>, usize),
}

impl Enrolment {
    /// What is known of a criterion: the answer given, or else what the figures say.
    pub fn verdict(&self, criterion: Criterion, role: Role, today: NaiveDate) -> Verdict {
        let given = self.answers.get(&criterion).and_then(|answer| answer.verdict);
        given.or_else(|| self.by_figures(criterion, role, today)).unwrap_or_default()
    }

    /// What the figures say of a criterion; `None` where they leave it open.
    pub fn by_figures(&self, criterion: Criterion, role: Role, today: NaiveDate) -> Option<Verdict> {
        let verdict = |met: bool| if met { Verdict::Met } else { Verdict::NotMet };
        match criterion {
            Age => {
                let may_be = self.age?.on(today);
                match (AGES.contains(may_be.start()), AGES.contains(may_be.end())) {
                    (true, true) => Some(Verdict::Met),
                    (false, false) => Some(Verdict::NotMet),
                    _ => None,
                }
            }
            Stable => {
                let [peer, member] = STABLE_MONTHS;
                let needed = if role == Role::Peer { peer } else { member };
                self.stable_months.map(|months| verdict(months >= needed))
            }
            Functioning => self.psp.map(|score| verdict(score > PSP_ABOVE)),
            _ => None,
        }
    }

    /// What the answers come to.
    pub fn standing(&self, role: Role, today: NaiveDate) -> Standing {
        let required = || Criterion::of(role).iter().copied().filter(|criterion| criterion.is_required());
        let are = |verdict: Verdict| required().filter(move |known| self.verdict(*known, role, today) == verdict);
        let open = are(Verdict::NotKnown).count();
        match are(Verdict::NotMet).collect::<Vec<_>>() {
            unmet if !unmet.is_empty() => Standing::Unmet(unmet, open),
            _ if open > 0 => Standing::Open(open),
            _ => Standing::AllMet,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day")
    }

    #[test]
    fn figures_answer_where_they_can() {
        let check = |criterion, role, figures: Enrolment, expect| {
            assert_eq!(figures.by_figures(criterion, role, day()), expect, "{figures:?}");
        };
        let born = |year| Enrolment { age: Some(age::Age::Year(year)), ..Enrolment::default() };
        check(Age, Role::Peer, born(1980), Some(Verdict::Met));
        check(Age, Role::Peer, born(2008), None);
        check(Age, Role::Peer, born(2007), Some(Verdict::Met));
        check(Age, Role::Peer, born(1965), None);
        check(Age, Role::Peer, born(1964), Some(Verdict::NotMet));
        check(Age, Role::Peer, born(2012), Some(Verdict::NotMet));
        let given = |years| Enrolment { age: Some(age::Age::Given(years, day())), ..Enrolment::default() };
        check(Age, Role::Peer, given(60), Some(Verdict::Met));
        check(Age, Role::Peer, given(61), Some(Verdict::NotMet));
        let stable = |months| Enrolment { stable_months: Some(months), ..Enrolment::default() };
        check(Stable, Role::Peer, stable(5), Some(Verdict::NotMet));
        check(Stable, Role::Peer, stable(6), Some(Verdict::Met));
        check(Stable, Role::Member, stable(3), Some(Verdict::Met));
        let psp = |score| Enrolment { psp: Some(score), ..Enrolment::default() };
        check(Functioning, Role::Peer, psp(50), Some(Verdict::NotMet));
        check(Functioning, Role::Peer, psp(51), Some(Verdict::Met));
        check(Insight, Role::Peer, psp(90), None);
    }

    #[test]
    fn the_standing_counts_what_is_required() {
        let mut enrolment = Enrolment::default();
        assert_eq!(enrolment.standing(Role::Peer, day()), Standing::Open(11));
        assert_eq!(enrolment.standing(Role::Member, day()), Standing::Open(7));
        assert_eq!(enrolment.standing(Role::Guest, day()), Standing::AllMet);
        for criterion in Criterion::of(Role::Member) {
            let answer = Answer { verdict: Some(Verdict::Met), ..Answer::default() };
            enrolment.answers.insert(*criterion, answer);
        }
        assert_eq!(enrolment.standing(Role::Member, day()), Standing::AllMet);
        enrolment.answers.insert(NoAbuse, Answer { verdict: Some(Verdict::NotMet), ..Answer::default() });
        enrolment.answers.remove(&Referred);
        assert_eq!(enrolment.standing(Role::Member, day()), Standing::Unmet(vec![NoAbuse], 1));
    }

    #[test]
    fn a_given_answer_goes_before_the_figures() {
        let mut enrolment = Enrolment { psp: Some(30), ..Enrolment::default() };
        enrolment.answers.insert(Functioning, Answer { verdict: Some(Verdict::Met), ..Answer::default() });
        assert_eq!(enrolment.verdict(Functioning, Role::Peer, day()), Verdict::Met);
    }

    #[test]
    fn every_criterion_is_found_by_its_name() {
        for role in [Role::Peer, Role::Member, Role::Caregiver] {
            for criterion in Criterion::of(role) {
                assert_eq!(Criterion::parse(criterion.slug()), Some(*criterion));
                assert_eq!(serde_json::to_value(criterion).expect("json"), criterion.slug());
            }
        }
    }
}

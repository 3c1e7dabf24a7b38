//! What is explained and agreed to before the first session: the rules, the informed consent, the service and group activity
//! agreement (Fan et al. 2018, Methods). Every text has versions; who agreed, agreed to one of them, and may withdraw at any time.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Millis;
use super::language::Both;
use super::person::Role;

/// One of the three texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum Paper {
    Rules,
    Consent,
    Agreement,
}

impl Paper {
    /// All three, in the order in which they are explained.
    pub const ALL: [Paper; 3] = [Paper::Rules, Paper::Consent, Paper::Agreement];

    /// Its name in addresses and fields.
    pub fn slug(self) -> &'static str {
        match self {
            Paper::Rules => "rules",
            Paper::Consent => "consent",
            Paper::Agreement => "agreement",
        }
    }

    /// The paper of a name.
    pub fn parse(slug: &str) -> Option<Paper> {
        Paper::ALL.into_iter().find(|paper| paper.slug() == slug)
    }

    /// What somebody in this role agrees to before the first session. The rules are explained, not signed; guests sign nothing.
    pub fn needed(role: Role) -> &'static [Paper] {
        match role {
            Role::Peer | Role::Member => &[Paper::Consent, Paper::Agreement],
            Role::Caregiver => &[Paper::Consent],
            Role::Guest | Role::Professional => &[],
        }
    }
}

/// A version of a text that the community wrote. The text that comes with the app is version 1 and is kept nowhere.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version {
    /// Of which paper.
    pub paper: Paper,
    /// The words, one paragraph a line.
    pub text: Both,
    /// When it was written.
    #[serde(default)]
    pub at: Millis,
    /// Who wrote it.
    #[serde(default)]
    pub by: String,
}

/// The versions of one paper, oldest first, by short id.
pub type Versions = Vec<(String, Version)>;

/// How somebody agreed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum How {
    /// Typed the name or alias.
    Name(String),
    /// Drew a mark: an SVG path in a box of 300 by 120.
    Mark(String),
    /// Signed on paper, which the centre keeps.
    OnPaper,
    /// Said yes before a witness (family members).
    Spoken,
}

/// Withdrawn: from a day on, with a reason if one was given.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withdrawn {
    /// From this day on.
    pub on: NaiveDate,
    /// Why; nobody has to say.
    #[serde(default)]
    pub reason: String,
}

/// Somebody's agreement to one version of one paper.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Signed {
    /// To what.
    pub paper: Paper,
    /// The version's short id; empty for the text that comes with the app.
    #[serde(default)]
    pub version: String,
    /// How.
    pub how: How,
    /// The day.
    pub on: NaiveDate,
    /// Who was there.
    #[serde(default)]
    pub witness: String,
    /// When it was noted: the last one counts.
    #[serde(default)]
    pub at: Millis,
    /// Withdrawn since.
    #[serde(default)]
    pub withdrawn: Option<Withdrawn>,
    /// Noted by mistake.
    #[serde(default)]
    pub removed: bool,
}

/// How a paper stands with somebody.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Not agreed to yet.
    Missing,
    /// Agreed to; the key of the agreement.
    Agreed(String),
    /// Agreed to once and withdrawn; the key of the agreement.
    Withdrawn(String),
}

/// A person's agreements, by short id.
pub type Agreements = BTreeMap<String, Signed>;

/// How one paper stands: what was noted last counts.
pub fn standing(agreements: &Agreements, paper: Paper) -> Standing {
    let of_paper = agreements.iter().filter(|(_, signed)| signed.paper == paper && !signed.removed);
    match of_paper.max_by_key(|(id, signed)| (signed.at, id.as_str())) {
        None => Standing::Missing,
        Some((id, signed)) if signed.withdrawn.is_some() => Standing::Withdrawn(id.clone()),
        Some((id, _)) => Standing::Agreed(id.clone()),
    }
}

/// What somebody in this role has still to agree to, in order.
pub fn missing(agreements: &Agreements, role: Role) -> Vec<Paper> {
    let open = |paper: &Paper| !matches!(standing(agreements, *paper), Standing::Agreed(_));
    Paper::needed(role).iter().copied().filter(open).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn signed(paper: Paper, at: Millis, withdrawn: bool) -> Signed {
        let on = NaiveDate::from_ymd_opt(2026, 11, 23).expect("a day");
        Signed {
            paper,
            version: String::new(),
            how: How::OnPaper,
            on,
            witness: String::new(),
            at,
            withdrawn: withdrawn.then(|| Withdrawn { on, reason: String::new() }),
            removed: false,
        }
    }

    fn held(all: &[Signed]) -> Agreements {
        all.iter().enumerate().map(|(number, signed)| (number.to_string(), signed.clone())).collect()
    }

    #[test]
    fn both_are_needed_and_one_may_be_withdrawn() {
        use Paper::{Agreement, Consent};
        let check = |all: &[Signed], role, expect: &[Paper]| assert_eq!(missing(&held(all), role), expect);
        check(&[], Role::Member, &[Consent, Agreement]);
        check(&[], Role::Caregiver, &[Consent]);
        check(&[], Role::Guest, &[]);
        check(&[signed(Consent, 1, false)], Role::Member, &[Agreement]);
        let both = [signed(Consent, 1, false), signed(Agreement, 2, false)];
        check(&both, Role::Peer, &[]);
        check(&[both[0].clone(), signed(Agreement, 2, true)], Role::Peer, &[Agreement]);
        check(&[both[0].clone(), signed(Agreement, 2, true), signed(Agreement, 3, false)], Role::Peer, &[]);
        check(&[Signed { removed: true, ..both[0].clone() }], Role::Caregiver, &[Consent]);
    }

    #[test]
    fn every_paper_is_found_by_its_name() {
        for paper in Paper::ALL {
            assert_eq!(Paper::parse(paper.slug()), Some(paper));
            assert_eq!(serde_json::to_value(paper).expect("json"), paper.slug());
        }
    }
}

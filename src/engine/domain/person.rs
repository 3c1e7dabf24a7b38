//! People, the least that a session needs: who they are here, by alias or code.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Id;
use super::consent::Paper;
use super::figures::PersonFigures;
use super::plan::Category;

/// What a person does in the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Provides the service: leads or assists.
    Peer,
    /// Receives the service. The study says "consumer"; the screen never does.
    Member,
    /// Came along, known by a nickname.
    Guest,
    /// Family or guardian of a peer or a member.
    Caregiver,
    /// Guides or looks after the service: doctor, psychologist, coordinator, interviewer. Counted as nobody of the above.
    Professional,
}

/// A person as the screens read it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Person {
    /// The document.
    pub id: Id,
    /// What they do here.
    pub role: Role,
    /// Alias, code or nickname: what everybody sees.
    pub alias: String,
    /// A line to remember them by, for the peers.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// When they left the service.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left: Option<NaiveDate>,
    /// Since when they are on leave.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on_leave: Option<NaiveDate>,
    /// What they agreed to and did not withdraw.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed: Vec<Paper>,
    /// What they asked for in the interview.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub wants: Vec<Category>,
    /// Workshops of the training that they attended, by name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub trained: Vec<String>,
    /// This entry was made twice: it is that person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub same_as: Option<Id>,
    /// Past records say "a member" in place of the alias.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub nameless: bool,
    /// What reports count: filled for them from the person's document, and never kept in a list.
    #[serde(skip)]
    pub figures: Option<Box<PersonFigures>>,
}

impl Person {
    /// Somebody new, of whom only the role and the alias are known.
    pub fn new(id: Id, role: Role, alias: &str) -> Person {
        Person {
            id,
            role,
            alias: alias.to_owned(),
            note: String::new(),
            left: None,
            on_leave: None,
            agreed: Vec::new(),
            wants: Vec::new(),
            trained: Vec::new(),
            same_as: None,
            nameless: false,
            figures: None,
        }
    }

    /// What they have still to agree to before they take part.
    pub fn unsigned(&self) -> impl Iterator<Item = Paper> {
        Paper::needed(self.role).iter().copied().filter(|paper| !self.agreed.contains(paper))
    }

    /// Takes part now: neither on leave nor gone.
    pub fn is_here(&self) -> bool {
        self.left.is_none() && self.on_leave.is_none()
    }
}

/// The people whose alias is, but for spaces and case, the one typed.
pub fn same_alias<'a>(typed: &str, people: impl Iterator<Item = &'a Person>) -> Option<&'a Person> {
    let plain = |name: &str| name.split_whitespace().collect::<String>().to_lowercase();
    let wanted = plain(typed);
    people.into_iter().find(|person| !wanted.is_empty() && plain(&person.alias) == wanted)
}

/// The person whose alias sounds much like the one typed: the same but for spaces and case, one within the other, or
/// one letter apart in three or more.
pub fn similar_alias<'a>(typed: &str, people: &'a [Person]) -> Option<&'a Person> {
    let plain = |name: &str| name.to_lowercase().chars().filter(|letter| !letter.is_whitespace()).collect::<Vec<_>>();
    let wanted = plain(typed);
    let near = |person: &&Person| {
        let other = plain(&person.alias);
        let (short, long) = if wanted.len() <= other.len() { (&wanted, &other) } else { (&other, &wanted) };
        let within = || short.len() >= 2 && !short[0].is_ascii() && long.windows(short.len()).any(|part| part == short);
        short.len() >= 3 && one_apart(short, long) || within()
    };
    same_alias(typed, people.iter()).or_else(|| people.iter().find(near))
}

/// Whether one letter more, less or other makes the longer of the shorter. Codes differ by a number: those are two people.
fn one_apart(short: &[char], long: &[char]) -> bool {
    let start = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let (short_end, long_end) = (&short[start..], &long[start..]);
    let a_number = |rest: &[char]| rest.first().is_some_and(char::is_ascii_digit);
    if a_number(short_end) || a_number(long_end) {
        return false;
    }
    match long.len() - short.len() {
        0 => short_end.get(1..).unwrap_or_default() == long_end.get(1..).unwrap_or_default(),
        1 => short_end == &long_end[1..],
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn a_name_that_sounds_the_same_is_noticed() {
        let person = |alias: &str| {
            Person::new(Id::new(Kind::Person, alias.as_bytes().repeat(10).as_slice()), Role::Member, alias)
        };
        let people = [person("王小明"), person("Jenny"), person("M07"), person("阿梅")];
        let check = |typed: &str, expect: Option<&str>| {
            assert_eq!(similar_alias(typed, &people).map(|person| person.alias.as_str()), expect, "{typed}");
        };
        check("王晓明", Some("王小明"));
        check("jeny", Some("Jenny"));
        check("Jenn y", Some("Jenny"));
        check("M08", None);
        check("阿梅（小区）", Some("阿梅"));
        check("阿美", None);
        check("Jonas", None);
        check("", None);
    }

    #[test]
    fn a_name_that_is_already_here_is_noticed() {
        let person = |alias: &str| {
            Person::new(Id::new(Kind::Person, alias.as_bytes().repeat(10).as_slice()), Role::Member, alias)
        };
        let people = [person("小林"), person("M 07")];
        let check = |typed: &str, expect: Option<&str>| {
            assert_eq!(same_alias(typed, people.iter()).map(|person| person.alias.as_str()), expect);
        };
        check("m07", Some("M 07"));
        check(" 小 林", Some("小林"));
        check("小李", None);
        check("  ", None);
    }
}

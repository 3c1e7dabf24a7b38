//! A register: a single value with its versions.
//!
//! Every version says which one its author replaced. Versions that nobody replaced stand beside each other;
//! the latest stamp among them is the value, the rest are "another version". So who saw a value and changed it
//! always wins, even against a phone whose clock runs ahead, and nothing that two people chose apart is lost unseen.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::Stamp;
use crate::domain::Id;

/// One value that somebody set.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// The value; null for none.
    pub value: Value,
    /// Who set it.
    pub by: Option<Id>,
}

/// All versions of one field.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Register {
    versions: BTreeMap<Stamp, Version>,
    replaced: BTreeSet<Stamp>,
}

impl Register {
    /// Takes in a version. The order of arrival makes no difference; the same one twice changes nothing.
    pub fn set(&mut self, stamp: Stamp, version: Version, over: Option<Stamp>) {
        if let Some(over) = over
            && over < stamp
        {
            self.replaced.insert(over);
        }
        self.versions.entry(stamp).or_insert(version);
    }

    /// The version that holds, with its stamp.
    pub fn current(&self) -> Option<(&Stamp, &Version)> {
        self.standing().next()
    }

    /// Versions chosen apart from the current one, by people who had not seen it, where the value differs.
    pub fn others(&self) -> impl Iterator<Item = (&Stamp, &Version)> {
        let current = self.current().map(|(_, version)| &version.value);
        self.standing().skip(1).filter(move |(_, version)| Some(&version.value) != current)
    }

    /// All versions ever, oldest first.
    pub fn history(&self) -> impl Iterator<Item = (&Stamp, &Version)> {
        self.versions.iter()
    }

    /// Versions that nobody replaced, latest first.
    fn standing(&self) -> impl Iterator<Item = (&Stamp, &Version)> {
        self.versions.iter().rev().filter(|(stamp, _)| !self.replaced.contains(stamp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stamp(wall: i64, device: &str) -> Stamp {
        Stamp::new(wall, 0, device)
    }

    fn version(value: &str) -> Version {
        Version { value: value.into(), by: None }
    }

    #[test]
    fn who_saw_a_value_and_changed_it_wins() {
        let mut register = Register::default();
        register.set(stamp(1, "a"), version("one"), None);
        register.set(stamp(2, "b"), version("two"), Some(stamp(1, "a")));
        assert_eq!(register.current().map(|(_, version)| &version.value), Some(&"two".into()));
        assert_eq!(register.others().count(), 0);
    }

    #[test]
    fn two_who_chose_apart_are_both_kept() {
        let mut register = Register::default();
        register.set(stamp(1, "a"), version("rain"), None);
        register.set(stamp(2, "b"), version("sun"), None);
        assert_eq!(register.current().map(|(_, version)| &version.value), Some(&"sun".into()));
        let others: Vec<_> = register.others().map(|(_, version)| &version.value).collect();
        assert_eq!(others, [&Value::from("rain")]);
    }

    #[test]
    fn the_same_choice_made_apart_is_no_other_version() {
        let mut register = Register::default();
        register.set(stamp(1, "a"), version("same"), None);
        register.set(stamp(2, "b"), version("same"), None);
        assert_eq!(register.others().count(), 0);
    }

    #[test]
    fn a_version_can_not_replace_a_later_one() {
        let mut register = Register::default();
        register.set(stamp(1, "a"), version("one"), Some(stamp(9, "b")));
        register.set(stamp(9, "b"), version("nine"), None);
        assert_eq!(register.current().map(|(_, version)| &version.value), Some(&"nine".into()));
    }
}

//! People: added with an alias, changed, gone.

use crate::domain::fields::of_person;
use crate::domain::person::Role;
use crate::merge::Edit;

/// A new person.
pub fn add(role: Role, alias: &str) -> Vec<Edit> {
    vec![Edit::set(of_person::ROLE, role), Edit::set(of_person::ALIAS, alias.trim().to_owned())]
}

//! What each role may write. A device keeps to it, and every other device sets aside what a changed one writes beyond it.
//!
//! Everybody reads everything that the community's key opens: a role is about writing, not about seeing.

use relay::Role;

use crate::domain::{Id, Kind};
use crate::merge::{Change, Op};

/// Whether somebody of this role, who is the person `me`, may change that field of that document.
pub fn may_write(role: Role, me: Option<&Id>, document: &Id, field: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| field.starts_with(start));
    match role {
        Role::Coordinator | Role::Peer => true,
        // Everybody says under which name they are here.
        _ if me == Some(document) && document.kind() == Kind::Person => begins(&["person."]),
        Role::Supervisor => document.kind() == Kind::Session && begins(&["event.", "plan.advice"]),
        Role::Interviewer => document.kind() == Kind::Person && begins(&["interview."]),
    }
}

/// Whether an author who ever had these roles, each a [`Role::bit`], may have written an op. What nobody here can read yet is for those
/// who may write everything. Of an author whose coming in has no effect it is decided elsewhere whether anything counts.
pub fn may_have_written(roles: u64, me: Option<&Id>, op: &Op) -> bool {
    let field = match &op.change {
        Change::Set { field, .. } | Change::Text { field, .. } => field.as_str(),
        Change::Unknown(_) => "",
    };
    let mut had = Role::ALL.into_iter().filter(|role| roles & role.bit() != 0);
    roles == 0 || had.any(|role| may_write(role, me, &op.document, field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::fields::{event, of_person, planning};

    #[test]
    fn each_role_writes_what_is_its_own() {
        let [session, person, me, community] =
            [(Kind::Session, 1), (Kind::Person, 2), (Kind::Person, 3), (Kind::Community, 4)]
                .map(|(kind, number)| Id::new(kind, &[number; 10]));
        let check = |role: Role, document: &Id, field: &str, expect: bool| {
            assert_eq!(may_write(role, Some(&me), document, field), expect, "{role:?} {document} {field}");
        };
        for role in [Role::Coordinator, Role::Peer] {
            check(role, &session, planning::DATE.name(), true);
            check(role, &community, "community.name", true);
            check(role, &person, of_person::ALIAS.name(), true);
        }
        let outcome = event::outcome("e1").0;
        check(Role::Supervisor, &session, &outcome, true);
        check(Role::Supervisor, &session, planning::ADVICE.name(), true);
        check(Role::Supervisor, &session, planning::DATE.name(), false);
        check(Role::Supervisor, &session, "record.closed", false);
        check(Role::Supervisor, &person, of_person::DIAGNOSIS.name(), false);
        check(Role::Interviewer, &person, &of_person::ANSWER.at("likes"), true);
        check(Role::Interviewer, &person, of_person::ALIAS.name(), false);
        check(Role::Interviewer, &session, &outcome, false);
        for role in [Role::Supervisor, Role::Interviewer] {
            check(role, &me, of_person::ALIAS.name(), true);
            check(role, &me, "enrolment.psp", false);
            check(role, &community, "community.doctor_phone", false);
        }
    }
}

//! What each role may write. A device keeps to it, and every other device sets aside what a changed one writes beyond it.
//!
//! Everybody reads everything that the community's key opens: a role is about writing, not about seeing.

use relay::Role;

use crate::domain::{Id, Kind};
use crate::merge::{Change, Op};

/// What of an emergency event is the doctors': that it came to them, that they read it, what they ask and do, its end.
const DOCTORS: [&str; 5] =
    ["event.reached/", "event.acknowledged/", "event.asked/", "event.follow_up/", "event.closed/"];

/// What is the interviewers': peers, about whom people are asked, do not write it.
const INTERVIEWERS: [&str; 3] = ["interview.assessed/", "interview.told/", "interview.wave/"];

/// Whether somebody of this role, who is the person `me`, may change that field of that document.
pub fn may_write(role: Role, me: Option<&Id>, document: &Id, field: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| field.starts_with(start));
    match role {
        Role::Coordinator => true,
        Role::Peer => !begins(&DOCTORS) && !begins(&INTERVIEWERS),
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
    use crate::domain::evaluation::Wave;
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
        let doctors = [
            event::REACHED.at("e1.p"),
            event::ACKNOWLEDGED.at("e1"),
            event::ASKED.at("q1"),
            event::follow_up("e1").0,
            event::CLOSED.at("e1"),
        ];
        for field in &doctors {
            check(Role::Coordinator, &session, field, true);
            check(Role::Supervisor, &session, field, true);
            check(Role::Peer, &session, field, false);
            check(Role::Interviewer, &session, field, false);
        }
        let asked = of_person::asked_in(Wave::Year(1), "mood");
        let interviewers =
            [of_person::ASSESSED.at(&asked), of_person::TOLD.at(&asked), of_person::WAVE.at(&Wave::Year(1).slug())];
        for field in &interviewers {
            check(Role::Coordinator, &person, field, true);
            check(Role::Interviewer, &person, field, true);
            check(Role::Peer, &person, field, false);
            check(Role::Supervisor, &person, field, false);
        }
        check(Role::Peer, &session, &event::ANSWERED.at("a1"), true);
        check(Role::Peer, &session, &event::SENT.at("e1"), true);
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

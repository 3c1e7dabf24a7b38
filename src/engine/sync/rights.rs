//! What each role may write. A device keeps to it, and every other device sets aside what a changed one writes beyond it.
//!
//! Everybody reads everything that the community's key opens: a role is about writing, not about seeing.

use relay::{CardId, Role};

use crate::domain::fields::guiding;
use crate::domain::{Id, Kind};
use crate::merge::{Change, Op};

/// Comments of who guides, answers to a question, and what peers share of how they are: the starts of their fields.
const COMMENT: &str = "guidance.comment/";
const ANSWER: &str = "question.answer/";
const FEELING: &str = "feeling.shared/";

/// What of an emergency event is the doctors': that it came to them, that they read it, what they ask and do, its end.
const DOCTORS: [&str; 5] =
    ["event.reached/", "event.acknowledged/", "event.asked/", "event.follow_up/", "event.closed/"];

/// What is the interviewers': peers, about whom people are asked, do not write it.
const INTERVIEWERS: [&str; 3] = ["interview.assessed/", "interview.told/", "interview.wave/"];

/// What is the coordinator's: the start of the service and the days of a period, from which periods are counted; that forms
/// were received or sent back.
const COORDINATORS: [&str; 6] = [
    "community.started",
    "community.not_started/",
    "community.period_days",
    "submission.days/",
    "submission.received/",
    "submission.back/",
];

/// Whether somebody of this role, who is the person `me`, may change that field of that document.
pub fn may_write(role: Role, me: Option<&Id>, document: &Id, field: &str) -> bool {
    let begins = |starts: &[&str]| starts.iter().any(|start| field.starts_with(start));
    if is_of_somebody_else(me, document, field) {
        return false;
    }
    match role {
        Role::Coordinator => true,
        // Whoever plans does not also say that the plan looks ready.
        Role::Peer => ![&[COMMENT][..], &DOCTORS, &INTERVIEWERS, &COORDINATORS].into_iter().any(begins),
        // Everybody says under which name they are here.
        _ if me == Some(document) && document.kind() == Kind::Person => begins(&["person."]),
        Role::Supervisor => match document.kind() {
            Kind::Session => begins(&["event.", "plan.advice", COMMENT]),
            Kind::Supervision => true,
            Kind::Question => begins(&[ANSWER]),
            Kind::Person | Kind::Community => false,
        },
        Role::Interviewer => document.kind() == Kind::Person && begins(&["interview."]),
    }
}

/// Whether it is what somebody says of themself: that they need a break, how they are. Nobody writes that for another.
fn is_of_somebody_else(me: Option<&Id>, document: &Id, field: &str) -> bool {
    match field.strip_prefix(FEELING) {
        Some(person) => me.map(Id::as_str) != Some(person),
        None => field == guiding::BREAK.name() && me != Some(document),
    }
}

/// Whether the person `owner`, whose device it is, may sign a field with the name `by`: advice, questions and answers bear the
/// name of who gave them, and on each device that is one person only.
pub fn may_sign(owner: Option<&Id>, by: Option<&Id>, field: &str) -> bool {
    let in_own_name = [COMMENT, ANSWER, "question.asked"].iter().any(|start| field.starts_with(start));
    !in_own_name || by == owner
}

/// Whether an author who ever had these roles, each a [`Role::bit`], may have written an op. What nobody here can read yet is for those
/// who may write everything. Of an author whose coming in has no effect it is decided elsewhere whether anything counts.
pub fn may_have_written(roles: u64, me: Option<&Id>, op: &Op) -> bool {
    let field = match &op.change {
        Change::Set { field, .. } | Change::Text { field, .. } => field.as_str(),
        Change::Unknown(_) => "",
    };
    // What the founder wrote before the community was shared bears the names of those who held that one phone.
    let before = CardId::parse(op.stamp.device()).is_none();
    if !before && !may_sign(me, op.by.as_ref(), field) {
        return roles == 0;
    }
    let me = if before { op.by.as_ref().or(me) } else { me };
    let mut had = Role::ALL.into_iter().filter(|role| roles & role.bit() != 0);
    roles == 0 || had.any(|role| may_write(role, me, &op.document, field))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::evaluation::Wave;
    use crate::domain::fields::{event, guiding, of_community, of_person, of_question, of_supervision, planning};
    use crate::domain::submission::Received;
    use crate::merge::Stamp;

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

    /// Peers hand over and answer; that forms came, a question about them, and what periods are counted from is not theirs.
    #[test]
    fn forms_are_received_and_sent_back_by_the_coordinator() {
        let [session, me, community] = [(Kind::Session, 1), (Kind::Person, 2), (Kind::Community, 3)]
            .map(|(kind, number)| Id::new(kind, &[number; 10]));
        let check = |field: &str, expect: [bool; 4]| {
            let roles = [Role::Coordinator, Role::Peer, Role::Supervisor, Role::Interviewer];
            assert_eq!(roles.map(|role| may_write(role, Some(&me), &community, field)), expect, "{field}");
        };
        let coordinators = [
            of_community::STARTED.name().to_owned(),
            of_community::NOT_STARTED.at("2027-11-20"),
            of_community::PERIOD_DAYS.name().to_owned(),
            of_community::DAYS_FROM.at("2026-11-20"),
            of_community::RECEIVED.at("a"),
            of_community::RECEIVED.at(&Received::key("a", &session)),
            of_community::SENT_BACK.at(session.as_str()),
        ];
        coordinators.iter().for_each(|field| check(field, [true, false, false, false]));
        check(&of_community::SUBMISSION.at("a"), [true, true, false, false]);
        check(&of_community::ANSWERED.at("s.1"), [true, true, false, false]);

        // A changed app of a peer writes it all the same: the other phones set it aside. What was written on the one phone
        // before anything was shared stands, in whoever's name it is.
        let written = |device: &str, field: &str| {
            let change = Change::Set { field: field.to_owned(), value: "".into(), over: None };
            Op { document: community.clone(), stamp: Stamp::new(1, 0, device), by: Some(me.clone()), change }
        };
        let card = CardId([7; 16]).to_string();
        for field in &coordinators {
            assert!(!may_have_written(Role::Peer.bit(), Some(&me), &written(&card, field)), "{field}");
            assert!(may_have_written(Role::Coordinator.bit(), Some(&me), &written(&card, field)), "{field}");
            assert!(may_have_written(Role::Coordinator.bit(), Some(&me), &written("before", field)), "{field}");
        }
    }

    #[test]
    fn guidance_is_given_by_who_guides_and_feelings_are_ones_own() {
        let [session, supervision, question, me, other] =
            [(Kind::Session, 1), (Kind::Supervision, 2), (Kind::Question, 3), (Kind::Person, 4), (Kind::Person, 5)]
                .map(|(kind, number)| Id::new(kind, &[number; 10]));
        let check = |document: &Id, field: &str, expect: [bool; 4]| {
            let roles = [Role::Coordinator, Role::Peer, Role::Supervisor, Role::Interviewer];
            assert_eq!(roles.map(|role| may_write(role, Some(&me), document, field)), expect, "{document} {field}");
        };
        check(&session, &guiding::COMMENT.at("a"), [true, false, true, false]);
        check(&session, &guiding::ASKED.at("plan"), [true, true, false, false]);
        check(&supervision, &of_supervision::CAME.at("p"), [true, true, true, false]);
        check(&supervision, "removed", [true, true, true, false]);
        check(&question, of_question::ASKED.name(), [true, true, false, false]);
        check(&question, &of_question::ANSWER.at("a"), [true, true, true, false]);
        check(&session, &guiding::FEELING.at(me.as_str()), [true, true, false, false]);
        check(&session, &guiding::FEELING.at(other.as_str()), [false; 4]);
        check(&me, guiding::BREAK.name(), [true; 4]);
        check(&other, guiding::BREAK.name(), [false; 4]);
        assert_eq!(COMMENT, guiding::COMMENT.at(""));
        assert_eq!(ANSWER, of_question::ANSWER.at(""));
        assert_eq!(FEELING, guiding::FEELING.at(""));

        let written = |device: &str, by: &Id| {
            let field = of_question::ANSWER.at("a");
            let change = Change::Set { field, value: "".into(), over: None };
            Op { document: question.clone(), stamp: Stamp::new(1, 0, device), by: Some(by.clone()), change }
        };
        let card = CardId([7; 16]).to_string();
        let roles = Role::Peer.bit();
        assert!(may_have_written(roles, Some(&me), &written(&card, &me)));
        assert!(!may_have_written(roles, Some(&me), &written(&card, &other)), "nobody answers in another's name");
        assert!(may_have_written(Role::Coordinator.bit(), Some(&me), &written("before", &other)));
    }
}

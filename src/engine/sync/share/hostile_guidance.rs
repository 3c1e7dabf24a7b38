//! Changed apps of people who belong, in guidance and supervision: each writes what is not theirs to write, or in somebody
//! else's name, and every other phone sets it aside.

use relay::Role;

use super::hostile_members::forbidden_by;
use super::hostile_tests::{Attack, World};
use crate::domain::fields::{guiding, of_question, of_supervision, planning};
use crate::domain::{Id, Kind};

pub const ATTACKS: [Attack; 11] = [
    ("a supervisor moves a plan to another day", plan_day),
    ("a supervisor asks for guidance in the pair's place", asks),
    ("a supervisor rewrites a question", question),
    ("a peer says that a plan looks ready", own_verdict),
    ("a peer says that a plan looks ready, in a supervisor's name", verdict),
    ("a coordinator says that a plan looks ready, in a supervisor's name", coordinator),
    ("a supervisor comments in another supervisor's name", other_supervisor),
    ("a peer answers in a supervisor's name", answer),
    ("an interviewer writes a supervision record", interviewer),
    ("a coordinator says how a peer is", feeling),
    ("a peer says that another needs a break", needs_break),
];

fn person(number: u8) -> Id {
    Id::new(Kind::Person, &[number; 10])
}

fn of_session(world: &mut World, role: Role, by: Option<Id>, field: &str) {
    forbidden_by(world, role, by, &super::courier::tests::session(), field);
}

fn plan_day(world: &mut World) {
    of_session(world, Role::Supervisor, Some(person(4)), planning::DATE.name());
}

fn asks(world: &mut World) {
    of_session(world, Role::Supervisor, Some(person(4)), &guiding::ASKED.at("plan"));
}

fn own_verdict(world: &mut World) {
    of_session(world, Role::Peer, Some(person(4)), &guiding::COMMENT.at("a"));
}

fn verdict(world: &mut World) {
    of_session(world, Role::Peer, Some(person(5)), &guiding::COMMENT.at("a"));
}

fn coordinator(world: &mut World) {
    of_session(world, Role::Coordinator, Some(person(5)), &guiding::COMMENT.at("a"));
}

fn other_supervisor(world: &mut World) {
    of_session(world, Role::Supervisor, Some(person(5)), &guiding::COMMENT.at("a"));
}

fn feeling(world: &mut World) {
    of_session(world, Role::Coordinator, Some(person(5)), &guiding::FEELING.at(person(5).as_str()));
}

fn question(world: &mut World) {
    let question = Id::new(Kind::Question, &[6; 10]);
    forbidden_by(world, Role::Supervisor, Some(person(4)), &question, of_question::ASKED.name());
}

fn answer(world: &mut World) {
    let question = Id::new(Kind::Question, &[6; 10]);
    forbidden_by(world, Role::Peer, Some(person(5)), &question, &of_question::ANSWER.at("a"));
}

fn interviewer(world: &mut World) {
    let record = Id::new(Kind::Supervision, &[6; 10]);
    forbidden_by(world, Role::Interviewer, Some(person(4)), &record, &of_supervision::advice().0);
}

fn needs_break(world: &mut World) {
    forbidden_by(world, Role::Peer, Some(person(5)), &person(5), guiding::BREAK.name());
}

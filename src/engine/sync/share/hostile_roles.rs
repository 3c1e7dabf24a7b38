//! What a changed app writes beyond its role is set aside on every other phone.

use relay::Role;

use super::courier::tests::session;
use super::hostile_members::{forbidden, person};
use super::hostile_tests::{Attack, World};
use crate::domain::evaluation::Wave;
use crate::domain::fields::{event, of_person};

pub const ATTACKS: [Attack; 3] = [
    ("a peer acknowledges, asks about, follows up and closes an emergency event", peer_as_doctor),
    ("an interviewer follows up an emergency event", interviewer_as_doctor),
    ("a peer changes what people said in the evaluation", peer_as_interviewer),
];

fn doctors() -> [String; 5] {
    [
        event::REACHED.at("e1.p"),
        event::ACKNOWLEDGED.at("e1"),
        event::ASKED.at("q1"),
        event::follow_up("e1").0,
        event::CLOSED.at("e1"),
    ]
}

fn peer_as_doctor(world: &mut World) {
    for field in doctors() {
        forbidden(world, Role::Peer, &session(), &field);
    }
}

fn interviewer_as_doctor(world: &mut World) {
    for field in doctors() {
        forbidden(world, Role::Interviewer, &session(), &field);
    }
    forbidden(world, Role::Interviewer, &person(2), "removed");
}

fn peer_as_interviewer(world: &mut World) {
    let asked = of_person::asked_in(Wave::Year(1), "satisfied");
    for field in [of_person::ASSESSED.at(&asked), of_person::TOLD.at(&asked), of_person::WAVE.at("y1")] {
        forbidden(world, Role::Peer, &person(2), &field);
        forbidden(world, Role::Supervisor, &person(2), &field);
    }
}

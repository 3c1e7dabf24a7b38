//! The evaluation of the sample programme, in December 2014 in its first two communities: the study's counts. What the study does
//! not print is invented.

use chrono::NaiveDate;

use super::Making;
use super::day;
use super::shape::{Place, pick};
use crate::domain::evaluation::{Answer, Asked, Held, Question, Wave};
use crate::domain::fields::of_person;
use crate::domain::person::Role;
use crate::merge::Edit;

/// Family members of the first two communities.
pub(super) const CAREGIVERS: [usize; 4] = [7, 8, 0, 0];
/// Peers and group members of the first two communities at the end of 2014 (Table 1).
const PEERS: [usize; 2] = [5, 2];
const MEMBERS: [usize; 2] = [11, 13];
/// Of the 24 group members three could not be assessed.
const NOT_ASSESSED: [usize; 3] = [4, 12, 20];
/// The day of asking.
const ON: NaiveDate = day(2014, 12, 15);

/// How many said yes, of how many assessed.
const fn yes(asked: Asked) -> (usize, usize) {
    match asked {
        Asked::MemberSatisfied => (19, 21),
        Asked::MemberContinue => (17, 21),
        Asked::MemberSocial => (10, 21),
        Asked::MemberMood => (12, 21),
        Asked::CaregiverContinue => (14, 15),
        Asked::CaregiverSocial => (6, 15),
        Asked::CaregiverMood => (5, 15),
        Asked::CaregiverLife => (7, 15),
        Asked::PeerSkills => (6, 7),
        Asked::PeerSocial => (4, 7),
        Asked::PeerMood => (5, 7),
    }
}

/// What the person of that number of a community was asked and said; nothing where nobody was asked.
pub(super) fn of(making: &Making<'_>, place: &Place, role: Role, number: usize) -> Vec<Edit> {
    let counts: &[usize] = match role {
        Role::Peer => &PEERS,
        Role::Caregiver => &CAREGIVERS,
        _ => &MEMBERS,
    };
    if counts.get(place.number).is_none_or(|count| number >= *count) {
        return Vec::new();
    }
    let among_all = counts[..place.number].iter().sum::<usize>() + number;
    let missing = role == Role::Member && NOT_ASSESSED.contains(&among_all);
    let before = NOT_ASSESSED.iter().filter(|one| role == Role::Member && **one < among_all).count();
    let wave = Wave::of(Some(place.began()), ON);
    let mut edits = vec![Edit::put(
        of_person::WAVE,
        &wave.slug(),
        Held { on: Some(ON), by: making.cast.interviewer.to_owned(), alone: number % 4 == 1 },
    )];
    for (at, question) in Question::of(role, wave, &[]).into_iter().enumerate() {
        let member = of_person::asked_in(wave, question.slug());
        match question {
            Question::Study(asked) => {
                let (yes, of) = yes(asked);
                // Each question is answered in an order of its own; neither number has a factor in common with 21, 15 or 7.
                let step = [1, 2, 4, 8][at % 4];
                let said = pick(&[(Answer::Yes, yes), (Answer::No, of - yes)], step, among_all - before);
                let answer = said.filter(|_| !missing).unwrap_or(Answer::NotAssessed);
                edits.push(Edit::put(of_person::ASSESSED, &member, answer));
            }
            _ if !missing && number.is_multiple_of(3) => {
                let words = making.cast.told[(number + at) % making.cast.told.len()];
                edits.push(Edit::put(of_person::TOLD, &member, words.to_owned()));
            }
            _ => {}
        }
    }
    edits
}

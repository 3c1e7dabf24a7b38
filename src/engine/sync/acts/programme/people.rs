//! The people of the sample programme: enrolled, signed, trained, with what Table 2 counts.

use chrono::{Datelike, Duration, NaiveDate};

use super::Making;
use super::evaluated::{self, CAREGIVERS};
use super::shape::{Answers, LEFT, MEMBERS, ON_LEAVE, PEERS, PLACES, Place, pick};
use crate::domain::about::{Diagnosis, Education, Marital, Sex, Working};
use crate::domain::age::Age;
use crate::domain::consent::{How, Paper};
use crate::domain::enrolment::{Answer, Criterion, Enrolled, Enrolment, Verdict};
use crate::domain::fields::of_person;
use crate::domain::person::Role;
use crate::domain::plan::Category;
use crate::domain::presence::TurnKind;
use crate::domain::training::Attended;
use crate::domain::{Id, Kind};
use crate::merge::Edit;
use crate::sync::acts::people;

/// The six workshops of the training, by name.
const WORKSHOPS: [&str; 6] = ["peer_support", "principles", "activities", "listening", "emergencies", "forms"];

/// The peer who left stands beside Table 2: he is counted nowhere in it.
const AGE_OF_LEFT: i32 = 41;

/// Somebody of the sample programme.
pub(super) struct Somebody {
    pub id: Id,
    pub role: Role,
    /// From this day on.
    pub joined: NaiveDate,
    /// Away from a day on, and back on another.
    pub away: Option<(NaiveDate, Option<NaiveDate>)>,
    pub edits: Vec<Edit>,
}

impl Somebody {
    /// Whether they take part on a day.
    pub(super) fn is_here(&self, day: NaiveDate) -> bool {
        let away = |(from, back): (NaiveDate, Option<NaiveDate>)| day >= from && back.is_none_or(|back| day < back);
        self.joined <= day && !self.away.is_some_and(away)
    }
}

/// The people of a community, peers first.
pub(super) fn of(making: &Making<'_>, place: &Place) -> Vec<Somebody> {
    let before = |of: &dyn Fn(&Place) -> usize| PLACES[..place.number].iter().map(of).sum::<usize>();
    let peers_before = before(&|place| place.peers);
    let members_before = before(&|place| place.members[3]);
    // The one who left has no place among the twelve of Table 2.
    let left_before = usize::from(place.number > LEFT.0);
    let mut all = Vec::new();
    for number in 0..place.peers {
        let left = (place.number, number) == (LEFT.0, LEFT.1);
        let in_table = (!left).then_some(peers_before + number - left_before);
        let mut peer = begin(making, place, Role::Peer, number, peers_before + number, place.began());
        peer.about(&PEERS, in_table, [7, 5, 11, 7, 1]);
        peer.trained(making, place);
        peer.edits.extend(evaluated::of(making, place, Role::Peer, number));
        if left {
            peer.away(making, TurnKind::Left, LEFT.2, None, making.cast.left);
        }
        if (place.number, number) == (ON_LEAVE.0, ON_LEAVE.1) {
            peer.away(making, TurnKind::OnLeave, ON_LEAVE.2, Some(ON_LEAVE.3), making.cast.leave);
        }
        all.push(peer);
    }
    for number in 0..place.members[3] {
        let joined = joined(place, number);
        let mut member = begin(making, place, Role::Member, number, 13 + members_before + number, joined);
        member.about(&MEMBERS, Some(members_before + number), [7, 11, 13, 17, 19]);
        let wants = [number % 8, (number * 3 + 4) % 8].map(|category| Category::ALL[category]);
        member.edits.extend(evaluated::of(making, place, Role::Member, number));
        member.edits.extend(wants.map(|category| Edit::put(of_person::WANTS, category.slug(), true)));
        all.push(member);
    }
    for number in 0..CAREGIVERS[place.number] {
        let mut caregiver = begin(making, place, Role::Caregiver, number, 13 + members_before + number, place.began());
        caregiver.edits.extend(evaluated::of(making, place, Role::Caregiver, number));
        all.push(caregiver);
    }
    all
}

/// The day on which a group member joined, so that the heads of each year are those of Table 1.
fn joined(place: &Place, number: usize) -> NaiveDate {
    let year = place.members.iter().position(|count| number < *count).unwrap_or_default();
    let first = NaiveDate::from_ymd_opt(2013 + year as i32, 1, 12).unwrap_or_default();
    // A few days apart from each other, and not before the service.
    first.max(place.began() + Duration::days(2)) + Duration::days(number as i64 / 2)
}

fn begin(making: &Making<'_>, place: &Place, role: Role, number: usize, name: usize, joined: NaiveDate) -> Somebody {
    let doctor = making.cast.doctor;
    let (tens, alias) = match role {
        Role::Peer => (0, making.cast.name(name)),
        // A family member is called after the one they belong to.
        Role::Caregiver => (200, making.cast.family(&making.cast.name(name))),
        _ => (100, making.cast.name(name)),
    };
    let mut edits = people::add(role, &alias);
    for criterion in Criterion::of(role) {
        let met = |answer: &mut Answer| {
            (answer.verdict, answer.by, answer.on) = (Some(Verdict::Met), doctor.to_owned(), Some(joined));
        };
        edits.push(people::answer(&Enrolment::default(), *criterion, met));
    }
    let enrolled = Enrolled { on: joined, by: doctor.to_owned(), reason: String::new() };
    edits.push(Edit::set(of_person::ENROLLED, Some(enrolled)));
    let agree = |paper: &Paper| people::agree(paper.slug(), *paper, "", How::OnPaper, joined, doctor, making.now);
    edits.extend(Paper::needed(role).iter().map(agree));
    edits.push(people::turn("t1", TurnKind::Joined, joined, "", making.now));
    Somebody { id: making.id(place, Kind::Person, 1 + tens + number), role, joined, away: None, edits }
}

impl Somebody {
    /// What Table 2 counts. Each question is answered in an order of its own.
    fn about(&mut self, answers: &Answers, in_table: Option<usize>, steps: [usize; 5]) {
        let [sex, education, marital, working, diagnosis] = steps;
        let number = in_table.unwrap_or_default();
        let years = in_table.map_or(AGE_OF_LEFT, |number| answers.ages[number]);
        self.edits.extend(people::age(Some(Age::Year(self.joined.year() - years))));
        let sex: Option<Sex> = pick(answers.sex, sex, number);
        let education: Option<Education> = pick(answers.education, education, number);
        let marital: Option<Marital> = pick(answers.marital, marital, number);
        let working: Option<Working> = pick(answers.working, working, number);
        let diagnosis: Option<Diagnosis> = pick(answers.diagnosis, diagnosis, number);
        self.edits.extend([
            Edit::set(of_person::SEX, sex),
            Edit::set(of_person::EDUCATION, education),
            Edit::set(of_person::MARITAL, marital),
            Edit::set(of_person::WORKING, working),
            Edit::set(of_person::DIAGNOSIS, diagnosis),
        ]);
    }

    /// The six workshops in the weeks before the service.
    fn trained(&mut self, making: &Making<'_>, place: &Place) {
        for (number, workshop) in WORKSHOPS.into_iter().enumerate() {
            let on = place.began() - Duration::days(40 - number as i64);
            let attended = Attended { on, trainer: making.cast.trainer.to_owned(), at: making.now.ms, removed: false };
            self.edits.push(Edit::put(of_person::TRAINED, workshop, attended));
        }
    }

    fn away(&mut self, making: &Making<'_>, kind: TurnKind, from: NaiveDate, back: Option<NaiveDate>, why: &str) {
        self.away = Some((from, back));
        self.edits.push(people::turn("t2", kind, from, why, making.now));
        self.edits.extend(back.map(|back| people::turn("t3", TurnKind::Back, back, "", making.now)));
    }
}

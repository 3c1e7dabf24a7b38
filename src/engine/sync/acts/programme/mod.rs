//! The sample programme: four communities, 13 peers (of whom one left), 50 group members and 214 sessions from July 2013 to June
//! 2016, and what 15 family members, 24 group members and 7 peers were asked in 2014, in the shape of the study (Fan et al.
//! 2018). Its Tables 1 and 2 and its answers are the study's; every person, day and word is invented. It is there to try reports with, and to prove them.
//!
//! Everything goes through the same acts as real work does. Nothing is left to chance: the same language, ideas and `Now`
//! make the same programme.

mod cast;
mod evaluated;
mod people;
mod sessions;
mod shape;
mod submissions;
mod supervision;

use chrono::NaiveDate;

use super::community;
use super::community::Founding;
use super::practice::{Made, Practice};
use crate::domain::community::{Pause, Venue};
use crate::domain::evaluation::{Evaluation, Interviewed};
use crate::domain::figures::Records;
use crate::domain::idea::Idea;
use crate::domain::person::Person;
use crate::domain::{Id, Kind, Now};
use crate::merge::{Clock, Document, Edit, evaluation as read_evaluation, guided, read};
use crate::sync::summary::Summary;
use crate::words::Language;
use cast::Cast;
use shape::{Place, half};

/// The sample programme: each community with its own documents, as a phone of that community holds them.
#[derive(Debug)]
pub struct Programme {
    /// The communities, in the study's order.
    pub communities: Vec<Practice>,
}

/// What all of it is made with.
struct Making<'a> {
    cast: &'static Cast,
    language: Language,
    ideas: &'a [Idea],
    now: &'a Now,
}

impl Making<'_> {
    /// The id of the document of that number in that community.
    fn id(&self, place: &Place, kind: Kind, number: usize) -> Id {
        let mut random = self.now.entropy;
        [random[0], random[1]] = (number as u16).to_be_bytes();
        random[2] ^= 0xa0 | place.number as u8;
        Id::new(kind, &random)
    }
}

/// Makes the sample programme. `ideas` fill its sessions; a category without ideas has sessions by its name.
pub fn make(language: Language, ideas: &[Idea], now: &Now) -> Programme {
    let making = Making { cast: cast::of(language), language, ideas, now };
    Programme { communities: shape::PLACES.iter().map(|place| make_one(&making, place)).collect() }
}

fn make_one(making: &Making<'_>, place: &Place) -> Practice {
    let id = making.id(place, Kind::Community, 0);
    let people = people::of(making, place);
    let mut edits = found(making, place);
    edits.extend(submissions::of(making, place, &people[0].id));
    let mut documents = vec![Made { id: id.clone(), edits }];
    documents.extend(people.iter().map(|person| Made { id: person.id.clone(), edits: person.edits.clone() }));
    documents.extend(sessions::of(making, place, &people));
    documents.extend(supervision::of(making, place));
    Practice { community: id, me: people[0].id.clone(), documents }
}

fn found(making: &Making<'_>, place: &Place) -> Vec<Edit> {
    let cast = making.cast;
    let founding = Founding {
        name: cast.communities[place.number].into(),
        venue: cast.venues[0].into(),
        doctor_name: cast.doctor.into(),
        doctor_phone: "000 0000 0000".into(),
        numbers: vec![(cast.ambulance.into(), "120".into()), (cast.police.into(), "110".into())],
    };
    let mut edits = community::found(&founding, place.began(), true);
    edits.push(community::venue("v2", &Venue { name: cast.venues[1].into(), ..Venue::default() }));
    if let Some(pause) = place.pause {
        // The old venue could not be used any more: no session for half a year.
        let (from, until) = half(pause);
        let out_of_use = Some((from, cast.venue_gone.to_owned()));
        edits.push(community::venue("v1", &Venue { name: cast.venues[0].into(), out_of_use, removed: false }));
        let reason = cast.pause.to_owned();
        edits.push(community::pause("p1", &Pause { from, until: Some(until), reason, removed: false }));
    }
    edits
}

impl Programme {
    /// What reports are made of, without storing anything.
    pub fn records(&self, now: &Now) -> Vec<Records> {
        self.communities.iter().filter_map(|community| records(community, now)).collect()
    }
}

/// The records of one community that was made: `None` if it has no community's document.
fn records(made: &Practice, now: &Now) -> Option<Records> {
    let (mut community, mut sessions, mut people, mut submissions) = (None, Vec::new(), Vec::new(), None);
    let mut supervisions = Vec::new();
    let mut evaluation = Evaluation::default();
    for made in &made.documents {
        let mut document = Document::new(made.id.clone(), 1);
        let mut clock = Clock::new("programme");
        made.edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, now.ms, None)));
        match Summary::of(&document, now) {
            Some(Summary::Session(session)) => sessions.push(*session),
            Some(Summary::Person { person, .. }) => {
                let figures = Some(Box::new(read::person_figures(&document)));
                let one = |(wave, said)| Interviewed { person: person.id.clone(), role: person.role, wave, said };
                evaluation.interviews.extend(read_evaluation::said(&document).into_iter().map(one));
                people.push(Person { figures, ..person });
            }
            Some(Summary::Community { .. }) => {
                community = Some(read::community(&document));
                submissions = Some(read::submissions(&document));
            }
            Some(Summary::Unlisted { .. }) => supervisions.push(guided::supervision(&document)),
            None => {}
        }
    }
    let (community, submissions) = (community?, submissions?);
    Some(Records { community, sessions, people, submissions, supervisions, evaluation })
}

/// A day of the study's years.
const fn day(year: i32, month: u32, day: u32) -> NaiveDate {
    match NaiveDate::from_ymd_opt(year, month, day) {
        Some(day) => day,
        None => NaiveDate::MIN,
    }
}

#[cfg(test)]
mod tests;

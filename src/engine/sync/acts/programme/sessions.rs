//! The sessions of the sample programme: planned, run, recorded and confirmed by the same acts as on the screens.

use chrono::{Datelike, Duration, NaiveDate, NaiveTime, TimeZone, Utc, Weekday};

use super::Making;
use super::people::Somebody;
use super::shape::{CATEGORIES, HALVES, LAST, PLACES, Place, half, pick};
use crate::domain::fields::{planning, recording};
use crate::domain::idea::Idea;
use crate::domain::person::Role;
use crate::domain::plan::{Category, Format, Part};
use crate::domain::record::{AimMet, PartOutcome, Went, Worry};
use crate::domain::run::Mark;
use crate::domain::{Id, Kind, Now};
use crate::merge::Edit;
use crate::sync::acts::practice::{Made, Story};
use crate::sync::acts::{plan, record, run};
use crate::words::terms;

/// Lengths in minutes, from the study's shortest to its longest; most sessions take about an hour.
const MINUTES: [i64; 20] = [60, 75, 55, 90, 65, 70, 45, 80, 60, 120, 50, 85, 70, 60, 95, 40, 75, 65, 105, 55];
/// Days from a session to its closed record.
const DAYS_TO_RECORD: [i64; 7] = [0, 1, 0, 2, 0, 5, 1];

/// The sessions of a community, in the order of their days.
pub(super) fn of(making: &Making<'_>, place: &Place, people: &[Somebody]) -> Vec<Made> {
    let before: usize = PLACES[..place.number].iter().flat_map(|place| place.sessions).sum();
    let session = |(number, (day, _)): (usize, (NaiveDate, NaiveDate))| {
        let one = One { making, place, people, number, among_all: before + number, day };
        Made { id: making.id(place, Kind::Session, 1000 + number), edits: one.edits() }
    };
    held(place).into_iter().enumerate().map(session).collect()
}

/// The days of a community's sessions, in order, each with the day on which its record was closed.
pub(super) fn held(place: &Place) -> Vec<(NaiveDate, NaiveDate)> {
    let days = (0..HALVES).flat_map(|half| days(place, half));
    let closed = |number: usize, day| day + Duration::days(DAYS_TO_RECORD[number % DAYS_TO_RECORD.len()]);
    days.enumerate().map(|(number, day)| (day, closed(number, day))).collect()
}

/// The days of a half-year's sessions, evenly apart, on working days.
fn days(place: &Place, number: usize) -> Vec<NaiveDate> {
    let (first, last) = half(number);
    let first = first.max(place.began());
    let length = (last.min(LAST) - first).num_days();
    let count = place.sessions[number] as i64;
    let day = |session: i64| {
        let day = first + Duration::days((2 * session + 1) * length / (2 * count));
        match day.weekday() {
            Weekday::Sat => day - Duration::days(1),
            Weekday::Sun => day + Duration::days(1),
            _ => day,
        }
    };
    (0..count).map(day).collect()
}

/// One session.
struct One<'a> {
    making: &'a Making<'a>,
    place: &'a Place,
    people: &'a [Somebody],
    /// Among those of its community.
    number: usize,
    /// Among all 214.
    among_all: usize,
    day: NaiveDate,
}

impl One<'_> {
    /// Those of a role who are here on the day.
    fn here(&self, role: Role) -> Vec<&Id> {
        let here = self.people.iter().filter(|person| person.role == role && person.is_here(self.day));
        here.map(|person| &person.id).collect()
    }

    fn edits(&self) -> Vec<Edit> {
        let start =
            NaiveTime::from_hms_opt(if self.number.is_multiple_of(3) { 9 } else { 14 }, 0, 0).unwrap_or_default();
        let now = self.making.now;
        let begins = Utc.from_utc_datetime(&self.day.and_time(start)).timestamp_millis()
            - i64::from(now.offset_minutes) * 60_000;
        let at = |minutes: i64| Now { ms: begins + minutes * 60_000, ..*now };
        let minutes = MINUTES[self.among_all % MINUTES.len()];
        let peers = self.here(Role::Peer);
        let lead = peers[self.number % peers.len()];
        let assistant = (peers.len() > 1).then(|| peers[(self.number + 1) % peers.len()]);

        let mut story = Story::new(self.making.id(self.place, Kind::Session, 1000 + self.number), "programme");
        let planned = at(-2 * 1440);
        story.does(&planned, |session| self.content(&session.plan));
        story.does(&planned, |session| {
            let mut edits = plan::usual_parts(&session.plan, ["w", "m", "c"].map(str::to_owned));
            edits.extend(self.planned(start, minutes, lead, assistant, &planned));
            edits
        });
        let members = self.here(Role::Member);
        story.does(&at(-5), |session| {
            let came = |place: usize| (place * 3 + self.number) % 7 > 1;
            let mark = |(place, member): (usize, &&Id)| {
                run::mark(&session.run, member, if came(place) { Mark::Came } else { Mark::DidNotCome }, &at(-5))
            };
            members.iter().enumerate().map(mark).collect()
        });
        story.does(&at(0), |session| run::begin(session, &at(0)));
        story.does(&at(10), |session| run::go(session, 1, &at(10)));
        let said = self.making.cast.said[self.number % 4];
        story.does(&at(30), |session| vec![run::note(session, "n1", said, true, &at(30))]);
        story.does(&at(minutes - 8), |session| run::go(session, 1, &at(minutes - 8)));
        story.does(&at(minutes), |session| run::end(session, &at(minutes)));
        let closed = at(minutes + 20 + 1440 * DAYS_TO_RECORD[self.number % DAYS_TO_RECORD.len()]);
        story.does(&closed, |_| self.record());
        for peer in [Some(lead), assistant].into_iter().flatten() {
            story.does(&closed, |session| record::confirm(session, peer, &closed));
        }
        story.edits
    }

    /// An idea of the category, or where there is none, its name.
    fn content(&self, current: &crate::domain::plan::Plan) -> Vec<Edit> {
        let counts: Vec<(Category, usize)> = Category::ALL.into_iter().zip(CATEGORIES).collect();
        // 89 and 214 have no factor in common: the categories come well mixed.
        let category = pick(&counts, 89, self.among_all).unwrap_or(Category::DailyLife);
        let ideas: Vec<&Idea> = self.making.ideas.iter().filter(|idea| idea.category == category).collect();
        match ideas.get(self.number % ideas.len().max(1)) {
            Some(idea) => plan::take_idea(current, idea, self.making.language, ["w", "m", "c"].map(str::to_owned)),
            None => vec![
                Edit::set(planning::CATEGORY, category),
                Edit::set(planning::FORMATS, vec![Format::STUDY[self.number % 5].clone()]),
                Edit::write(planning::theme(), terms::category(category).get(self.making.language)),
            ],
        }
    }

    fn planned(&self, start: NaiveTime, minutes: i64, lead: &Id, assistant: Option<&Id>, now: &Now) -> Vec<Edit> {
        let cast = self.making.cast;
        // After the venue was lost, the other one; before, mostly the first.
        let moved = self.place.pause.is_some_and(|pause| self.day > half(pause).0);
        let venue = cast.venues[usize::from(moved || self.number % 4 == 3)];
        let mut edits = vec![
            Edit::set(planning::DATE, self.day),
            Edit::set(planning::START, start),
            Edit::set(planning::MINUTES, minutes as u32),
            Edit::set(planning::VENUE, venue.to_owned()),
            Edit::set(planning::LEAD, Some(lead.clone())),
            Edit::set(planning::ASSISTANT, assistant.cloned()),
            Edit::set(planning::HARD_TALKED, true),
            plan::ready(Some(lead), now),
        ];
        if assistant.is_none() {
            edits.push(Edit::set(planning::ALONE_REASON, cast.alone.to_owned()));
        }
        edits.extend(self.here(Role::Member).iter().map(|member| Edit::put(planning::INVITED, member.as_str(), true)));
        edits
    }

    fn record(&self) -> Vec<Edit> {
        let cast = self.making.cast;
        let aim = if self.number % 6 == 4 { AimMet::Partly } else { AimMet::Yes };
        let outcome = |part: Part| {
            Edit::put(recording::PART, part.slug(), PartOutcome { went: Went::AsPlanned, note: String::new() })
        };
        let mut edits = vec![
            Edit::set(recording::TIMES_RIGHT, true),
            Edit::set(recording::CONTENT_RIGHT, true),
            Edit::write(recording::happened(), cast.happened[self.number % 3]),
            Edit::set(recording::AIM_MET, aim),
            Edit::write(recording::next_time(), cast.next_time),
            Edit::set(recording::WORRY, Worry::No),
        ];
        edits.extend(Part::ALL.map(outcome));
        edits
    }
}

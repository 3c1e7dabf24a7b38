//! Why some days have no session: everything that is known of it, and whether it explains enough of them.

use chrono::NaiveDate;

use super::community::{Community, Pause};
use super::person::{Person, Role};
use super::presence::TurnKind;

/// With fewer peers no session is held: two carry each.
const PEERS: usize = 2;

/// Something that kept sessions from being held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The community paused; its reason may be empty.
    Pause(Pause),
    /// A venue was out of use since a day.
    Venue {
        /// Its name.
        name: String,
        /// Since when.
        since: NaiveDate,
        /// Why; may be empty.
        why: String,
    },
    /// So many peers were on leave.
    OnLeave(usize),
    /// All that were planned were called off, for these reasons.
    CalledOff(Vec<String>),
}

/// Days without a session.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Gap {
    /// What is known.
    pub reasons: Vec<Reason>,
    /// It explains at least half of the days.
    pub explained: bool,
}

impl Gap {
    /// What is known of the days from `from` to `to`.
    pub fn between(community: &Community, people: &[Person], from: NaiveDate, to: NaiveDate) -> Gap {
        let pauses = community.pauses.iter().filter(|pause| pause.touches(from, to)).cloned().map(Reason::Pause);
        let venues = community.venues.values().filter_map(|venue| {
            let (since, why) = venue.out_of_use.clone().filter(|(since, _)| *since <= to)?;
            Some(Reason::Venue { name: venue.name.clone(), since, why })
        });
        let days = || from.iter_days().take_while(|day| *day <= to);
        let peers = || people.iter().filter(|person| person.role == Role::Peer);
        let on_leave = peers().filter(|peer| days().any(|day| is_on_leave(peer, day))).count();
        let leave = (on_leave > 0).then_some(Reason::OnLeave(on_leave));
        let explained = days().filter(|day| explains(community, people, *day)).count();
        Gap { reasons: pauses.chain(venues).chain(leave).collect(), explained: explained * 2 >= days().count() }
    }
}

/// Whether there is a reason why no session was held on this very day: a pause with its reason, no venue that could be used, or
/// fewer than two peers since somebody is on leave.
pub fn explains(community: &Community, people: &[Person], day: NaiveDate) -> bool {
    let pause = || community.pauses.iter().any(|pause| pause.touches(day, day) && !pause.reason.trim().is_empty());
    let shut = |since: &Option<(NaiveDate, String)>| since.as_ref().is_some_and(|(since, _)| *since <= day);
    let venues = || !community.venues.is_empty() && community.venues.values().all(|venue| shut(&venue.out_of_use));
    let peers = || people.iter().filter(|person| person.role == Role::Peer);
    let here = || peers().filter(|peer| belongs(peer, day) && !is_on_leave(peer, day)).count();
    pause() || venues() || (peers().any(|peer| is_on_leave(peer, day)) && here() < PEERS)
}

fn belongs(person: &Person, day: NaiveDate) -> bool {
    match &person.figures {
        Some(figures) => figures.belongs_on(day, None),
        None => person.left.is_none_or(|left| day < left),
    }
}

/// Whether somebody is on leave on a day; of whom no turns are read, only the leave of now is known.
pub fn is_on_leave(person: &Person, day: NaiveDate) -> bool {
    match &person.figures {
        Some(figures) => {
            let last = figures.turns.iter().rev().find(|(_, on)| *on <= day);
            last.is_some_and(|(kind, _)| *kind == TurnKind::OnLeave)
        }
        None => person.on_leave.is_some_and(|since| since <= day),
    }
}

//! The study's numbers, and invented ones where it prints none. Table 1 and Table 2 are its own; of Figure 1 it prints the sum
//! (214), the empty half-year, and χ²(15) = 48.75; of Figure 2 three shares. The counts here come to all of that.

use chrono::NaiveDate;

use super::day;
use crate::domain::about::{Diagnosis, Education, Marital, Sex, Working};

/// The half-years of the study: the first is the second half of 2013.
pub(super) const HALVES: usize = 6;

/// The last day of the study.
pub(super) const LAST: NaiveDate = day(2016, 6, 30);

/// The first and last day of a half-year.
pub(super) fn half(number: usize) -> (NaiveDate, NaiveDate) {
    let year = 2013 + number.div_ceil(2) as i32;
    if number.is_multiple_of(2) { (day(year, 7, 1), day(year, 12, 31)) } else { (day(year, 1, 1), day(year, 6, 30)) }
}

/// A community of the study.
pub(super) struct Place {
    /// 0 to 3: Tuanjiehu, Maizidian, Xiangheyuan, Jinsong.
    pub number: usize,
    /// The half-year in which it began.
    pub first_half: usize,
    /// Sessions of each half-year (Figure 1).
    pub sessions: [usize; HALVES],
    /// The half-year without sessions.
    pub pause: Option<usize>,
    /// Peers who joined in the first year; nobody joined later.
    pub peers: usize,
    /// Group members at the end of 2013, 2014, 2015 and in June 2016 (Table 1).
    pub members: [usize; 4],
}

impl Place {
    /// The day the service began: July 2013, or August 2015.
    pub(super) fn began(&self) -> NaiveDate {
        if self.first_half == 0 { day(2013, 7, 1) } else { day(2015, 8, 1) }
    }
}

/// The four communities.
pub(super) const PLACES: [Place; 4] = [
    Place {
        number: 0,
        first_half: 0,
        sessions: [3, 5, 14, 0, 17, 35],
        pause: Some(3),
        peers: 5,
        members: [10, 11, 14, 14],
    },
    Place {
        number: 1,
        first_half: 0,
        sessions: [5, 10, 15, 13, 24, 25],
        pause: None,
        peers: 2,
        members: [13, 13, 14, 15],
    },
    Place { number: 2, first_half: 4, sessions: [0, 0, 0, 0, 8, 14], pause: None, peers: 4, members: [0, 0, 10, 11] },
    Place { number: 3, first_half: 4, sessions: [0, 0, 0, 0, 14, 12], pause: None, peers: 2, members: [0, 0, 10, 10] },
];

/// The peer of Tuanjiehu who left in 2015 ("too much pressure"), as the last of its five; the first of Maizidian was on leave.
pub(super) const LEFT: (usize, usize, NaiveDate) = (0, 4, day(2015, 3, 2));
/// Community, peer, and the days of the leave.
pub(super) const ON_LEAVE: (usize, usize, NaiveDate, NaiveDate) = (1, 0, day(2015, 1, 12), day(2015, 7, 6));

/// Sessions of each of the eight categories: 19 % hands and movement, 16 % daily life, 15 % emotional support.
pub(super) const CATEGORIES: [usize; 8] = [34, 26, 24, 22, 41, 18, 17, 32];

/// Ages of the 12 peers on joining: 40.25 ± 8.93, which rounds (to even) to the study's 40.2 ± 8.9.
pub(super) const PEER_AGES: [i32; 12] = [43, 45, 33, 37, 37, 53, 30, 42, 33, 58, 29, 43];
/// Ages of the 50 group members on joining: 48.30 ± 8.24. With the peers' they give the study's t = -2.99.
pub(super) const MEMBER_AGES: [i32; 50] = [
    46, 51, 52, 59, 44, 52, 50, 46, 42, 51, 55, 48, 35, 53, 48, 56, 59, 40, 42, 50, 52, 26, 49, 59, 40, 56, 54, 49, 49,
    54, 58, 29, 41, 59, 45, 60, 55, 57, 35, 47, 50, 38, 32, 46, 37, 49, 47, 52, 51, 60,
];

/// How many gave each answer, in the order of Table 2.
pub(super) struct Answers {
    pub ages: &'static [i32],
    pub sex: &'static [(Sex, usize)],
    pub education: &'static [(Education, usize)],
    pub marital: &'static [(Marital, usize)],
    pub working: &'static [(Working, usize)],
    pub diagnosis: &'static [(Diagnosis, usize)],
}

/// Table 2, peers.
pub(super) const PEERS: Answers = Answers {
    ages: &PEER_AGES,
    sex: &[(Sex::Male, 8), (Sex::Female, 4)],
    education: &[
        (Education::JuniorHigh, 1),
        (Education::SeniorHigh, 8),
        (Education::JuniorCollege, 1),
        (Education::Undergraduate, 2),
    ],
    marital: &[(Marital::Single, 7), (Marital::Married, 4), (Marital::Divorced, 1)],
    working: &[(Working::Yes, 4), (Working::No, 8)],
    diagnosis: &[(Diagnosis::Schizophrenia, 6), (Diagnosis::Bipolar, 6)],
};

/// Table 2, group members.
pub(super) const MEMBERS: Answers = Answers {
    ages: &MEMBER_AGES,
    sex: &[(Sex::Male, 21), (Sex::Female, 29)],
    education: &[
        (Education::Primary, 2),
        (Education::JuniorHigh, 10),
        (Education::SeniorHigh, 22),
        (Education::JuniorCollege, 8),
        (Education::Undergraduate, 7),
        (Education::Postgraduate, 1),
    ],
    marital: &[(Marital::Single, 29), (Marital::Married, 11), (Marital::Divorced, 9), (Marital::Widowed, 1)],
    working: &[(Working::Yes, 4), (Working::No, 46)],
    diagnosis: &[(Diagnosis::Schizophrenia, 45), (Diagnosis::Bipolar, 5)],
};

/// The answer of one of many, so that each answer is given as often as it should be. `step` has no factor in common with their
/// number: it brings the answers into another order than those of other questions.
pub(super) fn pick<T: Copy>(counts: &[(T, usize)], step: usize, number: usize) -> Option<T> {
    let all: usize = counts.iter().map(|(_, count)| count).sum();
    let mut place = (number * step) % all.max(1);
    counts.iter().find_map(|(answer, count)| {
        let here = place < *count;
        place = place.saturating_sub(*count);
        here.then_some(*answer)
    })
}

//! Satisfaction and benefit: what people said in each wave, question by question, with the study's test against an even split
//! (Fan et al. 2018, Service satisfaction and Service perceived benefit); all communities together, then each.

use std::collections::BTreeSet;

use super::Filled;
use super::data::{Data, shares};
use super::demographics::said;
use super::shape::{Cell, Point, Row, Series, Tested};
use crate::domain::evaluation::{Answer, Interviewed, OwnQuestion, Question, Wave};
use crate::domain::figures::Records;
use crate::domain::person::Role;
use crate::statistics::Share;
use crate::statistics::even::even;
use crate::words::report::{HEADS, NOTES};
use crate::words::{Phrase, evaluation as words};

/// Columns of the table.
const WIDTH: usize = 8;
/// The groups, in the study's order.
const GROUPS: [Role; 3] = [Role::Member, Role::Caregiver, Role::Peer];

pub(super) fn table(data: &Data<'_>) -> Filled {
    let heads = [
        HEADS.question,
        HEADS.all_n,
        HEADS.assessed,
        HEADS.yes,
        HEADS.no,
        HEADS.of_assessed,
        HEADS.yes_of_all,
        HEADS.test,
    ];
    let mut filled = Filled { heads: data.heads(heads), ..Filled::default() };
    let waves: BTreeSet<Wave> =
        data.records.iter().flat_map(|records| held(data, records)).map(|one| one.wave).collect();
    for wave in &waves {
        let asked = |records: &&&Records| held(data, records).any(|one| one.wave == *wave);
        let places: Vec<&Records> = data.records.iter().filter(asked).copied().collect();
        filled.series.clear();
        together(data, *wave, &places, &mut filled);
        if places.len() > 1 {
            places.iter().for_each(|place| alone(data, *wave, place, &mut filled));
        }
    }
    if !filled.rows.is_empty() {
        let notes = [NOTES.both_shares, NOTES.not_assessed, NOTES.all_on_day, NOTES.own_words_apart];
        filled.notes.extend(notes.map(|note| data.say(note)));
    }
    filled
}

/// What was said in the span.
pub(super) fn held<'a>(data: &Data<'_>, records: &'a Records) -> impl Iterator<Item = &'a Interviewed> {
    let (from, to) = (data.filter.from, data.to);
    let in_span =
        move |one: &&Interviewed| one.said.held.on.is_none_or(|day| from.is_none_or(|from| from <= day) && day <= to);
    records.evaluation.interviews.iter().filter(in_span)
}

/// Everybody of a group, in all these places: who belonged on the last day of asking, or at least who was asked.
fn all(data: &Data<'_>, wave: Wave, role: Role, places: &[&Records]) -> usize {
    let of = |place: &&Records| {
        let last = held(data, place).filter(|one| one.wave == wave).filter_map(|one| one.said.held.on).max();
        let asked = held(data, place).filter(|one| one.wave == wave && one.role == role).count();
        let belonged = data.records.iter().find(|known| known.community.id == place.community.id);
        let belonged = belonged.map(|place| data.belonging(place, role, last.unwrap_or(data.to)).count());
        belonged.unwrap_or_default().max(asked)
    };
    places.iter().map(of).sum()
}

/// Yes and no to a question.
fn counts(data: &Data<'_>, wave: Wave, role: Role, question: &str, places: &[&Records]) -> [u64; 2] {
    let in_wave = |one: &&Interviewed| one.wave == wave && one.role == role;
    let said = places.iter().flat_map(|place| held(data, place).filter(in_wave));
    let answers: Vec<Answer> = said.filter_map(|one| one.said.answers.get(question).copied()).collect();
    [Answer::Yes, Answer::No].map(|wanted| answers.iter().filter(|answer| **answer == wanted).count() as u64)
}

/// The questions of a group that have a place in the table, with their names: the study's, then those of these places.
fn questions(data: &Data<'_>, wave: Wave, role: Role, places: &[&Records]) -> Vec<(String, String)> {
    let mut all: Vec<(String, String)> = Vec::new();
    for place in places {
        // What is not asked any more, and was answered, still stands here.
        let asked = |one: &OwnQuestion| OwnQuestion { removed: false, ..one.clone() };
        let own: Vec<_> = place.evaluation.own.iter().map(|(id, one)| (id.clone(), asked(one))).collect();
        for question in Question::of(role, wave, &own).into_iter().filter(|question| !question.is_open()) {
            let name = match &question {
                Question::Study(asked) => data.say(words::formal(*asked)),
                Question::Open(_) => continue,
                Question::Own(_, own) => own.words.clone(),
            };
            let answered = counts(data, wave, role, question.slug(), places) != [0, 0];
            let new = all.iter().all(|(known, _)| known != question.slug());
            if new && (answered || matches!(question, Question::Study(_))) {
                all.push((question.slug().to_owned(), name));
            }
        }
    }
    all
}

fn together(data: &Data<'_>, wave: Wave, places: &[&Records], filled: &mut Filled) {
    let when = words::wave(wave, data.language);
    let mut series = Series { name: when.clone(), points: Vec::new() };
    for role in GROUPS {
        let group = data.say(group(role));
        let head = HEADS.wave_group.fill(data.language, &[("wave", &when), ("group", &group)]);
        let rows = rows(data, wave, role, places, &head, filled);
        for (name, [yes, no]) in rows {
            let about = HEADS.wave_group.fill(data.language, &[("wave", &group), ("group", &name)]);
            filled.tests.extend(even(&[yes, no]).map(|compared| Tested::new(about.clone(), compared)));
            let share = Share { count: yes as usize, assessed: (yes + no) as usize, all: 0 };
            series.points.push(Point { label: about, value: share.of_assessed() });
        }
    }
    filled.series.push(series);
}

fn alone(data: &Data<'_>, wave: Wave, place: &Records, filled: &mut Filled) {
    let when = words::wave(wave, data.language);
    for role in GROUPS {
        let group = data.say(group(role));
        let names = [("community", place.community.name.as_str()), ("wave", &when), ("group", &group)];
        rows(data, wave, role, &[place], &HEADS.at_place.fill(data.language, &names), filled);
    }
}

/// A heading and the rows of one group; none where nobody of it was asked. Returns what was counted.
fn rows(
    data: &Data<'_>,
    wave: Wave,
    role: Role,
    places: &[&Records],
    head: &str,
    filled: &mut Filled,
) -> Vec<(String, [u64; 2])> {
    let asked = |place: &&Records| held(data, place).any(|one| one.wave == wave && one.role == role);
    if !places.iter().any(asked) {
        return Vec::new();
    }
    let all = all(data, wave, role, places);
    let mut counted = Vec::new();
    for (slug, name) in questions(data, wave, role, places) {
        counted.push((name, counts(data, wave, role, &slug, places)));
    }
    if counted.is_empty() {
        return counted;
    }
    filled.rows.push(Row::head(head.to_owned(), WIDTH));
    for (name, [yes, no]) in &counted {
        let share = Share { count: *yes as usize, assessed: (yes + no) as usize, all };
        let test = even(&[*yes, *no]).map_or(Cell::Empty, |compared| said(data, &compared.tests));
        let numbers = [all, share.assessed, share.count, *no as usize].map(Cell::People);
        let cells = [Cell::Text(name.clone())].into_iter().chain(numbers).chain(shares(share)).chain([test]);
        filled.rows.push(Row::plain(cells.collect()));
    }
    counted
}

/// The formal name of a group.
fn group(role: Role) -> Phrase {
    match role {
        Role::Peer => HEADS.peers,
        Role::Caregiver => HEADS.caregivers,
        Role::Member | Role::Guest | Role::Professional => HEADS.members,
    }
}

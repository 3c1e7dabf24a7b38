//! Table 2: who takes part, peers beside group members, with the study's tests.

use super::Filled;
use super::data::{Data, figures, shares};
use super::shape::{Cell, Row, RowKind, Tested};
use crate::domain::about::Answers;
use crate::domain::figures::PersonFigures;
use crate::domain::person::Role;
use crate::statistics::describe::{say_mean, spread};
use crate::statistics::normality::shapiro_wilk;
use crate::statistics::student::from_raw;
use crate::statistics::table::pearson;
use crate::statistics::{Share, Test};
use crate::words::report::{HEADS, NOTES, TESTS};
use crate::words::{Language, Phrase, person};

/// Columns of the table.
const WIDTH: usize = 8;

pub(super) fn table(data: &Data<'_>) -> Filled {
    let of = |role| {
        let people = data.records.iter().flat_map(|records| data.belonging(records, role, data.to));
        people.map(figures).collect::<Vec<PersonFigures>>()
    };
    let groups = [of(Role::Peer), of(Role::Member)];
    let mut filled = Filled { heads: heads(data), ..Filled::default() };
    if groups.iter().all(Vec::is_empty) {
        return filled;
    }
    age(data, &groups, &mut filled);
    answers(data, &groups, &mut filled, HEADS.sex, |person| person.sex, person::sex);
    answers(data, &groups, &mut filled, HEADS.education, |person| person.education, person::education);
    answers(data, &groups, &mut filled, HEADS.marital, |person| person.marital, person::marital);
    answers(data, &groups, &mut filled, HEADS.working, |person| person.working, person::working);
    answers(data, &groups, &mut filled, HEADS.diagnosis, |person| person.diagnosis, person::diagnosis);
    filled.notes.push(NOTES.on_last_day.fill(data.language, &[("day", &data.to.to_string())]));
    filled
}

fn heads(data: &Data<'_>) -> Vec<String> {
    let of = |group: Phrase, what: Phrase| group.fill(data.language, &[("what", what.get(data.language))]);
    vec![
        data.say(HEADS.characteristic),
        data.say(HEADS.peers_n),
        of(HEADS.peers_of, HEADS.of_known),
        of(HEADS.peers_of, HEADS.of_all),
        data.say(HEADS.members_n),
        of(HEADS.members_of, HEADS.of_known),
        of(HEADS.members_of, HEADS.of_all),
        data.say(HEADS.test),
    ]
}

/// What stands in the last column: the figures of a test; where there are two, each by its name.
pub(super) fn said(data: &Data<'_>, tests: &[Test]) -> Cell {
    let say = |test: &Test| match tests.len() {
        1 => test.figures(),
        _ => {
            let name = test.method.name().get(data.language);
            TESTS.line.fill(data.language, &[("name", name), ("figures", &test.figures())])
        }
    };
    let between = match data.language {
        Language::Chinese => "；",
        Language::English => "; ",
    };
    Cell::Text(tests.iter().map(say).collect::<Vec<_>>().join(between))
}

fn age(data: &Data<'_>, groups: &[Vec<PersonFigures>; 2], filled: &mut Filled) {
    let years = |group: &Vec<PersonFigures>| -> Vec<f64> {
        group.iter().filter_map(|person| person.years(data.to)).map(f64::from).collect()
    };
    let [peers, members] = [years(&groups[0]), years(&groups[1])];
    let t = from_raw(&peers, &members);
    let mut row = Row::head(data.say(HEADS.age), WIDTH);
    row.cells[1] = Cell::Text(say_mean(spread(&peers)));
    row.cells[4] = Cell::Text(say_mean(spread(&members)));
    row.cells[7] = t.map_or(Cell::Empty, |t| said(data, &[t]));
    filled.rows.push(row);
    let unknown = [&peers, &members].into_iter().zip(groups).map(|(known, all)| all.len() - known.len());
    unknown_row(data, unknown.collect(), groups, filled);
    filled.tests.extend(t.map(|t| Tested::one(data.say(HEADS.age), t)));
    for (name, values) in [(HEADS.age_peers, peers), (HEADS.age_members, members)] {
        filled.tests.extend(shapiro_wilk(&values).map(|test| Tested::one(data.say(name), test)));
    }
}

/// One characteristic: a heading with its tests, a row for each answer, and one for what is not known.
fn answers<T: Answers>(
    data: &Data<'_>,
    groups: &[Vec<PersonFigures>; 2],
    filled: &mut Filled,
    name: Phrase,
    of: impl Fn(&PersonFigures) -> Option<T>,
    say: impl Fn(T) -> Phrase,
) {
    let given: Vec<Vec<T>> = groups.iter().map(|group| group.iter().filter_map(&of).collect()).collect();
    let count = |group: &Vec<T>, answer: T| group.iter().filter(|given| **given == answer).count();
    let counts = |group: &Vec<T>| T::ALL.iter().map(|answer| count(group, *answer) as u64).collect::<Vec<_>>();
    let compared = pearson(&given.iter().map(counts).collect::<Vec<_>>());
    let mut head = Row::head(data.say(name), WIDTH);
    head.cells[7] = compared.as_ref().map_or(Cell::Empty, |compared| said(data, &compared.tests));
    filled.rows.push(head);
    for answer in T::ALL {
        let mut cells = vec![data.text(say(*answer))];
        for (group, all) in given.iter().zip(groups) {
            let share = Share { count: count(group, *answer), assessed: group.len(), all: all.len() };
            cells.push(Cell::People(share.count));
            cells.extend(shares(share));
        }
        cells.push(Cell::Empty);
        filled.rows.push(Row::plain(cells));
    }
    let unknown = given.iter().zip(groups).map(|(known, all)| all.len() - known.len()).collect();
    unknown_row(data, unknown, groups, filled);
    filled.tests.extend(compared.map(|compared| Tested::new(data.say(name), compared)));
}

/// Of how many it is not known; no row where it is known of all.
fn unknown_row(data: &Data<'_>, unknown: Vec<usize>, groups: &[Vec<PersonFigures>; 2], filled: &mut Filled) {
    if unknown.iter().all(|count| *count == 0) {
        return;
    }
    let mut cells = vec![data.text(HEADS.unknown)];
    for (count, all) in unknown.into_iter().zip(groups) {
        let share = Share { count, assessed: 0, all: all.len() };
        cells.push(Cell::People(count));
        cells.extend([Cell::Empty, Cell::Percent(share.of_all())]);
    }
    cells.push(Cell::Empty);
    filled.rows.push(Row { kind: RowKind::Plain, cells });
}

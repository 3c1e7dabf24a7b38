//! Supervision: how often the peers and the professionals talked and in which way, what it was about, and what of the things to
//! do is done.

use super::Filled;
use super::data::Data;
use super::shape::{Cell, Row};
use crate::domain::supervision::{Issue, Mode, Supervision};
use crate::words::Phrase;
use crate::words::guidance::{issue, mode};
use crate::words::report::{HEADS, NOTES};

pub(super) fn table(data: &Data<'_>) -> Filled {
    let mut filled = Filled { heads: data.heads([HEADS.figure, HEADS.number]), ..Filled::default() };
    let all = || data.records.iter().flat_map(|records| &records.supervisions);
    let in_span = |record: &&Supervision| record.date.is_some_and(|day| (data.from..=data.to).contains(&day));
    let records: Vec<&Supervision> = all().filter(in_span).collect();
    let count = |is: &dyn Fn(&Supervision) -> bool| Cell::Count(records.iter().filter(|record| is(record)).count());
    let mut row = |name: Phrase, cell: Cell| filled.rows.push(Row::plain(vec![data.text(name), cell]));
    row(HEADS.talks, Cell::Count(records.len()));
    for way in Mode::ALL {
        row(mode(way), count(&|record| record.mode == Some(way)));
    }
    filled.rows.push(Row::head(data.say(HEADS.issues), 2));
    for about in Issue::ALL {
        let cells = vec![data.text(issue(about)), count(&|record| record.tags.contains(&about))];
        filled.rows.push(Row::plain(cells));
    }
    filled.rows.push(Row::head(data.say(HEADS.actions), 2));
    let actions = |done: bool| {
        let of_all = records.iter().flat_map(|record| &record.actions);
        of_all.filter(|(_, action)| action.done.is_some() == done).count()
    };
    for (name, done) in [(HEADS.done, true), (HEADS.to_do, false)] {
        filled.rows.push(Row::plain(vec![data.text(name), Cell::Count(actions(done))]));
    }
    filled.notes.push(data.say(NOTES.several_issues));
    let without_day = all().filter(|record| record.date.is_none()).count();
    filled.notes.extend(data.if_any(NOTES.without_talk_day, without_day));
    filled
}

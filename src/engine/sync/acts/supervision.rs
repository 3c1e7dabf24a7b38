//! Keeping supervision records: begun with what is known, filled in, their actions carried over until they are done.

use chrono::NaiveDate;

use crate::domain::fields::of_supervision;
use crate::domain::supervision::{Action, Issue, Mode, Supervision};
use crate::domain::{Id, Now};
use crate::merge::Edit;

/// Begins a record of this day.
pub fn begin(date: NaiveDate, mode: Mode, session: Option<&Id>) -> Vec<Edit> {
    let mut edits = vec![Edit::set(of_supervision::DATE, date), Edit::set(of_supervision::MODE, mode)];
    edits.extend(session.map(|session| Edit::set(of_supervision::SESSION, Some(session.clone()))));
    edits
}

/// Sets who came: those chosen now, out of those that could be chosen.
pub fn came(record: &Supervision, chosen: &[Id]) -> Vec<Edit> {
    let gone = record.came.iter().filter(|person| !chosen.contains(person)).map(|person| (person, false));
    let new = chosen.iter().filter(|person| !record.came.contains(person)).map(|person| (person, true));
    gone.chain(new).map(|(person, here)| Edit::put(of_supervision::CAME, person.as_str(), here)).collect()
}

/// Sets what was talked about.
pub fn tags(record: &Supervision, chosen: &[Issue]) -> Vec<Edit> {
    let set = |issue: Issue| (record.tags.contains(&issue) != chosen.contains(&issue)).then_some(issue);
    let changed = Issue::ALL.into_iter().filter_map(set);
    changed.map(|issue| Edit::put(of_supervision::TAG, issue.slug(), chosen.contains(&issue))).collect()
}

/// Writes down what somebody will do.
pub fn action(short: &str, action: Action) -> Edit {
    Edit::put(of_supervision::ACTION, short, action)
}

/// A new action, still without words.
pub fn new_action(short: &str, now: &Now) -> Edit {
    action(short, Action { at: now.ms, ..Action::default() })
}

/// It is done today, or open again.
pub fn done(short: &str, held: &Action, done: bool, now: &Now) -> Edit {
    action(short, Action { done: done.then(|| now.today()), ..held.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::merge::{Clock, Document, guided};

    #[test]
    fn a_record_keeps_who_came_what_was_said_and_what_will_be_done() {
        let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
        let [one, two, session] = [(Kind::Person, 1), (Kind::Person, 2), (Kind::Session, 3)]
            .map(|(kind, number)| Id::new(kind, &[number; 10]));
        let mut document = Document::new(Id::new(Kind::Supervision, &[1; 10]), 1);
        let mut clock = Clock::new("d");
        let mut does = |edits: Vec<Edit>| {
            edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, now.ms, None)));
            guided::supervision(&document)
        };
        let record = does(begin(now.today(), Mode::Group, Some(&session)));
        assert_eq!(
            (record.date, record.mode, record.session.as_ref()),
            (Some(now.today()), Some(Mode::Group), Some(&session))
        );
        let record = does(came(&record, &[one.clone(), two.clone()]));
        let record = does(came(&record, std::slice::from_ref(&two)));
        assert_eq!(record.came.iter().collect::<Vec<_>>(), [&two]);
        let record = does(tags(&record, &[Issue::Boundaries, Issue::Venue]));
        let edits = tags(&record, &[Issue::Venue]);
        assert_eq!(edits.len(), 1, "only what changed");
        let record = does(edits);
        assert!(record.tags.contains(&Issue::Venue) && record.tags.len() == 1);
        let record = does(vec![new_action("a", &now), Edit::write(of_supervision::advice(), "Ask him what he likes.")]);
        let held = Action { words: "Ask about the hall".into(), who: Some(one), ..record.actions[0].1.clone() };
        let record = does(vec![action("a", held)]);
        assert_eq!(record.actions[0].1.done, None);
        let record = does(vec![done("a", &record.actions[0].1, true, &now)]);
        assert_eq!((record.actions[0].1.done, record.advice.as_str()), (Some(now.today()), "Ask him what he likes."));
    }
}

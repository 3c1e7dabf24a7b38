//! People: added with an alias, changed, gone.

use chrono::NaiveDate;

use crate::domain::about::Entry;
use crate::domain::age::Age;
use crate::domain::consent::{self, How, Paper, Signed, Withdrawn};
use crate::domain::enrolment::{Answer, Criterion, Enrolled, Enrolment, Standing};
use crate::domain::fields::of_person;
use crate::domain::language::Both;
use crate::domain::person::Person;
use crate::domain::person::Role;
use crate::domain::presence::{Turn, TurnKind};
use crate::domain::session::{Session, SessionSummary, State};
use crate::domain::{Id, Now};
use crate::merge::Edit;

/// A new person.
pub fn add(role: Role, alias: &str) -> Vec<Edit> {
    vec![Edit::set(of_person::ROLE, role), Edit::set(of_person::ALIAS, alias.trim().to_owned())]
}

/// Somebody of a list that is brought in.
pub fn take_in(entry: &Entry) -> Vec<Edit> {
    let mut edits = add(entry.role, &entry.alias);
    if !entry.note.is_empty() {
        edits.push(Edit::set(of_person::NOTE, entry.note.clone()));
    }
    if !entry.skills.is_empty() {
        edits.push(Edit::set(of_person::SKILLS, entry.skills.clone()));
    }
    edits.extend(entry.age.into_iter().flat_map(|known| age(Some(known))));
    edits.extend(entry.sex.map(|answer| Edit::set(of_person::SEX, Some(answer))));
    edits.extend(entry.education.map(|answer| Edit::set(of_person::EDUCATION, Some(answer))));
    edits.extend(entry.marital.map(|answer| Edit::set(of_person::MARITAL, Some(answer))));
    edits.extend(entry.working.map(|answer| Edit::set(of_person::WORKING, Some(answer))));
    edits
}

/// Sets what is known about the age; the other way of knowing it goes.
pub fn age(known: Option<Age>) -> Vec<Edit> {
    let (year, given) = match known {
        Some(Age::Year(year)) => (Some(year), None),
        Some(Age::Given(years, on)) => (None, Some((years, on))),
        None => (None, None),
    };
    vec![Edit::set(of_person::BIRTH_YEAR, year), Edit::set(of_person::AGE_GIVEN, given)]
}

/// Notes a change: on leave, back, left.
pub fn turn(id: &str, kind: TurnKind, on: NaiveDate, reason: &str, now: &Now) -> Edit {
    let turn = Turn { kind, on, reason: reason.trim().to_owned(), at: now.ms, removed: false };
    Edit::put(of_person::TURN, id, turn)
}

/// Takes a change back that was noted by mistake. The one without an id is a day of leaving from before turns were noted.
pub fn take_turn_back(id: &str, turn: &Turn) -> Edit {
    match id {
        "" => Edit::set(of_person::LEFT, None),
        id => Edit::put(of_person::TURN, id, Turn { removed: true, ..turn.clone() }),
    }
}

/// Changes the answer to one criterion.
pub fn answer(enrolment: &Enrolment, criterion: Criterion, change: impl FnOnce(&mut Answer)) -> Edit {
    let mut answer = enrolment.answers.get(&criterion).cloned().unwrap_or_default();
    change(&mut answer);
    Edit::put(of_person::CRITERION, criterion.slug(), answer)
}

/// Somebody agrees to a version of a paper.
pub fn agree(id: &str, paper: Paper, version: &str, how: How, on: NaiveDate, witness: &str, now: &Now) -> Edit {
    let signed = Signed {
        paper,
        version: version.to_owned(),
        how,
        on,
        witness: witness.trim().to_owned(),
        at: now.ms,
        withdrawn: None,
        removed: false,
    };
    Edit::put(of_person::SIGNED, id, signed)
}

/// Somebody withdraws what was agreed to; nobody has to say why.
pub fn withdraw(id: &str, signed: &Signed, on: NaiveDate, reason: &str) -> Edit {
    let withdrawn = Some(Withdrawn { on, reason: reason.trim().to_owned() });
    Edit::put(of_person::SIGNED, id, Signed { withdrawn, ..signed.clone() })
}

/// Takes an agreement back that was noted by mistake.
pub fn take_agreement_back(id: &str, signed: &Signed) -> Edit {
    Edit::put(of_person::SIGNED, id, Signed { removed: true, ..signed.clone() })
}

/// The community writes its own version of a paper; `None` where that would change nothing or a language is empty.
pub fn new_version(id: &str, paper: Paper, text: &Both, current: &Both, by: &str, now: &Now) -> Option<Edit> {
    let text = Both { en: text.en.trim().to_owned(), zh: text.zh.trim().to_owned() };
    if text.en.is_empty() || text.zh.is_empty() || text == *current {
        return None;
    }
    let version = consent::Version { paper, text, at: now.ms, by: by.to_owned() };
    Some(Edit::put(crate::domain::fields::of_community::PAPER, id, version))
}

/// Who came and has not agreed to everything. Nobody slips onto a list silently: the pair writes why.
pub fn unsigned<'a>(session: &'a Session, people: &'a [Person]) -> impl Iterator<Item = &'a Person> {
    let came = |id: &Id| session.run.came().any(|person| person == id);
    people.iter().filter(move |person| came(&person.id) && person.unsigned().next().is_some())
}

/// The sessions of one person: those that were held, what they did there, and those that are coming.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Together {
    /// All of them, in the order given.
    pub sessions: Vec<SessionSummary>,
    /// Held and led by them.
    pub led: usize,
    /// Held, with them assisting.
    pub helped: usize,
    /// Held, with them on the participant list.
    pub came: usize,
}

/// Counts one person's sessions; `is` says whether an entry is that person.
pub fn together(sessions: &[SessionSummary], is: &dyn Fn(&Id) -> bool) -> Together {
    let mut together = Together::default();
    for session in sessions.iter().filter(|session| session.state != State::Cancelled) {
        let held = usize::from(!matches!(session.state, State::Planning | State::Ready));
        let [led, helped] = [&session.lead, &session.assistant].map(|peer| peer.as_ref().is_some_and(is));
        let came = session.came.iter().any(is);
        together.led += held * usize::from(led);
        together.helped += held * usize::from(helped);
        together.came += held * usize::from(came);
        if led || helped || came {
            together.sessions.push(session.clone());
        }
    }
    together
}

/// What a decision lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DecisionLack {
    /// Who decides.
    By,
    /// A reason, since something is not met or not known.
    Reason,
}

/// Somebody takes part from today. Against a criterion, or with one unknown, only with a reason and a name.
///
/// # Errors
/// What is still to be written.
pub fn enrol(enrolment: &Enrolment, role: Role, by: &str, reason: &str, now: &Now) -> Result<Edit, DecisionLack> {
    let (by, reason) = (by.trim(), reason.trim());
    if enrolment.standing(role, now.today()) != Standing::AllMet {
        if reason.is_empty() {
            return Err(DecisionLack::Reason);
        }
        if by.is_empty() {
            return Err(DecisionLack::By);
        }
    }
    let enrolled = Enrolled { on: now.today(), by: by.to_owned(), reason: reason.to_owned() };
    Ok(Edit::set(of_person::ENROLLED, Some(enrolled)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::enrolment::Verdict;

    #[test]
    fn against_a_criterion_only_with_a_reason_and_a_name() {
        let now = Now { ms: 1_795_000_000_000, offset_minutes: 480, entropy: [0; 16] };
        let mut enrolment = Enrolment::default();
        let check = |enrolment: &Enrolment, by, reason, expect: Result<(), DecisionLack>| {
            assert_eq!(enrol(enrolment, Role::Caregiver, by, reason, &now).map(|_| ()), expect);
        };
        check(&enrolment, "", "", Err(DecisionLack::Reason));
        check(&enrolment, " ", "She asked twice.", Err(DecisionLack::By));
        check(&enrolment, "Dr Zhou", "She asked twice.", Ok(()));
        enrolment.answers.insert(Criterion::Willing, Answer { verdict: Some(Verdict::Met), ..Answer::default() });
        check(&enrolment, "", "", Ok(()));
    }

    #[test]
    fn only_what_was_held_counts() {
        let [lin, mei] = [1, 2].map(|number| Id::new(crate::domain::Kind::Person, &[number; 10]));
        let session = |state: State, came: &[&Id]| {
            let told = serde_json::json!({ "id": "saaaaaaaaaaaaaaaa", "state": state, "lead": &lin, "came": came });
            serde_json::from_value::<SessionSummary>(told).expect("a summary")
        };
        let all = [session(State::Ready, &[]), session(State::Closed, &[&mei]), session(State::Cancelled, &[&mei])];
        let of = |person: &Id| together(&all, &|id| id == person);
        assert_eq!((of(&lin).led, of(&lin).helped, of(&lin).came, of(&lin).sessions.len()), (1, 0, 0, 2));
        assert_eq!((of(&mei).led, of(&mei).came, of(&mei).sessions.len()), (0, 1, 1));
    }
}

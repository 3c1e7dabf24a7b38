//! Asking the people what they think: answers one by one, and questions of the community's own.

use crate::domain::Now;
use crate::domain::evaluation::{Answer, Held, OwnQuestion, Said, Wave};
use crate::domain::fields::{of_community, of_person};
use crate::domain::person::Role;
use crate::merge::Edit;

/// Notes who asked, where this is the first answer of the wave, or it is said anew whether the person answers alone.
fn held(said: Option<&Said>, wave: Wave, by: &str, alone: bool, now: &Now) -> Option<Edit> {
    let before = said.map(|said| said.held.clone()).unwrap_or_default();
    let by = if before.by.is_empty() { by.trim().to_owned() } else { before.by.clone() };
    let held = Held { on: before.on.or_else(|| Some(now.today())), by, alone: before.alone || alone };
    (held != before).then(|| Edit::put(of_person::WAVE, &wave.slug(), held))
}

/// Answers with yes, no or not assessed.
pub fn answer(
    said: Option<&Said>,
    wave: Wave,
    question: &str,
    answer: Answer,
    (by, alone): (&str, bool),
    now: &Now,
) -> Vec<Edit> {
    let edit = Edit::put(of_person::ASSESSED, &of_person::asked_in(wave, question), answer);
    [Some(edit), held(said, wave, by, alone, now)].into_iter().flatten().collect()
}

/// Answers in own words.
pub fn tell(
    said: Option<&Said>,
    wave: Wave,
    question: &str,
    words: &str,
    (by, alone): (&str, bool),
    now: &Now,
) -> Vec<Edit> {
    let edit = Edit::put(of_person::TOLD, &of_person::asked_in(wave, question), words.to_owned());
    [Some(edit), held(said, wave, by, alone, now)].into_iter().flatten().collect()
}

/// Sets the day of the interview, or who asked.
pub fn hold(wave: Wave, held: Held) -> Edit {
    Edit::put(of_person::WAVE, &wave.slug(), held)
}

/// Adds a question of our own under a fresh short id; nothing without words.
pub fn add(short: &str, words: &str, role: Role, open: bool, now: &Now) -> Vec<Edit> {
    let question = OwnQuestion { words: words.trim().to_owned(), role, open, at: now.ms, removed: false };
    if question.words.is_empty() { Vec::new() } else { vec![Edit::put(of_community::OWN_QUESTION, short, question)] }
}

/// Asks it no more; what was answered stays.
pub fn retire(short: &str, question: &OwnQuestion) -> Edit {
    Edit::put(of_community::OWN_QUESTION, short, OwnQuestion { removed: true, ..question.clone() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Id, Kind};
    use crate::merge::evaluation::{own_questions, said};
    use crate::merge::{Clock, Document};

    fn now(ms: i64) -> Now {
        Now { ms, offset_minutes: 480, entropy: [0; 16] }
    }

    #[test]
    fn answers_stand_by_wave_with_who_asked_and_when() {
        let mut document = Document::new(Id::new(Kind::Person, &[1; 10]), 1);
        let mut clock = Clock::new("a");
        let (first, second) = (Wave::Before, Wave::Year(1));
        let at = now(1_795_500_000_000);
        let mut does = |edits: Vec<Edit>| {
            edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, at.ms, None)));
            said(&document)
        };
        let waves = does(answer(None, first, "mood", Answer::No, ("Hua", false), &at));
        let held = Held { on: Some(at.today()), by: "Hua".into(), alone: false };
        assert_eq!((&waves[&first].held, waves.len()), (&held, 1));
        let later = now(at.ms + 90_000_000);
        let edits = answer(waves.get(&first), first, "mood", Answer::NotAssessed, ("Min", false), &later);
        assert_eq!(edits.len(), 1, "the day and who asked stay");
        let waves = does(edits);
        assert_eq!(waves[&first].answers["mood"], Answer::NotAssessed);
        let waves = does(tell(waves.get(&second), second, "helped", "The songs.", ("Hua", true), &later));
        assert_eq!(waves[&second].words["helped"], "The songs.");
        assert!(waves[&second].held.alone && !waves[&first].held.alone);
        // Words taken back are no answer.
        assert_eq!(does(tell(waves.get(&second), second, "helped", " ", ("Hua", true), &later)).len(), 1);
    }

    #[test]
    fn a_community_asks_more_and_less() {
        let mut document = Document::new(Id::new(Kind::Community, &[1; 10]), 1);
        let mut clock = Clock::new("a");
        let mut does = |edits: Vec<Edit>, at: i64| {
            edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, at, None)));
            own_questions(&document)
        };
        assert!(add("x", "  ", Role::Member, false, &now(1)).is_empty());
        does(add("b", " Is the room warm? ", Role::Member, false, &now(1)), 1);
        let own = does(add("a", "What shall we cook?", Role::Peer, true, &now(2)), 2);
        assert_eq!(
            own.iter().map(|(id, one)| (id.as_str(), one.words.as_str())).next(),
            Some(("b", "Is the room warm?"))
        );
        let own = does(vec![retire("b", &own[0].1)], 3);
        assert_eq!(own.iter().map(|(_, one)| one.removed).collect::<Vec<_>>(), [true, false]);
    }
}

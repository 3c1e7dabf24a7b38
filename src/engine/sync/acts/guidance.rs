//! Guiding: a phase set by hand, guidance asked for and given, questions, and what a peer shares of how they are.

use crate::domain::feeling::{Break, Feeling};
use crate::domain::fields::{guiding, of_community, of_question};
use crate::domain::guidance::{Asked, Comment, Part, Phase, PhaseSet, Stage, Verdict};
use crate::domain::question::{self, About, Answer};
use crate::domain::{Id, Millis, Now};
use crate::merge::Edit;

/// Sets the phase by hand; nothing without a reason.
pub fn set_phase(phase: Phase, reason: &str, by: Option<&Id>, now: &Now) -> Option<Edit> {
    let reason = reason.trim().to_owned();
    let set = PhaseSet { phase, reason, at: now.ms, by: by.cloned() };
    (!set.reason.is_empty()).then(|| Edit::set(of_community::PHASE, Some(set)))
}

/// Lets the phase follow the community's start again.
pub fn follow_start() -> Edit {
    Edit::set(of_community::PHASE, None)
}

/// Asks for guidance.
pub fn ask(stage: Stage, by: Option<&Id>, now: &Now) -> Edit {
    Edit::put(guiding::ASKED, stage.slug(), Some(Asked { at: now.ms, by: by.cloned() }))
}

/// Takes back that guidance was asked for.
pub fn ask_no_more(stage: Stage) -> Edit {
    Edit::put(guiding::ASKED, stage.slug(), None)
}

/// Says something about a plan or a record; nothing without words and without a verdict. `answers` is the moment since
/// which it waits.
pub fn comment(
    short: &str,
    (stage, part): (Stage, Part),
    words: &str,
    verdict: Option<Verdict>,
    answers: Option<Millis>,
    now: &Now,
) -> Option<Edit> {
    let (part, words) = (part.slug().to_owned(), words.trim().to_owned());
    let comment = Comment { at: now.ms, stage, part, words, verdict, answers, removed: false };
    (verdict.is_some() || !comment.words.is_empty()).then(|| Edit::put(guiding::COMMENT, short, comment))
}

/// Asks the group; nothing without words. `from`: whose words they are, where it is not who holds the phone.
pub fn question(words: &str, about: Option<About>, from: Option<Id>, now: &Now) -> Option<Edit> {
    let asked = question::Asked { at: now.ms, words: words.trim().to_owned(), about, from };
    (!asked.words.is_empty()).then(|| Edit::set(of_question::ASKED, asked))
}

/// Answers; nothing without words. `from`: whose words they are, where it is not who holds the phone.
pub fn answer(short: &str, words: &str, from: Option<Id>, now: &Now) -> Option<Edit> {
    let answer = Answer { at: now.ms, words: words.trim().to_owned(), removed: false, from };
    (!answer.words.is_empty()).then(|| Edit::put(of_question::ANSWER, short, answer))
}

/// Takes an answer back.
pub fn take_answer_back(short: &str, answer: &Answer) -> Edit {
    Edit::put(of_question::ANSWER, short, Answer { removed: true, ..answer.clone() })
}

/// Shares how one is after a session, or takes it back.
pub fn share_feeling(me: &Id, feeling: Option<&Feeling>) -> Edit {
    Edit::put(guiding::FEELING, me.as_str(), feeling.filter(|feeling| !feeling.is_empty()).cloned())
}

/// Says that one needs a break, in one's own document.
pub fn need_break(words: &str, now: &Now) -> Edit {
    Edit::set(guiding::BREAK, Some(Break { at: now.ms, words: words.trim().to_owned() }))
}

/// The break is over.
pub fn end_break() -> Edit {
    Edit::set(guiding::BREAK, None)
}

#[cfg(test)]
#[path = "guidance_tests.rs"]
mod tests;

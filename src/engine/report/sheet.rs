//! The sheet for the group: what people said in one wave, in plain words. It may hang on a wall: no names, no numbers below
//! five, and of a group of fewer than five nothing at all.

use super::shape::SMALL_GROUP;
use crate::domain::evaluation::{Answer, Evaluation, Interviewed, Question, Wave};
use crate::domain::person::Role;
use crate::words::evaluation::{SHEET, asked, group};
use crate::words::{Language, Phrase};

/// What one group said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    /// The group.
    pub group: String,
    /// How many answered, or that they were too few.
    pub answered: String,
    /// Question by question: the question, and how many said yes, in words.
    pub lines: Vec<(String, String)>,
}

/// Makes it: the groups that answered.
pub fn sheet(evaluation: &Evaluation, wave: Wave, language: Language) -> Vec<Said> {
    let groups = [Role::Member, Role::Caregiver, Role::Peer].into_iter();
    groups.filter_map(|role| of(evaluation, wave, role, language)).collect()
}

fn of(evaluation: &Evaluation, wave: Wave, role: Role, language: Language) -> Option<Said> {
    let answered = |one: &&Interviewed| one.said.answers.values().any(|answer| *answer != Answer::NotAssessed);
    let all = evaluation.interviews.iter().filter(|one| one.wave == wave && one.role == role);
    let said: Vec<&Interviewed> = all.filter(answered).collect();
    if said.is_empty() {
        return None;
    }
    let name = group(role).get(language).to_owned();
    if said.len() < SMALL_GROUP {
        return Some(Said { group: name, answered: SHEET.few.get(language).to_owned(), lines: Vec::new() });
    }
    let line = |question: Question| {
        let words = match &question {
            Question::Study(study) => asked(*study).get(language).to_owned(),
            Question::Open(_) => return None,
            Question::Own(_, own) => own.words.clone(),
        };
        let count = |wanted| said.iter().filter(|one| one.said.answers.get(question.slug()) == Some(&wanted)).count();
        let (yes, no) = (count(Answer::Yes), count(Answer::No));
        (yes + no >= SMALL_GROUP).then(|| (words, in_words(yes, no, language)))
    };
    let lines = Question::of(role, wave, &evaluation.own).into_iter().filter_map(line).collect();
    let answered = SHEET.answered.fill(language, &[("n", &said.len().to_string())]);
    Some(Said { group: name, answered, lines })
}

/// How many said yes, in words; the numbers beside them only where neither is small. That all or nobody said so would tell
/// what each of them said: it is not told apart from nearly all and hardly anybody.
fn in_words(yes: usize, no: usize, language: Language) -> String {
    let share = yes as f64 / (yes + no).max(1) as f64;
    let words: Phrase = match share {
        share if share >= 0.85 => SHEET.nearly_all,
        share if share >= 0.6 => SHEET.most,
        share if share > 0.4 => SHEET.half,
        share if share >= 0.15 => SHEET.some,
        _ => SHEET.hardly,
    };
    let words = words.get(language);
    if yes < SMALL_GROUP || no < SMALL_GROUP {
        return words.to_owned();
    }
    let numbers = SHEET.numbers.fill(language, &[("n", &yes.to_string()), ("m", &no.to_string())]);
    match language {
        Language::Chinese => format!("{words}{numbers}"),
        Language::English => format!("{words} {numbers}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_said_in_words_and_small_numbers_are_not_said() {
        let check = |yes, no, expect: &str| assert_eq!(in_words(yes, no, Language::English), expect, "{yes} {no}");
        check(19, 2, "Nearly everyone said yes.");
        check(17, 4, "Most said yes.");
        check(10, 11, "About half said yes. Yes: 10. No: 11.");
        check(5, 10, "Some said yes, more said no. Yes: 5. No: 10.");
        check(0, 7, "Hardly anybody said yes.");
        check(1, 6, "Hardly anybody said yes.");
        check(7, 0, "Nearly everyone said yes.");
        assert_eq!(in_words(10, 11, Language::Chinese), "大约一半人说“是”。是：10 人。否：11 人。");
    }
}

//! Online supervision: a peer asks the group, professionals and other peers answer. What nobody answered yet stands out.

use serde::{Deserialize, Serialize};

use super::{Id, Millis, order};

/// What a question is about. A person is named by the alias that lists show, and by nothing else.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum About {
    /// A session.
    Session(Id),
    /// A person.
    Person(Id),
    /// An idea, by its id.
    Idea(String),
}

/// What was asked. Who asked is who signed the change, or for whom they did: two of a pair may share one phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// When.
    pub at: Millis,
    /// The question.
    pub words: String,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub about: Option<About>,
    /// Whose words these are, where it is not who holds the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Id>,
}

/// An answer. Who answered is who signed the change, or for whom they did.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// When.
    pub at: Millis,
    /// The answer.
    pub words: String,
    /// Taken back.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub removed: bool,
    /// Whose words these are, where it is not who holds the phone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<Id>,
}

impl Asked {
    /// Who asks, of what somebody signed.
    pub fn who<'a>(&'a self, signed: Option<&'a Id>) -> Option<&'a Id> {
        self.from.as_ref().or(signed)
    }
}

impl Answer {
    /// Who answers, of what somebody signed.
    pub fn who<'a>(&'a self, signed: Option<&'a Id>) -> Option<&'a Id> {
        self.from.as_ref().or(signed)
    }
}

/// A question as the screens read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its document.
    pub id: Id,
    /// Who signed it.
    pub by: Option<Id>,
    /// What.
    pub asked: Asked,
    /// Answers by short id with who signed them, oldest first.
    pub answers: Vec<(String, Option<Id>, Answer)>,
    /// In the bin since.
    pub removed: Option<Millis>,
}

impl Question {
    /// Whether it waits for an answer.
    pub fn waits(&self) -> bool {
        self.removed.is_none() && self.answers.is_empty()
    }

    /// Whether it waits for one that this person can give: nobody answers their own question.
    pub fn waits_for(&self, me: Option<&Id>) -> bool {
        self.waits() && (me.is_none() || self.asked.who(self.by.as_ref()) != me)
    }
}

/// In the order of a list: without an answer first, the oldest of them first; then the others, the latest first.
pub fn in_order(questions: &mut Vec<Question>) {
    order::sort(questions, |a, b| {
        let (a_waits, b_waits) = (a.waits(), b.waits());
        let by_time = (a.asked.at, &a.id).cmp(&(b.asked.at, &b.id));
        b_waits.cmp(&a_waits).then(if a_waits { by_time } else { by_time.reverse() })
    });
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;

    #[test]
    fn what_nobody_answered_stands_first() {
        let question = |number: u8, answered: bool| {
            let answer = Answer { at: 90, words: "Yes".into(), removed: false, from: None };
            Question {
                id: Id::new(Kind::Question, &[number; 10]),
                by: Some(Id::new(Kind::Person, &[number; 10])),
                asked: Asked { at: number.into(), words: "How?".into(), about: None, from: None },
                answers: answered.then(|| ("a".to_owned(), None, answer)).into_iter().collect(),
                removed: None,
            }
        };
        let mut all = vec![question(1, true), question(4, false), question(2, false), question(3, true)];
        in_order(&mut all);
        assert_eq!(all.iter().map(|one| one.asked.at).collect::<Vec<_>>(), [2, 4, 3, 1]);
        assert!(all[0].waits_for(None) && all[0].waits_for(Some(&Id::new(Kind::Person, &[9; 10]))));
        assert!(!all[0].waits_for(all[0].by.as_ref()), "nobody answers their own");
        let gone = Question { removed: Some(1), ..question(1, false) };
        assert!(!gone.waits());
    }
}

//! What becomes of an emergency event: its way to the doctor, what the doctor asks and the pair answers, the follow-up, the end.

use serde::{Deserialize, Serialize};

use super::emergency::Acknowledged;
use super::{Id, Millis};

/// It came to a doctor's phone. That phone says so by itself; nobody has read it yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reached {
    /// When.
    pub at: Millis,
    /// To whom.
    #[serde(default)]
    pub by: Option<Id>,
}

/// The doctor asks something about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Asked {
    /// The event's short id.
    pub event: String,
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
    /// The question.
    pub words: String,
}

/// The pair answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answered {
    /// The short id of the question.
    pub to: String,
    /// When.
    pub at: Millis,
    /// Who.
    #[serde(default)]
    pub by: Option<Id>,
    /// The answer.
    pub words: String,
}

/// A question and what was answered, oldest first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// Its short id.
    pub id: String,
    /// What was asked.
    pub asked: Asked,
    /// What was answered.
    pub answers: Vec<Answered>,
}

/// Where an event is, in the order of its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// On the phone where it was written.
    Here,
    /// The relay has it.
    Sent(Millis),
    /// It is on a doctor's phone.
    Reached(Reached),
    /// A doctor has read it.
    Seen(Acknowledged),
    /// A doctor has closed it.
    Closed(Acknowledged),
}

/// All that followed an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FollowUp {
    /// When it left the phone where it was written.
    pub sent: Option<Millis>,
    /// The doctors' phones that have it, earliest first.
    pub reached: Vec<Reached>,
    /// Who has read it.
    pub seen: Option<Acknowledged>,
    /// What was asked, oldest first.
    pub questions: Vec<Question>,
    /// The doctor's follow-up.
    pub words: String,
    /// Who has closed it.
    pub closed: Option<Acknowledged>,
}

impl FollowUp {
    /// Where it is.
    pub fn standing(&self) -> Standing {
        if let Some(closed) = &self.closed {
            Standing::Closed(closed.clone())
        } else if let Some(seen) = &self.seen {
            Standing::Seen(seen.clone())
        } else if let Some(first) = self.reached.first() {
            Standing::Reached(first.clone())
        } else {
            self.sent.map_or(Standing::Here, Standing::Sent)
        }
    }

    /// The questions that nobody has answered.
    pub fn open_questions(&self) -> impl Iterator<Item = &Question> {
        self.questions.iter().filter(|question| question.answers.is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_stands_where_it_has_come_farthest() {
        let by = |who: &str| Acknowledged { at: 5, by: who.into() };
        let mut event = FollowUp::default();
        assert_eq!(event.standing(), Standing::Here);
        event.sent = Some(2);
        assert_eq!(event.standing(), Standing::Sent(2));
        event.reached = vec![Reached { at: 3, by: None }, Reached { at: 4, by: None }];
        assert_eq!(event.standing(), Standing::Reached(Reached { at: 3, by: None }));
        event.seen = Some(by("Dr Zhou"));
        assert_eq!(event.standing(), Standing::Seen(by("Dr Zhou")));
        event.closed = Some(by("Dr Zhou"));
        assert_eq!(event.standing(), Standing::Closed(by("Dr Zhou")));
    }
}

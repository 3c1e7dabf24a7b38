//! The Emergency Event: call first, write later. It can be saved half-filled at any moment.

use chrono::{NaiveDate, NaiveTime};
use serde::{Deserialize, Serialize};

use super::{Id, Millis};

/// What kind of event it was (the study's Emergency Event Form, and what neighbouring programmes ask).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[allow(missing_docs)]
pub enum EventKind {
    PoorlyControlled,
    NeedsAttention,
    Injury,
    SelfHarm,
    Violence,
    Illness,
    Other,
}

impl EventKind {
    /// All, in the form's order.
    pub const ALL: [EventKind; 7] = [
        EventKind::PoorlyControlled,
        EventKind::NeedsAttention,
        EventKind::Injury,
        EventKind::SelfHarm,
        EventKind::Violence,
        EventKind::Illness,
        EventKind::Other,
    ];
}

/// Somebody opened the form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opened {
    /// When.
    pub at: Millis,
    /// Who.
    pub by: Option<Id>,
}

/// A community doctor has seen the form, or closed the event.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledged {
    /// When.
    pub at: Millis,
    /// Who, by name.
    #[serde(default)]
    pub by: String,
}

/// An Emergency Event as screens and forms read it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct EmergencyEvent {
    /// Its short id within the session.
    pub id: String,
    /// When the form was opened, and by whom.
    pub opened: Option<Opened>,
    /// Local date.
    pub date: Option<NaiveDate>,
    /// Local time.
    pub time: Option<NaiveTime>,
    /// Where.
    pub place: String,
    /// Who it was about, of the people known here.
    pub who: Vec<Id>,
    /// Who else, in words.
    pub others: String,
    /// What kind.
    pub kinds: Vec<EventKind>,
    /// What happened.
    pub happened: String,
    /// What was done.
    pub action: String,
    /// Who was called.
    pub called: Vec<String>,
    /// How it ended.
    pub outcome: String,
    /// When it was called written; empty while half-filled.
    pub written: Option<Millis>,
    /// When the community doctor had seen it.
    #[serde(default)]
    pub acknowledged: Option<Acknowledged>,
    /// When nothing more was to be done; open until then.
    #[serde(default)]
    pub closed: Option<Acknowledged>,
}

impl EmergencyEvent {
    /// Whether the form says the least a doctor needs: when, what kind, and what happened.
    pub fn says_enough(&self) -> bool {
        self.date.is_some() && !self.kinds.is_empty() && !self.happened.trim().is_empty()
    }
}

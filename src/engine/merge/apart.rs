//! What two people chose without knowing of each other, and what a text said before.

use serde_json::Value;

use super::register::Version;
use super::text::Text;
use super::{Change, Document, Edit, Op, Stamp};
use crate::domain::fields::TextField;
use crate::domain::{Id, Millis};

/// So long another version is offered: 90 days, in milliseconds.
const OFFERED: Millis = 90 * 24 * 3_600_000;
/// Changes of one person within this time are one wording: 5 minutes, in milliseconds.
const ONE_WORDING: Millis = 5 * 60_000;

/// A value that somebody chose for a field, beside the one that holds.
#[derive(Clone, Debug, PartialEq)]
pub struct Apart {
    /// The field's stored name.
    pub field: String,
    /// The value that holds.
    pub holds: Value,
    /// The other one.
    pub other: Value,
    /// Who chose the other.
    pub by: Option<Id>,
    stamp: Stamp,
}

impl Apart {
    /// The edit that takes the other value.
    pub fn swap(&self) -> Edit {
        Edit::Set(self.field.clone(), self.other.clone())
    }

    /// The edit that stays with the one that holds; the other is not offered any more.
    pub fn keep(&self) -> Edit {
        Edit::Keep(self.field.clone(), self.stamp.clone())
    }
}

/// What was chosen apart among `fields`, by their names or their families' names; the latest other version of each.
pub fn apart(document: &Document, fields: &[&str], now: Millis) -> Vec<Apart> {
    let wanted = |name: &str| fields.iter().any(|field| name == *field || name.split('/').next() == Some(field));
    let mut found = Vec::new();
    for name in document.fields().filter(|name| wanted(name)) {
        let recent = |(stamp, _): &(&Stamp, &Version)| now - stamp.wall() < OFFERED;
        if let Some((stamp, other)) = document.others(name).find(recent) {
            found.push(Apart {
                field: name.to_owned(),
                holds: document.value(name).cloned().unwrap_or(Value::Null),
                other: other.value.clone(),
                by: other.by.clone(),
                stamp: stamp.clone(),
            });
        }
    }
    found
}

/// What a text once said.
#[derive(Clone, Debug, PartialEq)]
pub struct Wording {
    /// The words.
    pub words: String,
    /// Who wrote them last.
    pub by: Option<Id>,
    /// When.
    pub at: Millis,
}

/// What a text once said, latest first, without what it says now. `ops` are the document's, in the order in which they are
/// held.
pub fn wordings<'a>(ops: impl IntoIterator<Item = &'a Op>, field: &TextField) -> Vec<Wording> {
    // Only read: no text is written under this client's number.
    let mut text = Text::new(0);
    let mut said: Vec<(Wording, String)> = Vec::new();
    for op in ops {
        let Change::Text { field: of, update, .. } = &op.change else { continue };
        if *of != field.0 || text.merge(update).is_err() {
            continue;
        }
        let (device, at) = (op.stamp.device().to_owned(), op.stamp.wall());
        let wording = Wording { words: text.read(), by: op.by.clone(), at };
        match said.last_mut() {
            Some((last, of)) if *of == device && at - last.at < ONE_WORDING => *last = wording,
            _ => said.push((wording, device)),
        }
    }
    let now = text.read();
    let mut wordings: Vec<Wording> = Vec::new();
    for (wording, _) in said.into_iter().rev() {
        let known = wordings.iter().any(|known| known.words == wording.words);
        if !wording.words.trim().is_empty() && wording.words != now && !known {
            wordings.push(wording);
        }
    }
    wordings
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::domain::fields::planning;
    use crate::merge::Clock;

    fn id() -> Id {
        Id::new(Kind::Session, &[1; 10])
    }

    const DAY: Millis = 24 * 3_600_000;
    const AT: Millis = 1_795_500_000_000;

    /// Two phones choose a place apart, then each hears of the other.
    fn chosen_apart() -> (Document, Document, Clock, Clock) {
        let (mut one, mut two) = (Document::new(id(), 1), Document::new(id(), 2));
        let (mut clock, mut other) = (Clock::new("one"), Clock::new("two"));
        let hall = one.edit(&Edit::set(planning::VENUE, "hall".into()), &mut clock, AT, None);
        let park = two.edit(&Edit::set(planning::VENUE, "park".into()), &mut other, AT + 5, None);
        park.into_iter().for_each(|op| one.take(op));
        hall.into_iter().for_each(|op| two.take(op));
        (one, two, clock, other)
    }

    fn found(document: &Document, now: Millis) -> Vec<(Value, Value)> {
        let found = apart(document, &[planning::VENUE.name(), planning::STEP_MINUTES.name()], now);
        found.into_iter().map(|one| (one.holds, one.other)).collect()
    }

    #[test]
    fn both_see_the_other_version_until_one_swaps() {
        let (mut one, two, mut clock, _) = chosen_apart();
        for document in [&one, &two] {
            assert_eq!(found(document, AT), [("park".into(), "hall".into())]);
            assert_eq!(found(document, AT + 91 * DAY), []);
        }
        let swap = apart(&one, &["plan.venue"], AT)[0].swap();
        one.edit(&swap, &mut clock, AT + 10, None);
        assert_eq!(one.get(planning::VENUE).as_deref(), Some("hall"));
        assert_eq!(found(&one, AT), []);
    }

    #[test]
    fn keeping_what_holds_ends_it_for_both() {
        let (mut one, mut two, _, mut other) = chosen_apart();
        let keep = apart(&two, &["plan.venue"], AT)[0].keep();
        other.saw(one.latest().expect("something is there"));
        for op in two.edit(&keep, &mut other, AT + 10, None) {
            one.take(op);
        }
        for document in [&one, &two] {
            assert_eq!(found(document, AT), []);
            assert_eq!(document.get(planning::VENUE).as_deref(), Some("park"));
        }
    }

    #[test]
    fn what_a_text_said_before_can_be_brought_back() {
        let mut document = Document::new(id(), 1);
        let mut clock = Clock::new("one");
        let mut ops = Vec::new();
        let mut says = |words: &str, at: Millis| {
            ops.extend(document.edit(&Edit::write(planning::aim(), words), &mut clock, AT + at, None));
        };
        says("bread", 0);
        says("bread and tea", 60_000);
        says("", 3_600_000);
        says("soup", 7_200_000);
        let said = wordings(&ops, &planning::aim());
        assert_eq!(said.iter().map(|one| one.words.as_str()).collect::<Vec<_>>(), ["bread and tea"]);
        assert_eq!(said[0].at, AT + 60_000);
        assert_eq!(wordings(&ops, &planning::theme()), []);
    }
}

//! Who else is here just now, and where. Said over the relay's socket, kept nowhere, and nothing hangs on it.
//!
//! A note, format 1: the name of the community's key (8 bytes), then, sealed under it: the device's card, when (8 bytes),
//! whether it leaves (1 byte), the document as text, and zeros so that its length says nothing. It is not signed: a member
//! could pretend that another one is here, and no more than that.

use relay::CardId;

use super::Share;
use crate::domain::{Id, Millis};

/// Whoever said nothing for so long is not here any more. It is said again in half of that.
pub const HERE_FOR: Millis = 90_000;
/// Every note has this length before it is sealed.
const LENGTH: usize = 96;

/// What a note says.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Note {
    by: CardId,
    /// What is looked at; none while it is no session.
    at: Option<Id>,
    /// When, by the device's own clock: an older one that is said again brings nothing.
    said: Millis,
    /// Whoever says it is going.
    leaves: bool,
}

/// The other phones that are here just now.
#[derive(Clone, Debug, Default)]
pub struct Present {
    /// The last note of each, and when it was heard.
    notes: Vec<(Note, Millis)>,
}

impl Note {
    fn bytes(&self) -> Option<Vec<u8>> {
        let at = self.at.as_ref().map_or("", Id::as_str);
        let mut bytes =
            [&self.by.0, self.said.to_be_bytes().as_slice(), &[u8::from(self.leaves)], at.as_bytes()].concat();
        (bytes.len() <= LENGTH).then(|| bytes.resize(LENGTH, 0))?;
        Some(bytes)
    }

    fn parse(bytes: &[u8]) -> Option<Note> {
        let (by, rest) = bytes.split_first_chunk()?;
        let (said, rest) = rest.split_first_chunk()?;
        let (leaves, at) = rest.split_first()?;
        let at = std::str::from_utf8(at).ok()?.trim_end_matches('\0');
        let at = if at.is_empty() { None } else { Some(Id::parse(at)?) };
        Some(Note { by: CardId(*by), at, said: Millis::from_be_bytes(*said), leaves: *leaves != 0 })
    }
}

impl Share {
    /// This device, as a note: it looks at a session, at something else, or `leaves`. `None` where it has no key.
    pub fn note(&self, at: Option<&Id>, leaves: bool, now: Millis, random: [u8; 32]) -> Option<Vec<u8>> {
        let key = self.current_key().filter(|_| self.belongs())?;
        let note = Note { by: self.me(), at: at.cloned(), said: now, leaves };
        Some([key.name().as_slice(), &key.seal_note(self.access().community(), &note.bytes()?, random)].concat())
    }

    fn read_note(&self, bytes: &[u8]) -> Option<Note> {
        let (name, sealed) = bytes.split_at_checked(8)?;
        let key = self.current_key().filter(|key| key.name() == name)?;
        let note: Note = Note::parse(&key.open_note(self.access().community(), sealed).ok()?)?;
        let belongs = self.access().of(note.by).is_some_and(|held| !held.gone);
        (belongs && note.by != self.me()).then_some(note)
    }
}

impl Present {
    /// Takes in a note. `true` where somebody came who was not here: they are to be told who is.
    pub fn hears(&mut self, share: &Share, bytes: &[u8], now: Millis) -> bool {
        let Some(note) = share.read_note(bytes) else { return false };
        let before = self.notes.iter().position(|(before, _)| before.by == note.by);
        let lately = before.map(|at| &self.notes[at]).filter(|(_, heard)| now - heard < HERE_FOR);
        // Later on their clock may have been set right.
        if lately.is_some_and(|(before, _)| before.said >= note.said) {
            return false;
        }
        let came = !note.leaves && lately.is_none_or(|(before, _)| before.leaves);
        before.map(|at| self.notes.swap_remove(at));
        self.notes.push((note, now));
        came
    }

    /// The people who are here just now, each with what they look at.
    pub fn people(&self, share: &Share, now: Millis) -> Vec<(Id, Option<Id>)> {
        let here = self.notes.iter().filter(|(note, heard)| !note.leaves && now - heard < HERE_FOR);
        let person = |card: &CardId| {
            let held = share.access().of(*card).filter(|held| !held.gone)?;
            Id::parse(held.person.as_deref()?)
        };
        here.filter_map(|(note, _)| Some((person(&note.by)?, note.at.clone()))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::courier::tests::{AT, pair, random, session};
    use super::*;

    #[test]
    fn others_see_who_looks_at_the_same() {
        let (mut one, mut two, mut relay) = pair();
        two.sync(&mut relay);
        one.sync(&mut relay);
        let (one, two) = (one.courier().share(), two.courier().share());
        let mut present = Present::default();
        let says = |at: Option<&Id>, leaves, now| two.note(at, leaves, now, random()()).expect("it has the key");
        let people =
            |present: &Present, now| present.people(one, now).into_iter().map(|(_, at)| at).collect::<Vec<_>>();

        let first = says(Some(&session()), false, AT);
        assert!(present.hears(one, &first, AT), "somebody came");
        assert_eq!(people(&present, AT), [Some(session())]);
        assert!(!present.hears(one, &says(None, false, AT + 9), AT + 9), "they were here");
        assert_eq!(people(&present, AT + 9), [None]);
        assert!(!present.hears(one, &first, AT + 10), "what was said before brings nothing");
        assert_eq!(people(&present, AT + 10), [None]);
        assert!(people(&present, AT + 9 + HERE_FOR).is_empty(), "who says nothing is not here");
        assert!(present.hears(one, &says(None, false, AT + HERE_FOR * 2), AT + HERE_FOR * 2));
        present.hears(one, &says(None, true, AT + HERE_FOR * 2 + 1), AT + HERE_FOR * 2 + 1);
        assert!(people(&present, AT + HERE_FOR * 2 + 1).is_empty(), "who goes is gone at once");
    }

    #[test]
    fn a_note_is_opened_by_the_community_alone_and_says_nothing_by_its_length() {
        let (mut one, mut two, mut relay) = pair();
        two.sync(&mut relay);
        one.sync(&mut relay);
        let (one, two) = (one.courier().share().clone(), two.courier().share().clone());
        let note = two.note(Some(&session()), false, AT, random()()).expect("it has the key");
        assert_eq!(note.len(), two.note(None, true, AT, random()()).expect("it has the key").len());
        assert!(note.len() <= relay::wire::MOST_NOTE);
        for at in 0..note.len() {
            let mut other = note.clone();
            other[at] ^= 1;
            assert!(!Present::default().hears(&one, &other, AT), "byte {at}");
        }
        assert!(!Present::default().hears(&two, &note, AT), "nobody hears themselves");
        assert!(Present::default().hears(&one, &note, AT));
        // Who was removed says nothing, and hears nothing that is said under the new key.
        let mut left = one.clone();
        left.remove(&[two.me()], random()).expect("a coordinator may");
        assert!(!Present::default().hears(&left, &note, AT));
        let after = left.note(None, false, AT, random()()).expect("it has the key");
        assert!(!Present::default().hears(&two, &after, AT));
    }
}

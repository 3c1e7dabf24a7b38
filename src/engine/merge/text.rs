//! Text that two people may write at once: one small yrs document a field.
//!
//! Updates come in any order; one that builds on another waits here until that one is there, so that yrs only ever gets what it can put in at once. An update is
//! at most 64 KB.

use std::collections::BTreeMap;

use thiserror::Error;
use yrs::block::ClientID;
use yrs::updates::decoder::Decode;
use yrs::{Doc, GetString, OffsetKind, Options, Text as _, TextRef, Transact, Update};

use super::update::{Place, Plain, plain};

/// The codec byte of an update: a yrs update, encoding v1.
pub const CODEC: u8 = 1;
/// The largest update that is made or taken, in bytes.
pub const UPDATE_LIMIT: usize = 64 * 1024;
/// The longest text of a field, in characters.
pub const CHARACTER_LIMIT: usize = 100_000;
/// The name of the one text in its yrs document.
pub(super) const NAME: &str = "t";
/// Bytes of text put into one update, so that it stays below its limit.
const PIECE: usize = 32 * 1024;

/// Why a text change was not taken.
#[derive(Debug, Error, PartialEq, Eq)]
pub enum TextError {
    /// Larger than 64 KB.
    #[error("A text change of {0} bytes is too large. Split it.")]
    TooLarge(usize),
    /// Not an update.
    #[error("A text change can't be read. It was put aside.")]
    Malformed,
}

/// A text.
pub struct Text {
    doc: Doc,
    text: TextRef,
    /// How far each client's words are here: the first place that is not.
    here: BTreeMap<u64, u64>,
    /// Updates that came before what they build on, by a place that is missing.
    waiting: BTreeMap<Place, Vec<(Plain, Vec<u8>)>>,
}

impl std::fmt::Debug for Text {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(form, "Text({:?})", self.read())
    }
}

impl Text {
    /// An empty text. `client` is fresh for every run of a device, and never used twice.
    pub fn new(client: u64) -> Text {
        // yrs keeps client ids in 53 bits, as JavaScript does.
        let mut options = Options::with_client_id(ClientID::new(client & ((1 << 53) - 1)));
        options.offset_kind = OffsetKind::Bytes;
        let doc = Doc::with_options(options);
        let text = doc.get_or_insert_text(NAME);
        Text { doc, text, here: BTreeMap::new(), waiting: BTreeMap::new() }
    }

    /// The words.
    pub fn read(&self) -> String {
        self.text.get_string(&self.doc.transact())
    }

    /// Makes the text say `wanted` and returns the updates that did it, in order; none if it already does.
    ///
    /// Only what differs is touched, so that words written elsewhere at the same time stay.
    pub fn write(&mut self, wanted: &str) -> Vec<Vec<u8>> {
        let wanted = cut(wanted);
        let held = self.read();
        let (start, held_end, wanted_end) = difference(&held, wanted);
        let mut updates = Vec::new();
        if held_end > start {
            let removed = (held_end - start) as u32;
            updates.push(self.update(|text, transaction| text.remove_range(transaction, start as u32, removed)));
        }
        let mut at = start;
        for piece in pieces(&wanted[start..wanted_end]) {
            let place = at as u32;
            updates.push(self.update(|text, transaction| text.insert(transaction, place, piece)));
            at += piece.len();
        }
        updates
    }

    /// Takes in somebody's update. One that builds on what is not there yet is kept, and put in when that comes.
    ///
    /// # Errors
    /// [`TextError`]; the text is then as it was.
    pub fn merge(&mut self, update: &[u8]) -> Result<(), TextError> {
        if update.len() > UPDATE_LIMIT {
            return Err(TextError::TooLarge(update.len()));
        }
        let plain = plain(update).ok_or(TextError::Malformed)?;
        // What waited for words that were written here since goes in now: a write makes the text say just what was wanted.
        let own = self.doc.client_id().get();
        let end = self.here.get(&own).copied().unwrap_or_default();
        let mut next = self.waited_for((own, 0), end);
        next.push((plain, update.to_vec()));
        self.take(next)
    }

    /// Puts in what can be put in, and what waited for that.
    fn take(&mut self, mut next: Vec<(Plain, Vec<u8>)>) -> Result<(), TextError> {
        let mut taken = Ok(());
        while let Some((plain, update)) = next.pop() {
            if let Some(missing) = plain.needs.iter().find(|place| !self.is_here(place)) {
                self.waiting.entry(*missing).or_default().push((plain, update));
            } else if !plain.piece.as_ref().is_some_and(|(first, _)| self.is_here(first)) {
                match self.put_in(&update) {
                    Ok(()) => next.extend(self.came(&plain)),
                    Err(why) => taken = Err(why),
                }
            }
        }
        taken
    }

    fn is_here(&self, (client, at): &Place) -> bool {
        self.here.get(client).is_some_and(|end| at < end)
    }

    /// Notes that a change is in; gives what waited for its words.
    fn came(&mut self, plain: &Plain) -> Vec<(Plain, Vec<u8>)> {
        let Some(((client, first), length)) = plain.piece else { return Vec::new() };
        self.here.insert(client, first + length);
        self.waited_for((client, first), first + length)
    }

    /// Takes out what waits for places of a client, from one up to an end.
    fn waited_for(&mut self, (client, first): Place, end: u64) -> Vec<(Plain, Vec<u8>)> {
        let places = self.waiting.range((client, first)..(client, end)).map(|(place, _)| *place);
        let places: Vec<Place> = places.collect();
        places.iter().filter_map(|place| self.waiting.remove(place)).flatten().collect()
    }

    fn put_in(&mut self, update: &[u8]) -> Result<(), TextError> {
        let update = Update::decode_v1(update).map_err(|_| TextError::Malformed)?;
        self.doc.transact_mut().apply_update(update).map_err(|_| TextError::Malformed)
    }

    fn update(&mut self, change: impl FnOnce(&TextRef, &mut yrs::TransactionMut<'_>)) -> Vec<u8> {
        let mut transaction = self.doc.transact_mut();
        change(&self.text, &mut transaction);
        let own = transaction.encode_update_v1();
        drop(transaction);
        if let Some(((client, first), length)) = plain(&own).and_then(|plain| plain.piece) {
            self.here.insert(client, first + length);
        }
        own
    }
}

/// The text, cut to the character limit.
fn cut(text: &str) -> &str {
    match text.char_indices().nth(CHARACTER_LIMIT) {
        Some((at, _)) => &text[..at],
        None => text,
    }
}

/// Where two texts differ, in bytes at character borders: common start, end in `held`, end in `wanted`.
fn difference(held: &str, wanted: &str) -> (usize, usize, usize) {
    let start: usize = held.chars().zip(wanted.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum();
    let (held_rest, wanted_rest) = (&held[start..], &wanted[start..]);
    let tail: usize = held_rest
        .chars()
        .rev()
        .zip(wanted_rest.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    (start, held.len() - tail, wanted.len() - tail)
}

/// A text in pieces that fit into one update each.
fn pieces(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let end = rest.floor_char_boundary(PIECE.min(rest.len()));
        let (piece, after) = rest.split_at(end);
        rest = after;
        (!piece.is_empty()).then_some(piece)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_says_what_was_written() {
        let mut text = Text::new(1);
        for wanted in ["包饺子", "包𠮷饺子🥟", "", "包子\n馒头", "子"] {
            text.write(wanted);
            assert_eq!(text.read(), wanted);
        }
        assert!(text.write("子").is_empty(), "nothing to do makes no update");
    }

    #[test]
    fn both_peoples_words_stay() {
        let (mut one, mut two) = (Text::new(1), Text::new(2));
        for update in one.write("We cook together.") {
            two.merge(&update).expect("an update");
        }
        let from_one = one.write("We cook dumplings together.");
        let from_two = two.write("We cook together and sing.");
        from_two.iter().for_each(|update| one.merge(update).expect("an update"));
        from_one.iter().for_each(|update| two.merge(update).expect("an update"));
        assert_eq!(one.read(), two.read());
        assert_eq!(one.read(), "We cook dumplings together and sing.");
    }

    #[test]
    fn words_that_come_before_what_they_build_on_wait_for_it() {
        let (mut one, mut two) = (Text::new(1), Text::new(2));
        let mut said: Vec<Vec<u8>> =
            ["包", "包饺", "包饺子", "包子"].iter().flat_map(|words| one.write(words)).collect();
        said.iter().for_each(|update| two.merge(update).expect("an update"));
        said.extend(two.write("一起包𠮷子"));
        // From each of them on, backwards, and then all once more.
        for turn in 0..said.len() {
            let mut three = Text::new(3);
            said.rotate_left(turn);
            let backwards = said.iter().rev().chain(&said);
            backwards.for_each(|update| three.merge(update).expect("an update"));
            assert_eq!(three.read(), "一起包𠮷子");
            assert!(three.waiting.is_empty());
        }
    }

    #[test]
    fn a_very_long_text_is_cut_at_its_limit_and_travels_in_pieces() {
        let long = "好".repeat(CHARACTER_LIMIT + 5);
        let (mut one, mut two) = (Text::new(1), Text::new(2));
        let updates = one.write(&long);
        assert!(updates.iter().all(|update| update.len() <= UPDATE_LIMIT));
        updates.iter().for_each(|update| two.merge(update).expect("an update"));
        assert_eq!(two.read().chars().count(), CHARACTER_LIMIT);
    }

    #[test]
    fn rubbish_is_refused_and_changes_nothing() {
        let mut text = Text::new(1);
        text.write("stays");
        assert_eq!(text.merge(&[9, 9, 9, 9]), Err(TextError::Malformed));
        assert_eq!(text.merge(&vec![0; UPDATE_LIMIT + 1]), Err(TextError::TooLarge(UPDATE_LIMIT + 1)));
        assert_eq!(text.read(), "stays");
    }
}

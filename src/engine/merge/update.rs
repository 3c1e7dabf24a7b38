//! A look at a text change before yrs reads it: whether it is one that a text makes, and what must be there before it.
//!
//! yrs reads what a text never holds (lists, maps, other documents), makes room for as many blocks as an update claims, counts in 32 bits without a check, and
//! where a piece is missing it keeps a hole that a piece of another length breaks. Somebody who means harm could claim four billion blocks in ten bytes, or stop the
//! app. So only what this app writes is let through: one piece of text, or what was removed, with counts that fit the bytes; and yrs gets it when all that it
//! builds on is there ([`Text::merge`](super::text::Text::merge)).

/// The last place in a text that a change may name, in yrs's count for each client.
const LAST: u64 = 1 << 31;
/// Clients have 53 bits.
const CLIENTS: u64 = 1 << 53;

/// A place in a text: a client, and one of the UTF-16 units that it wrote, in its own count.
pub type Place = (u64, u64);

/// What a change says of itself.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plain {
    /// The piece of text: its first place, and how many UTF-16 units it has.
    pub piece: Option<(Place, u64)>,
    /// Places that must be there before it. What its client wrote before is among them.
    pub needs: Vec<Place>,
}

/// What an update (yrs, encoding v1) says of itself; `None` if it is not a change of a plain text, whole and within bounds.
pub fn plain(bytes: &[u8]) -> Option<Plain> {
    let mut at = Reader(bytes, Plain::default());
    at.update()?;
    at.0.is_empty().then_some(at.1)
}

struct Reader<'a>(&'a [u8], Plain);

impl<'a> Reader<'a> {
    fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    /// A number below `end`, seven bits a byte, the lowest first.
    fn number(&mut self, end: u64) -> Option<u64> {
        let mut number = 0;
        for at in 0..8 {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << (7 * at);
            if byte & 0x80 == 0 {
                return (number < end).then_some(number);
            }
        }
        None
    }

    fn text(&mut self) -> Option<&'a str> {
        let length = self.number(LAST)?;
        let (text, rest) = self.0.split_at_checked(usize::try_from(length).ok()?)?;
        self.0 = rest;
        std::str::from_utf8(text).ok()
    }

    fn update(&mut self) -> Option<()> {
        if self.number(2)? == 1 {
            self.piece()?;
            return (self.number(1)? == 0).then_some(());
        }
        for _ in 0..self.many()? {
            let client = self.number(CLIENTS)?;
            for _ in 0..self.many()? {
                let (first, length) = (self.number(LAST)?, self.number(LAST)?);
                let end = Some(first + length).filter(|end| length > 0 && *end < LAST)?;
                self.1.needs.push((client, end - 1));
            }
        }
        Some(())
    }

    /// A count of things that take a byte each, at least.
    fn many(&mut self) -> Option<u64> {
        self.number(LAST).filter(|many| *many <= self.0.len() as u64)
    }

    fn place(&mut self) -> Option<Place> {
        Some((self.number(CLIENTS)?, self.number(LAST)?))
    }

    /// One client's one piece of text.
    fn piece(&mut self) -> Option<()> {
        if self.number(2)? != 1 {
            return None;
        }
        let (client, first) = self.place()?;
        let info = self.byte()?;
        let (left, right) = (info & 0x80 != 0, info & 0x40 != 0);
        if info & 0x3f != TEXT {
            return None;
        }
        for _ in 0..u8::from(left) + u8::from(right) {
            let beside = self.place()?;
            self.1.needs.push(beside);
        }
        if !left && !right && (self.byte()? != 1 || self.text()? != super::text::NAME) {
            return None;
        }
        let length = self.text()?.encode_utf16().count() as u64;
        if length == 0 || first + length >= LAST {
            return None;
        }
        self.1.piece = Some(((client, first), length));
        self.1.needs.extend(first.checked_sub(1).map(|before| (client, before)));
        Some(())
    }
}

/// yrs's mark of a piece of text.
const TEXT: u8 = 4;

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;

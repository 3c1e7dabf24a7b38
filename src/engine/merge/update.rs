//! A look at a text change before yrs reads it: whether it is one that a text makes.
//!
//! yrs reads what a text never holds (lists, maps, other documents), makes room for as many blocks as an update claims, and
//! counts in 32 bits without a check. Somebody who means harm could claim four billion blocks in ten bytes. So only what this
//! app writes is let through: pieces of text, what was removed, and counts that fit the bytes.

/// The last place in a text that a change may name, in yrs's count for each client.
const LAST: u64 = 1 << 31;
/// The most clients and the most blocks of one change: one piece of text is one block.
const MOST: u64 = 64;
/// Clients have 53 bits.
const CLIENTS: u64 = 1 << 53;

/// Whether an update (yrs, encoding v1) is a change of a plain text, whole and within bounds.
pub fn is_plain(bytes: &[u8]) -> bool {
    let mut at = Reader(bytes);
    at.update().is_some() && at.0.is_empty()
}

struct Reader<'a>(&'a [u8]);

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
        for _ in 0..self.number(MOST)? {
            let blocks = self.number(MOST)?;
            self.number(CLIENTS)?;
            let mut clock = self.number(LAST)?;
            for _ in 0..blocks {
                clock += self.block()?;
                if clock >= LAST {
                    return None;
                }
            }
        }
        let clients = self.many()?;
        for _ in 0..clients {
            self.number(CLIENTS)?;
            let ranges = self.many()?;
            for _ in 0..ranges {
                let (clock, length) = (self.number(LAST)?, self.number(LAST)?);
                if clock + length >= LAST {
                    return None;
                }
            }
        }
        Some(())
    }

    /// A count of things that take a byte each, at least.
    fn many(&mut self) -> Option<u64> {
        self.number(LAST).filter(|many| *many <= self.0.len() as u64)
    }

    fn id(&mut self) -> Option<()> {
        self.number(CLIENTS)?;
        self.number(LAST).map(|_| ())
    }

    /// A block, and how long it is at most.
    fn block(&mut self) -> Option<u64> {
        let info = self.byte()?;
        // What was removed before it arrived, or is to come.
        if info == 0 || info == 10 {
            return self.number(LAST).filter(|length| *length > 0);
        }
        let (left, right) = (info & 0x80 != 0, info & 0x40 != 0);
        if info & 0x20 != 0 {
            return None;
        }
        if left {
            self.id()?;
        }
        if right {
            self.id()?;
        }
        if !left && !right && (self.byte()? != 1 || self.text()? != super::text::NAME) {
            return None;
        }
        match info & 0x1f {
            1 => self.number(LAST).filter(|length| *length > 0),
            4 => self.text().map(|text| text.len() as u64),
            _ => None,
        }
    }
}

#[cfg(test)]
#[path = "update_tests.rs"]
mod tests;

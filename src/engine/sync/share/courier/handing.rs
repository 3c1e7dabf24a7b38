//! What the courier hands to the relay, in which order, and what it makes of the answers: also of a relay that was wiped, or
//! that others filled again without this device.

use relay::rules::{Millis, Refusal};
use relay::wire::{self, Pushed};
use relay::{Hash, Item};

use super::{AtRelay, Courier, Request};
use crate::sync::arrivals::Arrived;

impl Courier {
    /// What to ask of the relay next. Pulling comes last: it shows what arrived there.
    pub fn request(&self) -> Request {
        if self.founds() {
            let first = self.share.deeds().first();
            return first.map_or(Request::Pull(0), |first| Request::Found(Box::new(first.clone())));
        }
        let batch: Vec<_> = self.batch().into_iter().filter_map(|row| self.unsent.get(&row).cloned()).collect();
        if batch.is_empty() { Request::Pull(self.relay.after) } else { Request::Push(batch) }
    }

    fn founds(&self) -> bool {
        self.relay.log.is_empty() && self.unsent.values().any(|item| item.header.community == Hash::default())
    }

    /// The rows that go next. Late work of somebody who went comes last: nothing that counts follows it, and the relay takes only
    /// some of it. What the relay took already is for it to show, once it knows this device.
    fn batch(&self) -> Vec<u64> {
        let taken = |row: &u64| self.taken.as_ref().is_some_and(|taken| taken.contains(row));
        let mut rows = Vec::new();
        for late in [false, true] {
            for (row, item) in &self.unsent {
                if self.share.counts(item.header.by, item.header.number) != late && !taken(row) {
                    rows.push(*row);
                }
            }
        }
        rows.truncate(wire::fit(rows.iter().map(|row| self.unsent[row].bytes().len())));
        rows
    }

    /// The relay answered to a push. What it took is crossed off when a page shows it.
    pub fn pushed(&mut self, pushed: &Pushed, now: Millis) -> Option<Refusal> {
        let asked = if self.founds() { Vec::new() } else { self.batch() };
        if let Some(taken) = &mut self.taken {
            taken.extend(asked.into_iter().take(pushed.places.len()));
        }
        self.relay.heard = now;
        self.names(&pushed.log);
        if let Some(Refusal::Gap { .. } | Refusal::Unseen) = &pushed.refused {
            // It had more of us once than it has now.
            self.wiped();
        }
        // What it has, and showed before while it still waited here for something, no page will show again by itself.
        let shown = pushed.places.iter().all(|place| place.number <= self.relay.after);
        if shown && !pushed.places.is_empty() && pushed.refused.is_none() && !self.rereads {
            self.rereads = true;
            self.relay.after = 0;
            self.relay.rolling = Hash::default();
        }
        pushed.refused.clone()
    }

    /// A question was refused, whichever card asked. Whether the courier goes on all the same: the relay was wiped, or never had the
    /// community, or others brought it back without this device. Then everything is handed over again; pages come once what
    /// brings this device is there.
    pub fn refused(&mut self, refusal: &Refusal) -> bool {
        let known = !self.relay.log.is_empty();
        match refusal {
            Refusal::NotKept => self.forgets(),
            Refusal::Unsigned if known && self.unsent.is_empty() => self.forgets(),
            Refusal::Unsigned if known => {
                self.taken.get_or_insert_default();
                if self.batch().is_empty() {
                    // All of it was taken, in vain. Another time it begins anew.
                    self.taken = None;
                }
            }
            _ => {}
        }
        self.goes_on()
    }

    fn forgets(&mut self) {
        let ticket = std::mem::take(&mut self.relay.ticket);
        self.relay = AtRelay { ticket, ..AtRelay::default() };
        self.wiped();
    }

    /// Whether there is more to hand over to a relay that does not know this device.
    pub fn goes_on(&self) -> bool {
        self.again || self.taken.is_some()
    }

    /// The word that this relay asks for before it keeps a new community.
    pub fn founding_word(&mut self, word: String) -> Arrived {
        self.relay.ticket = word;
        Arrived { beside: vec![self.row()], ..Arrived::default() }
    }

    /// Whether all items are to be read and handed to [`Courier::resend`].
    pub fn sends_again(&self) -> bool {
        self.again
    }

    /// Everything that is here is to be handed to the relay again. `items` are all rows, in order.
    pub fn resend(&mut self, items: impl IntoIterator<Item = (u64, Item)>) -> Arrived {
        self.unsent = items.into_iter().collect();
        self.again = false;
        // Only a page crosses an item off: the log is to show all of them.
        self.relay.after = 0;
        self.relay.rolling = Hash::default();
        Arrived { beside: vec![self.row()], ..Arrived::default() }
    }

    /// The relay does not have what it had.
    pub(super) fn wiped(&mut self) {
        self.again = true;
        self.taken = None;
    }
}

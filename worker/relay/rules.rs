//! The relay's rules: what it takes, in which order it keeps it, and with which words it refuses. Storage and clock come in
//! as values; the same rules run on Cloudflare, on a bare workerd and in the simulation.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::access::{Access, Of, Refused};
use crate::card::CardId;
use crate::item::{Hash, Item, Kind, LARGEST};

/// Milliseconds since 1970.
pub type Millis = i64;

/// The most devices of a community.
pub const MOST_DEVICES: usize = 50;
/// The most bytes of a community.
pub const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// The most open invitations. A phone stops at [`OPEN_INVITATIONS`]: a refusal here would hold up all that it writes later,
/// so this only keeps a broken one in bounds.
pub const MOST_INVITATIONS: usize = 200;
/// The most open invitations that a phone makes.
pub const OPEN_INVITATIONS: usize = 20;
/// The most requests of a device in a minute.
pub const MOST_REQUESTS_A_MINUTE: u32 = 300;
/// The most items in one push.
pub const MOST_PUSHED: usize = 64;
/// The most bytes that are taken of a device after it was removed: its late work, which waits for a coordinator.
pub const MOST_LATE: u64 = 2 * 1024 * 1024;
/// The most bytes in the answer to one pull; at least one item comes.
pub const MOST_PULLED: usize = 1024 * 1024;
/// How far a request's clock may be off.
pub const CLOCK_OFF: Millis = 10 * 60_000;
const MINUTE: Millis = 60_000;

/// Where an item stands in the relay's log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its number, from 1.
    pub number: u64,
    /// When it came, by the relay's clock.
    pub received: Millis,
}

/// A limit that was reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Limit {
    /// [`MOST_DEVICES`].
    Devices,
    /// [`MOST_BYTES`].
    Bytes,
    /// [`MOST_INVITATIONS`].
    Invitations,
    /// [`MOST_REQUESTS_A_MINUTE`].
    Requests,
    /// [`MOST_PUSHED`].
    Pushed,
    /// [`LARGEST`].
    Item,
}

/// Why the relay does not do what it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "refused")]
pub enum Refusal {
    /// There is no such community here.
    #[error("this relay does not keep that community")]
    NotKept,
    /// The item is not in order, or its author may not write it.
    #[error("the item is not taken: {why}")]
    Item {
        /// Why, in English.
        why: String,
    },
    /// The author's card is gone.
    #[error("this device does not belong to the community any more")]
    Gone,
    /// Another item already has that number in its author's chain: two devices write with the same keys.
    #[error("another item has number {number} in this device's chain")]
    Fork {
        /// Which number.
        number: u64,
    },
    /// Items before it are missing.
    #[error("item {expected} of this device comes first")]
    Gap {
        /// The number that comes next.
        expected: u64,
    },
    /// The invitation's time is over.
    #[error("the invitation is no longer valid")]
    Expired,
    /// The author had seen something that the relay does not have.
    #[error("the item follows something that is not here")]
    Unseen,
    /// A limit is reached.
    #[error("a limit is reached: {limit:?}")]
    Limit {
        /// Which.
        limit: Limit,
    },
    /// The request's signature or its bytes used once are not right.
    #[error("the request is not signed as it should be")]
    Unsigned,
    /// The asker's clock is too far off.
    #[error("the request's time is too far from the relay's, {now}")]
    Clock {
        /// The relay's own time: with it the request can be signed again.
        now: Millis,
    },
    /// Whoever runs this relay has not said that this community may be kept.
    #[error("this relay keeps a new community only for whoever has its founding word")]
    Founding,
    /// The request cannot be read.
    #[error("the request cannot be read: {why}")]
    Malformed {
        /// Why, in English.
        why: String,
    },
}

impl From<Refused> for Refusal {
    fn from(refused: Refused) -> Refusal {
        Refusal::Item { why: refused.to_string() }
    }
}

/// What the relay knows of a community at a glance; its items lie in the log.
#[derive(Clone, Debug)]
pub struct Desk {
    access: Access,
    chains: BTreeMap<CardId, Chain>,
    requests: BTreeMap<CardId, (Millis, u32)>,
    /// Bytes that came of devices after they were removed.
    late: BTreeMap<CardId, u64>,
    last: Place,
    rolling: Hash,
    bytes: u64,
}

/// The end of one author's chain.
#[derive(Clone, Debug, Default)]
struct Chain {
    hashes: Vec<(Hash, Place)>,
}

/// A row of the log, without the body of a sealed item.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Its author.
    pub by: CardId,
    /// Its hash.
    pub hash: Hash,
    /// When it came.
    pub received: Millis,
    /// Its size in bytes.
    pub size: u64,
    /// The item itself, where it is a deed.
    pub deed: Option<Item>,
}

/// What becomes of an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Taken {
    /// It is new: keep it at this place.
    New(Place),
    /// It is here already, at this place.
    Known(Place),
}

impl Desk {
    /// A community that begins with this item.
    ///
    /// # Errors
    /// It is not the first item of a community.
    pub fn open(first: &Item, now: Millis) -> Result<Desk, Refusal> {
        let access = Access::found(first)?;
        let mut desk = Desk {
            access,
            chains: BTreeMap::new(),
            requests: BTreeMap::new(),
            late: BTreeMap::new(),
            last: Place { number: 0, received: now },
            rolling: Hash::default(),
            bytes: 0,
        };
        desk.keep(first, now);
        Ok(desk)
    }

    /// A community read back from its log, row by row in its order.
    ///
    /// # Errors
    /// The log is not one that these rules made.
    pub fn read(log: impl IntoIterator<Item = Kept>) -> Result<Desk, Refusal> {
        let mut log = log.into_iter();
        let first = log.next().ok_or(Refusal::NotKept)?;
        let mut desk = Desk::open(&first.deed.ok_or(Refusal::NotKept)?, first.received)?;
        for row in log {
            if let Some(deed) = &row.deed {
                desk.access.take(deed)?;
            }
            desk.stands(row.by, row.hash, row.size, row.received);
        }
        Ok(desk)
    }

    /// Takes an item in from whoever wrote it; see [`Desk::take_from`].
    ///
    /// # Errors
    /// Why not.
    pub fn take(&mut self, item: &Item, now: Millis) -> Result<Taken, Refusal> {
        self.take_from(item.header.by, item, now)
    }

    /// Takes an item in, or says why not. The caller keeps a new one in the log before it answers. `from`: who hands it over.
    ///
    /// # Errors
    /// Why not.
    pub fn take_from(&mut self, from: CardId, item: &Item, now: Millis) -> Result<Taken, Refusal> {
        let header = &item.header;
        let chain = self.chains.entry(header.by).or_default();
        let at = usize::try_from(header.number - 1).unwrap_or(usize::MAX);
        if let Some((hash, place)) = chain.hashes.get(at) {
            // The same again is answered as the first time: the answer may have been lost.
            return if *hash == item.hash() {
                Ok(Taken::Known(*place))
            } else {
                Err(Refusal::Fork { number: header.number })
            };
        }
        self.access.may_stand(item)?;
        let chain = self.chains.entry(header.by).or_default();
        if at != chain.hashes.len() {
            return Err(Refusal::Gap { expected: chain.hashes.len() as u64 + 1 });
        }
        if chain.hashes.last().map(|(hash, _)| *hash).unwrap_or_default() != header.previous {
            return Err(Refusal::Fork { number: header.number - 1 });
        }
        let here = |card: &CardId| self.chains.get(card).map_or(0, |chain| chain.hashes.len() as u64);
        if header.seen.iter().any(|(card, number)| here(card) < *number) {
            return Err(Refusal::Unseen);
        }
        self.within_limits(from, item, now)?;
        if header.kind == Kind::Deed {
            self.access.take(item)?;
        }
        Ok(Taken::New(self.keep(item, now)))
    }

    fn within_limits(&self, from: CardId, item: &Item, now: Millis) -> Result<(), Refusal> {
        let limit = |limit| Err(Refusal::Limit { limit });
        let size = item.bytes().len();
        if size > LARGEST {
            return limit(Limit::Item);
        }
        if self.bytes + size as u64 > MOST_BYTES {
            return limit(Limit::Bytes);
        }
        let late = self.late.get(&item.header.by).copied().unwrap_or_default();
        if self.is_removed(item.header.by) && late + size as u64 > MOST_LATE {
            // Else somebody who was removed could fill the log.
            return Err(Refusal::Item { why: "there is too much late work of a device that was removed".into() });
        }
        match crate::Deed::parse(&item.body).filter(|_| item.header.kind == Kind::Deed) {
            Some(crate::Deed::Invite { .. }) => {
                if self.access.open_invitations(now) >= MOST_INVITATIONS {
                    limit(Limit::Invitations)
                } else {
                    Ok(())
                }
            }
            Some(crate::Deed::Join { .. }) => {
                let until = self.access.of(item.header.by).and_then(|held| held.until);
                let devices = self.access.present().filter(|(_, held)| held.of == Of::Device).count();
                match until {
                    Some(until) if until < now && !self.came_in_time(from, item.header.by, until) => {
                        Err(Refusal::Expired)
                    }
                    _ if devices >= MOST_DEVICES => limit(Limit::Devices),
                    _ => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Whether somebody came in by an invitation before its end, although that is over: a device that belongs says so by handing
    /// it on; or the invitation came here after its end only, since this log was wiped and is being brought back.
    fn came_in_time(&self, from: CardId, invitation: CardId, until: Millis) -> bool {
        let member = self.access.of(from).is_some_and(|held| held.of == Of::Device && !held.gone);
        let place = || {
            let (by, number) = self.access.brought_by(invitation)?;
            self.chains.get(&by)?.hashes.get(usize::try_from(number - 1).ok()?).map(|(_, place)| *place)
        };
        member || place().is_some_and(|place| place.received > until)
    }

    fn is_removed(&self, card: CardId) -> bool {
        self.access.of(card).is_some_and(|held| held.gone && held.of == Of::Device)
    }

    fn keep(&mut self, item: &Item, now: Millis) -> Place {
        self.stands(item.header.by, item.hash(), item.bytes().len() as u64, now)
    }

    fn stands(&mut self, by: CardId, hash: Hash, size: u64, now: Millis) -> Place {
        // The relay's own clock may go back; its log never does.
        let place = Place { number: self.last.number + 1, received: now.max(self.last.received) };
        self.last = place;
        self.rolling = self.rolling.then(hash);
        self.bytes += size;
        if self.is_removed(by) {
            *self.late.entry(by).or_default() += size;
        }
        self.chains.entry(by).or_default().hashes.push((hash, place));
        place
    }

    /// Counts a request of a card that is there.
    ///
    /// # Errors
    /// The card is gone or unknown, an invitation that is over, or asks too often.
    pub fn admits(&mut self, card: CardId, now: Millis) -> Result<(), Refusal> {
        match self.access.of(card) {
            None => return Err(Refusal::Unsigned),
            Some(held) if held.gone => return Err(Refusal::Gone),
            // What it opened it opens no more.
            Some(held) if held.of == Of::Invitation && held.until.is_some_and(|until| until < now) => {
                return Err(Refusal::Expired);
            }
            Some(_) => {}
        }
        self.counts(card, now)
    }

    /// Counts a request of somebody who brings the community back and is not known here again yet; all of them together.
    ///
    /// # Errors
    /// They ask too often.
    pub fn admits_unknown(&mut self, now: Millis) -> Result<(), Refusal> {
        self.counts(CardId::default(), now)
    }

    fn counts(&mut self, card: CardId, now: Millis) -> Result<(), Refusal> {
        let (since, count) = self.requests.entry(card).or_insert((now, 0));
        if now - *since >= MINUTE || now < *since {
            (*since, *count) = (now, 0);
        }
        *count += 1;
        if *count > MOST_REQUESTS_A_MINUTE { Err(Refusal::Limit { limit: Limit::Requests }) } else { Ok(()) }
    }

    /// Who belongs.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Where the last item stands.
    pub fn place(&self) -> Place {
        self.last
    }

    /// The number of the last item.
    pub fn last(&self) -> u64 {
        self.last.number
    }

    /// The rolling hash over all items in their order.
    pub fn rolling(&self) -> Hash {
        self.rolling
    }
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;

//! The chains that are here, who belongs, the keys.

use std::collections::BTreeMap;

use relay::access::Refused;
use relay::deed::{NewKey, Wrapped};
use relay::item::{Header, LARGEST};
use relay::{Access, CardId, Deed, Hash, Item, Kind};
use thiserror::Error;

use crate::crypto::{CommunityKey, Keys, invitation_keys, open_body, seal_body};
use crate::merge::Op;

/// The most items that wait for something before them. More is a flood, not a community.
const MOST_WAITING: usize = 4_000;
/// Bytes of ops in one item, well below the largest item.
const ROOM: usize = LARGEST - 64 * 1024;

/// One community on this device.
#[derive(Clone, Debug)]
pub struct Share {
    pub(super) keys: Keys,
    /// The secret of the invitation by which this device came in: keys may have been sealed for it meanwhile.
    pub(super) came_by: Option<[u8; 16]>,
    pub(super) access: Access,
    pub(super) keyring: BTreeMap<[u8; 8], CommunityKey>,
    pub(super) chains: BTreeMap<CardId, Chain>,
    pub(super) time: u64,
    pub(super) waiting: BTreeMap<(CardId, u64), Item>,
    /// Taken, but sealed with a key that is not here yet: it may come with a deed that was written later.
    pub(super) unopened: BTreeMap<(CardId, u64), Item>,
    /// The items of deeds, in the order in which they were taken: what [`Kept`](super::Kept) stores.
    pub(super) deeds: Vec<Item>,
}

/// The end of one author's chain here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The number of the last item; 0 for none.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
}

/// Ops of one sealed item, opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Whose.
    pub by: CardId,
    /// The item's number in its author's chain.
    pub number: u64,
    /// Its Lamport time: with author and number, its place in the causal order.
    pub time: u64,
    /// It was opened after items that follow it: what it touches is to be folded anew, in causal order.
    pub late: bool,
    /// The ops that its author may write.
    pub ops: Vec<Op>,
    /// So many ops were set aside: written in somebody else's name.
    pub set_aside: usize,
}

/// What an item brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Took {
    /// Ops, in causal order: of the item, and of those that had waited for it.
    pub incoming: Vec<Incoming>,
    /// Items that were kept by it, in order: to be stored.
    pub items: Vec<Item>,
    /// Who belongs has changed: what counts is to be looked at again.
    pub access: bool,
}

/// Why an item is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotTaken {
    /// Not this community's, or not its author's.
    #[error(transparent)]
    Refused(#[from] Refused),
    /// Its author's chain has another item there: one device's keys write twice.
    #[error("the device's chain has two items of that number")]
    Fork(CardId),
    /// Its words do not open although the key is here, or are no words.
    #[error("the item was sealed wrongly")]
    Broken,
    /// Too many items wait.
    #[error("too many items wait for something before them")]
    Flood,
}

/// What stands in the way of an item.
enum Hold {
    /// Something before it is not here yet.
    Early,
    /// For good.
    Not(NotTaken),
}

impl From<Refused> for Hold {
    fn from(refused: Refused) -> Hold {
        // Who wrote it may come to be known by a later deed.
        if refused == Refused::Stranger { Hold::Early } else { Hold::Not(refused.into()) }
    }
}

impl Share {
    /// This device's card.
    pub fn me(&self) -> CardId {
        self.keys.id()
    }

    /// Who belongs.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// How far each author's chain is here.
    pub fn here(&self) -> BTreeMap<CardId, u64> {
        self.chains.iter().map(|(card, chain)| (*card, chain.number)).collect()
    }

    /// How many items wait for something before them.
    pub fn waiting(&self) -> usize {
        self.waiting.len()
    }

    /// Whether this device still belongs.
    pub fn belongs(&self) -> bool {
        self.access.of(self.me()).is_some_and(|held| !held.gone)
    }

    /// Takes in an item that somebody handed over. The same again brings nothing.
    ///
    /// # Errors
    /// Why it is not taken; nothing changed then.
    pub fn take(&mut self, item: Item) -> Result<Took, NotTaken> {
        let mut took = Took::default();
        match self.try_take(&item, &mut took) {
            Ok(()) => {}
            Err(Hold::Not(why)) => return Err(why),
            Err(Hold::Early) => {
                if self.waiting.len() >= MOST_WAITING {
                    return Err(NotTaken::Flood);
                }
                self.waiting.entry((item.header.by, item.header.number)).or_insert(item);
                return Ok(took);
            }
        }
        self.release(&mut took);
        Ok(took)
    }

    /// Takes what waited and can be taken now, until nothing more can. What turns out wrong is dropped.
    fn release(&mut self, took: &mut Took) {
        loop {
            let before = self.waiting.len();
            for (place, item) in std::mem::take(&mut self.waiting) {
                if let Err(Hold::Early) = self.try_take(&item, took) {
                    self.waiting.insert(place, item);
                }
            }
            if self.waiting.len() == before {
                return;
            }
        }
    }

    fn try_take(&mut self, item: &Item, took: &mut Took) -> Result<(), Hold> {
        let header = &item.header;
        self.access.is_authentic(item)?;
        let chain = self.chains.get(&header.by).copied().unwrap_or_default();
        if header.number <= chain.number {
            let fork = header.number == chain.number && item.hash() != chain.hash;
            return if fork { Err(Hold::Not(NotTaken::Fork(header.by))) } else { Ok(()) };
        }
        let here = |card: &CardId| self.chains.get(card).map_or(0, |chain| chain.number);
        if header.number > chain.number + 1 || header.seen.iter().any(|(card, number)| here(card) < *number) {
            return Err(Hold::Early);
        }
        if header.previous != chain.hash {
            return Err(Hold::Not(NotTaken::Fork(header.by)));
        }
        match header.kind {
            Kind::Deed => {
                self.access.take(item)?;
                self.learn_keys();
                self.deeds.push(item.clone());
                took.access = true;
                took.incoming.extend(self.open_late());
            }
            Kind::Sealed => match self.keyring.get(&header.key) {
                Some(key) => {
                    let words = open_body(key, item).map_err(|_| Hold::Not(NotTaken::Broken))?;
                    took.incoming.push(self.read_ops(header, &words).ok_or(Hold::Not(NotTaken::Broken))?);
                }
                None => drop(self.unopened.insert((header.by, header.number), item.clone())),
            },
        }
        self.chains.insert(header.by, Chain { number: header.number, hash: item.hash() });
        self.time = self.time.max(header.time);
        took.items.push(item.clone());
        Ok(())
    }

    /// Opens what was taken before its key was here. What does not open with it stays shut.
    fn open_late(&mut self) -> Vec<Incoming> {
        let (now, still) = std::mem::take(&mut self.unopened)
            .into_iter()
            .partition(|(_, item)| self.keyring.contains_key(&item.header.key));
        self.unopened = still;
        let now: BTreeMap<(CardId, u64), Item> = now;
        let open = |item: &Item| {
            let words = open_body(self.keyring.get(&item.header.key)?, item).ok()?;
            Some(Incoming { late: true, ..self.read_ops(&item.header, &words)? })
        };
        now.values().filter_map(open).collect()
    }

    /// Reads the ops of a body. A device writes under its card's name; the founder's also under names from before the
    /// community was shared.
    fn read_ops(&self, header: &Header, words: &[u8]) -> Option<Incoming> {
        let all: Vec<Op> = serde_json::from_slice(words).ok()?;
        let many = all.len();
        let founder = self.founder() == Some(header.by);
        let own = header.by.to_string();
        let may = |op: &Op| match CardId::parse(op.stamp.device()) {
            Some(_) => op.stamp.device() == own,
            None => founder,
        };
        let ops: Vec<Op> = all.into_iter().filter(may).collect();
        let set_aside = many - ops.len();
        Some(Incoming { by: header.by, number: header.number, time: header.time, late: false, ops, set_aside })
    }

    fn founder(&self) -> Option<CardId> {
        self.deeds.first().map(|item| item.header.by)
    }

    /// Opens every key that is sealed for this card, and the keys before them.
    pub(super) fn learn_keys(&mut self) {
        let community = self.access.community();
        let me = self.keys.id();
        let came_by = self.came_by.map(|secret| invitation_keys(community, &secret));
        let all = || [&self.keys].into_iter().chain(&came_by);
        let invited = self.access.of(me).and_then(|held| held.key.clone());
        let open = |wrapped: &Wrapped| self.keys.open(community, wrapped).ok();
        let mut found: Vec<CommunityKey> = invited.iter().filter_map(open).collect();
        for key in self.access.all_keys() {
            let mine = all().find_map(|keys| keys.open(community, key.to.get(&keys.id())?).ok());
            // A name that is not its key's own would hide another key.
            found.extend(mine.filter(|mine| mine.name() == key.name));
        }
        self.keyring.extend(found.into_iter().map(|key| (key.name(), key)));
        loop {
            let lacks =
                |key: &&NewKey| key.carries.0.chunks(8).any(|name| !self.keyring.keys().any(|known| known == name));
            let opened = self
                .access
                .all_keys()
                .filter(lacks)
                .filter_map(|key| self.keyring.get(&key.name)?.before(community, &key.before).ok());
            let mut opened: Vec<CommunityKey> = opened.flatten().collect();
            opened.retain(|key| !self.keyring.contains_key(&key.name()));
            if opened.is_empty() {
                return;
            }
            self.keyring.extend(opened.into_iter().map(|key| (key.name(), key)));
        }
    }

    /// The key that seals now; `None` where it was not given to this device.
    pub(super) fn current_key(&self) -> Option<&CommunityKey> {
        self.keyring.get(&self.access.keys().last()?.name)
    }

    /// Seals ops into items of this device. `random` gives fresh bytes for each item.
    /// `None` where this device has no key any more: it was removed.
    pub fn write(&mut self, ops: &[Op], mut random: impl FnMut() -> [u8; 32]) -> Option<Vec<Item>> {
        let key = self.current_key()?.clone();
        let mut items = Vec::new();
        let mut rest = ops;
        while !rest.is_empty() {
            // As many ops as there is room for, one at least: a text update is bounded where it is made.
            let mut many = rest.len();
            let mut words = serde_json::to_vec(rest).unwrap_or_default();
            while words.len() > ROOM && many > 1 {
                many = many.div_ceil(2);
                words = serde_json::to_vec(&rest[..many]).unwrap_or_default();
            }
            let header = Header { key: key.name(), salt: random(), ..self.header(Kind::Sealed) };
            let body = seal_body(&key, &header, &words);
            items.push(self.wrote(header, body)?);
            rest = &rest[many..];
        }
        Some(items)
    }

    /// Signs a deed of this device and takes it in.
    pub(super) fn does(&mut self, deed: &Deed) -> Option<Item> {
        let header = self.header(Kind::Deed);
        let item = self.wrote(header, deed.body())?;
        self.access.take(&item).ok()?;
        self.deeds.push(item.clone());
        self.learn_keys();
        Some(item)
    }

    fn header(&self, kind: Kind) -> Header {
        let me = self.keys.id();
        let chain = self.chains.get(&me).copied().unwrap_or_default();
        let others = self.chains.iter().filter(|(card, chain)| **card != me && chain.number > 0);
        Header {
            kind,
            community: self.access.community(),
            by: me,
            number: chain.number + 1,
            previous: chain.hash,
            time: self.time + 1,
            key: [0; 8],
            salt: [0; 32],
            seen: others.map(|(card, chain)| (*card, chain.number)).collect(),
        }
    }

    fn wrote(&mut self, header: Header, body: Vec<u8>) -> Option<Item> {
        let (me, number, time) = (header.by, header.number, header.time);
        let item = self.keys.item(header, body).ok()?;
        self.chains.insert(me, Chain { number, hash: item.hash() });
        self.time = time;
        Some(item)
    }
}

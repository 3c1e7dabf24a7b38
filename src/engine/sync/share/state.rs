//! The chains that are here, who belongs, the keys.

use std::collections::BTreeMap;

use relay::access::Refused;
use relay::deed::{NewKey, Wrapped};
use relay::item::{Header, LARGEST};
use relay::{Access, CardId, Deed, Hash, Item, Kind};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use super::counting::{self, Limits};
use super::twins::Former;
use crate::crypto::{CommunityKey, Keys, invitation_keys, open_body, seal_body};
use crate::domain::Id;
use crate::merge::Op;
use crate::sync::rights;

/// The most items that wait for something before them. More is a flood, not a community.
const MOST_WAITING: usize = 4_000;
/// Bytes of ops in one item, well below the largest item.
const ROOM: usize = LARGEST - 64 * 1024;
/// The latest stamp, in milliseconds since 1970: some 9,000 years from now. Who has seen more may be later, so that nobody
/// can bring the stamps of all to their end.
const LATEST_STAMP: i64 = 1 << 48;

/// One community on this device.
#[derive(Clone, Debug)]
pub struct Share {
    pub(super) keys: Keys,
    /// The secrets of the invitations by which this device came in, under each of its cards: keys may have been sealed for them
    /// meanwhile, and only with them is its coming in signed again.
    pub(super) came_by: Vec<[u8; 16]>,
    /// Under which cards this device wrote before, since its data were copied.
    pub(super) were: Vec<Former>,
    /// Who wrote last under its card.
    pub(super) last: Last,
    pub(super) access: Access,
    pub(super) keyring: BTreeMap<[u8; 8], CommunityKey>,
    pub(super) chains: BTreeMap<CardId, Chain>,
    pub(super) time: u64,
    /// By their hash too: what somebody forged must not keep the true one out.
    pub(super) waiting: BTreeMap<(CardId, u64, Hash), Item>,
    /// Taken, but sealed with a key that is not here yet: it may come with a deed that was written later.
    pub(super) unopened: BTreeMap<(CardId, u64), Item>,
    /// The items of deeds, in the order in which they were taken: what [`Kept`](super::Kept) stores.
    pub(super) deeds: Vec<Item>,
    /// Up to where the items of those who went count.
    pub(super) limits: Limits,
}

/// The end of one author's chain here.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Chain {
    /// The number of the last item; 0 for none.
    pub number: u64,
    /// Its hash.
    pub hash: Hash,
}

/// The numbers of the last items under this device's card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Last {
    /// The last that it wrote itself.
    pub own: u64,
    /// The last words that came from elsewhere.
    pub came: u64,
}

impl Last {
    pub(super) fn is_none(&self) -> bool {
        *self == Last::default()
    }
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
    /// So many ops were set aside: written in somebody else's name, or at a time after which there is none.
    pub set_aside: usize,
}

/// What an item brought.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Took {
    /// Ops, in causal order: of the item, and of those that had waited for it.
    pub incoming: Vec<Incoming>,
    /// Items that were kept by it, in order: to be stored.
    pub items: Vec<Item>,
    /// Who belongs has changed.
    pub access: bool,
    /// What counts has changed: [`Share::recount`] it over all items, and fold anew.
    pub recount: bool,
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

    /// Whether an item counts: not the late work of somebody who went.
    pub fn counts(&self, card: CardId, number: u64) -> bool {
        counting::counts(&self.limits, card, number)
    }

    /// Looks anew at what counts, over all items that are here.
    pub fn recount<'a>(&mut self, headers: impl Iterator<Item = &'a Header> + Clone) {
        self.limits = counting::limits(&self.access, headers);
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
                self.waiting.insert((item.header.by, item.header.number, item.hash()), item);
                return Ok(took);
            }
        }
        self.release(&mut took);
        Ok(took)
    }

    /// Takes what waited and can be taken now, until nothing more can. What turns out wrong is dropped.
    pub(super) fn release(&mut self, took: &mut Took) {
        loop {
            let before = self.waiting.len();
            for (place, item) in std::mem::take(&mut self.waiting) {
                // A signature costs far more than a look at what came.
                let waits = self.is_early(&item.header)
                    || self.is_displaced(&item)
                    || matches!(self.try_take(&item, took), Err(Hold::Early));
                if waits {
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
        let chain = self.chains.get(&header.by).copied().unwrap_or_default();
        let known = item.hash() == chain.hash || (1..chain.number).contains(&header.number);
        if known && header.community == self.access.community() {
            // It brings nothing, whoever signed it.
            return Ok(());
        }
        self.access.is_authentic(item)?;
        if header.number <= chain.number {
            let fork = header.number == chain.number && item.hash() != chain.hash;
            return if fork { Err(Hold::Not(NotTaken::Fork(header.by))) } else { Ok(()) };
        }
        if self.is_early(header) {
            return Err(Hold::Early);
        }
        if header.previous != chain.hash {
            return Err(Hold::Not(NotTaken::Fork(header.by)));
        }
        match header.kind {
            Kind::Deed => {
                let cuts: Limits = self.access.cuts().collect();
                let roles = self.access.roles().clone();
                self.access.take(item)?;
                self.learn_keys();
                self.deeds.push(item.clone());
                took.access = true;
                took.recount |= cuts != self.access.cuts().collect();
                // What was set aside for want of a right may be in order by now.
                let same = |(card, had): (&CardId, &u64)| self.access.roles().get(card) == Some(had);
                took.recount |= !roles.iter().all(same);
                took.incoming.extend(self.open_late());
            }
            Kind::Sealed => match self.keyring.get(&header.key) {
                Some(key) => {
                    let words = open_body(key, item).map_err(|_| Hold::Not(NotTaken::Broken))?;
                    let read = self.read_ops(header, &words).ok_or(Hold::Not(NotTaken::Broken))?;
                    took.incoming.push(Incoming { late: self.stood_elsewhere(header), ..read });
                }
                None => drop(self.unopened.insert((header.by, header.number), item.clone())),
            },
        }
        if header.kind == Kind::Sealed && header.by == self.me() {
            self.last.came = header.number;
        }
        took.recount |= counting::raises(&self.limits, header);
        self.chains.insert(header.by, Chain { number: header.number, hash: item.hash() });
        self.time = self.time.max(header.time);
        took.items.push(item.clone());
        Ok(())
    }

    /// Whether something before an item is not here yet.
    fn is_early(&self, header: &Header) -> bool {
        let here = |card: &CardId| self.chains.get(card).map_or(0, |chain| chain.number);
        header.number - 1 > here(&header.by) || header.seen.iter().any(|(card, number)| here(card) < *number)
    }

    /// Reads a sealed item once more; `None` for a deed, or where its key is not here.
    pub fn read(&self, item: &Item) -> Option<Incoming> {
        let key = self.keyring.get(&item.header.key).filter(|_| item.header.kind == Kind::Sealed)?;
        self.read_ops(&item.header, &open_body(key, item).ok()?)
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
        let latest = LATEST_STAMP.saturating_add_unsigned(header.time);
        let roles = self.access.roles().get(&header.by).copied().unwrap_or_default();
        let me = self.access.of(header.by).and_then(|held| Id::parse(held.person.as_deref()?));
        let of_author = |op: &Op| match CardId::parse(op.stamp.device()) {
            _ if op.stamp.wall() > latest => false,
            Some(_) => op.stamp.device() == own,
            None => founder,
        };
        let may = |op: &Op| of_author(op) && rights::may_have_written(roles, me.as_ref(), op);
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
        let unknown = |name: &[u8; 8]| !self.keyring.contains_key(name);
        let invited = self.access.of(me).filter(|held| held.key_name.as_ref().is_some_and(unknown));
        let open = |wrapped: &Wrapped| self.keys.open(community, wrapped).ok();
        let mut found: Vec<CommunityKey> =
            invited.and_then(|held| held.key.as_ref()).and_then(open).into_iter().collect();
        let mut sealed = self.access.all_keys().filter(|key| unknown(&key.name)).peekable();
        // Opening costs far more than a look at the name.
        let came_by: Vec<Keys> = sealed.peek().map_or(Vec::new(), |_| self.invited());
        let former = || self.were.iter().map(|former| &former.keys);
        let all = || [&self.keys].into_iter().chain(&came_by).chain(former());
        for key in sealed {
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

    /// The keys of the invitations by which it came in.
    pub(super) fn invited(&self) -> Vec<Keys> {
        self.came_by.iter().map(|secret| invitation_keys(self.access.community(), secret)).collect()
    }

    /// The key that seals now; `None` where it was not given to this device.
    pub(super) fn current_key(&self) -> Option<&CommunityKey> {
        self.keyring.get(&self.access.keys().last()?.name)
    }

    /// Seals ops into items of this device. `random` gives fresh bytes for each item.
    /// `None` where this device has no key any more: it was removed.
    pub fn write(&mut self, ops: &[Op], mut random: impl FnMut() -> [u8; 32]) -> Option<Vec<Item>> {
        // Who went of their own will made the new key themselves, and writes nothing with it all the same.
        let key = self.current_key().filter(|_| self.belongs())?.clone();
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
        let item = self.keys.item(self.header(Kind::Deed), deed.body()).ok()?;
        // Who is not known here, since their coming in stood on a branch that gave way, writes nothing.
        self.access.take(&item).ok()?;
        self.chains.insert(item.header.by, Chain { number: item.header.number, hash: item.hash() });
        self.last.own = item.header.number;
        self.time = item.header.time;
        self.deeds.push(item.clone());
        self.learn_keys();
        Some(item)
    }

    /// Up to where everything of an author is open here. What nobody here can open was not seen, and is not accepted: else
    /// it would count for its being carried.
    pub(super) fn opened(&self, card: &CardId) -> u64 {
        let shut = self.unopened.range((*card, 0)..=(*card, u64::MAX)).next();
        shut.map_or(u64::MAX, |((_, at), _)| at - 1)
    }

    pub(super) fn header(&self, kind: Kind) -> Header {
        let me = self.keys.id();
        let chain = self.chains.get(&me).copied().unwrap_or_default();
        let others = self.chains.iter().filter(|(card, _)| **card != me);
        let limit = |card: &CardId| self.limits.get(card).copied().unwrap_or(u64::MAX);
        let counted = |card: &CardId, chain: &Chain| chain.number.min(limit(card)).min(self.opened(card));
        let header = Header {
            kind,
            community: self.access.community(),
            by: me,
            number: chain.number + 1,
            previous: chain.hash,
            time: self.time.saturating_add(1),
            key: [0; 8],
            salt: [0; 32],
            seen: others.map(|(card, chain)| (*card, counted(card, chain))).filter(|(_, number)| *number > 0).collect(),
        };
        // Only what does not count can have moved the clock further.
        Header { time: header.time.min(header.latest()), ..header }
    }

    fn wrote(&mut self, header: Header, body: Vec<u8>) -> Option<Item> {
        let (me, number, time) = (header.by, header.number, header.time);
        let item = self.keys.item(header, body).ok()?;
        self.chains.insert(me, Chain { number, hash: item.hash() });
        self.last.own = number;
        self.time = time;
        Some(item)
    }
}

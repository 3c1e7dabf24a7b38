//! Twins: two devices that write with the same keys, since a profile was copied or an old backup came back. Their chain forks.
//!
//! Which branch holds: what the relay's log shows. Where a file from hand to hand shows another one, neither of which the relay
//! has, the one whose item has the smaller hash, so that all phones choose the same. What only stood on the branch that gives
//! way has lost its ground with it.
//!
//! Whoever has the keys of a chain that gives way loses nothing: the deeds in it are signed once more at its new end, at
//! their own Lamport times. The words are sealed by a new device, at theirs. The old card lets it in as a second phone
//! of the same person, by an invitation that never leaves this device: a card that was removed lets nobody in, and who does not
//! have its keys neither. If the twin writes on meanwhile, its item goes first and the invitation is signed once more.
//!
//! A device that is only behind its own chain has nothing to give way: what it wrote once comes back to it.
//!
//! Then two phones still have the secret of the old card. The other one, once it sees that its twin went, goes to a card of its
//! own too. The old card goes with the first of these phones that somebody removes: who has not left it by then is out as well.
//! Where nobody is removed it goes 30 days later.

use std::collections::{BTreeMap, BTreeSet};

use relay::access::Of;
use relay::item::Header;
use relay::rules::MOST_DEVICES;
use relay::{CardId, Deed, Hash, Item, Kind};
use serde_json::Value;

use super::state::{Chain, Last, Share, Took};
use crate::crypto::{Keys, seal_body};
use crate::domain::{Id, Millis};
use crate::merge::{Change, Op, Stamp};

/// The invitation by which a device lets itself in again is valid for good, whatever its clock says.
const FOR_GOOD: i64 = 1 << 48;
/// For so long all who have a card's secret may leave it, in milliseconds.
const TIME_TO_LEAVE: Millis = 30 * 24 * 3_600_000;

/// From which number on the chain of each card here gives way to another branch.
pub type Yields = BTreeMap<CardId, u64>;

/// A card under which this device wrote before.
#[derive(Clone, Debug)]
pub(super) struct Former {
    pub secret: [u8; 32],
    pub keys: Keys,
    /// From when on it is to be removed: nobody needs it any more.
    pub retires: Option<Millis>,
}

impl Former {
    pub(super) fn of(secret: [u8; 32]) -> Former {
        Former { secret, keys: Keys::of(&secret, "device"), retires: None }
    }
}

/// What there is after a fork was settled.
#[derive(Clone, Debug)]
pub struct Settled {
    /// All items that are here now, each after what it follows.
    pub items: Vec<Item>,
    /// This device is a new one from now on.
    pub renewed: bool,
}

impl Share {
    /// This device had other cards before: its data were copied.
    pub fn was_copied(&self) -> bool {
        !self.were.is_empty()
    }

    /// Its cards before this one.
    pub fn former(&self) -> impl Iterator<Item = CardId> {
        self.were.iter().map(|former| former.keys.id())
    }

    /// A card from before is still there: somebody may write with it.
    pub fn twin_is_here(&self) -> bool {
        self.former().any(|card| self.is_here(card))
    }

    /// A phone was copied that had this card, and one of the two has left it.
    pub fn was_left(&self, card: CardId) -> bool {
        self.access.held().any(|(other, _)| self.copied_from(other) == Some(card))
    }

    fn is_here(&self, card: CardId) -> bool {
        self.access.of(card).is_some_and(|held| !held.gone)
    }

    /// The card that another was copied from: its phone let itself in, as the same person, by an invitation of that one.
    fn copied_from(&self, card: CardId) -> Option<CardId> {
        let held = self.access.of(card)?;
        let by = self.access.of(held.by)?;
        let same = self.access.of(by.by)?.person == held.person;
        (same && by.of == Of::Invitation && by.until == Some(FOR_GOOD)).then_some(by.by)
    }

    /// Cards, and those still here that they were copied from: whoever has the secret of one has that of all before it.
    pub fn and_twins(&self, who: &[CardId]) -> Vec<CardId> {
        let mut all = who.to_vec();
        for card in who {
            let before = std::iter::successors(self.copied_from(*card), |card| self.copied_from(*card));
            // Who removes its own twin leaves their card after that.
            for from in before.take_while(|from| *from != self.me()) {
                if self.is_here(from) && !all.contains(&from) {
                    all.push(from);
                }
            }
        }
        all
    }

    /// Goes to a card of its own where a twin has left this one. The items that say so.
    ///
    /// The old one is to be removed: soon where the twin was removed, since it has its secret; else, if this device wrote last under
    /// it, when others with the same data had time to leave it too.
    pub fn leaves_twin(
        &mut self,
        [secret, new]: [[u8; 32]; 2],
        now: Millis,
        random: impl FnMut() -> [u8; 32],
    ) -> Option<Vec<Item>> {
        let me = self.me();
        let twins = self.access.held().filter(|(card, _)| self.copied_from(*card) == Some(me));
        let gone: Vec<bool> = twins.map(|(_, held)| held.gone).collect();
        let devices = self.access.present().filter(|(_, held)| held.of == Of::Device).count();
        if gone.is_empty() || !self.belongs() || devices >= MOST_DEVICES {
            return None;
        }
        let wrote_last = self.last.own >= self.last.came;
        let retires = if gone.contains(&true) { Some(0) } else { wrote_last.then_some(now + TIME_TO_LEAVE) };
        let before = self.clone();
        let items = self.moves(secret, new, random);
        match (&items, self.were.last_mut()) {
            (Some(_), Some(former)) => former.retires = retires,
            _ => *self = before,
        }
        items
    }

    /// Removes a card that this device left, when its time has come. To be asked when all that the relay has is here: what came
    /// in by it meanwhile stays in.
    pub fn retires(&mut self, now: Millis, random: impl FnMut() -> [u8; 32]) -> Option<Item> {
        let due = |former: &&Former| former.retires.is_some_and(|at| at <= now) && self.is_here(former.keys.id());
        let card = self.were.iter().find(due)?.keys.id();
        if self.belongs() { self.removes(&[card], random) } else { None }
    }

    /// The chains here that give way to the relay's log.
    pub fn yields_to_log(&self, items: &[Item], log: &[Item]) -> Yields {
        self.clashes(items, log, |_, _| true)
    }

    /// The chains here that give way to a file: never what the relay has shown, nor for who is gone.
    pub fn yields_to_file(&self, items: &[Item], file: &[Item], shown: impl Fn(&Item) -> bool) -> Yields {
        let here = |card: CardId| self.access.of(card).is_some_and(|held| !held.gone);
        self.clashes(items, file, |mine, other| here(mine.header.by) && !shown(mine) && other.hash() < mine.hash())
    }

    /// Where others hold another item of the same number, signed by the same card.
    fn clashes(&self, items: &[Item], others: &[Item], gives_way: impl Fn(&Item, &Item) -> bool) -> Yields {
        let place = |item: &Item| (item.header.by, item.header.number);
        let here: BTreeMap<(CardId, u64), &Item> =
            crate::domain::order::map(items.iter().map(|item| (place(item), item)));
        let mut first: BTreeMap<CardId, (&Item, &Item)> = BTreeMap::new();
        for other in others {
            let Some(mine) = here.get(&place(other)).filter(|mine| mine.hash() != other.hash()) else { continue };
            let earlier =
                first.get(&other.header.by).is_none_or(|(known, _)| other.header.number < known.header.number);
            if earlier && self.access.is_authentic(other).is_ok() {
                first.insert(other.header.by, (*mine, other));
            }
        }
        first.retain(|_, (mine, other)| gives_way(mine, other));
        first.into_iter().map(|(card, (mine, _))| (card, mine.header.number)).collect()
    }

    /// Lets chains give way to the branches that are among `others`. `items` are all that are here; `secret` is what this device's
    /// keys were made of, `new` what those of a new device would be. `None` where nothing gives way.
    pub fn settle(
        &mut self,
        items: &[Item],
        others: impl IntoIterator<Item = Item>,
        yields: &Yields,
        [secret, new]: [[u8; 32]; 2],
        mut random: impl FnMut() -> [u8; 32],
    ) -> Option<Settled> {
        let goes = |item: &&Item| yields.get(&item.header.by).is_some_and(|from| *from <= item.header.number);
        let (gone, kept): (Vec<&Item>, Vec<&Item>) = items.iter().partition(goes);
        let (first, kept) = kept.split_first().filter(|_| !gone.is_empty() || self.lost_ground())?;
        let mut next = Share::begin(self.keys.clone(), first).ok()?;
        next.came_by.clone_from(&self.came_by);
        next.were.clone_from(&self.were);
        next.last.own = self.last.own;
        next.keyring.extend(self.keyring.iter().map(|(name, key)| (*name, key.clone())));
        let mut here = vec![(*first).clone()];
        let waited = self.waiting.values().cloned();
        for item in kept.iter().map(|item| (**item).clone()).chain(others).chain(waited) {
            here.extend(next.take(item).map(|took| took.items).unwrap_or_default());
        }
        next.recount(here.iter().map(|item| &item.header));
        // What is written from here on comes after all that was ever seen.
        next.time = next.time.max(self.time);
        let before = here.len();
        let own = self.own_keys();
        let mut lost: Vec<Item> = gone.into_iter().cloned().collect();
        lost.retain(|item| own.iter().any(|keys| keys.id() == item.header.by));
        let stands: BTreeSet<Hash> = here.iter().chain(next.waiting.values()).map(Item::hash).collect();
        let waits = |item: &&Item| self.wrote_as(item.header.by) && !stands.contains(&item.hash());
        lost.extend(self.waiting.values().filter(waits).cloned());
        let (mut words, mut moves, mut must) = (Vec::new(), false, false);
        loop {
            // Whose coming in stood on a branch that gave way is known again once its deed is signed anew.
            let (now, later): (Vec<Item>, Vec<Item>) =
                lost.into_iter().partition(|item| next.access.of(item.header.by).is_some());
            let none = now.is_empty();
            // Where nobody knew the card, nobody could tell whether it signed.
            for item in now.into_iter().filter(|item| own.iter().any(|keys| item.is_by(&keys.card()).is_ok())) {
                moves |= item.header.by == self.me();
                match item.header.kind {
                    Kind::Deed => here.extend(next.signs_again(&own, &item)),
                    Kind::Sealed => words.push(item),
                }
            }
            let mut took = Took::default();
            next.release(&mut took);
            here.extend(took.items);
            lost = next.takes_back(&own);
            // Nothing else stands in the chain in their place: others may hold them.
            must |= lost.iter().any(|item| item.header.by == self.me());
            let done = none && lost.is_empty();
            lost.extend(later);
            if done {
                break;
            }
        }
        next.waiting.extend(lost.into_iter().map(|item| ((item.header.by, item.header.number, item.hash()), item)));
        let known = Known::of(&next, &here);
        let words: Vec<(u64, Vec<Op>)> = words
            .iter()
            .filter_map(|item| self.read(item))
            .map(|one| (one.time, one.ops.into_iter().filter(|op| !known.has(op)).collect::<Vec<Op>>()))
            .filter(|(_, ops)| !ops.is_empty())
            .collect();
        moves = must || (moves && (!words.is_empty() || here.len() > before));
        if moves {
            here.extend(next.moves(secret, new, &mut random)?);
        }
        for (time, ops) in known.renamed(words, next.me()) {
            here.push(next.seals_again(time, &ops, random())?);
        }
        next.recount(here.iter().map(|item| &item.header));
        *self = next;
        Some(Settled { items: here, renewed: moves })
    }

    /// Signs a deed once more at the end of its chain. Its time stays: what followed it does so still.
    fn signs_again(&mut self, own: &[Keys], item: &Item) -> Option<Item> {
        let keys = own.iter().find(|keys| keys.id() == item.header.by)?;
        let body = match Deed::parse(&item.body)? {
            // Who meant to go has another card by then. But others may have sealed with the key that they made.
            Deed::Remove { who, key } if who.iter().any(|cut| cut.card == keys.id()) => Deed::Rotate { key }.body(),
            _ => item.body.clone(),
        };
        let again = self.signs(keys, item.header.time, Kind::Deed, |_| body)?;
        self.access.take(&again).ok()?;
        self.deeds.push(again.clone());
        self.learn_keys();
        Some(again)
    }

    /// Seals words once more, as if they had just then been written: what was written on top of them comes later.
    fn seals_again(&mut self, time: u64, ops: &[Op], salt: [u8; 32]) -> Option<Item> {
        let key = self.current_key().filter(|_| self.belongs())?.clone();
        let words = serde_json::to_vec(ops).ok()?;
        let keys = self.keys.clone();
        self.signs(&keys, time, Kind::Sealed, |header| {
            (header.key, header.salt) = (key.name(), salt);
            seal_body(&key, header, &words)
        })
    }

    /// Puts an item of that time at the end of a chain whose keys are here.
    fn signs(&mut self, keys: &Keys, time: u64, kind: Kind, body: impl FnOnce(&mut Header) -> Vec<u8>) -> Option<Item> {
        let me = std::mem::replace(&mut self.keys, keys.clone());
        let header = self.header(kind);
        self.keys = me;
        let mut header = Header { time: time.min(header.latest()), ..header };
        let body = body(&mut header);
        let item = keys.item(header, body).ok()?;
        self.chains.insert(item.header.by, Chain { number: item.header.number, hash: item.hash() });
        if item.header.by == self.me() {
            self.last.own = item.header.number;
        }
        Some(item)
    }

    /// The keys of its cards, and of the invitation by which it came in.
    fn own_keys(&self) -> Vec<Keys> {
        let invited = self.invited();
        let former = self.were.iter().map(|former| former.keys.clone());
        former.chain([self.keys.clone()]).chain(invited).collect()
    }

    /// Something of its own waits for what is not here any more.
    pub fn lost_ground(&self) -> bool {
        !self.waiting.is_empty() && !self.clone().takes_back(&self.own_keys()).is_empty()
    }

    /// Own items that lost their ground: they had seen what is not there any more.
    fn takes_back(&mut self, own: &[Keys]) -> Vec<Item> {
        let mine = |card: &CardId| own.iter().any(|keys| keys.id() == *card) && self.access.of(*card).is_some();
        let (lost, waits): (BTreeMap<_, _>, BTreeMap<_, _>) =
            std::mem::take(&mut self.waiting).into_iter().partition(|((by, ..), _)| mine(by));
        self.waiting = waits;
        lost.into_values().collect()
    }

    /// Whether its own item has lost its place in the chain to another one, while nobody knew its card: what it says is to be
    /// written anew once they do.
    pub(super) fn is_displaced(&self, item: &Item) -> bool {
        let chain = self.chains.get(&item.header.by).copied().unwrap_or_default();
        let header = &item.header;
        // The next one too, where what it stands on was displaced.
        let elsewhere = if header.number <= chain.number { item.hash() } else { header.previous } != chain.hash;
        self.wrote_as(header.by) && header.number <= chain.number + 1 && elsewhere
    }

    /// Whether a card is this device's, or was.
    fn wrote_as(&self, card: CardId) -> bool {
        card == self.me() || self.former().any(|former| former == card)
    }

    /// Lets a new device in as a second one of the same person, and goes on as that device.
    fn moves(&mut self, secret: [u8; 32], new: [u8; 32], mut random: impl FnMut() -> [u8; 32]) -> Option<Vec<Item>> {
        let mut items = Vec::new();
        if self.current_key().is_none() {
            items.push(self.rotate(&mut random)?);
        }
        let held = self.access.of(self.me())?.clone();
        let person = Id::parse(held.person.as_deref()?)?;
        let (invitation, invited) = self.invites(held.role, Some(&person), FOR_GOOD, &mut random)?;
        let device = Keys::of(&new, "device");
        let deed = Deed::Join { device: device.card(), person: person.to_string() };
        self.keys = invitation.keys();
        items.extend([invited, self.does(&deed)?]);
        self.keys = device;
        self.last = Last::default();
        self.came_by.push(invitation.secret);
        self.were.push(Former::of(secret));
        self.learn_keys();
        self.belongs().then_some(items)
    }

    /// Ops that were written under an earlier card and are not sealed yet, in the name of this one.
    pub(super) fn in_own_name(&self, ops: Vec<Op>) -> Vec<Op> {
        let former: Vec<String> = self.former().map(|card| card.to_string()).collect();
        let old = |op: &Op| former.iter().any(|name| name == op.stamp.device());
        if !ops.iter().any(old) {
            return ops;
        }
        self.as_own(ops)
    }

    /// Ops that are sealed nowhere, in the name of this device.
    pub(super) fn as_own(&self, ops: Vec<Op>) -> Vec<Op> {
        let mut renamed = Known { ops: BTreeMap::new() }.renamed(vec![(0, ops)], self.me());
        renamed.pop().map(|(_, ops)| ops).unwrap_or_default()
    }

    /// Whether an item is older than the coming in of the device that sealed it: it stood somewhere else before.
    pub(super) fn stood_elsewhere(&self, header: &Header) -> bool {
        let by = self.access.of(header.by).and_then(|held| self.access.of(held.by));
        let second = by.is_some_and(|by| by.of == Of::Invitation && by.person.is_some());
        second && self.access.since(header.by).is_some_and(|since| header.time <= since)
    }

    /// The keys under which the relay may know this device: its own; and while its coming in is on the way, those by which it
    /// comes. A card from before goes first: as a member it may hand on what others hold.
    pub(super) fn doors(&self, at_the_door: bool) -> Vec<Keys> {
        let outside = at_the_door || self.access.of(self.me()).is_none();
        let former = self.were.iter().rev().map(|former| former.keys.clone()).filter(|_| outside);
        let invited = self.invited().into_iter().rev().filter(|_| outside);
        former.chain([self.keys.clone()]).chain(invited).collect()
    }
}

/// What is in the chains that hold.
struct Known {
    ops: BTreeMap<Stamp, Vec<Op>>,
}

impl Known {
    fn of(share: &Share, items: &[Item]) -> Known {
        let mut known = Known { ops: BTreeMap::new() };
        for op in items.iter().filter_map(|item| share.read(item)).flat_map(|one| one.ops) {
            known.ops.entry(op.stamp.clone()).or_default().push(op);
        }
        known
    }

    fn has(&self, op: &Op) -> bool {
        self.ops.get(&op.stamp).is_some_and(|same| same.contains(op))
    }

    /// Words in the new device's name. What they name of each other they name so too; their places in time stay.
    fn renamed(&self, words: Vec<(u64, Vec<Op>)>, me: CardId) -> Vec<(u64, Vec<Op>)> {
        let me = me.to_string();
        let stamps: BTreeSet<Stamp> = words.iter().flat_map(|(_, ops)| ops).map(|op| op.stamp.clone()).collect();
        let name = |stamp: &Stamp| Stamp::new(stamp.place().0, stamp.place().1, &me);
        let rename = |mut op: Op| {
            if let Change::Set { value, over, .. } = &mut op.change {
                if let Some(seen) = over.as_mut().filter(|over| stamps.contains(*over)) {
                    *seen = name(seen);
                }
                // A removal says how far it had seen each device: this one under its new name, the twin only up to the fork.
                let old = op.stamp.device();
                if let Some(seen) = value.get_mut("seen").and_then(Value::as_object_mut)
                    && let Some(own) = seen.remove(old)
                {
                    seen.insert(me.clone(), own);
                    let upto = match self.ops.is_empty() {
                        true => seen.get(&me).and_then(|own| serde_json::from_value(own.clone()).ok()),
                        false => self.before(&op.document, &op.stamp, &stamps),
                    };
                    upto.and_then(|upto| serde_json::to_value(upto).ok()).map(|upto| seen.insert(old.to_owned(), upto));
                }
            }
            Op { stamp: name(&op.stamp), ..op }
        };
        words.into_iter().map(|(time, ops)| (time, ops.into_iter().map(rename).collect())).collect()
    }

    /// How far the old name had written into a document before the first of its words that are renamed.
    fn before(&self, document: &Id, stamp: &Stamp, renamed: &BTreeSet<Stamp>) -> Option<(i64, u32)> {
        let first = renamed.iter().find(|one| one.device() == stamp.device())?;
        let same = self.ops.range(..first).rev().flat_map(|(_, ops)| ops);
        same.filter(|op| op.document == *document && op.stamp.device() == stamp.device())
            .map(|op| op.stamp.place())
            .next()
    }
}

#[cfg(test)]
#[path = "twins_tests.rs"]
mod tests;

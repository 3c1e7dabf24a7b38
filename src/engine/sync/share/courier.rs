//! The courier: what of a community's items is where. It seals what was written here, takes in what others bring, and knows
//! what to ask of the relay next. What it answers is stored in one transaction with the records.

use std::collections::{BTreeMap, BTreeSet};

use relay::deed::Role;
use relay::wire::{self, Page};
use relay::{CardId, Deed, Hash, Item, Kind};
use serde::{Deserialize, Serialize};

mod handing;

use super::state::{NotTaken, Share, Took};
use super::{Founded, Kept, NotIn};
use crate::crypto::{Invitation, Keys};
use crate::domain::{Id, Millis};
use crate::merge::Op;
use crate::sync::arrivals::{Arrived, Beside, Drawer};

/// The row, in the drawer of this device, in which the courier is stored.
pub const SHARE_ROW: &str = "share";
/// What a file of items begins with.
pub const FILE: &[u8] = b"tongban items 1\n";

/// One community's share, its items' rows, and the relay's log as far as it is known.
#[derive(Clone, Debug)]
pub struct Courier {
    share: Share,
    secret: [u8; 32],
    relay: AtRelay,
    /// Items that the relay has not shown to this device, by row.
    unsent: BTreeMap<u64, Item>,
    /// The rows of deeds.
    deeds: Vec<u64>,
    next: u64,
    /// The relay does not have what it had: every item is to be read and handed over again.
    again: bool,
    /// What counts has changed and is not folded yet.
    owes: bool,
    /// The log is being read once more, for what it showed while it waited here.
    rereads: bool,
    /// Under which card the relay answered last.
    known_as: Option<CardId>,
    /// What the relay took while it shows no page, since it does not know this device yet.
    taken: Option<Vec<u64>>,
}

/// The relay's log as this device knows it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AtRelay {
    /// The log's own name; empty where no relay ever answered.
    pub log: String,
    /// The items up to this number were fetched.
    pub after: u64,
    /// The rolling hash up to there.
    pub rolling: Hash,
    /// What brings the community back to a relay that was wiped; the founding word until the relay gave one.
    pub ticket: String,
    /// When the relay last answered.
    #[serde(default)]
    pub heard: Millis,
}

/// The courier as it is stored, as JSON. Format 1, for good.
#[derive(Serialize, Deserialize)]
struct Stored {
    version: u8,
    share: Kept,
    relay: AtRelay,
    next: u64,
    unsent: Vec<u64>,
    deeds: Vec<u64>,
    /// What counts was to be folded anew, and could not be.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    owes: bool,
}

/// What items brought.
#[derive(Clone, Debug, Default)]
pub struct Came {
    /// To be stored and shown.
    pub arrived: Arrived,
    /// The items that were new.
    pub items: Vec<Item>,
    /// Items that were refused, and why.
    pub refused: Vec<NotTaken>,
    /// What counts has changed, or something opened late: nothing is to be stored before [`Courier::refold`] was called
    /// with every item, these included.
    pub refold: bool,
    /// There is more to fetch.
    pub more: bool,
}

/// What to ask of the relay.
#[derive(Clone, Debug, PartialEq)]
pub enum Request {
    /// The community is not kept there yet: hand over its first item.
    Found(Box<Item>),
    /// Hand over these.
    Push(Vec<Item>),
    /// Fetch what came after this number.
    Pull(u64),
}

/// The relay told of another past than before. Its log is fetched anew; nothing here is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Altered;

impl Courier {
    /// Founds a community with this device, over all ops that are stored here.
    pub fn found(
        secret: [u8; 32],
        founded: &Founded<'_>,
        ops: &[Op],
        mut random: impl FnMut() -> [u8; 32],
    ) -> Option<(Courier, Arrived)> {
        let (share, first) = Share::found(Keys::of(&secret, "device"), founded, &mut random)?;
        let mut courier = Courier::new(share, secret);
        let mut beside = courier.keep([first], true);
        let mut ops = ops.to_vec();
        crate::domain::order::sort(&mut ops, |a, b| a.stamp.cmp(&b.stamp));
        let items = courier.share.write(&ops, random)?;
        beside.extend(courier.keep(items, true));
        beside.push(courier.row());
        Some((courier, Arrived { beside, ..Arrived::default() }))
    }

    /// Comes in by an invitation, from a community's items; with `relay` where they are its log up to there.
    ///
    /// # Errors
    /// Why not.
    pub fn join(
        invitation: &Invitation,
        secret: [u8; 32],
        person: &Id,
        items: Vec<Item>,
        relay: Option<AtRelay>,
        now: Millis,
    ) -> Result<(Courier, Arrived), NotIn> {
        let (share, took, joined) = Share::join(invitation, Keys::of(&secret, "device"), person, items, now)?;
        Ok(Courier::comes_in(share, secret, took, joined, relay))
    }

    /// What somebody who was invited sees before they come in.
    ///
    /// # Errors
    /// Why they will not come in.
    pub fn look(invitation: &Invitation, items: Vec<Item>, now: Millis) -> Result<Look, NotIn> {
        let (guest, took) = Share::looks(invitation, items, now)?;
        Ok(Courier::seen_by(&guest, took, invitation.role))
    }

    /// What somebody with the recovery words sees before they come back.
    ///
    /// # Errors
    /// Why the words open nothing.
    pub fn look_back(words: Keys, items: Vec<Item>) -> Result<Look, NotIn> {
        let (guest, took) = Share::looks_back(words, items)?;
        // Whoever comes back had a phone.
        Ok(Look { taken: Default::default(), ..Courier::seen_by(&guest, took, Role::Coordinator) })
    }

    fn seen_by(guest: &Share, took: Vec<Took>, role: Role) -> Look {
        let incoming = took.into_iter().flat_map(|took| took.incoming);
        let ops = incoming.filter(|one| guest.counts(one.by, one.number)).flat_map(|one| one.ops).collect();
        let held = guest.access().of(guest.me());
        let person = held.and_then(|held| held.person.as_deref()).and_then(Id::parse);
        let devices = guest.access().present().filter_map(|(_, held)| held.person.as_deref().and_then(Id::parse));
        let taken = devices.collect();
        Look { record: Id::parse(guest.access().record()), role, person, taken, ops }
    }

    /// Comes in by the recovery words, as a coordinator.
    ///
    /// # Errors
    /// Why not.
    pub fn recover(
        words: Keys,
        secret: [u8; 32],
        person: &Id,
        items: Vec<Item>,
        relay: Option<AtRelay>,
    ) -> Result<(Courier, Arrived), NotIn> {
        let (share, took, joined) = Share::recover(words, Keys::of(&secret, "device"), person, items)?;
        Ok(Courier::comes_in(share, secret, took, joined, relay))
    }

    fn comes_in(
        share: Share,
        secret: [u8; 32],
        took: Vec<Took>,
        joined: Item,
        relay: Option<AtRelay>,
    ) -> (Courier, Arrived) {
        let mut all = vec![share.deeds()[0].clone()];
        let mut courier = Courier::new(share, secret);
        // What came as a file the relay may not have yet.
        let send = relay.is_none();
        courier.relay = relay.unwrap_or_default();
        let mut incoming = Vec::new();
        for took in took {
            all.extend(took.items);
            incoming.extend(took.incoming);
        }
        courier.share.recount(all.iter().map(|item| &item.header));
        let mut beside = courier.keep(all, send);
        beside.extend(courier.keep([joined], true));
        incoming.retain(|one| courier.share.counts(one.by, one.number));
        crate::domain::order::sort(&mut incoming, |a, b| (a.time, a.by, a.number).cmp(&(b.time, b.by, b.number)));
        let ops = incoming.into_iter().flat_map(|one| one.ops).collect();
        beside.push(courier.row());
        (courier, Arrived { ops, beside, first: true, ..Arrived::default() })
    }

    fn new(share: Share, secret: [u8; 32]) -> Courier {
        let relay = AtRelay::default();
        Courier {
            share,
            secret,
            relay,
            unsent: BTreeMap::new(),
            deeds: Vec::new(),
            next: 0,
            again: false,
            owes: false,
            rereads: false,
            known_as: None,
            taken: None,
        }
    }

    /// The keys of the item rows that [`Courier::open`] needs; `None` for a row that is not a courier's.
    pub fn needs(row: &[u8]) -> Option<Vec<String>> {
        let stored: Stored = serde_json::from_slice(row).ok()?;
        Some(stored.deeds.iter().chain(&stored.unsent).map(|row| key(*row)).collect())
    }

    /// The courier as it was stored, with the rows that it needs; `None` where it does not open.
    pub fn open(row: &[u8], items: &BTreeMap<String, Vec<u8>>) -> Option<Courier> {
        let stored: Stored = serde_json::from_slice(row).ok().filter(|stored: &Stored| stored.version == 1)?;
        let item = |row: &u64| Item::parse(items.get(&key(*row))?).ok();
        let deeds = stored.deeds.iter().map(item).collect::<Option<Vec<Item>>>()?;
        let unsent = stored.unsent.iter().map(|row| Some((*row, item(row)?))).collect::<Option<_>>()?;
        let share = Share::open(&stored.share, deeds)?;
        let secret = stored.share.secret()?;
        Some(Courier {
            share,
            secret,
            relay: stored.relay,
            unsent,
            deeds: stored.deeds,
            next: stored.next,
            again: false,
            owes: stored.owes,
            rereads: false,
            known_as: None,
            taken: None,
        })
    }

    /// The keys under which the relay may know this device, those first that it knew last.
    pub fn signers(&self) -> Vec<Keys> {
        let mut doors = self.share.doors(self.is_at_the_door());
        if let Some(at) = doors.iter().position(|keys| Some(keys.id()) == self.known_as) {
            doors[..=at].rotate_right(1);
        }
        doors
    }

    /// The first of them.
    pub fn signer(&self) -> Keys {
        self.signers().swap_remove(0)
    }

    /// The relay knows it under this card.
    pub fn is_known_as(&mut self, card: CardId) {
        self.known_as = Some(card);
    }

    /// Who belongs, and this device's place among them.
    pub fn share(&self) -> &Share {
        &self.share
    }

    /// The relay's log as it is known here.
    pub fn relay(&self) -> &AtRelay {
        &self.relay
    }

    /// How many items wait to be handed to the relay.
    pub fn waits_to_send(&self) -> usize {
        self.unsent.len()
    }

    /// Whether the relay has not yet taken the deed by which this device came in.
    pub fn is_at_the_door(&self) -> bool {
        let me = self.share.me();
        let brings =
            |item: &Item| Deed::parse(&item.body).is_some_and(|deed| deed.brings().iter().any(|card| card.id() == me));
        self.unsent.values().any(|item| item.header.kind == Kind::Deed && item.header.by != me && brings(item))
    }

    /// How many items are stored.
    pub fn rows(&self) -> u64 {
        self.next
    }

    /// Seals this device's own ops; `None` where there are none, or where this device does not belong any more.
    pub fn pack(&mut self, rows: &BTreeMap<String, Vec<Op>>, random: impl FnMut() -> [u8; 32]) -> Option<Packed> {
        if rows.is_empty() || !self.share.belongs() {
            return None;
        }
        let mut ops = self.share.in_own_name(rows.values().flatten().cloned().collect());
        // Rows lie by document; a device's own order is that of its stamps.
        crate::domain::order::sort(&mut ops, |a, b| a.stamp.cmp(&b.stamp));
        let items = self.share.write(&ops, random)?;
        let mut beside = self.keep(items.clone(), true);
        beside.push(self.row());
        let arrived = Arrived { beside, packed: rows.keys().cloned().collect(), ..Arrived::default() };
        Some(Packed { arrived, items })
    }

    /// Seals ops in this device's name that are not stored yet; see [`Courier::takes_up`](super::unsealed).
    pub(super) fn seals(&mut self, mut ops: Vec<Op>, random: impl FnMut() -> [u8; 32]) -> Option<Packed> {
        if ops.is_empty() {
            return None;
        }
        crate::domain::order::sort(&mut ops, |a, b| a.stamp.cmp(&b.stamp));
        let items = self.share.write(&ops, random)?;
        let mut beside = self.keep(items.clone(), true);
        beside.push(self.row());
        Some(Packed { arrived: Arrived { ops, beside, ..Arrived::default() }, items })
    }

    /// Takes in items that somebody handed over: a file, or a page of the relay's log. `from_relay`: the relay has them.
    pub fn take(&mut self, items: impl IntoIterator<Item = Item>, from_relay: bool) -> Came {
        let mut came = Came::default();
        for item in items {
            let shown = item.hash();
            if from_relay {
                let known = |(_, one): &(&u64, &Item)| one.hash() == item.hash();
                let shown = self.unsent.iter().find(known).map(|(row, _)| *row);
                shown.map(|row| self.unsent.remove(&row));
            }
            match self.share.take(item) {
                Ok(took) => {
                    came.refold |= took.recount || took.incoming.iter().any(|one| one.late);
                    let counted = took.incoming.into_iter().filter(|one| self.share.counts(one.by, one.number));
                    came.arrived.ops.extend(counted.flat_map(|one| one.ops));
                    for one in &took.items {
                        // What had waited for it the relay may not have.
                        let send = !from_relay || one.hash() != shown;
                        came.arrived.beside.extend(self.keep([one.clone()], send));
                    }
                    came.items.extend(took.items);
                }
                Err(why) => came.refused.push(why),
            }
        }
        if came.refold {
            // All of it is folded anew, in its order.
            came.arrived.ops.clear();
            self.owes = true;
        }
        came.arrived.beside.push(self.row());
        came
    }

    /// Whether [`Courier::refold`] is still to be called: what counts changed while an item could not be read.
    pub fn owes_refold(&self) -> bool {
        self.owes
    }

    /// What counts, after it has changed: every document anew, in causal order; of one in which nothing counts any more, nothing.
    /// `items` are all that are here.
    pub fn refold(&mut self, items: &[Item]) -> Arrived {
        self.owes = false;
        self.share.recount(items.iter().map(|item| &item.header));
        let mut read: Vec<_> = items.iter().filter_map(|item| self.share.read(item)).collect();
        let mut anew: BTreeMap<Id, Vec<Op>> = BTreeMap::new();
        for op in read.iter().flat_map(|one| &one.ops) {
            anew.entry(op.document.clone()).or_default();
        }
        read.retain(|one| self.share.counts(one.by, one.number));
        crate::domain::order::sort(&mut read, |a, b| (a.time, a.by, a.number).cmp(&(b.time, b.by, b.number)));
        for op in read.into_iter().flat_map(|one| one.ops) {
            anew.entry(op.document.clone()).or_default().push(op);
        }
        Arrived { anew, beside: vec![self.row()], ..Arrived::default() }
    }

    /// Lets what is here give way where others hold another branch of a chain: a device's data were copied. `stored` are all
    /// items here, in the order of their rows; `others` the relay's whole log, with what is known of it, or a file. `new` is what the keys of
    /// a new device are made of, should this one have to become one. `None` where nothing gives way.
    pub fn settle(
        &mut self,
        stored: &[Item],
        others: Vec<Item>,
        relay: Option<AtRelay>,
        new: [u8; 32],
        random: impl FnMut() -> [u8; 32],
    ) -> Option<Arrived> {
        let unsent: BTreeSet<Hash> = self.unsent.values().map(Item::hash).collect();
        let shown = |item: &Item| !unsent.contains(&item.hash());
        let (yields, at_relay): (_, BTreeSet<Hash>) = match &relay {
            Some(_) => (self.share.yields_to_log(stored, &others), others.iter().map(Item::hash).collect()),
            None => {
                let at_relay = stored.iter().filter(|item| shown(item)).map(Item::hash).collect();
                (self.share.yields_to_file(stored, &others, shown), at_relay)
            }
        };
        // Somebody else came in by this device's invitation: it stays outside.
        if self.share.access().of(self.share.me()).is_some_and(|held| yields.contains_key(&held.by)) {
            return None;
        }
        let settled = self.share.settle(stored, others, &yields, [self.secret, new], random)?;
        if settled.renewed {
            self.secret = new;
        }
        self.relay = relay.unwrap_or_else(|| self.relay.clone());
        // All rows are written anew.
        let rows = std::mem::take(&mut self.next);
        self.deeds.clear();
        self.unsent.clear();
        let mut beside = Vec::new();
        for item in &settled.items {
            beside.extend(self.keep([item.clone()], !at_relay.contains(&item.hash())));
        }
        beside.extend((self.next..rows).map(|row| ((Drawer::Items, key(row)), None)));
        let refolded = self.refold(&settled.items);
        beside.extend(refolded.beside);
        let device = settled.renewed.then(|| self.share.me().to_string());
        Some(Arrived { anew: refolded.anew, beside, device, ..Arrived::default() })
    }

    /// Invites somebody; see [`Share::invite`].
    pub fn invite(
        &mut self,
        role: Role,
        person: Option<&Id>,
        now: Millis,
        random: impl FnMut() -> [u8; 32],
    ) -> Option<(Invitation, Arrived)> {
        let (invitation, item) = self.share.invite(role, person, now, random)?;
        Some((invitation, self.did(item)))
    }

    /// Removes devices and invitations; see [`Share::remove`]. What counts changes by it.
    pub fn remove(&mut self, who: &[CardId], random: impl FnMut() -> [u8; 32]) -> Option<Arrived> {
        let item = self.share.remove(who, random)?;
        self.owes = true;
        Some(self.did(item))
    }

    /// Accepts the late work of somebody who went. What counts changes by it.
    pub fn accept(&mut self, card: CardId) -> Option<Arrived> {
        let item = self.share.accept(card)?;
        self.owes = true;
        Some(self.did(item))
    }

    /// Gives a device another role.
    pub fn give_role(&mut self, card: CardId, role: Role) -> Option<Arrived> {
        let item = self.share.give_role(card, role)?;
        Some(self.did(item))
    }

    /// Makes a new key where one is needed; see [`Share::rotate`].
    pub fn rotate(&mut self, random: impl FnMut() -> [u8; 32]) -> Option<Arrived> {
        let item = self.share.rotate(random)?;
        Some(self.did(item))
    }

    /// Goes to a card of its own where a twin has left this one; see [`Share::leaves_twin`]. What was written here is sealed before.
    pub fn leaves_twin(&mut self, new: [u8; 32], now: Millis, random: impl FnMut() -> [u8; 32]) -> Option<Arrived> {
        let items = self.share.leaves_twin([self.secret, new], now, random)?;
        self.secret = new;
        let mut beside = self.keep(items, true);
        beside.push(self.row());
        Some(Arrived { beside, device: Some(self.share.me().to_string()), ..Arrived::default() })
    }

    /// Removes a card that this device left, when its time has come; see [`Share::retires`].
    pub fn retires(&mut self, now: Millis, random: impl FnMut() -> [u8; 32]) -> Option<Arrived> {
        let item = if self.unsent.is_empty() { self.share.retires(now, random) } else { None }?;
        self.owes = true;
        Some(self.did(item))
    }

    fn did(&mut self, item: Item) -> Arrived {
        let mut beside = self.keep([item], true);
        beside.push(self.row());
        Arrived { beside, ..Arrived::default() }
    }

    /// The relay handed over a page of its log.
    ///
    /// # Errors
    /// The page does not follow from what came before.
    pub fn pulled(&mut self, page: Page, now: Millis) -> Result<Came, Altered> {
        self.relay.heard = now;
        self.taken = None;
        let about = page.about;
        self.relay.ticket.clone_from(&about.ticket);
        let other = self.names(&about.log);
        // A log that ends before what was fetched is an older one.
        let shorter = about.last < self.relay.after;
        if other || about.after != self.relay.after && !shorter {
            return Ok(Came { more: true, ..Came::default() });
        }
        let rolling = page.items.iter().fold(self.relay.rolling, |rolling, item| rolling.then(item.hash()));
        if shorter || rolling != about.rolling {
            self.relay.after = 0;
            self.relay.rolling = Hash::default();
            // It may have lost something that only this device has.
            self.wiped();
            return Err(Altered);
        }
        self.relay.rolling = rolling;
        self.relay.after += page.items.len() as u64;
        let more = self.relay.after < about.last && !page.items.is_empty();
        let quiet = page.items.is_empty();
        let mut came = self.take(page.items, true);
        if quiet {
            // Nothing changed: nothing is to be stored.
            came.arrived.beside.clear();
        }
        came.more = more;
        self.rereads &= !self.unsent.is_empty();
        Ok(came)
    }

    /// Takes note of the log's name; `true` where it is another than before.
    fn names(&mut self, log: &str) -> bool {
        if self.relay.log == log {
            return false;
        }
        let before = std::mem::replace(&mut self.relay.log, log.to_owned());
        self.relay.after = 0;
        self.relay.rolling = Hash::default();
        if !before.is_empty() {
            self.wiped();
        }
        true
    }

    /// Gives items their rows.
    fn keep(&mut self, items: impl IntoIterator<Item = Item>, send: bool) -> Vec<Beside> {
        let mut beside = Vec::new();
        for item in items {
            beside.push(((Drawer::Items, key(self.next)), Some(item.bytes())));
            if item.header.kind == Kind::Deed {
                self.deeds.push(self.next);
            }
            if send {
                self.unsent.insert(self.next, item);
            }
            self.next += 1;
        }
        beside
    }

    fn row(&self) -> Beside {
        let stored = Stored {
            version: 1,
            share: self.share.keep(&self.secret),
            relay: self.relay.clone(),
            next: self.next,
            unsent: self.unsent.keys().copied().collect(),
            deeds: self.deeds.clone(),
            owes: self.owes,
        };
        ((Drawer::Local, SHARE_ROW.to_owned()), serde_json::to_vec(&stored).ok())
    }
}

/// What somebody who was invited sees.
#[derive(Clone, Debug)]
pub struct Look {
    /// The community's own record.
    pub record: Option<Id>,
    /// For what they are invited.
    pub role: Role,
    /// Another device of this person.
    pub person: Option<Id>,
    /// People who have a device already.
    pub taken: Vec<Id>,
    /// All that was written so far.
    pub ops: Vec<Op>,
}

/// This device's own ops, sealed.
#[derive(Clone, Debug)]
pub struct Packed {
    /// To be stored.
    pub arrived: Arrived,
    /// The items.
    pub items: Vec<Item>,
}

/// The key of an item's row.
fn key(row: u64) -> String {
    format!("{row:010}")
}

/// How many items are stored beside a courier's row; `None` for a row that is not a courier's.
pub fn rows_in(row: &[u8]) -> Option<u64> {
    #[derive(Deserialize)]
    struct Rows {
        next: u64,
    }
    serde_json::from_slice(row).ok().map(|rows: Rows| rows.next)
}

/// The number of an item's row.
pub fn row(key: &str) -> Option<u64> {
    key.parse().ok()
}

/// Items as a file that passes from hand to hand.
pub fn file<'a>(items: impl IntoIterator<Item = &'a Item>) -> Vec<u8> {
    [FILE, &wire::pack(items)].concat()
}

/// The same from stored rows, as they are.
pub fn file_of<'a>(rows: impl Iterator<Item = &'a [u8]>) -> Vec<u8> {
    let mut file = FILE.to_vec();
    for row in rows {
        file.extend((row.len() as u32).to_be_bytes());
        file.extend(row);
    }
    file
}

/// The items of a file. What is cut off or altered in it hides nothing before it.
///
/// # Errors
/// It is no such file.
pub fn read_file(bytes: &[u8]) -> Result<Vec<Item>, NotIn> {
    let items = bytes.strip_prefix(FILE).ok_or(NotIn::NoBeginning)?;
    wire::unpack(items, usize::MAX).map_err(|_| NotIn::Damaged)
}

#[cfg(test)]
#[path = "courier_tests.rs"]
pub(super) mod tests;

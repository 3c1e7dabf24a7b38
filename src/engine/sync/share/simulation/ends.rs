//! What must hold when everybody was online for long enough.

use std::collections::BTreeSet;
use std::iter::successors;

use relay::access::{Access, Of};
use relay::item::Header;
use relay::{Card, CardId, Deed, Item};
use serde_json::Value;

use super::Kinds;
use super::phone::{Phone, Said, nameless};
use super::world::World;
use crate::domain::fields::planning;
use crate::merge::{Change, Op, Stamp};

/// A world that has come to rest.
pub(super) struct End<'a> {
    world: &'a World,
    seed: u64,
    /// Who belongs, says whoever has seen everything: the relay's own desk.
    access: &'a Access,
    /// The phones of those who belong.
    here: Vec<&'a Phone>,
    /// What they hold.
    ops: BTreeSet<Said>,
    /// Under these cards more than one phone wrote, or a phone gave them up: their chains have branches that gave way.
    copied: BTreeSet<CardId>,
    /// What only a phone wrote that knows itself to be removed: nobody says it once more, where it stood on a branch that gave way.
    went: BTreeSet<Said>,
}

impl<'a> End<'a> {
    pub(super) fn of(world: &'a World, seed: u64) -> End<'a> {
        let access = world.relay.desk.as_ref().expect("somebody reached the relay").access();
        let belongs = |phone: &&Phone| access.of(phone.share.me()).is_some_and(|held| !held.gone);
        let here: Vec<&Phone> = world.phones.iter().filter(belongs).collect();
        let ops = here.first().map(|first| first.ops()).unwrap_or_default();
        let mut copied: BTreeSet<CardId> = world.phones.iter().flat_map(|phone| phone.share.former()).collect();
        let mut alone = BTreeSet::new();
        copied.extend(world.phones.iter().map(|phone| phone.share.me()).filter(|card| !alone.insert(*card)));
        let wrote = |out: bool| {
            let phones = world.phones.iter().filter(move |phone| phone.share.belongs() != out);
            phones.flat_map(|phone| &phone.written).map(nameless).collect::<BTreeSet<_>>()
        };
        let went = wrote(true).difference(&wrote(false)).cloned().collect();
        End { world, seed, access, here, ops, copied, went }
    }

    /// All of it.
    pub(super) fn is_well(&self) {
        let (seed, kinds) = (self.seed, self.world.kinds);
        // Nobody is shut out whom nobody removed.
        let all = self.world.phones.iter().all(|phone| self.is_present(phone.share.me()) || self.is_late(phone));
        assert!(!matches!(kinds, Kinds::Copies | Kinds::Texts) || all, "seed {seed}: everybody is in");
        self.here.iter().for_each(|phone| self.knows_all(phone));
        self.here.iter().for_each(|phone| self.who_saw_and_changed_wins(phone));
        self.nothing_acknowledged_is_lost();
        self.nothing_saved_is_lost();
        self.who_was_removed_opens_nothing_new();
        assert!(self.access.of(self.world.recovery.id()).is_some(), "seed {seed}: the recovery words are there");
    }

    fn is_present(&self, card: CardId) -> bool {
        self.access.of(card).is_some_and(|held| !held.gone)
    }

    /// Who came in by a file, or with somebody who did, waits for a member to hand it on, where the relay was reached when the
    /// invitation was over.
    fn is_late(&self, phone: &Phone) -> bool {
        let over = |access: &Access, card: CardId| {
            access.of(card).and_then(|held| held.until).is_some_and(|until| until < self.world.now)
        };
        let access = phone.share.access();
        let by = |card: &CardId| access.of(*card).map(|held| held.by).filter(|by| by != card);
        let mut came_by = phone.share.invited().into_iter().map(|keys| keys.id());
        let with_late = || phone.invited_by.is_some_and(|inviter| self.is_late(&self.world.phones[inviter]));
        self.access.of(phone.share.me()).is_none()
            && (came_by.any(|card| over(self.access, card))
                || successors(Some(phone.share.me()), by).any(|card| over(access, card))
                || with_late())
    }

    fn is_here(&self, op: &Op) -> bool {
        let said = nameless(op);
        self.ops.contains(&said) || self.world.kinds == Kinds::Everything && self.went.contains(&said)
    }

    fn on_copy(&self, header: &Header) -> bool {
        let copied = |card| self.copied.contains(card);
        copied(&header.by) || header.seen.iter().any(|(card, _)| copied(card))
    }

    fn knows_all(&self, phone: &Phone) {
        let (seed, name, first) = (self.seed, phone.name, self.here[0]);
        assert_eq!(phone.share.access(), self.access, "seed {seed}: phone {name} knows who belongs");
        assert_eq!(phone.seen(), first.seen(), "seed {seed}: phones {} and {name} show the same", first.name);
        assert_eq!(phone.counted(), first.counted(), "seed {seed}: phone {name} knows every item");
        // What only those could open who are gone, nobody here can; else all can.
        let opens = |place: &(CardId, u64)| {
            self.is_present(place.0) || self.here.iter().any(|one| one.counted().contains(place))
        };
        let shut = |place: &&(CardId, u64)| first.share.counts(place.0, place.1) && opens(place);
        assert_eq!(phone.share.unopened.keys().find(shut), None, "seed {seed}: phone {name} opens all that counts");
        let waits = phone.share.waiting.values().find(|item| self.waits_in_vain(phone, item));
        let waits = waits.map(|item| &item.header);
        assert_eq!(waits, None, "seed {seed}: nothing of those who belong waits on phone {name}");
        assert!(phone.disk.unsent.is_empty(), "seed {seed}: phone {name} sent everything");
    }

    /// Late work of somebody who is gone may follow what only they have. What stood on a branch that gave way may wait for its
    /// ground for ever: what it says is here all the same. And who was let in on such a branch, and went before it was signed
    /// anew, never came in.
    fn waits_in_vain(&self, phone: &Phone, item: &Item) -> bool {
        let by = item.header.by;
        let comes = Deed::parse(&item.body).and_then(|deed| deed.brings().first().map(Card::id));
        let joins = comes.filter(|_| self.access.of(by).is_some_and(|by| by.of == Of::Invitation));
        let copies = matches!(self.world.kinds, Kinds::Copies | Kinds::Everything);
        match self.access.of(joins.unwrap_or(by)) {
            Some(held) => {
                let again = self.copied.contains(&by) || copies && joins.is_some();
                !(held.gone || again && self.is_said(phone, item))
            }
            None => !(copies && self.on_copy(&item.header)),
        }
    }

    /// Whether what an item says is here, in it or in another one.
    fn is_said(&self, phone: &Phone, item: &Item) -> bool {
        if let Some(read) = phone.share.read(item) {
            return read.ops.iter().all(|op| self.is_here(op));
        }
        // Who removed themselves there has another card since, and made the key known all the same.
        let key = match Deed::parse(&item.body) {
            Some(Deed::Remove { key, .. }) => self.access.all_keys().any(|known| known.name == key.name),
            _ => false,
        };
        key || self.world.relay.log.iter().any(|signed| signed.body == item.body)
    }

    /// What is shown nobody has replaced who had it before their eyes, whatever their clocks said.
    fn who_saw_and_changed_wins(&self, phone: &Phone) {
        let counted = phone.disk.opened.iter().filter(|one| phone.share.counts(one.by, one.number));
        let sets: Vec<(&Op, &Value, &Option<Stamp>)> = counted
            .flat_map(|one| &one.ops)
            .filter_map(|op| match &op.change {
                Change::Set { field, value, over } if field == planning::VENUE.name() => Some((op, value, over)),
                _ => None,
            })
            .collect();
        for document in phone.documents.values() {
            let Some(shown) = document.value(planning::VENUE.name()) else { continue };
            let of = |op: &&Op| op.document == *document.id();
            let replaced = |op: &Op| sets.iter().any(|(other, _, over)| of(other) && over.as_ref() == Some(&op.stamp));
            let stands = sets.iter().any(|(op, value, _)| of(op) && *value == shown && !replaced(op));
            assert!(stands, "seed {}: phone {} shows what somebody saw and changed", self.seed, phone.name);
        }
    }

    fn nothing_acknowledged_is_lost(&self) {
        let (seed, Some(first)) = (self.seed, self.here.first()) else { return };
        for (header, one) in self.world.acknowledged.values() {
            let place = (one.by, one.number);
            let counts = self.access.of(one.by).is_some() && first.share.counts(one.by, one.number);
            let whole = one.ops.iter().all(|op| self.is_here(op));
            // A copy's items give way, and what stood on them: what they say is here all the same. But of who is gone nobody
            // says it once more.
            let gave_way = self.on_copy(header) && (whole || !self.is_present(one.by));
            // What those who went sealed with a key that nobody here was given is here, and shut.
            let shut = !self.is_present(one.by) && first.share.unopened.contains_key(&place);
            let held = first.counted().contains(&place) || gave_way || shut;
            assert!(!counts || held, "seed {seed}: {place:?} was acknowledged and is lost");
            let words = !self.is_present(one.by) || whole;
            assert!(words, "seed {seed}: words of {place:?} were acknowledged and are lost");
        }
    }

    /// Whatever became of a phone's name, what was saved on it is here. What it wrote under a name that was removed since is that
    /// name's late work: a coordinator accepts it, or nobody.
    fn nothing_saved_is_lost(&self) {
        let removed = |op: &Op| CardId::parse(op.stamp.device()).is_some_and(|card| !self.is_present(card));
        let late = |op: &Op| self.world.kinds == Kinds::Everything && removed(op);
        for phone in &self.here {
            let lost = phone.written.iter().find(|op| !late(op) && !self.ops.contains(&nameless(op)));
            assert_eq!(lost, None, "seed {}: it was saved on phone {} and is lost", self.seed, phone.name);
        }
    }

    fn who_was_removed_opens_nothing_new(&self) {
        let gone = |phone: &&Phone| self.access.of(phone.share.me()).is_some_and(|held| held.gone);
        let current = self.access.keys().last().expect("there is a key").name;
        for phone in self.world.phones.iter().filter(gone) {
            let has = phone.share.current_key().is_some_and(|key| key.name() == current);
            let shut = !has || self.here.is_empty();
            assert!(shut, "seed {}: phone {} was removed and has the current key", self.seed, phone.name);
        }
    }
}

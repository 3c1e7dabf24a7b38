use std::collections::BTreeMap;

use relay::rules::{Desk, Refusal, Taken};
use relay::wire::{About, Page, Pushed, ticket};

use super::*;
use crate::crypto::recovery_keys;
use crate::domain::fields::planning;
use crate::domain::person::Role as Of;
use crate::domain::{Kind as Document, Now};
use crate::merge::Edit;
use crate::sync::arrivals::UNSENT;
use crate::sync::share::Knocks;
use crate::sync::{Effect, Event, Local, Machine, acts};
use crate::words::Language;

pub(in crate::sync::share) const AT: Millis = 1_795_500_000_000;

pub(in crate::sync::share) fn now() -> Now {
    Now { ms: AT, offset_minutes: 480, entropy: random()()[..16].try_into().expect("16 bytes") }
}

pub(in crate::sync::share) fn session() -> Id {
    Id::new(Document::Session, &[9; 10])
}

/// Fresh bytes, other ones each time.
pub(in crate::sync::share) fn random() -> impl FnMut() -> [u8; 32] {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(1);
    || Hash::of(&COUNT.fetch_add(1, Ordering::Relaxed).to_be_bytes()).0
}

/// A phone: its machine, its store, its courier.
pub(in crate::sync::share) struct Phone {
    pub machine: Machine,
    pub items: BTreeMap<String, Vec<u8>>,
    pub local: BTreeMap<String, Vec<u8>>,
    ops: BTreeMap<String, Vec<u8>>,
    shelves: BTreeMap<String, Vec<u8>>,
    pub courier: Option<Courier>,
    /// Its data were copied: the relay may show another branch of its chain.
    twin: bool,
}

impl Phone {
    pub fn new(name: &str) -> Phone {
        let (machine, _) = Machine::start(Local::new(name, Language::Chinese, 0), Vec::new(), name.len() as u64);
        let empty = BTreeMap::new;
        Phone { machine, items: empty(), local: empty(), ops: empty(), shelves: empty(), courier: None, twin: false }
    }

    pub fn step(&mut self, event: Event) {
        let mut effects = self.machine.step(event, &now());
        while let Some(effect) = effects.pop() {
            match effect {
                Effect::Save(save) => {
                    save.deletes.iter().for_each(|key| drop(self.ops.remove(key)));
                    self.ops.extend(save.ops);
                    self.shelves.extend(save.summaries);
                    for ((drawer, key), bytes) in save.beside {
                        let rows = match drawer {
                            Drawer::Items => &mut self.items,
                            Drawer::Local => &mut self.local,
                        };
                        match bytes {
                            Some(bytes) => drop(rows.insert(key, bytes)),
                            None => drop(rows.remove(&key)),
                        }
                    }
                    effects.extend(self.machine.step(Event::Saved(save.batch), &now()));
                }
                Effect::Read(id) => {
                    let rows = self.ops.range(format!("{id}/")..format!("{id}0"));
                    let rows = rows.map(|(key, row)| (key.clone(), row.clone())).collect();
                    effects.extend(self.machine.step(Event::Opened(id, rows), &now()));
                }
                _ => {}
            }
        }
    }

    /// Another phone on which a copy of all that is stored here is opened.
    pub fn copy(&mut self) -> Phone {
        self.twin = true;
        let client = u64::from_be_bytes(random()()[..8].try_into().expect("8 bytes"));
        let shelves = self.shelves.clone().into_iter().collect();
        let (machine, damaged) = Machine::start(self.machine.local().clone(), shelves, client);
        assert_eq!(damaged, Vec::<String>::new());
        let row = &self.local[SHARE_ROW];
        let courier = Courier::open(row, &self.items).expect("it opens");
        let (items, local, ops, shelves) =
            (self.items.clone(), self.local.clone(), self.ops.clone(), self.shelves.clone());
        let mut copy = Phone { machine, items, local, ops, shelves, courier: Some(courier), twin: true };
        let marks = copy.local.keys().filter_map(|key| key.strip_prefix(UNSENT)).map(str::to_owned);
        let rows = marks.map(|key| (key.clone(), serde_json::from_slice(&copy.ops[&key]).expect("ops"))).collect();
        copy.step(Event::Unsent(rows));
        copy
    }

    /// Lets what is here give way to the relay's log, or to a file; `false` where nothing does.
    pub fn settles(&mut self, others: Vec<Item>, relay: Option<AtRelay>) -> bool {
        self.pack();
        let items = self.all_items();
        let Some(arrived) = self.courier().settle(&items, others, relay, random()(), random()) else { return false };
        self.arrived(arrived);
        true
    }

    /// Takes a file in, as the app does.
    pub fn takes_file(&mut self, items: Vec<Item>) {
        self.settles(items.clone(), None);
        self.pack();
        let came = self.courier().take(items, false);
        self.lets_in(came);
    }

    pub fn arrived(&mut self, arrived: Arrived) {
        self.step(Event::Arrived(Box::new(arrived)));
    }

    pub fn courier(&mut self) -> &mut Courier {
        self.courier.as_mut().expect("it shares")
    }

    pub fn edit(&mut self, edit: Edit) {
        self.step(Event::Edit(session(), vec![edit], None));
    }

    pub fn pack(&mut self) {
        let rows = self.machine.unsent().clone();
        if let Some(packed) = self.courier().pack(&rows, random()) {
            self.arrived(packed.arrived);
        }
    }

    /// Every stored op.
    pub fn all_ops(&self) -> Vec<Op> {
        self.ops.values().flat_map(|row| serde_json::from_slice::<Vec<Op>>(row).expect("ops")).collect()
    }

    pub fn all_items(&self) -> Vec<Item> {
        self.items.values().map(|row| Item::parse(row).expect("an item")).collect()
    }

    fn came(&mut self, came: Came) {
        let forks = |why: &NotTaken| self.twin && matches!(why, NotTaken::Fork(_));
        assert!(came.refused.iter().all(forks), "{:?}", came.refused);
        self.lets_in(came);
    }

    /// Stores and shows what came, whatever was refused beside it.
    pub fn lets_in(&mut self, mut came: Came) {
        if came.refold {
            self.pack();
            let mut items = self.all_items();
            items.extend(came.items);
            let refolded = self.courier().refold(&items);
            came.arrived.anew = refolded.anew;
            came.arrived.beside.extend(refolded.beside);
        }
        self.arrived(came.arrived);
    }

    /// Hands over and fetches until nothing is left.
    pub fn sync(&mut self, relay: &mut Relay) {
        self.sync_at(relay, AT);
    }

    /// Asks under one card after the other. Who is not known is listened to with what brings them, or with the ticket; the log is
    /// handed to who is known.
    fn knocks(&mut self, relay: &mut Relay, hands_over: bool) -> Result<(), Refusal> {
        let Some(desk) = relay.desk.as_mut() else {
            return if hands_over { Ok(()) } else { Err(Refusal::NotKept) };
        };
        let courier = self.courier();
        let listens = hands_over && (courier.is_at_the_door() || !courier.relay().ticket.is_empty());
        let mut knocks = Knocks::default();
        for card in courier.signers().into_iter().map(|keys| keys.id()) {
            match desk.admits(card, AT) {
                Err(Refusal::Unsigned) if listens => return Ok(()),
                Err(why) if knocks.goes_on(&why) => {}
                other => return other,
            }
        }
        Err(knocks.refusal())
    }

    /// The same, at another time.
    pub fn sync_at(&mut self, relay: &mut Relay, now: Millis) {
        self.pack();
        if let Some(left) = self.courier().leaves_twin(random()(), now, random()) {
            self.arrived(left);
        }
        for _ in 0..500 {
            if self.courier().sends_again() {
                let rows: Vec<(u64, Item)> =
                    self.items.keys().filter_map(|key| row(key)).zip(self.all_items()).collect();
                let arrived = self.courier().resend(rows);
                self.arrived(arrived);
            }
            let request = self.courier().request();
            if let Err(why) = self.knocks(relay, !matches!(request, Request::Pull(_))) {
                if self.courier().refused(&why) {
                    continue;
                }
                return;
            }
            match request {
                Request::Found(first) => {
                    let pushed = relay.push(&[*first]);
                    self.courier().pushed(&pushed, AT);
                }
                Request::Push(items) => {
                    let pushed = relay.push(&items);
                    if let Some(Refusal::Fork { .. }) = self.courier().pushed(&pushed, AT) {
                        self.settles(relay.log.clone(), Some(relay.at()));
                    }
                }
                Request::Pull(_) => {}
            }
            if let Err(why) = self.knocks(relay, false) {
                if self.courier().refused(&why) {
                    continue;
                }
                return;
            }
            let after = self.courier().relay().after;
            match self.courier().pulled(relay.pull(after, 2), AT) {
                Ok(came) if !came.more && self.courier().waits_to_send() == 0 => {
                    self.came(came);
                    match self.courier().retires(now, random()) {
                        Some(retired) => self.arrived(retired),
                        None => return,
                    }
                }
                Ok(came) => self.came(came),
                Err(Altered) => relay.altered += 1,
            }
        }
        panic!("it comes to no end: {} wait, {:?}", self.courier().waits_to_send(), self.courier().relay());
    }

    pub fn theme(&mut self) -> String {
        self.step(Event::Opened(session(), Vec::new()));
        self.machine.session(&session(), &now()).map(|session| session.plan.theme).unwrap_or_default()
    }
}

pub(in crate::sync::share) struct Relay {
    pub desk: Option<Desk>,
    pub log: Vec<Item>,
    pub name: u32,
    pub altered: usize,
}

impl Relay {
    pub fn push(&mut self, items: &[Item]) -> Pushed {
        let mut pushed = Pushed { log: self.name.to_string(), places: Vec::new(), refused: None };
        for item in items {
            let taken = match &mut self.desk {
                None => Desk::open(item, AT).map(|desk| {
                    let place = relay::rules::Place { number: desk.last(), received: AT };
                    self.desk = Some(desk);
                    Taken::New(place)
                }),
                Some(desk) => desk.take(item, AT),
            };
            match taken {
                Ok(Taken::New(place)) => {
                    self.log.push(item.clone());
                    pushed.places.push(place);
                }
                Ok(Taken::Known(place)) => pushed.places.push(place),
                Err(why) => {
                    pushed.refused = Some(why);
                    break;
                }
            }
        }
        pushed
    }

    pub fn pull(&self, after: u64, most: usize) -> Page {
        let after = after.min(self.log.len() as u64);
        let items: Vec<Item> = self.log.iter().skip(after as usize).take(most).cloned().collect();
        let upto = self.log.len().min(after as usize + items.len());
        let rolling = self.log[..upto].iter().fold(Hash::default(), |rolling, item| rolling.then(item.hash()));
        let about = About {
            log: self.name.to_string(),
            after,
            last: self.log.len() as u64,
            rolling,
            ticket: ticket("word", Hash::default()),
            received: vec![AT; items.len()],
        };
        Page { about, items }
    }

    /// All of its log, as a phone knows it that has fetched it.
    pub fn at(&self) -> AtRelay {
        let about = self.pull(0, usize::MAX).about;
        let (after, rolling, ticket) = (about.last, about.rolling, about.ticket);
        AtRelay { log: about.log, after, rolling, ticket, heard: AT }
    }

    pub fn wipe(&mut self) {
        *self = Relay { desk: None, log: Vec::new(), name: self.name + 1, altered: 0 };
    }
}

/// A community with a session, shared by a second phone.
pub(in crate::sync::share) fn pair() -> (Phone, Phone, Relay) {
    let mut relay = Relay { desk: None, log: Vec::new(), name: 1, altered: 0 };
    let mut one = Phone::new("a");
    let community = Id::new(Document::Community, &[1; 10]);
    let founding = acts::community::Founding { name: "桥社区".into(), ..Default::default() };
    one.step(Event::Edit(community.clone(), acts::community::found(&founding, now().today(), false), None));
    let me = Id::new(Document::Person, &[2; 10]);
    one.step(Event::Edit(me.clone(), acts::people::add(Of::Peer, "小林"), None));
    one.edit(Edit::write(planning::theme(), "一起包饺子"));

    let ops = one.all_ops();
    let founded = Founded { record: &community, person: &me, recovery: &recovery_keys(&[7; 16]).card() };
    let (courier, arrived) = Courier::found([1; 32], &founded, &ops, random()).expect("founded");
    one.step(Event::Shares(courier.share().me().to_string()));
    one.courier = Some(courier);
    one.arrived(arrived);
    let (invitation, arrived) = one.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    one.arrived(arrived);
    one.sync(&mut relay);

    let mut two = Phone::new("bb");
    let (page, at) = (relay.pull(0, 99), relay.at());
    let other = Id::new(Document::Person, &[3; 10]);
    let (courier, arrived) = Courier::join(&invitation, [2; 32], &other, page.items, Some(at), AT).expect("in");
    two.step(Event::Shares(courier.share().me().to_string()));
    two.courier = Some(courier);
    two.arrived(arrived);
    assert_eq!(two.theme(), "一起包饺子");
    (one, two, relay)
}

#[test]
fn who_comes_in_by_a_used_invitation_is_told() {
    let (mut one, _, mut relay) = pair();
    let (invitation, arrived) = one.courier().invite(Role::Peer, None, AT, random()).expect("invited");
    one.arrived(arrived);
    one.sync(&mut relay);
    let file = one.all_items();
    // Two phones open the same code and file, with no network: each believes to be in.
    let comes = |number: u8| {
        let person = Id::new(Document::Person, &[number; 10]);
        Courier::join(&invitation, [number; 32], &person, file.clone(), None, AT).expect("in").0
    };
    let (mut first, mut second) = (comes(7), comes(8));
    assert!(first.is_at_the_door() && second.is_at_the_door());
    let mut hands_over = |courier: &mut Courier| {
        courier.names(&relay.name.to_string());
        let Request::Push(items) = courier.request() else { panic!("it has something to hand over") };
        let refused = courier.pushed(&relay.push(&items), AT);
        assert!(refused.is_some() || courier.pulled(relay.pull(0, 99), AT).is_ok());
        refused
    };
    assert_eq!(hands_over(&mut first), None);
    assert!(!first.is_at_the_door());
    assert!(hands_over(&mut second).is_some(), "the invitation was used");
    assert!(second.is_at_the_door());
}

#[test]
fn both_write_apart_and_then_read_the_same() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    one.edit(Edit::write(planning::theme(), "我们一起包饺子"));
    two.edit(Edit::write(planning::theme(), "一起包饺子吧"));
    for _ in 0..2 {
        one.sync(&mut relay);
        two.sync(&mut relay);
    }
    assert_eq!(one.theme(), "我们一起包饺子吧");
    assert_eq!(two.theme(), one.theme());
    assert!(one.machine.unsent().is_empty() && !one.local.keys().any(|key| key.starts_with(UNSENT)));
}

#[test]
fn what_was_stored_opens_and_goes_on() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    one.edit(Edit::write(planning::theme(), "做汤圆"));
    one.pack();
    let row = one.local[SHARE_ROW].clone();
    let needed = Courier::needs(&row).expect("a courier");
    let rows = needed.into_iter().map(|key| (key.clone(), one.items[&key].clone())).collect();
    one.courier = Some(Courier::open(&row, &rows).expect("it opens"));
    one.sync(&mut relay);
    two.sync(&mut relay);
    assert_eq!(two.theme(), "做汤圆");
    assert!(Courier::open(b"{}", &BTreeMap::new()).is_none());
}

#[test]
fn a_wiped_relay_is_filled_again() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    let before = relay.log.len();
    relay.wipe();
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    // The second phone was not the founder, and brings it back all the same.
    assert!(two.courier().refused(&Refusal::NotKept));
    two.sync(&mut relay);
    one.sync(&mut relay);
    two.sync(&mut relay);
    assert_eq!(relay.log.len(), before + 1);
    assert_eq!(one.theme(), "做汤圆");
}

#[test]
fn a_relay_that_tells_another_past_is_noticed_and_nothing_is_lost() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    two.sync(&mut relay);
    one.sync(&mut relay);
    // It forgets an item and tells of no other log.
    relay.log.pop();
    let kept = std::mem::take(&mut relay.log);
    relay.desk = None;
    relay.push(&kept);
    one.sync(&mut relay);
    assert_eq!(relay.altered, 1);
    assert_eq!(one.theme(), "做汤圆");
    assert_eq!(relay.log.len(), one.items.len(), "what it forgot it was given again");
}

#[test]
fn late_work_of_who_was_removed_waits_until_it_is_accepted() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    one.sync(&mut relay);
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    two.pack();
    let gone = two.courier().share().me();
    let removed = one.courier().remove(&[gone], random()).expect("removed");
    one.arrived(removed);
    let items = one.all_items();
    let refolded = one.courier().refold(&items);
    one.arrived(refolded);
    // By hand, since the relay takes nothing of who is gone.
    let came = one.courier().take(two.all_items(), false);
    one.came(came);
    assert_eq!(one.theme(), "一起包饺子");
    let accepted = one.courier().accept(gone).expect("accepted");
    one.arrived(accepted);
    let items = one.all_items();
    let refolded = one.courier().refold(&items);
    one.arrived(refolded);
    assert_eq!(one.theme(), "做汤圆");
}

#[test]
fn a_removal_leaves_the_words_that_were_there_as_they_were() {
    let (mut one, mut two, mut relay) = pair();
    // Each writes on top of the other's words, so that their order is the only one that makes sense of them.
    for (at, words) in
        ["一起包饺子吧", "一起包饺子", "一起做饭", "大家一起做饭", "大家做饭", "大家一起吃饭"].iter().enumerate()
    {
        let (writes, reads) = if at % 2 == 0 { (&mut two, &mut one) } else { (&mut one, &mut two) };
        writes.edit(Edit::write(planning::theme(), *words));
        writes.sync(&mut relay);
        reads.sync(&mut relay);
        assert_eq!(reads.theme(), *words);
    }
    let gone = two.courier().share().me();
    let removed = one.courier().remove(&[gone], random()).expect("removed");
    one.arrived(removed);
    let items = one.all_items();
    let refolded = one.courier().refold(&items);
    one.arrived(refolded);
    assert_eq!(one.theme(), "大家一起吃饭");
}

#[test]
fn a_file_carries_what_a_relay_would() {
    let (mut one, mut two, _) = pair();
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    two.pack();
    let file = file(&two.all_items());
    let items = read_file(&file).expect("a file");
    let came = one.courier().take(items.clone(), false);
    assert!(!came.items.is_empty());
    one.came(came);
    assert_eq!(one.theme(), "做汤圆");
    let again = one.courier().take(items, false);
    assert!(again.items.is_empty() && again.arrived.ops.is_empty());
    assert_eq!(read_file(b"PK"), Err(NotIn::NoBeginning));
    assert_eq!(read_file(&file[..file.len() - 1]), Err(NotIn::Damaged));
}

#[test]
fn two_who_confirm_apart_close_the_form_together() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    let (first, second) = (Id::new(Document::Person, &[2; 10]), Id::new(Document::Person, &[3; 10]));
    let edits = [
        Edit::set(planning::LEAD, Some(first.clone())),
        Edit::set(planning::ASSISTANT, Some(second.clone())),
        Edit::set(crate::domain::fields::running::STARTED, Some(AT)),
        Edit::set(crate::domain::fields::running::ENDED, Some(AT + 3_600_000)),
        Edit::set(crate::domain::fields::recording::WORRY, crate::domain::record::Worry::No),
    ];
    edits.into_iter().for_each(|edit| one.edit(edit));
    one.sync(&mut relay);
    two.sync(&mut relay);
    for (phone, person) in [(&mut one, &first), (&mut two, &second)] {
        let session = phone.machine.session(&session(), &now()).expect("it is open");
        let edits = acts::record::confirm(&session, person, &now());
        assert_eq!(edits.len(), 1, "the other has not confirmed here yet");
        edits.into_iter().for_each(|edit| phone.edit(edit));
    }
    for _ in 0..2 {
        one.sync(&mut relay);
        two.sync(&mut relay);
    }
    for phone in [&one, &two] {
        let session = phone.machine.session(&session(), &now()).expect("it is open");
        assert_eq!(session.record.closed.map(|closed| closed.by), Some(vec![first.clone(), second.clone()]));
    }
}

#[test]
fn the_recovery_words_bring_everything_back_after_every_phone_is_lost() {
    let (mut one, mut two, mut relay) = pair();
    two.edit(Edit::write(planning::theme(), "做汤圆"));
    two.sync(&mut relay);
    one.sync(&mut relay);
    let words = || recovery_keys(&[7; 16]);
    let page = relay.pull(0, 99);
    let look = Courier::look_back(words(), page.items.clone()).expect("the words open it");
    assert_eq!((look.role, look.person, look.taken.len()), (Role::Coordinator, None, 0));
    assert!(look.ops.iter().any(|op| op.document == session()));
    assert_eq!(Courier::look_back(recovery_keys(&[8; 16]), page.items.clone()).err(), Some(NotIn::OtherCommunity));

    // Once from the relay, and once from a file where the relay is gone too: then it is filled again.
    for from_relay in [true, false] {
        let mut back = Phone::new("back");
        let page = relay.pull(0, 99);
        let at = AtRelay {
            log: page.about.log.clone(),
            after: page.about.last,
            rolling: page.about.rolling,
            ticket: page.about.ticket.clone(),
            heard: AT,
        };
        let (at, secret) = if from_relay { (Some(at), [5; 32]) } else { (None, [6; 32]) };
        let me = Id::new(Document::Person, &[2; 10]);
        let (courier, arrived) = Courier::recover(words(), secret, &me, page.items, at).expect("it is back");
        back.step(Event::Shares(courier.share().me().to_string()));
        back.courier = Some(courier);
        back.arrived(arrived);
        assert_eq!(back.theme(), "做汤圆");
        if !from_relay {
            relay.wipe();
        }
        // As a coordinator it removes the phones that are lost, and what they write late does not count.
        let lost = [one.courier().share().me(), two.courier().share().me()];
        let arrived = back.courier().remove(&lost, random()).expect("a coordinator may");
        back.arrived(arrived);
        back.sync(&mut relay);
        let gone = |card| {
            back.courier.as_ref().is_some_and(|held| held.share().access().of(card).is_some_and(|held| held.gone))
        };
        assert!(lost.into_iter().all(gone));
        assert_eq!(back.courier().waits_to_send(), 0);
    }
}

#[test]
fn what_is_not_sealed_yet_survives_a_fold_anew() {
    let (mut one, mut two, mut relay) = pair();
    two.sync(&mut relay);
    one.edit(Edit::write(planning::theme(), "做汤圆"));
    one.edit(Edit::write(planning::theme(), "一起做汤圆"));
    // Folded anew before it was sealed, as where its key has not come yet.
    let items = one.all_items();
    let refolded = one.courier().refold(&items);
    one.arrived(refolded);
    assert_eq!(one.theme(), "一起做汤圆");
    let marked: Vec<_> = one.local.keys().filter_map(|key| key.strip_prefix(UNSENT)).collect();
    assert_eq!(marked.len(), 2);
    assert!(marked.iter().all(|key| one.ops.contains_key(*key)), "and it is stored");
    one.sync(&mut relay);
    two.sync(&mut relay);
    assert_eq!(two.theme(), "一起做汤圆");
}

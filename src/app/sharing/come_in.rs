//! Coming in, on a device where nothing is yet: by an invitation or by the recovery words, from the relay or from a file.

use std::pin::Pin;
use std::rc::Rc;

use engine::crypto::{Invitation, Keys, recovery_keys};
use engine::domain::person::{Person, Role as Of};
use engine::domain::{Id, Kind};
use engine::merge::{Document, Op, read};
use engine::sync::acts::people;
use engine::sync::share::courier::{AtRelay, Look, read_file};
use engine::sync::share::{Courier, NotIn, unsealed};
use engine::sync::{Arrived, Event, Place};
use leptos::prelude::*;
use relay::wire::{FINDS, Page};
use relay::{Hash, Item, Role};

use super::ask::{NoAnswer, Question, ask};
use super::{random, run};
use crate::boot::{Boot, Trouble, leave};
use crate::browser;
use crate::shell::Shell;

/// Why somebody does not come in.
#[derive(Clone, Debug, PartialEq)]
pub enum Shut {
    /// The relay did not answer as it should.
    Relay(NoAnswer),
    /// The invitation does not open the community.
    Not(NotIn),
    /// This phone cannot store anything, or no more.
    Store(Trouble),
}

impl From<NotIn> for Shut {
    fn from(why: NotIn) -> Shut {
        Shut::Not(why)
    }
}

/// What opens a community.
#[derive(Clone)]
pub enum Opens {
    /// Somebody was invited.
    Invitation(Invitation),
    /// Every phone is lost: the recovery words' bytes.
    Words([u8; 16]),
}

impl Opens {
    fn keys(&self) -> Keys {
        match self {
            Opens::Invitation(invitation) => invitation.keys(),
            Opens::Words(words) => recovery_keys(words),
        }
    }

    /// The community; the recovery words' one is asked of the relay.
    async fn community(&self) -> Result<Hash, Shut> {
        let keys = match self {
            Opens::Invitation(invitation) => return Ok(invitation.community),
            Opens::Words(_) => self.keys(),
        };
        let path = format!("/relay/{FINDS}{}", keys.id());
        let question = Question { method: "GET", path: &path, body: None, ticket: None };
        let answer = ask(&keys, question).await.map_err(Shut::Relay)?;
        let named = std::str::from_utf8(&answer).ok().and_then(Hash::parse);
        named.ok_or(Shut::Relay(NoAnswer::Garbled))
    }

    fn look(&self, items: Vec<Item>) -> Result<Look, NotIn> {
        match self {
            Opens::Invitation(invitation) => Courier::look(invitation, items, browser::now().ms),
            Opens::Words(words) => Courier::look_back(recovery_keys(words), items),
        }
    }
}

/// A community that stands open: its items, and what somebody who may come in sees of it.
#[derive(Clone)]
pub struct Door {
    by: Opens,
    items: Vec<Item>,
    relay: Option<AtRelay>,
    /// Its name.
    pub name: String,
    /// Its peers who have no device yet; all of them where every phone is lost.
    pub people: Vec<Person>,
    /// The person for whom the invitation is, where it is for one.
    pub person: Option<Id>,
    /// For what.
    pub role: Role,
    record: Option<Id>,
    /// What a backup holds beside the items.
    pub beside: Beside,
}

/// What a backup holds beside its items.
#[derive(Clone, Default)]
pub struct Beside {
    /// Words that no item holds: they come in by the name of who brings them.
    pub ops: Vec<Op>,
    /// Puts recordings back, when the records that tell of them are in.
    pub then: Option<Then>,
}

/// What is to be done with a shell before anybody sees it.
pub type Then = Rc<dyn Fn(Shell) -> Pin<Box<dyn Future<Output = ()>>>>;

/// Who comes in.
#[derive(Clone, Debug, PartialEq)]
pub enum Who {
    /// Somebody on the list.
    Known(Id),
    /// Somebody new, by this name.
    New(String),
}

/// Looks through the door, with what the relay keeps.
///
/// # Errors
/// Why it stays shut.
pub async fn by_relay(by: Opens) -> Result<Door, Shut> {
    let (items, relay) = fetch(&by.keys(), by.community().await?).await.map_err(Shut::Relay)?;
    Ok(door(by, items, Some(relay), Beside::default())?)
}

/// Looks through the door, with what is in a file.
///
/// # Errors
/// Why it stays shut.
pub fn by_file(by: Opens, file: &[u8]) -> Result<Door, Shut> {
    by_backup(by, file, Beside::default())
}

/// The same with what is in a backup: items, and what lies `beside` them.
///
/// # Errors
/// Why it stays shut.
pub fn by_backup(by: Opens, file: &[u8], beside: Beside) -> Result<Door, Shut> {
    Ok(door(by, read_file(file)?, None, beside)?)
}

fn door(by: Opens, items: Vec<Item>, relay: Option<AtRelay>, beside: Beside) -> Result<Door, NotIn> {
    let look = by.look(items.clone())?;
    let documents = documents(&look);
    let community = documents.iter().find(|document| Some(document.id()) == look.record.as_ref());
    let name = community.map(|document| read::community(document).name).unwrap_or_default();
    let people = documents.iter().filter(|document| document.id().kind() == Kind::Person);
    let people = people.filter_map(|document| Some((read::person(document)?, read::removed(document))));
    let of = belongs_to(look.role);
    let free = |person: &Person| {
        (person.role == Of::Peer || person.role == of) && person.is_here() && !look.taken.contains(&person.id)
    };
    let people =
        people.filter(|(person, removed)| removed.is_none() && free(person)).map(|(person, _)| person).collect();
    let beside = Beside { ops: unsealed(beside.ops, &look.ops), ..beside };
    Ok(Door { by, items, relay, name, people, person: look.person, role: look.role, record: look.record, beside })
}

/// What somebody new is in the list of people.
fn belongs_to(role: Role) -> Of {
    match role {
        Role::Peer => Of::Peer,
        Role::Coordinator | Role::Supervisor | Role::Interviewer => Of::Professional,
    }
}

fn documents(look: &Look) -> Vec<Document> {
    let mut by_document = std::collections::BTreeMap::new();
    for op in &look.ops {
        by_document.entry(op.document.clone()).or_insert_with(Vec::new).push(op.clone());
    }
    by_document.into_iter().map(|(id, ops)| Document::fold(id, 0, ops)).collect()
}

/// Fetches a whole log.
pub async fn fetch(keys: &Keys, community: Hash) -> Result<(Vec<Item>, AtRelay), NoAnswer> {
    fetch_while(keys, community, &|_, _| true).await
}

/// The same for as long as `goes` says, which hears how many items of how many are here.
pub async fn fetch_while(
    keys: &Keys,
    community: Hash,
    goes: &dyn Fn(u64, u64) -> bool,
) -> Result<(Vec<Item>, AtRelay), NoAnswer> {
    let (mut items, mut at) = (Vec::new(), AtRelay::default());
    loop {
        let path = format!("/relay/{community}/pull?after={}", at.after);
        let question = Question { method: "GET", path: &path, body: None, ticket: None };
        let answer = ask(keys, question).await?;
        let page = Page::parse(&answer).map_err(|_| NoAnswer::Garbled)?;
        at.rolling = page.items.iter().fold(at.rolling, |rolling, item| rolling.then(item.hash()));
        at.after += page.items.len() as u64;
        at.heard = browser::now().ms;
        at.log = page.about.log;
        at.ticket = page.about.ticket;
        if at.rolling != page.about.rolling {
            return Err(NoAnswer::Garbled);
        }
        let done = page.items.is_empty() || at.after >= page.about.last;
        if !done && !goes(at.after, page.about.last) {
            return Err(NoAnswer::Silent);
        }
        items.extend(page.items);
        if done {
            return Ok((items, at));
        }
    }
}

/// Comes in. What is stored is stored before anybody is told.
///
/// # Errors
/// Why not.
pub async fn come_in(boot: Boot, door: &Door, who: &Who) -> Result<(), Shut> {
    let me = match who {
        Who::Known(id) => id.clone(),
        Who::New(_) => Id::new(Kind::Person, &browser::now().entropy),
    };
    let mut secret = [0; 32];
    disk::random(&mut secret);
    let (items, relay, now) = (door.items.clone(), door.relay.clone(), browser::now().ms);
    let (mut courier, arrived) = match &door.by {
        Opens::Invitation(invitation) => Courier::join(invitation, secret, &me, items, relay, now),
        Opens::Words(words) => Courier::recover(recovery_keys(words), secret, &me, items, relay),
    }?;
    let shell = boot.create().await.map_err(Shut::Store)?;
    let language = boot.language.get_untracked();
    shell.step(Event::Shares(courier.share().me().to_string()));
    shell.set_local(|local| {
        local.language = language;
        local.me = Some(me.clone());
        local.community.clone_from(&door.record);
    });
    shell.step(Event::Arrived(Box::new(arrived)));
    if let Some(packed) = courier.takes_up(door.beside.ops.clone(), random()) {
        shell.step(Event::Arrived(Box::new(Arrived { first: true, ..packed.arrived })));
    }
    if let Who::New(name) = who {
        shell.edit(&me, people::add(belongs_to(door.role), name), None);
    }
    if !leave::saved(shell).await {
        return Err(Shut::Store(Trouble::Full));
    }
    if let Some(then) = &door.beside.then {
        then(shell).await;
    }
    leptos::task::spawn_local(async { _ = disk::space::ask_to_keep().await });
    boot.invited.set(None);
    run(shell, courier);
    boot.enter(shell, Some(Place::Today));
    Ok(())
}

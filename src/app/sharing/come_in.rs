//! Coming in, on a device where nothing is yet: by an invitation or by the recovery words, from the relay or from a file. Every item's
//! seal is tried and all is stored aside; the page asks, and shows it.

use std::pin::Pin;
use std::rc::Rc;

use engine::crypto::{Invitation, Keys, recovery_keys};
use engine::domain::person::{Person, Role as Of};
use engine::domain::{Id, Kind};
use engine::merge::{Document, Op, read};
use engine::sync::acts::people;
use engine::sync::restore::parts;
use engine::sync::share::courier::{AtRelay, Look, file, read_file};
use engine::sync::share::{Courier, NotIn, unsealed};
use engine::sync::{Arrived, Event, Place};
use engine::words::Language;
use leptos::prelude::*;
use relay::wire::{FINDS, Page};
use relay::{Hash, Item, Role};
use serde_json::{Value, json};

use super::ask::{NoAnswer, Question, ask};
use super::random;
use crate::aside::brings::{Brings, End, Goes, half, stores};
use crate::aside::tasks::{Said, bytes, of_name, says};
use crate::aside::{self, File, Halt, Progress};
use crate::backing;
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
    /// It was stopped, or broke off.
    Halted(Halt),
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

    /// As it is handed over.
    pub fn json(&self) -> Value {
        match self {
            Opens::Invitation(invitation) => Value::from(invitation.code()),
            Opens::Words(words) => Value::from(words.to_vec()),
        }
    }

    /// The same, where that was said.
    pub fn read(said: &Value) -> Option<Opens> {
        if let Some(code) = said.as_str() {
            return Invitation::read(code).ok().map(Opens::Invitation);
        }
        bytes(said).map(Opens::Words)
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
    items: File,
    relay: Option<AtRelay>,
    /// Its name.
    pub name: String,
    /// Its peers who have no device yet, by their aliases; all of them where every phone is lost.
    pub people: Vec<(Id, String)>,
    /// The person for whom the invitation is, where it is for one.
    pub person: Option<Id>,
    /// For what.
    pub role: Role,
    record: Option<Id>,
    /// So many words of a backup no item holds.
    pub kept: usize,
    /// What a backup holds beside the items.
    pub beside: Beside,
}

/// What a backup holds beside its items.
#[derive(Clone, Default)]
pub struct Beside {
    /// Ops, in parts; at the door those that no item holds: they come in by the name of who brings them.
    pub ops: Vec<File>,
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
pub async fn by_relay(by: Opens, progress: Progress) -> Result<Door, Shut> {
    progress.begin();
    let goes = |at: u64, of: u64| progress.goes((at * 100 / of.max(1)) as u8);
    let fetched = match by.community().await {
        Ok(community) => fetch_while(&by.keys(), community, &goes).await.map_err(Shut::Relay),
        Err(why) => Err(why),
    };
    progress.end();
    if progress.is_stopped() {
        return Err(Shut::Halted(Halt::Stopped));
    }
    let (items, relay) = fetched?;
    door(by, File::from(file(&items).as_slice()), Some(relay), Beside::default(), progress).await
}

/// Looks through the door, with the items in a file, and what a backup holds `beside` them.
///
/// # Errors
/// Why it stays shut.
pub async fn by_file(by: Opens, file: File, beside: Beside, progress: Progress) -> Result<Door, Shut> {
    door(by, file, None, beside, progress).await
}

/// It is looked through aside: every item's seal is tried.
async fn door(
    by: Opens,
    items: File,
    relay: Option<AtRelay>,
    beside: Beside,
    progress: Progress,
) -> Result<Door, Shut> {
    let files: Vec<File> = std::iter::once(items.clone()).chain(beside.ops).collect();
    let (said, ops) = aside::brings(&Brings::Door(by.clone()), &files, progress).await.map_err(Shut::Halted)?;
    if let Some(why) = why_not(&said) {
        return Err(Shut::Not(why));
    }
    let id = |said: &Value| Id::parse(said.as_str()?);
    let person = |said: &Value| Some((id(&said[0])?, said[1].as_str()?.to_owned()));
    Ok(Door {
        by,
        items,
        relay,
        name: said["name"].as_str().unwrap_or_default().to_owned(),
        people: said["people"].as_array().into_iter().flatten().filter_map(person).collect(),
        person: id(&said["person"]),
        role: role(&said["role"]).ok_or(Shut::Halted(Halt::Broken))?,
        record: id(&said["record"]),
        kept: said["kept"].as_u64().unwrap_or_default() as usize,
        beside: Beside { ops, ..beside },
    })
}

/// What is seen through a door: the first file has the items, the others a backup's ops. Answers with what stands in a [`Door`]; the
/// files are the ops that no item holds.
pub fn looks(by: &Opens, files: &[Vec<u8>]) -> Option<Said> {
    let (items, kept) = files.split_first()?;
    let look = match read_file(items).and_then(|items| by.look(items)) {
        Ok(look) => look,
        Err(why) => return says(&word(why), Vec::new()),
    };
    let documents = documents(&look);
    let community = documents.iter().find(|document| Some(document.id()) == look.record.as_ref());
    let name = community.map(|document| read::community(document).name).unwrap_or_default();
    let people = documents.iter().filter(|document| document.id().kind() == Kind::Person);
    let people = people.filter_map(|document| Some((read::person(document)?, read::removed(document))));
    let of = belongs_to(look.role);
    let free = |person: &Person| {
        (person.role == Of::Peer || person.role == of) && person.is_here() && !look.taken.contains(&person.id)
    };
    let people = people.filter(|(person, removed)| removed.is_none() && free(person));
    let people: Value = people.map(|(person, _)| json!([person.id.as_str(), person.alias])).collect();
    let kept = unsealed(ops(kept)?, &look.ops);
    let id = |id: &Option<Id>| id.as_ref().map(Id::as_str).map(str::to_owned);
    let said = json!({
        "name": name, "people": people, "person": id(&look.person), "role": look.role.code(), "record": id(&look.record),
        "kept": kept.len(),
    });
    let parts = parts(kept);
    says(&said, parts.iter().map(|part| serde_json::to_vec(part).ok()).collect::<Option<_>>()?)
}

fn ops(files: &[Vec<u8>]) -> Option<Vec<Op>> {
    let all: Option<Vec<Vec<Op>>> = files.iter().map(|file| serde_json::from_slice(file).ok()).collect();
    Some(all?.concat())
}

fn role(said: &Value) -> Option<Role> {
    Role::of_code(u8::try_from(said.as_u64()?).ok()?)
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

/// Comes in. What is stored is stored before anybody is told; where it comes to no end nothing is here again.
///
/// # Errors
/// Why not.
pub async fn come_in(boot: Boot, door: &Door, who: &Who, progress: Progress) -> Result<(), Shut> {
    let shell = boot.create().await.map_err(Shut::Store)?;
    let (me, name) = match who {
        Who::Known(id) => (id.clone(), None),
        Who::New(name) => (Id::new(Kind::Person, &browser::now().entropy), Some(name.clone())),
    };
    let who = ComesIn {
        by: door.by.clone(),
        relay: door.relay.clone(),
        me,
        name,
        role: door.role,
        record: door.record.clone(),
        language: boot.language.get_untracked(),
    };
    let files: Vec<File> = std::iter::once(door.items.clone()).chain(door.beside.ops.iter().cloned()).collect();
    let said = aside::brings(&Brings::In(backing::stored_here(shell), Box::new(who)), &files, progress).await;
    let end = match said {
        Ok((said, _)) => match (End::read(&said), why_not(&said)) {
            (Some(End::Whole), _) => Ok(()),
            (Some(End::Stopped), _) => Err(Shut::Halted(Halt::Stopped)),
            (_, Some(why)) => Err(Shut::Not(why)),
            _ => Err(Shut::Store(Trouble::Full)),
        },
        Err(why) => Err(Shut::Halted(why)),
    };
    if let Err(why) = end {
        boot.lets_go().await;
        return Err(why);
    }
    let shell = boot.begin_again(shell).await.map_err(Shut::Store)?;
    if let Some(then) = &door.beside.then {
        then(shell).await;
    }
    leptos::task::spawn_local(async { _ = disk::space::ask_to_keep().await });
    boot.invited.set(None);
    boot.enter(shell, Some(Place::Today));
    Ok(())
}

/// Who comes in, and how.
pub struct ComesIn {
    by: Opens,
    relay: Option<AtRelay>,
    me: Id,
    /// The name of somebody new.
    name: Option<String>,
    role: Role,
    record: Option<Id>,
    language: Language,
}

impl ComesIn {
    /// As it is handed over.
    pub fn json(&self) -> Value {
        let ComesIn { by, relay, me, name, role, record, language } = self;
        json!({
            "by": by.json(), "relay": relay, "me": me.as_str(), "name": name, "role": role.code(),
            "record": record.as_ref().map(Id::as_str), "language": language.tag(),
        })
    }

    /// The same, where that was said.
    pub fn read(said: &Value) -> Option<ComesIn> {
        let id = |said: &Value| Id::parse(said.as_str()?);
        Some(ComesIn {
            by: Opens::read(&said["by"])?,
            relay: serde_json::from_value(said["relay"].clone()).ok()?,
            me: id(&said["me"])?,
            name: said["name"].as_str().map(str::to_owned),
            role: role(&said["role"])?,
            record: id(&said["record"]),
            language: of_name(Language::ALL, &said["language"], Language::tag)?,
        })
    }
}

/// Items that are stored at once.
const AT_ONCE: usize = 100;

/// Comes in where nothing is yet, with the items in the first file and a backup's unsealed ops in the others: says how it ended, or why
/// not. A note that it is half of something stands until all is here.
pub async fn comes_in(shell: Shell, who: &ComesIn, files: &[Vec<u8>], goes: Goes<'_>) -> Option<Said> {
    let (items, kept) = files.split_first()?;
    let mut secret = [0; 32];
    disk::random(&mut secret);
    let (relay, me) = (who.relay.clone(), &who.me);
    let came = read_file(items).and_then(|items| match &who.by {
        Opens::Invitation(invitation) => Courier::join(invitation, secret, me, items, relay, browser::now().ms),
        Opens::Words(words) => Courier::recover(recovery_keys(words), secret, me, items, relay),
    });
    let (mut courier, Arrived { ops: all, beside: mut rows, .. }) = match came {
        Ok(came) => came,
        Err(why) => return says(&word(why), Vec::new()),
    };
    let some = parts(all);
    let (count, of) = (rows.len(), rows.len().div_ceil(AT_ONCE) + some.len());
    if !goes(0, of) {
        return says(&End::Stopped.word().into(), Vec::new());
    }
    shell.step(Event::Arrived(Box::new(Arrived { beside: vec![half(true)], ..Arrived::default() })));
    shell.step(Event::Shares(courier.share().me().to_string()));
    shell.set_local(|local| {
        local.language = who.language;
        local.me = Some(me.clone());
        local.community.clone_from(&who.record);
    });
    for at in 0..count.div_ceil(AT_ONCE) {
        let beside: Vec<_> = rows.drain(..AT_ONCE.min(rows.len())).collect();
        shell.step(Event::Arrived(Box::new(Arrived { beside, ..Arrived::default() })));
        if !leave::stored(shell).await {
            return says(&End::NotSaved.word().into(), Vec::new());
        }
        if !goes(at, of) {
            return says(&End::Stopped.word().into(), Vec::new());
        }
    }
    let stored = of - some.len();
    match stores(shell, some.into_iter().map(Some), Vec::new(), true, &|at, _| goes(stored + at, of)).await? {
        End::Whole => {}
        end => return says(&end.word().into(), Vec::new()),
    }
    if let Some(packed) = courier.takes_up(ops(kept)?, random()) {
        shell.step(Event::Arrived(Box::new(Arrived { first: true, ..packed.arrived })));
    }
    if let Some(name) = &who.name {
        shell.edit(me, people::add(belongs_to(who.role), name), None);
    }
    shell.step(Event::Arrived(Box::new(Arrived { beside: vec![half(false)], ..Arrived::default() })));
    let end = if leave::stored(shell).await { End::Whole } else { End::NotSaved };
    says(&end.word().into(), Vec::new())
}

/// Why somebody does not come in, each by a word.
const NOT_IN: [(&str, NotIn); 6] = [
    ("no beginning", NotIn::NoBeginning),
    ("other", NotIn::OtherCommunity),
    ("not yet", NotIn::NotHereYet),
    ("used", NotIn::Used),
    ("expired", NotIn::Expired),
    ("damaged", NotIn::Damaged),
];

/// That word.
pub fn word(why: NotIn) -> Value {
    NOT_IN.iter().find(|(_, known)| *known == why).map(|(word, _)| *word).into()
}

/// Why not, where that was said.
pub fn why_not(said: &Value) -> Option<NotIn> {
    NOT_IN.iter().find(|(word, _)| said.as_str() == Some(*word)).map(|(_, why)| *why)
}

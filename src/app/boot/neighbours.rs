//! The communities of other profiles on this phone that are shown beside the open one. They are read, never written: one link
//! each, a row of this profile's own, holds the key.

use std::cell::RefCell;
use std::rc::Rc;

use disk::vault::{self, LockKind, VaultError, VaultState};
use disk::{Found, IndexedStore, Sealed, StoreError, Table};
use engine::crypto::LocalKey;
use engine::domain::figures::Records;
use engine::sync::Local;
use engine::sync::backups::{BACKUPS_ROW, Backups};
use engine::sync::neighbour::{Link, NEIGHBOUR};
use engine::sync::summary::{Shelves, Summary};

use super::{leave, profiles};
use crate::aside::held;
use crate::aside::tasks::Stored;
use crate::browser;
use crate::shell::{LOCAL_ROW, Shell};

/// Why a community is not shown though it is linked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Away {
    /// It was wiped.
    Wiped,
    /// Other records are in its place.
    OtherKey,
    /// It does not read now.
    Unread,
}

/// A linked community, as it was left there.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The link.
    pub link: Link,
    /// Its records.
    pub found: Result<Records, Away>,
}

/// Why a profile can't be linked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// There is no community yet.
    Nothing,
    /// It has a lock.
    Locked(LockKind),
    /// The lock did not open.
    Lock(VaultError),
    /// The link could not be stored.
    NotSaved,
}

thread_local! {
    /// What was read. While this profile is open no other one changes: one tab writes, and changing over loads the page anew.
    static READ: RefCell<Option<Rc<Vec<Beside>>>> = const { RefCell::new(None) };
}

/// The linked communities, by the numbers of their profiles.
pub async fn all(shell: Shell) -> Result<Rc<Vec<Beside>>, StoreError> {
    if let Some(read) = READ.with_borrow(Option::clone) {
        return Ok(read);
    }
    let mut all = Vec::new();
    for row in shell.store().read(Table::Local, NEIGHBOUR).await?.rows {
        let Some(link) = Link::read(&row.bytes) else { continue };
        let found = look(&link).await;
        all.push(Beside { link, found });
    }
    let all = Rc::new(all);
    READ.set(Some(all.clone()));
    Ok(all)
}

/// Where the linked communities are stored that are there; which of them read is seen where they are read.
pub async fn stored(shell: Shell) -> Vec<Stored> {
    let mut all = Vec::new();
    for link in links(shell).await {
        if let (true, Some(key)) = (profiles::is_there(link.profile).await, link.key()) {
            all.push(Stored { database: profiles::database_of(link.profile), key: *key.bytes() });
        }
    }
    all
}

/// Opens the database of another profile, if it is there.
async fn store_of(number: u32) -> Option<IndexedStore> {
    // Opening would make a database where there is none.
    if !profiles::is_there(number).await {
        return None;
    }
    IndexedStore::open(&profiles::database_of(number), |_| {}).await.ok()
}

async fn look(link: &Link) -> Result<Records, Away> {
    if !profiles::is_there(link.profile).await {
        return Err(Away::Wiped);
    }
    let (Some(key), Some(store)) = (link.key(), store_of(link.profile).await) else { return Err(Away::Unread) };
    let found = match vault::fits(&store, &key).await {
        Err(_) => Err(Away::Unread),
        Ok(None) => Err(Away::Wiped),
        Ok(Some(false)) => Err(Away::OtherKey),
        Ok(Some(true)) => read(&store, key).await.ok_or(Away::Unread),
    };
    store.close();
    found
}

/// Reads the community of an opened profile.
async fn read(store: &IndexedStore, key: LocalKey) -> Option<Records> {
    let sealed = Sealed::new(Rc::new(store.clone()), key, Rc::new(disk::random));
    // With a part of it damaged the community would be counted too low: it is to be opened itself first.
    records(&sealed, true, &|_, _| true).await
}

/// What reports are made of, from an opened store; `None` where something damaged is in it and it is to be `whole`, or where it
/// is to go no further: `goes` hears how many documents of how many are read.
pub async fn records(
    sealed: &Sealed<Rc<IndexedStore>>,
    whole: bool,
    goes: &dyn Fn(usize, usize) -> bool,
) -> Option<Records> {
    let pairs = |rows: Vec<disk::Row>| rows.into_iter().map(|row| (row.key, row.bytes)).collect();
    let sound = |read: disk::Opened| (read.damaged.is_empty() || !whole).then_some(read.rows);
    let (lists, damaged) = held::lists(sealed).await?;
    let mut neighbour = lists.filter(|_| !(damaged && whole))?;
    let needs = neighbour.needs();
    let all = needs.len();
    for (at, id) in needs.into_iter().enumerate() {
        if !goes(at, all) {
            return None;
        }
        let rows = sound(sealed.read(Table::Ops, &format!("{id}/")).await.ok()?)?;
        neighbour.takes(id, pairs(rows), &browser::now());
    }
    neighbour.records()
}

/// Shows the community of another profile here too. With a lock there, its `secret` is needed this once; a wrong one is counted
/// there as at its own lock.
pub async fn link(shell: Shell, number: u32, secret: Option<&str>) -> Result<(), Refused> {
    let store = store_of(number).await.ok_or(Refused::Nothing)?;
    let made = make(&store, number, secret).await;
    store.close();
    keep(shell, made?.makes()).await
}

async fn make(store: &IndexedStore, number: u32, secret: Option<&str>) -> Result<Link, Refused> {
    let now = browser::now();
    let key = match (vault::state(store, true, now.ms).await.map_err(Refused::Lock)?, secret) {
        (VaultState::Locked { kind, .. }, None) => return Err(Refused::Locked(kind)),
        (VaultState::Locked { .. }, Some(secret)) => vault::unlock(store, secret, now.ms).await,
        (VaultState::Open, _) => vault::unlock_none(store).await,
        _ => return Err(Refused::Nothing),
    };
    let key = key.map_err(Refused::Lock)?;
    let records = read(store, key.clone()).await.ok_or(Refused::Nothing)?;
    Ok(Link::new(number, &key, &records, &now))
}

/// Ends a link. The other profile is left as it is.
pub async fn unlink(shell: Shell, link: &Link) -> Result<(), Refused> {
    keep(shell, link.ends()).await
}

async fn keep(shell: Shell, event: engine::sync::Event) -> Result<(), Refused> {
    READ.set(None);
    shell.step(event);
    if leave::saved(shell).await { Ok(()) } else { Err(Refused::NotSaved) }
}

/// How the lock of another profile opens; `None` where it has none, or nothing is there.
pub async fn lock_of(number: u32) -> Option<LockKind> {
    let store = store_of(number).await?;
    let state = vault::state(&store, true, browser::now().ms).await;
    store.close();
    match state {
        Ok(VaultState::Locked { kind, .. }) => Some(kind),
        _ => None,
    }
}

/// The links, by the numbers of their profiles.
pub async fn links(shell: Shell) -> Vec<Link> {
    let rows = shell.store().read(Table::Local, NEIGHBOUR).await.map(|read| read.rows).unwrap_or_default();
    rows.iter().filter_map(|row| Link::read(&row.bytes)).collect()
}

/// Who opens a backup of a linked community.
#[derive(Clone, Debug, PartialEq)]
pub enum Opens {
    /// Its recovery words and its coordinators' phones.
    Keepers,
    /// Its own six words.
    Words(String),
    /// It has no words yet.
    Nobody,
}

/// A linked community at a glance: far less is read than for its records.
#[derive(Clone, Debug)]
pub struct Glance {
    /// Its name.
    pub name: String,
    /// Invented, for practice.
    pub practice: bool,
    /// Who opens its backup.
    pub opens: Opens,
}

/// Glances at a linked community; `None` where it does not read now.
pub async fn glance(link: &Link) -> Option<Glance> {
    let (key, store) = (link.key()?, Rc::new(store_of(link.profile).await?));
    let fits = vault::fits(&store, &key).await == Ok(Some(true));
    let sealed = Sealed::new(store, key, Rc::new(disk::random));
    let seen = if fits { seen(&sealed).await } else { None };
    sealed.store().close();
    seen
}

async fn seen(sealed: &Sealed<Rc<IndexedStore>>) -> Option<Glance> {
    let mut shelves = Shelves::default();
    for row in sealed.read(Table::Summaries, "").await.ok()?.rows {
        shelves.load(&row.key, &row.bytes);
    }
    let (name, practice) = shelves.all().find_map(|summary| match summary {
        Summary::Community { name, practice, .. } => Some((name.clone(), *practice)),
        _ => None,
    })?;
    let Found::Bytes(row) = sealed.get(Table::Local, LOCAL_ROW).await.ok()? else { return None };
    let opens = match serde_json::from_slice::<Local>(&row).ok()?.shared {
        true => Opens::Keepers,
        false => match sealed.get(Table::Local, BACKUPS_ROW).await.ok()? {
            Found::Bytes(row) => Backups::open(&row).words.map_or(Opens::Nobody, Opens::Words),
            Found::Nothing => Opens::Nobody,
            Found::Damaged => return None,
        },
    };
    Some(Glance { name, practice, opens })
}

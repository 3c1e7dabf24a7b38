//! Profiles: several communities, or several people, on one phone. Each is a database of its own with its own keys and lock;
//! one is open at a time. Changing over loads the page again, so that nothing of the other stays in memory.
//!
//! Which are here is remembered outside the databases, and found again among them where that was forgotten.

use disk::vault::{self, VaultState};
use disk::{IndexedStore, Sealed, Store, Table};
use engine::domain::session::SessionSummary;
use engine::sync::summary::{Shelves, Summary};
use serde::{Deserialize, Serialize};

use super::{Boot, leave};
use crate::browser;

/// The first profile's database. Never changes; the others add their number.
const DATABASE: &str = "tongban";
/// Remembered outside the database: Tongban was set up there.
const MARKER: &str = "initialised";
const KEPT: &str = "profiles";

/// One community and one person on this phone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Profile {
    /// Its number, from 1; its database's name follows from it.
    pub number: u32,
    /// What its owner calls it; it shows without unlocking.
    pub name: String,
}

#[derive(Serialize, Deserialize)]
struct All {
    current: u32,
    all: Vec<Profile>,
}

fn read() -> All {
    let first = || All { current: 1, all: vec![Profile { number: 1, name: String::new() }] };
    let kept = browser::remembered(KEPT).and_then(|kept| serde_json::from_str::<All>(&kept).ok());
    kept.filter(|kept| kept.all.iter().any(|profile| profile.number == kept.current)).unwrap_or_else(first)
}

fn write(all: &All) {
    browser::remember(KEPT, serde_json::to_string(all).ok().as_deref());
}

/// All that are known, by number.
pub fn all() -> Vec<Profile> {
    read().all
}

/// The number of the one that is open.
pub fn current() -> u32 {
    read().current
}

/// Looks for databases that were forgotten.
pub async fn find() {
    let mut kept = read();
    let before = kept.all.len();
    for name in disk::databases().await {
        let number = match name.strip_prefix(DATABASE) {
            Some("") => Some(1),
            Some(rest) => rest.strip_prefix('-').and_then(|number| number.parse().ok()),
            None => None,
        };
        if let Some(number) = number.filter(|number| kept.all.iter().all(|known| known.number != *number)) {
            kept.all.push(Profile { number, name: String::new() });
        }
    }
    if kept.all.len() > before {
        engine::domain::order::sort(&mut kept.all, |a, b| a.number.cmp(&b.number));
        write(&kept);
    }
}

fn of(base: &str, number: u32) -> String {
    if number == 1 { base.to_owned() } else { format!("{base}-{number}") }
}

/// The database of the one that is open.
pub fn database() -> String {
    of(DATABASE, current())
}

/// The database of the one of that number.
pub fn database_of(number: u32) -> String {
    of(DATABASE, number)
}

/// Whether the one of that number was set up and is here still.
pub async fn is_there(number: u32) -> bool {
    browser::remembered(&of(MARKER, number)).is_some() || disk::databases().await.contains(&database_of(number))
}

/// Whether the one that is open was set up.
pub fn is_set_up() -> bool {
    browser::remembered(&of(MARKER, current())).is_some()
}

/// Remembers whether the one that is open was set up.
pub fn set_up(yes: bool) {
    browser::remember(&of(MARKER, current()), yes.then_some("1"));
}

/// Under this name it is remembered, outside the store of the one that is open, that the phone is in somebody's hands.
pub fn handed_mark() -> String {
    format!("handed-{}", current())
}

/// Under this name it is remembered that it was given back, and that the lock stands before it still.
pub fn given_mark() -> String {
    format!("given-{}", current())
}

/// Under this name it is remembered that a backup of the one of that number left, made from another one: its own rows are not
/// written from there.
pub fn left_mark(number: u32) -> String {
    format!("left-{number}")
}

/// Names one.
pub fn rename(number: u32, name: &str) {
    let mut kept = read();
    if let Some(profile) = kept.all.iter_mut().find(|profile| profile.number == number) {
        name.trim().clone_into(&mut profile.name);
    }
    write(&kept);
}

/// Opens another one; `None` for a new one. `false`: something is not saved, so nothing happened.
pub async fn switch(boot: Boot, to: Option<u32>) -> bool {
    leave::go_from(boot, async || {
        let started = is_set_up();
        if let (false, Ok(store)) = (started, boot.store()) {
            store.wipe().await.ok();
        }
        let mut kept = read();
        let number = to.unwrap_or_else(|| {
            let free = (1..).find(|number| kept.all.iter().all(|known| known.number != *number)).unwrap_or(1);
            kept.all.push(Profile { number: free, name: String::new() });
            free
        });
        if !started && number != kept.current {
            // A first run that was left before anything was there.
            let left = kept.current;
            kept.all.retain(|profile| profile.number != left);
        }
        kept.current = number;
        write(&kept);
    })
    .await
}

/// The one that is open was wiped: the next one opens, if there is one.
pub fn wiped() {
    set_up(false);
    let mut kept = read();
    let gone = kept.current;
    kept.all.retain(|profile| profile.number != gone);
    match kept.all.first() {
        Some(next) => {
            kept.current = next.number;
            write(&kept);
        }
        None => browser::remember(KEPT, None),
    }
}

/// How it stands in another profile, as it was left there.
pub enum Standing {
    /// It has a lock.
    Locked,
    /// Nothing is there yet, or it can't be read now.
    Unknown,
    /// Its community's name, and its sessions.
    Open(String, Vec<SessionSummary>),
}

/// Reads how it stands in another profile. Nothing there is changed.
pub async fn standing(number: u32) -> Standing {
    if browser::remembered(&of(MARKER, number)).is_none() {
        return Standing::Unknown;
    }
    let Ok(store) = IndexedStore::open(&of(DATABASE, number), |_| {}).await else { return Standing::Unknown };
    let read = async {
        match vault::state(&store, true, browser::now().ms).await.ok()? {
            VaultState::Locked { .. } => return Some(Standing::Locked),
            VaultState::Open => {}
            _ => return None,
        }
        let key = vault::unlock_none(&store).await.ok()?;
        let sealed = Sealed::new(&store, key, std::rc::Rc::new(disk::random));
        let mut shelves = Shelves::default();
        for row in sealed.read(Table::Summaries, "").await.ok()?.rows {
            shelves.load(&row.key, &row.bytes);
        }
        let mut name = String::new();
        let mut sessions = Vec::new();
        for summary in shelves.all() {
            match summary {
                Summary::Community { name: its, .. } => name.clone_from(its),
                Summary::Session(session) if session.removed.is_none() => sessions.push((**session).clone()),
                _ => {}
            }
        }
        Some(Standing::Open(name, sessions))
    };
    let standing = read.await.unwrap_or(Standing::Unknown);
    store.close();
    standing
}

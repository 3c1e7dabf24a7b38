//! What backups need of a shared community. Sharing hangs it up when it runs, so that the rest of the app names nothing of it
//! and it stays in its own module.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use engine::domain::Id;
use engine::sync::share::courier::file;
use engine::sync::share::{Courier, NotIn};
use relay::Role;
use relay::access::Of;
use relay::rules::Refusal;

use super::ask::NoAnswer;
use super::deeds::{self, Brought};
use super::rounds::{Turn, seal, turn};
use super::told::tell;
use super::{bell, come_in, with};
use crate::aside::{File, Halt, Progress};
use crate::boot::leave;
use crate::shell::Shell;

type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// What backups may ask.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// For whom a backup is to be sealed.
    pub keepers: fn() -> Option<Keepers>,
    /// Seals what was written just now, and waits until it is stored.
    pub seal: fn(Shell) -> Later<()>,
    /// The relay's whole log, read anew, as a file; hears how many of how many items are here, until it says no.
    pub log: fn(Shell, Heard) -> Later<Log>,
    /// Takes in the items of a file.
    pub take: fn(Shell, File, Progress) -> Later<Taken>,
    /// Seals what was written just now, and keeps the courier from its rounds until it is let go.
    pub rest: fn(Shell) -> Later<Turn>,
    /// Opens the courier anew as it is stored.
    pub wake: fn(Shell) -> Later<()>,
}

/// What a file of items brought, or why nothing came of it; inside, that it is no such file.
pub type Taken = Result<Result<Brought, NotIn>, Halt>;

/// The relay's log as a file, or why it is not here.
pub type Log = Result<Vec<u8>, NoLog>;

/// Hears how many of how many items are here; `false`: it is to stop.
pub type Heard = Rc<dyn Fn(u64, u64) -> bool>;

/// Why the relay's log is not here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoLog {
    /// Nothing answers.
    Silent,
    /// It keeps nothing of this community.
    Nothing,
    /// It hands nothing over to this phone.
    Refused,
}

/// Who can open what is sealed for the community.
#[derive(Clone, Debug, PartialEq)]
pub struct Keepers {
    /// The community, as its phones call it.
    pub community: String,
    /// The public keys of the recovery words and of coordinators' phones.
    pub keys: Vec<[u8; 32]>,
    /// The coordinators who have one of these phones.
    pub people: Vec<Id>,
    /// This phone's own secret key.
    pub own: [u8; 32],
}

thread_local! {
    static HOOKS: Cell<Option<Hooks>> = const { Cell::new(None) };
}

/// What is hung up; nothing until sharing runs.
pub fn hooks() -> Option<Hooks> {
    HOOKS.get()
}

/// Hangs it up.
pub(super) fn hang() {
    HOOKS.set(Some(Hooks {
        keepers: || with(|courier| keepers_of(courier)),
        seal: |shell| Box::pin(seals(shell)),
        log: |shell, heard| Box::pin(log(shell, heard)),
        take: |shell, file, progress| Box::pin(async move { deeds::take_file(shell, &file, progress).await }),
        rest: |shell| Box::pin(rests(shell)),
        wake: |shell| Box::pin(wakes(shell)),
    }));
}

/// Who can open what is sealed for a courier's community.
pub fn keepers_of(courier: &Courier) -> Keepers {
    let access = courier.share().access();
    let mut keepers = Keepers {
        community: access.community().to_string(),
        keys: Vec::new(),
        people: Vec::new(),
        own: courier.signer().receive_secret(),
    };
    for (_, held) in access.present() {
        let coordinator = held.of == Of::Device && held.role == Role::Coordinator;
        if coordinator || held.of == Of::Recovery {
            keepers.keys.push(held.card.receive);
        }
        let person = held.person.as_deref().and_then(Id::parse).filter(|_| coordinator);
        keepers.people.extend(person);
    }
    keepers.people.sort();
    keepers.people.dedup();
    keepers
}

async fn seals(shell: Shell) {
    rests(shell).await;
}

async fn rests(shell: Shell) -> Turn {
    let turn = turn().await;
    seal(shell);
    leave::saved(shell).await;
    turn
}

async fn wakes(shell: Shell) {
    if !super::reopens(shell).await {
        tell(shell, |told| told.broken = true);
    }
}

/// So often it is looked whether all was handed over, 100 ms apart.
const LOOKS: usize = 30;

async fn log(shell: Shell, heard: Heard) -> Result<Vec<u8>, NoLog> {
    seals(shell).await;
    // What was just written goes there first, if it can.
    bell::ring();
    for _ in 0..LOOKS {
        if with(|courier| courier.waits_to_send()).unwrap_or_default() == 0 {
            break;
        }
        leave::pause(100).await;
    }
    let known = with(|courier| (courier.signer(), courier.share().access().community()));
    let (keys, community) = known.ok_or(NoLog::Silent)?;
    match come_in::fetch_while(&keys, community, &*heard).await {
        Ok((items, _)) => Ok(file(&items)),
        Err(NoAnswer::Silent) => Err(NoLog::Silent),
        Err(NoAnswer::NoRelay | NoAnswer::Refused(Refusal::NotKept)) => Err(NoLog::Nothing),
        Err(NoAnswer::Refused(_) | NoAnswer::Garbled) => Err(NoLog::Refused),
    }
}

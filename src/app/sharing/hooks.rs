//! What backups need of a shared community. Sharing hangs it up when it runs, so that the rest of the app names nothing of it
//! and it stays in its own module.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

use engine::domain::Id;
use engine::sync::share::courier::file;
use relay::Role;
use relay::access::Of;

use super::deeds::{self, Brought};
use super::rounds::{step, stored_items, turn};
use super::{random, with};
use crate::shell::Shell;

type Later<T> = Pin<Box<dyn Future<Output = T>>>;

/// What backups may ask.
#[derive(Clone, Copy)]
pub struct Hooks {
    /// For whom a backup is to be sealed.
    pub keepers: fn() -> Option<Keepers>,
    /// All items as a file, what was written just now included. `None` where one of them cannot be read.
    pub items: fn(Shell) -> Later<Option<Vec<u8>>>,
    /// Takes in the items of a file.
    pub take: fn(Shell, Vec<u8>) -> Later<Option<Brought>>,
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
        keepers: || {
            with(|courier| {
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
            })
        },
        items: |shell| Box::pin(items(shell)),
        take: |shell, bytes| Box::pin(async move { deeds::take_file(shell, &bytes).await.ok() }),
    }));
}

async fn items(shell: Shell) -> Option<Vec<u8>> {
    let _turn = turn().await;
    let rows = shell.peek(|machine| machine.unsent().clone());
    if let Some(packed) = with(|courier| courier.pack(&rows, random())).flatten() {
        step(shell, packed.arrived);
    }
    let items: Vec<_> = stored_items(shell).await?.into_iter().map(|(_, item)| item).collect();
    let whole = with(|courier| courier.rows()) == Some(items.len() as u64);
    whole.then(|| file(&items))
}

//! What backups need of a shared community. Sharing hangs it up when it runs, so that the rest of the app names nothing of it
//! and it stays in its own module.

use std::cell::Cell;
use std::future::Future;
use std::pin::Pin;

use engine::domain::Id;
use relay::Role;
use relay::access::Of;

use super::deeds::{self, Brought};
use super::rounds::{seal, turn};
use super::with;
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
        seal: |shell| Box::pin(seals(shell)),
        take: |shell, bytes| Box::pin(async move { deeds::take_file(shell, &bytes).await.ok() }),
    }));
}

async fn seals(shell: Shell) {
    let _turn = turn().await;
    seal(shell);
    leave::saved(shell).await;
}

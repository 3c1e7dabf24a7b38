//! Sharing: this device's courier, the relay, invitations. It lives in the second module; a device that shares nothing never
//! runs it.
//!
//! - `told`: what the screens show of it.
//! - `bell`: wakes the courier.
//! - `ask`: one signed request to the relay.
//! - `rounds`: seal, hand over, fetch, until nothing is left; again when something happens.
//! - `socket`: the relay's pokes, and notes between phones.
//! - `presence`: who else is here just now.
//! - `events`: what a phone notes by itself of emergency events.
//! - `deeds`: founding, inviting, removing, files from hand to hand.
//! - `hooks`: what backups need of it.
//! - `come_in`: coming in by an invitation or by the recovery words.

pub mod ask;
pub mod bell;
pub mod come_in;
pub mod deeds;
mod events;
pub mod hooks;
mod presence;
mod rounds;
mod socket;
pub mod told;

use std::cell::RefCell;
use std::collections::BTreeMap;

use disk::{Found, Table};
use engine::merge::Op;
use engine::sync::Event;
use engine::sync::arrivals::UNSENT;
use engine::sync::share::Courier;
use engine::sync::share::courier::SHARE_ROW;
use leptos::prelude::*;

use crate::shell::Shell;

thread_local! {
    static COURIER: RefCell<Option<Courier>> = const { RefCell::new(None) };
}

/// Does something with the courier; `None` while nothing is shared.
pub fn with<T>(does: impl FnOnce(&mut Courier) -> T) -> Option<T> {
    COURIER.with_borrow_mut(|courier| courier.as_mut().map(does))
}

/// Fresh random bytes, other ones each time.
pub fn random() -> impl FnMut() -> [u8; 32] {
    || {
        let mut bytes = [0; 32];
        disk::random(&mut bytes);
        bytes
    }
}

/// Opens the courier that is stored here, and lets it run.
pub fn start(shell: Shell) {
    if COURIER.with_borrow(Option::is_some) || !shell.peek(|machine| machine.local().shared) {
        return;
    }
    leptos::task::spawn_local(async move {
        match open(shell).await {
            Some(courier) => run(shell, courier),
            None => shell.sharing.update(|told| told.broken = true),
        }
    });
}

/// Lets a courier run.
pub fn run(shell: Shell, courier: Courier) {
    COURIER.set(Some(courier));
    bell::hang(shell);
    hooks::hang();
    presence::hang(shell);
    told::tell(shell, |told| told.on = true);
    leptos::task::spawn_local(rounds::run(shell));
}

/// Opens the courier anew as it is stored: somebody else stored what it is to know. `false` where it does not open.
pub async fn reopens(shell: Shell) -> bool {
    COURIER.take();
    let opened = open(shell).await;
    let opens = opened.is_some();
    COURIER.set(opened);
    opens
}

async fn open(shell: Shell) -> Option<Courier> {
    let store = shell.store();
    let Found::Bytes(row) = store.get(Table::Local, SHARE_ROW).await.ok()? else { return None };
    let mut items = BTreeMap::new();
    for key in Courier::needs(&row)? {
        if let Found::Bytes(bytes) = store.get(Table::Items, &key).await.ok()? {
            items.insert(key, bytes);
        }
    }
    let courier = Courier::open(&row, &items)?;
    // What was written and not sealed before the app was closed.
    let mut unsent = BTreeMap::new();
    for mark in store.read(Table::Local, UNSENT).await.ok()?.rows {
        let key = mark.key.trim_start_matches(UNSENT).to_owned();
        if let Found::Bytes(ops) = store.get(Table::Ops, &key).await.ok()?
            && let Ok(ops) = serde_json::from_slice::<Vec<Op>>(&ops)
        {
            unsent.insert(key, ops);
        }
    }
    shell.step(Event::Unsent(unsent));
    Some(courier)
}

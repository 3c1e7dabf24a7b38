//! What is brought is stored by a worker in this page's place: the right to write is lent to it. The page goes on meanwhile: what is
//! written there waits and is done once the worker came to an end, whichever, over what is stored by then.

use disk::{StoreError, Table};
use engine::domain::Id;
use engine::sync::reread::StoredRow;
use engine::sync::{Event, Machine, SaveState};
use leptos::prelude::*;
use serde_json::Value;

use super::{Shell, fault, read_rows};
use crate::aside::brings::Brings;
use crate::aside::{self, File, Halt, Progress};
use crate::backing;
use crate::boot::{self, leave};
use crate::browser;
use crate::sharing::hooks::hooks;

/// So long it waits before it reads once more what could not be read, in milliseconds.
const AGAIN_MS: i32 = 1_000;

/// Lends the right to write to what stores this: what it says, and the files beside it.
///
/// # Errors
/// Why nothing is known of it; what was stored by then is here.
pub async fn lends(
    shell: Shell,
    what: &Brings,
    files: &[File],
    progress: Progress,
) -> Result<(Value, Vec<File>), Halt> {
    progress.begin();
    leave::flush();
    let shared = shell.peek(|machine| machine.local().shared);
    if shared {
        // The courier may still be on its way.
        backing::keepers(shell).await;
    }
    let hooks = hooks().filter(|_| shared);
    let turn = match hooks {
        Some(hooks) => Some((hooks.rest)(shell).await),
        None => None,
    };
    while shell.lent().is_some() {
        leave::pause(AGAIN_MS).await;
    }
    if !leave::stored(shell).await {
        progress.end();
        return Err(Halt::Broken);
    }
    // From here on nothing is stored by this page.
    shell.lend(progress);
    let outcome = aside::brings(what, files, progress).await;
    takes_back(shell).await;
    if let Some(hooks) = hooks {
        (hooks.wake)(shell).await;
    }
    drop(turn);
    outcome
}

/// Takes the right to write back, over what is stored now.
async fn takes_back(shell: Shell) {
    loop {
        let store = shell.store();
        let read = async {
            let machine = boot::machine(&store, shell.language_now()).await?;
            let mut open = Vec::new();
            for id in shell.peek(|machine| machine.open_ones().cloned().collect::<Vec<Id>>()) {
                let rows = read_rows(store.read(Table::Ops, &format!("{id}/")).await?);
                // A browser that answers with nothing, and no error.
                if rows.is_empty() && machine.summary(&id).is_some() {
                    return Err(StoreError::Closed);
                }
                open.push((id, rows));
            }
            Ok((machine, open))
        };
        match read.await {
            Ok((machine, open)) => return shell.takes_back(machine, open),
            // Another tab writes since.
            Err(StoreError::Superseded) => return,
            Err(error) => shell.saving.set(SaveState::NotSaved(fault(&error))),
        }
        leave::pause(AGAIN_MS).await;
    }
}

impl Shell {
    /// Another machine stores from now on: what happens here waits until [`Shell::takes_back`].
    fn lend(self, progress: Progress) {
        self.inner.get_value().borrow_mut().lent = Some((Vec::new(), progress));
    }

    /// How far the other machine is, while one stores.
    pub fn lent(self) -> Option<Progress> {
        self.inner.get_value().borrow().lent.as_ref().map(|(_, progress)| *progress)
    }

    /// What was read in another turn than this one is out of date.
    pub fn turn(self) -> u32 {
        self.inner.get_value().borrow().turn
    }

    /// Goes on over what is stored now, with the documents that are `open`; then what happened meanwhile happens.
    fn takes_back(self, mut machine: Machine, open: Vec<(Id, Vec<StoredRow>)>) {
        machine.is_stored(&browser::now());
        self.saving.set(machine.save_state());
        let (old, waits, reading) = {
            let inner = self.inner.get_value();
            let mut inner = inner.borrow_mut();
            inner.turn += 1;
            let waits = inner.lent.take().map(|(waits, _)| waits).unwrap_or_default();
            (std::mem::replace(&mut inner.machine, machine), waits, std::mem::take(&mut inner.reading))
        };
        for (id, rows) in open {
            self.step(Event::Opened(id, rows));
        }
        old.open_ones().chain(&reading).for_each(|id| self.open(id));
        waits.into_iter().for_each(|event| self.step(event));
        self.lists.update(|lists| *lists += 1);
        self.version.update(|version| *version += 1);
    }
}

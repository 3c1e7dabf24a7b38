//! What state the vault is in, and what is missing from it.

use super::slot::Slot;
use super::{LockKind, MARKER, NOTED, SLOT, Tries, VaultError, note, read_slot};
use crate::store::{Store, Table};

/// The state of a device, before anything is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum VaultState {
    /// Nothing was ever here: a new start may be offered.
    Fresh,
    /// Everything is here, and there is no lock: [`unlock_none`](super::unlock_none).
    Open,
    /// Everything is here, behind a lock: [`unlock`](super::unlock).
    Locked {
        /// What opens it.
        kind: LockKind,
        /// Wrong tries in a row so far.
        tries: u32,
        /// When the next try is looked at (Unix milliseconds); a time gone by means at once.
        wait_until: i64,
    },
    /// Something that was here is gone. Say so; never start anew silently.
    Partial(Vec<Missing>),
}

/// What is gone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missing {
    /// The whole database: only the app's own memory (local storage) knows that there was one.
    Database,
    /// The marker. The rest may still open.
    Marker,
    /// The slot of the local key, or the browser's key to it: what is sealed here stays shut.
    Keys,
    /// All ops.
    Ops,
    /// All summaries. They can be made again from the ops.
    Summaries,
}

/// Looks at the disk. `remembered`: the app's own memory outside the database says that it was initialised.
pub async fn state<S: Store>(store: &S, remembered: bool, now: i64) -> Result<VaultState, VaultError> {
    let marked = store.get(Table::Keys, MARKER).await?.is_some();
    let slotted = store.get(Table::Keys, SLOT).await?.is_some();
    let slot = read_slot(store).await?;
    let mut filled = false;
    let mut missing = Vec::new();
    for (table, gone) in NOTED.into_iter().zip([Missing::Ops, Missing::Summaries]) {
        if !store.is_empty(table).await? {
            filled = true;
        } else if store.get(Table::Keys, &note(table).key).await?.is_some() {
            missing.push(gone);
        }
    }
    filled |= !store.is_empty(Table::Local).await?;

    if !marked && !slotted && !filled && missing.is_empty() {
        return Ok(if remembered { VaultState::Partial(vec![Missing::Database]) } else { VaultState::Fresh });
    }
    if !marked {
        missing.push(Missing::Marker);
    }
    let (kind, opens) = match &slot {
        None => (None, false),
        Some(Slot::Raw { key }) => (None, key.len() == 32),
        Some(Slot::Browser { sealed }) => (None, store.browser_open(sealed).await?.is_some()),
        Some(Slot::Passcode { .. }) => (Some(LockKind::Passcode), true),
        Some(Slot::Words { .. }) => (Some(LockKind::Words), true),
    };
    if !opens {
        missing.push(Missing::Keys);
    }
    if !missing.is_empty() {
        return Ok(VaultState::Partial(missing));
    }
    let Some(kind) = kind else { return Ok(VaultState::Open) };
    let tries = Tries::read(store, now).await?;
    Ok(VaultState::Locked { kind, tries: tries.wrong, wait_until: tries.wait_until() })
}

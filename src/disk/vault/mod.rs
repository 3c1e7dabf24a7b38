//! The vault: which state this device is in, and the way to its local key.
//!
//! The local key seals every row and never changes; only what wraps it does. Slot, marker and notes lie in
//! the same database as the rows, so that a part that vanished is noticed: the vault then says what is
//! missing, and never starts a new identity by itself.
//!
//! Rows of the table `keys`, none of them sealed by [`Sealed`](crate::Sealed):
//! - `initialised`: the marker, a known text sealed under the local key;
//! - `vault/slot`: the slot that wraps the local key (see [`slot`]);
//! - `vault/tries`: how many wrong tries in a row, and when the last one was;
//! - `vault/filled/<table>`: this table held rows once;
//! - `vault/browser`: the key that the browser keeps and never shows (not a row).

mod slot;
mod state;

use engine::crypto::{LocalKey, LockError, NONCE_BYTES, delay_after, open, seal, wrap};
use serde::{Deserialize, Serialize};
use thiserror::Error;

use crate::Random;
use crate::store::{BROWSER_KEY, Batch, Row, Store, StoreError, Table};
use slot::Slot;

pub use state::{Missing, VaultState, state};

const MARKER: &str = "initialised";
const MARKER_TEXT: &[u8] = b"tongban 1";
const SLOT: &str = "vault/slot";
const TRIES: &str = "vault/tries";
const RESERVED: &str = "vault/";

/// The tables of which the vault notes that they hold rows.
pub(crate) const NOTED: [Table; 2] = [Table::Ops, Table::Summaries];

/// What opens the lock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LockKind {
    /// A passcode of the person's choice.
    Passcode,
    /// Five words, drawn by the app.
    Words,
}

/// Why the vault did not do what was asked.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum VaultError {
    /// The store failed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The lock failed, other than by a wrong secret.
    #[error(transparent)]
    Lock(LockError),
    /// The secret is wrong. The next try counts from `wait_until` on (Unix milliseconds).
    #[error("the passcode or the words are not right")]
    Wrong {
        /// Wrong tries in a row, this one included.
        tries: u32,
        /// When the next try is looked at.
        wait_until: i64,
    },
    /// Too early: nothing was tried and nothing counted.
    #[error("the next try is looked at later")]
    Wait {
        /// When the next try is looked at (Unix milliseconds).
        until: i64,
    },
    /// There is something here already; a new key would shut it out.
    #[error("this device is not empty")]
    NotFresh,
    /// There is no lock to open with a secret, or one where none was expected.
    #[error("the lock is of another kind")]
    OtherLock,
    /// No slot, or its key is gone from the browser.
    #[error("the key of this device is gone")]
    KeyGone,
    /// The key opened, but the rows here belong to another one.
    #[error("the key does not belong to these records")]
    OtherKey,
}

/// Makes a new local key without a lock and stores it. `NotFresh` unless the database is empty.
pub async fn create<S: Store>(store: &S, random: &Random) -> Result<LocalKey, VaultError> {
    for table in [Table::Ops, Table::Summaries, Table::Local] {
        if !store.is_empty(table).await? {
            return Err(VaultError::NotFresh);
        }
    }
    if store.read(Table::Keys, "").await?.iter().any(|row| is_reserved(&row.key)) {
        return Err(VaultError::NotFresh);
    }
    let key = LocalKey::new(bytes(random));
    let slot = slot::without_lock(store, &key).await?;
    let batch = Batch::new().put(Table::Keys, SLOT, slot.encode()).put(Table::Keys, MARKER, marker(&key, random));
    store.commit(&batch).await?;
    Ok(key)
}

/// The local key of a device without a lock.
pub async fn unlock_none<S: Store>(store: &S) -> Result<LocalKey, VaultError> {
    let key = match read_slot(store).await?.ok_or(VaultError::KeyGone)? {
        Slot::Raw { key } => key.try_into().ok(),
        Slot::Browser { sealed } => store.browser_open(&sealed).await?.and_then(|plain| plain.try_into().ok()),
        Slot::Passcode { .. } | Slot::Words { .. } => return Err(VaultError::OtherLock),
    };
    let key = key.map(LocalKey::new).ok_or(VaultError::KeyGone)?;
    belongs(store, &key).await?;
    Ok(key)
}

/// The local key of a locked device. A wrong try is counted on the disk before the secret is looked at.
pub async fn unlock<S: Store>(store: &S, secret: &str, now: i64) -> Result<LocalKey, VaultError> {
    let (Slot::Passcode { slot } | Slot::Words { slot }) = read_slot(store).await?.ok_or(VaultError::KeyGone)? else {
        return Err(VaultError::OtherLock);
    };
    let before = Tries::read(store, now).await?;
    let until = before.wait_until();
    if now < until {
        return Err(VaultError::Wait { until });
    }
    let tries = Tries { wrong: before.wrong.saturating_add(1), at: now };
    match store.commit(&Batch::new().put(Table::Keys, TRIES, tries.encode())).await {
        // A full disk must not keep the owner out.
        Ok(()) | Err(StoreError::Quota) => {}
        Err(error) => return Err(error.into()),
    }
    let uncount = if before.wrong == 0 {
        Batch::new().delete(Table::Keys, TRIES)
    } else {
        Batch::new().put(Table::Keys, TRIES, before.encode())
    };
    let key = match slot.unwrap(secret) {
        Ok(key) => key,
        Err(LockError::Wrong) => {
            return Err(VaultError::Wrong { tries: tries.wrong, wait_until: tries.wait_until() });
        }
        Err(error) => {
            // Not a try: nothing was compared.
            store.commit(&uncount).await?;
            return Err(VaultError::Lock(error));
        }
    };
    belongs(store, &key).await?;
    match store.commit(&Batch::new().delete(Table::Keys, TRIES)).await {
        Ok(()) | Err(StoreError::Quota) => Ok(key),
        Err(error) => Err(error.into()),
    }
}

/// Whether `key` is the local key of the records here, whatever lock is set; `None` where there are no records.
pub async fn fits<S: Store>(store: &S, key: &LocalKey) -> Result<Option<bool>, StoreError> {
    let marker = store.get(Table::Keys, MARKER).await?;
    Ok(marker.map(|sealed| open(key, Table::Keys.name(), MARKER, &sealed).is_ok()))
}

/// Locks the device with `secret`, in place of whatever slot there was. The rows stay as they are.
pub async fn set_lock<S: Store>(
    store: &S,
    key: &LocalKey,
    kind: LockKind,
    secret: &str,
    random: &Random,
) -> Result<(), VaultError> {
    let slot = wrap(key, secret, bytes(random), bytes(random)).map_err(VaultError::Lock)?;
    let slot = match kind {
        LockKind::Passcode => Slot::Passcode { slot },
        LockKind::Words => Slot::Words { slot },
    };
    let batch =
        Batch::new().put(Table::Keys, SLOT, slot.encode()).delete(Table::Keys, TRIES).delete(Table::Keys, BROWSER_KEY);
    Ok(store.commit(&batch).await?)
}

/// Takes the lock off; without a lock it does nothing. The rows stay as they are.
pub async fn remove_lock<S: Store>(store: &S, key: &LocalKey) -> Result<(), VaultError> {
    if let Some(Slot::Raw { .. } | Slot::Browser { .. }) = read_slot(store).await? {
        // A new browser's key would replace the one that this slot needs.
        return Ok(());
    }
    let slot = slot::without_lock(store, key).await?;
    let batch = Batch::new().put(Table::Keys, SLOT, slot.encode()).delete(Table::Keys, TRIES);
    Ok(store.commit(&batch).await?)
}

/// Accepts what is here as all there is, after the person has chosen so: writes the marker again and
/// forgets notes of tables that are empty now.
pub async fn mend<S: Store>(store: &S, key: &LocalKey, random: &Random) -> Result<(), VaultError> {
    let mut batch = Batch::new().put(Table::Keys, MARKER, marker(key, random));
    for table in NOTED {
        if store.is_empty(table).await? {
            batch = batch.delete(Table::Keys, note(table).key);
        }
    }
    Ok(store.commit(&batch).await?)
}

/// Whether a key of the table `keys` belongs to the vault.
pub(crate) fn is_reserved(key: &str) -> bool {
    key == MARKER || key.starts_with(RESERVED)
}

/// The row that says that `table` held rows once.
pub(crate) fn note(table: Table) -> Row {
    Row { table: Table::Keys, key: format!("vault/filled/{}", table.name()), bytes: vec![1] }
}

/// Wrong tries in a row.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
struct Tries {
    wrong: u32,
    /// When the last one was, in Unix milliseconds.
    at: i64,
}

impl Tries {
    /// What does not read counts as no try: a damaged row must not keep the owner out. A last try in the
    /// future is moved to `now`: a clock that was set back must not lock for years.
    async fn read<S: Store>(store: &S, now: i64) -> Result<Tries, StoreError> {
        let row = store.get(Table::Keys, TRIES).await?;
        let mut tries: Tries = row.and_then(|bytes| serde_json::from_slice(&bytes).ok()).unwrap_or_default();
        if tries.at > now {
            tries.at = now;
            match store.commit(&Batch::new().put(Table::Keys, TRIES, tries.encode())).await {
                Ok(()) | Err(StoreError::Quota) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(tries)
    }

    fn encode(self) -> Vec<u8> {
        serde_json::to_vec(&self).expect("two numbers are always JSON")
    }

    fn wait_until(self) -> i64 {
        self.at.saturating_add(i64::from(delay_after(self.wrong)) * 1000)
    }
}

/// `None`: no slot, or one that does not read.
async fn read_slot<S: Store>(store: &S) -> Result<Option<Slot>, StoreError> {
    Ok(store.get(Table::Keys, SLOT).await?.and_then(|bytes| Slot::decode(&bytes)))
}

/// Says `OtherKey` when the marker was sealed under another key. No marker is [`state`]'s to report.
async fn belongs<S: Store>(store: &S, key: &LocalKey) -> Result<(), VaultError> {
    match store.get(Table::Keys, MARKER).await? {
        None => Ok(()),
        Some(sealed) => match open(key, Table::Keys.name(), MARKER, &sealed) {
            Ok(_) => Ok(()),
            Err(_) => Err(VaultError::OtherKey),
        },
    }
}

fn marker(key: &LocalKey, random: &Random) -> Vec<u8> {
    seal(key, bytes::<NONCE_BYTES>(random), Table::Keys.name(), MARKER, MARKER_TEXT)
}

fn bytes<const N: usize>(random: &Random) -> [u8; N] {
    let mut bytes = [0; N];
    random(&mut bytes);
    bytes
}

//! The contract that every [`Store`] keeps, as one suite: natively over memory, in browsers over IndexedDB.
//!
//! A check is given a fresh store and answers what it found; nothing here panics, so that one broken
//! browser still yields the whole list.

mod rows;
mod vaults;

#[cfg(target_arch = "wasm32")]
mod browser;

use std::cell::Cell;
use std::error::Error;
use std::rc::Rc;

use crate::store::{Store, StoreError};
use crate::{MemoryStore, Random};

#[cfg(target_arch = "wasm32")]
pub use browser::contract_in_browser;

/// A store that can be closed and opened again over the same rows.
pub trait Subject: Store + Sized {
    /// Closes this connection and opens another.
    #[allow(async_fn_in_trait)]
    async fn reopened(self) -> Result<Self, StoreError>;
}

impl Subject for MemoryStore {
    async fn reopened(self) -> Result<Self, StoreError> {
        Ok(self)
    }
}

/// The name of a check, and what was wrong.
pub type Outcome = (&'static str, Result<(), String>);

type Check = Result<(), Box<dyn Error>>;

/// Runs all checks, each on a store of its own.
pub async fn contract<S: Subject>(fresh: impl AsyncFn() -> Result<S, StoreError>) -> Vec<Outcome> {
    let mut outcomes = Vec::new();
    macro_rules! check {
        ($($room:ident::$name:ident,)*) => {$(
            let found = match fresh().await {
                Ok(store) => $room::$name(store).await.map_err(|error| error.to_string()),
                Err(error) => Err(error.to_string()),
            };
            outcomes.push((stringify!($name), found));
        )*};
    }
    check! {
        rows::put_and_get,
        rows::nothing_is_nothing,
        rows::order_is_by_key,
        rows::prefix_edges,
        rows::overwriting_replaces,
        rows::deleting_removes,
        rows::deletes_come_before_puts,
        rows::tables_are_apart,
        rows::a_batch_spans_tables,
        rows::an_empty_batch_is_stored,
        rows::a_megabyte_returns,
        rows::keys_in_any_script,
        rows::a_thousand_rows_in_one_batch,
        rows::commits_at_the_same_time,
        rows::rows_outlive_the_connection,
        rows::wiping_leaves_nothing,
        vaults::a_fresh_device_says_so,
        vaults::without_a_lock,
        vaults::a_start_is_never_made_twice,
        vaults::a_passcode_locks,
        vaults::five_words_lock,
        vaults::wrong_tries_are_counted,
        vaults::a_clock_set_back_does_not_lock_for_years,
        vaults::locking_and_unlocking_keeps_the_rows,
        vaults::what_is_missing_is_noticed,
        vaults::a_foreign_key_is_refused,
        vaults::a_key_fits_its_records_whatever_the_lock,
        vaults::a_damaged_row_is_reported,
        vaults::vault_rows_are_out_of_reach,
    }
    outcomes
}

/// Random bytes for checks: never the same twice, the same on every run.
fn counting() -> Rc<Random> {
    let next = Cell::new(1_u64);
    Rc::new(move |bytes: &mut [u8]| {
        for byte in bytes {
            // Numerical Recipes' generator; any would do.
            next.set(next.get().wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407));
            *byte = (next.get() >> 56) as u8;
        }
    })
}

macro_rules! ensure {
    ($($found:tt)*) => {
        if !($($found)*) {
            return Err(concat!("not so: ", stringify!($($found)*)).into());
        }
    };
}
macro_rules! same {
    ($found:expr, $expect:expr $(,)?) => {
        match (&$found, &$expect) {
            (found, expect) if *found == *expect => {}
            (found, expect) => {
                return Err(format!("{}: found {found:?}, not {expect:?}", stringify!($found)).into());
            }
        }
    };
}
use {ensure, same};

#[cfg(test)]
mod tests {
    use super::*;

    fn check(fresh: impl Fn() -> MemoryStore) {
        let outcomes = pollster::block_on(contract(async || Ok(fresh())));
        assert!(outcomes.len() >= 25);
        let broken: Vec<_> = outcomes.iter().filter(|(_, found)| found.is_err()).collect();
        assert!(broken.is_empty(), "{broken:#?}");
    }

    #[test]
    fn memory_keeps_the_contract() {
        check(MemoryStore::new);
    }

    #[test]
    fn memory_with_a_browsers_key_keeps_the_contract() {
        check(MemoryStore::with_browser_key);
    }
}

//! A store in memory that keeps the contract, and breaks it on demand: for tests and the simulator.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use engine::crypto::{LocalKey, open, seal};

use crate::store::{BROWSER_KEY, Batch, Row, Store, StoreError, Table};

/// What goes wrong next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The call fails: no room.
    Quota,
    /// The call fails: connection closed.
    Closed,
    /// The call fails: transaction rolled back.
    Abort,
    /// The call fails: no answer within the limit.
    Hung,
    /// The call never answers.
    Hang,
    /// A read answers with nothing, as if nothing were there. To a commit it does nothing.
    Silent,
}

/// A store in memory. A clone is another connection to the same rows.
#[derive(Clone, Debug, Default)]
pub struct MemoryStore(Rc<Shared>);

#[derive(Debug, Default)]
struct Shared {
    rows: RefCell<BTreeMap<Place, Vec<u8>>>,
    commit_faults: RefCell<VecDeque<Fault>>,
    read_faults: RefCell<VecDeque<Fault>>,
    browser_key: Cell<bool>,
    commits: Cell<usize>,
}

/// UTF-16, so that the order is IndexedDB's.
type Place = (Table, Vec<u16>);

impl MemoryStore {
    /// An empty store without a browser's key.
    pub fn new() -> MemoryStore {
        MemoryStore::default()
    }

    /// An empty store that plays a browser's key as well.
    pub fn with_browser_key() -> MemoryStore {
        let store = MemoryStore::new();
        store.0.browser_key.set(true);
        store
    }

    /// The next commit that has no fault yet meets `fault`; none of its rows is stored.
    pub fn fail_commit(&self, fault: Fault) {
        self.0.commit_faults.borrow_mut().push_back(fault);
    }

    /// The next read (`read`, `get` or `is_empty`) that has no fault yet meets `fault`.
    pub fn fail_read(&self, fault: Fault) {
        self.0.read_faults.borrow_mut().push_back(fault);
    }

    /// How many batches were stored.
    pub fn commits(&self) -> usize {
        self.0.commits.get()
    }

    async fn meet(&self, faults: &RefCell<VecDeque<Fault>>) -> Result<Option<Fault>, StoreError> {
        let fault = faults.borrow_mut().pop_front();
        match fault {
            Some(Fault::Quota) => Err(StoreError::Quota),
            Some(Fault::Closed) => Err(StoreError::Closed),
            Some(Fault::Abort) => Err(StoreError::Aborted),
            Some(Fault::Hung) => Err(StoreError::Hung),
            Some(Fault::Hang) => std::future::pending().await,
            Some(Fault::Silent) | None => Ok(fault),
        }
    }

    fn browser_key(&self) -> Option<LocalKey> {
        let key = self.0.rows.borrow().get(&place(Table::Keys, BROWSER_KEY)).cloned();
        key.and_then(|bytes| bytes.try_into().ok()).map(LocalKey::new)
    }
}

impl Store for MemoryStore {
    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        self.meet(&self.0.commit_faults).await?;
        let mut rows = self.0.rows.borrow_mut();
        for (table, key) in &batch.deletes {
            rows.remove(&place(*table, key));
        }
        for row in &batch.puts {
            rows.insert(place(row.table, &row.key), row.bytes.clone());
        }
        self.0.commits.set(self.0.commits.get() + 1);
        Ok(())
    }

    async fn read(&self, table: Table, prefix: &str) -> Result<Vec<Row>, StoreError> {
        if self.meet(&self.0.read_faults).await?.is_some() {
            return Ok(Vec::new());
        }
        let start = place(table, prefix);
        let rows = self.0.rows.borrow();
        let inside =
            rows.range(start.clone()..).take_while(|((found, key), _)| *found == table && key.starts_with(&start.1));
        Ok(inside
            .map(|((_, key), bytes)| Row { table, key: String::from_utf16_lossy(key), bytes: bytes.clone() })
            .filter(|row| !(table == Table::Keys && row.key == BROWSER_KEY))
            .collect())
    }

    async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        if self.meet(&self.0.read_faults).await?.is_some() || (table == Table::Keys && key == BROWSER_KEY) {
            return Ok(None);
        }
        Ok(self.0.rows.borrow().get(&place(table, key)).cloned())
    }

    async fn is_empty(&self, table: Table) -> Result<bool, StoreError> {
        Ok(self.read(table, "").await?.is_empty())
    }

    async fn wipe(&self) -> Result<(), StoreError> {
        self.meet(&self.0.commit_faults).await?;
        self.0.rows.borrow_mut().clear();
        Ok(())
    }

    async fn browser_seal(&self, plain: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        if !self.0.browser_key.get() {
            return Ok(None);
        }
        // A test's stand-in: its key need not be secret.
        self.commit(&Batch::new().put(Table::Keys, BROWSER_KEY, [0xb5; 32])).await?;
        Ok(self.browser_key().map(|key| seal(&key, [0xb5; 24], "browser", "", plain)))
    }

    async fn browser_open(&self, sealed: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        Ok(self.browser_key().and_then(|key| open(&key, "browser", "", sealed).ok()))
    }
}

fn place(table: Table, key: &str) -> Place {
    (table, key.encode_utf16().collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use pollster::block_on;

    #[test]
    fn a_failed_commit_stores_nothing_and_the_next_one_works() {
        let store = MemoryStore::new();
        let batch = Batch::new().put(Table::Ops, "a", [1]);
        let check = |fault, error| {
            store.fail_commit(fault);
            assert_eq!(block_on(store.commit(&batch)), Err(error));
            assert_eq!(block_on(store.get(Table::Ops, "a")), Ok(None));
        };
        check(Fault::Quota, StoreError::Quota);
        check(Fault::Closed, StoreError::Closed);
        check(Fault::Abort, StoreError::Aborted);
        check(Fault::Hung, StoreError::Hung);
        assert_eq!(block_on(store.commit(&batch)), Ok(()));
        store.fail_read(Fault::Silent);
        assert_eq!(block_on(store.read(Table::Ops, "")), Ok(Vec::new()));
        assert_eq!(block_on(store.get(Table::Ops, "a")), Ok(Some(vec![1])));
        assert_eq!(store.commits(), 1);
    }
}

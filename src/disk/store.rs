//! The contract of a store: five tables of rows, one batch at a time, whole or not at all.

use std::rc::Rc;

use thiserror::Error;

/// The tables. Keys are strings, in the order of their UTF-16 code units (IndexedDB's own).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Table {
    /// The op log: the truth.
    Ops,
    /// One small projection per document.
    Summaries,
    /// What belongs to this device alone: outbox, cursor, clock, settings.
    Local,
    /// The vault's slots and marker.
    Keys,
    /// Items, as they pass between phones.
    Items,
}

impl Table {
    /// All tables.
    pub const ALL: [Table; 5] = [Table::Ops, Table::Summaries, Table::Local, Table::Keys, Table::Items];

    /// The table's name: of the object store, and in each row's seal. Never changes.
    pub fn name(self) -> &'static str {
        match self {
            Table::Ops => "ops",
            Table::Summaries => "summaries",
            Table::Local => "local",
            Table::Keys => "keys",
            Table::Items => "items",
        }
    }
}

/// One row. To the store its bytes mean nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Where it lies.
    pub table: Table,
    /// Its name there.
    pub key: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}

/// What is stored together: first the deletes, then the puts, in one transaction.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Batch {
    /// Rows to write, over what was there.
    pub puts: Vec<Row>,
    /// Rows to remove. One that is not there is no error.
    pub deletes: Vec<(Table, String)>,
}

impl Batch {
    /// A batch that changes nothing yet.
    pub fn new() -> Batch {
        Batch::default()
    }

    /// The batch with one more row to write.
    pub fn put(mut self, table: Table, key: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Batch {
        self.puts.push(Row { table, key: key.into(), bytes: bytes.into() });
        self
    }

    /// The batch with one more row to remove.
    pub fn delete(mut self, table: Table, key: impl Into<String>) -> Batch {
        self.deletes.push((table, key.into()));
        self
    }

    /// Whether it changes nothing.
    pub fn is_empty(&self) -> bool {
        self.puts.is_empty() && self.deletes.is_empty()
    }

    /// The tables it touches, each once.
    pub fn tables(&self) -> Vec<Table> {
        let touched = |table: &Table| {
            self.puts.iter().any(|row| row.table == *table) || self.deletes.iter().any(|(deleted, _)| deleted == table)
        };
        Table::ALL.into_iter().filter(touched).collect()
    }
}

/// Why a store did not do what was asked. After any of them nothing may be called saved.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum StoreError {
    /// The device or the browser's share of it is full. Nothing of the batch was stored.
    #[error("there is no room left on this device")]
    Quota,
    /// The browser closed the connection, and opening it once more did not help.
    #[error("the browser closed the database")]
    Closed,
    /// The transaction was rolled back. Nothing of the batch was stored.
    #[error("the browser took the change back")]
    Aborted,
    /// No answer within the time limit. The batch may be stored or not; storing it again is harmless.
    #[error("the browser's database does not answer")]
    Hung,
    /// Another tab holds the database open and does not let go.
    #[error("another tab of Tongban is in the way")]
    Blocked,
    /// Another tab upgrades or deletes the database; this tab must load again.
    #[error("another tab of Tongban has a newer version")]
    Superseded,
    /// The database was written by a newer Tongban than this one.
    #[error("the database belongs to a newer Tongban")]
    Newer,
    /// The browser offers no IndexedDB here (some private windows, some settings).
    #[error("this browser stores nothing here")]
    Unavailable,
    /// A row's key is kept for the vault.
    #[error("the key is kept for the vault")]
    Reserved,
    /// Anything else, by the browser's name for it.
    #[error("the browser's database reports {0}")]
    Browser(String),
}

/// The vault's key that the browser holds lies under this name, and is not a row.
pub(crate) const BROWSER_KEY: &str = "vault/browser";

/// A place that keeps rows.
///
/// Single-threaded: no future of it needs to be `Send`.
#[allow(async_fn_in_trait)]
pub trait Store {
    /// Stores the batch whole or not at all. `Ok` only after it lies on the disk.
    async fn commit(&self, batch: &Batch) -> Result<(), StoreError>;

    /// The rows of `table` whose key starts with `prefix`, in key order.
    /// What lies there but is not bytes comes as a row of no bytes.
    async fn read(&self, table: Table, prefix: &str) -> Result<Vec<Row>, StoreError>;

    /// The bytes of one row.
    async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError>;

    /// Whether `table` holds no row.
    async fn is_empty(&self, table: Table) -> Result<bool, StoreError>;

    /// Deletes every row, then the database itself. The store is of no use afterwards.
    ///
    /// `Blocked`: the rows are gone, the empty database goes as soon as the other tab closes.
    async fn wipe(&self) -> Result<(), StoreError>;

    /// Seals `plain` under a new key that the browser keeps and never shows.
    ///
    /// `None` where there is no such key, or where it did not come back whole from the disk.
    async fn browser_seal(&self, plain: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;

    /// Opens what [`browser_seal`](Store::browser_seal) made; `None` if the browser's key is gone or another.
    async fn browser_open(&self, sealed: &[u8]) -> Result<Option<Vec<u8>>, StoreError>;
}

macro_rules! through {
    ($kind:ty) => {
        impl<S: Store> Store for $kind {
            async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
                (**self).commit(batch).await
            }
            async fn read(&self, table: Table, prefix: &str) -> Result<Vec<Row>, StoreError> {
                (**self).read(table, prefix).await
            }
            async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
                (**self).get(table, key).await
            }
            async fn is_empty(&self, table: Table) -> Result<bool, StoreError> {
                (**self).is_empty(table).await
            }
            async fn wipe(&self) -> Result<(), StoreError> {
                (**self).wipe().await
            }
            async fn browser_seal(&self, plain: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
                (**self).browser_seal(plain).await
            }
            async fn browser_open(&self, sealed: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
                (**self).browser_open(sealed).await
            }
        }
    };
}

through!(&S);
through!(Rc<S>);

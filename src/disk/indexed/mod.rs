//! The store in a browser: IndexedDB, one readwrite transaction a batch, strict durability.
//!
//! A connection that the browser closed is opened once more in each call. A connection that is in the way of
//! another tab's upgrade closes itself at once and stays closed. Every call has a time limit.

mod cause;
mod transaction;
mod version;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;

use crate::browser_key;
use crate::limit::within;
use crate::store::{BROWSER_KEY, Batch, Row, Store, StoreError, Table};
use cause::{cause, opening_cause};
pub(crate) use version::Version;

/// No call takes longer than this while the page is awake.
const LIMIT_MS: u32 = 15_000;

/// What happens to the database from outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskEvent {
    /// Another tab upgrades or deletes the database; this one let go and must load again.
    VersionChange,
    /// Another tab holds an old version open: it must be closed before this one can go on.
    Blocked,
    /// The browser closed the connection. The next call opens it again.
    Closed,
}

/// Rows in IndexedDB. A clone shares the connection.
#[derive(Clone)]
pub struct IndexedStore(Rc<Shared>);

struct Shared {
    name: String,
    version: Version,
    tell: Box<dyn Fn(DiskEvent)>,
    connection: RefCell<Option<Connection>>,
    superseded: Cell<bool>,
    given_up: Cell<bool>,
    limit_ms: Cell<u32>,
}

/// An open database and the ears on it. Dropping it closes it after what is under way: without its ears it would
/// be in the way of every upgrade and deletion, for as long as the browser keeps what nobody uses.
struct Connection {
    database: Database,
    _ears: [EventListener; 2],
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.database.clone().close();
    }
}

impl IndexedStore {
    /// Opens the database, makes or upgrades it where needed. `tell` hears what happens from outside.
    pub async fn open(name: &str, tell: impl Fn(DiskEvent) + 'static) -> Result<IndexedStore, StoreError> {
        IndexedStore::open_as(name, Version::LATEST, tell).await
    }

    /// Opens as an older Tongban did.
    pub(crate) async fn open_as(
        name: &str,
        version: Version,
        tell: impl Fn(DiskEvent) + 'static,
    ) -> Result<IndexedStore, StoreError> {
        let store = IndexedStore(Rc::new(Shared {
            name: name.to_owned(),
            version,
            tell: Box::new(tell),
            connection: RefCell::new(None),
            superseded: Cell::new(false),
            given_up: Cell::new(false),
            limit_ms: Cell::new(LIMIT_MS),
        }));
        store.run(async |_| Ok(())).await?;
        Ok(store)
    }

    /// Another time limit for each call, for tests.
    pub fn limit(&self, limit_ms: u32) {
        self.0.limit_ms.set(limit_ms);
    }

    /// Closes the connection, after what is under way. The next call opens it again.
    pub fn close(&self) {
        self.0.connection.take();
    }

    /// Lets go for good: another tab writes. Every later call is refused, whoever makes it.
    pub fn give_up(&self) {
        self.0.superseded.set(true);
        self.0.given_up.set(true);
        self.close();
    }

    /// The database's name.
    pub fn name(&self) -> &str {
        &self.0.name
    }

    /// What a browser does that closes a connection by itself, for the contract.
    pub(crate) fn close_underneath(&self) {
        if let Some(connection) = &*self.0.connection.borrow() {
            connection.database.clone().close();
        }
    }

    /// Runs `work`; if the connection turns out to be closed, once more on a new one.
    async fn run<T>(&self, work: impl AsyncFn(&Database) -> Result<T, StoreError>) -> Result<T, StoreError> {
        let mut work = Box::pin(async {
            let database = self.database().await?;
            match work(&database).await {
                Err(StoreError::Closed) => {
                    self.forget(&database);
                    work(&self.database().await?).await
                }
                found => found,
            }
        });
        let found = within(self.0.limit_ms.get(), &mut work).await;
        if found.as_ref().err() == Some(&StoreError::Hung) {
            self.close();
        }
        found
    }

    async fn limited<T>(&self, work: impl Future<Output = T>) -> Result<T, StoreError> {
        within(self.0.limit_ms.get(), &mut Box::pin(async { Ok(work.await) })).await
    }

    async fn database(&self) -> Result<Database, StoreError> {
        if self.0.superseded.get() {
            return Err(StoreError::Superseded);
        }
        if let Some(connection) = &*self.0.connection.borrow() {
            return Ok(connection.database.clone());
        }
        let opened = self.open_database().await?;
        if self.0.superseded.get() {
            opened.close();
            return Err(StoreError::Superseded);
        }
        if let Some(connection) = &*self.0.connection.borrow() {
            // Another call was faster; a second connection without ears would block upgrades.
            opened.close();
            return Ok(connection.database.clone());
        }
        let ears = self.ears(&opened);
        *self.0.connection.borrow_mut() = Some(Connection { database: opened.clone(), _ears: ears });
        Ok(opened)
    }

    /// Opens a connection. One that opens only after the limit is closed, or it would block other tabs.
    async fn open_database(&self) -> Result<Database, StoreError> {
        let blocked = Rc::new(Cell::new(false));
        let weak = Rc::downgrade(&self.0);
        let request = Database::open(self.0.name.as_str())
            .with_version(self.0.version.number())
            .with_on_blocked({
                let blocked = blocked.clone();
                move |_| {
                    blocked.set(true);
                    if let Some(shared) = weak.upgrade() {
                        (shared.tell)(DiskEvent::Blocked);
                    }
                    Ok(())
                }
            })
            .with_on_upgrade_needed({
                let target = self.0.version;
                move |event, database| version::upgrade(&database, event.old_version(), target)
            })
            .build()
            .map_err(opening_cause)?;
        let mut opening = Box::pin(async { request.await.map_err(opening_cause) });
        // Shorter than the call's own limit, so that the late connection is closed here.
        match within(self.0.limit_ms.get() / 5 * 4, &mut opening).await {
            Err(StoreError::Hung) => {
                spawn_local(async {
                    if let Ok(late) = opening.await {
                        late.close();
                    }
                });
                Err(if blocked.get() { StoreError::Blocked } else { StoreError::Hung })
            }
            found => found,
        }
    }

    fn ears(&self, database: &Database) -> [EventListener; 2] {
        let target: &web_sys::EventTarget = database.as_sys().unchecked_ref();
        let on_change = {
            let (weak, database) = (Rc::downgrade(&self.0), database.clone());
            move |_: &web_sys::Event| {
                database.clone().close();
                let Some(shared) = weak.upgrade() else { return };
                shared.superseded.set(true);
                // The ear that hears this goes with the connection: not while it is hearing.
                spawn_local(async move {
                    shared.connection.take();
                    (shared.tell)(DiskEvent::VersionChange);
                });
            }
        };
        let on_close = {
            let weak = Rc::downgrade(&self.0);
            move |_: &web_sys::Event| {
                let Some(shared) = weak.upgrade() else { return };
                spawn_local(async move {
                    shared.connection.take();
                    (shared.tell)(DiskEvent::Closed);
                });
            }
        };
        [EventListener::new(target, "versionchange", on_change), EventListener::new(target, "close", on_close)]
    }

    /// Drops the connection, unless another call has made a new one already.
    fn forget(&self, database: &Database) {
        let mut connection = self.0.connection.borrow_mut();
        if connection.as_ref().is_some_and(|kept| kept.database.as_sys() == database.as_sys()) {
            *connection = None;
        }
    }
}

impl Store for IndexedStore {
    async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        if batch.is_empty() {
            return Ok(());
        }
        self.run(async |database| transaction::commit(database, batch).await).await
    }

    async fn read(&self, table: Table, prefix: &str) -> Result<Vec<Row>, StoreError> {
        self.run(async |database| transaction::read(database, table, prefix).await).await
    }

    async fn get(&self, table: Table, key: &str) -> Result<Option<Vec<u8>>, StoreError> {
        if table == Table::Keys && key == BROWSER_KEY {
            return Ok(None);
        }
        self.run(async |database| Ok(transaction::value(database, table, key).await?.as_ref().map(transaction::bytes)))
            .await
    }

    async fn is_empty(&self, table: Table) -> Result<bool, StoreError> {
        self.run(async |database| transaction::is_empty(database, table).await).await
    }

    async fn wipe(&self) -> Result<(), StoreError> {
        if self.0.given_up.get() {
            return Err(StoreError::Superseded);
        }
        // First the rows, so that nothing is left to read while another tab holds the database open.
        let cleared = self.run(transaction::clear).await;
        self.close();
        let request = Database::delete_by_name(&self.0.name).map_err(opening_cause)?;
        let mut deleting = Box::pin(async { request.await.map_err(cause) });
        match within(self.0.limit_ms.get() / 3, &mut deleting).await {
            Err(StoreError::Hung) => {
                // The browser finishes it once the other tab is closed.
                spawn_local(async {
                    let _ = deleting.await;
                });
                (self.0.tell)(DiskEvent::Blocked);
                cleared.and(Err(StoreError::Blocked))
            }
            found => found,
        }
    }

    async fn browser_seal(&self, plain: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let Some(key) = self.limited(browser_key::generate()).await? else { return Ok(None) };
        let written = self.run(async |database| transaction::put_browser_key(database, &key).await).await;
        match written {
            Ok(()) => {}
            // Some engines cannot store a key at all.
            Err(StoreError::Browser(_)) => return Ok(None),
            Err(error) => return Err(error),
        }
        // The probe is made with the key as it came back from the disk over a new connection.
        self.close();
        let returned = self.run(async |database| transaction::value(database, Table::Keys, BROWSER_KEY).await).await?;
        let sealed = self.limited(browser_key::seal(&key, plain)).await?;
        if let (Some(returned), Some(sealed)) = (returned, sealed)
            && self.limited(browser_key::open(&returned, &sealed)).await?.as_deref() == Some(plain)
        {
            return Ok(Some(sealed));
        }
        self.commit(&Batch::new().delete(Table::Keys, BROWSER_KEY)).await?;
        Ok(None)
    }

    async fn browser_open(&self, sealed: &[u8]) -> Result<Option<Vec<u8>>, StoreError> {
        let key = self.run(async |database| transaction::value(database, Table::Keys, BROWSER_KEY).await).await?;
        match key {
            Some(key) => self.limited(browser_key::open(&key, sealed)).await,
            None => Ok(None),
        }
    }
}

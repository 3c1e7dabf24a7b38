//! Seals every row on its way down and opens it on its way up.

use std::cell::Cell;
use std::rc::Rc;

use engine::crypto::{self, LocalKey, NONCE_BYTES};

use crate::Random;
use crate::store::{Batch, Row, Store, StoreError, Table};
use crate::vault;

/// A store whose rows are sealed under the local key.
pub struct Sealed<S> {
    store: S,
    key: LocalKey,
    random: Rc<Random>,
    /// The tables of which this session has noted that they hold rows.
    noted: Cell<[bool; 2]>,
}

/// What a read found. A damaged row never hides the good ones.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opened {
    /// The rows that opened, in key order.
    pub rows: Vec<Row>,
    /// The keys of those that did not: changed, cut, moved or sealed under another key.
    pub damaged: Vec<String>,
}

/// What lies under one key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// These bytes.
    Bytes(Vec<u8>),
    /// A row that does not open.
    Damaged,
}

impl<S: Store> Sealed<S> {
    /// Seals and opens the rows of `store` with `key`; `random` gives each row its nonce.
    pub fn new(store: S, key: LocalKey, random: Rc<Random>) -> Sealed<S> {
        Sealed { store, key, random, noted: Cell::default() }
    }

    /// Seals and stores the batch, whole or not at all. `Ok` only after it lies on the disk.
    pub async fn commit(&self, batch: &Batch) -> Result<(), StoreError> {
        let kept = |table: Table, key: &str| table == Table::Keys && vault::is_reserved(key);
        if batch.puts.iter().any(|row| kept(row.table, &row.key))
            || batch.deletes.iter().any(|(table, key)| kept(*table, key))
        {
            return Err(StoreError::Reserved);
        }
        let puts = batch.puts.iter().map(|row| Row { bytes: self.seal(row), ..row.clone() }).collect();
        let mut sealed = Batch { puts, deletes: batch.deletes.clone() };
        let mut noted = self.noted.get();
        for (at, table) in vault::NOTED.into_iter().enumerate() {
            if !noted[at] && batch.puts.iter().any(|row| row.table == table) {
                sealed.puts.push(vault::note(table));
                noted[at] = true;
            }
        }
        self.store.commit(&sealed).await?;
        self.noted.set(noted);
        Ok(())
    }

    /// The rows of `table` whose key starts with `prefix`, opened.
    pub async fn read(&self, table: Table, prefix: &str) -> Result<Opened, StoreError> {
        let mut opened = Opened::default();
        for mut row in self.store.read(table, prefix).await? {
            if table == Table::Keys && vault::is_reserved(&row.key) {
                continue;
            }
            match crypto::open(&self.key, table.name(), &row.key, &row.bytes) {
                Ok(plain) => {
                    row.bytes = plain;
                    opened.rows.push(row);
                }
                Err(_) => opened.damaged.push(row.key),
            }
        }
        Ok(opened)
    }

    /// What lies under one key, opened.
    pub async fn get(&self, table: Table, key: &str) -> Result<Found, StoreError> {
        Ok(match self.store.get(table, key).await? {
            None => Found::Nothing,
            Some(bytes) => match crypto::open(&self.key, table.name(), key, &bytes) {
                Ok(plain) => Found::Bytes(plain),
                Err(_) => Found::Damaged,
            },
        })
    }

    /// The store underneath.
    pub fn store(&self) -> &S {
        &self.store
    }

    /// The local key, to set or remove the lock.
    pub fn key(&self) -> &LocalKey {
        &self.key
    }

    fn seal(&self, row: &Row) -> Vec<u8> {
        let mut nonce = [0; NONCE_BYTES];
        (self.random)(&mut nonce);
        crypto::seal(&self.key, nonce, row.table.name(), &row.key, &row.bytes)
    }
}

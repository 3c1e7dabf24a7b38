//! One transaction each: what is asked of IndexedDB, and nothing of connections or time.

use indexed_db_futures::KeyRange;
use indexed_db_futures::database::Database;
use indexed_db_futures::internals::SystemRepr;
use indexed_db_futures::prelude::*;
use indexed_db_futures::transaction::{Transaction, TransactionDurability, TransactionMode, TransactionOptions};
use js_sys::{JsString, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

use super::cause::{self, cause};
use crate::store::{BROWSER_KEY, Batch, Row, StoreError, Table};

pub(super) async fn commit(database: &Database, batch: &Batch) -> Result<(), StoreError> {
    let names: Vec<&str> = batch.tables().into_iter().map(Table::name).collect();
    let transaction = writing(database, &names)?;
    // An early return drops the transaction, and that rolls it back.
    for (table, key) in &batch.deletes {
        let rows = transaction.object_store(table.name()).map_err(cause)?;
        drop(rows.delete(key.as_str()).primitive().map_err(cause)?);
    }
    for row in &batch.puts {
        let rows = transaction.object_store(row.table.name()).map_err(cause)?;
        let value = JsValue::from(Uint8Array::from(row.bytes.as_slice()));
        let put = rows.put(value).with_key(row.key.as_str()).without_key_type();
        drop(put.primitive().map_err(cause)?);
    }
    let handle: web_sys::IdbTransaction = transaction.as_sys().unchecked_ref::<web_sys::IdbTransaction>().clone();
    // `commit` resolves on `complete` only. A quota error can come as a bare `abort`: its cause lies here.
    transaction.commit().await.map_err(|error| match handle.error() {
        Some(aborted) => cause::of_exception(&aborted),
        None => cause(error),
    })
}

pub(super) async fn clear(database: &Database) -> Result<(), StoreError> {
    let names = Table::ALL.map(Table::name);
    let transaction = writing(database, &names)?;
    for name in names {
        drop(transaction.object_store(name).map_err(cause)?.clear().map_err(cause)?);
    }
    transaction.commit().await.map_err(cause)
}

pub(super) async fn put_browser_key(database: &Database, key: &JsValue) -> Result<(), StoreError> {
    let name = Table::Keys.name();
    let transaction = writing(database, &[name])?;
    {
        let rows = transaction.object_store(name).map_err(cause)?;
        drop(rows.put(key).with_key(BROWSER_KEY).without_key_type().primitive().map_err(cause)?);
    }
    transaction.commit().await.map_err(cause)
}

pub(super) async fn read(database: &Database, table: Table, prefix: &str) -> Result<Vec<Row>, StoreError> {
    let transaction = reading(database, table)?;
    let rows = transaction.object_store(table.name()).map_err(cause)?;
    let range = range(prefix);
    // Both are asked before either is awaited: one snapshot, and no idle transaction.
    let keys = rows.get_all_keys::<String>().with_query::<JsValue, _>(range.clone()).primitive().map_err(cause)?;
    let values = rows.get_all::<JsValue>().with_query::<JsValue, _>(range).primitive().map_err(cause)?;
    all_is_asked(&transaction);
    let keys = keys.await.map_err(cause)?;
    let values = values.await.map_err(cause)?;
    if keys.len() != values.len() {
        return Err(StoreError::Browser("an answer that is none".to_owned()));
    }
    let mut found = Vec::with_capacity(keys.len());
    for (key, value) in keys.zip(values) {
        let (key, value) = (key.map_err(cause)?, value.map_err(cause)?);
        if !(table == Table::Keys && key == BROWSER_KEY) {
            found.push(Row { table, key, bytes: bytes(&value) });
        }
    }
    Ok(found)
}

pub(super) async fn is_empty(database: &Database, table: Table) -> Result<bool, StoreError> {
    let transaction = reading(database, table)?;
    let rows = transaction.object_store(table.name()).map_err(cause)?;
    let keys =
        rows.get_all_keys::<JsValue>().with_query::<JsValue, _>(range("")).with_limit(1).primitive().map_err(cause)?;
    all_is_asked(&transaction);
    Ok(keys.await.map_err(cause)?.len() == 0)
}

pub(super) async fn value(database: &Database, table: Table, key: &str) -> Result<Option<JsValue>, StoreError> {
    let transaction = reading(database, table)?;
    let rows = transaction.object_store(table.name()).map_err(cause)?;
    // Not `get`: there a silent `null` (Safari) would look like a row that never was. Here it is an error.
    let only = KeyRange::Only(JsValue::from(key));
    let found = rows.get_all::<JsValue>().with_query::<JsValue, _>(only).primitive().map_err(cause)?;
    all_is_asked(&transaction);
    found.await.map_err(cause)?.next().transpose().map_err(cause)
}

fn reading(database: &Database, table: Table) -> Result<Transaction<'_>, StoreError> {
    database.transaction(table.name()).with_mode(TransactionMode::Readonly).build().map_err(cause)
}

/// Nothing more is asked: the browser ends it by itself. WebKit keeps a page that somebody leaves, and with it whatever waits for that
/// page to end it: the next page would wait for as long. A browser that does not know this ends it later.
#[expect(deprecated, reason = "web-sys says so without a word; the standard does not")]
fn all_is_asked(transaction: &Transaction<'_>) {
    let _ = transaction.as_sys().unchecked_ref::<web_sys::IdbTransaction>().commit();
}

/// Strict: `complete` only comes after the disk has it.
fn writing<'d>(database: &'d Database, names: &[&str]) -> Result<Transaction<'d>, StoreError> {
    database
        .transaction(names)
        .with_mode(TransactionMode::Readwrite)
        .with_options(TransactionOptions::new().with_durability(TransactionDurability::Strict))
        .build()
        .map_err(cause)
}

/// What is not bytes becomes no bytes: no row opens from that, so that it is reported as damaged.
pub(super) fn bytes(value: &JsValue) -> Vec<u8> {
    value.dyn_ref::<Uint8Array>().map(Uint8Array::to_vec).unwrap_or_default()
}

/// All keys that start with `prefix`: up to, and not including, the prefix with its last unit raised by one.
fn range(prefix: &str) -> KeyRange<JsValue> {
    let mut end: Vec<u16> = prefix.encode_utf16().collect();
    while end.last() == Some(&u16::MAX) {
        end.pop();
    }
    match end.last_mut() {
        None => KeyRange::LowerBound(prefix.into(), false),
        Some(last) => {
            *last += 1;
            // Not as a Rust string: the raised unit may be half a surrogate pair.
            KeyRange::Bound(prefix.into(), false, JsString::from_char_code(&end).into(), true)
        }
    }
}

//! The tables of one community: the log, what is known about it, what was used once. They are made when a community is
//! founded, so that asking for one that is not here leaves nothing behind.

use relay::rules::{Desk, Kept, Millis, Place, Refusal};
use relay::{CardId, Hash, Item, Kind};
use serde::Deserialize;
use worker::{Result, SqlStorage, SqlStorageValue};

/// Rows in the answer to one read.
const MOST_READ: i64 = 1_000;

/// The tables.
pub struct Log(SqlStorage);

#[derive(Deserialize)]
struct Row {
    received: f64,
    by: String,
    hash: String,
    size: f64,
    deed: Option<serde_bytes::ByteBuf>,
}

#[derive(Deserialize)]
struct Bytes {
    received: f64,
    bytes: serde_bytes::ByteBuf,
}

#[derive(Deserialize)]
struct Text {
    value: String,
}

#[derive(Deserialize)]
struct Count {
    n: f64,
}

/// An item as it lies in the log.
pub struct Stored {
    /// When it came.
    pub received: Millis,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

impl Log {
    /// The tables of an object's storage.
    pub fn of(sql: SqlStorage) -> Log {
        Log(sql)
    }

    /// Whether a community was founded here.
    pub fn is_founded(&self) -> Result<bool> {
        let tables = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'log'";
        Ok(self.0.exec(tables, None)?.one::<Count>()?.n > 0.0)
    }

    /// Points to a community, unless this points to one.
    pub fn point(&self, community: &str) -> Result<()> {
        self.0.exec("CREATE TABLE IF NOT EXISTS points (one INTEGER PRIMARY KEY, value TEXT)", None)?;
        self.0.exec("INSERT OR IGNORE INTO points VALUES (1, ?)", vec![community.into()])?;
        Ok(())
    }

    /// The community to which this points.
    pub fn pointed(&self) -> Result<Option<String>> {
        let tables = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'points'";
        if self.0.exec(tables, None)?.one::<Count>()?.n == 0.0 {
            return Ok(None);
        }
        let found = self.0.exec("SELECT value FROM points", None)?.to_array::<Text>()?;
        Ok(found.into_iter().next().map(|text| text.value))
    }

    /// Makes the tables; `name` is the log's own random name.
    pub fn found(&self, name: &str) -> Result<()> {
        self.0.exec(
            "CREATE TABLE log (number INTEGER PRIMARY KEY, received INTEGER, by TEXT, kind INTEGER, hash TEXT,
             size INTEGER, bytes BLOB)",
            None,
        )?;
        self.0.exec("CREATE TABLE about (name TEXT PRIMARY KEY, value TEXT)", None)?;
        self.0.exec("CREATE TABLE once (once TEXT PRIMARY KEY, time INTEGER)", None)?;
        self.note("log", name)
    }

    /// The log's own name.
    pub fn name(&self) -> Result<String> {
        Ok(self.about("log")?.unwrap_or_default())
    }

    /// Something known about the log.
    pub fn about(&self, name: &str) -> Result<Option<String>> {
        let found = self.0.exec("SELECT value FROM about WHERE name = ?", vec![name.into()])?.to_array::<Text>()?;
        Ok(found.into_iter().next().map(|text| text.value))
    }

    /// Notes something about the log.
    pub fn note(&self, name: &str, value: &str) -> Result<()> {
        self.0.exec("INSERT OR REPLACE INTO about VALUES (?, ?)", vec![name.into(), value.into()])?;
        Ok(())
    }

    /// Keeps an item.
    pub fn keep(&self, item: &Item, place: Place) -> Result<()> {
        let bytes = item.bytes();
        let values: Vec<SqlStorageValue> = vec![
            SqlStorageValue::try_from_i64(place.number as i64)?,
            SqlStorageValue::try_from_i64(place.received)?,
            item.header.by.to_string().into(),
            i32::from(item.header.kind == Kind::Sealed).into(),
            item.hash().to_string().into(),
            SqlStorageValue::try_from_i64(bytes.len() as i64)?,
            bytes.into(),
        ];
        self.0.exec("INSERT INTO log VALUES (?, ?, ?, ?, ?, ?, ?)", values)?;
        Ok(())
    }

    /// Reads the desk back. Sealed bodies stay where they are.
    pub fn desk(&self) -> Result<std::result::Result<Desk, Refusal>> {
        let mut kept = Vec::new();
        loop {
            let from = SqlStorageValue::try_from_i64(kept.len() as i64)?;
            let rows = self
                .0
                .exec(
                    "SELECT received, by, hash, size, CASE kind WHEN 0 THEN bytes END AS deed FROM log
                     WHERE number > ? ORDER BY number LIMIT ?",
                    vec![from, SqlStorageValue::try_from_i64(MOST_READ)?],
                )?
                .to_array::<Row>()?;
            let many = rows.len();
            for row in rows {
                let read = || {
                    let deed = match &row.deed {
                        Some(bytes) => Some(Item::parse(bytes).ok()?),
                        None => None,
                    };
                    Some(Kept {
                        by: CardId::parse(&row.by)?,
                        hash: Hash::parse(&row.hash)?,
                        received: row.received as Millis,
                        size: row.size as u64,
                        deed,
                    })
                };
                match read() {
                    Some(row) => kept.push(row),
                    None => return Ok(Err(Refusal::NotKept)),
                }
            }
            if many < MOST_READ as usize {
                return Ok(Desk::read(kept));
            }
        }
    }

    /// Items after a number, as many as fit into `most` bytes, one at least.
    pub fn after(&self, number: u64, most: usize) -> Result<Vec<Stored>> {
        let from = SqlStorageValue::try_from_i64(number as i64)?;
        let rows = self
            .0
            .exec(
                "SELECT received, bytes FROM log WHERE number > ?1 AND number <= (
                   SELECT max(?1 + 1, coalesce(max(number), 0)) FROM (
                     SELECT number, sum(size) OVER (ORDER BY number) AS whole FROM (
                       SELECT number, size FROM log WHERE number > ?1 ORDER BY number LIMIT 2000))
                   WHERE whole <= ?2)
                 ORDER BY number",
                vec![from, SqlStorageValue::try_from_i64(most as i64)?],
            )?
            .to_array::<Bytes>()?;
        let stored = |row: Bytes| Stored { received: row.received as Millis, bytes: row.bytes.into_vec() };
        Ok(rows.into_iter().map(stored).collect())
    }

    /// The hashes up to a number, for the rolling hash.
    pub fn hashes(&self, upto: u64) -> Result<Vec<Hash>> {
        #[derive(Deserialize)]
        struct One {
            hash: String,
        }
        let upto = SqlStorageValue::try_from_i64(upto as i64)?;
        let rows = self.0.exec("SELECT hash FROM log WHERE number <= ? ORDER BY number", vec![upto])?;
        Ok(rows.to_array::<One>()?.into_iter().filter_map(|row| Hash::parse(&row.hash)).collect())
    }

    /// Uses bytes once; `false` where they were used before. Those before `old` are forgotten.
    pub fn use_once(&self, once: &str, now: Millis, old: Millis) -> Result<bool> {
        self.0.exec("DELETE FROM once WHERE time < ?", vec![SqlStorageValue::try_from_i64(old)?])?;
        let values = vec![once.into(), SqlStorageValue::try_from_i64(now)?];
        let cursor = self.0.exec("INSERT OR IGNORE INTO once VALUES (?, ?) RETURNING time AS n", values)?;
        Ok(!cursor.to_array::<Count>()?.is_empty())
    }
}

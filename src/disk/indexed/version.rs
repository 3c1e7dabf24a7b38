//! The versions of the database, each with the one upgrade that leads to it.

use indexed_db_futures::Build;
use indexed_db_futures::database::Database;

use crate::store::Table;

/// A version of the database. A released one never changes; a new one is added below.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Version {
    /// Ops, summaries and keys.
    Records = 1,
    /// And what belongs to this device alone.
    Local = 2,
    /// And items, as they pass between phones.
    Shared = 3,
}

impl Version {
    const ALL: [Version; 3] = [Version::Records, Version::Local, Version::Shared];

    pub(crate) const LATEST: Version = Version::Shared;

    pub(crate) fn number(self) -> u32 {
        self as u32
    }

    fn upgrade(self, database: &Database) -> Result<(), indexed_db_futures::error::Error> {
        match self {
            Version::Records => {
                for table in [Table::Ops, Table::Summaries, Table::Keys] {
                    let _ = database.create_object_store(table.name()).build()?;
                }
            }
            Version::Local => {
                let _ = database.create_object_store(Table::Local.name()).build()?;
            }
            Version::Shared => {
                let _ = database.create_object_store(Table::Items.name()).build()?;
            }
        }
        Ok(())
    }
}

/// Takes a database from its version to `target`, one upgrade after the other, inside one transaction.
pub(super) fn upgrade(database: &Database, from: f64, target: Version) -> Result<(), indexed_db_futures::error::Error> {
    for version in Version::ALL {
        if f64::from(version.number()) > from && version <= target {
            version.upgrade(database)?;
        }
    }
    Ok(())
}

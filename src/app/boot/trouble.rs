//! Why the store can't be used as it is, in kinds that each have a way out.

use disk::StoreError;
use disk::vault::{Missing, VaultError};

/// Why the store can't be used as it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// Part of what was here is gone.
    Partial(Vec<Missing>),
    /// The key is not that of these records.
    OtherKey,
    /// This browser stores nothing here.
    NoStore,
    /// A newer Tongban wrote here.
    Newer,
    /// The store does not answer, or another tab is in its way.
    Hung,
    /// There is no room even to start.
    Full,
    /// Another tab took the database over.
    Replaced,
    /// Everything is wiped, but for an empty database that another tab holds.
    WipeHeld,
}

impl From<StoreError> for Trouble {
    fn from(error: StoreError) -> Trouble {
        match error {
            StoreError::Newer => Trouble::Newer,
            StoreError::Superseded => Trouble::Replaced,
            StoreError::Quota => Trouble::Full,
            StoreError::Hung | StoreError::Blocked | StoreError::Closed | StoreError::Aborted => Trouble::Hung,
            StoreError::Unavailable | StoreError::Reserved | StoreError::Browser(_) => Trouble::NoStore,
        }
    }
}

impl From<VaultError> for Trouble {
    fn from(error: VaultError) -> Trouble {
        match error {
            VaultError::Store(error) => error.into(),
            VaultError::OtherKey => Trouble::OtherKey,
            VaultError::NotFresh => Trouble::Partial(vec![Missing::Marker]),
            VaultError::KeyGone => Trouble::Partial(vec![Missing::Keys]),
            VaultError::Lock(_) | VaultError::Wrong { .. } | VaultError::Wait { .. } | VaultError::OtherLock => {
                Trouble::Hung
            }
        }
    }
}

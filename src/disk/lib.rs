//! Tongban's disk: opaque rows in, opaque rows out, and a promise kept once it is given.
//!
//! # Where to start
//! [`Store`] is the contract: a batch is stored whole or not at all, and `commit` answers only after it lies on
//! the disk. `memory` keeps it in tests and in the simulator, `indexed` in browsers, and [`contract`] proves
//! that both do. [`vault`] says what state the device is in and opens the local key; [`Sealed`] seals every
//! row on its way down.
//!
//! This crate never knows what a row means, and nothing outside it names IndexedDB.

mod memory;
mod sealed;
mod store;

pub mod contract;
pub mod vault;

#[cfg(target_arch = "wasm32")]
mod browser_key;
#[cfg(target_arch = "wasm32")]
mod indexed;
#[cfg(target_arch = "wasm32")]
mod limit;
#[cfg(target_arch = "wasm32")]
pub mod space;
#[cfg(target_arch = "wasm32")]
pub mod tab;

pub use memory::{Fault, MemoryStore};
pub use sealed::{Found, Opened, Sealed};
pub use store::{Batch, Row, Store, StoreError, Table};

#[cfg(target_arch = "wasm32")]
pub use browser_key::random;
#[cfg(target_arch = "wasm32")]
pub use indexed::{DiskEvent, IndexedStore};
#[cfg(target_arch = "wasm32")]
pub use space::databases;

/// Fills a slice with fresh random bytes. In a browser this is [`random`]; tests bring their own.
pub type Random = dyn Fn(&mut [u8]);

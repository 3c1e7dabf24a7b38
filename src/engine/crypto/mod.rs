//! What keeps the rows on this device shut: the local key, the sealing of rows, and the lock on the key.
//!
//! Random bytes and times come in as values. This room never knows what a row means, where it is stored,
//! or who is asking.

mod lock;
mod row;
mod secret;

pub use lock::{LockError, PasscodeSlot, delay_after, wrap};
pub use row::{LocalKey, NONCE_BYTES, RowError, open, seal};
pub use secret::{five_words, normalise};

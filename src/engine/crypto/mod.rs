//! What keeps the rows on this device shut: the local key, the sealing of rows, and the lock on the key. What keeps words
//! shut on their way to others: a device's keys, the community's key, the envelope, invitations. `age`: what keeps a backup shut.
//!
//! Random bytes and times come in as values. This room never knows what a row means, where it is stored,
//! or who is asking.

pub mod age;

mod envelope;
mod invitation;
mod keys;
mod letters;
mod lock;
mod recovery;
mod row;
mod secret;

pub use envelope::{open_body, seal_body};
pub use invitation::{Invitation, NoInvitation, PREFIX, VALID_FOR, invitation_keys};
pub use keys::{CommunityKey, Keys, Sealed};
pub use lock::{LockError, PasscodeSlot, delay_after, wrap};
pub use recovery::{
    NotWords, RECOVERY_PREFIX, read_sheet, read_words, recovery_fragment, recovery_keys, recovery_secret,
    recovery_words,
};
pub use row::{LocalKey, NONCE_BYTES, RowError, open, seal};
pub use secret::{five_words, normalise, six_words};

//! The machine: events in, effects out. Nothing changes but through [`Machine::step`].
//!
//! - `machine`: holds the open documents and the summaries; turns edits into ops and ops into rows to save.
//! - `outbox`: rows on their way to the store, and what is true of saving meanwhile.
//! - `arrivals`: what comes from other phones, and what is on its way to them.
//! - `guidance`: a supervisor's day and what it reads.
//! - `lists`: what the machine knows at a glance.
//! - `local`: what belongs to this device alone: who holds it, how it looks, where it was left.
//! - `handed`: the phone in the hands of who answers questions.
//! - `summary`: the line of each document that lists read, and the shelves on which they are stored.
//! - `neighbour`: the community of another profile on this phone, read beside the open one.
//! - `place`: the screens, as addresses.
//! - `reread`: the op log read whole: for a copy, and to make lost summaries again.
//! - `backups`: what this device keeps about its backups.
//! - `restore`: what a backup has and this device has not.
//! - `sounds`: where recorded sound lies on this device, and what is due of it.
//! - `share`: the same community on other phones: what is sent, what comes, who belongs.
//! - `acts`: what a person does, as edits.
//!
//! **Save, then say**: "saved" is said only after the store answered. This room never does input or output.

pub mod acts;
pub mod arrivals;
pub mod backups;
mod guidance;
pub mod handed;
mod lists;
pub mod local;
pub mod machine;
pub mod neighbour;
pub mod outbox;
pub mod place;
pub mod reread;
pub mod restore;
pub mod rights;
pub mod share;
pub mod sounds;
pub mod summary;

pub use arrivals::{Arrived, Drawer};
pub use local::Local;
pub use machine::{Effect, Event, Machine, Notice};
pub use outbox::{Fault, Save, SaveState};
pub use place::Place;
pub use summary::Summary;

#[cfg(test)]
mod samples;

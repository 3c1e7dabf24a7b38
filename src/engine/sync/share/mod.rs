//! Sharing: one community's items on this device. What it writes is sealed and signed; what comes is verified, opened and
//! handed on in causal order, whoever carried it: the relay, or a file from hand to hand.
//!
//! - `state`: the chains that are here, who belongs, the keys; what can be taken, and what waits.
//! - `deeds`: founding, inviting, coming in, removing, recovering.
//! - `kept`: what is stored of it.
//!
//! Nothing here is lost by being early: an item whose author, predecessor or key is not here yet waits.

mod deeds;
mod kept;
mod state;

pub use deeds::{Founded, NotIn};
pub use kept::Kept;
pub use state::{Incoming, NotTaken, Share, Took};

#[cfg(test)]
mod simulation;

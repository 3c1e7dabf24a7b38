//! Sharing: one community's items on this device. What it writes is sealed and signed; what comes is verified, opened and
//! handed on in causal order, whoever carried it: the relay, or a file from hand to hand.
//!
//! - `state`: the chains that are here, who belongs, the keys; what can be taken, and what waits.
//! - `deeds`: founding, inviting, coming in, removing, recovering.
//! - `courier`: what of the community's items is where, and what to ask of the relay.
//! - `knocks`: under which of its cards the relay listens to a device.
//! - `counting`: up to where the items of those who went count.
//! - `twins`: a copied device, and which branch of a forked chain holds.
//! - `kept`: what is stored of it.
//! - `unsealed`: what a lost phone had kept and never sealed.
//! - `presence`: who else is here just now.
//!
//! Nothing here is lost by being early: an item whose author, predecessor or key is not here yet waits.

mod counting;
pub mod courier;
mod deeds;
mod kept;
mod knocks;
mod presence;
mod state;
mod twins;
mod unsealed;

pub use courier::{Altered, Came, Courier, Packed, Request};
pub use deeds::{Founded, NotIn};
pub use kept::Kept;
pub use knocks::Knocks;
pub use presence::{HERE_FOR, Present};
pub use state::{Incoming, NotTaken, Share, Took};
pub use twins::{Settled, Yields};
pub use unsealed::unsealed;

#[cfg(test)]
mod histories;
#[cfg(test)]
mod hostile_guidance;
#[cfg(test)]
mod hostile_items;
#[cfg(test)]
mod hostile_log;
#[cfg(test)]
mod hostile_members;
#[cfg(test)]
mod hostile_roles;
#[cfg(test)]
mod hostile_tests;
#[cfg(test)]
mod mend_tests;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod simulation;

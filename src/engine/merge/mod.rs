//! Documents and how they merge: the op log is the truth, a document is a fold of its ops.
//!
//! - `stamp`: a hybrid logical clock gives every op its place.
//! - `op`: one small change, as it is stored for good.
//! - `register`: a single value; the last writer wins among those who had not seen each other.
//! - `text`: words that two people may write at once (yrs).
//! - `update`: what of somebody's text change is let through to yrs.
//! - `document`: the fold; `read` turns it into the domain's values, and `follow_up` into what followed an event.
//! - `guided`: reads guidance, supervision and questions, which no list needs.
//! - `submitted`: reads what was handed over, and what was asked about it.
//! - `sounds`: reads what a supervision record says of sound.
//! - `apart`: what two chose without knowing of each other, and what a text said before.
//!
//! This room never knows what is stored where, nor who may do what.

pub mod apart;
pub mod change;
pub mod document;
pub mod evaluation;
mod follow_up;
pub mod guided;
pub mod op;
pub mod read;
pub mod register;
pub mod sounds;
pub mod stamp;
pub mod submitted;
pub mod text;
mod update;

pub use change::Edit;
pub use document::Document;
pub use follow_up::follow_up;
pub use op::{Change, Op};
pub use stamp::{Clock, Stamp};

#[cfg(test)]
mod convergence;

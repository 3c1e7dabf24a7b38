//! Documents and how they merge: the op log is the truth, a document is a fold of its ops.
//!
//! - `stamp`: a hybrid logical clock gives every op its place.
//! - `op`: one small change, as it is stored for good.
//! - `register`: a single value; the last writer wins among those who had not seen each other.
//! - `text`: words that two people may write at once (yrs).
//! - `document`: the fold; `read` turns it into the domain's values.
//!
//! This room never knows what is stored where, nor who may do what.

pub mod change;
pub mod document;
pub mod op;
pub mod read;
pub mod register;
pub mod stamp;
pub mod text;

pub use change::Edit;
pub use document::Document;
pub use op::{Change, Op};
pub use stamp::{Clock, Stamp};

#[cfg(test)]
mod convergence;

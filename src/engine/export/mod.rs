//! Documents to what leaves the app: forms to read, print and copy.
//!
//! A form is laid out here once, as rows in one language; the screen, the paper and the text are three ways to show
//! the same rows. This room never reads ops and never knows a browser.

pub mod bundle;
pub mod calendar;
pub mod copy;
pub mod emergency;
pub mod form;
pub mod older;
mod older_cells;
pub mod page;
pub mod participants;
pub mod planning;
pub mod process;
pub mod roster;
pub mod selection;

pub use form::{Form, Row, Setting};

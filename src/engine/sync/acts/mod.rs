//! What a person does, as edits: each function takes what is on the screen and answers with what changes.
//!
//! One file for each thing done. Nothing here stores, shows or stamps.

pub mod community;
pub mod evaluation;
pub mod event;
pub mod guidance;
pub mod older;
pub mod people;
pub mod plan;
pub mod practice;
pub mod programme;
pub mod record;
pub mod run;
pub mod sound;
pub mod start;
pub mod submission;
pub mod supervision;

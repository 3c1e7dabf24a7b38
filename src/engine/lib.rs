//! Tongban's engine: all that is decided, nothing that is done.
//!
//! # Where to start
//! `sync::Machine::step(event, now)` is the only way anything changes. Read it
//! first, then `merge::Document`, which every record is a fold of, then `domain`,
//! which says in the service's own words what the records hold.
//!
//! # Floors
//! `{domain, words} <- merge <- crypto <- sync`, `{domain, words} <- statistics <- {report, export}`.
//! An arrow never runs up, and the engine knows no browser: no clock, no random
//! numbers, no input or output. They come in as values ([`domain::Now`]).

pub mod crypto;
pub mod domain;
pub mod export;
pub mod merge;
pub mod report;
pub mod statistics;
pub mod sync;
pub mod words;

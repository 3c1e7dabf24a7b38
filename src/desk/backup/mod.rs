//! Backups: a community as one file that `age` seals (see `engine::crypto::age`), and back.
//!
//! Inside lies a zip: `README.txt` and `forms.html` for whoever has no app, `tables/*.csv` for a spreadsheet, `records.ndjson` with
//! every stored op, `sounds/*` with recordings that any player plays, `items.tongban` where several phones share (everything as the phones pass it on, for recovery), and last
//! `manifest.json`, which says what is in it, with a hash of each part. Format 1, for good.
//!
//! - `pack`: making one. - `open`: reading one. - `readable`: the part for people. - `sounds`: recorded sound in it.
//! - `several`: those of several communities in one file.
//!
//! Both are work in steps of some milliseconds, so that a page stays awake meanwhile. Random bytes and times come in as
//! values. What is read was perhaps made to do harm: nothing in it is believed before it is checked, and no more room is
//! made than the file is worth.

mod open;
mod pack;
mod readable;
mod several;
mod sounds;

use engine::merge::Op;
use serde::{Deserialize, Serialize};
use thiserror::Error;

pub use open::open;
pub use pack::{Material, pack};
pub use several::{Found, ZIP, apart, together};
pub use sounds::{Recorded, Sound, SoundPart};

/// The part with the ops.
pub const RECORDS: &str = "records.ndjson";
/// The part with the items.
pub const ITEMS: &str = "items.tongban";
/// The part that says what is in the file.
pub const MANIFEST: &str = "manifest.json";
/// The format that is written.
pub const VERSION: u32 = 1;

/// Work in steps: to be called until it is done.
pub type Work<T> = Box<dyn FnMut() -> Step<T>>;

/// What a step came to.
pub enum Step<T> {
    /// So many of a hundred parts are done.
    Going(u8),
    /// All is.
    Done(T),
}

/// What is in a backup, as it says itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The format.
    pub tongban_backup: u32,
    /// The version of the app that made it.
    pub app: String,
    /// When, in milliseconds since 1970.
    pub made: i64,
    /// The community's own record.
    pub community: String,
    /// Its name.
    pub name: String,
    /// The community as the phones that share it call it; none where nothing was shared.
    #[serde(default)]
    pub shared: Option<String>,
    /// Who held the phone.
    #[serde(default)]
    pub holder: Option<String>,
    /// How much there is.
    pub counts: Counts,
    /// Every other part.
    pub parts: Vec<Part>,
    /// What the parts with sound are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub sounds: Vec<SoundPart>,
}

/// How much there is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    /// Sessions.
    pub sessions: usize,
    /// People.
    pub people: usize,
    /// Stored rows.
    pub rows: usize,
    /// Ops in them.
    pub ops: usize,
    /// Rows that could not be read where it was made, and are not in it.
    #[serde(default)]
    pub unread: usize,
}

/// A part of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// Its name in the zip.
    pub name: String,
    /// Its length.
    pub bytes: u64,
    /// Its hash: SHA-256, hex.
    pub sha256: String,
}

/// A backup that was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Packed {
    /// The file.
    pub file: Vec<u8>,
    /// What is in it.
    pub manifest: Manifest,
    /// SHA-256 of the manifest, hex: what tells two backups apart.
    pub hash: String,
}

/// A backup that was read.
#[derive(Clone, Debug, PartialEq)]
pub struct Opened {
    /// What is in it.
    pub manifest: Manifest,
    /// The ops of all documents, each document's in causal order.
    pub ops: Vec<Op>,
    /// The items as a file that passes from hand to hand.
    pub items: Option<Vec<u8>>,
    /// Recorded sound.
    pub sounds: Vec<Sound>,
    /// Ops that are not of this version, or not in order; they are left out.
    pub unread: usize,
}

/// Why a file is no backup that can be read here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
pub enum NotOpened {
    /// It is something else.
    #[error("this is not a backup")]
    NotOne,
    /// It opens for others.
    #[error("the key or the words do not open it")]
    Key,
    /// It is cut off, or was changed.
    #[error("the file is damaged")]
    Damaged,
    /// A newer Tongban made it.
    #[error("the file was made by a newer Tongban")]
    Newer,
    /// It is larger than any phone's records, or pretends to be small.
    #[error("the file is too large")]
    TooLarge,
}

/// Bytes as hex.
fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
#[path = "backup_tests.rs"]
mod tests;

//! Recorded sound in a backup: each stretch is a part of its own, a file that any player plays, and the manifest says what it
//! belongs to. It was packed by the browser that recorded it, and goes in as it is.

use std::collections::{BTreeSet, VecDeque};

use engine::domain::Now;
use engine::sync::sounds::{Head, PIECE, head_key, is_name};
use serde::{Deserialize, Serialize};

use super::{Manifest, NotOpened};

/// The start of the parts' names.
const FOLDER: &str = "sounds/";
/// More stretches than any phone records.
pub(super) const MOST: usize = 500;
/// The most bytes of all of them together.
const LARGEST: u64 = 128 << 20;

/// A stretch that goes in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Recorded {
    /// Its name.
    pub id: String,
    /// What its phone holds of it.
    pub head: Head,
    /// Its pieces, in order.
    pub pieces: Vec<Vec<u8>>,
}

/// A stretch that comes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sound {
    /// Its name.
    pub id: String,
    /// What a phone holds of it, with these bytes in pieces of [`PIECE`].
    pub head: Head,
    /// All of it.
    pub bytes: Vec<u8>,
}

/// What the manifest says of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SoundPart {
    /// The part's name.
    pub part: String,
    /// The stretch's.
    pub id: String,
    /// Its head, as its phone stored it.
    pub head: serde_json::Value,
}

/// Whether a part of that name is sound.
pub(super) fn is_one(part: &str) -> bool {
    part.starts_with(FOLDER)
}

/// A part's name, and its pieces.
type Parts = VecDeque<(String, Vec<Vec<u8>>)>;

/// The parts, what the manifest says of them, and how many are too many: the oldest stay out.
pub(super) fn parts(mut sounds: Vec<Recorded>, now: &Now) -> (Parts, Vec<SoundPart>, usize) {
    sounds.sort_by(|a, b| (a.head.at, &a.id).cmp(&(b.head.at, &b.id)));
    let mut room = LARGEST;
    let mut fits = |one: &Recorded| {
        let left = room.checked_sub(one.pieces.iter().map(|piece| piece.len() as u64).sum());
        room = left.unwrap_or(room);
        left.is_some()
    };
    let all = sounds.len();
    let mut taken: Vec<Recorded> = sounds.into_iter().rev().take(MOST).filter(|one| fits(one)).collect();
    taken.reverse();
    let left_out = all - taken.len();
    let mut said = Vec::new();
    let parts = taken.into_iter().map(|one| {
        let when = now.local(one.head.at).format("%Y-%m-%d-%H%M");
        let part = format!("{FOLDER}{when}-{}.{}", one.id, one.head.form.ending());
        let head = serde_json::to_value(&one.head).unwrap_or_default();
        said.push(SoundPart { part: part.clone(), id: one.id, head });
        (part, one.pieces)
    });
    (parts.collect(), said, left_out)
}

/// The parts with sound that a manifest names, each with its largest length; no more, and no larger, than any phone's.
pub(super) fn named(manifest: &Manifest) -> Result<Vec<(&str, u64)>, NotOpened> {
    if manifest.sounds.len() > MOST {
        return Err(NotOpened::TooLarge);
    }
    let (mut names, mut ids, mut all) = (BTreeSet::new(), BTreeSet::new(), 0_u64);
    for said in &manifest.sounds {
        let part = manifest.parts.iter().find(|part| part.name == said.part).ok_or(NotOpened::Damaged)?;
        let new = names.insert(said.part.as_str()) && ids.insert(said.id.as_str());
        if !new || !is_one(&said.part) || !is_name(&said.id) {
            return Err(NotOpened::Damaged);
        }
        all = all.saturating_add(part.bytes);
    }
    if all > LARGEST {
        return Err(NotOpened::TooLarge);
    }
    Ok(names.into_iter().map(|name| (name, LARGEST)).collect())
}

/// The sound of these parts, and how many stretches are not of this version.
pub(super) fn unpacked(manifest: &Manifest, mut of: impl FnMut(&str) -> Option<Vec<u8>>) -> (Vec<Sound>, usize) {
    let mut unread = 0;
    let sounds = manifest.sounds.iter().filter_map(|said| {
        let head = Head::open(&head_key(&said.id), said.head.to_string().as_bytes());
        let (Some((id, mut head)), Some(bytes)) = (head, of(&said.part)) else {
            unread += 1;
            return None;
        };
        (head.pieces, head.bytes) = (bytes.len().div_ceil(PIECE) as u32, bytes.len() as u64);
        Some(Sound { id, head, bytes })
    });
    let sounds = sounds.filter(|sound| !sound.bytes.is_empty()).collect();
    (sounds, unread)
}

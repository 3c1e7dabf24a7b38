//! Reading a backup, step by step: unseal, look at what the zip says it holds, unpack no more than that, check, read.

use std::io::{Cursor, Read};
use std::rc::Rc;

use engine::crypto::age::{self, Opening, Unopened, With};
use engine::domain::{Id, Kind};
use engine::merge::Op;
use flate2::read::DeflateDecoder;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use zip::{CompressionMethod, ZipArchive};

use super::sounds;
use super::{ITEMS, MANIFEST, Manifest, NotOpened, Opened, Part, RECORDS, Step, VERSION, Work, hex};

/// The largest file that is read.
const LARGEST: usize = 256 << 20;
/// The largest part.
const LARGEST_PART: u64 = 512 << 20;
/// The largest manifest.
const LARGEST_MANIFEST: u64 = 1 << 20;
/// A part is at most so many times as large as what it is packed into. Records that are all alike come to 60.
const DENSEST: u64 = 250;
/// More parts than any version writes, beside those with sound.
const MOST_PARTS: usize = 64;
/// Bytes that are unpacked in a step.
const PIECE: usize = 128 * 1024;
/// Chunks that are unsealed in a step.
const CHUNKS: usize = 4;
/// Lines that are read in a step.
const LINES: usize = 100;
/// No clock goes further: the year 10889. A stamp beyond it would stop every later one.
const LATEST: i64 = 1 << 48;

/// Opens a backup.
pub fn open(file: Vec<u8>, with: With) -> Work<Result<Opened, NotOpened>> {
    let mut stage = Stage::Shut(file, with);
    let mut begun = false;
    Box::new(move || {
        if !std::mem::replace(&mut begun, true) {
            // A passphrase takes a moment: the page says first that it is looking.
            return Step::Going(0);
        }
        match std::mem::replace(&mut stage, Stage::Nothing).step() {
            Ok((Stage::Read(opened), _)) => Step::Done(Ok(*opened)),
            Ok((next, done)) => {
                stage = next;
                Step::Going(done)
            }
            Err(why) => Step::Done(Err(why)),
        }
    })
}

enum Stage {
    Shut(Vec<u8>, With),
    Opening(Opening, Vec<u8>, usize, Vec<u8>),
    Unpacking(Box<Unpacking>),
    Reading(Box<Reading>),
    Read(Box<Opened>),
    Nothing,
}

impl Stage {
    /// The next stage, and how many of a hundred parts are done.
    fn step(self) -> Result<(Stage, u8), NotOpened> {
        match self {
            Stage::Shut(file, with) => {
                if file.len() > LARGEST {
                    return Err(NotOpened::TooLarge);
                }
                let file = match age::unarmored(&file) {
                    Some(read) => read.map_err(|_| NotOpened::Damaged)?,
                    None => file,
                };
                if !file.starts_with(age::MAGIC) {
                    return Err(NotOpened::NotOne);
                }
                let (opening, at) = age::open(&file, &with).map_err(|why| match why {
                    Unopened::NoMatch => NotOpened::Key,
                    _ => NotOpened::Damaged,
                })?;
                Ok((Stage::Opening(opening, file, at, Vec::new()), 5))
            }
            Stage::Opening(mut opening, file, mut at, mut zip) => {
                for _ in 0..CHUNKS {
                    let (plain, rest) = opening.chunk(&file[at..]).map_err(|_| NotOpened::Damaged)?;
                    at = file.len() - rest.len();
                    zip.extend(plain);
                    if opening.is_whole(rest) {
                        return Ok((Stage::Unpacking(Box::new(Unpacking::new(zip)?)), 30));
                    }
                }
                let done = 5 + (25 * at / file.len()) as u8;
                Ok((Stage::Opening(opening, file, at, zip), done))
            }
            Stage::Unpacking(mut unpacking) => match unpacking.step()? {
                None => {
                    let done = 30 + (40 * unpacking.done / unpacking.all.max(1)).min(40) as u8;
                    Ok((Stage::Unpacking(unpacking), done))
                }
                Some(reading) => Ok((Stage::Reading(Box::new(reading)), 70)),
            },
            Stage::Reading(mut reading) => match reading.step()? {
                false => {
                    let done = 70 + (29 * reading.at / reading.records.len().max(1)) as u8;
                    Ok((Stage::Reading(reading), done))
                }
                true => Ok((Stage::Read(Box::new(reading.opened)), 100)),
            },
            Stage::Read(_) | Stage::Nothing => Err(NotOpened::Damaged),
        }
    }
}

/// A part of the file, shared: nothing is copied.
struct Slice {
    bytes: Rc<Vec<u8>>,
    at: usize,
    end: usize,
}

impl Read for Slice {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let many = to.len().min(self.end - self.at);
        to[..many].copy_from_slice(&self.bytes[self.at..self.at + many]);
        self.at += many;
        Ok(many)
    }
}

/// What is in the zip under a name.
struct Held {
    part: Part,
    from: Box<dyn Read>,
    plain: Vec<u8>,
    hash: Sha256,
}

struct Unpacking {
    manifest: Manifest,
    /// What is still to be unpacked.
    waits: Vec<Held>,
    unpacked: Vec<(String, Vec<u8>)>,
    done: u64,
    all: u64,
}

impl Unpacking {
    fn new(zip: Vec<u8>) -> Result<Unpacking, NotOpened> {
        let bytes = Rc::new(zip);
        let mut archive = ZipArchive::new(Cursor::new(Shared(bytes.clone()))).map_err(|_| NotOpened::Damaged)?;
        let others = archive.file_names().filter(|name| !sounds::is_one(name)).count();
        if others > MOST_PARTS || archive.len() > others + sounds::MOST || !archive.file_names().all(is_plain) {
            return Err(NotOpened::Damaged);
        }
        let mut from = |name: &str, most: u64| {
            let entry = archive.by_name(name).map_err(|_| NotOpened::Damaged)?;
            let (packed, plain) = (entry.compressed_size(), entry.size());
            if plain > most || plain > packed.saturating_mul(DENSEST).saturating_add(1 << 16) {
                return Err(NotOpened::TooLarge);
            }
            let at = usize::try_from(entry.data_start().ok_or(NotOpened::Damaged)?).map_err(|_| NotOpened::Damaged)?;
            let end = usize::try_from(packed).ok().and_then(|packed| at.checked_add(packed));
            let end = end.filter(|end| *end <= bytes.len() && at <= *end).ok_or(NotOpened::Damaged)?;
            let slice = Slice { bytes: bytes.clone(), at, end };
            let from: Box<dyn Read> = match entry.compression() {
                CompressionMethod::Stored => Box::new(slice),
                CompressionMethod::Deflated => Box::new(DeflateDecoder::new(slice)),
                _ => return Err(NotOpened::Damaged),
            };
            Ok((from, plain))
        };
        let (reads, long) = from(MANIFEST, LARGEST_MANIFEST)?;
        let mut text = Vec::new();
        reads.take(long).read_to_end(&mut text).map_err(|_| NotOpened::Damaged)?;
        let manifest = manifest(&text)?;
        let mut waits = Vec::new();
        let sounds = sounds::named(&manifest)?;
        for (name, most) in [(RECORDS, LARGEST_PART), (ITEMS, LARGEST_PART)].into_iter().chain(sounds) {
            let Some(part) = manifest.parts.iter().find(|part| part.name == name) else { continue };
            let (from, plain) = from(name, most)?;
            if plain != part.bytes {
                return Err(NotOpened::Damaged);
            }
            waits.push(Held { part: part.clone(), from, plain: Vec::new(), hash: Sha256::new() });
        }
        let all = waits.iter().map(|held| held.part.bytes).sum();
        Ok(Unpacking { manifest, waits, unpacked: Vec::new(), done: 0, all })
    }

    /// Goes on; the next stage when every part is unpacked and is what the manifest says.
    fn step(&mut self) -> Result<Option<Reading>, NotOpened> {
        let Some(held) = self.waits.last_mut() else {
            let mut of = |name: &str| {
                let at = self.unpacked.iter().position(|(known, _)| known == name)?;
                Some(self.unpacked.swap_remove(at).1)
            };
            let (records, items) = (of(RECORDS).ok_or(NotOpened::Damaged)?, of(ITEMS));
            let (sounds, unread) = sounds::unpacked(&self.manifest, of);
            let opened = Opened { manifest: self.manifest.clone(), ops: Vec::new(), items, sounds, unread };
            return Ok(Some(Reading { records, at: 0, opened }));
        };
        let mut piece = vec![0; PIECE];
        let many = held.from.read(&mut piece).map_err(|_| NotOpened::Damaged)?;
        self.done += many as u64;
        held.hash.update(&piece[..many]);
        held.plain.extend_from_slice(&piece[..many]);
        if held.plain.len() as u64 > held.part.bytes {
            return Err(NotOpened::Damaged);
        }
        if many == 0 {
            let whole = held.plain.len() as u64 == held.part.bytes;
            if !whole || hex(&held.hash.clone().finalize()) != held.part.sha256 {
                return Err(NotOpened::Damaged);
            }
            self.unpacked.extend(self.waits.pop().map(|held| (held.part.name, held.plain)));
        }
        Ok(None)
    }
}

/// The bytes of a zip, as the library reads them.
struct Shared(Rc<Vec<u8>>);

impl AsRef<[u8]> for Shared {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

/// A name that leads nowhere else, on any system that unpacks it.
fn is_plain(name: &str) -> bool {
    let plain = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"._-/".contains(&byte));
    plain && name.len() < 100 && name.split('/').all(|part| !part.is_empty() && !part.starts_with('.'))
}

fn manifest(text: &[u8]) -> Result<Manifest, NotOpened> {
    #[derive(Deserialize)]
    struct Of {
        tongban_backup: u32,
    }
    let of: Of = serde_json::from_slice(text).map_err(|_| NotOpened::NotOne)?;
    if of.tongban_backup > VERSION {
        return Err(NotOpened::Newer);
    }
    let manifest: Manifest = serde_json::from_slice(text).map_err(|_| NotOpened::Damaged)?;
    let community = Id::parse(&manifest.community).is_some_and(|id| id.kind() == Kind::Community);
    if community { Ok(manifest) } else { Err(NotOpened::Damaged) }
}

struct Reading {
    records: Vec<u8>,
    at: usize,
    opened: Opened,
}

#[derive(Deserialize)]
struct Line<T> {
    ops: Vec<T>,
}

impl Reading {
    /// Goes on; `true` when all is read, and is one community's.
    fn step(&mut self) -> Result<bool, NotOpened> {
        for _ in 0..LINES {
            let rest = &self.records[self.at..];
            if rest.is_empty() {
                return self.whole().map(|()| true);
            }
            let end = rest.iter().position(|byte| *byte == b'\n').unwrap_or(rest.len() - 1) + 1;
            let line = &rest[..end];
            let (ops, strange) = match serde_json::from_slice::<Line<Op>>(line) {
                Ok(line) => (line.ops, 0),
                // Those of a line of which one is strange are read one by one.
                Err(_) => {
                    let line: Line<serde_json::Value> = serde_json::from_slice(line).map_err(|_| NotOpened::Damaged)?;
                    let all = line.ops.len();
                    let ops: Vec<Op> = line.ops.into_iter().filter_map(|op| Op::deserialize(op).ok()).collect();
                    let strange = all - ops.len();
                    (ops, strange)
                }
            };
            self.at += end;
            let read = self.opened.ops.len() + ops.len();
            self.opened.ops.extend(ops.into_iter().filter(|op| (0..=LATEST).contains(&op.stamp.wall())));
            self.opened.unread += strange + read - self.opened.ops.len();
        }
        Ok(false)
    }

    /// All of it is of the community that the manifest names.
    fn whole(&self) -> Result<(), NotOpened> {
        let of = |op: &&Op| op.document.kind() == Kind::Community;
        let mut found = false;
        for op in self.opened.ops.iter().filter(of) {
            if op.document.as_str() != self.opened.manifest.community {
                return Err(NotOpened::Damaged);
            }
            found = true;
        }
        if found { Ok(()) } else { Err(NotOpened::Damaged) }
    }
}

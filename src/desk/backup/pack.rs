//! Making a backup, step by step: read the documents, write the parts, pack them, seal them.

use std::collections::{BTreeMap, VecDeque};
use std::io::{Cursor, Write};
use std::vec::IntoIter;

use engine::crypto::age::{self, CHUNK, Sealing, To};
use engine::domain::community::Community;
use engine::domain::emergency::EmergencyEvent;
use engine::domain::follow_up::FollowUp;
use engine::domain::session::Session;
use engine::domain::{Id, Kind, Now};
use engine::export::copy;
use engine::merge::{Document, Op, follow_up, read};
use engine::words::Language;
use sha2::{Digest, Sha256};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::sounds::{self, Recorded};
use super::{Counts, ITEMS, MANIFEST, Manifest, Packed, Part, RECORDS, Step, VERSION, Work, hex, readable};

/// Bytes that are packed in a step.
const PIECE: usize = 128 * 1024;
/// Stored rows that are read in a step.
const ROWS: usize = 100;
/// Sessions whose forms are written in a step.
const SESSIONS: usize = 20;

/// What a backup is made of.
pub struct Material {
    /// The stored rows of ops, in key order.
    pub rows: Vec<(String, Vec<u8>)>,
    /// Rows that could not be read.
    pub unread: usize,
    /// The items as a file, where several phones share.
    pub items: Option<Vec<u8>>,
    /// Recorded sound; what cannot be read whole counts as unread.
    pub sounds: Vec<Recorded>,
    /// Tables: a name, and CSV.
    pub tables: Vec<(String, String)>,
    /// The community as phones call it.
    pub shared: Option<String>,
    /// Who holds the phone.
    pub holder: Option<Id>,
    /// How people are called.
    pub alias: Box<dyn Fn(&Id) -> String>,
    /// The language of the readable part.
    pub language: Language,
    /// The time.
    pub now: Now,
    /// The app's version.
    pub app: String,
}

/// Makes a backup. `random` gives fresh bytes each time. Done with `None` where there is no community, or nobody to seal for.
pub fn pack(material: Material, to: To, random: impl FnMut() -> [u8; 32] + 'static) -> Work<Option<Packed>> {
    let mut stage = Stage::Reading(Box::new(Reading::new(material)));
    let mut sealing = Some((to, random));
    Box::new(move || {
        let before = std::mem::replace(&mut stage, Stage::Nothing);
        let (next, step) = before.step(&mut || {
            let (to, random) = sealing.take()?;
            age::seal(&to, random)
        });
        stage = next;
        step
    })
}

enum Stage {
    Reading(Box<Reading>),
    Packing(Box<Packing>),
    Sealing(Box<Sealed>),
    Nothing,
}

/// A file's beginning and what seals the rest.
type Begin<'a> = &'a mut dyn FnMut() -> Option<(Vec<u8>, Sealing)>;

impl Stage {
    fn step(self, begin: Begin<'_>) -> (Stage, Step<Option<Packed>>) {
        match self {
            Stage::Reading(mut reading) => match reading.step() {
                false => (Stage::Reading(reading), Step::Going(0)),
                true => match reading.packing() {
                    Some(packing) => (Stage::Packing(Box::new(packing)), Step::Going(20)),
                    None => (Stage::Nothing, Step::Done(None)),
                },
            },
            Stage::Packing(mut packing) => match packing.step() {
                Some(false) => {
                    let done = share(60, packing.done, packing.all);
                    (Stage::Packing(packing), Step::Going(20 + done))
                }
                Some(true) => match packing.sealed(begin) {
                    Some(sealed) => (Stage::Sealing(Box::new(sealed)), Step::Going(80)),
                    None => (Stage::Nothing, Step::Done(None)),
                },
                None => (Stage::Nothing, Step::Done(None)),
            },
            Stage::Sealing(mut sealed) => match sealed.step() {
                false => {
                    let done = share(20, sealed.at, sealed.zip.len());
                    (Stage::Sealing(sealed), Step::Going(80 + done))
                }
                true => (Stage::Nothing, Step::Done(Some(sealed.packed))),
            },
            Stage::Nothing => (Stage::Nothing, Step::Done(None)),
        }
    }
}

/// How much of `whole` is done. Bytes multiplied do not fit where a browser counts: to 2^32.
pub(super) fn share(whole: u8, done: usize, all: usize) -> u8 {
    ((f64::from(whole) * (done as f64 / all.max(1) as f64)) as u8).min(whole)
}

/// The rows become documents, and these the readable part.
struct Reading {
    material: Material,
    rows: IntoIter<(String, Vec<u8>)>,
    records: Vec<u8>,
    counts: Counts,
    /// The document whose rows are being read.
    open: Option<(Id, Vec<Op>)>,
    community: Option<Community>,
    sessions: Vec<Session>,
    /// What followed each event of each session.
    followed: BTreeMap<(Id, String), FollowUp>,
    sorted: bool,
    written: usize,
    forms: String,
}

impl Reading {
    fn new(mut material: Material) -> Reading {
        Reading {
            rows: std::mem::take(&mut material.rows).into_iter(),
            counts: Counts { unread: material.unread, ..Counts::default() },
            material,
            records: Vec::new(),
            open: None,
            community: None,
            sessions: Vec::new(),
            followed: BTreeMap::new(),
            sorted: false,
            written: 0,
            forms: String::new(),
        }
    }

    /// Goes on; `true` when all is read and written.
    fn step(&mut self) -> bool {
        for _ in 0..ROWS {
            match self.rows.next() {
                Some((key, json)) => self.row(&key, &json),
                None => return self.write(),
            }
        }
        false
    }

    fn row(&mut self, key: &str, json: &[u8]) {
        let Ok(ops) = serde_json::from_slice::<Vec<Op>>(json) else {
            self.counts.unread += 1;
            return;
        };
        copy::line(&mut self.records, key, json);
        self.counts.rows += 1;
        self.counts.ops += ops.len();
        let Some(id) = ops.first().map(|op| op.document.clone()) else { return };
        match &mut self.open {
            Some((open, all)) if *open == id => all.extend(ops),
            _ => {
                self.close();
                self.open = Some((id, ops));
            }
        }
    }

    /// A document's rows are all read.
    fn close(&mut self) {
        let Some((id, ops)) = self.open.take() else { return };
        let document = Document::fold(id, 0, ops);
        match document.id().kind() {
            Kind::Session => {
                self.counts.sessions += 1;
                let session = read::session(&document, &self.material.now);
                let followed =
                    |event: &EmergencyEvent| ((session.id.clone(), event.id.clone()), follow_up(&document, &event.id));
                self.followed.extend(session.events.iter().map(followed));
                self.sessions.push(session);
            }
            Kind::Person => self.counts.people += 1,
            Kind::Community => self.community = Some(read::community(&document)),
            Kind::Supervision | Kind::Question => {}
        }
    }

    fn write(&mut self) -> bool {
        self.close();
        let Some(community) = &self.community else { return true };
        if !self.sorted {
            engine::domain::order::sort(&mut self.sessions, |a, b| {
                (a.plan.date, a.plan.start).cmp(&(b.plan.date, b.plan.start))
            });
            self.sorted = true;
            self.forms = readable::head(self.material.language, community, self.material.now);
        }
        let (alias, language, now) = (&*self.material.alias, self.material.language, self.material.now);
        let setting = engine::export::Setting { language, community, alias, now };
        for session in self.sessions.iter().skip(self.written).take(SESSIONS) {
            let followed = |session: &Session, event: &EmergencyEvent| {
                self.followed.get(&(session.id.clone(), event.id.clone())).cloned().unwrap_or_default()
            };
            let forms = copy::forms(&setting, session, &followed);
            forms.iter().for_each(|form| readable::form(&mut self.forms, form));
        }
        self.written += SESSIONS;
        self.written >= self.sessions.len()
    }

    /// The parts, to be packed; `None` where there is no community.
    fn packing(self) -> Option<Packing> {
        let (community, material) = (self.community?, self.material);
        let (sounds, sound_parts, left_out) = sounds::parts(material.sounds, &material.now);
        let mut counts = self.counts;
        counts.unread += left_out;
        let mut parts = VecDeque::new();
        let mut put = |name: &str, bytes: Vec<u8>| parts.push_back((name.to_owned(), vec![bytes]));
        put("README.txt", readable::readme(!sounds.is_empty()).into_bytes());
        put("forms.html", (self.forms + readable::FOOT).into_bytes());
        for (name, csv) in material.tables {
            put(&format!("tables/{name}.csv"), csv.into_bytes());
        }
        put(RECORDS, self.records);
        if let Some(items) = material.items {
            put(ITEMS, items);
        }
        parts.extend(sounds);
        let manifest = Manifest {
            tongban_backup: VERSION,
            app: material.app,
            made: material.now.ms,
            community: community.id.to_string(),
            name: community.name,
            shared: material.shared,
            holder: material.holder.map(|id| id.to_string()),
            counts,
            parts: Vec::new(),
            sounds: sound_parts,
        };
        let all = parts.iter().flat_map(|(_, pieces)| pieces).map(Vec::len).sum();
        let zip = ZipWriter::new(Cursor::new(Vec::new()));
        Some(Packing { zip, parts, current: None, done: 0, all, manifest })
    }
}

/// The part that is being packed: what is left of it, how far its first piece is, and its length and hash so far.
struct Current {
    name: String,
    pieces: VecDeque<Vec<u8>>,
    at: usize,
    bytes: u64,
    hash: Sha256,
}

/// The parts go into the zip.
struct Packing {
    zip: ZipWriter<Cursor<Vec<u8>>>,
    /// Each as the pieces of which it is made; what is packed is let go.
    parts: VecDeque<(String, Vec<Vec<u8>>)>,
    current: Option<Current>,
    done: usize,
    all: usize,
    manifest: Manifest,
}

impl Packing {
    /// Goes on; `true` when every part is packed, `None` where it cannot go on.
    fn step(&mut self) -> Option<bool> {
        let Some(current) = &mut self.current else {
            let Some((name, pieces)) = self.parts.pop_front() else { return Some(true) };
            // Sound is packed already.
            let as_it_is = sounds::is_one(&name);
            let method = if as_it_is { CompressionMethod::Stored } else { CompressionMethod::Deflated };
            self.zip.start_file(name.as_str(), SimpleFileOptions::default().compression_method(method)).ok()?;
            self.current = Some(Current { name, pieces: pieces.into(), at: 0, bytes: 0, hash: Sha256::new() });
            return Some(false);
        };
        let Some(first) = current.pieces.front() else {
            let Current { name, bytes, hash, .. } = self.current.take()?;
            self.manifest.parts.push(Part { name, bytes, sha256: hex(&hash.finalize()) });
            return Some(false);
        };
        let piece = &first[current.at..(current.at + PIECE).min(first.len())];
        self.zip.write_all(piece).ok()?;
        current.hash.update(piece);
        current.at += piece.len();
        current.bytes += piece.len() as u64;
        self.done += piece.len();
        if current.at == first.len() {
            current.pieces.pop_front();
            current.at = 0;
        }
        Some(false)
    }

    fn sealed(mut self, begin: Begin<'_>) -> Option<Sealed> {
        let manifest = serde_json::to_vec_pretty(&self.manifest).ok()?;
        self.zip.start_file(MANIFEST, SimpleFileOptions::default()).ok()?;
        self.zip.write_all(&manifest).ok()?;
        let zip = self.zip.finish().ok()?.into_inner();
        let (file, sealing) = begin()?;
        let hash = hex(&Sha256::digest(&manifest));
        Some(Sealed { zip, at: 0, sealing, packed: Packed { file, manifest: self.manifest, hash } })
    }
}

/// The zip is sealed.
struct Sealed {
    zip: Vec<u8>,
    at: usize,
    sealing: Sealing,
    packed: Packed,
}

impl Sealed {
    fn step(&mut self) -> bool {
        let end = (self.at + CHUNK).min(self.zip.len());
        let last = end == self.zip.len();
        self.packed.file.extend(self.sealing.chunk(&self.zip[self.at..end], last));
        self.at = end;
        last
    }
}

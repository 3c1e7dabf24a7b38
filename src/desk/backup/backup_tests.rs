//! There and back: what is packed opens with the same ops; what was changed, cut off or made to do harm is refused.

use std::io::{Cursor, Write};

use engine::crypto::age::{self, CHUNK, To, With};
use engine::domain::{Id, Kind, Now};
use engine::merge::{Document, Op, read};
use engine::sync::acts::{people, practice};
use engine::sync::reread::reread;
use engine::sync::restore::{Changes, Here};
use engine::sync::{Arrived, Effect, Event, Local, Machine};
use engine::words::Language;
use sha2::{Digest, Sha256};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::*;

const SECRET: [u8; 32] = [7; 32];

#[path = "sounds_tests.rs"]
mod sounds;

fn now(ms: i64) -> Now {
    Now { ms: 1_795_500_000_000 + ms, offset_minutes: 480, entropy: [3; 16] }
}

/// A phone that stores what its machine saves.
struct Phone {
    machine: Machine,
    rows: std::collections::BTreeMap<String, Vec<u8>>,
}

impl Phone {
    fn new(device: &str) -> Phone {
        Phone {
            machine: Machine::start(Local::new(device, Language::English, 0), Vec::new(), 7).0,
            rows: Default::default(),
        }
    }

    fn step(&mut self, event: Event, now: &Now) {
        let mut effects = self.machine.step(event, now);
        while !effects.is_empty() {
            let mut next = Vec::new();
            for effect in effects {
                match effect {
                    Effect::Save(save) => {
                        save.deletes.iter().for_each(|key| drop(self.rows.remove(key)));
                        self.rows.extend(save.ops);
                        next.extend(self.machine.step(Event::Saved(save.batch), now));
                    }
                    Effect::Read(id) => {
                        let start = format!("{id}/");
                        let rows = self.rows.iter().filter(|(key, _)| key.starts_with(&start));
                        let rows = rows.map(|(key, row)| (key.clone(), row.clone())).collect();
                        next.extend(self.machine.step(Event::Opened(id, rows), now));
                    }
                    _ => {}
                }
            }
            effects = next;
        }
    }

    /// A phone with the practice community.
    fn practised() -> Phone {
        let mut phone = Phone::new("first");
        let ideas = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../public/ideas/social.json"));
        let ideas = engine::domain::idea::read(&ideas.expect("ideas")).expect("they read");
        for made in practice::make(Language::Chinese, &ideas, &now(0)).documents {
            phone.step(Event::Edit(made.id, made.edits, None), &now(0));
        }
        phone
    }

    fn rows(&self) -> Vec<(String, Vec<u8>)> {
        self.rows.iter().map(|(key, row)| (key.clone(), row.clone())).collect()
    }

    fn ops(&self) -> Vec<Op> {
        self.rows.values().flat_map(|row| serde_json::from_slice::<Vec<Op>>(row).expect("ops")).collect()
    }

    fn here(&self) -> Here {
        let mut here = Here::default();
        self.ops().iter().for_each(|op| here.has(op));
        here
    }

    /// Brings a backup in; tells what it changed.
    fn restores(&mut self, ops: Vec<Op>) -> Changes {
        let first = self.rows.is_empty();
        let (ops, changes) = self.here().lacks(ops);
        if !ops.is_empty() {
            self.step(Event::Arrived(Box::new(Arrived { ops, first, ..Arrived::default() })), &now(9));
        }
        changes
    }

    fn material(&self) -> Material {
        Material {
            rows: self.rows(),
            unread: 0,
            items: Some(b"tongban items 1\n".to_vec()),
            sounds: Vec::new(),
            tables: vec![("sessions".into(), "\u{feff}session\r\n".into())],
            shared: None,
            holder: None,
            alias: Box::new(|id| id.to_string()),
            language: Language::Chinese,
            now: now(0),
            app: "0.1.0".into(),
        }
    }
}

fn random() -> impl FnMut() -> [u8; 32] {
    let mut number = 0;
    move || {
        number += 1;
        [number; 32]
    }
}

fn done<T>(mut work: Work<T>) -> T {
    let mut before = 0;
    for _ in 0..1_000_000 {
        match work() {
            Step::Done(done) => return done,
            Step::Going(now) => {
                assert!((before..=100).contains(&now), "{now} after {before}");
                before = now;
            }
        }
    }
    panic!("the work never ends")
}

/// To whoever has [`SECRET`].
fn to() -> To {
    To::Keys(vec![age::point(&SECRET)])
}

fn packed(phone: &Phone) -> Packed {
    done(pack(phone.material(), to(), random())).expect("there is a community")
}

fn opened(file: &[u8]) -> Result<Opened, NotOpened> {
    done(open(file.to_vec(), With::Key(SECRET)))
}

/// The hash of ops, whatever their order.
fn hash(ops: &[Op]) -> String {
    let mut all: Vec<String> = ops.iter().map(|op| serde_json::to_string(op).expect("json")).collect();
    all.sort();
    hex(&Sha256::digest(all.join("\n")))
}

#[test]
fn what_is_packed_opens_with_the_same_ops_on_an_empty_phone() {
    let phone = Phone::practised();
    let packed = packed(&phone);
    let opened = opened(&packed.file).expect("it opens");
    assert_eq!((opened.manifest.clone(), opened.unread), (packed.manifest, 0));
    assert_eq!(opened.items.as_deref(), Some(b"tongban items 1\n".as_slice()));
    assert_eq!(hash(&opened.ops), hash(&phone.ops()));
    assert_eq!((opened.manifest.counts.ops, opened.manifest.counts.rows), (phone.ops().len(), phone.rows.len()));

    let mut empty = Phone::new("second");
    let changes = empty.restores(opened.ops.clone());
    assert_eq!(
        (changes.new_sessions, changes.new_people),
        (opened.manifest.counts.sessions, opened.manifest.counts.people)
    );
    assert_eq!(hash(&empty.ops()), hash(&phone.ops()));
    let sessions = |phone: &Phone| {
        let documents = reread(&phone.rows()).documents;
        let of = |document: &&Document| document.id().kind() == Kind::Session;
        documents.iter().filter(of).map(|document| read::session(document, &now(0))).collect::<Vec<_>>()
    };
    assert_eq!(sessions(&empty), sessions(&phone));
    assert_eq!(empty.machine.sessions().len(), phone.machine.sessions().len());
    // Twice changes nothing.
    assert!(empty.restores(opened.ops).is_none());
    assert_eq!(hash(&empty.ops()), hash(&phone.ops()));
}

#[test]
fn how_far_it_is_does_not_wrap_around_where_there_are_more_bytes_than_numbers() {
    assert_eq!(pack::share(60, usize::MAX / 2, usize::MAX), 30);
    assert_eq!((pack::share(60, 0, 0), pack::share(20, 7, 7)), (0, 20));
}

#[test]
fn newer_work_stays_and_what_was_lost_comes_back() {
    let mut phone = Phone::practised();
    let backup = opened(&packed(&phone).file).expect("it opens");
    let before = phone.ops();
    // Somebody new, a new name for somebody known, and a session is lost.
    let (new, known) = (Id::new(Kind::Person, &[9; 10]), phone.machine.people()[0].id.clone());
    let lost = phone.machine.sessions()[0].id.clone();
    phone.step(Event::Edit(new, people::add(engine::domain::person::Role::Member, "新人"), None), &now(5));
    let renamed = vec![engine::merge::Edit::set(engine::domain::fields::of_person::ALIAS, "改了名".to_owned())];
    phone.step(Event::Edit(known.clone(), renamed, None), &now(6));
    let start = format!("{lost}/");
    phone.rows.retain(|key, _| !key.starts_with(&start));
    let (machine, _) = Machine::start(Local::new("first", Language::English, 0), Vec::new(), 8);
    phone.machine = machine;

    let changes = phone.restores(backup.ops.clone());
    assert_eq!(changes, Changes { new_sessions: 1, ..Changes::default() });
    let after = phone.ops();
    assert!(before.iter().all(|op| after.contains(op)), "all of the backup is here");
    assert!(after.len() > before.len(), "and the newer work");
    let documents = reread(&phone.rows()).documents;
    let person = documents.iter().find(|document| *document.id() == known).and_then(read::person);
    assert_eq!(person.map(|person| person.alias).as_deref(), Some("改了名"), "what was newer holds");
    assert!(phone.restores(backup.ops).is_none());
}

#[test]
fn it_opens_for_nobody_else_and_other_files_are_named() {
    let file = packed(&Phone::practised()).file;
    let check = |file: &[u8], with, why| assert_eq!(done(open(file.to_vec(), with)).err(), Some(why));
    check(&file, With::Key([8; 32]), NotOpened::Key);
    check(&file, With::Passphrase("的一是在不了".into()), NotOpened::Key);
    check(b"PK\x03\x04", With::Key(SECRET), NotOpened::NotOne);
    check(b"", With::Key(SECRET), NotOpened::NotOne);
    check(b"-----BEGIN AGE ENCRYPTED FILE-----\nAAA", With::Key(SECRET), NotOpened::Damaged);
    assert!(opened(age::armored(&file).as_bytes()).is_ok(), "as letters it opens too");
    let words = done(pack(Phone::practised().material(), To::Passphrase("a b".into()), random())).expect("packed");
    assert!(done(open(words.file.clone(), With::Passphrase("a b".into()))).is_ok());
    check(&words.file, With::Passphrase("a c".into()), NotOpened::Key);
    // Nobody to seal for, nothing to seal.
    assert!(done(pack(Phone::practised().material(), To::Keys(Vec::new()), random())).is_none());
    assert!(done(pack(Phone::new("empty").material(), to(), random())).is_none());
}

/// A small backup: one community.
fn small() -> Vec<u8> {
    let mut phone = Phone::new("small");
    let founding = engine::sync::acts::community::Founding { name: "桥社区".into(), ..Default::default() };
    let edits = engine::sync::acts::community::found(&founding, now(0).today(), false);
    phone.step(Event::Edit(Id::new(Kind::Community, &[1; 10]), edits, None), &now(0));
    packed(&phone).file
}

#[test]
fn cut_off_at_any_length_or_changed_at_any_place_it_is_refused() {
    let file = small();
    assert!(opened(&file).is_ok());
    for length in 0..file.len() {
        assert!(opened(&file[..length]).is_err(), "{length} bytes");
    }
    for at in 0..file.len() {
        let mut changed = file.clone();
        changed[at] ^= 1 << (at % 8);
        assert!(opened(&changed).is_err(), "byte {at}");
    }
    assert!(opened(&[file.as_slice(), b"more"].concat()).is_err());
}

/// A zip of parts, sealed: what somebody may make who knows for whom to seal.
fn crafted(parts: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
        zip.write_all(bytes).expect("room");
    }
    sealed(&zip.finish().expect("a zip").into_inner())
}

fn sealed(zip: &[u8]) -> Vec<u8> {
    let (mut file, mut sealing) = age::seal(&to(), random()).expect("somebody");
    let mut rest = zip;
    loop {
        let (chunk, after) = rest.split_at(rest.len().min(CHUNK));
        file.extend(sealing.chunk(chunk, after.is_empty()));
        rest = after;
        if rest.is_empty() {
            return file;
        }
    }
}

fn manifest_of(records: &[u8], change: impl FnOnce(&mut Manifest)) -> Vec<u8> {
    let part = Part { name: RECORDS.into(), bytes: records.len() as u64, sha256: hex(&Sha256::digest(records)) };
    let mut manifest = Manifest {
        tongban_backup: VERSION,
        app: String::new(),
        made: 0,
        community: Id::new(Kind::Community, &[1; 10]).to_string(),
        name: String::new(),
        shared: None,
        holder: None,
        counts: Counts::default(),
        parts: vec![part],
        sounds: Vec::new(),
    };
    change(&mut manifest);
    serde_json::to_vec(&manifest).expect("json")
}

#[test]
fn a_hostile_inside_is_refused() {
    let id = Id::new(Kind::Community, &[1; 10]);
    let op = |id: &Id, wall: i64| format!(r#"{{"document":"{id}","stamp":[{wall},0,"d"],"set":"name","value":"x"}}"#);
    let line = |ops: &[String]| format!("{{\"row\":\"r\",\"ops\":[{}]}}\n", ops.join(",")).into_bytes();
    let good = line(&[op(&id, 1)]);
    let with = |records: &[u8], change: &dyn Fn(&mut Manifest)| {
        opened(&crafted(&[(RECORDS, records.to_vec()), (MANIFEST, manifest_of(records, change))]))
    };
    assert_eq!(with(&good, &|_| {}).expect("as it should be").ops.len(), 1);
    let refused = |what: &str, got: Result<Opened, NotOpened>, why| assert_eq!(got.err(), Some(why), "{what}");

    let other = line(&[op(&Id::new(Kind::Community, &[2; 10]), 1)]);
    let many = vec![b'\n'; 9];
    refused("another community inside", with(&[good.clone(), other].concat(), &|_| {}), NotOpened::Damaged);
    refused("no community", with(&line(&[op(&Id::new(Kind::Person, &[2; 10]), 1)]), &|_| {}), NotOpened::Damaged);
    refused("no lines", with(&many, &|_| {}), NotOpened::Damaged);
    refused("nothing", with(b"", &|_| {}), NotOpened::Damaged);
    refused("a newer one", with(&good, &|manifest| manifest.tongban_backup = 2), NotOpened::Newer);
    refused("a lie about length", with(&good, &|manifest| manifest.parts[0].bytes -= 1), NotOpened::Damaged);
    refused(
        "a lie about the hash",
        with(&good, &|manifest| manifest.parts[0].sha256.insert(0, '0')),
        NotOpened::Damaged,
    );
    refused("no parts", with(&good, &|manifest| manifest.parts.clear()), NotOpened::Damaged);
    refused(
        "a session as community",
        with(&good, &|manifest| manifest.community = "saaaaaaaaaaaaaaaa".into()),
        NotOpened::Damaged,
    );
    let late =
        with(&line(&[op(&id, 1), op(&id, i64::MAX), op(&id, -1), "7".into(), "{}".into()]), &|_| {}).expect("it opens");
    assert_eq!((late.ops.len(), late.unread), (1, 4), "no stamp stops the clock");

    let whole = manifest_of(&good, |_| {});
    for name in
        ["../records", "/etc/passwd", "a/../../b", "C:\\x", "a\\b", ".hidden", "tables//x", "名.csv", "x\0y", ""]
    {
        let parts = [(name, b"x".to_vec()), (RECORDS, good.clone()), (MANIFEST, whole.clone())];
        refused(name, opened(&crafted(&parts)), NotOpened::Damaged);
    }
    let names: Vec<String> = (0..70).map(|at| format!("part{at}")).collect();
    let parts: Vec<(&str, Vec<u8>)> = names.iter().map(|name| (name.as_str(), Vec::new())).collect();
    refused("many parts", opened(&crafted(&parts)), NotOpened::Damaged);
    refused("no manifest", opened(&crafted(&[(RECORDS, good.clone())])), NotOpened::Damaged);
    refused("another manifest", opened(&crafted(&[(MANIFEST, b"[]".to_vec())])), NotOpened::NotOne);
    refused("no zip", opened(&sealed(b"PK\x05\x06")), NotOpened::Damaged);
    refused("nothing at all", opened(&sealed(b"")), NotOpened::Damaged);
    // Zeros: 64 MB out of 64 KB. Nothing of it is unpacked.
    let bomb = vec![b'0'; 64 << 20];
    refused("a bomb", with(&bomb, &|_| {}), NotOpened::TooLarge);
    let bomb = vec![b' '; 2 << 20];
    refused("a manifest like a bomb", opened(&crafted(&[(RECORDS, good), (MANIFEST, bomb)])), NotOpened::TooLarge);
}

#[test]
fn the_readable_part_says_everything_and_no_markup_of_ours_runs() {
    let mut phone = Phone::practised();
    let session = Id::new(Kind::Session, &[9; 10]);
    let theme = engine::merge::Edit::Write(engine::domain::fields::planning::theme(), "<script>包饺子".into());
    phone.step(Event::Edit(session, vec![theme], None), &now(4));
    let file = packed(&phone).file;
    let (mut opening, at) = age::open(&file, &With::Key(SECRET)).expect("it opens");
    let (mut zip, mut rest) = (Vec::new(), &file[at..]);
    while !opening.is_whole(rest) {
        let (plain, after) = opening.chunk(rest).expect("whole");
        zip.extend(plain);
        rest = after;
    }
    let mut archive = zip::ZipArchive::new(Cursor::new(zip)).expect("a zip");
    let names: Vec<String> = archive.file_names().map(str::to_owned).collect();
    assert_eq!(names, ["README.txt", "forms.html", "tables/sessions.csv", RECORDS, ITEMS, MANIFEST]);
    let mut text = |name: &str| {
        let mut text = String::new();
        std::io::Read::read_to_string(&mut archive.by_name(name).expect("there"), &mut text).expect("UTF-8");
        text
    };
    let forms = text("forms.html");
    assert!(forms.contains("活动计划表") && forms.contains("&lt;script&gt;包饺子") && !forms.contains("<script"));
    assert_eq!(text(RECORDS).lines().count(), phone.rows.len());
    let read_me = text("README.txt");
    assert!(
        Language::ALL.into_iter().all(|language| read_me.contains(engine::words::backup::INSIDE.what.get(language)))
    );
}

/// Saved sample of format 1, with items and a person: it opens in every later version. Never change it.
#[test]
fn the_saved_backup_of_format_1_opens() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests");
    let file = std::fs::read(format!("{folder}/samples/v1/backup.age")).expect("the sample is there");
    let opened = opened(&file).expect("it opens");
    assert_eq!((opened.manifest.name.as_str(), opened.unread), ("桥社区", 0));
    assert_eq!((opened.manifest.counts.sessions, opened.manifest.counts.people), (1, 1));
    assert!(opened.items.is_some());
    let theme = |document: &Document| read::session(document, &now(0)).plan.theme;
    let mut session = Document::new(Id::new(Kind::Session, &[3; 10]), 0);
    opened
        .ops
        .into_iter()
        .filter(|op| op.document == *session.id())
        .collect::<Vec<_>>()
        .into_iter()
        .for_each(|op| session.take(op));
    assert_eq!(theme(&session), "包饺子");
}

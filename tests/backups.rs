//! Backups made and read without the app, from ops and back.

use std::collections::BTreeMap;

use desk::backup::{Material, Opened, Step, Work};
use engine::crypto::age::{To, With};
use engine::domain::{Id, Kind, Now};
use engine::merge::{Clock, Document, Edit, Op};
use engine::sync::acts::community::{Founding, found};
use engine::words::Language;

/// When these communities begin.
const NOW: Now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [1; 16] };

fn done<T>(mut work: Work<T>) -> T {
    loop {
        if let Step::Done(done) = work() {
            return done;
        }
    }
}

/// What is in a backup, as the app reads it.
pub fn opened(file: &[u8], with: With) -> Opened {
    done(desk::backup::open(file.to_vec(), with)).expect("the backup opens")
}

/// A backup of these ops under these words.
pub fn sealed(ops: &[Op], words: &str) -> Vec<u8> {
    let mut rows: BTreeMap<String, Vec<&Op>> = BTreeMap::new();
    ops.iter().for_each(|op| rows.entry(format!("{}/0000000000", op.document)).or_default().push(op));
    let material = Material {
        rows: rows.into_iter().map(|(key, ops)| (key, serde_json::to_vec(&ops).expect("json"))).collect(),
        unread: 0,
        items: None,
        sounds: Vec::new(),
        tables: Vec::new(),
        shared: None,
        holder: None,
        alias: Box::new(|_| String::new()),
        language: Language::English,
        now: NOW,
        app: "1".into(),
    };
    let mut random = 0;
    let fresh = move || {
        random += 1;
        [random; 32]
    };
    done(desk::backup::pack(material, To::Passphrase(words.into()), fresh)).expect("it is made").file
}

/// The ops with which a community begins.
pub fn community(name: &str) -> Vec<Op> {
    let founding = Founding { name: name.into(), ..Founding::default() };
    let edits = found(&founding, NOW.today(), false);
    document(Kind::Community, 7, &edits)
}

/// The ops of a document, which is told from others by a number.
pub fn document(kind: Kind, number: u16, edits: &[Edit]) -> Vec<Op> {
    let [high, low] = number.to_be_bytes();
    let (mut clock, id) = (Clock::new("d"), Id::new(kind, &[7, 7, 7, 7, 7, 7, 7, 7, high, low]));
    let mut document = Document::new(id, 1);
    edits.iter().flat_map(|edit| document.edit(edit, &mut clock, NOW.ms, None)).collect()
}

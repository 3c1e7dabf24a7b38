//! Recorded sound goes into a backup and comes back byte for byte; what was made to do harm is refused.

use engine::domain::sound::Form;
use engine::sync::sounds::{Fingerprint, Head, PIECE};

use super::*;

fn record() -> Id {
    Id::new(Kind::Supervision, &[5; 10])
}

/// Pieces as a browser gives them, of no two the same length.
fn recorded(id: &str, at: i64, pieces: usize) -> Recorded {
    let mut head = Head::new(record(), now(at).ms, None, Form::WebM);
    let piece = |number: usize| (0..15_000 + number * 7).map(|at| (at * 31 + number * 17) as u8).collect::<Vec<u8>>();
    let pieces: Vec<Vec<u8>> = (0..pieces).map(piece).collect();
    for (number, piece) in pieces.iter().enumerate() {
        head = head.and(piece.len(), 5_000 * (number as u64 + 1));
    }
    Recorded { id: id.into(), head, pieces }
}

#[test]
fn thirty_minutes_of_sound_come_back_byte_for_byte() {
    let phone = Phone::practised();
    let sounds = vec![recorded("later0", 9_000_000, 3), recorded("long00", 0, 360)];
    let mut before = Fingerprint::default();
    sounds[1].pieces.iter().for_each(|piece| before.add(piece));
    let packed = done(pack(Material { sounds: sounds.clone(), ..phone.material() }, to(), random()))
        .expect("there is a community");
    let opened = opened(&packed.file).expect("it opens");
    assert_eq!((hash(&opened.ops), opened.unread), (hash(&phone.ops()), 0));
    let ids: Vec<&str> = opened.sounds.iter().map(|sound| sound.id.as_str()).collect();
    assert_eq!(ids, ["long00", "later0"], "the oldest first");
    let (long, head) = (&opened.sounds[0], &sounds[1].head);
    assert_eq!((&long.head.record, long.head.ms, long.head.bytes), (&record(), 1_800_000, head.bytes));
    assert_eq!(long.bytes, sounds[1].pieces.concat());
    let mut after = Fingerprint::default();
    let pieces: Vec<&[u8]> = long.bytes.chunks(PIECE).collect();
    assert_eq!(pieces.len(), long.head.pieces as usize);
    pieces.iter().for_each(|piece| after.add(piece));
    assert_eq!(after.hex(), before.hex());
    // Whoever has no app finds files that a player plays, with the day in their names.
    let names: Vec<&str> = packed.manifest.parts.iter().map(|part| part.name.as_str()).collect();
    assert!(names.contains(&"sounds/2026-11-24-1400-long00.webm"), "{names:?}");
}

#[test]
fn a_backup_without_sound_says_nothing_of_it() {
    let packed = packed(&Phone::practised());
    assert!(!serde_json::to_string(&packed.manifest).expect("json").contains("sounds"));
    assert!(opened(&packed.file).expect("it opens").sounds.is_empty());
}

#[test]
fn more_than_any_phone_holds_stays_out_and_is_said() {
    let sounds = (0..503).map(|number| recorded(&format!("s{number}"), number, 1)).collect();
    let packed = done(pack(Material { sounds, ..Phone::practised().material() }, to(), random())).expect("packed");
    assert_eq!((packed.manifest.sounds.len(), packed.manifest.counts.unread), (500, 3));
    assert_eq!(packed.manifest.sounds[0].id, "s3", "the newest are in");
    assert_eq!(opened(&packed.file).expect("it opens again").sounds.len(), 500);
}

#[test]
fn hostile_sound_is_refused() {
    let id = Id::new(Kind::Community, &[1; 10]);
    let records =
        format!(r#"{{"row":"r","ops":[{{"document":"{id}","stamp":[1,0,"d"],"set":"name","value":"x"}}]}}"#) + "\n";
    let records = records.into_bytes();
    let head = serde_json::to_value(&recorded("a", 0, 1).head).expect("json");
    let said = |part: &str, id: &str| SoundPart { part: part.into(), id: id.into(), head: head.clone() };
    let part = |name: &str, bytes: &[u8]| Part {
        name: name.into(),
        bytes: bytes.len() as u64,
        sha256: hex(&Sha256::digest(bytes)),
    };
    let with = |parts: &[(&str, &[u8])], change: &dyn Fn(&mut Manifest)| {
        let manifest = manifest_of(&records, |manifest| {
            manifest.parts.extend(parts.iter().map(|(name, bytes)| part(name, bytes)));
            change(manifest);
        });
        let mut all: Vec<(&str, Vec<u8>)> = parts.iter().map(|(name, bytes)| (*name, bytes.to_vec())).collect();
        all.extend([(RECORDS, records.clone()), (MANIFEST, manifest)]);
        opened(&crafted(&all))
    };
    let one: &[(&str, &[u8])] = &[("sounds/a.webm", b"sound")];
    let good = with(one, &|manifest| manifest.sounds.push(said("sounds/a.webm", "a1"))).expect("as it should be");
    assert_eq!((good.sounds.len(), good.sounds[0].head.pieces, good.sounds[0].head.bytes), (1, 1, 5));
    let refused = |what: &str, change: &dyn Fn(&mut Manifest), why| {
        assert_eq!(with(one, change).err(), Some(why), "{what}");
    };
    let twice = |manifest: &mut Manifest| {
        manifest.sounds.extend([said("sounds/a.webm", "a1"), said("sounds/a.webm", "a2")]);
    };
    refused("a part for two", &twice, NotOpened::Damaged);
    let elsewhere = |name: &'static str| move |manifest: &mut Manifest| manifest.sounds.push(said(name, "a1"));
    refused("records as sound", &elsewhere(RECORDS), NotOpened::Damaged);
    refused("a part that is not there", &elsewhere("sounds/b.webm"), NotOpened::Damaged);
    for name in ["", "../x", "a/b", "A", "0123456789012345678901234567890123"] {
        refused(name, &|manifest| manifest.sounds.push(said("sounds/a.webm", name)), NotOpened::Damaged);
    }
    let lie = |manifest: &mut Manifest| {
        manifest.sounds.push(said("sounds/a.webm", "a1"));
        manifest.parts[1].sha256.insert(0, '0');
    };
    refused("a lie about the hash", &lie, NotOpened::Damaged);
    let vast = |manifest: &mut Manifest| {
        manifest.sounds.push(said("sounds/a.webm", "a1"));
        manifest.parts[1].bytes = 200 << 20;
    };
    refused("larger than any phone's", &vast, NotOpened::TooLarge);
    let many = |manifest: &mut Manifest| {
        manifest.sounds.extend((0..501).map(|number| said("sounds/a.webm", &format!("a{number}"))));
    };
    refused("more than any phone's", &many, NotOpened::TooLarge);
    let bomb = vec![b'0'; 32 << 20];
    let parts: &[(&str, &[u8])] = &[("sounds/a.webm", &bomb)];
    let got = with(parts, &|manifest| manifest.sounds.push(said("sounds/a.webm", "a1")));
    assert_eq!(got.err(), Some(NotOpened::TooLarge), "a bomb");
    let names: Vec<String> = (0..502).map(|number| format!("sounds/{number}")).collect();
    let parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), b"".as_slice())).collect();
    assert_eq!(with(&parts, &|_| {}).err(), Some(NotOpened::Damaged), "many parts");
    // What this version does not read is left out, and said.
    for change in [("\"v", "\"s"), ("webm", "wav"), ("\"version\":1", "\"version\":2")] {
        let other: serde_json::Value =
            serde_json::from_str(&head.to_string().replace(change.0, change.1)).expect("json");
        let got = with(one, &|manifest| {
            manifest.sounds.push(SoundPart { head: other.clone(), ..said("sounds/a.webm", "a1") })
        });
        let got = got.expect("the rest opens");
        assert_eq!((got.sounds.len(), got.unread), (0, 1), "{change:?}");
    }
}

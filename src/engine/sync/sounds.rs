//! Where sound lies on this device: a small head for each stretch, and its pieces beside it, each a row of its own. They are this
//! device's alone; no list and no start reads them. Head and piece are stored in one transaction, so that a head never says more
//! than there is.
//!
//! ```text
//! sound/head/{stretch}            the head, as JSON. Format 1, for good
//! sound/piece/{stretch}/{00000}   the bytes, as the browser gave them; one after another they are the file
//! ```

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::domain::sound::{Form, Sounds};
use crate::domain::{Id, Kind, Millis};

/// The start of every head's key.
pub const HEADS: &str = "sound/head/";
/// The largest piece of a sound that comes back from a backup.
pub const PIECE: usize = 64 * 1024;

/// What this device holds of a stretch.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The format, 1.
    version: u8,
    /// The supervision record.
    pub record: Id,
    /// When it was begun.
    pub at: Millis,
    /// By whom.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<Id>,
    /// Its form.
    pub form: Form,
    /// How many pieces are stored.
    pub pieces: u32,
    /// How long they are together.
    pub ms: u64,
    /// How many bytes.
    pub bytes: u64,
}

impl Head {
    /// Nothing is recorded yet.
    pub fn new(record: Id, at: Millis, by: Option<Id>, form: Form) -> Head {
        Head { version: 1, record, at, by, form, pieces: 0, ms: 0, bytes: 0 }
    }

    /// With one more piece, which ends so many milliseconds after the beginning.
    pub fn and(&self, bytes: usize, ms: u64) -> Head {
        Head { pieces: self.pieces + 1, ms: ms.max(self.ms), bytes: self.bytes + bytes as u64, ..self.clone() }
    }

    /// The row of that key, if it is a head that this version reads: the stretch and the head.
    pub fn open(key: &str, row: &[u8]) -> Option<(String, Head)> {
        let id = key.strip_prefix(HEADS)?;
        let head: Head = serde_json::from_slice(row).ok()?;
        (head.version == 1 && is_name(id) && head.record.kind() == Kind::Supervision).then(|| (id.to_owned(), head))
    }

    /// Its row.
    pub fn row(&self) -> Vec<u8> {
        serde_json::to_vec(self).unwrap_or_default()
    }
}

/// Whether it can be the name of a stretch: nothing else leads into a key.
pub fn is_name(id: &str) -> bool {
    (1..=32).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
}

/// The key of a head.
pub fn head_key(id: &str) -> String {
    format!("{HEADS}{id}")
}

/// The start of the keys of a stretch's pieces.
pub fn pieces_key(id: &str) -> String {
    format!("sound/piece/{id}/")
}

/// The key of a piece.
pub fn piece_key(id: &str, number: u32) -> String {
    format!("{}{number:05}", pieces_key(id))
}

/// What a stretch is worth knowing by, taken piece by piece.
#[derive(Clone, Default)]
pub struct Fingerprint(Sha256);

impl Fingerprint {
    /// One more piece.
    pub fn add(&mut self, piece: &[u8]) {
        self.0.update(piece);
    }

    /// SHA-256, in hex.
    pub fn hex(self) -> String {
        self.0.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
    }
}

/// What is to be done about a stretch that lies here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// Nothing.
    Nothing,
    /// Its recording came to no end: the record is to be told what there is.
    Finish,
    /// The record is gone, or it was taken away: nothing of it stays.
    Remove,
}

/// What is due of a stretch that is not being recorded just now. `record` is what its record says; none where there is no such
/// record any more.
pub fn due(id: &str, head: &Head, record: Option<&Sounds>) -> Due {
    let Some(record) = record else { return Due::Remove };
    if record.gone.contains(id) {
        return Due::Remove;
    }
    match record.stretches.iter().find(|one| one.id == id) {
        Some(known) if known.sound.sha256.is_some() => Due::Nothing,
        _ if head.pieces == 0 => Due::Remove,
        _ => Due::Finish,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::sound::{Sound, Stretch};

    const SAVED: &str = r#"{"version":1,"record":"vaaaaaaaaaaaaaaaa","at":1795500000000,"by":"pbbbbbbbbbbbbbbbb","form":"webm","pieces":3,"ms":12500,"bytes":37500}"#;

    fn head() -> Head {
        Head::open("sound/head/a1", SAVED.as_bytes()).expect("it opens").1
    }

    /// Saved sample of format 1: it opens in every later version. Never change it.
    #[test]
    fn the_saved_head_of_format_1_opens() {
        assert_eq!((head().pieces, head().ms, head().form), (3, 12_500, Form::WebM));
        assert_eq!(head().row(), SAVED.as_bytes());
        assert_eq!(Head::open("sound/head/a1", SAVED.replace(":1,", ":2,").as_bytes()), None, "of a later version");
        assert_eq!(Head::open("sound/head/../a", SAVED.as_bytes()), None);
        assert_eq!(Head::open("sound/head/a1", SAVED.replace("\"v", "\"s").as_bytes()), None, "of no supervision");
        assert_eq!((head_key("a1").as_str(), piece_key("a1", 7).as_str()), ("sound/head/a1", "sound/piece/a1/00007"));
    }

    #[test]
    fn a_head_grows_with_its_pieces() {
        let head = Head::new(head().record, 5, None, Form::Mp4).and(100, 5_000).and(50, 9_000);
        assert_eq!((head.pieces, head.ms, head.bytes), (2, 9_000, 150));
        assert_eq!(head.and(1, 8_000).ms, 9_000, "a clock that was set back makes it no shorter");
    }

    #[test]
    fn what_came_to_no_end_is_finished_and_what_is_gone_goes() {
        let sound = |sha256: Option<&str>| Sounds {
            stretches: vec![Stretch {
                id: "a1".into(),
                sound: Sound {
                    at: 1,
                    by: None,
                    form: Form::WebM,
                    ms: 0,
                    bytes: 0,
                    sha256: sha256.map(str::to_owned),
                    cut: false,
                },
            }],
            ..Sounds::default()
        };
        assert_eq!(due("a1", &head(), Some(&sound(Some("ab")))), Due::Nothing);
        assert_eq!(due("a1", &head(), Some(&sound(None))), Due::Finish);
        assert_eq!(due("a1", &head(), Some(&Sounds::default())), Due::Finish, "the record was not saved any more");
        let empty = Head { pieces: 0, ..head() };
        assert_eq!(due("a1", &empty, Some(&sound(None))), Due::Remove, "there is nothing of it");
        let gone = Sounds { gone: ["a1".to_owned()].into(), ..sound(Some("ab")) };
        assert_eq!(due("a1", &head(), Some(&gone)), Due::Remove);
        assert_eq!(due("a1", &head(), None), Due::Remove, "thirty days in the bin are over");
    }

    #[test]
    fn a_fingerprint_is_of_the_whole() {
        let mut one = Fingerprint::default();
        one.add(b"ab");
        one.add(b"c");
        assert_eq!(one.hex(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}

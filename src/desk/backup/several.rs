//! Backups of several communities as one file: a zip in which each lies as it is, sealed for its own keepers, beside a text that
//! says how they open. Format 1, for good.

use std::io::{Cursor, Read, Write};

use engine::crypto::age;
use engine::words::Language;
use engine::words::backup::TOGETHER;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::NotOpened;

/// What such a file begins with.
pub const ZIP: &[u8] = b"PK\x03\x04";
/// The text.
const README: &str = "README.txt";
/// How the names of backups end.
const ENDING: &str = ".age";
/// More communities than a phone has profiles.
const MOST: usize = 40;
/// The largest file that is read.
const LARGEST: usize = 256 << 20;
/// Letters of a community's name.
const LONGEST: usize = 60;

/// What was found in such a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its number, and the name of its community.
    pub name: String,
    /// The backup as it was made, still sealed; or why it is none.
    pub file: Result<Vec<u8>, NotOpened>,
}

/// One file of several: each with the name of its community. `None` where they do not fit into one.
pub fn together(backups: &[(String, Vec<u8>)]) -> Option<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let as_they_are = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    zip.start_file(README, as_they_are).ok()?;
    zip.write_all(readme().as_bytes()).ok()?;
    for (at, (name, file)) in backups.iter().enumerate() {
        // Two may be called the same.
        zip.start_file(format!("{} {}{ENDING}", at + 1, plain(name)), as_they_are).ok()?;
        zip.write_all(file).ok()?;
    }
    Some(zip.finish().ok()?.into_inner())
}

/// What is in such a file. One that is no backup, or not whole, hides nothing of the others.
///
/// # Errors
/// It is no such file, or cut off.
pub fn apart(file: &[u8]) -> Result<Vec<Found>, NotOpened> {
    let mut archive = ZipArchive::new(Cursor::new(file)).map_err(|_| NotOpened::Damaged)?;
    if archive.len() > MOST || file.len() > LARGEST {
        return Err(NotOpened::TooLarge);
    }
    let mut all = Vec::new();
    // They lie as they are: together they are no larger than the file.
    let mut room = file.len() as u64;
    for at in 0..archive.len() {
        let entry = archive.by_index_raw(at).map_err(|_| NotOpened::Damaged)?;
        let (name, long) = (entry.name().to_owned(), entry.size());
        let as_it_is = entry.compression() == CompressionMethod::Stored;
        drop(entry);
        if name == README {
            continue;
        }
        let Some(short) = name.strip_suffix(ENDING) else {
            all.push(Found { name: plain(&name), file: Err(NotOpened::NotOne) });
            continue;
        };
        room = room.checked_sub(long).filter(|_| as_it_is).ok_or(NotOpened::Damaged)?;
        let read = archive.by_index(at).map_err(|_| NotOpened::Damaged).and_then(|entry| {
            let mut bytes = Vec::new();
            // Only behind its end is it checked.
            entry.take(long.saturating_add(1)).read_to_end(&mut bytes).map_err(|_| NotOpened::Damaged)?;
            if bytes.len() as u64 != long {
                return Err(NotOpened::Damaged);
            }
            if bytes.starts_with(age::MAGIC) { Ok(bytes) } else { Err(NotOpened::NotOne) }
        });
        all.push(Found { name: plain(short), file: read });
    }
    let strange = all.iter().all(|one| one.file == Err(NotOpened::NotOne));
    if strange { Err(NotOpened::NotOne) } else { Ok(all) }
}

/// A name that is one on every system, and short.
fn plain(name: &str) -> String {
    let plain = |letter: char| if letter.is_alphanumeric() || letter == '-' { letter } else { ' ' };
    let name: String = name.chars().take(LONGEST).map(plain).collect();
    name.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How they open, in both languages.
fn readme() -> String {
    let lines = [
        (TOGETHER.what, ""),
        (TOGETHER.each, ""),
        (TOGETHER.app, ""),
        (TOGETHER.tool, ""),
        (TOGETHER.tool_words, " age -d -o backup.zip 1.age"),
        (TOGETHER.tool_key, " age -d -i key.txt -o backup.zip 1.age"),
    ];
    // A mark at the beginning tells old editors that it is UTF-8.
    let mut text = String::from("\u{feff}");
    for language in Language::ALL {
        lines.iter().for_each(|(line, command)| text.push_str(&format!("{}{command}\r\n", line.get(language))));
        text.push_str("\r\n");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn backup(words: &str) -> Vec<u8> {
        [age::MAGIC, words.as_bytes()].concat()
    }

    fn found(name: &str, file: Result<Vec<u8>, NotOpened>) -> Found {
        Found { name: name.to_owned(), file }
    }

    #[test]
    fn several_come_apart_as_they_were() {
        let all = [("桥社区".to_owned(), backup("one")), ("../桥社区".to_owned(), backup("two"))];
        let file = together(&all).expect("room");
        assert!(file.starts_with(ZIP));
        assert_eq!(apart(&file), Ok(vec![found("1 桥社区", Ok(backup("one"))), found("2 桥社区", Ok(backup("two")))]));
        let mut archive = ZipArchive::new(Cursor::new(file)).expect("any zip program reads it");
        let mut text = String::new();
        archive.by_name(README).expect("the text").read_to_string(&mut text).expect("words");
        assert!(text.contains("age -d") && text.contains("key.txt"), "{text}");
    }

    #[test]
    fn a_bad_one_is_named_and_hides_no_other() {
        let all = [("A", backup("one")), ("B", backup(&"x".repeat(5000))), ("C", b"photo".to_vec())];
        let mut file = together(&all.map(|(name, file)| (name.to_owned(), file))).expect("room");
        let at = file.windows(100).position(|some| some == "x".repeat(100).as_bytes()).expect("it lies there");
        file[at + 50] ^= 1;
        let expect = [
            found("1 A", Ok(backup("one"))),
            found("2 B", Err(NotOpened::Damaged)),
            found("3 C", Err(NotOpened::NotOne)),
        ];
        assert_eq!(apart(&file), Ok(expect.to_vec()));
    }

    #[test]
    fn what_is_cut_off_or_another_file_is_refused() {
        let file = together(&[("A".to_owned(), backup(&"x".repeat(5000)))]).expect("room");
        for end in [0, 4, 100, 3000, file.len() - 1] {
            assert_eq!(apart(&file[..end]), Err(NotOpened::Damaged), "{end}");
        }
        assert_eq!(apart(&together(&[("A".to_owned(), b"photo".to_vec())]).expect("room")), Err(NotOpened::NotOne));
        assert_eq!(apart(&together(&[]).expect("room")), Err(NotOpened::NotOne));
        let many: Vec<_> = (0..50).map(|_| ("A".to_owned(), backup("x"))).collect();
        assert_eq!(apart(&together(&many).expect("room")), Err(NotOpened::TooLarge));
        // Zeros that were packed small: nothing of it is unpacked.
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        zip.start_file("1.age", SimpleFileOptions::default()).expect("room");
        zip.write_all(&vec![0; 8 << 20]).expect("room");
        assert_eq!(apart(&zip.finish().expect("room").into_inner()), Err(NotOpened::Damaged));
    }
}

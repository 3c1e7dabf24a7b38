//! A file as letters (age's ASCII armor), to be passed on as text where no file can be saved.

use base64ct::{Base64, Encoding};

use super::Unopened;

const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";
const COLUMNS: usize = 64;

/// Why a pasted text holds no letters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotPasted {
    /// They do not begin.
    None,
    /// They do not end.
    CutOff,
}

/// The file as letters.
pub fn armored(file: &[u8]) -> String {
    in_lines(&Base64::encode_string(file))
}

/// The letters in a text that went through other apps: what stands around them is left out, and lines and dashes that were broken on
/// the way are whole again. Whether nothing is missing is seen when they are opened.
///
/// # Errors
/// There are none, or not to their end.
pub fn pasted(text: &str) -> Result<String, NotPasted> {
    let bare = |mark: &'static str| mark.trim_matches('-');
    let (_, rest) = text.split_once(bare(BEGIN)).ok_or(NotPasted::None)?;
    let (letters, _) = rest.split_once(bare(END)).ok_or(NotPasted::CutOff)?;
    let is_letter = |sign: &char| sign.is_ascii_alphanumeric() || ['+', '/', '='].contains(sign);
    Ok(in_lines(&letters.chars().filter(is_letter).collect::<String>()))
}

fn in_lines(letters: &str) -> String {
    let mut text = format!("{BEGIN}\n");
    let mut rest = letters;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(COLUMNS));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text + END + "\n"
}

/// The file that letters stand for; `None` where they do not begin as such letters do.
///
/// # Errors
/// The letters are damaged.
pub fn unarmored(letters: &[u8]) -> Option<Result<Vec<u8>, Unopened>> {
    let text = letters.trim_ascii_start();
    text.starts_with(b"-----BEGIN").then(|| read(text).ok_or(Unopened::Letters))
}

fn read(text: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(text).ok()?.trim_end_matches([' ', '\t', '\n', '\r']);
    let mut lines = text.split('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
    if lines.next() != Some(BEGIN) || lines.next_back() != Some(END) {
        return None;
    }
    let lines: Vec<&str> = lines.collect();
    let Some((last, full)) = lines.split_last() else { return Some(Vec::new()) };
    if full.iter().any(|line| line.len() != COLUMNS) || last.is_empty() || last.len() > COLUMNS {
        return None;
    }
    let letters = lines.concat();
    let file = Base64::decode_vec(&letters).ok()?;
    (Base64::encode_string(&file) == letters).then_some(file)
}

//! A file as letters (age's ASCII armor), to be passed on as text where no file can be saved.

use base64ct::{Base64, Encoding};

use super::Unopened;

const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";
const COLUMNS: usize = 64;

/// The file as letters.
pub fn armored(file: &[u8]) -> String {
    let letters = Base64::encode_string(file);
    let mut text = format!("{BEGIN}\n");
    let mut rest = letters.as_str();
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

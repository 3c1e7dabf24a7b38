//! Bytes as letters that people type, scan and send: Crockford's base 32. Case does not matter, `O` reads as `0`, `I` and `L`
//! as `1`, hyphens and spaces are left out, and what stands behind a code is ignored, since chats append to links. The last
//! 4 bytes are the first of a SHA-256 over what is before them.

use sha2::{Digest, Sha256};

const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Why letters are no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Letters are missing at the end.
    CutOff(usize),
    /// A letter is wrong.
    Mistyped,
    /// There is no code.
    None,
}

/// The letters of bytes, with their checksum.
pub fn write(mut bytes: Vec<u8>) -> String {
    bytes.extend_from_slice(&checksum(&bytes));
    let bit = |at: usize| bytes.get(at / 8).is_some_and(|byte| byte >> (7 - at % 8) & 1 == 1);
    let letter = |at: usize| {
        let value = (0..5).fold(0, |value, offset| value << 1 | usize::from(bit(at * 5 + offset)));
        char::from(ALPHABET[value])
    };
    (0..(bytes.len() * 8).div_ceil(5)).map(letter).collect()
}

/// Reads `many` bytes, checksum included, alone or behind the last `prefix` of a link or a message; returns those before the
/// checksum.
///
/// # Errors
/// What is wrong with the letters.
pub fn read(text: &str, prefix: &str, many: usize) -> Result<Vec<u8>, Unread> {
    let code = text.rsplit_once(prefix).map_or(text, |(_, code)| code);
    let left_out = |letter: char| letter.is_whitespace() || letter == '-';
    let long = (many * 8).div_ceil(5);
    let values: Vec<u8> = code.chars().filter(|letter| !left_out(*letter)).map_while(value).take(long).collect();
    match values.len() {
        0 => return Err(Unread::None),
        short if short < long => {
            let all_read = code.chars().all(|letter| left_out(letter) || value(letter).is_some());
            return Err(if all_read { Unread::CutOff(long - short) } else { Unread::Mistyped });
        }
        _ => {}
    }
    let bit = |at: usize| values[at / 5] >> (4 - at % 5) & 1;
    let mut bytes: Vec<u8> =
        (0..many).map(|byte| (0..8).fold(0, |whole, offset| whole << 1 | bit(byte * 8 + offset))).collect();
    let sum = bytes.split_off(many.saturating_sub(4));
    if sum == checksum(&bytes) { Ok(bytes) } else { Err(Unread::Mistyped) }
}

fn checksum(bytes: &[u8]) -> [u8; 4] {
    let whole: [u8; 32] = Sha256::digest(bytes).into();
    std::array::from_fn(|at| whole[at])
}

fn value(letter: char) -> Option<u8> {
    let letter = match letter.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        other => other,
    };
    ALPHABET.iter().position(|known| char::from(*known) == letter).map(|at| at as u8)
}

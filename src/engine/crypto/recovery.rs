//! Recovery words: 12 words as BIP 39 makes them (128 random bits and 4 of their SHA-256), from the app's lists of 2048.
//!
//! The keys follow from the 16 bytes, not from the words: a sheet printed in one language opens in the other.

use hkdf::Hkdf;
use sha2::{Digest, Sha256};
use thiserror::Error;

use super::keys::Keys;
use super::letters;
use super::secret::normalise;

/// How many words.
pub const WORDS: usize = 12;
const LISTED: usize = 2048;
/// What stands before the code in the link on the printed sheet: version 1, the 16 bytes, a checksum; 34 letters.
pub const RECOVERY_PREFIX: &str = "r1.";
const VERSION: u8 = 1;

/// Why words are not the recovery words.
#[derive(Clone, Debug, PartialEq, Eq, Error)]
pub enum NotWords {
    /// There are more or fewer than twelve.
    #[error("{0} words instead of 12")]
    Count(usize),
    /// A word is on no list.
    #[error("the word {0} is not on the list")]
    Unknown(String),
    /// Letters of the sheet's code are missing at the end.
    #[error("{0} letters of the code are missing")]
    CutOff(usize),
    /// Each word is one, but they do not belong together: one is mistaken, or the order is.
    #[error("the words do not fit together")]
    Mistaken,
}

/// The twelve words of 16 random bytes, from a list of one word a line; `None` unless it holds 2048.
pub fn recovery_words(list: &str, secret: &[u8; 16]) -> Option<Vec<String>> {
    let words: Vec<&str> = list.split_whitespace().collect();
    if words.len() != LISTED {
        return None;
    }
    let bits = u128::from_be_bytes(*secret);
    let place = |at: usize| match at {
        11 => (bits & 0x7f) << 4 | checksum(secret),
        at => bits >> (117 - 11 * at) & 0x7ff,
    };
    Some((0..WORDS).map(|at| words[place(at) as usize].to_owned()).collect())
}

/// Reads twelve words of any of the lists, however they were typed: Chinese ones also without spaces.
///
/// # Errors
/// What is wrong with them.
pub fn read_words(lists: &[&str], typed: &str) -> Result<[u8; 16], NotWords> {
    let typed = normalise(typed);
    let spaced: Vec<String> = typed
        .split(|letter: char| !letter.is_alphanumeric())
        .filter(|word| !word.is_empty() && !word.chars().all(|letter| letter.is_ascii_digit()))
        .flat_map(|word| if word.is_ascii() { vec![word.to_owned()] } else { word.chars().map(String::from).collect() })
        .collect();
    if spaced.len() != WORDS {
        return Err(NotWords::Count(spaced.len()));
    }
    let mut unknown = None;
    for list in lists {
        let words: Vec<&str> = list.split_whitespace().collect();
        let places: Result<Vec<u128>, &String> = spaced
            .iter()
            .map(|typed| words.iter().position(|word| word == typed).map(|at| at as u128).ok_or(typed))
            .collect();
        match places {
            Ok(places) => return secret_of(&places),
            Err(word) => unknown = unknown.or(Some(word.clone())),
        }
    }
    Err(NotWords::Unknown(unknown.unwrap_or_default()))
}

/// The part after `#` of the link on the printed sheet.
pub fn recovery_fragment(secret: &[u8; 16]) -> String {
    let bytes: Vec<u8> = [VERSION].into_iter().chain(*secret).collect();
    format!("{RECOVERY_PREFIX}{}", letters::write(bytes))
}

/// Reads what somebody has of the printed sheet: its link or code, or the twelve words; see [`read_words`].
///
/// # Errors
/// What is wrong with it.
pub fn read_sheet(lists: &[&str], typed: &str) -> Result<[u8; 16], NotWords> {
    match letters::read(typed, RECOVERY_PREFIX, 1 + 16 + 4) {
        Ok(bytes) if bytes[0] == VERSION => Ok(std::array::from_fn(|at| bytes[1 + at])),
        Err(letters::Unread::CutOff(missing)) if typed.contains(RECOVERY_PREFIX) => Err(NotWords::CutOff(missing)),
        _ if typed.contains(RECOVERY_PREFIX) => Err(NotWords::Mistaken),
        _ => read_words(lists, typed),
    }
}

/// The keys that follow from the recovery words' bytes.
pub fn recovery_keys(secret: &[u8; 16]) -> Keys {
    Keys::of(secret, "recovery")
}

/// The secret that opens backups sealed for the recovery words: the same as in [`recovery_keys`], made without all the
/// rest (RFC 9180, DeriveKeyPair of DHKEM(X25519, HKDF-SHA256)).
pub fn recovery_secret(secret: &[u8; 16]) -> [u8; 32] {
    const SUITE: &[u8] = b"HPKE-v1KEM\x00\x20";
    let mut seed = [0; 32];
    Hkdf::<Sha256>::new(None, secret).expand(b"tongban recovery receive 1", &mut seed).expect("32 bytes");
    let labelled = [SUITE, b"dkp_prk", &seed].concat();
    let mut key = [0; 32];
    let info = [b"\x00\x20".as_slice(), SUITE, b"sk"].concat();
    Hkdf::<Sha256>::new(None, &labelled).expand(&info, &mut key).expect("32 bytes");
    key
}

fn checksum(secret: &[u8; 16]) -> u128 {
    u128::from(Sha256::digest(secret)[0] >> 4)
}

fn secret_of(places: &[u128]) -> Result<[u8; 16], NotWords> {
    let upper = places[..WORDS - 1].iter().fold(0_u128, |bits, place| bits << 11 | place);
    let secret = (upper << 7 | places[WORDS - 1] >> 4).to_be_bytes();
    if places[WORDS - 1] & 0xf == checksum(&secret) { Ok(secret) } else { Err(NotWords::Mistaken) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list(name: &str) -> String {
        let path = format!("{}/../../public/words/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the list is there")
    }

    #[test]
    fn the_secret_for_backups_is_that_of_the_keys() {
        for secret in [[0; 16], [7; 16], *b"sixteen letters."] {
            assert_eq!(recovery_secret(&secret), recovery_keys(&secret).receive_secret());
        }
    }

    /// BIP 39's own test vectors for 128 bits, English.
    #[test]
    fn the_words_are_bip_39s() {
        let check = |secret: [u8; 16], expect: &str| {
            let words = recovery_words(&list("en"), &secret).expect("the list is whole");
            assert_eq!(words.join(" "), expect);
            assert_eq!(read_words(&[&list("zh"), &list("en")], expect), Ok(secret));
        };
        check([0; 16], &format!("{}about", "abandon ".repeat(11)));
        check([0x7f; 16], "legal winner thank year wave sausage worth useful legal winner thank yellow");
        check([0x80; 16], "letter advice cage absurd amount doctor acoustic avoid letter advice cage above");
        check([0xff; 16], &format!("{}wrong", "zoo ".repeat(11)));
    }

    #[test]
    fn they_read_back_however_they_were_typed() {
        let secret = [0x5a; 16];
        let chinese = recovery_words(&list("zh"), &secret).expect("the list is whole");
        let lists = [list("en"), list("zh")];
        let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
        for typed in [chinese.join(""), chinese.join(" "), chinese.join("，"), chinese.join("\n")] {
            assert_eq!(read_words(&lists, &typed), Ok(secret), "{typed}");
        }
        let numbered: Vec<String> =
            chinese.iter().enumerate().map(|(at, word)| format!("{}. {word}", at + 1)).collect();
        assert_eq!(read_words(&lists, &numbered.join("  ")), Ok(secret));
        let english = recovery_words(lists[0], &secret).expect("the list is whole").join(" ").to_uppercase();
        assert_eq!(read_words(&lists, &english), Ok(secret));
    }

    #[test]
    fn what_is_wrong_is_said() {
        let lists = [list("en")];
        let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
        assert_eq!(read_words(&lists, "abandon"), Err(NotWords::Count(1)));
        assert_eq!(read_words(&lists, &"abandon ".repeat(12)), Err(NotWords::Mistaken));
        let typed = format!("{}abot", "abandon ".repeat(11));
        assert_eq!(read_words(&lists, &typed), Err(NotWords::Unknown("abot".into())));
    }

    #[test]
    fn the_sheets_code_reads_back() {
        let secret = [0x5a; 16];
        let fragment = recovery_fragment(&secret);
        // Saved sample: a sheet is for good.
        assert_eq!(fragment, "r1.05D5MPJTB9D5MPJTB9D5MPJTB9D9G7DCEG");
        let (en, zh) = (list("en"), list("zh"));
        let lists = [en.as_str(), zh.as_str()];
        let check =
            |typed: &str, expect: Result<[u8; 16], NotWords>| assert_eq!(read_sheet(&lists, typed), expect, "{typed}");
        check(&format!("https://host/#{fragment}"), Ok(secret));
        check(&format!("https://host/#{fragment}?from=chat"), Ok(secret));
        check(fragment.trim_start_matches(RECOVERY_PREFIX), Ok(secret));
        check(&recovery_words(&en, &secret).expect("the list is whole").join(" "), Ok(secret));
        check(&fragment[..fragment.len() - 2], Err(NotWords::CutOff(2)));
        check("r1.0000000000000000000000000000000000", Err(NotWords::Mistaken));
        check("", Err(NotWords::Count(0)));
    }
}

//! What a person types to open the lock: passcodes and five words, and the one way both are read.

/// The word lists that five words are drawn from (BIP 39, 2048 words each).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WordList {
    /// English words.
    English,
    /// Simplified Chinese, one character a word.
    Chinese,
}

/// Five words of 11 random bits each; the last bit of `random` is not used.
pub fn five_words(list: WordList, random: [u8; 7]) -> [String; 5] {
    let words = match list {
        WordList::English => bip39::Language::English.word_list(),
        WordList::Chinese => bip39::Language::SimplifiedChinese.word_list(),
    };
    let bits = random.iter().fold(0_u64, |bits, byte| (bits << 8) | u64::from(*byte));
    std::array::from_fn(|at| words[((bits >> (45 - 11 * at)) & 0x7ff) as usize].to_owned())
}

/// Reads a secret the way it is wrapped, however a keyboard wrote it.
///
/// Full-width characters become ASCII, letters lower case; marks that cannot be seen go; white space at the
/// ends goes, between two Chinese characters it goes too, elsewhere it becomes one space.
/// Part of lock format 1: a change here would lock people out.
pub fn normalise(secret: &str) -> String {
    let mut normal = String::with_capacity(secret.len());
    let mut gap = false;
    for letter in secret.chars().filter(|letter| !invisible(*letter)).map(ascii) {
        if letter.is_whitespace() {
            gap = true;
            continue;
        }
        let before = normal.chars().next_back();
        let between_chinese = before.is_some_and(chinese) && chinese(letter);
        if gap && before.is_some() && !between_chinese {
            normal.push(' ');
        }
        gap = false;
        normal.extend(letter.to_lowercase());
    }
    normal
}

/// The ASCII form of a full-width digit, letter or sign.
fn ascii(letter: char) -> char {
    match letter {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(letter as u32 - 0xfee0).unwrap_or(letter),
        other => other,
    }
}

/// Zero-width marks, which copying from a chat can add.
fn invisible(letter: char) -> bool {
    matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

fn chinese(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_reads_the_same_however_it_was_typed() {
        let check = |typed: &str, expect: &str| assert_eq!(normalise(typed), expect, "{typed:?}");
        check("1234", "1234");
        check(" １２３４\u{3000}", "1234");
        check("ＡｂＣ", "abc");
        check("Tree  River\tsun\n moon  ice ", "tree river sun moon ice");
        check("的 一 是 在 不", "的一是在不");
        check("的\u{3000}一是  在不", "的一是在不");
        check("的 one", "的 one");
        check("one 的", "one 的");
        check("12\u{200b}34\u{feff}", "1234");
        check("", "");
        check(" \u{3000} ", "");
        check("a！b", "a!b");
    }

    #[test]
    fn reading_twice_changes_nothing() {
        for secret in ["１ ２", "的 一是 a b", " İstanbul ", "ǅ x"] {
            let once = normalise(secret);
            assert_eq!(normalise(&once), once);
        }
    }

    #[test]
    fn five_words_are_11_bits_each() {
        assert_eq!(five_words(WordList::English, [0; 7]), ["abandon"; 5]);
        assert_eq!(five_words(WordList::English, [255; 7]), ["zoo"; 5]);
        // 00000000000 00000000001 00000000010 00000000011 00000000100 and one unused bit.
        let mut bits = 0_u64;
        for word in 0..5_u64 {
            bits = (bits << 11) | word;
        }
        let random: [u8; 7] = (bits << 1).to_be_bytes()[1..].try_into().expect("seven bytes");
        assert_eq!(five_words(WordList::English, random), ["abandon", "ability", "able", "about", "above"]);
        assert_eq!(five_words(WordList::Chinese, random), ["的", "一", "是", "在", "不"]);
    }

    #[test]
    fn the_words_survive_reading() {
        for list in [WordList::English, WordList::Chinese] {
            let words = five_words(list, [0x5a, 3, 200, 17, 99, 250, 4]);
            let spaced = normalise(&words.join(" "));
            match list {
                WordList::English => assert_eq!(spaced, words.join(" ")),
                WordList::Chinese => assert_eq!(spaced, words.concat()),
            }
        }
    }
}

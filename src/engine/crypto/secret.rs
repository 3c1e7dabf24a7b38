//! What a person types to open the lock: passcodes and five words, and the one way both are read.

/// Words on a list: 11 bits each.
const LISTED: usize = 2048;

/// Five words of 11 random bits each; the last bit of `random` is not used.
///
/// `list` holds one word a line (the app's lists are BIP 39's, English and simplified Chinese); `None` unless it
/// holds 2048: fewer words would be weaker than they look.
pub fn five_words(list: &str, random: [u8; 7]) -> Option<[String; 5]> {
    drawn(list, &random)
}

/// Six words of 11 random bits each, for backups; the last six bits of `random` are not used. See [`five_words`].
pub fn six_words(list: &str, random: [u8; 9]) -> Option<[String; 6]> {
    drawn(list, &random)
}

fn drawn<const MANY: usize>(list: &str, random: &[u8]) -> Option<[String; MANY]> {
    let words: Vec<&str> = list.split_whitespace().collect();
    let bits = random.iter().fold(0_u128, |bits, byte| (bits << 8) | u128::from(*byte));
    let all = random.len() * 8;
    (words.len() == LISTED)
        .then(|| std::array::from_fn(|at| words[((bits >> (all - 11 * (at + 1))) & 0x7ff) as usize].to_owned()))
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

    fn list(name: &str) -> String {
        let path = format!("{}/../../public/words/{name}.txt", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(path).expect("the list is there")
    }

    #[test]
    fn five_words_are_11_bits_each() {
        let (english, chinese) = (list("en"), list("zh"));
        let drawn = |list: &str, random| five_words(list, random).expect("the list is whole");
        assert_eq!(drawn(&english, [0; 7]), ["abandon"; 5]);
        assert_eq!(drawn(&english, [255; 7]), ["zoo"; 5]);
        // 00000000000 00000000001 00000000010 00000000011 00000000100 and one unused bit.
        let mut bits = 0_u64;
        for word in 0..5_u64 {
            bits = (bits << 11) | word;
        }
        let random: [u8; 7] = (bits << 1).to_be_bytes()[1..].try_into().expect("seven bytes");
        assert_eq!(drawn(&english, random), ["abandon", "ability", "able", "about", "above"]);
        assert_eq!(drawn(&chinese, random), ["的", "一", "是", "在", "不"]);
    }

    #[test]
    fn six_words_are_11_bits_each() {
        let bits = (0..6_u128).fold(0, |bits, word| bits << 11 | word) << 6;
        let random: [u8; 9] = bits.to_be_bytes()[7..].try_into().expect("nine bytes");
        let words = six_words(&list("en"), random).expect("the list is whole");
        assert_eq!(words, ["abandon", "ability", "able", "about", "above", "absent"]);
    }

    #[test]
    fn a_short_list_draws_nothing() {
        assert_eq!(five_words("one two three", [0; 7]), None);
    }

    #[test]
    fn the_words_survive_reading() {
        for (name, joined) in [("en", " "), ("zh", "")] {
            let words = five_words(&list(name), [0x5a, 3, 200, 17, 99, 250, 4]).expect("the list is whole");
            assert_eq!(normalise(&words.join(" ")), words.join(joined));
        }
    }
}

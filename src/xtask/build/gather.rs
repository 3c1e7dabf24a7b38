//! What several parts need and holds words alone, no code, becomes one part: fifty files of some fifty bytes each would be named in
//! the script of the first page, and fetched one by one.

use std::collections::BTreeSet;

use super::wasm::Later;

/// The sections of wasm that such a part has: what it imports, and its words.
const IMPORTS: u8 = 2;
const WORDS: u8 = 11;
const COUNT: u8 = 12;

/// Puts them together, in the place of the first of them, which everything that needs one of them waits for.
pub fn gather(later: Later) -> Later {
    let words = |(name, wasm): &(String, Vec<u8>)| Some((name.clone(), words(wasm)?));
    let all: Vec<(String, Words)> = later.parts.iter().filter_map(words).collect();
    let Some((_, Words { imports, .. })) = all.first() else { return later };
    let mut script = String::from_utf8_lossy(&later.script).into_owned();
    let mut same: Vec<(usize, &String, &Words)> = all
        .iter()
        .filter(|(name, words)| name.starts_with("chunk_") && words.imports == *imports)
        .filter_map(|(name, words)| Some((script.find(&format!("\"./{name}\""))?, name, words)))
        .collect();
    same.sort_by_key(|(at, ..)| *at);
    let Some((_, kept, _)) = same.first().copied().filter(|_| same.len() > 1) else { return later };
    let whole = joined(imports, same.iter().map(|(_, _, words)| *words));
    let gone: BTreeSet<&str> = same.iter().skip(1).map(|(_, name, _)| name.as_str()).collect();
    script = named(&script, kept, &gone);
    let parts = later.parts.iter().filter(|(name, _)| !gone.contains(name.as_str()));
    let parts = parts.map(|(name, wasm)| (name.clone(), if name == kept { whole.clone() } else { wasm.clone() }));
    Later { parts: parts.collect(), script: script.into_bytes() }
}

/// A part without code.
struct Words {
    imports: Vec<u8>,
    /// How many segments.
    many: u32,
    /// The segments.
    bytes: Vec<u8>,
}

/// The words of a part; `None` where it holds more than words.
fn words(wasm: &[u8]) -> Option<Words> {
    let mut rest = wasm.get(8..)?;
    let (mut imports, mut found) = (Vec::new(), None);
    while let Some((&kind, after)) = rest.split_first() {
        let (length, after) = number(after)?;
        let section = after.get(..length as usize)?;
        rest = &after[length as usize..];
        match kind {
            IMPORTS => imports = section.to_vec(),
            COUNT => {}
            WORDS => found = Some(number(section)?),
            _ => return None,
        }
    }
    let (many, bytes) = found?;
    Some(Words { imports, many, bytes: bytes.to_vec() })
}

/// One part of all of them.
fn joined<'a>(imports: &[u8], all: impl Iterator<Item = &'a Words>) -> Vec<u8> {
    let (mut many, mut bytes) = (0, Vec::new());
    for words in all {
        many += words.many;
        bytes.extend(&words.bytes);
    }
    let mut wasm = b"\0asm\x01\0\0\0".to_vec();
    for (kind, section) in [(IMPORTS, imports.to_vec()), (WORDS, [leb(many), bytes].concat())] {
        wasm.push(kind);
        wasm.extend(leb(section.len() as u32));
        wasm.extend(section);
    }
    wasm
}

/// The script without the parts that are gone; who waited for one of them waits for the one that is kept.
fn named(script: &str, kept: &str, gone: &BTreeSet<&str>) -> String {
    let constant = |name: &str| format!("__{}", name.trim_end_matches(".wasm"));
    let (kept_name, gone_names) = (constant(kept), gone.iter().map(|name| constant(name)).collect::<BTreeSet<_>>());
    let mut made = String::new();
    let mut rest = script;
    // A part begins with who needs it, in a comment.
    while let Some((before, after)) = rest.split_once("/* ") {
        made.push_str(before);
        let whole = after.split_once(" */\nconst __chunk_").and_then(|(users, part)| {
            let end = part.find("]);\n")? + "]);\n".len();
            (!users.contains('\n')).then_some((users, &part[..end], &part[end..]))
        });
        let Some((users, part, next)) = whole else {
            made.push_str("/* ");
            rest = after;
            continue;
        };
        rest = next;
        if !gone.iter().any(|name| part.contains(&format!("\"./{name}\""))) {
            // The one that is kept is fetched in any case.
            let users = if part.contains(&format!("\"./{kept}\"")) { "words" } else { users };
            made.push_str(&format!("/* {users} */\nconst __chunk_{part}"));
        }
    }
    made.push_str(rest);
    waits(&made, &kept_name, &gone_names)
}

/// The lists of what is waited for.
fn waits(script: &str, kept: &str, gone: &BTreeSet<String>) -> String {
    let mut made = String::new();
    let mut rest = script;
    while let Some(at) = rest.find(", [__chunk_") {
        let Some(end) = rest[at..].find(']') else { break };
        let list = &rest[at + 3..at + end];
        let mut names: Vec<&str> = list.split(", ").filter(|name| !gone.contains(*name)).collect();
        if names.len() < list.split(", ").count() && !names.contains(&kept) {
            names.insert(0, kept);
        }
        made.push_str(&format!("{}, [{}]", &rest[..at], names.join(", ")));
        rest = &rest[at + end + 1..];
    }
    made + rest
}

fn number(bytes: &[u8]) -> Option<(u32, &[u8])> {
    let (mut number, mut shift) = (0_u32, 0);
    for (at, byte) in bytes.iter().enumerate().take(5) {
        number |= u32::from(byte & 0x7f) << shift;
        shift += 7;
        if byte & 0x80 == 0 {
            return Some((number, &bytes[at + 1..]));
        }
    }
    None
}

fn leb(mut number: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    loop {
        let byte = (number & 0x7f) as u8;
        number >>= 7;
        if number == 0 {
            bytes.push(byte);
            return bytes;
        }
        bytes.push(byte | 0x80);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(word: &[u8]) -> Vec<u8> {
        let segment = [&[0, 0x41, 8, 0x0b, word.len() as u8], word].concat();
        joined(b"\0", std::iter::once(&Words { imports: Vec::new(), many: 1, bytes: segment }))
    }

    #[test]
    fn what_holds_words_alone_is_one_part_and_all_wait_for_it() {
        let fetches = |name: &str, waits: &str| format!("makeLoad(() => fetch(new URL(\"./{name}\"))\n, [{waits}]");
        let script = format!(
            "head\n/* a, b */\nconst __chunk_1 = {});\n/* b */\nconst __chunk_2 = {});\n/* a */\nconst __chunk_3 = {});\nexport const a = wrap({}));\nexport const b = wrap({}));\n",
            fetches("chunk_1.wasm", ""),
            fetches("chunk_2.wasm", ""),
            fetches("chunk_3.wasm", ""),
            fetches("split_a.wasm", "__chunk_1, __chunk_3"),
            fetches("split_b.wasm", "__chunk_1, __chunk_2"),
        );
        let code = b"\0asm\x01\0\0\0\x0a\x01\0".to_vec();
        let parts = [("chunk_1.wasm", code.clone()), ("chunk_2.wasm", part(b"two")), ("chunk_3.wasm", part(b"three"))];
        let parts = parts.into_iter().chain([("split_a.wasm", code.clone()), ("split_b.wasm", code)]);
        let parts = parts.map(|(name, wasm)| (name.to_owned(), wasm)).collect();
        let Later { parts, script } = gather(Later { parts, script: script.into_bytes() });
        let names: Vec<&str> = parts.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["chunk_1.wasm", "chunk_2.wasm", "split_a.wasm", "split_b.wasm"]);
        let both = words(&parts[1].1).expect("words alone");
        assert_eq!(both.many, 2);
        assert!(both.bytes.windows(3).any(|some| some == b"two") && both.bytes.windows(5).any(|some| some == b"three"));
        let script = String::from_utf8(script).expect("text");
        assert!(!script.contains("__chunk_3") && !script.contains("chunk_3.wasm"), "{script}");
        assert!(script.contains("/* words */\nconst __chunk_2"), "{script}");
        assert!(script.contains("[__chunk_2, __chunk_1]") && script.contains("[__chunk_1, __chunk_2]"), "{script}");
        assert!(script.starts_with("head\n/* a, b */\nconst __chunk_1"), "{script}");
    }
}

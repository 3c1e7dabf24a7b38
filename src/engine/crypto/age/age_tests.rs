//! Every published vector of the kinds that are read here (C2SP's, 124 of them), and what is written here.

use super::*;
use sha2::Digest;
use std::io::Read;

/// How a vector is expected to end.
fn outcome(file: &[u8], with: &[With]) -> (Vec<u8>, &'static str) {
    let mut plain = Vec::new();
    let name = |why: Unopened| match why {
        Unopened::Header => "header failure",
        Unopened::NoMatch => "no match",
        Unopened::Changed => "HMAC failure",
        Unopened::Content => "payload failure",
        Unopened::Letters => "armor failure",
    };
    let mut tries = with.iter().map(|with| open(file, with));
    let opened = tries.next().expect("a key or a passphrase");
    let opened = tries
        .fold(opened, |before, next| if before.is_err() && next != Err(Unopened::NoMatch) { next } else { before });
    let (mut opening, at) = match opened {
        Ok(opened) => opened,
        Err(why) => return (plain, name(why)),
    };
    let mut rest = &file[at..];
    loop {
        match opening.chunk(rest) {
            Ok((chunk, after)) => {
                plain.extend(chunk);
                rest = after;
                if opening.is_whole(rest) {
                    return (plain, "success");
                }
            }
            Err(why) => return (plain, name(why)),
        }
    }
}

impl PartialEq for Opening {
    fn eq(&self, _: &Opening) -> bool {
        false
    }
}

impl std::fmt::Debug for Opening {
    fn fmt(&self, form: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        form.write_str("Opening")
    }
}

#[test]
fn all_published_vectors_end_as_expected() {
    let folder = format!("{}/../../tests/samples/age", env!("CARGO_MANIFEST_DIR"));
    let mut checked = 0;
    for entry in std::fs::read_dir(folder).expect("the vectors are there") {
        let path = entry.expect("a vector").path();
        let vector = std::fs::read(&path).expect("it reads");
        let end = vector.windows(2).position(|two| two == b"\n\n").expect("an empty line after its head");
        let head = std::str::from_utf8(&vector[..end]).expect("the head is text");
        let all = |name: &str| {
            let start = format!("{name}: ");
            head.lines().filter_map(|line| line.strip_prefix(&start).map(str::to_owned)).collect::<Vec<_>>()
        };
        let mut file = vector[end + 2..].to_vec();
        if all("compressed") == ["zlib"] {
            let packed = std::mem::take(&mut file);
            flate2::read::ZlibDecoder::new(packed.as_slice()).read_to_end(&mut file).expect("it inflates");
        }
        let keys = all("identity").into_iter().map(|key| With::Key(read_secret_key(&key).expect("a key")));
        let with: Vec<With> = keys.chain(all("passphrase").into_iter().map(With::Passphrase)).collect();
        let with = if with.is_empty() { vec![With::Key([1; 32])] } else { with };
        let (plain, ended) = match (all("armored").is_empty(), unarmored(&file)) {
            (true, _) => outcome(&file, &with),
            (false, Some(Ok(file))) => outcome(&file, &with),
            (false, _) => (Vec::new(), "armor failure"),
        };
        assert_eq!([ended], all("expect").as_slice(), "{}", path.display());
        if let [payload] = all("payload").as_slice() {
            assert_eq!(data_encoding::HEXLOWER.encode(&Sha256::digest(&plain)), *payload, "{}", path.display());
        }
        checked += 1;
    }
    assert_eq!(checked, 124);
}

fn random() -> impl FnMut() -> [u8; 32] {
    let mut number = 0;
    move || {
        number += 1;
        [number; 32]
    }
}

fn sealed(to: &To, plain: &[u8]) -> Vec<u8> {
    let (mut file, mut sealing) = seal(to, random()).expect("somebody to seal for");
    let mut chunks = plain.chunks(CHUNK).peekable();
    if plain.is_empty() {
        file.extend(sealing.chunk(&[], true));
    }
    while let Some(chunk) = chunks.next() {
        file.extend(sealing.chunk(chunk, chunks.peek().is_none()));
    }
    file
}

#[test]
fn what_is_sealed_opens_for_each_and_nobody_else() {
    let secrets = [[1; 32], [2; 32]];
    let to = To::Keys(secrets.map(|secret| x25519(secret, X25519_BASEPOINT_BYTES)).to_vec());
    for length in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK] {
        let plain: Vec<u8> = (0..length).map(|at| at as u8).collect();
        let file = sealed(&to, &plain);
        for secret in secrets {
            assert_eq!(outcome(&file, &[With::Key(secret)]), (plain.clone(), "success"));
        }
        assert_eq!(outcome(&file, &[With::Key([3; 32])]).1, "no match");
        assert_eq!(outcome(&file, &[With::Passphrase("x".into())]).1, "no match");
        assert_eq!(unarmored(armored(&file).as_bytes()), Some(Ok(file)));
    }
    assert!(seal(&To::Keys(vec![]), random()).is_none(), "nobody could open it");
    assert!(seal(&To::Keys(vec![[0; 32]]), random()).is_none(), "a point of no use");
}

#[test]
fn a_pasted_text_is_read_whatever_the_way_did_to_its_lines() {
    let file: Vec<u8> = (0..200).collect();
    let letters = armored(&file);
    let read = |text: &str| pasted(text).map(|letters| unarmored(letters.as_bytes()));
    for text in [
        letters.clone(),
        letters.replace('\n', "\r\n"),
        letters.replace('\n', " "),
        letters.replace('\n', ""),
        letters.replace('\n', "\n\n\u{200b}"),
        letters.replace("-----", "\u{2014}\u{2014}-"),
        format!("\u{feff}小林：这是备份\n  {letters}\n收好"),
    ] {
        assert_eq!(read(&text), Ok(Some(Ok(file.clone()))), "{text}");
    }
    assert_eq!(read(""), Err(NotPasted::None));
    assert_eq!(read("的一是在不了"), Err(NotPasted::None));
    assert_eq!(read(&letters[..letters.len() - 40]), Err(NotPasted::CutOff));
    // What is missing in the middle is seen when it is read, or opened.
    let (before, after) = letters.split_at(100);
    assert_eq!(read(&format!("{before}{}", &after[1..])), Ok(Some(Err(Unopened::Letters))));
    assert_ne!(read(&format!("{before}{}", &after[4..])), Ok(Some(Ok(file))));
}

#[test]
fn words_open_and_other_words_do_not() {
    let file = sealed(&To::Passphrase("的一是在不了".into()), b"records");
    assert_eq!(wants_words(&file), Some(true));
    assert_eq!(outcome(&file, &[With::Passphrase("的一是在不了".into())]), (b"records".to_vec(), "success"));
    assert_eq!(outcome(&file, &[With::Passphrase("的一是在不".into())]).1, "no match");
}

#[test]
fn every_flipped_bit_and_every_cut_is_refused() {
    let secret = [1; 32];
    let file = sealed(&To::Keys(vec![x25519(secret, X25519_BASEPOINT_BYTES)]), b"twelve bytes");
    for bit in 0..file.len() * 8 {
        let mut changed = file.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert_ne!(outcome(&changed, &[With::Key(secret)]).1, "success", "bit {bit}");
    }
    for length in 0..file.len() {
        assert_ne!(outcome(&file[..length], &[With::Key(secret)]).1, "success", "{length} bytes");
    }
}

#[test]
fn keys_are_written_as_age_writes_them() {
    // From the vectors, and the pair of age's own documentation.
    let key = "AGE-SECRET-KEY-1EGTZVFFV20835NWYV6270LXYVK2VKNX2MMDKWYKLMGR48UAWX40Q2P2LM0";
    let secret = read_secret_key(key).expect("a key");
    assert_eq!(secret_key(&secret), key);
    assert!(recipient(&x25519(secret, X25519_BASEPOINT_BYTES)).starts_with("age1"));
    for at in 0..key.len() {
        let mut changed = key.as_bytes().to_vec();
        changed[at] = if changed[at] == b'Q' { b'P' } else { b'Q' };
        assert_eq!(read_secret_key(&String::from_utf8_lossy(&changed)), None);
    }
}

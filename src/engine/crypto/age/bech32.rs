//! Keys as text: Bech32 (BIP 173), as age writes them. What is read has one way to be written.

const LETTERS: &[u8; 32] = b"qpzry9x8gf2tvdw0s3jn54khce6mua7l";
const RECIPIENT: &str = "age";
const SECRET: &str = "age-secret-key-";

/// A public key as text: `age1…`.
pub fn recipient(key: &[u8; 32]) -> String {
    write(RECIPIENT, key)
}

/// A secret key as text: `AGE-SECRET-KEY-1…`. Whoever has it opens every file that is sealed for the key.
pub fn secret_key(key: &[u8; 32]) -> String {
    write(SECRET, key).to_uppercase()
}

/// Reads a secret key; `None` where a letter is wrong.
pub fn read_secret_key(text: &str) -> Option<[u8; 32]> {
    let text = text.trim();
    let data = text.strip_prefix(&format!("{}1", SECRET.to_uppercase()))?.to_lowercase();
    let values = data.bytes().map(|letter| LETTERS.iter().position(|known| *known == letter).map(|at| at as u8));
    let values = values.collect::<Option<Vec<u8>>>()?;
    let key: [u8; 32] = regroup(values.get(..values.len().checked_sub(6)?)?, 5, 8)?.try_into().ok()?;
    (secret_key(&key) == text).then_some(key)
}

fn write(prefix: &str, bytes: &[u8]) -> String {
    let mut values = regroup(bytes, 8, 5).unwrap_or_default();
    let sum = checksum(prefix, &values);
    values.extend(sum);
    let letters = values.into_iter().map(|value| char::from(LETTERS[usize::from(value)]));
    format!("{prefix}1{}", letters.collect::<String>())
}

/// Bits in other groups. From 5 to 8, what is left over must be fewer than 5 zero bits.
fn regroup(values: &[u8], from: u32, to: u32) -> Option<Vec<u8>> {
    let (mut held, mut bits, mut out) = (0_u32, 0, Vec::new());
    for value in values {
        held = (held << from | u32::from(*value)) & 0xfff;
        bits += from;
        while bits >= to {
            bits -= to;
            out.push((held >> bits & ((1 << to) - 1)) as u8);
        }
    }
    let left = held & ((1 << bits) - 1);
    if to == 5 {
        if bits > 0 {
            out.push((left << (to - bits)) as u8);
        }
        return Some(out);
    }
    (bits < 5 && left == 0).then_some(out)
}

fn checksum(prefix: &str, values: &[u8]) -> [u8; 6] {
    let high = prefix.bytes().map(|letter| letter >> 5);
    let low = prefix.bytes().map(|letter| letter & 31);
    let all = high.chain([0]).chain(low).chain(values.iter().copied()).chain([0; 6]);
    const STEPS: [u32; 5] = [0x3b6a_57b2, 0x2650_8e6d, 0x1ea1_19fa, 0x3d42_33dd, 0x2a14_62b3];
    let sum = all.fold(1_u32, |sum, value| {
        let top = sum >> 25;
        let next = (sum & 0x1ff_ffff) << 5 ^ u32::from(value);
        STEPS.iter().enumerate().fold(next, |next, (at, step)| if top >> at & 1 == 1 { next ^ step } else { next })
    }) ^ 1;
    std::array::from_fn(|at| (sum >> (5 * (5 - at)) & 31) as u8)
}

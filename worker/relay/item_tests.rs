use super::*;
use crate::testing::Keys;

fn item(keys: &Keys) -> Item {
    let header = Header {
        kind: Kind::Sealed,
        community: Hash([7; 32]),
        by: keys.card().id(),
        number: 3,
        previous: Hash([8; 32]),
        time: 12,
        key: [9; 8],
        salt: [1; 32],
        seen: vec![(CardId([1; 16]), 4), (CardId([2; 16]), 1)],
    };
    Item::make(header, b"sealed words".to_vec(), |bytes| keys.sign(bytes)).expect("an item")
}

#[test]
fn an_item_reads_back_and_names_its_author() {
    let keys = Keys::new(1);
    let item = item(&keys);
    let read = Item::parse(&item.bytes()).expect("it reads back");
    assert_eq!(read, item);
    assert_eq!(read.is_by(&keys.card()), Ok(()));
    assert_eq!(read.is_by(&Keys::new(2).card()), Err(Malformed::Signature));
    assert_eq!(read.hash(), Hash::of(&item.bytes()));
    assert_eq!((read.header.seen_of(CardId([1; 16])), read.header.seen_of(keys.card().id())), (4, 2));
}

/// Every flipped bit is refused, by its form or by its signature; and so is every cut and everything added.
#[test]
fn every_flipped_bit_and_every_cut_is_refused() {
    let keys = Keys::new(1);
    let bytes = item(&keys).bytes();
    let refused = |bytes: &[u8]| match Item::parse(bytes) {
        Ok(item) => item.is_by(&keys.card()).is_err(),
        Err(_) => true,
    };
    assert!(!refused(&bytes));
    for bit in 0..bytes.len() * 8 {
        let mut changed = bytes.clone();
        changed[bit / 8] ^= 1 << (bit % 8);
        assert!(refused(&changed), "bit {bit}");
    }
    for length in 0..bytes.len() {
        assert!(refused(&bytes[..length]), "length {length}");
    }
    assert!(refused(&[bytes, vec![0]].concat()));
}

#[test]
fn what_may_not_stand_in_an_item_is_refused() {
    let keys = Keys::new(1);
    let whole = item(&keys);
    let check = |change: &dyn Fn(&mut Header), expect| {
        let mut header = whole.header.clone();
        change(&mut header);
        assert_eq!(Item::make(header, vec![1], |bytes| keys.sign(bytes)).map(|_| ()), expect);
    };
    check(&|_| {}, Ok(()));
    check(&|header| header.seen.swap(0, 1), Err(Malformed::Field("list of what was seen")));
    check(&|header| header.seen[0].1 = 0, Err(Malformed::Field("list of what was seen")));
    check(&|header| header.seen.insert(0, (header.by, 2)), Err(Malformed::Field("list of what was seen")));
    check(&|header| header.number = 0, Err(Malformed::Field("place in its chain")));
    check(&|header| header.number = 1, Err(Malformed::Field("place in its chain")));
    check(&|header| header.previous = Hash::default(), Err(Malformed::Field("place in its chain")));
    check(&|header| header.time = 0, Err(Malformed::Field("time")));
    check(&|header| header.time = (1 << 40) + 3 + 4 + 1, Ok(()));
    check(&|header| header.time = (1 << 40) + 3 + 4 + 2, Err(Malformed::Field("time")));
    check(&|header| header.time = u64::MAX, Err(Malformed::Field("time")));
    check(&|header| header.kind = Kind::Deed, Err(Malformed::Field("key")));
    let large = Item::make(whole.header.clone(), vec![0; LARGEST], |bytes| keys.sign(bytes));
    assert_eq!(large.map(|_| ()), Err(Malformed::Large));
}

/// Saved sample of format 1: it must open in every later version. Never change it.
#[test]
fn the_saved_item_of_format_1_opens() {
    let bytes = item(&Keys::new(1)).bytes();
    assert_eq!(bytes.len(), SAVED_LENGTH);
    assert_eq!(Hash::of(&bytes).to_string(), SAVED_HASH);
}

const SAVED_LENGTH: usize = 268;
const SAVED_HASH: &str = "440696d12b5760356f7081fd53ba678f6c153d966cf7dc00ee69ec152e5aa9ca";

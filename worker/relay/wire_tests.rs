use super::*;
use crate::testing::Writer;

#[test]
fn a_request_is_signed_for_itself_only() {
    let keys = crate::testing::Keys::new(1);
    let path = "/relay/c/push";
    let request = ("POST", path, b"body".as_slice());
    let signed = Signed::make(keys.card().id(), request, 5, [7; 16], |bytes| keys.sign(bytes));
    let read = Signed::parse(&signed.to_string()).expect("it reads back");
    assert_eq!(read, signed);
    assert!(read.is_by(&keys.card(), "POST", path, b"body"));
    assert!(!read.is_by(&keys.card(), "PUT", path, b"body"));
    assert!(!read.is_by(&keys.card(), "POST", "/relay/d/push", b"body"));
    assert!(!read.is_by(&keys.card(), "POST", path, b"other"));
    assert!(!Signed { time: 6, ..read }.is_by(&keys.card(), "POST", path, b"body"));
    assert!(!Signed { once: [8; 16], ..read }.is_by(&keys.card(), "POST", path, b"body"));
    assert!(!read.is_by(&crate::testing::Keys::new(2).card(), "POST", path, b"body"));
    assert_eq!(Signed::parse("1.x"), None);
    // Saved sample: tickets are for good.
    assert_eq!(&ticket("word", Hash([2; 32]))[..8], SAVED);
}

const SAVED: &str = "128b1c40";

#[test]
fn a_page_reads_back_and_nothing_cut_off_does() {
    let page = sample();
    let bytes = page.bytes();
    assert_eq!(Page::parse(&bytes), Ok(page.clone()));
    for length in 0..bytes.len() {
        assert!(Page::parse(&bytes[..length]).is_err(), "{length}");
    }
    assert_eq!(unpack(&pack(&page.items), 64), Ok(page.items.clone()));
    assert!(unpack(&pack(&page.items), page.items.len() - 1).is_err());
    assert_eq!(fit([1; 100]), MOST_PUSHED);
    assert_eq!(fit([LARGEST; 100]), 15);
}

fn sample() -> Page {
    let (mut writer, recovery) = (Writer::new(1), Writer::new(2));
    let items = vec![writer.founds(&recovery), writer.seals("一起"), writer.seals("two")];
    let about = About {
        log: "l".into(),
        after: 0,
        last: 9,
        rolling: Hash([1; 32]),
        ticket: ticket("word", Hash([2; 32])),
        received: vec![5; items.len()],
    };
    Page { about, items }
}

/// Saved samples of format 1: they must read in every later version. Never change them.
#[test]
fn saved_pages_and_requests_read() {
    let page = sample();
    let saved = |bytes: &[u8], length: usize, hash: &str| {
        assert_eq!((bytes.len(), Hash::of(bytes).to_string().as_str()), (length, hash));
    };
    saved(&page.bytes(), 1284, "7e4ba6add9f84d31a16d84d0a7399bd9ba3b034087bd2583cdf355f969498fea");
    saved(&pack(&page.items), 1078, "448b7f65556bc506901936281684c018be164e208eaa6de57a6b5c06ea44cb59");
    let keys = crate::testing::Keys::new(1);
    let request = ("POST", "/relay/c/push", b"body".as_slice());
    let signed = Signed::make(keys.card().id(), request, 1_795_500_000_000, [7; 16], |bytes| keys.sign(bytes));
    assert_eq!(signed.to_string(), SIGNED_1);
    assert_eq!(Signed::parse(SIGNED_1), Some(signed));
    assert!(signed.is_by(&keys.card(), "POST", "/relay/c/push", b"body"));
    let pushed = Pushed {
        log: "l".into(),
        places: vec![Place { number: 3, received: 5 }],
        refused: Some(Refusal::Gap { expected: 4 }),
    };
    assert_eq!(serde_json::to_string(&pushed).expect("json"), PUSHED_1);
    assert_eq!(serde_json::from_str::<Pushed>(PUSHED_1).expect("it reads"), pushed);
}

const SIGNED_1: &str = "1.3b21b91be0489479322678cd1ce86788.1795500000000.07070707070707070707070707070707.b4b2d938f694d0b7be001bfac4b77bf3b969734ad0ce7850c6388a5deff4cac4e8e22091cdcac075bb68fccb879a6403dca42f6b1da503cc0b8cebebf1225e07";
const PUSHED_1: &str = r#"{"log":"l","places":[{"number":3,"received":5}],"refused":{"refused":"gap","expected":4}}"#;

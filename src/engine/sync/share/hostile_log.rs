//! Attacks on the log as a whole: what a relay tells of it, leaves out, or tells twice.

use relay::Item;
use relay::item::LARGEST;
use relay::rules::{MOST_PULLED, Place, Refusal};
use relay::wire::{Page, Pushed};

use super::courier::tests::{AT, Relay};
use super::courier::{Altered, Request, read_file};
use super::hostile_tests::{Attack, BEFORE, World};
use super::{NotIn, NotTaken};
use crate::domain::fields::planning;
use crate::merge::Edit;

pub const ATTACKS: [Attack; 23] = [
    ("it goes back to a shorter log", goes_back),
    ("it cuts the last items off", cuts_off),
    ("it withholds the last items", withholds_the_last),
    ("it has two logs, and tells both to one phone", two_logs),
    ("it tells a page again", again),
    ("it tells a page again as if it were new", again_as_new),
    ("it tells a page backwards", backwards),
    ("it tells each item twice", twice),
    ("it leaves a gap", gap),
    ("its log ends before what was told", ends_before),
    ("its rolling hash is wrong", rolling),
    ("its times are fewer than its items", times),
    ("its log has another name each time", names),
    ("its page goes on from somewhere else", elsewhere),
    ("it tells the same item thousands of times", thousands),
    ("a frame claims more bytes than may come", huge),
    ("it answers with rubbish", rubbish),
    ("it tells more places than items", more_places),
    ("it tells no places", fewer_places),
    ("it tells wrong places", wrong_places),
    ("it acknowledges and keeps nothing", keeps_nothing),
    ("it asks for what was never missing", asks_again),
    ("it hands out a wrong ticket", ticket),
];

fn goes_back(world: &mut World) {
    let mut page = world.page(Vec::new());
    let shorter = &world.relay.log[..3];
    page.about.last = 3;
    page.about.rolling =
        shorter.iter().fold(Default::default(), |rolling: relay::Hash, item| rolling.then(item.hash()));
    assert_eq!(world.tells(page), Err(Altered));
    assert!(world.two.courier().sends_again(), "what it forgot it is given again");
    assert_eq!(world.two.theme(), BEFORE);
}

fn cuts_off(world: &mut World) {
    let last = world.relay.log.len() as u64;
    let mut page = world.page(Vec::new());
    page.about.last = last - 1;
    assert_eq!(world.tells(page), Err(Altered));
    assert_eq!(world.two.theme(), BEFORE);
}

fn withholds_the_last(world: &mut World) {
    let items = world.news(&["一", "二", "三"]);
    let mut page = world.page(items[..1].to_vec());
    page.about.last += 2;
    let came = world.two.courier().pulled(page, AT).expect("a page");
    assert!(came.more, "the phone asks for the rest");
    world.two.lets_in(came);
    assert_eq!(world.two.theme(), "一");
}

fn two_logs(world: &mut World) {
    let mut other = Relay { desk: world.relay.desk.clone(), log: world.relay.log.clone(), name: 1, altered: 0 };
    world.news(&["给一个人"]);
    world.two.edit(Edit::write(planning::theme(), "给另一个人"));
    world.two.sync(&mut other);
    assert_eq!(other.altered, 0, "alone with its own log a phone can see nothing");
    world.two.sync(&mut world.relay);
    assert_eq!(world.relay.altered, 1);
    let second = world.second();
    assert!(world.relay.log.iter().any(|item| item.header.by == second), "what only the other log had is here too");
}

fn again(world: &mut World) {
    let page = world.page(world.relay.log.clone());
    let mut page = Page { items: world.relay.log.clone(), ..page };
    page.about.after = 0;
    let rows = world.two.items.len();
    let came = world.two.courier().pulled(page, AT).expect("it is left aside");
    assert!(came.items.is_empty() && came.arrived.ops.is_empty());
    assert_eq!(world.two.items.len(), rows);
}

fn again_as_new(world: &mut World) {
    let rows = world.two.items.len();
    let log = world.relay.log.clone();
    assert_eq!(world.tells_items(&log), [], "known items bring nothing");
    assert_eq!((world.two.items.len(), world.two.theme().as_str()), (rows, BEFORE));
}

fn backwards(world: &mut World) {
    let mut items = world.news(&["一", "二", "三"]);
    items.reverse();
    assert_eq!(world.tells_items(&items), []);
    assert_eq!((world.two.theme().as_str(), world.waits()), ("三", 0));
}

fn twice(world: &mut World) {
    let items = world.news(&["一", "二"]);
    let rows = world.two.items.len();
    let doubled: Vec<Item> = items.iter().flat_map(|item| [item.clone(), item.clone()]).collect();
    assert_eq!(world.tells_items(&doubled), []);
    assert_eq!((world.two.items.len(), world.two.theme().as_str()), (rows + 2, "二"));
}

fn gap(world: &mut World) {
    let items = world.news(&["一", "二"]);
    assert_eq!(world.tells_items(&items[1..]), []);
    assert_eq!((world.waits(), world.two.theme().as_str()), (1, BEFORE), "what came too early waits");
    assert_eq!(world.tells_items(&items[..1]), []);
    assert_eq!((world.waits(), world.two.theme().as_str()), (0, "二"));
}

fn ends_before(world: &mut World) {
    let items = world.news(&["一"]);
    let mut page = world.page(items);
    page.about.last = 0;
    assert_eq!(world.tells(page), Err(Altered));
    assert_eq!(world.two.theme(), BEFORE);
}

fn rolling(world: &mut World) {
    let items = world.news(&["一"]);
    let mut page = world.page(items);
    page.about.rolling.0[31] ^= 1;
    assert_eq!(world.tells(page), Err(Altered));
    assert_eq!(world.two.theme(), BEFORE);
}

fn times(world: &mut World) {
    let items = world.news(&["一", "二"]);
    for received in [vec![], vec![AT], vec![AT; 3]] {
        let mut page = world.page(items.clone());
        page.about.received = received;
        assert!(Page::parse(&page.bytes()).is_err());
    }
}

fn names(world: &mut World) {
    let items = world.news(&["一"]);
    for name in ["a", "b", "c"] {
        let mut page = world.page(items.clone());
        page.about.log = name.into();
        assert_eq!(world.tells(page), Ok(Vec::new()));
        assert_eq!(world.two.courier().relay().after, 0, "it begins anew");
        assert!(world.two.courier().sends_again());
        assert_eq!(world.two.theme(), BEFORE);
    }
}

fn elsewhere(world: &mut World) {
    let items = world.news(&["一"]);
    for after in [0, 1, u64::MAX] {
        let mut page = world.page(items.clone());
        page.about.after = after;
        assert_eq!(world.tells(page), Ok(Vec::new()));
    }
    assert_eq!(world.two.theme(), BEFORE);
}

fn thousands(world: &mut World) {
    let items = world.news(&["一"]);
    let rows = world.two.items.len();
    assert_eq!(world.tells_items(&vec![items[0].clone(); 3_000]), []);
    assert_eq!((world.two.items.len(), world.waits()), (rows + 1, 0));
}

fn huge(world: &mut World) {
    let bytes = world.page(Vec::new()).bytes();
    for claim in [MOST_PULLED as u32 + 1, u32::MAX] {
        let mut claims = bytes.clone();
        claims.extend_from_slice(&claim.to_be_bytes());
        assert!(Page::parse(&claims).is_err());
        assert!(Page::parse(&claim.to_be_bytes()).is_err());
    }
    let large = [bytes, (LARGEST as u32 + 1).to_be_bytes().to_vec(), vec![0; LARGEST + 1]].concat();
    assert!(Page::parse(&large).is_err());
}

fn rubbish(world: &mut World) {
    let page = world.page(world.relay.log.clone()).bytes();
    for seed in 0..500_usize {
        let mut bytes = page.clone();
        let at = seed * 7_919 % bytes.len();
        bytes[at] ^= 1 << (seed % 8);
        // A page whose form is in order may still hold what its author never signed.
        if let Ok(page) = Page::parse(&bytes) {
            let refused = world.two.courier.clone().expect("it shares").pulled(page, AT).map(|came| came.arrived.ops);
            assert!(refused.is_err() || refused == Ok(Vec::new()), "seed {seed}");
        }
        assert!(Page::parse(&bytes[at..]).is_err(), "seed {seed}");
    }
    assert_eq!(read_file(&page), Err(NotIn::NoBeginning));
}

fn answers(world: &mut World, places: Vec<Place>, refused: Option<Refusal>) {
    world.two.edit(Edit::write(planning::theme(), "二"));
    world.two.pack();
    let waits = world.two.courier().waits_to_send();
    let pushed = Pushed { log: world.two.courier().relay().log.clone(), places, refused };
    world.two.courier().pushed(&pushed, AT);
    assert_eq!((world.two.courier().waits_to_send(), waits), (1, 1), "only a page shows what the relay keeps");
    assert_eq!(world.two.theme(), "二");
}

fn more_places(world: &mut World) {
    answers(world, vec![Place { number: 9, received: AT }; 1_000], None);
}

fn fewer_places(world: &mut World) {
    answers(world, Vec::new(), None);
}

fn wrong_places(world: &mut World) {
    answers(world, vec![Place { number: u64::MAX, received: i64::MIN }], None);
}

fn keeps_nothing(world: &mut World) {
    answers(world, vec![Place { number: 9, received: AT }], None);
    for _ in 0..20 {
        let Request::Push(items) = world.two.courier().request() else { panic!("it hands the item over again") };
        let pushed = Pushed { log: "1".into(), places: vec![Place { number: 9, received: AT }], refused: None };
        assert_eq!(items.len(), 1);
        world.two.courier().pushed(&pushed, AT);
        let page = world.page(Vec::new());
        assert_eq!(world.tells(page), Ok(Vec::<NotTaken>::new()));
    }
    assert_eq!(world.two.courier().waits_to_send(), 1, "it is shown that it waits");
}

fn asks_again(world: &mut World) {
    let rows = world.two.items.len();
    answers(world, Vec::new(), Some(Refusal::Gap { expected: 1 }));
    assert!(world.two.courier().sends_again());
    assert_eq!(world.two.items.len(), rows + 1);
}

fn ticket(world: &mut World) {
    let mut page = world.page(Vec::new());
    page.about.ticket = "x".repeat(1_000);
    assert_eq!(world.tells(page), Ok(Vec::new()));
    assert_eq!((world.waits(), world.two.theme().as_str()), (0, BEFORE));
}

//! The relay's protocol on the real workerd: who may found and ask, what is kept, what is refused and with which words;
//! power cuts under many devices.

use std::time::{Duration, Instant};

use engine::crypto::{Keys, recovery_keys};
use engine::domain::{Id, Kind};
use engine::sync::share::{Founded, Share};
use relay::item::{Header, LARGEST};
use relay::rules::{CLOCK_OFF, Limit, MOST_BYTES, MOST_DEVICES, MOST_REQUESTS_A_MINUTE, Refusal};
use relay::wire::{FINDS, Page, Pushed, SIGNED, Signed, TICKET, pack};
use relay::{Item, Role};
use tests::relay::{Relay, lies_in};
use tests::wire::ask;

fn now() -> i64 {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH);
    since.map_or(0, |since| since.as_millis() as i64)
}

/// Bytes that are never the same twice.
fn random() -> [u8; 32] {
    use std::sync::atomic::{AtomicU64, Ordering};
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let seed = [now() as u64, u64::from(std::process::id()), COUNT.fetch_add(1, Ordering::Relaxed)];
    relay::Hash::of(&seed.map(u64::to_be_bytes).concat()).0
}

/// A device, and how it talks.
struct Device {
    secret: [u8; 32],
    keys: Keys,
    share: Share,
}

impl Device {
    fn path(&self, rest: &str) -> String {
        format!("/relay/{}{rest}", self.share.access().community())
    }

    fn signs(&self, method: &str, path: &str, body: &[u8], time: i64) -> String {
        let bytes = random();
        let once = std::array::from_fn(|at| bytes[at]);
        Signed::make(self.keys.id(), (method, path, body), time, once, |said| self.keys.sign(said)).to_string()
    }

    fn asks(&self, relay: &Relay, method: &str, rest: &str, body: &[u8]) -> (u16, Vec<u8>) {
        let path = self.path(rest);
        let signed = self.signs(method, &path, body, now());
        ask(relay.port(), method, &path, &[(SIGNED, &signed)], body)
    }

    fn pushes(&self, relay: &Relay, items: &[Item]) -> Result<Pushed, Refusal> {
        let (status, answer) = self.asks(relay, "POST", "/push", &pack(items));
        read(status, &answer)
    }

    fn pulls(&self, relay: &Relay, after: u64) -> Page {
        let (status, answer) = self.asks(relay, "GET", &format!("/pull?after={after}"), &[]);
        assert_eq!(status, 200, "{}", String::from_utf8_lossy(&answer));
        Page::parse(&answer).expect("a page")
    }

    fn founds(&self, relay: &Relay, first: &Item, word: &str) -> Result<Pushed, Refusal> {
        let (status, answer) = ask(relay.port(), "PUT", &self.path(""), &[(TICKET, word)], &first.bytes());
        read(status, &answer)
    }

    fn writes(&mut self, words: &str) -> Item {
        use engine::merge::{Clock, Document, Edit};
        let mut document = Document::new(Id::new(Kind::Session, &[9; 10]), 7);
        let mut clock = Clock::new(&self.keys.id().to_string());
        let edit = Edit::write(engine::domain::fields::planning::theme(), words);
        let ops = document.edit(&edit, &mut clock, now(), None);
        self.share.write(&ops, random).expect("it belongs").remove(0)
    }
}

fn read(status: u16, answer: &[u8]) -> Result<Pushed, Refusal> {
    match status {
        200 => Ok(serde_json::from_slice(answer).expect("a receipt")),
        _ => {
            Err(serde_json::from_slice(answer)
                .unwrap_or_else(|_| panic!("{status}: {}", String::from_utf8_lossy(answer))))
        }
    }
}

fn founder() -> (Device, Item) {
    let secret = random();
    let keys = Keys::of(&secret, "device");
    let (record, person) = (Id::new(Kind::Community, &[1; 10]), Id::new(Kind::Person, &[1; 10]));
    let founded = Founded { record: &record, person: &person, recovery: &recovery_keys(&[7; 16]).card() };
    let (share, first) = Share::found(keys.clone(), &founded, random).expect("founded");
    (Device { secret, keys, share }, first)
}

/// Another device comes in by an invitation, as a phone does: what it reads it fetches with the invitation's keys.
fn joins(relay: &Relay, inviter: &mut Device, number: u8) -> (Device, Item) {
    let (invitation, item) = inviter.share.invite(Role::Peer, None, now(), random).expect("invited");
    inviter.pushes(relay, &[item]).expect("taken");
    let guest = Device { secret: [0; 32], keys: invitation.keys(), share: inviter.share.clone() };
    let items = guest.pulls(relay, 0).items;
    let secret = random();
    let keys = Keys::of(&secret, "device");
    let person = Id::new(Kind::Person, &[number; 10]);
    let (share, _, joined) = Share::join(&invitation, keys.clone(), &person, items, now()).expect("in");
    let device = Device { secret, keys, share };
    let pushed = device.pushes(relay, std::slice::from_ref(&joined)).expect("it brings itself");
    assert_eq!(pushed.refused, None);
    (device, joined)
}

#[test]
fn who_may_found_and_ask() {
    let mut relay = Relay::start(Some("plum"));
    let (mut founder, first) = founder();
    assert_eq!(founder.founds(&relay, &first, "pear"), Err(Refusal::Founding));
    assert_eq!(founder.founds(&relay, &first, ""), Err(Refusal::Founding));
    let (status, _) = founder.asks(&relay, "GET", "/pull?after=0", &[]);
    assert_eq!(status, 404, "nothing is there before it is founded");
    let founded = founder.founds(&relay, &first, "plum").expect("founded");
    assert_eq!(founder.founds(&relay, &first, "pear").as_ref(), Ok(&founded), "the same again is answered as before");

    let finds = |method: &str, secret: u8, body: &[u8]| {
        let path = format!("/relay/{FINDS}{}", recovery_keys(&[secret; 16]).id());
        let (status, answer) = ask(relay.port(), method, &path, &[], body);
        (status, String::from_utf8_lossy(&answer).into_owned())
    };
    let community = founder.share.access().community().to_string();
    assert_eq!(finds("GET", 7, &[]), (200, community.clone()), "the recovery words find their community");
    assert_eq!(finds("GET", 8, &[]).0, 404);
    assert_eq!(finds("PUT", 8, community.as_bytes()).0, 400, "nobody from outside says where words lead");
    assert_eq!(finds("GET", 8, &[]).0, 404);

    let (mut other, joined) = joins(&relay, &mut founder, 2);
    let words = other.writes("一起包饺子");
    let taken = other.pushes(&relay, std::slice::from_ref(&words)).expect("taken");
    assert_eq!(other.pushes(&relay, std::slice::from_ref(&words)).as_ref(), Ok(&taken), "the same places again");
    let page = founder.pulls(&relay, 2);
    assert_eq!(page.items, [joined, words.clone()]);
    let all = founder.pulls(&relay, 0);
    let rolling = all.items.iter().fold(relay::Hash::default(), |rolling, item| rolling.then(item.hash()));
    assert_eq!((all.about.rolling, all.about.last, page.about.rolling), (rolling, 4, rolling));

    // Requests that are not in order.
    let path = founder.path("/pull?after=0");
    let get = |signed: &str| ask(relay.port(), "GET", &path, &[(SIGNED, signed)], &[]).0;
    let once = founder.signs("GET", &path, &[], now());
    assert_eq!((get(&once), get(&once)), (200, 401), "used once");
    assert_eq!(get("nonsense"), 401);
    assert_eq!(get(&founder.signs("GET", &founder.path("/pull?after=1"), &[], now())), 401, "another address");
    assert_eq!(get(&founder.signs("GET", &path, &[], now() - 2 * CLOCK_OFF)), 401, "a clock that is off");
    let (stranger, _) = self::founder();
    let strange = Device { secret: stranger.secret, keys: stranger.keys.clone(), share: founder.share.clone() };
    assert_eq!(strange.asks(&relay, "GET", "/pull?after=0", &[]).0, 401);

    // Items that are not in order.
    let next = other.writes("1");
    let after = other.writes("2");
    let refused = |pushed: Result<Pushed, Refusal>| pushed.expect("an answer").refused;
    assert_eq!(refused(other.pushes(&relay, &[after])), Some(Refusal::Gap { expected: next.header.number }));
    let foreign = stranger.share.clone();
    let mut foreign = Device { secret: stranger.secret, keys: stranger.keys, share: foreign };
    let foreign = foreign.writes("3");
    assert!(matches!(refused(other.pushes(&relay, &[foreign])), Some(Refusal::Item { .. })));
    assert_eq!(other.asks(&relay, "POST", "/push", b"\0\0\0\x09no").0, 400);
    assert_eq!(other.asks(&relay, "POST", "/push", &vec![0; 5 * 1024 * 1024]).0, 429, "larger than a push may be");

    // Restarted, it has all; wiped, any member brings it back with the ticket.
    relay.again();
    assert_eq!(founder.pulls(&relay, 0), all);
    let kept = relay.whole_disk();
    let words = "一起包饺子".as_bytes();
    assert!(!kept.windows(words.len()).any(|bytes| bytes == words), "no word of anybody lies on its disk");
    // Nor any key: the devices', the words' of recovery, the community's.
    let community_key = {
        let first = founder.share.access().keys().first().expect("a key");
        let sealed = first.to.get(&founder.keys.id()).expect("it was given to the founder");
        founder.keys.open(relay::Hash::default(), sealed).expect("it opens")
    };
    let secrets = [
        ("the founder's", founder.secret),
        ("the founder's to receive", founder.keys.receive_secret()),
        ("the other's", other.secret),
        ("the other's to receive", other.keys.receive_secret()),
        ("to receive by the words", recovery_keys(&[7; 16]).receive_secret()),
        ("the community's", *community_key.bytes()),
    ];
    for (whose, secret) in secrets {
        assert_eq!(lies_in(&kept, &secret), None, "{whose} key lies on its disk");
    }
    assert!(lies_in(&kept, &founder.keys.id().0).is_some(), "what it may know is found there");
    relay.wipe();
    assert_eq!(other.asks(&relay, "GET", "/pull?after=0", &[]).0, 404);
    let again = other.founds(&relay, &first, &all.about.ticket).expect("brought back");
    assert_ne!(again.log, founded.log);
    // Item by item: the relay does not know yet who brings them.
    let (body, path) = (pack(&all.items[..2]), other.path("/push"));
    let brings = |ticket: &str| {
        let signed = other.signs("POST", &path, &body, now());
        let (status, answer) = ask(relay.port(), "POST", &path, &[(SIGNED, &signed), (TICKET, ticket)], &body);
        read(status, &answer)
    };
    assert_eq!(brings("pear"), Err(Refusal::Unsigned));
    assert_eq!(brings(&all.about.ticket).map(|pushed| pushed.places.len()), Ok(2));
    let pushed = founder.pushes(&relay, &all.items).expect("taken");
    assert_eq!((pushed.places.len(), pushed.refused), (4, None));

    // Who is removed asks in vain.
    all.items.iter().for_each(|item| drop(founder.share.take(item.clone())));
    let removal = founder.share.remove(&[other.keys.id()], random).expect("removed");
    assert_eq!(refused(founder.pushes(&relay, &[removal])), None);
    assert_eq!(other.pushes(&relay, &[next]), Err(Refusal::Gone));
}

#[test]
fn without_a_founding_word_nobody_founds() {
    let relay = Relay::start(None);
    let (founder, first) = founder();
    assert_eq!(founder.founds(&relay, &first, ""), Err(Refusal::Founding));
}

#[test]
fn an_invitation_that_is_over_lets_in_only_by_a_member() {
    let relay = Relay::start(Some("plum"));
    let (mut founder, first) = founder();
    founder.founds(&relay, &first, "plum").expect("founded");
    let long_ago = now() - 4 * 24 * 3_600_000;
    let (invitation, invite) = founder.share.invite(Role::Peer, None, long_ago, random).expect("invited");
    let keys = Keys::of(&random(), "device");
    let person = Id::new(Kind::Person, &[2; 10]);
    let items = [first, invite.clone()];
    let (share, _, joined) = Share::join(&invitation, keys.clone(), &person, items, long_ago).expect("in, by a file");
    founder.pushes(&relay, &[invite]).expect("taken");
    let (guest, device) = (
        Device { secret: [0; 32], keys: invitation.keys(), share: founder.share.clone() },
        Device { secret: [0; 32], keys, share },
    );
    let (status, answer) = guest.asks(&relay, "GET", "/pull?after=0", &[]);
    assert_eq!(read(status, &answer), Err(Refusal::Expired), "it opens nothing any more");
    assert_eq!(device.pushes(&relay, std::slice::from_ref(&joined)), Err(Refusal::Expired));
    let handed_on = founder.pushes(&relay, &[joined]).expect("an answer");
    assert_eq!(handed_on.refused, None);
    assert_eq!(device.pulls(&relay, 0).items.len(), 3);
}

/// What [`relay::rules`] names, on the real thing.
#[test]
fn limits_answer_as_documented() {
    let relay = Relay::start(Some(""));
    let (mut founder, first) = founder();
    founder.founds(&relay, &first, "").expect("founded");
    let mut last = None;
    for number in 1..MOST_DEVICES as u8 {
        let (device, joined) = joins(&relay, &mut founder, number + 1);
        founder.share.take(joined).expect("taken");
        last = Some(device);
    }
    let (invitation, item) = founder.share.invite(Role::Peer, None, now(), random).expect("invited");
    founder.pushes(&relay, &[item]).expect("taken");
    let items = founder.pulls(&relay, 0).items;
    let (keys, person) = (Keys::of(&random(), "device"), Id::new(Kind::Person, &[99; 10]));
    let (share, _, joined) = Share::join(&invitation, keys.clone(), &person, items, now()).expect("in, here");
    let refused = |limit| Some(Refusal::Limit { limit });
    let one_more = Device { secret: [0; 32], keys, share }.pushes(&relay, &[joined]).expect("an answer");
    assert_eq!(one_more.refused, refused(Limit::Devices));

    // One of them fills the log, to the last item that fits.
    let device = last.expect("a device");
    let (mut number, mut previous, mut taken) = (0, relay::Hash::default(), 0);
    let mut large = || {
        number += 1;
        let header = Header {
            kind: relay::Kind::Sealed,
            community: device.share.access().community(),
            by: device.keys.id(),
            number,
            previous,
            time: 1_000 + number,
            key: [0; 8],
            salt: [0; 32],
            seen: Vec::new(),
        };
        let item = device.keys.item(header, vec![7; LARGEST - 4096]).expect("an item");
        previous = item.hash();
        item
    };
    let full = loop {
        let items: Vec<Item> = (0..12).map(|_| large()).collect();
        let pushed = device.pushes(&relay, &items).expect("an answer");
        taken += items[..pushed.places.len()].iter().map(|item| item.bytes().len() as u64).sum::<u64>();
        if pushed.refused.is_some() {
            break pushed.refused;
        }
    };
    assert_eq!(full, refused(Limit::Bytes));
    assert!((MOST_BYTES - 2 * LARGEST as u64..=MOST_BYTES).contains(&taken), "{taken} bytes were taken");
    assert!(founder.pulls(&relay, 0).about.last > 200, "what is there is still handed out");

    // Whoever asks too often is told so, and the others are not.
    let asks = |device: &Device| device.asks(&relay, "GET", "/pull?after=1000000", &[]);
    let too_often = (0..=MOST_REQUESTS_A_MINUTE).map(|_| asks(&founder)).find(|(status, _)| *status != 200);
    let (status, answer) = too_often.expect("it is told");
    assert_eq!((status, read(status, &answer).err()), (429, refused(Limit::Requests)));
    assert_eq!(asks(&device).0, 200);
}

/// Power cuts under many devices: what was acknowledged is there.
#[test]
fn nothing_acknowledged_is_lost_in_power_cuts() {
    const DEVICES: u8 = 20;
    let mut relay = Relay::start(Some(""));
    let (mut founder, first) = founder();
    founder.founds(&relay, &first, "").expect("founded");
    let mut devices: Vec<Device> = (0..DEVICES).map(|number| joins(&relay, &mut founder, number + 2).0).collect();
    let mut acknowledged = Vec::new();
    for cut in 0..4 {
        let until = Instant::now() + Duration::from_secs(2);
        let port = relay.port();
        let working: Vec<_> = devices
            .into_iter()
            .map(|mut device| {
                std::thread::spawn(move || {
                    let mut sure = Vec::new();
                    let mut waiting: Vec<Item> = Vec::new();
                    while Instant::now() < until {
                        waiting.push(device.writes("words"));
                        let (body, path) = (pack(&waiting), device.path("/push"));
                        let signed = device.signs("POST", &path, &body, now());
                        let Some((200, answer)) =
                            tests::wire::try_ask(port, "POST", &path, &[(SIGNED, &signed)], &body)
                        else {
                            break;
                        };
                        let pushed: Pushed = serde_json::from_slice(&answer).expect("a receipt");
                        sure.extend(waiting.drain(..pushed.places.len()).map(|item| item.hash()));
                    }
                    (device, sure, waiting)
                })
            })
            .collect();
        std::thread::sleep(Duration::from_millis(900 + 150 * cut));
        relay.again();
        devices = Vec::new();
        for worker in working {
            let (device, sure, waiting) = worker.join().expect("it ends");
            acknowledged.extend(sure);
            // What had no answer goes first the next time, so that no chain has a gap.
            if !waiting.is_empty() {
                let pushed = device.pushes(&relay, &waiting).expect("an answer");
                assert_eq!(pushed.refused, None);
                acknowledged.extend(waiting.iter().map(Item::hash));
            }
            devices.push(device);
        }
    }
    let (mut kept, mut after) = (std::collections::HashSet::new(), 0);
    loop {
        let page = founder.pulls(&relay, after);
        after += page.items.len() as u64;
        kept.extend(page.items.iter().map(Item::hash));
        if after >= page.about.last {
            break;
        }
    }
    let lost = acknowledged.iter().filter(|hash| !kept.contains(hash)).count();
    println!("{} items acknowledged by {DEVICES} devices in 4 power cuts, {lost} lost", acknowledged.len());
    assert_eq!(lost, 0);
    assert!(acknowledged.len() > 100, "it did some work: {}", acknowledged.len());
}

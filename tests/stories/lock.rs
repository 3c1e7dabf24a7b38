//! The screen lock: a passcode, wrong ones slower each time and never a wipe, five words, and off again.

use std::time::{Duration, Instant};

use engine::words::Language;
use engine::words::device::{LOCK, WELCOME};
use engine::words::screens::TODAY;
use serde_json::Value;
use tests::browser::{Browser, Engine, Options};
use tests::hand::Hand;
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// How long one try may take: the key is slow on purpose, and this machine is slow by itself.
const TRY: Duration = Duration::from_secs(30);

/// Waits longer than a hand does.
#[track_caller]
fn waits_for(hand: &Hand<'_>, what: &str, right: impl Fn(&str) -> bool) {
    let start = Instant::now();
    while !hand.text().is_ok_and(|text| right(&text)) {
        if start.elapsed() > TRY {
            hand.fail(&format!("see {what}"), "it never came");
        }
        std::thread::sleep(Duration::from_millis(50));
    }
}

/// Tries a secret; returns the seconds that the next try has to wait.
#[track_caller]
fn wrong(hand: &Hand<'_>, label: &str, secret: &str) -> u64 {
    hand.write(label, secret);
    hand.tap(hand.say(LOCK.open));
    waits_for(hand, "the answer to a wrong try", |text| text.contains(hand.say(LOCK.wrong)));
    hand.sees(hand.say(LOCK.never_wiped));
    seconds(hand)
}

/// The seconds that the screen says one has to wait; 0 where it says nothing.
fn seconds(hand: &Hand<'_>) -> u64 {
    let (before, after) = hand.say(LOCK.wait).split_once("{n}").expect("it has a number");
    let text = hand.text().unwrap_or_default();
    let number = text.split(before).nth(1).and_then(|rest| rest.split(after).next());
    number.and_then(|number| number.trim().parse().ok()).unwrap_or(0)
}

/// Opens the lock and finds everything as it was.
#[track_caller]
fn opens(peer: &Peer<'_>, label: &str, secret: &str) {
    let hand = &peer.hand;
    hand.write(label, secret);
    hand.tap(hand.say(LOCK.open));
    waits_for(hand, "the lock open", |text| !text.contains(hand.say(LOCK.title)) && !text.contains(label));
    peer.open("#/people");
    hand.sees(peer.cast.members[0]);
}

fn check(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.open("#/people");
    peer.add_member(peer.cast.members[0]);

    peer.open("#/me/lock");
    hand.sees(say(LOCK.off));
    hand.choose(say(LOCK.how), say(WELCOME.with_passcode));
    hand.write(say(LOCK.new_passcode), "471");
    hand.write(say(LOCK.again), "471");
    hand.tap(say(LOCK.set));
    hand.sees(say(LOCK.short));
    hand.write(say(LOCK.new_passcode), "4711𠮷");
    hand.write(say(LOCK.again), "4712𠮷");
    hand.tap(say(LOCK.set));
    hand.sees(say(LOCK.differ));
    hand.write(say(LOCK.again), "4711𠮷");
    hand.tap(say(LOCK.set));
    waits_for(hand, "the lock on", |text| text.contains(say(LOCK.on)));

    hand.reload();
    peer.at_heading(say(LOCK.title));
    assert!(!hand.text().unwrap_or_default().contains(peer.cast.members[0]), "nothing shows through the lock");
    for number in 1..=3 {
        assert_eq!(wrong(hand, say(LOCK.passcode), &format!("000{number}")), 0, "try {number} needs no wait");
    }
    let fourth = wrong(hand, say(LOCK.passcode), "0004");
    assert!((1..=5).contains(&fourth), "after the fourth {fourth} s");
    // Loading again does not shorten the wait, and does not open anything.
    hand.reload();
    peer.at_heading(say(LOCK.title));
    waits_for(hand, "the end of the wait", |_| hand.offers(say(LOCK.open)));
    let fifth = wrong(hand, say(LOCK.passcode), "0005");
    assert!((6..=15).contains(&fifth), "after the fifth {fifth} s");
    assert!(!hand.offers(say(LOCK.open)), "it waits");
    waits_for(hand, "the end of the wait", |_| hand.offers(say(LOCK.open)));
    opens(&peer, say(LOCK.passcode), "4711𠮷");

    // Five words in its place.
    peer.open("#/me/lock");
    hand.tap(say(engine::words::screens::COMMON.change));
    hand.choose(say(LOCK.how), say(WELCOME.with_words));
    hand.sees(say(LOCK.write_down));
    let words = hand.until("read five words", || {
        let list = "return [...document.querySelectorAll('main ol li')].map((word) => word.innerText)";
        match browser.script(list, vec![]) {
            Value::Array(words) if words.len() == 5 => {
                Ok(words.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(" "))
            }
            other => Err(format!("there is {other}")),
        }
    });
    hand.tap(say(LOCK.written));
    hand.write(say(LOCK.type_words), "one two three four five");
    hand.tap(say(LOCK.set));
    hand.sees(say(LOCK.words_differ));
    hand.write(say(LOCK.type_words), &words);
    hand.tap(say(LOCK.set));
    waits_for(hand, "the lock set anew", |text| {
        !text.contains(say(LOCK.setting)) && hand.offers(say(LOCK.lock_now)) && !text.contains(say(LOCK.type_words))
    });
    hand.tap(say(LOCK.lock_now));
    peer.at_heading(say(LOCK.title));
    assert_eq!(wrong(hand, say(LOCK.words), "4711𠮷"), 0, "the passcode is no longer the secret");
    opens(&peer, say(LOCK.words), &words);

    // And off again.
    peer.open("#/me/lock");
    hand.tap(say(LOCK.remove));
    hand.sees(say(LOCK.removed));
    hand.reload();
    peer.at_heading(say(engine::words::device::ME.lock));
    hand.sees(say(LOCK.off));
    peer.open("#/");
    peer.at_heading(say(TODAY.title));
}

#[test]
fn chromium_locks_and_opens() {
    check(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_locks_and_opens() {
    check(Engine::Firefox, Language::English);
}

#[test]
fn webkit_locks_and_opens() {
    check(Engine::WebKit, Language::English);
}

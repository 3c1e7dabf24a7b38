//! Storage that fails in each way that browsers know: the app says what is true, keeps the words on the screen, and
//! saves them once it can.

use std::time::{Duration, Instant};

use engine::domain::session::State;
use engine::words::device::{ME, TROUBLE};
use engine::words::guidance::HOW_AM_I;
use engine::words::screens::{COMMON, PEOPLE};
use engine::words::{Language, Phrase, terms};
use tests::browser::{Browser, Engine, Options};
use tests::faults::{self, Fault};
use tests::hand::Hand;
use tests::peer::{Begin, Peer};
use tests::site::Site;

const PLACE: &str = "#/me/community";
/// Longer than the app waits for a store that does not answer (15 s).
const SILENCE: Duration = Duration::from_secs(40);

/// Notes from now on each time that the chip comes to say "saved". What else is drawn while it still says it is nothing new.
const WATCH: &str = "window.saidSaved = 0;
    window.watching?.disconnect();
    const says = () => document.querySelector('[data-save]')?.dataset.save;
    let before = says();
    window.watching = new MutationObserver(() => {
        const now = says();
        if (now === 'saved' && before !== 'saved') window.saidSaved += 1;
        before = now;
    });
    window.watching.observe(document, { subtree: true, attributes: true, childList: true, attributeFilter: ['data-save'] });";

#[track_caller]
fn said_saved(browser: &Browser) -> u64 {
    browser.script("return window.saidSaved", vec![]).as_u64().expect("the chip is watched")
}

#[track_caller]
fn waits_for_chip(hand: &Hand<'_>, what: &[&str]) {
    let start = Instant::now();
    loop {
        match hand.chip() {
            Some(chip) if what.contains(&chip.as_str()) => return,
            other if start.elapsed() > SILENCE => {
                hand.fail(&format!("see the chip say {what:?}"), &format!("it says {other:?}"))
            }
            _ => std::thread::sleep(Duration::from_millis(20)),
        }
    }
}

/// One fault while words are being saved. `times` of 0: until it is healed.
fn breaks(peer: &Peer<'_>, fault: Fault, chip: &str, what: Phrase, to_do: Phrase) {
    let (hand, browser) = (&peer.hand, peer.hand.browser);
    let field = hand.say(ME.if_hard);
    let before = format!("{fault:?}: before.");
    hand.write(field, &before);
    hand.saved();
    let words = format!("{fault:?}: these words stay. 𠮷");
    browser.script(WATCH, vec![]);
    faults::arm(browser, fault, 0);
    hand.write(field, &words);
    waits_for_chip(hand, &[chip]);
    assert!(faults::met(browser) > 0, "{fault:?} never struck");
    hand.sees(&hand.say_all(&[what, to_do]));
    for other in [TROUBLE.full, TROUBLE.closed, TROUBLE.silent].into_iter().filter(|other| *other != what) {
        hand.sees_not(hand.say(other));
    }
    assert_eq!(hand.field(field), words, "{fault:?}");
    // Trying again while it is still broken promises nothing.
    if fault != Fault::Hang {
        hand.tap(hand.say(COMMON.retry));
        std::thread::sleep(Duration::from_millis(300));
        waits_for_chip(hand, &[chip]);
    }
    assert_eq!(said_saved(browser), 0, "{fault:?}: a false \"saved\"");
    faults::heal(browser);
    hand.tap(hand.say(COMMON.retry));
    waits_for_chip(hand, &["saved"]);
    hand.sees_not(hand.say(to_do));
    assert_eq!(hand.field(field), words, "{fault:?}");
    hand.reload();
    peer.open(PLACE);
    assert_eq!(hand.field(field), words, "{fault:?}, after the reload");
}

/// A closed connection is opened again without a word, and nothing is lost.
fn closes(peer: &Peer<'_>) {
    let (hand, browser) = (&peer.hand, peer.hand.browser);
    let field = hand.say(ME.if_hard);
    faults::arm(browser, Fault::Closed, 1);
    hand.write(field, "Closed once.");
    hand.saved();
    assert_eq!(faults::met(browser), 1);
    hand.reload();
    peer.open(PLACE);
    assert_eq!(hand.field(field), "Closed once.");
    // And where it closes again and again, nothing is said to be saved before it is.
    hand.write(field, "Before.");
    hand.saved();
    browser.script(WATCH, vec![]);
    faults::arm(browser, Fault::Closed, 20);
    hand.write(field, "Closed often.");
    hand.until("see the connection closed 20 times", || match faults::met(browser) {
        20.. => Ok(()),
        met => Err(format!("{met} times")),
    });
    hand.saved();
    hand.reload();
    peer.open(PLACE);
    assert_eq!(hand.field(field), "Closed often.");
}

/// A read that finds nothing, and no error that says so: it is said, and nothing is written over what is there.
fn finds_nothing(peer: &Peer<'_>) {
    let (hand, browser) = (&peer.hand, peer.hand.browser);
    let member = peer.cast.members[0];
    peer.open("#/people");
    peer.add_member(member);
    hand.reload();
    peer.open("#/people");
    faults::arm(browser, Fault::SilentNull, 0);
    hand.tap(member);
    hand.sees(hand.say(ME.read_failed));
    assert!(faults::met(browser) > 0);
    faults::heal(browser);
    hand.tap(hand.say(COMMON.retry));
    hand.sees_not(hand.say(ME.read_failed));
    assert_eq!(hand.field(hand.say(PEOPLE.alias)), member);
    hand.write(hand.say(PEOPLE.note), "唱歌");
    hand.saved();
    hand.reload();
    assert_eq!(hand.field(hand.say(PEOPLE.note)), "唱歌");
    assert_eq!(hand.field(hand.say(PEOPLE.alias)), member);
}

/// A defect stops the app: it is said, the words can still be read, and what was saved is there after loading again.
fn stops(peer: &Peer<'_>) {
    let (hand, browser) = (&peer.hand, peer.hand.browser);
    let field = hand.say(ME.if_hard);
    peer.open(PLACE);
    hand.write(field, "Before it stopped.");
    hand.saved();
    faults::stop(browser);
    hand.sees("同伴停住了。");
    hand.sees("Tongban has stopped. What was saved is safe.");
    let chip = browser.script("return getComputedStyle(document.querySelector('[data-save]')).visibility", vec![]);
    assert_eq!(chip, "hidden", "it does not go on saying \"saved\"");
    assert_eq!(hand.field(field), "Before it stopped.");
    hand.tap("再打开一次 · Load again");
    hand.until("see it loaded again", || match hand.text()?.contains("Tongban has stopped.") {
        false => Ok(()),
        true => Err("it says that it stopped".into()),
    });
    peer.open(PLACE);
    assert_eq!(hand.field(field), "Before it stopped.");
}

fn faults_of(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    peer.first_run(&site.address(), Begin::Community);
    peer.open(PLACE);
    breaks(&peer, Fault::Abort, "not saved", TROUBLE.other, TROUBLE.other_do);
    breaks(&peer, Fault::Quota, "full", TROUBLE.full, TROUBLE.full_do);
    breaks(&peer, Fault::Refused, "not saved", TROUBLE.closed, TROUBLE.other_do);
    breaks(&peer, Fault::Hang, "not saved", TROUBLE.silent, TROUBLE.other_do);
    closes(&peer);
    finds_nothing(&peer);
    stops(&peer);
}

#[test]
fn chromium_tells_the_truth() {
    faults_of(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_tells_the_truth() {
    faults_of(Engine::Firefox, Language::English);
}

#[test]
fn webkit_tells_the_truth() {
    faults_of(Engine::WebKit, Language::English);
}

/// From the first script on: an empty answer is not taken for an empty phone.
#[test]
fn a_start_that_reads_nothing_begins_nothing() {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    peer.first_run(&site.address(), Begin::Community);
    faults::arm_for_good(&browser, Fault::SilentNull);
    peer.hand.reload();
    peer.hand.sees(peer.hand.say(TROUBLE.title));
    peer.hand.sees(peer.hand.say(TROUBLE.partial_all));
    faults::heal(&browser);
    assert!(faults::rows(&browser, "keys") > 2, "the keys are still there");
}

/// A note on how somebody is lies in one row. Damaged, or not read, it is said; nothing is written over it unasked.
#[test]
fn a_note_on_oneself_that_cannot_be_read_is_said() {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::TryFirst);
    peer.open("#/sessions");
    let closed = terms::state(State::Closed).get(hand.language);
    let find = "return [...document.querySelectorAll('main a.session')].find((row) => row.innerText.includes(arguments[0]))?.getAttribute('href') ?? null";
    let session = hand.until("see a session that was held", || {
        hand.browser.script(find, vec![closed.into()]).as_str().map(str::to_owned).ok_or_else(|| "none".into())
    });
    let (place, field) = (format!("{session}/how-am-i"), hand.say(HOW_AM_I.words));
    let opens = |what: Phrase| {
        hand.reload();
        peer.open(&place);
        hand.sees(hand.say(what));
    };
    peer.open(&place);
    hand.write(field, "Proud of us.");
    hand.sees(hand.say(HOW_AM_I.kept));
    assert_eq!(faults::damage(&browser, "local", "feeling/"), 1);
    opens(HOW_AM_I.damaged);
    assert!(!hand.text().unwrap_or_default().contains(field), "no empty page in its place");
    hand.tap(hand.say(HOW_AM_I.anew));
    hand.write(field, "Proud all the same.");
    hand.sees(hand.say(HOW_AM_I.kept));
    opens(HOW_AM_I.intro);
    assert_eq!(hand.field(field), "Proud all the same.");
    // A store that says nothing is not taken for an empty page.
    peer.open("#/");
    faults::arm(&browser, Fault::SilentNull, 0);
    peer.open(&place);
    hand.sees(hand.say(HOW_AM_I.unread));
    faults::heal(&browser);
    hand.tap(hand.say(COMMON.retry));
    hand.until("find the line again", || match hand.field(field) {
        words if words == "Proud all the same." => Ok(()),
        words => Err(words),
    });
}

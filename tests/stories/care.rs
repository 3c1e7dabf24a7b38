//! What shuts people out, looked for on every screen: axe, sideways scrolling, small and crowded controls.

use std::collections::BTreeSet;

use engine::crypto::RECOVERY_PREFIX;
use engine::words::Language;
use engine::words::device::{LOCK, ME, WELCOME};
use engine::words::screens::TODAY;
use engine::words::session::PLAN;
use engine::words::share::SHARE;
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::care;
use tests::peer::{Begin, Peer};
use tests::places::places;
use tests::site::Site;

const THEMES: [&str; 4] = ["light", "dark", "calm", "contrast"];
const PASSCODE: &str = "4711";

/// What was found, each thing once, with where it was met first.
#[derive(Default)]
struct Found {
    known: BTreeSet<String>,
    lines: Vec<String>,
}

impl Found {
    fn take(&mut self, place: &str, lines: Vec<String>) {
        for line in lines {
            if self.known.insert(line.clone()) {
                self.lines.push(format!("{place}: {line}"));
            }
        }
    }

    #[track_caller]
    fn none(&self) {
        assert!(self.lines.is_empty(), "{} findings:\n{}", self.lines.len(), self.lines.join("\n"));
    }
}

/// axe on the screen as it is, its colours in each theme, then the sizes of the controls.
fn look(browser: &Browser, place: &str, found: &mut Found) {
    let theme = "const before = document.documentElement.getAttribute('data-theme');
        document.documentElement.setAttribute('data-theme', arguments[0]); return before;";
    let before = browser.script(theme, vec![json!("light")]);
    found.take(&format!("{place}, {}", THEMES[0]), care::axe(browser));
    for now in &THEMES[1..] {
        browser.script(theme, vec![json!(now)]);
        found.take(&format!("{place}, {now}"), care::axe_colours(browser));
    }
    browser.script(theme, vec![before]);
    found.take(place, care::small_controls(browser, 44));
    found.take(place, care::small_main_controls(browser, 60));
    found.take(place, care::close_controls(browser, 12));
}

/// No sideways scrolling at any width, at usual and at double text size.
fn widths(browser: &Browser, place: &str, found: &mut Found) {
    found.take(place, care::sideways_everywhere(browser, 360, 640));
}

fn everywhere(language: Language, check: fn(&Browser, &str, &mut Found)) {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let mut found = Found::default();
    // Colours that fade for 150 ms at a change of theme would be measured half way.
    browser.cdp(
        "Emulation.setEmulatedMedia",
        json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] }),
    );

    hand.visit(&site.address());
    hand.sees(hand.say(WELCOME.hello));
    check(&browser, "first run, language", &mut found);
    peer.choose_language();
    check(&browser, "first run, how to begin", &mut found);
    hand.tap(hand.say(WELCOME.real));
    peer.at_heading(hand.say(WELCOME.community_title));
    check(&browser, "first run, our community", &mut found);
    hand.tap(hand.say(engine::words::screens::COMMON.next));
    hand.sees(hand.say(WELCOME.need_name));
    check(&browser, "first run, our community, lacking", &mut found);
    peer.fill_community();
    hand.tap(hand.say(engine::words::screens::COMMON.next));
    peer.at_heading(hand.say(WELCOME.lock_title));
    check(&browser, "first run, lock", &mut found);
    hand.tap(hand.say(engine::words::screens::COMMON.back));
    hand.tap(hand.say(engine::words::screens::COMMON.back));
    hand.tap(hand.say(WELCOME.try_first));
    hand.tap(hand.say(WELCOME.no_lock));
    peer.at_heading(hand.say(TODAY.title));

    for (name, hash) in places(&peer) {
        peer.open(&hash);
        hand.idle();
        check(&browser, &name, &mut found);
    }

    peer.open("#/me/wipe");
    hand.tap(hand.say(ME.wipe_first));
    hand.sees(hand.say(ME.wipe_sure));
    check(&browser, "wipe, asked twice", &mut found);

    peer.open("#/me/lock");
    hand.choose(hand.say(LOCK.how), hand.say(WELCOME.with_words));
    hand.sees(hand.say(LOCK.write_down));
    check(&browser, "five words", &mut found);
    hand.choose(hand.say(LOCK.how), hand.say(WELCOME.with_passcode));
    hand.write(hand.say(LOCK.new_passcode), PASSCODE);
    hand.write(hand.say(LOCK.again), PASSCODE);
    check(&browser, "a new passcode", &mut found);
    hand.tap(hand.say(LOCK.set));
    hand.sees(hand.say(LOCK.on));
    check(&browser, "the lock is set", &mut found);
    hand.tap(hand.say(LOCK.lock_now));
    peer.at_heading(hand.say(LOCK.title));
    check(&browser, "locked", &mut found);
    hand.write(hand.say(LOCK.passcode), "wrong");
    hand.tap(hand.say(LOCK.open));
    hand.sees(hand.say(LOCK.wrong));
    check(&browser, "locked, a wrong passcode", &mut found);
    found.none();
}

/// The screens of sharing, on the phone that invites and on the phones that come in.
fn sharing(language: Language) {
    let site = Site::release();
    let _relay = site.with_relay();
    let [first, second] = [(); 2].map(|()| Browser::start(Engine::Chromium, Options::phone().in_language(language)));
    let [one, two] = [&first, &second].map(|browser| Peer::new(browser, language));
    let mut found = Found::default();
    let mut check = |peer: &Peer<'_>, place: &str| {
        peer.hand.settled();
        look(peer.hand.browser, place, &mut found);
        widths(peer.hand.browser, place, &mut found);
    };
    for browser in [&first, &second] {
        let calm = json!({ "features": [{ "name": "prefers-reduced-motion", "value": "reduce" }] });
        browser.cdp("Emulation.setEmulatedMedia", calm);
    }

    one.first_run(&site.address(), Begin::Community);
    one.open("#/me/share");
    check(&one, "several phones, not set up");
    one.sees_the_words();
    check(&one, "recovery words");
    one.hand.tap(one.hand.say(SHARE.written));
    check(&one, "the paper is checked");
    one.open("#/me");
    one.sets_up_sharing();
    check(&one, "several phones");
    let link = one.invites();
    check(&one, "an invitation");
    one.open("#/me/second-phone");
    check(&one, "my second phone");
    one.open("#/me/who-sees");
    check(&one, "who can see what");
    let session = one.plan_from_idea();
    one.open(&format!("{session}/plan/aim"));
    one.hand.append(one.hand.say(PLAN.aim), "!");
    one.hand.saved();
    one.open(&format!("{session}/wordings"));
    check(&one, "earlier wordings");

    for (name, rest) in [
        ("invited, cut off", &link[..link.len() - 4]),
        ("recovery words on an empty phone", RECOVERY_PREFIX),
        ("invited", &link),
    ] {
        two.hand.visit("about:blank");
        two.hand.visit(&format!("{}#{rest}", site.address()));
        two.in_their_language();
        check(&two, name);
    }
    found.none();
}

#[test]
fn sharing_shuts_nobody_out_in_chinese() {
    sharing(Language::Chinese);
}

#[test]
fn sharing_shuts_nobody_out_in_english() {
    sharing(Language::English);
}

#[test]
fn nothing_shuts_people_out_in_chinese() {
    everywhere(Language::Chinese, look);
}

#[test]
fn nothing_shuts_people_out_in_english() {
    everywhere(Language::English, look);
}

#[test]
fn nothing_scrolls_sideways_in_chinese() {
    everywhere(Language::Chinese, widths);
}

#[test]
fn nothing_scrolls_sideways_in_english() {
    everywhere(Language::English, widths);
}

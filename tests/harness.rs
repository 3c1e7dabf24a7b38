//! The harness tried on a page of its own, in all three engines: a failing story is then the app's fault.

use engine::words::Language;
use fantoccini::key::Key;
use tests::browser::{Browser, Engine, Options};
use tests::faults::{self, Fault};
use tests::hand::Hand;
use tests::site::Site;
use tests::{care, root};

fn site() -> Site {
    Site::serve(&root().join("tests/page/site"))
}

/// What every engine must be able to do for a story.
fn check(engine: Engine) {
    let mut site = site();
    let browser = Browser::start(engine, Options::phone());
    let hand = Hand::new(&browser, Language::English);
    hand.visit(&site.address());
    hand.sees("Version one.");
    hand.sees("works without a network");

    hand.tap("Count");
    hand.tap("Count");
    hand.sees("Counted 2 times");
    hand.tap("At the far");
    hand.sees("You reached the end");
    hand.sees_not("Because it helps.");
    hand.tap("Why we ask");
    hand.sees("Because it helps.");
    hand.choose("Did anything worry you?", "Yes");
    hand.sees("Chosen: yes");
    hand.write("Day", "2026-11-24");
    assert_eq!(hand.field("Day"), "2026-11-24");
    for words in ["Lin sang 小林唱了歌.", "𠮷 and 🎉", "short"] {
        hand.write("What happened?", words);
        hand.saved();
        assert_eq!(hand.field("What happened?"), words, "{engine:?}");
    }
    hand.tap("Next page");
    assert_eq!(hand.arrives("the next page", |at| at == "#/next"), "#/next");
    hand.open("#/sessions");
    hand.sees("Now at #/sessions");
    hand.back();
    hand.sees("Now at #/next");

    hand.reload();
    hand.sees("Counted 2 times");
    hand.sees("short");
    hand.tab_to("Count");
    hand.press(Key::Enter);
    hand.sees("Counted 3 times");
    hand.press_with(Key::Tab, true);
    hand.tab_to("What happened?");
    hand.press(Key::End);
    hand.type_text(" words");
    hand.saved();
    assert_eq!(hand.field("What happened?"), "short words");

    for (fault, chip) in
        [(Fault::Abort, "not saved"), (Fault::Quota, "full"), (Fault::Refused, "not saved"), (Fault::Hang, "saving")]
    {
        faults::arm(&browser, fault, 1);
        hand.tap("Count");
        hand.until(&format!("see the chip tell of {fault:?}"), || match hand.chip() {
            Some(now) if now == chip && faults::met(&browser) == 1 => Ok(()),
            other => Err(format!("it says {other:?}, met {}", faults::met(&browser))),
        });
        faults::heal(&browser);
        hand.tap("Count");
        hand.saved();
    }
    faults::shift_clock(&browser, 10 * 365 * 86_400_000);
    faults::line(&browser, false);
    hand.tap("At the far end");
    hand.sees("2036, line down");
    faults::arm(&browser, Fault::Closed, 1);
    hand.tap("Count");
    hand.until("see that nothing was saved", || match hand.chip() {
        Some(chip) if chip == "not saved" => Ok(()),
        other => Err(format!("{other:?}")),
    });

    site.stop();
    hand.reload();
    hand.sees("Version one.");
    hand.sees("Counted 11 times");
}

#[test]
fn chromium_can_do_all_that_a_story_needs() {
    check(Engine::Chromium);
}

#[test]
fn firefox_can_do_all_that_a_story_needs() {
    check(Engine::Firefox);
}

#[test]
fn webkit_can_do_all_that_a_story_needs() {
    check(Engine::WebKit);
}

#[test]
fn firefox_reloads_without_a_server() {
    let mut site = site();
    let browser = Browser::start(Engine::Firefox, Options::default());
    let hand = Hand::new(&browser, Language::English);
    hand.visit(&site.address());
    hand.sees("works without a network");
    hand.reload();
    hand.sees("works without a network");
    site.stop();
    hand.reload();
    hand.sees("Version one.");
}

/// A killed browser opens again on the same profile with what was saved.
fn check_kill(engine: Engine) {
    let site = site();
    let mut browser = Browser::start(engine, Options::default());
    {
        let hand = Hand::new(&browser, Language::English);
        hand.visit(&site.address());
        hand.tap("Count");
        hand.saved();
    }
    browser.kill9();
    browser.restart();
    let hand = Hand::new(&browser, Language::English);
    hand.visit(&site.address());
    hand.sees("Counted 1 times");
}

#[test]
fn a_killed_chromium_comes_back() {
    check_kill(Engine::Chromium);
}

#[test]
fn a_killed_firefox_comes_back() {
    check_kill(Engine::Firefox);
}

/// MiniBrowser's session under automation is ephemeral. When this fails, the kill test can take WebKit in.
#[test]
fn a_killed_webkit_has_kept_nothing() {
    assert!(!Engine::WebKit.keeps_profile());
    let site = site();
    let mut browser = Browser::start(Engine::WebKit, Options::default());
    {
        let hand = Hand::new(&browser, Language::English);
        hand.visit(&site.address());
        hand.tap("Count");
        hand.saved();
    }
    browser.restart();
    let hand = Hand::new(&browser, Language::English);
    hand.visit(&site.address());
    hand.sees("works without a network");
    hand.sees("Counted 0 times");
}

#[test]
fn the_language_reaches_the_page() {
    let site = site();
    // WebKit takes it from an installed locale, and machines like this one have none: it always says en-US.
    for engine in [Engine::Chromium, Engine::Firefox] {
        let browser = Browser::start(engine, Options::default().in_language(Language::Chinese));
        let hand = Hand::new(&browser, Language::English);
        hand.visit(&site.address());
        hand.sees("Speaks zh-CN");
    }
}

#[test]
fn care_finds_what_is_wrong_and_only_that() {
    let site = site();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let hand = Hand::new(&browser, Language::English);
    hand.visit(&site.address());
    hand.sees("works without a network");
    assert_eq!(care::axe(&browser), Vec::<String>::new());
    assert_eq!(care::sideways_everywhere(&browser, 360, 640), Vec::<String>::new());
    browser.script(
        "const wide = document.createElement('img'); wide.style.width = '900px'; wide.style.height = '9px'; document.querySelector('main').append(wide)",
        vec![],
    );
    assert!(care::axe(&browser).iter().any(|finding| finding.starts_with("image-alt")));
    assert_eq!(care::sideways(&browser).len(), 1);
    assert!(!care::small_controls(&browser, 60).is_empty());
}

//! Older sessions come in on a slow phone, stored by a worker: what is written meanwhile stays, another tab takes over in the middle of
//! it, or the page is loaded anew: nothing is lost, and the same file brings the rest, nothing twice.

use engine::export::older::template;
use engine::words::device::{ME, TROUBLE};
use engine::words::files::OLDER;
use engine::words::person::IMPORT;
use engine::words::report::REPORTS;
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::faults;
use tests::peer::{Begin, Peer};
use tests::site::Site;

const COMMUNITY: &str = "#/me/community";
const OLD: &str = "#/sessions/older";
const EACH: usize = 120;

/// A table of sessions in this and the following years.
fn table(language: Language, year: usize) -> String {
    let row = |at: usize| format!("{}-03-{:02},14:00,60,1,Walk,,,,,9,,,", year + at / 25, at % 25 + 1);
    template(language) + &(0..EACH).map(row).collect::<Vec<_>>().join("\r\n") + "\r\n"
}

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let (hand, say) = (&peer.hand, |phrase: Phrase| phrase.get(language));
    let filled = |phrase: Phrase, n: usize| phrase.fill(language, &[("n", &n.to_string())]);
    let gives = |year: usize| {
        peer.open(OLD);
        peer.at_heading(say(OLDER.title));
        hand.give_file(say(IMPORT.choose), "older.csv", table(language, year).as_bytes());
    };
    let held = |n: usize| {
        peer.open("#/reports");
        peer.at_heading(say(REPORTS.title));
        hand.sees(&filled(REPORTS.held, n));
    };
    let begins = |year: usize| {
        gives(year);
        hand.sees(&filled(OLDER.take, EACH));
        faults::holds(&browser);
        hand.tap(&filled(OLDER.take, EACH));
        hand.until("see it begin to store", || faults::stores(&browser));
    };
    // Whole parts are here, or nothing; the same file brings what is missing.
    let brings_the_rest = |year: usize| {
        gives(year);
        hand.until("see what is left to bring in", || {
            let text = hand.text()?;
            let knows = [OLDER.nothing, OLDER.sessions].iter().any(|known| text.contains(say(*known)));
            if knows { Ok(()) } else { Err(text) }
        });
        if let Some(left) = (1..=EACH).rev().find(|left| hand.offers(&filled(OLDER.take, *left))) {
            hand.tap(&filled(OLDER.take, left));
            hand.sees(&filled(OLDER.taken, left));
            hand.saved();
            gives(year);
        }
        hand.sees(&filled(OLDER.here, EACH));
    };
    peer.first_run(&site.address(), Begin::Community);

    // What is written while they come in is on the screen at once, and is stored after them.
    begins(1990);
    peer.open(COMMUNITY);
    let (field, words) = (say(ME.if_hard), hand.either("Written meanwhile.", "其间写的。"));
    hand.write(field, words);
    let saving = "return document.querySelector('[data-save]')?.dataset.save";
    hand.until("see that it is not said to be saved", || {
        let state = browser.try_script(saving, vec![])?;
        if state == "saving" { Ok(()) } else { Err(state.to_string()) }
    });
    peer.open("#/");
    peer.open(COMMUNITY);
    assert_eq!(hand.field(field), words, "it is seen at once");
    faults::lets_go(&browser);
    hand.saved();
    hand.reload();
    peer.open(COMMUNITY);
    assert_eq!(hand.field(field), words);
    held(EACH);

    // Another tab takes over in the middle of it: the first one, and what stores for it, write nothing any more.
    begins(2000);
    browser.new_tab();
    hand.visit(&site.address());
    hand.tap(say(TROUBLE.take_over));
    browser.switch_tab(0);
    hand.sees(say(TROUBLE.elsewhere));
    faults::lets_go(&browser);
    browser.switch_tab(1);
    hand.sees_not(say(TROUBLE.elsewhere));
    brings_the_rest(2000);
    held(2 * EACH);

    // The page is loaded anew in the middle of it.
    begins(2010);
    faults::lets_go(&browser);
    hand.reload();
    brings_the_rest(2010);
    hand.reload();
    held(3 * EACH);

    // A browser whose workers read no modules stores it on the page.
    browser.script("window.tongbanWorker = undefined", vec![]);
    brings_the_rest(2020);
    hand.reload();
    held(4 * EACH);
}

#[test]
fn chromium_lends_the_right_to_write() {
    story(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_lends_the_right_to_write() {
    story(Engine::Firefox, Language::English);
}

#[test]
fn webkit_lends_the_right_to_write() {
    story(Engine::WebKit, Language::Chinese);
}

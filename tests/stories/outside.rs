//! Storage that changes from outside: another tab, another version, a part of it gone. It is always said, nothing is
//! lost, and nothing new begins by itself.

use engine::words::device::{ME, TROUBLE, WELCOME};
use engine::words::screens::{COMMON, TODAY};
use engine::words::{Language, Phrase};
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::faults::{self, rows};
use tests::peer::{Begin, Peer};
use tests::site::Site;

const PLACE: &str = "#/me/community";

/// A second tab says so, takes over when asked, and nothing is lost either way.
fn two_tabs(engine: Engine) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    let field = hand.say(ME.if_hard);
    peer.first_run(&site.address(), Begin::Community);
    peer.open(PLACE);
    hand.write(field, "Written in the first tab.");
    browser.new_tab();
    hand.visit(&site.address());
    hand.sees(hand.say(TROUBLE.elsewhere));
    hand.sees(hand.say(TROUBLE.elsewhere_why));

    browser.switch_tab(0);
    hand.write(field, "Written on in the first tab.");
    browser.switch_tab(1);
    hand.tap(hand.say(TROUBLE.take_over));
    hand.sees_not(hand.say(TROUBLE.elsewhere));
    peer.open(PLACE);
    assert_eq!(hand.field(field), "Written on in the first tab.");
    hand.write(field, "Written in the second tab.");
    hand.saved();

    browser.switch_tab(0);
    hand.sees(hand.say(TROUBLE.elsewhere));
    hand.tap(hand.say(TROUBLE.take_over));
    hand.sees_not(hand.say(TROUBLE.elsewhere));
    peer.open(PLACE);
    assert_eq!(hand.field(field), "Written in the second tab.");
    browser.switch_tab(1);
    hand.sees(hand.say(TROUBLE.elsewhere));
}

#[test]
fn chromium_hands_over_to_a_second_tab() {
    two_tabs(Engine::Chromium);
}

#[test]
fn firefox_hands_over_to_a_second_tab() {
    two_tabs(Engine::Firefox);
}

#[test]
fn webkit_hands_over_to_a_second_tab() {
    two_tabs(Engine::WebKit);
}

/// Empties a table of the app's database, as no browser should.
#[track_caller]
fn empty(browser: &Browser, table: &str) {
    let body = "const [table, done] = arguments;
        const asked = indexedDB.open('tongban');
        asked.onerror = () => done(String(asked.error));
        asked.onsuccess = () => {
            const act = asked.result.transaction(table, 'readwrite');
            act.objectStore(table).clear();
            act.oncomplete = () => { asked.result.close(); done(true); };
            act.onabort = () => done(String(act.error));
        };";
    assert_eq!(browser.script_async(body, vec![json!(table)]), json!(true));
}

/// Says at the next start, and at the one after it, what is gone; begins nothing by itself.
#[track_caller]
fn noticed(peer: &Peer<'_>, what: Phrase) {
    for _ in 0..2 {
        peer.hand.reload();
        peer.hand.sees(peer.hand.say(TROUBLE.title));
        peer.hand.sees(peer.hand.say(what));
        peer.hand.sees(peer.hand.say(TROUBLE.partial_do));
        peer.hand.sees_not(peer.hand.say(WELCOME.hello));
    }
    // Beginning anew is asked twice.
    peer.hand.tap(peer.hand.say(TROUBLE.begin_new));
    peer.hand.sees(peer.hand.say(TROUBLE.begin_sure));
    peer.hand.tap(peer.hand.say(COMMON.cancel));
    peer.hand.sees_not(peer.hand.say(TROUBLE.begin_sure));
}

fn partly_deleted(engine: Engine) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    let say = |phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.open("#/people");
    peer.add_member(peer.cast.members[0]);

    // Only the small memory outside: all records are here, and it is written again.
    browser.script("localStorage.clear()", vec![]);
    hand.reload();
    peer.open("#/people");
    hand.sees(peer.cast.members[0]);
    let marker = browser.script("return localStorage.getItem('tongban-initialised')", vec![]);
    assert_eq!(marker, json!("1"), "or a lost database would look like a new phone");

    // The lists: said, and made again from the records.
    empty(&browser, "summaries");
    noticed(&peer, TROUBLE.partial_lists);
    hand.tap(say(TROUBLE.go_on_rest));
    hand.sees_not(say(TROUBLE.title));
    peer.open("#/people");
    hand.sees(peer.cast.members[0]);
    hand.reload();
    peer.open("#/people");
    hand.sees(peer.cast.members[0]);

    // The records: said; the key is kept.
    empty(&browser, "ops");
    noticed(&peer, TROUBLE.partial_rows);
    assert!(rows(&browser, "keys") > 2);

    // The keys: said; the sealed records are kept, and nothing offers to go on.
    empty(&browser, "keys");
    noticed(&peer, TROUBLE.partial_keys);
    assert!(!hand.offers(say(TROUBLE.go_on_rest)));
    assert!(rows(&browser, "summaries") > 0);
    assert_eq!(rows(&browser, "keys"), 0, "no new key");

    // Everything.
    faults::delete_databases(&browser);
    noticed(&peer, TROUBLE.partial_all);
    assert_eq!(rows(&browser, "keys"), 0, "no new key");

    // Begun anew because the person says so, twice.
    hand.tap(say(TROUBLE.begin_new));
    hand.tap(say(TROUBLE.begin_yes));
    hand.sees(say(WELCOME.hello));
    peer.first_run(&site.address(), Begin::TryFirst);
    peer.at_heading(say(TODAY.title));
}

#[test]
fn chromium_notices_what_is_gone() {
    partly_deleted(Engine::Chromium);
}

#[test]
fn firefox_notices_what_is_gone() {
    partly_deleted(Engine::Firefox);
}

#[test]
fn webkit_notices_what_is_gone() {
    partly_deleted(Engine::WebKit);
}

/// Opens the app's database from the page, as another version of Tongban does, and keeps it open.
#[track_caller]
fn hold(browser: &Browser, version: u32) -> serde_json::Value {
    let body = "const [version, done] = arguments;
        const asked = indexedDB.open('tongban', version);
        asked.onerror = () => done(String(asked.error));
        asked.onblocked = () => done('blocked');
        asked.onupgradeneeded = (event) => {
            if (event.oldVersion === 0) ['ops', 'summaries', 'keys'].forEach((name) => asked.result.createObjectStore(name));
        };
        asked.onsuccess = () => { window.holding = asked.result; done(true); };";
    browser.script_async(body, vec![json!(version)])
}

/// A tab of a newer Tongban makes the database its own while a person writes: this tab lets go at once, says so, and
/// does not touch what the newer one keeps.
fn newer_in_another_tab(engine: Engine) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    let say = |phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.open("#/people");
    peer.add_member(peer.cast.members[0]);
    let kept = rows(&browser, "ops");
    assert!(kept > 0);
    browser.new_tab();
    hand.visit(&site.address());
    hand.sees(say(TROUBLE.elsewhere));
    assert_eq!(hold(&browser, 99), json!(true), "the app's tab is not in the way");
    browser.switch_tab(0);
    hand.sees(say(TROUBLE.replaced));
    hand.tap(say(TROUBLE.reload));
    hand.sees(say(TROUBLE.newer));
    hand.sees(say(TROUBLE.newer_do));
    hand.sees_not(say(WELCOME.hello));
    assert_eq!(rows(&browser, "ops"), kept, "nothing is lost");
}

#[test]
fn chromium_gives_way_to_a_newer_tab() {
    newer_in_another_tab(Engine::Chromium);
}

#[test]
fn firefox_gives_way_to_a_newer_tab() {
    newer_in_another_tab(Engine::Firefox);
}

#[test]
fn webkit_gives_way_to_a_newer_tab() {
    newer_in_another_tab(Engine::WebKit);
}

/// A tab of an older Tongban that does not let go: said, no hang, and the app goes on by itself once that
/// tab is closed.
fn older_in_another_tab(engine: Engine) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    hand.visit(&format!("{}icons/icon.svg", site.address()));
    assert_eq!(hold(&browser, 1), json!(true));
    browser.new_tab();
    hand.visit(&site.address());
    hand.sees(hand.say(TROUBLE.hung));
    hand.sees(hand.say(TROUBLE.hung_do));
    browser.switch_tab(0);
    browser.script("window.holding.close()", vec![]);
    browser.switch_tab(1);
    hand.sees(hand.say(WELCOME.hello));
}

#[test]
fn chromium_tells_of_an_older_tab() {
    older_in_another_tab(Engine::Chromium);
}

#[test]
fn firefox_tells_of_an_older_tab() {
    older_in_another_tab(Engine::Firefox);
}

#[test]
fn webkit_tells_of_an_older_tab() {
    older_in_another_tab(Engine::WebKit);
}

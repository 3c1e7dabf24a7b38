//! Several communities on one phone, for who looks after them all: one is shown beside the other after its lock was opened once,
//! the overview has a line of each, reports and files count both, and it ends when it is ended or wiped.

use engine::report::Topic;
use engine::words::device::{LOCK, ME, WELCOME};
use engine::words::overview::{NEIGHBOURS, OVERVIEW};
use engine::words::report::{HEADS, REPORTS};
use engine::words::screens::TODAY;
use engine::words::share::PROFILES;
use engine::words::tables::FILES;
use engine::words::{Language, Phrase};
use serde_json::Value;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

const PASSCODE: &str = "471100";

/// The two communities, both invented.
fn names(language: Language) -> [&'static str; 2] {
    match language {
        Language::English => ["Green Lane", "River Bank"],
        Language::Chinese => ["青石巷", "河边里"],
    }
}

fn held(language: Language, n: usize) -> String {
    REPORTS.held.fill(language, &[("n", &n.to_string())])
}

/// How many sessions the page of reports says were held.
fn count(peer: &Peer<'_>, language: Language) -> usize {
    peer.open("#/reports");
    peer.hand.sees(peer.hand.say(REPORTS.at_a_glance));
    peer.hand.until("read how many sessions were held", || {
        let text = peer.hand.text()?;
        // From the largest down: 4 is not 14.
        let found = (1..100).rev().find(|n| text.contains(&held(language, *n)));
        found.ok_or_else(|| "no count yet".to_owned())
    })
}

/// Begins a practice community and gives it its name.
fn begin(peer: &Peer<'_>, name: &str) {
    peer.first_run_here(Begin::TryFirst);
    peer.open("#/me/community");
    peer.hand.write(peer.hand.say(WELCOME.community), name);
    peer.hand.saved();
}

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let [first, second] = names(language);
    let named = |phrase: Phrase, name: &str| phrase.fill(language, &[("name", name)]);
    let number_2 = PROFILES.unnamed.fill(language, &[("n", "2")]);
    let anew = || {
        let opened = "return window.left === undefined && Boolean(document.querySelector('h1')?.innerText)";
        hand.until("see the page anew", || match browser.try_script(opened, vec![])? {
            Value::Bool(true) => Ok(()),
            _ => Err(peer.heading()),
        });
    };
    let over = |button: &str| {
        browser.script("window.left = true", vec![]);
        hand.tap(button);
        anew();
    };

    // One community without a lock, another with one.
    hand.visit(&site.address());
    begin(&peer, first);
    peer.open("#/overview");
    hand.sees(first);
    hand.sees(say(OVERVIEW.alone));
    peer.open("#/me/profiles");
    hand.write(say(PROFILES.name), "A");
    hand.saved();
    over(say(PROFILES.add));
    begin(&peer, second);
    peer.open("#/me/lock");
    hand.choose(say(LOCK.how), say(WELCOME.with_passcode));
    hand.write(say(LOCK.new_passcode), PASSCODE);
    hand.write(say(LOCK.again), PASSCODE);
    hand.tap(say(LOCK.set));
    hand.sees(say(LOCK.on));
    peer.open("#/me/profiles");
    over(&named(PROFILES.switch_to, "A"));
    peer.open("#/");
    peer.at_heading(say(TODAY.title));
    let one = count(&peer, language);

    // The second is shown here only after its own lock was opened.
    peer.open("#/me");
    hand.tap(say(OVERVIEW.title));
    peer.at_heading(say(OVERVIEW.title));
    hand.sees(say(NEIGHBOURS.title));
    hand.sees_not(second);
    let link = |secret: &str| {
        hand.tap(&named(NEIGHBOURS.show, &number_2));
        hand.sees(say(NEIGHBOURS.means));
        hand.sees(say(NEIGHBOURS.no_lock));
        hand.write(say(LOCK.passcode), secret);
        hand.tap(say(NEIGHBOURS.yes));
    };
    link("000000");
    hand.sees(say(LOCK.wrong));
    hand.sees_not(second);
    hand.write(say(LOCK.passcode), PASSCODE);
    hand.tap(say(NEIGHBOURS.yes));
    hand.sees(say(NEIGHBOURS.linked));
    hand.sees(second);
    let both = OVERVIEW.all.fill(language, &[("n", "2"), ("s", &(2 * one).to_string())]);
    hand.sees(&both);
    hand.sees(say(OVERVIEW.open_now));

    // It is asked once: the next day it is simply there.
    hand.reload();
    anew();
    peer.open("#/overview");
    hand.sees(&both);

    // Reports and files count both, or the one that is chosen.
    assert_eq!(count(&peer, language), 2 * one);
    peer.open(&format!("#/reports/{}", Topic::Sessions.slug()));
    peer.at_heading(say(Topic::Sessions.title()));
    for name in [first, second, say(HEADS.total)] {
        hand.sees(name);
    }
    hand.tap(say(REPORTS.choose));
    hand.choose(say(REPORTS.communities), second);
    hand.until("see the second alone", || {
        let table = browser.try_script("return document.querySelector('.figures')?.innerText ?? ''", vec![])?;
        match table.as_str() {
            Some(table) if table.contains(second) && !table.contains(first) => Ok(()),
            _ => Err(table.to_string()),
        }
    });
    assert_eq!(count(&peer, language), one);
    peer.open("#/files");
    hand.until("see the sessions of one", || {
        let text = hand.text()?;
        let begins = FILES.holds.get(language).split("{s}").next().unwrap_or_default().to_owned() + &one.to_string();
        if text.contains(&begins) { Ok(()) } else { Err(text) }
    });
    hand.tap(say(REPORTS.choose));
    hand.tap(say(REPORTS.whole));
    hand.tap(say(FILES.one_table));
    let (_, csv) = hand.downloads(|| hand.tap(say(FILES.csv)));
    assert_eq!(csv.lines().count(), 1 + 2 * one, "{csv}");

    // It ends when it is ended.
    peer.open("#/overview");
    hand.tap(&named(NEIGHBOURS.stop, second));
    hand.sees(say(NEIGHBOURS.stopped));
    hand.sees_not(second);
    assert_eq!(count(&peer, language), one);

    // Shown once more; over to it, behind its own lock. Once it is wiped there, that is said here.
    peer.open("#/overview");
    link(PASSCODE);
    hand.sees(say(NEIGHBOURS.linked));
    // One tap on its row.
    over(second);
    hand.sees(say(LOCK.title));
    hand.write(say(LOCK.passcode), PASSCODE);
    hand.tap(say(LOCK.open));
    peer.open("#/me/wipe");
    browser.script("window.left = true", vec![]);
    hand.tap(say(ME.wipe_first));
    hand.tap(say(ME.wipe_yes));
    anew();
    peer.open("#/overview");
    hand.sees(first);
    hand.sees(say(NEIGHBOURS.wiped));
    hand.tap(&named(NEIGHBOURS.stop, second));
    hand.sees(say(NEIGHBOURS.stopped));
    hand.sees_not(second);
    assert_eq!(count(&peer, language), one);
}

#[test]
fn chromium_in_chinese() {
    story(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_in_english() {
    story(Engine::Firefox, Language::English);
}

#[test]
fn webkit_in_english() {
    story(Engine::WebKit, Language::English);
}

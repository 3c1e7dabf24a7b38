//! Two people, or two communities, on one phone: each with its own records and lock, changed over without a network; one
//! glance shows how it stands in the other; an invitation opens beside what is there.

use engine::words::Language;
use engine::words::device::{LOCK, ME, WELCOME};
use engine::words::screens::TODAY;
use engine::words::share::{JOIN, PROFILES};
use serde_json::Value;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

const PASSCODE: &str = "471100";

fn story(engine: Engine, language: Language) {
    let mut site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let (hand, cast) = (&peer.hand, &peer.cast);
    let say = |phrase| hand.say(phrase);
    let to = |name: &str| PROFILES.switch_to.fill(language, &[("name", name)]);
    let number = |n: &str| PROFILES.unnamed.fill(language, &[("n", n)]);

    // Where one was left is where one goes on, this very page perhaps: the document is another one.
    let over_to_first = || {
        browser.script("window.left = true", vec![]);
        hand.tap(&to("A"));
        let opened = "return window.left === undefined && Boolean(document.querySelector('h1')?.innerText)";
        hand.until("see the first one open", || match browser.try_script(opened, vec![])? {
            Value::Bool(true) => Ok(()),
            _ => Err(peer.heading()),
        });
        peer.open("#/");
        peer.at_heading(say(TODAY.title));
        hand.sees(cast.idea);
    };

    // The first person, without a lock.
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    let idea = peer.plan_from_idea();
    peer.kept_offline();
    peer.open("#/me/profiles");
    hand.write(say(PROFILES.name), "A");
    hand.saved();

    // Another one on the same phone; without a network from here on.
    site.stop();
    hand.tap(say(PROFILES.add));
    hand.sees(&to("A"));
    peer.first_run_here(Begin::TryFirst);
    peer.open("#/me/community");
    hand.sees_not(cast.community);
    peer.open("#/me/lock");
    hand.choose(say(LOCK.how), say(WELCOME.with_passcode));
    hand.write(say(LOCK.new_passcode), PASSCODE);
    hand.write(say(LOCK.again), PASSCODE);
    hand.tap(say(LOCK.set));
    hand.sees(say(LOCK.on));

    // One glance at the first, then over to it, and back at the lock of the second.
    peer.open("#/me/profiles");
    hand.sees(cast.community);
    hand.sees(cast.idea);
    over_to_first();
    peer.open(&idea);
    hand.sees(cast.idea);
    peer.open("#/me/profiles");
    hand.sees(say(PROFILES.locked));
    hand.tap(&to(&number("2")));
    hand.sees(say(LOCK.title));
    over_to_first();

    // Somebody is invited: it opens beside what is there. Whoever thinks better of it goes back.
    hand.visit("about:blank");
    hand.visit(&format!("{}#i1.06JTB9D5MP", site.address()));
    hand.tap(say(PROFILES.beside));
    hand.sees(say(JOIN.title));
    hand.sees(say(JOIN.copy_again));
    hand.reload();
    over_to_first();
    peer.open("#/me/profiles");
    hand.sees(&to(&number("2")));
    hand.sees_not(&to(&number("3")));

    // What one wipes leaves the other as it is.
    peer.open("#/me/wipe");
    hand.tap(say(ME.wipe_first));
    hand.tap(say(ME.wipe_yes));
    hand.sees(say(LOCK.title));
    hand.write(say(LOCK.passcode), PASSCODE);
    hand.tap(say(LOCK.open));
    hand.sees(say(engine::words::screens::COMMON.practice));
}

#[test]
fn chromium_in_chinese() {
    story(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_in_english() {
    story(Engine::Firefox, Language::English);
}

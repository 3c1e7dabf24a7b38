//! A peer plans, runs and records a whole session on one phone, with no network: once through everything, in
//! each engine, once in each language.

use engine::domain::plan::Part;
use engine::words::Language;
use engine::words::session::RECORD;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

fn story(engine: Engine, language: Language) {
    let mut site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;

    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    peer.kept_offline();
    let session = peer.plan_from_idea();
    peer.look_at_tasks();
    peer.ready();
    peer.begin_run();
    peer.note();

    let left = peer.minutes_left();
    hand.reload();
    peer.at_part(Part::WarmUp);
    hand.sees(peer.cast.note);
    let now = peer.minutes_left();
    assert!(now <= left && now + 1 >= left, "{left} minutes were left, {now} are after the reload");

    site.stop();
    peer.next_parts();
    peer.end_run();
    peer.record();
    peer.confirm();
    peer.amend();
    peer.read_forms(&session);

    hand.reload();
    peer.read_forms(&session);
    peer.open(&session);
    hand.sees(hand.say(RECORD.closed));
    peer.open("#/people");
    for name in peer.cast.members.iter().chain([&peer.cast.me, &peer.cast.partner]) {
        hand.sees(name);
    }
}

#[test]
fn chromium_in_chinese() {
    story(Engine::Chromium, Language::Chinese);
}

#[test]
fn chromium_in_english() {
    story(Engine::Chromium, Language::English);
}

#[test]
fn firefox_in_english() {
    story(Engine::Firefox, Language::English);
}

#[test]
fn webkit_in_english() {
    story(Engine::WebKit, Language::English);
}

//! Ideas: one is found and planned in a few taps; our own are written, kept from a session and passed on.

use engine::domain::plan::Category;
use engine::sync::place::FormKind;
use engine::words::parts::FRAME;
use engine::words::screens::{COMMON, IDEAS, TODAY};
use engine::words::session::PLAN;
use engine::words::{Language, Phrase, terms};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// From Today to a plan that is ready: fewer than eight taps.
const FEW: u32 = 8;

fn found_and_planned(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.at_heading(say(TODAY.title));

    let before = hand.taps();
    hand.tap(say(FRAME.ideas));
    peer.at_heading(say(IDEAS.title));
    hand.tap(say(terms::category(Category::DailyLife)));
    hand.tap(peer.cast.idea);
    peer.at_heading(peer.cast.idea);
    hand.tap(say(IDEAS.take));
    peer.at_heading(say(PLAN.title));
    hand.tap(say(PLAN.check));
    peer.at_heading(say(PLAN.check_title));
    hand.sees(peer.cast.idea);
    hand.tap(say(PLAN.ready));
    hand.sees(say(PLAN.ready_done));
    let taps = hand.taps() - before;
    println!("{engine:?}: an idea found and planned in {taps} taps");
    assert!(taps < FEW, "{taps} taps");
    hand.saved();

    // What one looks for narrows the list: words, and what takes little.
    peer.open("#/ideas");
    hand.write(say(IDEAS.search), hand.either("chess", "棋"));
    hand.sees(hand.either("chess", "棋"));
    hand.write(say(IDEAS.search), "qqqq");
    hand.sees(say(IDEAS.nothing_found));
    hand.write(say(IDEAS.search), "");
    hand.tap(say(IDEAS.narrow));
    hand.choose(say(IDEAS.only), say(IDEAS.favourites));
    hand.sees(say(IDEAS.nothing_found));
    peer.open("#/ideas/daily_life.dumplings");
    hand.tap(say(IDEAS.like));
    hand.saved();
    hand.reload();
    peer.open("#/ideas");
    hand.tap(say(IDEAS.narrow));
    hand.choose(say(IDEAS.only), say(IDEAS.favourites));
    hand.sees(peer.cast.idea);
    hand.sees_not(say(IDEAS.nothing_found));
}

/// An idea of our own: written, passed on as a file, opened from the file, planned with; then a held session kept as one.
fn our_own(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let name = hand.either("Peeling oranges", "一起剥橘子");
    let step = hand.either("Everybody peels one orange.", "每人剥一个橘子。");
    peer.first_run(&site.address(), Begin::Community);
    peer.open("#/ideas");
    hand.tap(say(IDEAS.write_own));
    hand.arrives("the idea's page", |at| at.ends_with("/edit"));
    hand.write(say(IDEAS.name), name);
    hand.choose(say(PLAN.category), say(terms::category(Category::Entertainment)));
    hand.write(say(IDEAS.part_steps), step);
    hand.saved();
    hand.reload();
    assert_eq!(hand.field(say(IDEAS.name)), name);
    hand.tap(say(COMMON.done));
    peer.at_heading(name);
    let idea = hand.at();
    hand.sees(step);
    let (file, text) = hand.downloads(|| hand.tap(say(IDEAS.share)));
    assert_eq!(file, format!("{name}.json"));

    // Somebody else's file that is no idea, then ours.
    peer.open("#/ideas");
    hand.give_file(say(IDEAS.open), "list.json", b"[1, 2]");
    hand.sees(say(IDEAS.not_idea));
    hand.give_file(say(IDEAS.open), &file, text.as_bytes());
    hand.arrives("the opened idea", |at| at.ends_with("/edit"));
    assert_eq!(hand.field(say(IDEAS.name)), name);
    assert_eq!(hand.field(say(IDEAS.part_steps)), step);

    hand.tap(say(COMMON.done));
    peer.at_heading(name);
    assert_ne!(hand.at(), idea, "it is an idea of its own");
    hand.tap(say(IDEAS.take));
    peer.at_heading(say(PLAN.title));
    hand.sees(name);
    hand.saved();
}

/// A held session becomes an idea, which says how often it was used here.
fn kept_from_a_session(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    let session = peer.whole_session();
    peer.open(&format!("{session}/form/{}", FormKind::Plan.slug()));
    hand.sees(peer.cast.idea);
    peer.open("#/ideas");
    hand.tap(say(terms::category(Category::DailyLife)));
    let used = IDEAS.used_once.fill(language, &[("month", "")]);
    hand.sees(used.trim_end_matches(['.', '。', ' ']));
    peer.open(&session);
    hand.tap(say(IDEAS.keep));
    hand.arrives("the idea", |at| at.ends_with("/edit"));
    assert_eq!(hand.field(say(IDEAS.name)), peer.cast.idea);
    hand.saved();
    peer.open("#/ideas");
    hand.sees(say(IDEAS.ours));
    hand.sees(peer.cast.idea);
}

#[test]
fn chromium_finds_and_plans_an_idea_in_chinese() {
    found_and_planned(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_finds_and_plans_an_idea() {
    found_and_planned(Engine::Firefox, Language::English);
}

#[test]
fn webkit_finds_and_plans_an_idea() {
    found_and_planned(Engine::WebKit, Language::English);
}

#[test]
fn chromium_writes_and_passes_on_an_idea() {
    our_own(Engine::Chromium, Language::English);
}

#[test]
fn firefox_writes_and_passes_on_an_idea_in_chinese() {
    our_own(Engine::Firefox, Language::Chinese);
}

#[test]
fn chromium_keeps_a_session_as_an_idea_in_chinese() {
    kept_from_a_session(Engine::Chromium, Language::Chinese);
}

//! Manual and training: read without a network; a workshop attended; leading before all are; the certificate after six.

use engine::domain::plan::Task;
use engine::domain::training::WORKSHOPS;
use engine::words::manual::{MANUAL, TRAINING};
use engine::words::parts::{FRAME, PAPER};
use engine::words::session::PLAN;
use engine::words::{Language, Phrase, terms};
use serde_json::Value;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

fn manual_offline(engine: Engine, language: Language) {
    let mut site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.kept_offline();
    site.stop();
    hand.reload();
    hand.tap(say(FRAME.ideas));
    hand.tap(say(MANUAL.title));
    peer.at_heading(say(MANUAL.title));
    let boundaries = hand.either("Boundaries", "分寸");
    hand.write(say(MANUAL.search), hand.either("lend", "不借给人"));
    hand.settled();
    hand.sees(boundaries);
    hand.sees_not(hand.either("The participant list", "参加人员名单"));
    hand.tap(boundaries);
    peer.at_heading(boundaries);
    hand.sees(hand.either("Do not lend and do not borrow.", "不借给人，也不向人借。"));
    peer.open("#/manual");
    hand.tap(say(MANUAL.booklet));
    peer.at_heading(say(MANUAL.booklet_title));
    hand.sees(boundaries);
    // From a plan straight to its page.
    let plan = peer.new_plan();
    peer.open(&format!("{plan}/plan"));
    hand.tap(say(MANUAL.in_manual));
    hand.arrives("the manual", |at| at.starts_with("#/manual/"));
    hand.sees_not(say(MANUAL.unavailable));
}

fn workshops_attended(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let (me, trainer) = (peer.cast.me, peer.cast.doctor);
    peer.first_run(&site.address(), Begin::Community);

    // Leading before the training is complete: a gentle note, and who will be beside them.
    let plan = peer.new_plan();
    peer.open(&format!("{plan}/plan/{}", Task::Who.slug()));
    hand.choose(say(PLAN.lead), me);
    hand.sees(&TRAINING.untrained.fill(language, &[("name", me)]));
    hand.write(say(TRAINING.beside), trainer);
    hand.saved();
    hand.reload();
    assert_eq!(hand.field(say(TRAINING.beside)), trainer);

    peer.open("#/training");
    hand.sees(&TRAINING.progress.fill(language, &[("n", "0")]));
    let lessons = hand.until("see the workshops", || {
        let body =
            "return [...document.querySelectorAll('main a[href^=\"#/training/\"]')].map((a) => a.getAttribute('href'))";
        match browser.script(body, vec![]) {
            Value::Array(all) if all.len() == WORKSHOPS => Ok(all),
            other => Err(other.to_string()),
        }
    });
    for (at, lesson) in lessons.iter().filter_map(Value::as_str).enumerate() {
        peer.open(lesson);
        hand.write(say(TRAINING.by), trainer);
        hand.tap(me);
        hand.sees(trainer);
        hand.saved();
        if at == 0 {
            check_of_understanding(&peer);
            peer.open("#/training");
            hand.sees(&TRAINING.progress.fill(language, &[("n", "1")]));
        }
    }
    peer.open("#/training");
    hand.sees(say(TRAINING.whole));
    hand.tap(me);
    hand.sees(say(TRAINING.certificate_words));
    hand.sees(peer.cast.community);
    assert!(hand.offers(say(PAPER.print)), "it can be printed");
    hand.reload();
    hand.sees(say(TRAINING.certificate_words));
    peer.open(&format!("{plan}/plan/{}", Task::Who.slug()));
    peer.at_heading(say(terms::task(Task::Who)));
    hand.sees_not(&TRAINING.untrained.fill(language, &[("name", me)]));
}

/// Answers the check of the workshop on the screen, looks, and begins again.
fn check_of_understanding(peer: &Peer<'_>) {
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    hand.tap(say(TRAINING.check_do));
    hand.sees(&TRAINING.check_other.fill(hand.language, &[("answer", "")]));
    hand.saved();
    hand.tap(say(TRAINING.check_again));
    let last = say(TRAINING.check_last).split('{').next().unwrap_or_default();
    hand.sees(last.trim());
}

#[test]
fn chromium_reads_the_manual_offline_in_chinese() {
    manual_offline(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_reads_the_manual_offline() {
    manual_offline(Engine::Firefox, Language::English);
}

#[test]
fn webkit_reads_the_manual_offline() {
    manual_offline(Engine::WebKit, Language::English);
}

#[test]
fn chromium_attends_the_workshops() {
    workshops_attended(Engine::Chromium, Language::English);
}

#[test]
fn firefox_attends_the_workshops_in_chinese() {
    workshops_attended(Engine::Firefox, Language::Chinese);
}

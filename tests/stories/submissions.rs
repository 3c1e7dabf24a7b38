//! Handing the forms over: one tap and a receipt, received, sent back with a question, handed over once more.

use engine::words::submission::SUBMISSION;
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let begins = |phrase: Phrase| phrase.get(language).split('{').next().unwrap_or_default().trim().to_owned();
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    let written = peer.whole_session();
    let begun = peer.plan_from_idea();
    assert_ne!(written, begun);

    peer.open("#/me");
    hand.tap(say(SUBMISSION.title));
    peer.at_heading(say(SUBMISSION.title));
    hand.sees(say(SUBMISSION.ready_one));
    hand.sees(say(SUBMISSION.here));
    hand.sees(say(SUBMISSION.not_held));
    hand.tap(say(SUBMISSION.hand_over));
    hand.sees(&begins(SUBMISSION.handed));
    hand.sees(say(SUBMISSION.none_ready));
    hand.saved();
    hand.reload();
    hand.sees(&begins(SUBMISSION.is_handed));

    // Nothing is shared here: whoever holds the phone is the coordinator too.
    hand.sees(say(SUBMISSION.waits_one));
    hand.tap(say(SUBMISSION.receive));
    hand.sees(&begins(SUBMISSION.is_received));
    hand.sees_not(say(SUBMISSION.waits_one));

    let question = hand.either("Who led the song?", "最后的歌是谁带的？");
    hand.tap(say(SUBMISSION.ask));
    hand.tap(say(SUBMISSION.send_back));
    hand.sees_not(say(SUBMISSION.is_back));
    hand.write(say(SUBMISSION.question), question);
    hand.tap(say(SUBMISSION.send_back));
    hand.sees(say(SUBMISSION.is_back));
    hand.sees(question);
    hand.sees(say(SUBMISSION.ready_one));
    hand.tap(say(SUBMISSION.hand_over));
    hand.sees(say(SUBMISSION.waits_one));
    hand.sees_not(question);
    hand.saved();
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
fn webkit_in_chinese() {
    story(Engine::WebKit, Language::Chinese);
}

//! Handing the forms over: one tap and a receipt, received, sent back with a question, handed over once more. On one phone,
//! between two through the real relay, and between two with a file each way where there is none.

use engine::domain::record::FormBox;
use engine::words::parts::FIELDS;
use engine::words::screens::TODAY;
use engine::words::session::RECORD;
use engine::words::share::SHARE;
use engine::words::submission::SUBMISSION;
use engine::words::{Language, Phrase, terms};
use serde_json::Value;
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
    hand.sees(&begins(SUBMISSION.here_since));
    hand.sees(say(SUBMISSION.not_held));
    hand.tap(say(SUBMISSION.hand_over));
    hand.sees(&begins(SUBMISSION.receipt_one));
    hand.sees(say(SUBMISSION.noted_here));
    hand.sees(say(SUBMISSION.none_ready));
    hand.saved();
    hand.reload();
    hand.sees(&begins(SUBMISSION.is_handed));

    // Nothing is shared here: whoever holds the phone is the coordinator too.
    hand.sees(say(SUBMISSION.waits_one));
    hand.tap(&SUBMISSION.receive_period.fill(language, &[("n", "1")]));
    hand.sees(&begins(SUBMISSION.is_received));
    hand.sees_not(say(SUBMISSION.waits_one));

    let question = hand.either("Who led the song?", "最后的歌是谁带的？");
    hand.tap(say(SUBMISSION.ask));
    hand.tap(say(SUBMISSION.send_back));
    hand.sees_not(&begins(SUBMISSION.is_back));
    hand.write(say(SUBMISSION.question), question);
    hand.tap(say(SUBMISSION.send_back));
    hand.sees(&begins(SUBMISSION.is_back));
    hand.sees(question);
    hand.sees(say(SUBMISSION.asked_one));
    assert!(!hand.offers(say(SUBMISSION.hand_over)), "a question is not handed over, it is answered");
    let answer = hand.either("Xiao Lin led it.", "是小林带的。");
    hand.write(say(SUBMISSION.answer), answer);
    hand.tap(say(SUBMISSION.answer_do));
    hand.sees(say(SUBMISSION.waits_one));
    hand.saved();
    // Question and answer stay to be read.
    hand.reload();
    hand.sees(question);
    hand.sees(answer);

    // Other days of a period are asked about before they hold.
    hand.tap(say(SUBMISSION.days));
    hand.tap(&FIELDS.more.fill(language, &[("n", "7"), ("label", say(SUBMISSION.days))]));
    hand.sees(&begins(SUBMISSION.days_from));
    hand.tap(say(SUBMISSION.days_do));
    hand.saved();
}

/// A peer hands over on their phone; the coordinator asks on another, is answered, and receives.
fn two_phones(other: Engine, language: Language) {
    let site = Site::release();
    let _relay = site.with_relay();
    let browsers =
        [Engine::Chromium, other].map(|engine| Browser::start(engine, Options::phone().in_language(language)));
    let [coordinator, peer] = [&browsers[0], &browsers[1]].map(|browser| Peer::new(browser, language));
    let say = |phrase: Phrase| phrase.get(language);
    let begins = |phrase: Phrase| say(phrase).split('{').next().unwrap_or_default().trim();
    let forms = |peer: &Peer<'_>| {
        peer.open("#/submissions");
        peer.at_heading(say(SUBMISSION.title));
    };
    coordinator.first_run(&site.address(), Begin::Community);
    coordinator.add_members();
    let session = coordinator.whole_session();
    coordinator.sets_up_sharing();
    peer.comes_in(&format!("{}#{}", site.address(), coordinator.invites()));

    forms(&peer);
    let receive = SUBMISSION.receive_period.fill(language, &[("n", "1")]);
    assert!(!peer.hand.offers(&receive), "a peer receives nothing");
    peer.hand.sees(say(SUBMISSION.ready_one));
    peer.hand.tap(say(SUBMISSION.hand_over));
    peer.hand.sees(begins(SUBMISSION.receipt_one));
    peer.hand.sees(say(SUBMISSION.has_left));
    assert!(!peer.hand.offers(&receive), "not what they handed over either");
    assert!(!peer.hand.offers(say(SUBMISSION.ask)), "and sends nothing back");

    forms(&coordinator);
    coordinator.hand.sees(say(SUBMISSION.waits_one));
    coordinator.hand.sees(begins(SUBMISSION.is_handed));
    let question = coordinator.hand.either("Who led the song?", "最后的歌是谁带的？");
    coordinator.hand.tap(say(SUBMISSION.ask));
    coordinator.hand.write(say(SUBMISSION.question), question);
    coordinator.hand.tap(say(SUBMISSION.send_back));
    coordinator.hand.sees(begins(SUBMISSION.is_back));

    // The question is on the peer's phone, and Today leads to it; their answer is on the coordinator's.
    peer.hand.sees(question);
    peer.open("#/");
    peer.at_heading(say(TODAY.title));
    peer.hand.sees(say(SUBMISSION.today_asks_one));
    coordinator.open("#/");
    coordinator.at_heading(say(TODAY.title));
    coordinator.hand.settled();
    assert!(!coordinator.hand.offers(say(SUBMISSION.today_asks_one)), "who handed it over is asked");
    peer.hand.tap(say(SUBMISSION.today_asks_one));
    peer.at_heading(say(SUBMISSION.title));
    forms(&coordinator);
    peer.hand.sees(say(SUBMISSION.answer));
    let answer = peer.hand.either("Xiao Lin led it.", "是小林带的。");
    peer.open(&format!("{session}/amend"));
    peer.hand.choose(say(RECORD.amend_about), say(terms::form_box(FormBox::Happened)));
    peer.hand.write(say(RECORD.amend_text), answer);
    peer.hand.write(say(RECORD.amend_reason), question);
    peer.hand.tap(say(RECORD.amend_do));
    peer.hand.sees(answer);
    peer.hand.saved();
    forms(&peer);
    peer.hand.write(say(SUBMISSION.answer), answer);
    peer.hand.tap(say(SUBMISSION.answer_do));
    peer.hand.sees(say(SUBMISSION.answered));
    peer.hand.saved();
    peer.open("#/");
    peer.at_heading(say(TODAY.title));
    peer.hand.sees_not(say(SUBMISSION.today_asks_one));
    forms(&peer);

    coordinator.hand.sees(say(SUBMISSION.waits_one));
    coordinator.open(&format!("{session}/form/process"));
    coordinator.hand.sees(answer);
    forms(&coordinator);
    coordinator.hand.sees(question);
    coordinator.hand.sees(answer);
    coordinator.hand.tap(&receive);
    coordinator.hand.sees(begins(SUBMISSION.is_received));
    peer.hand.sees(begins(SUBMISSION.is_received));
}

/// Hands over, and watches what is said of it: once the receipt stands it stays. What the courier stores afterwards is no news,
/// and nothing below moves away from under a finger.
fn hands_over(peer: &Peer<'_>) {
    let (hand, browser) = (&peer.hand, peer.hand.browser);
    let says = "document.querySelector('#main > div[role=status]')?.textContent ?? ''";
    let watch = format!(
        "window.tongbanSaid = [];
        new MutationObserver(() => window.tongbanSaid.push({says}))
            .observe(document.querySelector('#main'), {{ subtree: true, childList: true, characterData: true }});"
    );
    browser.script(&watch, vec![]);
    hand.tap(hand.say(SUBMISSION.hand_over));
    let receipt = hand.say(SUBMISSION.receipt_one).split('{').next().unwrap_or_default().trim();
    hand.sees(receipt);
    hand.saved();
    hand.settled();
    let said = browser.script("return window.tongbanSaid", vec![]);
    let said: Vec<&str> = said.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    let stands = said.iter().position(|said| said.contains(receipt)).expect("the receipt was drawn");
    assert!(said[stands..].iter().all(|said| said.contains(receipt)), "{said:?}");
}

fn by_files(other: Engine, language: Language) {
    let site = Site::release();
    let browsers =
        [Engine::Chromium, other].map(|engine| Browser::start(engine, Options::phone().in_language(language)));
    let [coordinator, peer] = [&browsers[0], &browsers[1]].map(|browser| Peer::new(browser, language));
    let say = |phrase: Phrase| phrase.get(language);
    let begins = |phrase: Phrase| say(phrase).split('{').next().unwrap_or_default().trim();
    let ends = |phrase: Phrase| say(phrase).rsplit('}').next().unwrap_or_default().trim();
    let forms = |peer: &Peer<'_>| {
        peer.open("#/submissions");
        peer.at_heading(say(SUBMISSION.title));
    };
    coordinator.first_run(&site.address(), Begin::Community);
    coordinator.add_members();
    coordinator.whole_session();
    coordinator.sets_up_sharing_without_a_relay();
    let (link, name, file) = coordinator.invites_by_file();
    peer.comes_in_by_file(&site.address(), &link, (&name, &file));

    forms(&peer);
    peer.hand.sees(say(SUBMISSION.ready_one));
    hands_over(&peer);
    peer.hand.sees(say(SUBMISSION.pass_on));
    peer.hand.sees(ends(SUBMISSION.is_by_hand));

    // From the page itself to the file and back.
    let passes = |from: &Peer<'_>, to: &Peer<'_>| {
        forms(from);
        from.hand.sees(say(SUBMISSION.by_hand));
        from.hand.tap(say(SUBMISSION.to_hand));
        from.at_heading(say(SHARE.title));
        let (name, file) = from.hand.downloads_bytes(|| from.hand.tap(say(SHARE.save_file)));
        forms(to);
        to.hand.tap(say(SUBMISSION.to_hand));
        to.at_heading(say(SHARE.title));
        to.hand.give_file(say(SHARE.take_file), &name, &file);
        to.hand.sees(ends(SHARE.brought));
        forms(to);
    };
    passes(&peer, &coordinator);
    coordinator.hand.sees(say(SUBMISSION.waits_one));
    coordinator.hand.sees(begins(SUBMISSION.is_handed));
    coordinator.hand.tap(&SUBMISSION.receive_period.fill(language, &[("n", "1")]));
    coordinator.hand.sees(begins(SUBMISSION.is_received));
    coordinator.hand.sees(say(SUBMISSION.pass_on));
    coordinator.hand.saved();
    passes(&coordinator, &peer);
    peer.hand.sees(begins(SUBMISSION.is_received));
    peer.hand.sees_not(ends(SUBMISSION.is_by_hand));
}

#[test]
fn by_files_with_chromium_in_chinese() {
    by_files(Engine::Chromium, Language::Chinese);
}

#[test]
fn by_files_with_firefox_in_english() {
    by_files(Engine::Firefox, Language::English);
}

#[test]
fn by_files_with_webkit_in_chinese() {
    by_files(Engine::WebKit, Language::Chinese);
}

#[test]
fn two_phones_with_firefox_in_english() {
    two_phones(Engine::Firefox, Language::English);
}

#[test]
fn two_phones_with_webkit_in_chinese() {
    two_phones(Engine::WebKit, Language::Chinese);
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

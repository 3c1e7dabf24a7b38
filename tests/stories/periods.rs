//! The start of the service is corrected, and the forms of each period are received on their own. A start that is still to
//! come says so, and can be corrected where it says so.

use engine::domain::Now;
use engine::words::forms::FORMS;
use engine::words::session::RECORD;
use engine::words::start::START;
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
    let numbered = |phrase: Phrase, n: &str| phrase.fill(language, &[("n", n)]);
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();

    // The start was written wrongly: it is still to come. Forms wait, and the page says why and how to go on.
    correct(&peer, "#/me/community", &ago(-30));
    hand.sees_not(say(START.until_then));
    let first = earlier_session(&peer, &ago(50));
    let second = peer.whole_session();
    let forms = || {
        peer.open("#/submissions");
        peer.at_heading(say(SUBMISSION.title));
    };
    forms();
    hand.sees(&numbered(SUBMISSION.ready, "2"));
    hand.sees(say(START.until_then));
    hand.sees(say(START.wrong_phone));
    assert!(!hand.offers(say(SUBMISSION.hand_over)), "there is no period yet");
    // A slip of the pen is not taken.
    hand.write(say(START.day), "1902-01-01");
    hand.sees(say(START.unlikely));
    // Where somebody is, is stored when the page is hidden, or 0.6 s after it opened. What is being written stays.
    browser.script("window.dispatchEvent(new Event('pagehide'))", vec![]);
    std::thread::sleep(std::time::Duration::from_millis(300));
    hand.sees(say(START.unlikely));
    assert!(!hand.offers(say(START.change)));
    hand.write(say(START.day), &ago(60));
    hand.sees(say(START.anew));
    hand.tap(say(START.change));
    hand.sees_not(say(START.until_then));
    hand.sees(&begins(SUBMISSION.ends));
    hand.saved();

    // Two periods by now, and both wait.
    hand.tap(say(SUBMISSION.hand_over));
    hand.sees(&numbered(SUBMISSION.waits, "2"));
    hand.sees(say(SUBMISSION.receive));
    hand.saved();
    hand.tap(&numbered(SUBMISSION.receive_period, "1"));
    hand.sees(&begins(SUBMISSION.is_received));
    hand.sees(say(SUBMISSION.waits_one));
    assert!(!hand.offers(&numbered(SUBMISSION.receive_period, "1")), "the first one is received");
    assert!(!hand.offers(say(SUBMISSION.receive)), "only one period waits");
    hand.saved();
    hand.reload();
    // The form of the first period came in the second.
    hand.sees(&numbered(SUBMISSION.late, "2"));
    let periods =
        || browser.script("return [...document.querySelectorAll('main section')].map((one) => one.innerText)", vec![]);
    let before = periods();

    // Another start now moves no period and no receipt, and says so first.
    peer.open("#/me/community");
    hand.write(say(START.day), &ago(400));
    hand.sees(say(START.stay));
    hand.tap(say(START.change));
    hand.sees_not(say(START.stay));
    hand.saved();
    forms();
    hand.sees(&numbered(SUBMISSION.receive_period, "2"));
    assert_eq!(periods(), before, "everything is where it was");
    hand.tap(&numbered(SUBMISSION.receive_period, "2"));
    hand.sees_not(&begins(SUBMISSION.is_handed));
    hand.saved();

    // A row opens all forms of its session.
    for session in [first, second] {
        forms();
        let link = format!("a[href=\"{session}\"]");
        browser.script("document.querySelector(arguments[0]).click()", vec![link.into()]);
        hand.sees(say(FORMS.plan));
        hand.sees(say(FORMS.process));
        hand.sees(say(FORMS.participants));
    }
}

/// The day so many days ago.
fn ago(days: i64) -> String {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("after 1970");
    let ms = now.as_millis() as i64 - days * 86_400_000;
    Now { ms, offset_minutes: 0, entropy: [0; 16] }.today().to_string()
}

/// Writes another start.
fn correct(peer: &Peer<'_>, hash: &str, day: &str) {
    let hand = &peer.hand;
    peer.open(hash);
    hand.write(hand.say(START.day), day);
    hand.sees(hand.say(START.until_then));
    hand.tap(hand.say(START.change));
    hand.saved();
}

/// A session whose record says another day.
fn earlier_session(peer: &Peer<'_>, day: &str) -> String {
    let session = peer.plan_from_idea();
    peer.look_at_tasks();
    peer.ready();
    peer.begin_run();
    peer.note();
    peer.next_parts();
    peer.end_run();
    peer.record();
    peer.open(&format!("{session}/record/times"));
    peer.hand.write(peer.hand.say(RECORD.date), day);
    peer.hand.saved();
    peer.open(&format!("{session}/record/check"));
    peer.confirm();
    session
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

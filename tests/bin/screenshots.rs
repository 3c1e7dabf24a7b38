//! Draws every screen in both languages at 360x640 into `target/screenshots/<language>/<name>.png`; with an
//! argument, only those whose name contains it; with `whole` after it, each to its very end.

use engine::domain::plan::Part;
use engine::report::Topic;
use engine::words::Language;
use engine::words::device::{LOCK, WELCOME};
use engine::words::report::REPORTS;
use engine::words::screens::COMMON;
use engine::words::session::RUN;
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::peer::Peer;
use tests::places::places;
use tests::site::Site;

fn main() {
    let mut arguments = std::env::args().skip(1);
    let wanted = arguments.next().unwrap_or_default();
    let whole = arguments.next().is_some_and(|argument| argument == "whole");
    let site = Site::release();
    for language in Language::ALL {
        let folder = tests::target(&format!("screenshots/{}", language.tag()));
        draw(&site, language, |browser, name| {
            if name.contains(&wanted) {
                // What fades or waits for fonts is over by then.
                std::thread::sleep(std::time::Duration::from_millis(250));
                let file = folder.join(format!("{name}.png"));
                let height = browser.script("return Math.min(document.documentElement.scrollHeight, 6000)", vec![]);
                if whole {
                    let size = json!({ "width": 360, "height": height, "deviceScaleFactor": 1, "mobile": false });
                    browser.cdp("Emulation.setDeviceMetricsOverride", size);
                }
                browser.shot(&file).unwrap_or_else(|cause| panic!("{}: {cause}", file.display()));
                if whole {
                    browser.cdp("Emulation.clearDeviceMetricsOverride", json!({}));
                }
            }
        });
        println!("{}", folder.display());
    }
}

fn draw(site: &Site, language: Language, shot: impl Fn(&Browser, &str)) {
    let browser = Browser::start(Engine::Chromium, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    hand.visit(&site.address());
    hand.sees(hand.say(WELCOME.hello));
    shot(&browser, "first-run-language");
    peer.choose_language();
    shot(&browser, "first-run-how");
    hand.tap(hand.say(WELCOME.real));
    peer.at_heading(hand.say(WELCOME.community_title));
    peer.fill_community();
    browser.script("scrollTo(0, 0)", vec![]);
    shot(&browser, "first-run-community");
    hand.tap(hand.say(COMMON.next));
    peer.at_heading(hand.say(WELCOME.lock_title));
    shot(&browser, "first-run-lock");
    hand.tap(hand.say(COMMON.back));
    hand.tap(hand.say(COMMON.back));
    hand.tap(hand.say(WELCOME.try_first));
    hand.tap(hand.say(WELCOME.no_lock));
    peer.at_heading(hand.say(engine::words::screens::TODAY.title));
    let places = places(&peer);
    // "Undo" lies over every screen for 10 s; a page loaded again has nothing to undo.
    hand.reload();
    for (name, hash) in &places {
        peer.open(hash);
        hand.idle();
        shot(&browser, name);
    }

    let planned = places.iter().find(|(name, _)| name == "run").map(|(_, hash)| hash.as_str()).expect("a run's place");
    peer.open(planned);
    hand.tap(hand.say(RUN.begin));
    peer.at_part(Part::WarmUp);
    hand.saved();
    hand.reload();
    peer.at_part(Part::WarmUp);
    shot(&browser, "run-part");
    hand.tap(hand.say(RUN.note));
    peer.at_heading(hand.say(RUN.note));
    shot(&browser, "run-note");
    hand.tap(hand.say(COMMON.cancel));
    peer.next_parts();
    hand.tap(hand.say(RUN.end));
    peer.at_heading(hand.say(RUN.end_title));
    shot(&browser, "run-end");
    hand.tap(hand.say(RUN.end_yes));
    hand.sees(hand.say(RUN.ended));
    shot(&browser, "run-ended");
    peer.open("#/");
    shot(&browser, "today-write");

    // Nothing to undo here either.
    hand.saved();
    hand.reload();
    peer.open("#/reports");
    hand.choose(hand.say(REPORTS.which), hand.say(REPORTS.sample));
    hand.sees(&REPORTS.held.fill(language, &[("n", "214")]));
    for topic in Topic::ALL {
        peer.open(&format!("#/reports/{}", topic.slug()));
        peer.at_heading(hand.say(topic.title()));
        hand.sees(hand.say(REPORTS.sample_on));
        shot(&browser, &format!("sample-{}", topic.slug()));
    }

    peer.open("#/me/lock");
    hand.choose(hand.say(LOCK.how), hand.say(WELCOME.with_passcode));
    for label in [LOCK.new_passcode, LOCK.again] {
        hand.write(hand.say(label), "4711");
    }
    hand.tap(hand.say(LOCK.set));
    hand.sees(hand.say(LOCK.on));
    hand.tap(hand.say(LOCK.lock_now));
    peer.at_heading(hand.say(LOCK.title));
    shot(&browser, "locked");
}

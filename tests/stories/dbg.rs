use engine::domain::plan::Part;
use engine::words::Language;
use engine::words::session::RUN;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;
#[test]
fn dbg() {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone());
    let peer = Peer::new(&browser, Language::English);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    peer.plan_from_idea();
    peer.look_at_tasks();
    peer.ready();
    peer.begin_run();
    for _ in 0..2 {
        hand.tap(hand.say(RUN.next_part));
        std::thread::sleep(std::time::Duration::from_secs(3));
        eprintln!(
            "{} | {}",
            peer.heading(),
            browser.script("return document.title + ' / ' + document.querySelector('main .lead').innerText", vec![])
        );
    }
    hand.tap(hand.say(RUN.last_part));
    std::thread::sleep(std::time::Duration::from_secs(3));
    eprintln!("{} | {}", peer.heading(), browser.script("return document.title", vec![]));
    let _ = Part::Main;
}

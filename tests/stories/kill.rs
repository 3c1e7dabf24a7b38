//! The battery falls out: the browser and all its processes are killed (SIGKILL) while changes are being saved,
//! five times an engine. Everything that was shown as saved is there afterwards.
//!
//! WebKit keeps no profile under WebDriver (`a_killed_webkit_has_kept_nothing` in `harness.rs` proves it, and fails on
//! the day when that changes): `kill_webkit.rs` drives it from inside the page.

use std::time::{Duration, SystemTime};

use engine::words::Language;
use engine::words::device::ME;
use serde_json::{Value, json};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

const KILLS: u32 = 5;
const PLACE: &str = "#/me/community";

/// Writes one more number into the field every 25 ms and leaves the field, so that each is an op of its own. Before
/// each, what the field holds counts as shown as saved if the chip says so.
const HASTE: &str = "const [label] = arguments;
    const area = [...document.querySelectorAll('textarea')].find((area) => area.labels[0].innerText.startsWith(label));
    const chip = document.querySelector('[data-save]');
    window.shown = { saved: area.value, writes: 0 };
    setInterval(() => {
        if (chip.dataset.save === 'saved') window.shown.saved = area.value;
        window.shown.writes += 1;
        area.value += ' ' + window.shown.writes;
        area.dispatchEvent(new Event('input', { bubbles: true }));
        area.dispatchEvent(new Event('blur'));
    }, 25);";

/// Numbers that differ from run to run and can be had again: TONGBAN_SEED=n repeats a run's.
struct Chance(u64);

impl Chance {
    fn new() -> Chance {
        let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH).expect("after 1970");
        let given = std::env::var("TONGBAN_SEED").ok().and_then(|seed| seed.parse().ok());
        let seed = given.unwrap_or(now.as_nanos() as u64);
        println!("TONGBAN_SEED={seed}");
        Chance(seed)
    }

    /// A number below `limit` (splitmix64).
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

fn check(engine: Engine) {
    let site = Site::release();
    let mut chance = Chance::new();
    let mut browser = Browser::start(engine, Options::phone());
    Peer::new(&browser, Language::English).first_run(&site.address(), Begin::Community);
    let mut people = Vec::new();
    for kill in 1..=KILLS {
        let saved = {
            let peer = Peer::new(&browser, Language::English);
            let hand = &peer.hand;
            // A new hand does not know when the last one tapped; twice within 400 ms counts as trembling.
            std::thread::sleep(Duration::from_millis(500));
            // A tap, shown as saved; then words, shown as saved; then haste.
            peer.open("#/people");
            let alias = format!("M{kill:02}");
            peer.add_member(&alias);
            people.push(alias);
            peer.open(PLACE);
            let label = hand.say(ME.if_hard);
            hand.write(label, &format!("Kill {kill}."));
            hand.saved();
            browser.script(HASTE, vec![json!(label)]);
            std::thread::sleep(Duration::from_millis(400 + chance.below(1000)));
            let shown = browser.script("return window.shown", vec![]);
            println!("{engine:?}, kill {kill}: {} writes, last seen as saved {}", shown["writes"], shown["saved"]);
            assert!(shown["writes"].as_u64() > Some(3), "nothing was going on: {shown}");
            std::thread::sleep(Duration::from_millis(chance.below(150)));
            match &shown["saved"] {
                Value::String(saved) => saved.clone(),
                other => panic!("no text: {other}"),
            }
        };
        browser.kill9();
        browser.restart();
        let peer = Peer::new(&browser, Language::English);
        peer.hand.visit(&site.address());
        peer.open(PLACE);
        let held = peer.hand.field(peer.hand.say(ME.if_hard));
        assert!(held.starts_with(&saved), "kill {kill}: shown as saved was {saved:?}, there is {held:?}");
        peer.open("#/people");
        for alias in &people {
            peer.hand.sees(alias);
        }
    }
}

#[test]
fn chromium_loses_nothing_that_was_shown_as_saved() {
    check(Engine::Chromium);
}

#[test]
fn firefox_loses_nothing_that_was_shown_as_saved() {
    check(Engine::Firefox);
}

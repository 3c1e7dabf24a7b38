//! Somebody leaves Tongban while it reads or stores, and comes back: it opens, stores again, and all that was shown as
//! saved is there.
//! WebKit keeps a page that was left, with whatever it still asks of the storage.

use std::time::Duration;

use engine::export::older::template;
use engine::words::device::ME;
use engine::words::files::OLDER;
use engine::words::person::IMPORT;
use engine::words::report::REPORTS;
use engine::words::screens::SESSIONS;
use engine::words::{Language, Phrase};
use serde_json::{Value, json};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// So often they leave.
const LEAVES: u64 = 6;

/// Opens one session after the other, each read from the storage, for so many milliseconds, and leaves for that address. Reads take as
/// long as they do with very many sessions.
const TURNS: &str = "const [ms, elsewhere] = arguments, start = performance.now();
    const all = [...document.querySelectorAll('ul.sessions a')].map((row) => row.getAttribute('href'));
    if (all.length < 20) return false;
    const own = IDBObjectStore.prototype.getAll;
    IDBObjectStore.prototype.getAll = function (...range) {
        for (let at = 0; at < 400; at++) own.apply(this, range);
        return own.apply(this, range);
    };
    const turn = () => {
        if (performance.now() - start > ms) return void (location.href = elsewhere);
        all.push(all.shift());
        location.hash = all[0];
        setTimeout(turn, 3);
    };
    setTimeout(turn, 0);
    return true;";

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let (hand, say) = (&peer.hand, |phrase: Phrase| phrase.get(language));
    let (home, elsewhere) = (format!("{}#/reports", site.address()), format!("{}icons/icon.svg", site.address()));
    peer.first_run(&site.address(), Begin::Community);
    let rows = (1..=20).map(|day| format!("2020-03-{day:02},14:00,60,1,Walk,,,,,9,,,\r\n")).collect::<String>();
    peer.open("#/sessions/older");
    hand.give_file(say(IMPORT.choose), "older.csv", (template(language) + &rows).as_bytes());
    let filled = |phrase: Phrase| phrase.fill(language, &[("n", "20")]);
    hand.tap(&filled(OLDER.take));
    hand.sees(&filled(OLDER.taken));
    hand.saved();
    let field = say(ME.if_hard);
    for leaves in 0..LEAVES {
        // While sessions are read.
        peer.open("#/sessions");
        peer.at_heading(say(SESSIONS.title));
        hand.until("see sessions", || match browser.script(TURNS, vec![json!(150 + leaves * 7), json!(elsewhere)]) {
            Value::Bool(true) => Ok(()),
            _ => Err(peer.heading()),
        });
        hand.until("be elsewhere", || match browser.try_script("return location.href", vec![])? {
            Value::String(address) if address == elsewhere => Ok(()),
            address => Err(address.to_string()),
        });
        hand.visit(&home);
        peer.at_heading(say(REPORTS.title));

        // While words are on their way to the storage, or not yet.
        peer.open("#/me/community");
        let words = format!("{} {leaves}", hand.either("Ask Chen first", "先问问陈医生"));
        hand.write(field, &words);
        hand.saved();
        hand.write(field, &format!("{words} …"));
        std::thread::sleep(Duration::from_millis(leaves * 20));
        hand.visit(&elsewhere);
        hand.visit(&home);
        peer.at_heading(say(REPORTS.title));
        peer.open("#/me/community");
        hand.until("find what was saved", || match hand.field(field) {
            held if held.starts_with(&words) => Ok(()),
            held => Err(held),
        });
    }
}

#[test]
fn who_leaves_in_the_middle_comes_back_to_everything_in_webkit() {
    story(Engine::WebKit, Language::Chinese);
}

#[test]
fn who_leaves_in_the_middle_comes_back_to_everything_in_chromium() {
    story(Engine::Chromium, Language::English);
}

#[test]
fn who_leaves_in_the_middle_comes_back_to_everything_in_firefox() {
    story(Engine::Firefox, Language::English);
}

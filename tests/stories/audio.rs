//! A supervision is recorded: only where all agree; it plays, also after a reload; a killed browser takes the last seconds along
//! and no more; thirty minutes come back from a backup on an empty phone, and play; so they do by the recovery words. What is in the
//! way is said.

use std::time::{Duration, Instant};

use engine::domain::sound::clock;
use engine::words::backup::{BACKUP, RESTORE};
use engine::words::guidance::SUPERVISION;
use engine::words::screens::{COMMON, TODAY};
use engine::words::share::{INVITE, JOIN, RECOVER};
use engine::words::sound::SOUND;
use engine::words::{Language, Phrase};
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::faults::{self, Fault};
use tests::peer::{Begin, Peer};
use tests::site::Site;

const FAST: &str = include_str!("../page/sound.js");
const SECOND: Duration = Duration::from_secs(1);

fn phone(engine: Engine, language: Language) -> Browser {
    Browser::start(engine, Options::phone().in_language(language).with_microphone())
}

fn begins(phrase: Phrase, language: Language) -> String {
    phrase.get(language).split('{').next().unwrap_or_default().trim().to_owned()
}

/// How a line about the stretch of that number begins.
fn of(phrase: Phrase, number: &str, language: Language) -> String {
    let line = phrase.fill(language, &[("n", number)]);
    line.split('{').next().unwrap_or_default().trim().to_owned()
}

/// A record of a talk to which the peer came, its part about recording open; returns its address.
fn begins_record(peer: &Peer<'_>) -> String {
    let hand = &peer.hand;
    peer.open("#/supervision");
    hand.tap(hand.say(SUPERVISION.other));
    let at = hand.arrives("the record", |at| at.starts_with("#/supervision/"));
    peer.at_heading(hand.say(SUPERVISION.record));
    hand.tap(hand.say(SOUND.title));
    hand.sees(hand.say(SOUND.nobody));
    hand.choose(hand.say(SUPERVISION.came), peer.cast.me);
    hand.saved();
    at
}

fn agrees(peer: &Peer<'_>) {
    let hand = &peer.hand;
    hand.sees(hand.say(SOUND.no_button));
    assert!(!hand.offers(hand.say(SOUND.start)), "nothing is recorded before all agree");
    hand.choose(hand.say(SOUND.agrees), peer.cast.me);
    hand.sees(&SOUND.noted.fill(hand.language, &[("who", peer.cast.me)]));
    hand.sees(&SOUND.limit.fill(hand.language, &[("n", "60"), ("size", "10.3 MB")]));
}

/// What is stored of the stretch that is being recorded, in milliseconds.
fn stored(peer: &Peer<'_>) -> u64 {
    let stored =
        peer.hand.browser.script("return Number(document.querySelector('[data-stored]')?.dataset.stored ?? 0)", vec![]);
    stored.as_u64().unwrap_or_default()
}

/// Records for as long; ends it.
fn records(peer: &Peer<'_>, button: Phrase, long: Duration) {
    let hand = &peer.hand;
    hand.tap(hand.say(button));
    hand.sees(&begins(SOUND.running, hand.language));
    std::thread::sleep(long);
    hand.tap(hand.say(SOUND.stop));
    hand.sees(hand.say(SOUND.remove));
    hand.saved();
}

/// The player: where it is and how long the sound in it is, in seconds; without end where the browser learns it at the end only.
fn player(peer: &Peer<'_>) -> (f64, f64) {
    let now = peer.hand.browser.script(
        "const audio = document.querySelector('audio'); return [audio?.currentTime ?? 0, Number.isFinite(audio?.duration) ? audio.duration : 1e9]",
        vec![],
    );
    (now[0].as_f64().unwrap_or_default(), now[1].as_f64().unwrap_or_default())
}

/// Plays until it goes on by itself, and pauses; the sound in the player is at least so long, in seconds.
fn plays(peer: &Peer<'_>, least: f64) {
    let hand = &peer.hand;
    hand.tap(hand.say(SOUND.play));
    let first = hand.until("hear something", || match player(peer) {
        (at, long) if at > 0.2 && long >= least => Ok(at),
        other => Err(format!("the player is at {other:?}, {least} s are to be there")),
    });
    hand.until("hear it go on", || match player(peer) {
        (at, _) if at > first + 0.3 => Ok(()),
        other => Err(format!("the player is at {other:?}")),
    });
    // A short one may have come to its end by now.
    hand.until("have it pause", || {
        if hand.offers(hand.say(SOUND.play)) {
            return Ok(());
        }
        let press =
            "[...document.querySelectorAll('button')].find((one) => one.innerText.trim() === arguments[0])?.click()";
        hand.browser.try_script(press, vec![json!(hand.say(SOUND.pause))])?;
        Err("it plays".into())
    });
}

/// How many rows of sound lie here: heads and pieces.
fn rows(browser: &Browser) -> u64 {
    let body = "const done = arguments[arguments.length - 1];
        (async () => {
            let rows = 0;
            for (const { name, version } of await indexedDB.databases()) {
                const open = indexedDB.open(name, version);
                const base = await new Promise((yes, no) => { open.onsuccess = () => yes(open.result); open.onerror = no; });
                if (base.objectStoreNames.contains('local')) {
                    const count = base.transaction('local').objectStore('local').count(IDBKeyRange.bound('sound/', 'sound0'));
                    rows += await new Promise((yes, no) => { count.onsuccess = () => yes(count.result); count.onerror = no; });
                }
                base.close();
            }
            return rows;
        })().then(done, (cause) => done(String(cause)));";
    browser.script_async(body, vec![]).as_u64().expect("a number of rows")
}

fn with_a_microphone(engine: Engine, language: Language) {
    let site = Site::release();
    let mut browser = phone(engine, language);
    let at = {
        let peer = Peer::new(&browser, language);
        let hand = &peer.hand;
        peer.first_run(&site.address(), Begin::Community);
        let at = begins_record(&peer);
        agrees(&peer);
        records(&peer, SOUND.start, 7 * SECOND);
        plays(&peer, 6.0);
        hand.reload();
        peer.at_heading(hand.say(SUPERVISION.record));
        plays(&peer, 6.0);
        let (name, file) = hand.downloads_bytes(|| hand.tap(&SOUND.as_file.fill(language, &[("n", "1")])));
        assert!(name.starts_with("tongban-") && file.len() > 5_000, "{name}, {} bytes", file.len());
        println!("{engine:?}: 7 s are {} bytes", file.len());

        // The battery falls out in the middle of a second stretch.
        hand.tap(hand.say(SOUND.go_on));
        hand.sees(&begins(SOUND.running, language));
        at
    };
    let begun = Instant::now();
    std::thread::sleep(13 * SECOND);
    let long = begun.elapsed();
    browser.kill9();
    browser.restart();
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    hand.visit(&site.address());
    peer.open(&at);
    hand.sees(&of(SOUND.cut, "2", language));
    hand.sees(&of(SOUND.part, "2", language));
    let kept = (0..=14).rev().find(|seconds| {
        let line = SOUND.cut.fill(language, &[("n", "2"), ("time", &clock(seconds * 1000))]);
        hand.text().is_ok_and(|text| text.contains(&line))
    });
    let kept = Duration::from_secs(kept.expect("how long the second stretch is"));
    println!("{engine:?}: killed after {long:.1?}, {kept:?} are kept");
    assert!(kept + 10 * SECOND >= long, "{kept:?} of {long:?}");
    plays(&peer, 6.0);
    // A minute on is the end; fifteen seconds back from there lies in what was recorded second.
    hand.tap(hand.say(SOUND.on_60));
    hand.sees(hand.say(SOUND.play));

    // Somebody takes their word back: it is said, and all of it goes, to the last row.
    assert!(rows(&browser) >= 4);
    hand.choose(hand.say(SOUND.agrees), peer.cast.me);
    hand.sees(hand.say(SOUND.unwanted));
    hand.sees(hand.say(SOUND.no_button));
    hand.tap(hand.say(SOUND.remove));
    hand.sees(hand.say(SOUND.remove_sure));
    hand.tap(hand.say(COMMON.cancel));
    hand.tap(hand.say(SOUND.remove));
    hand.tap(hand.say(SOUND.remove_yes));
    hand.sees_not(hand.say(SOUND.remove));
    hand.saved();
    hand.until("see every row gone", || match rows(&browser) {
        0 => Ok(()),
        rows => Err(format!("{rows} are there")),
    });
}

#[test]
fn chromium_records_plays_and_loses_seconds_only() {
    with_a_microphone(Engine::Chromium, Language::English);
}

#[test]
fn firefox_records_plays_and_loses_seconds_only() {
    with_a_microphone(Engine::Firefox, Language::Chinese);
}

/// The WebKit that tests run has no encoder for sound, as some phones have none: the page says so and offers no button that does
/// nothing; everything else of the record is written as ever.
#[test]
fn webkit_without_a_recorder_says_so_and_the_record_is_written() {
    let language = Language::Chinese;
    let site = Site::release();
    let browser = Browser::start(Engine::WebKit, Options::phone().in_language(language));
    let can = "return typeof MediaRecorder === 'function' && ['audio/webm;codecs=opus', 'audio/mp4', 'audio/ogg;codecs=opus'].some((kind) => MediaRecorder.isTypeSupported(kind))";
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    assert_eq!(browser.script(can, vec![]), json!(false), "this browser records by now: let it tell the whole story");
    let at = begins_record(&peer);
    hand.choose(hand.say(SOUND.agrees), peer.cast.me);
    hand.sees(hand.say(SOUND.no_recorder));
    hand.sees(hand.say(SOUND.no_recorder_do));
    assert!(!hand.offers(hand.say(SOUND.start)), "no button that does nothing");
    let said = "小林：最近睡得好一些。";
    hand.tap(hand.say(SUPERVISION.transcript));
    hand.write(hand.say(SUPERVISION.transcript), said);
    hand.saved();
    hand.reload();
    peer.open(&at);
    hand.tap(hand.say(SUPERVISION.transcript));
    assert_eq!(hand.field(hand.say(SUPERVISION.transcript)), said);
}

/// Takes what the fast recorder hands over into the record that is open; what each piece took to lie on the disk.
fn feeds(peer: &Peer<'_>, button: Phrase, pieces: u32) -> Vec<f64> {
    let hand = &peer.hand;
    hand.browser.script(FAST, vec![]);
    let prepare = "const done = arguments[arguments.length - 1]; window.fastRecorder.prepare().then(done, (cause) => done(String(cause)))";
    let bits = hand.browser.script_async(prepare, vec![]);
    println!("the sound has {bits} bits a second");
    assert!(bits.as_f64().is_some_and(|bits| (15_000.0..40_000.0).contains(&bits)), "{bits}");
    hand.tap(hand.say(button));
    hand.sees(&begins(SOUND.running, hand.language));
    assert_eq!(hand.browser.script("return window.fastRecorder.asked.slice", vec![]), json!(5000));
    assert_eq!(hand.browser.script("return window.fastRecorder.asked.audioBitsPerSecond", vec![]), json!(24_000));
    let feed = "const done = arguments[arguments.length - 1]; window.fastRecorder.feed(arguments[0]).then(done, (cause) => done(String(cause)))";
    let took = hand.browser.script_async(feed, vec![json!(pieces)]);
    serde_json::from_value(took.clone()).unwrap_or_else(|_| panic!("{took}"))
}

fn heap(browser: &Browser) -> f64 {
    browser
        .script("return performance.memory ? performance.memory.usedJSHeapSize / 1048576 : 0", vec![])
        .as_f64()
        .unwrap_or_default()
}

#[test]
fn thirty_minutes_outlive_a_killed_browser_and_play_after_a_restore() {
    let language = Language::English;
    let site = Site::release();
    let mut browser = phone(Engine::Chromium, language);
    let at = {
        let peer = Peer::new(&browser, language);
        peer.first_run(&site.address(), Begin::Community);
        let at = begins_record(&peer);
        agrees(&peer);
        let before = heap(&browser);
        let mut took = feeds(&peer, SOUND.start, 200);
        assert_eq!(stored(&peer) / 5_000, 200, "every piece lies on the disk");
        took.sort_by(f64::total_cmp);
        println!(
            "200 pieces: half within {:.1} ms, 95 of 100 within {:.1} ms, at most {:.1} ms; heap {before:.1} to {:.1} MB",
            took[100],
            took[190],
            took[199],
            heap(&browser)
        );
        at
    };
    browser.kill9();
    browser.restart();
    let (words, file) = {
        let peer = Peer::new(&browser, language);
        let hand = &peer.hand;
        hand.visit(&site.address());
        let begun = Instant::now();
        peer.open(&at);
        hand.sees(&(of(SOUND.cut, "1", language) + " 16:4"));
        println!("what was cut is set right {:.1?} after the page was asked for", begun.elapsed());
        feeds(&peer, SOUND.go_on, 160);
        hand.tap(hand.say(SOUND.stop));
        hand.sees("30:0");
        hand.saved();
        plays(&peer, 999.0);
        peer.open("#/me/backup");
        let words = draws_words(&peer);
        let begun = Instant::now();
        let (_, file) = hand.downloads_bytes(|| hand.tap(hand.say(BACKUP.make)));
        println!("a backup with it has {} KB; made and read by the test in {:.1?}", file.len() / 1024, begun.elapsed());
        (words, file)
    };
    let empty = phone(Engine::Chromium, language);
    let back = Peer::new(&empty, language);
    let hand = &back.hand;
    hand.visit(&site.address());
    back.choose_language();
    hand.tap(hand.say(RESTORE.button));
    hand.give_file(hand.say(RESTORE.choose), "backup.age", &file);
    hand.write(hand.say(RESTORE.six), &words);
    hand.tap(hand.say(RESTORE.look));
    hand.tap(hand.say(RESTORE.take));
    back.at_heading(hand.say(TODAY.title));
    hand.saved();
    back.open(&at);
    hand.sees("30:0");
    plays(&back, 999.0);
    // Twenty minutes on, into the second stretch.
    for _ in 0..20 {
        hand.tap(hand.say(SOUND.on_60));
    }
    hand.until("hear the second stretch", || match player(&back) {
        (at, _) if (200.0..240.0).contains(&at) => Ok(()),
        other => Err(format!("the player is at {other:?}")),
    });
    // The same file once more brings nothing; without the sound's rows it brings them back.
    back.open("#/me/restore");
    hand.give_file(hand.say(RESTORE.choose), "backup.age", &file);
    hand.write(hand.say(RESTORE.six), &words);
    hand.tap(hand.say(RESTORE.look));
    hand.sees(hand.say(RESTORE.nothing_new));
}

/// Draws six words; returns them as they are typed.
fn draws_words(peer: &Peer<'_>) -> String {
    let hand = &peer.hand;
    hand.tap(hand.say(BACKUP.draw));
    hand.sees(hand.say(BACKUP.write_down));
    let list = "return [...document.querySelectorAll('ol.words-to-write li')].map((word) => word.innerText.trim())";
    let words: Vec<String> = serde_json::from_value(hand.browser.script(list, vec![])).expect("words");
    hand.tap(hand.say(BACKUP.written));
    hand.write(hand.say(BACKUP.type_once), &words.join(" "));
    hand.tap(hand.say(COMMON.next));
    hand.sees(hand.say(BACKUP.make));
    engine::crypto::normalise(&words.join(" "))
}

/// The record goes to the other phone, the sound does not. Whoever is in it may take it away from there.
#[test]
fn another_phone_says_where_the_recording_is() {
    let language = Language::Chinese;
    let site = Site::release();
    let _relay = site.with_relay();
    let browsers = [(); 2].map(|()| phone(Engine::Chromium, language));
    let [peer, doctor] = [&browsers[0], &browsers[1]].map(|browser| Peer::new(browser, language));
    peer.first_run(&site.address(), Begin::Community);
    let paper = peer.sets_up_sharing();
    let link = format!("{}#{}", site.address(), peer.invites_as(INVITE.supervisor));
    doctor.comes_in_new(&link, peer.cast.doctor);
    let at = begins_record(&peer);
    agrees(&peer);
    records(&peer, SOUND.start, 6 * SECOND);
    let hand = &doctor.hand;
    doctor.open("#/supervision");
    hand.sees(hand.say(SUPERVISION.title));
    hand.until("hear of the record", || {
        match hand.browser.script(
            "return [...document.querySelectorAll('main a')].some((one) => one.hash === arguments[0])",
            vec![json!(at)],
        ) {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err("it is not here yet".into()),
        }
    });
    doctor.open(&at);
    hand.sees(&SOUND.elsewhere.fill(language, &[("n", "1"), ("who", peer.cast.me)]));
    assert!(!hand.offers(hand.say(SOUND.play)), "the sound is not here");
    assert_eq!(rows(&browsers[1]), 0);
    assert!(rows(&browsers[0]) >= 2);
    back_by_the_words(&peer, &paper, &at, &site);
    hand.tap(hand.say(SOUND.remove));
    hand.sees(hand.say(SOUND.remove_others));
    hand.tap(hand.say(SOUND.remove_yes));
    hand.saved();
    peer.hand.sees_not(peer.hand.say(SOUND.remove));
    peer.hand.until("see every row gone", || match rows(&browsers[0]) {
        0 => Ok(()),
        rows => Err(format!("{rows} are there")),
    });
}

/// Every phone is lost, and a backup is there: the twelve words bring it all to an empty phone, the sound too.
fn back_by_the_words(peer: &Peer<'_>, paper: &[String], at: &str, site: &Site) {
    peer.open("#/me/backup");
    peer.hand.sees(peer.hand.say(BACKUP.who_words));
    let (_, file) = peer.hand.downloads_bytes(|| peer.hand.tap(peer.hand.say(BACKUP.make)));
    let language = peer.hand.language;
    let empty = phone(Engine::Chromium, language);
    let back = Peer::new(&empty, language);
    let hand = &back.hand;
    hand.visit(&site.address());
    back.choose_language();
    hand.tap(hand.say(RESTORE.button));
    hand.give_file(hand.say(RESTORE.choose), "backup.age", &file);
    hand.write(hand.say(RESTORE.twelve), &paper.join(" "));
    hand.tap(hand.say(RESTORE.look));
    hand.sees(&RECOVER.found.fill(language, &[("name", back.cast.community)]));
    hand.choose(hand.say(JOIN.who), back.cast.me);
    hand.tap(hand.say(RECOVER.come));
    back.at_heading(hand.say(TODAY.title));
    hand.saved();
    back.open(at);
    plays(&back, 5.0);
    peer.open(at);
    peer.hand.sees(peer.hand.say(SOUND.remove));
}

#[test]
fn what_is_in_the_way_is_said_and_nothing_is_lost() {
    let language = Language::Chinese;
    let site = Site::release();
    let browser = phone(Engine::Chromium, language);
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    let at = begins_record(&peer);
    agrees(&peer);
    for (name, what) in
        [("NotAllowedError", SOUND.denied), ("NotFoundError", SOUND.no_microphone), ("NotReadableError", SOUND.busy)]
    {
        let refuse = "const [name] = arguments; window.real ??= navigator.mediaDevices.getUserMedia;
            navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException('', name));";
        browser.script(refuse, vec![json!(name)]);
        hand.tap(hand.say(SOUND.start));
        hand.sees(hand.say(what));
    }
    browser.script("navigator.mediaDevices.getUserMedia = window.real; window.kept = window.MediaRecorder; window.MediaRecorder = undefined", vec![]);
    hand.tap(hand.say(SOUND.start));
    hand.sees(hand.say(SOUND.no_recorder));
    assert!(!hand.offers(hand.say(SOUND.start)), "what cannot be done is not offered");
    browser.script("window.MediaRecorder = window.kept", vec![]);
    peer.open("#/supervision");
    peer.open(&at);
    assert_eq!(rows(&browser), 0);

    // The phone fills up in the middle: what was stored is kept, and plays.
    hand.tap(hand.say(SOUND.start));
    hand.until("see a piece stored", || if stored(&peer) > 0 { Ok(()) } else { Err("nothing yet".into()) });
    faults::arm(&browser, Fault::Quota, 0);
    hand.sees(hand.say(SOUND.no_room));
    faults::heal(&browser);
    hand.tap(hand.say(SOUND.remove));
    hand.tap(hand.say(COMMON.cancel));
    hand.reload();
    peer.at_heading(hand.say(SUPERVISION.record));
    plays(&peer, 4.0);

    // A store that refuses once is asked again; nothing is missing.
    hand.tap(hand.say(SOUND.go_on));
    hand.sees(&begins(SOUND.running, language));
    faults::arm(&browser, Fault::Abort, 1);
    hand.until("see a piece stored", || if stored(&peer) > 4_000 { Ok(()) } else { Err("nothing yet".into()) });
    assert_eq!(faults::met(&browser), 1);
    // Leaving the page ends it, and what there is is whole.
    peer.open("#/supervision");
    hand.saved();
    hand.back();
    peer.at_heading(hand.say(SUPERVISION.record));
    hand.sees_not(&begins(SOUND.running, language));
    hand.sees(&of(SOUND.part, "2", language));
    assert!(!hand.text().unwrap_or_default().contains(&of(SOUND.cut, "2", language)), "nothing is cut");
}

//! A backup: made in one browser and brought back in another, with the same ops; into newer work; with the wrong words; of another
//! community; as text; stopped; on the page where there is no worker; of all communities of a phone; sealed for the recovery words, and back from it when every phone is
//! lost, with what was never sent. The stock tool `age` opens both kinds.

use std::io::Write;
use std::process::{Command, Stdio};

use desk::backup::Opened;
use engine::crypto::age::{self, With};
use engine::crypto::{read_words, recovery_secret};
use engine::merge::Op;
use engine::words::backup::{ALL, BACKUP, FROM_RELAY, RESTORE};
use engine::words::device::WELCOME;
use engine::words::overview::NEIGHBOURS;
use engine::words::screens::{COMMON, TODAY};
use engine::words::share::{JOIN, PROFILES, RECOVER};
use engine::words::{Language, Phrase};
use tests::backups::{self, opened, sealed};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// Ops in one order, as text.
fn all(ops: &[Op]) -> Vec<String> {
    let mut all: Vec<String> = ops.iter().map(|op| serde_json::to_string(op).expect("json")).collect();
    all.sort();
    all
}

fn begins(phrase: Phrase, language: Language) -> String {
    phrase.get(language).split('{').next().unwrap_or_default().trim().to_owned()
}

/// Draws six words where none are drawn yet; returns them as they are typed.
fn draws_words(peer: &Peer<'_>) -> String {
    let hand = &peer.hand;
    hand.tap(hand.say(BACKUP.draw));
    hand.sees(hand.say(BACKUP.write_down));
    let list = "return [...document.querySelectorAll('ol.words-to-write li')].map((word) => word.innerText.trim())";
    let words: Vec<String> = serde_json::from_value(hand.browser.script(list, vec![])).expect("words");
    assert_eq!(words.len(), 6);
    hand.tap(hand.say(BACKUP.written));
    hand.write(hand.say(BACKUP.type_once), &words[..5].join(" "));
    hand.tap(hand.say(COMMON.next));
    hand.sees(hand.say(BACKUP.differ));
    hand.write(hand.say(BACKUP.type_once), &words.join(" "));
    hand.tap(hand.say(COMMON.next));
    hand.sees(&begins(BACKUP.same_words, hand.language));
    engine::crypto::normalise(&words.join(" "))
}

/// Makes a backup on the page of backups.
fn makes(peer: &Peer<'_>) -> Vec<u8> {
    let hand = &peer.hand;
    hand.sees(hand.say(BACKUP.make));
    let (name, file) = hand.downloads_bytes(|| hand.tap(hand.say(BACKUP.make)));
    assert!(name.starts_with("tongban-") && name.ends_with(".age"), "{name}");
    hand.sees(&name);
    file
}

/// Opens a file with the stock tool.
fn stock_age(file: &[u8], opens: &str, key: bool) -> Vec<u8> {
    let folder = tests::target("age").join(format!("{}-{key}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a folder");
    let path = |name: &str| folder.join(name).display().to_string();
    std::fs::write(path("backup.age"), file).expect("room");
    let (plain, sealed) = (path("backup.zip"), path("backup.age"));
    if key {
        std::fs::write(path("key.txt"), opens).expect("room");
        let done = Command::new("age").args(["-d", "-i", &path("key.txt"), "-o", &plain, &sealed]).output();
        let done = done.expect("age is installed");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    } else {
        // It reads words from a terminal only.
        let mut terminal = Command::new("script");
        terminal.args(["-qec", &format!("age -d -o {plain} {sealed}"), "/dev/null"]);
        let mut terminal = terminal.stdin(Stdio::piped()).stdout(Stdio::null()).spawn().expect("a terminal");
        let mut typed = terminal.stdin.take().expect("it reads");
        std::thread::sleep(std::time::Duration::from_secs(1));
        typed.write_all(format!("{opens}\n").as_bytes()).expect("it takes words");
        assert!(terminal.wait().expect("it ends").success());
    }
    let plain = std::fs::read(&plain).expect("age wrote it");
    std::fs::remove_dir_all(folder).ok();
    plain
}

/// What our own reader unseals.
fn unsealed(file: &[u8], with: &With) -> Vec<u8> {
    let (mut opening, at) = age::open(file, with).expect("it opens");
    let (mut plain, mut rest) = (Vec::new(), &file[at..]);
    while !opening.is_whole(rest) {
        let (chunk, after) = opening.chunk(rest).expect("it is whole");
        plain.extend(chunk);
        rest = after;
    }
    plain
}

/// Counts the workers of a page that came to an end of their work; each begins only after `wait` milliseconds.
fn watches_workers(peer: &Peer<'_>, wait: u32) {
    let watch = "window.workDone = 0; const make = window.tongbanWorker; const wait = arguments[0];
        window.tongbanWorker = () => {
            const worker = window.lastWorker = make();
            const post = worker.postMessage.bind(worker);
            worker.postMessage = (task) => void setTimeout(() => post(task), wait);
            worker.addEventListener('message', ({ data }) => { if (data[0] === 'done') window.workDone += 1; });
            return worker;
        };";
    peer.hand.browser.script(watch, vec![wait.into()]);
}

fn work_done(peer: &Peer<'_>) -> u64 {
    peer.hand.browser.script("return window.workDone", vec![]).as_u64().unwrap_or_default()
}

/// Within another app no file is saved: the same can be copied as letters, and opens.
fn copied_where_nothing_is_saved(peer: &Peer<'_>, words: &str, ops: &[Op]) {
    let hand = &peer.hand;
    let within = "const of = (name, value) => Object.defineProperty(navigator, name, { value, configurable: true });
        of('userAgent', navigator.userAgent + ' MicroMessenger/8.0');
        of('share', undefined);
        of('clipboard', { writeText: async (letters) => { window.copied = letters; } });";
    hand.browser.script(within, vec![]);
    hand.tap(hand.say(BACKUP.make));
    hand.tap(hand.say(BACKUP.as_text));
    hand.sees(hand.say(COMMON.copied));
    let letters = hand.browser.script("return window.copied", vec![]);
    let letters = letters.as_str().expect("what was copied");
    assert_eq!(all(&opened(letters.as_bytes(), With::Passphrase(words.to_owned())).ops), all(ops));
}

/// Beside the page, stopped, and on the page where the browser has no such worker.
fn beside_and_on_the_page(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let (hand, say) = (&peer.hand, |phrase: Phrase| phrase.get(language));
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    peer.open("#/me/backup");
    let words = draws_words(&peer);
    watches_workers(&peer, 0);
    let file = makes(&peer);
    let beside = opened(&file, With::Passphrase(words.clone()));
    assert_eq!(work_done(&peer), 1, "a worker made it");
    hand.browser.script("window.lastWorker.terminate()", vec![]);
    let (_, again) = hand.downloads_bytes(|| hand.tap(say(BACKUP.again)));
    assert!(again == file, "the file outlives what made it");

    // Stopped: no file, and nothing is noted.
    hand.reload();
    watches_workers(&peer, 60_000);
    let one = |n: &Peer<'_>| n.hand.text().unwrap_or_default().matches(&begins_mark(language)).count();
    hand.sees(begins_mark(language).trim());
    assert_eq!(one(&peer), 1);
    hand.tap(say(BACKUP.make));
    hand.sees(say(BACKUP.making));
    hand.tap(say(BACKUP.stop));
    hand.sees(say(BACKUP.stopped));
    hand.sees_not(say(BACKUP.making));
    assert_eq!((one(&peer), work_done(&peer)), (1, 0));

    // The same file where there is no worker, and where one does not come to life.
    for broken in ["throw new Error('none')", "return new Worker(URL.createObjectURL(new Blob(['}'])))"] {
        hand.reload();
        hand.sees(say(BACKUP.make));
        hand.browser.script(&format!("window.tongbanWorker = () => {{ {broken} }}"), vec![]);
        let on_page = opened(&makes(&peer), With::Passphrase(words.clone()));
        assert_eq!(all(&on_page.ops), all(&beside.ops));
        assert_eq!(on_page.manifest.counts, beside.manifest.counts);
    }

    // A file of several: what is no backup in it, or was changed, is named; another community's under the same words is named when it
    // is opened. Nothing changes.
    let (own, other) = (sealed(&beside.ops, &words), sealed(&backups::community("Riverside"), &words));
    let parts = [("Green", own), ("Riverside", other.clone()), ("Hill", other), ("Photo", b"\xff\xd8\xff".to_vec())];
    let mut several = desk::backup::together(&parts.map(|(name, file)| (name.to_owned(), file))).expect("a file");
    peer.open("#/me/restore");
    hand.give_file(say(RESTORE.choose), "half.zip", &several[..several.len() / 2]);
    hand.sees(say(RESTORE.damaged));
    let hill = several.windows(10).position(|bytes| bytes == b"3 Hill.age").expect("the third");
    several[hill + 500] ^= 1;
    hand.give_file(say(RESTORE.choose), "all.zip", &several);
    hand.sees(&ALL.inside.fill(language, &[("n", "2")]));
    hand.sees(&ALL.bad.fill(language, &[("name", "3 Hill")]));
    hand.sees(&ALL.strange.fill(language, &[("name", "4 Photo")]));
    for (name, sees) in [
        ("2 Riverside", RESTORE.other.fill(language, &[("n", "Riverside")])),
        ("1 Green", say(RESTORE.nothing_new).into()),
    ] {
        hand.tap(name);
        hand.write(say(RESTORE.six), &words);
        hand.tap(say(RESTORE.look));
        hand.sees(&sees);
    }
    peer.open("#/me/backup");
    let after = opened(&makes(&peer), With::Passphrase(words.clone()));
    assert_eq!(all(&after.ops), all(&beside.ops));
    copied_where_nothing_is_saved(&peer, &words, &beside.ops);
}

/// What stands before the mark of a backup that left.
fn begins_mark(language: Language) -> String {
    BACKUP.one.get(language).split("{mark}").next().and_then(|line| line.rsplit('}').next()).unwrap_or_default().into()
}

/// What comes in is stored by a worker; the page, which is to say that it is whole, stores nothing any more, and nothing goes.
const CUT_OFF: &str = "const put = IDBObjectStore.prototype.put;
    const cut = () => { throw new DOMException('cut off', 'QuotaExceededError'); };
    IDBObjectStore.prototype.put = function (...row) {
        if (this.name === 'local') cut();
        return put.apply(this, row);
    };
    IDBObjectStore.prototype.clear = cut;
    IDBFactory.prototype.deleteDatabase = cut;";

/// Made in one browser, back in another; then into newer work.
fn there_and_back(from: Engine, to: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(from, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    peer.whole_session();
    peer.open("#/me/records");
    peer.hand.tap(peer.hand.say(BACKUP.title));
    peer.at_heading(peer.hand.say(BACKUP.title));
    let words = draws_words(&peer);
    let file = makes(&peer);
    peer.hand.saved();
    let first = opened(&file, With::Passphrase(words.clone()));
    assert_eq!((first.manifest.counts.sessions, first.manifest.counts.people), (1, 5));
    let plain = unsealed(&file, &With::Passphrase(words.clone()));
    assert_eq!(stock_age(&file, &words, false), plain, "the stock tool opens it");

    // An empty browser of another make: the wrong words, half a file, another file, then the right ones.
    let empty = Browser::start(to, Options::phone().in_language(language));
    let back = Peer::new(&empty, language);
    let (hand, say) = (&back.hand, |phrase: Phrase| phrase.get(language));
    hand.visit(&site.address());
    back.choose_language();
    hand.tap(say(RESTORE.button));
    back.at_heading(say(RESTORE.title));
    hand.give_file(say(RESTORE.choose), "photo.jpg", b"\xff\xd8\xff");
    hand.sees(say(RESTORE.not_one));
    hand.give_file(say(RESTORE.choose), "half.age", &file[..file.len() / 2]);
    hand.write(say(RESTORE.six), &words);
    hand.tap(say(RESTORE.look));
    hand.sees(say(RESTORE.damaged));
    hand.give_file(say(RESTORE.other_file), "backup.age", &file);
    hand.write(say(RESTORE.six), "abandon ability able about above absent");
    hand.tap(say(RESTORE.look));
    hand.sees(say(RESTORE.wrong));
    // The phone goes out while it is being brought in: nothing half is left, and it is brought in once more.
    hand.write(say(RESTORE.six), &words);
    hand.tap(say(RESTORE.look));
    hand.sees(say(RESTORE.brings));
    empty.script(CUT_OFF, vec![]);
    hand.tap(say(RESTORE.take));
    hand.sees(say(RESTORE.not_saved));
    hand.reload();
    back.choose_language();
    hand.tap(say(RESTORE.button));
    back.at_heading(say(RESTORE.title));
    // Where no file could be saved it comes as text, by an app that breaks its lines.
    let letters = age::armored(&file).replace('\n', " ");
    let (half, _) = letters.split_at(letters.len() / 2);
    hand.tap(say(RESTORE.by_text));
    for (text, sees) in [(words.as_str(), RESTORE.no_text), (half, RESTORE.text_cut)] {
        hand.write(say(RESTORE.paste), text);
        hand.tap(say(RESTORE.take_text));
        hand.sees(say(sees));
    }
    hand.write(say(RESTORE.paste), &format!("{}: {letters}", say(BACKUP.title)));
    hand.tap(say(RESTORE.take_text));
    hand.sees(say(RESTORE.text));
    hand.write(say(RESTORE.six), &words);
    hand.tap(say(RESTORE.look));
    hand.sees(&RESTORE.holds.fill(language, &[("s", "1"), ("p", "5")]));
    hand.tap(say(RESTORE.take));
    back.at_heading(say(TODAY.title));
    hand.saved();
    back.open("#/people");
    back.cast.members.iter().for_each(|member| hand.sees(member));
    back.open("#/me/backup");
    let again = opened(&makes(&back), With::Passphrase(words.clone()));
    let counts = |opened: &Opened| {
        let counts = &opened.manifest.counts;
        (counts.sessions, counts.people, counts.ops, counts.unread)
    };
    assert_eq!(counts(&again), counts(&first));
    assert_eq!(all(&again.ops), all(&first.ops), "every op, and no other");

    // Into newer work: what is newer stays, and what the file has comes, once.
    let newcomer = hand.either("Newcomer", "新来的");
    back.open("#/people");
    back.add_member(newcomer);
    let newer = {
        peer.open("#/people");
        peer.add_member(peer.hand.either("Another", "又一个"));
        peer.hand.saved();
        peer.open("#/me/backup");
        makes(&peer)
    };
    back.open("#/me/restore");
    hand.give_file(say(RESTORE.choose), "newer.age", &newer);
    hand.write(say(RESTORE.six), &words);
    hand.tap(say(RESTORE.look));
    hand.sees(&RESTORE.new_people.fill(language, &[("n", "1")]));
    let (_, before) = hand.downloads_bytes(|| hand.tap(say(RESTORE.copy_first)));
    assert_eq!(opened(&before, With::Passphrase(words.clone())).manifest.counts.people, 6, "a copy of before");
    hand.sees(say(RESTORE.done));
    hand.saved();
    back.open("#/people");
    hand.sees(newcomer);
    hand.sees(hand.either("Another", "又一个"));
    back.open("#/me/restore");
    hand.give_file(say(RESTORE.choose), "newer.age", &newer);
    hand.write(say(RESTORE.six), &words);
    hand.tap(say(RESTORE.look));
    hand.sees(say(RESTORE.nothing_new));
}

/// A second community comes to the phone, and one file holds both: its own under six words, and the shared one, read while it is
/// shut, for its keepers. Answers with the file and what the shared one is called in it.
fn of_all_communities(peer: &Peer<'_>) -> (Vec<u8>, String) {
    let (hand, language) = (&peer.hand, peer.hand.language);
    let say = |phrase: Phrase| phrase.get(language);
    let named = |phrase: Phrase, name: &str| phrase.fill(language, &[("name", name)]);
    let unnamed = |n: usize| PROFILES.unnamed.fill(language, &[("n", &n.to_string())]);
    let over = |button: &str| {
        peer.open("#/me/profiles");
        hand.browser.script("window.left = true", vec![]);
        hand.tap(button);
        let opened = "return window.left === undefined && Boolean(document.querySelector('h1')?.innerText)";
        hand.until("see the page anew", || match hand.browser.try_script(opened, vec![])? {
            serde_json::Value::Bool(true) => Ok(()),
            _ => Err(peer.heading()),
        });
    };
    over(say(PROFILES.add));
    peer.first_run_here(Begin::Community);
    let second = hand.either("River Bank", "河边里");
    peer.open("#/me/community");
    hand.write(say(WELCOME.community), second);
    hand.saved();
    peer.open("#/me/backup");
    let words = draws_words(peer);
    hand.sees(&named(ALL.shut, &unnamed(1)));
    hand.saved();
    peer.open("#/overview");
    hand.tap(&named(NEIGHBOURS.show, &unnamed(1)));
    hand.tap(say(NEIGHBOURS.yes));
    hand.sees(say(NEIGHBOURS.linked));

    peer.open("#/me/backup");
    hand.choose(say(ALL.which), say(ALL.all));
    hand.sees(&named(ALL.by_words, second));
    hand.sees(&named(ALL.by_keepers, peer.cast.community));
    hand.sees(say(BACKUP.none_left));
    let (name, file) = hand.downloads_bytes(|| hand.tap(say(BACKUP.make)));
    assert!(name.starts_with("tongban-all-") && name.ends_with(".zip"), "{name}");
    hand.sees_not(say(BACKUP.none_left));
    let apart = desk::backup::apart(&file).expect("a file of two");
    let names: Vec<String> = apart.iter().map(|one| one.name.clone()).collect();
    assert_eq!(names, [format!("1 {second}"), format!("2 {}", peer.cast.community)]);
    let own = apart[0].file.clone().expect("a backup");
    assert_eq!(opened(&own, With::Passphrase(words)).manifest.name, second);

    // The shared one's own page knows that a second backup of it left.
    over(&named(PROFILES.switch_to, &unnamed(1)));
    peer.open("#/me/backup");
    hand.until("see two that left", || match hand.text()?.matches(&begins_mark(language)).count() {
        2 => Ok(()),
        other => Err(format!("{other}")),
    });
    (file, names[1].clone())
}

/// Where the community is shared: sealed for the recovery words; every phone is lost, and there is no relay.
fn every_phone_lost(from: Engine, to: Engine, language: Language) {
    let site = Site::release();
    let lost = Browser::start(from, Options::phone().in_language(language));
    let peer = Peer::new(&lost, language);
    let relay = site.with_relay();
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    let paper = peer.sets_up_sharing();
    // What nobody else has comes back too: it waits to be sent when the backup is made.
    drop(relay);
    site.cut_relay();
    peer.open("#/people");
    peer.add_member(peer.hand.either("Late", "后来的"));
    peer.open("#/me/backup");
    peer.hand.sees(peer.hand.say(BACKUP.who_words));
    // The relay does not answer: that is said, and the phone's own backup is there all the same.
    peer.hand.tap(peer.hand.say(FROM_RELAY.read));
    peer.hand.sees(peer.hand.say(FROM_RELAY.silent));
    peer.hand.sees(peer.hand.say(FROM_RELAY.from_here));
    let file = makes(&peer);
    // A coordinator's own phone opens it by its own key, and knows all of it.
    peer.open("#/me/restore");
    peer.hand.give_file(peer.hand.say(RESTORE.choose), "backup.age", &file);
    peer.hand.sees(peer.hand.say(RESTORE.nothing_new));

    let (all, at) = of_all_communities(&peer);

    let empty = Browser::start(to, Options::phone().in_language(language));
    let back = Peer::new(&empty, language);
    let (hand, say) = (&back.hand, |phrase: Phrase| phrase.get(language));
    hand.visit(&site.address());
    back.choose_language();
    hand.tap(say(RESTORE.button));
    hand.give_file(say(RESTORE.choose), "all.zip", &all);
    hand.tap(&at);
    let file = desk::backup::apart(&all).expect("a file of two").swap_remove(1).file.expect("a backup");
    hand.write(say(RESTORE.twelve), &paper.join(" "));
    hand.tap(say(RESTORE.show_key));
    hand.sees("AGE-SECRET-KEY-1");
    let key = hand.browser.script("return document.querySelector('pre.copy-by-hand').innerText.trim()", vec![]);
    let list = |tag| std::fs::read_to_string(tests::root().join(format!("public/words/{tag}.txt"))).expect("a list");
    let secret = read_words(&[&list("en"), &list("zh")], &paper.join(" ")).expect("words");
    let with = With::Key(recovery_secret(&secret));
    assert_eq!(stock_age(&file, key.as_str().expect("a key"), true), unsealed(&file, &with), "the stock tool opens it");

    hand.tap(say(RESTORE.look));
    hand.sees(&RECOVER.found.fill(language, &[("name", peer.cast.community)]));
    hand.choose(say(JOIN.who), peer.cast.me);
    hand.tap(say(RECOVER.come));
    back.at_heading(say(TODAY.title));
    hand.saved();
    back.open("#/people");
    peer.cast.members.iter().for_each(|member| hand.sees(member));
    hand.sees(hand.either("Late", "后来的"));
}

#[test]
fn from_chromium_to_firefox_in_chinese() {
    there_and_back(Engine::Chromium, Engine::Firefox, Language::Chinese);
}

#[test]
fn from_firefox_to_webkit() {
    there_and_back(Engine::Firefox, Engine::WebKit, Language::English);
}

#[test]
fn beside_the_page_and_on_it_in_chromium() {
    beside_and_on_the_page(Engine::Chromium, Language::Chinese);
}

#[test]
fn beside_the_page_and_on_it_in_firefox() {
    beside_and_on_the_page(Engine::Firefox, Language::English);
}

#[test]
fn beside_the_page_and_on_it_in_webkit() {
    beside_and_on_the_page(Engine::WebKit, Language::English);
}

#[test]
fn every_phone_is_lost_and_webkit_has_it_all() {
    every_phone_lost(Engine::Chromium, Engine::WebKit, Language::English);
}

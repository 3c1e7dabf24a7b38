//! Long work that somebody stops while it comes in: where nothing is yet nothing half stays, where records are what came stays, and
//! the same file brings the rest.

use engine::domain::Kind;
use engine::domain::fields::planning;
use engine::export::older::template;
use engine::merge::{Edit, Op};
use engine::words::backup::{BACKUP, RESTORE};
use engine::words::files::OLDER;
use engine::words::person::IMPORT;
use engine::words::screens::{COMMON, SESSIONS, TODAY};
use engine::words::{Language, Phrase};
use tests::backups::{community, document, sealed};
use tests::browser::{Browser, Engine, Options};
use tests::faults;
use tests::peer::Peer;
use tests::site::Site;

const WORDS: &str = "abandon ability able about above absent";
/// So many sessions come in several parts.
const MANY: u16 = 600;

/// Whatever waits for its turn waits longer by `slow`: half a second a phone takes for a part.
const SLOW: &str = "window.slow = 500;
    const wait = window.setTimeout.bind(window);
    window.setTimeout = (then, ms, ...rest) => wait(then, (ms ?? 0) + window.slow, ...rest);";

/// A backup of a community with these sessions.
fn backup(sessions: std::ops::Range<u16>) -> Vec<u8> {
    let edits: Vec<Edit> = (1..=10_u32).map(|minutes| Edit::set(planning::MINUTES, minutes)).collect();
    let sessions = sessions.flat_map(|number| document(Kind::Session, number, &edits));
    let ops: Vec<Op> = community("Green").into_iter().chain(sessions).collect();
    sealed(&ops, WORDS)
}

/// The number in a line on the page.
fn number(peer: &Peer<'_>, line: Phrase) -> usize {
    let (_, after) = line.get(peer.hand.language).split_once("{n}").expect("a number stands in it");
    peer.hand.until("see a number", || {
        let text = peer.hand.text()?;
        let digits = |at: usize| text[..at].rsplit(|sign: char| !sign.is_ascii_digit()).next().unwrap_or_default();
        text.match_indices(after).find_map(|(at, _)| digits(at).parse().ok()).ok_or(text.clone())
    })
}

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let (hand, say) = (&peer.hand, |phrase: Phrase| phrase.get(language));
    let (first, more) = (backup(0..MANY), backup(0..2 * MANY));

    // Where nothing is yet: nothing half stays, and the file can be brought in at once.
    hand.visit(&site.address());
    peer.choose_language();
    hand.tap(say(RESTORE.button));
    peer.at_heading(say(RESTORE.title));
    let gives = |label: Phrase, file: &[u8]| {
        hand.give_file(say(label), "backup.age", file);
        hand.write(say(RESTORE.six), WORDS);
        hand.tap(say(RESTORE.look));
        hand.sees(say(RESTORE.brings));
    };
    gives(RESTORE.choose, &first);
    faults::holds(&browser);
    hand.tap(say(RESTORE.take));
    hand.until("see it begin to store", || faults::stores(&browser));
    hand.tap(say(BACKUP.stop));
    faults::lets_go(&browser);
    hand.sees(say(RESTORE.stopped));
    hand.tap(say(RESTORE.take));
    peer.at_heading(say(TODAY.title));
    hand.saved();

    // Where records are: what came stays, and the same file brings the rest.
    peer.open("#/me/restore");
    gives(RESTORE.choose, &more);
    assert_eq!(number(&peer, RESTORE.new_sessions), usize::from(MANY));
    faults::holds(&browser);
    hand.downloads_bytes(|| hand.tap(say(RESTORE.copy_first)));
    hand.until("see it begin to store", || faults::stores(&browser));
    hand.tap(say(BACKUP.stop));
    faults::lets_go(&browser);
    hand.sees(say(RESTORE.half));
    hand.saved();
    hand.reload();
    peer.open("#/me/restore");
    gives(RESTORE.choose, &more);
    let left = number(&peer, RESTORE.new_sessions);
    assert!(left > 0 && left < usize::from(MANY), "{left}");
    hand.downloads_bytes(|| hand.tap(say(RESTORE.copy_first)));
    hand.sees(say(RESTORE.done));
    gives(RESTORE.other_file, &more);
    hand.sees(say(RESTORE.nothing_new));

    // A table of older sessions: the rest comes with the same file, and nothing twice.
    let rows: Vec<String> =
        (0..300).map(|at| format!("{}-03-{:02},14:00,60,1,Walk,,,,,9,,,", 2000 + at / 25, at % 25 + 1)).collect();
    let table = template(language) + &rows.join("\r\n") + "\r\n";
    peer.open("#/sessions");
    hand.tap(say(OLDER.title));
    browser.script(SLOW, vec![]);
    browser.script("window.slow = 3000", vec![]);
    hand.give_file(say(IMPORT.choose), "older.csv", table.as_bytes());
    hand.sees(say(OLDER.reading));
    hand.tap(say(BACKUP.stop));
    browser.script("window.slow = 0", vec![]);
    hand.sees(say(RESTORE.stopped));
    hand.tap(say(COMMON.retry));
    let take = |n: usize| OLDER.take.fill(language, &[("n", &n.to_string())]);
    hand.sees(&take(300));
    faults::holds(&browser);
    hand.tap(&take(300));
    hand.until("see it begin to store", || faults::stores(&browser));
    hand.tap(say(BACKUP.stop));
    faults::lets_go(&browser);
    hand.sees(say(OLDER.stopped));
    hand.saved();
    hand.give_file(say(IMPORT.choose), "older.csv", table.as_bytes());
    let here = number(&peer, OLDER.here);
    assert!(here > 0 && here < 300, "{here}");
    // It goes on where its page is left, and whoever comes back reads what came of it.
    browser.script("window.slow = 1500", vec![]);
    hand.tap(&take(300 - here));
    peer.open("#/sessions");
    peer.at_heading(say(SESSIONS.title));
    browser.script("window.slow = 0", vec![]);
    hand.tap(say(OLDER.title));
    hand.sees(&OLDER.taken.fill(language, &[("n", &(300 - here).to_string())]));
    hand.saved();
    peer.open("#/sessions");
    peer.at_heading(say(SESSIONS.title));
}

#[test]
fn it_is_stopped_and_gone_on_with_in_chromium() {
    story(Engine::Chromium, Language::English);
}

#[test]
fn it_is_stopped_and_gone_on_with_in_firefox() {
    story(Engine::Firefox, Language::Chinese);
}

#[test]
fn it_is_stopped_and_gone_on_with_in_webkit() {
    story(Engine::WebKit, Language::Chinese);
}

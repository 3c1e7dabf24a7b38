//! What comes in and goes out as files: sessions from before the app, a session for the calendar, tables whose words no spreadsheet
//! takes for a formula, and browsers that save nothing. A time without sessions is explained.

use engine::domain::session::State;
use engine::export::older::{self, template};
use engine::sync::place::FormKind;
use engine::words::device::ME;
use engine::words::files::{CALENDAR, HAND_OUT, OLDER, OLDER_COLUMNS, PAUSES};
use engine::words::forms::FORMS;
use engine::words::person::IMPORT;
use engine::words::report::REPORTS;
use engine::words::screens::SESSIONS;
use engine::words::submission::SUBMISSION;
use engine::words::tables::FILES;
use engine::words::{Language, Phrase, terms};
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// What a spreadsheet would take for a formula.
const FORMULA: &str = "=HYPERLINK(\"http://example.org\",\"open\")";

/// A table under the app's own head: three good rows, four bad ones.
fn table(peer: &Peer<'_>, language: Language) -> String {
    let (me, new) = (peer.cast.me, "M31");
    let rows = [
        format!("2013-07-05,14:00,60,1,Dumplings,Old hall,,{me},{new},12,{new},,We laughed"),
        format!("2013/7/19,14:00,90,4,\"{}\",Old hall,,{me},,,,,", FORMULA.replace('"', "\"\"")),
        "someday,14:00,60,,Songs,,,,,,,,".to_owned(),
        "2013-08-02,25:00,60,,Songs,,,,,,,,".to_owned(),
        "2013-08-02,,,,,,,,,,,,".to_owned(),
        format!("2013-07-05,14:00,60,1,dumplings,,,{me},,,,,"),
        "2014-01-10,,45,,Walk,,,,,8,,,".to_owned(),
    ];
    template(language) + &rows.join("\r\n") + "\r\n"
}

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    brings_in(&peer, language);
    leaves_as_a_table(&peer);
    leaves_as_text(&peer);
    calendar(&peer);
    explains(&peer, language);
    saves_nothing(&peer);
    hand.saved();
}

/// A table of older sessions: looked at, brought in, and nothing twice.
fn brings_in(peer: &Peer<'_>, language: Language) {
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let filled = |phrase: Phrase, n: &str| phrase.fill(language, &[("n", n)]);
    peer.open("#/sessions");
    hand.tap(say(OLDER.title));
    peer.at_heading(say(OLDER.title));
    let (_, empty) = hand.downloads(|| hand.tap(say(IMPORT.template)));
    assert_eq!(empty.trim_start_matches('\u{feff}'), template(language).trim_start_matches('\u{feff}'));
    hand.give_file(say(IMPORT.choose), "photo.csv", b"PK\x03\x04");
    hand.sees(say(OLDER.not_read));

    let table = table(peer, language);
    hand.give_file(say(IMPORT.choose), "older.csv", table.as_bytes());
    hand.sees(&filled(OLDER.found, "3"));
    let faults = [
        (4, older::Fault::Day("someday".into())),
        (5, older::Fault::Time("25:00".into())),
        (6, older::Fault::NoTheme),
        (7, older::Fault::Twice(2)),
    ];
    for (row, fault) in faults {
        hand.sees(&OLDER.row.fill(language, &[("n", &row.to_string()), ("why", &fault.say(language))]));
    }
    // Somebody is not known here: left out with their row, or added.
    hand.sees(&filled(OLDER.new_people, "1"));
    hand.choose(say(OLDER.adds), say(OLDER.adds_no));
    hand.sees(&filled(OLDER.found, "2"));
    hand.choose(say(OLDER.adds), say(OLDER.adds_yes));
    hand.tap(&filled(OLDER.take_good, "3"));
    hand.sees(&filled(OLDER.taken, "3"));
    hand.saved();
    hand.reload();

    // They are closed records that say where they come from, on every form.
    peer.open("#/sessions");
    hand.sees("Dumplings");
    let find = "return [...document.querySelectorAll('main a.session')].find((row) => row.innerText.includes('Dumplings'))?.getAttribute('href')";
    let row = peer.hand.browser.script(find, vec![]);
    peer.open(row.as_str().expect("its row"));
    peer.at_heading("Dumplings");
    hand.sees(say(terms::state(State::Closed)));
    hand.sees(say(OLDER.from_older));
    hand.sees(&filled(SESSIONS.came, "12"));
    let at = hand.at();
    for form in [FormKind::Process, FormKind::Participants] {
        peer.open(&format!("{at}/form/{}", form.slug()));
        hand.sees(say(OLDER.from_older));
        hand.sees(peer.cast.me);
    }
    peer.open("#/people");
    hand.sees("M31");

    // Reports count them; nobody waits for their forms.
    peer.open("#/reports");
    hand.sees(&filled(REPORTS.held, "3"));
    peer.open("#/submissions");
    hand.sees(say(SUBMISSION.none_ready));

    // The same file once more changes nothing; what an old Chinese spreadsheet writes is read too.
    peer.open("#/sessions/older");
    hand.give_file(say(IMPORT.choose), "older.csv", table.as_bytes());
    hand.sees(say(OLDER.nothing));
    hand.sees(&filled(OLDER.here, "3"));
    // Nor does it where the lists are damaged meanwhile: they are made anew from the records.
    assert!(tests::faults::damage(hand.browser, "summaries", "") > 0);
    hand.give_file(say(IMPORT.choose), "photo.csv", b"PK\x03\x04");
    hand.sees(say(OLDER.not_read));
    hand.give_file(say(IMPORT.choose), "older.csv", table.as_bytes());
    hand.sees(say(OLDER.nothing));
    hand.sees(&filled(OLDER.here, "3"));
    hand.reload();
    peer.at_heading(say(OLDER.title));
    let chinese = b"\xc8\xd5\xc6\xda,\xd6\xf7\xcc\xe2\r\n2013-07-05,\xd2\xbb\xc6\xf0\xb3\xaa\xb8\xe8\r\n";
    hand.give_file(say(IMPORT.choose), "gb18030.csv", chinese);
    hand.sees(say(OLDER.found_one));
    hand.tap(say(OLDER.sessions));
    hand.sees("一起唱歌");
}

/// Words that look like a formula leave as words, and come back as they were.
fn leaves_as_a_table(peer: &Peer<'_>) {
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    // What is stored is in it also where the lists are damaged meanwhile.
    assert!(tests::faults::damage(hand.browser, "summaries", "") > 0);
    peer.open("#/files");
    hand.choose(say(FILES.which), say(FILES.words));
    hand.sees(say(FILES.words_hold));
    hand.tap(say(FILES.one_table));
    let (_, csv) = hand.downloads(|| {
        hand.tap(say(FILES.csv));
        // Who came to a small session may be recognised.
        if hand.offers(say(REPORTS.few_yes)) {
            hand.tap(say(REPORTS.few_yes));
        }
    });
    assert!(csv.contains(&format!("\"'{}\"", FORMULA.replace('"', "\"\""))), "{csv}");
    for cell in csv.split(['\n', ',']) {
        let cell = cell.trim_start_matches(['"', '\u{feff}']);
        assert!(!cell.starts_with(['=', '+', '-', '@', '\t']), "a spreadsheet would take {cell:?} for a formula");
    }
    peer.open("#/sessions/older");
    hand.give_file(say(IMPORT.choose), "sessions.csv", csv.as_bytes());
    hand.sees(&OLDER.here.fill(hand.language, &[("n", "3")]));
    hand.sees(say(OLDER.nothing));
}

/// Everything as one text that anyone can read: the forms, then every stored row.
fn leaves_as_text(peer: &Peer<'_>) {
    let hand = &peer.hand;
    peer.open("#/me/records");
    peer.at_heading(hand.say(ME.records));
    let (name, text) = hand.downloads(|| hand.tap(hand.say(ME.copy_now)));
    assert!(name.ends_with(".txt"), "{name}");
    let (forms, rows) = text.split_once(hand.say(ME.copy_data)).expect("the data after the forms");
    for words in [hand.say(FORMS.process), "Dumplings", FORMULA, peer.cast.me] {
        assert!(forms.contains(words), "{words} in {forms}");
    }
    assert!(rows.lines().filter(|line| line.starts_with("{\"row\":")).count() > 3, "{rows}");
    hand.sees(hand.say(ME.copy_saved));
}

/// A planned session goes into the phone's calendar.
fn calendar(peer: &Peer<'_>) {
    let hand = &peer.hand;
    let session = peer.plan_from_idea();
    peer.open(&session);
    let (name, file) = hand.downloads(|| hand.tap(hand.say(CALENDAR.one)));
    assert!(name.ends_with(".ics"), "{name}");
    assert!(file.starts_with("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n") && file.contains("DTSTART"), "{file}");
    assert!(file.replace("\r\n ", "").contains(peer.cast.idea), "{file}");
    assert!(file.split("\r\n").all(|line| line.len() <= 75), "{file}");
    hand.sees(hand.say(HAND_OUT.saved));
}

/// A time without sessions says why a period has none.
fn explains(peer: &Peer<'_>, language: Language) {
    let hand = &peer.hand;
    let why = hand.either("The room is being repaired.", "活动室在装修。");
    peer.open("#/submissions");
    // On its first day a period is no gap.
    hand.sees(hand.say(SUBMISSION.none_ready));
    hand.sees_not(hand.say(SUBMISSION.no_session));
    peer.open("#/me/community");
    hand.tap(hand.say(PAUSES.add));
    hand.write(hand.say(PAUSES.reason), why);
    hand.saved();
    peer.open("#/submissions");
    hand.sees(&SUBMISSION.gap_pause.fill(language, &[("why", why)]));
    peer.open("#/me/community");
    hand.write(hand.say(PAUSES.until), "2013-01-01");
    hand.sees(hand.say(PAUSES.backwards));
}

/// Within another app nothing is saved: the share sheet takes the real file, or the text is there to copy.
fn saves_nothing(peer: &Peer<'_>) {
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let within = "const of = (name, value) => Object.defineProperty(navigator, name, { value, configurable: true });
        of('userAgent', navigator.userAgent + ' MicroMessenger/8.0');
        of('canShare', (data) => arguments[0] && !!data.files);
        of('share', (data) => { window.tongbanShared = [data.files[0].name, data.files[0].type]; return arguments[1] ? Promise.resolve() : Promise.reject(new DOMException('', 'AbortError')); });";
    let shared = || hand.browser.script("return window.tongbanShared ?? null", vec![]);
    peer.open("#/sessions/older");
    hand.browser.script(within, vec![json!(true), json!(true)]);
    hand.tap(say(IMPORT.template));
    hand.sees(say(HAND_OUT.shared));
    assert_eq!(shared()[1].as_str().map(|kind| kind.starts_with("text/csv")), Some(true), "{}", shared());

    // Closed without sending: it can be sent again, or its text copied.
    hand.browser.script(within, vec![json!(true), json!(false)]);
    hand.tap(say(IMPORT.template));
    hand.sees(say(HAND_OUT.waits));
    hand.tap(say(HAND_OUT.show));
    hand.sees(say(HAND_OUT.text));
    hand.sees(say(OLDER_COLUMNS.assistant));

    // No sheet at all: the text stands there at once, for a workbook too.
    hand.browser.script("Object.defineProperty(navigator, 'share', { value: undefined, configurable: true })", vec![]);
    peer.open("#/files");
    hand.tap(say(FILES.workbook));
    hand.sees(say(FILES.few));
    hand.tap(say(REPORTS.few_yes));
    hand.sees(say(HAND_OUT.text));
    hand.sees("members_came");
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
fn webkit_in_english() {
    story(Engine::WebKit, Language::English);
}

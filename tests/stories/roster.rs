//! A list of people from a spreadsheet; one person who was written down twice; names found by their sounds.

use engine::export::roster::template;
use engine::sync::place::FormKind;
use engine::words::person::{IMPORT, TWICE};
use engine::words::screens::PEOPLE;
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// 50 rows under the app's own head; the six at these rows, as a spreadsheet counts them, are bad.
fn fifty(language: Language) -> String {
    let head = template(language);
    let columns = head.matches(',').count();
    let mut table = head;
    for row in 2..=51 {
        let alias = if row == 30 { "M04".to_owned() } else { format!("M{row:02}") };
        // Name, role, year or age, sex; the rest is empty.
        let cells = match row {
            5 => ",,,".to_owned() + ",x",
            12 => format!("{alias},,80年"),
            17 => format!("{alias},king"),
            23 => format!("{alias},,,9"),
            44 => "长".repeat(61),
            _ => format!("{alias},,{}", 1960 + row % 30),
        };
        let missing = columns.saturating_sub(cells.matches(',').count());
        table += &format!("{cells}{}\r\n", ",".repeat(missing));
    }
    table
}

fn fifty_people(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.open("#/people");
    hand.tap(say(IMPORT.title));
    peer.at_heading(say(IMPORT.title));

    // What is no table is said to be none, and the empty table can be had.
    hand.give_file(say(IMPORT.choose), "photo.csv", b"PK\x03\x04");
    hand.sees(say(IMPORT.not_read));
    let (_, empty) = hand.downloads(|| hand.tap(say(IMPORT.template)));
    assert_eq!(empty.trim_start_matches('\u{feff}'), template(language).trim_start_matches('\u{feff}'));

    hand.give_file(say(IMPORT.choose), "people.csv", fifty(language).as_bytes());
    hand.sees(&IMPORT.found.fill(language, &[("n", "44")]));
    hand.sees(&IMPORT.bad.fill(language, &[("n", "6")]));
    let why = [
        (5, say(IMPORT.empty_alias).to_owned()),
        (12, IMPORT.age.fill(language, &[("what", "80年")])),
        (30, IMPORT.twice.fill(language, &[("what", "M04")])),
        (44, say(IMPORT.long_alias).to_owned()),
    ];
    for (row, why) in why {
        hand.sees(&IMPORT.row.fill(language, &[("n", &row.to_string()), ("why", &why)]));
    }
    // Nothing is here before it is taken in.
    peer.open("#/people");
    hand.sees(peer.cast.partner);
    hand.sees_not("M02");

    peer.open("#/people/import");
    hand.give_file(say(IMPORT.choose), "people.csv", fifty(language).as_bytes());
    hand.tap(&IMPORT.take.fill(language, &[("n", "44")]));
    hand.sees(&IMPORT.taken.fill(language, &[("n", "44")]));
    hand.saved();
    hand.reload();
    peer.open("#/people");
    for alias in ["M02", "M04", "M51"] {
        hand.sees(alias);
    }
    for alias in ["M12", "M17", "M23", "M30"] {
        hand.sees_not(alias);
    }
    // The same file once more finds all of them here.
    peer.open("#/people/import");
    hand.give_file(say(IMPORT.choose), "people.csv", fifty(language).as_bytes());
    hand.sees(&IMPORT.bad.fill(language, &[("n", "50")]));
}

/// A member was written down twice, once at a session: brought together, and apart again.
fn twice(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    let session = peer.whole_session();
    let (was_there, kept) = (peer.cast.members[0], hand.either("Mei L.", "阿梅梅"));
    peer.open("#/people");
    peer.add_member(kept);

    hand.tap(kept);
    peer.at_heading(kept);
    let page = hand.at();
    hand.sees_not(say(PEOPLE.sessions));
    hand.tap(say(TWICE.title));
    hand.choose(say(TWICE.which), was_there);
    hand.tap(&TWICE.join.fill(language, &[("name", was_there)]));
    hand.sees(&PEOPLE.came.fill(language, &[("n", "1")]));
    hand.saved();
    hand.reload();
    hand.sees(&PEOPLE.came.fill(language, &[("n", "1")]));
    // One person in the list, and the form says the name that is kept.
    let rows = || {
        browser
            .script("return [...document.querySelectorAll('main .person')].map((row) => row.innerText.trim())", vec![])
    };
    peer.open("#/people");
    hand.sees(kept);
    let is_row = |name: &str| rows().as_array().is_some_and(|rows| rows.iter().any(|row| row.as_str() == Some(name)));
    assert!(is_row(kept) && !is_row(was_there), "{}", rows());
    peer.open(&format!("{session}/form/{}", FormKind::Participants.slug()));
    hand.sees(kept);

    peer.open(&page);
    hand.tap(&TWICE.open.fill(language, &[("name", was_there)]));
    peer.at_heading(was_there);
    hand.tap(say(TWICE.apart));
    hand.sees_not(say(TWICE.apart));
    hand.saved();
    peer.open("#/people");
    hand.sees(kept);
    hand.until("see both again", || if is_row(kept) && is_row(was_there) { Ok(()) } else { Err(rows().to_string()) });
}

/// A name is found by its characters, its pinyin and the first letters of it; a similar one is pointed out.
fn by_sound(engine: Engine) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(Language::Chinese));
    let peer = Peer::new(&browser, Language::Chinese);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();
    for (typed, found) in [("阿", true), ("am", true), ("AM", true), ("dl", false), ("xx", false)] {
        hand.write(hand.say(PEOPLE.search), typed);
        if found {
            hand.sees("阿梅");
        } else {
            hand.sees_not("阿梅");
        }
    }
    hand.write(hand.say(PEOPLE.search), "dl");
    hand.sees("大刘");
    peer.open("#/people/new");
    hand.write(hand.say(PEOPLE.alias), "阿 梅");
    hand.sees(&PEOPLE.same.fill(Language::Chinese, &[("name", "阿梅")]));
}

#[test]
fn chromium_takes_in_a_list_of_fifty_in_chinese() {
    fifty_people(Engine::Chromium, Language::Chinese);
}

#[test]
fn firefox_takes_in_a_list_of_fifty() {
    fifty_people(Engine::Firefox, Language::English);
}

#[test]
fn webkit_takes_in_a_list_of_fifty() {
    fifty_people(Engine::WebKit, Language::English);
}

#[test]
fn chromium_brings_two_entries_together_and_apart() {
    twice(Engine::Chromium, Language::English);
}

#[test]
fn firefox_brings_two_entries_together_and_apart_in_chinese() {
    twice(Engine::Firefox, Language::Chinese);
}

#[test]
fn chromium_finds_names_by_their_sound() {
    by_sound(Engine::Chromium);
}

#[test]
fn firefox_finds_names_by_their_sound() {
    by_sound(Engine::Firefox);
}

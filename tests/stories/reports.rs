//! How the service is going: at a glance, and report by report, over one's own records and over the study's sample.

use std::io::Cursor;

use calamine::{Reader, Xlsx, open_workbook_from_rs};
use engine::domain::plan::Category;
use engine::report::Topic;
use engine::words::files::HAND_OUT;
use engine::words::report::REPORTS;
use engine::words::tables::FILES;
use engine::words::{Language, Phrase, terms};
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::site::Site;

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let held = |n: &str| REPORTS.held.fill(language, &[("n", n)]);
    peer.first_run(&site.address(), Begin::TryFirst);
    // Who tries the app is led to the reports of a whole programme, from Today and from Me.
    for at in ["#/", "#/me"] {
        peer.open(at);
        hand.tap(say(REPORTS.see_sample));
        peer.at_heading(say(REPORTS.title));
        hand.sees(&held("214"));
        hand.sees(say(REPORTS.sample_on));
    }
    hand.choose(say(REPORTS.which), say(REPORTS.ours));
    hand.sees_not(say(REPORTS.sample_on));
    peer.open("#/me");
    hand.tap(say(REPORTS.title));
    hand.sees(say(REPORTS.at_a_glance));
    assert!(!hand.text().unwrap_or_default().contains(&held("214")), "one's own records first");

    // The sample has the study's shape: what its paper prints stands on the screen (Fan et al. 2018).
    hand.choose(say(REPORTS.which), say(REPORTS.sample));
    hand.sees(&held("214"));
    for (topic, figures) in [
        (Topic::People, &["χ²(9) = 10.30, p = 0.326", "χ²(9) = 27.73, p = 0.001"][..]),
        (Topic::Demographics, &["t(60) = -2.99, p = 0.004", "χ²(1) = 2.37, p = 0.124", "χ²(5) = 2.93, p = 0.711"]),
        (Topic::Sessions, &["214"]),
        (Topic::Length, &["214"]),
    ] {
        peer.open(&format!("#/reports/{}", topic.slug()));
        peer.at_heading(say(topic.title()));
        hand.sees(say(REPORTS.sample_on));
        figures.iter().for_each(|figure| hand.sees(figure));
    }
    // A picture says in words what it shows.
    peer.open(&format!("#/reports/{}", Topic::Contents.slug()));
    peer.at_heading(say(Topic::Contents.title()));
    hand.sees(say(REPORTS.picture));
    let words = browser.script("return document.querySelector('svg[role=img]').getAttribute('aria-label')", vec![]);
    let words = words.as_str().unwrap_or_default();
    Category::ALL.into_iter().for_each(|one| assert!(words.contains(say(terms::category(one))), "{words}"));

    // Where few people stand in a cell, the file is asked about first.
    peer.open(&format!("#/reports/{}", Topic::People.slug()));
    peer.at_heading(say(Topic::People.title()));
    hand.tap(say(REPORTS.save));
    hand.sees(say(REPORTS.few_why));
    let (name, text) = hand.downloads(|| hand.tap(say(REPORTS.few_yes)));
    assert_eq!(name, "tongban-people.csv");
    let total = text.lines().filter(|line| line.contains("23,24,48,50")).count();
    assert_eq!(total, 1, "the members of all communities by year: {text}");
    hand.sees(say(HAND_OUT.saved));
    files(&peer, language);
}

/// The tables behind them, as files: a workbook that another program reads, sessions as CSV, all as JSON.
fn files(peer: &Peer<'_>, language: Language) {
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    peer.open("#/reports");
    hand.tap(say(FILES.title));
    peer.at_heading(say(FILES.title));
    hand.sees(&FILES.holds.fill(language, &[("s", "214"), ("e", "0"), ("p", "78")]));
    hand.sees(say(FILES.codes_hold));
    // What is in it can be read, and small groups are pointed out before a file leaves.
    hand.tap(say(FILES.inside));
    hand.sees(engine::words::tables::FIELDS.diagnosis.get(language));
    let all_the_same = |file: Phrase| {
        hand.tap(say(file));
        hand.sees(say(FILES.few));
        hand.tap(say(REPORTS.few_yes));
    };
    let (name, bytes) = hand.downloads_bytes(|| all_the_same(FILES.workbook));
    assert!(name.ends_with(".xlsx"), "{name}");
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).expect("a workbook");
    let sessions = book.worksheet_range("sessions").expect("the sessions");
    assert_eq!(sessions.height(), 1 + 214);
    let heads = sessions.headers().expect("the heads");
    assert!(heads.contains(&"category".to_owned()) && !heads.contains(&"theme".to_owned()), "{heads:?}");
    hand.sees(say(HAND_OUT.saved));

    hand.choose(say(FILES.which), say(FILES.names));
    hand.sees(say(FILES.names_hold));
    hand.tap(say(FILES.one_table));
    let (name, csv) = hand.downloads(|| hand.tap(say(FILES.csv)));
    assert!(name.starts_with("tongban-sessions-") && name.ends_with(".csv"), "{name}");
    assert!(csv.lines().next().is_some_and(|heads| heads.contains(",theme,venue,")));
    assert_eq!(csv.lines().count(), 1 + 214);
    // Any other table too; each is asked about for what is in it.
    hand.choose(say(FILES.table), say(FILES.people));
    let (name, csv) = hand.downloads(|| all_the_same(FILES.csv));
    assert!(name.starts_with("tongban-people-") && csv.starts_with("person,community,role,alias,"), "{name}: {csv}");
    assert_eq!(csv.lines().count(), 1 + 78);
    hand.choose(say(FILES.table), say(FILES.dictionary));
    let (name, csv) = hand.downloads(|| hand.tap(say(FILES.csv)));
    assert!(name.starts_with("tongban-dictionary-") && csv.starts_with("table,field,meaning"), "{name}: {csv}");
    let (_, json) = hand.downloads(|| all_the_same(FILES.json));
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json["tables"]["sessions"].as_array().map(Vec::len), Some(214));
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

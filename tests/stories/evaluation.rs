//! What people think: a phone handed over that leads nowhere else until the code is typed; with a lock set, the lock; the
//! results over the study's sample, row by row; the sheet for the group.

use engine::domain::evaluation::{Asked, Open};
use engine::report::Topic;
use engine::words::device::{LOCK, WELCOME};
use engine::words::evaluation::{EVALUATION, HANDED, SHEET, asked, formal, open};
use engine::words::parts::FRAME;
use engine::words::report::REPORTS;
use engine::words::screens::{PEOPLE, TODAY};
use engine::words::tables::FILES;
use engine::words::{Language, Phrase};
use tests::browser::{Browser, Engine, Options};
use tests::care;
use tests::peer::{Begin, Peer};
use tests::site::Site;

/// The rows of the study's table, as its counts have them (Fan et al. 2018).
const ROWS: [(Asked, &str, &str); 8] = [
    (Asked::MemberSatisfied, "24 21 19 2", "χ²(1) = 13.76, p < 0.001"),
    (Asked::MemberContinue, "24 21 17 4", "χ²(1) = 8.05, p = 0.005"),
    (Asked::MemberSocial, "24 21 10 11", "χ²(1) = 0.05, p = 0.827"),
    (Asked::CaregiverContinue, "15 15 14 1", "χ²(1) = 11.27, p = 0.001"),
    (Asked::CaregiverSocial, "15 15 6 9", "χ²(1) = 0.60, p = 0.439"),
    (Asked::CaregiverMood, "15 15 5 10", "χ²(1) = 1.67, p = 0.197"),
    (Asked::PeerSkills, "7 7 6 1", "χ²(1) = 3.57, p = 0.059"),
    (Asked::PeerSocial, "7 7 4 3", "χ²(1) = 0.14, p = 0.705"),
];

/// Tries every way out of the page that a person might find; stays on `heading`.
fn cannot_leave(peer: &Peer<'_>, heading: &str) {
    let hand = &peer.hand;
    for address in ["#/people", "#/", "#/help", "#/me/records"] {
        hand.open(address);
        hand.settled();
        peer.at_heading(heading);
    }
    hand.back();
    hand.settled();
    peer.at_heading(heading);
    hand.reload();
    peer.at_heading(heading);
    for word in [FRAME.help, FRAME.today, FRAME.people, FRAME.me] {
        assert!(!hand.offers(hand.say(word)), "{:?} leads away", hand.say(word));
    }
    let links = hand.browser.script("return document.querySelectorAll('a[href]').length", vec![]);
    assert_eq!(links, 0, "no link at all");
}

fn story(engine: Engine, language: Language) {
    let site = Site::release();
    let browser = Browser::start(engine, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let member = peer.cast.members[0];
    peer.first_run(&site.address(), Begin::Community);
    peer.add_members();

    // A question of our own.
    let ours = hand.either("Is the room warm enough?", "活动室够暖和吗？");
    peer.open("#/me");
    hand.tap(say(EVALUATION.title));
    peer.at_heading(say(EVALUATION.title));
    hand.tap(say(EVALUATION.own_add));
    hand.write(say(EVALUATION.own_words), ours);
    hand.choose(say(EVALUATION.own_role), say(EVALUATION.members));
    hand.browser.script(
        "[...document.querySelectorAll('details button')].find(button => button.innerText.trim() === arguments[0]).click()",
        vec![say(EVALUATION.own_add).into()],
    );
    hand.sees(ours);
    hand.saved();

    // The phone is handed over, with a code: nothing else can be opened.
    hand.tap(member);
    hand.sees(say(EVALUATION.hand_why));
    hand.tap(say(EVALUATION.hand_do));
    hand.sees(say(EVALUATION.hand_code_bad));
    hand.write(say(EVALUATION.hand_code), "4711");
    hand.tap(say(EVALUATION.hand_do));
    peer.at_heading(say(HANDED.title));
    cannot_leave(&peer, say(HANDED.title));
    assert_eq!(care::axe(&browser), Vec::<String>::new());
    hand.tap(say(HANDED.begin));
    peer.at_heading(say(asked(Asked::MemberSatisfied)));
    cannot_leave(&peer, say(asked(Asked::MemberSatisfied)));
    assert_eq!(care::axe(&browser), Vec::<String>::new());
    hand.tap(say(HANDED.yes));
    peer.at_heading(say(asked(Asked::MemberContinue)));
    hand.tap(say(HANDED.back));
    peer.at_heading(say(asked(Asked::MemberSatisfied)));
    hand.tap(say(HANDED.yes));
    hand.tap(say(HANDED.no));
    peer.at_heading(say(asked(Asked::MemberSocial)));
    hand.tap(say(HANDED.rather_not));
    peer.at_heading(say(asked(Asked::MemberMood)));
    hand.tap(say(HANDED.yes));
    peer.at_heading(ours);
    hand.tap(say(HANDED.yes));
    peer.at_heading(say(open(Open::Helped)));
    let words = hand.either("Cooking together.", "一起做饭。");
    hand.write(say(HANDED.words), words);
    hand.tap(say(HANDED.next));
    peer.at_heading(say(open(Open::Different)));
    hand.tap(say(HANDED.next));
    peer.at_heading(say(HANDED.thanks));
    cannot_leave(&peer, say(HANDED.thanks));
    hand.tap(say(HANDED.lock));
    peer.at_heading(say(HANDED.give_back));
    for wrong in ["0000", "47"] {
        hand.write(say(HANDED.code), wrong);
        hand.tap(say(HANDED.open));
        hand.sees(say(HANDED.wrong));
    }
    hand.write(say(HANDED.code), "4711");
    hand.tap(say(HANDED.open));
    hand.sees(say(EVALUATION.here));
    hand.saved();
    assert_eq!(hand.field(say(open(Open::Helped))), words, "what was answered is here");
    peer.open("#/evaluation");
    hand.sees(say(EVALUATION.alone));
    peer.open("#/people");
    peer.at_heading(say(PEOPLE.title));

    // With a lock, the lock gives it back.
    peer.open("#/me/lock");
    hand.choose(say(LOCK.how), say(WELCOME.with_passcode));
    hand.write(say(LOCK.new_passcode), "2580");
    hand.write(say(LOCK.again), "2580");
    hand.tap(say(LOCK.set));
    hand.until("see the lock on", || match hand.text()? {
        text if text.contains(say(LOCK.on)) => Ok(()),
        text => Err(text),
    });
    peer.open("#/evaluation");
    hand.tap(peer.cast.members[1]);
    hand.sees(say(EVALUATION.hand_lock));
    hand.tap(say(EVALUATION.hand_do));
    peer.at_heading(say(HANDED.title));
    hand.open("#/people");
    hand.settled();
    peer.at_heading(say(HANDED.title));
    hand.tap(say(HANDED.begin));
    hand.tap(say(HANDED.stop));
    peer.at_heading(say(LOCK.title));
    hand.write(say(LOCK.passcode), "2580");
    hand.tap(say(LOCK.open));
    hand.until("see the lock open", || match hand.text()? {
        text if text.contains(say(LOCK.title)) || text.contains(say(LOCK.passcode)) => Err(text),
        _ => Ok(()),
    });
    peer.open("#/");
    peer.at_heading(say(TODAY.title));

    answers_leave(&peer, words, ours);
    results(&peer);
}

/// The answers as a file: by codes without anybody's words; with them where they are asked for.
fn answers_leave(peer: &Peer<'_>, words: &str, ours: &str) {
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    let file = |ending: &str, button: Phrase| {
        let (name, text) = hand.downloads(|| {
            hand.tap(say(button));
            hand.sees(&FILES.few_told.fill(hand.language, &[("n", "1")]));
            hand.tap(say(REPORTS.few_yes));
        });
        assert!(name.starts_with("tongban-") && name.ends_with(ending), "{name}");
        text
    };
    peer.open("#/files");
    hand.sees(say(FILES.codes_hold));
    hand.tap(say(FILES.one_table));
    hand.choose(say(FILES.table), say(FILES.answers));
    let codes = file(".csv", FILES.csv);
    let row = |question: &str| {
        let fields = |line: &str| line.split(',').map(|field| field.trim_matches('"').to_owned()).collect::<Vec<_>>();
        let row = codes.lines().map(fields).find(|row| row.get(6).is_some_and(|name| name == question));
        row.unwrap_or_else(|| panic!("no {question}: {codes}"))
    };
    for (question, source, answer) in [
        ("satisfied", "study", "yes"),
        ("continue", "study", "no"),
        ("social", "study", "not_assessed"),
        ("own_1", "own", "yes"),
        ("helped", "study", "in_words"),
    ] {
        assert_eq!(row(question)[7..=8], [source, answer], "{question}");
        assert_eq!(row(question)[5], "yes", "answered alone");
    }
    for secret in [words, ours, peer.cast.members[0]] {
        assert!(!codes.contains(secret), "{secret}: {codes}");
    }
    hand.choose(say(FILES.which), say(FILES.words));
    hand.sees(say(FILES.words_hold));
    let json = file(".json", FILES.json);
    assert!(json.contains(words) && json.contains(ours), "{json}");
    assert!(!json.contains(peer.cast.members[0]), "still nobody is named");
}

/// The study's counts, over the sample programme: every row on the screen, and in the file after a question.
fn results(peer: &Peer<'_>) {
    let hand = &peer.hand;
    let say = |phrase: Phrase| hand.say(phrase);
    peer.open("#/reports");
    hand.choose(say(REPORTS.which), say(REPORTS.sample));
    hand.sees(say(REPORTS.sample_on));
    peer.open(&format!("#/reports/{}", Topic::Evaluation.slug()));
    peer.at_heading(say(Topic::Evaluation.title()));
    let table = hand.until("see the table", || {
        let rows = "return [...document.querySelectorAll('.figures tbody tr')].map((row) => [...row.children].map((cell) => cell.innerText))";
        let rows: Vec<Vec<String>> =
            serde_json::from_value(hand.browser.script(rows, vec![])).map_err(|cause| cause.to_string())?;
        if rows.len() > 20 { Ok(rows) } else { Err(format!("{} rows", rows.len())) }
    });
    for (question, counts, test) in ROWS {
        let name = say(formal(question));
        let row = table.iter().find(|row| row[0] == name && row[1..5].join(" ") == counts);
        let row = row.unwrap_or_else(|| panic!("{name} {counts}: {table:?}"));
        assert!(row[7].contains(test), "{name}: {row:?}");
    }
    hand.tap(say(REPORTS.save));
    hand.sees(say(REPORTS.few_why));
    let (name, text) = hand.downloads(|| hand.tap(say(REPORTS.few_yes)));
    assert_eq!(name, "tongban-evaluation.csv");
    assert!(ROWS.iter().all(|(_, _, test)| text.contains(test)), "{text}");

    // In plain words, for the wall: no names, nothing below five.
    peer.open("#/evaluation/y2");
    peer.at_heading(say(EVALUATION.sheet));
    hand.sees(say(SHEET.title));
    hand.sees(say(SHEET.nearly_all));
    hand.sees(&SHEET.answered.fill(hand.language, &[("n", "21")]));
    let will_do = hand.either("One more session each month.", "每个月多办一次活动。");
    hand.write(say(SHEET.will_do), will_do);
    hand.saved();
    hand.until("see it on the sheet", || {
        let sheet = "return document.querySelector('.sheet').innerText";
        match hand.browser.script(sheet, vec![]).as_str() {
            Some(text) if text.contains(will_do) => Ok(()),
            other => Err(format!("{other:?}")),
        }
    });
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
fn webkit_in_chinese() {
    story(Engine::WebKit, Language::Chinese);
}

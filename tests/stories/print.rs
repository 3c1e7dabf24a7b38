//! The four forms on A4, blank and filled, in both languages: how many pages, nothing wider than the page.

use engine::sync::place::FormKind;
use engine::words::files::BUNDLE;
use engine::words::forms::FORMS;
use engine::words::{Language, Phrase};
use serde_json::json;
use tests::browser::{Browser, Engine, Options};
use tests::peer::{Begin, Peer};
use tests::places::places;
use tests::site::Site;

/// A4 at 96 px an inch, without the margins of 15 mm.
const PAPER: (u32, u32) = (680, 1009);

/// Prints what is on the screen as a browser does, and returns the PDF.
fn pdf(browser: &Browser) -> Vec<u8> {
    let paper =
        json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false, "preferCSSPageSize": true });
    let answer = browser.cdp("Page.printToPDF", paper);
    let data = answer["data"].as_str().unwrap_or_else(|| panic!("no PDF: {answer}"));
    decode(data)
}

fn decode(base64: &str) -> Vec<u8> {
    let digit = |letter: u8| match letter {
        b'A'..=b'Z' => Some(letter - b'A'),
        b'a'..=b'z' => Some(letter - b'a' + 26),
        b'0'..=b'9' => Some(letter - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    };
    let digits: Vec<u32> = base64.bytes().filter_map(digit).map(u32::from).collect();
    let chunk = |four: &[u32]| {
        let bits = four.iter().fold(0, |bits, digit| (bits << 6) | digit) << (6 * (4 - four.len()));
        [(bits >> 16) as u8, (bits >> 8) as u8, bits as u8]
            .into_iter()
            .take(four.len().saturating_sub(1))
            .collect::<Vec<u8>>()
    };
    digits.chunks(4).flat_map(chunk).collect()
}

/// Counts the page objects: `/Type /Page`, not `/Type /Pages`.
fn pages(pdf: &[u8]) -> usize {
    let text: String = pdf.iter().map(|byte| char::from(*byte)).collect();
    let starts = text.match_indices("/Type").map(|(at, word)| text[at + word.len()..].trim_start());
    starts.filter(|rest| rest.starts_with("/Page") && !rest.starts_with("/Pages")).count()
}

/// What is cut on paper: reaches beyond the page's width, or holds more than it shows; and what should not be there.
fn cut(browser: &Browser) -> Vec<String> {
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "print" }));
    browser.resize(PAPER.0, PAPER.1);
    let body = "const wide = document.documentElement.clientWidth, found = [];
        const told = (element) => element.tagName + ' ' + JSON.stringify((element.innerText || '').trim().slice(0, 40));
        for (const element of document.querySelectorAll('body *')) {
            const box = element.getBoundingClientRect();
            if (box.width < 1 || box.height < 1 || getComputedStyle(element).clipPath !== 'none') continue;
            if (box.right > wide + 1) found.push(told(element) + ' ends at ' + Math.round(box.right) + ' of ' + wide);
            if (element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 1 && getComputedStyle(element).display !== 'inline') found.push(told(element) + ' is cut');
            if (element.matches('button, nav, input')) found.push(told(element) + ' is no use on paper');
        }
        return found;";
    let found = browser.script(body, vec![]);
    browser.cdp("Emulation.setEmulatedMedia", json!({ "media": "" }));
    browser.resize(360, 640);
    found.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(String::from)).collect()
}

fn title(form: FormKind) -> Phrase {
    match form {
        FormKind::Plan => FORMS.plan,
        FormKind::Process => FORMS.process,
        FormKind::Participants => FORMS.participants,
        FormKind::Emergency => FORMS.emergency,
    }
}

fn check(language: Language) {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    let folder = tests::target("print");
    peer.first_run(&site.address(), Begin::TryFirst);
    let places = places(&peer);
    let address = |name: &str| {
        places.iter().find(|(other, _)| other == name).map(|(_, hash)| hash.clone()).expect("a form's place")
    };
    let mut wrong = Vec::new();
    for form in FormKind::ALL {
        let title = title(form);
        for kind in ["blank", "form"] {
            let name = format!("{kind}-{}", form.slug());
            peer.open(&address(&name));
            // The form in its own language and in the other one.
            for shown in [language, language.other()] {
                if shown != language {
                    hand.tap(&FORMS.in_language.fill(language, &[("language", shown.own_name())]));
                }
                hand.sees(title.get(shown));
                let pdf = pdf(&browser);
                let file = folder.join(format!("{name}-{}-from-{}.pdf", shown.tag(), language.tag()));
                std::fs::write(&file, &pdf).expect("the PDF can be written");
                let count = pages(&pdf);
                // A sheet, printed on both sides at most; the blank list is one page.
                let most = if name == "blank-participants" { 1 } else { 2 };
                if count == 0 || count > most {
                    wrong.push(format!("{name} in {shown:?}: {count} pages"));
                }
                wrong.extend(cut(&browser).into_iter().map(|line| format!("{name} in {shown:?}: {line}")));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// All forms of a span in one PDF: the cover, then each form on its own page, nothing cut.
fn check_period(language: Language) {
    let site = Site::release();
    let browser = Browser::start(Engine::Chromium, Options::phone().in_language(language));
    let peer = Peer::new(&browser, language);
    let hand = &peer.hand;
    peer.first_run(&site.address(), Begin::TryFirst);
    peer.open("#/sessions");
    hand.tap(hand.say(BUNDLE.title));
    peer.at_heading(hand.say(BUNDLE.title));
    let count = |sessions: usize, forms: usize| {
        BUNDLE.count.fill(language, &[("s", &sessions.to_string()), ("n", &forms.to_string())])
    };
    // The four past sessions of the practice, by days: three forms each, and one event.
    hand.tap(hand.say(BUNDLE.other));
    hand.sees(hand.say(BUNDLE.choose_days));
    let today = browser.script("return new Date().toISOString().slice(0, 10)", vec![]);
    hand.write(hand.say(BUNDLE.from), "2020-01-01");
    hand.write(hand.say(BUNDLE.to), today.as_str().unwrap_or_default());
    hand.sees(&count(4, 13));
    hand.sees(hand.say(BUNDLE.cover));
    let whole = pdf(&browser);
    std::fs::write(tests::target("print").join(format!("period-{}.pdf", language.tag())), &whole).expect("a PDF");
    let of_whole = pages(&whole);
    assert!((14..=27).contains(&of_whole), "a cover and 13 forms of one or two pages each: {of_whole} pages");
    let found = cut(&browser);
    assert!(found.is_empty(), "{}", found.join("\n"));

    // Only what is wanted: the cover and four lists.
    for form in [FormKind::Plan, FormKind::Process, FormKind::Emergency] {
        hand.tap(hand.say(title(form)));
    }
    hand.sees(&count(4, 4));
    assert_eq!(pages(&pdf(&browser)), 5);
    let (name, html) = hand.downloads(|| hand.tap(hand.say(BUNDLE.save)));
    assert!(name.ends_with(".html") && html.matches("<article>").count() == 5, "{name}: {html}");
    assert!(html.contains(FORMS.participants.get(language)) && !html.contains(FORMS.process.get(language)));
}

#[test]
fn the_forms_of_a_period_print_as_one_from_chinese() {
    check_period(Language::Chinese);
}

#[test]
fn the_forms_of_a_period_print_as_one_from_english() {
    check_period(Language::English);
}

#[test]
fn every_form_fits_its_paper_from_chinese() {
    check(Language::Chinese);
}

#[test]
fn every_form_fits_its_paper_from_english() {
    check(Language::English);
}

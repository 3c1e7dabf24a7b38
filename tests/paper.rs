//! What is on paper: the PDF that a browser prints, and the page as it is laid out for print.
//!
//! Chromium and Firefox print a PDF on a driver's command. WebKit's driver has no such command: there what goes on paper is the page
//! under its print rules, as wide as the paper.

use std::io::Read;

use fantoccini::wd::PrintConfiguration;
use flate2::read::ZlibDecoder;
use serde_json::{Value, json};

use crate::browser::{Browser, Engine};

/// A4 at 96 px an inch, without the margins of 15 mm.
const PAPER: (u32, u32) = (680, 1009);

/// Puts the rules for print in force, and those for screens out of force, by the style sheets' own interface; or takes that back.
const RULES: &str = "const paper = arguments[0], was = window.tongbanRules ??= new Map();
    const walk = (rules) => { for (const rule of rules) {
        const of = rule.media && (was.get(rule) ?? rule.media.mediaText);
        if (of && /\\b(print|screen)\\b/.test(of)) {
            was.set(rule, of);
            rule.media.mediaText = !paper ? of : /\\bprint\\b/.test(of) ? 'all' : 'not all';
        }
        if (rule.cssRules) walk(rule.cssRules);
    } };
    for (const sheet of document.styleSheets) walk(sheet.cssRules);
    return was.size;";

/// Prints what is on the screen as the browser does; `None` where its driver has no command for it.
#[track_caller]
pub fn pdf(browser: &Browser) -> Option<Vec<u8>> {
    match browser.engine {
        Engine::Chromium => {
            let paper = json!({ "paperWidth": 8.27, "paperHeight": 11.69, "printBackground": false, "preferCSSPageSize": true });
            let answer = browser.cdp("Page.printToPDF", paper);
            let data = answer["data"].as_str().unwrap_or_else(|| panic!("no PDF: {answer}"));
            Some(decode(data))
        }
        Engine::Firefox => Some(browser.wait(browser.client().print(PrintConfiguration::default()))),
        Engine::WebKit => None,
    }
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

/// Counts the page objects of a PDF: `/Type /Page`, not `/Type /Pages`; in its packed streams too, where Firefox keeps them.
pub fn pages(pdf: &[u8]) -> usize {
    let packed = places(pdf, b"stream").into_iter().filter_map(|at| {
        let start = pdf[at + b"stream".len()..].iter().position(|byte| *byte == b'\n')? + at + b"stream".len() + 1;
        let mut plain = Vec::new();
        // Other streams are no zlib, or hold no objects.
        ZlibDecoder::new(&pdf[start..]).read_to_end(&mut plain).ok().map(|_| plain)
    });
    let count = |bytes: &[u8]| {
        let types = places(bytes, b"/Type").into_iter().map(|at| bytes[at + b"/Type".len()..].trim_ascii_start());
        types.filter(|rest| rest.starts_with(b"/Page") && !rest.starts_with(b"/Pages")).count()
    };
    count(pdf) + packed.map(|plain| count(&plain)).sum::<usize>()
}

fn places(bytes: &[u8], word: &[u8]) -> Vec<usize> {
    bytes.windows(word.len()).enumerate().filter(|(_, some)| *some == word).map(|(at, _)| at).collect()
}

/// Looks at the page as it is laid out for paper.
pub fn on_paper<T>(browser: &Browser, look: impl FnOnce() -> T) -> T {
    let chromium = browser.engine == Engine::Chromium;
    let lay_out = |paper: bool| {
        if chromium {
            browser.cdp("Emulation.setEmulatedMedia", json!({ "media": if paper { "print" } else { "" } }));
        } else {
            let found = browser.script(RULES, vec![json!(paper)]);
            assert!(found.as_u64().is_some_and(|found| found > 0), "there are rules for print");
        }
        let (width, height) = if paper { PAPER } else { (360, 640) };
        browser.resize(width, height);
    };
    lay_out(true);
    let seen = look();
    lay_out(false);
    seen
}

/// What is cut on paper: reaches beyond the page's width, or holds more than it shows; and what should not be there.
pub fn cut(browser: &Browser) -> Vec<String> {
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
    let found = on_paper(browser, || browser.script(body, vec![]));
    found.as_array().into_iter().flatten().filter_map(|line| line.as_str().map(String::from)).collect()
}

/// The forms that are on paper, by their titles; whether each but the last ends its page.
pub fn sheets(browser: &Browser) -> (Vec<String>, bool) {
    let body = "const sheets = [...document.querySelectorAll('.sheet')].filter((sheet) => sheet.getBoundingClientRect().height > 0);
        return [sheets.map((sheet) => sheet.querySelector('.sheet-title').innerText.trim()),
            sheets.slice(0, -1).every((sheet) => getComputedStyle(sheet).breakAfter === 'page')];";
    let found = on_paper(browser, || browser.script(body, vec![]));
    let titles = found[0].as_array().into_iter().flatten().filter_map(|title| title.as_str().map(String::from));
    (titles.collect(), found[1] == Value::Bool(true))
}

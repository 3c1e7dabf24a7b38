//! What shuts people out: axe-core's findings, sideways scrolling, controls too small to hit.

use serde_json::{Value, json};

use crate::browser::Browser;

/// The widths at which nothing may scroll sideways.
pub const WIDTHS: [u32; 5] = [320, 360, 412, 768, 1280];

/// Runs axe-core on the page as it is (A, AA, AAA, best practices, target size). One line a finding.
#[track_caller]
pub fn axe(browser: &Browser) -> Vec<String> {
    let path = crate::root().join("worker/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path)
        .unwrap_or_else(|cause| panic!("{}: {cause}. Run `cargo xtask setup`.", path.display()));
    if browser.script("return typeof window.axe", vec![]) == json!("undefined") {
        browser.script(&format!("{axe}\nwindow.axe = window.axe || axe;"), vec![]);
    }
    let body = "const done = arguments[arguments.length - 1];
        const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag21aaa', 'wcag22aa', 'wcag22aaa', 'best-practice'];
        window.axe.run(document, { runOnly: tags, rules: { 'target-size': { enabled: true } }, resultTypes: ['violations'] })
            .then((result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>
                rule.id + ': ' + node.target.join(' ') + ': ' + (node.failureSummary || rule.help).replace(/\\s+/g, ' ')))))
            .catch((cause) => done(['axe itself failed: ' + cause]));";
    lines(&browser.script_async(body, vec![]))
}

/// Returns which elements reach beyond the page's width, if it scrolls sideways.
#[track_caller]
pub fn sideways(browser: &Browser) -> Vec<String> {
    let body = "const wide = document.scrollingElement;
        if (wide.scrollWidth <= wide.clientWidth) return [];
        const over = [...document.body.querySelectorAll('*')].filter((element) => {
            const box = element.getBoundingClientRect();
            return box.width > 0 && box.right + scrollX > wide.clientWidth + 0.5;
        });
        const told = over.slice(-3).map((element) => element.outerHTML.slice(0, 120));
        return ['the page is ' + wide.scrollWidth + ' wide in a window of ' + wide.clientWidth + ': ' + told.join(' | ')];";
    lines(&browser.script(body, vec![]))
}

/// Tries all widths at 100 % and 200 % text, and puts the size back to `width` x `height`.
#[track_caller]
pub fn sideways_everywhere(browser: &Browser, width: u32, height: u32) -> Vec<String> {
    let mut found = Vec::new();
    for percent in [100, 200] {
        browser.script(
            "document.documentElement.style.fontSize = arguments[0]",
            vec![json!(if percent == 100 { String::new() } else { format!("{percent}%") })],
        );
        for width in WIDTHS {
            browser.resize(width, 740);
            found.extend(sideways(browser).into_iter().map(|line| format!("{width} px, text {percent} %: {line}")));
        }
    }
    browser.script("document.documentElement.style.fontSize = ''", vec![]);
    browser.resize(width, height);
    found
}

/// Returns the controls lower than `least` px, and pairs of controls that overlap. A choice counts as its label.
#[track_caller]
pub fn small_controls(browser: &Browser, least: u32) -> Vec<String> {
    let body = "const least = arguments[0];
        const shown = (element) => { const box = element.getBoundingClientRect(); return box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible'; };
        const all = [...document.querySelectorAll('button, a[href], summary, input:not([type=hidden]), select, textarea, [role=button]')];
        const areas = all.map((element) => {
            const label = /^(radio|checkbox)$/.test(element.type) ? element.labels && element.labels[0] : null;
            return label || element;
        }).filter(shown).filter((element) => getComputedStyle(element).display !== 'inline');
        const told = (element) => JSON.stringify((element.innerText || element.ariaLabel || element.tagName).trim().slice(0, 40));
        return areas.filter((element) => element.getBoundingClientRect().height < least - 0.5)
            .map((element) => told(element) + ' is ' + Math.round(element.getBoundingClientRect().height) + ' px high');";
    lines(&browser.script(body, vec![json!(least)]))
}

fn lines(list: &Value) -> Vec<String> {
    match list.as_array() {
        Some(list) => list.iter().filter_map(|line| line.as_str().map(String::from)).collect(),
        None => vec![format!("no answer from the page: {list}")],
    }
}

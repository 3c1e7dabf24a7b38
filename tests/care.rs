//! What shuts people out: axe-core's findings, sideways scrolling, controls too small to hit.

use serde_json::{Value, json};

use crate::browser::Browser;

/// The widths at which nothing may scroll sideways.
pub const WIDTHS: [u32; 5] = [320, 360, 412, 768, 1280];

/// Runs axe-core on the page as it is (A, AA, AAA, best practices, target size). One line a finding.
#[track_caller]
pub fn axe(browser: &Browser) -> Vec<String> {
    run_axe(browser, false)
}

/// The same with the rules about colours alone: all that another theme of the same page can break.
#[track_caller]
pub fn axe_colours(browser: &Browser) -> Vec<String> {
    run_axe(browser, true)
}

#[track_caller]
fn run_axe(browser: &Browser, colours: bool) -> Vec<String> {
    let path = crate::root().join("worker/node_modules/axe-core/axe.min.js");
    let axe = std::fs::read_to_string(&path)
        .unwrap_or_else(|cause| panic!("{}: {cause}. Run `cargo xtask setup`.", path.display()));
    if browser.script("return typeof window.axe", vec![]) == json!("undefined") {
        browser.script(&format!("{axe}\nwindow.axe = window.axe || axe;"), vec![]);
    }
    // What the bars at the window's edges lie over for the moment can be scrolled free: a window as tall as the page.
    let size = browser.script("return [innerWidth, innerHeight, document.documentElement.scrollHeight]", vec![]);
    let size = |at: usize| size[at].as_u64().unwrap_or(0) as u32;
    browser.resize(size(0), size(2).max(size(1)) + 200);
    let body = "const done = arguments[arguments.length - 1];
        const tags = ['wcag2a', 'wcag2aa', 'wcag2aaa', 'wcag21a', 'wcag21aa', 'wcag21aaa', 'wcag22aa', 'wcag22aaa', 'best-practice'];
        const colours = window.axe.getRules(['cat.color']).map((rule) => rule.ruleId);
        const wanted = arguments[0] ? { runOnly: { type: 'rule', values: colours } } : { runOnly: tags, rules: { 'target-size': { enabled: true } } };
        // What fades or moves is judged as it is at rest.
        const rest = new CSSStyleSheet();
        rest.replaceSync('*, *::before, *::after { transition: none !important; animation: none !important; }');
        document.adoptedStyleSheets = [...document.adoptedStyleSheets, rest];
        window.axe.run(document, { ...wanted, resultTypes: ['violations'] })
            .then((result) => done(result.violations.flatMap((rule) => rule.nodes.map((node) =>
                rule.id + ': ' + node.target.join(' ') + ': ' + (node.failureSummary || rule.help).replace(/\\s+/g, ' ')))))
            .catch((cause) => done(['axe itself failed: ' + cause]))
            .finally(() => { document.adoptedStyleSheets = document.adoptedStyleSheets.filter((sheet) => sheet !== rest); });";
    let findings = lines(&browser.script_async(body, vec![json!(colours)]));
    browser.resize(size(0), size(1));
    findings
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

/// Returns the controls of the page itself (not of header, tabs and banners) that take a whole row and are lower
/// than `least` px: buttons, links as rows, choices. Links
/// of plain underlined words are no main controls.
#[track_caller]
pub fn small_main_controls(browser: &Browser, least: u32) -> Vec<String> {
    let body = "const least = arguments[0], main = document.querySelector('main');
        if (!main) return ['no main part'];
        const wide = main.clientWidth * 0.8;
        const quiet = (element) => { const style = getComputedStyle(element); return style.textDecorationLine === 'underline' && style.backgroundColor === 'rgba(0, 0, 0, 0)'; };
        const all = [...main.querySelectorAll('button, a[href], label:has(input[type=radio]), label:has(input[type=checkbox])')];
        return all.map((element) => [element, element.getBoundingClientRect()])
            .filter(([element, box]) => element.checkVisibility() && box.width >= wide && box.height > 1 && getComputedStyle(element).visibility === 'visible')
            .filter(([element]) => !element.closest('[role=alert]') && !quiet(element))
            .filter(([element]) => getComputedStyle(element).display !== 'inline')
            .filter(([, box]) => box.height < least - 0.5)
            .map(([element, box]) => JSON.stringify(element.innerText.trim().slice(0, 40)) + ' is a main control, ' + Math.round(box.height) + ' px high');";
    lines(&browser.script(body, vec![json!(least)]))
}

/// Returns pairs of controls of the page itself that stand closer than `least` px. Rows of one list may touch, with
/// a line between them, and so may controls inside each other.
#[track_caller]
pub fn close_controls(browser: &Browser, least: u32) -> Vec<String> {
    let body = "const least = arguments[0], main = document.querySelector('main');
        if (!main) return ['no main part'];
        const seen = (element) => { const box = element.getBoundingClientRect(); return element.checkVisibility() && box.width > 1 && box.height > 1 && getComputedStyle(element).visibility === 'visible' && getComputedStyle(element).display !== 'inline'; };
        const all = [...main.querySelectorAll('button, a[href], summary, input, select, textarea')]
            .map((element) => /^(radio|checkbox)$/.test(element.type) ? element.labels[0] : element).filter((element) => element && seen(element));
        const told = (element) => JSON.stringify((element.innerText || element.ariaLabel || element.labels?.[0]?.innerText || element.tagName).trim().slice(0, 40));
        const found = [];
        all.forEach((one, at) => all.slice(at + 1).forEach((other) => {
            if (one.contains(other) || other.contains(one)) return;
            const list = one.closest('ul, ol');
            if (list && list === other.closest('ul, ol') && one.closest('li') !== other.closest('li')) return;
            const a = one.getBoundingClientRect(), b = other.getBoundingClientRect();
            const x = Math.max(a.left - b.right, b.left - a.right), y = Math.max(a.top - b.bottom, b.top - a.bottom);
            const gap = Math.max(x, y);
            if (gap < least - 0.5) found.push(told(one) + ' and ' + told(other) + ' are ' + Math.round(gap) + ' px apart');
        }));
        return found;";
    lines(&browser.script(body, vec![json!(least)]))
}

fn lines(list: &Value) -> Vec<String> {
    match list.as_array() {
        Some(list) => list.iter().filter_map(|line| line.as_str().map(String::from)).collect(),
        None => vec![format!("no answer from the page: {list}")],
    }
}

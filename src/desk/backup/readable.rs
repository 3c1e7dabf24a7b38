//! The part of a backup for whoever has no app: the forms as a page, and how to read the rest.

use engine::domain::Now;
use engine::domain::community::Community;
use engine::export::{Form, Row};
use engine::words::Language;
use engine::words::backup::INSIDE;
use engine::words::sound::SOUND;

/// The end of the page.
pub(super) const FOOT: &str = "</body></html>\n";

/// Read me: in both languages; with a line about recordings where there are any.
pub(super) fn readme(sounds: bool) -> String {
    let lines = [
        Some(INSIDE.what),
        Some(INSIDE.forms),
        Some(INSIDE.tables),
        Some(INSIDE.records),
        sounds.then_some(SOUND.in_backup),
        Some(INSIDE.items),
        Some(INSIDE.manifest),
        Some(INSIDE.restore),
        Some(INSIDE.safe),
    ];
    // A mark at the beginning tells old editors that it is UTF-8.
    let mut text = String::from("\u{feff}");
    for language in Language::ALL {
        lines.iter().flatten().for_each(|line| text.push_str(&format!("{}\r\n", line.get(language))));
        text.push_str("\r\n");
    }
    text
}

/// The beginning of the page.
pub(super) fn head(language: Language, community: &Community, now: Now) -> String {
    let title = INSIDE.title.fill(language, &[("name", &community.name), ("day", &now.today().to_string())]);
    let mut safe = String::new();
    plain(&mut safe, &title);
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{safe}</title><style>body{{font:18px/1.6 sans-serif;max-width:62ch;margin:auto;padding:16px}}\
         table{{border-collapse:collapse}}td,th{{border:1px solid;padding:4px 8px;text-align:start}}\
         section{{break-after:page}}</style></head><body><h1>{safe}</h1>\n",
        language.tag()
    )
}

/// One form, at the end of the page.
pub(super) fn form(page: &mut String, form: &Form) {
    page.push_str("<section>");
    tagged(page, "h2", &form.title);
    tagged(page, "p", &form.community);
    form.rows.iter().for_each(|one| row(page, one));
    page.push_str("</section>\n");
}

fn row(page: &mut String, row: &Row) {
    match row {
        Row::Line { label, value } | Row::Block { label, value, .. } => {
            page.push_str("<p>");
            tagged(page, "b", label);
            page.push_str("<br>");
            plain(page, value);
            page.push_str("</p>");
        }
        Row::Table { heads, rows } => {
            page.push_str("<table>");
            for (tag, cells) in std::iter::once(("th", heads)).chain(rows.iter().map(|row| ("td", row))) {
                page.push_str("<tr>");
                cells.iter().for_each(|cell| tagged(page, tag, cell));
                page.push_str("</tr>");
            }
            page.push_str("</table>");
        }
    }
}

fn tagged(page: &mut String, tag: &str, words: &str) {
    for part in ["<", tag, ">"] {
        page.push_str(part);
    }
    plain(page, words);
    for part in ["</", tag, ">"] {
        page.push_str(part);
    }
}

/// Somebody's words: never markup.
fn plain(page: &mut String, words: &str) {
    let mut rest = words;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\n']) {
        let (before, sign) = rest.split_at(at);
        page.push_str(before);
        page.push_str(match sign.as_bytes()[0] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "<br>",
        });
        rest = &sign[1..];
    }
    page.push_str(rest);
}

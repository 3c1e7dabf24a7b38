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
    let title = plain(&title);
    format!(
        "<!doctype html><html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{title}</title><style>body{{font:18px/1.6 sans-serif;max-width:62ch;margin:auto;padding:16px}}\
         table{{border-collapse:collapse}}td,th{{border:1px solid;padding:4px 8px;text-align:start}}\
         section{{break-after:page}}</style></head><body><h1>{title}</h1>\n",
        language.tag()
    )
}

/// One form.
pub(super) fn form(form: &Form) -> String {
    let rows: String = form.rows.iter().map(row).collect();
    format!("<section><h2>{}</h2><p>{}</p>{rows}</section>\n", plain(&form.title), plain(&form.community))
}

fn row(row: &Row) -> String {
    match row {
        Row::Line { label, value } | Row::Block { label, value, .. } => {
            format!("<p><b>{}</b><br>{}</p>", plain(label), plain(value))
        }
        Row::Table { heads, rows } => {
            let cells = |tag: &str, cells: &[String]| {
                let cells: String = cells.iter().map(|cell| format!("<{tag}>{}</{tag}>", plain(cell))).collect();
                format!("<tr>{cells}</tr>")
            };
            let rows: String = rows.iter().map(|row| cells("td", row)).collect();
            format!("<table>{}{rows}</table>", cells("th", heads))
        }
    }
}

/// Somebody's words: never markup.
fn plain(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\n', "<br>")
}

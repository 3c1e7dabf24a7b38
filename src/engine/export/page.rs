//! Forms as one page of HTML that stands alone: any browser opens it and prints it on A4, without the app and without a network.

use super::form::{Form, Row};
use crate::words::Language;

const STYLE: &str = "@page{size:A4;margin:16mm 15mm}\
body{margin:0 auto;max-width:180mm;padding:8px;background:#fff;color:#000;font:11.5pt/1.5 system-ui,\"PingFang SC\",\"Noto Sans CJK SC\",\"Microsoft YaHei\",sans-serif}\
article{break-after:page;margin-bottom:24px}article:last-child{break-after:auto}h1{font-size:16pt;text-align:center}\
dl{margin:0}dl>div{display:grid;grid-template-columns:38mm minmax(0,1fr);border:1px solid #000;border-top:0}dl>div:first-child{border-top:1px solid #000}\
dt,dd,th,td{margin:0;padding:4px 8px;white-space:pre-wrap;overflow-wrap:anywhere}dt{font-weight:650;border-right:1px solid #000}\
table{width:100%;border-collapse:collapse;table-layout:fixed;font-size:10.5pt}th,td{border:1px solid #000;text-align:left;vertical-align:top}\
thead{display:table-header-group}tr{break-inside:avoid}";

/// The page. Nothing that somebody wrote is taken for markup.
pub fn page(title: &str, forms: &[Form], language: Language) -> String {
    let mut html = format!(
        "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>{}</title><style>{STYLE}</style></head><body>\n",
        language.tag(),
        plain(title)
    );
    for form in forms {
        html.push_str(&format!("<article><h1>{}</h1><p>{}</p>\n", plain(&form.title), plain(&form.community)));
        let mut open = false;
        for row in &form.rows {
            match row {
                Row::Line { label, value } | Row::Block { label, value, .. } => {
                    html.push_str(if open { "" } else { "<dl>" });
                    html.push_str(&format!("<div><dt>{}</dt><dd>{}</dd></div>", plain(label), plain(value)));
                    open = true;
                }
                Row::Table { heads, rows } => {
                    html.push_str(if open { "</dl>\n" } else { "" });
                    open = false;
                    html.push_str(&table(heads, rows));
                }
            }
        }
        html.push_str(if open { "</dl></article>\n" } else { "</article>\n" });
    }
    html + "</body></html>\n"
}

fn table(heads: &[String], rows: &[Vec<String>]) -> String {
    let cells = |row: &[String], tag: &str| {
        row.iter().map(|cell| format!("<{tag}>{}</{tag}>", plain(cell))).collect::<String>()
    };
    let rows: String = rows.iter().map(|row| format!("<tr>{}</tr>", cells(row, "td"))).collect();
    format!("<table><thead><tr>{}</tr></thead><tbody>{rows}</tbody></table>\n", cells(heads, "th"))
}

fn plain(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_wrote_is_markup() {
        let line = |value: &str| Row::Line { label: "Theme".into(), value: value.into() };
        let rows = vec![
            line("<script>alert(1)</script> & \"tea\""),
            Row::Table { heads: vec!["<b>".into()], rows: vec![vec!["1 < 2".into()]] },
            line("𠮷"),
        ];
        let form = Form { title: "</h1>".into(), community: "A&B".into(), rows };
        let html = page("<title>", &[form], Language::Chinese);
        assert!(!html.contains("<script") && !html.contains("<b>") && html.contains("&lt;script&gt;"));
        assert!(html.contains("<td>1 &lt; 2</td>") && html.contains("lang=\"zh-CN\"") && html.contains("𠮷"));
        let count = |tag: &str| html.matches(tag).count();
        for tag in ["dl", "article", "table", "tbody", "div", "h1"] {
            let (opened, closed) = (count(&format!("<{tag}>")), count(&format!("</{tag}>")));
            assert_eq!(opened, closed, "{tag}");
        }
        assert_eq!((count("<dl>"), count("<article>")), (2, 1));
    }
}

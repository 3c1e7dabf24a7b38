//! A report's picture as a file of its own: SVG that stands alone, with the same bars as on the screen and the same words for who
//! listens.

use super::shape::{DASH, Report, Series};
use crate::statistics::fixed;
use crate::words::report::REPORTS;

/// Everything is drawn in these units.
const WIDTH: f64 = 640.0;
/// Room around it.
const EDGE: f64 = 24.0;
/// A label, and its bar below.
const ROW: f64 = 44.0;
/// A heading.
const HEAD: f64 = 40.0;
/// The longest bar; a value stands behind it.
const LONGEST: f64 = 500.0;

/// The side of a pattern's tile.
pub const TILE: f64 = 8.0;
/// What is drawn on each tile, one pattern for each series in turn: a series is told apart without its colour too. The first is
/// plain.
pub const PATTERNS: [&str; 6] = [
    "M0 1H8M0 3H8M0 5H8M0 7H8",
    "M-2 10L10 -2M-2 2L2 -2M6 10L10 6",
    "M0 4H8",
    "M2 1V3M6 5V7",
    "M4 0V8M0 4H8",
    "M-2 -2L10 10M-2 6L2 10M6 -2L10 2",
];

/// A picture with its size.
#[derive(Clone, Debug, PartialEq)]
pub struct Picture {
    /// The SVG.
    pub svg: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

impl Report {
    /// The picture; `None` of a report that has none.
    pub fn picture(&self) -> Option<Picture> {
        let points = self.series.iter().flat_map(|series| &series.points);
        let most = points.filter_map(|point| point.value).fold(0.0, f64::max);
        if self.series.iter().all(|series| series.points.is_empty()) {
            return None;
        }
        let (mut drawn, mut top) = (String::new(), EDGE);
        let text = |size: u32, x: f64, y: f64, words: &str| {
            format!("<text x=\"{x:.0}\" y=\"{y:.0}\" font-size=\"{size}\">{}</text>\n", plain(words))
        };
        drawn.push_str(&text(22, EDGE, top + 20.0, &self.title));
        drawn.push_str(&text(14, EDGE, top + 44.0, &self.scope));
        top += HEAD + 24.0;
        for (place, series) in self.series.iter().enumerate() {
            if self.series.len() > 1 {
                drawn.push_str(&text(18, EDGE, top + 18.0, &series.name));
                top += HEAD;
            }
            for point in &series.points {
                let length = point.value.filter(|_| most > 0.0).map_or(0.0, |value| value / most * LONGEST);
                drawn.push_str(&text(16, EDGE, top + 14.0, &point.label));
                let (y, wide) = (top + 20.0, length.max(1.0));
                drawn.push_str(&format!(
                    "<rect x=\"{EDGE:.0}\" y=\"{y:.0}\" width=\"{wide:.1}\" height=\"14\" fill=\"url(#p{})\" stroke=\"#17594e\"/>\n",
                    place % PATTERNS.len()
                ));
                drawn.push_str(&text(16, EDGE + length + 8.0, top + 33.0, &said(point.value)));
                top += ROW;
            }
        }
        let (width, height) = (WIDTH, top + EDGE);
        let words = plain(&self.in_words());
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\" \
             role=\"img\" font-family=\"system-ui, 'PingFang SC', 'Noto Sans CJK SC', 'Microsoft YaHei', sans-serif\" fill=\"#26302e\">\n\
             <title>{}</title><desc>{words}</desc>\n<defs>{}</defs>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n{drawn}</svg>\n",
            plain(&self.title),
            patterns(self.series.len())
        );
        Some(Picture { svg, width: width as u32, height: height as u32 })
    }

    /// What the picture shows, in words.
    pub fn in_words(&self) -> String {
        let one = |series: &Series| {
            let says = series.points.iter().map(|point| {
                REPORTS.says.fill(self.language, &[("label", &point.label), ("value", &said(point.value))])
            });
            format!("{}. {}", series.name, says.collect::<Vec<_>>().join("; "))
        };
        let series: Vec<String> = self.series.iter().map(one).collect();
        format!("{}. {}", self.title, series.join(". "))
    }
}

/// As many patterns as there are series.
fn patterns(series: usize) -> String {
    let one = |(place, drawn): (usize, &&str)| {
        format!(
            "<pattern id=\"p{place}\" width=\"{TILE}\" height=\"{TILE}\" patternUnits=\"userSpaceOnUse\">\
             <path d=\"{drawn}\" stroke=\"#17594e\" stroke-width=\"2\"/></pattern>"
        )
    };
    PATTERNS.iter().enumerate().take(series).map(one).collect()
}

fn said(value: Option<f64>) -> String {
    match value {
        None => DASH.to_owned(),
        Some(value) if value.fract() == 0.0 => fixed(value, 0),
        Some(value) => fixed(value, 1),
    }
}

fn plain(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Point, Topic};
    use crate::words::Language;

    #[test]
    fn the_picture_stands_alone_and_says_what_it_shows() {
        let point = |label: &str, value| Point { label: label.into(), value };
        let mut report = Report {
            topic: Topic::Contents,
            language: Language::English,
            title: "Shares <&>".into(),
            scope: "All".into(),
            heads: Vec::new(),
            rows: Vec::new(),
            tests: Vec::new(),
            notes: Vec::new(),
            series: Vec::new(),
        };
        assert_eq!(report.picture(), None);
        let points = vec![point("Cooking", Some(40.0)), point("Fun", Some(12.5)), point("Films", None)];
        report.series = vec![Series { name: "Of known".into(), points }];
        let picture = report.picture().expect("a picture");
        let words = "Shares &lt;&amp;&gt;. Of known. Cooking: 40; Fun: 12.5; Films: –";
        assert!(picture.svg.contains(&format!("<desc>{words}</desc>")), "{}", picture.svg);
        assert!(picture.svg.contains("width=\"500.0\"") && picture.svg.contains("width=\"156.2\""), "{}", picture.svg);
        assert_eq!(picture.svg.matches("<rect").count(), 4);
        // Each series has a pattern of its own.
        let other = Series { name: "Of all".into(), points: report.series[0].points.clone() };
        report.series.push(other);
        let two = report.picture().expect("a picture").svg;
        let drawn = |pattern: &str| two.matches(&format!("fill=\"url(#{pattern})\"")).count();
        assert_eq!((drawn("p0"), drawn("p1"), two.matches("<pattern id=").count()), (3, 3, 2), "{two}");
        assert!(!picture.svg.contains("Shares <"));
    }
}

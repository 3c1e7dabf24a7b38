//! A report as a picture: bars in SVG, each with its label above and its value beside it. The same in words for who listens.

use engine::report::{PATTERNS, Series, TILE};
use engine::statistics::fixed;
use engine::words::report::REPORTS;
use leptos::prelude::*;

use super::language;

/// Everything is drawn in these units; the picture is as wide as the text.
const WIDTH: f64 = 320.0;
/// A label, and its bar below.
const ROW: f64 = 40.0;
/// The longest bar; a value stands behind it.
const LONGEST: f64 = 256.0;

/// The series, one below the other.
#[component]
pub fn Chart(
    /// What it shows.
    title: String,
    /// The bars.
    series: Vec<Series>,
) -> impl IntoView {
    let values = series.iter().flat_map(|series| &series.points).filter_map(|point| point.value);
    let most = values.fold(0.0, f64::max);
    let alone = series.len() == 1;
    let blocks = series.into_iter().enumerate().map(|(place, series)| {
        let name = if alone { title.clone() } else { format!("{title}, {}", series.name) };
        let heading = (!alone).then(|| view! { <h3>{series.name.clone()}</h3> });
        view! { {heading} {bars(&name, &series, most, place)} }
    });
    view! { <div class="chart stack">{blocks.collect_view()}</div> }
}

/// `place`: of its pattern, which tells the series apart, beside its heading.
fn bars(name: &str, series: &Series, most: f64, place: usize) -> impl IntoView + use<> {
    let height = ROW * series.points.len() as f64;
    let say = |value: Option<f64>| match value {
        None => engine::report::DASH.to_owned(),
        Some(value) if value.fract() == 0.0 => fixed(value, 0),
        Some(value) => fixed(value, 1),
    };
    let points: Vec<(String, String, f64)> = series
        .points
        .iter()
        .map(|point| {
            let length = point.value.filter(|_| most > 0.0).map_or(0.0, |value| value / most * LONGEST);
            (point.label.clone(), say(point.value), length)
        })
        .collect();
    let one = |(label, value, _): &(String, String, f64)| {
        REPORTS.says.fill(language(), &[("label", label), ("value", value)])
    };
    let words = format!("{name}. {}", points.iter().map(one).collect::<Vec<_>>().join("; "));
    let rows = points.into_iter().enumerate().map(|(at, (label, value, length))| {
        let top = at as f64 * ROW;
        view! {
            <text x="0" y=(top + 13.0).to_string()>{label}</text>
            <rect class="chart-bar" fill=format!("url(#chart-{place})") x="1" y=(top + 19.0).to_string() width=length.max(1.0).to_string() height="12"/>
            <text x=(length + 6.0).to_string() y=(top + 30.0).to_string()>{value}</text>
        }
    });
    view! {
        <svg class="chart-bars" viewBox=format!("0 0 {WIDTH} {height}") role="img" aria-label=words>
            <defs>
                <pattern id=format!("chart-{place}") width=TILE.to_string() height=TILE.to_string() patternUnits="userSpaceOnUse">
                    <path class="chart-mark" d=PATTERNS[place % PATTERNS.len()]/>
                </pattern>
            </defs>
            {rows.collect_view()}
        </svg>
    }
}

//! One report: as a picture, as a table, with its tests and notes, and as a file.

use engine::report::{Cell, Report, RowKind, Topic, make};
use engine::sync::Place;
use engine::words::report::REPORTS;
use leptos::prelude::*;

use super::chart::Chart;
use super::parts::*;
use super::picture::png;
use super::reports::{Choosing, Chosen, SampleNote, communities, counted};
use super::{language, live, say};
use crate::shell::shell;

/// The page.
#[component]
pub fn ReportScreen(
    /// The report's name in its address.
    topic: String,
) -> impl IntoView {
    let shell = shell();
    let chosen = Chosen::signal();
    let records = counted(shell, chosen);
    let topic = Topic::parse(&topic);
    let made = Memo::new_with_compare(
        move |_| {
            records.get().zip(topic).map(|(records, topic)| make(topic, &records, &chosen.get().filter(), language()))
        },
        |before, after| before != after,
    );
    let title = topic.map_or(REPORTS.unknown, Topic::title);
    view! {
        <Page title=title back=Back::to(Place::Reports.href(), REPORTS.title) place=Tab::Me save=Signal::from(shell.saving)>
            <SampleNote chosen=chosen/>
            {live(move || match made.get() {
                Some(report) => view! { <Shown report=report/> }.into_any(),
                None if topic.is_none() => ().into_any(),
                None => view! { <p role="status">{say(REPORTS.making)}</p> }.into_any(),
            })}
            <Choosing chosen=chosen communities=communities(records)/>
        </Page>
    }
}

#[component]
fn Shown(report: Report) -> impl IntoView {
    let tests = report.tests.iter().map(|tested| {
        let lines = tested.lines(report.language).into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
        view! { <p><strong>{tested.about.clone()}</strong></p> {lines} }
    });
    let tests = tests.collect_view();
    let tests = (!report.tests.is_empty()).then(|| view! { <Section title=REPORTS.tests>{tests}</Section> });
    let notes = report.notes.iter().map(|note| view! { <li>{note.clone()}</li> }).collect_view();
    let notes = (!report.notes.is_empty())
        .then(|| view! { <Section title=REPORTS.notes><ul class="plain-list">{notes}</ul></Section> });
    let scope = report.scope.clone();
    let (title, series) = (report.title.clone(), report.series.clone());
    let picture = (!series.is_empty())
        .then(|| view! { <Section title=REPORTS.picture><Chart title=title series=series/></Section> });
    let figures = (!report.rows.is_empty()).then(|| report.clone());
    let table = figures.map(|report| view! { <Section title=REPORTS.table><Figures report=report/></Section> });
    let file = (!report.rows.is_empty()).then(|| view! { <AsFile report=report/> });
    view! {
        <p class="quiet">{scope}</p>
        {picture}
        {table}
        {tests}
        {notes}
        {file}
    }
}

/// The table. It scrolls by itself where it is wider than the screen.
#[component]
fn Figures(report: Report) -> impl IntoView {
    let heads = report.heads.iter().map(|head| view! { <th scope="col">{head.clone()}</th> }).collect_view();
    let rows = report.rows.iter().map(|row| {
        let kind = match row.kind {
            RowKind::Head => "figures-head",
            RowKind::Plain => "",
            RowKind::Total => "figures-total",
        };
        let cells = row.cells.iter().enumerate().map(|(at, cell)| match at {
            0 => view! { <th scope="row">{cell.text()}</th> }.into_any(),
            _ => {
                let long = matches!(cell, Cell::Text(words) if words.len() > 24);
                let words = long.then_some("figures-words");
                view! { <td class=words>{cell.text()}</td> }.into_any()
            }
        });
        view! { <tr class=kind>{cells.collect_view()}</tr> }
    });
    view! {
        <div class="figures" tabindex="0" role="region" aria-label=report.title.clone()>
            <table>
                <thead><tr>{heads}</tr></thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    }
}

/// What can be had of a report.
#[derive(Clone, Copy, PartialEq)]
enum Piece {
    Table,
    Picture,
}

/// Makes it: the table as CSV, the picture as PNG or, where the browser draws none, as SVG.
async fn piece(report: &Report, piece: Piece) -> Parcel {
    let table = || Parcel::text(report.file_name(), "text/csv", report.csv());
    let Some(drawn) = report.picture().filter(|_| piece == Piece::Picture) else { return table() };
    let name = |ending: &str| report.file_name().replace(".csv", ending);
    match png(&drawn).await {
        Some(bytes) => Parcel::bytes(name(".png"), "image/png", &bytes),
        None => Parcel::text(name(".svg"), "image/svg+xml", drawn.svg),
    }
    .or_text(report.in_words())
}

/// The files, after a question where few people stand in a cell; and paper.
#[component]
fn AsFile(report: Report) -> impl IntoView {
    let asks = RwSignal::new(None::<Piece>);
    let out = HandOut::new();
    let few = report.small_cells() > 0;
    let drawn = report.picture().is_some();
    let report = StoredValue::new(report);
    let save = move |wanted: Piece| {
        asks.set(None);
        leptos::task::spawn_local(async move {
            let Some(report) = report.try_get_value() else { return };
            out.give(piece(&report, wanted).await).await;
        });
    };
    let press = move |wanted: Piece| {
        out.clear();
        if few { asks.set(Some(wanted)) } else { save(wanted) }
    };
    view! {
        <PrintBar>
            <Button label=REPORTS.save on_press=move |()| press(Piece::Table) icon=Icon::Copy/>
            {drawn.then(|| view! { <Button label=REPORTS.save_picture on_press=move |()| press(Piece::Picture) icon=Icon::Copy/> })}
        </PrintBar>
        <div role="status">
            {live(move || asks.get().map(|wanted| view! {
                <Card title=REPORTS.few>
                    <p>{say(REPORTS.few_why)}</p>
                    <Actions>
                        <Button label=REPORTS.few_no on_press=move |()| asks.set(None) kind=Kind::Primary/>
                        <Button label=REPORTS.few_yes on_press=move |()| save(wanted)/>
                    </Actions>
                </Card>
            }))}
        </div>
        <HandedOut out/>
    }
}

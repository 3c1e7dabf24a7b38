//! Forms on paper: A4, black on white, with lines to write on where nothing is written.

use crate::ui::live;
use engine::words::parts::PAPER;
use leptos::prelude::*;

use super::button::{Button, Kind};
use crate::ui::icon::Icon;
use crate::ui::say;

/// The button that prints; not printed itself.
#[component]
pub fn PrintBar(#[prop(optional)] children: Option<Children>) -> impl IntoView {
    let print = move || {
        window().print().ok();
    };
    view! {
        <div class="print-bar stack">
            <div class="actions">
                <Button label=PAPER.print on_press=print kind=Kind::Primary icon=Icon::Print/>
                {children.map(|children| children())}
            </div>
            <p class="quiet">{say(PAPER.print_how)}</p>
        </div>
    }
}

/// One form.
#[component]
pub fn FormSheet(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] community: Signal<String>,
    /// A line below the title, such as when it was closed.
    #[prop(optional, into)]
    note: Signal<String>,
    children: Children,
) -> impl IntoView {
    view! {
        <article class="sheet">
            <header class="sheet-head">
                <h2 class="sheet-title">{title}</h2>
                <p class="sheet-community">
                    <span>{say(PAPER.community)}</span>
                    <span class="sheet-value" class:sheet-blank=move || community.with(String::is_empty)>{community}</span>
                </p>
                <p class="sheet-note" hidden=move || note.with(String::is_empty)>{note}</p>
            </header>
            {children()}
        </article>
    }
}

/// Rows under a heading.
#[component]
pub fn FormSection(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <section class="sheet-section">
            <h3>{title}</h3>
            {children()}
        </section>
    }
}

/// A label and what is written beside it; dotted lines where nothing is.
#[component]
pub fn FormRow(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] value: Signal<String>,
    /// Lines to leave for writing.
    #[prop(default = 1)]
    lines: u32,
) -> impl IntoView {
    let blank = Memo::new(move |_| value.with(|value| value.trim().is_empty()));
    let body = move || {
        if blank.get() {
            let line = || view! { <span class="sheet-line"></span> };
            (0..lines.max(1)).map(|_| line()).collect_view().into_any()
        } else {
            view! { <span class="sheet-value">{value}</span> }.into_any()
        }
    };
    view! {
        <div class="sheet-row">
            <div class="sheet-label">{label}</div>
            <div class="sheet-body">{body}</div>
        </div>
    }
}

/// A table; `blank` rows are added to write in.
#[component]
pub fn FormTable(
    #[prop(into)] head: Signal<Vec<String>>,
    #[prop(into)] rows: Signal<Vec<Vec<String>>>,
    #[prop(optional, into)] blank: Signal<u32>,
    /// What the table holds, for readers of the screen.
    #[prop(optional, into)]
    caption: Signal<String>,
) -> impl IntoView {
    let cells = |row: Vec<String>| row.into_iter().map(|cell| view! { <td>{cell}</td> }).collect_view();
    let body = move || {
        let width = head.with(Vec::len);
        let empty = (0..blank.get()).map(move |_| vec![String::new(); width]);
        rows.get().into_iter().chain(empty).map(|row| view! { <tr>{cells(row)}</tr> }).collect_view()
    };
    let heads = move || head.get().into_iter().map(|head| view! { <th scope="col">{head}</th> }).collect_view();
    view! {
        <table class="sheet-table">
            <caption class="vh">{caption}</caption>
            <thead>
                <tr>{heads}</tr>
            </thead>
            <tbody>{body}</tbody>
        </table>
    }
}

/// Boxes to tick on paper: each with its word, ticked or not.
#[component]
pub fn FormBoxes(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] options: Signal<Vec<(String, bool)>>,
) -> impl IntoView {
    let one = |(word, ticked): (String, bool)| {
        view! {
            <li>
                <span class="sheet-tick">{if ticked { "☑" } else { "☐" }}</span>
                <span>{word}</span>
            </li>
        }
    };
    view! {
        <div class="sheet-row">
            <div class="sheet-label">{label}</div>
            <ul class="sheet-boxes">{live(move || options.get().into_iter().map(one).collect_view())}</ul>
        </div>
    }
}

/// Places to sign.
#[component]
pub fn Signatures(#[prop(into)] labels: Signal<Vec<String>>) -> impl IntoView {
    let (signature, date) = (say(PAPER.signature), say(PAPER.date));
    let one = move |label: String| {
        view! {
            <div class="sheet-signature">
                <p>{label}</p>
                <p>{signature}<span class="sheet-line"></span></p>
                <p>{date}<span class="sheet-line"></span></p>
            </div>
        }
    };
    view! { <div class="sheet-signatures">{live(move || labels.get().into_iter().map(one).collect_view())}</div> }
}

//! Words around the fields: help, notes, quotes, the list of problems, reading aloud.

use crate::ui::live;
use engine::words::parts::FIELDS;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::ui::icon::{Glyph, Icon};
use crate::ui::say;

/// What a note or a chip wants to say beyond its words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    #[default]
    Info,
    /// All is well.
    Ok,
    /// Look at this, without alarm.
    Care,
}

impl Tone {
    /// Its class.
    pub fn class(self) -> &'static str {
        match self {
            Tone::Info => "tone-info",
            Tone::Ok => "tone-ok",
            Tone::Care => "tone-care",
        }
    }

    /// Its icon.
    pub fn icon(self) -> Icon {
        match self {
            Tone::Info => Icon::Info,
            Tone::Ok => Icon::Check,
            Tone::Care => Icon::Care,
        }
    }
}

/// Inline help, closed at first: why we ask, how to write it, an example.
#[component]
pub fn Help(
    #[prop(into)] why: Signal<String>,
    #[prop(optional, into)] how: Signal<String>,
    #[prop(optional, into)] example: Signal<String>,
) -> impl IntoView {
    let line = |title, text: Signal<String>| {
        let title = say(title);
        view! {
            <div hidden=move || text.with(String::is_empty)>
                <dt>{title}</dt>
                <dd>{text}</dd>
            </div>
        }
    };
    view! {
        <details class="help">
            <summary>
                <Glyph icon=Icon::Info/>
                <span>{say(FIELDS.about)}</span>
            </summary>
            <dl>{line(FIELDS.why, why)} {line(FIELDS.how, how)} {line(FIELDS.example, example)}</dl>
        </details>
    }
}

/// A gentle note.
#[component]
pub fn Note(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    view! {
        <div class=format!("note {}", tone.class())>
            <Glyph icon=tone.icon()/>
            <div class="note-words">{children()}</div>
        </div>
    }
}

/// Somebody's words.
#[component]
pub fn Quote(#[prop(into)] text: Signal<String>, #[prop(optional, into)] who: Signal<String>) -> impl IntoView {
    view! {
        <figure class="quote">
            <blockquote>{text}</blockquote>
            <figcaption hidden=move || who.with(String::is_empty)>{who}</figcaption>
        </figure>
    }
}

/// Something to look at before going on, and the field that it is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    text: String,
    field: String,
}

impl Problem {
    /// A problem with the field of that id.
    pub fn new(text: impl Into<String>, field: impl Into<String>) -> Problem {
        Problem { text: text.into(), field: field.into() }
    }
}

/// All problems of a page, each linking to its field. Takes the focus when there are some.
#[component]
pub fn ErrorSummary(
    #[prop(into)] problems: Signal<Vec<Problem>>,
    #[prop(optional, into)] title: Signal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Div>::new();
    Effect::new(move |_| {
        if let Some(node) = node.get().filter(|_| problems.with(|all| !all.is_empty())) {
            node.focus().ok();
        }
    });
    let id = super::fresh_id("problems");
    let usual = say(FIELDS.summary);
    let heading = move || Some(title.get()).filter(|text| !text.is_empty()).unwrap_or_else(|| usual().to_owned());
    let link = |problem: Problem| {
        let field = problem.field.clone();
        let go = move |event: leptos::ev::MouseEvent| {
            event.prevent_default(); // addresses after # are screens
            focus_field(&field);
        };
        view! { <li><a href=format!("#{}", problem.field) on:click=go>{problem.text}</a></li> }
    };
    view! {
        <Show when=move || problems.with(|all| !all.is_empty())>
            <div node_ref=node class="problems" role="alert" tabindex="-1" aria-labelledby=id.clone()>
                <h2 id=id.clone()>{heading}</h2>
                <ul>{live(move || problems.get().into_iter().map(link).collect_view())}</ul>
            </div>
        </Show>
    }
}

/// Puts the focus into a field, or into the first control of a group.
pub fn focus_field(id: &str) {
    let Some(element) = document().get_element_by_id(id) else {
        return;
    };
    const CONTROLS: &str = "input, textarea, select, button, a[href]";
    let control = if element.matches(CONTROLS).unwrap_or(false) {
        Some(element.clone())
    } else {
        element.query_selector(CONTROLS).ok().flatten()
    };
    element.scroll_into_view();
    if let Some(control) = control.and_then(|control| control.dyn_into::<web_sys::HtmlElement>().ok()) {
        control.focus().ok();
    }
}

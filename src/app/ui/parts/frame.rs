//! The frame of every screen: header, heading, content and the five places.

use crate::ui::live;
use std::cell::Cell;

use engine::sync::SaveState;
use engine::words::Phrase;
use engine::words::parts::FRAME;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::press::{fresh_number, meant};
use super::status::SaveChip;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::say::language_signal;
use crate::ui::{LanguageSwitch, say};

/// Where the link at the upper left leads.
#[derive(Clone)]
pub struct Back {
    href: String,
    label: Phrase,
}

impl Back {
    /// A way back.
    pub fn to(href: impl Into<String>, label: Phrase) -> Back {
        Back { href: href.into(), label }
    }
}

/// The five places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Tab {
    Today,
    Sessions,
    People,
    Ideas,
    Me,
}

impl Tab {
    const ALL: [(Tab, &'static str, Phrase, Icon); 5] = [
        (Tab::Today, "#/", FRAME.today, Icon::Today),
        (Tab::Sessions, "#/sessions", FRAME.sessions, Icon::Sessions),
        (Tab::People, "#/people", FRAME.people, Icon::People),
        (Tab::Ideas, "#/ideas", FRAME.ideas, Icon::Ideas),
        (Tab::Me, "#/me", FRAME.me, Icon::Me),
    ];
}

thread_local! {
    static PAINTED: Cell<bool> = const { Cell::new(false) };
}

/// Puts the focus on the heading of a screen that became another one without leaving its address.
pub fn focus_heading() {
    let heading = document().query_selector("h1").ok().flatten();
    if let Some(heading) = heading.and_then(|heading| heading.dyn_into::<web_sys::HtmlElement>().ok()) {
        window().scroll_to_with_x_and_y(0.0, 0.0);
        heading.focus().ok();
    }
}

/// A whole screen. Its heading takes the focus when the screen changes, so that readers of the screen begin there.
#[component]
pub fn Page(
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] back: Option<Back>,
    /// Shows the five places, this one as current.
    #[prop(optional)]
    place: Option<Tab>,
    /// Shows the five places, none as current.
    #[prop(optional)]
    tabs: bool,
    /// Keeps a line under the header for what is true of saving.
    #[prop(optional, into)]
    save: Option<Signal<SaveState>>,
    children: Children,
) -> impl IntoView {
    let heading = NodeRef::<html::H1>::new();
    let focused = Cell::new(false);
    Effect::new(move |_| {
        let Some(heading) = heading.get() else { return };
        if !focused.replace(true) && PAINTED.replace(true) {
            window().scroll_to_with_x_and_y(0.0, 0.0);
            heading.focus().ok();
        }
    });
    let name = say(FRAME.name);
    Effect::new(move |_| {
        let (title, name) = (title.get(), name());
        let whole = if title == name { title } else { format!("{title} · {name}") };
        document().set_title(&whole);
    });
    let with_tabs = tabs || place.is_some();
    let skip = move |event: leptos::ev::MouseEvent| {
        event.prevent_default(); // addresses after # are screens
        if let Some(heading) = heading.get_untracked() {
            heading.focus().ok();
        }
    };
    view! {
        <div class="page" class:with-tabs=with_tabs>
            <a class="skip" href="#main" on:click=skip>{say(FRAME.skip)}</a>
            <Header back/>
            {with_tabs.then(|| view! { <TabBar current=place/> })}
            <main id="main" class="main">
                {save.map(|state| view! { <SaveChip state/> })}
                <h1 tabindex="-1" node_ref=heading>{title}</h1>
                {children()}
            </main>
        </div>
    }
}

#[component]
fn Header(back: Option<Back>) -> impl IntoView {
    let start = match back {
        Some(back) => {
            let key = fresh_number();
            view! {
                <a class="top-link" href=back.href on:click=move |event| { meant(&event, key); }>
                    <Glyph icon=Icon::Back/>
                    <span>{say(back.label)}</span>
                </a>
            }
            .into_any()
        }
        None => view! { <span class="top-name">{say(FRAME.name)}</span> }.into_any(),
    };
    view! {
        <header class="top">
            {start}
            <div class="top-end">
                <LanguageButton/>
                <a class="top-link top-help" href="#/help">
                    <Glyph icon=Icon::Help/>
                    <span>{say(FRAME.help)}</span>
                </a>
            </div>
        </header>
    }
}

/// Switches to the other language, on every screen and without a reload.
#[component]
pub fn LanguageButton() -> impl IntoView {
    let current = language_signal();
    let switch = use_context::<LanguageSwitch>();
    let other = move || current.get().other();
    let key = fresh_number();
    let press = move |event| {
        if !meant(&event, key) {
            return;
        }
        let to = current.get_untracked().other();
        match switch {
            Some(LanguageSwitch(switch)) => switch.run(to),
            None => current.set(to),
        }
    };
    view! {
        <button type="button" class="top-link" lang=move || other().tag() on:click=press>
            <span>{live(move || other().own_name())}</span>
        </button>
    }
}

/// The five places: a bar below on phones, a column at the left where there is room.
#[component]
pub fn TabBar(current: Option<Tab>) -> impl IntoView {
    let links = Tab::ALL.map(|(tab, href, label, icon)| {
        let here = (current == Some(tab)).then_some("page");
        let key = fresh_number();
        view! {
            <li>
                <a class="tab" href=href aria-current=here on:click=move |event| { meant(&event, key); }>
                    <Glyph icon/>
                    <span>{say(label)}</span>
                </a>
            </li>
        }
    });
    view! {
        <nav class="tabs" aria-label=say(FRAME.places)>
            <ul>{links.into_iter().collect_view()}</ul>
        </nav>
    }
}

/// A part of a screen under its own heading.
#[component]
pub fn Section(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    let id = super::fresh_id("section");
    let labelled_by = id.clone();
    view! {
        <section class="section stack" aria-labelledby=labelled_by>
            <h2 id=id>{title}</h2>
            {children()}
        </section>
    }
}

/// Something is being read; said once, calmly.
#[component]
pub fn Loading() -> impl IntoView {
    view! { <p class="loading quiet" role="status">{say(FRAME.moment)}</p> }
}

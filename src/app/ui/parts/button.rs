//! Buttons and links that look like buttons. None is ever disabled: what can't be done yet says why when pressed.

use leptos::prelude::*;

use super::press::{fresh_number, meant};
use crate::ui::icon::{Glyph, Icon};

/// How much a button asks for attention.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// The one next thing of a page.
    Primary,
    /// Everything else.
    #[default]
    Plain,
    /// Hardly there: a line of text with room to press.
    Quiet,
    /// Calling for help.
    Help,
}

impl Kind {
    fn class(self, small: bool) -> String {
        let kind = match self {
            Kind::Primary => "primary",
            Kind::Plain => "plain",
            Kind::Quiet => "quiet-button",
            Kind::Help => "help-button",
        };
        format!("button {kind}{}", if small { " small" } else { "" })
    }
}

/// A button.
#[component]
pub fn Button(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] on_press: Callback<()>,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] small: bool,
    /// A second line: what will happen.
    #[prop(optional, into)]
    describe: Signal<String>,
    /// For a button that stays pressed.
    #[prop(optional, into)]
    pressed: Option<Signal<bool>>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let key = fresh_number();
    let press = move |event| {
        if meant(&event, key) {
            on_press.run(());
        }
    };
    view! {
        <button
            type="button"
            id=id
            class=kind.class(small)
            aria-pressed=move || pressed.map(|pressed| pressed.get().to_string())
            on:click=press
        >
            {icon.map(|icon| view! { <Glyph icon/> })}
            <span class="button-words">
                <span>{label}</span>
                <span class="button-hint" hidden=move || describe.with(String::is_empty)>{describe}</span>
            </span>
        </button>
    }
}

/// A link that looks like a button.
#[component]
pub fn LinkButton(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] href: Signal<String>,
    #[prop(optional)] kind: Kind,
    #[prop(optional)] icon: Option<Icon>,
    #[prop(optional)] small: bool,
    /// Leads out of the app, such as to the telephone.
    #[prop(optional)]
    external: bool,
) -> impl IntoView {
    let key = fresh_number();
    let rel = external.then_some("external noreferrer");
    view! {
        <a class=kind.class(small) href=href rel=rel on:click=move |event| { meant(&event, key); }>
            {icon.map(|icon| view! { <Glyph icon/> })}
            <span>{label}</span>
        </a>
    }
}

/// The buttons at the end of a page or card: one below the other on phones, side by side where there is room.
#[component]
pub fn Actions(children: Children) -> impl IntoView {
    view! { <div class="actions">{children()}</div> }
}

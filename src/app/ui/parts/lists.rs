//! Lists: tasks, answers to check, cards, people, sessions.

use crate::ui::live;
use chrono::NaiveDate;
use engine::domain::plan::Category;
use engine::words::parts::LISTS;
use leptos::prelude::*;

use super::button::{Button, Kind, LinkButton};
use super::category::CategoryChip;
use super::press::{fresh_number, meant};
use super::words::Tone;
use crate::browser;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::say::language_signal;
use crate::ui::{say, say_with};

/// Tasks in any order.
#[component]
pub fn TaskList(children: Children) -> impl IntoView {
    view! { <ul class="rows tasks">{children()}</ul> }
}

/// One task: written or not written yet, nothing else.
#[component]
pub fn TaskRow(
    #[prop(into)] href: Signal<String>,
    #[prop(into)] label: Signal<String>,
    #[prop(into)] written: Signal<bool>,
    #[prop(optional, into)] hint: Signal<String>,
) -> impl IntoView {
    let (yes, no) = (say(LISTS.written), say(LISTS.not_written));
    let key = fresh_number();
    view! {
        <li>
            <a class="row-link" href=href on:click=move |event| { meant(&event, key); }>
                <span class="row-words">
                    <span class="row-title">{label}</span>
                    <span class="row-hint" hidden=move || hint.with(String::is_empty)>{hint}</span>
                </span>
                <span class="task-state" class:written=written>
                    {live(move || written.get().then(|| view! { <Glyph icon=Icon::Check/> }))}
                    <span>{live(move || if written.get() { yes() } else { no() })}</span>
                </span>
            </a>
        </li>
    }
}

/// Answers to look at before going on.
#[component]
pub fn CheckList(children: Children) -> impl IntoView {
    view! { <dl class="rows checks">{children()}</dl> }
}

/// One answer, with a way to change it.
#[component]
pub fn CheckRow(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(optional, into)] href: Option<String>,
) -> impl IntoView {
    let empty = move || value.with(|value| value.trim().is_empty());
    let none = say(LISTS.not_written);
    let text = move || {
        if empty() { none().to_owned() } else { value.get() }
    };
    let what = say_with(LISTS.change_what, move || vec![("label", label.get())]);
    view! {
        <div class="check">
            <dt>{label}</dt>
            <dd class="check-value" class:quiet=empty>{text}</dd>
            {href.map(|href| view! {
                <dd class="check-change"><a class="change" href=href aria-label=what>{say(LISTS.change)}</a></dd>
            })}
        </div>
    }
}

/// A card.
#[component]
pub fn Card(
    #[prop(optional, into)] title: Option<Signal<String>>,
    /// Stands out: the one next thing.
    #[prop(optional)]
    tint: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <section class="card stack" class:tint=tint>
            {title.map(|title| view! { <h2>{title}</h2> })}
            {children()}
        </section>
    }
}

/// A card that is one link.
#[component]
pub fn CardLink(
    #[prop(into)] href: Signal<String>,
    #[prop(into)] title: Signal<String>,
    #[prop(optional, into)] text: Signal<String>,
    #[prop(optional)] icon: Option<Icon>,
) -> impl IntoView {
    let key = fresh_number();
    view! {
        <a class="card card-link" href=href on:click=move |event| { meant(&event, key); }>
            {icon.map(|icon| view! { <span class="card-icon"><Glyph icon/></span> })}
            <span class="row-words">
                <span class="row-title">{title}</span>
                <span class="row-hint" hidden=move || text.with(String::is_empty)>{text}</span>
            </span>
            <Glyph icon=Icon::Next/>
        </a>
    }
}

/// People.
#[component]
pub fn PersonList(children: Children) -> impl IntoView {
    view! { <ul class="rows people">{children()}</ul> }
}

/// A person: name, a word on how things stand, and buttons.
#[component]
pub fn PersonRow(
    #[prop(into)] name: Signal<String>,
    #[prop(optional, into)] state: Signal<String>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let words = move || {
        view! {
            <span class="row-words">
                <span class="row-title">{name}</span>
                <span class="row-hint" hidden=move || state.with(String::is_empty)>{state}</span>
            </span>
        }
    };
    let key = fresh_number();
    let face = match href {
        Some(href) => view! {
            <a class="row-link" href=href on:click=move |event| { meant(&event, key); }>
                {words()}
                <Glyph icon=Icon::Next/>
            </a>
        }
        .into_any(),
        None => view! { <div class="row-plain">{words()}</div> }.into_any(),
    };
    view! {
        <li class="person">
            {face}
            {children.map(|children| view! { <div class="person-buttons">{children()}</div> })}
        </li>
    }
}

/// Sessions.
#[component]
pub fn SessionList(children: Children) -> impl IntoView {
    view! { <ul class="rows sessions">{children()}</ul> }
}

/// A session: when, what, of which category, and where it stands.
#[component]
pub fn SessionRow(
    #[prop(into)] href: Signal<String>,
    #[prop(into)] date: Signal<Option<NaiveDate>>,
    #[prop(into)] theme: Signal<String>,
    #[prop(into)] state: Signal<String>,
    #[prop(optional, into)] time: Signal<String>,
    #[prop(optional, into)] category: Signal<Option<Category>>,
    /// The state asks for something.
    #[prop(optional, into)]
    strong: Signal<bool>,
) -> impl IntoView {
    let (no_date, no_theme) = (say(LISTS.no_date), say(LISTS.no_theme));
    let current = language_signal();
    let day = move || match date.get() {
        Some(date) => browser::short_date(current.get(), date),
        None => no_date().to_owned(),
    };
    let title =
        move || Some(theme.get()).filter(|theme| !theme.trim().is_empty()).unwrap_or_else(|| no_theme().to_owned());
    let machine = move || date.get().map(|date| date.to_string());
    let key = fresh_number();
    view! {
        <li>
            <a class="row-link session" href=href on:click=move |event| { meant(&event, key); }>
                <span class="session-when">
                    <time datetime=machine>{day}</time>
                    <span class="quiet" hidden=move || time.with(String::is_empty)>{time}</span>
                </span>
                <span class="row-words">
                    <span class="row-title">{title}</span>
                    <span class="cluster">
                        {live(move || category.get().map(|category| view! { <CategoryChip category/> }))}
                        <StateChip label=state strong=strong/>
                    </span>
                </span>
            </a>
        </li>
    }
}

/// A word on where something stands.
#[component]
pub fn StateChip(
    #[prop(into)] label: Signal<String>,
    #[prop(optional)] tone: Option<Tone>,
    #[prop(optional, into)] strong: Signal<bool>,
) -> impl IntoView {
    let class = format!("state {}", tone.map(Tone::class).unwrap_or_default());
    view! { <span class=class class:strong=strong>{label}</span> }
}

/// Nothing here yet: one sentence, one action.
#[component]
pub fn EmptyState(
    #[prop(into)] sentence: Signal<String>,
    #[prop(optional, into)] action: Signal<String>,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
) -> impl IntoView {
    view! {
        <div class="empty">
            <span class="empty-icon"><Glyph icon=Icon::Leaf/></span>
            <p class="lead">{sentence}</p>
            {href.map(|href| view! { <LinkButton label=action href=href kind=Kind::Primary/> })}
            {on_press.map(|on_press| view! { <Button label=action on_press=on_press kind=Kind::Primary/> })}
        </div>
    }
}

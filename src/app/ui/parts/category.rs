//! The eight categories: each its own icon, word and colour, never one of them alone.

use engine::domain::plan::Category;
use engine::words::parts::LISTS;
use engine::words::{Phrase, terms};
use leptos::prelude::*;

use super::press::{fresh_number, meant};
use crate::ui::icon::{Glyph, of_category};
use crate::ui::say;

/// The name of a category on the screen.
const fn category_words(category: Category) -> Phrase {
    terms::category(category)
}

fn class(kind: &str, category: Category) -> String {
    format!("{kind} cat-{}", category.number())
}

/// The eight cards.
#[component]
pub fn CategoryGrid(children: Children) -> impl IntoView {
    view! { <ul class="categories">{children()}</ul> }
}

/// A category to choose, by a link or by a press.
#[component]
pub fn CategoryCard(
    category: Category,
    #[prop(optional, into)] href: Option<String>,
    #[prop(optional, into)] on_press: Option<Callback<()>>,
    #[prop(optional, into)] chosen: Signal<bool>,
    /// A word below the name.
    #[prop(optional, into)]
    text: Signal<String>,
) -> impl IntoView {
    let key = fresh_number();
    let is_chosen = say(LISTS.chosen);
    let face = view! {
        <span class="category-icon"><Glyph icon=of_category(category)/></span>
        <span class="category-words">
            <span>{say(category_words(category))}</span>
            <span class="row-hint" hidden=move || text.with(String::is_empty)>{text}</span>
            <span class="category-chosen" hidden=move || !chosen.get()>
                {is_chosen}
            </span>
        </span>
    };
    let card = match (href, on_press) {
        (Some(href), _) => view! {
            <a class=class("category", category) class:chosen=chosen href=href on:click=move |event| { meant(&event, key); }>
                {face}
            </a>
        }
        .into_any(),
        (None, on_press) => {
            let press = move |event| {
                if let Some(on_press) = on_press.filter(|_| meant(&event, key)) {
                    on_press.run(());
                }
            };
            view! {
                <button
                    type="button"
                    class=class("category", category)
                    class:chosen=chosen
                    aria-pressed=move || chosen.get().to_string()
                    on:click=press
                >
                    {face}
                </button>
            }
            .into_any()
        }
    };
    view! { <li>{card}</li> }
}

/// A category as a small word with its icon.
#[component]
pub fn CategoryChip(category: Category) -> impl IntoView {
    view! {
        <span class=class("category-chip", category)>
            <Glyph icon=of_category(category)/>
            <span>{say(category_words(category))}</span>
        </span>
    }
}

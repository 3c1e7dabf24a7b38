//! Quick phrases: a row of chips, each a whole sentence one tap away.

use engine::words::parts::FIELDS;
use leptos::prelude::*;

use super::press::{fresh_number, meant};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::say;

/// Phrases to pick from.
#[component]
pub fn Quick(
    #[prop(into)] phrases: Signal<Vec<String>>,
    #[prop(into)] on_pick: Callback<String>,
    #[prop(optional, into)] label: Signal<String>,
) -> impl IntoView {
    let usual = say(FIELDS.quick);
    let name = move || Some(label.get()).filter(|text| !text.is_empty()).unwrap_or_else(|| usual().to_owned());
    let chips = move || {
        let chip = |phrase: String| {
            let key = fresh_number();
            let said = phrase.clone();
            let press = move |event| {
                if meant(&event, key) {
                    on_pick.run(phrase.clone());
                }
            };
            view! {
                <li>
                    <button type="button" class="chip" on:click=press>
                        <Glyph icon=Icon::Plus/>
                        <span>{said}</span>
                    </button>
                </li>
            }
        };
        phrases.get().into_iter().map(chip).collect_view()
    };
    view! { <ul class="chips" aria-label=name>{chips}</ul> }
}

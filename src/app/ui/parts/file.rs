//! Choosing a file: the browser's own field behind a button that reads in our language.

use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};

/// A button that opens the browser's choice of a file.
#[component]
pub fn FileField(
    #[prop(into)] label: Signal<String>,
    /// Kinds of files that are offered: `.csv,text/csv`.
    accept: &'static str,
    /// The field's change, with the file.
    #[prop(into)]
    on_file: Callback<leptos::ev::Event>,
) -> impl IntoView {
    view! {
        <label class="button file">
            <Glyph icon=Icon::Open/>
            <span>{label}</span>
            <input class="vh" type="file" accept=accept on:change=move |event| on_file.run(event)/>
        </label>
    }
}

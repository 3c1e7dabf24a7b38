//! Long work on a screen: how far it is, its stop, and what is said where nothing came of it.

use engine::words::Phrase;
use engine::words::backup::BACKUP;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::parts::*;
use super::{live, say};
use crate::aside::Progress;

/// How far work is, without a number; it can be stopped.
#[component]
pub fn Working(
    progress: Progress,
    label: Phrase,
    /// It goes on where the page is left.
    #[prop(optional)]
    goes_on: bool,
) -> impl IntoView {
    let works = Memo::new(move |_| progress.far().is_some());
    on_cleanup(move || {
        if !goes_on {
            progress.stop();
        }
    });
    view! {
        <div role="status">{live(move || works.get().then(|| view! { <p class="lead">{say(label)}</p> }))}</div>
        {live(move || works.get().then(|| view! {
            <progress class="work" max="100" aria-label=say(label) prop:value=move || f64::from(progress.far().unwrap_or_default())></progress>
            <Button label=BACKUP.stop on_press=move |()| progress.stop()/>
        }))}
    }
}

/// Why nothing came of it, and once more.
#[component]
pub fn NotDone(why: Phrase, retry: Callback<()>) -> impl IntoView {
    view! {
        <Note tone=Tone::Care><p role="status">{say(why)}</p></Note>
        <Button label=COMMON.retry on_press=retry/>
    }
}

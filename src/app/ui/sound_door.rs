//! The door to the module of recording: what records, what plays, and their page. Most supervisions are never recorded; everything
//! in it is called through here, so that nothing of it is fetched before.

use engine::domain::supervision::Supervision;
use engine::words::device::TROUBLE;
use leptos::prelude::*;

use super::recording::Recording;
use super::{live, say};
use crate::shell::Shell;
use crate::sound::keep;

/// What the module does.
#[derive(Clone, Copy)]
pub struct Sound {
    /// The part of a supervision record's page.
    part: fn(Memo<Supervision>) -> AnyView,
    /// Sets right what lies here.
    settle: fn(Shell),
}

fn made() -> Sound {
    Sound {
        part: |record| view! { <Recording record/> }.into_any(),
        settle: |shell| leptos::task::spawn_local(async move { _ = keep::settle(shell).await }),
    }
}

/// Fetches it.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(sound, wasm_split_path = ::leptos::wasm_split, fallible)]
fn sound() -> Result<Sound, leptos::wasm_split::SplitLoaderError> {
    Ok(made())
}

/// Fetches it: a debug build is one module.
#[cfg(debug_assertions)]
async fn sound() -> Result<Sound, leptos::wasm_split::SplitLoaderError> {
    Ok(made())
}

/// What was taken away on another phone goes from here too.
pub fn settle(shell: Shell) {
    leptos::task::spawn_local(async move {
        if let Ok(sound) = sound().await {
            (sound.settle)(shell);
        }
    });
}

/// Recording, as soon as it is here.
#[component]
pub fn RecordingPart(record: Memo<Supervision>) -> impl IntoView {
    let here = RwSignal::new_local(None::<Option<Sound>>);
    leptos::task::spawn_local(async move {
        let found = sound().await.ok();
        here.try_set(Some(found));
    });
    live(move || match here.get() {
        None => ().into_any(),
        Some(Some(sound)) => (sound.part)(record),
        Some(None) => view! { <p class="quiet">{say(TROUBLE.rooms)}" "{say(TROUBLE.rooms_do)}</p> }.into_any(),
    })
}

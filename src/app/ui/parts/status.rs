//! What is true just now: saved or not, what can be undone, what the device says. Quiet lines, no pop-ups.

use crate::ui::live;
use std::time::Duration;

use engine::sync::{Fault, SaveState};
use engine::words::Phrase;
use engine::words::device::TROUBLE;
use engine::words::parts::{FRAME, STATUS};
use leptos::prelude::*;

use super::button::{Button, Kind};
use super::words::Tone;
use crate::browser;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::say::language_signal;

/// Saving is mentioned only when it takes longer than this: a word that flickers is no comfort.
const LONG: Duration = Duration::from_millis(700);

/// Why something is not saved, in words.
const fn fault_words(fault: Fault) -> Phrase {
    match fault {
        Fault::Full => TROUBLE.full,
        Fault::Closed => TROUBLE.closed,
        Fault::Silent => TROUBLE.silent,
        Fault::Other => TROUBLE.other,
    }
}

/// Says truthfully whether what was written is stored.
#[component]
pub fn SaveChip(#[prop(into)] state: Signal<SaveState>) -> impl IntoView {
    let shown = RwSignal::new(state.get_untracked());
    Effect::new(move |_| match state.get() {
        SaveState::Saving if shown.get_untracked() != SaveState::Saving => {
            set_timeout(
                move || {
                    if state.try_get_untracked() == Some(SaveState::Saving) {
                        shown.try_set(SaveState::Saving);
                    }
                },
                LONG,
            );
        }
        state => shown.set(state),
    });
    let current = language_signal();
    let text = Memo::new(move |_| {
        let language = current.get();
        match shown.get() {
            SaveState::Nothing => String::new(),
            SaveState::Saving => STATUS.saving.get(language).to_owned(),
            SaveState::Saved(at) => STATUS.saved.fill(language, &[("time", &browser::clock_time(at))]),
            SaveState::NotSaved(fault) => fault_words(fault).get(language).to_owned(),
        }
    });
    let icon = move || match shown.get() {
        SaveState::Saved(_) => Some(Icon::Check),
        SaveState::NotSaved(_) => Some(Icon::Care),
        _ => None,
    };
    let troubled = move || matches!(shown.get(), SaveState::NotSaved(_));
    let slow = move || shown.get() == SaveState::Saving;
    // The truth of this very moment, for who must know before going on: the tests, above all.
    let now = move || match state.get() {
        SaveState::Nothing => "nothing",
        SaveState::Saving => "saving",
        SaveState::Saved(_) => "saved",
        SaveState::NotSaved(Fault::Full) => "full",
        SaveState::NotSaved(_) => "not saved",
    };
    view! {
        <p class="save" class:troubled=troubled class:slow=slow role="status" data-save=now>
            {live(move || icon().map(|icon| view! { <Glyph icon/> }))}
            <span>{text}</span>
        </p>
    }
}

/// Offers to take the last change back, as long as the label is there.
#[component]
pub fn UndoBar(#[prop(into)] label: Signal<Option<String>>, #[prop(into)] on_undo: Callback<()>) -> impl IntoView {
    let there = Memo::new(move |_| label.with(Option::is_some));
    let text = Signal::derive(move || label.get().unwrap_or_default());
    view! {
        <div class="undo-place" role="status">
            <Show when=move || there.get()>
                <div class="undo">
                    <span>{text}</span>
                    <Button label=FRAME.undo on_press=on_undo icon=Icon::Undo small=true/>
                </div>
            </Show>
        </div>
    }
}

/// A quiet line across the screen: no network, a new version, a clock that was changed, another tab.
#[component]
pub fn Banner(
    #[prop(into)] text: Signal<String>,
    #[prop(optional, into)] action: Signal<String>,
    #[prop(optional, into)] on_action: Option<Callback<()>>,
    #[prop(optional)] tone: Tone,
) -> impl IntoView {
    view! {
        <div class=format!("banner {}", tone.class()) role="status">
            <Glyph icon=tone.icon()/>
            <span class="banner-words">{text}</span>
            {on_action.map(|on_action| view! { <Button label=action on_press=on_action kind=Kind::Plain small=true/> })}
        </div>
    }
}

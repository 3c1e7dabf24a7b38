//! Two plain fields: one to search with, one for a passcode.

use std::time::Duration;

use engine::words::parts::FIELDS;
use leptos::html;
use leptos::prelude::*;

use super::button::{Button, Kind};
use super::field::{Described, Frame};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::say;

const PAUSE: Duration = Duration::from_millis(150);

/// Finds as one types.
#[component]
pub fn SearchField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    let id = super::fresh_id("search");
    let node = NodeRef::<html::Input>::new();
    let waiting = StoredValue::new(None::<TimeoutHandle>);
    Effect::new(move |_| {
        let value = value.get();
        if let Some(node) = node.get().filter(|node| node.value() != value && waiting.get_value().is_none()) {
            node.set_value(&value);
        }
    });
    let hand_over = move || {
        if let Some(waiting) = waiting.try_update_value(Option::take).flatten() {
            waiting.clear();
        }
        // A tap on what was found leaves the field first. Handing over the same words then would draw the list anew under
        // the finger, and the tap would be lost.
        let typed = node.try_get_untracked().flatten().map(|node| node.value());
        if let Some(typed) = typed.filter(|typed| value.try_get_untracked().as_ref() != Some(typed)) {
            on_change.try_run(typed);
        }
    };
    let typed = move |event: leptos::ev::Event| {
        if let Some(before) = waiting.try_update_value(Option::take).flatten() {
            before.clear();
        }
        let composing = js_sys::Reflect::get(&event, &"isComposing".into()).is_ok_and(|yes| yes.is_truthy());
        if !composing {
            waiting.set_value(set_timeout_with_handle(hand_over, PAUSE).ok());
        }
    };
    view! {
        <div class="field search" role="search">
            <label class="vh" for=id.clone()>{label}</label>
            <Glyph icon=Icon::Search/>
            <input
                node_ref=node
                id=id
                type="search"
                class="box"
                autocomplete="off"
                enterkeyhint="search"
                placeholder=label
                on:input=typed
                on:compositionend=move |_| hand_over()
                on:change=move |_| hand_over()
            />
        </div>
    }
}

/// A passcode, hidden until asked for.
#[component]
pub fn PasscodeField(
    #[prop(into)] label: Signal<String>,
    value: RwSignal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// It is being chosen, not entered: keeps password managers from filling in the old one.
    #[prop(optional)]
    fresh: bool,
    #[prop(optional, into)] on_enter: Option<Callback<()>>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let shown = RwSignal::new(false);
    let (id, described) = Described::new(id, "passcode");
    let (show, hide) = (say(FIELDS.show), say(FIELDS.hide));
    let (is_shown, is_hidden) = (say(FIELDS.shown), say(FIELDS.hidden));
    let switch = Signal::derive(move || if shown.get() { hide() } else { show() }.to_owned());
    let told = RwSignal::new(false);
    let status = move || match (told.get(), shown.get()) {
        (false, _) => "",
        (true, true) => is_shown(),
        (true, false) => is_hidden(),
    };
    let press = move || {
        told.set(true);
        shown.update(|shown| *shown = !*shown);
    };
    let enter = move |event: leptos::ev::KeyboardEvent| {
        if let Some(on_enter) = on_enter.filter(|_| event.key() == "Enter") {
            on_enter.run(());
        }
    };
    view! {
        <Frame id=id.clone() described=described.clone() label hint problem help=None>
            <div class="passcode">
                <input
                    id=id.clone()
                    class="box"
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=if fresh { "new-password" } else { "current-password" }
                    autocapitalize="off"
                    spellcheck="false"
                    aria-describedby=described.by(hint, problem, false)
                    aria-invalid=move || problem.get().map(|_| "true")
                    prop:value=value
                    on:input=move |event| value.set(event_target_value(&event))
                    on:keydown=enter
                />
                <Button label=switch on_press=press kind=Kind::Plain/>
            </div>
            <p class="vh" role="status">{status}</p>
        </Frame>
    }
}

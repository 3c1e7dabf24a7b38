//! Date and time, by the device's own pickers. Half an answer never destroys the answer before it.

use chrono::{Datelike, NaiveDate, NaiveTime, Timelike};
use leptos::html;
use leptos::prelude::*;

use super::field::{Described, FieldHelp, Frame};

/// A calendar date.
#[component]
pub fn DateField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<NaiveDate>>,
    #[prop(into)] on_change: Callback<NaiveDate>,
    /// Allows an empty date.
    #[prop(optional, into)]
    on_clear: Option<Callback<()>>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional)] help: Option<FieldHelp>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let text = move || value.get().map(|date| date.to_string()).unwrap_or_default();
    let take = move |typed: String| {
        // The year arrives digit by digit: 0002, 0020, 0202, 2026.
        let date = typed.parse::<NaiveDate>().ok().filter(|date| date.year() >= 1900);
        if let Some(date) = date.filter(|date| value.get_untracked() != Some(*date)) {
            on_change.run(date);
        }
        date.is_some()
    };
    native("date", label, Signal::derive(text), take.into(), on_clear, hint, help, problem, id)
}

/// A time of day.
#[component]
pub fn TimeField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<Option<NaiveTime>>,
    #[prop(into)] on_change: Callback<NaiveTime>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional)] help: Option<FieldHelp>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let text = move || value.get().map(|time| format!("{:02}:{:02}", time.hour(), time.minute())).unwrap_or_default();
    let take = move |typed: String| {
        let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(&typed, form).ok());
        if let Some(time) = time.filter(|time| value.get_untracked() != Some(*time)) {
            on_change.run(time);
        }
        time.is_some()
    };
    native("time", label, Signal::derive(text), take.into(), None, hint, help, problem, id)
}

/// The device's own picker; `take` says whether what was typed is an answer.
#[allow(clippy::too_many_arguments)] // the props of the two components above
fn native(
    kind: &'static str,
    label: Signal<String>,
    text: Signal<String>,
    take: Callback<(String,), bool>,
    on_clear: Option<Callback<()>>,
    hint: Signal<String>,
    help: Option<FieldHelp>,
    problem: Signal<Option<String>>,
    id: Option<String>,
) -> impl IntoView {
    let node = NodeRef::<html::Input>::new();
    let show = move |text: &str| {
        if let Some(node) = node.get_untracked().filter(|node| node.value() != text) {
            node.set_value(text);
        }
    };
    Effect::new(move |_| {
        let text = text.get();
        if node.get().is_some() && !text.is_empty() {
            show(&text);
        }
    });
    let typed = move || {
        if let Some(node) = node.try_get_untracked().flatten() {
            take.run((node.value(),));
        }
    };
    let left = move || {
        // Chromium also leaves a field that is being taken off the page. What was typed was taken before.
        let Some(node) = node.try_get_untracked().flatten() else {
            return;
        };
        if take.run((node.value(),)) {
            return;
        }
        let validity = js_sys::Reflect::get(&node, &"validity".into()).ok();
        let half = validity.and_then(|validity| js_sys::Reflect::get(&validity, &"badInput".into()).ok());
        let emptied = node.value().is_empty() && !half.is_some_and(|half| half.is_truthy());
        match on_clear {
            Some(on_clear) if emptied => on_clear.run(()),
            _ => {
                // Setting the same text would not repaint a half-filled picker.
                node.set_value("");
                show(&text.get_untracked());
            }
        }
    };
    let (id, described) = Described::new(id, kind);
    view! {
        <Frame id=id.clone() described=described.clone() label hint problem help>
            <input
                node_ref=node
                id=id.clone()
                type=kind
                class="box native"
                aria-describedby=described.by(hint, problem, false)
                aria-invalid=move || problem.get().map(|_| "true")
                prop:value=text.get_untracked()
                on:input=move |_| typed()
                on:blur=move |_| left()
            />
        </Frame>
    }
}

//! A number that goes up and down by steps, or is typed.

use engine::words::parts::FIELDS;
use leptos::html;
use leptos::prelude::*;

use super::field::{Described, Hint};
use super::press::{fresh_number, meant};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::say_with;

/// A number between `min` and `max`.
#[component]
pub fn Stepper(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<u32>,
    #[prop(into)] on_change: Callback<u32>,
    #[prop(optional)] min: u32,
    #[prop(default = 240)] max: u32,
    #[prop(default = 5)] step: u32,
    /// What is counted, such as "min".
    #[prop(optional, into)]
    unit: Signal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let (id, described) = Described::new(id, "number");
    let node = NodeRef::<html::Input>::new();
    // Why the last press changed nothing, or the number for readers of the screen.
    let bound = RwSignal::new(None::<bool>);
    let touched = RwSignal::new(false);
    let set = move |wanted: i64| {
        let next = wanted.clamp(i64::from(min), i64::from(max));
        let beyond = (wanted != next).then_some(wanted > next);
        bound.set(beyond);
        touched.set(true);
        if let Ok(next) = u32::try_from(next) {
            if next != value.get_untracked() {
                on_change.run(next);
            }
            if let Some(node) = node.get_untracked() {
                node.set_value(&next.to_string());
            }
        }
    };
    let typed = move || {
        let Some(node) =
            node.try_get_untracked().flatten().filter(|node| node.value() != value.get_untracked().to_string())
        else {
            return;
        };
        let digits: String =
            node.value().chars().filter_map(|letter| letter.to_digit(10)).map(|digit| digit.to_string()).collect();
        match digits.parse::<u32>() {
            Ok(number) => set(i64::from(number)),
            Err(_) => node.set_value(&value.get_untracked().to_string()),
        }
    };
    Effect::new(move |_| {
        let text = value.get().to_string();
        if let Some(node) = node.get().filter(|node| node.value() != text) {
            node.set_value(&text);
        }
    });
    // Whoever goes back with the cursor in the number leaves it only with its page.
    let flush = window_event_listener_untyped("tongban-flush", move |_| typed());
    on_cleanup(move || flush.remove());
    let press = move |up: bool| {
        let key = fresh_number();
        move |event| {
            if meant(&event, key) {
                let by = i64::from(step);
                set(i64::from(value.get_untracked()) + if up { by } else { -by });
            }
        }
    };
    let spoken = move |phrase| say_with(phrase, move || vec![("n", step.to_string()), ("label", label.get())]);
    let least = say_with(FIELDS.least, move || vec![("n", min.to_string())]);
    let most = say_with(FIELDS.most, move || vec![("n", max.to_string())]);
    let stopped = move || match bound.get() {
        Some(true) => most.get(),
        Some(false) => least.get(),
        None => String::new(),
    };
    let now = move || {
        if touched.get() { format!("{} {}", value.get(), unit.get()) } else { String::new() }
    };
    let no_problem = Signal::stored(None);
    view! {
        <div class="field">
            <label id=described.label() class="label" for=id.clone()>{label}</label>
            <Hint id=described.hint() text=hint/>
            <div class="stepper">
                <button type="button" class="button plain step" aria-label=spoken(FIELDS.less) on:click=press(false)>
                    <Glyph icon=Icon::Minus/>
                </button>
                <span class="step-value">
                    <input
                        node_ref=node
                        id=id.clone()
                        type="text"
                        class="box"
                        inputmode="numeric"
                        autocomplete="off"
                        aria-describedby=described.by(hint, no_problem, false)
                        prop:value=value.get_untracked().to_string()
                        on:change=move |_| typed()
                    />
                    <span class="step-unit">{unit}</span>
                </span>
                <button type="button" class="button plain step" aria-label=spoken(FIELDS.more) on:click=press(true)>
                    <Glyph icon=Icon::Plus/>
                </button>
            </div>
            <p class="hint" role="status">{stopped}<span class="vh">" "{now}</span></p>
        </div>
    }
}

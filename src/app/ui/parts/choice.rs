//! Choosing: one of some, several of some, one yes or no. Rows of 60 pixels, all of each can be pressed.

use leptos::prelude::*;

use super::field::{Described, FieldHelp, GroupFrame, Hint};

/// One thing to choose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ChoiceOption {
    /// What is stored.
    pub value: String,
    /// What is read.
    pub label: String,
    /// A line below it.
    pub hint: String,
}

impl ChoiceOption {
    /// Something to choose.
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> ChoiceOption {
        ChoiceOption { value: value.into(), label: label.into(), hint: String::new() }
    }

    /// With a line below it.
    pub fn hint(mut self, hint: impl Into<String>) -> ChoiceOption {
        self.hint = hint.into();
        self
    }
}

/// The words of one option, following the language while the row stays.
fn words_of(options: Signal<Vec<ChoiceOption>>, value: String) -> (Signal<String>, Signal<String>) {
    let of = move |value: String, words: fn(&ChoiceOption) -> &String| {
        Signal::derive(move || {
            options.with(|all| all.iter().find(|option| option.value == value).map(words).cloned()).unwrap_or_default()
        })
    };
    (of(value.clone(), |option| &option.label), of(value, |option| &option.hint))
}

/// A row with a box to tick or a circle to fill.
#[component]
fn Row(
    kind: &'static str,
    name: String,
    value: String,
    label: Signal<String>,
    hint: Signal<String>,
    checked: Signal<bool>,
    on_pick: Callback<bool>,
) -> impl IntoView {
    let hint_id = super::fresh_id("row");
    let described = {
        let hint_id = hint_id.clone();
        move || hint.with(|hint| !hint.is_empty()).then(|| hint_id.clone())
    };
    view! {
        <div class="pick" class:picked=checked>
            <label class="pick-face">
                <input
                    type=kind
                    name=name
                    value=value
                    aria-describedby=described
                    prop:checked=checked
                    on:change=move |event| on_pick.run(event_target_checked(&event))
                />
                <span class="pick-mark" class:round=kind == "radio"></span>
                <span class="pick-words">{label}</span>
            </label>
            <p id=hint_id class="pick-hint" hidden=move || hint.with(String::is_empty)>{hint}</p>
        </div>
    }
}

/// One of some. Nothing is chosen beforehand unless it is stored.
#[component]
pub fn Choice(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] options: Signal<Vec<ChoiceOption>>,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional)] help: Option<FieldHelp>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// Side by side where there is room.
    #[prop(optional)]
    inline: bool,
    /// The label is for readers of the screen only.
    #[prop(optional)]
    compact: bool,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let (id, described) = Described::new(id, "choice");
    let name = id.clone();
    let row = move |own: String| {
        let (label, hint) = words_of(options, own.clone());
        let (of, to) = (own.clone(), own.clone());
        let checked = Signal::derive(move || value.with(|value| value.as_deref() == Some(of.as_str())));
        let pick = move |_: bool| on_change.run(to.clone());
        view! { <Row kind="radio" name=name.clone() value=own label hint checked on_pick=Callback::new(pick)/> }
    };
    let values = move || options.get().into_iter().map(|option| option.value).collect::<Vec<String>>();
    view! {
        <GroupFrame id described label hint problem help compact>
            <div class="picks" class:inline=inline>
                <For each=values key=String::clone children=row.clone()/>
            </div>
        </GroupFrame>
    }
}

/// Several of some.
#[component]
pub fn Choices(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] options: Signal<Vec<ChoiceOption>>,
    #[prop(into)] value: Signal<Vec<String>>,
    #[prop(into)] on_change: Callback<Vec<String>>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional)] help: Option<FieldHelp>,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// The label is for readers of the screen only.
    #[prop(optional)]
    compact: bool,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let (id, described) = Described::new(id, "choices");
    let name = id.clone();
    let row = move |own: String| {
        let (label, hint) = words_of(options, own.clone());
        let (of, to) = (own.clone(), own.clone());
        let checked = Signal::derive(move || value.with(|chosen| chosen.contains(&of)));
        let pick = move |on: bool| {
            let mut chosen = value.get_untracked();
            chosen.retain(|one| *one != to);
            if on {
                chosen.push(to.clone());
            }
            on_change.run(chosen);
        };
        view! { <Row kind="checkbox" name=name.clone() value=own label hint checked on_pick=Callback::new(pick)/> }
    };
    let values = move || options.get().into_iter().map(|option| option.value).collect::<Vec<String>>();
    view! {
        <GroupFrame id described label hint problem help compact>
            <div class="picks">
                <For each=values key=String::clone children=row.clone()/>
            </div>
        </GroupFrame>
    }
}

/// One yes or no.
#[component]
pub fn Tick(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<bool>,
    #[prop(into)] on_change: Callback<bool>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let (id, described) = Described::new(id, "tick");
    let by = described.by(hint, Signal::stored(None), false);
    view! {
        <div class="pick tick" class:picked=value>
            <label class="pick-face">
                <input
                    id=id
                    type="checkbox"
                    aria-describedby=by
                    prop:checked=value
                    on:change=move |event| on_change.run(event_target_checked(&event))
                />
                <span class="pick-mark"></span>
                <span class="pick-words">{label}</span>
            </label>
            <Hint id=described.hint() text=hint/>
        </div>
    }
}

/// A few buttons of which one is pressed, beside a name: the roll call. Pressing the same again changes nothing.
#[component]
pub fn MarkButtons(
    /// What is being marked, for readers of the screen.
    #[prop(into)]
    label: Signal<String>,
    #[prop(into)] options: Signal<Vec<ChoiceOption>>,
    #[prop(into)] value: Signal<Option<String>>,
    #[prop(into)] on_change: Callback<String>,
) -> impl IntoView {
    let button = move |own: String| {
        let (words, _) = words_of(options, own.clone());
        let of = own.clone();
        let pressed = Signal::derive(move || value.with(|value| value.as_deref() == Some(of.as_str())));
        let press = move || {
            if !pressed.get_untracked() {
                on_change.run(own.clone());
            }
        };
        view! { <super::Button label=words on_press=press pressed=pressed small=true/> }
    };
    let values = move || options.get().into_iter().map(|option| option.value).collect::<Vec<String>>();
    view! {
        <div class="marks" role="group" aria-label=label>
            <For each=values key=String::clone children=button/>
        </div>
    }
}

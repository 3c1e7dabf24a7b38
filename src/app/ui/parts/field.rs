//! What all fields share: the label above, the hint and the problem tied to it, the help below.

use crate::ui::live;
use engine::words::Phrase;
use engine::words::parts::FIELDS;
use leptos::prelude::*;

use super::fresh_id;
use super::words::Help;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::say;

/// Inline help: why we ask, how to write it, an example.
#[derive(Clone, Copy, Debug)]
pub struct FieldHelp {
    why: Phrase,
    how: Option<Phrase>,
    example: Option<Phrase>,
}

impl FieldHelp {
    /// Help that says why.
    pub const fn new(why: Phrase) -> FieldHelp {
        FieldHelp { why, how: None, example: None }
    }

    /// Also how to write it.
    pub const fn how(mut self, how: Phrase) -> FieldHelp {
        self.how = Some(how);
        self
    }

    /// Also an example.
    pub const fn example(mut self, example: Phrase) -> FieldHelp {
        self.example = Some(example);
        self
    }
}

/// The help of a field, as a part.
#[component]
pub fn HelpOf(help: FieldHelp) -> impl IntoView {
    let of = |phrase: Option<Phrase>| {
        Signal::derive({
            let said = phrase.map(say);
            move || said.map(|said| said().to_owned()).unwrap_or_default()
        })
    };
    view! { <Help why=help.why how=of(help.how) example=of(help.example)/> }
}

/// The ids of what describes a field.
#[derive(Clone, Debug)]
pub struct Described(String);

impl Described {
    /// The field's own id (the one given, or a fresh one) and the ids beside it.
    pub fn new(id: Option<String>, kind: &str) -> (String, Described) {
        let id = id.unwrap_or_else(|| fresh_id(kind));
        (id.clone(), Described(id))
    }

    /// The hint's id.
    pub fn hint(&self) -> String {
        format!("{}-hint", self.0)
    }

    /// The problem's id.
    pub fn problem(&self) -> String {
        format!("{}-problem", self.0)
    }

    /// The counter's id.
    pub fn count(&self) -> String {
        format!("{}-count", self.0)
    }

    /// The label's id.
    pub fn label(&self) -> String {
        format!("{}-label", self.0)
    }

    /// What `aria-describedby` shall say.
    pub fn by(
        &self,
        hint: Signal<String>,
        problem: Signal<Option<String>>,
        counts: bool,
    ) -> impl Fn() -> Option<String> + Clone + Send + Sync + use<> {
        let here = self.clone();
        move || {
            let mut ids = Vec::new();
            if problem.with(Option::is_some) {
                ids.push(here.problem());
            }
            if hint.with(|hint| !hint.is_empty()) {
                ids.push(here.hint());
            }
            if counts {
                ids.push(here.count());
            }
            (!ids.is_empty()).then(|| ids.join(" "))
        }
    }
}

/// The hint of a field, where there is one.
#[component]
pub fn Hint(id: String, text: Signal<String>) -> impl IntoView {
    view! { <p id=id class="hint" hidden=move || text.with(String::is_empty)>{text}</p> }
}

/// The problem of a field, where there is one: a sign and words, not colour alone.
#[component]
pub fn ProblemLine(id: String, problem: Signal<Option<String>>) -> impl IntoView {
    view! {
        <p id=id class="problem" hidden=move || problem.with(Option::is_none)>
            <Glyph icon=Icon::Care/>
            <span><span class="vh">{say(FIELDS.problem)}" "</span>{live(move || problem.get().unwrap_or_default())}</span>
        </p>
    }
}

/// A field with one box.
#[component]
pub fn Frame(
    id: String,
    described: Described,
    label: Signal<String>,
    hint: Signal<String>,
    problem: Signal<Option<String>>,
    help: Option<FieldHelp>,
    #[prop(optional)] compact: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <div class="field" class:has-problem=move || problem.with(Option::is_some)>
            <label class="label" class:vh=compact for=id>{label}</label>
            <Hint id=described.hint() text=hint/>
            <ProblemLine id=described.problem() problem/>
            {children()}
            {help.map(|help| view! { <HelpOf help/> })}
        </div>
    }
}

/// A field with several controls: a group under one legend.
#[component]
pub fn GroupFrame(
    id: String,
    described: Described,
    label: Signal<String>,
    hint: Signal<String>,
    problem: Signal<Option<String>>,
    help: Option<FieldHelp>,
    #[prop(optional)] compact: bool,
    children: Children,
) -> impl IntoView {
    let described_by = described.by(hint, problem, false);
    view! {
        <fieldset
            id=id
            class="field group"
            class:has-problem=move || problem.with(Option::is_some)
            aria-describedby=described_by
        >
            <legend class="label" class:vh=compact>{label}</legend>
            <Hint id=described.hint() text=hint/>
            <ProblemLine id=described.problem() problem/>
            {children()}
            {help.map(|help| view! { <HelpOf help/> })}
        </fieldset>
    }
}

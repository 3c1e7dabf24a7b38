//! How screens speak: the language in context, and phrases that follow it without a reload.

use std::cell::Cell;

use engine::words::{Language, Phrase};
use leptos::prelude::*;
use leptos::reactive::IntoReactiveValue;

/// What the language button calls, put into context by the app.
#[derive(Clone, Copy)]
pub struct LanguageSwitch(pub Callback<Language>);

thread_local! {
    /// Event handlers run outside every context: they speak the language that the screens speak.
    static LAST: Cell<Option<RwSignal<Language>>> = const { Cell::new(None) };
}

/// The language signal: from context, or else the one seen last.
pub fn language_signal() -> RwSignal<Language> {
    if let Some(signal) = use_context::<RwSignal<Language>>() {
        LAST.with(|last| last.set(Some(signal)));
        return signal;
    }
    LAST.with(Cell::get).filter(|signal| !signal.is_disposed()).unwrap_or_default()
}

/// The language of the screen; reactive.
pub fn language() -> Language {
    language_signal().get()
}

/// A phrase that follows the language.
pub fn say(phrase: Phrase) -> impl Fn() -> &'static str + Copy + Send + Sync + 'static {
    let language = language_signal();
    move || phrase.get(language.get())
}

/// Sentences one after the other, in the language of the screen.
pub fn say_all<const N: usize>(phrases: [Phrase; N]) -> impl Fn() -> String + Copy + Send + Sync + 'static {
    let language = language_signal();
    move || in_a_row(language.get(), &phrases)
}

fn in_a_row(language: Language, phrases: &[Phrase]) -> String {
    phrases.iter().map(|phrase| phrase.get(language)).collect::<Vec<_>>().join(language.space())
}

/// Names one after the other, as the language does.
pub fn list(names: &[&str]) -> String {
    names.join(if language() == Language::Chinese { "、" } else { ", " })
}

/// A number of things in words: one, or more.
pub fn many(n: usize, one: Phrase, more: Phrase) -> String {
    if n == 1 { one.get(language()).to_owned() } else { more.fill(language(), &[("n", &n.to_string())]) }
}

/// A phrase with its places filled, following the language and the values.
pub fn say_with(
    phrase: Phrase,
    values: impl Fn() -> Vec<(&'static str, String)> + Send + Sync + 'static,
) -> Signal<String> {
    let language = language_signal();
    Signal::derive(move || {
        let values = values();
        let values: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        phrase.fill(language.get(), &values)
    })
}

/// Marks the conversion below as ours.
pub struct SaidPhrase;

/// A part's text can be given as a bare phrase.
impl IntoReactiveValue<Signal<String>, SaidPhrase> for Phrase {
    fn into_reactive_value(self) -> Signal<String> {
        let said = say(self);
        Signal::derive(move || said().to_owned())
    }
}

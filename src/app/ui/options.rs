//! The domain's values as rows to choose from, and a document's screen as soon as it is read.

use engine::domain::Id;
use engine::domain::community::Community;
use engine::domain::person::{Person, Role};
use engine::domain::plan::Format;
use engine::domain::session::Session;
use engine::words::share::SHARE;
use engine::words::{Phrase, terms};
use leptos::prelude::*;
use serde_json::Value;

use super::icon::Glyph;
use super::parts::*;
use super::{language, live};
use crate::shell::shell;

/// A value's stored name, as an option's value.
pub fn slug<T: serde::Serialize>(value: &T) -> String {
    match serde_json::to_value(value) {
        Ok(Value::String(name)) => name,
        Ok(other) => other.to_string(),
        Err(_) => String::new(),
    }
}

/// The value of an option's name.
pub fn unslug<T: serde::de::DeserializeOwned>(name: &str) -> Option<T> {
    serde_json::from_value(Value::String(name.to_owned())).or_else(|_| serde_json::from_str(name)).ok()
}

/// All values of an enum as options.
pub fn options<T: serde::Serialize + Copy + Send + Sync + 'static>(
    all: &'static [T],
    phrase: fn(T) -> Phrase,
) -> Signal<Vec<ChoiceOption>> {
    Signal::derive(move || {
        all.iter().map(|value| ChoiceOption::new(slug(value), phrase(*value).get(language()))).collect()
    })
}

/// The study's formats, then the community's own.
pub fn formats(community: Memo<Option<Community>>) -> Signal<Vec<ChoiceOption>> {
    Signal::derive(move || {
        let study = Format::STUDY
            .iter()
            .filter_map(|format| Some(ChoiceOption::new(slug(format), terms::format(format)?.get(language()))));
        let own = community.get().map(|community| community.formats).unwrap_or_default();
        let own = own.into_iter().map(|(id, name)| ChoiceOption::new(slug(&Format::Own(id)), name));
        study.chain(own).collect()
    })
}

/// The peers who are here, as options.
pub fn peers(people: Memo<Vec<Person>>) -> Signal<Vec<ChoiceOption>> {
    in_roles(people, &[Role::Peer])
}

/// The people of these roles who are here, as options.
pub fn in_roles(people: Memo<Vec<Person>>, roles: &'static [Role]) -> Signal<Vec<ChoiceOption>> {
    Signal::derive(move || {
        let here = |person: &Person| roles.contains(&person.role) && person.is_here();
        let option = |person: Person| ChoiceOption::new(person.id.as_str(), person.alias);
        people.get().into_iter().filter(here).map(option).collect()
    })
}

/// Shows `screen` once the session is read; until then, a calm line.
pub fn with_session(id: Id, screen: impl Fn(Memo<Session>) -> AnyView + Send + Sync + 'static) -> AnyView {
    let at = id.clone();
    let body = once_read(shell().session(id), screen);
    view! { <AlsoHere id=at/> {body} }.into_any()
}

/// Who looks at the same session on another phone just now.
#[component]
fn AlsoHere(id: Id) -> impl IntoView {
    let shell = shell();
    let names = Memo::new(move |_| {
        let me = shell.local().me;
        let mut here: Vec<Id> = shell.present.with(|present| {
            let same = present.iter().filter(|(person, at)| at.as_ref() == Some(&id) && me.as_ref() != Some(person));
            same.map(|(person, _)| person.clone()).collect()
        });
        here.dedup();
        here.iter().map(|person| shell.alias(person)).filter(|name| !name.is_empty()).collect::<Vec<_>>()
    });
    let line = move || {
        let names = names.get();
        (!names.is_empty()).then(|| {
            let names = names.join(SHARE.between_names.get(language()));
            view! { <p class="quiet also-here"><Glyph icon=Icon::People/>{SHARE.also_here.fill(language(), &[("name", &names)])}</p> }
        })
    };
    view! { <div role="status">{live(line)}</div> }
}

/// Shows `screen` once what it is about is read: nobody writes into a box that is not filled yet.
pub fn once_read<T: Clone + PartialEq + Send + Sync + 'static>(
    held: Memo<Option<T>>,
    screen: impl Fn(Memo<T>) -> AnyView + Send + Sync + 'static,
) -> AnyView {
    let read = Memo::new(move |_| held.with(Option::is_some));
    live(move || {
        if !read.get() {
            return view! { <Loading/> }.into_any();
        }
        screen(Memo::new(move |before: Option<&T>| {
            held.get().or_else(|| before.cloned()).expect("what was read stays open")
        }))
    })
}

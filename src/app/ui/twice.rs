//! One person who was written down twice: bringing the entries together, and apart again. Both are kept as they are.

use engine::domain::Id;
use engine::domain::fields::of_person;
use engine::domain::person::Person;
use engine::merge::Edit;
use engine::sync::Place;
use engine::words::person::TWICE;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::parts::*;
use super::{live, say, say_with};
use crate::shell::shell;

/// On the page of the one that is kept: the other entries, and another one to bring in.
#[component]
pub fn Twice(
    /// The person.
    person: Memo<Person>,
) -> impl IntoView {
    let shell = shell();
    let people = shell.people();
    let id = StoredValue::new(person.with_untracked(|person| person.id.clone()));
    let others = Memo::new(move |_| {
        let role = person.with(|person| person.role);
        people.get().into_iter().filter(|other| other.role == role && other.id != id.get_value()).collect::<Vec<_>>()
    });
    let chosen = RwSignal::new(None::<String>);
    let options = Signal::derive(move || {
        others.get().into_iter().map(|other| ChoiceOption::new(other.id.as_str(), other.alias)).collect::<Vec<_>>()
    });
    let name = move || chosen.get().and_then(|id| Id::parse(&id)).map(|id| shell.alias(&id)).unwrap_or_default();
    let label = say_with(TWICE.join, move || vec![("name", name())]);
    let join = move |()| {
        if let Some(other) = chosen.get_untracked().and_then(|id| Id::parse(&id)) {
            shell.edit(&other, vec![Edit::set(of_person::SAME_AS, Some(id.get_value()))], Some(TWICE.joined));
            chosen.set(None);
        }
    };
    let joined = Memo::new(move |_| shell.read(|machine| machine.joined(&id.get_value())));
    let links = move || {
        let link = |(id, alias): (Id, String)| {
            let label = say_with(TWICE.open, move || vec![("name", alias.clone())]);
            view! { <LinkButton label=label href=Place::Person(id).href() kind=Kind::Quiet/> }
        };
        joined.get().into_iter().map(link).collect_view()
    };
    view! {
        {links}
        <details>
            <summary>{say(TWICE.title)}</summary>
            <div class="stack">
                <p>{say(TWICE.intro)}</p>
                <p class="quiet">{say(TWICE.what)}</p>
                {live(move || if others.with(Vec::is_empty) {
                    view! { <p>{say(TWICE.none)}</p> }.into_any()
                } else {
                    view! { <Choice label=TWICE.which options=options value=chosen on_change=move |id: String| chosen.set(Some(id))/> }.into_any()
                })}
                {live(move || chosen.with(Option::is_some).then(|| view! { <Button label=label on_press=join kind=Kind::Primary/> }))}
            </div>
        </details>
    }
}

/// On the page of the other one: to whom it belongs, and the way apart.
#[component]
pub fn BelongsTo(
    /// The entry.
    person: Memo<Person>,
) -> impl IntoView {
    let shell = shell();
    let same_as = Memo::new(move |_| person.with(|person| person.same_as.clone()));
    let id = StoredValue::new(person.with_untracked(|person| person.id.clone()));
    let apart = move |()| shell.edit(&id.get_value(), vec![Edit::set(of_person::SAME_AS, None)], Some(COMMON.changed));
    live(move || {
        same_as.get().map(|kept| {
            let href = Place::Person(kept.clone()).href();
            let name = move || vec![("name", shell.read(|machine| machine.alias_of_entry(&kept)).unwrap_or_default())];
            let (is, open) = (say_with(TWICE.is, name.clone()), say_with(TWICE.open, name));
            view! {
                <Note><p role="status">{is}</p></Note>
                <LinkButton label=open href=href/>
                <Button label=TWICE.apart on_press=apart kind=Kind::Quiet/>
            }
        })
    })
}

//! Times without sessions: from when to when, and why. They explain gaps in the reports and to the coordinator.

use engine::domain::community::Pause;
use engine::domain::fields::of_community;
use engine::domain::{Id, order};
use engine::sync::acts::community::pause;
use engine::words::files::PAUSES;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::shell;

/// What is noted so far, each to be changed in its place, and the way to a new one.
#[component]
pub fn Pauses(
    /// The community.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let of = StoredValue::new(id.clone());
    let held = shell.document(id, |document| {
        let noted = document.all(of_community::PAUSE).filter(|(_, pause)| !pause.removed);
        let mut pauses: Vec<(String, Pause)> = noted.map(|(id, pause)| (id.to_owned(), pause)).collect();
        order::sort(&mut pauses, |(a_id, a), (b_id, b)| (b.from, b_id).cmp(&(a.from, a_id)));
        pauses
    });
    let all = move || held.get().unwrap_or_default();
    let put = move |short: &str, changed: Pause, label| {
        of.with_value(|id| shell.edit(id, vec![pause(short, &changed)], label))
    };
    let row = move |short: String| {
        let name = StoredValue::new(short);
        let empty = || Pause { from: browser::now().today(), until: None, reason: String::new(), removed: false };
        let read = Memo::new(move |_| {
            let found = all().into_iter().find(|(known, _)| name.with_value(|name| name == known));
            found.map_or_else(empty, |(_, pause)| pause)
        });
        let set = move |change: &dyn Fn(&mut Pause), label| {
            let mut changed = read.get_untracked();
            change(&mut changed);
            name.with_value(|name| put(name, changed, label));
        };
        let backwards = Signal::derive(move || {
            let pause = read.get();
            let wrong = pause.until.is_some_and(|until| until < pause.from);
            wrong.then(|| PAUSES.backwards.get(language()).to_owned())
        });
        let bare = Memo::new(move |_| read.with(|pause| pause.reason.trim().is_empty()));
        let from = Signal::derive(move || Some(read.get().from));
        let until = Signal::derive(move || read.get().until);
        view! {
            <Card>
                <DateField label=PAUSES.from value=from on_change=move |day| set(&|pause| pause.from = day, Some(COMMON.changed))/>
                <DateField label=PAUSES.until value=until hint=PAUSES.open problem=backwards
                    on_change=move |day| set(&|pause| pause.until = Some(day), Some(COMMON.changed))
                    on_clear=move |()| set(&|pause| pause.until = None, Some(COMMON.changed))/>
                <TextField label=PAUSES.reason value=move || read.get().reason hint=PAUSES.example
                    on_change=move |words: String| set(&|pause| pause.reason.clone_from(&words), None)/>
                {live(move || bare.get().then(|| view! { <p class="quiet">{say(PAUSES.bare)}</p> }))}
                <Button label=PAUSES.mistake on_press=move |()| set(&|pause| pause.removed = true, Some(COMMON.changed)) kind=Kind::Quiet icon=Icon::Trash/>
            </Card>
        }
    };
    let add = move |()| {
        let pause = Pause { from: browser::now().today(), until: None, reason: String::new(), removed: false };
        put(&shell.short_id(), pause, Some(COMMON.changed));
    };
    let none = Memo::new(move |_| all().is_empty());
    view! {
        <Section title=PAUSES.title>
            <p>{say(PAUSES.why)}</p>
            {live(move || none.get().then(|| view! { <p class="quiet">{say(PAUSES.none)}</p> }))}
            <For each={move || all().into_iter().map(|(id, _)| id).collect::<Vec<_>>()} key=|id| id.clone() children=row/>
            <Button label=PAUSES.add on_press=add icon=Icon::Plus/>
        </Section>
    }
}

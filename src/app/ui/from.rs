//! Whose words these are: on a phone that two of a pair share, the other one asks and answers under their own name.

use engine::domain::Id;
use engine::domain::person::{Person, Role};
use engine::words::guidance::{FROM, GUIDE};
use leptos::prelude::*;

use super::guidance::{moment, who_and_when};
use super::parts::*;
use super::{language, live};
use crate::shell::{Shell, shell};

/// The peers who may be writing here: who holds this phone, first, and who has none of their own. Nobody where a professional holds it.
fn writers(shell: Shell) -> Vec<Person> {
    let me = shell.local().me;
    let here = |person: &Person| {
        let elsewhere = shell.devices.with(|devices| devices.contains(&person.id));
        person.role == Role::Peer && person.is_here() && (!elsewhere || Some(&person.id) == me.as_ref())
    };
    let (holds, others): (Vec<Person>, Vec<Person>) =
        shell.people().get().into_iter().filter(here).partition(|person| Some(&person.id) == me.as_ref());
    if holds.is_empty() { Vec::new() } else { holds.into_iter().chain(others).collect() }
}

/// One closed line that says in whose name it goes; opened, it can be another's. Nothing where one person alone can be meant.
#[component]
pub fn Whose(from: RwSignal<Option<Id>>) -> impl IntoView {
    let shell = shell();
    let all = Memo::new(move |_| writers(shell));
    let several = Memo::new(move |_| all.with(|all| all.len() > 1));
    let who = move || from.get().or_else(|| shell.local().me);
    let name = move || FROM.is.fill(language(), &[("who", &who().map(|who| shell.alias(&who)).unwrap_or_default())]);
    let people = Signal::derive(move || {
        all.get().into_iter().map(|person| ChoiceOption::new(person.id.as_str(), person.alias)).collect::<Vec<_>>()
    });
    let choose = move |name: String| from.set(Id::parse(&name).filter(|who| Some(who) != shell.local().me.as_ref()));
    live(move || {
        several.get().then(|| {
            view! {
                <details>
                    <summary>{name}</summary>
                    <Choice label=FROM.who hint=FROM.why options=people value=move || who().map(|who| who.to_string()) on_change=choose compact=true/>
                </details>
            }
        })
    })
}

/// Who says it and when; where they used another's phone, that too.
pub fn said_by(shell: Shell, signed: Option<&Id>, from: Option<&Id>, at: i64) -> String {
    match (signed, from) {
        (Some(signed), Some(from)) if signed != from => {
            let (who, by) = (shell.alias(from), shell.alias(signed));
            let who = FROM.on_phone.fill(language(), &[("who", &who), ("by", &by)]);
            GUIDE.by.fill(language(), &[("who", &who), ("when", &moment(at))])
        }
        _ => who_and_when(shell, from.or(signed), at),
    }
}

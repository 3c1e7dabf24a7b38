//! Who takes part without consent or agreement: it is said, and the pair writes why.

use engine::domain::fields::running;
use engine::domain::person::Person;
use engine::domain::session::Session;
use engine::merge::Edit;
use engine::sync::Place;
use engine::sync::acts::people;
use engine::words::papers::PAPERS;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, say, say_with};
use crate::shell::shell;

/// The people who came and have not agreed to everything.
pub fn unsigned(session: Memo<Session>) -> Memo<Vec<Person>> {
    let all = shell().people();
    Memo::new(move |_| session.with(|session| all.with(|all| people::unsigned(session, all).cloned().collect())))
}

/// What is missing, the way to it, and the reason; nothing where nothing is missing.
#[component]
pub fn Unsigned(
    /// The session.
    session: Memo<Session>,
) -> impl IntoView {
    let who = unsigned(session);
    let some = Memo::new(move |_| who.with(|who| !who.is_empty()));
    let shell = shell();
    let id = StoredValue::new(session.with_untracked(|session| session.id.clone()));
    let names = move || {
        let names: Vec<String> = who.get().into_iter().map(|person| person.alias).collect();
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        vec![("names", super::say::list(&names))]
    };
    let quick = Signal::derive(move || {
        let phrases = [PAPERS.not_here_1, PAPERS.not_here_2, PAPERS.not_here_3];
        phrases.map(|phrase| phrase.get(language()).to_owned()).to_vec()
    });
    let reason = move || session.with(|session| session.run.unsigned_reason.clone());
    let write = move |words: String| {
        shell.edit(&id.get_value(), vec![Edit::set(running::UNSIGNED_REASON, words.trim().to_owned())], None);
    };
    let links = move || {
        let link = |person: Person| {
            let label = say_with(PAPERS.go_through, move || vec![("name", person.alias.clone())]);
            view! { <LinkButton label=label href=Place::Papers(person.id).href() kind=Kind::Quiet/> }
        };
        who.get().into_iter().map(link).collect_view()
    };
    live(move || {
        some.get().then(|| {
            view! {
                <Note tone=Tone::Care><p role="status">{say_with(PAPERS.not_here, names)}</p><p>{say(PAPERS.not_here_help)}</p></Note>
                <TextField label=PAPERS.not_here_why value=reason on_change=write quick=quick limit=200/>
                <div class="stack">{links}</div>
            }
        })
    })
}

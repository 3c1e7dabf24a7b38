//! On Today, while the coordinator asks about a form that this person handed over: one quiet line that leads there.

use engine::merge::submitted;
use engine::sync::Place;
use engine::words::submission::SUBMISSION;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live};
use crate::shell::shell;

/// The line; nothing while nothing is asked.
#[component]
pub fn AsksMe() -> impl IntoView {
    let shell = shell();
    let sessions = shell.sessions();
    let asked = shell.of_community(move |document| {
        let asked = submitted::asked_of(document, shell.local().me.as_ref());
        Some(asked.into_iter().map(str::to_owned).collect::<Vec<_>>())
    });
    let asks = Memo::new(move |_| {
        let asked = asked.get().unwrap_or_default();
        let here = |id: &&String| {
            sessions.with(|all| all.iter().any(|one| one.id.as_str() == id.as_str() && one.removed.is_none()))
        };
        asked.iter().filter(here).count()
    });
    let label = Signal::derive(move || match asks.get() {
        1 => SUBMISSION.today_asks_one.get(language()).to_owned(),
        n => SUBMISSION.today_asks.fill(language(), &[("n", &n.to_string())]),
    });
    live(move || {
        (asks.get() > 0).then(|| {
            view! { <LinkButton label=label href=Place::Submissions.href() kind=Kind::Quiet icon=Icon::Quote/> }
        })
    })
}

//! On Today, while the coordinator asks about a form that this person handed over: one quiet line that leads there.

use engine::merge::read;
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
    let held = shell.of_community(|document| Some(read::submissions(document)));
    let asks = Memo::new(move |_| {
        let me = shell.local().me;
        let asks = held.with(|held| held.as_ref().map(|held| sessions.with(|all| held.asks_me(me.as_ref(), all))));
        asks.unwrap_or_default()
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

//! The bin: what was put away in the last 30 days, each with a way back.

use engine::domain::{Id, Kind as Document};
use engine::sync::acts;
use engine::sync::machine::BIN_FOR;
use engine::sync::{Place, Summary};
use engine::words::device::ME;
use engine::words::guidance::{QUESTIONS, SUPERVISION};
use engine::words::screens::SESSIONS;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::{language, say, say_with};
use crate::boot::leave;
use crate::browser;
use crate::shell::shell;

const DAY: i64 = 24 * 3_600_000;

/// The bin.
#[component]
pub fn BinScreen() -> impl IntoView {
    let shell = shell();
    let bin = shell.bin();
    let restored = RwSignal::new(false);
    let restore = move |id: Id| {
        leptos::task::spawn_local(async move {
            if leave::opened(shell, &id).await.is_ok() {
                shell.edit(&id, vec![acts::record::bin(false, &browser::now())], Some(ME.restored));
                restored.try_set(true);
            }
        });
    };
    let row = move |summary: Summary| {
        let left = summary.removed().map_or(0, |since| (BIN_FOR - (browser::now().ms - since)).max(0));
        let days = say_with(ME.bin_days, move || vec![("n", ((left + DAY - 1) / DAY).to_string())]);
        let id = summary.id().clone();
        let name = move || named(&summary);
        view! {
            <PersonRow name=name state=days>
                <Button label=ME.restore on_press=move |()| restore(id.clone()) icon=Icon::Undo small=true/>
            </PersonRow>
        }
    };
    view! {
        <Page title=ME.bin back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p>{say(ME.bin_why)}</p>
            <div role="status">{live(move || restored.get().then(|| view! { <p>{say(ME.restored)}</p> }))}</div>
            {live(move || match bin.with(Vec::is_empty) {
                true => view! { <EmptyState sentence=ME.bin_empty/> }.into_any(),
                false => view! {
                    <PersonList><For each=move || bin.get() key=|summary| summary.id().clone() children=row/></PersonList>
                }.into_any(),
            })}
        </Page>
    }
}

/// What a line of the bin is called.
fn named(summary: &Summary) -> String {
    match summary {
        Summary::Person { person, .. } => person.alias.clone(),
        Summary::Community { name, .. } => name.clone(),
        Summary::Unlisted { id, .. } => {
            let supervision = id.kind() == Document::Supervision;
            let of_kind = if supervision { SUPERVISION.record } else { QUESTIONS.this };
            of_kind.get(language()).to_owned()
        }
        Summary::Session(session) => {
            let theme = match session.theme.trim() {
                "" => SESSIONS.no_theme.get(language()),
                theme => theme,
            };
            let date = session.date.map(|date| browser::short_date(language(), date)).unwrap_or_default();
            format!("{theme} {date}").trim().to_owned()
        }
    }
}

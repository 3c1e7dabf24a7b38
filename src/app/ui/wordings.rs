//! What the texts of a session said before, and bringing it back.

use disk::Table;
use engine::domain::Id;
use engine::domain::fields::{TextField, planning, recording};
use engine::domain::session::Session;
use engine::merge::apart::{Wording, wordings};
use engine::merge::{Edit, Op};
use engine::sync::Place;
use engine::words::session::{PLAN, RECORD};
use engine::words::{Phrase, terms};
use leptos::prelude::*;

use super::options::with_session;
use super::parts::*;
use super::{language, live, say};
use crate::boot::leave;
use crate::browser;
use crate::shell::shell;

/// The page.
#[component]
pub fn WordingsScreen(
    /// The session.
    id: Id,
) -> impl IntoView {
    let back = Back::to(Place::Plan(id.clone()).href(), PLAN.title);
    view! {
        <Page title=PLAN.wordings back=back place=Tab::Sessions save=Signal::from(shell().saving)>
            <p class="lead">{say(PLAN.wordings_why)}</p>
            {with_session(id, |session| view! { <Wordings session=session/> }.into_any())}
        </Page>
    }
}

/// The texts of a session, with what they are called.
fn texts(session: &Session) -> Vec<(TextField, Phrase, String)> {
    let mut all = vec![
        (planning::theme(), PLAN.theme, String::new()),
        (planning::aim(), PLAN.aim, String::new()),
        (planning::materials(), PLAN.bring, String::new()),
    ];
    for step in &session.plan.steps {
        let part = terms::part(step.part).get(language()).to_owned();
        all.push((planning::step_title(&step.id), PLAN.part_title, part.clone()));
        all.push((planning::step_words(&step.id), PLAN.part_words, part.clone()));
        all.push((planning::step_say(&step.id), PLAN.part_say, part));
    }
    if session.record.closed.is_none() {
        all.push((recording::happened(), RECORD.happened, String::new()));
        all.push((recording::feedback(), RECORD.feedback, String::new()));
        all.push((recording::next_time(), RECORD.next_time, String::new()));
    }
    all
}

#[component]
fn Wordings(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let read = RwSignal::new(None::<Vec<(TextField, Phrase, String, Vec<Wording>)>>);
    let of = StoredValue::new(id);
    let look = move || {
        let prefix = format!("{}/", of.get_value());
        leptos::task::spawn_local(async move {
            leave::saved(shell).await;
            let rows = shell.store().read(Table::Ops, &prefix).await.map(|opened| opened.rows).unwrap_or_default();
            let ops: Vec<Op> =
                rows.iter().filter_map(|row| serde_json::from_slice::<Vec<Op>>(&row.bytes).ok()).flatten().collect();
            // The page may be left by now.
            let Some(texts) = session.try_with_untracked(texts) else { return };
            let texts = texts.into_iter().filter_map(|(field, called, part)| {
                let said = wordings(&ops, &field);
                (!said.is_empty()).then_some((field, called, part, said))
            });
            read.try_set(Some(texts.collect()));
        });
    };
    // Again whenever the session changes, here or on another phone.
    Effect::new(move |_| {
        session.track();
        look();
    });
    let one = move |field: TextField, said: Wording| {
        let when = {
            let at = browser::now().local(said.at);
            format!("{} {}", browser::short_date(language(), at.date()), browser::time(at.time()))
        };
        let who = said.by.as_ref().map(|person| shell.alias(person)).unwrap_or_default();
        let words = said.words.clone();
        let bring = move |()| {
            let edit = Edit::write(field.clone(), said.words.clone());
            shell.edit(&of.get_value(), vec![edit], Some(PLAN.brought_back));
        };
        view! {
            <li>
                <p class="quiet">{when}" "{who}</p>
                <Quote text=words/>
                <Button label=PLAN.bring_back on_press=bring small=true/>
            </li>
        }
    };
    live(move || match read.get() {
        None => view! { <Loading/> }.into_any(),
        Some(texts) if texts.is_empty() => view! { <p>{say(PLAN.wordings_none)}</p> }.into_any(),
        Some(texts) => texts
            .into_iter()
            .map(|(field, called, part, said)| {
                let title = move || [part.as_str(), called.get(language())].join(" ").trim().to_owned();
                let said = said.into_iter().map(|said| one(field.clone(), said)).collect_view();
                view! { <Section title=Signal::derive(title)><ul class="rows">{said}</ul></Section> }
            })
            .collect_view()
            .into_any(),
    })
}

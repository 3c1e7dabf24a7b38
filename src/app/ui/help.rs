//! Need help: keep everyone safe; call; write it down later. Dialling first, the form later.

use engine::domain::community::dialable;
use engine::domain::session::State;
use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::event::{EVENT, NUMBERS};
use engine::words::screens::SESSIONS;
use engine::words::session::HELP;
use leptos::prelude::*;

use super::manual::InManual;
use super::parts::*;
use super::{language, say, say_with};
use crate::browser;
use crate::shell::shell;

/// Sessions offered for an event when none is under way.
const OFFERED: usize = 5;

/// The three lines.
#[component]
pub fn HelpScreen() -> impl IntoView {
    let shell = shell();
    let community = shell.community();
    let sessions = shell.sessions();
    let numbers = move || {
        let Some(community) = community.get() else { return Vec::new() };
        let doctor = (community.doctor_name, community.doctor_phone);
        let rest = community.numbers.into_iter().map(|number| (number.name, number.phone));
        [doctor].into_iter().chain(rest).filter_map(|(name, phone)| Some((name, dialable(&phone)?, phone))).collect()
    };
    let calls = move || {
        let numbers = numbers();
        let none = numbers.is_empty();
        let rows = numbers.into_iter().map(|(name, dialled, phone)| {
            let words = say_with(HELP.call_name, move || vec![("name", name.clone()), ("phone", phone.clone())]);
            view! { <LinkButton label=words href=format!("tel:{dialled}") kind=Kind::Help icon=Icon::Phone external=true/> }
        });
        let rows = rows.collect_view();
        view! { {rows} {none.then(|| view! { <p>{say(HELP.no_numbers)}</p> })} }
    };
    let running = Memo::new(move |_| {
        sessions.with(|sessions| {
            sessions.iter().find(|session| session.state == State::Running).map(|session| session.id.clone())
        })
    });
    // From a run one comes back to it.
    let back = match running.get_untracked() {
        Some(id) => Back::to(Place::Run(id).href(), SESSIONS.this),
        None => Back::to("#/", engine::words::screens::TODAY.title),
    };
    let recent = move || {
        let held = |session: &engine::domain::session::SessionSummary| !matches!(session.state, State::Cancelled);
        sessions.get().into_iter().filter(held).take(OFFERED).collect::<Vec<_>>()
    };
    let write = move || {
        if let Some(id) = running.get() {
            return view! { <Button label=HELP.write_do on_press=move |()| super::event::open(shell, &id) icon=Icon::Pen/> }.into_any();
        }
        let recent = recent();
        if recent.is_empty() {
            return view! { <p>{say(HELP.no_session)}</p> }.into_any();
        }
        let rows = recent.into_iter().map(|session| {
            let (theme, date) = (session.theme, session.date);
            let label = move || {
                let theme = if theme.is_empty() { SESSIONS.no_theme.get(language()).to_owned() } else { theme.clone() };
                let date = date.map(|date| browser::short_date(language(), date)).unwrap_or_default();
                format!("{theme} · {date}")
            };
            view! { <Button label=label on_press=move |()| super::event::open(shell, &session.id) icon=Icon::Pen/> }
        });
        view! { <p>{say(HELP.write_which)}</p> {rows.collect_view()} }.into_any()
    };
    view! {
        <Page title=HELP.title back=back tabs=true save=Signal::from(shell.saving)>
            <Card tint=true title=HELP.safe><p>{say(HELP.safe_more)}</p></Card>
            <Section title=HELP.call>{calls}</Section>
            <Section title=HELP.write><p>{say(HELP.write_why)}</p>{write}</Section>
            <LinkButton label=EVENT.title href=Place::Events.href() kind=Kind::Quiet icon=Icon::Care/>
            <LinkButton label=NUMBERS.title href=Place::Corner(Corner::Numbers).href() kind=Kind::Quiet icon=Icon::Phone/>
            <InManual page="emergencies"/>
        </Page>
    }
}

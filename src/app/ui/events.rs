//! Emergency events: those that are open first, for the doctors and the pair.

use engine::domain::emergency::EmergencyEvent;
use engine::domain::follow_up::FollowUp;
use engine::domain::{Id, order};
use engine::merge::{follow_up, read};
use engine::sync::Place;
use engine::words::event::EVENT;
use engine::words::screens::TODAY;
use engine::words::terms;
use leptos::prelude::*;

use super::event_way::standing;
use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// Closed events that are shown.
const CLOSED: usize = 20;

/// An event of a session.
#[derive(Clone, PartialEq)]
struct Held {
    session: Id,
    event: EmergencyEvent,
    follow_up: FollowUp,
}

fn held(shell: Shell) -> Vec<Held> {
    let with: Vec<Id> = shell.read(|machine| {
        machine.sessions().into_iter().filter(|session| session.events > 0).map(|session| session.id).collect()
    });
    with.iter().for_each(|id| shell.open(id));
    let now = browser::now();
    let mut all: Vec<Held> = shell.read(|machine| {
        let documents = with.iter().filter_map(|id| machine.document(id));
        documents
            .flat_map(|document| {
                let one = |event: EmergencyEvent| Held {
                    session: document.id().clone(),
                    follow_up: follow_up(document, &event.id),
                    event,
                };
                read::session(document, &now).events.into_iter().map(one)
            })
            .collect()
    });
    let opened = |held: &Held| held.event.opened.as_ref().map(|opened| opened.at);
    order::sort(&mut all, |a, b| (opened(b), &b.event.id).cmp(&(opened(a), &a.event.id)));
    all
}

/// The page.
#[component]
pub fn EventsScreen() -> impl IntoView {
    let shell = shell();
    let all = Memo::new(move |_| held(shell));
    let of = move |closed: bool| {
        all.with(|all| all.iter().filter(|held| held.event.closed.is_some() == closed).cloned().collect::<Vec<_>>())
    };
    let rows = |held: Vec<Held>| held.into_iter().map(|held| view! { <OneEvent held/> }).collect_view();
    view! {
        <Page title=EVENT.title back=Back::to(Place::Today.href(), TODAY.title) tabs=true save=Signal::from(shell.saving)>
            {live(move || match of(false) {
                open if open.is_empty() => view! { <p>{say(EVENT.none)}</p> }.into_any(),
                open => view! { <Section title=EVENT.open_ones><div class="stack">{rows(open)}</div></Section> }.into_any(),
            })}
            {live(move || {
                let closed: Vec<Held> = of(true).into_iter().take(CLOSED).collect();
                (!closed.is_empty())
                    .then(|| view! { <Section title=EVENT.closed_ones><div class="stack">{rows(closed)}</div></Section> })
            })}
        </Page>
    }
}

#[component]
fn OneEvent(held: Held) -> impl IntoView {
    let shell = shell();
    let Held { session, event, follow_up } = held;
    let title = {
        let (kinds, date, time) = (event.kinds.clone(), event.date, event.time);
        move || {
            let kinds = kinds.iter().map(|kind| terms::event_kind(*kind).get(language()).to_owned());
            let when = date.map(|date| browser::short_date(language(), date));
            when.into_iter().chain(time.map(browser::time)).chain(kinds).collect::<Vec<_>>().join(" · ")
        }
    };
    let state = move || {
        let waits = follow_up.open_questions().count();
        let asked = match waits {
            0 => None,
            1 => Some(EVENT.unanswered_one.get(language()).to_owned()),
            n => Some(EVENT.unanswered.fill(language(), &[("n", &n.to_string())])),
        };
        [Some(standing(shell, &follow_up.standing())), asked]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(language().space())
    };
    view! {
        <CardLink href=Place::Event(session, event.id).href() title=Signal::derive(title) text=Signal::derive(state) icon=Icon::Care/>
    }
}

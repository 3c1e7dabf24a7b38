//! Today: the one next thing to do.

use engine::domain::community::Community;
use engine::domain::numbers::is_due;
use engine::domain::session::{Next, SessionSummary, next_thing};
use engine::domain::{Id, Kind as Document};
use engine::sync::acts;
use engine::sync::backups::due;
use engine::sync::place::{Corner, Question};
use engine::sync::{Machine, Place};
use engine::words::Phrase;
use engine::words::guidance::WAITING;
use engine::words::screens::{SESSIONS, TODAY};
use leptos::prelude::*;
use relay::Role;

use super::language;
use super::live;
use super::parts::*;
use super::rooms::{Room, Rooms};
use crate::browser;
use crate::shell::{Shell, shell};

/// Makes a new plan with its defaults and goes to it.
pub fn plan_a_session(shell: Shell) {
    shell.go(Place::Plan(new_plan(shell)));
}

/// Makes a new plan with its defaults.
pub fn new_plan(shell: Shell) -> Id {
    let now = browser::now();
    let id = shell.new_id(Document::Session);
    let edits = shell.peek(|machine| {
        let community = machine.community()?;
        let (sessions, people) = (machine.sessions(), machine.people());
        Some(acts::plan::begin(&community, &sessions, &people, machine.local().me.as_ref(), &now))
    });
    shell.edit(&id, edits.unwrap_or_default(), None);
    id
}

/// Today.
#[component]
pub fn TodayScreen() -> impl IntoView {
    let (shell, rooms) = (shell(), expect_context::<Rooms>());
    let sessions = shell.sessions();
    let today = Memo::new(move |_| {
        shell.tick.track();
        browser::now().today()
    });
    let next = Memo::new(move |_| sessions.with(|sessions| next_thing(sessions.iter(), today.get())));
    // Who guides plans no session: their day is what waits for an answer.
    let supervises = Memo::new(move |_| shell.local().role == Some(relay::Role::Supervisor));
    let date = move || browser::long_date(language(), today.get());
    let card = move || {
        let next = next.get();
        let (title, why, action, place) = match supervises.get() {
            true => (WAITING.title, None, WAITING.go, Some(Place::Waiting)),
            false => told(&next),
        };
        let about = next
            .session()
            .filter(|_| !supervises.get())
            .and_then(|id| sessions.with(|all| all.iter().find(|session| session.id == *id).cloned()));
        let button = match place {
            Some(place) => view! { <LinkButton label=action href=place.href() kind=Kind::Primary/> }.into_any(),
            None => {
                view! { <Button label=action on_press=move |()| plan_a_session(shell) kind=Kind::Primary/> }.into_any()
            }
        };
        view! {
            <Card title=title tint=true>
                {why.map(|why| view! { <p>{super::say(why)}</p> })}
                {about.map(|session| view! { <p class="lead">{live(move || line(&session))}</p> })}
                {button}
            </Card>
        }
    };
    let event = Memo::new(move |_| {
        let local = shell.local();
        let watches = local.role.is_none_or(|role| matches!(role, Role::Coordinator | Role::Supervisor));
        let is_me = |peer: &Option<Id>| peer.is_some() && *peer == local.me;
        let concerns = |session: &SessionSummary| watches || is_me(&session.lead) || is_me(&session.assistant);
        sessions.with(|sessions| sessions.iter().any(|session| session.has_open_event() && concerns(session)))
    });
    let numbers = Memo::new(move |_| {
        let peers = shell.local().role.is_none_or(|role| matches!(role, Role::Coordinator | Role::Peer));
        let due = |community: Community| !community.practice && is_due(community.numbers_checked, today.get());
        peers && shell.read(Machine::community).is_some_and(due)
    });
    let backup = Memo::new(move |_| {
        let (local, now) = (shell.local(), browser::now().ms);
        let due = |sessions: &Vec<SessionSummary>| {
            due(local.last_copy, local.since, sessions.iter().filter_map(|session| session.ended), now).is_some()
        };
        sessions.with(due) && shell.read(Machine::community).is_some_and(|community| !community.practice)
    });
    let planned = Memo::new(move |_| next.get() != Next::New && !supervises.get());
    view! {
        <Page title=TODAY.title place=Tab::Today save=Signal::from(shell.saving)>
            <p class="quiet">{date}</p>
            {live(move || event.get().then(|| view! {
                <Card title=TODAY.event><LinkButton label=TODAY.event_do href=Place::Events.href() kind=Kind::Help/></Card>
            }))}
            {card}
            {live(move || rooms.part(Room::Resting))}
            {live(move || planned.get().then(|| view! {
                <Button label=TODAY.also on_press=move |()| plan_a_session(shell) kind=Kind::Quiet icon=Icon::Plus/>
            }))}
            {live(move || numbers.get().then(|| view! {
                <LinkButton label=TODAY.numbers href=Place::Corner(Corner::Numbers).href() kind=Kind::Quiet icon=Icon::Phone/>
            }))}
            {live(move || backup.get().then(|| view! {
                <LinkButton label=TODAY.backup href=Place::Corner(Corner::Backup).href() kind=Kind::Quiet icon=Icon::Lock/>
            }))}
        </Page>
    }
}

/// A session in one line: theme, day, hour.
pub fn line(session: &SessionSummary) -> String {
    let language = language();
    let theme = match session.theme.as_str() {
        "" => SESSIONS.no_theme.get(language).to_owned(),
        theme => theme.to_owned(),
    };
    let when = session.date.map(|date| browser::short_date(language, date)).unwrap_or_default();
    let hour = session.start.map(browser::time).unwrap_or_default();
    [theme, when, hour].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What the next thing is called, why, what its button says, and where it leads.
pub fn told(next: &Next) -> (Phrase, Option<Phrase>, Phrase, Option<Place>) {
    match next {
        Next::GoOn(id) => (TODAY.go_on, None, TODAY.go_on_do, Some(Place::Run(id.clone()))),
        Next::Write(id) => {
            (TODAY.write, Some(TODAY.write_why), TODAY.write_do, Some(Place::Record(id.clone(), Question::Times)))
        }
        Next::Confirm(id) => (TODAY.confirm, None, TODAY.confirm_do, Some(Place::Record(id.clone(), Question::Check))),
        Next::Start(id) => (TODAY.start, None, TODAY.start_do, Some(Place::Run(id.clone()))),
        Next::Plan(id) => (TODAY.plan, None, TODAY.plan_do, Some(Place::Plan(id.clone()))),
        Next::LookForward(id) => (TODAY.forward, None, TODAY.forward_do, Some(Place::Session(id.clone()))),
        Next::New => (TODAY.new, Some(TODAY.new_why), TODAY.new_do, None),
    }
}

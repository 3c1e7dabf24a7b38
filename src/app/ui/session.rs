//! A session's own page: where it stands, the next step, its forms, its emergency events.

use engine::domain::Id;
use engine::domain::older::Brought;
use engine::domain::own_idea::OwnIdea;
use engine::domain::session::{Session, State};
use engine::sync::Place;
use engine::sync::acts;
use engine::sync::place::{FormKind, Question};
use engine::words::files::{CALENDAR, OLDER};
use engine::words::forms::FORMS;
use engine::words::guidance::HOW_AM_I;
use engine::words::screens::{COMMON, IDEAS, SESSIONS};
use engine::words::session::RECORD;
use engine::words::terms;
use leptos::prelude::*;

use super::guidance::Rests;
use super::live;
use super::options::with_session;
use super::parts::*;
use super::{language, say, say_all, say_with};
use crate::browser;
use crate::shell::shell;

/// The page.
#[component]
pub fn SessionScreen(
    /// The session.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let title = {
        let id = id.clone();
        let held = shell.session(id);
        move || {
            held.with(|session| session.as_ref().map(|session| session.summary().theme))
                .filter(|theme| !theme.is_empty())
                .unwrap_or_else(|| SESSIONS.no_theme.get(language()).to_owned())
        }
    };
    let body = with_session(id.clone(), move |session| body(session).into_any());
    view! {
        <Page title=title back=Back::to("#/sessions", SESSIONS.title) place=Tab::Sessions save=Signal::from(shell.saving)>
            {body}
        </Page>
    }
}

fn body(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let state = Memo::new(move |_| session.with(Session::state));
    let when = move || {
        let summary = session.with(Session::summary);
        let date = summary.date.map(|date| browser::long_date(language(), date));
        let date = date.unwrap_or_else(|| SESSIONS.no_date.get(language()).to_owned());
        let hour = summary.start.map(browser::time).unwrap_or_default();
        [date, hour, summary.venue].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
    };
    let pair = say_pair(session);
    let next = {
        let id = id.clone();
        move || next_step(&id, state.get())
    };
    let removing = {
        let id = id.clone();
        move |()| {
            shell.edit(&id, vec![acts::record::bin(true, &browser::now())], Some(SESSIONS.bin_undo));
            shell.go(Place::Sessions);
        }
    };
    let how_am_i = Place::HowAmI(id.clone()).href();
    let plan_link = Place::Plan(id.clone()).href();
    let record_link = Place::Record(id.clone(), Question::Check).href();
    let amend_link = Place::Amend(id.clone()).href();
    let form_links = FormKind::ALL.into_iter().filter(|form| *form != FormKind::Emergency).map(|form| {
        view! { <CardLink href=Place::Form(id.clone(), form).href() title=super::form::title(form) icon=Icon::Print/> }
    });
    let form_links = form_links.collect_view();
    let planning = move || matches!(state.get(), State::Planning | State::Ready);
    let dated = Memo::new(move |_| planning() && session.with(|session| session.plan.date.is_some()));
    let held = move || matches!(state.get(), State::ToRecord | State::ToConfirm | State::Closed);
    view! {
        <p class="lead">{when}</p>
        <p class="cluster">
            <StateChip label=move || say(terms::state(state.get()))()/>
            {live(move || session.with(|session| session.plan.category).map(|category| view! { <CategoryChip category=category/> }))}
        </p>
        <p>{pair}</p>
        {next}
        {live(move || match session.with(|session| session.record.brought.clone()) {
            Some(brought) => Some(view! { <Note><p>{say(OLDER.from_older)}</p><p>{source(brought)}</p></Note> }.into_any()),
            None => (state.get() == State::Closed).then(|| view! { <Note tone=Tone::Ok><p>{say_all([RECORD.closed, RECORD.where_now])}</p></Note> }.into_any()),
        })}
        {live(move || session.with(|session| session.cancelled.clone()).map(|cancelled| view! { <Note><p>{cancelled.reason}</p></Note> }))}
        {live(move || dated.get().then(|| view! {
            <super::calendar::InCalendar label=CALENDAR.one sessions=Callback::new(move |()| vec![session.with_untracked(Session::summary)])/>
        }))}
        <Section title=SESSIONS.forms>
            <div class="stack">
                {live(move || planning().then(|| view! { <CardLink href=plan_link.clone() title=SESSIONS.plan icon=Icon::Pen/> }))}
                {live(move || held().then(|| view! { <CardLink href=record_link.clone() title=SESSIONS.record icon=Icon::Pen/> }))}
                {live(move || (state.get() == State::Closed).then(|| view! { <CardLink href=amend_link.clone() title=RECORD.amend icon=Icon::Pen/> }))}
                {form_links}
            </div>
        </Section>
        {live(move || held().then(|| view! { <Button label=IDEAS.keep on_press=move |()| super::own_idea::begin(shell, Some(session.with_untracked(|session| OwnIdea::of_plan(&session.plan)))) kind=Kind::Quiet icon=Icon::Ideas/> }))}
        {live(move || (held() || planning()).then(|| view! { <CardLink href=how_am_i.clone() title=HOW_AM_I.title icon=Icon::Leaf/> }))}
        <Rests session/>
        <Events session=session/>
        <Cancelling session=session/>
        <Button label=SESSIONS.bin on_press=removing kind=Kind::Quiet icon=Icon::Trash/>
        <p class="quiet">{say(COMMON.who_sees)}</p>
    }
}

/// Who brought an older record in, and when.
fn source(brought: Brought) -> String {
    let who = brought.by.as_ref().map(|by| shell().alias(by)).unwrap_or_default();
    let when = browser::long_date(language(), browser::now().local(brought.at).date());
    let words = if who.is_empty() { OLDER.brought } else { OLDER.brought_by };
    words.fill(language(), &[("who", &who), ("when", &when)])
}

/// "Lead: …. Assistant: …."
fn say_pair(session: Memo<Session>) -> impl Fn() -> String {
    let shell = shell();
    move || {
        let (lead, assistant) = session.with(|session| (session.plan.lead.clone(), session.plan.assistant.clone()));
        let name = |person: Option<Id>| person.map(|person| shell.alias(&person)).unwrap_or_default();
        match (lead, assistant) {
            (None, None) => String::new(),
            (lead, None) => SESSIONS.alone.fill(language(), &[("lead", &name(lead))]),
            (lead, assistant) => {
                SESSIONS.with.fill(language(), &[("lead", &name(lead)), ("assistant", &name(assistant))])
            }
        }
    }
}

/// The one button that leads on.
fn next_step(id: &Id, state: State) -> Option<impl IntoView + use<>> {
    let (label, place) = match state {
        State::Planning => (engine::words::screens::TODAY.plan_do, Place::Plan(id.clone())),
        State::Ready => (SESSIONS.run, Place::Run(id.clone())),
        State::Running => (SESSIONS.go_on, Place::Run(id.clone())),
        State::ToRecord => (engine::words::screens::TODAY.write_do, Place::Record(id.clone(), Question::Times)),
        State::ToConfirm => (engine::words::screens::TODAY.confirm_do, Place::Record(id.clone(), Question::Check)),
        State::Closed | State::Cancelled => return None,
    };
    Some(view! { <LinkButton label=label href=place.href() kind=Kind::Primary/> })
}

/// Emergency events: those written or begun, and the way to a new one.
#[component]
fn Events(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let rows = {
        let id = id.clone();
        move || {
            session
                .with(|session| session.events.clone())
                .into_iter()
                .map(|event| {
                    let state = if event.written.is_some() { SESSIONS.written } else { SESSIONS.half_filled };
                    let href = Place::Event(id.clone(), event.id).href();
                    view! { <CardLink href=href title=FORMS.emergency text=state icon=Icon::Care/> }
                })
                .collect_view()
        }
    };
    let write = move |()| super::event::open(shell, &id);
    view! {
        <Section title=SESSIONS.events>
            <div class="stack">{rows}</div>
            <Button label=SESSIONS.event on_press=write kind=Kind::Quiet icon=Icon::Plus/>
        </Section>
    }
}

/// "It does not take place", with a reason; and back.
#[component]
fn Cancelling(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let reason = RwSignal::new(String::new());
    // Asked once where nothing is written; the second press goes on without.
    let without = RwSignal::new(false);
    let why = Signal::derive(move || {
        let asks = without.get() && reason.with(|reason| reason.trim().is_empty());
        asks.then(|| SESSIONS.cancel_asks.get(language()).to_owned())
    });
    let state = Memo::new(move |_| session.with(Session::state));
    move || {
        let id = id.clone();
        match state.get() {
            State::Planning | State::Ready => {
                let cancel = move |()| {
                    if reason.with_untracked(|reason| reason.trim().is_empty()) && !without.get_untracked() {
                        without.set(true);
                        return;
                    }
                    let edits = vec![acts::record::cancel(&reason.get_untracked(), &browser::now())];
                    shell.edit(&id, edits, Some(COMMON.changed));
                };
                view! {
                    <details>
                        <summary>{say(SESSIONS.cancel)}</summary>
                        <div class="stack">
                            <TextField label=SESSIONS.cancel_why value=reason problem=why on_change=move |words: String| reason.set(words)/>
                            <Button label=SESSIONS.cancel_do on_press=cancel/>
                        </div>
                    </details>
                }
                .into_any()
            }
            State::Cancelled => {
                let undo = move |()| shell.edit(&id, vec![acts::record::uncancel()], Some(COMMON.changed));
                view! { <Button label=SESSIONS.uncancel on_press=undo/> }.into_any()
            }
            _ => {
                let came = Memo::new(move |_| session.with(|session| session.summary().came_count()));
                let line = say_with(SESSIONS.came, move || vec![("n", came.get().unwrap_or_default().to_string())]);
                live(move || came.get().map(|_| view! { <p class="quiet">{line}</p> })).into_any()
            }
        }
    }
}

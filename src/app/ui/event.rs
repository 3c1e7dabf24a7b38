//! The Emergency Event form: saved as typed, half-filled or whole.

use chrono::{NaiveDate, NaiveTime};
use engine::domain::emergency::EventKind;
use engine::domain::fields::event;
use engine::domain::session::Session;
use engine::domain::{Id, emergency::EmergencyEvent};
use engine::export::{Row, emergency};
use engine::merge::Edit;
use engine::sync::Place;
use engine::sync::acts;
use engine::sync::place::FormKind;
use engine::words::forms::FORMS;
use engine::words::screens::SESSIONS;
use engine::words::session::HELP;
use engine::words::terms;
use leptos::prelude::*;
use relay::Role;

use super::event_follow::FollowUp;
use super::event_way::{Held, Way};
use super::form::with_setting;
use super::live;
use super::manual::InManual;
use super::options::{options, slug, unslug, with_session};
use super::parts::*;
use super::task::setter;
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// Opens a new form for a session and goes to it. The session is read first if need be.
pub fn open(shell: Shell, session: &Id) {
    let (held, session) = (shell.session(session.clone()), session.clone());
    let event = shell.short_id();
    let opened = RwSignal::new(false);
    Effect::new(move |_| {
        if held.with(Option::is_none) || opened.get_untracked() {
            return;
        }
        opened.set(true);
        let by = shell.peek(|machine| machine.local().me.clone());
        shell.act(&session, Some(HELP.opened), |held, now| acts::event::open(held, &event, by.as_ref(), now));
        shell.go(Place::Event(session.clone(), event.clone()));
    });
}

/// The form.
#[component]
pub fn EventScreen(
    /// The session.
    id: Id,
    /// The event's short id.
    event: String,
) -> impl IntoView {
    let back = Back::to(Place::Session(id.clone()).href(), SESSIONS.this);
    let body = with_session(id, move |session| {
        let held = Held::new(session, &event);
        let event = event.clone();
        // Doctors read and ask; the form is the pair's.
        let form = match untrack(|| shell().local().role) {
            Some(Role::Supervisor) => view! { <Written held/> }.into_any(),
            _ => form(session, event).into_any(),
        };
        view! { <Way held/> {form} <FollowUp held/> }.into_any()
    });
    view! {
        <Page title=HELP.form_title back=back place=Tab::Sessions save=Signal::from(shell().saving)>{body} <InManual page="form_emergency"/></Page>
    }
}

fn form(session: Memo<Session>, id: String) -> impl IntoView {
    let shell = shell();
    let set = setter(session);
    let key = StoredValue::new(id);
    let held = Memo::new(move |_| {
        session.with(|session| {
            session.events.iter().find(|event| event.id == key.get_value()).cloned().unwrap_or_default()
        })
    });
    let text = move |read: fn(&EmergencyEvent) -> String| Signal::derive(move || held.with(read));
    let write = move |field: fn(&str) -> engine::domain::fields::TextField| {
        move |words: String| set(vec![Edit::write(field(&key.get_value()), words)])
    };
    let people = Signal::derive(move || {
        shell
            .people()
            .get()
            .into_iter()
            .map(|person| ChoiceOption::new(person.id.as_str(), person.alias))
            .collect::<Vec<_>>()
    });
    let callable = Signal::derive(move || {
        let names = shell.community().get().map(|community| {
            let doctor = [community.doctor_name];
            doctor
                .into_iter()
                .chain(community.numbers.into_iter().map(|number| number.name))
                .filter(|name| !name.is_empty())
                .collect::<Vec<_>>()
        });
        names.unwrap_or_default().into_iter().map(|name| ChoiceOption::new(name.clone(), name)).collect::<Vec<_>>()
    });
    let problems = RwSignal::new(Vec::<Problem>::new());
    let written = Memo::new(move |_| held.with(|event| event.written.is_some()));
    let finish = move |()| {
        if held.with_untracked(EmergencyEvent::says_enough) {
            problems.set(Vec::new());
            set(vec![Edit::put(event::DONE_AT, &key.get_value(), Some(browser::now().ms))]);
        } else {
            let field =
                if held.with_untracked(|event| event.kinds.is_empty()) { "event-kinds" } else { "event-happened" };
            problems.set(vec![Problem::new(HELP.need.get(language()), field)]);
        }
    };
    let session_id = session.with_untracked(|session| session.id.clone());
    let later = Place::Session(session_id.clone()).href();
    let paper = Place::Form(session_id, FormKind::Emergency).href();
    let remove = move |()| {
        set(vec![Edit::put(event::REMOVED, &key.get_value(), true)]);
        window().history().and_then(|history| history.back()).ok();
    };
    let set_kinds = move |names: Vec<String>| {
        let kinds: Vec<EventKind> = names.iter().filter_map(|name| unslug(name)).collect();
        set(vec![Edit::put(event::KINDS, &key.get_value(), kinds)]);
    };
    let set_who = move |names: Vec<String>| {
        let who: Vec<Id> = names.iter().filter_map(|name| Id::parse(name)).collect();
        set(vec![Edit::put(event::WHO, &key.get_value(), who)]);
    };
    let set_called = move |names: Vec<String>| set(vec![Edit::put(event::CALLED, &key.get_value(), names)]);
    view! {
        <p>{say(HELP.write_why)}</p>
        <ErrorSummary title=engine::words::device::WELCOME.fix problems=problems/>
        <DateField label=HELP.date value=move || held.with(|event| event.date) on_change=move |date: NaiveDate| set(vec![Edit::put(event::DATE, &key.get_value(), date)])/>
        <TimeField label=HELP.time value=move || held.with(|event| event.time) on_change=move |time: NaiveTime| set(vec![Edit::put(event::TIME, &key.get_value(), time)])/>
        <TextField label=HELP.place value=text(|event| event.place.clone()) on_change=move |words: String| set(vec![Edit::put(event::WHERE, &key.get_value(), words)])/>
        <Choices id="event-kinds" label=HELP.kinds options=options(&EventKind::ALL, terms::event_kind) value={move || held.with(|event| event.kinds.iter().map(slug).collect::<Vec<_>>())} on_change=set_kinds/>
        <TextField id="event-happened" label=HELP.happened lines=true value=text(|event| event.happened.clone()) on_change=write(event::happened) help=FieldHelp::new(HELP.happened_help)/>
        <Choices label=HELP.who options=people value={move || held.with(|event| event.who.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>())} on_change=set_who/>
        <TextField label=HELP.others value=text(|event| event.others.clone()) on_change=write(event::others)/>
        <TextField label=HELP.action lines=true value=text(|event| event.action.clone()) on_change=write(event::action)/>
        <Choices label=HELP.called options=callable value=move || held.with(|event| event.called.clone()) on_change=set_called/>
        <TextField label=HELP.outcome lines=true value=text(|event| event.outcome.clone()) on_change=write(event::outcome)/>
        {live(move || if written.get() {
            view! { <Note tone=Tone::Ok><p role="status">{say(HELP.written)}</p></Note> }.into_any()
        } else {
            view! { <Button label=HELP.finish on_press=finish kind=Kind::Primary icon=Icon::Check/> }.into_any()
        })}
        <LinkButton label=FORMS.emergency href=paper icon=Icon::Print/>
        <LinkButton label=HELP.later href=later kind=Kind::Quiet/>
        <Button label=HELP.remove on_press=remove kind=Kind::Quiet icon=Icon::Trash/>
    }
}

/// The form as it is written so far, to read.
#[component]
fn Written(held: Held) -> impl IntoView {
    let shell = shell();
    let rows = move || {
        let rows = with_setting(shell, language(), |setting| {
            held.session.with(|session| emergency::filled(setting, session, &held.event(), &Default::default()).rows)
        });
        let row = |row: Row| match row {
            Row::Line { label, value } | Row::Block { label, value, .. } if !value.is_empty() => {
                Some(view! { <CheckRow label=label value=value/> })
            }
            _ => None,
        };
        rows.into_iter().filter_map(row).collect_view()
    };
    view! { <CheckList>{rows}</CheckList> }
}

//! An emergency event on its way to the doctor: where it is now, whom to call, and a text for when there is no network.

use engine::domain::Id;
use engine::domain::community::dialable;
use engine::domain::emergency::EmergencyEvent;
use engine::domain::follow_up::{FollowUp, Standing};
use engine::domain::session::Session;
use engine::export::emergency;
use engine::merge::{Edit, follow_up};
use engine::words::Phrase;
use engine::words::event::EVENT;
use engine::words::screens::COMMON;
use leptos::prelude::*;
use relay::Role;
use wasm_bindgen::{JsCast, JsValue};

use super::form::with_setting;
use super::parts::*;
use super::{language, live, say, say_all};
use crate::browser;
use crate::shell::{Shell, shell};

/// An event on the screen, and what followed it.
#[derive(Clone, Copy)]
pub struct Held {
    shell: Shell,
    /// The session.
    pub session: Memo<Session>,
    /// The event's short id.
    pub id: StoredValue<String>,
    /// What followed.
    pub follow_up: Memo<FollowUp>,
}

impl Held {
    /// The event of that id.
    pub fn new(session: Memo<Session>, event: &str) -> Held {
        let (shell, id) = (shell(), StoredValue::new(event.to_owned()));
        let read = shell.document(session.with_untracked(|session| session.id.clone()), move |document| {
            id.with_value(|id| follow_up(document, id))
        });
        Held { shell, session, id, follow_up: Memo::new(move |_| read.get().unwrap_or_default()) }
    }

    /// Changes something about it.
    pub fn edit(self, edits: Vec<Edit>) {
        let id = self.session.with_untracked(|session| session.id.clone());
        self.shell.edit(&id, edits, None);
    }

    /// The event itself.
    pub fn event(self) -> EmergencyEvent {
        let find =
            |session: &Session| session.events.iter().find(|event| self.id.with_value(|id| event.id == *id)).cloned();
        self.session.with(find).unwrap_or_default()
    }
}

/// A day and a time in words.
pub fn moment(ms: i64) -> String {
    let local = browser::now().local(ms);
    format!("{} {}", browser::short_date(language(), local.date()), browser::time(local.time()))
}

/// Somebody's name, or "a doctor".
pub fn name(shell: Shell, person: Option<&Id>) -> String {
    let alias = person.map(|person| shell.alias(person)).filter(|alias| !alias.is_empty());
    alias.unwrap_or_else(|| EVENT.a_doctor.get(language()).to_owned())
}

/// Where an event is, in one sentence.
pub fn standing(shell: Shell, standing: &Standing) -> String {
    let filled = |phrase: Phrase, who: &str, at: i64| phrase.fill(language(), &[("who", who), ("time", &moment(at))]);
    match standing {
        Standing::Here => EVENT.here.get(language()).to_owned(),
        Standing::Sent(at) => filled(EVENT.sent, "", *at),
        Standing::Reached(reached) => filled(EVENT.reached, &name(shell, reached.by.as_ref()), reached.at),
        Standing::Seen(seen) => filled(EVENT.seen, &seen.by, seen.at),
        Standing::Closed(closed) => filled(EVENT.closed_by, &closed.by, closed.at),
    }
}

/// Where it is, with what can be done as long as no doctor has read it.
#[component]
pub fn Way(held: Held) -> impl IntoView {
    let shell = shell();
    let now = Memo::new(move |_| held.follow_up.with(FollowUp::standing));
    let line = move || standing(shell, &now.get());
    let more = move || {
        let phrases: &[Phrase] = match now.get() {
            Standing::Here if shell.local().shared => &[EVENT.waits, EVENT.here_do],
            Standing::Here => &[EVENT.not_shared, EVENT.here_do],
            Standing::Sent(_) => &[EVENT.here_do],
            Standing::Reached(_) => &[EVENT.reached_more],
            Standing::Seen(_) | Standing::Closed(_) => &[],
        };
        phrases.iter().map(|phrase| view! { <p>{phrase.get(language())}</p> }).collect_view()
    };
    let doctor = shell.local().role == Some(Role::Supervisor);
    let written = move || {
        let opened = held.event().opened?;
        let who = opened.by.as_ref().map(|by| shell.alias(by)).unwrap_or_default();
        Some(EVENT.opened_by.fill(language(), &[("who", &who), ("time", &moment(opened.at))]))
    };
    let unseen = Memo::new(move |_| !matches!(now.get(), Standing::Seen(_) | Standing::Closed(_)));
    view! {
        <Card title=EVENT.where_now tint=true>
            <div role="status">
                <p class="lead">{line}</p>
                {more}
            </div>
            {live(move || (!doctor && unseen.get()).then(|| view! { <CallDoctor/> <AsText held/> }))}
            {live(move || doctor.then(|| written().map(|line| view! { <p class="quiet">{line}</p> })))}
        </Card>
    }
}

/// The doctor's name and number, as far as they are set.
fn doctor(shell: Shell) -> Option<(String, String)> {
    let community = shell.read(engine::sync::Machine::community)?;
    Some((community.doctor_name, dialable(&community.doctor_phone)?))
}

#[component]
fn CallDoctor() -> impl IntoView {
    let shell = shell();
    let doctor = Memo::new(move |_| doctor(shell));
    live(move || {
        doctor.get().map(|(name, phone)| {
            let label = EVENT.call.fill(language(), &[("name", &name)]);
            view! { <LinkButton label=label href=format!("tel:{phone}") kind=Kind::Help icon=Icon::Phone external=true/> }
        })
    })
}

/// The ready text: by SMS, copied, or through another app.
#[component]
fn AsText(held: Held) -> impl IntoView {
    let shell = shell();
    let text = Memo::new(move |_| {
        let from = shell.local().me.map(|me| shell.alias(&me)).filter(|alias| !alias.is_empty());
        let from = from.unwrap_or_else(|| EVENT.from_pair.get(language()).to_owned());
        with_setting(shell, language(), |setting| emergency::message(setting, &held.event(), &from))
    });
    let said = RwSignal::new(None::<Phrase>);
    let copy = move |()| {
        leptos::task::spawn_local(async move {
            let done = browser::copy(&text.get_untracked()).await.is_ok();
            said.try_set(Some(if done { COMMON.copied } else { COMMON.copy_by_hand }));
        });
    };
    let sms = move || {
        let (label, to) = match doctor(shell) {
            Some((name, phone)) => (EVENT.by_sms.fill(language(), &[("name", &name)]), phone),
            None => (EVENT.by_sms_any.get(language()).to_owned(), String::new()),
        };
        // `?&`: the one wants a question mark, the other an ampersand before the words.
        let words: String = js_sys::encode_uri_component(&text.get()).into();
        view! { <LinkButton label=label href=format!("sms:{to}?&body={words}") icon=Icon::Phone external=true/> }
    };
    let other = share_sheet().is_some();
    view! {
        <details>
            <summary>{say(EVENT.send)}</summary>
            <div class="stack">
                <p>{say_all([EVENT.send_why, EVENT.send_names, EVENT.send_care])}</p>
                <pre class="lines" tabindex="0">{move || text.get()}</pre>
                {live(sms)}
                <Button label=EVENT.copy on_press=copy icon=Icon::Copy/>
                {other.then(|| view! { <Button label=EVENT.share on_press=move |()| hand_to_other(&text.get_untracked()) icon=Icon::Share/> })}
                <p role="status">{move || said.get().map(|said| said.get(language()))}</p>
            </div>
        </details>
    }
}

/// The browser's own way to hand words to another app, where it has one.
fn share_sheet() -> Option<js_sys::Function> {
    js_sys::Reflect::get(&window().navigator(), &"share".into()).ok()?.dyn_into().ok()
}

fn hand_to_other(text: &str) {
    let Some(share) = share_sheet() else { return };
    let what = js_sys::Object::new();
    js_sys::Reflect::set(&what, &"text".into(), &JsValue::from_str(text)).ok();
    if let Ok(answer) = share.call1(&window().navigator(), &what) {
        // Whoever leaves the sheet without choosing an app has done nothing wrong.
        let answer: js_sys::Promise = answer.unchecked_into();
        leptos::task::spawn_local(async move { drop(wasm_bindgen_futures::JsFuture::from(answer).await) });
    }
}

//! The relay's whole log held against this phone, and a backup of both.

use engine::sync::backups::Backups;
use engine::sync::restore::Changes;
use engine::words::Phrase;
use engine::words::backup::{BACKUP, FROM_RELAY, RESTORE};
use leptos::prelude::*;

use super::backup::{Leaves, save};
use super::backup_all::{Made, Own};
use super::parts::*;
use super::working::Working;
use super::{language, live, say, say_all};
use crate::aside::{Halt, Progress};
use crate::backing::{self, FromRelay as Found};
use crate::sharing::hooks::NoLog;
use crate::shell::shell;

/// The part of the page of backups; nothing where no relay ever answered.
#[component]
pub fn FromRelay(own: Signal<Option<Own>>, kept: RwSignal<Backups>) -> impl IntoView {
    let shell = shell();
    let relay = Memo::new(move |_| shell.heard.get().at.is_some() && own.with(Option::is_some));
    live(move || relay.get().then(|| view! { <Section title=FROM_RELAY.title><Check own=own kept=kept/></Section> }))
}

#[component]
fn Check(own: Signal<Option<Own>>, kept: RwSignal<Backups>) -> impl IntoView {
    let shell = shell();
    let (reads, makes) = (Progress::new(), Progress::new());
    let works = move || reads.works() || makes.works();
    let found = RwSignal::new_local(None::<Found>);
    let made = RwSignal::new_local(None::<Made>);
    let not = RwSignal::new(None::<Phrase>);
    let said = RwSignal::new(None::<Phrase>);
    let read = move |()| {
        if works() {
            return;
        }
        found.set(None);
        made.set(None);
        not.set(None);
        said.set(None);
        leptos::task::spawn_local(async move {
            match backing::from_relay(shell, reads).await {
                Ok(Ok(read)) => drop(found.try_set(Some(read))),
                Ok(Err(why)) => drop(not.try_set(Some(why_not(why)))),
                Err(Halt::Stopped) => drop(said.try_set(Some(FROM_RELAY.stopped))),
                Err(_) => drop(said.try_set(Some(BACKUP.nothing))),
            }
        });
    };
    let make = move |()| {
        let Some(((to, shared), read)) = own.get_untracked().zip(found.get_untracked()).filter(|_| !works()) else {
            return;
        };
        made.set(None);
        said.set(None);
        leptos::task::spawn_local(async move {
            match backing::make_with(shell, to, shared, Some(read.log), makes).await {
                Err(Halt::Stopped) => drop(said.try_set(Some(BACKUP.stopped))),
                Err(_) => drop(said.try_set(Some(BACKUP.nothing))),
                Ok(backup) => {
                    let ready = Made::one(backup).await;
                    if saves_files() {
                        save(shell, &ready, said, kept);
                    }
                    made.try_set(Some(ready));
                }
            }
        });
    };
    view! {
        <p>{say(FROM_RELAY.lead)}</p>
        <Button label=FROM_RELAY.read on_press=read/>
        <Working progress=reads label=FROM_RELAY.reading/>
        <div role="status">
            {live(move || not.get().map(|why| view! { <Note tone=Tone::Care><p>{say_all([why, FROM_RELAY.from_here])}</p></Note> }))}
            {live(move || found.get().map(|found| view! { <Differ here=found.here there=found.there/> }))}
        </div>
        {live(move || found.with(Option::is_some).then(|| view! { <Button label=FROM_RELAY.make on_press=make icon=Icon::Copy/> }))}
        <Working progress=makes label=BACKUP.making/>
        {live(move || made.get().map(|made| view! { <Leaves made=made said=said kept=kept/> }))}
        <div role="status">{live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}</div>
    }
}

fn why_not(why: NoLog) -> Phrase {
    match why {
        NoLog::Silent => FROM_RELAY.silent,
        NoLog::Nothing => FROM_RELAY.nothing,
        NoLog::Refused => FROM_RELAY.refused,
    }
}

/// What only one of the two has.
#[component]
fn Differ(here: Changes, there: Changes) -> impl IntoView {
    let side = |title: Phrase, what: Changes, then: Phrase| {
        (!what.is_none()).then(|| {
            let lines = move || lines(what).into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! { <Card title=title><ul>{live(lines)}</ul><p class="quiet">{say(then)}</p></Card> }
        })
    };
    let same = here.is_none() && there.is_none();
    view! {
        {same.then(|| view! { <Note tone=Tone::Ok><p>{say(FROM_RELAY.same)}</p></Note> })}
        {side(FROM_RELAY.here, here, FROM_RELAY.here_do)}
        {side(FROM_RELAY.there, there, FROM_RELAY.there_do)}
    }
}

fn lines(what: Changes) -> Vec<String> {
    let line = |phrase: Phrase, n: usize| (n > 0).then(|| phrase.fill(language(), &[("n", &n.to_string())]));
    let all = [
        line(FROM_RELAY.sessions, what.new_sessions),
        line(RESTORE.more_sessions, what.more_sessions),
        line(FROM_RELAY.people, what.new_people),
        line(RESTORE.more_people, what.more_people),
        line(RESTORE.more_supervision, what.supervision),
        line(RESTORE.more_community, usize::from(what.community)),
    ];
    all.into_iter().flatten().collect()
}

//! Sessions into the phone's own calendar: one file, or its words to paste. It is made aside, as every file is.

use engine::domain::session::SessionSummary;
use engine::words::Phrase;
use engine::words::backup::RESTORE;
use engine::words::device::TROUBLE;
use engine::words::files::CALENDAR;
use engine::words::tables::FILES;
use leptos::prelude::*;

use super::book::bring;
use super::parts::*;
use super::working::{NotDone, Working};
use super::{language, live, say};
use crate::aside::{File, Halt, Progress};
use crate::shell::shell;

/// The button, and what became of the file.
#[component]
pub fn InCalendar(
    /// What the button says.
    label: Phrase,
    /// What goes in, asked when it is pressed.
    sessions: Callback<(), Vec<SessionSummary>>,
) -> impl IntoView {
    let shell = shell();
    let out = HandOut::new();
    let progress = Progress::new();
    let not_done = RwSignal::new(None::<Phrase>);
    let press = Callback::new(move |()| {
        if progress.works() {
            return;
        }
        not_done.set(None);
        out.clear();
        let sessions = sessions.run(());
        let name = match sessions.first().and_then(|session| session.date) {
            Some(day) => format!("tongban-{day}.ics"),
            None => "tongban.ics".to_owned(),
        };
        let language = language();
        leptos::task::spawn_local(async move {
            let made = match bring().await {
                Ok(bring) => (bring.calendar)(shell, sessions, language, progress).await,
                Err(_) => Err(Halt::Missing),
            };
            match made.map(<[File; 2]>::try_from) {
                Ok(Ok([file, words])) => {
                    let words = String::from_utf8_lossy(&words.to_vec()).into_owned();
                    out.give(Parcel::bytes(name, "text/calendar", &file.to_vec()).or_text(words)).await;
                }
                Err(Halt::Stopped) => {}
                Err(Halt::Missing) => drop(not_done.try_set(Some(TROUBLE.rooms_do))),
                Ok(Err(_)) | Err(Halt::Broken) => drop(not_done.try_set(Some(RESTORE.store))),
            }
        });
    });
    view! {
        <Button label=label on_press=move |()| press.run(()) kind=Kind::Quiet icon=Icon::Sessions/>
        <p class="quiet">{say(CALENDAR.why)}</p>
        <Working progress=progress label=FILES.making/>
        {live(move || not_done.get().map(|why| view! { <NotDone why retry=press/> }))}
        <HandedOut out/>
    }
}

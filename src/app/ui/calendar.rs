//! Sessions into the phone's own calendar: one file, or its words to paste.

use engine::domain::session::SessionSummary;
use engine::export::Setting;
use engine::export::calendar::{calendar, message};
use engine::words::Phrase;
use engine::words::files::CALENDAR;
use leptos::prelude::*;

use super::parts::*;
use super::{language, say};
use crate::browser;
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
    let press = move |()| {
        let sessions = sessions.run(());
        let Some(community) = shell.community().get_untracked() else { return };
        let setting =
            Setting { language: language(), community: &community, alias: &|_| String::new(), now: browser::now() };
        let name = match sessions.first().and_then(|session| session.date) {
            Some(day) => format!("tongban-{day}.ics"),
            None => "tongban.ics".to_owned(),
        };
        out.send(
            Parcel::text(name, "text/calendar", calendar(&setting, &sessions)).or_text(message(&setting, &sessions)),
        );
    };
    view! {
        <Button label=label on_press=press kind=Kind::Quiet icon=Icon::Sessions/>
        <p class="quiet">{say(CALENDAR.why)}</p>
        <HandedOut out/>
    }
}

//! The app: one screen for each stage of the device, and what every screen finds in context.

use engine::domain::community::dialable;
use engine::sync::Place;
use engine::words::Language;
use engine::words::device::{LOCK, WELCOME};
use engine::words::screens::COMMON;
use engine::words::session::HELP;
use leptos::prelude::*;

use super::home::Home;
use super::parts::*;
use super::rooms::{Room, Rooms};
use super::welcome::WelcomeScreen;
use super::{LanguageSwitch, say, say_with};
use crate::boot::{self, Stage, boot};
use crate::browser;
use crate::shell::Shell;

/// Tongban.
#[component]
pub fn App() -> impl IntoView {
    // Opened by its address the workshop stands alone: the storage contract wants the writer's lock for itself.
    #[cfg(feature = "workshop")]
    if Place::parse(&browser::address()) == Place::Workshop {
        return view! { <super::workshop::Workshop/> }.into_any();
    }
    let boot = boot::start();
    let speak = move |language: Language| {
        boot.language.set(language);
        browser::remember("language", Some(language.tag()));
        if let Some(shell) = boot.shell() {
            shell.set_local(|local| local.language = language);
        }
    };
    provide_context(boot);
    provide_context(boot.language);
    provide_context(LanguageSwitch(Callback::new(speak)));
    let rooms = Rooms::fetch();
    provide_context(rooms);
    let screen = move || match boot.stage.get() {
        Stage::Opening => view! { <Loading/> }.into_any(),
        Stage::Welcome => view! { <WelcomeScreen/> }.into_any(),
        Stage::Home(shell) => view! { <OpenHome shell/> }.into_any(),
        shut => rooms.show(Room::Shut(shut)),
    };
    screen.into_any()
}

/// Home, with its shell in context.
#[component]
fn OpenHome(shell: Shell) -> impl IntoView {
    provide_context(shell);
    view! { <Home/> }
}

/// A screen of a device that is not open, and in its place, while the address asks for it, whom to call.
#[component]
pub fn WithHelp(children: ChildrenFn) -> impl IntoView {
    let boot = boot();
    let asked = Memo::new(move |_| boot.place.get() == Place::Help);
    move || match asked.get() {
        true => view! { <CallScreen/> }.into_any(),
        false => children().into_any(),
    }
}

/// Whom to call while the community's own numbers are not open.
#[component]
fn CallScreen() -> impl IntoView {
    let numbers = [(WELCOME.ambulance, "120"), (WELCOME.police, "110")];
    let links = numbers.map(|(name, phone)| {
        let label =
            say_with(HELP.call_name, move || vec![("name", say(name)().to_owned()), ("phone", phone.to_owned())]);
        let href = format!("tel:{}", dialable(phone).unwrap_or_default());
        view! { <LinkButton label=label href=href kind=Kind::Help icon=Icon::Phone/> }
    });
    view! {
        <Page title=HELP.title back=Back::to("#/", COMMON.back)>
            <Section title=HELP.safe><p>{say(HELP.safe_more)}</p></Section>
            <Section title=HELP.call>
                <p>{say(LOCK.help)}</p>
                <div class="stack">{links.into_iter().collect_view()}</div>
            </Section>
        </Page>
    }
}

//! Hears the window, the clock and the disk: addresses, going away and coming back, a clock that was set.

use disk::DiskEvent;
use engine::crypto::{PREFIX, RECOVERY_PREFIX};
use engine::domain::session::{SessionSummary, State};
use engine::domain::{Id, Millis};
use engine::sync::acts;
use engine::sync::local::Theme;
use engine::sync::place::Corner;
use engine::sync::{Event, Place, SaveState};
use engine::words::Language;
use gloo::timers::callback::Timeout;
use leptos::ev;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{Boot, Stage, Trouble, leave};
use crate::shell::Shell;
use crate::{browser, clock};

/// A clock that is this far behind the latest time seen was set back while the app was closed.
const SET_BACK: Millis = 60_000;
/// How long a screen stays before it is remembered.
const STAYED_MS: u32 = 600;

/// Hears the window, whatever the stage.
pub fn window(boot: Boot) {
    let listen = |name: &'static str, heard: Box<dyn Fn(ev::Event)>| {
        window_event_listener(ev::Custom::<ev::Event>::new(name), heard);
    };
    listen(
        "hashchange",
        Box::new(move |_| {
            leave::flush();
            if let Some(code) = invitation() {
                let sheet = code.starts_with(RECOVERY_PREFIX);
                boot.invited.set(Some(code));
                if let Stage::Home(shell) = boot.stage.get_untracked()
                    && sheet
                {
                    return shell.replace(Place::Corner(Corner::Share));
                }
                if matches!(boot.stage.get_untracked(), Stage::Welcome) {
                    // The first run begins anew, at the invitation.
                    boot.stage.set(Stage::Welcome);
                }
            }
            boot.place.set(Place::parse(&browser::address()));
        }),
    );
    let away = StoredValue::new_local(None::<Away>);
    listen(
        "visibilitychange",
        Box::new(move |_| match document().visibility_state() {
            web_sys::VisibilityState::Hidden => away.set_value(Some(gone(boot))),
            _ => away.update_value(|away| {
                if away.take().is_some_and(|away| locks_after(boot, js_sys::Date::now() - away.since)) {
                    leptos::task::spawn_local(async move { _ = leave::lock(boot).await });
                }
            }),
        }),
    );
    listen("pagehide", Box::new(move |_| keep(boot)));
    listen(
        "beforeinstallprompt",
        Box::new(move |event| {
            event.prevent_default();
            boot.install.set(Some(event.unchecked_into()));
        }),
    );
    // It may have come before this listened; boot.js keeps it.
    let offer = js_sys::Reflect::get(&js_sys::global(), &"tongbanInstall".into()).ok();
    boot.install.set(offer.filter(wasm_bindgen::JsValue::is_object));
    listen("appinstalled", Box::new(move |_| boot.install.set(None)));
    let look = |name: &str, kept: &str| {
        if let Some(value) = browser::remembered(kept) {
            browser::set_root(name, &value)
        }
    };
    look("data-theme", "theme");
    look("data-scale", "scale");
    Effect::new(move |_| browser::set_root("lang", boot.language.get().tag()));
}

/// Takes an invitation, or what is on the recovery sheet, out of the address: a secret does not stay where others look.
pub fn invitation() -> Option<String> {
    let address = browser::address();
    let code = address.trim_start_matches('#').to_owned();
    if !code.starts_with(PREFIX) && !code.starts_with(RECOVERY_PREFIX) {
        return None;
    }
    if let Ok(history) = leptos::prelude::window().history() {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("#/")).ok();
    }
    Some(code)
}

/// Since when the page is hidden, and what waits to lock it.
struct Away {
    since: f64,
    _lock: Option<Timeout>,
}

/// The page is hidden: everything is kept, and the lock counts.
fn gone(boot: Boot) -> Away {
    keep(boot);
    let minutes = boot.shell().map_or(0, |shell| shell.peek(|machine| machine.local().auto_lock_minutes));
    let waits = (minutes > 0 && boot.lock.get_untracked().is_some()).then(|| {
        let minutes = u32::from(minutes);
        Timeout::new(minutes * 60_000 + 500, move || {
            if locks_after(boot, f64::from(minutes) * 60_000.0) {
                leptos::task::spawn_local(async move { _ = leave::lock(boot).await });
            }
        })
    });
    Away { since: js_sys::Date::now(), _lock: waits }
}

/// Whether so long away closes the lock. Never while a session runs.
fn locks_after(boot: Boot, away_ms: f64) -> bool {
    let Some(shell) = boot.shell() else { return false };
    let minutes = shell.peek(|machine| machine.local().auto_lock_minutes);
    let long = minutes > 0 && away_ms >= f64::from(minutes) * 60_000.0;
    long && boot.lock.get_untracked().is_some() && running(shell).is_empty()
}

fn running(shell: Shell) -> Vec<Id> {
    let running = |sessions: &Vec<SessionSummary>| {
        sessions.iter().filter(|session| session.state == State::Running).map(|session| session.id.clone()).collect()
    };
    shell.sessions().with_untracked(running)
}

/// Keeps drafts, the screen and, while a session runs, the time.
fn keep(boot: Boot) {
    leave::flush();
    if let Some(shell) = boot.shell().filter(|_| !boot.leaving()) {
        keep_place(boot, shell);
        if !running(shell).is_empty() {
            let now = browser::now().ms;
            shell.set_local(|local| local.seen = local.seen.max(now));
        }
    }
}

fn keep_place(boot: Boot, shell: Shell) {
    let place = boot.place.get_untracked();
    let passing = matches!(place, Place::Corner(Corner::Wipe) | Place::Workshop);
    let shown = matches!(boot.stage.get_untracked(), Stage::Home(_));
    if shown && !passing && !boot.leaving() {
        shell.set_local(|local| local.place = place.path());
    }
}

/// Hears what concerns an open community.
pub fn home(boot: Boot, shell: Shell) {
    let behind = browser::now().ms - shell.peek(|machine| machine.local().seen);
    if behind < -SET_BACK {
        clock_set(boot, shell, behind);
    }
    clock::start(shell.tick, move |by| clock_set(boot, shell, by));
    let owner = boot.held.with_value(|held| held.owner.clone()).unwrap_or_default();
    owner.with(|| {
        Effect::new(move |_| {
            let stayed = boot.place.get();
            Timeout::new(STAYED_MS, move || {
                if boot.place.get_untracked() == stayed {
                    keep_place(boot, shell);
                }
            })
            .forget();
        });
        let look = Memo::new(move |_| {
            let local = shell.local();
            (local.language, local.theme, local.scale)
        });
        Effect::new(move |_| {
            let (language, theme, scale) = look.get();
            wear(language, theme, scale);
        });
    });
    leptos::task::spawn_local(async move {
        for id in shell.peek(|machine| machine.expired(browser::now().ms)) {
            if leave::opened(shell, &id).await.is_ok() {
                shell.step(Event::Purge(id));
            }
        }
    });
}

/// Shows the look, and remembers it for the lock and for trouble.
fn wear(language: Language, theme: Theme, scale: u16) {
    let scale = scale.to_string();
    browser::set_root("data-theme", theme.slug());
    browser::set_root("data-scale", &scale);
    for (name, value) in [("language", language.tag()), ("theme", theme.slug()), ("scale", &scale)] {
        if browser::remembered(name).as_deref() != Some(value) {
            browser::remember(name, Some(value));
        }
    }
}

/// The clock was set by `jump`: what ran goes on as before, and time is counted from now.
fn clock_set(boot: Boot, shell: Shell, jump: Millis) {
    if boot.leaving() {
        return;
    }
    leptos::task::spawn_local(async move {
        for id in running(shell) {
            if leave::opened(shell, &id).await.is_ok() {
                shell.act(&id, None, |session, _| acts::run::clock_jumped(session, jump));
                shell.jumped.set(true);
            }
        }
        // Or the same jump would be counted once more at the next start.
        let now = browser::now().ms;
        shell.set_local(|local| local.seen = now);
    });
}

/// Hears what happens to the database from outside.
pub fn disk(boot: Boot, event: DiskEvent) {
    match event {
        DiskEvent::Blocked if matches!(boot.stage.get_untracked(), Stage::Opening) && !boot.leaving() => {
            boot.stage.set(Stage::Trouble(Trouble::Hung));
        }
        DiskEvent::Blocked => {}
        DiskEvent::Closed => {
            // The next call opens it again: what waits is such a call.
            if let Some(shell) = boot.shell().filter(|_| !boot.leaving()) {
                shell.retry();
            }
        }
        DiskEvent::VersionChange if boot.leaving() => {}
        DiskEvent::VersionChange => leptos::task::spawn_local(async move {
            leave::flush();
            leave::pause(500).await;
            let unsaved =
                boot.shell().is_some_and(|shell| matches!(shell.saving.get_untracked(), SaveState::NotSaved(_)));
            // Words that are not saved stay on the screen, with the line that says so.
            if !unsaved {
                boot.stage.set(Stage::Trouble(Trouble::Replaced));
            }
        }),
    }
}

//! Who else is here just now: told to the other phones over the socket, and heard from them.

use std::cell::RefCell;

use engine::domain::Millis;
use engine::sync::share::{HERE_FOR, Present};
use leptos::prelude::*;

use super::{random, socket, with};
use crate::boot::leave;
use crate::browser;
use crate::shell::Shell;

thread_local! {
    static SHELL: RefCell<Option<Shell>> = const { RefCell::new(None) };
    static PRESENT: RefCell<Present> = RefCell::default();
}

/// Says where this phone is whenever that changes, and often enough to be believed.
pub fn hang(shell: Shell) {
    SHELL.set(Some(shell));
    window_event_listener_untyped("hashchange", |_| say(false));
    window_event_listener_untyped("pagehide", |_| say(true));
    window_event_listener_untyped("visibilitychange", |_| say(hidden()));
    leptos::task::spawn_local(async move {
        loop {
            leave::pause((HERE_FOR / 3) as i32).await;
            if !hidden() {
                say(false);
            }
            show(browser::now().ms);
        }
    });
}

fn hidden() -> bool {
    document().visibility_state() == web_sys::VisibilityState::Hidden
}

/// Says that this phone is here, or that it leaves.
pub fn say(leaves: bool) {
    let Some(shell) = SHELL.with_borrow(|shell| *shell) else { return };
    let at = shell.place.with_untracked(|place| place.session().cloned());
    let note = with(|courier| courier.share().note(at.as_ref(), leaves, browser::now().ms, random()()));
    if let Some(note) = note.flatten() {
        socket::send(&note);
    }
}

/// Another phone said something. Whoever has just come is told of this phone.
pub fn hears(note: &[u8]) {
    let now = browser::now().ms;
    let came = with(|courier| PRESENT.with_borrow_mut(|present| present.hears(courier.share(), note, now)));
    if came == Some(true) && !hidden() {
        say(false);
    }
    show(now);
}

fn show(now: Millis) {
    let Some(shell) = SHELL.with_borrow(|shell| *shell) else { return };
    let people = with(|courier| PRESENT.with_borrow(|present| present.people(courier.share(), now)));
    if let Some(people) = people.filter(|people| shell.present.with_untracked(|known| known != people)) {
        shell.present.try_set(people);
    }
}

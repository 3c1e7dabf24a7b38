//! Home: the open community. Maps each place to its screen; keeps what stands above every screen.

use engine::sync::place::Corner;
use engine::sync::{Notice, Place, SaveState};
use engine::words::device::{ME, TROUBLE};
use engine::words::screens::COMMON;
use engine::words::share::SHARE;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::rooms::{Room, Rooms};
use super::{say, say_all, say_with};
use crate::boot::boot;
use crate::shell::shell;

/// The screen of the place, and the lines above and below it.
#[component]
pub fn Home() -> impl IntoView {
    let shell = shell();
    let rooms = expect_context::<Rooms>();
    Effect::new(move |_| rooms.share(shell));
    let screen = move || rooms.show(Room::Place(shell.place.get()));
    view! {
        {live(move || (!rooms.handed.get()).then(|| view! { <Above/> }))}
        {screen}
        {live(move || (!rooms.handed.get()).then(|| view! {
            <UndoBar label=Signal::derive(undo_label) on_undo=move |()| shell.take_back()/>
        }))}
    }
}

/// What was done last, while it can be undone.
fn undo_label() -> Option<String> {
    let shell = shell();
    let undo = shell.undo.get()?;
    (shell.tick.get() <= undo.until).then(|| undo.label.get(shell.language()).to_owned())
}

/// Lines that stand above every screen while they are true.
#[component]
fn Above() -> impl IntoView {
    let shell = shell();
    let boot = boot();
    let practice = shell.community();
    let not_saved = move || match shell.saving.get() {
        SaveState::NotSaved(fault) => Some(fault),
        _ => None,
    };
    let trouble = move || {
        use engine::sync::Fault;
        not_saved().map(|fault| {
            let (what, do_next) = match fault {
                Fault::Full => (TROUBLE.full, TROUBLE.full_do),
                Fault::Closed => (TROUBLE.closed, TROUBLE.other_do),
                Fault::Silent => (TROUBLE.silent, TROUBLE.other_do),
                Fault::Other => (TROUBLE.other, TROUBLE.other_do),
            };
            let text = say_all([what, do_next]);
            view! { <Banner text=Signal::derive(text) action=COMMON.retry on_action=Callback::new(move |()| shell.retry()) tone=Tone::Care/> }
        })
    };
    let unread = move || {
        let again = Callback::new(move |()| shell.retry());
        let banner =
            move || view! { <Banner text=ME.read_failed action=COMMON.retry on_action=again tone=Tone::Care/> };
        shell.unread.get().then(banner)
    };
    let notice = move || {
        shell.notice.get().map(|notice| {
            let words = match notice {
                Notice::FormClosed => COMMON.form_closed,
                Notice::NotYours => COMMON.not_yours,
                Notice::SetAside(_) => COMMON.set_aside,
            };
            view! { <Banner text=words action=COMMON.done on_action=Callback::new(move |()| shell.notice.set(None)) tone=Tone::Care/> }
        })
    };
    let jumped = move || {
        shell.jumped.get().then(|| {
            view! { <Banner text=COMMON.clock_jumped action=COMMON.done on_action=Callback::new(move |()| shell.jumped.set(false))/> }
        })
    };
    let sharing = move || {
        use crate::sharing::told::Relay;
        let told = shell.sharing.get();
        let gone = |what, more| view! { <p class="practice">{say_all([what, more])}</p> };
        match told.relay {
            Relay::Gone => Some(gone(SHARE.gone, SHARE.gone_more).into_any()),
            Relay::TooLate => {
                let text = move || format!("{} {} ", say(SHARE.too_late)(), say(SHARE.too_late_more)());
                let href = Place::Corner(Corner::Share).href();
                Some(view! { <p class="practice">{text}<a href=href>{say(SHARE.title)}</a></p> }.into_any())
            }
            Relay::Silent | Relay::Founding | Relay::Full(_) | Relay::Refuses if told.waits > 0 => {
                let n = told.waits;
                let words = if n == 1 { SHARE.waits_one } else { SHARE.waits };
                let words = say_with(words, move || vec![("n", n.to_string())]);
                Some(view! { <p class="quiet waits">{words}</p> }.into_any())
            }
            _ => None,
        }
    };
    let invited =
        move || boot.invited.with(|code| code.as_ref().is_some_and(|code| code.starts_with(engine::crypto::PREFIX)));
    let invited = move || invited().then(|| view! { <super::profiles::InvitedBeside/> });
    let is_practice = Memo::new(move |_| practice.get().is_some_and(|community| community.practice));
    view! {
        <aside class="above">
            {live(move || is_practice.get().then(|| view! { <p class="practice">{say(COMMON.practice)}</p> }))}
            {trouble}
            {unread}
            {notice}
            {jumped}
            {invited}
            {sharing}
            <super::update::UpdateBanner/>
        </aside>
    }
}

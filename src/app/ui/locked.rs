//! The lock: a passcode or five words. Wrong tries get slower, nothing is ever wiped, help stays reachable.

use disk::vault::{LockKind, VaultError};
use engine::words::Phrase;
use engine::words::device::LOCK;
use gloo::timers::callback::Interval;
use leptos::prelude::*;

use super::app::WithHelp;
use super::handed::in_hands;
use super::live;
use super::parts::*;
use super::rooms::Rooms;
use super::{say, say_with};
use crate::boot::{Stage, Trouble, boot, leave};
use crate::browser;

/// The lock screen.
#[component]
pub fn LockedScreen(
    /// What opens it; not known where part of the vault is gone.
    kind: Option<LockKind>,
    /// When the next try is looked at.
    wait_until: i64,
) -> impl IntoView {
    let boot = boot();
    let rooms = expect_context::<Rooms>();
    // Whoever the phone was handed to gets to no other profile either.
    let others = !in_hands();
    let secret = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let said = RwSignal::new(None::<Phrase>);
    let until = RwSignal::new(wait_until);
    let now = RwSignal::new(browser::now().ms);
    let ticking = StoredValue::new_local(Interval::new(500, move || _ = now.try_set(browser::now().ms)));
    on_cleanup(move || ticking.dispose());
    // Rounded up: nobody is told "0 seconds" and then refused.
    let seconds = Memo::new(move |_| ((until.get() - now.get()).max(0) + 999) / 1000);

    let open = move |()| {
        if working.get_untracked()
            || seconds.get_untracked() > 0
            || secret.with_untracked(|secret| secret.trim().is_empty())
        {
            return;
        }
        working.set(true);
        said.set(None);
        leptos::task::spawn_local(async move {
            // The key takes its time on purpose; first the page says so.
            leave::pause(50).await;
            let answer = boot.unlock(&secret.get_untracked()).await;
            if answer.is_err() {
                working.try_set(false);
                now.try_set(browser::now().ms);
            }
            match answer {
                Ok(()) => rooms.unlocked(),
                Err(VaultError::Wrong { wait_until, .. }) => {
                    secret.try_set(String::new());
                    until.try_set(wait_until);
                    said.try_set(Some(LOCK.wrong));
                }
                Err(VaultError::Wait { until: later }) => _ = until.try_set(later),
                Err(VaultError::Lock(_)) => _ = said.try_set(Some(LOCK.not_now)),
                Err(error) => boot.stage.set(Stage::Trouble(Trouble::from(error))),
            }
        });
    };
    let label = match kind {
        Some(LockKind::Passcode) => LOCK.passcode,
        Some(LockKind::Words) => LOCK.words,
        None => LOCK.either,
    };
    let words_hint = say(LOCK.words_hint);
    let hint = move || if kind == Some(LockKind::Words) { words_hint() } else { "" };
    let wait = say_with(LOCK.wait, move || vec![("n", seconds.get().to_string())]);
    view! {
        <WithHelp>
            <Page title=LOCK.title>
                <PasscodeField label=label value=secret hint=hint id="secret" on_enter=Callback::new(open)/>
                <div role="status">
                    {live(move || said.get().map(|said| view! {
                        <Note tone=Tone::Care><p>{say(said)}</p><p>{say(LOCK.never_wiped)}</p></Note>
                    }))}
                    {live(move || working.get().then(|| view! { <p class="quiet">{say(LOCK.opening)}</p> }))}
                </div>
                {live(move || match seconds.get() > 0 {
                    true => view! { <p role="timer" class="lead">{wait}</p> }.into_any(),
                    false => view! { <Button label=LOCK.open on_press=open kind=Kind::Primary icon=Icon::Lock/> }.into_any(),
                })}
                {others.then(|| view! { <super::profiles::OtherProfiles/> })}
            </Page>
        </WithHelp>
    }
}

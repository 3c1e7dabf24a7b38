//! Going away without losing a word: hand over to another tab, lock, wipe. Drafts first, then "saved", then away.

use disk::{Store, StoreError, Table};
use engine::domain::{Id, Kind};
use engine::sync::{Event, Machine, SaveState};
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::{Boot, Stage, Trouble, profiles};
use crate::browser;
use crate::shell::{Shell, fault, read_rows};

/// Turns every draft on the screen into an edit.
pub fn flush() {
    if let Ok(event) = web_sys::Event::new("tongban-flush") {
        window().dispatch_event(&event).ok();
    }
}

/// Waits.
pub async fn pause(ms: i32) {
    // A worker has no window to wait by.
    let timer = js_sys::Promise::new(&mut |done, _| {
        Timeout::new(ms as u32, move || drop(done.call0(&JsValue::NULL))).forget();
    });
    JsFuture::from(timer).await.ok();
}

/// Waits until everything is saved, three seconds at most; tells whether it is.
pub async fn saved(shell: Shell) -> bool {
    for look in 0..35 {
        match shell.saving.get_untracked() {
            // What is small is saved within some milliseconds.
            SaveState::Saving => pause(if look < 8 { 1 << look } else { 100 }).await,
            SaveState::NotSaved(_) => return false,
            SaveState::Nothing | SaveState::Saved(_) => return true,
        }
    }
    false
}

/// Waits until everything is saved and nothing that came waits to be taken in: much takes its time, a minute at most. Tells whether
/// it is.
pub async fn stored(shell: Shell) -> bool {
    const MOST: usize = 600;
    for look in 0..MOST {
        let saving = shell.saving.get_untracked() == SaveState::Saving;
        if !saving && !shell.peek(Machine::arriving) {
            return matches!(shell.saving.get_untracked(), SaveState::Nothing | SaveState::Saved(_));
        }
        // What is small is stored within some milliseconds.
        pause(if look < 7 { 1 << look } else { 100 }).await;
    }
    false
}

/// Waits until the store has begun with the last of what it was given, a minute at most; tells whether it took what was before that.
pub async fn begun(shell: Shell) -> bool {
    const MOST: usize = 15_000;
    for _ in 0..MOST {
        if !shell.peek(Machine::waits_behind) {
            return !matches!(shell.saving.get_untracked(), SaveState::NotSaved(_));
        }
        // Browsers make it four milliseconds.
        pause(1).await;
    }
    false
}

/// Flushes and waits; tells whether nothing is left unsaved. What is being brought in is stopped for it: it goes on with the same file.
async fn settled(boot: Boot) -> bool {
    const MOST: usize = 150;
    flush();
    let Some(shell) = boot.shell() else { return true };
    for _ in 0..MOST {
        let Some(progress) = shell.lent() else { break };
        progress.stop();
        pause(100).await;
    }
    shell.lent().is_none() && saved(shell).await
}

/// Reads a document from the store, unless it is open, and comes back when it is. Edit no document before that.
pub async fn opened(shell: Shell, id: &Id) -> Result<(), StoreError> {
    let read = loop {
        if shell.peek(|machine| machine.is_open(id)) {
            return Ok(());
        }
        let turn = shell.turn();
        let read = shell.store().read(Table::Ops, &format!("{id}/")).await;
        while shell.lent().is_some() {
            pause(100).await;
        }
        if shell.turn() == turn {
            break read;
        }
    };
    match read {
        // Nothing, and no error: taken as it is, the next edit would write over the first row. Only the community itself is
        // gone on with: without it nothing opens any more.
        Ok(read)
            if id.kind() != Kind::Community
                && read.rows.is_empty()
                && read.damaged.is_empty()
                && shell.peek(|machine| machine.summary(id).is_some()) =>
        {
            shell.unread.set(true);
            Err(StoreError::Closed)
        }
        Ok(read) => {
            shell.step(Event::Opened(id.clone(), read_rows(read)));
            Ok(())
        }
        Err(error) => {
            shell.saving.set(SaveState::NotSaved(fault(&error)));
            Err(error)
        }
    }
}

fn reload() {
    window().location().reload().ok();
}

/// Loads the page again, so that nothing of what was open stays in memory.
pub fn load_again() {
    reload();
}

/// Another tab asks to write. What can't be saved stays here, and so does the right to write.
pub async fn hand_over(boot: Boot) {
    if boot.leaving() || !settled(boot).await {
        return;
    }
    lost(boot);
    boot.held.update_value(|held| held.guard = None);
}

/// From now on this tab writes nothing, whatever still goes on in it.
pub fn lost(boot: Boot) {
    boot.held.update_value(|held| {
        held.leaving = true;
        if let Some(store) = &held.store {
            store.give_up();
        }
        // Nor does what writes in its place.
        held.shell.and_then(Shell::lent).inspect(|progress| progress.stop());
        crate::aside::gives_up();
    });
    boot.stage.set(Stage::Elsewhere);
}

/// Takes the right to write from the other tab, then starts from what that one saved.
pub async fn take_over() {
    let guard = disk::tab::take_over(|_| {}).await;
    drop(guard);
    reload();
}

/// Locks: the key leaves the memory with the page. `false`: something is not saved, so nothing happened.
pub async fn lock(boot: Boot) -> bool {
    if boot.leaving() || !settled(boot).await {
        return false;
    }
    boot.held.update_value(|held| held.leaving = true);
    boot.stage.set(Stage::Opening);
    reload();
    true
}

/// Goes to another profile: saves, then `change`s which one is open, then starts with that one. An invitation goes along.
/// `false`: something is not saved, so nothing happened.
pub async fn go_from(boot: Boot, change: impl AsyncFnOnce()) -> bool {
    if boot.leaving() || !settled(boot).await {
        return false;
    }
    boot.held.update_value(|held| held.leaving = true);
    let code = boot.invited.get_untracked().unwrap_or_else(|| "/".to_owned());
    boot.stage.set(Stage::Opening);
    change().await;
    if let Ok(history) = window().history() {
        history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&format!("#{code}"))).ok();
    }
    reload();
    true
}

/// Wipes everything of this profile on this phone, then starts anew. With `keep_look` the language and the look stay.
pub async fn wipe(boot: Boot, keep_look: bool) {
    let before = boot.stage.get_untracked();
    // The screen goes first: no field may write after the rows are gone.
    boot.held.update_value(|held| held.leaving = true);
    boot.stage.set(Stage::Opening);
    settled(boot).await;
    let wiped = match boot.store() {
        Ok(store) => store.wipe().await,
        Err(_) => Err(StoreError::Unavailable),
    };
    match wiped {
        Ok(()) | Err(StoreError::Blocked) => {
            let look: &[&str] = if keep_look { &[] } else { &["language", "theme", "scale"] };
            look.iter().for_each(|name| browser::remember(name, None));
            // Nobody is asked about people who are not here.
            let left = profiles::left_mark(profiles::current());
            [profiles::handed_mark(), profiles::given_mark(), left]
                .iter()
                .for_each(|mark| browser::remember(mark, None));
            profiles::wiped();
            if wiped.is_err() {
                return boot.stage.set(Stage::Trouble(Trouble::WipeHeld));
            }
            if let Ok(history) = window().history() {
                history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some("#/")).ok();
            }
            reload();
        }
        // Another tab writes since.
        Err(StoreError::Superseded) => boot.stage.set(Stage::Elsewhere),
        Err(_) => {
            boot.held.update_value(|held| held.leaving = false);
            boot.stage.set(before);
        }
    }
}

//! Backups: from what is stored here to a sealed file, and from a file to what is stored here. Heavy work is done in the fifth
//! module, a few milliseconds at a time.

use desk::backup::{Material, NotOpened, Opened, Packed, Step, Work};
use disk::{Found, Table};
use engine::crypto::age::{self, To};
use engine::merge::Op;
use engine::report::Filter;
use engine::report::tables::{Naming, tables};
use engine::sync::backups::{BACKUPS_ROW, Backups, Due, How, Left, due};
use engine::sync::restore::{Changes, Here};
use engine::sync::{Arrived, Event, Machine, SaveState};
use leptos::prelude::*;

use crate::boot::leave;
use crate::browser;
use crate::sharing::hooks::{Keepers, hooks};
use crate::shell::Shell;
use crate::sound::keep;
use crate::ui::book::book;

/// Work goes on for so many milliseconds, then the page has its turn.
const TURN_MS: f64 = 12.0;

/// How far work is, of a hundred; nothing while there is none.
pub type Progress = RwSignal<Option<u8>>;

/// Does work to its end; the page stays awake meanwhile.
async fn done<T>(mut work: Work<T>, progress: Progress) -> T {
    let clock = window().performance();
    let time = || clock.as_ref().map_or(0.0, |clock| clock.now());
    progress.try_set(Some(0));
    loop {
        let begun = time();
        while time() - begun <= TURN_MS {
            match work() {
                Step::Done(done) => {
                    progress.try_set(None);
                    return done;
                }
                Step::Going(far) => drop(progress.try_set(Some(far))),
            }
        }
        leave::pause(0).await;
    }
}

/// What is kept about backups; `None` where it cannot be read just now.
pub async fn kept(shell: Shell) -> Option<Backups> {
    match shell.store().get(Table::Local, BACKUPS_ROW).await {
        Ok(Found::Bytes(row)) => Some(Backups::open(&row)),
        Ok(Found::Nothing) => Some(Backups::default()),
        Ok(Found::Damaged) | Err(_) => None,
    }
}

/// Stores what is kept about backups.
pub fn keep(shell: Shell, kept: &Backups) {
    shell.step(Event::Arrived(Box::new(Arrived { beside: vec![kept.row()], ..Arrived::default() })));
}

/// A backup left the phone. `None` where what is kept about backups cannot be read: it is not written over.
pub async fn left(shell: Shell, packed: &Packed, how: How) -> Option<Backups> {
    // As old as what is in it, whenever it left.
    let made = packed.manifest.made;
    shell.set_local(|local| local.last_copy = local.last_copy.max(Some(made)));
    let mut kept = kept(shell).await?;
    kept.leaves(Left {
        when: packed.manifest.made,
        bytes: packed.file.len(),
        hash: packed.hash.clone(),
        sessions: packed.manifest.counts.sessions,
        how,
    });
    keep(shell, &kept);
    Some(kept)
}

/// Whether a backup is due here; never in the practice community.
pub fn is_due(shell: Shell) -> Option<Due> {
    let local = shell.local();
    let practice = shell.community().with(|community| community.as_ref().is_none_or(|held| held.practice));
    let ended = shell.read(Machine::sessions);
    let ended = ended.iter().filter_map(|session| session.ended);
    due(local.last_copy, local.since, ended, browser::now().ms).filter(|_| !practice)
}

/// For whom the backups of a shared community are sealed; waits for sharing to run. `None` where it does not.
pub async fn keepers(shell: Shell) -> Option<Keepers> {
    for _ in 0..100 {
        let found = hooks().and_then(|hooks| (hooks.keepers)());
        if found.is_some() || shell.sharing.try_get_untracked().is_none_or(|told| told.broken) {
            return found;
        }
        leave::pause(50).await;
    }
    None
}

/// Makes a backup of all that is here; `None` where something could not be read.
pub async fn make(shell: Shell, to: To, shared: Option<String>, progress: Progress) -> Option<Packed> {
    progress.try_set(Some(0));
    let packed = packed(shell, to, shared, progress).await;
    progress.try_set(None);
    packed
}

async fn packed(shell: Shell, to: To, shared: Option<String>, progress: Progress) -> Option<Packed> {
    leave::flush();
    if !leave::saved(shell).await {
        return None;
    }
    let items = match (&shared, hooks()) {
        // With a hole in them the words would bring back less than the records hold: these alone are taken then.
        (Some(_), hooks) => (hooks?.items)(shell).await,
        (None, _) => None,
    };
    let (sounds, unheard) = keep::all(shell).await?;
    if !leave::saved(shell).await {
        return None;
    }
    let read = shell.store().read(Table::Ops, "").await.ok()?;
    let language = shell.peek(|machine| machine.local().language);
    let records = shell.peek(Machine::records).into_iter().collect::<Vec<_>>();
    let tables = tables(&records, &Filter::default(), language, Naming::Aliases);
    let material = Material {
        rows: read.rows.into_iter().map(|row| (row.key, row.bytes)).collect(),
        unread: read.damaged.len() + unheard,
        items,
        sounds,
        tables: tables.iter().map(|table| (table.name.to_owned(), table.csv())).collect(),
        shared,
        holder: shell.peek(|machine| machine.local().me.clone()),
        alias: Box::new(move |id| shell.peek(|machine| machine.alias(id)).unwrap_or_default()),
        language,
        now: browser::now(),
        app: env!("CARGO_PKG_VERSION").to_owned(),
    };
    done((book().await.ok()?.pack)(material, to), progress).await
}

/// Opens a file; `None` where the module for it is not here.
pub async fn open(file: Vec<u8>, with: age::With, progress: Progress) -> Option<Result<Opened, NotOpened>> {
    progress.try_set(Some(0));
    let Ok(book) = book().await else {
        progress.try_set(None);
        return None;
    };
    // The page says that it opens before the words are tried: that takes a moment.
    leave::pause(50).await;
    Some(done((book.open)(file, with), progress).await)
}

/// What of a backup is not here, and what it would change; `None` where what is here could not be read.
pub async fn lacks(shell: Shell, ops: Vec<Op>) -> Option<(Vec<Op>, Changes)> {
    leave::flush();
    if !leave::saved(shell).await {
        return None;
    }
    let read = shell.store().read(Table::Ops, "").await.ok()?;
    let mut here = Here::default();
    // What is damaged here counts as gone: it comes back.
    for (number, row) in read.rows.iter().enumerate() {
        // A row that does not read is kept, and hides nothing.
        let ops: Vec<Op> = serde_json::from_slice(&row.bytes).unwrap_or_default();
        ops.iter().for_each(|op| here.has(op));
        if number % 200 == 199 {
            leave::pause(0).await;
        }
    }
    Some(here.lacks(ops))
}

/// Waits until all is stored; a large backup takes its time. Tells whether it is.
pub async fn stored(shell: Shell) -> bool {
    const MOST: usize = 600;
    for _ in 0..MOST {
        let saving = shell.saving.get_untracked() == SaveState::Saving;
        if !saving && !shell.peek(Machine::arriving) {
            return matches!(shell.saving.get_untracked(), SaveState::Nothing | SaveState::Saved(_));
        }
        leave::pause(100).await;
    }
    false
}

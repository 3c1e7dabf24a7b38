//! Backups: from what is stored here to a sealed file, and from a file to what is stored here. What takes long is done aside.

use desk::backup::{Manifest, NotOpened, Packed, Sound};
use disk::{Found, Table};
use engine::merge::Op;
use engine::sync::backups::{BACKUPS_ROW, Backups, Due, How, Left, due};
use engine::sync::sounds::{Head, head_key};
use engine::sync::{Arrived, Event, Machine, SaveState};
use leptos::prelude::*;

use crate::aside::tasks::{Lock, Looked, Stored, Task};
use crate::aside::{self, Halt, Progress};
use crate::boot::leave;
use crate::browser;
use crate::sharing::hooks::{Keepers, hooks};
use crate::shell::Shell;
use crate::sound::keep;

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

/// The community that is open, as it is stored.
fn stored_here(shell: Shell) -> Stored {
    let store = shell.store();
    Stored { database: store.store().name().to_owned(), key: *store.key().bytes() }
}

/// Stores what is on the screen; for a shared community it is sealed for the other phones too.
async fn settles(shell: Shell, shared: bool) -> Result<(), Halt> {
    leave::flush();
    if !leave::saved(shell).await {
        return Err(Halt::Broken);
    }
    match hooks().filter(|_| shared) {
        Some(hooks) => (hooks.seal)(shell).await,
        None if shared => return Err(Halt::Broken),
        None => {}
    }
    Ok(())
}

/// Makes a backup of all that is here.
///
/// # Errors
/// Why there is none: nothing was handed out and nothing changed.
pub async fn make(shell: Shell, to: Lock, shared: Option<String>, progress: Progress) -> Result<Packed, Halt> {
    progress.begin();
    // A recording that came to no end is finished first.
    let heard = keep::settle(shell).await;
    let settled = settles(shell, shared.is_some()).await;
    progress.end();
    settled?;
    heard.ok_or(Halt::Broken)?;
    let task = Task::Pack { of: stored_here(shell), to, shared };
    let (hash, files) = aside::does(&task, Vec::new(), progress).await?;
    let [file, manifest] = files.try_into().map_err(|_| Halt::Broken)?;
    let hash = hash.as_str().unwrap_or_default().to_owned();
    Ok(Packed { file, manifest: serde_json::from_slice(&manifest).map_err(|_| Halt::Broken)?, hash })
}

/// A backup that was opened.
pub struct Inside {
    /// What is in it, as it says itself.
    pub manifest: Manifest,
    /// What is in it, held against what is here.
    pub looked: Looked,
    /// Its items.
    pub items: Option<Vec<u8>>,
    /// Recordings.
    pub sounds: Vec<Sound>,
    /// The ops that are not here, in parts: see [`ops`].
    pub ops: Vec<Vec<u8>>,
}

/// Opens a file, and holds it against what is here.
///
/// # Errors
/// It could not be tried. Inside: it does not open.
pub async fn open(
    shell: Option<Shell>,
    file: Vec<u8>,
    with: Lock,
    progress: Progress,
) -> Result<Result<Inside, NotOpened>, Halt> {
    if let Some(shell) = shell {
        settles(shell, false).await?;
    }
    let task = Task::Open { with, here: shell.map(stored_here) };
    let (said, files) = aside::does(&task, vec![file], progress).await?;
    let looked = match Looked::read(&said) {
        Ok(looked) => looked,
        Err(why) => return Ok(Err(why)),
    };
    let mut files = files.into_iter();
    let manifest = files.next().and_then(|manifest| serde_json::from_slice(&manifest).ok()).ok_or(Halt::Broken)?;
    let items = if looked.items { files.next() } else { None };
    let mut sounds = Vec::new();
    for id in &looked.sounds {
        let head = files.next().and_then(|row| Head::open(&head_key(id), &row));
        let ((id, head), bytes) = head.zip(files.next()).ok_or(Halt::Broken)?;
        sounds.push(Sound { id, head, bytes });
    }
    Ok(Ok(Inside { manifest, looked, items, sounds, ops: files.collect() }))
}

/// The ops of a backup's parts; the page has its turn in between.
///
/// # Errors
/// A part does not read.
pub async fn ops(parts: &[Vec<u8>]) -> Result<Vec<Op>, Halt> {
    let mut ops = Vec::new();
    for part in parts {
        ops.extend(serde_json::from_slice::<Vec<Op>>(part).map_err(|_| Halt::Broken)?);
        leave::pause(0).await;
    }
    Ok(ops)
}

/// Whether any of a backup's parts is not here.
///
/// # Errors
/// What is here could not be read.
pub async fn lacks(shell: Shell, parts: Vec<Vec<u8>>) -> Result<bool, Halt> {
    settles(shell, false).await?;
    let task = Task::Lacks { here: stored_here(shell) };
    Ok(aside::does(&task, parts, Progress::new()).await?.0 != serde_json::Value::Bool(false))
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

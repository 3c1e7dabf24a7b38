//! Backups: from what is stored here to a sealed file, and from a file to what is stored here. What takes long is done aside.

use std::rc::Rc;

use desk::backup::{Manifest, NotOpened, Sound, ZIP};
use disk::{Found, Table};
use engine::domain::session::SessionSummary;
use engine::sync::backups::{BACKUPS_ROW, Backups, Due, How, Left, due};
use engine::sync::restore::Changes;
use engine::sync::sounds::{Head, head_key};
use engine::sync::{Arrived, Event};
use leptos::prelude::*;

use crate::aside::brings::half;
use crate::aside::tasks::{Lock, Looked, Pack, Stored, Task, changes, why_not};
use crate::aside::{self, File, Halt, Leaving, Progress};
use crate::boot::{leave, profiles};
use crate::browser;
use crate::sharing::hooks::{Keepers, NoLog, hooks};
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

/// What is remembered of a backup that leaves.
pub fn noted(manifest: &Manifest, hash: &str, bytes: usize, how: How) -> Left {
    // As old as what is in it, whenever it left.
    Left { when: manifest.made, bytes, hash: hash.to_owned(), sessions: manifest.counts.sessions, how }
}

/// A backup left the phone. `None` where what is kept about backups cannot be read: it is not written over.
pub async fn left(shell: Shell, left: Left) -> Option<Backups> {
    shell.set_local(|local| local.last_copy = local.last_copy.max(Some(left.when)));
    let mut kept = kept(shell).await?;
    kept.leaves(left);
    keep(shell, &kept);
    Some(kept)
}

/// Remembers that a backup of another profile left, for when that one is open.
pub fn left_there(profile: u32, left: &Left) {
    browser::remember(&profiles::left_mark(profile), serde_json::to_string(left).ok().as_deref());
}

/// Takes note of a backup that left while another profile was open.
pub async fn takes_note(shell: Shell) {
    let mark = profiles::left_mark(profiles::current());
    let noted = browser::remembered(&mark).and_then(|noted| serde_json::from_str::<Left>(&noted).ok());
    if let Some(noted) = noted
        && left(shell, noted).await.is_some()
        && leave::saved(shell).await
    {
        browser::remember(&mark, None);
    }
}

/// Whether a backup is due here; never in the practice community.
pub fn is_due(shell: Shell) -> Option<Due> {
    let local = shell.local();
    let practice = shell.community().with(|community| community.as_ref().is_none_or(|held| held.practice));
    let due = |sessions: &Vec<SessionSummary>| {
        due(local.last_copy, local.since, sessions.iter().filter_map(|session| session.ended), browser::now().ms)
    };
    shell.sessions().with(due).filter(|_| !practice)
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
pub fn stored_here(shell: Shell) -> Stored {
    let store = shell.store();
    Stored { database: store.store().name().to_owned(), key: *store.key().bytes() }
}

/// Stores what is on the screen; for a shared community it is sealed for the other phones too.
///
/// # Errors
/// Not all of it could be stored.
pub async fn settles(shell: Shell, shared: bool) -> Result<(), Halt> {
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

/// Stores what is on the screen, and finishes a recording that came to no end.
async fn settles_all(shell: Shell, shared: bool, progress: Progress) -> Result<(), Halt> {
    progress.begin();
    let heard = keep::settle(shell).await;
    let settled = settles(shell, shared).await;
    progress.end();
    settled?;
    heard.map(|_| ()).ok_or(Halt::Broken)
}

/// A backup that was made.
pub struct Backup {
    /// The file.
    pub file: Leaving,
    /// What is in it.
    pub manifest: Manifest,
    /// What tells it from others: SHA-256 of the manifest, hex.
    pub hash: String,
}

/// Makes a backup of all that is here.
///
/// # Errors
/// Why there is none: nothing was handed out and nothing changed.
pub async fn make(shell: Shell, to: Lock, shared: Option<String>, progress: Progress) -> Result<Backup, Halt> {
    make_with(shell, to, shared, None, progress).await
}

/// The same with what is in the relay's log besides.
///
/// # Errors
/// Why there is none.
pub async fn make_with(
    shell: Shell,
    to: Lock,
    shared: Option<String>,
    log: Option<File>,
    progress: Progress,
) -> Result<Backup, Halt> {
    settles_all(shell, shared.is_some(), progress).await?;
    let task = Task::Pack(Pack { name: String::new(), of: stored_here(shell), to, shared });
    let (hash, file, rest) = aside::makes(&task, log.as_slice(), "application/octet-stream", progress).await?;
    let hash = hash.as_str().unwrap_or_default().to_owned();
    let manifest = rest.first().ok_or(Halt::Broken)?;
    let manifest = serde_json::from_slice(&manifest.to_vec()).map_err(|_| Halt::Broken)?;
    Ok(Backup { file, manifest, hash })
}

/// The relay's log, and how it differs from what is here.
#[derive(Clone)]
pub struct FromRelay {
    /// The log.
    pub log: File,
    /// What only this phone has.
    pub here: Changes,
    /// What only the relay has.
    pub there: Changes,
}

/// Reads the relay's whole log anew, and holds it against what is here.
///
/// # Errors
/// It was stopped, or broke off. Inside: the relay does not give it.
pub async fn from_relay(shell: Shell, progress: Progress) -> Result<Result<FromRelay, NoLog>, Halt> {
    let hooks = hooks().ok_or(Halt::Broken)?;
    settles(shell, true).await?;
    progress.begin();
    let heard = move |at: u64, of: u64| progress.goes((at * 100 / of.max(1)) as u8);
    let log = (hooks.log)(shell, Rc::new(heard)).await;
    let stopped = progress.is_stopped();
    progress.end();
    let log = match log {
        _ if stopped => return Err(Halt::Stopped),
        Ok(log) => File::from(log.as_slice()),
        Err(why) => return Ok(Err(why)),
    };
    let (said, _) = aside::does(&Task::Compare(stored_here(shell)), std::slice::from_ref(&log), progress).await?;
    Ok(Ok(FromRelay { log, here: changes(&said[0]), there: changes(&said[1]) }))
}

/// One file of the backups of several communities.
pub struct Together {
    /// The file.
    pub file: Leaving,
    /// For each community, in their order, what is remembered once it left, and how many rows are not in it; nothing for one
    /// that could not be read.
    pub each: Vec<Option<(Left, usize)>>,
}

/// Makes it: of the community that is open, by its name and who opens it, and of `others`.
///
/// # Errors
/// Why there is none: nothing was handed out and nothing changed.
pub async fn together(
    shell: Shell,
    (name, to, shared): (String, Lock, Option<String>),
    others: Vec<Pack>,
    progress: Progress,
) -> Result<Together, Halt> {
    settles_all(shell, shared.is_some(), progress).await?;
    let own = Pack { name, of: stored_here(shell), to, shared };
    let task = Task::Together(std::iter::once(own).chain(others).collect());
    let (said, file, manifests) = aside::makes(&task, &[], "application/zip", progress).await?;
    let mut manifests = manifests.into_iter();
    let mut each = Vec::new();
    for said in said.as_array().into_iter().flatten() {
        let Some(hash) = said[0].as_str() else {
            each.push(None);
            continue;
        };
        let manifest = manifests.next().and_then(|file| serde_json::from_slice::<Manifest>(&file.to_vec()).ok());
        let manifest = manifest.ok_or(Halt::Broken)?;
        let bytes = said[1].as_u64().unwrap_or_default() as usize;
        each.push(Some((noted(&manifest, hash, bytes, How::Saved), manifest.counts.unread)));
    }
    Ok(Together { file, each })
}

/// A file of several backups, taken apart: each by its name, or why it is none.
pub type Apart = Vec<(String, Result<File, NotOpened>)>;

/// Whether a file may hold several backups.
pub fn is_several(file: &File) -> bool {
    file.subarray(0, ZIP.len() as u32).to_vec() == ZIP
}

/// The backups in such a file.
///
/// # Errors
/// It could not be tried. Inside: it is none.
pub async fn apart(file: &File, progress: Progress) -> Result<Result<Apart, NotOpened>, Halt> {
    let (said, files) = aside::does(&Task::Apart, std::slice::from_ref(file), progress).await?;
    if let Some(why) = why_not(&said) {
        return Ok(Err(why));
    }
    let mut files = files.into_iter();
    let mut all = Vec::new();
    for said in said.as_array().into_iter().flatten() {
        let file = match why_not(&said[1]) {
            Some(why) => Err(why),
            None => Ok(files.next().ok_or(Halt::Broken)?),
        };
        all.push((said[0].as_str().unwrap_or_default().to_owned(), file));
    }
    Ok(Ok(all))
}

/// A backup that was opened.
pub struct Inside {
    /// What is in it, as it says itself.
    pub manifest: Manifest,
    /// What is in it, held against what is here.
    pub looked: Looked,
    /// Its items.
    pub items: Option<File>,
    /// Recordings.
    pub sounds: Vec<Sound>,
    /// The ops that are not here, in parts.
    pub ops: Vec<File>,
}

/// Opens a file, and holds it against what is here.
///
/// # Errors
/// It could not be tried. Inside: it does not open.
pub async fn open(
    shell: Option<Shell>,
    file: &File,
    with: Lock,
    progress: Progress,
) -> Result<Result<Inside, NotOpened>, Halt> {
    if let Some(shell) = shell {
        settles(shell, false).await?;
    }
    let task = Task::Open { with, here: shell.map(stored_here) };
    let (said, files) = aside::does(&task, std::slice::from_ref(file), progress).await?;
    let looked = match Looked::read(&said) {
        Ok(looked) => looked,
        Err(why) => return Ok(Err(why)),
    };
    let mut files = files.into_iter();
    let manifest = files.next().and_then(|file| serde_json::from_slice(&file.to_vec()).ok()).ok_or(Halt::Broken)?;
    let items = if looked.items { files.next() } else { None };
    let mut sounds = Vec::new();
    for id in &looked.sounds {
        let head = files.next().and_then(|row| Head::open(&head_key(id), &row.to_vec()));
        let ((id, head), bytes) = head.zip(files.next()).ok_or(Halt::Broken)?;
        sounds.push(Sound { id, head, bytes: bytes.to_vec() });
    }
    Ok(Ok(Inside { manifest, looked, items, sounds, ops: files.collect() }))
}

/// Whether any of a backup's parts is not here.
///
/// # Errors
/// What is here could not be read.
pub async fn lacks(shell: Shell, parts: &[File]) -> Result<bool, Halt> {
    settles(shell, false).await?;
    let task = Task::Lacks { here: stored_here(shell) };
    Ok(aside::does(&task, parts, Progress::new()).await?.0 != serde_json::Value::Bool(false))
}

/// What was brought in where nothing was is whole now; stored together with what is `kept` about backups.
pub fn whole(shell: Shell, kept: &Backups) {
    let beside = vec![kept.row(), half(false)];
    shell.step(Event::Arrived(Box::new(Arrived { beside, ..Arrived::default() })));
}

//! What was brought is stored aside, by a shell without screens over the same rows; the page's own writes nothing meanwhile (see
//! `shell::lent`). It is stopped between two parts, never in the middle of one. While something is being stored nothing is read: a worker that
//! ends while it does both can leave a database in Safari that does nothing any more (WebKit's bug 324094; seen in 1 of 300 tries, and in
//! none of 1,300 where it only wrote).

use std::pin::Pin;
use std::rc::Rc;

use disk::IndexedStore;
use engine::domain::Kind;
use engine::domain::session::SessionSummary;
use engine::merge::{Edit, Op};
use engine::sync::arrivals::{Beside as Row, Drawer};
use engine::sync::restore::HALF_ROW;
use engine::sync::{Arrived, Event, Place as Screen};
use engine::words::Language;
use engine::words::screens::COMMON;
use leptos::prelude::*;
use serde_json::{Value, json};

use super::tasks::{Does, Doing, Place, Said, Stored, of_name, says};
use super::{File, Halt, Progress, calendar, older};
use crate::backing;
use crate::boot::{self, Boot, leave};
use crate::sharing::come_in::{self, Beside, ComesIn, Door, Opens, Shut, Who};
use crate::sharing::deeds::{self, Brought};
use crate::shell::{Shell, lent};

/// What is to be stored. In JSON it is plain values, as a task is.
pub enum Brings {
    /// Looks at what stands open, and stores nothing: see [`come_in::looks`].
    Door(Opens),
    /// Comes in, where nothing is yet: see [`come_in::comes_in`].
    In(Stored, Box<ComesIn>),
    /// A backup's ops, each file a part of them; where nothing is yet, the note that it is half of something stays.
    Parts(Stored, bool),
    /// Documents of older sessions, each file a piece: see [`pieces`]. Whether they can be taken back together.
    Pieces(Stored, bool),
    /// The items in the first file: see [`deeds::takes`].
    Items(Stored),
}

/// The doors to it: all is in a module of its own, and fetched when something is brought.
#[derive(Clone, Copy)]
pub struct Bring {
    /// Stores it.
    pub does: Does,
    /// Looks through the door with what the relay keeps.
    pub by_relay: fn(Opens, Progress) -> Opening,
    /// Looks through the door with the items in a file, and what a backup holds beside them.
    pub by_file: fn(Opens, File, Beside, Progress) -> Opening,
    /// Comes in.
    pub come_in: fn(Boot, Door, Who, Progress) -> Coming,
    /// Begins with a backup's ops, in parts, where nothing is yet.
    pub begins: fn(Boot, Vec<File>, Progress) -> Beginning,
    /// Sessions for the phone's calendar: see [`calendar::makes`]. It is here for pages that ask for nothing else of `aside`.
    pub calendar: fn(Shell, Vec<SessionSummary>, Language, Progress) -> Making,
    /// Lends the right to write to what stores this: see [`lent::lends`].
    pub lends: fn(Shell, Brings, Vec<File>, Progress) -> Storing,
}

type Later<T> = Pin<Box<dyn Future<Output = T>>>;
/// What stands open, or why it does not.
type Opening = Later<Result<Door, Shut>>;
/// In, or why not.
type Coming = Later<Result<(), Shut>>;
/// The shell over what came in, or how it ended.
type Beginning = Later<Result<Result<Shell, End>, Halt>>;
/// The files, or why there are none.
type Making = Later<Result<Vec<File>, Halt>>;
/// What is said of what is stored, and the files beside it.
type Storing = Later<Result<(Value, Vec<File>), Halt>>;

/// As they are.
pub fn bring() -> Bring {
    Bring {
        does,
        by_relay: |by, progress| Box::pin(come_in::by_relay(by, progress)),
        by_file: |by, file, beside, progress| Box::pin(come_in::by_file(by, file, beside, progress)),
        come_in: |boot, door, who, progress| {
            Box::pin(async move { come_in::come_in(boot, &door, &who, progress).await })
        },
        begins: |boot, parts, progress| Box::pin(begins(boot, parts, progress)),
        calendar: |shell, sessions, language, progress| Box::pin(calendar::asks(shell, sessions, language, progress)),
        lends: |shell, what, files, progress| {
            Box::pin(async move { lent::lends(shell, &what, &files, progress).await })
        },
    }
}

/// Begins with a backup's ops where nothing is yet; where it comes to no end nothing is here again.
async fn begins(boot: Boot, parts: Vec<File>, progress: Progress) -> Result<Result<Shell, End>, Halt> {
    let Ok(shell) = boot.create().await else { return Ok(Err(End::NotSaved)) };
    let stores = Brings::Parts(backing::stored_here(shell), true);
    let said = super::brings(&stores, &parts, progress).await;
    let end = said.map(|(said, _)| End::read(&said).unwrap_or(End::NotSaved));
    if end == Ok(End::Whole)
        && let Ok(shell) = boot.begin_again(shell).await
    {
        return Ok(Ok(shell));
    }
    boot.lets_go().await;
    end.map(|end| Err(if end == End::Stopped { end } else { End::NotSaved }))
}

/// How it ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// All of it is in.
    #[default]
    Whole,
    /// It was stopped; what came by then stays.
    Stopped,
    /// Not all of it could be stored.
    NotSaved,
}

impl End {
    const ALL: [End; 3] = [End::Whole, End::Stopped, End::NotSaved];

    /// As it is said.
    pub fn word(self) -> &'static str {
        match self {
            End::Whole => "whole",
            End::Stopped => "stopped",
            End::NotSaved => "not saved",
        }
    }

    /// How it ended, where that was said.
    pub fn read(said: &Value) -> Option<End> {
        of_name(End::ALL, said, End::word)
    }
}

impl Brings {
    /// As it is handed over.
    pub fn json(&self) -> String {
        match self {
            Brings::Door(by) => json!({ "door": by.json() }),
            Brings::In(of, who) => json!({ "in": of.json(), "who": who.json() }),
            Brings::Parts(of, first) => json!({ "parts": of.json(), "first": first }),
            Brings::Pieces(of, undone) => json!({ "pieces": of.json(), "undone": undone }),
            Brings::Items(of) => json!({ "items": of.json() }),
        }
        .to_string()
    }

    fn read(json: &str) -> Option<Brings> {
        let said: Value = serde_json::from_str(json).ok()?;
        let of = |name: &str| Stored::read(&said[name]);
        let is = |name: &str| said[name] == Value::Bool(true);
        Some(if let Some(of) = of("in") {
            Brings::In(of, Box::new(ComesIn::read(&said["who"])?))
        } else if let Some(of) = of("parts") {
            Brings::Parts(of, is("first"))
        } else if let Some(of) = of("pieces") {
            Brings::Pieces(of, is("undone"))
        } else if let Some(of) = of("items") {
            Brings::Items(of)
        } else {
            Brings::Door(Opens::read(&said["door"])?)
        })
    }
}

/// Stores what is brought.
pub fn does(task: String, files: Vec<Vec<u8>>, place: Place) -> Doing {
    Box::pin(async move {
        let goes = |at: usize, of: usize| (place.far)((at * 100 / of.max(1)) as u8);
        match Brings::read(&task)? {
            Brings::Door(by) => come_in::looks(&by, &files),
            Brings::In(of, who) => {
                let seat = Seat::take(&of).await?;
                come_in::comes_in(seat.shell, &who, &files, &goes).await
            }
            Brings::Parts(of, first) => {
                let seat = Seat::take(&of).await?;
                let parts = files.iter().map(|part| serde_json::from_slice::<Vec<Op>>(part).ok());
                let half = first.then(|| half(true));
                let end = stores(seat.shell, parts, half.into_iter().collect(), first, &goes).await?;
                says(&end.word().into(), Vec::new())
            }
            Brings::Pieces(of, undone) => {
                let seat = Seat::take(&of).await?;
                pieces(seat.shell, &files, undone, &goes).await
            }
            Brings::Items(of) => {
                let seat = Seat::take(&of).await?;
                let brought = deeds::takes(seat.shell, files.first()?, &goes).await;
                says(&brought.map_or_else(come_in::word, Brought::json), Vec::new())
            }
        }
    })
}

/// Hears how many of how many are stored; `false`: it is to stop.
pub type Goes<'a> = &'a dyn Fn(usize, usize) -> bool;

/// A shell without screens. When it goes, so does its connection.
struct Seat {
    shell: Shell,
    owner: Owner,
}

impl Seat {
    async fn take(of: &Stored) -> Option<Seat> {
        let (sealed, owner) = (of.open().await?, Owner::new());
        let signs = owner.with(|| (RwSignal::new(Screen::Today), RwSignal::new(Language::English)));
        let shell = boot::over(sealed, owner.clone(), signs).await.ok()?;
        Some(Seat { shell, owner })
    }
}

impl Drop for Seat {
    fn drop(&mut self) {
        let store: Rc<IndexedStore> = self.shell.store().store().clone();
        store.close();
        self.owner.cleanup();
    }
}

/// The row that says that what is here is half of something.
pub fn half(stands: bool) -> Row {
    ((Drawer::Local, HALF_ROW.to_owned()), stands.then(|| vec![1]))
}

/// Stores ops part by part, in their order, with the first of them what is `beside`; `None` where a part does not read. Where nothing
/// is here yet, and so nothing is read, the next part is made ready while one is being stored.
pub async fn stores(
    shell: Shell,
    parts: impl ExactSizeIterator<Item = Option<Vec<Op>>>,
    mut beside: Vec<Row>,
    first: bool,
    goes: Goes<'_>,
) -> Option<End> {
    let all = parts.len();
    for (at, part) in parts.enumerate() {
        if !goes(at, all) {
            return Some(if leave::stored(shell).await { End::Stopped } else { End::NotSaved });
        }
        let Some(ops) = part else {
            leave::stored(shell).await;
            return None;
        };
        let beside = std::mem::take(&mut beside);
        shell.step(Event::Arrived(Box::new(Arrived { ops, beside, first, ..Arrived::default() })));
        if !(if first { leave::begun(shell).await } else { leave::stored(shell).await }) {
            return Some(End::NotSaved);
        }
    }
    Some(if leave::stored(shell).await { End::Whole } else { End::NotSaved })
}

/// Stores documents of older sessions: says how many sessions came, how it ended, or nothing where a piece does not read; the file is what
/// takes them back.
async fn pieces(shell: Shell, files: &[Vec<u8>], undone: bool, goes: Goes<'_>) -> Option<Said> {
    let (mut came, mut end, mut back) = (0_usize, Some(End::Whole), Vec::new());
    for (at, piece) in files.iter().enumerate() {
        if !goes(at, files.len()) {
            end = Some(End::Stopped);
            break;
        }
        let Some(mut some) = older::documents(piece) else {
            end = None;
            break;
        };
        // What another phone brought in meanwhile stays as it is; the community's own lists grow.
        some.retain(|(id, _)| id.kind() == Kind::Community || shell.peek(|machine| machine.summary(id).is_none()));
        if some.is_empty() {
            continue;
        }
        let sessions = some.iter().filter(|(id, _)| id.kind() == Kind::Session).count();
        shell.edit_all(some, undone.then_some(COMMON.changed));
        if !leave::stored(shell).await {
            end = Some(End::NotSaved);
            break;
        }
        came += sessions;
        if let Some(undo) = shell.undo.get_untracked().filter(|_| undone) {
            // What was done last is taken back first.
            back.splice(0..0, undo.edits().iter().cloned());
        }
    }
    let back = if back.is_empty() { None } else { older::piece(&back) };
    says(&json!([came, end.map(End::word)]), back.into_iter().collect())
}

/// What takes back what was stored, where that is offered.
pub fn takes_back(files: &[File]) -> Option<Vec<(engine::domain::Id, Vec<Edit>)>> {
    older::documents(&files.first()?.to_vec())
}

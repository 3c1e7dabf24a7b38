//! What is done aside, in a worker or on the page: a task as JSON and files go in, words as JSON and files come out. Rows are read from
//! the store here and not handed over, so that the page does not even open them. Nothing here writes; what does is in `brings`.

use std::future::Future;
use std::pin::Pin;
use std::rc::Rc;

use desk::backup::{NotOpened, Step, Work};
use disk::{IndexedStore, Sealed};
use engine::crypto::LocalKey;
use engine::sync::restore::Changes;
use engine::words::Language;
use serde_json::{Value, json};
use wasm_bindgen::{JsCast, JsValue};

use super::packing::{lacks, opens, ops, packed};
use super::relay::{self, Compared};
use super::sheets::{self, Asks, Kind, Whose};
use super::{calendar, older, paper, several};
use crate::boot::leave;

/// On the page, work goes on for so many milliseconds, then the page has its turn.
const TURN_MS: f64 = 12.0;

/// What is to be done. In JSON it is plain values, since every type that is read from JSON weighs some kilobytes.
pub enum Task {
    /// Makes a backup of a community, with the relay's log where that is the first file: answers with what tells it from others, the
    /// file, and its manifest.
    Pack(Pack),
    /// Holds the relay's log, the first file, against what is stored: answers with what only this phone has, and only the relay.
    Compare(Stored),
    /// Makes one file of the backups of several: see [`several::all`].
    Together(Vec<Pack>),
    /// Takes the first file apart into backups: see [`several::comes_apart`].
    Apart,
    /// Opens the first file, and answers with [`Looked`] or why not; the files are the manifest, the items where there are any,
    /// and the ops that are missing here, in parts.
    Open {
        /// What opens it.
        with: Lock,
        /// What is here already.
        here: Option<Stored>,
    },
    /// Tells whether any of the ops in the files is not here.
    Lacks {
        /// What is here.
        here: Stored,
    },
    /// The forms of a period: see [`paper::lays_out`].
    Paper(Stored, paper::Asks, paper::Kind),
    /// All forms and all data as one text: see [`paper::copy`].
    Copy(Stored, Language),
    /// The sessions in the first file for the phone's calendar: see [`calendar::makes`].
    Calendar(Stored, Language),
    /// Reads the first file as a table of older sessions: see [`older::reads`].
    Older(Stored, older::Asks),
    /// A file of tables, or without a kind what would be in one: see [`sheets::makes`].
    Sheets(Whose, Asks, Option<Kind>),
}

/// A community that is packed.
pub struct Pack {
    /// Its name; what stands in a file of several.
    pub name: String,
    /// What is stored of it.
    pub of: Stored,
    /// Who will open it.
    pub to: Lock,
    /// The community as phones call it, where several share it.
    pub shared: Option<String>,
}

/// A community that is stored on this phone.
#[derive(Clone)]
pub struct Stored {
    /// Its database.
    pub database: String,
    /// What opens its rows.
    pub key: [u8; 32],
}

/// What a backup is sealed for, or opened with.
#[derive(Clone, PartialEq)]
pub enum Lock {
    /// Public keys, or one secret key.
    Keys(Vec<[u8; 32]>),
    /// Words.
    Words(String),
    /// Who keeps the shared community that is packed, as it is stored there.
    Keepers,
}

/// What was found in a backup, held against what is here.
pub struct Looked {
    /// It holds items.
    pub items: bool,
    /// The recordings in it: for each a head and its bytes are among the files, before the ops.
    pub sounds: Vec<String>,
    /// Ops of a newer version.
    pub unread: usize,
    /// What it would change.
    pub changes: Changes,
}

impl Task {
    /// As it is handed over.
    pub fn json(&self) -> String {
        let task = match self {
            Task::Pack(pack) => pack.json(),
            Task::Together(packs) => json!({ "together": packs.iter().map(Pack::json).collect::<Value>() }),
            Task::Compare(of) => json!({ "compare": of.json() }),
            Task::Apart => json!({ "apart": true }),
            Task::Open { with, here } => json!({ "lock": with.json(), "here": here.as_ref().map(Stored::json) }),
            Task::Lacks { here } => json!({ "here": here.json() }),
            Task::Paper(of, asks, kind) => json!({ "paper": of.json(), "asks": asks.json(), "as": kind.json() }),
            Task::Copy(of, language) => json!({ "copy": of.json(), "language": language.tag() }),
            Task::Calendar(of, language) => json!({ "calendar": of.json(), "language": language.tag() }),
            Task::Older(of, asks) => json!({ "older": of.json(), "asks": asks.json() }),
            Task::Sheets(whose, asks, kind) => sheets::json(whose, asks, *kind),
        };
        task.to_string()
    }

    fn read_backup(json: &str) -> Option<Task> {
        let task: Value = serde_json::from_str(json).ok()?;
        let here = Stored::read(&task["here"]);
        if let Some(packs) = task["together"].as_array() {
            return packs.iter().map(Pack::read).collect::<Option<_>>().map(Task::Together);
        }
        if task["apart"] == Value::Bool(true) {
            return Some(Task::Apart);
        }
        if let Some(of) = Stored::read(&task["paper"]) {
            return Some(Task::Paper(of, paper::Asks::read(&task["asks"])?, paper::Kind::read(&task["as"])?));
        }
        if let Some(of) = Stored::read(&task["copy"]) {
            return Some(Task::Copy(of, of_name(Language::ALL, &task["language"], Language::tag)?));
        }
        if let Some(of) = Stored::read(&task["calendar"]) {
            return Some(Task::Calendar(of, of_name(Language::ALL, &task["language"], Language::tag)?));
        }
        if let Some(of) = Stored::read(&task["older"]) {
            return Some(Task::Older(of, older::Asks::read(&task["asks"])?));
        }
        if let Some(of) = Stored::read(&task["compare"]) {
            return Some(Task::Compare(of));
        }
        Some(match (Pack::read(&task), Lock::read(&task["lock"])) {
            (Some(pack), _) => Task::Pack(pack),
            (None, Some(with)) => Task::Open { with, here },
            _ => Task::Lacks { here: here? },
        })
    }
}

/// The one of all that has this name.
pub fn of_name<T: Copy, const N: usize>(all: [T; N], name: &Value, named: impl Fn(T) -> &'static str) -> Option<T> {
    all.into_iter().find(|one| Some(named(*one)) == name.as_str())
}

/// So many bytes, as numbers.
pub fn bytes<const N: usize>(value: &Value) -> Option<[u8; N]> {
    let bytes: Option<Vec<u8>> = value.as_array()?.iter().map(|byte| u8::try_from(byte.as_u64()?).ok()).collect();
    bytes?.try_into().ok()
}

impl Pack {
    fn json(&self) -> Value {
        let Pack { name, of, to, shared } = self;
        json!({ "pack": of.json(), "lock": to.json(), "shared": shared, "name": name })
    }

    fn read(value: &Value) -> Option<Pack> {
        let word = |name: &str| value[name].as_str().map(str::to_owned);
        let (of, to) = (Stored::read(&value["pack"])?, Lock::read(&value["lock"])?);
        Some(Pack { name: word("name")?, of, to, shared: word("shared") })
    }
}

impl Stored {
    pub(super) fn json(&self) -> Value {
        json!({ "database": self.database, "key": Value::from(self.key.to_vec()) })
    }

    pub(super) fn read(value: &Value) -> Option<Stored> {
        Some(Stored { database: value["database"].as_str()?.to_owned(), key: bytes(&value["key"])? })
    }
}

impl Lock {
    fn json(&self) -> Value {
        match self {
            Lock::Keys(keys) => keys.iter().map(|key| Value::from(key.to_vec())).collect(),
            Lock::Words(words) => Value::from(words.as_str()),
            Lock::Keepers => Value::Bool(true),
        }
    }

    fn read(value: &Value) -> Option<Lock> {
        match value {
            Value::String(words) => Some(Lock::Words(words.clone())),
            Value::Array(keys) => keys.iter().map(bytes).collect::<Option<_>>().map(Lock::Keys),
            Value::Bool(true) => Some(Lock::Keepers),
            _ => None,
        }
    }
}

/// Why a backup was not opened, in a word.
const WHY: [(&str, NotOpened); 5] = [
    ("not_one", NotOpened::NotOne),
    ("key", NotOpened::Key),
    ("damaged", NotOpened::Damaged),
    ("newer", NotOpened::Newer),
    ("too_large", NotOpened::TooLarge),
];

/// That word.
pub fn word(why: NotOpened) -> Value {
    WHY.iter().find(|(_, known)| *known == why).map_or("damaged", |(word, _)| *word).into()
}

/// Why not, where that was said.
pub fn why_not(said: &Value) -> Option<NotOpened> {
    WHY.iter().find(|(word, _)| said.as_str() == Some(*word)).map(|(_, why)| *why)
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap_or_default() as usize
}

fn changes_json(changes: Changes) -> Value {
    let Changes { new_sessions, more_sessions, new_people, more_people, supervision, community } = changes;
    Value::from(vec![new_sessions, more_sessions, new_people, more_people, supervision, usize::from(community)])
}

/// What would change, where that was said.
pub fn changes(said: &Value) -> Changes {
    let many = |at: usize| number(&said[at]);
    Changes {
        new_sessions: many(0),
        more_sessions: many(1),
        new_people: many(2),
        more_people: many(3),
        supervision: many(4),
        community: many(5) > 0,
    }
}

impl Looked {
    pub(super) fn json(&self) -> Value {
        let sounds = Value::from(self.sounds.clone());
        json!({ "items": self.items, "sounds": sounds, "unread": self.unread, "changes": changes_json(self.changes) })
    }

    /// What was said of a backup.
    pub fn read(said: &Value) -> Result<Looked, NotOpened> {
        if let Some(why) = why_not(said) {
            return Err(why);
        }
        let sounds = said["sounds"].as_array().into_iter().flatten().filter_map(|id| Some(id.as_str()?.to_owned()));
        let items = said["items"] == Value::Bool(true);
        Ok(Looked {
            items,
            sounds: sounds.collect(),
            unread: number(&said["unread"]),
            changes: changes(&said["changes"]),
        })
    }
}

/// What is said of a task.
pub struct Said {
    /// The words; never empty.
    pub json: String,
    /// The files.
    pub files: Vec<Vec<u8>>,
}

/// Where it is done.
#[derive(Clone)]
pub struct Place {
    /// Hears how far it is; `false`: it is to stop.
    pub far: Rc<dyn Fn(u8) -> bool>,
    /// On the page, which wants its turn.
    pub on_page: bool,
}

/// What comes of a task; `None` where it was stopped, or could not be done.
pub type Doing = Pin<Box<dyn Future<Output = Option<Said>>>>;

/// What does a task.
pub type Does = fn(String, Vec<Vec<u8>>, Place) -> Doing;

/// Makes and opens backups.
pub fn backups(task: String, files: Vec<Vec<u8>>, place: Place) -> Doing {
    Box::pin(async move {
        match Task::read_backup(&task)? {
            Task::Pack(Pack { of, to, shared, .. }) => {
                let packed = packed(of, to, shared, files.into_iter().next(), &place).await?;
                says(&packed.hash.into(), vec![packed.file, serde_json::to_vec_pretty(&packed.manifest).ok()?])
            }
            Task::Together(packs) => several::all(packs, &place).await,
            Task::Apart => several::comes_apart(files.first()?),
            Task::Compare(of) => {
                let store = of.open().await?;
                let compared = relay::compare(&store, files.first()?, &place).await;
                store.store().close();
                let Compared { here, there } = compared?;
                says(&Value::from(vec![changes_json(here), changes_json(there)]), Vec::new())
            }
            Task::Open { with, here } => opens(files.into_iter().next()?, with, here, &place).await,
            Task::Lacks { here } => {
                let ops = ops(&files, &place).await?;
                let (_, changes) = lacks(&here, ops, &place).await?;
                says(&Value::Bool(!changes.is_none()), Vec::new())
            }
            Task::Paper(of, asks, kind) => paper::lays_out(&of, &asks, kind, &place).await,
            Task::Copy(of, language) => paper::copy(&of, language, &place).await,
            Task::Calendar(of, language) => calendar::makes(&of, language, files.first()?).await,
            Task::Older(of, asks) => older::reads(&of, asks, files.first()?, &place).await,
            Task::Sheets(..) => None,
        }
    })
}

/// Does a task in a worker, and posts what comes of it.
pub async fn by_worker(does: Does, task: String, files: js_sys::Array, say: js_sys::Function) {
    let tell = say.clone();
    let last = std::cell::Cell::new(None);
    let far = move |far: u8| {
        if last.replace(Some(far)) != Some(far) {
            tell.call2(&JsValue::NULL, &"far".into(), &f64::from(far).into()).ok();
        }
        // What only reads is stopped by ending the worker: it hears of no stop.
        js_sys::Reflect::get(&js_sys::global(), &"tongbanStop".into()).is_ok_and(|stop| stop.is_falsy())
    };
    let place = Place { far: Rc::new(far), on_page: false };
    let said = does(task, self::files(&files), place).await;
    // Without words it broke off.
    let said = said.unwrap_or(Said { json: String::new(), files: Vec::new() });
    let posted = say.call3(&JsValue::NULL, &"done".into(), &said.json.into(), &array(&said.files));
    // Where the browser has no room for it, nothing came of it.
    if posted.is_err() {
        say.call2(&JsValue::NULL, &"done".into(), &"".into()).ok();
    }
}

/// Files as the browser hands them over.
fn array(files: &[Vec<u8>]) -> js_sys::Array {
    files.iter().map(|file| js_sys::Uint8Array::from(file.as_slice())).collect()
}

/// Files that were handed over.
fn files(array: &JsValue) -> Vec<Vec<u8>> {
    let array: &js_sys::Array = array.unchecked_ref();
    array.iter().map(|file| js_sys::Uint8Array::new(&file).to_vec()).collect()
}

pub fn says(words: &Value, files: Vec<Vec<u8>>) -> Option<Said> {
    Some(Said { json: words.to_string(), files })
}

impl Place {
    /// Lets the page have its turn.
    pub(super) async fn rest(&self) {
        if self.on_page {
            leave::pause(0).await;
        }
    }

    /// Does work to its end; `None` where it was stopped.
    pub(super) async fn done<T>(&self, mut work: Work<T>) -> Option<T> {
        let mut begun = js_sys::Date::now();
        loop {
            match work() {
                Step::Done(done) => return Some(done),
                Step::Going(far) if !(self.far)(far) => return None,
                Step::Going(_) => {}
            }
            if self.on_page && js_sys::Date::now() - begun > TURN_MS {
                leave::pause(0).await;
                begun = js_sys::Date::now();
            }
        }
    }
}

impl Stored {
    /// Of the type that the page's own store has, so that nothing is compiled twice.
    pub(super) async fn open(&self) -> Option<Sealed<Rc<IndexedStore>>> {
        let store = Rc::new(IndexedStore::open(&self.database, |_| {}).await.ok()?);
        Some(Sealed::new(store, LocalKey::new(self.key), Rc::new(disk::random)))
    }
}

/// Rows as the engine reads them.
pub(super) fn pairs(rows: Vec<disk::Row>) -> Vec<(String, Vec<u8>)> {
    rows.into_iter().map(|row| (row.key, row.bytes)).collect()
}

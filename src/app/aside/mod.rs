//! Work that would keep the page waiting is done aside: by the app's own module in a worker (`public/work.js`), without its screens.
//! It can be stopped at any time. A browser without such workers does the same work on the page, in turns.
//!
//! - `tasks`: what is done, on either side; `packing`: a backup, made and opened; `brings`: what stores what was brought; `held`: what
//!   is stored, as they read it.
//! - `sheets`: files of tables; `paper`: the forms of a period; `calendar`: sessions for the phone's own; `older`: a table of older
//!   sessions; `several`: backups of several communities.
//! - `relay`: the relay's log beside what is here; `log`: what the courier reads of it.

pub mod brings;
mod calendar;
pub mod held;
pub mod log;
pub mod older;
mod packing;
pub mod paper;
mod relay;
mod several;
pub mod sheets;
pub mod tasks;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use serde_json::Value;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};

use crate::boot::leave;
use crate::browser;
use crate::ui::book::{self, Module};
use brings::Brings;
use tasks::{Place, Task};

/// How often it is looked whether the worker answered or the person stopped it, in milliseconds.
const LOOK: i32 = 30;

/// So many bytes of files are copied in one turn of the page.
const COPIED: u32 = 4 << 20;

/// How long a worker rests before it ends, in milliseconds.
const REST_MS: u32 = 30_000;
/// How long one that rested may take to answer, in milliseconds.
const WAKES_MS: f64 = 3_000.0;

thread_local! {
    static IDLE: RefCell<Option<web_sys::Worker>> = const { RefCell::new(None) };
    /// One that stores just now.
    static STORES: RefCell<Option<web_sys::Worker>> = const { RefCell::new(None) };
}

/// How far work is, of a hundred; nothing while there is none. And whether it is to stop.
#[derive(Clone, Copy)]
pub struct Progress {
    far: RwSignal<Option<u8>>,
    stop: RwSignal<bool>,
}

/// Why nothing came of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Halt {
    /// The person stopped it.
    Stopped,
    /// What does it could not be fetched.
    Missing,
    /// It broke off.
    Broken,
}

impl Progress {
    /// No work yet.
    pub fn new() -> Progress {
        Progress { far: RwSignal::new(None), stop: RwSignal::new(false) }
    }

    /// How far it is; nothing while there is none.
    pub fn far(self) -> Option<u8> {
        self.far.get()
    }

    /// Whether work is going on, for who does not wait for it.
    pub fn works(self) -> bool {
        self.far.try_get_untracked().flatten().is_some()
    }

    /// Work begins.
    pub fn begin(self) {
        self.stop.try_set(false);
        self.far.try_set(Some(0));
    }

    /// It is over.
    pub fn end(self) {
        self.far.try_set(None);
    }

    /// Stops it.
    pub fn stop(self) {
        self.stop.try_set(true);
    }

    /// Whether it is to stop; so it is where its page was left.
    pub fn is_stopped(self) -> bool {
        self.stop.try_get_untracked().unwrap_or(true)
    }

    /// Whether somebody stopped it; leaving its page does not.
    pub fn was_stopped(self) -> bool {
        self.stop.try_get_untracked() == Some(true)
    }

    /// It is so far; `false`: it is to stop.
    pub fn goes(self, far: u8) -> bool {
        self.far.try_set(Some(far));
        !self.is_stopped()
    }

    /// So many of so many parts are done, of work that goes on where its page is left; `false`: somebody stopped it.
    pub fn goes_on(self, at: usize, of: usize) -> bool {
        self.goes((at * 100 / of.max(1)) as u8);
        !self.was_stopped()
    }
}

/// A file that goes to a task or comes of one. It stays with the browser until somebody reads it: large ones are not copied on the
/// page, which would stand still for it.
pub type File = js_sys::Uint8Array;

/// A file that leaves the app, as the browser saves it. It is made in the worker: whoever makes one waits for the browser.
#[derive(Clone, Debug)]
pub struct Leaving {
    /// Its kind: `text/html`.
    pub kind: &'static str,
    /// What is in it.
    pub blob: web_sys::Blob,
}

/// The words and files that come of a task.
type Answer = (String, js_sys::Array);

/// What was heard of the worker.
enum Heard {
    Nothing,
    Ready,
    Said(Answer),
    Broken,
}

/// Does a task: what it says, and the files beside it.
///
/// # Errors
/// Why nothing came of it; nothing was changed by it then.
pub async fn does(task: &Task, files: &[File], progress: Progress) -> Result<(Value, Vec<File>), Halt> {
    let (said, files) = done(Work::of(task, files), progress).await?;
    Ok((said, listed(&files)))
}

/// The same, where the first file leaves the app: what is said, that file, and the others.
///
/// # Errors
/// Why nothing came of it.
pub async fn makes(
    task: &Task,
    files: &[File],
    kind: &'static str,
    progress: Progress,
) -> Result<(Value, Leaving, Vec<File>), Halt> {
    let (said, files) = done(Work { leaves: Some(kind), ..Work::of(task, files) }, progress).await?;
    let blob = files.shift().dyn_into().map_err(|_| Halt::Broken)?;
    Ok((said, Leaving { kind, blob }, listed(&files)))
}

/// Stores something: what it says, and the files beside it. Once it began to, it is not ended but told to stop: see [`Brings`].
///
/// # Errors
/// Why nothing is known of it; what was stored by then stays.
pub async fn brings(what: &Brings, files: &[File], progress: Progress) -> Result<(Value, Vec<File>), Halt> {
    let stores = !matches!(what, Brings::Door(_));
    let work = Work { task: what.json(), files, module: Module::Bring, stores, leaves: None };
    let (said, files) = done(work, progress).await?;
    Ok((said, listed(&files)))
}

fn listed(files: &js_sys::Array) -> Vec<File> {
    files.iter().map(JsCast::unchecked_into).collect()
}

/// A task in JSON, what goes with it, and where it is done.
struct Work<'a> {
    task: String,
    files: &'a [File],
    module: Module,
    stores: bool,
    /// The kind of the first file, where it leaves the app.
    leaves: Option<&'static str>,
}

impl Work<'_> {
    fn of<'a>(task: &Task, files: &'a [File]) -> Work<'a> {
        let module = if matches!(task, Task::Sheets(..)) { Module::Book } else { Module::Safe };
        Work { task: task.json(), files, module, stores: false, leaves: None }
    }
}

async fn done(work: Work<'_>, progress: Progress) -> Result<(Value, js_sys::Array), Halt> {
    progress.begin();
    let said = said(work, progress).await;
    progress.end();
    let (json, files) = said?;
    serde_json::from_str(&json).map(|said| (said, files)).map_err(|_| Halt::Broken)
}

/// Does what is wanted now, and anew whenever something else is wanted: what is being done then is given up, and nobody hears of it.
pub fn follows<W, T>(
    wanted: Memo<W>,
    progress: Progress,
    does: impl AsyncFn(W) -> Result<T, Halt> + Clone + 'static,
    tells: impl Fn(Result<T, Halt>) + Clone + 'static,
) where
    W: Clone + PartialEq + Send + Sync + 'static,
{
    Effect::new(move |_| {
        let mut now = wanted.get();
        if progress.works() {
            // It begins anew by itself.
            return progress.stop();
        }
        progress.begin();
        let (does, tells) = (does.clone(), tells.clone());
        leptos::task::spawn_local(async move {
            loop {
                let done = does(now.clone()).await;
                progress.end();
                let Some(newer) = wanted.try_get_untracked() else { return };
                if newer == now {
                    return tells(done);
                }
                now = newer;
                progress.begin();
            }
        });
    });
}

async fn said(work: Work<'_>, progress: Progress) -> Result<Answer, Halt> {
    // One that rested is awake at once, or the browser let it go.
    let rested: fn() -> Option<web_sys::Worker> = || IDLE.take();
    let stores = work.stores;
    for (find, patience) in [(rested, WAKES_MS), (worker, f64::INFINITY)] {
        // One that is given up while it stores would go on beside the next.
        let awaited = !stores || patience.is_infinite();
        let Some(worker) = awaited.then(find).flatten() else { continue };
        if stores {
            STORES.set(Some(worker.clone()));
        }
        let outcome = by_worker(&worker, &work, (progress, patience)).await;
        if stores && STORES.take().is_none() {
            return Err(Halt::Broken);
        }
        match &outcome {
            Some(Ok(_)) => rests(worker),
            _ => worker.terminate(),
        }
        if let Some(outcome) = outcome {
            return outcome;
        }
    }
    let Work { task, files, module, leaves, .. } = work;
    let does = book::does(module).await.map_err(|_| Halt::Missing)?;
    // The page says what it does before a long piece of it begins.
    leave::pause(50).await;
    let goes = move |far: u8| if stores { progress.goes_on(far.into(), 100) } else { progress.goes(far) };
    let place = Place { far: Rc::new(goes), on_page: true };
    let said = does(task, files.iter().map(File::to_vec).collect(), place).await;
    let said = said.map(|said| {
        let files: js_sys::Array = said.files.iter().map(|file| File::from(file.as_slice())).collect();
        if let Some(blob) = leaves.and_then(|kind| browser::blob(kind, &files.get(0).unchecked_into())) {
            files.set(0, blob.into());
        }
        (said.json, files)
    });
    said.ok_or(if progress.is_stopped() { Halt::Stopped } else { Halt::Broken })
}

/// Ends what stores, wherever it is: another tab writes.
pub fn gives_up() {
    if let Some(worker) = STORES.take() {
        worker.terminate();
    }
}

/// A worker that did its work rests for a while: the next task need not wait for another one to come to life.
fn rests(worker: web_sys::Worker) {
    let resting = worker.clone();
    if let Some(other) = IDLE.replace(Some(worker)) {
        other.terminate();
    }
    Timeout::new(REST_MS, move || {
        if IDLE.with_borrow(|idle| idle.as_ref() == Some(&resting)) {
            IDLE.take();
            resting.terminate();
        }
    })
    .forget();
}

/// A worker; `None` where the browser has none that read modules.
fn worker() -> Option<web_sys::Worker> {
    let make = js_sys::Reflect::get(&window(), &"tongbanWorker".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
    make.call0(&JsValue::NULL).ok()?.dyn_into().ok()
}

/// Lets the worker do it. `None` where it did not come to life, in so many milliseconds.
async fn by_worker(
    worker: &web_sys::Worker,
    Work { task, files, module, stores, leaves }: &Work<'_>,
    (progress, patience): (Progress, f64),
) -> Option<Result<Answer, Halt>> {
    let heard = Rc::new(RefCell::new(Heard::Nothing));
    // What stores says how far it is before it begins to.
    let begun = Rc::new(Cell::new(false));
    let (hears, begins) = (heard.clone(), begun.clone());
    let on_message = Closure::<dyn FnMut(web_sys::MessageEvent)>::new(move |event: web_sys::MessageEvent| {
        let words: js_sys::Array = event.data().unchecked_into();
        match words.get(0).as_string().as_deref() {
            Some("ready") => drop(hears.replace(Heard::Ready)),
            Some("far") => {
                begins.set(true);
                progress.goes(words.get(1).as_f64().unwrap_or_default() as u8);
            }
            Some("done") => {
                let (said, files) = (words.get(1).as_string().unwrap_or_default(), words.get(2).unchecked_into());
                drop(hears.replace(Heard::Said((said, files))));
            }
            _ => drop(hears.replace(Heard::Broken)),
        }
    });
    let hears = heard.clone();
    let on_error = Closure::<dyn FnMut(JsValue)>::new(move |_| {
        let ready = matches!(*hears.borrow(), Heard::Nothing);
        // What does not read modules says so before anything else; what broke off later is not tried again.
        hears.replace(if ready { Heard::Broken } else { Heard::Said(Answer::default()) });
    });
    worker.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
    worker.set_onerror(Some(on_error.as_ref().unchecked_ref()));
    // They are copied: the page has its turn in between.
    let mut copied = 0;
    for file in *files {
        worker.post_message(file).ok()?;
        copied += file.length();
        if copied > COPIED {
            leave::pause(0).await;
            copied = 0;
        }
    }
    let kind = leaves.map_or(JsValue::NULL, |kind| browser::typed(kind).into());
    worker.post_message(&js_sys::Array::of3(&task.as_str().into(), &(*module as u8).into(), &kind)).ok()?;
    let began = js_sys::Date::now();
    let mut told = false;
    let outcome = loop {
        if *stores && STORES.with_borrow(Option::is_none) {
            break Some(Err(Halt::Broken));
        }
        match *stores && begun.get() {
            true if progress.was_stopped() && !told => told = worker.post_message(&"stop".into()).is_ok(),
            false if progress.is_stopped() => break Some(Err(Halt::Stopped)),
            _ => {}
        }
        match heard.replace_with(|heard| match heard {
            Heard::Ready => Heard::Ready,
            _ => Heard::Nothing,
        }) {
            Heard::Nothing if js_sys::Date::now() - began > patience => break None,
            Heard::Nothing | Heard::Ready => leave::pause(LOOK).await,
            Heard::Said((json, _)) if json.is_empty() => break Some(Err(Halt::Broken)),
            Heard::Said(said) => break Some(Ok(said)),
            Heard::Broken => break None,
        }
    };
    worker.set_onmessage(None);
    worker.set_onerror(None);
    outcome
}

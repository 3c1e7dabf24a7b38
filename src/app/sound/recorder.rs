//! Recording: the browser hands over a piece every five seconds, and each is stored, sealed, before the next is looked at. A dead
//! battery takes along what was not handed over yet, and no more.
//!
//! The recorder outlives its page by the moment that the last piece needs.

use std::cell::{Cell, RefCell};
use std::collections::VecDeque;
use std::rc::Rc;

use disk::{Batch, StoreError, Table};
use engine::domain::Id;
use engine::domain::sound::{BITS, Form, Left, PIECE_MS};
use engine::sync::acts;
use engine::sync::sounds::{Fingerprint, Head, head_key, piece_key};
use js_sys::{Reflect, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobEvent, Event, MediaRecorder, MediaRecorderOptions, MediaStream, MediaStreamConstraints, MediaStreamTrack,
    RecordingState,
};

use super::keep;
use crate::boot::leave;
use crate::browser;
use crate::shell::Shell;

/// With less room than this nothing is begun, in bytes.
const LEAST_ROOM: f64 = 16_777_216.0;
/// How often a piece is offered to a store that does not take it.
const TRIES: usize = 3;

/// What is in the way.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The browser cannot record.
    NoRecorder,
    /// The person, or a setting, says no.
    Denied,
    /// There is none.
    NoMicrophone,
    /// Another app holds it.
    Busy,
    /// The phone is full.
    NoRoom,
    /// A piece could not be stored.
    NotStored,
    /// It went away in the middle.
    Taken,
}

/// What is going on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Doing {
    /// Nothing.
    Nothing,
    /// The browser asks for the microphone.
    Asking,
    /// It records.
    Running,
    /// The last piece is on its way.
    Ending,
}

thread_local! {
    /// The stretch that is being recorded or ended just now.
    static LIVE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Whether that stretch is being recorded just now.
pub fn is_live(id: &str) -> bool {
    LIVE.with_borrow(|live| live.as_deref() == Some(id))
}

/// A recorder as its page sees it.
#[derive(Clone, Copy)]
pub struct Recorder {
    /// What is going on.
    pub doing: RwSignal<Doing>,
    /// How much is stored of the stretch, in milliseconds.
    pub stored: RwSignal<u64>,
    /// What is in the way.
    pub trouble: RwSignal<Option<Trouble>>,
    /// Counts the stretches that began or ended: what lies here is another.
    pub turn: RwSignal<u32>,
    run: StoredValue<Option<Rc<Run>>, LocalStorage>,
}

impl Recorder {
    /// For the page that asks; it stops when the page goes.
    pub fn new() -> Recorder {
        let recorder = Recorder {
            doing: RwSignal::new(Doing::Nothing),
            stored: RwSignal::new(0),
            trouble: RwSignal::new(None),
            turn: RwSignal::new(0),
            run: StoredValue::new_local(None),
        };
        on_cleanup(move || {
            if let Some(Some(run)) = recorder.run.try_get_value() {
                run.stop();
            }
        });
        recorder
    }

    /// Begins a stretch of that record.
    pub fn start(self, shell: Shell, record: Id, left: Left) {
        if self.doing.get_untracked() != Doing::Nothing {
            return;
        }
        self.doing.set(Doing::Asking);
        self.trouble.set(None);
        self.stored.set(0);
        leptos::task::spawn_local(async move {
            let begun = Run::begin(self, shell, record, left).await;
            match begun {
                Ok(run) => {
                    if self.doing.try_set(Doing::Running).is_some() {
                        // The page is gone.
                        return run.stop();
                    }
                    self.run.try_set_value(Some(run));
                }
                Err(trouble) => {
                    LIVE.set(None);
                    self.trouble.try_set(Some(trouble));
                    self.doing.try_set(Doing::Nothing);
                }
            }
            self.turn.try_update(|turn| *turn += 1);
        });
    }

    /// Ends the stretch.
    pub fn stop(self) {
        if let Some(run) = self.run.get_value() {
            self.doing.set(Doing::Ending);
            run.stop();
        }
    }

    /// How long the stretch is by now, in milliseconds.
    pub fn elapsed(self) -> u64 {
        self.run.get_value().map_or(0, |run| run.elapsed())
    }
}

/// A piece, with how long the stretch is at its end; or the end.
enum Bit {
    Piece(Blob, u64),
    End,
}

/// What the browser calls, and what then happens.
type Ear = Closure<dyn FnMut(Event)>;
type Heard = Box<dyn Fn(&Rc<Run>, Event)>;

/// One stretch on its way to the store.
struct Run {
    page: Recorder,
    shell: Shell,
    id: String,
    recorder: MediaRecorder,
    stream: MediaStream,
    begun: f64,
    left: Left,
    head: RefCell<Head>,
    print: RefCell<Fingerprint>,
    waits: RefCell<VecDeque<Bit>>,
    works: Cell<bool>,
    /// It is ended by a tap, or because it may be no longer.
    meant: Cell<bool>,
    trouble: Cell<Option<Trouble>>,
    ears: RefCell<Vec<Ear>>,
}

impl Run {
    async fn begin(page: Recorder, shell: Shell, record: Id, left: Left) -> Result<Rc<Run>, Trouble> {
        let form = form().ok_or(Trouble::NoRecorder)?;
        if disk::space::space().await.left().is_some_and(|room| room < LEAST_ROOM) {
            return Err(Trouble::NoRoom);
        }
        let stream = microphone().await?;
        let silent = |trouble: Trouble| {
            hush(&stream);
            trouble
        };
        let options = MediaRecorderOptions::new();
        options.set_mime_type(form.mime());
        options.set_audio_bits_per_second(BITS);
        let recorder = MediaRecorder::new_with_media_stream_and_media_recorder_options(&stream, &options)
            .map_err(|_| silent(Trouble::NoRecorder))?;
        let id = shell.short_id();
        let head = Head::new(record, browser::now().ms, shell.peek(|machine| machine.local().me.clone()), form);
        LIVE.set(Some(id.clone()));
        let room = shell.store().commit(&Batch::new().put(Table::Local, head_key(&id), head.row())).await;
        room.map_err(|error| silent(not_stored(&error)))?;
        shell.edit(&head.record, vec![acts::sound::begins(&id, &head)], None);
        let run = Rc::new(Run {
            page,
            shell,
            id,
            recorder,
            stream: stream.clone(),
            begun: time(),
            left,
            head: RefCell::new(head),
            print: RefCell::default(),
            waits: RefCell::default(),
            works: Cell::new(false),
            meant: Cell::new(false),
            trouble: Cell::new(None),
            ears: RefCell::default(),
        });
        run.listen();
        if run.recorder.start_with_time_slice(PIECE_MS as i32).is_err() {
            run.trouble.set(Some(Trouble::NoRecorder));
            run.take(Bit::End);
        }
        Ok(run)
    }

    fn listen(self: &Rc<Run>) {
        let ear = |heard: Heard| {
            let run = self.clone();
            Ear::new(move |event| heard(&run, event))
        };
        let piece = ear(Box::new(|run, event| {
            if let Some(blob) = event.unchecked_into::<BlobEvent>().data() {
                run.take(Bit::Piece(blob, run.elapsed()));
            }
        }));
        let end = ear(Box::new(|run, _| run.take(Bit::End)));
        self.recorder.set_ondataavailable(Some(piece.as_ref().unchecked_ref()));
        self.recorder.set_onstop(Some(end.as_ref().unchecked_ref()));
        self.ears.borrow_mut().extend([piece, end]);
    }

    fn elapsed(&self) -> u64 {
        (time() - self.begun).max(0.0) as u64
    }

    /// Ends it: the last piece comes, then the end.
    fn stop(&self) {
        self.meant.set(true);
        if self.recorder.state() != RecordingState::Inactive {
            self.recorder.stop().ok();
        }
    }

    /// One thing after the other, in order.
    fn take(self: &Rc<Run>, bit: Bit) {
        self.waits.borrow_mut().push_back(bit);
        if self.works.replace(true) {
            return;
        }
        let run = self.clone();
        leptos::task::spawn_local(async move {
            loop {
                let next = run.waits.borrow_mut().pop_front();
                match next {
                    Some(Bit::Piece(blob, ms)) => run.store(blob, ms).await,
                    Some(Bit::End) => run.end().await,
                    None => return run.works.set(false),
                }
            }
        });
    }

    async fn store(&self, blob: Blob, ms: u64) {
        // After a piece that is lost the later ones are of no use.
        if self.trouble.get().is_some() {
            return;
        }
        let Ok(buffer) = JsFuture::from(blob.array_buffer()).await else {
            return self.breaks_off(Trouble::NotStored);
        };
        let bytes = Uint8Array::new(&buffer).to_vec();
        if bytes.is_empty() {
            return;
        }
        let (number, head) = {
            let head = self.head.borrow();
            (head.pieces, head.and(bytes.len(), ms))
        };
        self.print.borrow_mut().add(&bytes);
        let batch = Batch::new().put(Table::Local, piece_key(&self.id, number), bytes).put(
            Table::Local,
            head_key(&self.id),
            head.row(),
        );
        let mut tries = 0;
        while let Err(error) = self.shell.store().commit(&batch).await {
            tries += 1;
            if error == StoreError::Quota || tries == TRIES {
                return self.breaks_off(not_stored(&error));
            }
            leave::pause(500).await;
        }
        self.page.stored.try_set(head.ms);
        if head.ms >= self.left.ms || head.bytes >= self.left.bytes {
            self.stop();
        }
        self.head.replace(head);
    }

    fn breaks_off(&self, trouble: Trouble) {
        self.trouble.set(Some(trouble));
        self.stop();
    }

    async fn end(&self) {
        hush(&self.stream);
        let head = self.head.borrow().clone();
        let cut = !self.meant.get() || self.trouble.get().is_some();
        let says = match head.pieces {
            0 => {
                keep::remove(self.shell, &self.id, &head).await.ok();
                acts::sound::take_away([self.id.as_str()], &browser::now())
            }
            _ if self.trouble.get().is_some() => {
                // What was stored is known by itself, not by what was on its way.
                let pieces = keep::pieces(self.shell, &self.id, &head).await.unwrap_or_default();
                vec![acts::sound::ends(&self.id, &head, keep::fingerprint(&pieces), true)]
            }
            _ => vec![acts::sound::ends(&self.id, &head, self.print.take().hex(), cut)],
        };
        if leave::opened(self.shell, &head.record).await.is_ok() {
            self.shell.edit(&head.record, says, None);
        }
        LIVE.set(None);
        let taken = (!self.meant.get()).then_some(Trouble::Taken);
        self.page.trouble.try_set(self.trouble.get().or(taken));
        self.page.run.try_set_value(None);
        self.page.doing.try_set(Doing::Nothing);
        self.page.turn.try_update(|turn| *turn += 1);
        self.recorder.set_ondataavailable(None);
        self.recorder.set_onstop(None);
        // Not now: one of them may be the one that is heard.
        let ears = self.ears.take();
        leptos::task::spawn_local(async move {
            leave::pause(0).await;
            drop(ears);
        });
    }
}

fn not_stored(error: &StoreError) -> Trouble {
    if *error == StoreError::Quota { Trouble::NoRoom } else { Trouble::NotStored }
}

/// Milliseconds of a clock that nobody sets.
fn time() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// Lets the microphone go.
fn hush(stream: &MediaStream) {
    stream.get_tracks().iter().for_each(|track| track.unchecked_into::<MediaStreamTrack>().stop());
}

/// Whether this browser can record at all: where it cannot, nothing is offered.
pub fn can_record() -> bool {
    let devices = Reflect::get(&window().navigator(), &"mediaDevices".into());
    form().is_some() && devices.is_ok_and(|devices| devices.is_object())
}

/// The best form in which this browser records; `None` where it records nothing.
fn form() -> Option<Form> {
    let known = Reflect::get(&js_sys::global(), &"MediaRecorder".into()).ok()?;
    known.is_function().then(|| Form::ALL.into_iter().find(|form| MediaRecorder::is_type_supported(form.mime())))?
}

async fn microphone() -> Result<MediaStream, Trouble> {
    let asks = || {
        let one = js_sys::Object::new();
        Reflect::set(&one, &"channelCount".into(), &JsValue::from(1))?;
        let wanted = MediaStreamConstraints::new();
        wanted.set_audio(&one);
        window().navigator().media_devices()?.get_user_media_with_constraints(&wanted)
    };
    let asked = asks().map_err(|_: JsValue| Trouble::NoRecorder)?;
    JsFuture::from(asked).await.map(|stream| stream.unchecked_into()).map_err(|cause| {
        let name = Reflect::get(&cause, &"name".into()).ok().and_then(|name| name.as_string());
        match name.as_deref() {
            Some("NotAllowedError" | "SecurityError") => Trouble::Denied,
            Some("NotReadableError" | "AbortError") => Trouble::Busy,
            _ => Trouble::NoMicrophone,
        }
    })
}

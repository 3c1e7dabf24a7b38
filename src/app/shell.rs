//! The shell: steps the machine and carries out its effects. The only place where engine meets browser.
//!
//! Screens read memos and call [`Shell::edit`] or [`Shell::act`]; they never see the store. One transaction at a
//! time, in order; "saved" is shown only after it is complete.

pub mod lent;

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::rc::Rc;

use disk::{Batch, IndexedStore, Opened, Sealed, StoreError, Table};
use engine::domain::community::Community;
use engine::domain::person::Person;
use engine::domain::session::{Session, SessionSummary};
use engine::domain::{Id, Kind, Millis, Now};
use engine::merge::{Document, Edit};
use engine::sync::arrivals::Drawer;
use engine::sync::machine::Undo;
use engine::sync::{Effect, Event, Fault, Local, Machine, Notice, Place, Save, SaveState, Summary};
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use crate::aside::Progress;
use crate::browser;
use crate::library::Library;
use crate::sharing::told::{Heard, Told};

/// The name of the device's own row.
pub const LOCAL_ROW: &str = "device";

struct Inner {
    machine: Machine,
    reading: BTreeSet<Id>,
    unread: BTreeSet<Id>,
    /// While another machine stores: what happens here meanwhile, and how far that one is.
    lent: Option<(Vec<Event>, Progress)>,
    /// How often that one gave back what it had been lent: what was read before is out of date.
    turn: u32,
}

/// What every screen holds.
#[derive(Clone, Copy)]
pub struct Shell {
    inner: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
    store: StoredValue<Rc<Sealed<Rc<IndexedStore>>>, LocalStorage>,
    version: RwSignal<u64>,
    lists: RwSignal<u64>,
    sessions: Memo<Vec<SessionSummary>>,
    people: Memo<Vec<Person>>,
    /// The app's data files.
    pub library: Library,
    /// What is true of saving.
    pub saving: RwSignal<SaveState>,
    /// Whether something that was asked for could not be read.
    pub unread: RwSignal<bool>,
    /// What can be taken back.
    pub undo: RwSignal<Option<Undo>>,
    /// Something the machine said.
    pub notice: RwSignal<Option<Notice>>,
    /// The wall clock, every second.
    pub tick: RwSignal<Millis>,
    /// Whether the clock was set back while a part ran.
    pub jumped: RwSignal<bool>,
    /// The screen.
    pub place: RwSignal<Place>,
    language: RwSignal<Language>,
    /// How it stands with sharing.
    pub sharing: RwSignal<Told>,
    /// When the relay answered last, and how often it was asked.
    pub heard: RwSignal<Heard>,
    /// People who have a phone of their own here.
    pub devices: RwSignal<Vec<Id>>,
    /// How far older sessions or a backup are that are being brought in: that goes on where its page is left.
    pub bringing: Progress,
    /// How many older sessions came, and what to say where that is not all; until somebody saw it.
    pub brought: RwSignal<Option<(usize, Vec<Phrase>)>>,
    /// People who are at another phone just now, each with the session that they look at.
    pub present: RwSignal<Vec<(Id, Option<Id>)>>,
    unsent: StoredValue<Option<Rc<dyn Fn()>>, LocalStorage>,
}

/// The shell of the screen that asks.
pub fn shell() -> Shell {
    expect_context::<Shell>()
}

impl Shell {
    /// A shell over an opened machine and its store.
    pub fn new(
        machine: Machine,
        store: Sealed<Rc<IndexedStore>>,
        place: RwSignal<Place>,
        language: RwSignal<Language>,
    ) -> Shell {
        let inner = Inner { machine, reading: BTreeSet::new(), unread: BTreeSet::new(), lent: None, turn: 0 };
        let (inner, lists) = (StoredValue::new_local(Rc::new(RefCell::new(inner))), RwSignal::new(0));
        fn list<T>(
            lists: RwSignal<u64>,
            held: StoredValue<Rc<RefCell<Inner>>, LocalStorage>,
            read: fn(&Machine) -> T,
        ) -> T {
            lists.track();
            read(&held.get_value().borrow().machine)
        }
        Shell {
            inner,
            store: StoredValue::new_local(Rc::new(store)),
            version: RwSignal::new(0),
            lists,
            // Ten thousand of them are put in order once for all screens, and again only where one of their lines changed.
            sessions: Memo::new(move |_| list(lists, inner, Machine::sessions)),
            people: Memo::new(move |_| list(lists, inner, Machine::people)),
            library: Library::new(),
            saving: RwSignal::new(SaveState::Nothing),
            unread: RwSignal::new(false),
            undo: RwSignal::new(None),
            notice: RwSignal::new(None),
            tick: RwSignal::new(browser::now().ms),
            jumped: RwSignal::new(false),
            place,
            language,
            sharing: RwSignal::new(Told::default()),
            heard: RwSignal::new(Heard::default()),
            bringing: Progress::new(),
            brought: RwSignal::new(None),
            devices: RwSignal::new(Vec::new()),
            present: RwSignal::new(Vec::new()),
            unsent: StoredValue::new_local(None),
        }
    }

    /// The language of the screen just now.
    pub fn language_now(self) -> Language {
        self.language.get_untracked()
    }

    /// The language of the screen; reactive.
    pub fn language(self) -> Language {
        self.language.get()
    }

    /// The sealed store, for the screens about the store itself.
    pub fn store(self) -> Rc<Sealed<Rc<IndexedStore>>> {
        self.store.get_value()
    }

    /// Reads from the machine, and again whenever something changed.
    pub fn read<T>(self, read: impl FnOnce(&Machine) -> T) -> T {
        self.version.track();
        self.peek(read)
    }

    /// Reads from the machine once.
    pub fn peek<T>(self, read: impl FnOnce(&Machine) -> T) -> T {
        read(&self.inner.get_value().borrow().machine)
    }

    /// Changes a document. With a phrase it can be undone for 10 s.
    pub fn edit(self, id: &Id, edits: Vec<Edit>, label: Option<Phrase>) {
        self.step(Event::Edit(id.clone(), edits, label));
    }

    /// Changes several documents at once, in one transaction: all or none.
    pub fn edit_all(self, changes: Vec<(Id, Vec<Edit>)>, label: Option<Phrase>) {
        self.step(Event::EditAll(changes, label));
    }

    /// Does something to an open session.
    pub fn act(self, id: &Id, label: Option<Phrase>, act: impl FnOnce(&Session, &Now) -> Vec<Edit>) {
        let now = browser::now();
        if let Some(session) = self.peek(|machine| machine.session(id, &now)) {
            self.edit(id, act(&session, &now), label);
        }
    }

    /// Takes the last change back.
    pub fn take_back(self) {
        self.step(Event::Undo);
    }

    /// Tries again to save, and to read what could not be read.
    pub fn retry(self) {
        let unread = std::mem::take(&mut self.inner.get_value().borrow_mut().unread);
        self.unread.set(false);
        unread.iter().for_each(|id| self.open(id));
        self.step(Event::Retry);
    }

    /// Changes the device's own settings.
    pub fn set_local(self, change: impl FnOnce(&mut Local)) {
        let mut local = self.peek(|machine| machine.local().clone());
        change(&mut local);
        self.step(Event::Local(Box::new(local)));
        self.version.update(|version| *version += 1);
    }

    /// The device's own settings; reactive.
    pub fn local(self) -> Local {
        self.read(|machine| machine.local().clone())
    }

    /// Steps the machine and carries out what it answers.
    pub fn step(self, event: Event) {
        let now = browser::now();
        let (effects, lent) = {
            let inner = self.inner.get_value();
            let mut inner = inner.borrow_mut();
            let inner = &mut *inner;
            if let Some((waits, _)) = &mut inner.lent
                && !matches!(event, Event::Opened(..))
            {
                // What a person does is seen at once all the same.
                match inner.machine.again(&event, &now) {
                    Some(again) => waits.push(again),
                    None => {
                        waits.push(event);
                        return self.saving.set(SaveState::Saving);
                    }
                }
            }
            (inner.machine.step(event, &now), inner.lent.is_some())
        };
        let (mut shown, mut lists) = (false, false);
        for effect in effects {
            match effect {
                Effect::Save(_) if lent => {}
                Effect::Save(save) => self.save(save),
                Effect::Read(id) => self.open(&id),
                Effect::Show(_) => shown = true,
                Effect::ShowLists => lists = true,
                Effect::Say(notice) => self.notice.set(Some(notice)),
            }
        }
        let (saving, undo) = self.peek(|machine| (machine.save_state(), machine.undo(now.ms).cloned()));
        self.saving.set(saving);
        if self.undo.get_untracked() != undo {
            self.undo.set(undo);
        }
        if lists {
            self.lists.update(|lists| *lists += 1);
        }
        if shown || lists {
            self.version.update(|version| *version += 1);
        }
        if self.peek(|machine| !machine.unsent().is_empty())
            && let Some(tell) = self.unsent.get_value()
        {
            tell();
        }
    }

    /// Who is to be told that something was written that other phones do not have yet.
    pub fn on_unsent(self, tell: Rc<dyn Fn()>) {
        self.unsent.set_value(Some(tell));
    }

    fn save(self, save: Save) {
        let store = self.store.get_value();
        wasm_bindgen_futures::spawn_local(async move {
            let batch = save.batch;
            let answer = match store.commit(&rows(save)).await {
                Ok(()) => Event::Saved(batch),
                Err(error) => Event::NotSaved(batch, fault(&error)),
            };
            self.step(answer);
        });
    }

    /// Reads a document from the store, unless it is open.
    pub fn open(self, id: &Id) {
        {
            let inner = self.inner.get_value();
            let mut inner = inner.borrow_mut();
            if inner.machine.is_open(id) || !inner.reading.insert(id.clone()) {
                return;
            }
        }
        let (store, id, turn) = (self.store.get_value(), id.clone(), self.turn());
        wasm_bindgen_futures::spawn_local(async move {
            let read = store.read(Table::Ops, &format!("{id}/")).await;
            if self.turn() != turn {
                // It is being read anew.
                return;
            }
            self.inner.get_value().borrow_mut().reading.remove(&id);
            let known = self.peek(|machine| machine.summary(&id).is_some());
            match read {
                // A browser that answers with nothing, and no error: taken as it is, the next edit would write over
                // the first row.
                Ok(opened) if known && opened.rows.is_empty() && opened.damaged.is_empty() => self.could_not_read(id),
                Ok(opened) => {
                    self.step(Event::Opened(id, read_rows(opened)));
                }
                Err(_) => self.could_not_read(id),
            }
        });
    }

    fn could_not_read(self, id: Id) {
        self.inner.get_value().borrow_mut().unread.insert(id);
        self.unread.set(true);
    }

    /// A session; `None` until it is read.
    pub fn session(self, id: Id) -> Memo<Option<Session>> {
        self.open(&id);
        Memo::new(move |_| self.read(|machine| machine.session(&id, &browser::now())))
    }

    /// A document, by what `read` makes of it.
    pub fn document<T: PartialEq + Send + Sync + 'static>(
        self,
        id: Id,
        read: impl Fn(&Document) -> T + Send + Sync + 'static,
    ) -> Memo<Option<T>> {
        self.open(&id);
        Memo::new(move |_| self.read(|machine| machine.document(&id).map(&read)))
    }

    /// All sessions, latest first.
    pub fn sessions(self) -> Memo<Vec<SessionSummary>> {
        self.sessions
    }

    /// All people.
    pub fn people(self) -> Memo<Vec<Person>> {
        self.people
    }

    /// The community.
    pub fn community(self) -> Memo<Option<Community>> {
        Memo::new(move |_| self.read(Machine::community))
    }

    /// What `read` makes of the community's document; the default until it is read.
    pub fn of_community<T: Default + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Document) -> T + Send + Sync + 'static,
    ) -> Memo<T> {
        Memo::new(move |_| self.read(|machine| machine.community_document().map(&read)).unwrap_or_default())
    }

    /// What lies in the bin.
    pub fn bin(self) -> Memo<Vec<Summary>> {
        Memo::new(move |_| self.read(Machine::bin))
    }

    /// A person's alias; reactive.
    pub fn alias(self, id: &Id) -> String {
        self.read(|machine| machine.alias(id)).unwrap_or_default()
    }

    /// A new document id.
    pub fn new_id(self, kind: Kind) -> Id {
        Machine::new_id(kind, &browser::now())
    }

    /// A new short id for a step, a note or an event.
    pub fn short_id(self) -> String {
        engine::domain::short(&browser::now().entropy)
    }

    /// Goes to a screen.
    pub fn go(self, place: Place) {
        window().location().set_hash(&place.path()).ok();
    }

    /// Goes to a screen that takes the place of this one in the history.
    pub fn replace(self, place: Place) {
        if let Ok(history) = window().history() {
            history.replace_state_with_url(&wasm_bindgen::JsValue::NULL, "", Some(&place.href())).ok();
        }
        self.place.set(place);
    }
}

fn rows(save: Save) -> Batch {
    let mut batch = Batch::new().put(Table::Local, LOCAL_ROW, save.local);
    for (key, json) in save.ops {
        batch = batch.put(Table::Ops, key, json);
    }
    for (key, json) in save.summaries {
        batch = batch.put(Table::Summaries, key, json);
    }
    for ((drawer, key), bytes) in save.beside {
        let table = match drawer {
            Drawer::Items => Table::Items,
            Drawer::Local => Table::Local,
        };
        batch = match bytes {
            Some(bytes) => batch.put(table, key, bytes),
            None => batch.delete(table, key),
        };
    }
    save.deletes.into_iter().fold(batch, |batch, key| batch.delete(Table::Ops, key))
}

/// What a store's error means for the person.
pub fn fault(error: &StoreError) -> Fault {
    match error {
        StoreError::Quota => Fault::Full,
        StoreError::Closed | StoreError::Superseded | StoreError::Blocked => Fault::Closed,
        StoreError::Hung => Fault::Silent,
        _ => Fault::Other,
    }
}

/// The rows of a document as the machine reads them: a damaged one has no bytes, and keeps its number all the same.
pub fn read_rows(read: Opened) -> Vec<(String, Vec<u8>)> {
    let damaged = read.damaged.into_iter().map(|key| (key, Vec::new()));
    read.rows.into_iter().map(|row| (row.key, row.bytes)).chain(damaged).collect()
}

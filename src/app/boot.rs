//! Finds out what state the device is in, opens it, and never starts a new identity by itself.
//!
//! One tab claims the right to write, then the store is opened, then the vault says what is here. Each answer is a
//! [`Stage`] with a screen of its own. `watch` hears the window, `leave` goes away without losing a word.

pub mod leave;
pub mod neighbours;
pub mod profiles;
mod trouble;
pub mod watch;

use std::rc::Rc;

use disk::tab::{self, Claim, WriterEvent, WriterGuard};
use disk::vault::{self, LockKind, VaultError, VaultState};
use disk::{Batch, Found, IndexedStore, Sealed, Store, StoreError, Table};
use engine::crypto::{LocalKey, RECOVERY_PREFIX};
use engine::sync::place::Corner;
use engine::sync::restore::HALF_ROW;
use engine::sync::summary::Shelves;
use engine::sync::{Local, Machine, Place, reread};
use engine::words::Language;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

pub use trouble::Trouble;

use crate::browser;
use crate::shell::{LOCAL_ROW, Shell};

/// What the device shows. A shell is a handful of handles, copied freely: a box around it would cost more than it spares.
#[derive(Clone)]
#[allow(clippy::large_enum_variant)]
pub enum Stage {
    /// Nothing is known yet.
    Opening,
    /// Nothing was ever here: the first run.
    Welcome,
    /// Behind a lock.
    Locked {
        /// What opens it; not known where part of the vault is gone.
        kind: Option<LockKind>,
        /// When the next try is looked at (Unix milliseconds).
        wait_until: i64,
    },
    /// Another tab writes.
    Elsewhere,
    /// The store can't be used as it is.
    Trouble(Trouble),
    /// The community is open.
    Home(Shell),
}

/// The device, and what is open of it.
#[derive(Clone, Copy)]
pub struct Boot {
    /// What is shown.
    pub stage: RwSignal<Stage>,
    /// The screen of the address.
    pub place: RwSignal<Place>,
    /// The language of the screen.
    pub language: RwSignal<Language>,
    /// The lock that is set.
    pub lock: RwSignal<Option<LockKind>>,
    /// An invitation's code, or that of a recovery sheet, from the address.
    pub invited: RwSignal<Option<String>>,
    /// The browser's offer to install.
    pub install: RwSignal<Option<JsValue>, LocalStorage>,
    held: StoredValue<Held, LocalStorage>,
}

struct Held {
    /// What is opened late lives as long as the app.
    owner: Option<Owner>,
    store: Option<Rc<IndexedStore>>,
    guard: Option<WriterGuard>,
    shell: Option<Shell>,
    /// The person chose to go on with what is left.
    mend: bool,
    /// Nothing is written any more.
    leaving: bool,
}

/// The device of the screen that asks.
pub fn boot() -> Boot {
    expect_context::<Boot>()
}

/// Starts to find out; the stage follows.
pub fn start() -> Boot {
    let language = browser::remembered("language");
    let language = Language::ALL.into_iter().find(|known| Some(known.tag()) == language.as_deref());
    let owner = Owner::current();
    let boot = Boot {
        stage: RwSignal::new(Stage::Opening),
        place: RwSignal::new(Place::parse(&browser::address())),
        language: RwSignal::new(language.unwrap_or_else(browser::language)),
        lock: RwSignal::new(None),
        invited: RwSignal::new(watch::invitation()),
        install: RwSignal::new_local(None),
        held: StoredValue::new_local(Held {
            owner,
            store: None,
            guard: None,
            shell: None,
            mend: false,
            leaving: false,
        }),
    };
    watch::window(boot);
    leptos::task::spawn_local(boot.find());
    boot
}

impl Boot {
    /// What is open, if anything is.
    pub fn shell(self) -> Option<Shell> {
        self.held.with_value(|held| held.shell)
    }

    fn store(self) -> Result<Rc<IndexedStore>, Trouble> {
        self.held.with_value(|held| held.store.clone()).ok_or(Trouble::NoStore)
    }

    fn leaving(self) -> bool {
        self.held.with_value(|held| held.leaving)
    }

    async fn find(self) {
        if !self.claim().await {
            return self.stage.set(Stage::Elsewhere);
        }
        match IndexedStore::open(&profiles::database(), move |event| watch::disk(self, event)).await {
            Ok(store) => {
                if self.leaving() {
                    return store.give_up();
                }
                self.held.update_value(|held| held.store = Some(Rc::new(store)));
                let stage = self.look().await.unwrap_or_else(Stage::Trouble);
                self.show(stage);
            }
            Err(error) => self.stage.set(Stage::Trouble(error.into())),
        }
    }

    /// Becomes the one tab that writes. A page that was just left may hold the lock for a moment longer.
    async fn claim(self) -> bool {
        let locks = js_sys::Reflect::get(&window().navigator(), &"locks".into());
        if locks.is_ok_and(|locks| locks.is_undefined()) {
            return true;
        }
        for _ in 0..8 {
            let tell = move |event| match event {
                WriterEvent::Asked => leptos::task::spawn_local(leave::hand_over(self)),
                WriterEvent::Lost => leave::lost(self),
            };
            if let Claim::Writer(guard) = tab::claim(tell).await {
                self.held.update_value(|held| held.guard = Some(guard));
                return true;
            }
            leave::pause(100).await;
        }
        false
    }

    /// Looks at the vault.
    async fn look(self) -> Result<Stage, Trouble> {
        let store = self.store()?;
        let remembered = profiles::is_set_up();
        Ok(match vault::state(&store, remembered, browser::now().ms).await? {
            VaultState::Fresh => Stage::Welcome,
            VaultState::Partial(missing) => Stage::Trouble(Trouble::Partial(missing)),
            VaultState::Open => self.open(vault::unlock_none(&store).await?).await?,
            VaultState::Locked { kind, wait_until, .. } => {
                self.lock.set(Some(kind));
                Stage::Locked { kind: Some(kind), wait_until }
            }
        })
    }

    /// Goes on with what is left, after the person has chosen so.
    pub async fn go_on_with_rest(self) {
        let rest = async {
            self.held.update_value(|held| held.mend = true);
            match vault::unlock_none(&self.store()?).await {
                Err(VaultError::OtherLock) => Ok(Stage::Locked { kind: None, wait_until: 0 }),
                key => self.open(key?).await,
            }
        };
        let stage = rest.await.unwrap_or_else(Stage::Trouble);
        self.show(stage);
    }

    /// Tries a secret. On success the stage follows; a wrong one comes back with the time of the next try.
    pub async fn unlock(self, secret: &str) -> Result<(), VaultError> {
        let Ok(store) = self.store() else { return Err(StoreError::Closed.into()) };
        let key = vault::unlock(&store, secret, browser::now().ms).await?;
        let stage = self.open(key).await.unwrap_or_else(Stage::Trouble);
        self.show(stage);
        Ok(())
    }

    /// Makes the vault of a new device, or goes on with one that a first run left unfinished.
    pub async fn create(self) -> Result<Shell, Trouble> {
        if let Some(shell) = self.shell() {
            return Ok(shell);
        }
        let store = self.store()?;
        let key = match vault::create(&store, &disk::random).await {
            Err(VaultError::NotFresh) => vault::unlock_none(&store).await?,
            made => made?,
        };
        profiles::set_up(true);
        self.begin(key).await
    }

    /// Sets the lock, in place of any other.
    pub async fn set_lock(self, shell: Shell, kind: LockKind, secret: &str) -> Result<(), VaultError> {
        let sealed = shell.store();
        vault::set_lock(sealed.store(), sealed.key(), kind, secret, &disk::random).await?;
        self.lock.set(Some(kind));
        Ok(())
    }

    /// Takes the lock off.
    pub async fn remove_lock(self, shell: Shell) -> Result<(), VaultError> {
        let sealed = shell.store();
        vault::remove_lock(sealed.store(), sealed.key()).await?;
        self.lock.set(None);
        Ok(())
    }

    async fn open(self, key: LocalKey) -> Result<Stage, Trouble> {
        if self.held.with_value(|held| held.mend) {
            let store = self.store()?;
            vault::mend(&store, &key, &disk::random).await?;
            if let VaultState::Locked { kind, .. } = vault::state(&store, true, browser::now().ms).await? {
                self.lock.set(Some(kind));
            }
        }
        if self.is_half(&key).await? {
            self.lets_go().await;
            return Ok(Stage::Welcome);
        }
        let shell = self.begin(key).await?;
        profiles::set_up(true);
        // A first run that was cut off goes on where it has to: no community is here yet.
        Ok(match shell.peek(|machine| machine.community()) {
            Some(_) => Stage::Home(shell),
            None => Stage::Welcome,
        })
    }

    /// Whether a backup was being brought in here and came to no end.
    async fn is_half(self, key: &LocalKey) -> Result<bool, Trouble> {
        let sealed = Sealed::new(self.store()?, key.clone(), Rc::new(disk::random));
        Ok(matches!(sealed.get(Table::Local, HALF_ROW).await?, Found::Bytes(_)))
    }

    /// Lets go of a beginning that came to no end: nothing is here again, as before it.
    pub async fn lets_go(self) {
        if self.leaving() {
            // What is there is the other tab's now.
            return;
        }
        if let Ok(store) = self.store() {
            store.wipe().await.ok();
        }
        profiles::set_up(false);
        self.held.update_value(|held| held.shell = None);
    }

    async fn begin(self, key: LocalKey) -> Result<Shell, Trouble> {
        let sealed = Sealed::new(self.store()?, key, Rc::new(disk::random));
        let owner = self.held.with_value(|held| held.owner.clone()).unwrap_or_default();
        let shell = over(sealed, owner, (self.place, self.language)).await?;
        self.held.update_value(|held| held.shell = Some(shell));
        Ok(shell)
    }

    /// Begins anew with what is stored: a worker stored it.
    pub async fn begin_again(self, shell: Shell) -> Result<Shell, Trouble> {
        self.begin(shell.store().key().clone()).await
    }

    fn show(self, stage: Stage) {
        match stage {
            // Another tab asked to write meanwhile.
            _ if self.leaving() => {}
            Stage::Home(shell) => self.enter(shell, None),
            stage => self.stage.set(stage),
        }
    }

    /// Shows the community at `place`, or where it was left.
    pub fn enter(self, shell: Shell, place: Option<Place>) {
        let local = shell.peek(|machine| machine.local().clone());
        let named = browser::address().trim_start_matches('#').len() > 1;
        let resumed = (!named && !local.place.is_empty()).then(|| Place::parse(&local.place));
        let sheet =
            self.invited.with_untracked(|code| code.as_ref().is_some_and(|code| code.starts_with(RECOVERY_PREFIX)));
        let tries = sheet.then_some(Place::Corner(Corner::Share));
        if let Some(place) = place.or(tries).or(resumed) {
            shell.replace(place);
        }
        self.language.set(local.language);
        self.stage.set(Stage::Home(shell));
        watch::home(self, shell);
    }
}

/// A shell over what is stored.
pub async fn over(
    sealed: Sealed<Rc<IndexedStore>>,
    owner: Owner,
    (place, language): (RwSignal<Place>, RwSignal<Language>),
) -> Result<Shell, Trouble> {
    let machine = machine(&sealed, language.get_untracked()).await?;
    let community = machine.local().community.clone();
    let shell = owner.with(|| Shell::new(machine, sealed, place, language));
    if let Some(community) = community {
        leave::opened(shell, &community).await?;
    }
    Ok(shell)
}

/// Reads the device's row and the summaries, and starts the machine.
pub async fn machine(sealed: &Sealed<Rc<IndexedStore>>, language: Language) -> Result<Machine, StoreError> {
    let now = browser::now();
    let held = match sealed.get(Table::Local, LOCAL_ROW).await? {
        Found::Bytes(row) => serde_json::from_slice::<Local>(&row).ok(),
        Found::Nothing | Found::Damaged => None,
    };
    let device = engine::domain::short(&now.entropy);
    let mut local = held.unwrap_or_else(|| Local::new(&device, language, now.ms));
    let shelves = shelves(sealed).await?;
    local.community = local.community.or_else(|| shelves.community().cloned());
    let client = browser::now().entropy.iter().take(8).fold(0_u64, |client, byte| (client << 8) | u64::from(*byte));
    Ok(Machine::over(local, shelves, client))
}

/// Rows of summaries, of 64 documents each, that are read in one turn of the page.
const SHELVES: usize = 16;

/// The shelves of summaries; made again from the ops where any is gone or damaged.
async fn shelves(sealed: &Sealed<Rc<IndexedStore>>) -> Result<Shelves, StoreError> {
    let read = sealed.read(Table::Summaries, "").await?;
    let gone = read.rows.is_empty() && !sealed.store().is_empty(Table::Ops).await?;
    let (mut known, mut whole) = (Shelves::default(), read.damaged.is_empty() && !gone);
    for turn in read.rows.chunks(SHELVES) {
        // They were unsealed together: that was a turn of its own.
        leave::pause(0).await;
        for row in turn {
            whole &= known.load(&row.key, &row.bytes);
        }
    }
    if whole {
        return Ok(known);
    }
    let ops = sealed.read(Table::Ops, "").await?.rows.into_iter().map(|row| (row.key, row.bytes)).collect::<Vec<_>>();
    let made = reread::shelves(&reread::reread(&ops).documents, &browser::now());
    let old = read.rows.into_iter().map(|row| row.key).chain(read.damaged);
    let batch = old.fold(Batch::new(), |batch, key| batch.delete(Table::Summaries, key));
    let batch = made.iter().fold(batch, |batch, (key, row)| batch.put(Table::Summaries, key, row.clone()));
    // Where there is no room for them, they are made again at the next start.
    sealed.commit(&batch).await.ok();
    let mut known = Shelves::default();
    for (key, row) in &made {
        known.load(key, row);
    }
    Ok(known)
}

//! Bringing a backup back: the file, the words, what it would bring, a copy of now, in. The same where nothing is yet and
//! where there is newer work: what is in the file is added, nothing is written over.

use std::cell::RefCell;
use std::rc::Rc;

use desk::backup::{Manifest, NotOpened, Sound};
use engine::crypto::age::MAGIC;
use engine::crypto::{normalise, recovery_fragment, recovery_secret};
use engine::sync::Place;
use engine::sync::place::Corner;
use engine::sync::restore::Changes;
use engine::words::Phrase;
use engine::words::backup::{ALL, BACKUP, RESTORE};
use engine::words::device::TROUBLE;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::book::safe;
use super::join::{WhatIsWrong, Wrong};
use super::parts::*;
use super::records::size;
use super::recover;
use super::restore_in::{Preview, not_lost};
use super::restore_text::FromText;
use super::welcome::{Choices, Step};
use super::working::Working;
use super::{language, live, say, say_with};
use crate::aside::tasks::Lock;
use crate::aside::{File, Halt, Progress};
use crate::backing::{self, Apart, Inside};
use crate::boot::{Boot, boot, leave};
use crate::browser;
use crate::sharing::come_in::{Beside, Then};
use crate::sharing::hooks::Keepers;
use crate::shell::Shell;
use crate::sound::keep;

/// The page in an open community.
#[component]
pub fn RestoreScreen() -> impl IntoView {
    let shell = crate::shell::shell();
    view! {
        <Page title=RESTORE.title back=Back::to(Place::Corner(Corner::Backup).href(), BACKUP.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p class="lead">{say(RESTORE.lead)}</p>
            <p>{say(RESTORE.never_over)}</p>
            <Bring place=Where::Open(shell)/>
        </Page>
    }
}

/// The page of the first run.
#[component]
pub fn RestorePage(choices: Choices) -> impl IntoView {
    let back = move |()| {
        choices.file.set_value(None);
        choices.step.set(Step::How);
    };
    view! {
        <Page title=RESTORE.title>
            <p class="lead">{say(RESTORE.button_why)}</p>
            <Bring place=Where::Empty(boot(), choices)/>
            {live(move || (!choices.working.get()).then(|| view! { <Button label=COMMON.back on_press=back kind=Kind::Quiet icon=Icon::Back/> }))}
        </Page>
    }
}

/// Where it is brought.
#[derive(Clone, Copy)]
pub enum Where {
    /// Where nothing is yet.
    Empty(Boot, Choices),
    /// Where a community is open.
    Open(Shell),
}

impl Where {
    /// The open community's.
    pub fn shell(self) -> Option<Shell> {
        match self {
            Where::Open(shell) => Some(shell),
            Where::Empty(..) => None,
        }
    }
}

/// The file that was chosen.
#[derive(Clone)]
struct Chosen {
    name: String,
    bytes: File,
    /// Six words open it, not the twelve.
    six: bool,
}

/// What a backup would bring.
#[derive(Clone)]
pub struct Look {
    /// What it says of itself.
    pub manifest: Manifest,
    /// What is not here, in parts.
    pub ops: Vec<File>,
    /// What phones pass on, where it is of the same shared community.
    pub items: Option<File>,
    /// Recordings that are not here.
    pub sounds: Vec<Sound>,
    /// Ops of a newer version.
    pub unread: usize,
    /// What it would change.
    pub changes: Changes,
    /// What a copy of now is sealed for.
    pub to: Lock,
    /// The community as phones call it, where several share it.
    pub shared: Option<String>,
}

/// From the file to its end.
#[component]
fn Bring(place: Where) -> impl IntoView {
    let file = RwSignal::new_local(None::<Chosen>);
    let look = RwSignal::new_local(None::<Look>);
    let wrong = RwSignal::new(None::<Wrong>);
    let progress = Progress::new();
    let typed = RwSignal::new(String::new());
    let several = RwSignal::new_local(Apart::new());
    // While it is brought in nothing else is chosen.
    let taking = RwSignal::new(false);
    let choose_one = move |name: String, bytes: File| async move {
        look.set(None);
        wrong.set(None);
        let Ok(safe) = safe().await else { return wrong.set(Some(plain(TROUBLE.rooms, TROUBLE.rooms_do))) };
        let Some(six) = (safe.wants_words)(&head(&bytes)) else {
            file.set(None);
            return wrong.set(Some(not_opened(NotOpened::NotOne)));
        };
        file.set(Some(Chosen { name, bytes: bytes.clone(), six }));
        // A coordinator's phone has a key of its own.
        let own = match place.shell().filter(|shell| !six && shell.peek(|machine| machine.local().shared)) {
            Some(shell) => backing::keepers(shell).await,
            None => None,
        };
        if let Some(keepers) = own
            && let Ok(Ok(inside)) = backing::open(place.shell(), &bytes, Lock::Keys(vec![keepers.own]), progress).await
        {
            match looked(place, inside, Lock::Keys(Vec::new())).await {
                Ok(found) => drop(look.try_set(Some(found))),
                Err(why) => drop(wrong.try_set(Some(why))),
            }
        }
    };
    let choose = move |name: String, bytes: File| async move {
        several.set(Apart::new());
        if !backing::is_several(&bytes) {
            return choose_one(name, bytes).await;
        }
        look.set(None);
        file.set(None);
        wrong.set(None);
        match backing::apart(&bytes, progress).await {
            Ok(Ok(all)) => drop(several.try_set(all)),
            Ok(Err(why)) => drop(wrong.try_set(Some(not_opened(why)))),
            Err(why) => drop(wrong.try_set(Some(halted(why)))),
        }
    };
    let pick = Callback::new(move |at: usize| {
        let picked = several.with_untracked(|all| all.get(at).cloned());
        if let Some((name, Ok(bytes))) = picked.filter(|_| !progress.works()) {
            typed.set(String::new());
            leptos::task::spawn_local(choose_one(name, bytes));
        }
    });
    if let Where::Empty(_, choices) = place
        && let Some(bytes) = choices.file.get_value()
    {
        choices.file.set_value(None);
        leptos::task::spawn_local(choose(String::new(), bytes));
    }
    let take = move |event: leptos::ev::Event| {
        leptos::task::spawn_local(async move {
            if let Some((name, bytes)) = browser::chosen_file(&event).await {
                choose(name, bytes).await;
            }
        });
    };
    let open = move |()| {
        leave::flush();
        let Some(chosen) = file.get_untracked().filter(|_| !progress.works()) else { return };
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let looked = opens(place, chosen, &typed.get_untracked(), progress).await;
            match looked {
                Ok(Some(found)) => {
                    look.try_set(Some(found));
                }
                // It goes on where the recovery words bring everything back.
                Ok(None) => {}
                Err(why) => drop(wrong.try_set(Some(why))),
            }
        });
    };
    let text = move |letters: String| {
        leptos::task::spawn_local(choose(RESTORE.text.get(language()).to_owned(), File::from(letters.as_bytes())));
    };
    let label = move || if file.with(Option::is_some) { say(RESTORE.other_file)() } else { say(RESTORE.choose)() };
    view! {
        {live(move || (several.with(|all| !all.is_empty()) && !taking.get()).then(|| view! { <Several all=several.get() pick=pick/> }))}
        {live(move || file.get().filter(|_| look.with(Option::is_none)).map(|chosen| {
            let (label, length) = (if chosen.six { RESTORE.six } else { RESTORE.twelve }, size(f64::from(chosen.bytes.length())));
            let six = chosen.six;
            view! {
                <p>{RESTORE.chosen.fill(language(), &[("name", &chosen.name), ("size", &length)])}</p>
                <TextField label=label hint=RESTORE.in_order value=typed on_change=move |text| typed.set(text) lines=true limit=2000/>
                <Button label=RESTORE.look on_press=open kind=Kind::Primary/>
                {(!six).then(|| view! { <ForTool typed=typed wrong=wrong/> })}
            }
        }))}
        <Working progress=progress label=RESTORE.opening/>
        {live(move || look.get().map(|look| view! { <Preview place=place look=look wrong=wrong taking=taking/> }))}
        // Below what was tapped, so that it is seen.
        <div role="status"><WhatIsWrong wrong=wrong/></div>
        {live(move || (!taking.get()).then(|| view! {
            <FileField label=Signal::derive(move || label().to_owned()) accept=".age,.zip,.txt,application/octet-stream,application/zip,text/plain" on_file=take/>
            <FromText on_text=text wrong=wrong/>
        }))}
    }
}

/// The backups of several communities: one is chosen; what is none is named.
#[component]
fn Several(all: Apart, pick: Callback<usize>) -> impl IntoView {
    let whole = all.iter().filter(|(_, file)| file.is_ok()).count();
    let lead = say_with(ALL.inside, move || vec![("n", whole.to_string())]);
    let bad = |(name, file): &(String, Result<File, NotOpened>)| {
        let why = if *file.as_ref().err()? == NotOpened::NotOne { ALL.strange } else { ALL.bad };
        let name = name.clone();
        let line = say_with(why, move || vec![("name", name.clone())]);
        Some(view! { <Note tone=Tone::Care><p>{line}</p></Note> })
    };
    let bad = all.iter().filter_map(bad).collect_view();
    let good = all.into_iter().enumerate().filter(|(_, (_, file))| file.is_ok()).map(|(at, (name, _))| {
        view! { <Button label=Signal::stored(name) on_press=move |()| pick.run(at) icon=Icon::Open/> }
    });
    view! {
        <p>{lead}</p>
        <p class="quiet">{say(ALL.one_by_one)}</p>
        {bad}
        <div class="stack">{good.collect_view()}</div>
    }
}

/// What tells of a backup how it opens: of one in letters all, else its head.
fn head(file: &File) -> Vec<u8> {
    const HEAD: u32 = 1 << 16;
    let head = file.subarray(0, HEAD.min(file.length())).to_vec();
    if head.starts_with(MAGIC) { head } else { file.to_vec() }
}

/// What happened and what to do, with nothing to fill in.
pub fn plain(what: Phrase, do_next: Phrase) -> Wrong {
    (what, do_next, String::new())
}

/// Why a file does not open.
pub fn not_opened(why: NotOpened) -> Wrong {
    match why {
        NotOpened::NotOne => plain(RESTORE.not_one, RESTORE.not_one_do),
        NotOpened::Key => plain(RESTORE.wrong, RESTORE.wrong_do),
        NotOpened::Damaged => plain(RESTORE.damaged, RESTORE.damaged_do),
        NotOpened::Newer => plain(RESTORE.newer, RESTORE.newer_do),
        NotOpened::TooLarge => plain(RESTORE.large, RESTORE.not_one_do),
    }
}

/// Why work did not come to its end.
pub fn halted(why: Halt) -> Wrong {
    match why {
        Halt::Stopped => plain(RESTORE.stopped, RESTORE.unchanged),
        Halt::Missing => plain(TROUBLE.rooms, TROUBLE.rooms_do),
        Halt::Broken => plain(RESTORE.broke, RESTORE.store_do),
    }
}

/// Opens the file with what was typed. `None`: the first run goes on with the recovery words.
async fn opens(place: Where, chosen: Chosen, typed: &str, progress: Progress) -> Result<Option<Look>, Wrong> {
    let (with, to, secret) = match chosen.six {
        true => {
            let words = normalise(typed);
            (Lock::Words(words.clone()), Lock::Words(words), None)
        }
        false => {
            let secret = recover::read(typed).await?;
            (Lock::Keys(vec![recovery_secret(&secret)]), Lock::Keys(Vec::new()), Some(secret))
        }
    };
    let opened = backing::open(place.shell(), &chosen.bytes, with, progress).await;
    let inside = opened.map_err(halted)?.map_err(not_opened)?;
    if let (Where::Empty(boot, choices), Some(secret), Some(items)) = (place, secret, &inside.items) {
        choices.file.set_value(Some(items.clone()));
        let sounds = RefCell::new(inside.sounds);
        let then: Then = Rc::new(move |shell| Box::pin(not_lost(shell, sounds.take())));
        choices.beside.set_value(Beside { ops: inside.ops, then: Some(then) });
        boot.invited.set(Some(recovery_fragment(&secret)));
        choices.step.set(Step::Recover);
        return Ok(None);
    }
    looked(place, inside, to).await.map(Some)
}

/// What it would bring here.
async fn looked(place: Where, inside: Inside, to: Lock) -> Result<Look, Wrong> {
    let Inside { manifest, looked, items, sounds, ops } = inside;
    let (unread, changes) = (looked.unread, looked.changes);
    let Some(shell) = place.shell() else {
        return Ok(Look { manifest, ops, items: None, sounds, unread, changes, to, shared: None });
    };
    let (community, shared) = shell.peek(|machine| (machine.local().community.clone(), machine.local().shared));
    if community.is_none_or(|id| id.as_str() != manifest.community) {
        return Err((RESTORE.other, RESTORE.other_do, manifest.name));
    }
    let sounds = keep::lacks(shell, sounds).await.ok_or(plain(RESTORE.store, RESTORE.store_do))?;
    if !shared {
        return Ok(Look { manifest, ops, items: None, sounds, unread, changes, to, shared: None });
    }
    let keepers: Keepers = backing::keepers(shell).await.ok_or(plain(RESTORE.store, RESTORE.store_do))?;
    // Others take only what its author signed. What no item holds stays where it is.
    let same = manifest.shared.as_deref() == Some(&keepers.community);
    let signed = same && items.is_some();
    if !signed && !changes.is_none() {
        return Err(plain(RESTORE.before, RESTORE.before_do));
    }
    let (to, shared) = (Lock::Keys(keepers.keys), Some(keepers.community));
    Ok(Look { manifest, ops, items: items.filter(|_| same), sounds, unread, changes, to, shared })
}

/// The key of the recovery words, as the tool `age` takes it.
#[component]
fn ForTool(typed: RwSignal<String>, wrong: RwSignal<Option<Wrong>>) -> impl IntoView {
    let key = RwSignal::new(None::<String>);
    let show = move |()| {
        leave::flush();
        wrong.set(None);
        leptos::task::spawn_local(async move {
            match (recover::read(&typed.get_untracked()).await, safe().await) {
                (Ok(secret), Ok(safe)) => drop(key.try_set(Some((safe.secret_key)(&recovery_secret(&secret))))),
                (Err(why), _) => drop(wrong.try_set(Some(why))),
                (_, Err(_)) => drop(wrong.try_set(Some(plain(TROUBLE.rooms, TROUBLE.rooms_do)))),
            }
        });
    };
    view! {
        <Button label=RESTORE.show_key on_press=show kind=Kind::Quiet/>
        <div role="status">
            {live(move || key.get().map(|key| view! {
                <Note tone=Tone::Care><p>{say(RESTORE.key_careful)}</p></Note>
                <pre class="copy-by-hand" tabindex="0" translate="no">{key}</pre>
                <p>{say(RESTORE.key_how)}</p>
                <p><code translate="no">"age -d -i key.txt -o backup.zip tongban.age"</code></p>
            }))}
        </div>
    }
}

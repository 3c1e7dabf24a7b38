//! What an opened backup would bring, a copy of now, and bringing it in: to a community that is open, or where nothing is yet.

use desk::backup::{NotOpened, Sound};
use engine::domain::{Id, Kind as Document};
use engine::sync::backups::{Backups, How};
use engine::sync::{Place, SaveState};
use engine::words::Phrase;
use engine::words::backup::RESTORE;
use engine::words::sound::SOUND;
use leptos::prelude::*;

use super::backup_all::Made;
use super::book::bring;
use super::join::Wrong;
use super::parts::*;
use super::restore::{Look, Where, halted, not_opened, plain};
use super::working::Working;
use super::{language, live, say, say_with};
use crate::aside::brings::{Brings, End};
use crate::aside::tasks::Lock;
use crate::aside::{Halt, Progress};
use crate::backing;
use crate::boot::{Boot, leave};
use crate::browser;
use crate::sharing::hooks::hooks;
use crate::shell::{Shell, fault};
use crate::sound::keep;

/// What it would bring, and in.
#[component]
pub fn Preview(
    place: Where,
    look: Look,
    wrong: RwSignal<Option<Wrong>>,
    /// Whether it is being brought in.
    taking: RwSignal<bool>,
) -> impl IntoView {
    let (progress, brings) = (Progress::new(), place.shell().map_or_else(Progress::new, |shell| shell.bringing));
    let done = RwSignal::new(false);
    let no_copy = RwSignal::new(false);
    let at = browser::now().local(look.manifest.made);
    let when = move || format!("{} {}", browser::short_date(language(), at.date()), browser::time(at.time()));
    let name = look.manifest.name.clone();
    let found = say_with(RESTORE.found, move || vec![("name", name.clone()), ("when", when())]);
    let counts = look.manifest.counts.clone();
    let holds =
        say_with(RESTORE.holds, move || vec![("s", counts.sessions.to_string()), ("p", counts.people.to_string())]);
    let left_out = look.manifest.counts.unread;
    let (changes, unread, by_words) = (look.changes, look.unread, matches!(look.to, Lock::Words(_)));
    let sounds = look.sounds.len();
    let nothing = changes.is_none() && sounds == 0;
    let look = StoredValue::new_local(look);
    let bring = move |copy: bool| {
        if taking.get_untracked() || brings.works() {
            return;
        }
        taking.set(true);
        wrong.set(None);
        no_copy.set(false);
        leptos::task::spawn_local(async move {
            let look = look.get_value();
            let outcome = match place {
                Where::Empty(boot, choices) => {
                    // Nobody goes back meanwhile, and begins another community beside it.
                    choices.working.try_set(true);
                    let outcome = begin(boot, look, brings).await;
                    choices.working.try_set(false);
                    outcome
                }
                Where::Open(shell) => {
                    if copy && !copied(shell, &look, progress).await {
                        no_copy.try_set(true);
                        taking.try_set(false);
                        return;
                    }
                    adds(shell, look, brings).await
                }
            };
            taking.try_set(false);
            match outcome {
                Ok(()) => drop(done.try_set(true)),
                Err(why) => drop(wrong.try_set(Some(why))),
            }
        });
    };
    let lines = move || {
        let line = |phrase: Phrase, n: usize| (n > 0).then(|| phrase.fill(language(), &[("n", &n.to_string())]));
        [
            line(RESTORE.new_sessions, changes.new_sessions),
            line(RESTORE.more_sessions, changes.more_sessions),
            line(RESTORE.new_people, changes.new_people),
            line(RESTORE.more_people, changes.more_people),
            line(RESTORE.more_supervision, changes.supervision),
            line(RESTORE.more_community, usize::from(changes.community)),
            line(SOUND.restored, sounds),
            line(RESTORE.unread, unread),
        ]
    };
    let lines = move || lines().into_iter().flatten().map(|line| view! { <li>{line}</li> }).collect_view();
    let empty = place.shell().is_none();
    // Older sessions may be coming in just now: that is shown, and this waits for it.
    let busy = Memo::new(move |_| taking.get() || brings.far().is_some());
    view! {
        <Card title=RESTORE.brings>
            <p class="lead">{found}</p>
            <p>{holds}</p>
            <super::backup::LeftOut many=left_out/>
            {(!empty).then(|| match nothing {
                true => view! { <p>{say(RESTORE.nothing_new)}</p> }.into_any(),
                false => view! { <ul>{live(lines)}</ul> }.into_any(),
            })}
        </Card>
        <div role="status">
            {live(move || done.get().then(|| view! { <Note tone=Tone::Ok><p>{say(RESTORE.done)}</p></Note> }))}
            {live(move || no_copy.get().then(|| view! { <Note tone=Tone::Care><p>{say(RESTORE.no_copy)}</p></Note> }))}
            {live(move || (taking.get() && progress.far().is_none() && brings.far().is_none()).then(|| view! { <p class="lead">{say(RESTORE.taking)}</p> <p>{say(RESTORE.no_stop)}</p> }))}
        </div>
        <Working progress=progress label=RESTORE.copying/>
        <Working progress=brings label=RESTORE.taking goes_on=true/>
        {live(move || match (done.get(), empty, nothing) {
            _ if busy.get() => ().into_any(),
            (true, _, _) => view! { <LinkButton label=RESTORE.see href=Place::Sessions.href() kind=Kind::Primary/> }.into_any(),
            (_, true, _) => view! { <Button label=RESTORE.take on_press=move |()| bring(false) kind=Kind::Primary/> }.into_any(),
            (_, _, true) => ().into_any(),
            _ => view! {
                <p class="quiet">{say(if by_words { RESTORE.copy_why } else { RESTORE.copy_phones })}</p>
                <Button label=RESTORE.copy_first on_press=move |()| bring(true) kind=Kind::Primary/>
                {live(move || no_copy.get().then(|| view! { <Button label=RESTORE.take_without on_press=move |()| bring(false)/> }))}
            }.into_any(),
        })}
    }
}

/// Saves a copy of what is here now, sealed like the file that was opened.
async fn copied(shell: Shell, look: &Look, progress: Progress) -> bool {
    if !saves_files() {
        return false;
    }
    let Ok(backup) = backing::make(shell, look.to.clone(), look.shared.clone(), progress).await else { return false };
    let made = Made::one(backup).await;
    if made.parcel.save().is_err() {
        return false;
    }
    made.left(shell, How::Saved).await;
    true
}

/// Adds what is missing to the community that is open.
async fn adds(shell: Shell, look: Look, progress: Progress) -> Result<(), Wrong> {
    let wanted = look.ops.clone();
    if let Some(items) = look.items {
        let take = hooks().ok_or(plain(RESTORE.store, RESTORE.store_do))?.take;
        let brought = take(shell, items, progress).await.map_err(halted)?;
        let brought = brought.map_err(|_| not_opened(NotOpened::Damaged))?;
        match brought.end {
            End::Whole => {}
            End::Stopped => return Err(plain(RESTORE.half, RESTORE.half_do)),
            End::NotSaved => return Err(plain(RESTORE.not_saved, RESTORE.not_saved_do)),
        }
        if brought.refused > 0 {
            return Err((RESTORE.refused, RESTORE.never_over, brought.refused.to_string()));
        }
    } else if !look.ops.is_empty() {
        let parts = Brings::Parts(backing::stored_here(shell), false);
        let bring = bring().await.map_err(|_| halted(Halt::Missing))?;
        let (said, _) = (bring.lends)(shell, parts, look.ops, progress).await.map_err(halted)?;
        match End::read(&said) {
            Some(End::Whole) => {}
            Some(End::Stopped) => return Err(plain(RESTORE.half, RESTORE.half_do)),
            _ => return Err(plain(RESTORE.not_saved, RESTORE.not_saved_do)),
        }
    }
    if !leave::stored(shell).await {
        return Err(plain(RESTORE.not_saved, RESTORE.not_saved_do));
    }
    // Nothing is said to be here before it was looked for.
    match backing::lacks(shell, &wanted).await {
        Ok(false) => heard(shell, look.sounds).await,
        Ok(true) => Err(plain(RESTORE.partly, RESTORE.partly_do)),
        Err(_) => Err(plain(RESTORE.store, RESTORE.store_do)),
    }
}

/// Puts recordings back, after the records that say what they are.
async fn heard(shell: Shell, sounds: Vec<Sound>) -> Result<(), Wrong> {
    keep::put(shell, sounds).await.map_err(|_| plain(RESTORE.not_saved, RESTORE.not_saved_do))
}

/// The same where the records are in already: they are gone on with, and the line about saving says what is wrong.
pub async fn not_lost(shell: Shell, sounds: Vec<Sound>) {
    if let Err(error) = keep::put(shell, sounds).await {
        shell.saving.set(SaveState::NotSaved(fault(&error)));
    }
}

/// Begins with a backup where nothing is yet.
async fn begin(boot: Boot, look: Look, progress: Progress) -> Result<(), Wrong> {
    let bring = bring().await.map_err(|_| halted(Halt::Missing))?;
    let begun = (bring.begins)(boot, look.ops, progress).await.map_err(halted)?;
    let shell = begun.map_err(|end| match end {
        End::Stopped => halted(Halt::Stopped),
        _ => plain(RESTORE.not_saved, RESTORE.not_saved_do),
    })?;
    let language = boot.language.get_untracked();
    let here = |id: Option<&str>, kind| {
        let id = id.and_then(Id::parse).filter(|id| id.kind() == kind)?;
        shell.peek(|machine| machine.summary(&id).is_some()).then_some(id)
    };
    let me = here(look.manifest.holder.as_deref(), Document::Person);
    let community = here(Some(&look.manifest.community), Document::Community);
    let made = look.manifest.made.min(browser::now().ms);
    shell.set_local(|local| {
        local.language = language;
        local.me = me;
        local.community = community;
        local.last_copy = Some(made);
    });
    // The next backups open with the same words.
    let words = match look.to {
        Lock::Words(words) => Some(words),
        Lock::Keys(_) | Lock::Keepers => None,
    };
    backing::whole(shell, &Backups::with(words, made));
    if !leave::stored(shell).await {
        boot.lets_go().await;
        return Err(plain(RESTORE.not_saved, RESTORE.not_saved_do));
    }
    not_lost(shell, look.sounds).await;
    leptos::task::spawn_local(async { _ = disk::space::ask_to_keep().await });
    // What the first screen shows is put in order in a turn of its own.
    shell.sessions().with_untracked(Vec::len);
    leave::pause(0).await;
    boot.enter(shell, Some(Place::Today));
    Ok(())
}

//! The end of the first run: the community's data, a lock or none; then the vault and the community are made.

use disk::vault::LockKind;
use engine::domain::person::Role;
use engine::domain::{Kind as Document, Now};
use engine::sync::Place;
use engine::sync::acts::{community, people, practice};
use engine::words::device::{LOCK, WELCOME};
use engine::words::screens::COMMON;
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use super::live;
use super::lock::ChooseLock;
use super::parts::*;
use super::say;
use super::welcome::{Choices, Step, StepLine};
use super::welcome_form::{CommunityForm, Founded};
use crate::boot::{Boot, Stage, Trouble, boot, leave};
use crate::shell::Shell;
use crate::{browser, library};

/// The page of the step: the form, or the lock.
pub fn page(choices: Choices) -> AnyView {
    if choices.step.get() == Step::Lock {
        return view! { <LockPage choices/> }.into_any();
    }
    let done = move |founded: Founded| {
        choices.written.set_value(founded.clone());
        choices.founded.set(Some(founded));
        choices.step.set(Step::Lock);
    };
    let back = move |founded: Founded| {
        choices.written.set_value(founded);
        choices.step.set(Step::How);
    };
    view! { <CommunityForm held=choices.written.get_value() on_done=done on_back=back/> }.into_any()
}

#[component]
fn LockPage(choices: Choices) -> impl IntoView {
    let boot = boot();
    let asked = RwSignal::new(false);
    let finish = move |lock: Option<(LockKind, String)>| {
        if choices.working.get_untracked() {
            return;
        }
        choices.working.set(true);
        choices.said.set(None);
        let founded = choices.founded.get_untracked();
        leptos::task::spawn_local(async move {
            leave::pause(50).await;
            if let Err(problem) = set_up(boot, founded, lock).await {
                choices.working.try_set(false);
                choices.said.try_set(Some(problem));
            }
        });
    };
    let back = move |()| {
        let before = if choices.founded.with_untracked(Option::is_some) { Step::Form } else { Step::How };
        choices.step.set(before);
    };
    view! {
        <Page title=WELCOME.lock_title>
            <StepLine n=3/>
            <div role="status">
                {live(move || choices.working.get().then(|| view! { <p class="lead">{say(WELCOME.working)}</p> }))}
                {live(move || choices.said.get().map(|said| view! { <Note tone=Tone::Care><p>{say(said)}</p></Note> }))}
            </div>
            {live(move || (!choices.working.get()).then(|| view! {
                <Button label=WELCOME.no_lock on_press=move |()| finish(None) kind=Kind::Primary/>
                <p class="quiet">{say(WELCOME.lock_later)}</p>
                {live(move || match asked.get() {
                    false => view! { <Button label=LOCK.set on_press=move |()| asked.set(true) icon=Icon::Lock/> }.into_any(),
                    true => view! { <ChooseLock on_secret=move |secret| finish(Some(secret))/> }.into_any(),
                })}
                <Button label=COMMON.back on_press=back kind=Kind::Quiet icon=Icon::Back/>
            }))}
        </Page>
    }
}

/// Makes the vault, the lock and the community; then Today. What was made before a problem is used again.
async fn set_up(boot: Boot, founded: Option<Founded>, lock: Option<(LockKind, String)>) -> Result<(), Phrase> {
    let shell = match boot.create().await {
        Ok(shell) => shell,
        Err(Trouble::Full) => return Err(WELCOME.store_full),
        Err(Trouble::NoStore) => return Err(WELCOME.failed),
        Err(trouble) => {
            boot.stage.set(Stage::Trouble(trouble));
            return Ok(());
        }
    };
    if let Some((kind, secret)) = lock {
        boot.set_lock(shell, kind, &secret).await.map_err(|_| LOCK.failed)?;
    }
    let language = boot.language.get_untracked();
    shell.set_local(|local| local.language = language);
    let now = browser::now();
    match founded {
        Some(founded) => found(shell, &founded, &now),
        None => try_first(shell, language, &now).await,
    }
    // Today stands for "it is there". What can't be saved is said there, with what to do.
    leave::saved(shell).await;
    // Not awaited: one browser asks the person, and the first screen need not wait for the answer.
    leptos::task::spawn_local(async { _ = disk::space::ask_to_keep().await });
    boot.enter(shell, Some(Place::Today));
    Ok(())
}

/// The community last: a start in between finds no community and comes back here.
fn found(shell: Shell, founded: &Founded, now: &Now) {
    let community = shell.new_id(Document::Community);
    let me = shell.new_id(Document::Person);
    shell.set_local(|local| local.me = Some(me.clone()));
    shell.edit(&me, people::add(Role::Peer, &founded.me), None);
    if !founded.partner.trim().is_empty() {
        shell.edit(&shell.new_id(Document::Person), people::add(Role::Peer, &founded.partner), None);
    }
    shell.edit(&community, community::found(&founded.community, now.today(), false), None);
    shell.set_local(|local| local.community = Some(community));
}

/// Makes the practice community, with as many ideas as can be had.
async fn try_first(shell: Shell, language: Language, now: &Now) {
    let made = practice::make(language, &library::ideas().await, now);
    shell.set_local(|local| local.me = Some(made.me));
    for document in made.documents {
        shell.edit(&document.id, document.edits, None);
    }
    shell.set_local(|local| local.community = Some(made.community));
}

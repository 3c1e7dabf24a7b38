//! The first run in three short pages: language; try it first or our own community; a lock.

use disk::vault::LockKind;
use engine::domain::person::Role;
use engine::domain::{Kind as Document, Now};
use engine::sync::Place;
use engine::sync::acts::{community, people, practice};
use engine::words::device::{LOCK, WELCOME};
use engine::words::screens::COMMON;
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use super::app::WithHelp;
use super::live;
use super::lock::ChooseLock;
use super::parts::*;
use super::welcome_form::{CommunityForm, Founded};
use super::{LanguageSwitch, say, say_with};
use crate::boot::{Boot, Stage, Trouble, boot, leave};
use crate::shell::Shell;
use crate::{browser, ideas};

/// The pages of the first run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Inside an app whose browser forgets: open it elsewhere first.
    InApp,
    Language,
    How,
    Form,
    Lock,
}

/// What the person chose on the way.
#[derive(Clone, Copy)]
struct Choices {
    step: RwSignal<Step>,
    /// `None`: try it first.
    founded: RwSignal<Option<Founded>>,
    working: RwSignal<bool>,
    said: RwSignal<Option<Phrase>>,
}

/// The first run.
#[component]
pub fn WelcomeScreen() -> impl IntoView {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let first = if agent.contains("MicroMessenger") { Step::InApp } else { Step::Language };
    let choices = Choices {
        step: RwSignal::new(first),
        founded: RwSignal::new(None),
        working: RwSignal::new(false),
        said: RwSignal::new(None),
    };
    // What was written in the form stays when somebody goes back and forth.
    let form = StoredValue::new(Founded::default());
    view! {
        <WithHelp>
            {live(move || match choices.step.get() {
                Step::InApp => view! { <InApp choices/> }.into_any(),
                Step::Language => view! { <LanguagePage choices/> }.into_any(),
                Step::How => view! { <How choices/> }.into_any(),
                Step::Form => {
                    let done = move |founded: Founded| {
                        form.set_value(founded.clone());
                        choices.founded.set(Some(founded));
                        choices.step.set(Step::Lock);
                    };
                    let back = move |founded: Founded| {
                        form.set_value(founded);
                        choices.step.set(Step::How);
                    };
                    view! { <CommunityForm held=form.get_value() on_done=done on_back=back/> }.into_any()
                }
                Step::Lock => view! { <LockPage choices/> }.into_any(),
            })}
        </WithHelp>
    }
}

/// Where the first run is, in words.
#[component]
pub fn StepLine(
    /// Of three.
    n: u8,
) -> impl IntoView {
    let words = say_with(COMMON.step_of, move || vec![("n", n.to_string()), ("all", "3".to_owned())]);
    view! { <p class="quiet">{words}</p> }
}

#[component]
fn InApp(choices: Choices) -> impl IntoView {
    let copied = RwSignal::new(None::<Phrase>);
    let address = window().location().href().unwrap_or_default();
    let shown = address.clone();
    let copy = move |()| {
        let address = address.clone();
        leptos::task::spawn_local(async move {
            let done = browser::copy(&address).await.is_ok();
            copied.try_set(Some(if done { WELCOME.in_app_copied } else { COMMON.copy_by_hand }));
        });
    };
    view! {
        <Page title=WELCOME.in_app_title>
            <p class="lead">{say(WELCOME.in_app)}</p>
            <p>{say(WELCOME.in_app_how)}</p>
            <p class="quiet">{shown}</p>
            <Button label=WELCOME.in_app_copy on_press=copy kind=Kind::Primary icon=Icon::Copy/>
            <div role="status">{live(move || copied.get().map(|copied| view! { <p>{say(copied)}</p> }))}</div>
            <Button label=WELCOME.in_app_on on_press=move |()| choices.step.set(Step::Language) kind=Kind::Quiet/>
        </Page>
    }
}

#[component]
fn LanguagePage(choices: Choices) -> impl IntoView {
    let LanguageSwitch(switch) = expect_context::<LanguageSwitch>();
    let buttons = Language::ALL.map(|language| {
        let choose = move |()| {
            switch.run(language);
            choices.step.set(Step::How);
        };
        view! { <div lang=language.tag()><Button label=language.own_name() on_press=choose kind=Kind::Primary/></div> }
    });
    view! {
        <Page title=WELCOME.name>
            <p class="lead">{say(WELCOME.hello)}</p>
            <StepLine n=1/>
            <Section title=WELCOME.language>
                <div class="stack">{buttons.into_iter().collect_view()}</div>
            </Section>
        </Page>
    }
}

#[component]
fn How(choices: Choices) -> impl IntoView {
    let try_first = move |()| {
        choices.founded.set(None);
        choices.step.set(Step::Lock);
    };
    view! {
        <Page title=WELCOME.how>
            <StepLine n=2/>
            <Card title=WELCOME.try_first>
                <p>{say(WELCOME.try_why)}" "{say(WELCOME.try_wipe)}</p>
                <Button label=WELCOME.try_first on_press=try_first kind=Kind::Primary icon=Icon::Play/>
            </Card>
            <Card title=WELCOME.real>
                <p>{say(WELCOME.real_why)}</p>
                <Button label=WELCOME.real on_press=move |()| choices.step.set(Step::Form) icon=Icon::Home/>
            </Card>
            <Button label=COMMON.back on_press=move |()| choices.step.set(Step::Language) kind=Kind::Quiet icon=Icon::Back/>
        </Page>
    }
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
    let made = practice::make(language, &ideas::load().await, now);
    shell.set_local(|local| local.me = Some(made.me));
    for document in made.documents {
        shell.edit(&document.id, document.edits, None);
    }
    shell.set_local(|local| local.community = Some(made.community));
}

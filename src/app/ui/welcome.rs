//! The first run in three short pages: language; try it first or our own community; a lock.

use engine::crypto::RECOVERY_PREFIX;
use engine::words::backup::RESTORE;
use engine::words::device::WELCOME;
use engine::words::screens::COMMON;
use engine::words::share::{JOIN, RECOVER};
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use super::app::WithHelp;
use super::live;
use super::parts::*;
use super::rooms::{Room, Rooms};
use super::welcome_form::Founded;
use super::{LanguageSwitch, say, say_with};
use crate::aside::File;
use crate::boot::boot;
use crate::browser;
use crate::sharing::come_in::Beside;

/// The pages of the first run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Inside an app whose browser forgets: open it elsewhere first.
    InApp,
    /// The language.
    Language,
    /// Try it first, or a community of our own.
    How,
    /// The community's data.
    Form,
    /// A lock, or none.
    Lock,
    /// Coming in by an invitation.
    Join,
    /// Coming back by the recovery words.
    Recover,
    /// Bringing a backup back.
    Restore,
}

/// What the person chose on the way.
#[derive(Clone, Copy)]
pub struct Choices {
    /// The page.
    pub step: RwSignal<Step>,
    /// `None`: try it first.
    pub founded: RwSignal<Option<Founded>>,
    /// What was written in the form stays when somebody goes back and forth.
    pub written: StoredValue<Founded>,
    /// The community is being made.
    pub working: RwSignal<bool>,
    /// Why it could not be made.
    pub said: RwSignal<Option<Phrase>>,
    /// A file that goes along from page to page: items, or a backup.
    pub file: StoredValue<Option<File>, LocalStorage>,
    /// What a backup holds, beside the items that go along from it.
    pub beside: StoredValue<Beside, LocalStorage>,
}

/// The first run.
#[component]
pub fn WelcomeScreen() -> impl IntoView {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let invited = boot().invited.get_untracked();
    let first = if agent.contains("MicroMessenger") {
        Step::InApp
    } else if let Some(code) = invited {
        if code.starts_with(RECOVERY_PREFIX) { Step::Recover } else { Step::Join }
    } else {
        Step::Language
    };
    let choices = Choices {
        step: RwSignal::new(first),
        founded: RwSignal::new(None),
        written: StoredValue::new(Founded::default()),
        working: RwSignal::new(false),
        said: RwSignal::new(None),
        file: StoredValue::new_local(None),
        beside: StoredValue::new_local(Beside::default()),
    };
    let rooms = expect_context::<Rooms>();
    view! {
        <WithHelp>
            {live(move || match choices.step.get() {
                Step::InApp => view! { <InApp choices/> }.into_any(),
                Step::Language => view! { <LanguagePage choices/> }.into_any(),
                Step::How => view! { <How choices/> }.into_any(),
                Step::Join | Step::Recover => rooms.show(Room::Join(choices)),
                Step::Restore => rooms.show(Room::Restore(choices)),
                Step::Form | Step::Lock => rooms.show(Room::SetUp(choices)),
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
            <super::profiles::OtherProfiles/>
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
                <p>{say(WELCOME.try_why)}</p>
                <p>{say(WELCOME.try_wipe)}</p>
                <Button label=WELCOME.try_first on_press=try_first kind=Kind::Primary icon=Icon::Play/>
            </Card>
            <Card title=WELCOME.real>
                <p>{say(WELCOME.real_why)}</p>
                <Button label=WELCOME.real on_press=move |()| choices.step.set(Step::Form) icon=Icon::Home/>
            </Card>
            <Card title=JOIN.button>
                <p>{say(JOIN.button_why)}</p>
                <Button label=JOIN.button on_press=move |()| choices.step.set(Step::Join) icon=Icon::People/>
            </Card>
            <Card title=RECOVER.button>
                <p>{say(RECOVER.button_why)}</p>
                <Button label=RECOVER.button on_press=move |()| choices.step.set(Step::Recover) icon=Icon::Open/>
            </Card>
            <Card title=RESTORE.button>
                <p>{say(RESTORE.button_why)}</p>
                <Button label=RESTORE.button on_press=move |()| choices.step.set(Step::Restore) icon=Icon::Open/>
            </Card>
            <Button label=COMMON.back on_press=move |()| choices.step.set(Step::Language) kind=Kind::Quiet icon=Icon::Back/>
        </Page>
    }
}

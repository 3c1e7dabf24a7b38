//! Coming in by an invitation: the code, who you are, in.

use engine::crypto::{Invitation, NoInvitation};
use engine::domain::Id;
use engine::sync::share::NotIn;
use engine::words::Phrase;
use engine::words::device::WELCOME;
use engine::words::screens::COMMON;
use engine::words::share::JOIN;
use leptos::prelude::*;
use relay::rules::Refusal;

use super::book::bring;
use super::parts::*;
use super::restore::halted;
use super::share::role_words;
use super::welcome::{Choices, Step};
use super::working::Working;
use super::{language, live, say, say_with};
use crate::aside::{File, Halt, Progress};
use crate::boot::{Trouble, boot};
use crate::browser;
use crate::sharing::ask::NoAnswer;
use crate::sharing::come_in::{Beside, Door, Opens, Shut, Who};

/// What is wrong, what to do, and the number or word in it.
pub type Wrong = (Phrase, Phrase, String);

/// What is wrong, and what to do.
#[component]
pub fn WhatIsWrong(wrong: RwSignal<Option<Wrong>>) -> impl IntoView {
    live(move || {
        wrong.get().map(|(what, do_next, n)| {
            let what = say_with(what, move || vec![("n", n.clone())]);
            view! { <Note tone=Tone::Care><p>{what}</p><p>{say(do_next)}</p></Note> }
        })
    })
}

/// The page of the first run.
#[component]
pub fn JoinPage(choices: Choices) -> impl IntoView {
    let boot = boot();
    let door = RwSignal::new_local(None::<Door>);
    let wrong = RwSignal::new(None::<Wrong>);
    let progress = Progress::new();
    let typed = RwSignal::new(boot.invited.get_untracked().unwrap_or_default());
    let file = StoredValue::new_local(None::<File>);
    let open = move || {
        if progress.works() {
            return;
        }
        wrong.set(None);
        let invitation = match Invitation::read(&typed.get_untracked()) {
            Ok(invitation) => invitation,
            Err(why) => return wrong.set(Some(unread(&why))),
        };
        leptos::task::spawn_local(async move {
            let opened = opens(Opens::Invitation(invitation), file.get_value(), Beside::default(), progress).await;
            match opened {
                Ok(open) => {
                    door.try_set(Some(open));
                    focus_heading();
                }
                Err(why) => drop(wrong.try_set(Some(shut(&why)))),
            }
        });
    };
    if boot.invited.with_untracked(Option::is_some) {
        open();
    }
    let press = move |()| {
        crate::boot::leave::flush();
        open();
    };
    let take = move |event: leptos::ev::Event| {
        leptos::task::spawn_local(async move {
            if let Some((_, bytes)) = browser::chosen_file(&event).await {
                file.set_value(Some(bytes));
                if Invitation::read(&typed.get_untracked()).is_ok() {
                    open();
                }
            }
        });
    };
    let back = move |()| {
        boot.invited.set(None);
        choices.step.set(Step::How);
    };
    view! {
        <Page title=JOIN.title>
            <div role="status">
                <WhatIsWrong wrong=wrong/>
            </div>
            <Working progress=progress label=JOIN.opening/>
            {live(move || match door.get() {
                Some(open) => {
                    let name = open.name.clone();
                    let role = role_words(open.role);
                    let into = say_with(JOIN.into, move || vec![("name", name.clone())]);
                    let role = say_with(JOIN.as_role, move || vec![("role", role.get(language()).to_owned())]);
                    view! {
                        <p class="lead">{into}</p>
                        <p>{role}</p>
                        <WhoAreYou door=open wrong=wrong button=JOIN.come_in choices/>
                    }.into_any()
                }
                None => view! {
                    <TextField label=JOIN.paste hint=JOIN.paste_hint value=typed on_change=move |text| typed.set(text) lines=true limit=2000 />
                    <div class="stack">
                        <Button label=JOIN.open on_press=press kind=Kind::Primary/>
                        <FileField label=say(JOIN.with_file) accept=".tongban,application/octet-stream" on_file=take/>
                    </div>
                }.into_any(),
            })}
            {live(move || (!choices.working.get()).then(|| view! { <Button label=COMMON.back on_press=back kind=Kind::Quiet icon=Icon::Back/> }))}
        </Page>
    }
}

/// Looks through the door: with the items in a file, or with what the relay keeps.
///
/// # Errors
/// Why it stays shut.
pub async fn opens(by: Opens, file: Option<File>, beside: Beside, progress: Progress) -> Result<Door, Shut> {
    let bring = bring().await.map_err(|_| Shut::Halted(Halt::Missing))?;
    match file {
        Some(file) => (bring.by_file)(by, file, beside, progress).await,
        None => (bring.by_relay)(by, progress).await,
    }
}

/// Who comes in, and in.
#[component]
pub fn WhoAreYou(door: Door, wrong: RwSignal<Option<Wrong>>, button: Phrase, choices: Choices) -> impl IntoView {
    let boot = boot();
    let known = door.person.clone();
    let fixed = known.is_some();
    let who = RwSignal::new(known.map(|id| id.to_string()));
    let alias = RwSignal::new(String::new());
    let progress = Progress::new();
    let works = Memo::new(move |_| progress.far().is_some());
    const NEW: &str = "new";
    let people = door.people.clone();
    let options = Signal::derive(move || {
        let known = people.iter().map(|(id, alias)| ChoiceOption::new(id.as_str(), alias.clone()));
        known.chain([ChoiceOption::new(NEW, JOIN.new_one.get(language()))]).collect::<Vec<_>>()
    });
    let door = StoredValue::new_local(door);
    let press = move |()| {
        crate::boot::leave::flush();
        let chosen = match who.get_untracked().as_deref() {
            Some(NEW) => Some(alias.get_untracked().trim().to_owned()).filter(|name| !name.is_empty()).map(Who::New),
            Some(id) => Id::parse(id).map(Who::Known),
            None => None,
        };
        let Some(chosen) = chosen else { return wrong.set(Some((JOIN.need_who, WELCOME.alias_help, String::new()))) };
        if progress.works() {
            return;
        }
        wrong.set(None);
        progress.begin();
        // Nobody goes back meanwhile, and begins another community beside it.
        choices.working.set(true);
        leptos::task::spawn_local(async move {
            let door = door.get_value();
            let came = match bring().await {
                Ok(bring) => (bring.come_in)(boot, door, chosen, progress).await,
                Err(_) => Err(Shut::Halted(Halt::Missing)),
            };
            if let Err(why) = came {
                wrong.try_set(Some(shut(&why)));
            }
            progress.end();
            choices.working.try_set(false);
        });
    };
    view! {
        {(!fixed).then(|| view! {
            <Choice label=JOIN.who options=options value=move || who.get() on_change=move |id: String| who.set(Some(id))/>
            {live(move || (who.get().as_deref() == Some(NEW)).then(|| view! {
                <TextField label=JOIN.name hint=WELCOME.alias_help value=alias on_change=move |name| alias.set(name) limit=40 />
            }))}
        })}
        <Working progress=progress label=JOIN.coming/>
        {live(move || (!works.get()).then(|| view! { <Button label=button on_press=press kind=Kind::Primary/> }))}
    }
}

fn unread(why: &NoInvitation) -> Wrong {
    let (what, do_next, missing) = match why {
        NoInvitation::None => (JOIN.none, JOIN.copy_again, 0),
        NoInvitation::CutOff(missing) => (JOIN.cut_off, JOIN.copy_again, *missing),
        NoInvitation::Mistyped => (JOIN.mistyped, JOIN.copy_again, 0),
        NoInvitation::Newer => (JOIN.newer, JOIN.newer_do, 0),
    };
    (what, do_next, missing.to_string())
}

/// Why it does not open.
pub fn shut(why: &Shut) -> Wrong {
    let (what, do_next) = match why {
        Shut::Not(NotIn::Expired) | Shut::Relay(NoAnswer::Refused(Refusal::Expired)) => (JOIN.expired, JOIN.ask_new),
        Shut::Not(NotIn::Used) | Shut::Relay(NoAnswer::Refused(Refusal::Gone)) => (JOIN.used, JOIN.ask_new),
        Shut::Not(NotIn::NotHereYet) | Shut::Relay(NoAnswer::Refused(Refusal::NotKept | Refusal::Unsigned)) => {
            (JOIN.not_yet, JOIN.not_yet_do)
        }
        Shut::Not(NotIn::OtherCommunity) => (JOIN.other, JOIN.file_again),
        Shut::Not(NotIn::NoBeginning | NotIn::Damaged) => (JOIN.damaged, JOIN.file_again),
        Shut::Relay(NoAnswer::NoRelay) => (JOIN.no_relay, JOIN.no_relay_do),
        Shut::Relay(NoAnswer::Refused(_)) => (JOIN.refused, JOIN.refused_do),
        Shut::Relay(NoAnswer::Silent | NoAnswer::Garbled) => (JOIN.silent, JOIN.silent_do),
        Shut::Halted(why) => return halted(*why),
        Shut::Store(Trouble::Full) => (WELCOME.store_full, JOIN.refused_do),
        Shut::Store(_) => (WELCOME.failed, JOIN.refused_do),
    };
    (what, do_next, String::new())
}

//! Several communities, or several people, on one phone: how it stands in each, and changing over.

use engine::domain::session::next_thing;
use engine::words::device::ME;
use engine::words::overview::OVERVIEW;
use engine::words::share::PROFILES;
use leptos::prelude::*;

use super::icon::Icon;
use super::parts::*;
use super::today::{line, told};
use super::{language, live, say, say_with};
use crate::boot::profiles::{self, Profile, Standing};
use crate::boot::{Boot, boot};
use crate::browser;
use crate::shell::shell;

/// What it is called, also where nobody has named it.
pub fn name(profile: &Profile) -> String {
    match profile.name.as_str() {
        "" => PROFILES.unnamed.fill(language(), &[("n", &profile.number.to_string())]),
        name => name.to_owned(),
    }
}

pub fn switch(boot: Boot, to: Option<u32>, unsaved: RwSignal<bool>) {
    leptos::task::spawn_local(async move {
        if !profiles::switch(boot, to).await {
            unsaved.try_set(true);
        }
    });
}

/// The button that changes over.
#[component]
fn Switch(profile: Profile, unsaved: RwSignal<bool>) -> impl IntoView {
    let boot = boot();
    let number = profile.number;
    let label = say_with(PROFILES.switch_to, move || vec![("name", name(&profile))]);
    view! { <Button label=label on_press=move |()| switch(boot, Some(number), unsaved) icon=Icon::People/> }
}

/// Says that changing over did not happen.
#[component]
pub fn Unsaved(unsaved: RwSignal<bool>) -> impl IntoView {
    view! {
        <div role="status">
            {live(move || unsaved.get().then(|| view! { <Note tone=Tone::Care><p>{say(PROFILES.unsaved)}</p></Note> }))}
        </div>
    }
}

/// The others, on the lock and in a first run: nobody is shut in.
#[component]
pub fn OtherProfiles() -> impl IntoView {
    let unsaved = RwSignal::new(false);
    let others: Vec<Profile> = profiles::all().into_iter().filter(|one| one.number != profiles::current()).collect();
    (!others.is_empty()).then(move || {
        let buttons = others.into_iter().map(move |profile| view! { <Switch profile=profile unsaved=unsaved/> });
        view! {
            <Section title=PROFILES.others>
                <div class="stack">{buttons.collect_view()}</div>
                <Unsaved unsaved=unsaved/>
            </Section>
        }
    })
}

/// Somebody was invited where a community is open already.
#[component]
pub fn InvitedBeside() -> impl IntoView {
    let boot = boot();
    let unsaved = RwSignal::new(false);
    view! {
        <Note>
            <p>{say(PROFILES.invited)}</p>
            <Actions>
                <Button label=PROFILES.beside on_press=move |()| switch(boot, None, unsaved) kind=Kind::Primary/>
                <Button label=PROFILES.not_now on_press=move |()| boot.invited.set(None)/>
            </Actions>
            <Unsaved unsaved=unsaved/>
        </Note>
    }
}

/// The page.
#[component]
pub fn ProfilesScreen() -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    let mine = RwSignal::new(profiles::all().into_iter().find(|one| one.number == profiles::current()));
    let besides = || profiles::all().into_iter().filter(|one| one.number != profiles::current()).collect::<Vec<_>>();
    let others = RwSignal::new(besides());
    let unsaved = RwSignal::new(false);
    leptos::task::spawn_local(async move {
        profiles::find().await;
        // What is shown already stays: a finger may be on its way to it.
        if others.try_with_untracked(|shown| *shown != besides()).unwrap_or(false) {
            others.try_set(besides());
        }
    });
    let rename = move |name: String| {
        profiles::rename(profiles::current(), &name);
        mine.update(|mine| mine.iter_mut().for_each(|mine| mine.name.clone_from(&name)));
    };
    let community = shell.community();
    let here = move || community.get().map(|community| community.name).unwrap_or_default();
    let mine = move || mine.get().map(|mine| mine.name).unwrap_or_default();
    let list = move || {
        others.get().into_iter().map(|profile| view! { <Other profile=profile unsaved=unsaved/> }).collect_view()
    };
    view! {
        <Page title=PROFILES.title back=Back::to(engine::sync::Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p class="lead">{say(PROFILES.why)}</p>
            <Unsaved unsaved=unsaved/>
            <Card title=PROFILES.here tint=true>
                <p class="lead">{here}</p>
                <TextField label=PROFILES.name hint=PROFILES.name_hint value=mine on_change=rename limit=30 />
            </Card>
            {live(list)}
            {live(move || (!others.get().is_empty()).then(|| view! {
                <CardLink href=engine::sync::Place::Overview.href() title=OVERVIEW.title text=OVERVIEW.hint icon=Icon::Sessions/>
            }))}
            <Section title=PROFILES.add>
                <p>{say(PROFILES.add_why)}</p>
                <Button label=PROFILES.add on_press=move |()| switch(boot, None, unsaved) icon=Icon::Plus/>
            </Section>
        </Page>
    }
}

/// Another one, as it was left.
#[component]
fn Other(profile: Profile, unsaved: RwSignal<bool>) -> impl IntoView {
    let standing = RwSignal::new_local(None::<Standing>);
    let number = profile.number;
    leptos::task::spawn_local(async move {
        let found = profiles::standing(number).await;
        standing.try_set(Some(found));
    });
    let titled = profile.clone();
    let title = move || name(&titled);
    let lines = move || {
        standing.with(|standing| match standing {
            None => ().into_any(),
            Some(Standing::Locked) => view! { <p>{say(PROFILES.locked)}</p> }.into_any(),
            Some(Standing::Unknown) => view! { <p class="quiet">{say(PROFILES.unknown)}</p> }.into_any(),
            Some(Standing::Open(community, sessions)) => {
                let next = next_thing(sessions.iter(), browser::now().today());
                let about = next.session().and_then(|id| sessions.iter().find(|session| session.id == *id)).map(line);
                let (next, ..) = told(&next);
                view! {
                    <p class="lead">{community.clone()}</p>
                    <p>{say(next)}</p>
                    {about.map(|about| view! { <p>{about}</p> })}
                    <p class="quiet">{say(PROFILES.as_left)}</p>
                }
                .into_any()
            }
        })
    };
    view! {
        <Card title=Signal::derive(title)>
            // Above what is read from the disk first: it stays where it is.
            <Switch profile=profile unsaved=unsaved/>
            {live(lines)}
        </Card>
    }
}

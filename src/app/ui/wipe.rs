//! Wipe everything: says what goes, asks twice.

use engine::domain::Kind as Document;
use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::device::ME;
use engine::words::screens::COMMON;
use engine::words::share::PROFILES;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::{say, say_with};
use crate::boot::{boot, leave, profiles};
use crate::shell::shell;

/// The screen that wipes everything.
#[component]
pub fn WipeScreen() -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    let (sessions, people, bin) = (shell.sessions(), shell.people(), shell.bin());
    let count = |count: usize| vec![("n", count.to_string())];
    // What lies in the bin goes as well, so it counts.
    let binned = move |kind: Document| bin.with(|bin| bin.iter().filter(|summary| summary.id().kind() == kind).count());
    let all_sessions = move || sessions.with(Vec::len) + binned(Document::Session);
    let all_people = move || people.with(Vec::len) + binned(Document::Person);
    let lines = [
        say_with(ME.wipe_sessions, move || count(all_sessions())),
        say_with(ME.wipe_people, move || count(all_people())),
    ];
    let sure = RwSignal::new(false);
    let back = Place::Me.href();
    view! {
        <Page title=ME.wipe back=Back::to(back.clone(), ME.title) place=Tab::Me>
            <p class="lead">{say(ME.wipe_what)}</p>
            <ul>
                {lines.map(|line| view! { <li>{line}</li> }).into_iter().collect_view()}
                <li>{say(ME.wipe_settings)}</li>
            </ul>
            <Note tone=Tone::Care>
                <p>{say(ME.wipe_no_back)}</p>
                {(profiles::all().len() > 1).then(|| view! { <p>{say(PROFILES.others_stay)}</p> })}
            </Note>
            <CardLink href=Place::Corner(Corner::Records).href() title=ME.wipe_copy_first icon=Icon::Copy/>
            {live(move || match sure.get() {
                false => view! { <Button label=ME.wipe_first on_press=move |()| sure.set(true)/> }.into_any(),
                true => view! {
                    <Card title=ME.wipe_sure>
                        <p>{say(ME.wipe_no_back)}</p>
                        <Actions>
                            <LinkButton label=COMMON.cancel href=Place::Me.href() kind=Kind::Primary/>
                            <Button label=ME.wipe_yes on_press=move |()| leptos::task::spawn_local(leave::wipe(boot, false)) icon=Icon::Trash/>
                        </Actions>
                    </Card>
                }.into_any(),
            })}
        </Page>
    }
}

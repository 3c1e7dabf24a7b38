//! Showing the community of another profile here too: offered in plain words, opened once, ended at any time.

use disk::vault::{LockKind, VaultError};
use engine::sync::Place;
use engine::sync::neighbour::Link;
use engine::sync::place::Corner;
use engine::words::Phrase;
use engine::words::device::LOCK;
use engine::words::overview::{NEIGHBOURS, OVERVIEW};
use leptos::prelude::*;

use super::overview::Read;
use super::parts::*;
use super::profiles::name;
use super::{language, live, say, say_all, say_with};
use crate::boot::neighbours::{self, Refused};
use crate::boot::profiles::{self, Profile};
use crate::boot::{boot, leave};
use crate::browser;
use crate::shell::shell;

/// The other profiles that are not shown here.
#[component]
pub fn Offers(read: Read, changed: Callback<String>) -> impl IntoView {
    live(move || {
        let read = read.get()?;
        let all = profiles::all();
        let shown = |one: &Profile| read.iter().any(|beside| beside.link.profile == one.number);
        let alone = all.len() == 1 && read.is_empty();
        let others = all.into_iter().filter(|one| one.number != profiles::current() && !shown(one));
        let offers: Vec<AnyView> =
            others.map(|profile| view! { <Offer profile=profile changed=changed/> }.into_any()).collect();
        if alone {
            let href = Place::Corner(Corner::Profiles).href();
            return Some(
                view! { <p>{say(OVERVIEW.alone)}</p> <LinkButton label=OVERVIEW.add href=href icon=Icon::Plus/> }
                    .into_any(),
            );
        }
        (!offers.is_empty()).then(|| view! { <Section title=NEIGHBOURS.title>{offers}</Section> }.into_any())
    })
}

/// One of them: a button, then what it means, then the secret where there is a lock.
#[component]
fn Offer(profile: Profile, changed: Callback<String>) -> impl IntoView {
    let asks = RwSignal::new(false);
    let titled = profile.clone();
    let label = say_with(NEIGHBOURS.show, move || vec![("name", name(&titled))]);
    live(move || match asks.get() {
        false => view! { <Button label=label on_press=move |()| asks.set(true) icon=Icon::Open/> }.into_any(),
        true => view! { <Ask number=profile.number label=label asks=asks changed=changed/> }.into_any(),
    })
}

#[component]
fn Ask(number: u32, label: Signal<String>, asks: RwSignal<bool>, changed: Callback<String>) -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    // Not known until it was looked at.
    let lock = RwSignal::new(None::<Option<LockKind>>);
    leptos::task::spawn_local(async move {
        let found = neighbours::lock_of(number).await;
        lock.try_set(Some(found));
    });
    let secret = RwSignal::new(String::new());
    let working = RwSignal::new(false);
    let said = RwSignal::new(None::<String>);
    let open = move |()| {
        let Some(locked) = lock.get_untracked() else { return };
        let typed = secret.get_untracked();
        if working.get_untracked() || (locked.is_some() && typed.trim().is_empty()) {
            return;
        }
        working.set(true);
        said.set(None);
        leptos::task::spawn_local(async move {
            // The key takes its time on purpose; first the page says so.
            leave::pause(50).await;
            let answer = neighbours::link(shell, number, locked.map(|_| typed.as_str())).await;
            working.try_set(false);
            match answer {
                Ok(()) => _ = changed.try_run(NEIGHBOURS.linked.get(language()).to_owned()),
                Err(refused) => {
                    secret.try_set(String::new());
                    said.try_set(Some(why(&refused)));
                }
            }
        });
    };
    let no_lock = move || boot.lock.get().is_none();
    view! {
        <Card title=label>
            <p>{say(NEIGHBOURS.means)}</p>
            <p>{say_all([NEIGHBOURS.one_way, NEIGHBOURS.until])}</p>
            <p>{say(NEIGHBOURS.ask_owner)}</p>
            {live(move || no_lock().then(|| view! { <Note tone=Tone::Care><p>{say(NEIGHBOURS.no_lock)}</p></Note> }))}
            {live(move || lock.get().flatten().map(|kind| {
                let label = if kind == LockKind::Passcode { LOCK.passcode } else { LOCK.words };
                view! { <PasscodeField label=label value=secret on_enter=Callback::new(open)/> }
            }))}
            <div role="status">
                {live(move || working.get().then(|| view! { <p class="quiet">{say(NEIGHBOURS.opening)}</p> }))}
                {live(move || said.get().map(|said| view! { <Note tone=Tone::Care><p>{said}</p></Note> }))}
            </div>
            <Actions>
                <Button label=NEIGHBOURS.yes on_press=open kind=Kind::Primary/>
                <Button label=NEIGHBOURS.no on_press=move |()| asks.set(false)/>
            </Actions>
        </Card>
    }
}

/// Why it did not open, in words.
fn why(refused: &Refused) -> String {
    let words = |phrase: Phrase| phrase.get(language()).to_owned();
    match refused {
        Refused::Nothing => words(NEIGHBOURS.nothing),
        Refused::NotSaved => words(NEIGHBOURS.not_saved),
        Refused::Lock(VaultError::Wrong { .. }) | Refused::Locked(_) => words(LOCK.wrong),
        Refused::Lock(VaultError::Wait { until }) => {
            let seconds = ((until - browser::now().ms).max(0) + 999) / 1000;
            LOCK.wait.fill(language(), &[("n", &seconds.to_string())])
        }
        Refused::Lock(_) => words(LOCK.not_now),
    }
}

/// Ends a link.
#[component]
pub fn Stop(link: Link, name: String, changed: Callback<String>) -> impl IntoView {
    let shell = shell();
    let label = say_with(NEIGHBOURS.stop, move || vec![("name", name.clone())]);
    let stop = move |()| {
        let link = link.clone();
        leptos::task::spawn_local(async move {
            let said = match neighbours::unlink(shell, &link).await {
                Ok(()) => NEIGHBOURS.stopped,
                Err(_) => NEIGHBOURS.not_saved,
            };
            _ = changed.try_run(said.get(language()).to_owned());
        });
    };
    view! { <Button label=label on_press=stop kind=Kind::Quiet/> }
}

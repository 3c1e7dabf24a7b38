//! What is wrong with the store, told as it is, with the one next step. Nothing new is ever begun silently.

use disk::vault::Missing;
use engine::words::Phrase;
use engine::words::device::{ME, TROUBLE};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::say;
use crate::boot::{Trouble, boot, leave};

/// Another tab writes.
#[component]
pub fn ElsewhereScreen() -> impl IntoView {
    let taking = RwSignal::new(false);
    let take = move |()| {
        if !taking.get_untracked() {
            taking.set(true);
            leptos::task::spawn_local(leave::take_over());
        }
    };
    view! {
        <Page title=TROUBLE.elsewhere>
            <p>{say(TROUBLE.elsewhere_why)}</p>
            <Button label=TROUBLE.take_over on_press=take kind=Kind::Primary/>
            <div role="status">{live(move || taking.get().then(|| view! { <p class="quiet">{say(TROUBLE.taking)}</p> }))}</div>
        </Page>
    }
}

/// The store can't be used as it is.
#[component]
pub fn TroubleScreen(
    /// Why.
    trouble: Trouble,
) -> impl IntoView {
    match trouble {
        Trouble::Partial(missing) => view! { <PartialScreen missing/> }.into_any(),
        Trouble::OtherKey => view! { <PartialScreen missing=vec![Missing::Keys] other_key=true/> }.into_any(),
        Trouble::NoStore => view! { <Blocked what=TROUBLE.no_store next=TROUBLE.no_store_do/> }.into_any(),
        Trouble::Newer => view! { <Blocked what=TROUBLE.newer next=TROUBLE.newer_do/> }.into_any(),
        Trouble::Hung => view! { <Blocked what=TROUBLE.hung next=TROUBLE.hung_do/> }.into_any(),
        Trouble::Full => view! { <Blocked what=TROUBLE.no_room next=TROUBLE.no_room_do/> }.into_any(),
        Trouble::Replaced => view! { <Blocked what=TROUBLE.replaced next=TROUBLE.replaced_do/> }.into_any(),
        Trouble::WipeHeld => view! { <Blocked what=ME.wiped next=ME.wipe_blocked/> }.into_any(),
    }
}

/// What happened, and the one next step, which ends in loading again.
#[component]
fn Blocked(what: Phrase, next: Phrase) -> impl IntoView {
    view! {
        <Page title=what>
            <p class="lead">{say(next)}</p>
            <Button label=TROUBLE.reload on_press=move |()| leave::load_again() kind=Kind::Primary/>
        </Page>
    }
}

/// Part of what was here is gone.
#[component]
fn PartialScreen(missing: Vec<Missing>, #[prop(optional)] other_key: bool) -> impl IntoView {
    let boot = boot();
    let said = |missing: Missing| match missing {
        Missing::Database => TROUBLE.partial_all,
        Missing::Keys if other_key => TROUBLE.key_other,
        Missing::Keys => TROUBLE.partial_keys,
        Missing::Marker => TROUBLE.partial_marker,
        Missing::Ops => TROUBLE.partial_rows,
        Missing::Summaries => TROUBLE.partial_lists,
    };
    // Without its key nothing opens; without a database there is nothing to open.
    let opens = !missing.iter().any(|gone| matches!(gone, Missing::Keys | Missing::Database));
    // A lost mark is nothing beside a lost key.
    let told = missing.into_iter().filter(|gone| opens || *gone != Missing::Marker);
    let lines: Vec<_> = told.map(|gone| view! { <li>{say(said(gone))}</li> }).collect();
    let sure = RwSignal::new(false);
    let working = RwSignal::new(false);
    let go_on = move |()| {
        if !working.get_untracked() {
            working.set(true);
            leptos::task::spawn_local(boot.go_on_with_rest());
        }
    };
    view! {
        <Page title=TROUBLE.title>
            <p class="lead">{say(TROUBLE.partial)}</p>
            <ul>{lines}</ul>
            <Note tone=Tone::Care><p>{say(TROUBLE.partial_do)}</p></Note>
            {opens.then(|| view! { <Button label=TROUBLE.go_on_rest on_press=go_on kind=Kind::Primary/> })}
            <Button label=TROUBLE.reload on_press=move |()| leave::load_again()/>
            {live(move || match sure.get() {
                false => view! { <Button label=TROUBLE.begin_new on_press=move |()| sure.set(true) kind=Kind::Quiet/> }.into_any(),
                true => view! {
                    <Card title=TROUBLE.begin_new>
                        <p>{say(TROUBLE.begin_what)}</p>
                        <p>{say(TROUBLE.begin_sure)}</p>
                        <Actions>
                            <Button label=COMMON.cancel on_press=move |()| sure.set(false) kind=Kind::Primary/>
                            <Button label=TROUBLE.begin_yes on_press=move |()| leptos::task::spawn_local(leave::wipe(boot, true)) icon=Icon::Trash/>
                        </Actions>
                    </Card>
                }.into_any(),
            })}
        </Page>
    }
}

//! Inviting somebody, or a second phone of one's own: a link, a picture to scan, a code, a file.

use engine::crypto::Invitation;
use engine::domain::Id;
use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::Phrase;
use engine::words::device::ME;
use engine::words::files::HAND_OUT;
use engine::words::screens::COMMON;
use engine::words::share::{INVITE, SHARE};
use leptos::prelude::*;
use relay::Role;

use super::parts::*;
use super::qr::Qr;
use super::share::role_words;
use super::share_list::day_and_time;
use super::{language, live, say, say_all, say_with};
use crate::browser;
use crate::sharing::deeds;
use crate::sharing::told::Relay;
use crate::shell::shell;

/// The page; `second`: for another phone of whoever holds this one.
#[component]
pub fn InviteScreen(second: bool) -> impl IntoView {
    let shell = shell();
    let made = RwSignal::new(None::<Invitation>);
    let failed = RwSignal::new(false);
    let role = RwSignal::new(None::<Role>);
    let options = Signal::derive(move || {
        let why = |role: Role| match role {
            Role::Peer => INVITE.peer_why,
            Role::Coordinator => INVITE.coordinator_why,
            Role::Supervisor => INVITE.supervisor_why,
            Role::Interviewer => INVITE.interviewer_why,
        };
        let option = |role: Role| {
            ChoiceOption::new(role.code().to_string(), role_words(role).get(language())).hint(why(role).get(language()))
        };
        [Role::Peer, Role::Coordinator, Role::Supervisor, Role::Interviewer].map(option).to_vec()
    });
    let make = move |role: Role| {
        failed.set(false);
        leptos::task::spawn_local(async move {
            // Who this phone belongs to; who just now holds it may be somebody else.
            let of = second.then(my_person).flatten();
            let invitation = deeds::invite(shell, role, of).await;
            failed.try_set(invitation.is_none());
            made.try_set(invitation);
        });
    };
    let my_role = || {
        crate::sharing::with(|courier| courier.share().access().of(courier.share().me()).map(|held| held.role))
            .flatten()
            .unwrap_or(Role::Peer)
    };
    let press = move |()| {
        let wanted = if second { Some(my_role()) } else { role.get_untracked() };
        wanted.into_iter().for_each(make);
    };
    let value = move || role.get().map(|role| role.code().to_string());
    let choose = move |code: String| role.set(code.parse().ok().and_then(Role::of_code));
    let title = if second { INVITE.second_title } else { INVITE.title };
    view! {
        <Page title=title back=Back::to(Place::Corner(Corner::Share).href(), SHARE.title) place=Tab::Me save=Signal::from(shell.saving)>
            <div role="status">
                {live(move || failed.get().then(|| view! {
                    <Note tone=Tone::Care><p>{say_all([INVITE.failed, INVITE.failed_do])}</p></Note>
                }))}
            </div>
            {live(move || match made.get() {
                Some(invitation) => view! {
                    <Made invitation/>
                    <Button label=INVITE.another on_press=move |()| made.set(None) kind=Kind::Quiet/>
                }.into_any(),
                None => view! {
                    {(!second).then(|| view! { <Choice label=INVITE.role options=options value=value on_change=choose/> })}
                    {live(move || (second || role.get().is_some()).then(|| view! {
                        <Button label=INVITE.make on_press=press kind=Kind::Primary icon=Icon::Plus/>
                    }))}
                }.into_any(),
            })}
        </Page>
    }
}

/// The person of this phone, as the community knows it.
fn my_person() -> Option<Id> {
    let person = crate::sharing::with(|courier| {
        courier.share().access().of(courier.share().me()).and_then(|held| Id::parse(held.person.as_deref()?))
    });
    person.flatten()
}

/// The invitation, in every way in which it can be passed on.
#[component]
fn Made(invitation: Invitation) -> impl IntoView {
    let shell = shell();
    let location = window().location();
    let base =
        format!("{}{}", location.origin().unwrap_or_default(), location.pathname().unwrap_or_else(|_| "/".to_owned()));
    let link = format!("{base}#{}", invitation.fragment());
    let until = invitation.until;
    let once = say_with(INVITE.once, move || vec![("time", day_and_time(until))]);
    let said = RwSignal::new(None::<Phrase>);
    let copy = move |text: String| {
        leptos::task::spawn_local(async move {
            let done = browser::copy(&text).await.is_ok();
            said.try_set(Some(if done { COMMON.copied } else { COMMON.copy_by_hand }));
        });
    };
    let sent = Memo::new(move |_| shell.sharing.with(|told| (told.relay, told.waits)));
    let out = HandOut::new();
    let save = move |()| {
        leptos::task::spawn_local(async move {
            let Some(file) = deeds::hand_file(shell).await else { return said.set(Some(ME.read_failed)) };
            let name = format!("tongban-{}.tongban", browser::now().today());
            out.give(Parcel::bytes(name, "application/octet-stream", &file)).await;
        });
    };
    let code: String = invitation.code();
    let grouped: Vec<String> =
        code.as_bytes().chunks(6).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    let (of_link, of_code) = (link.clone(), code.clone());
    let (sheet, of_sheet) = (shares_links(), link.clone());
    let copies = if sheet { Kind::Quiet } else { Kind::Primary };
    let send = move |()| {
        let link = of_sheet.clone();
        leptos::task::spawn_local(async move {
            let outcome = share_link(&link).await;
            said.try_set(outcome);
        });
    };
    view! {
        <p class="lead">{say(INVITE.show)}</p>
        <Qr text=link.clone() label=INVITE.picture/>
        <p>{once}</p>
        <p>{say(INVITE.who)}</p>
        <div role="status">
            {live(move || match sent.get() {
                (Relay::Here, 0) => view! { <Note tone=Tone::Ok><p>{say(INVITE.ready)}</p></Note> }.into_any(),
                // The file goes along then.
                (Relay::None | Relay::Full(_), _) => ().into_any(),
                _ => view! { <Note><p>{say(INVITE.not_ready)}</p></Note> }.into_any(),
            })}
            {live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}
        </div>
        <Actions>
            {sheet.then(|| view! { <Button label=HAND_OUT.send on_press=send kind=Kind::Primary icon=Icon::Share/> })}
            <Button label=INVITE.copy_link on_press=move |()| copy(of_link.clone()) kind=copies icon=Icon::Copy/>
            <Button label=INVITE.copy_code on_press=move |()| copy(of_code.clone())/>
        </Actions>
        <Section title=INVITE.code><p class="invitation-code" translate="no">{grouped.join(" ")}</p></Section>
        <Section title=SHARE.by_hand>
            <p>{say(INVITE.by_file)}</p>
            <Button label=SHARE.save_file on_press=save icon=Icon::Copy/>
            <HandedOut out saved=SHARE.file_saved/>
        </Section>
    }
}

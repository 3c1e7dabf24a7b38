//! Several phones: how it stands, who belongs, files from hand to hand; before that, setting it up.

use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::Phrase;
use engine::words::backup::{BACKUP, RESTORE};
use engine::words::device::ME;
use engine::words::share::{INVITE, SEES, SHARE};
use leptos::prelude::*;
use relay::rules::{Limit, MOST_BYTES, MOST_DEVICES};

use super::icon::Icon;
use super::parts::*;
use super::restore::halted;
use super::rooms::{Room, Rooms};
use super::share_list::Belongs;
use super::working::Working;
use super::{live, say, say_all, say_with};
use crate::aside::brings::End;
use crate::aside::{Halt, Progress};
use crate::browser;
use crate::sharing;
use crate::sharing::deeds::{self, Brought};
use crate::sharing::told::Relay;
use crate::shell::shell;

/// The page.
#[component]
pub fn ShareScreen() -> impl IntoView {
    let shell = shell();
    let on = Memo::new(move |_| shell.sharing.get().on || shell.local().shared);
    view! {
        <Page title=SHARE.title back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            {live(move || match on.get() {
                true => view! { <super::recover::TriedSheet/> <Shared/> }.into_any(),
                false => view! { <NotYet/> }.into_any(),
            })}
            <ul class="rows">
                <li><CardLink href=Place::Corner(Corner::Sees).href() title=SEES.title icon=Icon::Info/></li>
            </ul>
        </Page>
    }
}

#[component]
fn NotYet() -> impl IntoView {
    let shell = shell();
    let community = shell.community();
    let practice = Memo::new(move |_| community.with(|community| community.as_ref().is_some_and(|held| held.practice)));
    let nobody = Memo::new(move |_| shell.local().me.is_none());
    view! {
        <p class="lead">{say(SHARE.why)}</p>
        <p>{say(SHARE.sealed)}</p>
        {live(move || match (practice.get(), nobody.get()) {
            (true, _) => view! { <Note><p>{say(SHARE.practice)}</p></Note> }.into_any(),
            (_, true) => view! {
                <Note><p>{say(SHARE.need_me)}</p></Note>
                <LinkButton label=ME.title href=Place::Me.href()/>
            }.into_any(),
            _ => expect_context::<Rooms>().part(Room::Words(|shell, words| {
                Box::pin(async move { deeds::found(shell, words).await.is_some() })
            })),
        })}
    }
}

#[component]
fn Shared() -> impl IntoView {
    let shell = shell();
    let told = shell.sharing;
    let here = Memo::new(move |_| {
        shell.heard.track();
        told.with(|told| !matches!(told.relay, Relay::Gone | Relay::TooLate))
            && sharing::with(|courier| courier.share().belongs()) != Some(false)
    });
    let late = Memo::new(move |_| told.with(|told| told.relay == Relay::TooLate));
    view! {
        <HowItStands/>
        {live(move || late.get().then(|| view! { <p>{say(SHARE.too_late_words)}</p> <ByHand/> <OtherWays/> }))}
        {live(move || here.get().then(|| view! {
            <LinkButton label=SHARE.invite href=Place::Corner(Corner::Invite).href() kind=Kind::Primary icon=Icon::Plus/>
        }))}
        <Belongs/>
        {live(move || here.get().then(|| view! {
            <LinkButton label=SHARE.my_second href=Place::Corner(Corner::SecondPhone).href()/>
        }))}
        {live(move || (!late.get()).then(|| view! { <ByHand/> }))}
    }
}

/// What else somebody can do who came too late; wiping comes last.
#[component]
fn OtherWays() -> impl IntoView {
    view! {
        <Section title=SHARE.too_late_else>
            <p>{say_all([SHARE.too_late_new, SHARE.too_late_apart])}</p>
            <p>{say(SHARE.too_late_wipe)}</p>
            <div class="stack">
                <CardLink href=Place::Corner(Corner::Backup).href() title=BACKUP.title icon=Icon::Copy/>
                <CardLink href=Place::Corner(Corner::Wipe).href() title=ME.wipe icon=Icon::Trash/>
            </div>
        </Section>
    }
}

/// How it stands with the relay, in one or two lines.
#[component]
fn HowItStands() -> impl IntoView {
    let shell = shell();
    let told = shell.sharing;
    let line = move || match told.get().relay {
        _ if told.get().broken => (SHARE.broken, None, Tone::Care),
        Relay::Unknown => (SHARE.asking, None, Tone::Info),
        Relay::Here if told.get().waits > 0 => (SHARE.sending, None, Tone::Info),
        Relay::Here => (SHARE.here, Some(SHARE.here_more), Tone::Ok),
        Relay::Silent => (SHARE.silent, None, Tone::Info),
        Relay::None => (SHARE.none, None, Tone::Info),
        Relay::Founding => (SHARE.word_why, Some(SHARE.word_hint), Tone::Info),
        Relay::Gone => (SHARE.gone, Some(SHARE.gone_more), Tone::Care),
        Relay::TooLate => (SHARE.too_late, Some(SHARE.too_late_more), Tone::Care),
        Relay::Full(Limit::Devices) => (SHARE.full_phones, Some(SHARE.full_phones_do), Tone::Care),
        Relay::Full(_) => (SHARE.full, Some(SHARE.full_do), Tone::Care),
        Relay::Refuses => (SHARE.refuses, Some(SHARE.refuses_do), Tone::Care),
    };
    let most = move || match told.get().relay {
        Relay::Full(Limit::Devices) => vec![("n", MOST_DEVICES.to_string())],
        _ => vec![("n", (MOST_BYTES >> 20).to_string())],
    };
    let altered = Memo::new(move |_| told.with(|told| told.altered));
    let copied = Memo::new(move |_| {
        told.track();
        shell.heard.track();
        sharing::with(|courier| courier.share().twin_is_here()).unwrap_or_default()
    });
    let heard = move || {
        let told = told.get();
        let late = told.relay != Relay::Here;
        shell.heard.get().at.filter(|_| late).map(|heard| {
            let when = format!(
                "{} {}",
                browser::short_date(super::language(), browser::now().local(heard).date()),
                browser::clock_time(heard)
            );
            let words = say_with(SHARE.heard, move || vec![("time", when.clone())]);
            view! { <p class="quiet">{words}</p> }
        })
    };
    view! {
        <div role="status">
            {move || {
                let (line, more, tone) = line();
                view! { <Note tone=tone><p>{say_with(line, most)}</p>{more.map(|more| view! { <p>{say(more)}</p> })}</Note> }
            }}
            {live(move || altered.get().then(|| view! {
                <Note tone=Tone::Care><p>{say(SHARE.altered)}</p><p>{say(SHARE.altered_safe)}</p></Note>
            }))}
            <Waits/>
            {heard}
            {live(move || copied.get().then(|| view! { <p class="quiet">{say_all([SHARE.copied, SHARE.copied_do])}</p> }))}
        </div>
        {live(move || (told.get().relay == Relay::Founding).then(|| view! { <FoundingWord/> }))}
    }
}

/// What waits to be sent, in one quiet line.
#[component]
pub fn Waits() -> impl IntoView {
    let told = shell().sharing;
    let waits = Memo::new(move |_| {
        told.with(|told| match told.relay {
            // Where there is no relay, or none for this phone, nothing waits for one.
            Relay::Here | Relay::None | Relay::Gone | Relay::TooLate => 0,
            _ => told.waits,
        })
    });
    let many = say_with(SHARE.waits, move || vec![("n", waits.get().to_string())]);
    live(move || match waits.get() {
        0 => None,
        1 => Some(view! { <p class="quiet">{say(SHARE.waits_one)}</p> }.into_any()),
        _ => Some(view! { <p class="quiet">{many}</p> }.into_any()),
    })
}

#[component]
fn FoundingWord() -> impl IntoView {
    let shell = shell();
    let word = RwSignal::new(String::new());
    let send = move |()| {
        let word = word.get_untracked().trim().to_owned();
        leptos::task::spawn_local(deeds::founding_word(shell, word));
    };
    view! {
        <TextField label=SHARE.word value=word on_change=move |typed| word.set(typed) limit=200 />
        <Button label=SHARE.word_send on_press=send kind=Kind::Primary/>
    }
}

/// A file from hand to hand.
#[component]
fn ByHand() -> impl IntoView {
    let shell = shell();
    let said = RwSignal::new(Vec::<(Phrase, usize)>::new());
    let (out, progress) = (HandOut::new(), Progress::new());
    let save = move |()| {
        said.set(Vec::new());
        leptos::task::spawn_local(async move {
            let Some(file) = deeds::hand_file(shell).await else {
                said.try_set(vec![(engine::words::device::ME.read_failed, 0)]);
                return;
            };
            let name = format!("tongban-{}.tongban", browser::now().today());
            out.give(Parcel::bytes(name, "application/octet-stream", &file)).await;
        });
    };
    let take = move |event: leptos::ev::Event| {
        leptos::task::spawn_local(async move {
            let Some((_, file)) = browser::chosen_file(&event).await else { return };
            if progress.works() {
                return;
            }
            out.clear();
            said.try_set(Vec::new());
            let lines = match deeds::take_file(shell, &file, progress).await {
                Ok(Ok(Brought { end: End::Stopped, .. })) | Err(Halt::Stopped) => vec![(SHARE.brought_half, 0)],
                Ok(Ok(Brought { end: End::NotSaved, .. })) => vec![(RESTORE.not_saved, 0), (RESTORE.not_saved_do, 0)],
                Err(why) => {
                    let (what, do_next, _) = halted(why);
                    vec![(what, 0), (do_next, 0)]
                }
                Ok(Ok(brought)) => {
                    let refused = (brought.refused > 0).then_some((SHARE.brought_refused, brought.refused));
                    let new = if brought.new > 0 { SHARE.brought } else { SHARE.brought_nothing };
                    [(new, brought.new)].into_iter().chain(refused).collect()
                }
                Ok(Err(_)) => vec![(SHARE.file_wrong, 0), (SHARE.file_wrong_do, 0)],
            };
            said.try_set(lines);
        });
    };
    let lines = move || {
        let lines = said.get().into_iter().map(|(line, n)| {
            let line = say_with(line, move || vec![("n", n.to_string())]);
            view! { <p>{line}</p> }
        });
        lines.collect_view()
    };
    view! {
        <Section title=SHARE.by_hand>
            <p>{say_all([SHARE.by_hand_why, SHARE.by_hand_how])}</p>
            <div class="stack">
                <Button label=SHARE.save_file on_press=save icon=Icon::Copy/>
                <FileField label=say(SHARE.take_file) accept=".tongban,application/octet-stream" on_file=take/>
            </div>
            <Working progress=progress label=SHARE.taking goes_on=true/>
            <HandedOut out saved=SHARE.file_saved/>
            <div role="status">{lines}</div>
        </Section>
    }
}

/// The words of a role.
pub fn role_words(role: relay::Role) -> Phrase {
    match role {
        relay::Role::Coordinator => INVITE.coordinator,
        relay::Role::Peer => INVITE.peer,
        relay::Role::Supervisor => INVITE.supervisor,
        relay::Role::Interviewer => INVITE.interviewer,
    }
}

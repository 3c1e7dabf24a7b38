//! Setting the lock: a passcode, or five words that are written down and typed once.

use disk::vault::LockKind;
use engine::crypto::{five_words, normalise};
use engine::sync::Place;
use engine::words::device::{LOCK, ME, WELCOME};
use engine::words::screens::COMMON;
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::{language, say};
use crate::boot::{boot, leave};
use crate::shell::shell;

/// The fewest characters of a passcode.
const SHORTEST: usize = 4;
/// Minutes away after which the lock can close; 0 for never.
const AUTO: [u16; 5] = [2, 5, 15, 30, 0];

/// The screen about the lock.
#[component]
pub fn LockScreen() -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    let said = RwSignal::new(None::<Phrase>);
    let working = RwSignal::new(false);
    let changing = RwSignal::new(false);
    let taken_off = RwSignal::new(false);
    let set = move |(kind, secret): (LockKind, String)| {
        if working.get_untracked() {
            return;
        }
        working.set(true);
        leptos::task::spawn_local(async move {
            leave::pause(50).await;
            let set = boot.set_lock(shell, kind, &secret).await;
            said.try_set(set.is_err().then_some(LOCK.failed));
            changing.try_set(false);
            working.try_set(false);
        });
    };
    let remove = move |()| {
        leptos::task::spawn_local(async move {
            let removed = boot.remove_lock(shell).await;
            taken_off.try_set(removed.is_ok());
            said.try_set(removed.is_err().then_some(LOCK.failed));
        });
    };
    let lock_now = move |()| {
        leptos::task::spawn_local(async move {
            if !leave::lock(boot).await {
                said.try_set(Some(LOCK.unsaved));
            }
        });
    };
    let auto = Signal::derive(move || {
        let words = |minutes: u16| match minutes {
            0 => LOCK.auto_never.get(language()).to_owned(),
            minutes => LOCK.auto_minutes.fill(language(), &[("n", &minutes.to_string())]),
        };
        AUTO.map(|minutes| ChoiceOption::new(minutes.to_string(), words(minutes))).to_vec()
    });
    let after = move || Some(shell.local().auto_lock_minutes.to_string());
    let set_after =
        move |minutes: String| shell.set_local(|local| local.auto_lock_minutes = minutes.parse().unwrap_or(5));
    let is_set = Memo::new(move |_| boot.lock.get().is_some());
    let (on, off, removed) = (say(LOCK.on), say(LOCK.off), say(LOCK.removed));
    let state = move || match (is_set.get(), taken_off.get()) {
        (true, _) => on(),
        (false, true) => removed(),
        (false, false) => off(),
    };
    view! {
        <Page title=ME.lock back=Back::to(Place::Me.href(), ME.title) place=Tab::Me>
            <div role="status">
                <p class="lead">{state}</p>
                {live(move || working.get().then(|| view! { <p class="quiet">{say(LOCK.setting)}</p> }))}
                {live(move || said.get().map(|said| view! { <Note><p>{say(said)}</p></Note> }))}
            </div>
            {live(move || is_set.get().then(|| view! {
                <Button label=LOCK.lock_now on_press=lock_now kind=Kind::Primary icon=Icon::Lock/>
                <Choice label=LOCK.auto options=auto value=after on_change=set_after/>
                <Actions>
                    <Button label=COMMON.change on_press=move |()| { said.set(None); changing.set(true) }/>
                    <Button label=LOCK.remove on_press=remove/>
                </Actions>
            }))}
            {live(move || (!is_set.get() || changing.get()).then(|| view! { <ChooseLock on_secret=set/> }))}
        </Page>
    }
}

/// A secret to lock with: the honest words, then a passcode or five words.
#[component]
pub fn ChooseLock(
    /// What was chosen.
    #[prop(into)]
    on_secret: Callback<(LockKind, String)>,
) -> impl IntoView {
    let kind = RwSignal::new(None::<LockKind>);
    let options = Signal::derive(move || {
        let language = language();
        vec![
            ChoiceOption::new("passcode", WELCOME.with_passcode.get(language)).hint(WELCOME.lock_honest.get(language)),
            ChoiceOption::new("words", WELCOME.with_words.get(language)).hint(WELCOME.words_why.get(language)),
        ]
    });
    let value = move || kind.get().map(|kind| if kind == LockKind::Passcode { "passcode" } else { "words" }.to_owned());
    let choose =
        move |name: String| kind.set(Some(if name == "passcode" { LockKind::Passcode } else { LockKind::Words }));
    view! {
        <p>{say(WELCOME.lock_why)}</p>
        <Note tone=Tone::Care><p>{say(WELCOME.lock_forget)}</p></Note>
        <Choice label=LOCK.how options=options value=value on_change=choose/>
        {live(move || match kind.get() {
            None => ().into_any(),
            Some(LockKind::Passcode) => view! { <NewPasscode on_secret=on_secret/> }.into_any(),
            Some(LockKind::Words) => view! { <NewWords on_secret=on_secret/> }.into_any(),
        })}
    }
}

/// A passcode, typed twice.
#[component]
fn NewPasscode(on_secret: Callback<(LockKind, String)>) -> impl IntoView {
    let (first, again) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let problem = RwSignal::new((None::<Phrase>, None::<Phrase>));
    let told = move |phrase: Option<Phrase>| phrase.map(|phrase| phrase.get(language()).to_owned());
    let set = move |()| {
        let (typed, repeated) = (normalise(&first.get_untracked()), normalise(&again.get_untracked()));
        let found = match () {
            () if typed.chars().count() < SHORTEST => (Some(LOCK.short), None),
            () if typed != repeated => (None, Some(LOCK.differ)),
            () => (None, None),
        };
        problem.set(found);
        match found {
            (None, None) => on_secret.run((LockKind::Passcode, first.get_untracked())),
            (Some(_), _) => focus_field("passcode-new"),
            _ => focus_field("passcode-again"),
        }
    };
    let (short, differ) = (move || told(problem.get().0), move || told(problem.get().1));
    view! {
        <PasscodeField label=LOCK.new_passcode value=first problem=Signal::derive(short) fresh=true id="passcode-new"/>
        <PasscodeField label=LOCK.again value=again problem=Signal::derive(differ) fresh=true id="passcode-again" on_enter=Callback::new(set)/>
        <Button label=LOCK.set on_press=set kind=Kind::Primary icon=Icon::Lock/>
    }
}

/// Five words: shown, written down, typed once.
#[component]
fn NewWords(on_secret: Callback<(LockKind, String)>) -> impl IntoView {
    let boot = boot();
    let words = RwSignal::new(Vec::<String>::new());
    let tag = match boot.language.get_untracked() {
        Language::Chinese => "zh",
        Language::English => "en",
    };
    let draw = move || {
        leptos::task::spawn_local(async move {
            let mut random = [0; 7];
            disk::random(&mut random);
            let list = crate::library::fetch(&format!("words/{tag}.txt")).await.unwrap_or_default();
            if let Some(drawn) = five_words(&list, random) {
                words.try_set(drawn.to_vec());
            }
        });
    };
    draw();
    let written = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let differ = RwSignal::new(false);
    let set = move |()| {
        let secret = words.get_untracked().join(" ");
        let same = normalise(&typed.get_untracked()) == normalise(&secret);
        differ.set(!same);
        match same {
            true => on_secret.run((LockKind::Words, secret)),
            false => focus_field("words-typed"),
        }
    };
    let problem = move || differ.get().then(|| LOCK.words_differ.get(language()).to_owned());
    let show_again = move |()| {
        typed.set(String::new());
        differ.set(false);
        written.set(false);
    };
    move || {
        match written.get() {
        false => view! {
            <p>{say(LOCK.write_down)}</p>
            <ol class="words-to-write">{live(move || words.get().into_iter().map(|word| view! { <li>{word}</li> }).collect_view())}</ol>
            <Actions>
                <Button label=LOCK.written on_press=move |()| written.set(!words.with_untracked(Vec::is_empty)) kind=Kind::Primary/>
                <Button label=LOCK.draw_again on_press=move |()| draw()/>
            </Actions>
        }
        .into_any(),
        true => view! {
            <PasscodeField label=LOCK.type_words value=typed hint=LOCK.words_hint problem=Signal::derive(problem) fresh=true id="words-typed" on_enter=Callback::new(set)/>
            <Actions>
                <Button label=LOCK.set on_press=set kind=Kind::Primary icon=Icon::Lock/>
                <Button label=LOCK.see_again on_press=show_again/>
            </Actions>
        }
        .into_any(),
    }
    }
}

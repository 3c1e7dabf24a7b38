//! Setting sharing up: twelve recovery words, shown, written down, checked.

use engine::crypto::{RECOVERY_PREFIX, recovery_fragment, recovery_words};
use engine::words::Language;
use engine::words::share::{RECOVER, SHARE};
use leptos::prelude::*;

use super::parts::*;
use super::qr::Qr;
use super::recover::read;
use super::rooms::Founds;
use super::{language, live, say, say_with};
use crate::boot::boot;
use crate::shell::shell;

/// Which words of the paper are asked for.
const ASKED: [usize; 2] = [2, 8];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Page {
    Before,
    Shown,
    Check,
    Working,
}

/// From the first button to the end.
#[component]
pub fn SetUp(
    /// What founds the community with them.
    founds: Founds,
) -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    let page = RwSignal::new(Page::Before);
    let failed = RwSignal::new(false);
    let secret = StoredValue::new([0_u8; 16]);
    let words = RwSignal::new(Vec::<String>::new());
    let draw = move |()| {
        let tag = if boot.language.get_untracked() == Language::Chinese { "zh" } else { "en" };
        leptos::task::spawn_local(async move {
            let mut bytes = [0; 16];
            disk::random(&mut bytes);
            let list = crate::library::fetch(&format!("words/{tag}.txt")).await.unwrap_or_default();
            match recovery_words(&list, &bytes) {
                Some(drawn) => {
                    secret.set_value(bytes);
                    words.try_set(drawn);
                    page.try_set(Page::Shown);
                    focus_heading();
                }
                None => drop(failed.try_set(true)),
            }
        });
    };
    let finish = move || {
        page.set(Page::Working);
        failed.set(false);
        leptos::task::spawn_local(async move {
            crate::boot::leave::pause(50).await;
            if !founds(shell, secret.get_value()).await {
                failed.try_set(true);
                page.try_set(Page::Before);
            }
        });
    };
    let finish = Callback::new(move |()| finish());
    let print = move |()| drop(window().print());
    view! {
        <div role="status">
            {live(move || failed.get().then(|| view! { <Note tone=Tone::Care><p>{say(SHARE.failed)}</p></Note> }))}
            {live(move || (page.get() == Page::Working).then(|| view! { <p class="lead">{say(SHARE.working)}</p> }))}
        </div>
        {live(move || match page.get() {
            Page::Before => view! { <Button label=SHARE.set_up on_press=draw kind=Kind::Primary/> }.into_any(),
            Page::Working => ().into_any(),
            Page::Shown => view! {
                <Section title=SHARE.words_title>
                    <p>{say(SHARE.words_why)}</p>
                    <p>{say(SHARE.words_paper)}</p>
                    <ol class="words-to-write">{words.get().into_iter().map(|word| view! { <li>{word}</li> }).collect_view()}</ol>
                    <Note tone=Tone::Care><p>{say(SHARE.words_secret)}</p></Note>
                    <div class="sheet-code">
                        <p>{say(RECOVER.scan)}</p>
                        {
                            let (origin, path) = (window().location().origin(), window().location().pathname());
                            let fragment = recovery_fragment(&secret.get_value());
                            let link = format!("{}{}#{fragment}", origin.unwrap_or_default(), path.unwrap_or_default());
                            view! { <Qr text=link.clone() label=say(RECOVER.scan)/><p class="print-only" translate="no">{link}</p> }
                        }
                    </div>
                    <Actions>
                        <Button label=SHARE.written on_press=move |()| page.set(Page::Check) kind=Kind::Primary/>
                        <Button label=SHARE.print on_press=print icon=Icon::Print/>
                    </Actions>
                </Section>
            }.into_any(),
            Page::Check => view! {
                <CheckWords words=words.get_untracked() on_right=finish on_back=move |()| page.set(Page::Shown)/>
                <CheckSheet secret=secret.get_value() on_right=finish/>
            }.into_any(),
        })}
    }
}

/// Two of the words, from the paper.
#[component]
fn CheckWords(
    words: Vec<String>,
    #[prop(into)] on_right: Callback<()>,
    #[prop(into)] on_back: Callback<()>,
) -> impl IntoView {
    let typed = ASKED.map(|_| RwSignal::new(String::new()));
    let wrong = ASKED.map(|_| RwSignal::new(false));
    let fields = ASKED.map(|at| at).into_iter().zip(typed).zip(wrong).map(|((at, value), wrong)| {
        let label = say_with(SHARE.check_word, move || vec![("n", (at + 1).to_string())]);
        let problem = move || wrong.get().then(|| SHARE.check_wrong.get(language()).to_owned());
        view! {
            <TextField label=label value=value on_change=move |typed| value.set(typed) limit=40 problem=Signal::derive(problem) id=format!("word-{at}")/>
        }
    });
    let fields = fields.collect_view();
    let check = move |()| {
        crate::boot::leave::flush();
        let normal = |word: &str| engine::crypto::normalise(word);
        let mut right = true;
        for ((at, value), wrong) in ASKED.into_iter().zip(typed).zip(wrong).rev() {
            let same = normal(&value.get_untracked()) == normal(&words[at]);
            wrong.set(!same);
            if !same {
                focus_field(&format!("word-{at}"));
            }
            right &= same;
        }
        if right {
            on_right.run(());
        }
    };
    view! {
        <Section title=SHARE.check>
            {fields}
            <Actions>
                <Button label=SHARE.finish on_press=check kind=Kind::Primary/>
                <Button label=SHARE.see_again on_press=move |()| on_back.run(())/>
            </Actions>
        </Section>
    }
}

/// The printed sheet, scanned: its link opens on this very page, or is pasted.
#[component]
fn CheckSheet(secret: [u8; 16], #[prop(into)] on_right: Callback<()>) -> impl IntoView {
    let boot = boot();
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let check = move |code: String| {
        leptos::task::spawn_local(async move {
            let right = read(&code).await.is_ok_and(|scanned| scanned == secret);
            wrong.try_set(!right);
            if right {
                on_right.run(());
            }
        });
    };
    Effect::new(move |_| {
        let Some(code) = boot.invited.get().filter(|code| code.starts_with(RECOVERY_PREFIX)) else { return };
        boot.invited.set(None);
        check(code);
    });
    let press = move |()| {
        crate::boot::leave::flush();
        check(typed.get_untracked());
    };
    let problem = move || wrong.get().then(|| SHARE.sheet_wrong.get(language()).to_owned());
    view! {
        <details>
            <summary>{say(SHARE.sheet_scan)}</summary>
            <div class="stack">
                <p>{say(SHARE.sheet_how)}</p>
                <TextField label=SHARE.sheet_link value=typed on_change=move |text| typed.set(text) limit=300 problem=Signal::derive(problem) id="sheet"/>
                <Button label=SHARE.sheet_check on_press=press/>
            </div>
        </details>
    }
}

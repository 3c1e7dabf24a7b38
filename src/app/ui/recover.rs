//! Bringing everything back by the recovery words, on a phone where nothing is yet; and trying a printed sheet.

use engine::crypto::{NotWords, RECOVERY_PREFIX, read_sheet, recovery_keys};
use engine::sync::share::NotIn;
use engine::words::Language;
use engine::words::backup::RESTORE;
use engine::words::screens::COMMON;
use engine::words::share::{JOIN, RECOVER};
use leptos::prelude::*;
use relay::rules::Refusal;

use super::join::{WhatIsWrong, WhoAreYou, Wrong, opens, shut};
use super::parts::*;
use super::welcome::{Choices, Step};
use super::working::Working;
use super::{live, say, say_with};
use crate::aside::Progress;
use crate::boot::boot;
use crate::browser;
use crate::sharing::ask::NoAnswer;
use crate::sharing::come_in::{Beside, Door, Opens, Shut};
use crate::shell::shell;

/// Reads the words, or the code of the sheet.
pub async fn read(typed: &str) -> Result<[u8; 16], Wrong> {
    let mut lists = Vec::new();
    for language in Language::ALL {
        let tag = if language == Language::Chinese { "zh" } else { "en" };
        lists.push(crate::library::fetch(&format!("words/{tag}.txt")).await.unwrap_or_default());
    }
    let lists: Vec<&str> = lists.iter().map(String::as_str).collect();
    read_sheet(&lists, typed).map_err(|why| match why {
        NotWords::Count(many) => (RECOVER.count, RECOVER.look, many.to_string()),
        NotWords::Unknown(word) => (RECOVER.unknown, RECOVER.look, word),
        NotWords::Mistaken => (RECOVER.mistaken, RECOVER.look, String::new()),
        NotWords::CutOff(missing) => (JOIN.cut_off, JOIN.copy_again, missing.to_string()),
    })
}

/// The page of the first run.
#[component]
pub fn RecoverPage(choices: Choices) -> impl IntoView {
    let boot = boot();
    let door = RwSignal::new_local(None::<Door>);
    let wrong = RwSignal::new(None::<Wrong>);
    let progress = Progress::new();
    let typed = RwSignal::new(boot.invited.get_untracked().unwrap_or_default());
    let file = choices.file;
    let open = move || {
        if progress.works() {
            return;
        }
        wrong.set(None);
        leptos::task::spawn_local(async move {
            let opened = match read(&typed.get_untracked()).await {
                Err(why) => Err(why),
                Ok(words) => opens(Opens::Words(words), file.get_value(), choices.beside.get_value(), progress)
                    .await
                    .map_err(|why| stays_shut(&why)),
            };
            match opened {
                Ok(open) => {
                    door.try_set(Some(open));
                    focus_heading();
                }
                Err(why) => drop(wrong.try_set(Some(why))),
            }
        });
    };
    if !typed.get_untracked().is_empty() {
        open();
    }
    let press = move |()| {
        crate::boot::leave::flush();
        open();
    };
    let take = move |event: leptos::ev::Event| {
        leptos::task::spawn_local(async move {
            if let Some((_, bytes)) = browser::chosen_file(&event).await {
                let backup = is_backup(&bytes.subarray(0, HEAD).to_vec());
                file.set_value(Some(bytes));
                choices.beside.set_value(Beside::default());
                if backup {
                    return choices.step.set(Step::Restore);
                }
                if !typed.get_untracked().trim().is_empty() {
                    open();
                }
            }
        });
    };
    let back = move |()| {
        boot.invited.set(None);
        file.set_value(None);
        choices.beside.set_value(Beside::default());
        choices.step.set(Step::How);
    };
    view! {
        <Page title=RECOVER.title>
            <div role="status">
                <WhatIsWrong wrong=wrong/>
            </div>
            <Working progress=progress label=RECOVER.opening/>
            {live(move || match door.get() {
                Some(open) => {
                    let name = open.name.clone();
                    let found = say_with(RECOVER.found, move || vec![("name", name.clone())]);
                    let unsealed = open.kept;
                    let kept = say_with(RESTORE.kept, move || vec![("n", unsealed.to_string())]);
                    view! {
                        <p class="lead">{found}</p>
                        <p>{say(RECOVER.coordinator)}</p>
                        {(unsealed > 0).then(|| view! { <p>{kept}</p> })}
                        <WhoAreYou door=open wrong=wrong button=RECOVER.come choices/>
                        <Note><p>{say(RECOVER.lost)}</p></Note>
                    }.into_any()
                }
                None => view! {
                    <TextField label=RECOVER.words hint=RECOVER.hint value=typed on_change=move |text| typed.set(text) lines=true limit=2000 />
                    <div class="stack">
                        <Button label=RECOVER.open on_press=press kind=Kind::Primary/>
                        <FileField label=say(JOIN.with_file) accept=".tongban,.age,application/octet-stream" on_file=take/>
                    </div>
                }.into_any(),
            })}
            {live(move || (!choices.working.get()).then(|| view! { <Button label=COMMON.back on_press=back kind=Kind::Quiet icon=Icon::Back/> }))}
        </Page>
    }
}

/// So many bytes tell what a file is.
const HEAD: u32 = 64;

/// Whether the file is a backup, as bytes or as letters: another page opens it.
fn is_backup(file: &[u8]) -> bool {
    file.starts_with(b"age-encryption.org/") || file.starts_with(b"-----BEGIN AGE")
}

fn stays_shut(why: &Shut) -> Wrong {
    let (what, do_next) = match why {
        Shut::Not(NotIn::OtherCommunity) => (RECOVER.other, RECOVER.other_do),
        Shut::Not(NotIn::Used) | Shut::Relay(NoAnswer::Refused(Refusal::Gone)) => {
            (RECOVER.replaced, RECOVER.replaced_do)
        }
        Shut::Relay(NoAnswer::Refused(Refusal::NotKept | Refusal::Unsigned)) => (RECOVER.not_kept, RECOVER.not_kept_do),
        Shut::Relay(NoAnswer::NoRelay) => (JOIN.no_relay, RECOVER.not_kept_do),
        other => return shut(other),
    };
    (what, do_next, String::new())
}

/// Somebody scanned a printed sheet where the community is open: whether it is the right one.
#[component]
pub fn TriedSheet() -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    let said = RwSignal::new(None::<(engine::words::Phrase, Tone)>);
    Effect::new(move |_| {
        let Some(code) = boot.invited.get().filter(|code| code.starts_with(RECOVERY_PREFIX)) else { return };
        boot.invited.set(None);
        leptos::task::spawn_local(async move {
            // The courier may still be on its way.
            while shell.peek(|machine| machine.local().shared)
                && crate::sharing::with(|_| ()).is_none()
                && !shell.sharing.get_untracked().broken
            {
                crate::boot::leave::pause(50).await;
            }
            let right = read(&code).await.is_ok_and(|words| {
                let of = recovery_keys(&words).id();
                crate::sharing::with(|courier| courier.share().access().of(of).is_some_and(|held| !held.gone))
                    == Some(true)
            });
            said.try_set(Some(if right { (RECOVER.right, Tone::Ok) } else { (RECOVER.not_ours, Tone::Care) }));
        });
    });
    view! {
        <div role="status">
            {live(move || said.get().map(|(words, tone)| view! { <Note tone=tone><p>{say(words)}</p></Note> }))}
        </div>
    }
}

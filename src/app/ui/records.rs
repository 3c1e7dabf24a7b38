//! Where the records are: what the browser promised, the room they take, and a copy that leaves the phone.

use disk::space::{Space, ask_to_keep, space};
use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::Phrase;
use engine::words::backup::BACKUP;
use engine::words::device::{ME, TROUBLE};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::live;
use super::manual::InManual;
use super::parts::*;
use super::working::Working;
use super::{say, say_all, say_with};
use crate::aside::tasks::Task;
use crate::aside::{self, Halt, Progress};
use crate::backing::stored_here;
use crate::boot::{boot, leave};
use crate::browser;
use crate::shell::{Shell, shell};

const DAY: i64 = 24 * 3_600_000;

/// "Where are my records?"
#[component]
pub fn RecordsScreen() -> impl IntoView {
    let shell = shell();
    let room = RwSignal::new(None::<Space>);
    let refused = RwSignal::new(false);
    let look = move || leptos::task::spawn_local(async move { _ = room.try_set(Some(space().await)) });
    look();
    let ask = move |()| {
        leptos::task::spawn_local(async move {
            refused.try_set(ask_to_keep().await != Some(true));
            look();
        });
    };
    let kept = Memo::new(move |_| room.get().map(|room| room.kept == Some(true)));
    let used = say_with(ME.space, move || {
        let room = room.get().unwrap_or_default();
        vec![("used", size(room.used.unwrap_or_default())), ("all", size(room.allowed.unwrap_or_default()))]
    });
    let unknown = say(ME.space_unknown);
    let space_line = move || {
        room.get().map(|room| match room.used.and(room.allowed) {
            Some(_) => used.get(),
            None => unknown().to_owned(),
        })
    };
    view! {
        <Page title=ME.records back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p class="lead">{say(ME.here)}</p>
            <p>{say_all([ME.here_only, COMMON.who_sees])}</p>
            {live(move || kept.get().map(|kept| match kept {
                true => view! { <Note tone=Tone::Ok><p>{say(ME.persisted)}</p></Note> }.into_any(),
                false => view! {
                    <Note tone=Tone::Care><p>{say(ME.not_persisted)}</p></Note>
                    <Button label=ME.ask_persist on_press=ask/>
                }.into_any(),
            }))}
            <div role="status">
                {live(move || (refused.get() && kept.get() == Some(false)).then(|| view! { <p>{say(ME.persist_no)}</p> }))}
            </div>
            <p class="quiet">{space_line}</p>
            <ul class="rows"><li><CardLink href=Place::Corner(Corner::Backup).href() title=BACKUP.title icon=Icon::Lock/></li></ul>
            <super::backup::IsDue/>
            <Copies/>
            <InManual page="your_records"/>
        </Page>
    }
}

/// The copies that left the phone, and the next one.
#[component]
fn Copies() -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    let progress = Progress::new();
    let said = RwSignal::new(None::<Phrase>);
    let by_hand = RwSignal::new(None::<String>);
    let (never, today) = (say(ME.copy_never), say(ME.copy_today));
    let days = Memo::new(move |_| shell.local().last_copy.map(|last| ((browser::now().ms - last) / DAY).max(0)));
    let days_ago = say_with(ME.copy_days, move || vec![("n", days.get().unwrap_or_default().to_string())]);
    let last = move || match days.get() {
        None => never().to_owned(),
        Some(0) => today().to_owned(),
        Some(_) => days_ago.get(),
    };
    // `as_file`, or else through the clipboard, for browsers that save no files.
    let save = move |as_file: bool| {
        if progress.works() {
            return;
        }
        progress.begin();
        said.set(None);
        leave::flush();
        let task = Task::Copy(stored_here(shell), boot.language.get_untracked());
        leptos::task::spawn_local(async move {
            leave::saved(shell).await;
            let outcome = match as_file {
                true => saved(shell, &task, progress).await,
                false => copied(shell, &task, progress, by_hand).await,
            };
            let outcome = outcome.unwrap_or_else(|why| match why {
                Halt::Stopped => BACKUP.stopped,
                Halt::Missing => TROUBLE.rooms_do,
                Halt::Broken => ME.read_failed,
            });
            said.try_set(Some(outcome));
        });
    };
    view! {
        <Section title=ME.copy_now>
            <p>{last}</p>
            <p>{say(ME.copy_why)}</p>
            <Note tone=Tone::Care><p>{say(ME.copy_warn)}</p></Note>
            <Actions>
                <Button label=ME.copy_now on_press=move |()| save(true) kind=Kind::Primary icon=Icon::Copy/>
                <Button label=ME.copy_text on_press=move |()| save(false)/>
            </Actions>
            <Working progress label=ME.copy_working/>
            <div role="status">
                {live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}
            </div>
            {live(move || by_hand.get().map(|text| view! { <pre class="copy-by-hand" tabindex="0">{text}</pre> }))}
        </Section>
    }
}

/// The copy as a file.
async fn saved(shell: Shell, task: &Task, progress: Progress) -> Result<Phrase, Halt> {
    let (_, file, _) = aside::makes(task, &[], "text/plain", progress).await?;
    let name = format!("tongban-{}.txt", browser::now().today());
    Ok(handed(shell, Parcel::made(name, file).save().is_ok(), ME.copy_saved, ME.copy_failed))
}

/// The copy by the clipboard, or else as a text that stands there.
async fn copied(
    shell: Shell,
    task: &Task,
    progress: Progress,
    by_hand: RwSignal<Option<String>>,
) -> Result<Phrase, Halt> {
    let (_, files) = aside::does(task, &[], progress).await?;
    let text = files.first().ok_or(Halt::Broken)?.to_vec();
    let text = String::from_utf8_lossy(&text).into_owned();
    let copied = browser::copy(&text).await.is_ok();
    by_hand.try_set((!copied).then_some(text));
    Ok(handed(shell, copied, COMMON.copied, COMMON.copy_by_hand))
}

/// Notes that a copy left, if it did; answers with what to say.
fn handed(shell: Shell, left: bool, yes: Phrase, no: Phrase) -> Phrase {
    if left {
        let now = browser::now().ms;
        shell.set_local(|local| local.last_copy = Some(now));
    }
    if left { yes } else { no }
}

/// Bytes in words.
pub fn size(bytes: f64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    let steps = (bytes.max(1024.0).log(1024.0) as usize).clamp(1, UNITS.len());
    format!("{:.1} {}", bytes / 1024_f64.powi(steps as i32), UNITS[steps - 1])
}

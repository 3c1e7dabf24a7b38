//! Where the records are: what the browser promised, the room they take, and a copy that leaves the phone.

use disk::space::{Space, ask_to_keep, space};
use disk::{StoreError, Table};
use engine::domain::emergency::EmergencyEvent;
use engine::domain::session::Session;
use engine::domain::{Kind as Document, order};
use engine::export::{Setting, copy};
use engine::merge::{follow_up, read};
use engine::sync::Place;
use engine::sync::place::Corner;
use engine::sync::reread::reread;
use engine::words::Phrase;
use engine::words::backup::BACKUP;
use engine::words::device::ME;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::live;
use super::manual::InManual;
use super::parts::*;
use super::{say, say_with};
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
            <p>{say(ME.here_only)}" "{say(COMMON.who_sees)}</p>
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
    let working = RwSignal::new(false);
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
        if working.get_untracked() {
            return;
        }
        working.set(true);
        said.set(None);
        leave::flush();
        let language = boot.language.get_untracked();
        leptos::task::spawn_local(async move {
            leave::pause(50).await;
            let outcome = match written(shell, language).await {
                Err(_) => ME.read_failed,
                Ok(text) if as_file => {
                    let name = format!("tongban-{}.txt", browser::now().today());
                    handed(shell, browser::download(&name, &text).is_ok(), ME.copy_saved, ME.copy_failed)
                }
                Ok(text) => {
                    let copied = browser::copy(&text).await.is_ok();
                    by_hand.try_set((!copied).then_some(text));
                    handed(shell, copied, COMMON.copied, COMMON.copy_by_hand)
                }
            };
            said.try_set(Some(outcome));
            working.try_set(false);
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
            <div role="status">
                {live(move || working.get().then(|| view! { <p class="quiet">{say(ME.copy_working)}</p> }))}
                {live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}
            </div>
            {live(move || by_hand.get().map(|text| view! { <pre class="copy-by-hand" tabindex="0">{text}</pre> }))}
        </Section>
    }
}

/// Notes that a copy left, if it did; answers with what to say.
fn handed(shell: Shell, left: bool, yes: Phrase, no: Phrase) -> Phrase {
    if left {
        let now = browser::now().ms;
        shell.set_local(|local| local.last_copy = Some(now));
    }
    if left { yes } else { no }
}

/// Everything as one text.
async fn written(shell: Shell, language: engine::words::Language) -> Result<String, StoreError> {
    let read = shell.store().read(Table::Ops, "").await?;
    let rows: Vec<_> = read.rows.into_iter().map(|row| (row.key, row.bytes)).collect();
    let all = reread(&rows);
    let now = browser::now();
    let of = |kind| all.documents.iter().filter(move |document| document.id().kind() == kind);
    let mut sessions: Vec<_> = of(Document::Session).map(|document| read::session(document, &now)).collect();
    order::sort(&mut sessions, |a, b| (a.plan.date, a.plan.start).cmp(&(b.plan.date, b.plan.start)));
    let Some(community) = of(Document::Community).map(read::community).next() else { return Ok(String::new()) };
    let alias = |id: &engine::domain::Id| shell.peek(|machine| machine.alias(id)).unwrap_or_default();
    let setting = Setting { language, community: &community, alias: &alias, now };
    let followed = |session: &Session, event: &EmergencyEvent| {
        let document = all.documents.iter().find(|document| *document.id() == session.id);
        document.map(|document| follow_up(document, &event.id)).unwrap_or_default()
    };
    Ok(copy::copy(&setting, &sessions, &followed, &rows, all.unread.len() + read.damaged.len()))
}

/// Bytes in words.
pub fn size(bytes: f64) -> String {
    const UNITS: [&str; 4] = ["KB", "MB", "GB", "TB"];
    let steps = (bytes.max(1024.0).log(1024.0) as usize).clamp(1, UNITS.len());
    format!("{:.1} {}", bytes / 1024_f64.powi(steps as i32), UNITS[steps - 1])
}

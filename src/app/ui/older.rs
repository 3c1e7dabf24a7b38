//! Bringing in sessions from before the app: the empty table, the file, what it says row by row, and bringing it in. Tables are read aside.

use std::sync::Arc;

use engine::export::older::{NotATable, template};
use engine::sync::{Event, Place};
use engine::words::Phrase;
use engine::words::backup::RESTORE;
use engine::words::device::TROUBLE;
use engine::words::files::OLDER;
use engine::words::person::IMPORT;
use engine::words::screens::{COMMON, SESSIONS};
use leptos::prelude::*;

use super::book::bring;
use super::parts::*;
use super::working::{NotDone, Working};
use super::{language, live, many, say, say_all, say_with};
use crate::aside::brings::{Brings, End, takes_back};
use crate::aside::older::{Asks, Found, Line};
use crate::aside::tasks::Task;
use crate::aside::{self, File, Halt, Progress};
use crate::backing;
use crate::browser;
use crate::shell::{Shell, shell};

/// Documents up to which a table can be taken back.
const UNDONE: u64 = 250;

/// What a table says, or that it is none.
type Said = Result<Arc<Found>, NotATable>;

async fn read(
    shell: Shell,
    file: &File,
    asks: Asks,
    progress: Progress,
) -> Result<(serde_json::Value, Vec<File>), Halt> {
    backing::settles(shell, false).await?;
    aside::does(&Task::Older(backing::stored_here(shell), asks), std::slice::from_ref(file), progress).await
}

/// Why nothing came of reading a table.
fn halted(why: Halt) -> Phrase {
    match why {
        Halt::Stopped => RESTORE.stopped,
        Halt::Missing => TROUBLE.rooms_do,
        Halt::Broken => RESTORE.store,
    }
}

/// Brings it in; answers with how many sessions came, and what to say where that is not all.
async fn brings(shell: Shell, file: &File, adds: bool, progress: Progress) -> (usize, Vec<Phrase>) {
    let (said, pieces) = match read(shell, file, Asks { adds, looks: None }, progress).await {
        Ok(read) => read,
        Err(Halt::Stopped) => return (0, vec![OLDER.stopped]),
        Err(why) => return (0, vec![halted(why)]),
    };
    let undone = said.as_u64().is_some_and(|all| all <= UNDONE);
    let stores = Brings::Pieces(backing::stored_here(shell), undone);
    let Ok(bring) = bring().await else { return (0, vec![TROUBLE.rooms_do]) };
    let (said, back) = match (bring.lends)(shell, stores, pieces, progress).await {
        Ok(said) => said,
        Err(Halt::Stopped) => return (0, vec![OLDER.stopped]),
        Err(Halt::Missing) => return (0, vec![TROUBLE.rooms_do]),
        Err(Halt::Broken) => return (0, vec![RESTORE.broke, RESTORE.store_do]),
    };
    if let Some(edits) = takes_back(&back) {
        shell.step(Event::Undoable(edits, COMMON.changed));
    }
    let wrong = match End::read(&said[1]) {
        Some(End::Whole) => Vec::new(),
        Some(End::Stopped) => vec![OLDER.stopped],
        Some(End::NotSaved) => vec![RESTORE.not_saved, RESTORE.not_saved_do],
        None => vec![RESTORE.broke],
    };
    (said[0].as_u64().unwrap_or_default() as usize, wrong)
}

/// The page.
#[component]
pub fn OlderScreen() -> impl IntoView {
    let shell = shell();
    let (file, turn) = (RwSignal::new_local(None::<File>), RwSignal::new(0_u32));
    let adds = RwSignal::new(true);
    // Both outlast the page: whoever comes back sees how far it is, or what came of it.
    let (taken, progress) = (shell.brought, shell.bringing);
    on_cleanup(move || {
        if !progress.works() {
            taken.try_set(None);
        }
    });
    let found = RwSignal::new(None::<Result<Said, Halt>>);
    let reading = Progress::new();
    // Read anew where another file is chosen, or the answer about people, or the language.
    let wanted = Memo::new(move |_| {
        (turn.get(), file.with(Option::is_some), Asks { adds: adds.get(), looks: Some(language()) })
    });
    let look = async move |(_, _, asks): (u32, bool, Asks)| {
        found.try_set(None);
        match file.try_get_untracked().flatten() {
            Some(file) => {
                read(shell, &file, asks, reading).await.map(|(said, _)| Some(Found::read(&said).map(Arc::new)))
            }
            None => Ok(None),
        }
    };
    aside::follows(wanted, reading, look, move |said| drop(found.try_set(said.transpose())));
    let choose = move |event: leptos::ev::Event| {
        taken.set(None);
        leptos::task::spawn_local(async move {
            if let Some(chosen) = browser::chosen_table(&event).await {
                adds.try_set(true);
                file.try_set(Some(chosen));
                turn.try_update(|turn| *turn = turn.wrapping_add(1));
            }
        });
    };
    let retry = Callback::new(move |()| turn.update(|turn| *turn = turn.wrapping_add(1)));
    let out = HandOut::new();
    let give_template = move |()| {
        let language = language();
        let name =
            if language == engine::words::Language::Chinese { "以前的活动.csv" } else { "older-sessions.csv" };
        out.send(Parcel::text(name, "text/csv", template(language)));
    };
    let take = Callback::new(move |()| {
        let Some(chosen) = file.get_untracked().filter(|_| !progress.works()) else { return };
        let adds = adds.get_untracked();
        taken.set(None);
        progress.begin();
        leptos::task::spawn_local(async move {
            let outcome = brings(shell, &chosen, adds, progress).await;
            progress.end();
            taken.try_set(Some(outcome));
            file.try_set(None);
        });
    });
    let comes = Memo::new(move |_| progress.far().is_some());
    view! {
        <Page title=OLDER.title back=Back::to("#/sessions", SESSIONS.title) place=Tab::Sessions save=Signal::from(shell.saving)>
            <p>{say_all([OLDER.intro, IMPORT.excel])}</p>
            <p>{say_all([OLDER.needed, OLDER.how])}</p>
            <Button label=IMPORT.template on_press=give_template/>
            <HandedOut out/>
            // While it comes in nothing else is chosen.
            {live(move || (!comes.get()).then(|| view! {
                <FileField label=say(IMPORT.choose) accept=".csv,.txt,.tsv,text/csv,text/plain" on_file=choose/>
                <p class="quiet">{say_all([IMPORT.nothing_yet, OLDER.closed])}</p>
                {live(move || found.get().map(|found| match found {
                    Err(why) => view! { <NotDone why=halted(why) retry/> }.into_any(),
                    Ok(Err(why)) => view! { <NotRead why/> }.into_any(),
                    Ok(Ok(found)) => view! { <WhatIsIn found adds take/> }.into_any(),
                }))}
            }))}
            <Working progress=reading label=OLDER.reading/>
            <Working progress=progress label=RESTORE.taking goes_on=true/>
            <div role="status">
                {live(move || taken.get().map(|(n, short)| {
                    let tone = if short.is_empty() { Tone::Ok } else { Tone::Care };
                    let why = short.into_iter().map(|why| view! { <p>{say(why)}</p> }).collect_view();
                    view! { <Note tone=tone><p>{many(n, OLDER.taken_one, OLDER.taken)}</p>{why}</Note> }
                }))}
            </div>
            {live(move || taken.get().map(|_| view! { <LinkButton label=SESSIONS.title href=Place::Sessions.href()/> }))}
        </Page>
    }
}

/// Nothing in the file is a table of sessions.
#[component]
fn NotRead(why: NotATable) -> impl IntoView {
    let column = (why == NotATable::NoDayColumn).then(|| view! { <p>{say(OLDER.no_day_column)}</p> });
    view! {
        <Note tone=Tone::Care><p role="alert">{say(OLDER.not_read)}</p>{column}<p>{say(IMPORT.not_read_do)}</p></Note>
    }
}

/// What would come, and what is wrong with the rest.
#[component]
fn WhatIsIn(found: Arc<Found>, adds: RwSignal<bool>, take: Callback<()>) -> impl IntoView {
    let ((good, sessions), (bad, faults)) = (found.good.clone(), found.bad.clone());
    let here = found.here;
    let lead =
        if good == 0 { OLDER.nothing.get(language()).to_owned() } else { many(good, OLDER.found_one, OLDER.found) };
    let is_here = (here > 0).then(|| view! { <p>{many(here, OLDER.here_one, OLDER.here)}</p> });
    let more = more(bad, faults.len());
    let problems = (bad > 0).then(|| {
        let rows = faults.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
        view! {
            <Note tone=Tone::Care>
                <p>{many(bad, OLDER.bad_one, OLDER.bad)}</p><ul>{rows}</ul><p>{more}</p><p>{say(OLDER.rows_stay)}</p>
            </Note>
        }
    });
    let words = if bad > 0 { OLDER.take_good } else { OLDER.take };
    let label = words.fill(language(), &[("n", &good.to_string())]);
    let button = (good > 0).then(|| view! { <Button label=label on_press=take kind=Kind::Primary/> });
    let list = (good > 0).then(|| view! { <Coming all=good sessions/> });
    let asks = found.unknown.then(|| view! { <Unknown people=found.people.clone() adds/> });
    let named = |phrase: Phrase, names: &[String]| {
        let names = super::say::list(&names.iter().map(String::as_str).collect::<Vec<_>>());
        (!names.is_empty()).then(|| view! { <p>{phrase.fill(language(), &[("names", &names)])}</p> })
    };
    let [venues, formats] = &found.names;
    view! {
        <p class="lead" role="status">{lead}</p>
        {is_here}
        {problems}
        {asks}
        {named(OLDER.new_venues, venues)}
        {named(OLDER.new_formats, formats)}
        {list}
        {button}
    }
}

/// How many more there are than are listed.
fn more(all: usize, listed: usize) -> Option<String> {
    (all > listed).then(|| OLDER.more_rows.fill(language(), &[("n", &(all - listed).to_string())]))
}

fn rows(lines: Vec<Line>) -> impl IntoView {
    lines.into_iter().map(|(name, state)| view! { <PersonRow name state/> }).collect_view()
}

/// People whom nobody knows here, and what becomes of them.
#[component]
fn Unknown(people: Vec<Line>, adds: RwSignal<bool>) -> impl IntoView {
    let new = people.len();
    let list = (new > 0).then(|| {
        let title = say_with(OLDER.new_people, move || vec![("n", new.to_string())]);
        view! { <details open=new <= 10><summary>{title}</summary><PersonList>{rows(people)}</PersonList></details> }
    });
    let options = Signal::derive(move || {
        vec![
            ChoiceOption::new("yes", OLDER.adds_yes.get(language())),
            ChoiceOption::new("no", OLDER.adds_no.get(language())),
        ]
    });
    let value = move || Some(if adds.get() { "yes" } else { "no" }.to_owned());
    view! {
        {list}
        <Choice label=OLDER.adds options=options value=value on_change=move |which: String| adds.set(which == "yes")/>
    }
}

/// The sessions that would come, the first ones of many.
#[component]
fn Coming(all: usize, sessions: Vec<Line>) -> impl IntoView {
    let more = more(all, sessions.len());
    view! { <details><summary>{say(OLDER.sessions)}</summary><PersonList>{rows(sessions)}</PersonList><p>{more}</p></details> }
}

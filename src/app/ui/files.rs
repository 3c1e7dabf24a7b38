//! The tables behind the reports, as files for a spreadsheet or a statistics program; and what is in them, before they leave.

use engine::report::Few;
use engine::report::tables::{Naming, SCHEMA};
use engine::sync::Place;
use engine::words::Phrase;
use engine::words::backup::{BACKUP, RESTORE};
use engine::words::device::TROUBLE;
use engine::words::report::REPORTS;
use engine::words::tables::{FILES, TITLES};
use leptos::html::Div;
use leptos::prelude::*;

use super::parts::*;
use super::reports::{Choosing, Chosen, SampleNote};
use super::working::Working;
use super::{language, live, say, say_with};
use crate::aside::sheets::{self, Asks, Inside, Kind as File, Told, Whose};
use crate::aside::tasks::Task;
use crate::aside::{self, Halt, Progress};
use crate::backing::stored_here;
use crate::boot::{leave, neighbours};
use crate::shell::{Shell, shell};
use crate::{browser, library};

/// Whose records are counted, as they are stored; and the files that are needed for it.
async fn whose(shell: Shell, sample: bool) -> Result<(Whose, Vec<aside::File>), Halt> {
    if sample {
        let ideas = library::ideas_as_text().await;
        return Ok((Whose::Sample, ideas.iter().map(|text| aside::File::from(text.as_bytes())).collect()));
    }
    leave::flush();
    if !leave::saved(shell).await {
        return Err(Halt::Broken);
    }
    Ok((Whose::Stored(stored_here(shell), neighbours::stored(shell).await), Vec::new()))
}

/// What would be in a file.
async fn looks(shell: Shell, (sample, asks): (bool, Asks), progress: Progress) -> Result<Inside, Halt> {
    let (whose, files) = whose(shell, sample).await?;
    let (said, _) = aside::does(&Task::Sheets(whose, asks, None), &files, progress).await?;
    Ok(Inside::read(&said))
}

/// Makes a file, aside; and tells how many in it stand in small groups.
async fn makes(
    shell: Shell,
    (sample, asks): (bool, Asks),
    file: File,
    progress: Progress,
) -> Result<(Parcel, Few), Halt> {
    let (whose, files) = whose(shell, sample).await?;
    let task = Task::Sheets(whose, asks, Some(file));
    let day = browser::now().today();
    let name = |ending: &str| format!("tongban-{day}.{ending}");
    let text =
        |bytes: Option<&aside::File>| String::from_utf8(bytes.ok_or(Halt::Broken)?.to_vec()).map_err(|_| Halt::Broken);
    if let File::Workbook = file {
        let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
        let (said, workbook, sessions) = aside::makes(&task, &files, kind, progress).await?;
        let parcel = Parcel::made(name("xlsx"), workbook);
        // Where no file can be had, the sessions can be copied as text.
        let parcel = if saves_files() { parcel } else { parcel.or_text(text(sessions.first())?) };
        return Ok((parcel, sheets::few(&said)));
    }
    let (said, files) = aside::does(&task, &files, progress).await?;
    let (name, kind) = match file {
        File::Csv(table) => (format!("tongban-{table}-{day}.csv"), "text/csv"),
        _ => (name("json"), "application/json"),
    };
    let parcel = Parcel::text(name, kind, text(files.first())?);
    Ok((parcel, sheets::few(&said)))
}

/// Why nothing came of it.
fn halted(why: Halt) -> Phrase {
    match why {
        Halt::Stopped => BACKUP.stopped,
        Halt::Missing => TROUBLE.rooms_do,
        Halt::Broken => RESTORE.broke,
    }
}

/// The page.
#[component]
pub fn FilesScreen() -> impl IntoView {
    let shell = shell();
    let chosen = Chosen::signal();
    let naming = RwSignal::new(Naming::Codes);
    // Codes stand in a fresh order each time.
    let key = browser::now().entropy;
    let (out, said) = (HandOut::new(), RwSignal::new(None::<Phrase>));
    let (progress, look) = (Progress::new(), Progress::new());
    let asks = RwSignal::new_local(None::<(Parcel, Few)>);
    let wanted = Memo::new(move |_| {
        let (chosen, language, naming) = (chosen.get(), language(), naming.get());
        (chosen.sample, Asks { filter: chosen.filter(), language, naming, key })
    });
    // What stands open stays open while it is looked anew.
    let inside = RwSignal::new(None::<Inside>);
    let looked = move |wanted: (bool, Asks)| looks(shell, wanted, look);
    aside::follows(wanted, look, looked, move |found| match found {
        Ok(found) => drop(inside.try_set(Some(found))),
        Err(why) => drop(said.try_set(Some(halted(why)))),
    });
    let found = Memo::new(move |_| inside.with(|inside| inside.as_ref().map(|inside| !inside.tables.is_empty())));
    let choices = Signal::derive(move || {
        let words = [FILES.codes, FILES.words, FILES.names];
        let option = |(naming, words): (Naming, Phrase)| ChoiceOption::new(naming.slug(), words.get(language()));
        Naming::ALL.into_iter().zip(words).map(option).collect::<Vec<_>>()
    });
    let clear = move || {
        out.clear();
        asks.set(None);
        said.set(None);
    };
    let choose = move |which: String| {
        clear();
        naming.set(Naming::ALL.into_iter().find(|naming| naming.slug() == which).unwrap_or_default());
    };
    let press = move |file: File| {
        if progress.works() {
            return;
        }
        clear();
        progress.begin();
        let now = wanted.get_untracked();
        leptos::task::spawn_local(async move {
            let made = makes(shell, now, file, progress).await;
            progress.end();
            match made {
                Ok((parcel, few)) if few.is_none() => drop(out.give(parcel).await),
                Ok(made) => drop(asks.try_set(Some(made))),
                Err(why) => drop(said.try_set(Some(halted(why)))),
            }
        });
    };
    let give = move |()| {
        if let Some((parcel, _)) = asks.get_untracked() {
            asks.set(None);
            leptos::task::spawn_local(async move { _ = out.give(parcel).await });
        }
    };
    let table = RwSignal::new("sessions");
    let choose_table = move |name| {
        clear();
        table.set(name);
    };
    let communities = Signal::derive(move || {
        inside.with(|inside| inside.as_ref().map(|inside| inside.communities.clone())).unwrap_or_default()
    });
    view! {
        <Page title=FILES.title back=Back::to(Place::Reports.href(), REPORTS.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p class="lead">{say(FILES.lead)}</p>
            <SampleNote chosen=chosen/>
            <Choice label=FILES.which options=choices value=move || Some(naming.get().slug().to_owned()) on_change=choose/>
            {live(move || match naming.get() {
                Naming::Codes => view! { <Note><p>{say(FILES.codes_hold)}</p><p>{say(FILES.codes_still)}</p></Note> },
                Naming::Words => view! { <Note tone=Tone::Care><p>{say(FILES.words_hold)}</p><p>{say(FILES.words_still)}</p></Note> },
                Naming::Aliases => view! { <Note tone=Tone::Care><p>{say(FILES.names_hold)}</p></Note> },
            })}
            // Once it stands there nothing moves below a finger while it is counted anew.
            {live(move || inside.with(Option::is_none).then(|| view! { <Working progress=look label=REPORTS.making/> }))}
            {live(move || found.get().map(|found| match found {
                false => view! { <p>{say(FILES.nothing)}</p> }.into_any(),
                true => view! { <p>{live(move || inside.with(|inside| inside.as_ref().map(holds)))}</p> <Tables inside/> <Save inside table choose=choose_table save=press/> }.into_any(),
            }))}
            <div role="status">
                {live(move || asks.get().map(|(_, few)| view! { <Asked few yes=give no=move |()| asks.set(None)/> }))}
                {live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}
            </div>
            <Working progress=progress label=FILES.making/>
            <HandedOut out/>
            <Choosing chosen=chosen communities=communities/>
        </Page>
    }
}

/// How many rows the tables have.
fn holds(inside: &Inside) -> String {
    let [s, e, p] = ["sessions", "events", "people"].map(|name| inside.rows(name).to_string());
    FILES.holds.fill(language(), &[("s", &s), ("e", &e), ("p", &p)])
}

/// Every table with every field and what it means.
#[component]
fn Tables(inside: RwSignal<Option<Inside>>) -> impl IntoView {
    let table = |Told { name, rows, fields }: Told| {
        let head = FILES.rows.fill(language(), &[("table", &name), ("n", &rows.to_string())]);
        let fields = fields.into_iter().map(|(name, means)| view! { <li><code>{name}</code>" · "{means}</li> });
        view! { <h3>{head}</h3> <ul class="plain-list">{fields.collect_view()}</ul> }
    };
    let tables = move || {
        let tables = inside.get().unwrap_or_default().tables.into_iter().filter(|table| table.name != "dictionary");
        tables.map(table).collect_view()
    };
    view! { <details><summary>{say(FILES.inside)}</summary><div class="stack">{live(tables)}</div></details> }
}

/// The ways to save: all as a workbook, one table for a spreadsheet, all for programs.
#[component]
fn Save(
    inside: RwSignal<Option<Inside>>,
    table: RwSignal<&'static str>,
    #[prop(into)] choose: Callback<&'static str>,
    #[prop(into)] save: Callback<File>,
) -> impl IntoView {
    let options = Signal::derive(move || {
        let option = |(name, title): (&'static str, Phrase)| {
            let rows = inside.with(|inside| inside.as_ref().map_or(0, |inside| inside.rows(name))).to_string();
            let called = title.get(language());
            ChoiceOption::new(name, FILES.table_rows.fill(language(), &[("table", called), ("n", &rows)]))
        };
        TITLES.into_iter().map(option).collect::<Vec<_>>()
    });
    let pick = move |picked: String| {
        TITLES.into_iter().map(|(name, _)| name).find(|name| *name == picked).inspect(|name| choose.run(name));
    };
    view! {
        <div class="stack">
            <Button label=FILES.workbook on_press=move |()| save.run(File::Workbook) kind=Kind::Primary icon=Icon::Copy/>
            <details>
                <summary>{say(FILES.one_table)}</summary>
                <div class="stack">
                    <Choice label=FILES.table options=options value=move || Some(table.get().to_owned()) on_change=pick/>
                    <Button label=FILES.csv on_press=move |()| save.run(File::Csv(table.get_untracked()))/>
                </div>
            </details>
            <Button label=FILES.json on_press=move |()| save.run(File::Json)/>
            // A tab of its own: the file has no way back to the app.
            <a class="button quiet-button" href=SCHEMA target="_blank" rel="noopener">{say(FILES.schema)}</a>
            <p class="quiet">{say(FILES.schema_why)}</p>
        </div>
    }
}

/// Small groups are pointed out before a file leaves.
#[component]
fn Asked(few: Few, #[prop(into)] yes: Callback<()>, #[prop(into)] no: Callback<()>) -> impl IntoView {
    // The button that was pressed may stand far above.
    let node = NodeRef::<Div>::new();
    node.on_load(|card| request_animation_frame(move || card.scroll_into_view()));
    let line = |phrase, n: usize| {
        let line = say_with(phrase, move || vec![("n", n.to_string())]);
        (n > 0).then(|| view! { <p>{line}</p> })
    };
    view! {
        <div node_ref=node>
        <Card title=FILES.few>
            {line(FILES.few_people, few.people)}
            {line(FILES.few_sessions, few.sessions)}
            {line(FILES.few_events, few.events)}
            {line(FILES.few_talks, few.talks)}
            {line(FILES.few_told, few.told)}
            <p>{say(FILES.few_who)}</p>
            <Actions>
                <Button label=REPORTS.few_no on_press=no kind=Kind::Primary/>
                <Button label=REPORTS.few_yes on_press=yes/>
            </Actions>
        </Card>
        </div>
    }
}

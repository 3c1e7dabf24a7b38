//! The tables behind the reports, as files for a spreadsheet or a statistics program; and what is in them, before they leave.

use engine::report::Few;
use engine::report::tables::{Naming, SCHEMA, Table, keyed_tables};
use engine::sync::Place;
use engine::words::Phrase;
use engine::words::backup::{BACKUP, RESTORE};
use engine::words::device::TROUBLE;
use engine::words::report::REPORTS;
use engine::words::tables::{FILES, title};
use leptos::html::Div;
use leptos::prelude::*;

use super::backup::Working;
use super::parts::*;
use super::reports::{Choosing, Chosen, SampleNote, counted};
use super::{language, live, say, say_with};
use crate::aside::tasks::{self, Task};
use crate::aside::{self, Halt, Progress};
use crate::boot::leave;
use crate::browser;
use crate::shell::shell;

/// Rows that go to the worker at once.
const ROWS: usize = 500;

/// What a file is.
#[derive(Clone, Copy, PartialEq)]
enum File {
    Workbook,
    /// One table, by its name.
    Csv(&'static str),
    Json,
}

impl File {
    /// Whether this table is in it.
    fn holds(self, table: &Table) -> bool {
        match self {
            File::Csv(name) => name == table.name,
            File::Workbook | File::Json => true,
        }
    }

    /// Makes it, aside.
    async fn make(self, tables: &[Table], naming: Naming, progress: Progress) -> Result<Parcel, Halt> {
        progress.begin();
        let wanted = tables.iter().filter(|table| self.holds(table));
        let mut parts = Vec::new();
        for table in wanted {
            for rows in table.rows.chunks(ROWS).chain(table.rows.is_empty().then_some(table.rows.as_slice())) {
                parts.push(tasks::part(table, rows));
                leave::pause(0).await;
            }
        }
        let kind = match self {
            File::Workbook => tasks::Kind::Workbook,
            File::Csv(_) => tasks::Kind::Csv,
            File::Json => tasks::Kind::Json(naming.slug().to_owned()),
        };
        let (_, files) = aside::does(&Task::Sheets(kind), parts, progress).await?;
        let bytes = files.into_iter().next().ok_or(Halt::Broken)?;
        let day = browser::now().today();
        let name = |ending: &str| format!("tongban-{day}.{ending}");
        let text = |bytes| String::from_utf8(bytes).map_err(|_| Halt::Broken);
        Ok(match self {
            File::Workbook => {
                let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                let parcel = Parcel::bytes(name("xlsx"), kind, bytes);
                // Where no file can be had, the sessions can be copied as text.
                let sessions = tables.iter().find(|table| table.name == "sessions" && !saves_files());
                match sessions {
                    Some(sessions) => parcel.or_text(sessions.csv()),
                    None => parcel,
                }
            }
            File::Csv(table) => Parcel::text(format!("tongban-{table}-{day}.csv"), "text/csv", text(bytes)?),
            File::Json => Parcel::text(name("json"), "application/json", text(bytes)?),
        })
    }

    /// How many in it stand in small groups.
    fn few(self, tables: &[Table]) -> Few {
        Few::of(tables.iter().filter(|table| self.holds(table)))
    }
}

/// The page.
#[component]
pub fn FilesScreen() -> impl IntoView {
    let shell = shell();
    let chosen = Chosen::signal();
    let records = counted(shell, chosen);
    let naming = RwSignal::new(Naming::Codes);
    // Codes stand in a fresh order each time.
    let key = browser::now().entropy;
    let (out, said) = (HandOut::new(), RwSignal::new(None::<Phrase>));
    let progress = Progress::new();
    let asks = RwSignal::new(None::<File>);
    let made = Memo::new_with_compare(
        move |_| {
            let filter = chosen.get().filter();
            records.get().map(|records| keyed_tables(&records, &filter, language(), naming.get(), &key))
        },
        |before, after| before != after,
    );
    // What stands open stays open while other tables are made.
    let found = Memo::new(move |_| made.with(|made| made.as_ref().map(|tables| !tables.is_empty())));
    let choices = Signal::derive(move || {
        let words = [FILES.codes, FILES.words, FILES.names];
        let option =
            |(naming, words): (Naming, engine::words::Phrase)| ChoiceOption::new(naming.slug(), words.get(language()));
        Naming::ALL.into_iter().zip(words).map(option).collect::<Vec<_>>()
    });
    let choose = move |which: String| {
        out.clear();
        asks.set(None);
        naming.set(Naming::ALL.into_iter().find(|naming| naming.slug() == which).unwrap_or_default());
    };
    let save = move |file: File| {
        let (tables, naming) = (made.get_untracked().unwrap_or_default(), naming.get_untracked());
        asks.set(None);
        if progress.works() {
            return;
        }
        said.set(None);
        leptos::task::spawn_local(async move {
            let made = file.make(&tables, naming, progress).await;
            progress.end();
            match made {
                Ok(parcel) => drop(out.give(parcel).await),
                Err(Halt::Stopped) => drop(said.try_set(Some(BACKUP.stopped))),
                Err(Halt::Missing) => drop(said.try_set(Some(TROUBLE.rooms_do))),
                Err(Halt::Broken) => drop(said.try_set(Some(RESTORE.broke))),
            }
        });
    };
    let few = |file: File, tables: &Option<Vec<Table>>| file.few(tables.as_deref().unwrap_or_default());
    let press = move |file: File| {
        out.clear();
        if made.with_untracked(|tables| few(file, tables)).is_none() { save(file) } else { asks.set(Some(file)) }
    };
    let table = RwSignal::new("sessions");
    let choose_table = move |name| {
        out.clear();
        asks.set(None);
        table.set(name);
    };
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
            {live(move || found.get().map(|found| match found {
                false => view! { <p>{say(FILES.nothing)}</p> }.into_any(),
                true => view! { <p>{live(move || made.with(|made| made.as_deref().map(holds)))}</p> <Inside made/> <Save made table choose=choose_table save=press/> }.into_any(),
            }))}
            <div role="status">
                {live(move || asks.get().map(|file| view! { <Asks few=made.with(|tables| few(file, tables)) yes=move |()| save(file) no=move |()| asks.set(None)/> }))}
                {live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}
            </div>
            <Working progress=progress label=FILES.making/>
            <HandedOut out/>
            <Choosing chosen=chosen records=records/>
        </Page>
    }
}

/// How many rows the tables have.
fn holds(tables: &[Table]) -> String {
    let count =
        |name: &str| tables.iter().find(|table| table.name == name).map_or(0, |table| table.rows.len()).to_string();
    let (sessions, events, people) = (count("sessions"), count("events"), count("people"));
    FILES.holds.fill(language(), &[("s", &sessions), ("e", &events), ("p", &people)])
}

/// Every table with every field and what it means.
#[component]
fn Inside(made: Memo<Option<Vec<Table>>>) -> impl IntoView {
    let table = |table: Table| {
        let (name, rows) = (table.name, table.rows.len().to_string());
        let head = FILES.rows.fill(language(), &[("table", name), ("n", &rows)]);
        let fields = table.columns.into_iter().map(|column| {
            view! { <li><code>{column.name}</code>" · "{column.means.get(language())}</li> }
        });
        view! { <h3>{head}</h3> <ul class="plain-list">{fields.collect_view()}</ul> }
    };
    let tables = move || {
        let tables = made.get().unwrap_or_default().into_iter().filter(|table| table.name != "dictionary");
        tables.map(table).collect_view()
    };
    view! { <details><summary>{say(FILES.inside)}</summary><div class="stack">{live(tables)}</div></details> }
}

/// The ways to save: all as a workbook, one table for a spreadsheet, all for programs.
#[component]
fn Save(
    made: Memo<Option<Vec<Table>>>,
    table: RwSignal<&'static str>,
    #[prop(into)] choose: Callback<&'static str>,
    #[prop(into)] save: Callback<File>,
) -> impl IntoView {
    let options = Signal::derive(move || {
        let option = |table: &Table| {
            let called = title(table.name).map_or(table.name, |title| title.get(language()));
            let rows = table.rows.len().to_string();
            ChoiceOption::new(table.name, FILES.table_rows.fill(language(), &[("table", called), ("n", &rows)]))
        };
        made.with(|made| made.iter().flatten().map(option).collect::<Vec<_>>())
    });
    let pick = move |picked: String| {
        let name = made.with_untracked(|made| made.iter().flatten().map(|one| one.name).find(|name| *name == picked));
        name.inspect(|name| choose.run(name));
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
fn Asks(few: Few, #[prop(into)] yes: Callback<()>, #[prop(into)] no: Callback<()>) -> impl IntoView {
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

//! The tables behind the reports, as files for a spreadsheet or a statistics program.

use engine::report::tables::{Naming, Table, as_json, tables};
use engine::sync::Place;
use engine::words::Phrase;
use engine::words::report::REPORTS;
use engine::words::tables::FILES;
use leptos::prelude::*;
use wasm_bindgen::JsValue;

use super::book::book;
use super::parts::*;
use super::reports::{Choosing, Chosen, SampleNote, counted};
use super::{language, live, say};
use crate::browser;
use crate::shell::shell;

/// What a file is.
#[derive(Clone, Copy, PartialEq)]
enum File {
    Workbook,
    Sessions,
    Json,
}

impl File {
    /// Makes it and hands it out.
    async fn save(self, tables: &[Table], naming: Naming) -> Result<(), JsValue> {
        let day = browser::now().today();
        let name = |ending: &str| format!("tongban-{day}.{ending}");
        match self {
            File::Workbook => {
                let book = book().await.map_err(|cause| JsValue::from(cause.to_string()))?;
                browser::download_bytes(&name("xlsx"), &(book.workbook)(tables).ok_or(JsValue::NULL)?)
            }
            File::Sessions => {
                let sessions = tables.iter().find(|table| table.name == "sessions").map(Table::csv);
                browser::download(&name("csv"), &sessions.unwrap_or_default())
            }
            File::Json => browser::download(&name("json"), &as_json(tables, naming)),
        }
    }
}

/// The page.
#[component]
pub fn FilesScreen() -> impl IntoView {
    let shell = shell();
    let chosen = Chosen::signal();
    let records = counted(shell, chosen);
    let naming = RwSignal::new(Naming::Codes);
    let said = RwSignal::new(None::<Phrase>);
    let made = Memo::new_with_compare(
        move |_| records.get().map(|records| tables(&records, &chosen.get().filter(), language(), naming.get())),
        |before, after| before != after,
    );
    let choices = Signal::derive(move || {
        vec![
            ChoiceOption::new("codes", FILES.codes.get(language())),
            ChoiceOption::new("names", FILES.names.get(language())),
        ]
    });
    let value = move || Some(if naming.get() == Naming::Codes { "codes" } else { "names" }.to_owned());
    let choose = move |which: String| {
        said.set(None);
        naming.set(if which == "names" { Naming::Aliases } else { Naming::Codes });
    };
    let save = move |file: File| {
        let (tables, naming) = (made.get_untracked().unwrap_or_default(), naming.get_untracked());
        said.set(None);
        leptos::task::spawn_local(async move {
            let done = file.save(&tables, naming).await;
            said.try_set(Some(if done.is_ok() { REPORTS.saved } else { FILES.not_saved }));
        });
    };
    view! {
        <Page title=FILES.title back=Back::to(Place::Reports.href(), REPORTS.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p class="lead">{say(FILES.lead)}</p>
            <SampleNote chosen=chosen/>
            <Choice label=FILES.which options=choices value=value on_change=choose/>
            {live(move || match naming.get() {
                Naming::Codes => view! { <Note><p>{say(FILES.codes_hold)}</p><p>{say(FILES.codes_still)}</p></Note> },
                Naming::Aliases => view! { <Note tone=Tone::Care><p>{say(FILES.names_hold)}</p></Note> },
            })}
            {live(move || made.get().map(|tables| match tables.is_empty() {
                true => view! { <p>{say(FILES.nothing)}</p> }.into_any(),
                false => view! { <p>{holds(&tables)}</p> <Save save=Callback::new(save)/> }.into_any(),
            }))}
            <div role="status">{live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}</div>
            <Choosing chosen=chosen/>
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

/// The ways to save.
#[component]
fn Save(save: Callback<File>) -> impl IntoView {
    view! {
        <div class="stack">
            <Button label=FILES.workbook on_press=move |()| save.run(File::Workbook) kind=Kind::Primary icon=Icon::Copy/>
            <Button label=FILES.csv on_press=move |()| save.run(File::Sessions)/>
            <Button label=FILES.json on_press=move |()| save.run(File::Json)/>
        </div>
    }
}

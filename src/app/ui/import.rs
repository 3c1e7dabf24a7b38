//! Bringing in a list of people: the empty table, the file, what it says row by row, and taking it in, all or nothing.

use engine::export::roster::{self, NotATable, Roster};
use engine::sync::Place;
use engine::sync::acts::people;
use engine::words::person::IMPORT;
use engine::words::screens::PEOPLE;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, many, say, say_all, say_with};
use crate::browser;
use crate::shell::shell;

/// The page.
#[component]
pub fn ImportScreen() -> impl IntoView {
    let shell = shell();
    let read = RwSignal::new(None::<Result<Roster, NotATable>>);
    let taken = RwSignal::new(None::<usize>);
    let choose = move |event: leptos::ev::Event| {
        taken.set(None);
        leptos::task::spawn_local(async move {
            if let Some(text) = browser::chosen_text(&event).await {
                let here = shell.peek(|machine| machine.people());
                read.set(Some(roster::read(&text, &here, browser::now().today())));
            }
        });
    };
    let out = HandOut::new();
    let template = move |()| {
        let name = if language() == engine::words::Language::Chinese { "名单.csv" } else { "people.csv" };
        out.send(Parcel::text(name, "text/csv", roster::template(language())));
    };
    let take = move |()| {
        let Some(Ok(roster)) = read.get_untracked() else { return };
        let changes: Vec<_> = roster
            .good
            .iter()
            .map(|entry| (shell.new_id(engine::domain::Kind::Person), people::take_in(entry)))
            .collect();
        taken.set(Some(changes.len()));
        read.set(None);
        shell.edit_all(changes, Some(engine::words::screens::COMMON.changed));
    };
    let shown = move || {
        read.get().map(|read| match read {
            Err(fault) => {
                let why = if fault == NotATable::NoAliasColumn { IMPORT.no_alias } else { IMPORT.not_read };
                view! {
                    <Note tone=Tone::Care><p role="alert">{say(IMPORT.not_read)}</p>
                        {(why != IMPORT.not_read).then(|| view! { <p>{say_with(IMPORT.row, move || vec![("n", "1".into()), ("why", why.get(language()).to_owned())])}</p> })}
                        <p>{say(IMPORT.not_read_do)}</p></Note>
                }
                .into_any()
            }
            Ok(roster) => {
                let good = roster.good.len();
                let names = roster.good.iter().map(|entry| {
                    let role = engine::words::terms::role(entry.role);
                    view! { <PersonRow name=entry.alias.clone() state=role/> }
                });
                let names = names.collect_view();
                let bad = roster.bad.len();
                let rows = roster.bad.into_iter().map(|(line, fault)| {
                    let row = say_with(IMPORT.row, move || vec![("n", line.to_string()), ("why", fault.say(language()))]);
                    view! { <li>{row}</li> }
                });
                let rows = rows.collect_view();
                let problems = (bad > 0).then(move || view! {
                    <Note tone=Tone::Care><p>{move || many(bad, IMPORT.bad_one, IMPORT.bad)}</p><ul>{rows}</ul><p>{say(IMPORT.rows_stay)}</p></Note>
                });
                let button = (good > 0).then(move || view! {
                    <Button label=say_with(IMPORT.take, move || vec![("n", good.to_string())]) on_press=take kind=Kind::Primary/>
                });
                view! {
                    <p class="lead" role="status">{move || many(good, IMPORT.found_one, IMPORT.found)}</p>
                    {problems}
                    {button}
                    <details><summary>{say(PEOPLE.title)}</summary><PersonList>{names}</PersonList></details>
                }
                .into_any()
            }
        })
    };
    let done = move || {
        taken.get().map(|n| {
            let line = say_with(IMPORT.taken, move || vec![("n", n.to_string())]);
            view! { <Note tone=Tone::Ok><p role="status">{line}</p></Note> <LinkButton label=PEOPLE.title href=Place::People.href()/> }
        })
    };
    view! {
        <Page title=IMPORT.title back=Back::to("#/people", PEOPLE.title) place=Tab::People save=Signal::from(shell.saving)>
            <p>{say_all([IMPORT.intro, IMPORT.excel])}</p>
            <Button label=IMPORT.template on_press=template/>
            <HandedOut out/>
            <FileField label=say(IMPORT.choose) accept=".csv,.txt,.tsv,text/csv,text/plain" on_file=choose/>
            <p class="quiet">{say(IMPORT.nothing_yet)}</p>
            {live(shown)}
            {live(done)}
        </Page>
    }
}

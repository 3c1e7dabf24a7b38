//! The day on which the service began here: set, corrected, and what follows from another day, said before it holds.

use std::cell::Cell;

use chrono::NaiveDate;
use engine::domain::fields::of_community;
use engine::merge::read;
use engine::sync::acts::start::{Means, means, start};
use engine::words::Phrase;
use engine::words::screens::COMMON;
use engine::words::start::START;
use leptos::prelude::*;
use relay::Role;

use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// Who may set it, and receive forms: a coordinator, or, where nothing is shared, whoever holds the phone.
pub fn coordinates(shell: Shell) -> bool {
    shell.local().role.is_none_or(|role| role == Role::Coordinator)
}

/// A phrase with a day in it.
fn with_day(phrase: Phrase, day: NaiveDate) -> String {
    phrase.fill(language(), &[("day", &browser::long_date(language(), day))])
}

fn line(phrase: Phrase) -> String {
    phrase.get(language()).to_owned()
}

/// Sentences, one after the other.
fn together(lines: &[String]) -> String {
    lines.join(language().space())
}

/// What is said while no period has begun, because the day from which they are counted is still to come.
#[component]
pub fn StillToCome(
    /// That day.
    day: NaiveDate,
) -> impl IntoView {
    let way_out = if coordinates(shell()) { START.wrong_start } else { START.wrong_start_ask };
    let today = browser::now().today();
    view! {
        <Note tone=Tone::Care>
            <p>{together(&[with_day(START.begins, day), line(START.until_then)])}</p>
            <p>{together(&[with_day(START.phone_says, today), line(START.wrong_phone)])}</p>
            <p>{say(way_out)}</p>
        </Note>
    }
}

/// What follows from a day, in words.
fn follows(means: Means, day: NaiveDate, today: NaiveDate) -> Vec<String> {
    let periods = match means {
        Means::Unlikely => return vec![line(START.unlikely)],
        Means::Anew if day > today => vec![with_day(START.begins, day), line(START.until_then)],
        Means::Anew => vec![line(START.anew)],
        Means::Stay(from) if day < from => vec![line(START.stay), with_day(START.first, from)],
        Means::Stay(_) => vec![line(START.stay)],
    };
    vec![together(&periods), line(START.rest)]
}

thread_local! {
    /// The day that was written and is not set yet: it is here also where the page around it was drawn anew.
    static DRAFT: Cell<Option<NaiveDate>> = const { Cell::new(None) };
}

/// The field.
#[component]
pub fn StartDay() -> impl IntoView {
    let shell = shell();
    let started = shell.of_community(|document| document.get(of_community::STARTED));
    let draft = RwSignal::new(DRAFT.get());
    let shown = Signal::derive(move || draft.get().or(started.get()));
    // The day that would be written: another one, or the same once more where the periods still wait for a day to come.
    let wanted = Memo::new(move |_| {
        let (day, today) = (shown.get()?, browser::now().today());
        shell.read(|machine| {
            let held = read::submissions(machine.community_document()?);
            let waits = started.get().is_some_and(|started| started <= today && held.counted_from(started) > today);
            (Some(day) != started.get() || waits).then(|| (day, means(&held, day, today)))
        })
    });
    let set = move |()| {
        let Some((day, _)) = wanted.get_untracked() else { return };
        let edits = shell.peek(|machine| {
            let held = read::submissions(machine.community_document()?);
            Some(start(&held, day, browser::now().today()))
        });
        if let (Some(community), Some(edits)) = (shell.local().community, edits) {
            shell.edit(&community, edits, Some(COMMON.changed));
            DRAFT.set(None);
            draft.set(None);
        }
    };
    let change = move |(day, means): (NaiveDate, Means)| {
        view! {
            {follows(means, day, browser::now().today()).into_iter().map(|line| view! { <p>{line}</p> }).collect_view()}
            {(means != Means::Unlikely).then(|| view! { <Button label=START.change on_press=set/> })}
        }
    };
    let write = move |day| {
        DRAFT.set(Some(day));
        draft.set(Some(day));
    };
    let may = Memo::new(move |_| coordinates(shell));
    let told = move || match started.get() {
        Some(day) => with_day(START.since, day),
        None => together(&[START.unknown, START.ask].map(line)),
    };
    live(move || match may.get() {
        true => view! {
            <DateField label=START.day hint=START.hint value=shown on_change=write/>
            <div class="stack" role="status">{live(move || wanted.get().map(change))}</div>
        }
        .into_any(),
        false => view! { <p>{told}</p> }.into_any(),
    })
}

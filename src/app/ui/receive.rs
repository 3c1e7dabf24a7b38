//! What came of the forms that were handed over, for the coordinator; and how many days a period has.

use engine::domain::Id;
use engine::domain::submission::{DAYS, Place as Where, Sheet};
use engine::sync::Place;
use engine::sync::acts::submission as acts;
use engine::words::screens::COMMON;
use engine::words::submission::SUBMISSION;
use leptos::prelude::*;

use super::parts::*;
use super::submissions::{Does, Held};
use super::{language, live, many, say};
use crate::browser;
use crate::shell::shell;

/// What came, for the coordinator.
#[component]
pub fn Receive(
    held: Held,
    /// The days of a period that somebody is choosing.
    wanted: RwSignal<Option<u32>>,
    edit: Does,
) -> impl IntoView {
    let shell = shell();
    let (handed, days) = (held.handed, held.submissions.latest_days());
    let running = held.sheets.first().map(|sheet| sheet.period);
    let chosen = Signal::derive(move || wanted.get().unwrap_or(days));
    let from = running.and_then(|running| acts::days_from(&held.submissions, &running));
    let from = match from {
        None => SUBMISSION.days_all.get(language()).to_owned(),
        Some(from) => SUBMISSION.days_from.fill(language(), &[("day", &browser::long_date(language(), from))]),
    };
    let submissions = StoredValue::new(held.submissions.clone());
    let receive = move |()| {
        let edits =
            submissions.with_value(|held| acts::receive(held, None, shell.local().me.as_ref(), &browser::now()));
        edit.run((edits, SUBMISSION.received.get(language()).to_owned()));
    };
    // Each period has a button of its own.
    let several = held.sheets.iter().filter(|sheet| !waits_in(sheet).is_empty()).count() > 1;
    let came = !held.submissions.handed.is_empty();
    let to_file = Memo::new(move |_| came && shell.sharing.get().on);
    let set_days = move |()| {
        let does = |running| submissions.with_value(|held| acts::days(held, &running, chosen.get_untracked()));
        edit.run((running.map(does).into_iter().collect(), COMMON.changed.get(language()).to_owned()));
        wanted.set(None);
    };
    view! {
        {(handed > 0).then(|| view! {
            <Card>
                <p>{many(handed, SUBMISSION.waits_one, SUBMISSION.waits)}</p>
                {several.then(|| view! { <Button label=SUBMISSION.receive on_press=receive/> })}
            </Card>
        })}
        {live(move || to_file.get().then(|| view! { <LinkButton label=SUBMISSION.to_file href=Place::Bundle.href() icon=Icon::Print/> }))}
        <details>
            <summary>{say(SUBMISSION.days)}</summary>
            <div class="stack">
                <Stepper label=SUBMISSION.days value=chosen on_change=move |days: u32| wanted.set(Some(days)) min=*DAYS.start() max=*DAYS.end() step=7 unit=SUBMISSION.days_unit/>
                {live(move || (chosen.get() != days).then(|| view! {
                    <p>{from.clone()}</p>
                    <Button label=SUBMISSION.days_do on_press=set_days/>
                }))}
            </div>
        </details>
    }
}

/// The sessions of a period whose forms wait to be received.
pub fn waits_in(sheet: &Sheet) -> Vec<Id> {
    let waits = sheet.forms.iter().filter(|form| matches!(form.place, Where::HandedOver(_)));
    waits.map(|form| form.session.id.clone()).collect()
}

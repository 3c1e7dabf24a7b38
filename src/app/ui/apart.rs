//! Where two people chose apart, without knowing of each other: both versions, and the choice between them.

use chrono::{NaiveDate, NaiveTime};
use engine::domain::Id;
use engine::domain::fields::planning;
use engine::domain::plan::{Category, Format, Task};
use engine::domain::session::Session;
use engine::merge::apart::{self, Apart as Found};
use engine::words::session::PLAN;
use engine::words::{Phrase, terms};
use leptos::prelude::*;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// The fields of a task in which one value is chosen.
fn fields(task: Task) -> &'static [&'static str] {
    const WHEN: &[&str] =
        &[planning::DATE.name(), planning::START.name(), planning::MINUTES.name(), planning::VENUE.name()];
    const WHO: &[&str] = &[planning::LEAD.name(), planning::ASSISTANT.name(), planning::ALONE_REASON.name()];
    const WHAT: &[&str] = &[planning::CATEGORY.name(), planning::FORMATS.name()];
    const PARTS: &[&str] = &[planning::STEP_MINUTES.name(), planning::STEP_LEADER.name(), planning::TOGETHER.name()];
    const HARD: &[&str] = &[planning::ADVICE.name()];
    match task {
        Task::When => WHEN,
        Task::Who => WHO,
        Task::What => WHAT,
        Task::Parts => PARTS,
        Task::Hard => HARD,
        Task::Aim | Task::Bring => &[],
    }
}

/// What a field is called.
fn label(field: &str) -> Phrase {
    let called = [
        (planning::DATE.name(), PLAN.date),
        (planning::START.name(), PLAN.start),
        (planning::MINUTES.name(), PLAN.minutes),
        (planning::VENUE.name(), PLAN.venue),
        (planning::LEAD.name(), PLAN.lead),
        (planning::ASSISTANT.name(), PLAN.assistant),
        (planning::ALONE_REASON.name(), PLAN.alone_reason),
        (planning::CATEGORY.name(), PLAN.category),
        (planning::FORMATS.name(), PLAN.formats),
        (planning::STEP_MINUTES.name(), PLAN.part_minutes),
        (planning::STEP_LEADER.name(), PLAN.step_leader),
        (planning::TOGETHER.name(), PLAN.together),
    ];
    let name = field.split('/').next().unwrap_or(field);
    called.into_iter().find(|(known, _)| *known == name).map_or(PLAN.advice, |(_, phrase)| phrase)
}

/// A stored value in words.
fn words(shell: Shell, field: &str, value: &Value) -> String {
    fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
        serde_json::from_value(value.clone()).ok()
    }
    let language = language();
    let name = field.split('/').next().unwrap_or(field);
    let person = || Some(shell.alias(&read::<Id>(value)?));
    let format = |format: Format| match &format {
        Format::Own(id) => {
            shell.community().get()?.formats.into_iter().find(|(known, _)| known == id).map(|(_, name)| name)
        }
        study => Some(terms::format(study)?.get(language).to_owned()),
    };
    let said = match name {
        _ if name == planning::DATE.name() => read::<NaiveDate>(value).map(|date| browser::short_date(language, date)),
        _ if name == planning::START.name() => read::<NaiveTime>(value).map(browser::time),
        _ if name == planning::LEAD.name() || name == planning::ASSISTANT.name() => person(),
        _ if name == planning::STEP_LEADER.name() => person().or(Some(PLAN.step_lead_same.get(language).to_owned())),
        _ if name == planning::CATEGORY.name() => {
            read::<Category>(value).map(|category| terms::category(category).get(language).to_owned())
        }
        _ if name == planning::FORMATS.name() => read::<Vec<Format>>(value)
            .map(|formats| formats.into_iter().filter_map(format).collect::<Vec<_>>().join(" · ")),
        _ => read::<String>(value).or_else(|| read::<u32>(value).map(|number| number.to_string())),
    };
    said.filter(|said| !said.is_empty()).unwrap_or_else(|| PLAN.apart_none.get(language).to_owned())
}

/// What was chosen apart in a task of a plan.
#[component]
pub fn Apart(session: Memo<Session>, task: Task) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let found = shell.document(id.clone(), move |document| apart::apart(document, fields(task), browser::now().ms));
    let id = StoredValue::new(id);
    let one = move |found: Found| {
        let (swap, keep) = (found.swap(), found.keep());
        let who = match &found.by {
            Some(person) => shell.alias(person),
            None => PLAN.apart_somebody.get(language()).to_owned(),
        };
        let other = PLAN.apart_other.fill(language(), &[("name", &who)]);
        view! {
            <Note>
                <p>{say(PLAN.apart)}" "{say(label(&found.field))}</p>
                <p>{say(PLAN.apart_now)}" "<strong>{words(shell, &found.field, &found.holds)}</strong></p>
                <p>{other}" "<strong>{words(shell, &found.field, &found.other)}</strong></p>
                <Actions>
                    <Button label=PLAN.swap on_press=move |()| shell.edit(&id.get_value(), vec![swap.clone()], Some(PLAN.undone)) small=true/>
                    <Button label=PLAN.keep on_press=move |()| shell.edit(&id.get_value(), vec![keep.clone()], None) small=true/>
                </Actions>
            </Note>
        }
    };
    live(move || found.get().unwrap_or_default().into_iter().map(one).collect_view())
}

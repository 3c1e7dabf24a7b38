//! One criterion: what is known, who assessed it, when, and a note.

use engine::domain::Id;
use engine::domain::age::{Age, half_width};
use engine::domain::enrolment::{Answer, Criterion, Verdict};
use engine::domain::fields::{Field, of_person};
use engine::domain::person::Role;
use engine::merge::Edit;
use engine::sync::Place;
use engine::sync::acts::people;
use engine::words::people::{ENROL, criterion_help, verdict};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::enrol::{Known, known};
use super::live;
use super::options::{once_read, options, slug, unslug};
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::shell;

/// The page of one criterion; "next" leads to the one after it.
#[component]
pub fn CriterionScreen(
    /// The person.
    id: Id,
    /// What is asked.
    criterion: Criterion,
) -> impl IntoView {
    let back = Back::to(Place::Enrolment(id.clone()).href(), COMMON.back);
    let body = once_read(known(id.clone()), move |known| questions(id.clone(), criterion, known).into_any());
    view! {
        <Page title=engine::words::people::criterion(criterion) back=back place=Tab::People save=Signal::from(shell().saving)>
            <p>{say(criterion_help(criterion))}</p>
            {body}
        </Page>
    }
}

fn questions(id: Id, criterion: Criterion, known: Memo<Known>) -> impl IntoView {
    let shell = shell();
    let answer =
        Memo::new(move |_| known.with(|known| known.enrolment.answers.get(&criterion).cloned().unwrap_or_default()));
    let change = {
        let id = id.clone();
        move |change: Box<dyn FnOnce(&mut Answer)>| {
            let edit = known.with_untracked(|known| people::answer(&known.enrolment, criterion, change));
            shell.edit(&id, vec![edit], None);
        }
    };
    let (choose, write_by, choose_day, clear_day, write_note) =
        (change.clone(), change.clone(), change.clone(), change.clone(), change);
    let figures = move || {
        let today = browser::now().today();
        let said = known.with(|known| known.enrolment.by_figures(criterion, known.role.unwrap_or(Role::Guest), today));
        said.filter(|_| answer.with(|answer| answer.verdict.is_none())).map(|said| {
            let what = verdict(said).get(language());
            view! { <p role="status">{ENROL.from_figures.fill(language(), &[("what", what)])}</p> }
        })
    };
    let next = {
        let id = id.clone();
        move || {
            let role = known.with(|known| known.role.unwrap_or(Role::Guest));
            let after = Criterion::of(role).iter().skip_while(|asked| **asked != criterion).nth(1);
            after.map_or(Place::Enrolment(id.clone()), |after| Place::Criterion(id.clone(), *after)).href()
        }
    };
    view! {
            {figure(id, criterion, known)}
            {live(figures)}
            <Choice label=ENROL.answer options=options(&Verdict::ALL, verdict) value=move || answer.with(|answer| answer.verdict.as_ref().map(slug)) on_change=move |name: String| {
                let chosen = unslug(&name);
                choose(Box::new(move |answer| answer.verdict = chosen));
            }/>
            <TextField label=ENROL.by value=move || answer.with(|answer| answer.by.clone()) on_change=move |words: String| write_by(Box::new(move |answer| answer.by = words)) limit=60 help=FieldHelp::new(ENROL.by_help)/>
            <DateField label=ENROL.on value=move || answer.with(|answer| answer.on) on_change=move |day| choose_day(Box::new(move |answer| answer.on = Some(day))) on_clear=move |()| clear_day(Box::new(|answer| answer.on = None))/>
            <TextField label=ENROL.note lines=true value=move || answer.with(|answer| answer.note.clone()) on_change=move |words: String| write_note(Box::new(move |answer| answer.note = words)) help=FieldHelp::new(ENROL.note_help)/>
            <LinkButton label=COMMON.next href=Signal::derive(next) kind=Kind::Primary/>
    }
}

/// The number from which a criterion follows, where there is one.
fn figure(id: Id, criterion: Criterion, known: Memo<Known>) -> Option<AnyView> {
    match criterion {
        Criterion::Age => Some(age_field(id, move || known.with(|known| known.enrolment.age))),
        Criterion::Stable => {
            let value = move || known.with(|known| known.enrolment.stable_months.map(|months| months as i32));
            Some(number(id, of_person::STABLE_MONTHS, ENROL.months, None, ENROL.bad_months, 0..=1200, value))
        }
        Criterion::Functioning => {
            let value = move || known.with(|known| known.enrolment.psp.map(|score| score as i32));
            Some(number(id, of_person::PSP, ENROL.psp, Some(ENROL.psp_help), ENROL.bad_psp, 0..=100, value))
        }
        _ => None,
    }
}

/// The year of birth, or the age as it was given.
pub fn age_field(id: Id, value: impl Fn() -> Option<Age> + Copy + Send + Sync + 'static) -> AnyView {
    let shell = shell();
    let bad = RwSignal::new(false);
    let write = move |typed: String| {
        let read = Age::parse(&typed, browser::now().today());
        bad.set(!typed.trim().is_empty() && read.is_none());
        if !bad.get_untracked() && read.map(Age::number) != value().map(Age::number) {
            shell.edit(&id, people::age(read), None);
        }
    };
    let text = move || value().map(|age| age.number().to_string()).unwrap_or_default();
    let problem = Signal::derive(move || bad.get().then(|| ENROL.bad_year.get(language()).to_owned()));
    let given = Signal::derive(move || match value() {
        Some(Age::Given(years, on)) => {
            let date = browser::short_date(language(), on);
            ENROL.age_given.fill(language(), &[("n", &years.to_string()), ("date", &date)])
        }
        _ => String::new(),
    });
    view! { <TextField label=ENROL.birth_year value=Signal::derive(text) on_change=write limit=6 inputmode="numeric" problem=problem hint=given/> }.into_any()
}

/// A whole number that may be left empty; one that can't be is kept on the screen and pointed out.
pub fn number<N>(
    id: Id,
    field: Field<Option<N>>,
    label: engine::words::Phrase,
    hint: Option<engine::words::Phrase>,
    wrong: engine::words::Phrase,
    range: std::ops::RangeInclusive<i32>,
    value: impl Fn() -> Option<i32> + Copy + Send + Sync + 'static,
) -> AnyView
where
    N: TryFrom<i32> + serde::Serialize + serde::de::DeserializeOwned + 'static,
{
    let shell = shell();
    let bad = RwSignal::new(false);
    let write = move |typed: String| {
        let plain: String = typed.trim().chars().map(half_width).collect();
        let read = plain.parse::<i32>().ok().filter(|number| range.contains(number));
        bad.set(!plain.is_empty() && read.is_none());
        if plain.is_empty() || read.is_some() {
            shell.edit(&id, vec![Edit::set(field, read.and_then(|number| N::try_from(number).ok()))], None);
        }
    };
    let text = move || value().map(|number| number.to_string()).unwrap_or_default();
    let problem = Signal::derive(move || bad.get().then(|| wrong.get(language()).to_owned()));
    let hint = Signal::derive(move || hint.map(|hint| hint.get(language()).to_owned()).unwrap_or_default());
    view! { <TextField label=label value=Signal::derive(text) on_change=write limit=6 inputmode="numeric" problem=problem hint=hint/> }.into_any()
}

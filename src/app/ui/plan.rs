//! The plan's task list: seven tasks in any order, two statuses.

use engine::domain::Id;
use engine::domain::guidance::Stage;
use engine::domain::plan::Task;
use engine::domain::session::Session;
use engine::sync::Place;
use engine::words::session::PLAN;
use engine::words::terms;
use leptos::prelude::*;

use super::guidance::{Guiding, Rests};
use super::manual::InManual;
use super::options::with_session;
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::shell;

/// The task list.
#[component]
pub fn PlanScreen(
    /// The session.
    id: Id,
) -> impl IntoView {
    let wordings = Place::Wordings(id.clone());
    let back = Back::to(Place::Session(id.clone()).href(), engine::words::screens::SESSIONS.this);
    view! {
        <Page title=PLAN.title back=back place=Tab::Sessions save=Signal::from(shell().saving)>
            {with_session(id, |session| tasks(session).into_any())}
            <LinkButton label=PLAN.wordings href=wordings.href() kind=Kind::Quiet icon=Icon::Undo/>
            <InManual page="form_plan"/>
        </Page>
    }
}

fn tasks(session: Memo<Session>) -> impl IntoView {
    let id = session.with_untracked(|session| session.id.clone());
    let rows = Task::ALL.map(|task| {
        let written = Memo::new(move |_| session.with(|session| session.plan.written(task)));
        let href = Place::Task(id.clone(), task).href();
        view! { <TaskRow href=href label=terms::task(task) written=written hint=move || gist(session, task)/> }
    });
    let check = Place::CheckPlan(id).href();
    view! {
        <p>{say(PLAN.intro)}</p>
        <TaskList>{rows.collect_view()}</TaskList>
        <LinkButton label=PLAN.check href=check kind=Kind::Primary/>
        <Rests session/>
        <Guiding session stage=Stage::Plan/>
    }
}

/// What is written under a task, in a few words.
pub fn gist(session: Memo<Session>, task: Task) -> String {
    let shell = shell();
    let language = language();
    session.with(|session| {
        let plan = &session.plan;
        let first_line = |text: &str| text.lines().next().unwrap_or_default().to_owned();
        let join =
            |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        if task.may_be_skipped() && plan.skipped.iter().any(|slug| slug == task.slug()) {
            return PLAN.skipped.get(language).to_owned();
        }
        match task {
            Task::When => join(vec![
                plan.date.map(|date| browser::short_date(language, date)).unwrap_or_default(),
                plan.start.map(browser::time).unwrap_or_default(),
                plan.venue.clone(),
            ]),
            Task::Who => {
                join([&plan.lead, &plan.assistant].into_iter().flatten().map(|person| shell.alias(person)).collect())
            }
            Task::What => first_line(&plan.theme),
            Task::Aim => first_line(&plan.aim),
            Task::Parts => plan.steps.iter().map(|step| step.minutes.to_string()).collect::<Vec<_>>().join(" + "),
            Task::Bring => first_line(&plan.materials),
            Task::Hard => String::new(),
        }
    })
}

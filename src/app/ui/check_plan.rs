//! Check answers, then "Ready".

use engine::domain::Id;
use engine::domain::guidance::Stage;
use engine::domain::plan::{Part, Plan, Task};
use engine::domain::session::Session;
use engine::sync::Place;
use engine::sync::acts;
use engine::sync::place::FormKind;
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::session::PLAN;
use engine::words::terms;
use leptos::prelude::*;

use super::guidance::{Guiding, Rests};
use super::live;
use super::options::with_session;
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::shell;

/// All answers on one page.
#[component]
pub fn CheckPlanScreen(
    /// The session.
    id: Id,
) -> impl IntoView {
    let back = Back::to(Place::Plan(id.clone()).href(), PLAN.title);
    view! {
        <Page title=PLAN.check_title back=back place=Tab::Sessions save=Signal::from(shell().saving)>
            {with_session(id, |session| answers(session).into_any())}
        </Page>
    }
}

fn answers(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let of_link = id.clone();
    let link = move |task| Place::Task(of_link.clone(), task).href();
    let plan = move |read: fn(&Plan) -> String| Signal::derive(move || session.with(|session| read(&session.plan)));
    let when = Signal::derive(move || {
        session.with(|session| {
            let plan = &session.plan;
            let date = plan.date.map(|date| browser::long_date(language(), date)).unwrap_or_default();
            let hours = match (plan.start, plan.end()) {
                (Some(start), Some(end)) => format!("{} - {}", browser::time(start), browser::time(end)),
                _ => String::new(),
            };
            lines([date, hours, plan.venue.clone()])
        })
    });
    let who = Signal::derive(move || {
        session.with(|session| {
            let name = |person: &Option<Id>| person.as_ref().map(|person| shell.alias(person)).unwrap_or_default();
            lines([name(&session.plan.lead), name(&session.plan.assistant), session.plan.alone_reason.clone()])
        })
    });
    let what = Signal::derive(move || {
        session.with(|session| {
            let category = session.plan.category.map(|category| terms::category(category).get(language()).to_owned());
            lines([category.unwrap_or_default(), session.plan.theme.clone(), String::new()])
        })
    });
    let parts = Signal::derive(move || {
        let language = language();
        session.with(|session| {
            let line = |part: Part| {
                let minutes = session.plan.minutes_of(part).to_string();
                format!("{} {}", terms::part(part).get(language), COMMON.minutes.fill(language, &[("n", &minutes)]))
            };
            lines(Part::ALL.map(line))
        })
    });
    let hard = Signal::derive(move || {
        if session.with(|session| session.plan.hard_talked) { say(PLAN.hard_tick)().to_owned() } else { String::new() }
    });
    // Whoever only guides calls nothing ready.
    let guide = Memo::new(move |_| shell.local().role == Some(relay::Role::Supervisor));
    let remarks = move || {
        let today = browser::now().today();
        session
            .with(|session| session.plan.remarks(today))
            .into_iter()
            .map(|remark| view! { <Note tone=Tone::Info><p>{say(terms::remark(remark))}</p></Note> })
            .collect_view()
    };
    view! {
        <CheckList>
            <CheckRow label=terms::task(Task::When) value=when href=link(Task::When)/>
            <CheckRow label=terms::task(Task::Who) value=who href=link(Task::Who)/>
            <CheckRow label=terms::task(Task::What) value=what href=link(Task::What)/>
            <CheckRow label=terms::task(Task::Aim) value=plan(|plan| plan.aim.clone()) href=link(Task::Aim)/>
            <CheckRow label=terms::task(Task::Parts) value=parts href=link(Task::Parts)/>
            <CheckRow label=terms::task(Task::Bring) value=plan(|plan| plan.materials.clone()) href=link(Task::Bring)/>
            <CheckRow label=terms::task(Task::Hard) value=hard href=link(Task::Hard)/>
        </CheckList>
        {remarks}
        <Rests session/>
        {live(move || (!guide.get()).then(|| view! { <Ready session=session/> }))}
        <Guiding session stage=Stage::Plan/>
    }
}

fn lines<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n")
}

/// "Ready", or what it still needs.
#[component]
fn Ready(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let missing = RwSignal::new(Vec::<Task>::new());
    let ready = Memo::new(move |_| session.with(|session| session.plan.ready.clone()));
    move || {
        let id = id.clone();
        if ready.get().is_some() {
            let (run, form) = (Place::Run(id.clone()).href(), Place::Form(id.clone(), FormKind::Plan).href());
            let back = move |()| {
                shell.edit(
                    &id,
                    vec![engine::merge::Edit::clear(engine::domain::fields::planning::READY)],
                    Some(COMMON.changed),
                );
            };
            return view! {
                <Note tone=Tone::Ok><p role="status">{say(PLAN.ready_done)}</p></Note>
                <LinkButton label=SESSIONS.run href=run kind=Kind::Primary/>
                <LinkButton label=engine::words::forms::FORMS.plan href=form icon=Icon::Print/>
                <Button label=PLAN.not_ready on_press=back kind=Kind::Quiet/>
            }
            .into_any();
        }
        let of_rows = id.clone();
        let press = move |()| {
            let lacking = session.with_untracked(|session| session.plan.missing());
            if lacking.is_empty() {
                let by = shell.peek(|machine| machine.local().me.clone());
                shell.edit(&id, vec![acts::plan::ready(by.as_ref(), &browser::now())], Some(PLAN.ready));
            }
            missing.set(lacking);
        };
        let lacking = move || {
            let rows = missing.get().into_iter().map(|task| {
                let href = Place::Task(of_rows.clone(), task).href();
                view! { <li><a href=href>{say(terms::task(task))}</a></li> }
            });
            let rows = rows.collect_view();
            (!missing.with(Vec::is_empty)).then(move || {
                view! {
                    <Note tone=Tone::Care><p role="alert">{say(PLAN.missing)}</p><ul>{rows}</ul></Note>
                }
            })
        };
        view! {
            {lacking}
            <Button label=PLAN.ready on_press=press kind=Kind::Primary icon=Icon::Check/>
        }
        .into_any()
    }
}

//! One task of the plan on a page.

use engine::domain::Id;
use engine::domain::community::dialable;
use engine::domain::fields::planning;
use engine::domain::plan::{Format, Remark, Task};
use engine::domain::session::Session;
use engine::merge::Edit;
use engine::sync::Place;
use engine::sync::acts;
use engine::words::screens::{COMMON, IDEAS};
use engine::words::session::PLAN;
use engine::words::terms;
use leptos::prelude::*;

use super::apart::Apart;
use super::lesson::Untrained;
use super::live;
use super::manual::InManual;
use super::options::{formats, options, peers, slug, unslug, with_session};
use super::parts::*;
use super::{language, say, say_with, task_parts};
use crate::browser;
use crate::shell::shell;

/// A task's page, with "next" to the one after it.
#[component]
pub fn TaskScreen(
    /// The session.
    id: Id,
    /// The task.
    task: Task,
) -> impl IntoView {
    let back = Back::to(Place::Plan(id.clone()).href(), PLAN.title);
    let next = Task::ALL.into_iter().skip_while(|other| *other != task).nth(1);
    let next = next.map_or(Place::CheckPlan(id.clone()), |next| Place::Task(id.clone(), next));
    let page = match task {
        Task::Who => Some("working_as_a_pair"),
        Task::What | Task::Aim => Some("choosing_an_activity"),
        Task::Parts => Some("running_a_session"),
        Task::Hard => Some("emergencies"),
        _ => None,
    };
    let body = with_session(id, move |session| {
        let fields = match task {
            Task::When => when(session).into_any(),
            Task::Who => who(session).into_any(),
            Task::What => what(session).into_any(),
            Task::Aim => aim(session).into_any(),
            Task::Parts => task_parts::parts(session).into_any(),
            Task::Bring => bring(session).into_any(),
            Task::Hard => hard(session).into_any(),
        };
        view! { <Apart session=session task=task/> {fields} {task.may_be_skipped().then(|| skip(session, task))} }
            .into_any()
    });
    view! {
        <Page title=terms::task(task) back=back place=Tab::Sessions save=Signal::from(shell().saving)>
            {body}
            {page.map(|page| view! { <InManual page=page/> })}
            <LinkButton label=COMMON.next href=next.href() kind=Kind::Primary icon=Icon::Forward/>
        </Page>
    }
}

/// Sets fields of the session on the screen; it can be undone.
pub fn setter(session: Memo<Session>) -> impl Fn(Vec<Edit>) + Copy + Send + Sync + 'static {
    let shell = shell();
    move |edits| {
        let id = session.with_untracked(|session| session.id.clone());
        let typed = edits.iter().all(|edit| matches!(edit, Edit::Write(..)));
        shell.edit(&id, edits, (!typed).then_some(PLAN.undone));
    }
}

fn remark(session: Memo<Session>, wanted: fn(&Remark) -> bool) -> impl IntoView {
    live(move || {
        let remarks = session.with(|session| session.plan.remarks(browser::now().today()));
        remarks
            .into_iter()
            .filter(wanted)
            .map(|remark| view! { <Note><p>{say(terms::remark(remark))}</p></Note> })
            .collect_view()
    })
}

fn when(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let community = shell().community();
    let venues = Signal::derive(move || {
        community.with(|community| {
            let venues = community.iter().flat_map(|community| community.usable_venues());
            venues.map(|venue| ChoiceOption::new(venue, venue)).collect::<Vec<_>>()
        })
    });
    let ends = move || {
        session
            .with(|session| session.plan.end())
            .map(|end| PLAN.ends.fill(language(), &[("time", &browser::time(end))]))
    };
    view! {
        <DateField label=PLAN.date value=move || session.with(|session| session.plan.date) on_change=move |date| set(vec![Edit::set(planning::DATE, date)]) help=FieldHelp::new(PLAN.date_help)/>
        <TimeField label=PLAN.start value=move || session.with(|session| session.plan.start) on_change=move |time| set(vec![Edit::set(planning::START, time)])/>
        <Stepper label=PLAN.minutes value=move || session.with(|session| session.plan.minutes.unwrap_or(60)) on_change=move |minutes| set(vec![Edit::set(planning::MINUTES, minutes)]) min=5 max=480 unit=engine::words::session::PLAN.part_minutes/>
        <p class="quiet">{ends}</p>
        {remark(session, |remark| matches!(remark, Remark::Short | Remark::Long | Remark::OddDate))}
        {live(move || (!venues.with(Vec::is_empty)).then(|| view! {
            <Choice label=PLAN.venue options=venues value=move || Some(session.with(|session| session.plan.venue.clone())) on_change=move |venue: String| set(vec![Edit::set(planning::VENUE, venue)])/>
        }))}
        <TextField label=PLAN.venue value=move || session.with(|session| session.plan.venue.clone()) on_change=move |venue: String| set(vec![Edit::set(planning::VENUE, venue)]) help=FieldHelp::new(PLAN.venue_help)/>
    }
}

fn who(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let people = shell().people();
    let all = peers(people);
    let helpers = Signal::derive(move || {
        let lead = session.with(|session| session.plan.lead.clone());
        let others =
            all.get().into_iter().filter(|option| lead.as_ref().is_none_or(|lead| lead.as_str() != option.value));
        others.chain([ChoiceOption::new("none", PLAN.assistant_none.get(language()))]).collect::<Vec<_>>()
    });
    let assistant = move || {
        Some(
            session
                .with(|session| session.plan.assistant.as_ref().map_or("none".to_owned(), |id| id.as_str().to_owned())),
        )
    };
    let lead = move || session.with(|session| session.plan.lead.as_ref().map(|id| id.as_str().to_owned()));
    let choose_lead = move |id: String| {
        let lead = Id::parse(&id);
        let mut edits = vec![Edit::set(planning::LEAD, lead.clone())];
        // Who leads can't also help: the two change places.
        if session.with_untracked(|session| session.plan.assistant.is_some() && session.plan.assistant == lead) {
            edits.push(Edit::set(planning::ASSISTANT, session.with_untracked(|session| session.plan.lead.clone())));
        }
        set(edits);
    };
    let alone = move || session.with(|session| session.plan.assistant.is_none());
    view! {
        <Choice label=PLAN.lead options=all value=lead on_change=choose_lead/>
        <Choice label=PLAN.assistant options=helpers value=assistant on_change=move |id: String| set(vec![Edit::set(planning::ASSISTANT, Id::parse(&id))])/>
        {live(move || alone().then(|| view! {
            <TextField label=PLAN.alone_reason value=move || session.with(|session| session.plan.alone_reason.clone()) on_change=move |reason: String| set(vec![Edit::set(planning::ALONE_REASON, reason)]) help=FieldHelp::new(PLAN.alone_help)/>
        }))}
        {remark(session, |remark| *remark == Remark::Alone)}
        <Untrained lead=Signal::derive(move || session.with(|session| session.plan.lead.clone())) beside=Signal::derive(move || session.with(|session| session.plan.beside.clone()))
            on_change=Callback::new(move |words: String| set(vec![Edit::set(planning::BESIDE, words)]))/>
        <LinkButton label=PLAN.me_too href=Place::NewPerson.href() kind=Kind::Quiet icon=Icon::Plus/>
    }
}

fn what(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let id = session.with_untracked(|session| session.id.clone());
    let choose = Place::Choose(id).href();
    let chosen = Memo::new(move |_| session.with(|session| session.plan.category));
    let label = move || say(if chosen.get().is_some() { PLAN.change_idea } else { PLAN.choose_idea })();
    let kinds = options(&engine::domain::plan::Category::ALL, terms::category);
    let all = formats(shell().community());
    let choose_formats = move |names: Vec<String>| {
        let formats: Vec<Format> = names.iter().filter_map(|name| unslug(name)).collect();
        set(vec![Edit::set(planning::FORMATS, formats)]);
    };
    let own = move || chosen.get().is_some() || session.with(|session| !session.plan.theme.is_empty());
    view! {
        <LinkButton label=label href=choose icon=Icon::Ideas/>
        {live(move || own().then(|| view! {
            <TextField label=PLAN.theme value=move || session.with(|session| session.plan.theme.clone()) on_change=move |words: String| set(vec![Edit::write(planning::theme(), words)]) help=FieldHelp::new(PLAN.theme_help)/>
            <Choice label=PLAN.category options=kinds value=move || chosen.get().map(|category| slug(&category)) on_change=move |name: String| {
                if let Some(category) = unslug(&name) {
                    set(vec![Edit::set(planning::CATEGORY, category)]);
                }
            }/>
            <Choices label=PLAN.formats options=all value={move || session.with(|session| session.plan.formats.iter().map(slug).collect::<Vec<_>>())} on_change=choose_formats/>
        }))}
        <p class="quiet">{say(IDEAS.review)}</p>
    }
}

fn aim(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    view! {
        <TextField label=PLAN.aim lines=true value=move || session.with(|session| session.plan.aim.clone()) on_change=move |words: String| set(vec![Edit::write(planning::aim(), words)]) help=FieldHelp::new(PLAN.aim_help)/>
    }
}

fn bring(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let people = shell().people();
    let members = Signal::derive(move || {
        let here = people
            .get()
            .into_iter()
            .filter(|person| person.role == engine::domain::person::Role::Member && person.is_here());
        here.map(|person| ChoiceOption::new(person.id.as_str(), person.alias)).collect::<Vec<_>>()
    });
    let invited = move || {
        session.with(|session| session.plan.invited.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>())
    };
    let invite = move |chosen: Vec<String>| {
        let all = members.get_untracked();
        let held = session.with_untracked(|session| session.plan.invited.clone());
        let changed = all.iter().filter_map(|option| {
            let (now, before) = (chosen.contains(&option.value), held.iter().any(|id| id.as_str() == option.value));
            (now != before).then(|| Edit::put(planning::INVITED, &option.value, now))
        });
        set(changed.collect());
    };
    view! {
        <TextField label=PLAN.bring lines=true value=move || session.with(|session| session.plan.materials.clone()) on_change=move |words: String| set(vec![Edit::write(planning::materials(), words)]) help=FieldHelp::new(PLAN.bring_help)/>
        {live(move || (!members.with(Vec::is_empty)).then(|| view! {
            <Choices label=PLAN.invited options=members value=invited on_change=invite/>
        }))}
    }
}

fn hard(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let community = shell().community();
    let own = move || {
        community
            .with(|community| community.as_ref().map(|community| community.if_hard.clone()))
            .filter(|words| !words.trim().is_empty())
    };
    let lines = move || match own() {
        Some(words) => {
            words.lines().map(|line| view! { <li>{line.to_owned()}</li> }.into_any()).collect_view().into_any()
        }
        None => [PLAN.hard_1, PLAN.hard_2, PLAN.hard_3].map(|line| view! { <li>{say(line)}</li> }).into_any(),
    };
    let doctor = move || {
        community.get().map(|community| {
            let href = dialable(&community.doctor_phone).map(|number| format!("tel:{number}"));
            let text = say_with(PLAN.doctor, move || {
                vec![("name", community.doctor_name.clone()), ("phone", community.doctor_phone.clone())]
            });
            match href {
                Some(href) => view! { <LinkButton label=text href=href icon=Icon::Phone external=true/> }.into_any(),
                None => view! { <p>{text}</p> }.into_any(),
            }
        })
    };
    view! {
        <ol class="steps">{lines}</ol>
        {doctor}
        <Tick label=PLAN.hard_tick value=move || session.with(|session| session.plan.hard_talked) on_change=move |talked| set(vec![Edit::set(planning::HARD_TALKED, talked)])/>
        <TextField label=PLAN.advice lines=true value=move || session.with(|session| session.plan.advice.clone()) on_change=move |words: String| set(vec![Edit::set(planning::ADVICE, words)]) help=FieldHelp::new(PLAN.advice_help)/>
    }
}

/// "Leave this empty".
fn skip(session: Memo<Session>, task: Task) -> impl IntoView {
    let set = setter(session);
    let skipped = move || session.with(|session| session.plan.skipped.iter().any(|slug| slug == task.slug()));
    let written = Memo::new(move |_| {
        session.with(|session| {
            let mut plan = session.plan.clone();
            plan.skipped.clear();
            plan.written(task)
        })
    });
    move || {
        (!written.get()).then(|| view! {
            <Tick label=PLAN.skip value=skipped on_change=move |skipped| set(vec![acts::plan::skip(task, skipped)])/>
        })
    }
}

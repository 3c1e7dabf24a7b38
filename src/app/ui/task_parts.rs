//! The three parts: timed steps, who leads each, words to say aloud, the poem or song.

use engine::domain::Id;
use engine::domain::fields::planning;
use engine::domain::plan::{Part, Step};
use engine::domain::session::Session;
use engine::merge::Edit;
use engine::sync::acts;
use engine::words::session::PLAN;
use engine::words::terms;
use leptos::prelude::*;

use super::live;
use super::options::peers;
use super::parts::*;
use super::task::setter;
use super::{language, say, say_with};
use crate::shell::shell;

/// The page's body.
pub fn parts(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let shell = shell();
    let none = Memo::new(move |_| session.with(|session| session.plan.steps.is_empty()));
    let set_up = move |()| {
        let ids = [(); 3].map(|()| shell.short_id());
        set(session.with_untracked(|session| acts::plan::usual_parts(&session.plan, ids)));
    };
    let total = move || {
        let minutes: u32 = session.with(|session| session.plan.steps.iter().map(|step| step.minutes).sum());
        vec![("n", minutes.to_string())]
    };
    view! {
        {live(move || none.get().then(|| view! { <Button label=PLAN.set_up_parts on_press=set_up kind=Kind::Primary/> }))}
        {Part::ALL.map(|part| view! { <OnePart session=session part=part/> })}
        <TextField label=PLAN.together lines=true value=move || session.with(|session| session.plan.together.clone()) on_change=move |words: String| set(vec![Edit::set(planning::TOGETHER, words)])/>
        <p class="quiet" role="status">{say_with(PLAN.all_parts, total)}</p>
    }
}

#[component]
fn OnePart(session: Memo<Session>, part: Part) -> impl IntoView {
    let set = setter(session);
    let shell = shell();
    let ids = Memo::new(move |_| {
        session.with(|session| session.plan.steps_of(part).map(|step| step.id.clone()).collect::<Vec<_>>())
    });
    let add = move |()| {
        let id = shell.short_id();
        set(session.with_untracked(|session| acts::plan::add_step(&session.plan, part, &id)));
    };
    view! {
        <Section title=terms::part(part)>
            <For each=move || ids.get() key=|id| id.clone() let:id>
                <OneStep session=session id=id/>
            </For>
            <Button label=PLAN.add_step on_press=add kind=Kind::Quiet icon=Icon::Plus small=true/>
        </Section>
    }
}

#[component]
fn OneStep(session: Memo<Session>, id: String) -> impl IntoView {
    let set = setter(session);
    let step = {
        let id = id.clone();
        Memo::new(move |_| session.with(|session| session.plan.steps.iter().find(|step| step.id == id).cloned()))
    };
    let text = move |read: fn(&Step) -> String| {
        Signal::derive(move || step.with(|step| step.as_ref().map(read).unwrap_or_default()))
    };
    let minutes = move || step.with(|step| step.as_ref().map_or(0, |step| step.minutes));
    let kept = move || step.with(|step| step.as_ref().is_some_and(|step| step.kept_after_removal));
    let write = {
        let id = id.clone();
        move |field: fn(&str) -> engine::domain::fields::TextField| {
            let id = id.clone();
            move |words: String| set(vec![Edit::write(field(&id), words)])
        }
    };
    let all = peers(shell().people());
    let leaders = Signal::derive(move || {
        let lead = ChoiceOption::new("lead", PLAN.step_lead_same.get(language()));
        [lead].into_iter().chain(all.get()).collect::<Vec<_>>()
    });
    let leader = move || {
        Some(step.with(|step| {
            step.as_ref().and_then(|step| step.leader.as_ref()).map_or("lead".to_owned(), |id| id.as_str().to_owned())
        }))
    };
    let (of_minutes, of_leader, of_up, of_down, of_remove) = (id.clone(), id.clone(), id.clone(), id.clone(), id);
    let moved = move |id: &str, up: bool| {
        if let Some(edit) = session.with_untracked(|session| acts::plan::move_step(&session.plan, id, up)) {
            set(vec![edit]);
        }
    };
    view! {
        <Card>
            {live(move || kept().then(|| view! { <Note tone=Tone::Care><p>{say(PLAN.step_kept)}</p></Note> }))}
            <TextField label=PLAN.part_title value=text(|step| step.title.clone()) on_change=write(planning::step_title)/>
            <Stepper label=PLAN.part_minutes value=minutes on_change=move |minutes| set(vec![Edit::put(planning::STEP_MINUTES, &of_minutes, minutes)]) max=240/>
            <details>
                <summary>{say(PLAN.part_words)}</summary>
                <div class="stack">
                    <TextField label=PLAN.part_words lines=true value=text(|step| step.words.clone()) on_change=write(planning::step_words)/>
                    <TextField label=PLAN.part_say lines=true value=text(|step| step.say.clone()) on_change=write(planning::step_say) help=FieldHelp::new(PLAN.part_say_help)/>
                    <Choice label=PLAN.step_leader options=leaders value=leader on_change=move |person: String| set(vec![Edit::put(planning::STEP_LEADER, &of_leader, Id::parse(&person))])/>
                    <div class="cluster">
                        <Button label=PLAN.step_up on_press=move |()| moved(&of_up, true) kind=Kind::Quiet small=true/>
                        <Button label=PLAN.step_down on_press=move |()| moved(&of_down, false) kind=Kind::Quiet small=true/>
                        <Button label=PLAN.step_remove on_press=move |()| set(vec![acts::plan::remove_step(&of_remove)]) kind=Kind::Quiet small=true icon=Icon::Trash/>
                    </div>
                </div>
            </details>
        </Card>
    }
}

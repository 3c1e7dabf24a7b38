//! What people think: who was asked in which round, the results, the sheet, questions of our own.

use std::collections::BTreeMap;

use engine::domain::evaluation::{Held, OwnQuestion, Said, Wave};
use engine::domain::person::Role;
use engine::domain::{Id, order};
use engine::merge::evaluation::{own_questions, said};
use engine::report::Topic;
use engine::sync::Place;
use engine::sync::acts::evaluation as acts;
use engine::words::Phrase;
use engine::words::device::ME;
use engine::words::evaluation::{EVALUATION, group, wave as name_of};
use engine::words::screens::COMMON;
use leptos::prelude::*;
use relay::Role as OnPhone;

use super::options::{slug, unslug};
use super::parts::*;
use super::rooms::{Room, Rooms};
use super::{language, live, say};
use crate::boot::leave;
use crate::browser;
use crate::shell::{Shell, shell};

/// Who is asked, in the order of the page.
pub const GROUPS: [Role; 3] = [Role::Member, Role::Caregiver, Role::Peer];
/// In an address: the wave of today.
pub const NOW: &str = "now";

/// Whether whoever holds this phone asks: an interviewer, a coordinator, or anybody where nothing is shared.
pub fn asks(shell: Shell) -> bool {
    shell.local().role.is_none_or(|role| matches!(role, OnPhone::Coordinator | OnPhone::Interviewer))
}

/// The waves so far, the first first.
pub fn waves(shell: Shell) -> Vec<Wave> {
    shell.read(|machine| {
        let started = machine.community().and_then(|community| community.started);
        // Where the start was corrected, what was asked before stays to be read.
        let asked = machine.people().into_iter().filter_map(|person| Some(said(machine.document(&person.id)?)));
        let all = Wave::until(started, browser::now().today()).into_iter().chain(asked.flat_map(BTreeMap::into_keys));
        order::set(all).into_iter().collect()
    })
}

/// The wave of an address: that of its name, or else that of today.
pub fn wave_of(shell: Shell, name: &str) -> Wave {
    let started = || shell.read(engine::sync::Machine::community).and_then(|community| community.started);
    Wave::parse(name).unwrap_or_else(|| Wave::of(started(), browser::now().today()))
}

/// The waves to choose from.
pub fn wave_options(shell: Shell) -> Signal<Vec<ChoiceOption>> {
    Signal::derive(move || {
        let option = |wave: Wave| ChoiceOption::new(wave.slug(), name_of(wave, language()));
        waves(shell).into_iter().rev().map(option).collect()
    })
}

/// One person of the list.
#[derive(Clone, PartialEq)]
struct Line {
    id: Id,
    alias: String,
    role: Role,
    held: Option<Held>,
}

fn lines(shell: Shell, wave: Wave) -> Vec<Line> {
    let people = shell.people().get();
    let asked: Vec<_> = people.into_iter().filter(|one| GROUPS.contains(&one.role) && one.is_here()).collect();
    asked.iter().for_each(|person| shell.open(&person.id));
    shell.read(|machine| {
        let of = |id: &Id| said(machine.document(id)?).remove(&wave).map(|said: Said| said.held);
        asked.into_iter().map(|one| Line { held: of(&one.id), id: one.id, alias: one.alias, role: one.role }).collect()
    })
}

/// The page.
#[component]
pub fn EvaluationsScreen() -> impl IntoView {
    let shell = shell();
    let chosen = RwSignal::new(None::<Wave>);
    let wave = Memo::new(move |_| chosen.get().unwrap_or_else(|| wave_of(shell, NOW)));
    let all = Memo::new(move |_| lines(shell, wave.get()));
    let started = Memo::new(move |_| {
        shell.read(engine::sync::Machine::community).is_none_or(|community| community.started.is_some())
    });
    let rooms = expect_context::<Rooms>();
    let report = Place::Report(Topic::Evaluation.slug().into()).href();
    let groups = GROUPS.map(|role| view! { <Group role all wave/> });
    view! {
        <Page title=EVALUATION.title back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p>{say(EVALUATION.why)}</p>
            {live(move || (!started.get()).then(|| view! { <Note tone=Tone::Care><p>{say(EVALUATION.no_start)}</p>{rooms.part(Room::Start)}</Note> }))}
            {live(move || if asks(shell) {
                view! { <p class="quiet">{say(EVALUATION.who)}</p> }.into_any()
            } else {
                view! { <Note><p>{say(EVALUATION.not_yours)}</p></Note> }.into_any()
            })}
            <Choice label=EVALUATION.wave options=wave_options(shell) value=move || Some(wave.get().slug())
                on_change=move |slug: String| chosen.set(Wave::parse(&slug))/>
            {groups.into_iter().collect_view()}
            <ul class="rows">
                <li><CardLink href=report title=EVALUATION.report icon=Icon::Sessions/></li>
                <li><CardLink href=Signal::derive(move || Place::Sheet(wave.get().slug()).href()) title=EVALUATION.sheet icon=Icon::Print/></li>
            </ul>
            <Ours/>
        </Page>
    }
}

/// The people of one group, with where it stands.
#[component]
fn Group(role: Role, all: Memo<Vec<Line>>, wave: Memo<Wave>) -> impl IntoView {
    let of = move || all.get().into_iter().filter(|line| line.role == role).collect::<Vec<_>>();
    let count = move || {
        let lines = of();
        let asked = lines.iter().filter(|line| line.held.is_some()).count().to_string();
        EVALUATION.of.fill(language(), &[("n", &asked), ("m", &lines.len().to_string())])
    };
    let row = move |line: Line| {
        let held = line.held;
        let state = move || match &held {
            None => EVALUATION.not_asked.get(language()).to_owned(),
            Some(held) => {
                let on = held
                    .on
                    .map(|day| EVALUATION.asked_on.fill(language(), &[("day", &browser::short_date(language(), day))]));
                let on = on.unwrap_or_else(|| EVALUATION.begun.get(language()).to_owned());
                let alone = held.alone.then(|| EVALUATION.alone.get(language()).to_owned());
                [Some(on), alone].into_iter().flatten().collect::<Vec<_>>().join(" · ")
            }
        };
        let href = Place::Evaluation(line.id, wave.get().slug()).href();
        view! { <PersonRow name=line.alias state=Signal::derive(state) href=href/> }
    };
    view! {
        <Section title=group(role)>
            {live(move || match of() {
                lines if lines.is_empty() => view! { <p class="quiet">{say(EVALUATION.nobody)}</p> }.into_any(),
                lines => view! {
                    <p class="quiet">{count}</p>
                    <PersonList>{lines.into_iter().map(row).collect_view()}</PersonList>
                }.into_any(),
            })}
        </Section>
    }
}

/// Questions of our own.
#[component]
fn Ours() -> impl IntoView {
    let shell = shell();
    let own = shell.of_community(own_questions);
    let may =
        Memo::new(move |_| shell.local().role.is_none_or(|role| matches!(role, OnPhone::Coordinator | OnPhone::Peer)));
    let put = move |edits| {
        if let Some(id) = shell.peek(|machine| machine.local().community.clone()) {
            shell.edit(&id, edits, Some(COMMON.changed));
        }
    };
    let (words, role, open) = (RwSignal::new(String::new()), RwSignal::new(None::<Role>), RwSignal::new(false));
    let problem = RwSignal::new(None::<Phrase>);
    let add = move |()| {
        leave::flush();
        let edits = role.get_untracked().map(|role| {
            acts::add(&shell.short_id(), &words.get_untracked(), role, open.get_untracked(), &browser::now())
        });
        match edits.filter(|edits| !edits.is_empty()) {
            Some(edits) => {
                put(edits);
                words.set(String::new());
                problem.set(None);
            }
            None => problem.set(Some(EVALUATION.own_need)),
        }
    };
    let roles =
        Signal::derive(|| GROUPS.map(|role| ChoiceOption::new(slug(&role), group(role).get(language()))).to_vec());
    let row = move |(id, question): (String, OwnQuestion)| {
        let (name, of) = (question.words.clone(), question.role);
        let retire = move |()| put(vec![acts::retire(&id, &question)]);
        view! {
            <PersonRow name=name state=group(of)>
                {may.get_untracked().then(|| view! { <Button label=EVALUATION.own_remove on_press=retire small=true/> })}
            </PersonRow>
        }
    };
    let asked = move || own.get().into_iter().filter(|(_, question)| !question.removed).collect::<Vec<_>>();
    view! {
        <Section title=EVALUATION.ours>
            <p class="quiet">{say(EVALUATION.ours_why)}</p>
            <PersonList>{move || asked().into_iter().map(row).collect_view()}</PersonList>
            {live(move || may.get().then(|| view! {
                <details>
                    <summary>{say(EVALUATION.own_add)}</summary>
                    <div class="stack">
                        <TextField label=EVALUATION.own_words value=words on_change=move |typed: String| words.set(typed) limit=120/>
                        <Choice label=EVALUATION.own_role options=roles value=move || role.get().map(|role| slug(&role))
                            on_change=move |name: String| role.set(unslug(&name))/>
                        <Tick label=EVALUATION.own_open value=Signal::from(open) on_change=move |yes: bool| open.set(yes)/>
                        <div role="status">{move || problem.get().map(|problem| view! { <p>{problem.get(language())}</p> })}</div>
                        <Button label=EVALUATION.own_add on_press=add icon=Icon::Plus/>
                    </div>
                </details>
            }))}
        </Section>
    }
}

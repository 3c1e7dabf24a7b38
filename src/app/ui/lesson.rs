//! One workshop of the training: its agenda for trainer and trainees, role plays, the check of understanding, attendance.

use engine::domain::Id;
use engine::domain::fields::of_person;
use engine::domain::language::Both;
use engine::domain::person::Role;
use engine::domain::training::{Asked, Attended, Checked, Workshop};
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::words::Phrase;
use engine::words::manual::{TRAINING, way};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::manual::{rows, text};
use super::parts::*;
use super::{language, live, say, say_with};
use crate::browser;
use crate::shell::shell;

/// The page.
#[component]
pub fn LessonScreen(
    /// The workshop's name.
    id: String,
) -> impl IntoView {
    let shell = shell();
    let workshops = shell.library.workshops();
    let workshop = Memo::new(move |_| workshops.with(|all| all.as_ref()?.iter().find(|one| one.id == id).cloned()));
    let title = move || match workshop.get() {
        Some(workshop) => workshop.title.get(language()).to_owned(),
        None => TRAINING.loading.get(language()).to_owned(),
    };
    view! {
        <Page title=title back=Back::to(Place::Training.href(), TRAINING.title) place=Tab::Ideas save=Signal::from(shell.saving)>
            {live(move || workshop.get().map(body))}
        </Page>
    }
}

fn body(workshop: Workshop) -> impl IntoView {
    let (day, minutes) = (workshop.half_day.to_string(), workshop.minutes().to_string());
    let when = move || {
        let language = language();
        let day = TRAINING.half_day.fill(language, &[("n", &day)]);
        format!("{day} · {}", TRAINING.minutes.fill(language, &[("n", &minutes)]))
    };
    let pieces = workshop.agenda.iter().map(|piece| {
        let (minutes, format, title) = (piece.minutes.to_string(), piece.format, piece.title.clone());
        let head = move || {
            let language = language();
            let minutes = TRAINING.minutes.fill(language, &[("n", &minutes)]);
            format!("{minutes} · {} · {}", title.get(language), way(format).get(language))
        };
        let side = |who: Phrase, all: &[Both]| view! { <h3>{say(who)}</h3> <ul>{rows(all)}</ul> };
        view! {
            <details>
                <summary>{head}</summary>
                <div class="stack">{side(TRAINING.trainer, &piece.trainer)} {side(TRAINING.trainee, &piece.trainee)}</div>
            </details>
        }
    });
    let plays = workshop.role_plays.iter().map(|play| {
        let side = |what: Phrase, all: &[Both]| view! { <h3>{say(what)}</h3> <ul>{rows(all)}</ul> };
        view! {
            <details>
                <summary>{text(&play.title)}</summary>
                <div class="stack">
                    {side(TRAINING.scene, &play.scene)} {side(TRAINING.parts, &play.parts)} {side(TRAINING.talk, &play.talk)}
                </div>
            </details>
        }
    });
    let (pieces, plays) = (pieces.collect_view(), plays.collect_view());
    let (brings, gets) = (rows(&workshop.trainer_brings), rows(&workshop.trainee_gets));
    let (aim, home, id) = (text(&workshop.aim), text(&workshop.take_home), workshop.id.clone());
    view! {
        <p class="quiet">{when}</p>
        <p class="lead">{aim}</p>
        <Section title=TRAINING.agenda><div class="stack">{pieces}</div></Section>
        <Section title=TRAINING.trainer_brings><ul>{brings}</ul></Section>
        <Section title=TRAINING.trainee_gets><ul>{gets}</ul></Section>
        <Section title=TRAINING.role_plays><div class="stack">{plays}</div></Section>
        <Section title=TRAINING.check><Check workshop/></Section>
        <Section title=TRAINING.take_home><p>{home}</p></Section>
        <Section title=TRAINING.who_came><WhoCame id/></Section>
    }
}

/// The check of understanding: answer, look, and once more.
#[component]
fn Check(workshop: Workshop) -> impl IntoView {
    let shell = shell();
    let me = shell.peek(|machine| machine.local().me.clone());
    let given = RwSignal::new(vec![None::<usize>; workshop.check.len()]);
    let looked = RwSignal::new(false);
    let name = workshop.id.clone();
    let last = {
        let name = name.clone();
        let held = me.clone().map(|me| shell.document(me, read::checked));
        move || held.and_then(|held| held.get()).and_then(|checked| checked.get(&name).cloned())
    };
    let questions =
        workshop.check.clone().into_iter().enumerate().map(|(at, asked)| question(at, asked, given, looked));
    let questions = questions.collect_view();
    let workshop = StoredValue::new(workshop);
    let right = move || workshop.with_value(|workshop| workshop.right(&given.get()));
    let all = workshop.with_value(|workshop| workshop.check.len() as u32);
    let counted = move |phrase: Phrase, right: u32, all: u32| {
        phrase.fill(language(), &[("n", &right.to_string()), ("all", &all.to_string())])
    };
    let look = move |()| {
        looked.set(true);
        if let Some(me) = &me {
            let checked = Checked { right: untrack(right), of: all, on: browser::now().today() };
            shell.edit(me, vec![Edit::put(of_person::CHECKED, &name, checked)], None);
        }
    };
    let look = Callback::new(look);
    let again = move |()| {
        looked.set(false);
        given.update(|given| given.fill(None));
    };
    view! {
        <p>{say(TRAINING.check_intro)}</p>
        {questions}
        {live(move || match (looked.get(), last()) {
            (true, _) => view! {
                <Note tone=Tone::Ok><p role="status">{move || counted(TRAINING.check_result, right(), all)}</p></Note>
                <Button label=TRAINING.check_again on_press=again/>
            }.into_any(),
            (false, last) => view! {
                {last.map(|last| view! { <p class="quiet">{move || counted(TRAINING.check_last, last.right, last.of)}</p> })}
                <Button label=TRAINING.check_do on_press=look kind=Kind::Primary/>
            }.into_any(),
        })}
    }
}

fn question(at: usize, asked: Asked, given: RwSignal<Vec<Option<usize>>>, looked: RwSignal<bool>) -> impl IntoView {
    let answers = asked.answers.clone();
    let options = Signal::derive(move || {
        let option = |(at, answer): (usize, &Both)| ChoiceOption::new(at.to_string(), answer.get(language()));
        answers.iter().enumerate().map(option).collect::<Vec<_>>()
    });
    let value = Signal::derive(move || given.with(|given| given[at]).map(|answer| answer.to_string()));
    let choose = move |answer: String| given.update(|given| given[at] = answer.parse().ok());
    let label = Signal::derive(text(&asked.question));
    let told = move || {
        let language = language();
        let answer = asked.answers[asked.right].get(language);
        let first = match given.with(|given| given[at]) == Some(asked.right) {
            true => TRAINING.check_right.get(language).to_owned(),
            false => TRAINING.check_other.fill(language, &[("answer", answer)]),
        };
        looked.get().then(|| {
            let why = asked.why.get(language).to_owned();
            view! { <Note><p>{first}</p><p>{why}</p></Note> }
        })
    };
    view! { <Choice label=label options=options value=value on_change=choose/> {live(told)} }
}

/// Who attended, on which day, and who trained.
#[component]
fn WhoCame(id: String) -> impl IntoView {
    let shell = shell();
    let day = RwSignal::new(Some(browser::now().today()));
    let trainer = RwSignal::new(String::new());
    let people = shell.people();
    let peers = Memo::new(move |_| {
        let peers = people.get().into_iter().filter(|person| person.role == Role::Peer && person.left.is_none());
        peers.map(|person| (person.id, person.alias)).collect::<Vec<_>>()
    });
    let id = StoredValue::new(id);
    let row = move |(person, alias): (Id, String)| {
        let held = shell.document(person.clone(), read::attended);
        let attended = Memo::new(move |_| held.get().and_then(|all| id.with_value(|id| all.get(id).cloned())));
        let hint = move || match attended.get() {
            Some(attended) => {
                let date = browser::short_date(language(), attended.on);
                let on = TRAINING.attended_on.fill(language(), &[("date", &date)]);
                if attended.trainer.is_empty() { on } else { format!("{on} · {}", attended.trainer) }
            }
            None => String::new(),
        };
        let tick = move |yes: bool| {
            crate::boot::leave::flush();
            let now = browser::now();
            let on = day.get_untracked().unwrap_or_else(|| now.today());
            let trainer = trainer.get_untracked().trim().to_owned();
            let attended = Attended { on, trainer, at: now.ms, removed: !yes };
            let edit = id.with_value(|id| Edit::put(of_person::TRAINED, id, attended));
            shell.edit(&person, vec![edit], Some(COMMON.marked));
        };
        view! { <Tick label=alias value=move || attended.with(Option::is_some) on_change=tick hint=Signal::derive(hint)/> }
    };
    let none = Memo::new(move |_| peers.with(Vec::is_empty));
    view! {
        <DateField label=TRAINING.when value=day on_change=move |on| day.set(Some(on))/>
        <TextField label=TRAINING.by value=trainer on_change=move |words: String| trainer.set(words) limit=60/>
        {live(move || none.get().then(|| view! { <p>{say(TRAINING.no_peers)}</p> }))}
        <For each=move || peers.get() key=|(id, _)| id.clone() children=row/>
    }
}

/// The gentle note where somebody leads whose training is not complete, and who will be beside them.
#[component]
pub fn Untrained(
    /// Who leads.
    #[prop(into)]
    lead: Signal<Option<Id>>,
    /// Who will be beside them.
    #[prop(into)]
    beside: Signal<String>,
    /// That changed.
    #[prop(into)]
    on_change: Callback<String>,
) -> impl IntoView {
    let people = shell().people();
    let name = Memo::new(move |_| {
        let lead = lead.get()?;
        let untrained = |person: &&engine::domain::person::Person| {
            person.id == lead && person.trained.len() < engine::domain::training::WORKSHOPS
        };
        people.with(|people| people.iter().find(untrained).map(|person| person.alias.clone()))
    });
    live(move || {
        name.get().map(|name| {
            view! {
                <Note><p>{say_with(TRAINING.untrained, move || vec![("name", name.clone())])}</p></Note>
                <TextField label=TRAINING.beside value=beside on_change=on_change hint=TRAINING.beside_help limit=60/>
            }
        })
    })
}

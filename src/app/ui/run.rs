//! The run: who is here, one part a screen, a note, the end. The machine knows where it stands; a reload changes nothing.

use engine::domain::Id;
use engine::domain::fields::running;
use engine::domain::person::Role;
use engine::domain::plan::Part;
use engine::domain::run::{Mark, PartRun, Stage};
use engine::domain::session::Session;
use engine::merge::Edit;
use engine::sync::Place;
use engine::sync::acts;
use engine::sync::place::Question;
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::session::RUN;
use engine::words::{Phrase, terms};
use leptos::prelude::*;

use super::live;
use super::manual::InManual;
use super::options::with_session;
use super::parts::*;
use super::unsigned::Unsigned;
use super::{language, say, say_with, wake};
use crate::shell::shell;

/// What lies over the part that runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Panel {
    Part,
    Who,
    Note,
    End,
}

/// The run.
#[component]
pub fn RunScreen(
    /// The session.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let panel = RwSignal::new(Panel::Part);
    let held = shell.session(id.clone());
    let stage = Memo::new(move |_| held.with(|session| session.as_ref().and_then(|session| session.run.stage.clone())));
    let here = Memo::new(move |_| match (panel.get(), stage.get()) {
        (Panel::Who, _) | (_, None | Some(Stage::Arriving)) => RUN.here_title,
        (Panel::Note, _) => RUN.note,
        (Panel::End, _) => RUN.end_title,
        (_, Some(Stage::Ended)) => RUN.ended_title,
        (_, Some(Stage::Step(_))) => RUN.title,
    });
    // A memo of its own: what depends on `held` and on a memo of it at once is not always told of a change.
    let part = Memo::new(move |_| {
        let current = |session: &Session| acts::run::current(&session.plan, &session.run).map(|step| step.part);
        held.with(|session| session.as_ref().and_then(current))
    });
    let title = move || match (here.get() == RUN.title, part.get()) {
        (true, Some(part)) => terms::part(part).get(language()).to_owned(),
        _ => here.get().get(language()).to_owned(),
    };
    // Each part and each panel is a page of its own for who reads with the ears.
    Effect::new(move |before: Option<(Phrase, Option<Part>)>| {
        let now = (here.get(), part.get());
        if before.is_some_and(|before| before != now) {
            request_animation_frame(focus_heading);
        }
        now
    });
    let back = Back::to(Place::Session(id.clone()).href(), SESSIONS.this);
    let body = with_session(id, move |session| {
        let id = session.with_untracked(|session| session.id.clone());
        if session.with_untracked(|session| session.run.stage.is_none() && session.cancelled.is_none()) {
            shell.edit(&id, acts::run::open(), None);
        }
        let screen = move || {
            match (panel.get(), stage.get()) {
            (Panel::Who, _) => view! { <WhoIsHere session=session/> <Unsigned session=session/> <Button label=COMMON.done on_press=move |()| panel.set(Panel::Part) kind=Kind::Primary/> }.into_any(),
            (Panel::Note, _) => view! { <NoteSomething session=session panel=panel/> }.into_any(),
            (Panel::End, Some(Stage::Step(_))) => view! { <EndIt session=session panel=panel/> }.into_any(),
            (_, None | Some(Stage::Arriving)) => view! { <Arriving session=session/> }.into_any(),
            (_, Some(Stage::Step(_))) => view! { <PartNow session=session panel=panel/> }.into_any(),
            (_, Some(Stage::Ended)) => view! { <Ended session=session/> }.into_any(),
        }
        };
        screen.into_any()
    });
    view! {
        <Page title=title back=back place=Tab::Sessions save=Signal::from(shell.saving)>{body}</Page>
    }
}

#[component]
fn Arriving(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let begin = move |()| shell.act(&id, Some(RUN.started), acts::run::begin);
    view! {
        <WhoIsHere session=session/>
        <Unsigned session=session/>
        <Button label=RUN.begin on_press=begin kind=Kind::Primary icon=Icon::Play/>
        <InManual page="running_a_session"/>
    }
}

/// Names as rows; untouched means not noted.
#[component]
pub fn WhoIsHere(
    /// The session.
    session: Memo<Session>,
) -> impl IntoView {
    let shell = shell();
    let id = StoredValue::new(session.with_untracked(|session| session.id.clone()));
    let people = shell.people();
    // Members and invited people, and whoever is marked already: membership as of the day.
    let rows = Memo::new(move |_| {
        let (invited, marked): (Vec<Id>, Vec<Id>) =
            session.with(|session| (session.plan.invited.clone(), session.run.attendance.keys().cloned().collect()));
        let belongs = |person: &engine::domain::person::Person| {
            let here = person.role == Role::Member && person.is_here();
            here || invited.contains(&person.id) || marked.contains(&person.id)
        };
        let people = people.get();
        // A mark on an entry that was made twice stands for the person.
        let twice = marked.iter().filter(|id| !people.iter().any(|person| person.id == **id));
        let twice: Vec<(Id, Id)> = twice.map(|id| (shell.read(|machine| machine.kept(id)), id.clone())).collect();
        let listed = |person: &engine::domain::person::Person| {
            belongs(person) && (marked.contains(&person.id) || !twice.iter().any(|(kept, _)| *kept == person.id))
        };
        let rows =
            people.iter().filter(|person| listed(person)).map(|person| (person.id.clone(), person.alias.clone()));
        rows.chain(twice.iter().map(|(_, id)| (id.clone(), shell.alias(id)))).collect::<Vec<_>>()
    });
    let marks = Signal::derive(move || {
        [Mark::Came, Mark::DidNotCome]
            .map(|mark| ChoiceOption::new(super::options::slug(&mark), terms::mark(mark).get(language())))
            .to_vec()
    });
    let count = move || vec![("n", session.with(|session| session.run.came().count()).to_string())];
    let guest = RwSignal::new(String::new());
    let add_guest = move |()| {
        let name = guest.get_untracked();
        if name.trim().is_empty() {
            return;
        }
        let person = shell.new_id(engine::domain::Kind::Person);
        shell.edit(&person, acts::people::add(Role::Guest, &name), None);
        shell.act(&id.get_value(), Some(COMMON.marked), |held, now| {
            vec![acts::run::mark(&held.run, &person, Mark::Came, now)]
        });
        guest.set(String::new());
    };
    view! {
        <p>{say(RUN.here_intro)}</p>
        <p class="lead" role="status">{say_with(RUN.everyone, count)}</p>
        <PersonList>
            <For each=move || rows.get() key=|row| row.clone() let:row>
                {
                    let (person, alias) = row;
                    let label = alias.clone();
                    let of_mark = person.clone();
                    let value = move || session.with(|session| session.run.attendance.get(&of_mark).map(|row| super::options::slug(&row.mark)));
                    let state = {
                        let person = person.clone();
                        move || {
                            let mark = session.with(|session| session.run.attendance.get(&person).map_or(Mark::NotNoted, |row| row.mark));
                            terms::mark(mark).get(language()).to_owned()
                        }
                    };
                    let change = move |name: String| {
                        let Some(mark) = super::options::unslug::<Mark>(&name) else { return };
                        shell.act(&id.get_value(), Some(COMMON.marked), |held, now| vec![acts::run::mark(&held.run, &person, mark, now)]);
                    };
                    view! {
                        <PersonRow name=alias state=state>
                            <MarkButtons label=label options=marks value=value on_change=change/>
                        </PersonRow>
                    }
                }
            </For>
        </PersonList>
        <details>
            <summary>{say(RUN.guest)}</summary>
            <div class="stack">
                <TextField label=RUN.guest_name value=guest on_change=move |name: String| guest.set(name)/>
                <Button label=COMMON.add on_press=add_guest icon=Icon::Plus/>
            </div>
        </details>
    }
}

/// One part: its words, its ring, next / five more minutes / pause.
#[component]
fn PartNow(session: Memo<Session>, panel: RwSignal<Panel>) -> impl IntoView {
    let shell = shell();
    let id = StoredValue::new(session.with_untracked(|session| session.id.clone()));
    let step = Memo::new(move |_| session.with(|session| acts::run::current(&session.plan, &session.run).cloned()));
    let part = Memo::new(move |_| session.with(|session| acts::run::part(session).map(|(_, part)| part)));
    let minutes = move || step.with(|step| step.as_ref().map_or(0, |step| step.minutes));
    let total =
        move || i64::from(minutes() + part.with(|part| part.as_ref().map_or(0, |part| part.extra_minutes))) * 60_000;
    let remaining = Memo::new(move |_| {
        part.with(|part: &Option<PartRun>| part.as_ref().map_or(0, |part| part.remaining(minutes(), shell.tick.get())))
    });
    let paused = Memo::new(move |_| part.with(|part| part.as_ref().is_some_and(|part| part.paused_since.is_some())));
    let last =
        Memo::new(move |_| session.with(|session| acts::run::neighbour(&session.plan, &session.run, 1).is_none()));
    let first =
        Memo::new(move |_| session.with(|session| acts::run::neighbour(&session.plan, &session.run, -1).is_none()));
    wake::keep_awake();
    let over = Memo::new(move |_| remaining.get() <= 0);
    Effect::new(move |before: Option<bool>| {
        let now = over.get();
        if before == Some(false) && now && shell.peek(|machine| machine.local().buzz) {
            wake::buzz();
        }
        now
    });
    let go = move |by: isize| shell.act(&id.get_value(), Some(RUN.moved), |held, now| acts::run::go(held, by, now));
    let title = move || step.get().map(|step| step.title).unwrap_or_default();
    let leader = move || {
        let leader =
            step.get().and_then(|step| step.leader).or_else(|| session.with(|session| session.plan.lead.clone()));
        leader.map(|leader| RUN.led_by.fill(language(), &[("who", &shell.alias(&leader))]))
    };
    let spoken = move || step.get().map(|step| step.say).unwrap_or_default();
    let sentences = move || {
        spoken()
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| view! { <Quote text=line.to_owned()/> })
            .collect_view()
    };
    let words = move || step.get().map(|step| step.words).filter(|words| !words.is_empty());
    let together = move || {
        let closing = step.get().is_some_and(|step| step.part == engine::domain::plan::Part::Closing);
        session
            .with(|session| session.plan.together.clone())
            .lines()
            .filter(|_| closing)
            .map(|line| view! { {line.to_owned()} <br/> })
            .collect_view()
    };
    let notes = Memo::new(move |_| {
        session.with(|session| {
            session
                .run
                .notes
                .iter()
                .map(|(_, note)| note.text.clone())
                .filter(|text| !text.trim().is_empty())
                .collect::<Vec<_>>()
        })
    });
    view! {
        <p class="lead">{title}</p>
        <p class="quiet">{leader}</p>
        <RingTimer remaining_ms=remaining total_ms=Signal::derive(total) paused=Signal::from(paused)/>
        {live(move || (!spoken().is_empty()).then(|| view! { <Section title=RUN.say>{sentences} <ReadAloud text=Signal::derive(spoken)/></Section> }))}
        {live(move || words().map(|words| view! { <details><summary>{say(RUN.do_now)}</summary><p class="lines">{words}</p></details> }))}
        <p class="poem">{together}</p>
        <Actions>
            {live(move || if last.get() {
                view! { <Button label=RUN.end on_press=move |()| panel.set(Panel::End) kind=Kind::Primary/> }.into_any()
            } else {
                view! { <Button label=RUN.next_part on_press=move |()| go(1) kind=Kind::Primary icon=Icon::Forward/> }.into_any()
            })}
            <Button label=RUN.five_more on_press=move |()| shell.act(&id.get_value(), Some(COMMON.changed), |held, _| acts::run::five_more(held)) icon=Icon::Plus/>
            <Button label=move || say(if paused.get() { RUN.resume } else { RUN.pause })() on_press=move |()| shell.act(&id.get_value(), None, acts::run::pause) icon=Icon::Pause/>
            <Button label=RUN.note on_press=move |()| panel.set(Panel::Note) icon=Icon::Quote/>
            <Button label=RUN.who on_press=move |()| panel.set(Panel::Who) icon=Icon::People/>
            {live(move || (!first.get()).then(|| view! { <Button label=RUN.last_part on_press=move |()| go(-1) kind=Kind::Quiet/> }))}
            {live(move || (!last.get()).then(|| view! { <Button label=RUN.end on_press=move |()| panel.set(Panel::End) kind=Kind::Quiet/> }))}
        </Actions>
        {live(move || (!notes.with(Vec::is_empty)).then(|| view! {
            <Section title=RUN.notes>
                {live(move || notes.get().into_iter().map(|text| view! { <Quote text=text/> }).collect_view())}
            </Section>
        }))}
    }
}

/// A note, saved as it is typed.
#[component]
fn NoteSomething(session: Memo<Session>, panel: RwSignal<Panel>) -> impl IntoView {
    let shell = shell();
    let id = StoredValue::new(session.with_untracked(|session| session.id.clone()));
    let note = StoredValue::new(shell.short_id());
    let held = Memo::new(move |_| {
        session.with(|session| {
            session.run.notes.iter().find(|(id, _)| *id == note.get_value()).map(|(_, note)| note.clone())
        })
    });
    let quote = move || held.with(|note| note.as_ref().is_none_or(|note| note.quote));
    let write = move |words: String| {
        let said = quote();
        shell.act(&id.get_value(), None, |session, now| {
            vec![acts::run::note(session, &note.get_value(), &words, said, now)]
        });
    };
    let turn = move |said: bool| {
        let words = held.get_untracked().map(|note| note.text).unwrap_or_default();
        shell.act(&id.get_value(), None, |session, now| {
            vec![acts::run::note(session, &note.get_value(), &words, said, now)]
        });
    };
    let drop_it = move |()| {
        shell.act(&id.get_value(), Some(COMMON.removed), |session, _| {
            let held = session.run.notes.iter().find(|(id, _)| *id == note.get_value());
            held.map(|(id, note)| {
                Edit::put(running::NOTE, id, engine::domain::run::Note { removed: true, ..note.clone() })
            })
            .into_iter()
            .collect()
        });
        panel.set(Panel::Part);
    };
    let quick = Signal::derive(move || {
        [RUN.quick_1, RUN.quick_2, RUN.quick_3].map(|phrase| phrase.get(language()).to_owned()).to_vec()
    });
    view! {
        <TextField label=RUN.note_words lines=true value=move || held.with(|note| note.as_ref().map(|note| note.text.clone()).unwrap_or_default()) on_change=write quick=quick/>
        <Tick label=RUN.note_quote value=quote on_change=turn/>
        <Button label=RUN.note_save on_press=move |()| panel.set(Panel::Part) kind=Kind::Primary/>
        <Button label=COMMON.cancel on_press=drop_it kind=Kind::Quiet/>
    }
}

#[component]
fn EndIt(session: Memo<Session>, panel: RwSignal<Panel>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let end = move |()| {
        panel.set(Panel::Part);
        shell.act(&id, Some(RUN.end), acts::run::end);
    };
    view! {
        <Button label=RUN.end_yes on_press=end kind=Kind::Primary/>
        <Button label=RUN.end_no on_press=move |()| panel.set(Panel::Part)/>
    }
}

#[component]
fn Ended(session: Memo<Session>) -> impl IntoView {
    let id = session.with_untracked(|session| session.id.clone());
    let how_am_i = Place::HowAmI(id.clone()).href();
    view! {
        <p class="lead">{say(RUN.ended)}</p>
        <LinkButton label=RUN.write_now href=Place::Record(id, Question::Times).href() kind=Kind::Primary/>
        <LinkButton label=RUN.write_later href=Place::Today.href()/>
        <LinkButton label=engine::words::guidance::HOW_AM_I.title href=how_am_i kind=Kind::Quiet icon=Icon::Leaf/>
    }
}

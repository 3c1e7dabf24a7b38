//! Asking one person: by the interviewer, or on the phone that is handed over.

use engine::domain::Id;
use engine::domain::evaluation::{Answer, Held, OwnQuestion, Question, Said, Wave};
use engine::domain::person::{Person, Role};
use engine::merge::evaluation::{own_questions, said};
use engine::merge::read;
use engine::sync::Place;
use engine::sync::acts::evaluation as acts;
use engine::sync::handed::{Handed, is_code};
use engine::words::evaluation::{EVALUATION, answer as word_of, asked, open, wave as name_of};
use engine::words::screens::PEOPLE;
use leptos::prelude::*;

use super::enrol::titled;
use super::evaluations::{asks, wave_of, wave_options};
use super::options::{once_read, options, slug, unslug};
use super::parts::*;
use super::rooms::Rooms;
use super::{language, live, say, say_all};
use crate::boot::profiles::{given_mark, handed_mark};
use crate::boot::{boot, leave};
use crate::browser;
use crate::shell::{Shell, shell};

/// Somebody who is asked.
#[derive(Clone, PartialEq)]
pub struct Interviewee {
    role: Role,
    said: Option<Said>,
    own: Vec<(String, OwnQuestion)>,
}

impl Interviewee {
    /// Reads what is known; `None` until it is read.
    pub fn read(shell: Shell, id: &Id, wave: Wave) -> Option<Interviewee> {
        shell.read(|machine| {
            let document = machine.document(id)?;
            Some(Interviewee {
                role: read::person(document).map_or(Role::Guest, |person: Person| person.role),
                said: said(document).remove(&wave),
                own: machine.community_document().map(own_questions).unwrap_or_default(),
            })
        })
    }

    /// What they are asked.
    pub fn questions(&self, wave: Wave) -> Vec<Question> {
        Question::of(self.role, wave, &self.own)
    }

    /// What they said so far.
    pub fn said(&self) -> Option<&Said> {
        self.said.as_ref()
    }
}

/// The question in words.
pub fn words_of(question: &Question) -> String {
    match question {
        Question::Study(study) => asked(*study).get(language()).to_owned(),
        Question::Open(of) => open(*of).get(language()).to_owned(),
        Question::Own(_, own) => own.words.clone(),
    }
}

/// The page.
#[component]
pub fn EvaluateScreen(
    /// The person.
    id: Id,
    /// The wave's name.
    wave: String,
) -> impl IntoView {
    let shell = shell();
    let wave = wave_of(shell, &wave);
    shell.open(&id);
    let held = {
        let id = id.clone();
        Memo::new(move |_| Interviewee::read(shell, &id, wave))
    };
    let back = Back::to(Place::Evaluations.href(), EVALUATION.title);
    let name = Signal::derive(move || name_of(wave, language()));
    let to = {
        let id = id.clone();
        move |slug: String| shell.go(Place::Evaluation(id.clone(), slug))
    };
    let person = Place::Person(id.clone()).href();
    let title = titled(&id, say(EVALUATION.title));
    let body = once_read(held, move |held| {
        let nothing = held.with_untracked(|held| held.questions(wave).is_empty());
        match (untrack(|| asks(shell)), nothing) {
            (false, _) => view! { <Note><p>{say(EVALUATION.not_yours)}</p></Note> }.into_any(),
            (true, true) => view! { <p>{say(EVALUATION.none_of_these)}</p> }.into_any(),
            (true, false) => view! {
                <HandOver id=id.clone() wave/>
                <Asking id=id.clone() wave held/>
            }
            .into_any(),
        }
    });
    view! {
        <Page title=title back=back place=Tab::People save=Signal::from(shell.saving)>
            <p class="lead">{name}</p>
            {body}
            <details>
                <summary>{say(EVALUATION.wave)}</summary>
                <Choice label=EVALUATION.wave compact=true options=wave_options(shell) value=move || Some(wave.slug()) on_change=to/>
            </details>
            <LinkButton label=PEOPLE.one href=person kind=Kind::Quiet icon=Icon::Me/>
            <p class="quiet">{say_all([EVALUATION.readable, EVALUATION.counted])}</p>
        </Page>
    }
}

/// Handing the phone over: with the lock that is set, or with a code.
#[component]
fn HandOver(id: Id, wave: Wave) -> impl IntoView {
    let boot = boot();
    let rooms = expect_context::<Rooms>();
    let locked = Memo::new(move |_| boot.lock.get().is_some());
    let code = RwSignal::new(String::new());
    let bad = RwSignal::new(false);
    let start = move |()| {
        let typed = code.get_untracked();
        if !locked.get_untracked() && !is_code(&typed) {
            bad.set(true);
            return focus_field("hand-code");
        }
        leave::flush();
        let typed = (!locked.get_untracked()).then_some(typed);
        let handed = Handed::new(id.clone(), wave, typed.as_deref(), &browser::now());
        browser::remember(&given_mark(), None);
        browser::remember(&handed_mark(), serde_json::to_string(&handed).ok().as_deref());
        rooms.handed.set(true);
    };
    let problem = Signal::derive(move || bad.get().then(|| EVALUATION.hand_code_bad.get(language()).to_owned()));
    view! {
        <Card title=EVALUATION.hand_over tint=true>
            <p>{say_all([EVALUATION.hand_why, EVALUATION.hand_closed])}</p>
            {live(move || match locked.get() {
                true => view! { <p>{say(EVALUATION.hand_lock)}</p> }.into_any(),
                false => view! {
                    <TextField id="hand-code" label=EVALUATION.hand_code hint=EVALUATION.hand_code_why inputmode="numeric" limit=8 problem=problem
                        value=code on_change=move |typed: String| code.set(typed)/>
                    <p class="quiet">{say(EVALUATION.hand_code_again)}</p>
                }.into_any(),
            })}
            <Button label=EVALUATION.hand_do on_press=start kind=Kind::Primary icon=Icon::Forward/>
        </Card>
    }
}

/// The interviewer asks and writes.
#[component]
fn Asking(id: Id, wave: Wave, held: Memo<Interviewee>) -> impl IntoView {
    let shell = shell();
    let me = move || shell.local().me.map(|me| shell.alias(&me)).unwrap_or_default();
    let by = move || untrack(me);
    let of = StoredValue::new(id);
    let put = move |edits| of.with_value(|id| shell.edit(id, edits, None));
    let said_now = move || held.with_untracked(|held| held.said().cloned());
    let question = move |question: Question| {
        let slug_of = StoredValue::new(question.slug().to_owned());
        if question.is_open() {
            let value =
                move || held.with(|held| held.said().and_then(|said| said.words.get(&slug_of.get_value()).cloned()));
            let write = move |words: String| {
                put(acts::tell(
                    said_now().as_ref(),
                    wave,
                    &slug_of.get_value(),
                    &words,
                    (&by(), false),
                    &browser::now(),
                ));
            };
            let label = Signal::derive(move || words_of(&question));
            view! { <TextField label=label lines=true value=move || value().unwrap_or_default() on_change=write/> }
                .into_any()
        } else {
            let value =
                move || held.with(|held| held.said().and_then(|said| said.answers.get(&slug_of.get_value()).map(slug)));
            let choose = move |name: String| {
                if let Some(answer) = unslug::<Answer>(&name) {
                    let now = browser::now();
                    put(acts::answer(said_now().as_ref(), wave, &slug_of.get_value(), answer, (&by(), false), &now));
                }
            };
            let label = Signal::derive(move || words_of(&question));
            view! { <Choice label=label options=options(&Answer::ALL, word_of) value=value on_change=choose inline=true/> }
                .into_any()
        }
    };
    let questions = held.with_untracked(|held| held.questions(wave));
    let closed: Vec<String> = questions.iter().filter(|one| !one.is_open()).map(|one| one.slug().to_owned()).collect();
    let none = move |()| {
        leave::flush();
        let (now, said, by) = (browser::now(), said_now(), by());
        // What was answered stays.
        let open = |slug: &str| said.as_ref().is_none_or(|said| !said.answers.contains_key(slug));
        let slugs = closed.iter().filter(|slug| open(slug.as_str()));
        let edits: Vec<_> = slugs
            .flat_map(|slug| acts::answer(said.as_ref(), wave, slug, Answer::NotAssessed, (&by, false), &now))
            .collect();
        if !edits.is_empty() {
            of.with_value(|id| shell.edit(id, edits, Some(EVALUATION.noted)));
        }
    };
    let held_of = move || held.with(|held| held.said().map(|said| said.held.clone())).unwrap_or_default();
    let begun = Memo::new(move |_| held.with(|held| held.said().is_some()));
    view! {
        <Section title=EVALUATION.here>
            {questions.into_iter().map(question).collect_view()}
            {live(move || begun.get().then(|| view! {
                <DateField label=EVALUATION.on value=move || held_of().on
                    on_change=move |on| put(vec![acts::hold(wave, Held { on: Some(on), ..untrack(held_of) })])/>
                <TextField label=EVALUATION.by limit=60 value=move || held_of().by
                    on_change=move |by: String| put(vec![acts::hold(wave, Held { by, ..untrack(held_of) })])/>
            }))}
            <Button label=EVALUATION.for_all_no on_press=none kind=Kind::Quiet/>
        </Section>
    }
}

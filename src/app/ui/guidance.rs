//! Guidance on a plan or a record: one quiet block that says how it stands, what was said, and for who guides, a place to say it.

use engine::domain::Id;
use engine::domain::guidance::{Comment, Guidance, Part, Said, Stage, Standing, Verdict, since};
use engine::domain::person::Role as Of;
use engine::domain::session::{Session, State};
use engine::merge::{Edit, guided};
use engine::sync::{Machine, acts};
use engine::words::guidance::{GUIDE, verdict as name_of};
use engine::words::terms;
use leptos::prelude::*;
use relay::Role;

use super::live;
use super::options::{options, slug, unslug};
use super::parts::*;
use super::resting::who_steps_in;
use super::say::list;
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// Whether whoever holds this phone guides others: a supervisor's phone, or a professional on one that may write everything.
pub fn guides(shell: Shell) -> bool {
    let local = shell.local();
    match local.role {
        Some(Role::Supervisor) => true,
        Some(Role::Peer | Role::Interviewer) => false,
        Some(Role::Coordinator) | None => shell.read(|machine| {
            let me = |person: &engine::domain::person::Person| Some(&person.id) == local.me.as_ref();
            machine.people().iter().any(|person| me(person) && person.role == Of::Professional)
        }),
    }
}

/// A moment in words: the day and the hour.
pub fn moment(ms: i64) -> String {
    let local = browser::now().local(ms);
    format!("{} {}", browser::short_date(language(), local.date()), browser::time(local.time()))
}

/// Who and when, in a line.
pub fn who_and_when(shell: Shell, by: Option<&Id>, at: i64) -> String {
    let who = by.map(|by| shell.alias(by)).unwrap_or_default();
    match who.as_str() {
        "" => moment(at),
        who => GUIDE.by.fill(language(), &[("who", who), ("when", &moment(at))]),
    }
}

fn part_name(part: Part) -> engine::words::Phrase {
    match part {
        Part::Whole => GUIDE.whole,
        Part::Task(task) => terms::task(task),
        Part::Box(about) => terms::form_box(about),
    }
}

/// The block.
#[component]
pub fn Guiding(session: Memo<Session>, stage: Stage) -> impl IntoView {
    let shell = shell();
    let id = StoredValue::new(session.with_untracked(|session| session.id.clone()));
    let held = shell.document(id.get_value(), guided::guidance);
    let guidance = Memo::new(move |_| held.get().unwrap_or_default());
    let own = Memo::new(move |_| session.with(|session| since(session, stage)));
    let standing = Memo::new(move |_| {
        let phase = shell.read(|machine| machine.phase(browser::now().today()));
        guidance.with(|guidance| guidance.standing(stage, phase, own.get()))
    });
    // Nobody asks for a look at a plan that is being carried out already.
    let open = Memo::new(move |_| {
        session.with(|session| match stage {
            Stage::Plan => matches!(session.state(), State::Planning | State::Ready),
            Stage::Record => session.run.ended.is_some(),
        })
    });
    let guide = Memo::new(move |_| guides(shell));
    let shows = Memo::new(move |_| open.get() || guidance.with(|guidance| guidance.on(stage).next().is_some()));
    let comments = Memo::new(move |_| guidance.with(|guidance| guidance.on(stage).cloned().collect::<Vec<_>>()));
    live(move || {
        shows.get().then(|| {
            view! {
                <Section title=GUIDE.title>
                    <div role="status">{live(move || (open.get() && !guide.get()).then(|| how_it_stands(shell, guidance, stage, standing)))}</div>
                    <For each=move || comments.get() key=|said| (said.id.clone(), said.comment.at) children=move |said| one(shell, id, said, guide)/>
                    {live(move || guide.get().then(|| view! { <SaySomething id=id.get_value() stage guidance own/> }))}
                    {live(move || (open.get() && !guide.get()).then(|| view! { <Asking id=id.get_value() guidance stage standing/> }))}
                    <p class="quiet">{say(GUIDE.sees)}</p>
                </Section>
            }
        })
    })
}

/// That it lies with the professionals, and that nobody need wait for them.
fn how_it_stands(shell: Shell, guidance: Memo<Guidance>, stage: Stage, standing: Memo<Standing>) -> impl IntoView {
    let lies = move || {
        let asked = guidance.with(|guidance| guidance.asked(stage).map(|asked| asked.at));
        let asked = asked.map(|at| GUIDE.asked.fill(language(), &[("when", &moment(at))]));
        match standing.get() {
            // On a phone that is alone nobody else sees it.
            Standing::Waits(_) if !shell.local().shared => {
                let here = [GUIDE.here, GUIDE.here_how].map(|line| line.get(language()).to_owned());
                asked.into_iter().chain(here).collect()
            }
            Standing::Waits(_) => vec![asked.unwrap_or_else(|| GUIDE.shown.get(language()).to_owned())],
            _ => Vec::new(),
        }
    };
    live(move || {
        let lines = lies();
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
            view! { <Note>{lines}<p>{say(GUIDE.no_answer)}</p></Note> }
        })
    })
}

/// What somebody said. Who said it can take it back.
fn one(shell: Shell, id: StoredValue<Id>, said: Said, guide: Memo<bool>) -> impl IntoView {
    let Said { id: short, by, comment } = said;
    let (at, stage) = (comment.at, comment.stage);
    let part = Part::parse(stage, &comment.part);
    let text = {
        let (verdict, words) = (comment.verdict, comment.words.clone());
        move || {
            let language = language();
            let part = (part != Part::Whole).then(|| part_name(part).get(language).to_owned());
            let verdict = verdict.map(|verdict| name_of(verdict).get(language).to_owned());
            let said = [verdict, part, Some(words.clone()).filter(|words| !words.is_empty())];
            said.into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    };
    let who = {
        let by = by.clone();
        move || who_and_when(shell, by.as_ref(), at)
    };
    let own = move || guide.get() && by.is_some() && shell.local().me == by;
    let take_back = move |()| {
        let edit =
            Edit::put(engine::domain::fields::guiding::COMMENT, &short, Comment { removed: true, ..comment.clone() });
        shell.edit(&id.get_value(), vec![edit], Some(GUIDE.taken_back));
    };
    view! {
        <Quote text=Signal::derive(text) who=Signal::derive(who)/>
        {live(move || own().then(|| view! { <Button label=GUIDE.take_back on_press=take_back.clone() kind=Kind::Quiet small=true/> }))}
    }
}

/// The pair's own choice: asking for a look, or no more.
#[component]
fn Asking(id: Id, guidance: Memo<Guidance>, stage: Stage, standing: Memo<Standing>) -> impl IntoView {
    let shell = shell();
    let id = StoredValue::new(id);
    let asked = Memo::new(move |_| guidance.with(|guidance| guidance.asked(stage).is_some()));
    let answered = Memo::new(move |_| guidance.with(|guidance| guidance.on(stage).next().is_some()));
    let waits = move || matches!(standing.get(), Standing::Waits(_));
    let ask = move |()| {
        let edit = acts::guidance::ask(stage, shell.local().me.as_ref(), &browser::now());
        shell.edit(&id.get_value(), vec![edit], Some(GUIDE.ask_done));
    };
    let no_more = move |()| {
        shell.edit(&id.get_value(), vec![acts::guidance::ask_no_more(stage)], Some(GUIDE.taken_back));
    };
    // In the close phase it lies with them anyway; once somebody answered, asking again is there and does not press.
    live(move || match (asked.get(), waits()) {
        (true, true) => view! { <Button label=GUIDE.ask_no_more on_press=no_more kind=Kind::Quiet/> }.into_any(),
        (false, true) => ().into_any(),
        (_, false) => {
            let kind = if answered.get() { Kind::Quiet } else { Kind::Plain };
            view! { <Button label=GUIDE.ask on_press=ask kind=kind icon=Icon::Quote/> }.into_any()
        }
    })
}

/// For who guides: a word in short, words, and which part they are about.
#[component]
fn SaySomething(id: Id, stage: Stage, guidance: Memo<Guidance>, own: Memo<Option<i64>>) -> impl IntoView {
    let shell = shell();
    let (words, verdict, part) =
        (RwSignal::new(String::new()), RwSignal::new(None::<Verdict>), RwSignal::new(Part::Whole));
    let told = RwSignal::new(None);
    let parts = Signal::derive(move || {
        let parts = Part::of(stage).into_iter();
        parts.map(|part| ChoiceOption::new(part.slug(), part_name(part).get(language()))).collect::<Vec<_>>()
    });
    let send = move |()| {
        crate::boot::leave::flush();
        let answers =
            own.get_untracked().max(guidance.with_untracked(|guidance| guidance.asked(stage).map(|asked| asked.at)));
        let about = (stage, part.get_untracked());
        let short = shell.short_id();
        let now = browser::now();
        let edit =
            acts::guidance::comment(&short, about, &words.get_untracked(), verdict.get_untracked(), answers, &now);
        told.set(Some(if edit.is_some() { GUIDE.sent } else { GUIDE.need }));
        if let Some(edit) = edit {
            shell.edit(&id, vec![edit], Some(GUIDE.sent));
            words.set(String::new());
            verdict.set(None);
            part.set(Part::Whole);
        }
    };
    view! {
        <Card title=GUIDE.say>
            <Choice label=GUIDE.verdict options=options(&Verdict::ALL, name_of) value=move || verdict.get().map(|verdict| slug(&verdict)) on_change=move |name: String| verdict.set(unslug(&name)) inline=true/>
            <TextField label=GUIDE.words value=words on_change=move |text: String| words.set(text) lines=true limit=4000/>
            <details>
                <summary>{say(GUIDE.part)}</summary>
                <Choice label=GUIDE.part options=parts value=move || Some(part.get().slug().to_owned()) on_change=move |name: String| part.set(Part::parse(stage, &name)) compact=true/>
            </details>
            <div role="status">{live(move || told.get().map(|told| view! { <p>{say(told)}</p> }))}</div>
            <Button label=GUIDE.send on_press=send kind=Kind::Primary/>
        </Card>
    }
}

/// That one of the pair needs a break, and who can step in.
#[component]
pub fn Rests(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    shell.peek(Machine::peers_to_open).iter().for_each(|id| shell.open(id));
    let pair = Memo::new(move |_| session.with(|session| [session.plan.lead.clone(), session.plan.assistant.clone()]));
    let coming = Memo::new(move |_| session.with(|session| matches!(session.state(), State::Planning | State::Ready)));
    live(move || {
        let rests = shell.read(Machine::who_rests);
        let pair = pair.get();
        let resting: Vec<String> =
            pair.iter().flatten().filter(|person| rests.contains(person)).map(|person| shell.alias(person)).collect();
        if resting.is_empty() || !coming.get() {
            return None;
        }
        let who = who_steps_in(shell, &pair);
        let names: Vec<&str> = resting.iter().map(String::as_str).collect();
        let line = GUIDE.rests.fill(language(), &[("who", &list(&names))]);
        Some(view! { <Note><p>{line}</p><p>{who}</p></Note> })
    })
}

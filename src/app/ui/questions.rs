//! Questions to the group: asked by a peer, answered by professionals and peers. What nobody answered yet stands first.

use engine::domain::question::{About, Question};
use engine::domain::{Id, Kind as Document};
use engine::merge::guided;
use engine::sync::{Machine, Place, acts};
use engine::words::Phrase;
use engine::words::guidance::{GUIDE, QUESTIONS};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::from::{Whose, said_by};
use super::live;
use super::options::once_read;
use super::parts::*;
use super::today::line;
use super::waiting::brief;
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// How many of the latest sessions a question can be linked to.
const SESSIONS: usize = 20;

/// How many answers there are, in words.
fn answers(question: &Question) -> String {
    match question.answers.len() {
        0 => QUESTIONS.waits.get(language()).to_owned(),
        1 => QUESTIONS.answers_one.get(language()).to_owned(),
        n => QUESTIONS.answers.fill(language(), &[("n", &n.to_string())]),
    }
}

/// The list, and asking.
#[component]
pub fn QuestionsScreen() -> impl IntoView {
    let shell = shell();
    let ids = Memo::new(move |_| shell.read(|machine| machine.ids(Document::Question)));
    Effect::new(move |_| ids.with(|ids| ids.iter().for_each(|id| shell.open(id))));
    let all = Memo::new(move |_| shell.read(Machine::questions));
    let row = move |question: Question| {
        let words = brief(&question.asked.words);
        let who = said_by(shell, question.by.as_ref(), question.asked.from.as_ref(), question.asked.at);
        let for_me = question.waits_for(shell.local().me.as_ref()).then(|| QUESTIONS.waits_for_you.get(language()));
        let text = [Some(answers(&question)), for_me.map(str::to_owned), Some(who)];
        let text = text.into_iter().flatten().collect::<Vec<_>>().join(" · ");
        let icon = if question.waits() { Icon::Care } else { Icon::Quote };
        view! { <li><CardLink href=Place::Asked(question.id).href() title=words text=text icon=icon/></li> }
    };
    let list = move || match all.with(Vec::is_empty) {
        true => view! { <p>{say(QUESTIONS.empty)}</p> }.into_any(),
        false => view! { <ul class="rows">{all.get().into_iter().map(row).collect_view()}</ul> }.into_any(),
    };
    view! {
        <Page title=QUESTIONS.title back=Back::to(Place::Me.href(), engine::words::device::ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p>{say(QUESTIONS.intro)}</p>
            {live(list)}
            <Ask/>
        </Page>
    }
}

/// What a question can be about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Link {
    Nothing,
    Session,
    Person,
    Idea,
}

impl Link {
    const ALL: [(Link, &'static str, Phrase); 4] = [
        (Link::Nothing, "nothing", QUESTIONS.nothing),
        (Link::Session, "session", QUESTIONS.session),
        (Link::Person, "person", QUESTIONS.person),
        (Link::Idea, "idea", QUESTIONS.idea),
    ];
}

/// Asking the group.
#[component]
fn Ask() -> impl IntoView {
    let shell = shell();
    let (words, link, chosen) =
        (RwSignal::new(String::new()), RwSignal::new(Link::Nothing), RwSignal::new(None::<String>));
    let (told, from) = (RwSignal::new(None), RwSignal::new(None));
    let kinds = Signal::derive(move || {
        Link::ALL.map(|(_, name, words)| ChoiceOption::new(name, words.get(language()))).to_vec()
    });
    let kind = move || Link::ALL.into_iter().find(|(of, ..)| *of == link.get()).map(|(_, name, _)| name.to_owned());
    let choose = move |name: String| {
        let of = Link::ALL.into_iter().find(|(_, of, _)| *of == name);
        link.set(of.map_or(Link::Nothing, |(of, ..)| of));
        chosen.set(None);
    };
    let (sessions, people) = (shell.sessions(), shell.people());
    let things = Signal::derive(move || match link.get() {
        Link::Nothing => Vec::new(),
        Link::Session => {
            let latest = sessions.get().into_iter().take(SESSIONS);
            latest.map(|session| ChoiceOption::new(session.id.as_str(), line(&session))).collect()
        }
        Link::Person => {
            people.get().into_iter().map(|person| ChoiceOption::new(person.id.as_str(), person.alias)).collect()
        }
        Link::Idea => used_ideas(&sessions.get()),
    });
    let send = move |()| {
        crate::boot::leave::flush();
        let about = chosen.get_untracked().and_then(|chosen| match link.get_untracked() {
            Link::Nothing => None,
            Link::Session => Id::parse(&chosen).map(About::Session),
            Link::Person => Id::parse(&chosen).map(About::Person),
            Link::Idea => Some(About::Idea(chosen)),
        });
        let edit = acts::guidance::question(&words.get_untracked(), about, from.get_untracked(), &browser::now());
        told.set(Some(if edit.is_some() { QUESTIONS.sent } else { QUESTIONS.need }));
        if let Some(edit) = edit {
            shell.edit(&shell.new_id(Document::Question), vec![edit], Some(QUESTIONS.sent));
            words.set(String::new());
            from.set(None);
            link.set(Link::Nothing);
            chosen.set(None);
        }
    };
    view! {
        <Card title=QUESTIONS.send>
            <TextField label=QUESTIONS.ask hint=QUESTIONS.no_names value=words on_change=move |text: String| words.set(text) lines=true limit=4000/>
            <details>
                <summary>{say(QUESTIONS.about)}</summary>
                <div class="stack">
                    <Choice label=QUESTIONS.about options=kinds value=Signal::derive(kind) on_change=choose compact=true/>
                    {live(move || (link.get() != Link::Nothing).then(|| view! {
                        <Choice label=QUESTIONS.about_what options=things value=chosen on_change=move |id: String| chosen.set(Some(id))/>
                    }))}
                </div>
            </details>
            <Whose from/>
            <div role="status">{live(move || told.get().map(|told| view! { <p>{say(told)}</p> }))}</div>
            <Button label=QUESTIONS.send on_press=send kind=Kind::Primary/>
            <p class="quiet">{say(GUIDE.sees)}</p>
        </Card>
    }
}

/// The ideas of the sessions here, each with the theme of its latest.
fn used_ideas(sessions: &[engine::domain::session::SessionSummary]) -> Vec<ChoiceOption> {
    let mut ideas: Vec<ChoiceOption> = Vec::new();
    for session in sessions {
        if let Some(idea) = session.idea.as_ref().filter(|idea| !ideas.iter().any(|known| known.value == **idea)) {
            ideas.push(ChoiceOption::new(idea.clone(), session.theme.clone()));
        }
    }
    ideas
}

/// One question with its answers.
#[component]
pub fn QuestionScreen(
    /// The question.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let gone = {
        let id = id.clone();
        Memo::new(move |_| shell.read(|machine| machine.summary(&id).is_none_or(|line| line.removed().is_some())))
    };
    let body = move || {
        if gone.get() {
            return view! { <EmptyState sentence=QUESTIONS.gone/> }.into_any();
        }
        let read = shell.document(id.clone(), guided::question);
        let said = Memo::new(move |_| shell.read(|machine| Some(machine.as_said(read.get().flatten()?))));
        once_read(said, move |question| body(shell, question).into_any())
    };
    view! {
        <Page title=QUESTIONS.this back=Back::to(Place::Questions.href(), QUESTIONS.title) place=Tab::Me save=Signal::from(shell.saving)>
            {live(body)}
        </Page>
    }
}

fn body(shell: Shell, question: Memo<Question>) -> impl IntoView {
    let (words, told, from) = (RwSignal::new(String::new()), RwSignal::new(None), RwSignal::new(None));
    let id = StoredValue::new(question.with_untracked(|question| question.id.clone()));
    let who = move || {
        let said =
            |question: &Question| said_by(shell, question.by.as_ref(), question.asked.from.as_ref(), question.asked.at);
        question.with(said)
    };
    let mine = move || question.with(|question| question.by.is_some() && question.by == shell.local().me);
    let answered = move || {
        let all = question.with(|question| question.answers.clone());
        let none = all.is_empty().then(|| view! { <Note><p>{say(QUESTIONS.waits)}</p></Note> });
        let rows = all.into_iter().map(|(short, by, answer)| {
            let who = said_by(shell, by.as_ref(), answer.from.as_ref(), answer.at);
            let own = by.is_some() && by == shell.local().me;
            let text = answer.words.clone();
            let take_back = move |()| {
                let edit = acts::guidance::take_answer_back(&short, &answer);
                shell.edit(&id.get_value(), vec![edit], Some(GUIDE.taken_back));
            };
            view! {
                <Quote text=text who=who/>
                {own.then(|| view! { <Button label=GUIDE.take_back on_press=take_back kind=Kind::Quiet small=true/> })}
            }
        });
        view! { {none} {rows.collect_view()} }
    };
    let send = move |()| {
        crate::boot::leave::flush();
        let edit =
            acts::guidance::answer(&shell.short_id(), &words.get_untracked(), from.get_untracked(), &browser::now());
        told.set(Some(if edit.is_some() { QUESTIONS.answered } else { QUESTIONS.need_answer }));
        if let Some(edit) = edit {
            shell.edit(&id.get_value(), vec![edit], Some(QUESTIONS.answered));
            words.set(String::new());
            from.set(None);
        }
    };
    let bin = move |()| {
        let edit = acts::record::bin(true, &browser::now());
        shell.edit(&id.get_value(), vec![edit], Some(COMMON.removed));
        shell.go(Place::Questions);
    };
    view! {
        <p class="lead lines">{move || question.with(|question| question.asked.words.clone())}</p>
        <p class="quiet">{who}</p>
        {live(move || question.with(|question| question.asked.about.clone()).map(|about| is_about(shell, about)))}
        <div role="status">{live(answered)}</div>
        <Card title=QUESTIONS.your_answer>
            <TextField label=QUESTIONS.your_answer compact=true value=words on_change=move |text: String| words.set(text) lines=true limit=4000/>
            <Whose from/>
            <div role="status">{live(move || told.get().map(|told| view! { <p>{say(told)}</p> }))}</div>
            <Button label=QUESTIONS.answer on_press=send kind=Kind::Primary/>
            <p class="quiet">{say(GUIDE.sees)}</p>
        </Card>
        {live(move || mine().then(|| view! { <Button label=QUESTIONS.bin on_press=bin kind=Kind::Quiet icon=Icon::Trash/> }))}
    }
}

/// What a question is about, as a link. Of a person it shows what lists show, and nothing more.
fn is_about(shell: Shell, about: About) -> impl IntoView {
    let (name, place) = match about {
        About::Session(id) => {
            let sessions = shell.sessions();
            let named = sessions.with(|sessions| sessions.iter().find(|session| session.id == id).map(line));
            (named.unwrap_or_default(), Place::Session(id))
        }
        About::Person(id) => (shell.read(|machine| machine.called(&id, language())), Place::Person(id)),
        About::Idea(id) => {
            let used = used_ideas(&shell.sessions().get());
            let named = used.into_iter().find(|idea| idea.value == id).map(|idea| idea.label);
            (named.unwrap_or_else(|| QUESTIONS.idea.get(language()).to_owned()), Place::Idea(id))
        }
    };
    let label = QUESTIONS.is_about.fill(language(), &[("what", &name)]);
    view! { <LinkButton label=label href=place.href() kind=Kind::Quiet icon=Icon::Next/> }
}

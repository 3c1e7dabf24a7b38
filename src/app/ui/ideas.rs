//! Ideas: the library, one idea, and choosing one for a plan.

use engine::domain::Id;
use engine::domain::idea::{Idea, offered};
use engine::domain::interview::asked_for;
use engine::domain::plan::{Category, Part};
use engine::domain::session::State;
use engine::sync::Place;
use engine::sync::acts;
use engine::words::manual::{MANUAL, TRAINING};
use engine::words::person::INTERVIEW;
use engine::words::screens::IDEAS;
use engine::words::{Both, Phrase, terms};
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::{language, say, say_with};
use crate::shell::{Shell, shell};

/// How often each idea was used here.
fn used(shell: Shell, idea: &str) -> usize {
    shell.read(|machine| {
        let held = |state| !matches!(state, State::Cancelled | State::Planning | State::Ready);
        machine.sessions().iter().filter(|session| session.idea.as_deref() == Some(idea) && held(session.state)).count()
    })
}

/// The library.
#[component]
pub fn IdeasScreen() -> impl IntoView {
    view! {
        <Page title=IDEAS.title place=Tab::Ideas>
            <div class="stack">
                <CardLink href=Place::Manual.href() title=MANUAL.title text=MANUAL.intro icon=Icon::Info/>
                <CardLink href=Place::Training.href() title=TRAINING.title text=TRAINING.intro icon=Icon::People/>
            </div>
            <Library link=Callback::new(|idea: String| Place::Idea(idea).href())/>
        </Page>
    }
}

/// Choosing an idea for a plan: also "the same as last time" and "our own".
#[component]
pub fn ChooseScreen(
    /// The session that is planned.
    session: Id,
) -> impl IntoView {
    let shell = shell();
    let back = Back::to(
        Place::Task(session.clone(), engine::domain::plan::Task::What).href(),
        engine::words::session::PLAN.title,
    );
    shell.open(&session);
    let last = {
        let session = session.clone();
        Memo::new(move |_| {
            shell.read(|machine| {
                machine
                    .sessions()
                    .into_iter()
                    .find(|other| other.id != session && !other.theme.is_empty() && other.state != State::Cancelled)
            })
        })
    };
    let same = {
        let session = session.clone();
        move || {
            last.get().map(|last| {
                shell.open(&last.id);
                let session = session.clone();
                let theme = last.theme.clone();
                let press = move |()| same_as_last(shell, &session, &last.id);
                view! { <Button label=move || format!("{}: {}", say(IDEAS.same)(), theme) on_press=press/> }
            })
        }
    };
    let own = {
        let session = session.clone();
        move |()| {
            let ids = [(); 3].map(|()| shell.short_id());
            shell.act(&session, None, |held, _| acts::plan::usual_parts(&held.plan, ids));
            shell.edit(
                &session,
                vec![engine::merge::Edit::set(engine::domain::fields::planning::CATEGORY, Category::DailyLife)],
                None,
            );
            shell.go(Place::Task(session.clone(), engine::domain::plan::Task::What));
        }
    };
    let for_plan = StoredValue::new(session);
    view! {
        <Page title=IDEAS.choose back=back place=Tab::Sessions>
            {same}
            <Button label=IDEAS.own on_press=own icon=Icon::Pen describe=IDEAS.own_why/>
            <Library link=Callback::new(move |idea: String| {
                format!("{}?for={}", Place::Idea(idea).href(), for_plan.get_value())
            })/>
        </Page>
    }
}

fn same_as_last(shell: Shell, session: &Id, last: &Id) {
    let now = crate::browser::now();
    let Some(last) = shell.peek(|machine| machine.session(last, &now)) else { return };
    let ids: Vec<String> = last.plan.steps.iter().map(|_| shell.short_id()).collect();
    shell.act(session, Some(IDEAS.taken), |held, _| acts::plan::take_plan(&held.plan, &last.plan, &ids));
    shell.go(Place::Plan(session.clone()));
}

/// Categories, search and the ideas of the chosen category, the familiar ones first.
#[component]
fn Library(link: Callback<String, String>) -> impl IntoView {
    let shell = shell();
    let ideas = shell.library.ideas();
    let category = RwSignal::new(None::<Category>);
    let search = RwSignal::new(String::new());
    let found = Memo::new(move |_| {
        let wanted = search.get().trim().to_lowercase();
        let ideas = ideas.get().unwrap_or_default();
        let fits = |idea: &&Idea| {
            let words = [&idea.name, &idea.aim, &idea.why].map(|both| format!("{} {}", both.en, both.zh)).join(" ");
            wanted.is_empty() || words.to_lowercase().contains(&wanted)
        };
        let order = |category| {
            offered(&ideas, category, |idea| used(shell, idea)).into_iter().filter(fits).cloned().collect::<Vec<_>>()
        };
        match (category.get(), wanted.is_empty()) {
            (Some(category), _) => order(category),
            (None, true) => ideas.iter().filter(|idea| idea.familiar).cloned().collect(),
            (None, false) => Category::ALL.into_iter().flat_map(order).collect(),
        }
    });
    let people = shell.people();
    let cards = Category::ALL.map(|kind| {
        let press = Callback::new(move |()| category.update(|chosen| *chosen = if *chosen == Some(kind) { None } else { Some(kind) }));
        let asked = move || match people.with(|people| asked_for(people, kind)) {
            0 => String::new(),
            1 => INTERVIEW.asked_one.get(language()).to_owned(),
            many => INTERVIEW.asked.fill(language(), &[("n", &many.to_string())]),
        };
        view! { <CategoryCard category=kind on_press=press text=Signal::derive(asked) chosen=Signal::derive(move || category.get() == Some(kind))/> }
    });
    let heading = move || match category.get() {
        Some(category) => say(terms::category(category))(),
        None => say(IDEAS.familiar)(),
    };
    let rows = move || {
        found.get().into_iter().map(|idea| {
            let href = link.run(idea.id.clone());
            let (name, minutes) = (idea.name.clone(), idea.minutes().to_string());
            let why = idea.why.clone();
            let times = used(shell, &idea.id);
            let text = move || {
                let language = language();
                let mut text = format!("{} · {}", engine::words::screens::COMMON.minutes.fill(language, &[("n", &minutes)]), why.get(language));
                if times > 0 {
                    text.push_str(&format!(" · {}", IDEAS.used.fill(language, &[("n", &times.to_string())])));
                }
                text
            };
            view! { <CardLink href=href title=move || name.get(language()).to_owned() text=text icon=super::icon::of_category(idea.category)/> }
        }).collect_view()
    };
    let unread = Memo::new(move |_| match ideas.get() {
        None => Some(IDEAS.loading),
        Some(ideas) => ideas.is_empty().then_some(IDEAS.unavailable),
    });
    let nothing = Memo::new(move |_| found.with(Vec::is_empty));
    view! {
        <SearchField label=IDEAS.search value=search on_change=move |words: String| search.set(words)/>
        <CategoryGrid>{cards.collect_view()}</CategoryGrid>
        {live(move || if let Some(words) = unread.get() {
            view! { <p role="status">{say(words)}</p> }.into_any()
        } else {
            view! {
                <Section title=heading>
                    <div class="stack">{rows}</div>
                    {live(move || nothing.get().then(|| view! { <p role="status">{say(IDEAS.nothing_found)}</p> }))}
                </Section>
            }.into_any()
        })}
    }
}

/// One idea in full. Opened for a plan, it fills that plan; else a new one.
#[component]
pub fn IdeaScreen(
    /// The idea's id.
    id: String,
) -> impl IntoView {
    let shell = shell();
    let ideas = shell.library.ideas();
    let target = crate::browser::address().split_once("?for=").and_then(|(_, id)| Id::parse(id));
    if let Some(target) = &target {
        shell.open(target);
    }
    let idea = Memo::new(move |_| ideas.with(|ideas| ideas.as_ref()?.iter().find(|idea| idea.id == id).cloned()));
    let title = move || {
        idea.get().map_or_else(|| IDEAS.loading.get(language()).to_owned(), |idea| idea.name.get(language()).to_owned())
    };
    let back = match &target {
        Some(target) => Back::to(Place::Choose(target.clone()).href(), IDEAS.choose),
        None => Back::to("#/ideas", IDEAS.title),
    };
    let take = move |()| {
        let Some(idea) = idea.get_untracked() else { return };
        let session = target.clone().unwrap_or_else(|| super::today::new_plan(shell));
        let ids = [(); 3].map(|()| shell.short_id());
        let language = shell.language();
        shell.act(&session, Some(IDEAS.taken), |held, _| acts::plan::take_idea(&held.plan, &idea, language, ids));
        shell.go(Place::Plan(session));
    };
    view! {
        <Page title=title back=back place=Tab::Ideas>
            <Button label=IDEAS.take on_press=take kind=Kind::Primary/>
            {live(move || idea.get().map(full))}
        </Page>
    }
}

/// A text of an idea in the language of the screen.
fn text(both: &Both) -> impl Fn() -> String + Clone + Send + Sync + 'static + use<> {
    let both = both.clone();
    move || both.get(language()).to_owned()
}

fn full(idea: Idea) -> impl IntoView {
    let told = |title: Phrase, both: &Both| {
        let words = text(both);
        view! { <Section title=title><p>{words}</p></Section> }
    };
    let list = |items: &[Both]| items.iter().map(|item| view! { <li>{text(item)}</li> }).collect_view();
    let minutes = idea.minutes().to_string();
    let parts = Part::ALL.map(|part| {
        let of_idea = idea.part(part).clone();
        let minutes = of_idea.minutes.to_string();
        let title = of_idea.title.clone();
        let head = move || {
            let language = language();
            format!("{} · {}", terms::part(part).get(language), engine::words::screens::COMMON.minutes.fill(language, &[("n", &minutes)]))
        };
        let together = of_idea.together.clone().map(|together| {
            let lines = together.lines.unwrap_or_default();
            view! {
                <h3>{say(IDEAS.together)}</h3>
                <p>{text(&together.title)} {together.author.as_ref().map(|author| { let author = text(author); view! { " " {author} } })}</p>
                <p lang="zh-CN" class="poem">{lines.into_iter().map(|line| view! { {line} <br/> }).collect_view()}</p>
            }
        });
        view! {
            <Section title=head>
                <p class="lead">{live(move || title.get(language()).to_owned())}</p>
                <ol class="steps">{list(&of_idea.steps)}</ol>
                <h3>{say(IDEAS.say)}</h3>
                {of_idea.say.iter().map(|words| view! { <Quote text=text(words)/> }).collect_view()}
                {together}
            </Section>
        }
    });
    view! {
        <p class="cluster"><CategoryChip category=idea.category/></p>
        <p class="quiet">{say_with(engine::words::screens::COMMON.minutes, move || vec![("n", minutes.clone())])}</p>
        {told(IDEAS.why, &idea.why)}
        {told(IDEAS.aim, &idea.aim)}
        {told(IDEAS.suits, &idea.suits)}
        <Section title=IDEAS.bring><ul>{list(&idea.materials)}</ul></Section>
        {parts.collect_view()}
        {told(IDEAS.easier, &idea.easier)}
        {told(IDEAS.livelier, &idea.livelier)}
        {told(IDEAS.watch, &idea.watch_for)}
        <Section title=IDEAS.ask><ul>{list(&idea.feedback)}</ul></Section>
        <p class="quiet">{say(IDEAS.review)}</p>
    }
}

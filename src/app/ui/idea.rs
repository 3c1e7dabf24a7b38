//! One idea in full: a plan in one tap, a favourite, a file for others.

use engine::domain::Id;
use engine::domain::fields::of_community;
use engine::domain::idea::Idea;
use engine::domain::own_idea::file;
use engine::domain::plan::Part;
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::sync::acts;
use engine::words::screens::{COMMON, IDEAS};
use engine::words::{Both, Phrase, terms};
use leptos::prelude::*;

use super::manual::{rows, text};
use super::parts::*;
use super::{ideas, language, live, say, say_with};
use crate::browser;
use crate::shell::shell;

/// The page. Opened for a plan, the idea fills that plan; else a new one.
#[component]
pub fn IdeaScreen(
    /// The idea's id.
    id: String,
) -> impl IntoView {
    let shell = shell();
    let all = ideas::all(shell);
    let target = browser::address().split_once("?for=").and_then(|(_, id)| Id::parse(id));
    if let Some(target) = &target {
        shell.open(target);
    }
    let name = StoredValue::new(id);
    let idea = Memo::new(move |_| {
        all.with(|ideas| name.with_value(|id| ideas.as_ref()?.iter().find(|idea| idea.id == *id).cloned()))
    });
    let gone = Memo::new(move |_| all.with(Option::is_some) && idea.with(Option::is_none));
    let title = move || match idea.get() {
        Some(idea) => idea.name.get(language()).to_owned(),
        None if gone.get() => IDEAS.title.get(language()).to_owned(),
        None => IDEAS.loading.get(language()).to_owned(),
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
    let favourites = shell.of_community(read::favourites);
    let liked = move || favourites.with(|liked| name.with_value(|id| liked.contains(id)));
    let like = move |yes: bool| {
        if let Some(community) = shell.peek(|machine| machine.local().community.clone()) {
            let edit = name.with_value(|id| Edit::put(of_community::FAVOURITE, id, yes));
            shell.edit(&community, vec![edit], Some(COMMON.changed));
        }
    };
    let out = HandOut::new();
    let share = move |()| {
        if let Some(idea) = idea.get_untracked() {
            out.send(Parcel::text(format!("{}.json", idea.name.get(language())), "application/json", file(&idea)));
        }
    };
    let (take, share, like) = (Callback::new(take), Callback::new(share), Callback::new(like));
    let own = name.with_value(|id| Idea::own(id).map(|short| Place::EditIdea(short.to_owned()).href()));
    view! {
        <Page title=title back=back place=Tab::Ideas save=Signal::from(shell.saving)>
            {live(move || gone.get().then(|| view! { <p role="status">{say(IDEAS.gone)}</p> }))}
            {live(move || idea.get().map(|idea| view! {
                <Button label=IDEAS.take on_press=take kind=Kind::Primary/>
                {full(idea)}
                <Tick label=IDEAS.like value=liked on_change=like/>
                {own.clone().map(|href| view! { <LinkButton label=IDEAS.edit href=href icon=Icon::Pen/> })}
                <Button label=IDEAS.share on_press=share kind=Kind::Quiet icon=Icon::Share/>
            }))}
            <HandedOut out/>
        </Page>
    }
}

fn full(idea: Idea) -> impl IntoView {
    let told = |title: Phrase, both: &Both| {
        let words = text(both);
        (!both.zh.is_empty()).then(|| view! { <Section title=title><p>{words}</p></Section> })
    };
    let listed = |title: Phrase, all: &[Both]| {
        let rows = rows(all);
        (!all.is_empty()).then(|| view! { <Section title=title><ul>{rows}</ul></Section> })
    };
    let minutes = idea.minutes().to_string();
    let parts = Part::ALL.map(|part| {
        let of_idea = idea.part(part).clone();
        let minutes = of_idea.minutes.to_string();
        let title = of_idea.title.clone();
        let head = move || {
            let language = language();
            format!("{} · {}", terms::part(part).get(language), COMMON.minutes.fill(language, &[("n", &minutes)]))
        };
        let together = of_idea.together.clone().map(|together| {
            let lines = together.lines.unwrap_or_default();
            view! {
                <h3>{say(IDEAS.together)}</h3>
                <p>{text(&together.title)} {together.author.as_ref().map(|author| { let author = text(author); view! { " " {author} } })}</p>
                <p lang="zh-CN" class="poem">{lines.into_iter().map(|line| view! { {line} <br/> }).collect_view()}</p>
            }
        });
        let say_aloud = (!of_idea.say.is_empty()).then(|| {
            let words = of_idea.say.iter().map(|words| view! { <Quote text=text(words)/> }).collect_view();
            view! { <h3>{say(IDEAS.say)}</h3> {words} }
        });
        let steps = rows(&of_idea.steps);
        view! {
            <Section title=head>
                <p class="lead">{live(move || title.get(language()).to_owned())}</p>
                <ol class="steps">{steps}</ol>
                {say_aloud}
                {together}
            </Section>
        }
    });
    view! {
        <p class="cluster"><CategoryChip category=idea.category/></p>
        <p class="quiet">{say_with(COMMON.minutes, move || vec![("n", minutes.clone())])}</p>
        {told(IDEAS.why, &idea.why)}
        {told(IDEAS.aim, &idea.aim)}
        {told(IDEAS.suits, &idea.suits)}
        {listed(IDEAS.bring, &idea.materials)}
        {parts.collect_view()}
        {told(IDEAS.easier, &idea.easier)}
        {told(IDEAS.livelier, &idea.livelier)}
        {told(IDEAS.watch, &idea.watch_for)}
        {listed(IDEAS.ask, &idea.feedback)}
        <p class="quiet">{say(IDEAS.review)}</p>
    }
}

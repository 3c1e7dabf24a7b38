//! The interview before the service begins: guided questions, and what was asked for, by category.

use engine::domain::Id;
use engine::domain::fields::of_person;
use engine::domain::interview::{Held, Interview, Question};
use engine::domain::person::{Person, Role};
use engine::domain::plan::Category;
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::words::people::ENROL;
use engine::words::person::{INTERVIEW, question};
use engine::words::screens::{COMMON, PEOPLE};
use engine::words::terms;
use leptos::prelude::*;

use super::enrol::titled;
use super::language;
use super::options::once_read;
use super::parts::*;
use super::say;
use crate::shell::shell;

/// The page.
#[component]
pub fn InterviewScreen(
    /// The person.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let back = Back::to(Place::Person(id.clone()).href(), PEOPLE.one);
    let title = titled(&id, say(INTERVIEW.title));
    let held = shell.document(id.clone(), |document| {
        let role = read::person(document).map_or(Role::Guest, |person: Person| person.role);
        (role, read::interview(document))
    });
    let body = once_read(held, move |held| questions(id.clone(), held).into_any());
    view! {
        <Page title=title back=back place=Tab::People save=Signal::from(shell.saving)>
            <p>{say(INTERVIEW.intro)}</p>
            {body}
            <p class="quiet">{say(ENROL.private)}</p>
        </Page>
    }
}

fn questions(id: Id, held: Memo<(Role, Interview)>) -> impl IntoView {
    let shell = shell();
    let role = held.with_untracked(|(role, _)| *role);
    let asked = Question::of(role).iter().map(|asked| {
        let (id, slug) = (id.clone(), asked.slug());
        let value = move || held.with(|(_, interview)| interview.answers.get(slug).cloned().unwrap_or_default());
        let write = move |words: String| shell.edit(&id, vec![Edit::put(of_person::ANSWER, slug, words)], None);
        view! { <TextField label=question(*asked) lines=true value=value on_change=write/> }
    });
    let asked = asked.collect_view();
    let wants = move || {
        held.with(|(_, interview)| {
            interview.wants.iter().map(|category| category.slug().to_owned()).collect::<Vec<_>>()
        })
    };
    let all = Signal::derive(move || {
        Category::ALL
            .map(|category| ChoiceOption::new(category.slug(), terms::category(category).get(language())))
            .to_vec()
    });
    let choose = {
        let id = id.clone();
        move |chosen: Vec<String>| {
            let before = held.with_untracked(|(_, interview)| interview.wants.clone());
            let changed = Category::ALL.into_iter().filter_map(|category| {
                let now = chosen.iter().any(|name| name == category.slug());
                (now != before.contains(&category)).then(|| Edit::put(of_person::WANTS, category.slug(), now))
            });
            shell.edit(&id, changed.collect(), Some(COMMON.changed));
        }
    };
    let change = move |change: fn(Held, Option<chrono::NaiveDate>, Option<String>) -> Held, on, by| {
        let held = held.with_untracked(|(_, interview)| interview.held.clone());
        shell.edit(&id, vec![Edit::set(of_person::INTERVIEW, change(held, on, by))], None);
    };
    let (set_day, set_by) = (change.clone(), change);
    view! {
        <DateField label=INTERVIEW.on value=move || held.with(|(_, interview)| interview.held.on)
            on_change=move |on| set_day(|held, on, _| Held { on, ..held }, Some(on), None)/>
        <TextField label=INTERVIEW.by limit=60 value=move || held.with(|(_, interview)| interview.held.by.clone())
            on_change=move |by: String| set_by(|held, _, by| Held { by: by.unwrap_or_default(), ..held }, None, Some(by))/>
        {asked}
        <Choices label=INTERVIEW.wants hint=INTERVIEW.wants_help options=all value=Signal::derive(wants) on_change=choose/>
    }
}

//! People: the list by role, and a new person by alias or code.

use engine::domain::person::{Person, Role, same_alias, similar_alias};
use engine::domain::presence::TurnKind;
use engine::sync::Place;
use engine::sync::acts;
use engine::words::people::turn;
use engine::words::person::{IMPORT, TWICE};
use engine::words::screens::{COMMON, PEOPLE};
use engine::words::terms;
use leptos::prelude::*;

use super::live;
use super::options::{options, slug, unslug};
use super::parts::*;
use super::{language, say, say_with};
use crate::pinyin;
use crate::shell::shell;

/// The groups of the list, in their order.
const GROUPS: [Role; 5] = [Role::Peer, Role::Member, Role::Caregiver, Role::Professional, Role::Guest];

/// The roles, as they are offered.
pub const ROLES: [Role; 4] = [Role::Member, Role::Peer, Role::Caregiver, Role::Guest];

/// The list, by role.
#[component]
pub fn PeopleScreen() -> impl IntoView {
    let shell = shell();
    let people = shell.people();
    let search = RwSignal::new(String::new());
    let group = move |role: Role| {
        let wanted = search.get();
        let fits = |person: &Person| person.role == role && pinyin::fits(&person.alias, &wanted);
        let rows: Vec<Person> = people.get().into_iter().filter(fits).collect();
        let title = match role {
            Role::Peer => PEOPLE.peers,
            Role::Member => PEOPLE.members,
            Role::Guest => PEOPLE.guests,
            Role::Caregiver => PEOPLE.caregivers,
            Role::Professional => PEOPLE.professionals,
        };
        (!rows.is_empty()).then(|| {
            let rows = rows.into_iter().map(|person| {
                let (left, on_leave) = (person.left.is_some(), person.on_leave.is_some());
                let state = move || match (left, on_leave) {
                    (true, _) => say(PEOPLE.left)().to_owned(),
                    (_, true) => say(turn(TurnKind::OnLeave))().to_owned(),
                    _ => String::new(),
                };
                view! { <PersonRow name=person.alias state=state href=Place::Person(person.id).href()/> }
            });
            view! { <Section title=title><PersonList>{rows.collect_view()}</PersonList></Section> }
        })
    };
    let none = Memo::new(move |_| people.with(Vec::is_empty));
    view! {
        <Page title=PEOPLE.title place=Tab::People save=Signal::from(shell.saving)>
            <LinkButton label=PEOPLE.add href=Place::NewPerson.href() kind=Kind::Primary icon=Icon::Plus/>
            {live(move || none.get().then(|| view! { <EmptyState sentence=PEOPLE.empty/> }))}
            {live(move || (!none.get()).then(|| view! {
                <SearchField label=PEOPLE.search value=search on_change=move |words: String| search.set(words)/>
            }))}
            {live(move || GROUPS.map(group).collect_view())}
            <LinkButton label=IMPORT.title href=Place::Import.href() kind=Kind::Quiet/>
            <p class="quiet">{say(COMMON.who_sees)}</p>
        </Page>
    }
}

/// A new person.
#[component]
pub fn NewPersonScreen() -> impl IntoView {
    let shell = shell();
    let alias = RwSignal::new(String::new());
    let role = RwSignal::new(Role::Member);
    let problems = RwSignal::new(Vec::<Problem>::new());
    let same = {
        let people = shell.people();
        Memo::new(move |_| {
            people.with(|people| {
                let typed = alias.get();
                let same = same_alias(&typed, people.iter()).map(|person| (PEOPLE.same, person.alias.clone()));
                same.or_else(|| similar_alias(&typed, people).map(|person| (TWICE.similar, person.alias.clone())))
            })
        })
    };
    let add = move |()| {
        let name = alias.get_untracked();
        if name.trim().is_empty() {
            problems.set(vec![Problem::new(PEOPLE.need_alias.get(language()), "alias")]);
            return;
        }
        let id = shell.new_id(engine::domain::Kind::Person);
        shell.edit(&id, acts::people::add(role.get_untracked(), &name), None);
        if let Ok(history) = window().history()
            && history.length().unwrap_or(0) > 1
        {
            history.back().ok();
        } else {
            shell.replace(Place::People);
        }
    };
    view! {
        <Page title=PEOPLE.new_name back=Back::to("#/people", PEOPLE.title) place=Tab::People save=Signal::from(shell.saving)>
            <ErrorSummary title=engine::words::device::WELCOME.fix problems=problems/>
            <TextField id="alias" label=PEOPLE.alias value=alias on_change=move |name: String| alias.set(name) limit=60 help=FieldHelp::new(PEOPLE.alias_help)/>
            {live(move || same.get().map(|(words, name)| view! { <Note><p role="status">{say_with(words, move || vec![("name", name.clone())])}</p></Note> }))}
            <Choice label=PEOPLE.role options=options(&ROLES, terms::role) value=move || Some(slug(&role.get())) on_change=move |name: String| {
                if let Some(chosen) = unslug(&name) {
                    role.set(chosen);
                }
            }/>
            <Button label=COMMON.add on_press=add kind=Kind::Primary/>
        </Page>
    }
}

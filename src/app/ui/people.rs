//! People, the least that a session needs: peers and group members by alias or code, guests by nickname.

use engine::domain::Id;
use engine::domain::enrolment::Criterion;
use engine::domain::fields::of_person;
use engine::domain::person::{Person, Role, same_alias};
use engine::domain::presence::TurnKind;
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::sync::acts;
use engine::words::people::{ENROL, turn};
use engine::words::screens::{COMMON, PEOPLE};
use engine::words::terms;
use leptos::prelude::*;

use super::enrol;
use super::live;
use super::options::{options, slug, unslug};
use super::parts::*;
use super::turns::Turns;
use super::{language, say, say_with};
use crate::browser;
use crate::shell::shell;

const ROLES: [Role; 4] = [Role::Member, Role::Peer, Role::Caregiver, Role::Guest];

/// The list, by role.
#[component]
pub fn PeopleScreen() -> impl IntoView {
    let shell = shell();
    let people = shell.people();
    let search = RwSignal::new(String::new());
    let group = move |role: Role| {
        let wanted = search.get().trim().to_lowercase();
        let fits = |person: &Person| person.role == role && person.alias.to_lowercase().contains(&wanted);
        let rows: Vec<Person> = people.get().into_iter().filter(fits).collect();
        let title = match role {
            Role::Peer => PEOPLE.peers,
            Role::Member => PEOPLE.members,
            Role::Guest => PEOPLE.guests,
            Role::Caregiver => PEOPLE.caregivers,
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
            {live(move || [Role::Peer, Role::Member, Role::Caregiver, Role::Guest].map(group).collect_view())}
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
            people.with(|people| same_alias(&alias.get(), people.iter()).map(|person| person.alias.clone()))
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
            {live(move || same.get().map(|name| view! { <Note><p role="status">{say_with(PEOPLE.same, move || vec![("name", name.clone())])}</p></Note> }))}
            <Choice label=PEOPLE.role options=options(&ROLES, terms::role) value=move || Some(slug(&role.get())) on_change=move |name: String| {
                if let Some(chosen) = unslug(&name) {
                    role.set(chosen);
                }
            }/>
            <Button label=COMMON.add on_press=add kind=Kind::Primary/>
        </Page>
    }
}

/// A person's page.
#[component]
pub fn PersonScreen(
    /// The person.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let held = shell.document(id.clone(), read::person);
    let person = Memo::new(move |_| held.get().flatten());
    let set = {
        let id = id.clone();
        move |edit: Edit| {
            let label = (!matches!(edit, Edit::Write(..))).then_some(COMMON.changed);
            shell.edit(&id, vec![edit], label);
        }
    };
    let (set_alias, set_role, set_note) = (set.clone(), set.clone(), set);
    let id_of_turns = id.clone();
    let me = Memo::new(move |_| shell.local().me);
    let is_me = {
        let id = id.clone();
        move || me.get().as_ref() == Some(&id)
    };
    let become_me = {
        let id = id.clone();
        move |yes: bool| shell.set_local(|local| local.me = yes.then(|| id.clone()))
    };
    let together = {
        let id = id.clone();
        let sessions = shell.sessions();
        Memo::new(move |_| {
            sessions
                .get()
                .into_iter()
                .filter(|session| {
                    session.came.contains(&id)
                        || session.lead.as_ref() == Some(&id)
                        || session.assistant.as_ref() == Some(&id)
                })
                .collect::<Vec<_>>()
        })
    };
    let known = enrol::known(id.clone());
    let standing = move || known.with(enrol::standing);
    let href = StoredValue::new(Place::Enrolment(id.clone()).href());
    let enrolment = move || {
        view! {
            <Section title=ENROL.title>
                <p>{standing}</p>
                <LinkButton label=ENROL.open_page href=href.get_value()/>
            </Section>
        }
    };
    let asked = move || known.with(|known| known.role.is_some_and(|role| !Criterion::of(role).is_empty()));
    let remove = move |()| {
        shell.edit(&id, vec![acts::record::bin(true, &browser::now())], Some(COMMON.removed));
        shell.go(Place::People);
    };
    let peer =
        Memo::new(move |_| person.with(|person| person.as_ref().is_some_and(|person| person.role == Role::Peer)));
    let title = move || person.get().map(|person| person.alias).unwrap_or_default();
    view! {
        <Page title=title back=Back::to("#/people", PEOPLE.title) place=Tab::People save=Signal::from(shell.saving)>
            <TextField label=PEOPLE.alias value=move || person.get().map(|person| person.alias).unwrap_or_default() on_change=move |name: String| {
                if !name.trim().is_empty() {
                    set_alias(Edit::set(of_person::ALIAS, name.trim().to_owned()));
                }
            } limit=60 help=FieldHelp::new(PEOPLE.alias_help)/>
            <Choice label=PEOPLE.role options=options(&ROLES, terms::role) value=move || person.get().map(|person| slug(&person.role)) on_change=move |name: String| {
                if let Some(role) = unslug::<Role>(&name) {
                    set_role(Edit::set(of_person::ROLE, role));
                }
            }/>
            <TextField label=PEOPLE.note value=move || person.get().map(|person| person.note).unwrap_or_default() on_change=move |note: String| set_note(Edit::set(of_person::NOTE, note)) help=FieldHelp::new(PEOPLE.note_help)/>
            {live(move || peer.get().then(|| view! { <Tick label=PEOPLE.me value=is_me.clone() on_change=become_me.clone()/> }))}
            <Turns id=id_of_turns/>
            {live(move || asked().then(enrolment))}
            {live(move || (!together.with(Vec::is_empty)).then(|| view! {
                <Section title=PEOPLE.sessions><super::sessions::Rows sessions=together.get()/></Section>
            }))}
            <Button label=PEOPLE.remove on_press=remove kind=Kind::Quiet icon=Icon::Trash/>
            <p class="quiet">{say(PEOPLE.removed_note)}</p>
            <p class="quiet">{say(COMMON.who_sees)}</p>
        </Page>
    }
}

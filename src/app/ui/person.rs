//! A person's own page: who they are here, what is known, whether they take part, and the sessions they were at.

use engine::domain::Id;
use engine::domain::consent::Paper;
use engine::domain::enrolment::Criterion;
use engine::domain::fields::of_person;
use engine::domain::person::{Person, Role};
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::sync::acts;
use engine::words::evaluation::EVALUATION;
use engine::words::manual::TRAINING;
use engine::words::papers::PAPERS;
use engine::words::people::ENROL;
use engine::words::person::{ABOUT, INTERVIEW, TWICE};
use engine::words::screens::{COMMON, PEOPLE};
use engine::words::terms;
use leptos::prelude::*;

use super::enrol::{self, Known};
use super::evaluations::NOW;
use super::live;
use super::options::{once_read, options, slug, unslug};
use super::papers;
use super::parts::*;
use super::people::ROLES;
use super::turns::Turns;
use super::twice::{BelongsTo, Twice};
use super::{language, say, say_with};
use crate::browser;
use crate::shell::shell;

/// The page.
#[component]
pub fn PersonScreen(
    /// The person.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let title = {
        let id = id.clone();
        move || shell.read(|machine| machine.alias_of_entry(&id)).unwrap_or_default()
    };
    let held = {
        let read = shell.document(id.clone(), read::person);
        Memo::new(move |_| read.get().flatten())
    };
    let body = once_read(held, move |person| body(id.clone(), person).into_any());
    view! {
        <Page title=title back=Back::to("#/people", PEOPLE.title) place=Tab::People save=Signal::from(shell.saving)>
            {body}
            <p class="quiet">{say(COMMON.who_sees)}</p>
        </Page>
    }
}

fn body(id: Id, person: Memo<Person>) -> impl IntoView {
    let shell = shell();
    let set = {
        let id = id.clone();
        move |edit: Edit| {
            let label = (!matches!(edit, Edit::Write(..))).then_some(COMMON.changed);
            shell.edit(&id, vec![edit], label);
        }
    };
    let (set_alias, set_role, set_note) = (set.clone(), set.clone(), set);
    let me = Memo::new(move |_| shell.local().me);
    let is_me = {
        let id = id.clone();
        move || me.get().as_ref() == Some(&id)
    };
    let become_me = {
        let id = id.clone();
        move |yes: bool| shell.set_local(|local| local.me = yes.then(|| id.clone()))
    };
    let role = Memo::new(move |_| person.with(|person| person.role));
    let peer = Memo::new(move |_| role.get() == Role::Peer);
    let remove = {
        let id = id.clone();
        move |()| {
            shell.edit(&id, vec![acts::record::bin(true, &browser::now())], Some(COMMON.removed));
            shell.go(Place::People);
        }
    };
    let alias = move || person.with(|person| person.alias.clone());
    let note = move || person.with(|person| person.note.clone());
    let nameless = {
        let id = id.clone();
        move |yes: bool| shell.edit(&id, vec![Edit::set(of_person::NAMELESS, yes)], Some(COMMON.changed))
    };
    view! {
        <BelongsTo person/>
        <TextField label=PEOPLE.alias value=alias on_change=move |name: String| {
            if !name.trim().is_empty() {
                set_alias(Edit::set(of_person::ALIAS, name.trim().to_owned()));
            }
        } limit=60 help=FieldHelp::new(PEOPLE.alias_help)/>
        <Choice label=PEOPLE.role options=options(&ROLES, terms::role) value=move || Some(slug(&role.get())) on_change=move |name: String| {
            if let Some(role) = unslug::<Role>(&name) {
                set_role(Edit::set(of_person::ROLE, role));
            }
        }/>
        <TextField label=PEOPLE.note value=note on_change=move |note: String| set_note(Edit::set(of_person::NOTE, note)) help=FieldHelp::new(PEOPLE.note_help)/>
        {live(move || peer.get().then(|| view! { <Tick label=PEOPLE.me value=is_me.clone() on_change=become_me.clone()/> }))}
        <div class="stack">
            <WhatIsKnown id=id.clone()/>
            <Agreed id=id.clone() role/>
            {pages(id.clone(), role)}
        </div>
        <Turns id=id.clone()/>
        <Together id/>
        <Twice person/>
        <Tick label=TWICE.nameless hint=TWICE.nameless_help value=move || person.with(|person| person.nameless) on_change=nameless/>
        <Button label=PEOPLE.remove on_press=remove kind=Kind::Quiet icon=Icon::Trash/>
        <p class="quiet">{say(PEOPLE.removed_note)}</p>
    }
}

/// What is asked of somebody, and how far that is.
#[component]
fn WhatIsKnown(id: Id) -> impl IntoView {
    let held = enrol::known(id.clone());
    let known = Memo::new(move |_| held.get().unwrap_or_default());
    let standing = move || known.with(enrol::standing);
    let asked = move || known.with(|known: &Known| known.role.is_some_and(|role| !Criterion::of(role).is_empty()));
    let href = Place::Enrolment(id).href();
    live(move || {
        let href = href.clone();
        asked().then(|| {
            view! {
                <CardLink href=href title=ENROL.title text=Signal::derive(standing)/>
            }
        })
    })
}

/// The pages about them.
fn pages(id: Id, role: Memo<Role>) -> impl IntoView {
    let (about, interview) = (Place::About(id.clone()).href(), Place::Interview(id.clone()).href());
    let certificate = Place::Certificate(id.clone()).href();
    let evaluation = Place::Evaluation(id.clone(), NOW.into()).href();
    let peer = Memo::new(move |_| role.get() == Role::Peer);
    let trained = {
        let held = shell().document(id.clone(), |document| read::attended(document).len());
        Signal::derive(move || super::training::progress(held.get().unwrap_or_default()))
    };
    let held = shell().document(id, |document| (read::about(document).known(), read::interview(document).is_begun()));
    let known =
        say_with(ABOUT.known, move || vec![("n", held.with(|held| held.map_or(0, |(known, _)| known)).to_string())]);
    let begun = move || {
        let begun = held.with(|held| held.is_some_and(|(_, begun)| begun));
        say(if begun { INTERVIEW.begun } else { INTERVIEW.not_begun })().to_owned()
    };
    live(move || {
        let (about, interview, certificate) = (about.clone(), interview.clone(), certificate.clone());
        let evaluation = evaluation.clone();
        (role.get() != Role::Guest).then(|| {
            view! {
                <CardLink href=about title=ABOUT.title text=known/>
                {peer.get().then(|| view! { <CardLink href=certificate.clone() title=TRAINING.title text=trained/> })}
                <CardLink href=interview title=INTERVIEW.title text=Signal::derive(begun)/>
                {(role.get() != Role::Professional).then(|| view! { <CardLink href=evaluation.clone() title=EVALUATION.title/> })}
            }
        })
    })
}

/// Consent and agreement, and what is missing of them.
#[component]
fn Agreed(id: Id, role: Memo<Role>) -> impl IntoView {
    let href = Place::Papers(id.clone()).href();
    let held = papers::held(id);
    let line = move || {
        held.with(|held| {
            held.as_ref().map(|(role, agreements)| papers::sentence(*role, agreements)).unwrap_or_default()
        })
    };
    live(move || {
        let href = href.clone();
        (!Paper::needed(role.get()).is_empty()).then(|| {
            view! {
                <CardLink href=href title=PAPERS.title text=Signal::derive(line)/>
            }
        })
    })
}

/// The sessions at which they were.
#[component]
fn Together(id: Id) -> impl IntoView {
    let shell = shell();
    let sessions = shell.sessions();
    let together = Memo::new(move |_| {
        let is = |other: &Id| shell.read(|machine| machine.kept(other)) == id;
        acts::people::together(&sessions.get(), &is)
    });
    let line = move || {
        let language = language();
        together.with(|together| {
            let number = |count: usize| count.to_string();
            let led = [("led", number(together.led)), ("helped", number(together.helped))];
            let led = PEOPLE.led.fill(language, &led.each_ref().map(|(name, count)| (*name, count.as_str())));
            let came = PEOPLE.came.fill(language, &[("n", &number(together.came))]);
            let [no_led, no_came] = [together.led + together.helped == 0, together.came == 0];
            [(no_led, led), (no_came, came)]
                .into_iter()
                .filter(|(none, _)| !none)
                .map(|(_, line)| line)
                .collect::<Vec<_>>()
                .join(language.space())
        })
    };
    live(move || {
        (!together.with(|together| together.sessions.is_empty())).then(|| {
            view! {
                <Section title=PEOPLE.sessions>
                    <p>{line}</p>
                    <details>
                        <summary>{say(PEOPLE.show)}</summary>
                        <super::sessions::Rows sessions=together.with(|together| together.sessions.clone())/>
                    </details>
                </Section>
            }
        })
    })
}

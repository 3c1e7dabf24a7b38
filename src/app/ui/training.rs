//! The training: six workshops over five half days, who attended them, and the certificate.

use std::collections::BTreeMap;

use engine::domain::Id;
use engine::domain::person::{Person, Role};
use engine::domain::training::{Attended, WORKSHOPS, Workshop};
use engine::merge::read;
use engine::sync::Place;
use engine::words::manual::TRAINING;
use engine::words::screens::{IDEAS, PEOPLE};
use leptos::prelude::*;

use super::manual::text;
use super::options::once_read;
use super::parts::*;
use super::{language, live, say, say_with};
use crate::browser;
use crate::shell::shell;

/// How far somebody is, in a sentence.
pub fn progress(attended: usize) -> String {
    match attended {
        WORKSHOPS.. => TRAINING.whole.get(language()).to_owned(),
        some => TRAINING.progress.fill(language(), &[("n", &some.to_string())]),
    }
}

/// The six workshops, and how far the peers here are.
#[component]
pub fn TrainingScreen() -> impl IntoView {
    let shell = shell();
    let (workshops, people) = (shell.library.workshops(), shell.people());
    let cards = move || {
        let all = workshops.get();
        let Some(all) = all else { return view! { <p role="status">{say(TRAINING.loading)}</p> }.into_any() };
        let mut days: BTreeMap<u32, Vec<Workshop>> = BTreeMap::new();
        all.into_iter().for_each(|workshop| days.entry(workshop.half_day).or_default().push(workshop));
        let section = |(day, workshops): (u32, Vec<Workshop>)| {
            let cards = workshops.into_iter().map(|workshop| {
                let minutes = workshop.minutes().to_string();
                let hint = say_with(TRAINING.minutes, move || vec![("n", minutes.clone())]);
                let href = Place::Lesson(workshop.id.clone()).href();
                view! { <CardLink href=href title=Signal::derive(text(&workshop.title)) text=hint/> }
            });
            let cards = cards.collect_view();
            let title = say_with(TRAINING.half_day, move || vec![("n", day.to_string())]);
            view! { <Section title=title><div class="stack">{cards}</div></Section> }
        };
        days.into_iter().map(section).collect_view().into_any()
    };
    let peers = move || {
        let peers = people.get().into_iter().filter(|person| person.role == Role::Peer && person.left.is_none());
        let row = |person: Person| {
            let attended = person.trained.len();
            view! { <PersonRow name=person.alias state=Signal::derive(move || progress(attended)) href=Place::Certificate(person.id).href()/> }
        };
        peers.map(row).collect_view()
    };
    view! {
        <Page title=TRAINING.title back=Back::to(Place::Ideas.href(), IDEAS.title) place=Tab::Ideas>
            <p>{say(TRAINING.intro)}</p>
            {live(cards)}
            <Section title=PEOPLE.peers><PersonList>{live(peers)}</PersonList></Section>
        </Page>
    }
}

/// Somebody's workshops, and the certificate to print when all are attended.
#[component]
pub fn CertificateScreen(
    /// The peer.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let workshops = shell.library.workshops();
    let community = shell.community();
    let held = shell.document(id.clone(), |document| {
        let name = read::about(document).real_name;
        let alias = read::person(document).map(|person| person.alias).unwrap_or_default();
        (if name.trim().is_empty() { alias } else { name }, read::attended(document))
    });
    let title = super::enrol::titled(&id, say(TRAINING.certificate));
    let body = once_read(held, move |held| {
        let count = Memo::new(move |_| held.with(|(_, attended)| attended.len()));
        let rows = Signal::derive(move || {
            let line = |workshop: &Workshop, attended: &BTreeMap<String, Attended>| {
                let (day, trainer) = attended.get(&workshop.id).map_or((String::new(), String::new()), |attended| {
                    (browser::long_date(language(), attended.on), attended.trainer.clone())
                });
                vec![workshop.title.get(language()).to_owned(), day, trainer]
            };
            held.with(|(_, attended)| {
                workshops.get().iter().flatten().map(|one| line(one, attended)).collect::<Vec<_>>()
            })
        });
        let heads = Signal::derive(move || {
            [TRAINING.workshop, TRAINING.day, TRAINING.trainer].map(|head| head.get(language()).to_owned()).to_vec()
        });
        let sheet = move || {
            let signed = Signal::derive(move || {
                [TRAINING.signed_trainer, TRAINING.signed_doctor].map(|who| who.get(language()).to_owned()).to_vec()
            });
            let name = move || held.with(|(name, _)| name.clone());
            let of = move || community.get().map(|community| community.name).unwrap_or_default();
            view! {
                <FormSheet title=TRAINING.certificate community=Signal::derive(of)>
                    <FormRow label=TRAINING.given_to value=Signal::derive(name)/>
                    <p class="sheet-section">{say(TRAINING.certificate_words)}</p>
                    <FormTable head=heads rows=rows caption=TRAINING.title/>
                    <Signatures labels=signed/>
                </FormSheet>
            }
        };
        live(move || match count.get() {
            WORKSHOPS.. => view! { <PrintBar/> {sheet()} }.into_any(),
            some => {
                let list = move || {
                    rows.get()
                        .into_iter()
                        .map(|row| {
                            let day = if row[1].is_empty() {
                                TRAINING.not_attended.get(language()).to_owned()
                            } else {
                                row[1].clone()
                            };
                            view! { <PersonRow name=row[0].clone() state=day/> }
                        })
                        .collect_view()
                };
                view! {
                    <p class="lead" role="status">{move || progress(some)}</p>
                    <p>{say(TRAINING.certificate_not_yet)}</p>
                    <PersonList>{list}</PersonList>
                    <LinkButton label=TRAINING.title href=Place::Training.href()/>
                }
                .into_any()
            }
        })
    });
    view! {
        <Page title=title back=Back::to(Place::Person(id).href(), PEOPLE.one) place=Tab::People>
            {body}
            <p class="quiet hide-on-paper">{say(TRAINING.certificate_name)}</p>
        </Page>
    }
}

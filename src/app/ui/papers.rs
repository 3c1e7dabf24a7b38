//! Rules, consent and agreement with one person: how each stands, its text, agreeing, withdrawing.

use engine::domain::Id;
use engine::domain::consent::{Agreements, Paper, Signed, Standing, Versions, missing, standing};
use engine::domain::language::Both;
use engine::domain::person::{Person, Role};
use engine::merge::read;
use engine::sync::Place;
use engine::sync::acts::people;
use engine::words::papers::{PAPERS, paper as name_of, text};
use engine::words::screens::{COMMON, PEOPLE};
use leptos::prelude::*;

use super::agree::{Agree, how_it_was};
use super::enrol::titled;
use super::manual::InManual;
use super::options::once_read;
use super::parts::*;
use super::{language, live, say};
use crate::boot::leave;
use crate::browser;
use crate::shell::shell;

/// A person's role and agreements, as soon as they are read.
pub fn held(id: Id) -> Memo<Option<(Role, Agreements)>> {
    shell().document(id, |document| {
        let role = read::person(document).map_or(Role::Guest, |person: Person| person.role);
        (role, read::agreements(document))
    })
}

/// What is missing, in a sentence.
pub fn sentence(role: Role, agreements: &Agreements) -> String {
    let language = language();
    let names: Vec<&str> = missing(agreements, role).iter().map(|paper| name_of(*paper).get(language)).collect();
    if names.is_empty() {
        return PAPERS.all_here.get(language).to_owned();
    }
    PAPERS.missing.fill(language, &[("what", &super::say::list(&names))])
}

/// The community's versions of a paper.
pub fn versions(paper: Paper) -> Memo<Versions> {
    shell().of_community(move |document| read::versions(document, paper))
}

/// The text of one version; the app's own for the empty id, and for one that is not here.
pub fn text_of(paper: Paper, versions: &Versions, id: &str) -> Both {
    versions.iter().find(|(known, _)| known == id).map_or_else(|| text(paper), |(_, version)| version.text.clone())
}

/// All three, with a word on each.
#[component]
pub fn PapersScreen(
    /// The person.
    id: Id,
) -> impl IntoView {
    let back = Back::to(Place::Person(id.clone()).href(), PEOPLE.one);
    let title = titled(&id, say(PAPERS.title));
    let body = once_read(held(id.clone()), move |held| {
        let of = id.clone();
        let card = move |paper: Paper| {
            let state = move || {
                let (language, date) = (language(), |on| browser::short_date(language(), on));
                held.with(|(_, agreements)| match standing(agreements, paper) {
                    Standing::Agreed(id) => PAPERS.agreed_on.fill(language, &[("date", &date(agreements[&id].on))]),
                    Standing::Withdrawn(id) => {
                        let on = agreements[&id].withdrawn.as_ref().map_or(agreements[&id].on, |gone| gone.on);
                        PAPERS.withdrawn_on.fill(language, &[("date", &date(on))])
                    }
                    Standing::Missing if paper == Paper::Rules => PAPERS.explain_only.get(language).to_owned(),
                    Standing::Missing => PAPERS.not_yet.get(language).to_owned(),
                })
            };
            view! { <CardLink href=Place::Paper(of.clone(), paper).href() title=name_of(paper) text=Signal::derive(state)/> }
        };
        let needed = move |paper: &Paper| {
            *paper == Paper::Rules || held.with_untracked(|(role, _)| Paper::needed(*role).contains(paper))
        };
        let cards = Paper::ALL.into_iter().filter(needed).map(card).collect_view();
        let sentence = move || held.with(|(role, agreements)| sentence(*role, agreements));
        view! { <p class="lead" role="status">{sentence}</p> <div class="stack">{cards}</div> }.into_any()
    });
    view! {
        <Page title=title back=back place=Tab::People save=Signal::from(shell().saving)>
            <p>{say(PAPERS.intro)}</p>
            {body}
            <p class="quiet">{say(PAPERS.free)}</p>
            <InManual page="consent_and_enrolment"/>
        </Page>
    }
}

/// One paper with one person.
#[component]
pub fn PaperScreen(
    /// The person.
    id: Id,
    /// Which one.
    paper: Paper,
) -> impl IntoView {
    let back = Back::to(Place::Papers(id.clone()).href(), COMMON.back);
    let versions = versions(paper);
    let body = once_read(held(id.clone()), move |held| {
        let now = Memo::new(move |_| held.with(|(_, agreements)| standing(agreements, paper)));
        let again = RwSignal::new(false);
        // Who agreed sees the text they agreed to; everybody else the latest.
        let version = Memo::new(move |_| {
            let latest = versions.with(|versions| versions.last().map(|(id, _)| id.clone()).unwrap_or_default());
            match now.get() {
                Standing::Agreed(id) => held.with(|(_, agreements)| agreements[&id].version.clone()),
                _ => latest,
            }
        });
        let text = Memo::new(move |_| versions.with(|versions| text_of(paper, versions, &version.get())));
        let number = move || {
            versions.with(|versions| {
                let at = versions.iter().position(|(id, _)| *id == version.get()).map_or(1, |at| at + 2);
                let older = at < versions.len() + 1;
                let line = PAPERS.version.fill(language(), &[("n", &at.to_string())]);
                if older { format!("{line} · {}", PAPERS.newer.get(language())) } else { line }
            })
        };
        let words = move || text.get().get(language()).to_owned();
        let paragraphs = move || words().lines().map(|line| view! { <p>{line.to_owned()}</p> }).collect_view();
        let of = id.clone();
        let state = move || {
            let found = |id: &str| held.with_untracked(|(_, agreements)| agreements.get(id).cloned());
            match now.get() {
                Standing::Agreed(key) if !again.get() => {
                    found(&key).map(|signed| agreed(of.clone(), key, signed, again).into_any())
                }
                Standing::Withdrawn(key) if !again.get() => {
                    found(&key).map(|signed| withdrawn(of.clone(), key, signed, again).into_any())
                }
                _ => {
                    let spoken = held.with_untracked(|(role, _)| *role == Role::Caregiver);
                    let of = of.clone();
                    Some(view! { <Agree id=of paper version=version.get_untracked() spoken again/> }.into_any())
                }
            }
        };
        view! {
            <ReadAloud text=Signal::derive(words)/>
            <Card>{paragraphs}<p class="quiet">{number}</p></Card>
            {live(state)}
        }
        .into_any()
    });
    view! {
        <Page title=name_of(paper) back=back place=Tab::People save=Signal::from(shell().saving)>
            {body}
            <p class="quiet">{say(PAPERS.free)}</p>
        </Page>
    }
}

/// How and when somebody agreed, and the way to withdraw.
fn agreed(id: Id, key: String, signed: Signed, again: RwSignal<bool>) -> impl IntoView {
    let shell = shell();
    let (opened, day, reason) =
        (RwSignal::new(false), RwSignal::new(Some(browser::now().today())), RwSignal::new(String::new()));
    let take_back = {
        let (id, key, signed) = (id.clone(), key.clone(), signed.clone());
        move |()| {
            again.set(false);
            shell.edit(&id, vec![people::take_agreement_back(&key, &signed)], Some(COMMON.removed_line));
        }
    };
    let how = how_it_was(&signed);
    let withdraw = Callback::new(move |()| {
        leave::flush();
        let on = day.get_untracked().unwrap_or_else(|| browser::now().today());
        let edit = people::withdraw(&key, &signed, on, &reason.get_untracked());
        shell.edit(&id, vec![edit], Some(COMMON.changed));
    });
    let body = move || {
        if !opened.get() {
            return view! { <Button label=PAPERS.withdraw on_press=move |()| opened.set(true)/> }.into_any();
        }
        view! {
            <Card title=PAPERS.withdraw>
                <p>{say(PAPERS.withdraw_what)}</p>
                <p>{say(PAPERS.withdraw_help)}</p>
                <DateField label=PAPERS.on value=day on_change=move |on| day.set(Some(on))/>
                <TextField label=PAPERS.withdraw_why lines=true value=reason on_change=move |words: String| reason.set(words)/>
                <Button label=PAPERS.withdraw_do on_press=withdraw kind=Kind::Primary/>
                <Button label=COMMON.cancel on_press=move |()| opened.set(false) kind=Kind::Quiet/>
            </Card>
        }
        .into_any()
    };
    view! {
        <Note tone=Tone::Ok>{how}</Note>
        {live(body)}
        <Button label=PAPERS.by_mistake on_press=take_back kind=Kind::Quiet/>
    }
}

/// Since when it is withdrawn, and the way back.
fn withdrawn(id: Id, key: String, signed: Signed, again: RwSignal<bool>) -> impl IntoView {
    let shell = shell();
    let gone = signed.withdrawn.clone();
    let line = move || {
        let on = gone.as_ref().map(|gone| browser::short_date(language(), gone.on)).unwrap_or_default();
        PAPERS.withdrawn_on.fill(language(), &[("date", &on)])
    };
    let why = signed.withdrawn.as_ref().map(|gone| gone.reason.clone()).filter(|reason| !reason.is_empty());
    let not_so = move |()| {
        let edit = people::take_agreement_back(&key, &signed);
        shell.edit(&id, vec![edit], Some(COMMON.removed_line));
    };
    view! {
        <Note><p role="status">{line}</p>{why.map(|why| view! { <p class="lines">{why}</p> })}<p>{say(PAPERS.withdraw_what)}</p></Note>
        <Button label=PAPERS.again on_press=move |()| again.set(true) kind=Kind::Primary/>
        <Button label=PAPERS.by_mistake on_press=not_so kind=Kind::Quiet/>
    }
}

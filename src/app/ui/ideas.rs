//! Ideas: the library, with what one looks for, and choosing one for a plan.

use chrono::NaiveDate;
use engine::domain::Id;
use engine::domain::idea::{Here, Idea, Wish, offered};
use engine::domain::interview::asked_for;
use engine::domain::plan::Category;
use engine::domain::session::State;
use engine::merge::read;
use engine::sync::Place;
use engine::sync::acts;
use engine::words::manual::{MANUAL, TRAINING};
use engine::words::person::INTERVIEW;
use engine::words::screens::{COMMON, IDEAS};
use engine::words::terms;
use leptos::prelude::*;

use super::live;
use super::own_idea::{Bring, begin};
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// How often an idea was used here, and when last.
fn used(shell: Shell, idea: &str) -> (usize, Option<NaiveDate>) {
    shell.read(|machine| {
        let held = |state| !matches!(state, State::Cancelled | State::Planning | State::Ready);
        let sessions = machine.sessions();
        let of_idea = || {
            let of = |session: &&engine::domain::session::SessionSummary| {
                session.idea.as_deref() == Some(idea) && held(session.state)
            };
            sessions.iter().filter(of)
        };
        (of_idea().count(), of_idea().filter_map(|session| session.date).max())
    })
}

/// Ideas of the app and of the community, as soon as they are read.
pub fn all(shell: Shell) -> Memo<Option<Vec<Idea>>> {
    let library = shell.library.ideas();
    let own = shell.of_community(read::own_ideas);
    Memo::new(move |_| {
        let own = own.get().into_iter().map(|(short, own)| own.idea(&short));
        library.get().map(|ideas| own.chain(ideas).collect())
    })
}

/// The library.
#[component]
pub fn IdeasScreen() -> impl IntoView {
    let shell = shell();
    view! {
        <Page title=IDEAS.title place=Tab::Ideas save=Signal::from(shell.saving)>
            <div class="pair">
                <LinkButton label=MANUAL.title href=Place::Manual.href() icon=Icon::Info/>
                <LinkButton label=TRAINING.title href=Place::Training.href() icon=Icon::People/>
            </div>
            <Library link=Callback::new(|idea: String| Place::Idea(idea).href())/>
            <Section title=IDEAS.ours>
                <Button label=IDEAS.write_own on_press=move |()| begin(shell, None) icon=Icon::Pen/>
                <Bring/>
            </Section>
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
    let now = browser::now();
    let Some(last) = shell.peek(|machine| machine.session(last, &now)) else { return };
    let ids: Vec<String> = last.plan.steps.iter().map(|_| shell.short_id()).collect();
    shell.act(session, Some(IDEAS.taken), |held, _| acts::plan::take_plan(&held.plan, &last.plan, &ids));
    shell.go(Place::Plan(session.clone()));
}

/// Categories, search, wishes, and the ideas that fit, the familiar ones first.
#[component]
fn Library(link: Callback<String, String>) -> impl IntoView {
    let shell = shell();
    let ideas = all(shell);
    let people = shell.people();
    let favourites = shell.of_community(read::favourites);
    let wish = RwSignal::new(Wish::default());
    let found = Memo::new(move |_| {
        let (ideas, wish, people) = (ideas.get().unwrap_or_default(), wish.get(), people.get());
        let favourites = favourites.get();
        let here = Here {
            used: &|idea| used(shell, idea).0,
            asked: &|category| asked_for(&people, category),
            favourite: &|idea| favourites.iter().any(|liked| liked == idea),
        };
        offered(&ideas, &wish, &here).into_iter().cloned().collect::<Vec<_>>()
    });
    let category = Memo::new(move |_| wish.with(|wish| wish.category));
    let cards = Category::ALL.map(|kind| {
        let press = Callback::new(move |()| wish.update(|wish| wish.category = if wish.category == Some(kind) { None } else { Some(kind) }));
        let asked = move || match people.with(|people| asked_for(people, kind)) {
            0 => String::new(),
            1 => INTERVIEW.asked_one.get(language()).to_owned(),
            many => INTERVIEW.asked.fill(language(), &[("n", &many.to_string())]),
        };
        view! { <CategoryCard category=kind on_press=press text=Signal::derive(asked) chosen=Signal::derive(move || category.get() == Some(kind))/> }
    });
    let special = Memo::new(move |_| wish.with(|wish| Wish { category: None, ..wish.clone() } != Wish::default()));
    let heading = move || match (category.get(), special.get()) {
        (Some(category), _) => say(terms::category(category))(),
        (None, true) => say(IDEAS.title)(),
        (None, false) => say(IDEAS.familiar)(),
    };
    let rows = move || {
        found.get().into_iter().map(|idea| {
            let href = link.run(idea.id.clone());
            let (name, minutes, why, own) = (idea.name.clone(), idea.minutes().to_string(), idea.why.clone(), idea.is_own());
            let (times, last) = used(shell, &idea.id);
            let text = move || {
                let language = language();
                let own = if own { IDEAS.ours.get(language).to_owned() } else { why.get(language).to_owned() };
                let month = last.map(|last| browser::month(language, last)).unwrap_or_default();
                let used = match times {
                    0 => String::new(),
                    1 => IDEAS.used_once.fill(language, &[("month", &month)]),
                    many => IDEAS.used.fill(language, &[("n", &many.to_string()), ("month", &month)]),
                };
                let all = [COMMON.minutes.fill(language, &[("n", &minutes)]), own, used];
                all.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" · ")
            };
            view! { <CardLink href=href title=move || name.get(language()).to_owned() text=text icon=super::icon::of_category(idea.category)/> }
        }).collect_view()
    };
    let unread = Memo::new(move |_| match ideas.get() {
        None => Some(IDEAS.loading),
        Some(ideas) => ideas.is_empty().then_some(IDEAS.unavailable),
    });
    let nothing = Memo::new(move |_| found.with(Vec::is_empty));
    let words = move || wish.with(|wish| wish.words.clone());
    view! {
        <SearchField label=IDEAS.search value=Signal::derive(words) on_change=move |words: String| wish.update(|wish| wish.words = words)/>
        <CategoryGrid>{cards.collect_view()}</CategoryGrid>
        <Wishes wish/>
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

/// What one looks for beside category and words.
#[component]
fn Wishes(wish: RwSignal<Wish>) -> impl IntoView {
    const ONLY: [(&str, engine::words::Phrase); 4] =
        [("new", IDEAS.new_here), ("asked", IDEAS.asked_for), ("liked", IDEAS.favourites), ("little", IDEAS.little)];
    const LENGTHS: [u32; 3] = [50, 60, 75];
    let options =
        Signal::derive(move || ONLY.map(|(slug, label)| ChoiceOption::new(slug, label.get(language()))).to_vec());
    let chosen = Signal::derive(move || {
        wish.with(|wish| {
            let on = [wish.new_here, wish.asked_for, wish.favourite, wish.little];
            ONLY.iter().zip(on).filter(|(_, on)| *on).map(|((slug, _), _)| (*slug).to_owned()).collect::<Vec<_>>()
        })
    });
    let choose = move |chosen: Vec<String>| {
        let on = |slug: &str| chosen.iter().any(|one| one == slug);
        wish.update(|wish| {
            (wish.new_here, wish.asked_for, wish.favourite, wish.little) =
                (on("new"), on("asked"), on("liked"), on("little"));
        });
    };
    let lengths = Signal::derive(move || {
        let length = |minutes: u32| {
            ChoiceOption::new(minutes.to_string(), COMMON.minutes.fill(language(), &[("n", &minutes.to_string())]))
        };
        let any = ChoiceOption::new("", IDEAS.any_length.get(language()));
        LENGTHS.into_iter().map(length).chain([any]).collect::<Vec<_>>()
    });
    let length = move || Some(wish.with(|wish| wish.minutes.map(|minutes| minutes.to_string()).unwrap_or_default()));
    view! {
        <details>
            <summary>{say(IDEAS.narrow)}</summary>
            <div class="stack">
                <Choices label=IDEAS.only options=options value=chosen on_change=choose/>
                <Choice label=IDEAS.length options=lengths value=Signal::derive(length) inline=true
                    on_change=move |minutes: String| wish.update(|wish| wish.minutes = minutes.parse().ok())/>
            </div>
        </details>
    }
}

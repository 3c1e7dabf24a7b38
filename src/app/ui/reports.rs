//! How the service is going: a few lines at a glance, and the way to each report.

use std::cell::RefCell;
use std::sync::Arc;

use chrono::NaiveDate;
use engine::domain::Id;
use engine::domain::figures::Records;
use engine::domain::plan::Category;
use engine::report::overview::together;
use engine::report::{Filter, Topic, glance};
use engine::sync::acts::programme;
use engine::sync::{Machine, Place};
use engine::words::Language;
use engine::words::device::ME;
use engine::words::report::REPORTS;
use engine::words::tables::FILES;
use engine::words::terms;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, options, say};
use crate::boot::{leave, neighbours};
use crate::browser;
use crate::library;
use crate::shell::{Shell, shell};

/// What is counted: chosen once, and kept while one goes from report to report.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen {
    /// The sample programme, not one's own records.
    pub sample: bool,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// To this day.
    pub to: Option<NaiveDate>,
    /// Sessions of this category only.
    pub category: Option<Category>,
    /// These communities only; all where none is named.
    pub communities: Vec<Id>,
}

thread_local! {
    static CHOSEN: RefCell<Chosen> = RefCell::default();
    /// The sample programme, made once for a language.
    static SAMPLE: RefCell<Option<(Language, Arc<Vec<Records>>)>> = const { RefCell::new(None) };
}

/// How often it is looked whether all documents are open, in milliseconds.
const LOOK: i32 = 30;
/// So many looks without one that opened, and no more are waited for.
const STILL: usize = 50;

impl Chosen {
    /// What was chosen last, as a signal that keeps itself.
    pub fn signal() -> RwSignal<Chosen> {
        let chosen = RwSignal::new(CHOSEN.with_borrow(Chosen::clone));
        Effect::new(move |_| CHOSEN.set(chosen.get()));
        chosen
    }

    /// As the reports' filter. Without a choice of its own, what the sample counts ends where the sample ends.
    pub fn filter(self) -> Filter {
        let today = (!self.sample).then(|| browser::now().today());
        Filter { communities: self.communities, from: self.from, to: self.to.or(today), category: self.category }
    }
}

/// What reports count; `None` while it is being read or made.
pub fn counted(shell: Shell, chosen: RwSignal<Chosen>) -> Memo<Option<Arc<Vec<Records>>>> {
    let opened = opened(shell);
    let sample = RwSignal::new(None::<Arc<Vec<Records>>>);
    let linked = RwSignal::new(None::<Vec<Records>>);
    leptos::task::spawn_local(async move {
        // What can't be read is said on the overview; here it is not counted.
        let read = neighbours::all(shell).await.unwrap_or_default();
        let found = read.iter().filter_map(|one| one.found.clone().ok());
        linked.try_set(Some(found.collect()));
    });
    Effect::new(move |_| {
        let language = shell.language();
        if chosen.with(|chosen| chosen.sample) {
            leptos::task::spawn_local(async move {
                let made = make_sample(language).await;
                sample.try_set(Some(made));
            });
        }
    });
    Memo::new_with_compare(
        move |_| match chosen.with(|chosen| chosen.sample) {
            true => sample.get(),
            false if !opened.get() => None,
            false => linked.with(|linked| {
                let own = shell.read(Machine::records)?;
                Some(Arc::new(together([own].into_iter().chain(linked.iter().flatten().cloned()))))
                    .filter(|_| linked.is_some())
            }),
        },
        |_, _| true,
    )
}

/// Opens the documents that reports need; lines from before there were reports are brought up to date by that. Whether all are open,
/// or no more come: each one that opens would have everything counted anew.
fn opened(shell: Shell) -> RwSignal<bool> {
    let waits = shell.peek(Machine::without_figures);
    let opened = RwSignal::new(waits.is_empty());
    waits.iter().for_each(|id| shell.open(id));
    if !waits.is_empty() {
        leptos::task::spawn_local(async move {
            let left = || shell.peek(|machine| waits.iter().filter(|id| !machine.is_open(id)).count());
            let (mut before, mut still) = (left(), 0);
            while before > 0 && still < STILL {
                leave::pause(LOOK).await;
                let now = left();
                still = if now < before { 0 } else { still + 1 };
                before = now;
            }
            opened.try_set(true);
        });
    }
    opened
}

async fn make_sample(language: Language) -> Arc<Vec<Records>> {
    let known = SAMPLE.with_borrow(|sample| sample.clone());
    if let Some((_, made)) = known.filter(|(of, _)| *of == language) {
        return made;
    }
    let ideas = library::ideas().await;
    // The page says that it counts before it does.
    leave::pause(30).await;
    let now = browser::now();
    let made = Arc::new(programme::make(language, &ideas, &now).records(&now));
    SAMPLE.set(Some((language, made.clone())));
    made
}

/// In an address, in place of a report: the page with the sample chosen.
pub const SAMPLE_PAGE: &str = "sample";

/// The page.
#[component]
pub fn ReportsScreen(
    /// Whether the sample is shown, whatever was chosen last.
    #[prop(optional)]
    sample: bool,
) -> impl IntoView {
    let shell = shell();
    if sample {
        CHOSEN.with_borrow_mut(|chosen| *chosen = Chosen { sample: true, ..Chosen::default() });
    }
    let chosen = Chosen::signal();
    let records = counted(shell, chosen);
    let links = Topic::ALL.map(|topic| {
        let href = Place::Report(topic.slug().to_owned()).href();
        view! { <li><CardLink href=href title=topic.title()/></li> }
    });
    let lines = move || {
        let (filter, language) = (chosen.get().filter(), language());
        records.get().map(|records| {
            let called = |day| browser::long_date(language, day);
            glance(&records, &filter, language, &called).into_iter().map(|line| view! { <p>{line}</p> }).collect_view()
        })
    };
    view! {
        <Page title=REPORTS.title back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <Card title=REPORTS.at_a_glance tint=true>
                {live(move || match lines() {
                    Some(lines) => lines.into_any(),
                    None => view! { <p role="status">{say(REPORTS.making)}</p> }.into_any(),
                })}
            </Card>
            <SampleNote chosen=chosen/>
            <Choosing chosen=chosen communities=communities(records)/>
            <Section title=REPORTS.all><ul class="rows">{links.into_iter().collect_view()}</ul></Section>
            <ul class="rows"><li><CardLink href=Place::Files.href() title=FILES.title icon=Icon::Copy/></li></ul>
            <Whose chosen=chosen/>
        </Page>
    }
}

/// Says that what is shown is the sample.
#[component]
pub fn SampleNote(chosen: RwSignal<Chosen>) -> impl IntoView {
    live(move || chosen.with(|chosen| chosen.sample).then(|| view! { <Note><p>{say(REPORTS.sample_on)}</p></Note> }))
}

/// One's own records, or the sample.
#[component]
fn Whose(chosen: RwSignal<Chosen>) -> impl IntoView {
    let choices = Signal::derive(move || {
        vec![
            ChoiceOption::new("ours", REPORTS.ours.get(language())),
            ChoiceOption::new("sample", REPORTS.sample.get(language())),
        ]
    });
    let value = move || Some(if chosen.with(|chosen| chosen.sample) { "sample" } else { "ours" }.to_owned());
    let choose = move |which: String| chosen.set(Chosen { sample: which == "sample", ..Chosen::default() });
    view! { <Choice label=REPORTS.which hint=REPORTS.sample_why options=choices value=value on_change=choose/> }
}

/// The communities of what is counted.
pub fn communities(records: Memo<Option<Arc<Vec<Records>>>>) -> Signal<Vec<(Id, String)>> {
    Signal::derive(move || {
        let one = |one: &Records| (one.community.id.clone(), one.community.name.clone());
        records.get().unwrap_or_default().iter().map(one).collect()
    })
}

/// Communities, days and category.
#[component]
pub fn Choosing(
    chosen: RwSignal<Chosen>,
    /// The communities that can be chosen.
    communities: Signal<Vec<(Id, String)>>,
) -> impl IntoView {
    let change = move |change: &dyn Fn(&mut Chosen)| chosen.update(|chosen| change(chosen));
    let communities = Signal::derive(move || {
        communities.get().into_iter().map(|(id, name)| ChoiceOption::new(id.as_str(), name)).collect::<Vec<_>>()
    });
    let several = Memo::new(move |_| communities.with(|all| all.len() > 1));
    let ticked =
        move || chosen.with(|chosen| chosen.communities.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>());
    let tick = move |ids: Vec<String>| {
        change(&|chosen| chosen.communities = ids.iter().filter_map(|id| Id::parse(id)).collect());
    };
    let from = Signal::derive(move || chosen.with(|chosen| chosen.from));
    let to = Signal::derive(move || chosen.with(|chosen| chosen.to));
    let categories = Signal::derive(move || {
        let every = ChoiceOption::new("", REPORTS.every.get(language()));
        let one = |category| ChoiceOption::new(options::slug(&category), terms::category(category).get(language()));
        [every].into_iter().chain(Category::ALL.into_iter().map(one)).collect::<Vec<_>>()
    });
    let category =
        move || Some(chosen.with(|chosen| chosen.category.map(|one| options::slug(&one)).unwrap_or_default()));
    let whole = move |()| chosen.update(|chosen| *chosen = Chosen { sample: chosen.sample, ..Chosen::default() });
    view! {
        <details>
            <summary>{say(REPORTS.choose)}</summary>
            <div class="stack">
                {live(move || several.get().then(|| view! {
                    <Choices label=REPORTS.communities hint=REPORTS.communities_hint options=communities value=Signal::derive(ticked)
                        on_change=tick/>
                }))}
                <DateField label=REPORTS.from value=from on_change=move |day| change(&|chosen| chosen.from = Some(day))
                    on_clear=move |()| change(&|chosen| chosen.from = None)/>
                <DateField label=REPORTS.to value=to on_change=move |day| change(&|chosen| chosen.to = Some(day))
                    on_clear=move |()| change(&|chosen| chosen.to = None)/>
                <Choice label=REPORTS.category options=categories value=category
                    on_change=move |slug: String| change(&|chosen| chosen.category = options::unslug(&slug))/>
                <Button label=REPORTS.whole on_press=whole kind=Kind::Quiet/>
            </div>
        </details>
    }
}

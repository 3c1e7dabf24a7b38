//! The forms of a period in one piece: chosen, shown as paper with a cover, printed or saved as one page.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use engine::domain::Id;
use engine::domain::plan::Category;
use engine::domain::session::SessionSummary;
use engine::domain::submission::{Period, Submissions};
use engine::export::bundle::Wanted;
use engine::export::selection::Selection;
use engine::merge::read;
use engine::sync::place::FormKind;
use engine::words::Phrase;
use engine::words::files::BUNDLE;
use engine::words::screens::SESSIONS;
use leptos::prelude::*;

use super::bundle_papers::{Laid, Papers, halted, lays};
use super::bundle_which::WhichSessions;
use super::form::title;
use super::parts::*;
use super::working::{NotDone, Working};
use super::{language, live, say};
use crate::aside::paper::Asks;
use crate::aside::{self, Halt, Progress};
use crate::browser;
use crate::shell::{Shell, shell};

/// Periods that are offered by name; other days can be chosen.
const OFFERED: usize = 6;

/// The first and last day that are chosen; none while one of them is missing.
type Span = Option<(NaiveDate, NaiveDate)>;

/// The latest periods, the latest first.
fn periods(shell: Shell) -> Vec<Period> {
    shell
        .read(|machine| {
            let community = machine.community()?;
            let submissions = read::submissions(machine.document(&community.id)?);
            let all = submissions.periods(community.started?, browser::now().today());
            Some(all.into_iter().rev().take(OFFERED).collect())
        })
        .unwrap_or_default()
}

/// The page.
#[component]
pub fn BundleScreen() -> impl IntoView {
    let shell = shell();
    let offered = Memo::new(move |_| periods(shell));
    let which = RwSignal::new(offered.get_untracked().first().map_or("other".to_owned(), |one| one.number.to_string()));
    let (from, to) = (RwSignal::new(None::<NaiveDate>), RwSignal::new(None::<NaiveDate>));
    let all = shell.sessions();
    let span: Memo<Span> = Memo::new(move |_| {
        let named = |number: String| offered.get().into_iter().find(|one| one.number.to_string() == number);
        match named(which.get()) {
            Some(period) => Some((all.with(|all| Submissions::first_day(&period, all)), period.to)),
            None => from.get().zip(to.get()).filter(|(from, to)| from <= to),
        }
    });
    let kinds = RwSignal::new(FormKind::ALL.map(|kind| kind.slug().to_owned()).to_vec());
    let (category, without) = (RwSignal::new(None::<Category>), RwSignal::new(BTreeSet::<Id>::new()));
    let selection = Memo::new(move |_| {
        let (from, to) = span.get()?;
        Some(Selection { from, to, category: category.get(), without: without.get() })
    });
    let of_days = Memo::new(move |_| span.get().is_some_and(|(from, to)| all.with(|all| any(all, from, to))));
    let sessions =
        Memo::new(move |_| selection.get().map(|chosen| all.with(|all| chosen.offered(all))).unwrap_or_default());
    let taken = Memo::new(move |_| {
        let takes =
            |one: &&SessionSummary| selection.with(|chosen| chosen.as_ref().is_some_and(|all| all.takes(&one.id)));
        sessions.with(|sessions| sessions.iter().filter(takes).count())
    });
    let nothing = Memo::new(move |_| nothing(of_days.get(), sessions.with(Vec::is_empty), taken.get() == 0));
    let asks = Memo::new(move |_| {
        let has = |kind: FormKind| kinds.with(|kinds| kinds.iter().any(|slug| slug == kind.slug()));
        let wanted = Wanted {
            plan: has(FormKind::Plan),
            process: has(FormKind::Process),
            participants: has(FormKind::Participants),
            emergency: has(FormKind::Emergency),
        };
        let some = selection.get().filter(|_| nothing.get().is_none());
        some.map(|selection| Asks { selection, wanted, language: language() })
    });
    // Laid out anew where another phone, or this one, changes any of them; and when somebody asks to.
    let again = RwSignal::new(0_u32);
    let changed = Memo::new(move |before: Option<&u32>| {
        sessions.track();
        again.track();
        before.map_or(0, |n| n.wrapping_add(1))
    });
    let wanted = Memo::new(move |_| (asks.get(), changed.get()));
    let (progress, laid) = (Progress::new(), RwSignal::new_local(None::<Result<Laid, Halt>>));
    let lay = async move |(asks, _)| {
        laid.try_set(None);
        match asks {
            Some(asks) => lays(shell, asks, progress).await.map(Some),
            None => Ok(None),
        }
    };
    aside::follows(wanted, progress, lay, move |found| drop(laid.try_set(found.transpose())));
    let retry = move |()| again.update(|n| *n = n.wrapping_add(1));
    view! {
        <Page title=BUNDLE.title back=Back::to("#/sessions", SESSIONS.title) place=Tab::Sessions>
            <div class="stack hide-on-paper">
                <p class="lead">{say(BUNDLE.lead)}</p>
                <Days offered which from to/>
                <Kinds kinds/>
                {live(move || of_days.get().then(|| view! { <WhichSessions offered=sessions category without/> }))}
            </div>
            <div class="hide-on-paper stack"><Working progress label=BUNDLE.reading/></div>
            {live(move || match (span.get(), nothing.get()) {
                (None, _) => view! { <p class="hide-on-paper">{say(BUNDLE.choose_days)}</p> }.into_any(),
                (_, Some(why)) => view! { <p role="status">{say(why)}</p> }.into_any(),
                _ => live(move || laid.get().zip(asks.get_untracked()).map(|(laid, asks)| match laid {
                    Ok(laid) => view! { <Papers laid asks sessions=taken.get_untracked() all=sessions retry=Callback::new(retry)/> }.into_any(),
                    Err(why) => view! { <NotDone why=halted(why) retry=Callback::new(retry)/> }.into_any(),
                })).into_any(),
            })}
        </Page>
    }
}

/// Whether there is a session on these days.
fn any(all: &[SessionSummary], from: NaiveDate, to: NaiveDate) -> bool {
    all.iter().any(|one| one.removed.is_none() && one.date.is_some_and(|day| (from..=to).contains(&day)))
}

/// Why there is nothing to print, where there is nothing.
fn nothing(of_days: bool, no_session: bool, none_taken: bool) -> Option<Phrase> {
    match (of_days, no_session, none_taken) {
        (false, ..) => Some(BUNDLE.none),
        (_, true, _) => Some(BUNDLE.none_of),
        (_, _, true) => Some(BUNDLE.none_ticked),
        _ => None,
    }
}

/// One of the latest periods, or other days.
#[component]
fn Days(
    offered: Memo<Vec<Period>>,
    which: RwSignal<String>,
    from: RwSignal<Option<NaiveDate>>,
    to: RwSignal<Option<NaiveDate>>,
) -> impl IntoView {
    let options = Signal::derive(move || {
        let day = |day| browser::short_date(language(), day);
        let one = |period: Period| {
            let (n, from, to) = (period.number.to_string(), day(period.from), day(period.to));
            ChoiceOption::new(n.clone(), BUNDLE.of_period.fill(language(), &[("n", &n), ("from", &from), ("to", &to)]))
        };
        let other = ChoiceOption::new("other", BUNDLE.other.get(language()));
        offered.get().into_iter().map(one).chain([other]).collect::<Vec<_>>()
    });
    view! {
        <Choice label=BUNDLE.which options=options value=move || Some(which.get()) on_change=move |one: String| which.set(one) compact=true/>
        {live(move || (which.get() == "other").then(|| view! {
            <DateField label=BUNDLE.from value=from on_change=move |day| from.set(Some(day)) on_clear=move |()| from.set(None)/>
            <DateField label=BUNDLE.to value=to on_change=move |day| to.set(Some(day)) on_clear=move |()| to.set(None)/>
        }))}
    }
}

/// Which forms.
#[component]
fn Kinds(kinds: RwSignal<Vec<String>>) -> impl IntoView {
    let ticks = FormKind::ALL.map(|kind| {
        let on = move || kinds.with(|kinds| kinds.iter().any(|slug| slug == kind.slug()));
        let turn = move |on: bool| {
            kinds.update(|kinds| {
                kinds.retain(|slug| slug != kind.slug());
                if on {
                    kinds.push(kind.slug().to_owned());
                }
            });
        };
        view! { <Tick label=title(kind) value=Signal::derive(on) on_change=turn/> }
    });
    view! { <Section title=BUNDLE.kinds><div class="stack">{ticks.into_iter().collect_view()}</div></Section> }
}

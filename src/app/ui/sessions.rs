//! The list of sessions: coming and past, with search and filter.

use std::collections::BTreeMap;

use engine::domain::Id;
use engine::domain::plan::Category;
use engine::domain::session::{SessionSummary, State};
use engine::sync::Place;
use engine::words::files::{BUNDLE, CALENDAR, OLDER};
use engine::words::screens::SESSIONS;
use engine::words::terms;
use leptos::prelude::*;

use super::live;
use super::options::{slug, unslug};
use super::parts::*;
use super::{language, say, say_with};
use crate::browser;
use crate::shell::shell;

/// Rows painted at first and with each "show more".
const ROWS: usize = 30;

/// The list.
#[component]
pub fn SessionsScreen() -> impl IntoView {
    let shell = shell();
    let sessions = shell.sessions();
    let search = RwSignal::new(String::new());
    let category = RwSignal::new(None::<Category>);
    let rows = RwSignal::new(ROWS);

    // What can be found of each: put together once, not with every letter that is typed.
    let words = Memo::new(move |_| {
        let mut called = BTreeMap::<Id, String>::new();
        let mut words = |session: &SessionSummary| {
            let people = session.lead.iter().chain(&session.assistant).chain(&session.came);
            let mut names = String::new();
            for id in people {
                names.push_str(called.entry(id.clone()).or_insert_with(|| shell.alias(id)));
                names.push(' ');
            }
            let day = session.date.map(|date| date.to_string()).unwrap_or_default();
            format!("{} {} {day} {names}", session.theme, session.venue).to_lowercase()
        };
        sessions.with(|sessions| sessions.iter().map(&mut words).collect::<Vec<_>>())
    });
    // By their places in the list of all: coming, and past.
    let split = Memo::new(move |_| {
        let (search, category) = (search.get().trim().to_lowercase(), category.get());
        let says = |at: usize| {
            search.is_empty() || words.with(|words| words.get(at).is_some_and(|words| words.contains(&search)))
        };
        sessions.with(|sessions| {
            let fits = |(at, session): &(usize, &SessionSummary)| {
                category.is_none_or(|wanted| session.category == Some(wanted)) && says(*at)
            };
            let (mut coming, past): (Vec<_>, Vec<_>) =
                sessions.iter().enumerate().filter(fits).map(|(at, _)| at).partition(|at| is_coming(&sessions[*at]));
            coming.reverse();
            (coming, past)
        })
    });
    let of = move |places: &[usize], many: usize| {
        sessions
            .with(|sessions| places.iter().take(many).filter_map(|at| sessions.get(*at)).cloned().collect::<Vec<_>>())
    };
    let found = Memo::new(move |_| split.with(|(coming, past)| coming.len() + past.len()));
    let some_coming = Memo::new(move |_| split.with(|(coming, _)| dated(&of(coming, usize::MAX)).len() > 1));
    let kinds = Signal::derive(move || {
        let any = ChoiceOption::new("", SESSIONS.any_category.get(language()));
        let all =
            Category::ALL.map(|category| ChoiceOption::new(slug(&category), terms::category(category).get(language())));
        [any].into_iter().chain(all).collect::<Vec<_>>()
    });
    let chosen = move || Some(category.get().map(|category| slug(&category)).unwrap_or_default());
    let none = Memo::new(move |_| sessions.with(Vec::is_empty));
    let nothing = Memo::new(move |_| found.get() == 0);
    let more = Memo::new(move |_| found.get() > rows.get());

    let list = move || {
        let shown = rows.get();
        let (coming, past) =
            split.with(|(coming, past)| (of(coming, shown), of(past, shown.saturating_sub(coming.len()))));
        view! {
            {(!coming.is_empty()).then(|| view! { <Section title=SESSIONS.coming><Rows sessions=coming/></Section> })}
            {(!past.is_empty()).then(|| view! { <Section title=SESSIONS.past><Rows sessions=past/></Section> })}
        }
    };
    view! {
        <Page title=SESSIONS.title place=Tab::Sessions save=Signal::from(shell.saving)>
            <Button label=SESSIONS.new on_press=move |()| super::today::plan_a_session(shell) kind=Kind::Primary icon=Icon::Plus/>
            {live(move || if none.get() {
                view! { <EmptyState sentence=SESSIONS.empty/> }.into_any()
            } else {
                view! {
                    <SearchField label=SESSIONS.search value=search on_change=move |words: String| search.set(words)/>
                    <details class="filter">
                        <summary>{say(SESSIONS.filter)}</summary>
                        <Choice label=SESSIONS.filter options=kinds value=chosen on_change=move |name: String| category.set(unslug(&name)) compact=true/>
                    </details>
                    <p class="quiet" role="status">
                        {say_with(SESSIONS.count, move || vec![("n", found.get().to_string())])}
                    </p>
                    {live(move || nothing.get().then(|| view! { <p>{say(SESSIONS.nothing_found)}</p> }))}
                    {list}
                    {live(move || some_coming.get().then(|| view! { <super::calendar::InCalendar label=CALENDAR.next sessions=Callback::new(move |()| dated(&split.with_untracked(|(coming, _)| of(coming, usize::MAX))))/> }))}
                    {live(move || more.get().then(|| view! {
                        <Button label=SESSIONS.more on_press=move |()| rows.update(|rows| *rows += ROWS)/>
                    }))}
                }.into_any()
            })}
            <LinkButton label=OLDER.title href=Place::Older.href() kind=Kind::Quiet/>
            {live(move || (!none.get()).then(|| view! { <LinkButton label=BUNDLE.title href=Place::Bundle.href() kind=Kind::Quiet icon=Icon::Print/> }))}
        </Page>
    }
}

/// Those that a calendar can show.
fn dated(sessions: &[SessionSummary]) -> Vec<SessionSummary> {
    sessions.iter().filter(|session| session.date.is_some()).cloned().collect()
}

fn is_coming(session: &SessionSummary) -> bool {
    matches!(session.state, State::Planning | State::Ready | State::Running)
}

/// Rows of sessions.
#[component]
pub fn Rows(
    /// What to show, in order.
    sessions: Vec<SessionSummary>,
) -> impl IntoView {
    let rows = sessions.into_iter().map(|session| {
        let theme = session.theme.clone();
        let theme = move || if theme.is_empty() { say(SESSIONS.no_theme)().to_owned() } else { theme.clone() };
        let state = session.state;
        let asks = matches!(state, State::Running | State::ToRecord | State::ToConfirm);
        view! {
            <SessionRow
                href=Place::Session(session.id.clone()).href()
                date=Signal::stored(session.date)
                time=session.start.map(browser::time).unwrap_or_default()
                theme=theme
                category=Signal::stored(session.category)
                state=terms::state(state)
                strong=Signal::stored(asks)
            />
        }
    });
    view! { <SessionList>{rows.collect_view()}</SessionList> }
}

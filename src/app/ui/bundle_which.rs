//! Which sessions of the chosen days are printed: of one category, or single ones.

use std::collections::BTreeSet;

use engine::domain::Id;
use engine::domain::plan::Category;
use engine::domain::session::SessionSummary;
use engine::words::files::BUNDLE;
use engine::words::forms::FORMS;
use engine::words::screens::SESSIONS;
use engine::words::terms;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, say, say_with};
use crate::browser;

/// Sessions up to which each can be ticked: a longer list is nobody's to go through on a phone.
const TICKED: usize = 300;

/// A session by its day and theme.
pub fn called(session: &SessionSummary) -> String {
    let day = session.date.map(|day| browser::short_date(language(), day)).unwrap_or_default();
    let theme = match session.theme.as_str() {
        "" => SESSIONS.no_theme.get(language()),
        theme => theme,
    };
    format!("{day} · {theme}")
}

/// The choice among what is offered. All are ticked until somebody leaves one out.
#[component]
pub fn WhichSessions(
    /// The sessions of the days and the category.
    offered: Memo<Vec<SessionSummary>>,
    category: RwSignal<Option<Category>>,
    /// Those that are left out.
    without: RwSignal<BTreeSet<Id>>,
) -> impl IntoView {
    let ticked = Memo::new(move |_| {
        let offered = offered.get().into_iter().map(|session| session.id);
        without.with(|without| offered.filter(|id| !without.contains(id)).collect::<Vec<Id>>())
    });
    let summary = say_with(BUNDLE.sessions, move || {
        vec![("n", ticked.with(Vec::len).to_string()), ("all", offered.with(Vec::len).to_string())]
    });
    let categories = Signal::derive(move || {
        let any = ChoiceOption::new("", SESSIONS.any_category.get(language()));
        let one = |category: Category| ChoiceOption::new(category.slug(), terms::category(category).get(language()));
        [any].into_iter().chain(Category::ALL.map(one)).collect::<Vec<_>>()
    });
    let of = move || Some(category.get().map(|category| category.slug().to_owned()).unwrap_or_default());
    let rows = Signal::derive(move || {
        let row = |session: &SessionSummary| ChoiceOption::new(session.id.as_str(), called(session));
        offered.with(|offered| offered.iter().map(row).collect::<Vec<_>>())
    });
    let value =
        Signal::derive(move || ticked.with(|ids| ids.iter().map(|id| id.as_str().to_owned()).collect::<Vec<_>>()));
    let tick = move |ids: Vec<String>| {
        let offered = offered.get_untracked().into_iter().map(|session| session.id);
        without.update(|without| {
            for id in offered {
                match ids.iter().any(|ticked| *ticked == id.as_str()) {
                    true => without.remove(&id),
                    false => without.insert(id),
                };
            }
        });
    };
    let every =
        move |()| tick(offered.with_untracked(|all| all.iter().map(|one| one.id.as_str().to_owned()).collect()));
    let choose = move |name: String| category.set(Category::ALL.into_iter().find(|one| one.slug() == name));
    let many = Memo::new(move |_| offered.with(Vec::len) > TICKED);
    view! {
        <details>
            <summary>{summary}</summary>
            <div class="stack">
                <Choice label=FORMS.category options=categories value=of on_change=choose/>
                {live(move || match many.get() {
                    true => view! { <p class="quiet">{say(BUNDLE.too_long)}</p> }.into_any(),
                    false => view! {
                        <Choices label=BUNDLE.ticked options=rows value=value on_change=tick/>
                        <Actions>
                            <Button label=BUNDLE.all on_press=every small=true/>
                            <Button label=BUNDLE.no_one on_press=move |()| tick(Vec::new()) small=true/>
                        </Actions>
                    }.into_any(),
                })}
            </div>
        </details>
    }
}

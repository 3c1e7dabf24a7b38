//! The peers' manual: its pages, one page, the booklet, and the link to it from other screens.

use engine::domain::language::Both;
use engine::domain::manual::{Page as ManualPage, found};
use engine::sync::Place;
use engine::words::manual::MANUAL;
use engine::words::screens::IDEAS;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, say};
use crate::shell::shell;

/// The link from a screen to its page of the manual.
#[component]
pub fn InManual(
    /// The page's name.
    page: &'static str,
) -> impl IntoView {
    view! { <LinkButton label=MANUAL.in_manual href=Place::ManualPage(page.into()).href() kind=Kind::Quiet icon=Icon::Info/> }
}

/// A text in the language of the screen.
pub fn text(both: &Both) -> impl Fn() -> String + Clone + Send + Sync + 'static + use<> {
    let both = both.clone();
    move || both.get(language()).to_owned()
}

/// Texts as the rows of a list.
pub fn rows(all: &[Both]) -> impl IntoView + use<> {
    all.iter().map(|both| view! { <li>{text(both)}</li> }).collect_view()
}

/// All pages, and the search over them.
#[component]
pub fn ManualScreen() -> impl IntoView {
    let pages = shell().library.manual();
    let search = RwSignal::new(String::new());
    let cards = move || {
        pages.with(|pages| match pages.as_deref() {
            None => view! { <p role="status">{say(MANUAL.loading)}</p> }.into_any(),
            Some([]) => view! { <p role="status">{say(MANUAL.unavailable)}</p> }.into_any(),
            Some(pages) => match found(pages, &search.get(), language()).as_slice() {
                [] => view! { <p role="status">{say(MANUAL.nothing)}</p> }.into_any(),
                some => some.iter().map(|page| card(page)).collect_view().into_any(),
            },
        })
    };
    view! {
        <Page title=MANUAL.title back=Back::to(Place::Ideas.href(), IDEAS.title) place=Tab::Ideas>
            <p>{say(MANUAL.intro)}</p>
            <SearchField label=MANUAL.search value=search on_change=move |words: String| search.set(words)/>
            <div class="stack">{live(cards)}</div>
            <LinkButton label=MANUAL.booklet href=Place::Booklet.href() icon=Icon::Print/>
            <p class="quiet">{say(MANUAL.review)}</p>
        </Page>
    }
}

fn card(page: &ManualPage) -> impl IntoView + use<> {
    let href = Place::ManualPage(page.id.clone()).href();
    view! { <CardLink href=href title=Signal::derive(text(&page.title)) text=Signal::derive(text(&page.lead))/> }
}

/// One page.
#[component]
pub fn ManualPageScreen(
    /// The page's name.
    id: String,
) -> impl IntoView {
    let pages = shell().library.manual();
    let page = Memo::new(move |_| pages.with(|pages| pages.as_ref()?.iter().find(|page| page.id == id).cloned()));
    let title = move || match page.get() {
        Some(page) => page.title.get(language()).to_owned(),
        None => MANUAL.title.get(language()).to_owned(),
    };
    let missing = Memo::new(move |_| pages.with(Option::is_some) && page.with(Option::is_none));
    let aloud = Signal::derive(move || page.get().map(|page| page.aloud(language())).unwrap_or_default());
    let body = move || {
        page.get().map(|page| {
            let see = page.see.clone();
            let links = move || {
                let linked = pages.with(|pages| {
                    let known = |id: &String| pages.iter().flatten().find(|page| page.id == *id).map(card);
                    see.iter().filter_map(known).collect::<Vec<_>>()
                });
                (!linked.is_empty())
                    .then(|| view! { <Section title=MANUAL.see><div class="stack">{linked}</div></Section> })
            };
            view! { <ReadAloud text=aloud/> {words(&page)} {live(links)} }
        })
    };
    view! {
        <Page title=title back=Back::to(Place::Manual.href(), MANUAL.title) place=Tab::Ideas>
            {live(body)}
            {live(move || missing.get().then(|| view! { <p role="status">{say(MANUAL.unavailable)}</p> }))}
        </Page>
    }
}

fn words(page: &ManualPage) -> impl IntoView + use<> {
    let sections = page.sections.iter().map(|section| {
        let paragraphs = section.words.iter().map(|words| view! { <p>{text(words)}</p> }).collect_view();
        let steps = (!section.steps.is_empty()).then(|| view! { <ul>{rows(&section.steps)}</ul> });
        view! { <Section title=Signal::derive(text(&section.title))>{paragraphs}{steps}</Section> }
    });
    view! { <p class="lead">{text(&page.lead)}</p> {sections.collect_view()} }
}

/// All pages as a booklet to print.
#[component]
pub fn BookletScreen() -> impl IntoView {
    let shell = shell();
    let pages = shell.library.manual();
    let community = move || shell.community().get().map(|community| community.name).unwrap_or_default();
    let sheets = move || {
        pages.get().unwrap_or_default().into_iter().map(|page| {
            let sections = page.sections.iter().map(|section| {
                let title = Signal::derive(text(&section.title));
                let paragraphs = section.words.iter().map(|words| view! { <p>{text(words)}</p> }).collect_view();
                let steps = rows(&section.steps);
                view! { <FormSection title=title>{paragraphs}<ul>{steps}</ul></FormSection> }
            });
            let sections = sections.collect_view();
            view! {
                <FormSheet title=Signal::derive(text(&page.title)) community=Signal::derive(community) note=Signal::derive(text(&page.lead))>
                    {sections}
                </FormSheet>
            }
        })
        .collect_view()
    };
    view! {
        <Page title=MANUAL.booklet_title back=Back::to(Place::Manual.href(), MANUAL.title) place=Tab::Ideas>
            <PrintBar/>
            {live(sheets)}
        </Page>
    }
}

//! In the practice community: the way to the reports of the sample programme, for who wants to see where all of it leads.

use engine::sync::Place;
use engine::words::report::REPORTS;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::reports::SAMPLE_PAGE;
use crate::shell::shell;

/// One quiet line; nothing outside the practice community.
#[component]
pub fn WayToSample() -> impl IntoView {
    let community = shell().community();
    let practice = Memo::new(move |_| community.with(|community| community.as_ref().is_some_and(|held| held.practice)));
    live(move || {
        practice.get().then(|| {
            let href = Place::Report(SAMPLE_PAGE.to_owned()).href();
            view! { <LinkButton label=REPORTS.see_sample href=href kind=Kind::Quiet icon=Icon::Sessions/> }
        })
    })
}

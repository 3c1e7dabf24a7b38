//! Who can see what, in plain words.

use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::Phrase;
use engine::words::device::ME;
use engine::words::guidance::HOW_AM_I;
use engine::words::share::{SEES, SHARE};
use leptos::prelude::*;

use super::parts::*;
use super::say;
use crate::shell::shell;

/// Each place where records lie, and what is true of it.
const PLACES: [(Phrase, &[Phrase]); 9] = [
    (SEES.phone, &[SEES.phone_all]),
    (SEES.beside, &[SEES.beside_shut, SEES.beside_shown]),
    (HOW_AM_I.title, &[SEES.own_stays, SEES.own_shared, SEES.own_profile]),
    (SEES.phones, &[SEES.phones_all, SEES.phones_role]),
    (SEES.invited, &[SEES.invited_all, SEES.invited_back]),
    (SEES.relay, &[SEES.relay_sealed, SEES.relay_knows, SEES.relay_no]),
    (SEES.gone, &[SEES.gone_seen]),
    (SEES.words, &[SEES.words_all]),
    (SEES.file, &[SEES.file_sealed]),
];

/// The page.
#[component]
pub fn SeesScreen() -> impl IntoView {
    let shell = shell();
    let places = PLACES.map(|(place, lines)| {
        let lines = lines.iter().map(|line| view! { <p>{say(*line)}</p> }).collect_view();
        let lock = (place == SEES.beside)
            .then(|| view! { <LinkButton label=ME.lock href=Place::Corner(Corner::Lock).href() icon=Icon::Lock/> });
        view! { <Section title=place>{lines}{lock}</Section> }
    });
    view! {
        <Page title=SEES.title back=Back::to(Place::Corner(Corner::Share).href(), SHARE.title) place=Tab::Me save=Signal::from(shell.saving)>
            {places.into_iter().collect_view()}
        </Page>
    }
}

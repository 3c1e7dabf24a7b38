//! How close guidance is in this community: shown, and set by hand with a reason.

use chrono::Months;
use engine::domain::guidance::{CLOSE_MONTHS, Phase};
use engine::merge::guided;
use engine::sync::acts;
use engine::words::guidance::{PHASES, phase as name_of};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::guidance::moment;
use super::live;
use super::options::{options, slug, unslug};
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::shell;

/// The line that says the phase and where it comes from.
#[component]
pub fn PhaseLine() -> impl IntoView {
    let shell = shell();
    let set = shell.of_community(guided::phase_set);
    let started = shell.of_community(|document| document.get(engine::domain::fields::of_community::STARTED));
    let phase = Memo::new(move |_| shell.read(|machine| machine.phase(browser::now().today())));
    let why = move || match phase.get() {
        Phase::Close => PHASES.close_why,
        Phase::AsNeeded => PHASES.as_needed_why,
    };
    let from = move || match (set.get(), started.get()) {
        (Some(set), _) => {
            let who = set.by.as_ref().map(|by| shell.alias(by)).unwrap_or_default();
            PHASES.set.fill(language(), &[("who", &who), ("when", &moment(set.at)), ("why", &set.reason)])
        }
        (None, None) => PHASES.no_start.get(language()).to_owned(),
        (None, Some(started)) => match started.checked_add_months(Months::new(CLOSE_MONTHS)) {
            Some(ends) if phase.get() == Phase::Close => {
                PHASES.until.fill(language(), &[("day", &browser::short_date(language(), ends))])
            }
            _ => PHASES.by_date.get(language()).to_owned(),
        },
    };
    view! {
        <p><strong>{live(move || say(name_of(phase.get()))())}</strong></p>
        <p>{live(move || say(why())())}</p>
        <p class="quiet">{from}</p>
    }
}

/// The phase, and setting it by hand.
#[component]
pub fn PhaseSection() -> impl IntoView {
    let shell = shell();
    let by_hand = shell.of_community(|document| guided::phase_set(document).is_some());
    let (chosen, reason, lacks) = (RwSignal::new(None::<Phase>), RwSignal::new(String::new()), RwSignal::new(false));
    let write = move |edit| {
        if let Some(community) = shell.local().community {
            shell.edit(&community, vec![edit], Some(COMMON.changed));
        }
    };
    let set = move |()| {
        crate::boot::leave::flush();
        let me = shell.local().me;
        let edit = chosen
            .get_untracked()
            .and_then(|phase| acts::guidance::set_phase(phase, &reason.get_untracked(), me.as_ref(), &browser::now()));
        lacks.set(edit.is_none());
        if let Some(edit) = edit {
            write(edit);
            chosen.set(None);
            reason.set(String::new());
        }
    };
    view! {
        <Section title=PHASES.title>
            <PhaseLine/>
            <details>
                <summary>{say(PHASES.change)}</summary>
                <div class="stack">
                    <Choice label=PHASES.which options=options(&Phase::ALL, name_of) value=move || chosen.get().map(|phase| slug(&phase)) on_change=move |name: String| chosen.set(unslug(&name))/>
                    <TextField label=PHASES.why value=reason on_change=move |words: String| reason.set(words) limit=400/>
                    <div role="status">{live(move || lacks.get().then(|| view! { <p>{say(PHASES.need)}</p> }))}</div>
                    <Button label=PHASES.do_set on_press=set/>
                    {live(move || by_hand.get().then(|| view! { <Button label=PHASES.follow on_press=move |()| write(acts::guidance::follow_start()) kind=Kind::Quiet/> }))}
                </div>
            </details>
        </Section>
    }
}

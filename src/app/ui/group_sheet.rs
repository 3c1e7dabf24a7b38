//! A sheet in plain words for the group: what you told us, and what we will do.

use engine::domain::evaluation::Evaluation;
use engine::domain::fields::of_community;
use engine::merge::Edit;
use engine::report::sheet::{Said, sheet};
use engine::sync::Place;
use engine::words::evaluation::{EVALUATION, SHEET, wave as name_of};
use leptos::prelude::*;
use relay::Role;

use super::evaluations::wave_of;
use super::parts::*;
use super::reports::{Chosen, SampleNote, counted};
use super::{language, live, say};
use crate::shell::shell;

/// The page.
#[component]
pub fn GroupSheetScreen(
    /// The wave's name.
    wave: String,
) -> impl IntoView {
    let shell = shell();
    let wave = wave_of(shell, &wave);
    let chosen = Chosen::signal();
    let records = counted(shell, chosen);
    let groups = Memo::new(move |_| {
        let records = records.get()?;
        let own = records.iter().flat_map(|one| one.evaluation.own.clone()).collect();
        let interviews = records.iter().flat_map(|one| one.evaluation.interviews.clone()).collect();
        Some(sheet(&Evaluation { own, interviews }, wave, language()))
    });
    let will_do = shell.of_community(move |document| document.text(&of_community::will_do(wave)));
    let may = Memo::new(move |_| shell.local().role.is_none_or(|role| matches!(role, Role::Coordinator | Role::Peer)));
    let write = move |words: String| {
        if let Some(id) = shell.peek(|machine| machine.local().community.clone()) {
            shell.edit(&id, vec![Edit::write(of_community::will_do(wave), words)], None);
        }
    };
    let community = Signal::derive(move || {
        shell.read(engine::sync::Machine::community).map(|community| community.name).unwrap_or_default()
    });
    let note = Signal::derive(move || name_of(wave, language()));
    let said = move || match groups.get() {
        None => view! { <Loading/> }.into_any(),
        Some(groups) if groups.is_empty() => view! { <p>{say(SHEET.nothing)}</p> }.into_any(),
        Some(groups) => groups.into_iter().map(one_group).collect_view().into_any(),
    };
    let promised = move || match will_do.get() {
        words if words.trim().is_empty() => SHEET.will_empty.get(language()).to_owned(),
        words => words,
    };
    view! {
        <Page title=EVALUATION.sheet back=Back::to(Place::Evaluations.href(), EVALUATION.title) place=Tab::Me save=Signal::from(shell.saving)>
            <SampleNote chosen=chosen/>
            <div class="stack hide-on-paper">
                <p class="quiet">{say(SHEET.no_names)}</p>
                {live(move || may.get().then(|| view! {
                    <TextField label=SHEET.will_do hint=SHEET.will_help lines=true value=will_do on_change=write/>
                }))}
            </div>
            <PrintBar/>
            <FormSheet title=SHEET.title community=community note=note>
                {live(said)}
                <FormSection title=SHEET.will_do><p class="lines">{promised}</p></FormSection>
                <p>{say(SHEET.thanks)}</p>
            </FormSheet>
        </Page>
    }
}

fn one_group(said: Said) -> impl IntoView {
    let lines = said.lines.into_iter().map(|(question, answer)| view! { <FormRow label=question value=answer/> });
    view! {
        <FormSection title=said.group>
            <p>{said.answered}</p>
            {lines.collect_view()}
        </FormSection>
    }
}

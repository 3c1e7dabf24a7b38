//! The community's own version of a paper: both languages, kept beside the earlier ones.

use engine::domain::consent::Paper;
use engine::domain::language::Both;
use engine::sync::Place;
use engine::sync::acts::people;
use engine::sync::place::Corner;
use engine::words::device::WELCOME;
use engine::words::papers::{PAPERS, paper as name_of};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::papers::{text_of, versions};
use super::parts::*;
use super::{language, say, say_with};
use crate::boot::leave;
use crate::browser;
use crate::shell::shell;

/// The page.
#[component]
pub fn PaperTextScreen(
    /// Which one.
    paper: Paper,
) -> impl IntoView {
    let shell = shell();
    let versions = versions(paper);
    let current = Memo::new(move |_| {
        versions.with(|versions| {
            let id = versions.last().map(|(id, _)| id.clone()).unwrap_or_default();
            text_of(paper, versions, &id)
        })
    });
    let start = current.get_untracked();
    let (en, zh) = (RwSignal::new(start.en), RwSignal::new(start.zh));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let save = move |()| {
        leave::flush();
        let text = Both { en: en.get_untracked(), zh: zh.get_untracked() };
        let me = shell.peek(|machine| machine.local().me.as_ref().and_then(|me| machine.alias(me)));
        let community = shell.peek(|machine| machine.local().community.clone());
        let edit = people::new_version(
            &shell.short_id(),
            paper,
            &text,
            &current.get_untracked(),
            &me.unwrap_or_default(),
            &browser::now(),
        );
        let (Some(edit), Some(community)) = (edit, community) else {
            let empty = text.en.trim().is_empty() || text.zh.trim().is_empty();
            let lack = if empty { PAPERS.edit_lack } else { PAPERS.edit_same };
            problems.set(vec![Problem::new(lack.get(language()), "paper-zh")]);
            return;
        };
        problems.set(Vec::new());
        shell.edit(&community, vec![edit], Some(COMMON.changed));
    };
    let number = say_with(PAPERS.version, move || vec![("n", (versions.with(Vec::len) + 1).to_string())]);
    view! {
        <Page title=name_of(paper) back=Back::to(Place::Corner(Corner::Community).href(), COMMON.back) place=Tab::Me save=Signal::from(shell.saving)>
            <p>{say(PAPERS.edit_intro)}</p>
            <p class="quiet" role="status">{number}</p>
            <ErrorSummary title=WELCOME.fix problems=problems/>
            <TextField id="paper-zh" label=PAPERS.edit_zh lines=true value=zh on_change=move |words: String| zh.set(words)/>
            <TextField id="paper-en" label=PAPERS.edit_en lines=true value=en on_change=move |words: String| en.set(words)/>
            <p class="quiet">{say(PAPERS.edit_note)}</p>
            <Button label=PAPERS.edit_save on_press=save kind=Kind::Primary/>
        </Page>
    }
}

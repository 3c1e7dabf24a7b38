//! Home: the open community. Maps each place to its screen; keeps what stands above every screen.

use engine::sync::{Notice, Place, SaveState};
use engine::words::device::{ME, TROUBLE};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::{
    amend, check_plan, corner, event, form, help, ideas, me, people, plan, record, run, say, session, sessions, task,
    today,
};
use crate::shell::shell;

/// The screen of the place, and the lines above and below it.
#[component]
pub fn Home() -> impl IntoView {
    let shell = shell();
    let screen = move || match shell.place.get() {
        Place::Today => view! { <today::TodayScreen/> }.into_any(),
        Place::Sessions => view! { <sessions::SessionsScreen/> }.into_any(),
        Place::People => view! { <people::PeopleScreen/> }.into_any(),
        Place::NewPerson => view! { <people::NewPersonScreen/> }.into_any(),
        Place::Person(id) => view! { <people::PersonScreen id=id/> }.into_any(),
        Place::Ideas => view! { <ideas::IdeasScreen/> }.into_any(),
        Place::Idea(id) => view! { <ideas::IdeaScreen id=id/> }.into_any(),
        Place::Choose(id) => view! { <ideas::ChooseScreen session=id/> }.into_any(),
        Place::Me => view! { <me::MeScreen/> }.into_any(),
        Place::Corner(corner) => view! { <corner::CornerScreen corner=corner/> }.into_any(),
        Place::Help => view! { <help::HelpScreen/> }.into_any(),
        Place::Session(id) => view! { <session::SessionScreen id=id/> }.into_any(),
        Place::Plan(id) => view! { <plan::PlanScreen id=id/> }.into_any(),
        Place::Task(id, task) => view! { <task::TaskScreen id=id task=task/> }.into_any(),
        Place::CheckPlan(id) => view! { <check_plan::CheckPlanScreen id=id/> }.into_any(),
        Place::Run(id) => view! { <run::RunScreen id=id/> }.into_any(),
        Place::Record(id, question) => view! { <record::RecordScreen id=id question=question/> }.into_any(),
        Place::Amend(id) => view! { <amend::AmendScreen id=id/> }.into_any(),
        Place::Event(id, event) => view! { <event::EventScreen id=id event=event/> }.into_any(),
        Place::Form(id, form) => view! { <form::FormScreen id=id form=form/> }.into_any(),
        Place::BlankForm(form) => view! { <form::BlankFormScreen form=form/> }.into_any(),
        #[cfg(feature = "workshop")]
        Place::Workshop => view! { <super::workshop::Workshop/> }.into_any(),
        #[cfg(not(feature = "workshop"))]
        Place::Workshop => view! { <today::TodayScreen/> }.into_any(),
    };
    view! {
        <Above/>
        {screen}
        <UndoBar label=Signal::derive(undo_label) on_undo=move |()| shell.take_back()/>
    }
}

/// What was done last, while it can be undone.
fn undo_label() -> Option<String> {
    let shell = shell();
    let undo = shell.undo.get()?;
    (shell.tick.get() <= undo.until).then(|| undo.label.get(shell.language()).to_owned())
}

/// Lines that stand above every screen while they are true.
#[component]
fn Above() -> impl IntoView {
    let shell = shell();
    let practice = shell.community();
    let not_saved = move || match shell.saving.get() {
        SaveState::NotSaved(fault) => Some(fault),
        _ => None,
    };
    let trouble = move || {
        use engine::sync::Fault;
        not_saved().map(|fault| {
            let (what, do_next) = match fault {
                Fault::Full => (TROUBLE.full, TROUBLE.full_do),
                Fault::Closed => (TROUBLE.closed, TROUBLE.other_do),
                Fault::Silent => (TROUBLE.silent, TROUBLE.other_do),
                Fault::Other => (TROUBLE.other, TROUBLE.other_do),
            };
            let text = move || format!("{} {}", say(what)(), say(do_next)());
            view! { <Banner text=text action=COMMON.retry on_action=Callback::new(move |()| shell.retry()) tone=Tone::Care/> }
        })
    };
    let unread = move || {
        let again = Callback::new(move |()| shell.retry());
        let banner =
            move || view! { <Banner text=ME.read_failed action=COMMON.retry on_action=again tone=Tone::Care/> };
        shell.unread.get().then(banner)
    };
    let notice = move || {
        shell.notice.get().map(|notice| {
            let words = match notice {
                Notice::FormClosed => COMMON.form_closed,
                Notice::SetAside(_) => COMMON.set_aside,
            };
            view! { <Banner text=words action=COMMON.done on_action=Callback::new(move |()| shell.notice.set(None)) tone=Tone::Care/> }
        })
    };
    let jumped = move || {
        shell.jumped.get().then(|| {
            view! { <Banner text=COMMON.clock_jumped action=COMMON.done on_action=Callback::new(move |()| shell.jumped.set(false))/> }
        })
    };
    let is_practice = Memo::new(move |_| practice.get().is_some_and(|community| community.practice));
    view! {
        <aside class="above">
            {live(move || is_practice.get().then(|| view! { <p class="practice">{say(COMMON.practice)}</p> }))}
            {trouble}
            {unread}
            {notice}
            {jumped}
            <super::update::UpdateBanner/>
        </aside>
    }
}

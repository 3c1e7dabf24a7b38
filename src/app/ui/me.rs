//! Me: who holds the phone, and the corners where the phone itself is looked after.

use engine::domain::person::Role;
use engine::domain::{Id, Kind as Document};
use engine::sync::Place;
use engine::sync::place::{Corner, FormKind};
use engine::words::Phrase;
use engine::words::device::{LOCK, ME};
use engine::words::evaluation::EVALUATION;
use engine::words::forms::FORMS;
use engine::words::guidance::{QUESTIONS, SUPERVISION};
use engine::words::overview::OVERVIEW;
use engine::words::report::REPORTS;
use engine::words::share::{PROFILES, SHARE};
use engine::words::submission::SUBMISSION;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::icon::Icon;
use super::live;
use super::parts::*;
use super::{language, options, say, say_with};

use crate::boot::{boot, leave, profiles};
use crate::shell::shell;

/// The corners with their names and icons, in the order in which they are offered.
const CORNERS: [(Corner, Phrase, Icon); 8] = [
    (Corner::Share, SHARE.title, Icon::People),
    (Corner::Profiles, PROFILES.title, Icon::Me),
    (Corner::Look, ME.look, Icon::Info),
    (Corner::Community, ME.community, Icon::Home),
    (Corner::Lock, ME.lock, Icon::Lock),
    (Corner::Records, ME.records, Icon::Place),
    (Corner::Bin, ME.bin, Icon::Undo),
    (Corner::Wipe, ME.wipe, Icon::Trash),
];

/// Me.
#[component]
pub fn MeScreen() -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    // Whoever may hold a phone here.
    let people = options::in_roles(shell.people(), &[Role::Peer, Role::Professional]);
    let me = move || shell.local().me.map(|id| id.as_str().to_owned());
    let choose = move |id: String| shell.set_local(|local| local.me = Id::parse(&id));
    let unset = Memo::new(move |_| me().is_none());
    let corners = CORNERS.map(|(corner, name, icon)| {
        view! { <li><CardLink href=Place::Corner(corner).href() title=name icon=icon/></li> }
    });
    let forms = FormKind::ALL.map(|form| {
        let name = match form {
            FormKind::Plan => FORMS.plan,
            FormKind::Process => FORMS.process,
            FormKind::Participants => FORMS.participants,
            FormKind::Emergency => FORMS.emergency,
        };
        view! { <li><CardLink href=Place::BlankForm(form).href() title=name icon=Icon::Print/></li> }
    });
    let overview = (profiles::all().len() > 1 || shell.local().role == Some(relay::Role::Coordinator)).then(|| {
        view! { <li><CardLink href=Place::Overview.href() title=OVERVIEW.title text=OVERVIEW.hint icon=Icon::Home/></li> }
    });
    shell.peek(|machine| machine.ids(Document::Question)).iter().for_each(|id| shell.open(id));
    // Questions that nobody answered stand out to those who can.
    let without_answer = move || {
        let me = shell.local().me;
        let waits = shell.read(|machine| machine.questions().iter().filter(|one| one.waits_for(me.as_ref())).count());
        let words = || QUESTIONS.wait_n.fill(language(), &[("n", &waits.to_string())]);
        if waits == 0 { String::new() } else { words() }
    };
    let locked = Memo::new(move |_| boot.lock.get().is_some());
    let not_locked = RwSignal::new(false);
    let lock_now = move |()| {
        leptos::task::spawn_local(async move {
            if !leave::lock(boot).await {
                not_locked.try_set(true);
            }
        });
    };
    let version = say_with(ME.version, || vec![("v", env!("CARGO_PKG_VERSION").to_owned())]);
    view! {
        <Page title=ME.title place=Tab::Me save=Signal::from(shell.saving)>
            <Practice/>
            {live(move || locked.get().then(|| view! { <Button label=LOCK.lock_now on_press=lock_now icon=Icon::Lock/> }))}
            <div role="status">
                {live(move || not_locked.get().then(|| view! { <Note tone=Tone::Care><p>{say(LOCK.unsaved)}</p></Note> }))}
            </div>
            {live(move || unset.get().then(|| view! { <Note><p>{say(ME.who_unset)}</p></Note> }))}
            <Choice label=ME.i_am options=people value=me on_change=choose hint=ME.who_help/>
            <ul class="rows">
                {overview}
                <li><CardLink href=Place::Supervision.href() title=SUPERVISION.title icon=Icon::People/></li>
                <li><CardLink href=Place::Questions.href() title=QUESTIONS.title text=Signal::derive(without_answer) icon=Icon::Quote/></li>
                <li><CardLink href=Place::Submissions.href() title=SUBMISSION.title icon=Icon::Copy/></li>
                <li><CardLink href=Place::Evaluations.href() title=EVALUATION.title icon=Icon::People/></li>
                <li><CardLink href=Place::Reports.href() title=REPORTS.title icon=Icon::Sessions/></li>
                {corners.into_iter().collect_view()}
            </ul>
            <Section title=ME.blank_forms><ul class="rows">{forms.into_iter().collect_view()}</ul></Section>
            <Install/>
            <p class="quiet">{version}" · "{say(ME.licence)}</p>
        </Page>
    }
}

/// In the practice community: the one button that wipes it.
#[component]
fn Practice() -> impl IntoView {
    let (boot, shell) = (boot(), shell());
    let community = shell.community();
    let practice = Memo::new(move |_| community.with(|community| community.as_ref().is_some_and(|held| held.practice)));
    move || {
        practice.get().then(|| {
            view! {
                <Card title=ME.practice_on>
                    <super::way_to_sample::WayToSample/>
                    <p>{say(ME.practice_wipe_why)}</p>
                    <Button label=ME.wipe_practice on_press=move |()| leptos::task::spawn_local(leave::wipe(boot, true)) icon=Icon::Trash/>
                </Card>
            }
        })
    }
}

/// Putting Tongban on the home screen: by the browser's own offer, or in words.
#[component]
fn Install() -> impl IntoView {
    let boot = boot();
    let standalone =
        window().match_media("(display-mode: standalone)").ok().flatten().is_some_and(|query| query.matches());
    let offered = move || boot.install.with(Option::is_some);
    let install = move |()| {
        // The offer holds for one answer.
        let Some(offer) = boot.install.try_update(Option::take).flatten() else { return };
        let prompt = js_sys::Reflect::get(&offer, &"prompt".into())
            .ok()
            .and_then(|prompt| prompt.dyn_into::<js_sys::Function>().ok());
        if let Some(prompt) = prompt {
            prompt.call0(&offer).ok();
        }
    };
    view! {
        <Section title=ME.install>
            {if standalone {
                view! { <p>{say(ME.installed)}</p> }.into_any()
            } else {
                view! {
                    <p>{say(ME.install_why)}</p>
                    {live(move || match offered() {
                        true => view! { <Button label=ME.install on_press=install icon=Icon::Plus/> }.into_any(),
                        false => view! { <p>{say(ME.install_how)}</p> }.into_any(),
                    })}
                }.into_any()
            }}
        </Section>
    }
}

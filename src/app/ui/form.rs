//! The four forms: to read, to print on A4, to copy as text; filled and blank, in either language.

use engine::domain::Id;
use engine::domain::emergency::EmergencyEvent;
use engine::domain::session::Session;
use engine::export::{Form, Row, Setting, emergency, participants, planning, process};
use engine::merge::follow_up;
use engine::sync::Place;
use engine::sync::place::FormKind;
use engine::words::forms::FORMS;
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use super::live;
use super::options::with_session;
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// A form's formal name.
pub fn title(form: FormKind) -> Phrase {
    match form {
        FormKind::Plan => FORMS.plan,
        FormKind::Process => FORMS.process,
        FormKind::Participants => FORMS.participants,
        FormKind::Emergency => FORMS.emergency,
    }
}

/// A session's form, filled as far as it is.
#[component]
pub fn FormScreen(
    /// The session.
    id: Id,
    /// Which form.
    form: FormKind,
) -> impl IntoView {
    let shell = shell();
    let back = Back::to(Place::Session(id.clone()).href(), SESSIONS.this);
    let shown = RwSignal::new(None::<Language>);
    let body = with_session(id, move |session| {
        let made = Memo::new(move |_| {
            let language = shown.get().unwrap_or_else(language);
            session.with(|session| filled(shell, session, form, language))
        });
        view! { <Papers forms=made shown=shown/> }.into_any()
    });
    view! {
        <Page title=title(form) back=back place=Tab::Sessions>{body}</Page>
    }
}

/// A blank form.
#[component]
pub fn BlankFormScreen(
    /// Which form.
    form: FormKind,
) -> impl IntoView {
    let shell = shell();
    let shown = RwSignal::new(None::<Language>);
    let made = Memo::new(move |_| {
        let language = shown.get().unwrap_or_else(language);
        with_setting(shell, language, |setting| {
            vec![match form {
                FormKind::Plan => planning::blank(setting),
                FormKind::Process => process::blank(setting),
                FormKind::Participants => participants::blank(setting),
                FormKind::Emergency => emergency::blank(setting),
            }]
        })
    });
    view! {
        <Page title=title(form) back=Back::to("#/me", engine::words::device::ME.title) place=Tab::Me>
            <Papers forms=made shown=shown/>
        </Page>
    }
}

/// A session's forms of one kind; an emergency form for each event.
pub fn filled(shell: Shell, session: &Session, form: FormKind, language: Language) -> Vec<Form> {
    with_setting(shell, language, |setting| match form {
        FormKind::Plan => {
            let mut plan = planning::filled(setting, &session.plan);
            plan.rows.extend(setting.source(session));
            vec![plan]
        }
        FormKind::Process => vec![process::filled(setting, session)],
        FormKind::Participants => vec![participants::filled(setting, session)],
        FormKind::Emergency => {
            let followed = |event: &EmergencyEvent| {
                shell.read(|machine| Some(follow_up(machine.document(&session.id)?, &event.id))).unwrap_or_default()
            };
            let form = |event| emergency::filled(setting, session, event, &followed(event));
            session.events.iter().map(form).collect()
        }
    })
}

/// Makes something for paper in a language; the default while the community is being read.
pub fn with_setting<T: Default>(shell: Shell, language: Language, make: impl FnOnce(&Setting<'_>) -> T) -> T {
    let Some(community) = shell.read(engine::sync::Machine::community) else { return T::default() };
    let alias = move |id: &Id| shell.read(|machine| machine.called(id, language));
    make(&Setting { language, community: &community, alias: &alias, now: browser::now() })
}

/// Forms as paper, with print, copy and the other language.
#[component]
fn Papers(forms: Memo<Vec<Form>>, shown: RwSignal<Option<Language>>) -> impl IntoView {
    let current = move || shown.get().unwrap_or_else(language);
    let copied = RwSignal::new(None::<Phrase>);
    let by_hand = RwSignal::new(false);
    let text = move || forms.with(|forms| forms.iter().map(|form| form.text(current())).collect::<Vec<_>>().join("\n"));
    let copy = move |()| {
        let text = text();
        leptos::task::spawn_local(async move {
            let done = browser::copy(&text).await.is_ok();
            copied.set(Some(if done { COMMON.copied } else { COMMON.copy_by_hand }));
            by_hand.set(!done);
        });
    };
    let sheets = move || forms.get().into_iter().map(sheet).collect_view();
    let empty = Memo::new(move |_| forms.with(Vec::is_empty));
    view! {
        <PrintBar>
            <Button label=FORMS.copy on_press=copy icon=Icon::Copy/>
            <Button label=move || FORMS.in_language.fill(language(), &[("language", current().other().own_name())]) on_press=move |()| shown.set(Some(current().other())) kind=Kind::Quiet/>
        </PrintBar>
        {live(move || copied.get().map(|words| view! { <p role="status" class="hide-on-paper">{say(words)}</p> }))}
        {live(move || by_hand.get().then(|| view! { <pre class="lines hide-on-paper" tabindex="0">{text}</pre> }))}
        {live(move || empty.get().then(|| view! { <p>{say(FORMS.no_event)}</p> }))}
        <div lang=move || current().tag()>{sheets}</div>
    }
}

/// A form as paper.
pub fn sheet(form: Form) -> impl IntoView {
    let rows = form.rows.into_iter().map(|row| match row {
        Row::Line { label, value } => view! { <FormRow label=label value=value/> }.into_any(),
        Row::Block { label, value, lines } => {
            view! { <FormRow label=label value=value lines=u32::from(lines).max(2)/> }.into_any()
        }
        Row::Table { heads, rows } => {
            view! { <FormTable head=Signal::stored(heads) rows=Signal::stored(rows)/> }.into_any()
        }
    });
    view! { <FormSheet title=form.title community=form.community>{rows.collect_view()}</FormSheet> }
}

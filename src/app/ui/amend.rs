//! Amending a closed form: the old text stays, with who, when and why.

use engine::domain::Id;
use engine::domain::record::FormBox;
use engine::domain::session::Session;
use engine::sync::Place;
use engine::sync::acts;
use engine::sync::place::Question;
use engine::words::screens::SESSIONS;
use engine::words::session::RECORD;
use engine::words::terms;
use leptos::prelude::*;

use super::live;
use super::options::{options, slug, unslug, with_session};
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::shell;

/// The page.
#[component]
pub fn AmendScreen(
    /// The session.
    id: Id,
) -> impl IntoView {
    let back = Back::to(Place::Session(id.clone()).href(), SESSIONS.this);
    view! {
        <Page title=RECORD.amend back=back place=Tab::Sessions save=Signal::from(shell().saving)>
            {with_session(id, |session| amend(session).into_any())}
        </Page>
    }
}

fn amend(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = session.with_untracked(|session| session.id.clone());
    let about = RwSignal::new(None::<FormBox>);
    let text = RwSignal::new(String::new());
    let reason = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let old = move || about.get().map(|about| session.with(|session| said(session, about)));
    let press = {
        let id = id.clone();
        move |()| {
            let (Some(box_), words, why) = (about.get_untracked(), text.get_untracked(), reason.get_untracked()) else {
                problems.set(vec![Problem::new(RECORD.amend_about.get(language()), "amend-about")]);
                return;
            };
            if words.trim().is_empty() || why.trim().is_empty() {
                let field = if words.trim().is_empty() { "amend-text" } else { "amend-reason" };
                problems.set(vec![Problem::new(RECORD.amend_need.get(language()), field)]);
                return;
            }
            let (amendment, by) = (shell.short_id(), shell.peek(|machine| machine.local().me.clone()));
            shell.act(&id, Some(RECORD.amended), |held, now| {
                acts::record::amend(held, &amendment, box_, &words, &why, by.as_ref(), now)
            });
            about.set(None);
            text.set(String::new());
            reason.set(String::new());
            problems.set(Vec::new());
        }
    };
    let closed = Memo::new(move |_| session.with(|session| session.record.closed.is_some()));
    let check = Place::Record(id, Question::Check).href();
    let form = move || {
        if !closed.get() {
            return view! { <LinkButton label=RECORD.check href=check.clone() kind=Kind::Primary/> }.into_any();
        }
        view! {
            <p>{say(RECORD.amend_intro)}</p>
            <ErrorSummary title=engine::words::device::WELCOME.fix problems=problems/>
            <Choice id="amend-about" label=RECORD.amend_about options=options(&FormBox::ALL, terms::form_box) value=move || about.get().map(|about| slug(&about)) on_change=move |name: String| about.set(unslug(&name))/>
            {live(move || old().map(|old| view! { <p class="quiet">{say(RECORD.amend_old)}</p> <Quote text=old/> }))}
            <TextField id="amend-text" label=RECORD.amend_text lines=true value=text on_change=move |words: String| text.set(words)/>
            <TextField id="amend-reason" label=RECORD.amend_reason lines=true value=reason on_change=move |words: String| reason.set(words)/>
            <Button label=RECORD.amend_do on_press=press.clone() kind=Kind::Primary/>
        }.into_any()
    };
    view! {
        {form}
        <Amendments session=session/>
    }
}

/// The amendments so far, oldest first.
#[component]
pub fn Amendments(
    /// The session.
    session: Memo<Session>,
) -> impl IntoView {
    let shell = shell();
    move || {
        session
            .with(|session| session.record.amendments.clone())
            .into_iter()
            .map(|(_, amendment)| {
                let who = amendment.by.as_ref().map(|by| shell.alias(by)).unwrap_or_default();
                let date = browser::now().local(amendment.at).date();
                let when = format!("{} {}", browser::short_date(language(), date), browser::clock_time(amendment.at));
                let how =
                    RECORD.amend_by.fill(language(), &[("who", &who), ("when", &when), ("reason", &amendment.reason)]);
                view! {
                    <Card title=terms::form_box(amendment.about)>
                        <p class="lines">{amendment.text}</p>
                        <p class="quiet">{how}</p>
                    </Card>
                }
            })
            .collect_view()
    }
}

/// What a box of the confirmed form says; the latest amendment if there is one.
fn said(session: &Session, about: FormBox) -> String {
    if let Some(amendment) = session.record.amended(about) {
        return amendment.text.clone();
    }
    let shell = shell();
    let form = &session.record.form;
    let time = |time: Option<chrono::NaiveTime>| time.map(browser::time).unwrap_or_default();
    match about {
        FormBox::Times => {
            let date = form.date.map(|date| browser::long_date(language(), date)).unwrap_or_default();
            format!("{date} {} - {}", time(form.start), time(form.end))
        }
        FormBox::Theme => form.theme.clone(),
        FormBox::Aim => form.aim_met.map(|met| terms::aim_met(met).get(language()).to_owned()).unwrap_or_default(),
        FormBox::Happened => form.happened.clone(),
        FormBox::Feedback => form.feedback.clone(),
        FormBox::NextTime => form.next_time.clone(),
        FormBox::Participants => {
            form.participants.iter().map(|participant| shell.alias(&participant.person)).collect::<Vec<_>>().join(" · ")
        }
        FormBox::Other => String::new(),
    }
}

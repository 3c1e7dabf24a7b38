//! Check the record, confirm it one after the other, and see it closed.

use engine::domain::guidance::Stage;
use engine::domain::record::{Confirmation, Lack};
use engine::domain::session::{Session, State};
use engine::domain::{Id, Now};
use engine::sync::Place;
use engine::sync::acts;
use engine::sync::place::{FormKind, Question};
use engine::words::forms::FORMS;
use engine::words::guidance::HOW_AM_I;
use engine::words::session::{PLAN, RECORD};
use engine::words::terms;
use leptos::prelude::*;

use super::guidance::{Guiding, guides};
use super::live;
use super::parts::*;
use super::record::title;
use super::unsigned::unsigned;
use super::{language, say};
use crate::browser;
use crate::shell::shell;

/// The page's body.
pub fn check(session: Memo<Session>) -> impl IntoView {
    let id = session.with_untracked(|session| session.id.clone());
    let closed = Memo::new(move |_| session.with(Session::state) == State::Closed);
    let rows = Question::ALL.into_iter().filter(|question| !matches!(question, Question::Check | Question::Us)).map({
        let id = id.clone();
        move |question| {
            let href = Place::Record(id.clone(), question).href();
            let value = Signal::derive(move || gist(session, question));
            move || {
                // A closed form is not changed; it is amended.
                if closed.get() {
                    view! { <CheckRow label=title(question) value=value/> }.into_any()
                } else {
                    view! { <CheckRow label=title(question) value=value href=href.clone()/> }.into_any()
                }
            }
        }
    });
    let (shell, how_am_i) = (shell(), Place::HowAmI(id.clone()).href());
    let (form, list, amend) = (
        Place::Form(id.clone(), FormKind::Process).href(),
        Place::Form(id.clone(), FormKind::Participants).href(),
        Place::Amend(id.clone()).href(),
    );
    view! {
        <CheckList>{rows.collect_view()}</CheckList>
        {live(move || if closed.get() {
            view! {
                <Note tone=Tone::Ok><p role="status">{say(RECORD.closed)}</p><p>{say(RECORD.where_now)}</p></Note>
                {beside(session)}
                <LinkButton label=FORMS.process href=form.clone() icon=Icon::Print/>
                <LinkButton label=FORMS.participants href=list.clone() icon=Icon::Print/>
                <LinkButton label=RECORD.amend href=amend.clone() icon=Icon::Pen/>
            }.into_any()
        } else {
            view! { <Confirming session=session/> }.into_any()
        })}
        <Guiding session stage=Stage::Record/>
        {live(move || (!guides(shell)).then(|| view! { <CardLink href=how_am_i.clone() title=HOW_AM_I.title icon=Icon::Leaf/> }))}
    }
}

/// Who confirmed on whose phone, because their own could not be reached.
fn beside(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    live(move || {
        let of = |(person, held): (&Id, &Confirmation)| {
            let (who, name) = (shell.alias(person), shell.alias(held.on_phone_of.as_ref()?));
            let values = [("who", who.as_str()), ("name", &name), ("when", &browser::clock_time(held.at))];
            Some(RECORD.confirmed_beside.fill(language(), &values))
        };
        let lines: Vec<String> = session.with(|session| session.record.confirmed.iter().filter_map(of).collect());
        lines.into_iter().map(|line| view! { <p class="quiet">{line}</p> }).collect_view()
    })
}

/// What is written under a question.
fn gist(session: Memo<Session>, question: Question) -> String {
    let shell = shell();
    let language = language();
    session.with(|session| {
        let form = &session.record.form;
        let join =
            |parts: Vec<String>| parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n");
        match question {
            Question::Times => join(vec![
                form.date.map(|date| browser::long_date(language, date)).unwrap_or_default(),
                match (form.start, form.end) {
                    (Some(start), Some(end)) => format!("{} - {}", browser::time(start), browser::time(end)),
                    (Some(start), None) => browser::time(start),
                    _ => String::new(),
                },
            ]),
            Question::Content => {
                let formats =
                    form.formats.iter().filter_map(|format| Some(terms::format(format)?.get(language).to_owned()));
                join(vec![form.theme.clone(), formats.collect::<Vec<_>>().join(" · ")])
            }
            Question::Parts => {
                let part = |part: engine::domain::plan::Part| {
                    form.parts.get(part.slug()).map(|outcome| {
                        format!(
                            "{} · {} {}",
                            terms::part(part).get(language),
                            terms::went(outcome.went).get(language),
                            outcome.note
                        )
                    })
                };
                join(
                    engine::domain::plan::Part::ALL
                        .into_iter()
                        .filter_map(part)
                        .chain([form.happened.clone()])
                        .collect(),
                )
            }
            Question::People => {
                let came = session.run.came().map(|person| shell.alias(person));
                came.collect::<Vec<_>>().join(" · ")
            }
            Question::Feedback => {
                let said = if form.nobody_said && form.feedback.is_empty() {
                    RECORD.nobody.get(language).to_owned()
                } else {
                    form.feedback.clone()
                };
                let met = form
                    .aim_met
                    .map(|met| format!("{} {}", RECORD.aim_met.get(language), terms::aim_met(met).get(language)));
                join(vec![said, met.unwrap_or_default()])
            }
            Question::Worry => form.worry.map(|worry| terms::worry(worry).get(language).to_owned()).unwrap_or_default(),
            Question::Us | Question::Check => String::new(),
        }
    })
}

/// What it still lacks, then a button for each of the pair.
#[component]
fn Confirming(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let id = StoredValue::new(session.with_untracked(|session| session.id.clone()));
    let who = unsigned(session);
    let lacks = Memo::new(move |_| {
        let silent = session.with(|session| session.run.unsigned_reason.is_empty()) && !who.with(Vec::is_empty);
        session
            .with(Session::lacks)
            .into_iter()
            .chain(silent.then_some(Lack::Unsigned))
            .map(|lack| (lack, question_of(lack)))
            .map(|(lack, question)| (terms::lack(lack), question))
            .collect::<Vec<_>>()
    });
    let confirmers = Memo::new(move |_| {
        session.with(|session| {
            let held = |person: &Id| session.record.confirmed.get(person).map(|held| held.at);
            session
                .confirmers()
                .into_iter()
                .map(|person| (session.record.confirmed_by(&person), held(&person), person))
                .collect::<Vec<_>>()
        })
    });
    // Who has a phone of their own confirms on it.
    let elsewhere = move |person: &Id| {
        shell.local().me.as_ref() != Some(person) && shell.devices.with(|devices| devices.contains(person))
    };
    let lacking = move || {
        let rows = lacks.get().into_iter().map(|(words, question)| {
            let href = Place::Record(id.get_value(), question).href();
            view! { <li><a href=href>{say(words)}</a></li> }
        });
        let rows = rows.collect_view();
        (!lacks.with(Vec::is_empty))
            .then(move || view! { <Note tone=Tone::Care><p>{say(RECORD.lacking)}</p><ul>{rows}</ul></Note> })
    };
    let buttons = move || {
        if !lacks.with(Vec::is_empty) {
            return ().into_any();
        }
        if confirmers.with(Vec::is_empty) {
            let who = Place::Task(id.get_value(), engine::domain::plan::Task::Who).href();
            return view! { <Note tone=Tone::Care><p>{say(RECORD.nobody_to_confirm)}</p></Note> <LinkButton label=PLAN.lead href=who/> }.into_any();
        }
        let rows = confirmers.get().into_iter().map(|(valid, at, person)| {
            let name = shell.alias(&person);
            if let (true, Some(at)) = (valid, at) {
                let language = language();
                let words = RECORD.confirmed.fill(language, &[("who", &name), ("when", &browser::clock_time(at))]);
                return view! { <Note tone=Tone::Ok><p>{words}</p></Note> }.into_any();
            }
            let again = at.is_some().then(|| RECORD.confirm_again.fill(language(), &[("who", &name)]));
            let label = RECORD.confirm.fill(language(), &[("who", &name)]);
            if elsewhere(&person) {
                let words = RECORD.confirm_there.fill(language(), &[("who", &name)]);
                let why = RECORD.confirm_away_why.fill(language(), &[("who", &name)]);
                let press = move |()| {
                    let Some(holder) = shell.peek(|machine| machine.local().me.clone()) else { return };
                    let does = |held: &Session, now: &Now| acts::record::confirm_beside(held, &person, &holder, now);
                    shell.act(&id.get_value(), Some(RECORD.confirm_label), does);
                };
                return view! {
                    <p>{words}</p>
                    <details>
                        <summary>{say(RECORD.confirm_away)}</summary>
                        <div class="stack">
                            <p>{why}{move || language().space()}{say(RECORD.confirm_away_kept)}</p>
                            <Button label=label on_press=press icon=Icon::Check/>
                        </div>
                    </details>
                }.into_any();
            }
            let press = move |()| shell.act(&id.get_value(), Some(RECORD.confirm_label), |held, now| acts::record::confirm(held, &person, now));
            view! { {again.map(|again| view! { <p>{again}</p> })} <Button label=label on_press=press kind=Kind::Primary icon=Icon::Check/> }.into_any()
        });
        view! { <p>{say(RECORD.confirm_intro)}</p> {rows.collect_view()} }.into_any()
    };
    view! { {lacking} {buttons} }
}

fn question_of(lack: Lack) -> Question {
    match lack {
        Lack::Times | Lack::EndBeforeStart => Question::Times,
        Lack::Theme => Question::Content,
        Lack::Unsigned => Question::People,
        Lack::Worry | Lack::Event => Question::Worry,
    }
}

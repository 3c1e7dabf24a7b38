//! The record: nearly filled from plan and run; one question a page, then check, confirm, closed.

use chrono::{NaiveDate, NaiveTime};
use engine::domain::Id;
use engine::domain::fields::recording;
use engine::domain::plan::{Format, Part};
use engine::domain::record::{AimMet, PartOutcome, Went, Worry};
use engine::domain::run::Seemed;
use engine::domain::session::Session;
use engine::merge::Edit;
use engine::sync::Place;
use engine::sync::place::Question;
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::session::RECORD;
use engine::words::{Phrase, terms};
use leptos::prelude::*;

use super::live;
use super::manual::InManual;
use super::options::{formats, options, slug, unslug, with_session};
use super::parts::*;
use super::task::setter;
use super::{language, record_check, run, say, say_with};
use crate::shell::shell;

/// One question of the record.
#[component]
pub fn RecordScreen(
    /// The session.
    id: Id,
    /// The question.
    question: Question,
) -> impl IntoView {
    let number = Question::ALL.iter().position(|other| *other == question).unwrap_or(0);
    let before = number.checked_sub(1).map(|before| Question::ALL[before]);
    let back = match before {
        Some(before) => Back::to(Place::Record(id.clone(), before).href(), COMMON.back),
        None => Back::to(Place::Session(id.clone()).href(), SESSIONS.this),
    };
    let next = question.next().map(|next| Place::Record(id.clone(), next).href());
    let later = Place::Session(id.clone()).href();
    let body = with_session(id, move |session| match question {
        Question::Times => times(session).into_any(),
        Question::Content => content(session).into_any(),
        Question::Parts => parts(session).into_any(),
        Question::People => people(session).into_any(),
        Question::Feedback => feedback(session).into_any(),
        Question::Worry => worry(session).into_any(),
        Question::Us => us(session).into_any(),
        Question::Check => record_check::check(session).into_any(),
    });
    let page = match question {
        Question::Content | Question::Parts => Some("form_record"),
        Question::People => Some("form_participants"),
        Question::Worry => Some("emergencies"),
        Question::Us => Some("supervision"),
        _ => None,
    };
    let step = move || vec![("n", (number + 1).to_string()), ("all", Question::ALL.len().to_string())];
    view! {
        <Page title=title(question) back=back place=Tab::Sessions save=Signal::from(shell().saving)>
            <p class="quiet">{say_with(COMMON.step_of, step)}</p>
            {body}
            {page.map(|page| view! { <InManual page=page/> })}
            {next.map(|next| view! {
                <LinkButton label=COMMON.next href=next kind=Kind::Primary icon=Icon::Forward/>
                <LinkButton label=RECORD.save_exit href=later kind=Kind::Quiet/>
            })}
        </Page>
    }
}

/// A question's heading.
pub fn title(question: Question) -> Phrase {
    match question {
        Question::Times => RECORD.times,
        Question::Content => RECORD.content,
        Question::Parts => RECORD.parts,
        Question::People => RECORD.people,
        Question::Feedback => RECORD.feedback,
        Question::Worry => RECORD.worry,
        Question::Us => RECORD.us,
        Question::Check => RECORD.check,
    }
}

fn times(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let form = move |read: fn(&Session) -> Option<NaiveTime>| Signal::derive(move || session.with(read));
    let lasted = move || {
        session
            .with(|session| session.record.form.minutes())
            .map(|minutes| RECORD.lasted.fill(language(), &[("n", &minutes.to_string())]))
    };
    let wrong = Signal::derive(move || {
        let wrong = session.with(|session| session.lacks().contains(&engine::domain::record::Lack::EndBeforeStart));
        wrong.then(|| terms::lack(engine::domain::record::Lack::EndBeforeStart).get(language()).to_owned())
    });
    view! {
        <DateField label=RECORD.date value=move || session.with(|session| session.record.form.date) on_change=move |date: NaiveDate| set(vec![Edit::set(recording::DATE, date)])/>
        <TimeField label=RECORD.start value=form(|session| session.record.form.start) on_change=move |time: NaiveTime| set(vec![Edit::set(recording::START, time)])/>
        <TimeField label=RECORD.end value=form(|session| session.record.form.end) on_change=move |time: NaiveTime| set(vec![Edit::set(recording::END, time)]) problem=wrong/>
        <p role="status">{lasted}</p>
        <Tick label=RECORD.times_yes value=move || session.with(|session| session.record.times_right) on_change=move |right| set(vec![Edit::set(recording::TIMES_RIGHT, right)])/>
    }
}

fn content(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let all = formats(shell().community());
    let choose = move |names: Vec<String>| {
        let formats: Vec<Format> = names.iter().filter_map(|name| unslug(name)).collect();
        set(vec![Edit::set(recording::FORMATS, formats)]);
    };
    view! {
        <TextField label=RECORD.theme value=move || session.with(|session| session.record.form.theme.clone()) on_change=move |words: String| set(vec![Edit::set(recording::THEME, words)])/>
        <Choices label=RECORD.formats options=all value={move || session.with(|session| session.record.form.formats.iter().map(slug).collect::<Vec<_>>())} on_change=choose/>
    }
}

fn parts(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let rows = Part::ALL.map(|part| {
        let held = move || session.with(|session| session.record.form.parts.get(part.slug()).cloned());
        let choose = move |name: String| {
            if let Some(went) = unslug::<Went>(&name) {
                let note = held().map(|outcome| outcome.note).unwrap_or_default();
                set(vec![Edit::put(recording::PART, part.slug(), PartOutcome { went, note })]);
            }
        };
        let write = move |note: String| {
            let went = held().map_or(Went::AsPlanned, |outcome| outcome.went);
            set(vec![Edit::put(recording::PART, part.slug(), PartOutcome { went, note })]);
        };
        let other = Memo::new(move |_| held().is_some_and(|outcome| outcome.went != Went::AsPlanned));
        view! {
            <Choice label=terms::part(part) options=options(&Went::ALL, terms::went) value=move || held().map(|outcome| slug(&outcome.went)) on_change=choose/>
            {live(move || other.get().then(|| view! {
                <TextField label=move || format!("{} · {}", terms::part(part).get(language()), RECORD.part_note.get(language())) value=move || held().map(|outcome| outcome.note).unwrap_or_default() on_change=write/>
            }))}
        }
    });
    view! {
        {rows.collect_view()}
        <TextField label=RECORD.happened lines=true value=move || session.with(|session| session.record.form.happened.clone()) on_change=move |words: String| set(vec![Edit::write(recording::happened(), words)]) help=FieldHelp::new(RECORD.happened_help)/>
    }
}

fn people(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let set = setter(session);
    let came = Memo::new(move |_| session.with(|session| session.run.came().cloned().collect::<Vec<_>>()));
    let row = move |person: Id| {
        let of_value = person.clone();
        let of_name = person.clone();
        let of_note = person.clone();
        let name = Signal::derive(move || RECORD.seemed.fill(language(), &[("name", &shell.alias(&of_name))]));
        let value = move || {
            session.with(|session| {
                session.run.attendance.get(&of_value).and_then(|row| row.seemed).map(|seemed| slug(&seemed))
            })
        };
        let change = move |name: String| {
            let held = session.with_untracked(|session| session.run.attendance.get(&of_note).cloned());
            if let (Some(row), Some(seemed)) = (held, unslug::<Seemed>(&name)) {
                let row = engine::domain::run::Attendance { seemed: Some(seemed), ..row };
                set(vec![Edit::put(engine::domain::fields::running::ATTENDANCE, of_note.as_str(), row)]);
            }
        };
        view! { <Choice label=name options=options(&Seemed::ALL, terms::seemed) value=value on_change=change inline=true/> }
    };
    view! {
        <details prop:open=move || came.with(Vec::is_empty)>
            <summary>{say(RECORD.people_change)}</summary>
            <div class="stack"><run::WhoIsHere session=session/></div>
        </details>
        <super::unsigned::Unsigned session=session/>
        {live(move || came.with(Vec::is_empty).then(|| view! { <p>{say(RECORD.people_none)}</p> }))}
        <For each=move || came.get() key=|id| id.clone() let:person>{row(person)}</For>
    }
}

fn feedback(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    let aim = Memo::new(move |_| session.with(|session| session.record.form.aim.clone()));
    view! {
        <TextField label=RECORD.feedback lines=true value=move || session.with(|session| session.record.form.feedback.clone()) on_change=move |words: String| set(vec![Edit::write(recording::feedback(), words)]) help=FieldHelp::new(RECORD.feedback_help)/>
        <Tick label=RECORD.nobody value=move || session.with(|session| session.record.form.nobody_said) on_change=move |nobody| set(vec![Edit::set(recording::NOBODY_SAID, nobody)])/>
        {live(move || (!aim.with(String::is_empty)).then(|| view! { <p>{say(RECORD.aim)}</p> <Quote text=aim/> }))}
        <Choice label=RECORD.aim_met options=options(&AimMet::ALL, terms::aim_met) value=move || session.with(|session| session.record.form.aim_met.map(|met| slug(&met))) on_change=move |name: String| {
            if let Some(met) = unslug(&name) {
                set(vec![Edit::set(recording::AIM_MET, met)]);
            }
        }/>
    }
}

fn worry(session: Memo<Session>) -> impl IntoView {
    let shell = shell();
    let set = setter(session);
    let id = StoredValue::new(session.with_untracked(|session| session.id.clone()));
    let asks = Memo::new(move |_| {
        session.with(|session| matches!(session.record.form.worry, Some(Worry::Yes | Worry::NotSure)))
    });
    let events = Memo::new(move |_| {
        session.with(|session| session.events.iter().map(|event| event.id.clone()).collect::<Vec<_>>())
    });
    let forms = move || {
        events.get().into_iter().map(|event| {
            view! { <CardLink href=Place::Event(id.get_value(), event).href() title=engine::words::forms::FORMS.emergency icon=Icon::Care/> }
        }).collect_view()
    };
    view! {
        <Choice label=RECORD.worry compact=true hint=RECORD.worry_help options=options(&Worry::ALL, terms::worry) value=move || session.with(|session| session.record.form.worry.map(|worry| slug(&worry))) on_change=move |name: String| {
            if let Some(worry) = unslug(&name) {
                set(vec![Edit::set(recording::WORRY, worry)]);
            }
        }/>
        {forms}
        {live(move || (asks.get() && events.with(Vec::is_empty)).then(|| view! {
            <Note tone=Tone::Care><p>{say(RECORD.worry_form)}</p></Note>
            <Button label=SESSIONS.event on_press=move |()| super::event::open(shell, &id.get_value())/>
        }))}
    }
}

fn us(session: Memo<Session>) -> impl IntoView {
    let set = setter(session);
    view! {
        <p>{say(RECORD.us_private)}</p>
        <TextField label=RECORD.went_well lines=true value=move || session.with(|session| session.record.went_well.clone()) on_change=move |words: String| set(vec![Edit::write(recording::went_well(), words)])/>
        <TextField label=RECORD.supervision lines=true value=move || session.with(|session| session.record.to_supervision.clone()) on_change=move |words: String| set(vec![Edit::write(recording::to_supervision(), words)])/>
        <Tick label=RECORD.share value=move || session.with(|session| session.record.debrief_shared) on_change=move |shared| set(vec![Edit::set(recording::DEBRIEF_SHARED, shared)])/>
        <TextField label=RECORD.next_time hint=RECORD.next_time_form lines=true value=move || session.with(|session| session.record.form.next_time.clone()) on_change=move |words: String| set(vec![Edit::write(recording::next_time(), words)])/>
    }
}

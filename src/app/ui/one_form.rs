//! One session's forms on the page where they are handed over: where they are, what was asked about them, answering it or asking.

use engine::domain::Id;
use engine::domain::session::SessionSummary;
use engine::domain::submission::{Form, Place as Where, SentBack, Submissions};
use engine::sync::Place;
use engine::sync::acts::submission as acts;
use engine::words::Phrase;
use engine::words::screens::SESSIONS;
use engine::words::submission::SUBMISSION;
use leptos::prelude::*;

use super::parts::*;
use super::start_day::coordinates;
use super::submissions::{Asked, Does, Held, at, hands_over, passes_by_hand};
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// How forms that were handed over leave this phone.
#[derive(Clone, Copy, PartialEq)]
enum Leaves {
    /// They have left.
    Done,
    /// Through the relay, soon.
    Soon,
    /// With the next file.
    ByHand,
}

/// How the forms of a session that were handed over here leave. While anything waits to be sent, the last that its person handed
/// over may.
fn leaves(shell: Shell, submissions: &Submissions, session: &Id) -> Leaves {
    let (told, me) = (shell.sharing.get(), shell.local().me);
    let last = submissions.handed.values().filter(|one| one.by == me).max_by_key(|one| one.order);
    match told.on && told.waits > 0 && last.is_some_and(|last| last.sessions.contains(session)) {
        false => Leaves::Done,
        true if passes_by_hand(shell) => Leaves::ByHand,
        true => Leaves::Soon,
    }
}

fn timed(phrase: Phrase, ms: i64) -> String {
    phrase.fill(language(), &[("time", &at(ms))])
}

/// Where the forms of a session are, in plain words.
fn stands(session: &SessionSummary, place: &Where, leaves: Leaves) -> String {
    match place {
        Where::CalledOff => match session.why_not().filter(|why| !why.is_empty()) {
            Some(why) => SUBMISSION.called_off_why.fill(language(), &[("why", why)]),
            None => SUBMISSION.called_off.get(language()).to_owned(),
        },
        Where::NotHeld => SUBMISSION.not_held.get(language()).to_owned(),
        Where::NotWritten => SUBMISSION.unwritten.get(language()).to_owned(),
        Where::Ready => match session.figures.as_ref().and_then(|figures| figures.closed) {
            Some(closed) => timed(SUBMISSION.here_since, closed),
            None => SUBMISSION.here.get(language()).to_owned(),
        },
        Where::HandedOver(ms) => match leaves {
            Leaves::ByHand => timed(SUBMISSION.is_by_hand, *ms),
            Leaves::Soon => timed(SUBMISSION.is_going, *ms),
            Leaves::Done => timed(SUBMISSION.is_handed, *ms),
        },
        Where::Received(ms) => timed(SUBMISSION.is_received, *ms),
        Where::SentBack(back) => timed(SUBMISSION.is_back, back.at),
    }
}

/// One session's forms: where they are, what was asked, and answering or sending them back.
#[component]
pub fn OneForm(form: Form, held: StoredValue<Held>, asked: Asked, edit: Does) -> impl IntoView {
    let shell = shell();
    let Form { session, place, late, asked: questions } = form;
    let theme =
        if session.theme.is_empty() { SESSIONS.no_theme.get(language()).to_owned() } else { session.theme.clone() };
    let day = session.date.map(|day| browser::short_date(language(), day)).unwrap_or_default();
    let stands = {
        let (session, place) = (session.clone(), place.clone());
        move || {
            let leaves = held.with_value(|held| leaves(shell, &held.submissions, &session.id));
            let late = late.map(|period| SUBMISSION.late.fill(language(), &[("n", &period.to_string())]));
            [Some(stands(&session, &place, leaves)), late].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
    };
    let came = matches!(place, Where::HandedOver(_) | Where::Received(_));
    // The session's page has all its forms, and its emergency events.
    let href = Place::Session(session.id.clone());
    let read = questions.into_iter().map(|asked| {
        let answer = asked.answer.map(|answer| {
            let again = || SUBMISSION.answered_again.get(language()).to_owned();
            let words = if answer.words.is_empty() { again() } else { answer.words };
            view! { <p class="quiet">{timed(SUBMISSION.answer_at, answer.at)}</p><p>{words}</p> }
        });
        view! { <Note><p class="quiet">{timed(SUBMISSION.question_at, asked.at)}</p><p>{asked.why}</p>{answer}</Note> }
    });
    let read = read.collect_view();
    let id = session.id.clone();
    let about = StoredValue::new(session.id.clone());
    let words = Signal::derive(move || asked.with(|asked| asked.get(&about.get_value()).cloned().unwrap_or_default()));
    let write = move |words: String| asked.update(|asked| drop(asked.insert(about.get_value(), words)));
    let open = match place {
        Where::SentBack(back) if hands_over(shell) => Some(back),
        _ => None,
    };
    let answer = open.map(|back: SentBack| {
        let does = move |()| {
            let (now, me, id) = (browser::now(), shell.local().me, about.get_value());
            let edits = held.with_value(|held| {
                let period = held.sheets.first().map(|sheet| sheet.period)?;
                let words = words.get_untracked();
                Some(acts::answer(
                    &held.submissions,
                    (&id, &back),
                    &words,
                    &period,
                    me.as_ref(),
                    &shell.short_id(),
                    &now,
                ))
            });
            if let Some(edits) = edits.filter(|edits| !edits.is_empty()) {
                asked.update(|asked| drop(asked.remove(&id)));
                edit.run((edits, SUBMISSION.answered.get(language()).to_owned()));
            }
        };
        view! {
            <TextField label=SUBMISSION.answer hint=SUBMISSION.answer_hint value=words on_change=write/>
            <Button label=SUBMISSION.answer_do on_press=does/>
        }
    });
    let send = move |()| {
        let back = acts::send_back(&id, &words.get_untracked(), shell.local().me.as_ref(), &browser::now());
        if let Some(back) = back {
            asked.update(|asked| drop(asked.remove(&id)));
            edit.run((vec![back], SUBMISSION.sent_back.get(language()).to_owned()));
        }
    };
    let ask = (came && coordinates(shell)).then(|| {
        view! {
            <details>
                <summary>{say(SUBMISSION.ask)}</summary>
                <div class="stack">
                    <TextField label=SUBMISSION.question value=words on_change=write/>
                    <Button label=SUBMISSION.send_back on_press=send/>
                </div>
            </details>
        }
    });
    view! {
        <PersonRow name=move || format!("{day} {theme}") state=stands href=href.href()>
            {read}
            {answer}
            {ask}
        </PersonRow>
    }
}

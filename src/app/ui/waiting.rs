//! A supervisor's day: what waits for an answer, oldest first, then what the peers say of themselves.

use engine::domain::feeling::Feeling;
use engine::domain::session::SessionSummary;
use engine::domain::waiting::{OwnWords, Waits};
use engine::domain::{Id, Millis};
use engine::sync::Place;
use engine::sync::place::Question;
use engine::words::Phrase;
use engine::words::guidance::{HOW_AM_I, QUESTIONS, SUPERVISION, WAITING, felt, strength};
use engine::words::screens::TODAY;
use leptos::prelude::*;

use super::guidance::{guides, moment, who_and_when};
use super::live;
use super::parts::*;
use super::today::line;
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// The screen.
#[component]
pub fn WaitingScreen() -> impl IntoView {
    let shell = shell();
    let today = browser::now().today();
    let shut = Memo::new(move |_| shell.read(|machine| machine.to_open_for_the_day(today)));
    Effect::new(move |_| shut.with(|shut| shut.iter().for_each(|id| shell.open(id))));
    let day = Memo::new(move |_| shell.read(|machine| machine.day(&browser::now())));
    let looking = Memo::new(move |_| !shut.with(Vec::is_empty) && !shell.unread.get());
    let waits = move || {
        let waits = day.with(|day| day.waits.clone());
        if waits.is_empty() {
            let words = if looking.get() { WAITING.looking } else { WAITING.nothing };
            return view! { <p class="lead" role="status">{say(words)}</p> }.into_any();
        }
        let rows = waits.into_iter().map(|(since, waits)| row(shell, since, waits)).collect_view();
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    // What the peers say of themselves is for who guides them.
    let guide = Memo::new(move |_| guides(shell));
    let own_words = move || {
        let words = day.with(|day| day.own_words.clone());
        if words.is_empty() {
            return view! { <p>{say(WAITING.no_words)}</p> }.into_any();
        }
        let rows = words.into_iter().map(|(at, who, words)| {
            let who = who_and_when(shell, Some(&who), at);
            view! { <Quote text=said(&words) who=who/> }
        });
        view! { <p>{say(WAITING.own_words_why)}</p> {rows.collect_view()} }.into_any()
    };
    view! {
        <Page title=WAITING.title back=Back::to(Place::Today.href(), TODAY.title) place=Tab::Today save=Signal::from(shell.saving)>
            {live(waits)}
            {live(move || guide.get().then(|| view! { <Section title=WAITING.own_words>{live(own_words)}</Section> }))}
            <div class="stack">
                <CardLink href=Place::Questions.href() title=QUESTIONS.title icon=Icon::Quote/>
                <CardLink href=Place::Supervision.href() title=SUPERVISION.title icon=Icon::People/>
            </div>
        </Page>
    }
}

/// One thing that waits.
fn row(shell: Shell, since: Millis, waits: Waits) -> impl IntoView {
    let of_session = |id: &Id| {
        let sessions = shell.sessions();
        sessions.with(|sessions| sessions.iter().find(|session| session.id == *id).map(line)).unwrap_or_default()
    };
    let theme_of = |id: &Id| {
        let theme = |session: &SessionSummary| SessionSummary { date: None, start: None, ..session.clone() };
        let sessions = shell.sessions();
        let found = sessions.with(|sessions| sessions.iter().find(|session| session.id == *id).map(theme));
        found.as_ref().map(line).unwrap_or_default()
    };
    let (kind, icon, about, place) = match &waits {
        Waits::Emergency { session, event } => {
            let place = match event {
                Some(event) => Place::Event(session.clone(), event.clone()),
                None => Place::Session(session.clone()),
            };
            (WAITING.emergency, Icon::Care, of_session(session), place)
        }
        Waits::Question(id) => {
            let questions = shell.read(engine::sync::Machine::questions);
            let words = questions.iter().find(|question| question.id == *id).map(|question| &question.asked.words);
            (
                WAITING.question,
                Icon::Quote,
                words.map(|words| brief(words)).unwrap_or_default(),
                Place::Asked(id.clone()),
            )
        }
        Waits::Plan(id) => (WAITING.plan, Icon::Calendar, of_session(id), Place::CheckPlan(id.clone())),
        // It was on the day since which it waits, or a little before: one day is enough to read.
        Waits::Record(id) => (WAITING.record, Icon::Pen, theme_of(id), Place::Record(id.clone(), Question::Check)),
    };
    let since = WAITING.since.fill(language(), &[("when", &moment(since))]);
    let text = if about.is_empty() { since } else { format!("{about} · {since}") };
    view! { <li><CardLink href=place.href() title=kind text=text icon=icon/></li> }
}

/// The beginning of a text, for a row.
pub fn brief(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default();
    let start: String = line.chars().take(60).collect();
    if start.len() < words.trim().len() { format!("{start}…") } else { start }
}

/// What a peer says of themself, in a line.
fn said(words: &OwnWords) -> String {
    let language = language();
    match words {
        OwnWords::Break(held) => {
            let words = (!held.words.is_empty()).then(|| held.words.clone());
            [Some(WAITING.rests.get(language).to_owned()), words].into_iter().flatten().collect::<Vec<_>>().join(" · ")
        }
        OwnWords::After { feeling, .. } => told(feeling),
    }
}

/// A note on how somebody is, in a line.
pub fn told(feeling: &Feeling) -> String {
    let language = language();
    let says = |words: Phrase, what: Phrase| words.fill(language, &[("what", what.get(language))]);
    let taps = [
        feeling.felt.map(|answer| says(HOW_AM_I.felt_says, felt(answer))),
        feeling.strength.map(|answer| says(HOW_AM_I.strength_says, strength(answer))),
        Some(feeling.words.clone()).filter(|words| !words.trim().is_empty()),
    ];
    taps.into_iter().flatten().collect::<Vec<_>>().join(" · ")
}

//! Coming and going: since when somebody takes part, is on leave, or is gone, and why.

use engine::domain::Id;
use engine::domain::presence::{self, Turn, TurnKind};
use engine::merge::read;
use engine::sync::acts;
use engine::words::Phrase;
use engine::words::people::{TURNS, turn};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::{language, say};
use crate::boot::leave;
use crate::browser;
use crate::shell::shell;

/// What is noted so far, and what may come next.
#[component]
pub fn Turns(
    /// The person.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let held = shell.document(id.clone(), read::turns);
    let turns = Memo::new(move |_| held.get().unwrap_or_default());
    let chosen = RwSignal::new(None::<TurnKind>);
    let id = StoredValue::new(id);
    let rows = move || {
        let rows = turns.get().into_iter().map(|(short, noted)| row(id, short, noted));
        rows.collect_view()
    };
    let nothing = Memo::new(move |_| turns.with(Vec::is_empty));
    let next = Memo::new(move |_| turns.with(presence::next));
    let choices = move || {
        let button = |kind: TurnKind| view! { <Button label=press(kind) on_press=move |()| chosen.set(Some(kind))/> };
        view! { <div class="stack">{next.get().iter().copied().map(button).collect_view()}</div> }
    };
    view! {
        <Section title=TURNS.title>
            {live(move || nothing.get().then(|| view! { <p>{say(TURNS.here)}</p> }))}
            {rows}
            {live(move || match chosen.get() {
                None => choices().into_any(),
                Some(kind) => view! { <NewTurn id kind chosen/> }.into_any(),
            })}
        </Section>
    }
}

/// What the button of a change says.
const fn press(kind: TurnKind) -> Phrase {
    match kind {
        TurnKind::OnLeave => TURNS.on_leave,
        TurnKind::Left => TURNS.left,
        TurnKind::Joined | TurnKind::Back => TURNS.back,
    }
}

fn row(id: StoredValue<Id>, short: String, noted: Turn) -> impl IntoView {
    let shell = shell();
    let (kind, on, reason) = (noted.kind, noted.on, noted.reason.clone());
    let line = move || {
        let (what, date) = (turn(kind).get(language()), browser::short_date(language(), on));
        TURNS.since.fill(language(), &[("what", what), ("date", &date)])
    };
    let why = (!reason.is_empty()).then(|| {
        let why = move || TURNS.why.fill(language(), &[("reason", &reason)]);
        view! { <p class="lines">{why}</p> }
    });
    let take_back = move |()| {
        let edit = acts::people::take_turn_back(&short, &noted);
        shell.edit(&id.get_value(), vec![edit], Some(COMMON.removed_line));
    };
    view! {
        <Card>
            <p>{line}</p>
            {why}
            <Button label=TURNS.take_back on_press=take_back kind=Kind::Quiet small=true/>
        </Card>
    }
}

/// The day and the reason of a change.
#[component]
fn NewTurn(id: StoredValue<Id>, kind: TurnKind, chosen: RwSignal<Option<TurnKind>>) -> impl IntoView {
    let shell = shell();
    let day = RwSignal::new(Some(browser::now().today()));
    let reason = RwSignal::new(String::new());
    let quick = Signal::derive(move || {
        let phrases = [TURNS.quick_1, TURNS.quick_2, TURNS.quick_3, TURNS.quick_4, TURNS.quick_5];
        phrases.map(|phrase| phrase.get(language()).to_owned()).to_vec()
    });
    let note = move |()| {
        leave::flush();
        let now = browser::now();
        let on = day.get_untracked().unwrap_or_else(|| now.today());
        let edit = acts::people::turn(&shell.short_id(), kind, on, &reason.get_untracked(), &now);
        shell.edit(&id.get_value(), vec![edit], Some(COMMON.marked));
        chosen.set(None);
    };
    view! {
        <Card title=press(kind)>
            <DateField label=TURNS.day value=day on_change=move |on| day.set(Some(on))/>
            {(kind != TurnKind::Back).then(|| view! {
                <TextField label=TURNS.reason lines=true value=reason on_change=move |words: String| reason.set(words) quick=quick/>
            })}
            <p class="quiet">{say(TURNS.kept)}</p>
            <Button label=TURNS.note on_press=note kind=Kind::Primary/>
            <Button label=COMMON.cancel on_press=move |()| chosen.set(None) kind=Kind::Quiet/>
        </Card>
    }
}

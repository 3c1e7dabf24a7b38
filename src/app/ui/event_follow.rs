//! What follows an emergency event: the doctor reads it, asks, writes the follow-up and closes it; the pair answers.

use engine::domain::fields::event;
use engine::domain::follow_up::Question;
use engine::merge::Edit;
use engine::sync::acts;
use engine::words::Phrase;
use engine::words::event::EVENT;
use leptos::prelude::*;
use relay::Role;

use super::event_way::{Held, moment, name};
use super::parts::*;
use super::{language, live, say};
use crate::boot::leave;
use crate::browser;
use crate::shell::{Shell, shell};

/// Whether whoever holds this phone acknowledges and closes: a doctor, a coordinator, or anybody where nothing is shared.
pub fn looks_after(shell: Shell) -> bool {
    shell.local().role.is_none_or(|role| matches!(role, Role::Coordinator | Role::Supervisor))
}

/// All of it, below the form.
#[component]
pub fn FollowUp(held: Held) -> impl IntoView {
    let shell = shell();
    let ids = move || held.follow_up.with(|held| held.questions.iter().map(|one| one.id.clone()).collect::<Vec<_>>());
    let any = Memo::new(move |_| held.follow_up.with(|held| !held.questions.is_empty()));
    let words = Memo::new(move |_| held.follow_up.with(|held| held.words.trim().to_owned()));
    let cares = Memo::new(move |_| looks_after(shell));
    view! {
        {live(move || any.get().then(|| view! {
            <Section title=EVENT.questions>
                <For each=ids key=String::clone children=move |id| view! { <OneQuestion held id/> }/>
            </Section>
        }))}
        {live(move || match cares.get() {
            true => view! { <Doctor held/> }.into_any(),
            false => view! {
                {live(move || (!words.with(String::is_empty)).then(|| view! {
                    <Section title=EVENT.follow_up><p class="lines">{move || words.get()}</p></Section>
                }))}
                <p class="quiet">{say(EVENT.not_yours)}</p>
            }.into_any(),
        })}
        <p class="quiet">{say(EVENT.who_sees)}</p>
    }
}

/// A question, its answers, and room for one where there is none.
#[component]
fn OneQuestion(held: Held, id: String) -> impl IntoView {
    let shell = shell();
    let id = StoredValue::new(id);
    let question = Memo::new(move |_| {
        held.follow_up.with(|held| held.questions.iter().find(|one| id.with_value(|id| one.id == *id)).cloned())
    });
    let said = move |phrase: Phrase, who: Option<&engine::domain::Id>, at: i64| {
        phrase.fill(language(), &[("who", &name(shell, who)), ("time", &moment(at))])
    };
    let asked = move |one: &Question| (one.asked.words.clone(), said(EVENT.asks, one.asked.by.as_ref(), one.asked.at));
    let words = move || question.with(|one| one.as_ref().map(asked)).unwrap_or_default();
    let answers = move || {
        let answers = question.with(|one| one.as_ref().map(|one| one.answers.clone())).unwrap_or_default();
        let quote = |answer: engine::domain::follow_up::Answered| {
            let who = said(EVENT.answers, answer.by.as_ref(), answer.at);
            view! { <Quote text=answer.words who=who/> }
        };
        answers.into_iter().map(quote).collect_view()
    };
    let open = Memo::new(move |_| question.with(|one| one.as_ref().is_some_and(|one| one.answers.is_empty())));
    let pair = Memo::new(move |_| shell.local().role.is_none_or(|role| matches!(role, Role::Coordinator | Role::Peer)));
    let answer = RwSignal::new(String::new());
    let send = move |()| {
        leave::flush();
        let (now, me, words) = (browser::now(), shell.local().me, answer.get_untracked());
        held.edit(id.with_value(|id| acts::event::answer(id, &shell.short_id(), &words, me.as_ref(), &now)));
    };
    view! {
        <Card>
            <Quote text=Signal::derive(move || words().0) who=Signal::derive(move || words().1)/>
            {answers}
            {live(move || (open.get() && pair.get()).then(|| view! {
                <TextField label=EVENT.answer lines=true value=answer on_change=move |words: String| answer.set(words)/>
                <Button label=EVENT.answer_do on_press=send icon=Icon::Check/>
            }))}
        </Card>
    }
}

/// For who looks after it.
#[component]
fn Doctor(held: Held) -> impl IntoView {
    let shell = shell();
    let seen = Memo::new(move |_| held.follow_up.with(|held| held.seen.is_some()));
    let closed = Memo::new(move |_| held.follow_up.with(|held| held.closed.is_some()));
    let alias = move || shell.local().me.map(|me| shell.alias(&me)).unwrap_or_default();
    // Where the doctor has no phone here somebody else writes down what the doctor said.
    let role = shell.local().role;
    let by_hand = role != Some(Role::Supervisor);
    let acknowledged = if by_hand { EVENT.acknowledge_for } else { EVENT.acknowledge };
    let doctor =
        shell.peek(engine::sync::Machine::community).map(|community| community.doctor_name).unwrap_or_default();
    let who = RwSignal::new(if by_hand { doctor } else { String::new() });
    let by = move || {
        let typed = if by_hand { who.get_untracked() } else { untrack(alias) };
        let seen = || held.follow_up.with_untracked(|held| held.seen.as_ref().map(|seen| seen.by.clone()));
        if typed.trim().is_empty() { seen().unwrap_or_default() } else { typed }
    };
    let acknowledge = move |()| {
        leave::flush();
        let edits = held.id.with_value(|id| acts::event::acknowledge(id, &by(), &browser::now()));
        if edits.is_empty() {
            focus_field("seen-by"); // without a name nobody has read it
        } else {
            held.edit(edits);
        }
    };
    let close = move |()| {
        leave::flush();
        held.edit(held.id.with_value(|id| acts::event::close(id, &by(), &browser::now())));
    };
    let again = move |()| held.edit(held.id.with_value(|id| acts::event::open_again(id)));
    let question = RwSignal::new(String::new());
    let said = RwSignal::new(None::<Phrase>);
    let ask = move |()| {
        leave::flush();
        let (now, me, words) = (browser::now(), shell.local().me, question.get_untracked());
        let edits = held.id.with_value(|id| acts::event::ask(id, &shell.short_id(), &words, me.as_ref(), &now));
        if !edits.is_empty() {
            held.edit(edits);
            question.set(String::new());
            said.set(Some(EVENT.asked));
        }
    };
    let words = move || held.follow_up.with(|held| held.words.clone());
    let write = move |words: String| held.edit(vec![Edit::write(held.id.with_value(|id| event::follow_up(id)), words)]);
    view! {
        <Section title=EVENT.for_doctor>
            {live(move || (!seen.get()).then(|| view! {
                {by_hand.then(|| view! {
                    <TextField id="seen-by" label=EVENT.acknowledge_who hint=EVENT.acknowledge_help limit=60 value=who on_change=move |name: String| who.set(name)/>
                })}
                <Button label=acknowledged on_press=acknowledge kind=if by_hand { Kind::Plain } else { Kind::Primary } icon=Icon::Check/>
            }))}
            {live(move || (!closed.get() && role.is_some()).then(|| view! {
                <TextField label=EVENT.ask lines=true value=question on_change=move |words: String| question.set(words)/>
                <Button label=EVENT.ask_do on_press=ask/>
            }))}
            <p role="status">{move || said.get().map(|said| said.get(language()))}</p>
            <TextField label=EVENT.follow_up hint=EVENT.follow_up_help lines=true value=words on_change=write/>
            {live(move || match (seen.get(), closed.get()) {
                (false, false) => ().into_any(),
                (true, false) => view! { <Button label=EVENT.close on_press=close icon=Icon::Check/> }.into_any(),
                (_, true) => view! {
                    <Note tone=Tone::Ok><p role="status">{say(EVENT.closed)}</p></Note>
                    <Button label=EVENT.open_again on_press=again kind=Kind::Quiet icon=Icon::Undo/>
                }.into_any(),
            })}
        </Section>
    }
}

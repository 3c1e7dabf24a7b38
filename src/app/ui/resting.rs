//! On Today, while somebody needs a break: the partner and who guides are told in plain words, with who can step in; whoever
//! said it sees that it stands, and ends it here.

use engine::domain::Id;
use engine::domain::feeling::can_step_in;
use engine::domain::plan::Task;
use engine::domain::session::SessionSummary;
use engine::sync::{Machine, Place, acts};
use engine::words::guidance::{GUIDE, HOW_AM_I, RESTING, WAITING};
use leptos::prelude::*;

use super::guidance::guides;
use super::parts::*;
use super::say::list;
use super::today::line;
use super::{language, live, say};
use crate::shell::{Shell, shell};

/// Who can step in for one of a pair, in words.
pub fn who_steps_in(shell: Shell, pair: &[Option<Id>]) -> String {
    let free = shell.read(|machine| {
        let (people, rests) = (machine.people(), machine.who_rests());
        can_step_in(&people, pair, &rests).into_iter().map(|person| person.alias.clone()).collect::<Vec<_>>()
    });
    match free.is_empty() {
        true => GUIDE.nobody.get(language()).to_owned(),
        false => {
            let names: Vec<&str> = free.iter().map(String::as_str).collect();
            GUIDE.step_in.fill(language(), &[("who", &list(&names))])
        }
    }
}

/// The part of Today. It shows nothing while nobody who matters here needs a break.
#[component]
pub fn Resting() -> impl IntoView {
    let shell = shell();
    let guide = Memo::new(move |_| guides(shell));
    let concerned = Memo::new(move |_| shell.read(|machine| machine.concerned(guide.get())));
    Effect::new(move |_| concerned.with(|all| all.iter().for_each(|id| shell.open(id))));
    let resting = Memo::new(move |_| shell.read(|machine| concerned.with(|all| machine.resting(all))));
    // Who can step in hangs on all peers.
    let any = Memo::new(move |_| !resting.with(Vec::is_empty));
    Effect::new(move |_| {
        if any.get() {
            shell.peek(Machine::peers_to_open).iter().for_each(|id| shell.open(id));
        }
    });
    live(move || resting.get().into_iter().map(|(who, next)| one(shell, who, next, guide.get())).collect_view())
}

/// What is said of one who needs a break.
fn one(shell: Shell, who: Id, next: Option<SessionSummary>, guide: bool) -> impl IntoView {
    let mine = shell.local().me.as_ref() == Some(&who);
    let name = shell.alias(&who);
    let title = match mine {
        true => RESTING.you.get(language()).to_owned(),
        false => GUIDE.rests.fill(language(), &[("who", &name)]),
    };
    let words = match (mine, guide) {
        (true, _) => RESTING.you_ok,
        (false, true) => RESTING.thank,
        (false, false) => RESTING.talk,
    };
    let pair = match &next {
        Some(next) => vec![next.lead.clone(), next.assistant.clone()],
        // A partner is told who else there is.
        None => vec![Some(who.clone()), shell.local().me.filter(|_| !guide)],
    };
    let session = next.as_ref().map(|next| {
        let words = if guide && !mine { RESTING.theirs } else { RESTING.session };
        words.fill(language(), &[("what", &line(next))])
    });
    let over = {
        let who = who.clone();
        move |()| shell.edit(&who, vec![acts::guidance::end_break()], Some(HOW_AM_I.back))
    };
    let choose = next.filter(|_| !guide).map(|next| Place::Task(next.id, Task::Who).href());
    view! {
        <Note>
            <p role="status"><strong>{title}</strong></p>
            {session.map(|session| view! { <p>{session}</p> })}
            <p>{move || who_steps_in(shell, &pair)}</p>
            <p>{say(words)}</p>
        </Note>
        {mine.then(|| view! { <Button label=HOW_AM_I.rest_over on_press=over kind=Kind::Quiet/> })}
        {(!mine).then(|| match (guide, choose) {
            (true, _) => view! { <LinkButton label=WAITING.go href=Place::Waiting.href() kind=Kind::Quiet icon=Icon::Next/> }.into_any(),
            (false, Some(choose)) => view! { <LinkButton label=RESTING.choose href=choose kind=Kind::Quiet icon=Icon::People/> }.into_any(),
            (false, None) => ().into_any(),
        })}
    }
}

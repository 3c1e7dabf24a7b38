//! Trying the numbers to call: once at the beginning, then every six months.

use engine::domain::fields::of_community;
use engine::domain::numbers::{Line, lines};
use engine::sync::Place;
use engine::sync::acts::community::tried;
use engine::sync::place::Corner;
use engine::words::event::NUMBERS;
use engine::words::session::HELP;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::{Shell, shell};

fn all(shell: Shell) -> Option<Vec<Line>> {
    shell.read(|machine| {
        let tried = machine.community_document()?.all(of_community::NUMBER_TRIED);
        let tried = tried.map(|(number, tried)| (number.to_owned(), tried)).collect();
        Some(lines(&machine.community()?, &tried))
    })
}

/// The page.
#[component]
pub fn NumbersScreen() -> impl IntoView {
    let shell = shell();
    let held = Memo::new(move |_| all(shell));
    let fine = move |lines: &Vec<Line>| {
        let today = browser::now().today();
        !lines.is_empty() && lines.iter().all(|line| line.is_fine(today))
    };
    let done = Memo::new(move |_| held.with(|held| held.as_ref().is_some_and(fine)));
    let empty = Memo::new(move |_| held.with(|held| held.as_ref().is_some_and(Vec::is_empty)));
    let numbers = move || held.get().unwrap_or_default().into_iter().map(|line| line.dialled).collect::<Vec<_>>();
    let community = Place::Corner(Corner::Community).href();
    view! {
        <Page title=NUMBERS.title back=Back::to(Place::Help.href(), HELP.title) place=Tab::Me save=Signal::from(shell.saving)>
            <p>{say(NUMBERS.why)}</p>
            <div role="status">
                {live(move || done.get().then(|| view! { <Note tone=Tone::Ok><p>{say(NUMBERS.all_done)}</p></Note> }))}
                {live(move || empty.get().then(|| view! { <p>{say(NUMBERS.none)}</p> }))}
            </div>
            <For each=numbers key=String::clone children=move |dialled| view! { <OneNumber held dialled/> }/>
            <LinkButton label=NUMBERS.change href=community kind=Kind::Quiet icon=Icon::Pen/>
            <p class="quiet">{say(NUMBERS.due_why)}</p>
        </Page>
    }
}

/// One number: call it, and say whether it rang.
#[component]
fn OneNumber(held: Memo<Option<Vec<Line>>>, dialled: String) -> impl IntoView {
    let shell = shell();
    let of = StoredValue::new(dialled.clone());
    let line = Memo::new(move |_| {
        held.with(|held| held.as_ref()?.iter().find(|line| of.with_value(|of| line.dialled == *of)).cloned())
    });
    let public = line.with_untracked(|line| line.as_ref().is_some_and(|line| line.public));
    let named = move |phrase: engine::words::Phrase| {
        let (name, phone) = line.with(|line| line.as_ref().map(|line| (line.name.clone(), line.phone.clone())))?;
        Some(phrase.fill(language(), &[("name", &name), ("phone", &phone)]))
    };
    let title = Signal::derive(move || named(NUMBERS.public).unwrap_or_default());
    let call = Signal::derive(move || named(NUMBERS.try_call).unwrap_or_default());
    let state = move || {
        let tried = line.with(|line| line.as_ref().and_then(|line| line.tried.clone()));
        let Some(tried) = tried else { return NUMBERS.not_yet.get(language()).to_owned() };
        let phrase = match (tried.rang, public) {
            (true, true) => NUMBERS.looked,
            (true, false) => NUMBERS.tried,
            (false, _) => NUMBERS.did_not,
        };
        phrase.fill(language(), &[("day", &browser::long_date(language(), tried.on))])
    };
    let wrong = Memo::new(move |_| {
        line.with(|line| line.as_ref().and_then(|line| line.tried.as_ref()).is_some_and(|tried| !tried.rang))
    });
    let say_it = move |rang: bool| {
        let (now, me) = (browser::now(), shell.local().me);
        let community = shell.peek(|machine| machine.local().community.clone());
        if let (Some(lines), Some(community)) = (held.get_untracked(), community) {
            let edits = of.with_value(|of| tried(&lines, of, rang, me.as_ref(), now.today()));
            shell.edit(&community, edits, None);
        }
    };
    let ask = match public {
        true => view! {
            <p>{say(NUMBERS.public_why)}</p>
            <Button label=NUMBERS.public_yes on_press=move |()| say_it(true) icon=Icon::Check/>
        }
        .into_any(),
        false => view! {
            <p>{say(NUMBERS.how)}</p>
            <LinkButton label=call href=format!("tel:{dialled}") icon=Icon::Phone external=true/>
            <p>{say(NUMBERS.rang)}</p>
            <Actions>
                <Button label=NUMBERS.yes on_press=move |()| say_it(true) icon=Icon::Check/>
                <Button label=NUMBERS.no on_press=move |()| say_it(false)/>
            </Actions>
        }
        .into_any(),
    };
    view! {
        <Card title=title>
            <p role="status">{state}</p>
            {live(move || wrong.get().then(|| view! { <Note tone=Tone::Care><p>{say(NUMBERS.no_do)}</p></Note> }))}
            {ask}
        </Card>
    }
}

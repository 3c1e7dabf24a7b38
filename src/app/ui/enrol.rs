//! Enrolment: what is asked before somebody takes part, what the answers come to, and the decision.

use engine::domain::Id;
use engine::domain::enrolment::{Criterion, Enrolment, Standing};
use engine::domain::fields::of_person;
use engine::domain::person::{Person, Role};
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::sync::acts::people::{self, DecisionLack};
use engine::words::device::WELCOME;
use engine::words::people::{ENROL, criterion, verdict};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::live;
use super::manual::InManual;
use super::options::once_read;
use super::parts::*;
use super::{language, say};
use crate::browser;
use crate::shell::shell;

/// Who it is, and what is known.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Known {
    /// The alias.
    pub alias: String,
    /// The role; guests are asked nothing.
    pub role: Option<Role>,
    /// The answers.
    pub enrolment: Enrolment,
}

/// A person's enrolment; `None` until it is read.
pub fn known(id: Id) -> Memo<Option<Known>> {
    shell().document(id, |document| {
        let person = read::person(document);
        Known {
            alias: person.as_ref().map(|person| person.alias.clone()).unwrap_or_default(),
            role: person.map(|person: Person| person.role),
            enrolment: read::enrolment(document),
        }
    })
}

/// What the answers come to, in a sentence.
pub fn standing(known: &Known) -> String {
    let language = language();
    let today = browser::now().today();
    match known.enrolment.standing(known.role.unwrap_or(Role::Guest), today) {
        Standing::AllMet => ENROL.all_met.get(language).to_owned(),
        Standing::Open(1) => ENROL.open_one.get(language).to_owned(),
        Standing::Open(open) => ENROL.open.fill(language, &[("n", &open.to_string())]),
        Standing::Unmet(unmet, open) => {
            let space = language.space();
            let names: Vec<&str> = unmet.iter().map(|unmet| criterion(*unmet).get(language)).collect();
            let first = ENROL.unmet.fill(language, &[("what", &super::say::list(&names))]);
            match open {
                0 => first,
                1 => format!("{first}{space}{}", ENROL.open_one.get(language)),
                open => format!("{first}{space}{}", ENROL.open.fill(language, &[("n", &open.to_string())])),
            }
        }
    }
}

/// The page.
#[component]
pub fn EnrolmentScreen(
    /// The person.
    id: Id,
) -> impl IntoView {
    let title = titled(&id, say(ENROL.title));
    let back = Back::to(Place::Person(id.clone()).href(), engine::words::screens::PEOPLE.one);
    let body = once_read(known(id.clone()), move |known| {
        let role = Memo::new(move |_| known.with(|known| known.role));
        let of = id.clone();
        let rows = move || {
            let all = Criterion::of(role.get().unwrap_or(Role::Guest)).iter();
            all.map(|asked| row(&of, *asked, known)).collect_view()
        };
        let sentence = move || known.with(standing);
        view! {
            <p class="lead" role="status">{sentence}</p>
            <TaskList>{rows}</TaskList>
            <Decision id=id.clone() known/>
        }
        .into_any()
    });
    view! {
        <Page title=title back=back place=Tab::People save=Signal::from(shell().saving)>
            <p>{say(ENROL.intro)}</p>
            {body}
            <p class="quiet">{say(ENROL.private)}</p>
            <InManual page="consent_and_enrolment"/>
        </Page>
    }
}

/// The title of one of a person's pages: the alias, then what the page is.
pub fn titled<N: Fn() -> &'static str + Send + Sync + 'static>(
    id: &Id,
    name: N,
) -> impl Fn() -> String + Send + Sync + use<N> {
    let shell = shell();
    let id = id.clone();
    move || {
        let alias = shell.alias(&id);
        if alias.is_empty() { name().to_owned() } else { format!("{alias} · {}", name()) }
    }
}

fn row(id: &Id, asked: Criterion, known: Memo<Known>) -> impl IntoView + use<> {
    use engine::domain::enrolment::Verdict;
    let state = Memo::new(move |_| {
        let today = browser::now().today();
        known.with(|known| known.enrolment.verdict(asked, known.role.unwrap_or(Role::Guest), today))
    });
    let hint =
        move || if state.get() == Verdict::NotKnown { String::new() } else { say(verdict(state.get()))().to_owned() };
    let written = move || state.get() != Verdict::NotKnown;
    let href = Place::Criterion(id.clone(), asked).href();
    view! { <TaskRow href=href label=criterion(asked) written=Signal::derive(written) hint=hint/> }
}

/// The decision: from today, with a reason where something is open; or what was decided.
#[component]
fn Decision(id: Id, known: Memo<Known>) -> impl IntoView {
    let shell = shell();
    let me = shell.peek(|machine| machine.local().me.as_ref().and_then(|me| machine.alias(me))).unwrap_or_default();
    let by = RwSignal::new(me);
    let reason = RwSignal::new(String::new());
    let problems = RwSignal::new(Vec::<Problem>::new());
    let open = Memo::new(move |_| {
        let today = browser::now().today();
        known.with(|known| known.enrolment.standing(known.role.unwrap_or(Role::Guest), today) != Standing::AllMet)
    });
    let take_back = {
        let id = id.clone();
        move |()| shell.edit(&id, vec![Edit::set(of_person::ENROLLED, None)], Some(COMMON.changed))
    };
    let decide = move |()| {
        crate::boot::leave::flush();
        let role = known.with_untracked(|known| known.role.unwrap_or(Role::Guest));
        let decided = known.with_untracked(|known| {
            people::enrol(&known.enrolment, role, &by.get_untracked(), &reason.get_untracked(), &browser::now())
        });
        match decided {
            Ok(edit) => {
                problems.set(Vec::new());
                shell.edit(&id, vec![edit], Some(COMMON.changed));
            }
            Err(DecisionLack::Reason) => {
                problems.set(vec![Problem::new(ENROL.need_reason.get(language()), "enrol-reason")]);
            }
            Err(DecisionLack::By) => problems.set(vec![Problem::new(ENROL.need_by.get(language()), "enrol-by")]),
        }
    };
    let enrolled = Memo::new(move |_| known.with(|known| known.enrolment.enrolled.clone()));
    let body = move || {
        match enrolled.get() {
        Some(enrolled) => {
            let date = browser::short_date(language(), enrolled.on);
            let mut lines = vec![ENROL.enrolled.fill(language(), &[("date", &date)])];
            if !enrolled.by.is_empty() {
                lines.push(ENROL.enrolled_by.fill(language(), &[("who", &enrolled.by)]));
            }
            if !enrolled.reason.is_empty() {
                lines.push(ENROL.enrolled_why.fill(language(), &[("reason", &enrolled.reason)]));
            }
            let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
            view! {
                <Note tone=Tone::Ok>{lines}</Note>
                <Button label=ENROL.take_back on_press=take_back.clone() kind=Kind::Quiet/>
            }
            .into_any()
        }
        None => view! {
            <ErrorSummary title=WELCOME.fix problems=problems/>
            {live(move || open.get().then(|| view! {
                <TextField id="enrol-reason" label=ENROL.reason lines=true value=reason on_change=move |words: String| reason.set(words) hint=ENROL.reason_help/>
                <TextField id="enrol-by" label=ENROL.decide_by value=by on_change=move |words: String| by.set(words) limit=60/>
            }))}
            <Button label=ENROL.enrol on_press=decide.clone() kind=Kind::Primary/>
        }
        .into_any(),
    }
    };
    view! { <Section title=ENROL.decide>{body}</Section> }
}

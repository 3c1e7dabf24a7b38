//! Handing the forms over every six weeks: one page for who hands over and who receives.

use std::collections::BTreeMap;

use engine::domain::submission::{DAYS, Form, Gap, Period, Place as Where, Sheet, Submissions};
use engine::domain::{Id, Now};
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::sync::acts::submission as acts;
use engine::sync::place::FormKind;
use engine::words::Phrase;
use engine::words::device::ME;
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::submission::SUBMISSION;
use leptos::prelude::*;
use relay::Role;

use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// The page's data: the community, what was handed over, the periods.
#[derive(Clone, PartialEq)]
struct Held {
    id: Id,
    started: bool,
    submissions: Submissions,
    sheets: Vec<Sheet>,
    /// Closed forms that can go now.
    ready: usize,
    not_written: usize,
    handed: usize,
}

fn held(shell: Shell, now: &Now) -> Option<Held> {
    shell.read(|machine| {
        let community = machine.community()?;
        let submissions = read::submissions(machine.document(&community.id)?);
        let sessions = machine.sessions();
        let sheets = submissions.sheets(&community, &sessions, now.today());
        let count = |which: fn(&Where) -> bool| sheets.iter().map(|sheet| sheet.count(which)).sum();
        let ready = submissions.ready(&sessions).len();
        let not_written = count(|place| *place == Where::NotWritten);
        let handed = count(|place| matches!(place, Where::HandedOver(_)));
        let (id, started) = (community.id, community.started.is_some());
        Some(Held { id, started, submissions, sheets, ready, not_written, handed })
    })
}

/// Who may receive: a coordinator, or, where nothing is shared, whoever holds the phone.
fn receives(shell: Shell) -> bool {
    shell.local().role.is_none_or(|role| role == Role::Coordinator)
}

fn many(n: usize, one: Phrase, more: Phrase) -> String {
    if n == 1 { one.get(language()).to_owned() } else { more.fill(language(), &[("n", &n.to_string())]) }
}

/// A day and a time in words.
fn at(ms: i64) -> String {
    let local = browser::now().local(ms);
    format!("{} {}", browser::short_date(language(), local.date()), browser::time(local.time()))
}

/// The page.
#[component]
pub fn SubmissionsScreen() -> impl IntoView {
    let shell = shell();
    let held = Memo::new(move |_| held(shell, &browser::now()));
    let said = RwSignal::new(None::<String>);
    let asked: Asked = RwSignal::new(BTreeMap::new());
    let edit = move |edits: Vec<Edit>, receipt: String| {
        if let Some(id) = held.with_untracked(|held| held.as_ref().map(|held| held.id.clone())) {
            shell.edit(&id, edits, None);
            said.set(Some(receipt));
        }
    };
    view! {
        <Page title=SUBMISSION.title back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <div role="status">
                {live(move || said.get().map(|said| view! { <Note tone=Tone::Ok><p>{said}</p></Note> }))}
            </div>
            {live(move || match held.get() {
                None => view! { <Loading/> }.into_any(),
                Some(held) if !held.started => view! { <p>{say(SUBMISSION.no_start)}</p> }.into_any(),
                Some(held) => view! {
                    <HandOver held=held.clone() edit=Callback::new(move |(edits, said)| edit(edits, said))/>
                    {receives(shell).then(|| view! { <Receive held=held.clone() edit=Callback::new(move |(edits, said)| edit(edits, said))/> })}
                    <Periods held=held asked=asked edit=Callback::new(move |(edits, said)| edit(edits, said))/>
                }.into_any(),
            })}
        </Page>
    }
}

type Does = Callback<(Vec<Edit>, String)>;
/// What somebody began to ask about a form: what comes from other phones meanwhile does not take it away.
type Asked = RwSignal<BTreeMap<Id, String>>;

/// What is ready, and the one tap.
#[component]
fn HandOver(held: Held, edit: Does) -> impl IntoView {
    let shell = shell();
    let (ready, not_written) = (held.ready, held.not_written);
    let period = held.sheets.first().map(|sheet| sheet.period);
    let ends =
        period.map(|period| SUBMISSION.ends.fill(language(), &[("day", &browser::long_date(language(), period.to))]));
    let line = if ready == 0 {
        SUBMISSION.none_ready.get(language()).to_owned()
    } else {
        many(ready, SUBMISSION.ready_one, SUBMISSION.ready)
    };
    let hand_over = move |()| {
        let (now, me) = (browser::now(), shell.local().me);
        let sessions = shell.sessions().get_untracked();
        let does = |period: Period| {
            acts::hand_over(&held.submissions, &sessions, &period, me.as_ref(), &shell.short_id(), &now)
        };
        if let Some(one) = period.and_then(does) {
            let words = [("n", ready.to_string()), ("time", at(now.ms))];
            let words: Vec<(&str, &str)> = words.iter().map(|(name, value)| (*name, value.as_str())).collect();
            edit.run((vec![one], SUBMISSION.handed.fill(language(), &words)));
        }
    };
    view! {
        <Card tint=true>
            <p>{line}</p>
            {(not_written > 0).then(|| view! { <p>{many(not_written, SUBMISSION.not_written_one, SUBMISSION.not_written)}</p> })}
            {(ready > 0).then(|| view! { <Button label=SUBMISSION.hand_over on_press=hand_over kind=Kind::Primary/> })}
            <p class="quiet">{ends}</p>
        </Card>
    }
}

/// What came, for the coordinator.
#[component]
fn Receive(held: Held, edit: Does) -> impl IntoView {
    let shell = shell();
    let (handed, days) = (held.handed, held.submissions.days);
    let receive = move |()| {
        let edits = acts::receive(&held.submissions, shell.local().me.as_ref(), &browser::now());
        edit.run((edits, SUBMISSION.received.get(language()).to_owned()));
    };
    let set_days = move |days: u32| edit.run((vec![acts::days(days)], COMMON.changed.get(language()).to_owned()));
    view! {
        {(handed > 0).then(|| view! {
            <Card>
                <p>{many(handed, SUBMISSION.waits_one, SUBMISSION.waits)}</p>
                <Button label=SUBMISSION.receive on_press=receive/>
            </Card>
        })}
        <details>
            <summary>{say(SUBMISSION.days)}</summary>
            <Stepper label=SUBMISSION.days value=move || days on_change=set_days min=*DAYS.start() max=*DAYS.end() step=7 unit=SUBMISSION.days_unit/>
        </details>
    }
}

/// The periods, the latest first.
#[component]
fn Periods(held: Held, asked: Asked, edit: Does) -> impl IntoView {
    let empty = held.sheets.is_empty().then(|| view! { <p>{say(SUBMISSION.empty)}</p> });
    let sheets = held.sheets.into_iter().map(|sheet| {
        let Period { number, from, to } = sheet.period;
        let (number, from, to) =
            (number.to_string(), browser::short_date(language(), from), browser::short_date(language(), to));
        let title = SUBMISSION.period.fill(language(), &[("n", &number), ("from", &from), ("to", &to)]);
        let gap = sheet.gap.map(|gap| match gap {
            Gap::Pause(pause) => SUBMISSION.gap_pause.fill(language(), &[("why", &pause.reason)]),
            Gap::CalledOff => SUBMISSION.gap_called_off.get(language()).to_owned(),
            Gap::Unknown => SUBMISSION.gap_unknown.get(language()).to_owned(),
        });
        let rows =
            sheet.forms.into_iter().map(|form| view! { <OneForm form=form asked=asked edit=edit/> }).collect_view();
        view! {
            <Section title=title>
                {gap.map(|gap| view! { <p>{gap}</p> })}
                <PersonList>{rows}</PersonList>
            </Section>
        }
    });
    view! { {empty} {sheets.collect_view()} }
}

/// One session's forms: where they are, and sending them back.
#[component]
fn OneForm(form: Form, asked: Asked, edit: Does) -> impl IntoView {
    let shell = shell();
    let Form { session, place, late } = form;
    let theme =
        if session.theme.is_empty() { SESSIONS.no_theme.get(language()).to_owned() } else { session.theme.clone() };
    let day = session.date.map(|day| browser::short_date(language(), day)).unwrap_or_default();
    let time = |phrase: Phrase, ms: i64| phrase.fill(language(), &[("time", &at(ms))]);
    let state = match &place {
        Where::CalledOff => SUBMISSION.called_off.get(language()).to_owned(),
        Where::NotHeld => SUBMISSION.not_held.get(language()).to_owned(),
        Where::NotWritten => SUBMISSION.unwritten.get(language()).to_owned(),
        Where::Ready => SUBMISSION.here.get(language()).to_owned(),
        Where::HandedOver(ms) => time(SUBMISSION.is_handed, *ms),
        Where::Received(ms) => time(SUBMISSION.is_received, *ms),
        Where::SentBack(_) => SUBMISSION.is_back.get(language()).to_owned(),
    };
    let late = late.map(|period| SUBMISSION.late.fill(language(), &[("n", &period.to_string())]));
    let state = [Some(state), late].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    let came = matches!(place, Where::HandedOver(_) | Where::Received(_));
    let href = match place {
        Where::SentBack(_) | Where::CalledOff | Where::NotHeld | Where::NotWritten => {
            Place::Session(session.id.clone())
        }
        _ => Place::Form(session.id.clone(), FormKind::Process),
    };
    let question = match place {
        Where::SentBack(back) => Some(view! { <Note><p>{back.why}</p><p>{say(SUBMISSION.answer)}</p></Note> }),
        _ => None,
    };
    let id = session.id.clone();
    let about = StoredValue::new(session.id.clone());
    let why = Signal::derive(move || asked.with(|asked| asked.get(&about.get_value()).cloned().unwrap_or_default()));
    let send = move |()| {
        let back = acts::send_back(&id, &why.get_untracked(), shell.local().me.as_ref(), &browser::now());
        if let Some(back) = back {
            asked.update(|asked| drop(asked.remove(&id)));
            edit.run((vec![back], SUBMISSION.sent_back.get(language()).to_owned()));
        }
    };
    let ask = (came && receives(shell)).then(|| {
        view! {
            <details>
                <summary>{say(SUBMISSION.ask)}</summary>
                <div class="stack">
                    <TextField label=SUBMISSION.question value=why on_change=move |words: String| asked.update(|asked| drop(asked.insert(about.get_value(), words)))/>
                    <Button label=SUBMISSION.send_back on_press=send/>
                </div>
            </details>
        }
    });
    view! {
        <PersonRow name=move || format!("{day} {theme}") state=move || state.clone() href=href.href()>
            {question}
            {ask}
        </PersonRow>
    }
}

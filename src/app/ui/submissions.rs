//! Handing the forms over every six weeks: one page for who hands over and who receives.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use engine::domain::gap::{Gap, Reason};
use engine::domain::submission::{Period, Place as Where, Sheet, Submissions};
use engine::domain::{Id, Kind as Of, Now};
use engine::merge::{Edit, read};
use engine::sync::acts::submission as acts;
use engine::sync::place::Corner;
use engine::sync::{Place, SaveState};
use engine::words::device::ME;
use engine::words::submission::SUBMISSION;
use engine::words::{Language, Phrase};
use leptos::prelude::*;
use relay::Role;

use super::one_form::OneForm;
use super::parts::*;
use super::receive::{Receive, waits_in};
use super::start_day::{StartDay, StillToCome, coordinates};
use super::{language, live, many, say};
use crate::browser;
use crate::sharing::told::Relay;
use crate::shell::{Shell, shell};

/// The page's data: the community, what was handed over, the periods.
#[derive(Clone, PartialEq)]
pub struct Held {
    /// The community.
    pub id: Id,
    /// The day from which periods are counted; none where the start is not written.
    pub from: Option<NaiveDate>,
    /// What was handed over, received and sent back.
    pub submissions: Submissions,
    /// The periods, the latest first.
    pub sheets: Vec<Sheet>,
    /// Closed forms that can go now.
    pub ready: usize,
    /// Forms that are not written yet.
    pub not_written: usize,
    /// Forms that wait to be received.
    pub handed: usize,
    /// Forms that were sent back with a question.
    pub asked: usize,
}

fn held(shell: Shell, now: &Now) -> Option<Held> {
    shell.read(|machine| {
        let community = machine.community()?;
        let submissions = read::submissions(machine.document(&community.id)?);
        let sessions = machine.sessions();
        let sheets = submissions.sheets(&community, &sessions, &machine.people(), now.today());
        let count = |which: fn(&Where) -> bool| sheets.iter().map(|sheet| sheet.count(which)).sum();
        let ready = submissions.ready(&sessions).len();
        let not_written = count(|place| *place == Where::NotWritten);
        let handed = count(|place| matches!(place, Where::HandedOver(_)));
        let asked = count(|place| matches!(place, Where::SentBack(_)));
        let from = community.started.map(|started| submissions.counted_from(started));
        Some(Held { id: community.id, from, submissions, sheets, ready, not_written, handed, asked })
    })
}

/// Who may hand over and answer: whoever may receive, and peers.
pub fn hands_over(shell: Shell) -> bool {
    coordinates(shell) || shell.local().role == Some(Role::Peer)
}

/// Whether what is shared travels in files: there is no relay.
pub fn passes_by_hand(shell: Shell) -> bool {
    let told = shell.sharing.get();
    told.on && told.relay == Relay::None
}

/// A day and a time in words.
pub fn at(ms: i64) -> String {
    let local = browser::now().local(ms);
    format!("{} {}", browser::short_date(language(), local.date()), browser::time(local.time()))
}

/// What somebody did here last: the edits, and what is said once they are stored.
#[derive(Clone, PartialEq)]
struct Did {
    edits: Vec<Edit>,
    receipt: String,
}

/// When the service began.
#[derive(Clone, PartialEq)]
enum Begins {
    /// The community is not read yet.
    Unknown,
    /// It is not written.
    Unwritten,
    /// On a day to come.
    Later(NaiveDate),
    /// Before today.
    Before,
}

/// The page.
#[component]
pub fn SubmissionsScreen() -> impl IntoView {
    let shell = shell();
    // Lines from before reasons were kept are brought up to date by opening their documents.
    let without = shell.peek(engine::sync::Machine::without_figures);
    without.iter().filter(|id| id.kind() == Of::Session).for_each(|id| shell.open(id));
    let held = Memo::new(move |_| held(shell, &browser::now()));
    let did = RwSignal::new(None::<Did>);
    let asked: Asked = RwSignal::new(BTreeMap::new());
    let days = RwSignal::new(None::<u32>);
    let may = Memo::new(move |_| coordinates(shell));
    // Of its own: what arrives or is stored while somebody writes the day does not take it away.
    let begins = Memo::new(move |_| {
        held.with(|held| match held {
            None => Begins::Unknown,
            Some(Held { from: None, .. }) => Begins::Unwritten,
            Some(Held { from: Some(day), sheets, .. }) if sheets.is_empty() => Begins::Later(*day),
            Some(_) => Begins::Before,
        })
    });
    let edit = Callback::new(move |(edits, receipt): (Vec<Edit>, String)| {
        if let Some(id) = held.with_untracked(|held| held.as_ref().map(|held| held.id.clone())) {
            shell.edit(&id, edits.clone(), None);
            did.set(Some(Did { edits, receipt }));
        }
    });
    view! {
        <Page title=SUBMISSION.title back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <Receipt held=held did=did/>
            {live(move || match held.get() {
                None => view! { <Loading/> }.into_any(),
                Some(held) if held.from.is_none() => view! { <p>{say(SUBMISSION.no_start)}</p> }.into_any(),
                Some(held) => view! { <HandOver held=held edit=edit/> }.into_any(),
            })}
            {live(move || match begins.get() {
                Begins::Unwritten => view! { <StartDay/> }.into_any(),
                Begins::Later(day) => view! {
                    <StillToCome day/>
                    {may.get().then(|| view! { <StartDay/> })}
                }
                .into_any(),
                Begins::Unknown | Begins::Before => ().into_any(),
            })}
            {live(move || held.get().filter(|held| held.from.is_some()).map(|held| view! {
                {may.get().then(|| view! { <Receive held=held.clone() wanted=days edit=edit/> })}
                <Periods held=held asked=asked edit=edit/>
            }))}
        </Page>
    }
}

/// What became of what somebody did: nothing is called done before it is stored, and nothing sent before it has left.
#[component]
fn Receipt(held: Memo<Option<Held>>, did: RwSignal<Option<Did>>) -> impl IntoView {
    let shell = shell();
    // What was stored once stays so: what else is stored later is not about it.
    let stored = StoredValue::new(None::<Did>);
    let note = move |done: Did| {
        let Did { edits, receipt } = done.clone();
        let id = held.with(|held| held.as_ref().map(|held| held.id.clone()))?;
        let holds = |edit: &Edit| match edit {
            Edit::Set(field, value) => {
                shell.read(|machine| machine.document(&id).and_then(|held| held.value(field).map(|held| held == value)))
            }
            _ => Some(true),
        };
        if !edits.iter().all(|edit| holds(edit) == Some(true)) {
            return Some((Tone::Care, vec![SUBMISSION.refused.get(language()).to_owned()]));
        }
        let say = |phrase: Phrase| phrase.get(language()).to_owned();
        let told = shell.sharing.get();
        let way = match (told.on, told.relay, told.waits) {
            (false, ..) => SUBMISSION.noted_here,
            (_, Relay::None, _) => SUBMISSION.pass_on,
            (_, Relay::Here, 0) => SUBMISSION.has_left,
            _ => SUBMISSION.on_its_way,
        };
        let saving = shell.saving.get();
        if matches!(saving, SaveState::Saved(_) | SaveState::Nothing) {
            stored.set_value(Some(done.clone()));
        }
        Some(match saving {
            _ if stored.with_value(|stored| stored.as_ref() == Some(&done)) => (Tone::Ok, vec![receipt, say(way)]),
            SaveState::NotSaved(_) => (Tone::Care, vec![say(SUBMISSION.not_stored)]),
            _ => (Tone::Info, vec![say(SUBMISSION.storing)]),
        })
    };
    let shown = Memo::new(move |_| did.get().and_then(note));
    view! {
        <div role="status">
            {live(move || shown.get().map(|(tone, lines)| {
                let lines = lines.into_iter().map(|line| view! { <p>{line}</p> }).collect_view();
                view! { <Note tone=tone>{lines}</Note> }
            }))}
        </div>
    }
}

/// What does edits, and what is said once they are stored.
pub type Does = Callback<(Vec<Edit>, String)>;
/// What somebody began to ask or to answer about a form: what comes from other phones meanwhile does not take it away.
pub type Asked = RwSignal<BTreeMap<Id, String>>;

/// So many sessions, and the time.
fn receipt(n: usize, now: &Now) -> String {
    let (n, time) = (n.to_string(), at(now.ms));
    let phrase = if n == "1" { SUBMISSION.receipt_one } else { SUBMISSION.receipt };
    phrase.fill(language(), &[("n", &n), ("time", &time)])
}

/// What is ready, and the one tap.
#[component]
fn HandOver(held: Held, edit: Does) -> impl IntoView {
    let shell = shell();
    let (ready, not_written, asked) = (held.ready, held.not_written, held.asked);
    let period = held.sheets.first().map(|sheet| sheet.period);
    let ends =
        period.map(|period| SUBMISSION.ends.fill(language(), &[("day", &browser::long_date(language(), period.to))]));
    let line = if ready == 0 {
        SUBMISSION.none_ready.get(language()).to_owned()
    } else {
        many(ready, SUBMISSION.ready_one, SUBMISSION.ready)
    };
    let may = ready > 0 && period.is_some() && hands_over(shell);
    // Of their own: what the relay says draws nothing else anew.
    let by_hand = Memo::new(move |_| passes_by_hand(shell));
    let handed = held.handed > 0;
    let alone = Memo::new(move |_| !shell.sharing.get().on && handed);
    let hand_over = move |()| {
        let (now, me) = (browser::now(), shell.local().me);
        let sessions = shell.sessions().get_untracked();
        let does = |period: Period| {
            acts::hand_over(&held.submissions, &sessions, &period, me.as_ref(), &shell.short_id(), &now)
        };
        if let Some(one) = period.and_then(does) {
            edit.run((vec![one], receipt(ready, &now)));
        }
    };
    view! {
        <Card tint=true>
            <p>{line}</p>
            {(not_written > 0).then(|| view! { <p>{many(not_written, SUBMISSION.not_written_one, SUBMISSION.not_written)}</p> })}
            {(asked > 0).then(|| view! { <p>{many(asked, SUBMISSION.asked_one, SUBMISSION.asked)}</p> })}
            {may.then(|| view! { <Button label=SUBMISSION.hand_over on_press=hand_over kind=Kind::Primary/> })}
            <p class="quiet">{ends}</p>
            {live(move || by_hand.get().then(|| view! {
                <p>{say(SUBMISSION.by_hand)}</p>
                <LinkButton label=SUBMISSION.to_hand href=Place::Corner(Corner::Share).href() icon=Icon::Copy/>
            }))}
            {live(move || alone.get().then(|| view! {
                <p>{say(SUBMISSION.by_file)}</p>
                <LinkButton label=SUBMISSION.to_file href=Place::Bundle.href() icon=Icon::Copy/>
            }))}
        </Card>
    }
}

/// How many of a period came, were received, and are missing; nothing of one without forms.
fn how_many(sheet: &Sheet) -> Option<String> {
    let received = sheet.count(|place| matches!(place, Where::Received(_)));
    let came = received + sheet.count(|place| matches!(place, Where::HandedOver(_) | Where::SentBack(_)));
    let missing = sheet.count(|place| matches!(place, Where::NotWritten | Where::Ready));
    let [came_n, received, missing_n] = [came, received, missing].map(|n| n.to_string());
    let numbers = [("came", came_n.as_str()), ("received", &received), ("missing", &missing_n)];
    (came + missing > 0).then(|| SUBMISSION.how_many.fill(language(), &numbers))
}

/// The periods, the latest first.
#[component]
fn Periods(held: Held, asked: Asked, edit: Does) -> impl IntoView {
    let shell = shell();
    let empty = held.sheets.is_empty().then(|| view! { <p>{say(SUBMISSION.empty)}</p> });
    let all = held.sheets.clone();
    let held = StoredValue::new(held);
    let sheets = all.into_iter().map(|sheet| {
        let Period { number, from, to } = sheet.period;
        let (number, from, to) =
            (number.to_string(), browser::short_date(language(), from), browser::short_date(language(), to));
        let title = SUBMISSION.period.fill(language(), &[("n", &number), ("from", &from), ("to", &to)]);
        let gap = sheet.gap.as_ref().map(in_words);
        let (numbers, waits) = (how_many(&sheet), waits_in(&sheet));
        let receive = (coordinates(shell) && !waits.is_empty()).then(|| {
            let label = SUBMISSION.receive_period.fill(language(), &[("n", &number)]);
            let receives = move |()| {
                let (me, now) = (shell.local().me, browser::now());
                let edits = held.with_value(|held| acts::receive(&held.submissions, Some(&waits), me.as_ref(), &now));
                edit.run((edits, SUBMISSION.received.get(language()).to_owned()));
            };
            view! { <Button label=label on_press=receives/> }
        });
        let rows = sheet
            .forms
            .into_iter()
            .map(|form| view! { <OneForm form=form held=held asked=asked edit=edit/> })
            .collect_view();
        view! {
            <Section title=title>
                {gap.map(|gap| view! { <p>{SUBMISSION.no_session.get(language())}{language().space()}{gap}</p> })}
                {numbers.map(|numbers| view! { <p class="quiet">{numbers}</p> })}
                <PersonList>{rows}</PersonList>
                {receive}
            </Section>
        }
    });
    view! { {empty} {sheets.collect_view()} }
}

/// Why there was no session, in words.
pub fn in_words(gap: &Gap) -> String {
    let said = |phrase: Phrase, words: &[(&str, &str)]| phrase.fill(language(), words);
    let reason = |reason: &Reason| match reason {
        Reason::Pause(pause) if pause.reason.trim().is_empty() => said(SUBMISSION.gap_pause_bare, &[]),
        Reason::Pause(pause) => said(SUBMISSION.gap_pause, &[("why", &ended(&pause.reason))]),
        Reason::Venue { name, why, .. } => said(SUBMISSION.gap_venue, &[("name", name), ("why", &ended(why))]),
        Reason::OnLeave(n) => many(*n, SUBMISSION.gap_leave_one, SUBMISSION.gap_leave),
        Reason::CalledOff(why) => {
            let why = why.iter().map(|why| ended(why));
            [said(SUBMISSION.gap_called_off, &[])].into_iter().chain(why).collect::<Vec<_>>().join(language().space())
        }
    };
    let mut words: Vec<String> = gap.reasons.iter().map(reason).collect();
    match (words.is_empty(), gap.explained) {
        (true, _) => words.push(said(SUBMISSION.gap_unknown, &[])),
        (false, false) => words.push(said(SUBMISSION.gap_rest, &[])),
        _ => {}
    }
    words.join(language().space())
}

/// What somebody wrote, as a sentence that ends.
fn ended(words: &str) -> String {
    let (words, stop) = (words.trim(), if language() == Language::Chinese { "。" } else { "." });
    if words.is_empty() || words.ends_with(['.', '。', '?', '？', '!', '！']) {
        words.to_owned()
    } else {
        format!("{words}{stop}")
    }
}

//! Supervision: when the group meets next, what is still to be done, and the records.

use chrono::{Datelike, NaiveDate};
use engine::domain::guidance::ON_ONES_OWN;
use engine::domain::person::Role;
use engine::domain::session::{SessionSummary, State};
use engine::domain::supervision::{Carried, Mode, Supervision, carried_over, next_group};
use engine::domain::{Id, Kind as Document};
use engine::sync::{Machine, Place, acts};
use engine::words::guidance::{GUIDE, PHASES, SUPERVISION, issue, mode as name_of};
use engine::words::screens::{COMMON, SESSIONS};
use leptos::prelude::*;

use super::calendar::InCalendar;
use super::live;
use super::parts::*;
use super::phase::PhaseLine;
use super::rooms::{Room, Rooms};
use super::{language, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// Every supervision record that is read so far; the others are on their way.
pub fn records(shell: Shell) -> Memo<Vec<Supervision>> {
    let ids = Memo::new(move |_| shell.read(|machine| machine.ids(Document::Supervision)));
    Effect::new(move |_| ids.with(|ids| ids.iter().for_each(|id| shell.open(id))));
    Memo::new(move |_| shell.read(Machine::supervisions))
}

/// The screen.
#[component]
pub fn SupervisionScreen() -> impl IntoView {
    let shell = shell();
    let records = records(shell);
    // What was taken away elsewhere goes from here too.
    let rooms = expect_context::<Rooms>();
    Effect::new(move |_| _ = rooms.part(Room::Settle(shell)));
    let next = Memo::new(move |_| {
        let started = shell.community().with(|community| community.as_ref().and_then(|held| held.started));
        records.with(|records| next_group(records, started, browser::now().today()))
    });
    let begin = move |mode: Mode| {
        let id = shell.new_id(Document::Supervision);
        let today = browser::now().today();
        // The record of a meeting that lies ahead bears the day on which it will be.
        let date = if mode == Mode::Group { next.get_untracked() } else { today };
        shell.edit(&id, acts::supervision::begin(date, mode, None), Some(COMMON.changed));
        shell.go(Place::SupervisionRecord(id));
    };
    // A group that is written down already is gone on with.
    let begun = Memo::new(move |_| {
        let of_next = |one: &&Supervision| one.mode == Some(Mode::Group) && one.date == Some(next.get());
        records.with(|records| records.iter().find(of_next).map(|one| one.id.clone()))
    });
    let open = move || {
        let carried = records.with(|records| carried_over(records, None));
        match carried.is_empty() {
            true => view! { <p>{say(SUPERVISION.none_open)}</p> }.into_any(),
            false => view! { <Todo carried/> }.into_any(),
        }
    };
    let rows = move || {
        let rows = records.get().into_iter().map(|record| {
            let day = record.date.map(|day| browser::short_date(language(), day));
            let title = day.unwrap_or_else(|| SESSIONS.no_date.get(language()).to_owned());
            let href = Place::SupervisionRecord(record.id.clone()).href();
            view! { <li><CardLink href=href title=title text=in_short(&record)/></li> }
        });
        match records.with(Vec::is_empty) {
            true => view! { <p>{say(SUPERVISION.empty)}</p> }.into_any(),
            false => view! { <ul class="rows">{rows.collect_view()}</ul> }.into_any(),
        }
    };
    view! {
        <Page title=SUPERVISION.title back=Back::to(Place::Me.href(), engine::words::device::ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <Card title=SUPERVISION.next tint=true>
                <p class="lead">{move || browser::long_date(language(), next.get())}</p>
                <p>{say(SUPERVISION.next_why)}</p>
                {live(move || match begun.get() {
                    Some(id) => view! { <LinkButton label=SUPERVISION.go_on href=Place::SupervisionRecord(id).href() kind=Kind::Primary/> }.into_any(),
                    None => view! { <Button label=SUPERVISION.begin on_press=move |()| begin(Mode::Group) kind=Kind::Primary/> }.into_any(),
                })}
                <InCalendar label=SUPERVISION.in_calendar sessions=Callback::new(move |()| vec![meeting(next.get_untracked())])/>
            </Card>
            <Button label=SUPERVISION.other on_press=move |()| begin(Mode::AsNeeded) icon=Icon::Plus/>
            <Section title=SUPERVISION.open>{live(open)}</Section>
            <Section title=SUPERVISION.records>{live(rows)}</Section>
            <Section title=PHASES.title><PhaseLine/><OnTheirOwn/></Section>
        </Page>
    }
}

/// Who has planned for a while without help: it says how close guidance still has to be.
#[component]
fn OnTheirOwn() -> impl IntoView {
    let shell = shell();
    shell.peek(Machine::latest_held).iter().for_each(|session| shell.open(&session.id));
    let all = Memo::new(move |_| {
        shell.read(|machine| {
            let peers = machine.people().into_iter().filter(|one| one.role == Role::Peer && one.is_here());
            let alone = peers.map(|peer| (machine.planned_alone(&peer.id), peer.alias));
            alone.filter(|(many, _)| *many >= ON_ONES_OWN).collect::<Vec<_>>()
        })
    });
    let row = |(many, who): (usize, String)| {
        let line = GUIDE.alone_who.fill(language(), &[("who", &who), ("n", &many.to_string())]);
        view! { <p>{line}</p> }
    };
    live(move || all.get().into_iter().map(row).collect_view())
}

/// The group's next meeting, as a calendar takes sessions: a whole day, always the same entry for the same day.
fn meeting(day: NaiveDate) -> SessionSummary {
    let id = Id::new(Document::Supervision, format!("{:010}", day.num_days_from_ce()).as_bytes());
    SessionSummary {
        id,
        state: State::Ready,
        date: Some(day),
        start: None,
        minutes: None,
        category: None,
        idea: None,
        theme: name_of(Mode::Group).get(language()).to_owned(),
        venue: String::new(),
        lead: None,
        assistant: None,
        came: Vec::new(),
        events: 0,
        ended: None,
        removed: None,
        figures: None,
    }
}

/// A record in a line: the way it was held, how many came, what it was about.
fn in_short(record: &Supervision) -> String {
    let language = language();
    let came = record.came.len();
    let came = (came > 0).then(|| SUPERVISION.came_n.fill(language, &[("n", &came.to_string())]));
    let mode = record.mode.map(|mode| name_of(mode).get(language).to_owned());
    let tags = record.tags.iter().map(|tag| issue(*tag).get(language).to_owned());
    mode.into_iter().chain(came).chain(tags).collect::<Vec<_>>().join(" · ")
}

/// What somebody still has to do, each to be ticked. It is ticked in the record that it comes from.
#[component]
pub fn Todo(carried: Vec<Carried>) -> impl IntoView {
    let shell = shell();
    let rows = carried.into_iter().map(|one| {
        let hint = due(shell, &one);
        let Carried { record, id, action, .. } = one;
        let label = action.words.clone();
        let tick = move |done: bool| {
            let edit = acts::supervision::done(&id, &action, done, &browser::now());
            shell.edit(&record, vec![edit], Some(COMMON.changed));
        };
        view! { <Tick label=label hint=hint value=false on_change=tick/> }
    });
    view! { <div class="stack">{rows.collect_view()}</div> }
}

/// Who does it, by when, and since when it is carried along.
fn due(shell: Shell, one: &Carried) -> String {
    let language = language();
    let day = |words: engine::words::Phrase, day| words.fill(language, &[("day", &browser::short_date(language, day))]);
    let who = one.action.who.as_ref().map(|who: &Id| shell.alias(who));
    let by = one.action.by.map(|by| day(SUPERVISION.by_day, by));
    let from = one.date.map(|from| day(SUPERVISION.from, from));
    [who, by, from].into_iter().flatten().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
}

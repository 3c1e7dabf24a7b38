//! One supervision record: when, how and who; what it was about; what was advised; what somebody will do, and what was carried
//! over from before. Saved as it is written.

use chrono::NaiveDate;
use engine::domain::fields::of_supervision;
use engine::domain::person::Role;
use engine::domain::supervision::{Action, Issue, Mode, Supervision, carried_over};
use engine::domain::{Id, fields::TextField as Words};
use engine::merge::{Edit, guided};
use engine::sync::{Place, acts};
use engine::words::guidance::{GUIDE, SUPERVISION, issue, mode};
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::live;
use super::options::{in_roles, once_read, options, slug, unslug};
use super::parts::*;
use super::rooms::{Room, Rooms};
use super::supervision::{Todo, records};
use super::today::line;
use super::{language, say};
use crate::boot::leave;
use crate::browser;
use crate::shell::{Shell, shell};

/// How many of the latest sessions a record can be about.
const SESSIONS: usize = 20;

/// A record as it is shown and changed.
#[derive(Clone, Copy)]
struct Held {
    shell: Shell,
    record: Memo<Supervision>,
}

impl Held {
    fn read<T>(self, read: impl Fn(&Supervision) -> T) -> T {
        self.record.with(read)
    }

    fn edit(self, edits: Vec<Edit>, label: Option<engine::words::Phrase>) {
        let id = self.record.with_untracked(|record| record.id.clone());
        self.shell.edit(&id, edits, label);
    }

    fn set(self, edit: Edit) {
        self.edit(vec![edit], Some(COMMON.changed));
    }

    fn write(self, field: fn() -> Words) -> impl Fn(String) + Copy + Send + Sync + 'static {
        move |words: String| self.edit(vec![Edit::write(field(), words)], None)
    }
}

/// The screen.
#[component]
pub fn RecordScreen(
    /// The record.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let gone = {
        let id = id.clone();
        Memo::new(move |_| shell.read(|machine| machine.summary(&id).is_none_or(|line| line.removed().is_some())))
    };
    let body = move || {
        if gone.get() {
            return view! { <EmptyState sentence=SUPERVISION.gone/> }.into_any();
        }
        let read = shell.document(id.clone(), guided::supervision);
        once_read(read, move |record| body(Held { shell, record }).into_any())
    };
    view! {
        <Page title=SUPERVISION.record back=Back::to(Place::Supervision.href(), SUPERVISION.title) place=Tab::Me save=Signal::from(shell.saving)>
            {live(body)}
        </Page>
    }
}

fn body(held: Held) -> impl IntoView {
    let (shell, rooms) = (held.shell, expect_context::<Rooms>());
    let people = in_roles(shell.people(), &[Role::Peer, Role::Professional]);
    let came = move |names: Vec<String>| {
        let chosen: Vec<Id> = names.iter().filter_map(|name| Id::parse(name)).collect();
        let edits = held.record.with_untracked(|record| acts::supervision::came(record, &chosen));
        held.edit(edits, Some(COMMON.changed));
    };
    let tag = move |names: Vec<String>| {
        let chosen: Vec<Issue> = names.iter().filter_map(|name| unslug(name)).collect();
        let edits = held.record.with_untracked(|record| acts::supervision::tags(record, &chosen));
        held.edit(edits, Some(COMMON.changed));
    };
    let all = records(shell);
    let carried = Memo::new(move |_| all.with(|all| held.record.with(|record| carried_over(all, Some(record)))));
    let bin = move |()| {
        held.edit(vec![acts::record::bin(true, &browser::now())], Some(COMMON.removed));
        shell.go(Place::Supervision);
    };
    let set_mode = move |name: String| {
        if let Some(mode) = unslug::<Mode>(&name) {
            held.set(Edit::set(of_supervision::MODE, mode));
        }
    };
    view! {
        <DateField label=SUPERVISION.date value=move || held.read(|record| record.date) on_change=move |date: NaiveDate| held.set(Edit::set(of_supervision::DATE, date))/>
        <Choice label=SUPERVISION.mode options=options(&Mode::ALL, mode) value=move || held.read(|record| record.mode.map(|mode| slug(&mode))) on_change=set_mode/>
        <Choices label=SUPERVISION.came options=people value=move || held.read(|record| record.came.iter().map(Id::to_string).collect::<Vec<_>>()) on_change=came/>
        {live(move || (!carried.with(Vec::is_empty)).then(|| view! {
            <Section title=SUPERVISION.carried>
                <p>{say(SUPERVISION.carried_why)}</p>
                <Todo carried=carried.get()/>
            </Section>
        }))}
        <Choices label=SUPERVISION.issues options=options(&Issue::ALL, issue) value=move || held.read(|record| record.tags.iter().map(slug).collect::<Vec<_>>()) on_change=tag/>
        <TextField label=SUPERVISION.issues_words hint=SUPERVISION.issues_help value=move || held.read(|record| record.issues.clone()) on_change=held.write(of_supervision::issues) lines=true/>
        <TextField label=SUPERVISION.advice value=move || held.read(|record| record.advice.clone()) on_change=held.write(of_supervision::advice) lines=true/>
        <ToDo held/>
        <OfSession held/>
        {live(move || rooms.part(Room::Recording(held.record)))}
        <details>
            <summary>{say(SUPERVISION.transcript)}</summary>
            <TextField label=SUPERVISION.transcript hint=SUPERVISION.transcript_help value=move || held.read(|record| record.transcript.clone()) on_change=held.write(of_supervision::transcript) lines=true/>
        </details>
        <Button label=SUPERVISION.bin on_press=bin kind=Kind::Quiet icon=Icon::Trash/>
        <p class="quiet">{say(GUIDE.sees)}</p>
    }
}

/// What somebody will do.
#[component]
fn ToDo(held: Held) -> impl IntoView {
    let ids = move || held.read(|record| record.actions.iter().map(|(id, _)| id.clone()).collect::<Vec<_>>());
    let shell = held.shell;
    let people = in_roles(shell.people(), &[Role::Peer, Role::Professional]);
    let row = move |id: String| {
        let of = StoredValue::new(id);
        let known = move || {
            let find = |record: &Supervision| {
                of.with_value(|id| record.actions.iter().find(|(known, _)| known == id).map(|(_, one)| one.clone()))
            };
            held.read(find)
        };
        let read = move || known().unwrap_or_default();
        // One that was taken away stays away, whatever its fields still hand over.
        let set = move |change: &dyn Fn(&mut Action), label| {
            if let Some(mut action) = untrack(known) {
                change(&mut action);
                of.with_value(|id| held.edit(vec![acts::supervision::action(id, action)], label));
            }
        };
        let who = move |name: String| set(&|action| action.who = Id::parse(&name), Some(COMMON.changed));
        let by = move |day: NaiveDate| set(&|action| action.by = Some(day), Some(COMMON.changed));
        let no_day = move |()| set(&|action| action.by = None, Some(COMMON.changed));
        let done = move |done: bool| {
            if let Some(action) = untrack(known) {
                of.with_value(|id| held.set(acts::supervision::done(id, &action, done, &browser::now())));
            }
        };
        let remove = move |()| {
            leave::flush();
            set(&|action| action.removed = true, Some(COMMON.changed));
        };
        view! {
            <Card>
                <TextField label=SUPERVISION.action value=move || read().words on_change=move |words: String| set(&|action| action.words.clone_from(&words), None)/>
                <details>
                    <summary>{move || who_by(shell, &read())}</summary>
                    <div class="stack">
                        <Choice label=SUPERVISION.who options=people value=move || read().who.map(|who| who.to_string()) on_change=who/>
                        <DateField label=SUPERVISION.by value=move || read().by on_change=by on_clear=Callback::new(no_day)/>
                        <Button label=SUPERVISION.remove on_press=remove kind=Kind::Quiet icon=Icon::Trash/>
                    </div>
                </details>
                <Tick label=SUPERVISION.done value=Signal::derive(move || read().done.is_some()) on_change=done/>
            </Card>
        }
    };
    let add = move |()| held.set(acts::supervision::new_action(&shell.short_id(), &browser::now()));
    view! {
        <Section title=SUPERVISION.actions>
            <For each=ids key=|id| id.clone() children=row/>
            <Button label=SUPERVISION.add on_press=add icon=Icon::Plus/>
        </Section>
    }
}

/// Who does it and by when, or that nobody is named yet.
fn who_by(shell: Shell, action: &Action) -> String {
    let language = language();
    let who = action.who.as_ref().map(|who| shell.alias(who));
    let by = action.by.map(|by| SUPERVISION.by_day.fill(language, &[("day", &browser::short_date(language, by))]));
    let known = [who, by].into_iter().flatten().collect::<Vec<_>>().join(" · ");
    match known.as_str() {
        "" => format!("{} · {}", SUPERVISION.who.get(language), SUPERVISION.nobody.get(language)),
        _ => format!("{} · {known}", SUPERVISION.who.get(language)),
    }
}

/// The session that was talked about.
#[component]
fn OfSession(held: Held) -> impl IntoView {
    const NONE: &str = "none";
    let sessions = held.shell.sessions();
    let all = Signal::derive(move || {
        let chosen = held.read(|record| record.session.clone());
        let near = sessions.get().into_iter().enumerate();
        // The one that is chosen stays to be seen, however long ago it was.
        let near = near.filter(|(at, session)| *at < SESSIONS || chosen.as_ref() == Some(&session.id));
        let none = ChoiceOption::new(NONE, SUPERVISION.no_session.get(language()));
        let near = near.map(|(_, session)| ChoiceOption::new(session.id.as_str(), line(&session)));
        [none].into_iter().chain(near).collect::<Vec<_>>()
    });
    let about = move || held.read(|record| record.session.clone());
    let link = move || {
        about().map(|id| {
            let named = sessions.with(|sessions| sessions.iter().find(|session| session.id == id).map(line));
            view! { <LinkButton label=named.unwrap_or_default() href=Place::Session(id).href() kind=Kind::Quiet icon=Icon::Next/> }
        })
    };
    let choose = move |name: String| held.set(Edit::set(of_supervision::SESSION, Id::parse(&name)));
    view! {
        {live(link)}
        <details>
            <summary>{say(SUPERVISION.session)}</summary>
            <Choice label=SUPERVISION.session options=all value=move || Some(about().map_or_else(|| NONE.to_owned(), |id| id.to_string())) on_change=choose compact=true/>
        </details>
    }
}

//! Recording in a supervision record: who agrees, one big button, what is here and what is on another phone, listening, and taking
//! it away. Never required; it stays shut until somebody opens it or something is there.

use std::collections::BTreeSet;

use engine::domain::Id;
use engine::domain::sound::{BITS, Left, NotYet, Sounds, Stretch, clock};
use engine::domain::supervision::Supervision;
use engine::merge::sounds::sounds;
use engine::sync::acts;
use engine::sync::sounds::Head;
use engine::words::Phrase;
use engine::words::screens::COMMON;
use engine::words::share::SHARE;
use engine::words::sound::SOUND;
use leptos::prelude::*;

use super::listen::Listen;
use super::parts::*;
use super::records::size;
use super::wake::keep_awake;
use super::{language, live, say, say_all, say_with};
use crate::browser;
use crate::shell::{Shell, shell};
use crate::sound::keep::{self, Heads};
use crate::sound::recorder::{Doing, Recorder, Trouble, can_record};

/// What the parts of this page share.
#[derive(Clone, Copy)]
struct Held {
    shell: Shell,
    record: StoredValue<Id>,
    came: Memo<BTreeSet<Id>>,
    said: Memo<Sounds>,
    here: RwSignal<Heads>,
    recorder: Recorder,
}

impl Held {
    fn edit(self, edits: Vec<engine::merge::Edit>, label: Option<Phrase>) {
        self.record.with_value(|record| self.shell.edit(record, edits, label));
    }

    /// Whether something may be recorded now.
    fn may(self) -> Result<Left, NotYet> {
        let here = self.here.with(|here| (here.len(), here.values().map(|head| head.bytes).sum()));
        self.said.with(|said| self.came.with(|came| said.may_record(came, here)))
    }

    fn names(self, people: &[Id]) -> String {
        let names: Vec<String> = people.iter().map(|person| self.shell.alias(person)).collect();
        names.join(SHARE.between_names.get(language()))
    }

    /// Stretches that are here and whole, each with its number.
    fn to_hear(self) -> Vec<(usize, Stretch, Head)> {
        let here = self.here.get();
        let all = self.said.with(|said| said.stretches.clone()).into_iter().enumerate();
        let whole = all.filter(|(_, one)| one.sound.sha256.is_some());
        whole.filter_map(|(at, one)| Some((at + 1, one.clone(), here.get(&one.id)?.clone()))).collect()
    }
}

/// The part of the page.
#[component]
pub fn Recording(record: Memo<Supervision>) -> impl IntoView {
    let shell = shell();
    let id = record.with_untracked(|record| record.id.clone());
    let read = shell.document(id.clone(), sounds);
    let held = Held {
        shell,
        record: StoredValue::new(id),
        came: Memo::new(move |_| record.with(|record| record.came.clone())),
        said: Memo::new(move |_| read.get().unwrap_or_default()),
        here: RwSignal::new(Heads::new()),
        recorder: Recorder::new(),
    };
    let gone = Memo::new(move |_| held.said.with(|said| said.gone.len()));
    Effect::new(move |_| {
        held.recorder.turn.track();
        // Read, not only tracked: a memo that nobody read hears of nothing.
        gone.get();
        leptos::task::spawn_local(async move {
            if let Some(here) = keep::settle(shell).await {
                held.here.try_set(here);
            }
        });
    });
    // Who takes their word back while it runs is not recorded any further.
    Effect::new(move |_| {
        let agreed = held.said.with(|said| held.came.with(|came| !came.is_empty() && said.lacks(came).is_empty()));
        if !agreed && held.recorder.doing.get() == Doing::Running {
            held.recorder.stop();
        }
    });
    let open = Memo::new(move |_| {
        let something = held.said.with(|said| !said.agreed.is_empty() || !said.stretches.is_empty());
        something || held.recorder.doing.get() != Doing::Nothing
    });
    view! {
        <details prop:open=open>
            <summary>{say(SOUND.title)}</summary>
            <div class="stack">
                <p>{say(SOUND.why)}</p>
                <Agreement held/>
                <Now held/>
                <InTheWay held/>
                <There held/>
            </div>
        </details>
    }
}

/// Who of those who came agrees.
#[component]
fn Agreement(held: Held) -> impl IntoView {
    let people = Signal::derive(move || {
        let option = |person: &Id| ChoiceOption::new(person.as_str(), held.shell.alias(person));
        held.came.with(|came| came.iter().map(option).collect::<Vec<_>>())
    });
    let agrees = move || {
        let yes = |said: &Sounds| {
            said.agreed.iter().filter(|(_, (agreed, _))| agreed.yes).map(|(id, _)| id.to_string()).collect()
        };
        held.said.with(yes)
    };
    let set = move |names: Vec<String>| {
        let chosen: Vec<Id> = names.iter().filter_map(|name| Id::parse(name)).collect();
        let edits = held.said.with_untracked(|said| {
            held.came.with_untracked(|came| acts::sound::agree(said, came, &chosen, &browser::now()))
        });
        held.edit(edits, Some(COMMON.changed));
    };
    let noted = move || {
        let by: BTreeSet<Id> = held.said.with(|said| said.agreed.values().filter_map(|(_, by)| by.clone()).collect());
        let by: Vec<Id> = by.into_iter().collect();
        (!by.is_empty()).then(|| SOUND.noted.fill(language(), &[("who", &held.names(&by))]))
    };
    live(move || match held.came.with(BTreeSet::is_empty) {
        true => view! { <p>{say(SOUND.nobody)}</p> }.into_any(),
        false => view! {
            <Choices label=SOUND.agrees hint=SOUND.agrees_help options=people value=agrees on_change=set/>
            {live(move || noted().map(|noted| view! { <p class="quiet">{noted}</p> }))}
        }
        .into_any(),
    })
}

/// What can be done now: begin, end, or why not.
#[component]
fn Now(held: Held) -> impl IntoView {
    let recorder = held.recorder;
    let may = Memo::new(move |_| held.may());
    let begin = move |()| {
        if let Ok(left) = may.get_untracked() {
            recorder.start(held.shell, held.record.get_value(), left);
        }
    };
    let limit = move |left: Left| {
        let minutes = (left.ms / 60_000).max(1);
        let bytes = (minutes * 60 * u64::from(BITS) / 8).min(left.bytes);
        SOUND.limit.fill(language(), &[("n", &minutes.to_string()), ("size", &size(bytes as f64))])
    };
    let more = Memo::new(move |_| held.said.with(|said| !said.stretches.is_empty()));
    let idle = move || {
        match may.get() {
        // Said above already.
        Err(NotYet::Nobody) => ().into_any(),
        Err(NotYet::Agreement(lacks)) => view! {
            <p>{SOUND.not_all.fill(language(), &[("names", &held.names(&lacks))])}</p>
            <p class="quiet">{say(SOUND.no_button)}</p>
        }
        .into_any(),
        Err(NotYet::Full) => note(SOUND.full, SOUND.full_do).into_any(),
        Err(NotYet::PhoneFull) => note(SOUND.phone_full, SOUND.phone_full_do).into_any(),
        Ok(_) if !can_record() => note(SOUND.no_recorder, SOUND.no_recorder_do).into_any(),
        Ok(left) => view! {
            <Button label=Signal::derive(move || if more.get() { SOUND.go_on } else { SOUND.start }.get(language()).to_owned()) on_press=begin kind=Kind::Primary icon=Icon::Speaker/>
            <p class="quiet">{limit(left)}</p>
            <p class="quiet">{say_all([SOUND.where_it_is, SOUND.not_sent])}</p>
        }
        .into_any(),
    }
    };
    view! {
        <div role="status">
            {live(move || match recorder.doing.get() {
                Doing::Asking => view! { <p class="lead">{say(SOUND.asking)}</p> }.into_any(),
                Doing::Ending => view! { <p class="lead">{say(SOUND.storing)}</p> }.into_any(),
                Doing::Running => view! { <p>{say(SOUND.stay)}</p> }.into_any(),
                Doing::Nothing => ().into_any(),
            })}
        </div>
        {live(move || match recorder.doing.get() {
            Doing::Nothing => idle().into_any(),
            Doing::Running => view! { <Running held/> }.into_any(),
            Doing::Asking | Doing::Ending => ().into_any(),
        })}
    }
}

/// It records.
#[component]
fn Running(held: Held) -> impl IntoView {
    let recorder = held.recorder;
    keep_awake();
    let time = say_with(SOUND.running, move || {
        held.shell.tick.track();
        vec![("time", clock(recorder.elapsed()))]
    });
    let stored = say_with(SOUND.stored, move || vec![("time", clock(recorder.stored.get()))]);
    view! {
        <Card tint=true>
            <p class="lead">{time}</p>
            // For who must know to the second: the tests.
            <p class="quiet" data-stored=move || recorder.stored.get().to_string()>{stored}</p>
            <Button label=SOUND.stop on_press=move |()| recorder.stop() kind=Kind::Primary icon=Icon::Pause/>
        </Card>
    }
}

fn note(what: Phrase, do_next: Phrase) -> impl IntoView {
    view! { <Note tone=Tone::Care><p>{say_all([what, do_next])}</p></Note> }
}

/// What went wrong, and what to do.
#[component]
fn InTheWay(held: Held) -> impl IntoView {
    let words = |trouble: Trouble| match trouble {
        Trouble::NoRecorder => (SOUND.no_recorder, SOUND.no_recorder_do),
        Trouble::Denied => (SOUND.denied, SOUND.denied_do),
        Trouble::NoMicrophone => (SOUND.no_microphone, SOUND.no_microphone_do),
        Trouble::Busy => (SOUND.busy, SOUND.busy_do),
        Trouble::NoRoom => (SOUND.no_room, SOUND.no_room_do),
        Trouble::NotStored => (SOUND.not_stored, SOUND.not_stored_do),
        Trouble::Taken => (SOUND.taken, SOUND.taken_do),
    };
    view! {
        <div role="status">
            {live(move || {
                let trouble = held.recorder.trouble.get();
                // That nothing records here stands above already, in place of the button.
                trouble.filter(|trouble| can_record() || *trouble != Trouble::NoRecorder).map(words).map(|(what, next)| note(what, next))
            })}
        </div>
    }
}

/// What there is: each stretch in a line, listening, files, and taking it away.
#[component]
fn There(held: Held) -> impl IntoView {
    let out = HandOut::new();
    let unread = RwSignal::new(false);
    let any = Memo::new(move |_| held.said.with(|said| !said.stretches.is_empty()));
    let to_hear = Memo::new(move |_| held.to_hear());
    let unwanted = Memo::new(move |_| held.said.with(|said| held.came.with(|came| said.unwanted(came))));
    let total = move || {
        let (ms, bytes) = held.said.with(|said| (said.ms(), said.bytes()));
        SOUND.total.fill(language(), &[("time", &clock(ms)), ("size", &size(bytes as f64))])
    };
    let file = move |id: String, head: Head, number: usize| {
        leptos::task::spawn_local(async move {
            let pieces = keep::pieces(held.shell, &id, &head).await;
            unread.try_set(pieces.is_none());
            if let Some(pieces) = pieces {
                let day = browser::now().local(head.at).format("%Y-%m-%d-%H%M");
                let name = format!("tongban-{day}-{number}.{}", head.form.ending());
                out.send(Parcel::bytes(name, head.form.kind(), &pieces.concat()));
            }
        });
    };
    let files = move || {
        let button = |(number, stretch, head): (usize, Stretch, Head)| {
            let label = SOUND.as_file.fill(language(), &[("n", &number.to_string())]);
            view! { <Button label=label on_press=move |()| file(stretch.id.clone(), head.clone(), number) kind=Kind::Quiet icon=Icon::Share/> }
        };
        to_hear.get().into_iter().map(button).collect_view()
    };
    live(move || {
        any.get().then(|| {
            view! {
                <p class="lead">{total}</p>
                <div>{live(move || lines(held))}</div>
                {live(move || unwanted.get().then(|| note(SOUND.unwanted, SOUND.unwanted_do)))}
                {live(move || (!to_hear.with(Vec::is_empty)).then(|| view! {
                    <Listen shell=held.shell parts=to_hear.get()/>
                    <p class="quiet">{say(SOUND.open_file)}</p>
                    {files()}
                }))}
                <HandedOut out/>
                <div role="status">{live(move || unread.get().then(|| note(SOUND.unread, SOUND.unread_do)))}</div>
                <Remove held/>
            }
        })
    })
}

/// A line for each stretch: what it is, or where.
fn lines(held: Held) -> impl IntoView {
    let here = held.here.get();
    let line = |(at, one): (usize, &Stretch)| {
        let number = (at + 1).to_string();
        let who = one.sound.by.as_ref().map(|by| held.shell.alias(by)).unwrap_or_default();
        let begun = browser::now().local(one.sound.at);
        let when = format!("{} {}", browser::short_date(language(), begun.date()), browser::time(begun.time()));
        let time = clock(one.sound.ms);
        let fill = |phrase: Phrase| {
            phrase.fill(language(), &[("n", &number), ("time", &time), ("who", &who), ("when", &when)])
        };
        let more = match (one.sound.sha256.is_some(), here.contains_key(&one.id)) {
            (true, true) if one.sound.cut => Some(fill(SOUND.cut)),
            (true, false) => Some(fill(SOUND.elsewhere)),
            (false, false) => Some(fill(SOUND.going)),
            _ => None,
        };
        let part = one.sound.sha256.is_some().then(|| fill(SOUND.part));
        let words = [part, more].into_iter().flatten().collect::<Vec<_>>();
        words.into_iter().map(|words| view! { <p>{words}</p> }).collect_view()
    };
    held.said.with(|said| said.stretches.iter().enumerate().map(line).collect_view())
}

/// Taking all of it away: asked about first, as nothing brings it back.
#[component]
fn Remove(held: Held) -> impl IntoView {
    let sure = RwSignal::new(false);
    let failed = RwSignal::new(false);
    let remove = move |()| {
        sure.set(false);
        failed.set(false);
        let ids = held.said.with_untracked(|said| said.stretches.iter().map(|one| one.id.clone()).collect::<Vec<_>>());
        let here = held.here.get_untracked();
        held.edit(acts::sound::take_away(ids.iter().map(String::as_str), &browser::now()), None);
        leptos::task::spawn_local(async move {
            for id in &ids {
                let Some(head) = here.get(id) else { continue };
                if keep::remove(held.shell, id, head).await.is_err() {
                    // The next visit tries again: the record says that it is gone.
                    failed.try_set(true);
                }
            }
            held.recorder.turn.try_update(|turn| *turn += 1);
        });
    };
    let idle = Memo::new(move |_| held.recorder.doing.get() == Doing::Nothing);
    live(move || match (idle.get(), sure.get()) {
        (false, _) => ().into_any(),
        (_, false) => view! {
            <Button label=SOUND.remove on_press=move |()| sure.set(true) kind=Kind::Quiet icon=Icon::Trash/>
            <div role="status">{live(move || failed.get().then(|| view! { <p>{say(SOUND.not_removed)}</p> }))}</div>
        }
        .into_any(),
        (_, true) => view! {
            <Card title=SOUND.remove_sure>
                <p>{say_all([SOUND.remove_what, SOUND.remove_backups])}</p>
                <p>{say(SOUND.remove_others)}</p>
                <Actions>
                    <Button label=COMMON.cancel on_press=move |()| sure.set(false) kind=Kind::Primary/>
                    <Button label=SOUND.remove_yes on_press=remove icon=Icon::Trash/>
                </Actions>
            </Card>
        }
        .into_any(),
    })
}

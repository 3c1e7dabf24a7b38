//! How am I? Two taps and a line after a session, kept in this phone's own rows and in no record; shared only by choice. And
//! the word that somebody needs a break.

use disk::{Batch, Found, Table};
use engine::domain::Id;
use engine::domain::feeling::{Feeling, Felt, Strength};
use engine::domain::guidance::ON_ONES_OWN;
use engine::merge::guided;
use engine::sync::{Machine, Place, acts};
use engine::words::guidance::{GUIDE, HOW_AM_I, felt, strength};
use engine::words::screens::SESSIONS;
use leptos::prelude::*;

use super::options::{once_read, options, slug, unslug};
use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// The row in which a person's note on a session lies, on this phone alone.
fn row(me: &Id, session: &Id) -> String {
    format!("feeling/{me}/{session}")
}

/// The screen.
#[component]
pub fn HowAmIScreen(
    /// The session.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let me = Memo::new(move |_| shell.local().me);
    let back = Back::to(Place::Session(id.clone()).href(), SESSIONS.this);
    let body = move || match me.get() {
        None => view! { <p>{say(HOW_AM_I.need_me)}</p> }.into_any(),
        Some(me) => view! {
            <OwnNote me=me.clone() session=id.clone()/>
            <OnOnesOwn me=me.clone()/>
            <Rest me=me/>
        }
        .into_any(),
    };
    view! {
        <Page title=HOW_AM_I.title back=back place=Tab::Sessions save=Signal::from(shell.saving)>
            {live(body)}
        </Page>
    }
}

/// The note, read from its row first.
#[component]
fn OwnNote(me: Id, session: Id) -> impl IntoView {
    let shell = shell();
    let held = RwSignal::new(None::<Feeling>);
    let unread = RwSignal::new(false);
    let key = StoredValue::new(row(&me, &session));
    leptos::task::spawn_local(async move {
        // What can't be read is no empty page: nothing is written over it.
        let read = match shell.store().get(Table::Local, &key.get_value()).await {
            Ok(Found::Bytes(bytes)) => serde_json::from_slice::<Feeling>(&bytes).ok(),
            Ok(Found::Nothing) => Some(Feeling::default()),
            Ok(Found::Damaged) | Err(_) => None,
        };
        match read {
            Some(read) => _ = held.try_set(Some(read)),
            None => _ = unread.try_set(true),
        }
    });
    let ids = StoredValue::new((me, session));
    live(move || match unread.get() {
        true => view! { <Note tone=Tone::Care><p role="status">{say(HOW_AM_I.unread)}</p></Note> }.into_any(),
        false => once_read(Memo::new(move |_| held.get()), move |_| {
            let (me, session) = ids.get_value();
            note(shell, held, key, me, session).into_any()
        }),
    })
}

fn note(shell: Shell, held: RwSignal<Option<Feeling>>, key: StoredValue<String>, me: Id, session: Id) -> impl IntoView {
    let told = RwSignal::new(None);
    let change = move |change: &dyn Fn(&mut Feeling)| {
        let mut feeling = held.get_untracked().unwrap_or_default();
        change(&mut feeling);
        feeling.at = browser::now().ms;
        held.set(Some(feeling.clone()));
        let key = key.get_value();
        leptos::task::spawn_local(async move {
            let bytes = serde_json::to_vec(&feeling).unwrap_or_default();
            let batch = match feeling.is_empty() {
                true => Batch::new().delete(Table::Local, key),
                false => Batch::new().put(Table::Local, key, bytes),
            };
            let kept = shell.store().commit(&batch).await.is_ok();
            told.try_set(Some(if kept { HOW_AM_I.kept } else { HOW_AM_I.not_kept }));
        });
    };
    let read = move || held.get().unwrap_or_default();
    view! {
        <p>{say(HOW_AM_I.intro)}</p>
        <Choice label=HOW_AM_I.felt options=options(&Felt::ALL, felt) value=move || read().felt.map(|answer| slug(&answer)) on_change=move |name: String| change(&|feeling| feeling.felt = unslug(&name)) inline=true/>
        <Choice label=HOW_AM_I.strength options=options(&Strength::ALL, strength) value=move || read().strength.map(|answer| slug(&answer)) on_change=move |name: String| change(&|feeling| feeling.strength = unslug(&name)) inline=true/>
        <TextField label=HOW_AM_I.words value=move || read().words on_change=move |words: String| change(&|feeling| feeling.words.clone_from(&words)) lines=true limit=1000/>
        <div role="status">{live(move || told.get().map(|told| view! { <p>{say(told)}</p> }))}</div>
        <Sharing me session held/>
    }
}

/// Showing the note to the supervisors, and no more.
#[component]
fn Sharing(me: Id, session: Id, held: RwSignal<Option<Feeling>>) -> impl IntoView {
    let shell = shell();
    let shared = {
        let me = me.clone();
        let read = shell.document(session.clone(), move |document| guided::feelings(document).remove(&me));
        Memo::new(move |_| read.get().flatten())
    };
    let ids = StoredValue::new((me, session));
    let write = move |feeling: Option<Feeling>, label| {
        ids.with_value(|(me, session)| {
            shell.edit(session, vec![acts::guidance::share_feeling(me, feeling.as_ref())], Some(label));
        });
    };
    let share = move |()| {
        crate::boot::leave::flush();
        write(held.get_untracked(), HOW_AM_I.shared);
    };
    let same = move || shared.get() == held.get();
    let says = move || held.with(|held| held.as_ref().is_some_and(|feeling| !feeling.is_empty()));
    live(move || match shared.with(Option::is_some) {
        true => view! {
            <Note tone=Tone::Ok><p role="status">{say(HOW_AM_I.shared)}</p></Note>
            {live(move || (!same() && says()).then(|| view! { <Button label=HOW_AM_I.share_new on_press=share/> }))}
            <Button label=HOW_AM_I.unshare on_press=move |()| write(None, HOW_AM_I.unshared) kind=Kind::Quiet/>
        }
        .into_any(),
        false => view! {
            <p class="quiet">{say(HOW_AM_I.here)}</p>
            {live(move || says().then(|| view! {
                <Button label=HOW_AM_I.share describe=HOW_AM_I.share_why on_press=share icon=Icon::Share/>
            }))}
        }
        .into_any(),
    })
}

/// What somebody has grown into, in words.
#[component]
pub fn OnOnesOwn(me: Id) -> impl IntoView {
    let shell = shell();
    shell.peek(Machine::latest_held).iter().for_each(|session| shell.open(&session.id));
    let many = Memo::new(move |_| shell.read(|machine| machine.planned_alone(&me)));
    live(move || {
        (many.get() >= ON_ONES_OWN).then(|| {
            let line = GUIDE.alone_5.fill(language(), &[("n", &many.get().to_string())]);
            view! { <Note tone=Tone::Ok><p>{line}</p></Note> }
        })
    })
}

/// "I need a break": the supervisors and the partner see it, and who can step in.
#[component]
pub fn Rest(me: Id) -> impl IntoView {
    let shell = shell();
    let held = {
        let read = shell.document(me.clone(), guided::needs_break);
        Memo::new(move |_| read.get().flatten())
    };
    shell.peek(Machine::peers_to_open).iter().for_each(|id| shell.open(id));
    let id = StoredValue::new(me);
    let rest = move |()| {
        let edit = acts::guidance::need_break("", &browser::now());
        shell.edit(&id.get_value(), vec![edit], Some(HOW_AM_I.rest_noted));
    };
    let over = move |()| shell.edit(&id.get_value(), vec![acts::guidance::end_break()], Some(HOW_AM_I.back));
    let step_in = move || {
        let (people, rests) = shell.read(|machine| (machine.people(), machine.who_rests()));
        let free = engine::domain::feeling::can_step_in(&people, &[Some(id.get_value())], &rests);
        let names: Vec<&str> = free.iter().map(|person| person.alias.as_str()).collect();
        match names.is_empty() {
            true => GUIDE.nobody.get(language()).to_owned(),
            false => GUIDE.step_in.fill(language(), &[("who", &super::say::list(&names))]),
        }
    };
    view! {
        <Section title=HOW_AM_I.rest_title>
            {live(move || match held.get().is_some() {
                true => view! {
                    <Note tone=Tone::Ok><p role="status">{say(HOW_AM_I.rest_noted)}</p><p>{step_in}</p></Note>
                    <Button label=HOW_AM_I.rest_over on_press=over/>
                }.into_any(),
                false => view! { <Button label=HOW_AM_I.rest describe=HOW_AM_I.rest_why on_press=rest icon=Icon::Leaf/> }.into_any(),
            })}
        </Section>
    }
}

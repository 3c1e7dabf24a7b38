//! How am I? Two taps and a line after a session, kept in this phone's own rows and in no record; shared only by choice. And
//! the word that somebody needs a break.

use disk::{Batch, Found, Table};
use engine::domain::Id;
use engine::domain::feeling::{Feeling, Felt, Shown, Strength};
use engine::domain::guidance::ON_ONES_OWN;
use engine::merge::guided;
use engine::sync::{Machine, Place, acts};
use engine::words::guidance::{GUIDE, HOW_AM_I, felt, shown as shown_to, strength};
use engine::words::screens::{COMMON, SESSIONS};
use leptos::prelude::*;

use super::guidance::who_and_when;
use super::options::{options, slug, unslug};
use super::parts::*;
use super::waiting::told;
use super::{language, live, say};
use crate::browser;
use crate::shell::{LOCAL_ROW, Shell, shell};

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
    // Before a session there is nothing to look back on, and somebody may need a break all the same.
    let held = {
        let (id, sessions) = (id.clone(), shell.sessions());
        Memo::new(move |_| sessions.with(|all| all.iter().any(|line| line.id == id && line.is_held())))
    };
    let body = move || match me.get() {
        None => view! { <p>{say(HOW_AM_I.need_me)}</p> }.into_any(),
        Some(me) => view! {
            <OfPartner me=me.clone() session=id.clone()/>
            {held.get().then(|| view! { <OwnNote me=me.clone() session=id.clone()/> })}
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

/// How it stands with the row of a note.
#[derive(Clone, Copy, PartialEq)]
enum Row {
    Coming,
    Read,
    /// It does not open any more, and never will: bytes of it were changed.
    Damaged,
    /// The store did not answer, or a later version wrote it.
    Unread,
}

/// The note, read from its row first.
#[component]
fn OwnNote(me: Id, session: Id) -> impl IntoView {
    let shell = shell();
    let (held, stands) = (RwSignal::new(None::<Feeling>), RwSignal::new(Row::Coming));
    let key = StoredValue::new(row(&me, &session));
    let read = move || {
        leptos::task::spawn_local(async move {
            // What can't be read is no empty page: nothing is written over it unasked.
            let (row, feeling) = match shell.store().get(Table::Local, &key.get_value()).await {
                // A store that knows not even this phone's own row is silent, not empty.
                Ok(Found::Nothing) if knows_this_phone(shell).await => (Row::Read, Some(Feeling::default())),
                Ok(Found::Nothing) => (Row::Unread, None),
                Ok(Found::Damaged) => (Row::Damaged, None),
                Ok(Found::Bytes(bytes)) => match serde_json::from_slice(&bytes) {
                    Ok(feeling) => (Row::Read, Some(feeling)),
                    Err(_) => (Row::Unread, None),
                },
                Err(_) => (Row::Unread, None),
            };
            held.try_set(feeling);
            stands.try_set(row);
        });
    };
    read();
    let shared = {
        let me = me.clone();
        shell.document(session.clone(), move |document| guided::feelings(document).remove(&me))
    };
    // What was shown to others is still there, where it was.
    let anew = move |()| {
        held.set(Some(shared.get_untracked().flatten().unwrap_or_default()));
        stands.set(Row::Read);
    };
    let ids = StoredValue::new((me, session));
    let body = move |row| match row {
        Row::Coming => ().into_any(),
        Row::Read => {
            let (me, session) = ids.get_value();
            note(shell, held, key, me, session).into_any()
        }
        Row::Damaged => view! {
            <Note tone=Tone::Care><p role="status">{say(HOW_AM_I.damaged)}</p></Note>
            <Button label=HOW_AM_I.anew describe=HOW_AM_I.anew_why on_press=anew icon=Icon::Pen/>
        }
        .into_any(),
        Row::Unread => view! {
            <Note tone=Tone::Care><p role="status">{say(HOW_AM_I.unread)}</p></Note>
            <Button label=COMMON.retry on_press=move |()| read()/>
        }
        .into_any(),
    };
    live(move || body(stands.get()))
}

async fn knows_this_phone(shell: Shell) -> bool {
    !matches!(shell.store().get(Table::Local, LOCAL_ROW).await, Ok(Found::Nothing) | Err(_))
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

/// Showing the note to whom one likes, or no more.
#[component]
fn Sharing(me: Id, session: Id, held: RwSignal<Option<Feeling>>) -> impl IntoView {
    const NOBODY: &str = "nobody";
    let shell = shell();
    let shared = {
        let me = me.clone();
        let read = shell.document(session.clone(), move |document| guided::feelings(document).remove(&me));
        Memo::new(move |_| read.get().flatten())
    };
    let ids = StoredValue::new((me, session));
    let write = move |shown: Option<Shown>| {
        crate::boot::leave::flush();
        let feeling = shown.and_then(|shown| Some(Feeling { shown, ..held.get_untracked()? }));
        let label = if feeling.is_some() { HOW_AM_I.shared } else { HOW_AM_I.unshared };
        ids.with_value(|(me, session)| {
            shell.edit(session, vec![acts::guidance::share_feeling(me, feeling.as_ref())], Some(label));
        });
    };
    let shown = Memo::new(move |_| shared.with(|shared| shared.as_ref().map(|shared| shared.shown)));
    let same = move || {
        let as_kept = shared.get().map(|shared| Feeling { shown: Shown::default(), ..shared });
        as_kept == held.get()
    };
    let says = Memo::new(move |_| held.with(|held| held.as_ref().is_some_and(|feeling| !feeling.is_empty())));
    let choices = Signal::derive(move || {
        let nobody = ChoiceOption::new(NOBODY, HOW_AM_I.nobody.get(language()));
        let others = Shown::ALL.map(|one| ChoiceOption::new(slug(&one), shown_to(one).get(language())));
        [nobody].into_iter().chain(others).collect::<Vec<_>>()
    });
    let chosen = move || Some(shown.get().map_or_else(|| NOBODY.to_owned(), |shown| slug(&shown)));
    view! {
        {live(move || shown.get().is_none().then(|| view! { <p class="quiet">{say(HOW_AM_I.here)}</p> }))}
        {live(move || (says.get() || shown.get().is_some()).then(|| view! {
            <Choice label=HOW_AM_I.who hint=HOW_AM_I.who_why options=choices value=chosen on_change=move |name: String| write(unslug(&name))/>
        }))}
        {live(move || shown.get().map(|shown| view! {
            <Note tone=Tone::Ok><p role="status">{say(HOW_AM_I.shared)}</p></Note>
            {live(move || (!same() && says.get()).then(|| view! { <Button label=HOW_AM_I.share_new on_press=move |()| write(Some(shown))/> }))}
        }))}
    }
}

/// What the other of the pair shows to this one, after the session.
#[component]
fn OfPartner(me: Id, session: Id) -> impl IntoView {
    let shell = shell();
    let read = shell.document(session.clone(), guided::feelings);
    let held = shell.session(session);
    let shown = Memo::new(move |_| {
        let pair = held.with(|held| held.as_ref().map(|held| [held.plan.lead.clone(), held.plan.assistant.clone()]))?;
        let mine = pair.contains(&Some(me.clone()));
        let other = pair.into_iter().flatten().find(|person| mine && *person != me)?;
        let feeling = read.get()?.remove(&other).filter(|feeling| feeling.shown.to_partner())?;
        Some((other, feeling))
    });
    live(move || {
        shown.get().map(|(other, feeling)| {
            let who = who_and_when(shell, Some(&other), feeling.at);
            view! { <Section title=HOW_AM_I.partner><Quote text=told(&feeling) who=who/></Section> }
        })
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
    let step_in = move || super::resting::who_steps_in(shell, &[Some(id.get_value())]);
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

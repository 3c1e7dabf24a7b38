//! Bringing in sessions from before the app: the empty table, the file, what it says row by row, and bringing it in.

use std::sync::Arc;

use engine::domain::Id;
use engine::domain::older::Bringing;
use engine::domain::person::{Role, similar_alias};
use engine::export::older::{Here, NotATable, Older, Reads, template};
use engine::sync::Place;
use engine::sync::acts::older::bring_in;
use engine::words::Phrase;
use engine::words::backup::RESTORE;
use engine::words::files::OLDER;
use engine::words::person::{IMPORT, TWICE};
use engine::words::screens::{COMMON, SESSIONS};
use engine::words::terms;
use leptos::prelude::*;

use super::parts::*;
use super::working::Working;
use super::{language, live, many, say, say_with};
use crate::aside::Progress;
use crate::boot::leave;
use crate::browser;
use crate::shell::{Shell, shell};

/// Documents up to which a table can be taken back; and those that go at once.
const UNDONE: usize = 250;
const AT_ONCE: usize = 50;
/// Rows that are read at once.
const READ: usize = 200;
/// Rows that are listed at most: somebody reads them on a phone.
const LISTED: usize = 50;

/// What a table says, or that it is none.
type Said = Result<Arc<Older>, NotATable>;

/// Reads a table against what is here now; the page has its turn in between. `None` where it was stopped.
async fn look(shell: Shell, text: &str, adds: bool, progress: Progress) -> Option<Said> {
    let (community, people, sessions) =
        shell.peek(|machine| Some((machine.community()?, machine.people(), machine.sessions())))?;
    let known = |id: &Id| shell.peek(|machine| machine.summary(id).is_some());
    let today = browser::now().today();
    let here = Here { community: &community, people: &people, sessions: &sessions, known: &known, adds, today };
    let all = text.lines().count().max(1);
    let mut reads = match Reads::begin(text) {
        Ok(reads) => reads,
        Err(why) => return Some(Err(why)),
    };
    for turn in 1.. {
        match reads.step(&here, READ) {
            Err(why) => return Some(Err(why)),
            Ok(false) => break,
            Ok(true) if progress.goes_on((turn * READ).min(all), all) => {}
            Ok(true) => return None,
        }
        leave::pause(0).await;
    }
    Some(Ok(Arc::new(reads.end())))
}

/// Brings it in; answers with how many sessions came, and what to say where that is not all.
async fn brings(shell: Shell, good: &Bringing, progress: Progress) -> (usize, Vec<Phrase>) {
    // The page says that it works before it does.
    leave::pause(30).await;
    let Some(to) = shell.peek(|machine| machine.local().community.clone()) else { return (0, vec![RESTORE.broke]) };
    let (me, now) = (shell.local().me, browser::now());
    let (all, undone) = (good.documents(), good.documents() <= UNDONE);
    // What sessions need comes before them.
    let others = all - good.sessions.len();
    let (mut done, mut wrong) = (0, Vec::new());
    while done < all && wrong.is_empty() {
        if !progress.goes_on(done, all) {
            wrong = vec![OLDER.stopped];
            break;
        }
        let until = (done + AT_ONCE).min(all);
        let some = bring_in(good, done..until, &to, me.as_ref(), &now);
        match undone {
            true => shell.edit_part(some, None),
            false => shell.edit_all(some, None),
        }
        match leave::stored(shell).await {
            true => done = until,
            false => wrong = vec![RESTORE.not_saved, RESTORE.not_saved_do],
        }
    }
    if undone {
        shell.edit_part(Vec::new(), Some(COMMON.changed));
    }
    (done.saturating_sub(others), wrong)
}

/// The page.
#[component]
pub fn OlderScreen() -> impl IntoView {
    let shell = shell();
    let text = RwSignal::new(None::<Arc<String>>);
    let adds = RwSignal::new(true);
    let (taken, progress) = (RwSignal::new(None::<(usize, Vec<Phrase>)>), Progress::new());
    let found = RwSignal::new(None::<Said>);
    let reading = Progress::new();
    // Read anew where another file is chosen, or the answer about people; what is not wanted any more is given up.
    Effect::new(move |_| {
        let (wanted, adds) = (text.get(), adds.get());
        reading.stop();
        found.set(None);
        let Some(wanted) = wanted else { return };
        leptos::task::spawn_local(async move {
            let now = || text.try_get_untracked().flatten().is_some_and(|text| Arc::ptr_eq(&text, &wanted));
            while reading.works() {
                leave::pause(10).await;
            }
            if !now() {
                return;
            }
            reading.begin();
            let said = look(shell, &wanted, adds, reading).await;
            reading.end();
            if said.is_some() && now() {
                found.try_set(said);
            }
        });
    });
    let choose = move |event: leptos::ev::Event| {
        taken.set(None);
        leptos::task::spawn_local(async move {
            if let Some(chosen) = browser::chosen_text(&event).await {
                adds.try_set(true);
                text.try_set(Some(Arc::new(chosen)));
            }
        });
    };
    let out = HandOut::new();
    let give_template = move |()| {
        let language = language();
        let name =
            if language == engine::words::Language::Chinese { "以前的活动.csv" } else { "older-sessions.csv" };
        out.send(Parcel::text(name, "text/csv", template(language)));
    };
    let take = move |()| {
        let Some(Ok(older)) = found.get_untracked().filter(|_| !progress.works()) else { return };
        progress.begin();
        leptos::task::spawn_local(async move {
            let outcome = brings(shell, &older.good, progress).await;
            progress.end();
            taken.try_set(Some(outcome));
            text.try_set(None);
        });
    };
    let take = Callback::new(take);
    view! {
        <Page title=OLDER.title back=Back::to("#/sessions", SESSIONS.title) place=Tab::Sessions save=Signal::from(shell.saving)>
            <p>{say(OLDER.intro)}" "{say(IMPORT.excel)}</p>
            <p>{say(OLDER.needed)}" "{say(OLDER.how)}</p>
            <Button label=IMPORT.template on_press=give_template/>
            <HandedOut out/>
            // While it comes in nothing else is chosen.
            {live(move || progress.far().is_none().then(|| view! {
                <FileField label=say(IMPORT.choose) accept=".csv,.txt,.tsv,text/csv,text/plain" on_file=choose/>
                <p class="quiet">{say(IMPORT.nothing_yet)}" "{say(OLDER.closed)}</p>
                {live(move || found.get().map(|found| match found {
                    Err(why) => view! { <NotRead why/> }.into_any(),
                    Ok(older) => view! { <Found older adds take/> }.into_any(),
                }))}
            }))}
            <Working progress=reading label=OLDER.reading/>
            <Working progress=progress label=RESTORE.taking goes_on=true/>
            <div role="status">
                {live(move || taken.get().map(|(n, short)| {
                    let tone = if short.is_empty() { Tone::Ok } else { Tone::Care };
                    let why = short.into_iter().map(|why| view! { <p>{say(why)}</p> }).collect_view();
                    view! { <Note tone=tone><p>{many(n, OLDER.taken_one, OLDER.taken)}</p>{why}</Note> }
                }))}
            </div>
            {live(move || taken.get().map(|_| view! { <LinkButton label=SESSIONS.title href=Place::Sessions.href()/> }))}
        </Page>
    }
}

/// Nothing in the file is a table of sessions.
#[component]
fn NotRead(why: NotATable) -> impl IntoView {
    let column = (why == NotATable::NoDayColumn).then(|| view! { <p>{say(OLDER.no_day_column)}</p> });
    view! {
        <Note tone=Tone::Care><p role="alert">{say(OLDER.not_read)}</p>{column}<p>{say(IMPORT.not_read_do)}</p></Note>
    }
}

/// What would come, and what is wrong with the rest.
#[component]
fn Found(older: Arc<Older>, adds: RwSignal<bool>, take: Callback<()>) -> impl IntoView {
    let (good, bad, here) = (older.good.sessions.len(), older.bad.len(), older.here);
    let lead =
        if good == 0 { OLDER.nothing.get(language()).to_owned() } else { many(good, OLDER.found_one, OLDER.found) };
    let is_here = (here > 0).then(|| view! { <p>{many(here, OLDER.here_one, OLDER.here)}</p> });
    let rows = older.bad.iter().take(LISTED).map(|(row, fault)| {
        let line = OLDER.row.fill(language(), &[("n", &row.to_string()), ("why", &fault.say(language()))]);
        view! { <li>{line}</li> }
    });
    let rows = rows.collect_view();
    let more = (bad > LISTED).then(|| OLDER.more_rows.fill(language(), &[("n", &(bad - LISTED).to_string())]));
    let problems = (bad > 0).then(|| {
        view! {
            <Note tone=Tone::Care>
                <p>{many(bad, OLDER.bad_one, OLDER.bad)}</p><ul>{rows}</ul><p>{more}</p><p>{say(OLDER.rows_stay)}</p>
            </Note>
        }
    });
    let words = if bad > 0 { OLDER.take_good } else { OLDER.take };
    let label = words.fill(language(), &[("n", &good.to_string())]);
    let button = (good > 0).then(|| view! { <Button label=label on_press=take kind=Kind::Primary/> });
    let list = (good > 0).then(|| view! { <Coming older=older.clone()/> });
    let unknown = older.bad.iter().any(|(_, fault)| matches!(fault, engine::export::older::Fault::Unknown(_)));
    let asks = (unknown || !older.good.people.is_empty()).then(|| view! { <Unknown older=older.clone() adds/> });
    let named = |phrase: Phrase, names: Vec<&str>| {
        let names = super::say::list(&names);
        (!names.is_empty()).then(|| view! { <p>{phrase.fill(language(), &[("names", &names)])}</p> })
    };
    view! {
        <p class="lead" role="status">{lead}</p>
        {is_here}
        {problems}
        {asks}
        {named(OLDER.new_venues, older.good.venues.values().map(String::as_str).collect())}
        {named(OLDER.new_formats, older.good.formats.values().map(String::as_str).collect())}
        {list}
        {button}
    }
}

/// People whom nobody knows here, and what becomes of them.
#[component]
fn Unknown(older: Arc<Older>, adds: RwSignal<bool>) -> impl IntoView {
    let people = shell().people().get_untracked();
    let new = older.good.people.len();
    let rows = older.good.people.iter().cloned().map(|(named, role)| {
        let similar = similar_alias(&named.alias, &people)
            .map(|person| TWICE.similar.fill(language(), &[("name", &person.alias)]));
        let role = terms::role(role).get(language()).to_owned();
        let state = [Some(role), similar].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! { <PersonRow name=named.alias state=state/> }
    });
    let rows = rows.collect_view();
    let list = (new > 0).then(|| {
        let title = say_with(OLDER.new_people, move || vec![("n", new.to_string())]);
        view! { <details open=new <= 10><summary>{title}</summary><PersonList>{rows}</PersonList></details> }
    });
    let options = Signal::derive(move || {
        vec![
            ChoiceOption::new("yes", OLDER.adds_yes.get(language())),
            ChoiceOption::new("no", OLDER.adds_no.get(language())),
        ]
    });
    let value = move || Some(if adds.get() { "yes" } else { "no" }.to_owned());
    view! {
        {list}
        <Choice label=OLDER.adds options=options value=value on_change=move |which: String| adds.set(which == "yes")/>
    }
}

/// The sessions that would come, the first ones of many.
#[component]
fn Coming(older: Arc<Older>) -> impl IntoView {
    let all = older.good.sessions.len();
    let rows = older.good.sessions.iter().take(LISTED).map(|session| {
        let day = browser::short_date(language(), session.date);
        let theme =
            if session.theme.is_empty() { SESSIONS.no_theme.get(language()).to_owned() } else { session.theme.clone() };
        let lead = session.named().find(|(_, role)| *role == Role::Peer).map(|(named, _)| named.alias.clone());
        let minutes = session.minutes.map(|n| COMMON.minutes.fill(language(), &[("n", &n.to_string())]));
        let came = session.came.or(Some(session.who.len() as u32).filter(|n| *n > 0));
        let came = came.map(|n| SESSIONS.came.fill(language(), &[("n", &n.to_string())]));
        let state = [lead, minutes, came].into_iter().flatten().collect::<Vec<_>>().join(" · ");
        view! { <PersonRow name=format!("{day} {theme}") state=state/> }
    });
    let rows = rows.collect_view();
    let more = (all > LISTED).then(|| OLDER.more_rows.fill(language(), &[("n", &(all - LISTED).to_string())]));
    view! { <details><summary>{say(OLDER.sessions)}</summary><PersonList>{rows}</PersonList><p>{more}</p></details> }
}

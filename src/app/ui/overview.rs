//! All communities that can be read here, one card each: how it is going, and what waits.

use std::rc::Rc;

use chrono::NaiveDate;
use engine::domain::figures::Records;
use engine::report::DASH;
use engine::report::overview::{Line, Waiting, line, together};
use engine::sync::{Machine, Place};
use engine::words::Phrase;
use engine::words::device::ME;
use engine::words::overview::{NEIGHBOURS, OVERVIEW};
use engine::words::share::PROFILES;
use leptos::prelude::*;

use super::icon::Glyph;
use super::neighbours::{Offers, Stop};
use super::parts::*;
use super::submissions::in_words;
use super::{language, live, profiles, say, say_all};
use crate::boot::boot;
use crate::boot::neighbours::{self, Away, Beside};
use crate::boot::profiles as kept;
use crate::browser;
use crate::shell::shell;

/// Periods without a session that are named one by one.
const GAPS: usize = 3;

/// The linked communities, as far as they are read.
pub(super) type Read = RwSignal<Option<Rc<Vec<Beside>>>, LocalStorage>;

/// The page.
#[component]
pub fn OverviewScreen() -> impl IntoView {
    let shell = shell();
    shell.peek(Machine::without_figures).iter().for_each(|id| shell.open(id));
    let read: Read = RwSignal::new_local(None);
    let said = RwSignal::new(None::<String>);
    let unsaved = RwSignal::new(false);
    let look = move || {
        leptos::task::spawn_local(async move {
            kept::find().await;
            let all = neighbours::all(shell).await.unwrap_or_default();
            read.try_set(Some(all));
        });
    };
    look();
    // A link was made or ended: says so, and reads again.
    let changed = Callback::new(move |words: String| {
        said.set(Some(words));
        look();
    });
    let own = Memo::new(move |_| shell.read(Machine::records).map(|records| line(&records, &browser::now())));
    let linked = move || {
        let (open, read) = (own.get(), read.get()?);
        let cards = read.iter().enumerate().map(|(at, one)| {
            let before = read[..at].iter().map(|one| &one.link.community).chain(open.as_ref().map(|open| &open.id));
            let same = before.into_iter().any(|id| *id == one.link.community);
            let apart = |found: &Records| open.as_ref().is_some_and(|open| open.practice != found.community.practice);
            let beside = match &one.found {
                Ok(_) if same => Some(NEIGHBOURS.same),
                Ok(found) if apart(found) => Some(NEIGHBOURS.apart),
                _ => None,
            };
            view! { <Linked one=one.clone() beside=beside unsaved=unsaved changed=changed/> }
        });
        Some(cards.collect_view())
    };
    view! {
        <Page title=OVERVIEW.title back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <div role="status">
                {live(move || said.get().map(|said| view! { <Note tone=Tone::Ok><p>{said}</p></Note> }))}
            </div>
            <profiles::Unsaved unsaved=unsaved/>
            {live(move || view! { <AllOfThem read=read unsaved=unsaved/> })}
            {live(move || own.get().map(|line| view! { <Open line=line/> }))}
            {live(move || match linked() {
                Some(cards) => cards.into_any(),
                None => view! { <p class="quiet" role="status">{say(OVERVIEW.reading)}</p> }.into_any(),
            })}
            <Offers read=read changed=changed/>
        </Page>
    }
}

/// All together: two lines, then one row for each.
#[component]
fn AllOfThem(read: Read, unsaved: RwSignal<bool>) -> impl IntoView {
    let shell = shell();
    let lines = Memo::new(move |_| {
        let own = shell.read(Machine::records)?;
        let found = |read: &Rc<Vec<Beside>>| read.iter().filter_map(|one| one.found.clone().ok()).collect::<Vec<_>>();
        let others = read.with(|read| read.as_ref().map(found))?;
        let now = browser::now();
        Some(together([own].into_iter().chain(others)).iter().map(|records| line(records, &now)).collect::<Vec<_>>())
    });
    let number = move |line: &Line| {
        let of =
            |read: &Rc<Vec<Beside>>| read.iter().find(|one| one.link.community == line.id).map(|one| one.link.profile);
        read.with_untracked(|read| read.as_ref().and_then(of))
    };
    live(move || {
        let lines = lines.get().filter(|lines| lines.len() > 1)?;
        let held: usize = lines.iter().map(|line| line.held).sum();
        let (n, s) = (lines.len().to_string(), held.to_string());
        let all = OVERVIEW.all.fill(language(), &[("n", &n), ("s", &s)]);
        let calm = lines.iter().all(|line| line.waiting() == 0);
        let rows = lines.into_iter().enumerate().map(|(at, line)| {
            let to = if at == 0 { None } else { number(&line) };
            view! { <Row line=line to=to unsaved=unsaved/> }
        });
        let rows = rows.collect_view();
        Some(view! {
            <Card tint=true>
                <p class="lead">{all}</p>
                {calm.then(|| view! { <p>{say(OVERVIEW.all_calm)}</p> })}
                <ul class="rows">{rows}</ul>
                <p class="quiet">{say(OVERVIEW.tap)}</p>
                <p class="quiet">{say(OVERVIEW.counted)}</p>
                <LinkButton label=OVERVIEW.see_reports href=Place::Reports.href() icon=Icon::Sessions/>
            </Card>
        })
    })
}

/// One community at a glance: a tap changes over to it. The open one leads to its forms.
#[component]
fn Row(line: Line, to: Option<u32>, unsaved: RwSignal<bool>) -> impl IntoView {
    let boot = boot();
    let (p, n) = (line.in_period.to_string(), line.held.to_string());
    let glance = OVERVIEW.glance.fill(language(), &[("p", &p), ("n", &n)]);
    let (last, waiting) = (day(line.last), line.waiting().to_string());
    let phrase = if line.waiting() == 0 { OVERVIEW.glance_calm } else { OVERVIEW.glance_2 };
    let second = phrase.fill(language(), &[("day", &last), ("n", &waiting)]);
    let title = match to {
        Some(_) => line.name,
        None => OVERVIEW.is_open.fill(language(), &[("name", &line.name)]),
    };
    let words = view! {
        <span class="row-words">
            <span class="row-title">{title}</span>
            <span class="row-hint">{glance}</span>
            <span class="row-hint">{second}</span>
        </span>
        <Glyph icon=Icon::Next/>
    };
    let key = press::fresh_number();
    let over = move |event| {
        if press::meant(&event, key) {
            profiles::switch(boot, to, unsaved);
        }
    };
    let face = match to {
        Some(_) => view! { <button type="button" class="row-link" on:click=over>{words}</button> }.into_any(),
        None => view! { <a class="row-link" href=Place::Submissions.href()>{words}</a> }.into_any(),
    };
    view! { <li>{face}</li> }
}

/// The community that is open.
#[component]
fn Open(line: Line) -> impl IntoView {
    let name = line.name.clone();
    view! {
        <Card title=Signal::stored(name)>
            <p class="quiet">{say(OVERVIEW.open_now)}</p>
            <Shown line=line/>
            <LinkButton label=OVERVIEW.see_forms href=Place::Submissions.href() icon=Icon::Copy/>
        </Card>
    }
}

/// A community of another profile.
#[component]
fn Linked(one: Beside, beside: Option<Phrase>, unsaved: RwSignal<bool>, changed: Callback<String>) -> impl IntoView {
    let boot = boot();
    let number = one.link.profile;
    let name = one.found.as_ref().map_or(&one.link.name, |found| &found.community.name).clone();
    let switch = PROFILES.switch_to.fill(language(), &[("name", &name)]);
    let body = match &one.found {
        Ok(records) => view! {
            {beside.map(|beside| view! { <p>{say(beside)}</p> })}
            <Shown line=line(records, &browser::now())/>
            <p class="quiet">{say_all([PROFILES.as_left, OVERVIEW.from_here])}</p>
            {beside.map(|_| view! { <Button label=Signal::stored(switch) on_press=move |()| profiles::switch(boot, Some(number), unsaved) icon=Icon::People/> })}
        }
        .into_any(),
        Err(away) => {
            let why = match away {
                Away::Wiped => NEIGHBOURS.wiped,
                Away::OtherKey => NEIGHBOURS.other_key,
                Away::Unread => NEIGHBOURS.unread,
            };
            view! { <Note tone=Tone::Care><p>{say(why)}</p></Note> }.into_any()
        }
    };
    view! {
        <Card title=Signal::stored(name.clone())>
            {body}
            <Stop link=one.link name=name changed=changed/>
        </Card>
    }
}

/// A day without its weekday; the year where it is not this one.
fn day(day: Option<NaiveDate>) -> String {
    day.map_or_else(|| DASH.to_owned(), |day| browser::plain_date(language(), day))
}

/// What waits, where anything does.
fn waiting(phrase: Phrase, waiting: Waiting) -> Option<String> {
    let filled = || phrase.fill(language(), &[("n", &waiting.count.to_string()), ("day", &day(waiting.since))]);
    (waiting.count > 0).then(filled)
}

/// What was held, and what waits.
#[component]
fn Shown(line: Line) -> impl IntoView {
    let of = |phrase: Phrase, n: usize| phrase.fill(language(), &[("n", &n.to_string())]);
    let practice = line.practice.then(|| view! { <p class="quiet">{say(OVERVIEW.practice)}</p> });
    let in_period = line.period.map(|period| {
        let (until, n) = (day(Some(period.to)), line.in_period.to_string());
        OVERVIEW.in_period.fill(language(), &[("day", &until), ("n", &n)])
    });
    let held = match line.began {
        Some(began) => {
            OVERVIEW.held_since.fill(language(), &[("day", &day(Some(began))), ("n", &line.held.to_string())])
        }
        None => of(OVERVIEW.held, line.held),
    };
    let last = match line.last {
        Some(last) => OVERVIEW.last.fill(language(), &[("day", &day(Some(last)))]),
        None => OVERVIEW.none_yet.get(language()).to_owned(),
    };
    let pause = line.pause.as_ref().map(|pause| {
        let (from, until) = (day(Some(pause.from)), day(pause.until));
        let phrase = if pause.until.is_some() { OVERVIEW.paused_until } else { OVERVIEW.paused };
        phrase.fill(language(), &[("day", &from), ("until", &until), ("why", &pause.reason)])
    });
    let waits: Vec<String> = [
        waiting(OVERVIEW.unseen, line.unseen),
        waiting(OVERVIEW.unwritten, line.unwritten),
        waiting(OVERVIEW.ready, line.ready),
        waiting(OVERVIEW.handed, line.handed),
        waiting(OVERVIEW.back, line.back),
    ]
    .into_iter()
    .flatten()
    .collect();
    let waits = match waits.is_empty() {
        true => view! { <p>{say(OVERVIEW.calm)}</p> }.into_any(),
        false => {
            view! { <ul class="plain-list">{waits.into_iter().map(|one| view! { <li>{one}</li> }).collect_view()}</ul> }
                .into_any()
        }
    };
    let facts = in_period.into_iter().chain([held, last]).chain(pause).map(|fact| view! { <li>{fact}</li> });
    view! {
        {practice}
        <ul class="plain-list">{facts.collect_view()}</ul>
        {waits}
        <Periods line=line/>
    }
}

/// What came, what is missing, and the periods without a session with their reasons.
#[component]
fn Periods(line: Line) -> impl IntoView {
    let missing = waiting(OVERVIEW.due, line.due);
    let received = OVERVIEW.received.fill(language(), &[("n", &line.received.to_string())]);
    let gaps = line.gaps.iter().take(GAPS).map(|(period, gap)| {
        let why = in_words(gap);
        let (from, to) = (day(Some(period.from)), day(Some(period.to)));
        OVERVIEW.gap.fill(language(), &[("from", &from), ("to", &to), ("why", &why)])
    });
    let gaps: Vec<String> = gaps.collect();
    let more = line.gaps.len().saturating_sub(GAPS);
    let more = (more > 0).then(|| OVERVIEW.gaps_more.fill(language(), &[("n", &more.to_string())]));
    let all = [Some(received), missing].into_iter().flatten().chain(gaps).chain(more);
    view! {
        <details>
            <summary>{say(OVERVIEW.forms)}</summary>
            <ul class="plain-list">{all.map(|one| view! { <li>{one}</li> }).collect_view()}</ul>
        </details>
    }
}

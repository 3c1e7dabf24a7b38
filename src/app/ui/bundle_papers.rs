//! The forms of a period as paper: laid out aside, put on the page one after the other, printed or saved as a page.

use std::sync::Arc;

use engine::domain::Id;
use engine::domain::session::SessionSummary;
use engine::export::Form;
use engine::words::Phrase;
use engine::words::device::TROUBLE;
use engine::words::files::BUNDLE;
use engine::words::screens::COMMON;
use engine::words::tables::FILES;
use leptos::prelude::*;

use super::bundle_which::called;
use super::form::sheet;
use super::parts::*;
use super::working::Working;
use super::{language, live, say};
use crate::aside::paper::{self, Asks, Kind as As};
use crate::aside::tasks::Task;
use crate::aside::{self, Halt, Progress};
use crate::backing::stored_here;
use crate::boot::leave;
use crate::browser;
use crate::shell::{Shell, shell};

/// Sheets that are put on the page at once.
const AT_ONCE: usize = 5;

/// What is laid out for the screen.
#[derive(Clone)]
pub struct Laid {
    /// The cover and the forms; nothing where they are too many to be shown.
    sheets: Arc<Vec<Form>>,
    /// How many forms, without the cover.
    forms: usize,
    /// What can't be read, in lines.
    unread: Vec<(Phrase, Id)>,
}

/// Lays out what is wanted, aside; the page has its turn while the sheets come over.
pub async fn lays(shell: Shell, asks: Asks, progress: Progress) -> Result<Laid, Halt> {
    let (said, pieces) = aside::does(&task(shell, asks, As::Sheets).await?, &[], progress).await?;
    let paper::Laid { forms, unread, partly } = paper::Laid::read(&said);
    let unread = unread.into_iter().map(|id| (BUNDLE.one_not_read, id));
    let unread = unread.chain(partly.into_iter().map(|id| (BUNDLE.one_partly, id))).collect();
    let mut sheets = Vec::new();
    for piece in pieces {
        sheets.extend(paper::piece(&piece.to_vec()).ok_or(Halt::Broken)?);
        leave::pause(0).await;
    }
    Ok(Laid { sheets: Arc::new(sheets), forms, unread })
}

/// The same as a page that stands alone; where no file can be had, with the text to copy.
async fn saves(shell: Shell, asks: Asks, progress: Progress) -> Result<Parcel, Halt> {
    let name = format!("tongban-forms-{}.html", browser::now().today());
    let page = task(shell, asks.clone(), As::Page).await?;
    let parcel = Parcel::made(name, aside::makes(&page, &[], "text/html", progress).await?.1);
    if saves_files() {
        return Ok(parcel);
    }
    let (_, text) = aside::does(&task(shell, asks, As::Text).await?, &[], progress).await?;
    let text = text.first().ok_or(Halt::Broken)?;
    Ok(parcel.or_text(String::from_utf8_lossy(&text.to_vec()).into_owned()))
}

/// What lays them out, of all that was written until now.
async fn task(shell: Shell, asks: Asks, kind: As) -> Result<Task, Halt> {
    leave::flush();
    match leave::saved(shell).await {
        true => Ok(Task::Paper(stored_here(shell), asks, kind)),
        false => Err(Halt::Broken),
    }
}

/// Everything as paper, with the ways to have it.
#[component]
pub fn Papers(
    laid: Laid,
    asks: Asks,
    sessions: usize,
    all: Memo<Vec<SessionSummary>>,
    retry: Callback<()>,
) -> impl IntoView {
    let shell = shell();
    let (out, saving, wrong) = (HandOut::new(), Progress::new(), RwSignal::new(None::<Halt>));
    let Laid { sheets, forms, unread } = laid;
    let line = BUNDLE.count.fill(language(), &[("s", &sessions.to_string()), ("n", &forms.to_string())]);
    let tag = asks.language.tag();
    let asks = StoredValue::new(asks);
    let save = move |()| {
        if saving.works() {
            return;
        }
        wrong.set(None);
        out.clear();
        leptos::task::spawn_local(async move {
            match saves(shell, asks.get_value(), saving).await {
                Ok(page) => drop(out.give(page).await),
                Err(why) => drop(wrong.try_set(Some(why))),
            }
        });
    };
    let is_unread = !unread.is_empty();
    let unread = all.with_untracked(|all| {
        let line = |(what, id): &(Phrase, Id)| {
            let one = all.iter().find(|one| one.id == *id)?;
            Some(what.fill(language(), &[("session", &called(one))]))
        };
        let lines = unread.iter().filter_map(line);
        lines.map(|line| view! { <Note tone=Tone::Care><p>{line}</p></Note> }).collect_view()
    });
    // The sheets come one after the other: the page has its turn in between.
    let count = sheets.len();
    let shown = RwSignal::new(0);
    leptos::task::spawn_local(async move {
        while shown.try_update(|shown| *shown = (*shown + AT_ONCE).min(count)).is_some() {
            if shown.try_get_untracked().is_none_or(|shown| shown == count) {
                return;
            }
            leave::pause(0).await;
        }
    });
    let sheet_of = move |at: usize| sheets.get(at).cloned().map(sheet);
    let whole = Memo::new(move |_| shown.get() == count);
    let save = Callback::new(save);
    view! {
        <p class="hide-on-paper" role="status">{line}</p>
        <div class="hide-on-paper stack">
            {unread}
            {is_unread.then(|| view! { <Button label=COMMON.retry on_press=retry/> })}
        </div>
        <p class="quiet hide-on-paper">{say(BUNDLE.names)}</p>
        {match count {
            0 => view! { <Note><p>{say(BUNDLE.too_many)}</p></Note> <Button label=BUNDLE.save on_press=save icon=Icon::Copy/> }.into_any(),
            _ => live(move || whole.get().then(|| view! {
                <PrintBar><Button label=BUNDLE.save on_press=save icon=Icon::Copy/></PrintBar>
            })).into_any(),
        }}
        <div class="hide-on-paper stack">
            <div role="status">{live(move || wrong.get().map(|why| view! { <p>{say(halted(why))}</p> }))}</div>
            <Working progress=saving label=FILES.making/>
        </div>
        <HandedOut out/>
        <div lang=tag><For each=move || 0..shown.get() key=|at| *at children=sheet_of/></div>
    }
}

/// What to say where nothing came of it.
pub fn halted(why: Halt) -> Phrase {
    match why {
        Halt::Stopped => BUNDLE.stopped,
        Halt::Missing => TROUBLE.rooms_do,
        Halt::Broken => BUNDLE.broke,
    }
}

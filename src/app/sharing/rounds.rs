//! The courier's rounds: seal what was written, hand it over, fetch what came, until nothing is left.

use std::cell::Cell;

use disk::Table;
use engine::sync::share::courier::{AtRelay, row};
use engine::sync::share::{Altered, Came, Knocks, Request};
use engine::sync::{Arrived, Event, SaveState};
use leptos::prelude::*;
use relay::Item;
use relay::rules::{Limit, Refusal};
use relay::wire::{Page, Pushed, pack};

use super::ask::{NoAnswer, Question, ask};
use super::come_in;
use super::told::{Relay, tell, turns};
use super::{bell, events, random, socket, with};
use crate::boot::leave;
use crate::browser;
use crate::shell::Shell;

/// Without a poke the relay is asked this often while the page is looked at.
const USUAL_MS: i32 = 30_000;
/// And this often where nothing would poke.
const DEAF_MS: i32 = 10_000;
/// After a failure, at first.
const AGAIN_MS: i32 = 3_000;
/// More steps than this in one round mean that something is wrong.
const MOST_STEPS: usize = 2_000;
/// So often in one round is everything handed over once more.
const MOST_RESENT: usize = 3;

thread_local! {
    /// Somebody is at the courier's rows; others wait.
    static BUSY: Cell<bool> = const { Cell::new(false) };
}

/// Waits until nobody else is at the courier's rows, and keeps others away until it is dropped.
pub async fn turn() -> Turn {
    while BUSY.replace(true) {
        leave::pause(20).await;
    }
    Turn
}

/// See [`turn`].
pub struct Turn;

impl Drop for Turn {
    fn drop(&mut self) {
        BUSY.set(false);
    }
}

/// Goes on its rounds for as long as the page lives.
pub async fn run(shell: Shell) {
    let mut failed: i32 = 0;
    for count in 0_u32.. {
        let ended = {
            let _turn = turn().await;
            if count.is_multiple_of(OWED_EVERY) && with(|courier| courier.owes_refold()) == Some(true) {
                refold(shell, Came { refold: true, ..Came::default() }).await;
            }
            round(shell).await
        };
        failed = if ended.is_ok() { 0 } else { failed + 1 };
        let relay = match &ended {
            Ok(()) => Relay::Here,
            Err(NoAnswer::Silent | NoAnswer::Garbled) => Relay::Silent,
            Err(NoAnswer::NoRelay) => Relay::None,
            Err(NoAnswer::Refused(Refusal::Gone | Refusal::Fork { .. } | Refusal::Expired))
                if with(|courier| courier.is_at_the_door() && !courier.share().was_copied()) == Some(true) =>
            {
                Relay::TooLate
            }
            Err(NoAnswer::Refused(Refusal::Gone)) => Relay::Gone,
            Err(NoAnswer::Refused(Refusal::Founding)) => Relay::Founding,
            Err(NoAnswer::Refused(Refusal::Limit { limit: limit @ (Limit::Bytes | Limit::Devices) })) => {
                Relay::Full(*limit)
            }
            Err(NoAnswer::Refused(_)) => Relay::Refuses,
        };
        if ended.is_ok() {
            socket::listen();
            events::note(shell).await;
        }
        turns(shell, |told| told.relay = relay);
        let hidden = document().visibility_state() == web_sys::VisibilityState::Hidden;
        let pause = match shell.saving.get_untracked() {
            _ if failed > 0 => AGAIN_MS << failed.min(5),
            // What is not stored yet was not handed over.
            SaveState::Saving => AGAIN_MS,
            _ if !socket::is_open() => DEAF_MS,
            _ => USUAL_MS,
        };
        bell::wait(if hidden { USUAL_MS * 4 } else { pause }).await;
        if failed > 0 {
            // A ring while nothing answers must not become a storm.
            leave::pause(300).await;
        }
    }
}

async fn round(shell: Shell) -> Result<(), NoAnswer> {
    renew(shell);
    part(shell);
    let (mut settled, mut again) = (false, 0);
    for _ in 0..MOST_STEPS {
        seal(shell);
        if with(|courier| courier.sends_again()) == Some(true) {
            again += 1;
            if again > MOST_RESENT {
                // It was all handed over, and something is missing still.
                return Err(NoAnswer::Refused(Refusal::Unseen));
            }
            resend(shell).await;
        }
        let Some(request) = with(|courier| courier.request()) else { return Ok(()) };
        let before = with(|courier| (courier.waits_to_send(), courier.relay().after));
        match request {
            // The relay keeps nothing of this phone that it might not have itself after a moment.
            Request::Found(_) | Request::Push(_) if !leave::saved(shell).await => {
                fetch(shell).await?;
                return Ok(());
            }
            Request::Found(first) => hand_over(shell, "PUT", "", first.bytes()).await?,
            Request::Push(items) => match hand_over(shell, "POST", "/push", pack(&items)).await {
                // Two devices write with the same keys: the relay's log holds.
                Err(NoAnswer::Refused(Refusal::Fork { .. })) if !settled && settle_with_log(shell).await? => {
                    settled = true;
                }
                handed => handed?,
            },
            Request::Pull(_) => {}
        }
        let more = match fetch(shell).await {
            // What brings this phone is still on its way.
            Err(NoAnswer::Refused(Refusal::Unsigned)) if with(|courier| courier.goes_on()) == Some(true) => continue,
            fetched => fetched?,
        };
        if !more && !settled && with(|courier| courier.share().lost_ground()) == Some(true) {
            settled = true;
            settle_with_log(shell).await?;
        }
        let waits = with(|courier| courier.waits_to_send()).unwrap_or_default();
        if waits > 0 && !more && before == with(|courier| (waits, courier.relay().after)) {
            // It takes it, and does not show it.
            again += 1;
            if again > MOST_RESENT {
                return Err(NoAnswer::Refused(Refusal::Unseen));
            }
        }
        let seals = with(|courier| courier.share().belongs()).unwrap_or_default();
        if !more && waits == 0 && (!seals || shell.peek(|machine| machine.unsent().is_empty())) {
            match with(|courier| courier.retires(browser::now().ms, random())).flatten() {
                Some(arrived) => {
                    step(shell, arrived);
                    refold(shell, Came { refold: true, ..Came::default() }).await;
                }
                None => return Ok(()),
            }
        }
        tell(shell, |_| {});
    }
    Err(NoAnswer::Garbled)
}

fn question<'a>(method: &'static str, path: &'a str, body: Option<&'a [u8]>, ticket: &'a str) -> Question<'a> {
    Question { method, path, body, ticket: (method != "GET").then_some(ticket) }
}

/// Asks something about this community.
async fn about(method: &'static str, rest: &str, body: Option<&[u8]>) -> Result<Vec<u8>, NoAnswer> {
    let known = with(|courier| {
        let path = format!("/relay/{}{rest}", courier.share().access().community());
        (courier.signers(), path, courier.relay().ticket.clone())
    });
    let Some((signers, path, ticket)) = known else { return Err(NoAnswer::Silent) };
    let mut knocks = Knocks::default();
    for keys in signers {
        match ask(&keys, question(method, &path, body, &ticket)).await {
            Err(NoAnswer::Refused(why)) if knocks.goes_on(&why) => {}
            answer => {
                with(|courier| courier.is_known_as(keys.id()));
                if let Err(NoAnswer::Refused(why)) = &answer {
                    with(|courier| courier.refused(why));
                }
                return answer;
            }
        }
    }
    let why = knocks.refusal();
    with(|courier| courier.refused(&why));
    Err(NoAnswer::Refused(why))
}

async fn hand_over(shell: Shell, method: &'static str, rest: &str, body: Vec<u8>) -> Result<(), NoAnswer> {
    let answer = about(method, rest, Some(&body)).await?;
    let pushed: Pushed = serde_json::from_slice(&answer).map_err(|_| NoAnswer::Garbled)?;
    let refused = with(|courier| courier.pushed(&pushed, browser::now().ms)).flatten();
    match refused {
        // What is missing there is handed over again, in the next step.
        Some(Refusal::Gap { .. } | Refusal::Unseen) | None => Ok(()),
        Some(refusal) => {
            // What others wrote comes in all the same.
            _ = fetch(shell).await;
            Err(NoAnswer::Refused(refusal))
        }
    }
}

/// Fetches a page; tells whether there is more.
async fn fetch(shell: Shell) -> Result<bool, NoAnswer> {
    let after = with(|courier| courier.relay().after).unwrap_or_default();
    let answer = about("GET", &format!("/pull?after={after}"), None).await?;
    let page = Page::parse(&answer).map_err(|_| NoAnswer::Garbled)?;
    match with(|courier| courier.pulled(page, browser::now().ms)) {
        Some(Ok(came)) => {
            let more = came.more;
            let_in(shell, came).await;
            Ok(more)
        }
        Some(Err(Altered)) => {
            tell(shell, |told| told.altered = true);
            Ok(true)
        }
        None => Ok(false),
    }
}

/// Seals what was written here.
pub fn seal(shell: Shell) {
    let rows = shell.peek(|machine| machine.unsent().clone());
    if let Some(packed) = with(|courier| courier.pack(&rows, random())).flatten() {
        step(shell, packed.arrived);
    }
}

/// Makes a new key where somebody who went has the current one.
fn renew(shell: Shell) {
    if let Some(arrived) = with(|courier| courier.rotate(random())).flatten() {
        step(shell, arrived);
    }
}

/// Leaves a card whose keys a copy of this phone has too.
fn part(shell: Shell) {
    seal(shell);
    if shell.peek(|machine| machine.unsent().is_empty())
        && let Some(arrived) = with(|courier| courier.leaves_twin(random()(), browser::now().ms, random())).flatten()
    {
        step(shell, arrived);
    }
}

/// Stores and shows what came.
pub async fn let_in(shell: Shell, came: Came) {
    if came.refold {
        refold(shell, came).await;
    } else if !(came.arrived.ops.is_empty() && came.arrived.beside.is_empty()) {
        step(shell, came.arrived);
    }
}

/// In how many rounds once it is tried to fold anew what could not be: an item that is damaged may be mended by a backup.
const OWED_EVERY: u32 = 40;
/// How often it is looked whether every item is stored, 50 ms apart. A damaged one never comes.
const LOOKS: usize = 100;

/// Folds anew what counts, from every item that is here. Where one cannot be read nothing is folded: what it said would go.
pub async fn refold(shell: Shell, came: Came) {
    for _ in 0..LOOKS {
        let stored = stored_items(shell).await.unwrap_or_default();
        // From here on nothing else happens in between.
        let rows = shell.peek(|machine| machine.unsent().clone());
        let done = with(|courier| {
            let before = courier.rows();
            if stored.len() as u64 + came.items.len() as u64 != before {
                return None;
            }
            let mut arrived = came.arrived.clone();
            let mut items: Vec<Item> = stored.iter().map(|(_, item)| item.clone()).collect();
            items.extend(came.items.iter().cloned());
            if let Some(packed) = courier.pack(&rows, random()) {
                items.extend(packed.items);
                arrived.beside.extend(packed.arrived.beside);
                arrived.packed = packed.arrived.packed;
            }
            let refolded = courier.refold(&items);
            arrived.beside.extend(refolded.beside);
            arrived.anew = refolded.anew;
            Some(arrived)
        });
        match done {
            Some(Some(arrived)) => return step(shell, arrived),
            Some(None) => leave::pause(50).await,
            None => return,
        }
    }
    _ = shell.sharing.try_update(|told| told.broken = true);
    step(shell, came.arrived);
}

/// Lets what is here give way to the relay's log; `false` where nothing does.
async fn settle_with_log(shell: Shell) -> Result<bool, NoAnswer> {
    let known = with(|courier| (courier.signers(), courier.share().access().community()));
    let Some((signers, community)) = known else { return Ok(false) };
    // With the ticket it listens also to a card that it does not know; its log it hands only to one that it does.
    let mut knocks = Knocks::default();
    for keys in signers {
        match come_in::fetch(&keys, community).await {
            Ok((log, at)) => return Ok(settle(shell, log, Some(at)).await),
            Err(NoAnswer::Refused(why)) if knocks.goes_on(&why) => {}
            Err(other) => return Err(other),
        }
    }
    Err(NoAnswer::Refused(knocks.refusal()))
}

/// Lets what is here give way where others hold another branch of a chain; `false` where nothing does.
pub async fn settle(shell: Shell, others: Vec<Item>, relay: Option<AtRelay>) -> bool {
    for _ in 0..LOOKS {
        let stored = stored_items(shell).await.unwrap_or_default();
        let rows = shell.peek(|machine| machine.unsent().clone());
        let done = with(|courier| {
            if stored.len() as u64 != courier.rows() {
                return None;
            }
            let mut items: Vec<Item> = stored.into_iter().map(|(_, item)| item).collect();
            let packed = courier.pack(&rows, random());
            let (packed, own) = packed.map(|packed| (packed.arrived, packed.items)).unwrap_or_default();
            items.extend(own);
            let settled = courier.settle(&items, others.clone(), relay.clone(), random()(), random());
            Some((packed, settled))
        });
        match done {
            Some(Some((packed, settled))) => {
                let gave_way = settled.is_some();
                step(shell, after(packed, settled.unwrap_or_default()));
                return gave_way;
            }
            Some(None) => leave::pause(50).await,
            None => return false,
        }
    }
    _ = shell.sharing.try_update(|told| told.broken = true);
    false
}

/// Two things that happened one after the other, to be stored at once.
fn after(first: Arrived, mut second: Arrived) -> Arrived {
    second.beside.splice(0..0, first.beside);
    second.packed.splice(0..0, first.packed);
    second
}

/// Every item that is stored, in order; `None` where the store does not answer.
pub async fn stored_items(shell: Shell) -> Option<Vec<(u64, Item)>> {
    leave::saved(shell).await;
    let read = shell.store().read(Table::Items, "").await.ok()?.rows;
    Some(read.into_iter().filter_map(|found| Some((row(&found.key)?, Item::parse(&found.bytes).ok()?))).collect())
}

/// Where the items cannot be read just now it stays noted that they are to be sent.
async fn resend(shell: Shell) {
    let Some(items) = stored_items(shell).await else { return };
    if let Some(arrived) = with(|courier| courier.resend(items)) {
        step(shell, arrived);
    }
}

pub fn step(shell: Shell, arrived: Arrived) {
    shell.step(Event::Arrived(Box::new(arrived)));
}

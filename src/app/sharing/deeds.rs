//! What a person does about sharing: found, invite, remove, accept, hand a file over, take one in.

use disk::Table;
use engine::crypto::{Invitation, Keys, recovery_keys};
use engine::domain::Id;
use engine::merge::Op;
use engine::sync::share::courier::{file, read_file};
use engine::sync::share::{Came, Courier, Founded, NotIn};
use engine::sync::{Arrived, Event};
use relay::CardId;
use relay::Role;

use super::rounds::{let_in, refold, seal, settle, step, stored_items, turn};
use super::told::{tell, turns};
use super::{bell, random, run, with};
use crate::aside::Progress;
use crate::boot::leave;
use crate::browser;
use crate::shell::Shell;

/// Shares the records of this device from now on. `words` are the recovery words' bytes.
/// `None` where it is not known who holds the device, or something could not be read or saved.
pub async fn found(shell: Shell, words: [u8; 16]) -> Option<()> {
    let local = shell.peek(|machine| machine.local().clone());
    let (record, person) = (local.community?, local.me?);
    leave::flush();
    if !leave::saved(shell).await {
        return None;
    }
    let mut secret = [0; 32];
    disk::random(&mut secret);
    let name = Keys::of(&secret, "device").id().to_string();
    let read = shell.store().read(Table::Ops, "").await.ok()?;
    // From here on nothing else happens in between: what is written later is to be sent by itself.
    if !read.damaged.is_empty() || !saved_all(shell) {
        return None;
    }
    let mut ops: Vec<Op> = Vec::new();
    for row in &read.rows {
        ops.extend(serde_json::from_slice::<Vec<Op>>(&row.bytes).ok()?);
    }
    let founded = Founded { record: &record, person: &person, recovery: &recovery_keys(&words).card() };
    let (courier, arrived) = Courier::found(secret, &founded, &ops, random())?;
    shell.step(Event::Shares(name));
    step(shell, arrived);
    run(shell, courier);
    leave::saved(shell).await.then_some(())
}

fn saved_all(shell: Shell) -> bool {
    use engine::sync::SaveState::{Nothing, Saved};
    matches!(shell.peek(|machine| machine.save_state()), Nothing | Saved(_))
}

/// Invites somebody, or another device of `person`; `None` where this device may not, or enough invitations are open.
pub async fn invite(shell: Shell, role: Role, person: Option<Id>) -> Option<Invitation> {
    let _turn = turn().await;
    let invited = with(|courier| courier.invite(role, person.as_ref(), browser::now().ms, random()))?;
    let (invitation, arrived) = invited?;
    step(shell, arrived);
    // The screen is not to say that it is at the relay before it is.
    tell(shell, |_| {});
    bell::ring();
    Some(invitation)
}

/// Removes devices and invitations; `false` where this device may not.
pub async fn remove(shell: Shell, who: Vec<CardId>) -> bool {
    let _turn = turn().await;
    changes(shell, with(|courier| courier.remove(&who, random())).flatten()).await
}

/// Accepts the late work of somebody who went.
pub async fn accept(shell: Shell, card: CardId) -> bool {
    let _turn = turn().await;
    changes(shell, with(|courier| courier.accept(card)).flatten()).await
}

/// A deed changes what counts.
async fn changes(shell: Shell, arrived: Option<Arrived>) -> bool {
    let Some(arrived) = arrived else { return false };
    step(shell, arrived);
    refold(shell, Came { refold: true, ..Came::default() }).await;
    turns(shell, |_| {});
    bell::ring();
    true
}

/// Everything as one file, to be passed from hand to hand; `None` where it could not be read.
pub async fn hand_file(shell: Shell) -> Option<Vec<u8>> {
    let _turn = turn().await;
    seal(shell);
    let items: Vec<_> = stored_items(shell).await?.into_iter().map(|(_, item)| item).collect();
    Some(file(&items))
}

/// What a file brought.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Brought {
    /// So many items were new.
    pub new: usize,
    /// So many were refused.
    pub refused: usize,
    /// How it ended.
    pub end: End,
}

/// How the taking in of a file ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum End {
    /// All of it is in.
    #[default]
    Whole,
    /// It was stopped; what came by then stays.
    Stopped,
    /// Not all of it could be stored.
    NotSaved,
}

/// Items of a file that are taken in at once; the page has its turn in between.
const AT_ONCE: usize = 100;

/// Takes in a file that somebody handed over, each part stored before the next. Where it is stopped, what came by then stays.
///
/// # Errors
/// It is no such file.
pub async fn take_file(shell: Shell, bytes: &[u8], progress: Progress) -> Result<Brought, NotIn> {
    let items = read_file(bytes)?;
    let _turn = turn().await;
    with(|_| ()).ok_or(NotIn::OtherCommunity)?;
    settle(shell, items.clone(), None).await;
    seal(shell);
    let mut brought = Brought::default();
    for (at, some) in items.chunks(AT_ONCE).enumerate() {
        if !progress.goes_on(at * AT_ONCE, items.len()) {
            brought.end = End::Stopped;
            break;
        }
        let Some(came) = with(|courier| courier.take(some.iter().cloned(), false)) else {
            brought.end = End::NotSaved;
            break;
        };
        brought.new += came.items.len();
        brought.refused += came.refused.len();
        let_in(shell, came).await;
        // What it waits for is read before, and the page has its turn.
        if !leave::stored(shell).await {
            brought.end = End::NotSaved;
            break;
        }
    }
    turns(shell, |_| {});
    bell::ring();
    Ok(brought)
}

/// The word that the relay asks for before it keeps a new community.
pub async fn founding_word(shell: Shell, word: String) {
    let _turn = turn().await;
    if let Some(arrived) = with(|courier| courier.founding_word(word)) {
        step(shell, arrived);
    }
    bell::ring();
}

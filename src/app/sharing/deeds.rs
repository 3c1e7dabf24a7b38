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
use serde_json::{Value, json};

use super::hooks::Taken;
use super::rounds::{let_in, refold, seal, settle, step, stored_items, turn};
use super::told::{tell, turns};
use super::{bell, come_in, random, run, with};
use crate::aside::brings::{Brings, End, Goes};
use crate::aside::{File, Halt, Progress};
use crate::backing;
use crate::boot::leave;
use crate::browser;
use crate::shell::Shell;
use crate::ui::book;

/// Shares the records of this device from now on. `words` are the recovery words' bytes.
/// `None` where it is not known who holds the device, or something could not be read or saved.
pub async fn found(shell: Shell, words: [u8; 16]) -> Option<()> {
    let local = shell.peek(|machine| machine.local().clone());
    let (record, person) = (local.community?, local.me?);
    leave::flush();
    // What comes in is to be sealed too.
    while shell.lent().is_some() {
        leave::pause(100).await;
    }
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
    shell.lent().is_none() && matches!(shell.peek(|machine| machine.save_state()), Nothing | Saved(_))
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

/// A deed changes what counts. It is done when that is stored.
async fn changes(shell: Shell, arrived: Option<Arrived>) -> bool {
    let Some(arrived) = arrived else { return false };
    step(shell, arrived);
    refold(shell, Came { refold: true, ..Came::default() }).await;
    leave::stored(shell).await;
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

impl Brought {
    /// As it is said.
    pub fn json(self) -> Value {
        json!([self.new, self.refused, self.end.word()])
    }

    fn read(said: &Value) -> Option<Brought> {
        let number = |at: usize| said[at].as_u64().map(|number| number as usize);
        Some(Brought { new: number(0)?, refused: number(1)?, end: End::read(&said[2])? })
    }
}

/// Items of a file that are taken in at once.
const AT_ONCE: usize = 100;

/// Takes in a file that somebody handed over, each part stored before the next. Where it is stopped, what came by then stays.
///
/// # Errors
/// Why nothing came of it. Inside: it is no such file.
pub async fn take_file(shell: Shell, file: &File, progress: Progress) -> Taken {
    if with(|_| ()).is_none() {
        return Ok(Err(NotIn::OtherCommunity));
    }
    let items = Brings::Items(backing::stored_here(shell));
    let bring = book::bring().await.map_err(|_| Halt::Missing)?;
    let (said, _) = (bring.lends)(shell, items, vec![file.clone()], progress).await?;
    turns(shell, |_| {});
    bell::ring();
    match come_in::why_not(&said) {
        Some(why) => Ok(Err(why)),
        None => Brought::read(&said).map(Ok).ok_or(Halt::Broken),
    }
}

/// The same aside, where the courier is opened as it is stored.
///
/// # Errors
/// It is no such file.
pub async fn takes(shell: Shell, bytes: &[u8], goes: Goes<'_>) -> Result<Brought, NotIn> {
    let items = read_file(bytes)?;
    // From here on something is stored.
    goes(0, items.len());
    if !super::reopens(shell).await {
        return Ok(Brought { end: End::NotSaved, ..Brought::default() });
    }
    settle(shell, items.clone(), None).await;
    seal(shell);
    let mut brought = Brought::default();
    for (at, some) in items.chunks(AT_ONCE).enumerate() {
        if !goes(at * AT_ONCE, items.len()) {
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

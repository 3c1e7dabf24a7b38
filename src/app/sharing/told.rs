//! What the screens show of sharing.

use engine::domain::{Id, Millis};
use leptos::prelude::*;
use relay::rules::Limit;

use crate::shell::Shell;

/// How it stands with the relay.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Relay {
    /// Not known yet.
    #[default]
    Unknown,
    /// There is none at this address: files pass from hand to hand.
    None,
    /// It does not answer; it is tried again.
    Silent,
    /// It answers.
    Here,
    /// It wants its founding word before it keeps this community.
    Founding,
    /// This device was removed.
    Gone,
    /// This device came in by an invitation that somebody else had used, or whose time was over.
    TooLate,
    /// It takes nothing more: this limit is reached, and does not end by itself.
    Full(Limit),
    /// It takes nothing just now: too much at once, or something is not in order.
    Refuses,
}

/// How it stands with sharing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Told {
    /// The records here are shared.
    pub on: bool,
    /// They were, and what is stored of it does not open.
    pub broken: bool,
    /// The relay.
    pub relay: Relay,
    /// The relay told of another past than before, since the app was opened.
    pub altered: bool,
    /// So many items wait to be handed over.
    pub waits: usize,
}

/// What changes with every round. It stands apart: what shows the rest of it need not follow each one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Heard {
    /// When the relay last answered.
    pub at: Option<Millis>,
    /// Changes whenever who belongs may have changed.
    pub round: u32,
}

/// Notes how it stands, with what the courier knows itself.
pub fn tell(shell: Shell, change: impl FnOnce(&mut Told)) {
    let mut told = shell.sharing.get_untracked();
    change(&mut told);
    let unsealed = usize::from(shell.peek(|machine| !machine.unsent().is_empty()));
    super::with(|courier| {
        told.waits = courier.waits_to_send() + unsealed + usize::from(courier.sends_again());
        let at = Some(courier.relay().heard).filter(|heard| *heard > 0);
        if shell.heard.with_untracked(|heard| heard.at != at) {
            shell.heard.try_update(|heard| heard.at = at);
        }
    });
    let mine = super::with(|courier| {
        let held = courier.share().access().of(courier.share().me())?;
        Some((Some(held.role), held.person.as_deref().and_then(Id::parse)))
    });
    if let Some((role, owner)) = mine.flatten()
        && shell.peek(|machine| (machine.local().role, &machine.local().owner) != (role, &owner))
    {
        shell.set_local(|local| (local.role, local.owner) = (role, owner));
    }
    let devices = super::with(|courier| {
        let present = courier.share().access().present();
        let mut people: Vec<Id> = present.filter_map(|(_, held)| Id::parse(held.person.as_deref()?)).collect();
        people.dedup();
        people
    });
    if let Some(devices) = devices.filter(|devices| shell.devices.with_untracked(|known| known != devices)) {
        shell.devices.try_set(devices);
    }
    if told != shell.sharing.get_untracked() {
        shell.sharing.try_set(told);
    }
}

/// The same where who belongs may have changed too.
pub fn turns(shell: Shell, change: impl FnOnce(&mut Told)) {
    tell(shell, change);
    shell.heard.try_update(|heard| heard.round = heard.round.wrapping_add(1));
}

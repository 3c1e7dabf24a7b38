//! What is stored of a share, in one sealed row of this device. The items lie beside it, those of deeds in the order in
//! which they were taken.

use base64ct::{Base64, Encoding};
use relay::{CardId, Hash, Item};
use serde::{Deserialize, Serialize};

use super::state::{Chain, Last, Share};
use super::twins::Former;
use crate::crypto::{CommunityKey, Keys};
use crate::domain::Millis;

/// A share as it is stored, as JSON. Format 1, for good.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Kept {
    /// The format, 1.
    pub version: u8,
    /// The device's secret, from which its keys follow; base 64.
    secret: String,
    /// The secret of the invitation by which the device came in; base 64.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    came_by: Option<String>,
    /// The secrets of those before, by which it came in under cards that it had before.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    came_by_before: Vec<String>,
    /// The secrets of the cards that the device had before; base 64.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    were: Vec<String>,
    /// Those of them that it is to remove, and when, in milliseconds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    retires: Vec<(CardId, Millis)>,
    /// Who wrote last under its card.
    #[serde(default, skip_serializing_if = "Last::is_none")]
    last: Last,
    /// The community's keys; base 64.
    keys: Vec<String>,
    /// How far each author's chain is here: card, number, hash.
    chains: Vec<(CardId, u64, Hash)>,
    /// Lamport time.
    time: u64,
    /// Up to where the items of those who went count.
    #[serde(default)]
    limits: Vec<(CardId, u64)>,
    /// Items that wait for something before them; base 64.
    waiting: Vec<String>,
    /// Items that wait for their key; base 64.
    unopened: Vec<String>,
}

impl Kept {
    /// What the device's keys were made of.
    pub fn secret(&self) -> Option<[u8; 32]> {
        Base64::decode_vec(&self.secret).ok()?.try_into().ok()
    }
}

impl Share {
    /// What is to be stored. `secret` is what the device's keys were made of.
    pub fn keep(&self, secret: &[u8; 32]) -> Kept {
        let mut came_by: Vec<String> = self.came_by.iter().map(|secret| Base64::encode_string(secret)).collect();
        let text = |item: &Item| Base64::encode_string(&item.bytes());
        Kept {
            version: 1,
            secret: Base64::encode_string(secret),
            came_by: came_by.pop(),
            came_by_before: came_by,
            were: self.were.iter().map(|former| Base64::encode_string(&former.secret)).collect(),
            retires: self.were.iter().filter_map(|former| Some((former.keys.id(), former.retires?))).collect(),
            last: self.last,
            keys: self.keyring.values().map(|key| Base64::encode_string(key.bytes())).collect(),
            chains: self.chains.iter().map(|(card, chain)| (*card, chain.number, chain.hash)).collect(),
            time: self.time,
            limits: self.limits.iter().map(|(card, limit)| (*card, *limit)).collect(),
            waiting: self.waiting.values().map(text).collect(),
            unopened: self.unopened.values().map(text).collect(),
        }
    }

    /// The items of deeds, in the order in which they were taken.
    pub fn deeds(&self) -> &[Item] {
        &self.deeds
    }

    /// A share as it was stored, with its deeds; `None` for a row that is not one, or of a newer version.
    pub fn open(kept: &Kept, deeds: impl IntoIterator<Item = Item>) -> Option<Share> {
        let bytes = |text: &String| Base64::decode_vec(text).ok();
        let item = |text: &String| Item::parse(&bytes(text)?).ok();
        if kept.version != 1 {
            return None;
        }
        let keys = Keys::of(&bytes(&kept.secret)?, "device");
        let mut deeds = deeds.into_iter();
        let mut share = Share::begin(keys, &deeds.next()?).ok()?;
        for secret in kept.came_by_before.iter().chain(&kept.came_by) {
            share.came_by.push(bytes(secret)?.try_into().ok()?);
        }
        for secret in &kept.were {
            let former = Former::of(bytes(secret)?.try_into().ok()?);
            let retires = kept.retires.iter().find(|(card, _)| *card == former.keys.id()).map(|(_, at)| *at);
            share.were.push(Former { retires, ..former });
        }
        share.last = kept.last;
        for deed in deeds {
            share.access.take(&deed).ok()?;
            share.deeds.push(deed);
        }
        for key in &kept.keys {
            let key = CommunityKey::new(bytes(key)?.try_into().ok()?);
            share.keyring.insert(key.name(), key);
        }
        share.chains =
            kept.chains.iter().map(|(card, number, hash)| (*card, Chain { number: *number, hash: *hash })).collect();
        share.time = kept.time;
        share.limits = kept.limits.iter().copied().collect();
        for waiting in &kept.waiting {
            let waiting = item(waiting)?;
            share.waiting.insert((waiting.header.by, waiting.header.number, waiting.hash()), waiting);
        }
        for unopened in &kept.unopened {
            let unopened = item(unopened)?;
            share.unopened.insert((unopened.header.by, unopened.header.number), unopened);
        }
        Some(share)
    }
}

//! Up to where the items of those who went count.
//!
//! A removal cuts a chain after the last item that the remover knew. What somebody wrote on top of later items before they
//! knew of the removal would lose its ground: so what a counted item had seen counts too. A phone that knows of the removal
//! names nothing beyond as seen, so that late work is not let in by being carried.

use std::collections::BTreeMap;

use relay::item::Header;
use relay::{Access, CardId};

/// Up to which number the items of each card that was cut count.
pub type Limits = BTreeMap<CardId, u64>;

/// The limits that follow from all items that are here; the same in any order.
pub fn limits<'a>(access: &Access, headers: impl Iterator<Item = &'a Header> + Clone) -> Limits {
    let mut limits: Limits = access.cuts().collect();
    if limits.is_empty() {
        return limits;
    }
    loop {
        let before = limits.clone();
        for header in headers.clone().filter(|header| counts(&before, header.by, header.number)) {
            raise(&mut limits, header);
        }
        if limits == before {
            return limits;
        }
    }
}

/// Whether an item counts.
pub fn counts(limits: &Limits, card: CardId, number: u64) -> bool {
    limits.get(&card).is_none_or(|limit| number <= *limit)
}

/// Raises the limits to what an item that counts had seen; `true` where one was.
fn raise(limits: &mut Limits, header: &Header) -> bool {
    let mut raised = false;
    for (card, seen) in &header.seen {
        if let Some(limit) = limits.get_mut(card).filter(|limit| **limit < *seen) {
            *limit = *seen;
            raised = true;
        }
    }
    raised
}

/// Whether an item raises a limit.
pub fn raises(limits: &Limits, header: &Header) -> bool {
    !limits.is_empty() && counts(limits, header.by, header.number) && raise(&mut limits.clone(), header)
}

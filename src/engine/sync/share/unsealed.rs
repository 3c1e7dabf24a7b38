//! Words that a lost phone had kept and never sealed, since it did not belong any more or was not known: no item holds them. Its
//! backup does, and whoever brings it back by the recovery words takes them up in their own name.

use std::collections::BTreeSet;

use super::{Courier, Packed};
use crate::domain::Id;
use crate::merge::{Change, Op};

/// Of a backup's ops those that are not among the opened ones, in their order. A copied phone's are known under either name.
pub fn unsealed(kept: Vec<Op>, opened: &[Op]) -> Vec<Op> {
    let known: BTreeSet<_> = opened.iter().map(place).collect();
    let of: BTreeSet<_> = kept.iter().filter(|op| !known.contains(&place(op))).map(place).map(owned).collect();
    kept.into_iter().filter(|op| of.contains(&owned(place(op)))).collect()
}

type Place<'a> = (&'a Id, (i64, u32), &'a str);

fn place(op: &Op) -> Place<'_> {
    let field = match &op.change {
        Change::Set { field, .. } | Change::Text { field, .. } => field.as_str(),
        Change::Unknown(_) => "",
    };
    (&op.document, op.stamp.place(), field)
}

fn owned((document, place, field): Place<'_>) -> (Id, (i64, u32), String) {
    (document.clone(), place, field.to_owned())
}

impl Courier {
    /// Seals words of a lost phone in this device's name. `None` where there are none, or it may not write.
    pub fn takes_up(&mut self, words: Vec<Op>, random: impl FnMut() -> [u8; 32]) -> Option<Packed> {
        let words = self.share().as_own(words);
        self.seals(words, random)
    }
}

#[cfg(test)]
mod tests {
    use super::super::courier::tests::{pair, random, session};
    use super::super::courier::{file, file_of};
    use super::*;
    use crate::crypto::recovery_keys;
    use crate::domain::Kind;
    use crate::domain::fields::planning;
    use crate::merge::Edit;
    use crate::merge::{Document, read};
    use crate::sync::arrivals::Drawer;
    use relay::Item;

    #[test]
    fn what_a_removed_phone_never_sent_comes_back_from_its_backup() {
        let (mut one, mut two, mut relay) = pair();
        two.sync(&mut relay);
        one.sync(&mut relay);
        let gone = two.courier().share().me();
        let removed = one.courier().remove(&[gone], random()).expect("removed");
        one.arrived(removed);
        one.sync(&mut relay);
        let came = two.courier().take(one.all_items(), false);
        two.lets_in(came);
        two.edit(Edit::write(planning::theme(), "做汤圆"));
        two.pack();
        let never_sent: Vec<Op> = two.machine.unsent().values().flatten().cloned().collect();
        assert!(!never_sent.is_empty(), "it seals nothing any more");

        let (items, kept) = (two.all_items(), two.all_ops());
        assert_eq!(file_of(two.items.values().map(Vec::as_slice)), file(&items), "rows are items as they are");
        let me = Id::new(Kind::Person, &[2; 10]);
        let words = recovery_keys(&[7; 16]);
        let (mut courier, arrived) = Courier::recover(words, [5; 32], &me, items, None).expect("it is back");
        let lost = unsealed(kept.clone(), &arrived.ops);
        assert_eq!(lost, never_sent);
        assert_eq!(unsealed(kept, &[arrived.ops.clone(), lost.clone()].concat()), []);
        let packed = courier.takes_up(lost, random()).expect("it seals them");
        let own = courier.share().me().to_string();
        assert!(packed.arrived.ops.iter().all(|op| op.stamp.device() == own));

        // The others take them, as words of the phone that brought them.
        let mut all = two.all_items();
        let items = arrived.beside.iter().filter(|((drawer, _), _)| *drawer == Drawer::Items);
        all.extend(items.filter_map(|(_, bytes)| Item::parse(bytes.as_ref()?).ok()));
        all.extend(packed.items);
        let came = one.courier().take(all, false);
        one.lets_in(came);
        assert_eq!(one.theme(), "做汤圆");
        let mut ops = arrived.ops;
        ops.extend(packed.arrived.ops);
        let theirs = ops.into_iter().filter(|op| op.document == session());
        let read = read::session(&Document::fold(session(), 0, theirs), &super::super::courier::tests::now());
        assert_eq!(read.plan.theme, "做汤圆");
        assert!(courier.takes_up(Vec::new(), random()).is_none());
    }
}

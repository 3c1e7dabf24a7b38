//! Reads what a supervision record says of sound. Its page alone needs it.

use super::Document;
use crate::domain::fields::of_supervision;
use crate::domain::sound::{Sounds, Stretch, in_order};
use crate::domain::{Id, order};

/// Reads what a record says of sound.
pub fn sounds(document: &Document) -> Sounds {
    let agreed = document.all(of_supervision::SOUND_AGREED).filter_map(|(person, agreed)| {
        let by = document.author(&of_supervision::SOUND_AGREED.at(person)).cloned();
        Some((Id::parse(person)?, (agreed, by)))
    });
    let gone = order::set(document.all(of_supervision::SOUND_GONE).map(|(id, _)| id.to_owned()));
    let there = document.all(of_supervision::SOUND).filter(|(id, _)| !gone.contains(*id));
    let mut stretches: Vec<Stretch> = there.map(|(id, sound)| Stretch { id: id.to_owned(), sound }).collect();
    in_order(&mut stretches);
    Sounds { agreed: order::map(agreed), stretches, gone }
}

//! From documents to what people said in the evaluation. Apart from `read`: only its screens and its report need it.

use std::collections::BTreeMap;

use super::Document;
use crate::domain::evaluation::{OwnQuestion, Said, Wave};
use crate::domain::fields::{of_community, of_person};
use crate::domain::order;

/// Reads what a person said, wave by wave; waves in which nothing was said left out.
pub fn said(document: &Document) -> BTreeMap<Wave, Said> {
    let mut waves: BTreeMap<Wave, Said> = BTreeMap::new();
    let place = |member: &str| {
        let (wave, question) = member.split_once('.')?;
        Some((Wave::parse(wave)?, question.to_owned()))
    };
    for (member, answer) in document.all(of_person::ASSESSED) {
        if let Some((wave, question)) = place(member) {
            waves.entry(wave).or_default().answers.insert(question, answer);
        }
    }
    for (member, words) in document.all(of_person::TOLD) {
        if let Some((wave, question)) = place(member) {
            waves.entry(wave).or_default().words.insert(question, words);
        }
    }
    for (wave, held) in document.all(of_person::WAVE) {
        if let Some(said) = Wave::parse(wave).and_then(|wave| waves.get_mut(&wave)) {
            said.held = held;
        }
    }
    waves.retain(|_, said| said.is_begun());
    waves
}

/// Reads a community's own questions, oldest first, the removed ones too.
pub fn own_questions(document: &Document) -> Vec<(String, OwnQuestion)> {
    let own = document.all(of_community::OWN_QUESTION).map(|(id, question)| (id.to_owned(), question));
    let mut own: Vec<(String, OwnQuestion)> = own.collect();
    order::sort(&mut own, |(a_id, a), (b_id, b)| (a.at, a_id).cmp(&(b.at, b_id)));
    own
}

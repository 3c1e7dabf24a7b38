//! The words lint: every phrase of every screen, and every sentence of the ideas, against the rules of tone.

use super::{Phrase, device, forms, papers, parts, people, person, screens, session, terms};
use crate::domain::about::{Answers, Diagnosis, Education, Marital, Sex, Working};
use crate::domain::consent::Paper;
use crate::domain::emergency::EventKind;
use crate::domain::enrolment::{Criterion, Verdict};
use crate::domain::idea::Idea;
use crate::domain::interview::Question;
use crate::domain::person::Role;
use crate::domain::plan::{Category, Format, Part, Remark, Task};
use crate::domain::record::{AimMet, FormBox, Lack, Went, Worry};
use crate::domain::run::Seemed;

/// The longest sentences: words in English, characters in Chinese.
const ENGLISH_WORDS: usize = 12;
const CHINESE_CHARACTERS: usize = 20;

const BANNED_ENGLISH: [&str; 11] = [
    "patient",
    "suffer",
    "mentally ill",
    "non-compliant",
    "failed",
    "overdue",
    "absent",
    "violation",
    "oops",
    "consumer",
    "!",
];
const BANNED_CHINESE: [&str; 10] = ["病人", "发病", "正常人", "依从性", "失败", "缺席", "违规", "您", "！", "患者"];

/// What is wrong with a phrase; empty if nothing.
fn faults(en: &str, zh: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if en.trim().is_empty() || zh.trim().is_empty() {
        faults.push("a language is missing".to_owned());
    }
    let lower = en.to_lowercase();
    faults.extend(BANNED_ENGLISH.iter().filter(|word| lower.contains(**word)).map(|word| format!("banned: {word}")));
    faults.extend(BANNED_CHINESE.iter().filter(|word| zh.contains(**word)).map(|word| format!("banned: {word}")));
    for sentence in en.split(['.', '?', ':', ';', '\n']) {
        let words = sentence.split_whitespace().count();
        if words > ENGLISH_WORDS {
            faults.push(format!("{words} words: {sentence}"));
        }
    }
    for sentence in zh.split(['。', '？', '：', '；', '\n']) {
        let characters = sentence.chars().filter(|letter| !letter.is_whitespace()).count();
        if characters > CHINESE_CHARACTERS {
            faults.push(format!("{characters} characters: {sentence}"));
        }
    }
    let han = |letter: char| ('\u{4e00}'..='\u{9fff}').contains(&letter);
    let letters: Vec<char> = zh.chars().collect();
    for pair in letters.windows(2) {
        if han(pair[0]) && matches!(pair[1], ',' | '?' | '!' | ':' | ';' | '(' | ')') {
            faults.push(format!("half-width punctuation after {}", pair[0]));
        }
    }
    faults
}

fn check(all: impl IntoIterator<Item = (String, String, String)>) -> usize {
    let mut checked = 0;
    let mut found = Vec::new();
    for (name, en, zh) in all {
        checked += 1;
        found.extend(faults(&en, &zh).into_iter().map(|fault| format!("{name}: {fault}")));
    }
    assert!(found.is_empty(), "{} faults:\n{}", found.len(), found.join("\n"));
    checked
}

fn named(all: Vec<(&'static str, Phrase)>) -> impl Iterator<Item = (String, String, String)> {
    all.into_iter().map(|(name, phrase)| (name.to_owned(), phrase.en.to_owned(), phrase.zh.to_owned()))
}

#[test]
fn every_screen_speaks_plainly_in_both_languages() {
    let screens = [
        screens::Common::all(),
        screens::Today::all(),
        screens::Sessions::all(),
        screens::People::all(),
        screens::Ideas::all(),
        session::Plan::all(),
        session::Run::all(),
        session::Record::all(),
        session::Help::all(),
        device::Welcome::all(),
        device::Lock::all(),
        device::Me::all(),
        device::Trouble::all(),
        forms::Forms::all(),
        parts::Frame::all(),
        parts::Fields::all(),
        parts::Lists::all(),
        parts::Status::all(),
        parts::Paper::all(),
        people::Enrol::all(),
        people::Turns::all(),
        papers::Papers::all(),
        person::AboutWords::all(),
        person::InterviewWords::all(),
        person::Twice::all(),
        person::Import::all(),
    ];
    assert!(check(screens.into_iter().flat_map(named)) > 400, "the lint sees the screens");
}

#[test]
fn every_term_has_both_languages() {
    let mut all: Vec<Phrase> = Vec::new();
    all.extend(Category::ALL.map(terms::category));
    all.extend(Format::STUDY.iter().filter_map(terms::format));
    all.extend(Part::ALL.map(terms::part));
    all.extend(Task::ALL.map(terms::task));
    all.extend([Remark::Short, Remark::Long, Remark::Alone, Remark::PartsLonger, Remark::OddDate].map(terms::remark));
    all.extend(Seemed::ALL.map(terms::seemed));
    all.extend(Went::ALL.map(terms::went));
    all.extend(AimMet::ALL.map(terms::aim_met));
    all.extend(Worry::ALL.map(terms::worry));
    all.extend(EventKind::ALL.map(terms::event_kind));
    all.extend(FormBox::ALL.map(terms::form_box));
    all.extend(
        [Lack::Times, Lack::EndBeforeStart, Lack::Theme, Lack::Worry, Lack::Event, Lack::Unsigned].map(terms::lack),
    );
    let criteria = [Role::Peer, Role::Member, Role::Caregiver].into_iter().flat_map(Criterion::of);
    all.extend(criteria.flat_map(|criterion| [people::criterion(*criterion), people::criterion_help(*criterion)]));
    all.extend(Verdict::ALL.map(people::verdict));
    for role in [Role::Peer, Role::Member, Role::Caregiver] {
        all.extend(Question::of(role).iter().map(|question| person::question(*question)));
    }
    all.extend(Sex::ALL.iter().map(|answer| person::sex(*answer)));
    all.extend(Education::ALL.iter().map(|answer| person::education(*answer)));
    all.extend(Marital::ALL.iter().map(|answer| person::marital(*answer)));
    all.extend(Working::ALL.iter().map(|answer| person::working(*answer)));
    all.extend(Diagnosis::ALL.iter().map(|answer| person::diagnosis(*answer)));
    all.extend(Paper::ALL.map(papers::paper));
    all.extend(Paper::ALL.into_iter().flat_map(papers::paragraphs).copied());
    check(named(all.into_iter().map(|phrase| (phrase.en, phrase)).collect()));
}

/// All ideas of the library, by file.
fn library() -> Vec<(Category, Vec<Idea>)> {
    Category::ALL
        .into_iter()
        .map(|category| {
            let path = format!("{}/../../public/ideas/{}.json", env!("CARGO_MANIFEST_DIR"), category.slug());
            let json = std::fs::read_to_string(&path).expect("each category has a file");
            (category, crate::domain::idea::read(&json).unwrap_or_else(|error| panic!("{path}: {error}")))
        })
        .collect()
}

#[test]
fn the_library_of_ideas_is_whole() {
    let mut ids = std::collections::BTreeSet::new();
    for (category, ideas) in library() {
        assert!(ideas.len() >= 2, "{category:?} has two ideas or more");
        for idea in ideas {
            assert_eq!(idea.category, category, "{}", idea.id);
            assert!(idea.id.starts_with(&format!("{}.", category.slug())), "{}", idea.id);
            assert!(ids.insert(idea.id.clone()), "{} stands once", idea.id);
            assert!((40..=120).contains(&idea.minutes()), "{}: {} minutes", idea.id, idea.minutes());
            assert!(!idea.formats.is_empty() && !idea.feedback.is_empty(), "{}", idea.id);
            for part in Part::ALL {
                let part = idea.part(part);
                assert!(!part.steps.is_empty() && !part.say.is_empty(), "{}: {:?}", idea.id, part.title);
            }
            assert!(idea.closing.together.is_some(), "{} ends with a poem or a song", idea.id);
        }
    }
}

#[test]
fn the_ideas_speak_plainly_in_both_languages() {
    let texts = library().into_iter().flat_map(|(_, ideas)| ideas).flat_map(|idea| {
        let parts = Part::ALL.into_iter().flat_map(|part| {
            let part = idea.part(part);
            [&part.title].into_iter().chain(&part.steps).chain(&part.say).cloned().collect::<Vec<_>>()
        });
        let rest = [&idea.name, &idea.why, &idea.aim, &idea.suits, &idea.easier, &idea.livelier, &idea.watch_for];
        let rest = rest.into_iter().chain(&idea.materials).chain(&idea.feedback).cloned();
        let id = idea.id.clone();
        parts.chain(rest).map(|both| (id.clone(), both.en, both.zh)).collect::<Vec<_>>()
    });
    assert!(check(texts) > 500, "the lint sees the ideas");
}

#[test]
fn the_lint_catches_what_it_must() {
    let caught = |en, zh| !faults(en, zh).is_empty();
    assert!(caught("", "空"));
    assert!(caught("The patient came.", "他来了。"));
    assert!(caught("Well done!", "很好。"));
    assert!(caught("Fine.", "您好。"));
    assert!(caught("Fine.", "你好,再见。"));
    assert!(caught("one two three four five six seven eight nine ten eleven twelve thirteen", "好"));
    assert!(caught("Fine.", "这是一个非常非常长的句子它有超过二十个汉字在里面。"));
    assert!(!caught("Well done today.", "今天辛苦了。"));
}

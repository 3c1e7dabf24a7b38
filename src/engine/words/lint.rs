//! The words lint: every phrase of every screen, and every sentence of the ideas, against the rules of tone.

use super::{
    Phrase, backup, device, evaluation, event, files, forms, guidance, manual, overview, papers, parts, people, person,
    report, screens, session, share, sound, start, submission, tables, terms,
};
use crate::domain::about::{Answers, Diagnosis, Education, Marital, Sex, Working};
use crate::domain::consent::Paper;
use crate::domain::emergency::EventKind;
use crate::domain::enrolment::{Criterion, Verdict};
use crate::domain::evaluation::{Answer, Asked, Open};
use crate::domain::feeling::{Felt, Strength};
use crate::domain::guidance::{Phase, Verdict as Said};
use crate::domain::idea::{Idea, TogetherKind};
use crate::domain::interview::Question;
use crate::domain::language::Both;
use crate::domain::manual::read as manual_of;
use crate::domain::person::Role;
use crate::domain::plan::{Category, Format, Part, Remark, Task};
use crate::domain::record::{AimMet, FormBox, Lack, Went, Worry};
use crate::domain::run::Seemed;
use crate::domain::supervision::{Issue, Mode};
use crate::domain::training::{self, Way};

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
        backup::Backup::all(),
        backup::Restore::all(),
        backup::Inside::all(),
        backup::All::all(),
        backup::FromRelay::all(),
        backup::Together::all(),
        device::Welcome::all(),
        device::Lock::all(),
        device::Me::all(),
        device::Trouble::all(),
        files::HandOut::all(),
        files::OlderColumns::all(),
        files::Older::all(),
        files::Calendar::all(),
        files::Bundle::all(),
        evaluation::Evaluation::all(),
        evaluation::Handed::all(),
        evaluation::Sheet::all(),
        event::Event::all(),
        event::Numbers::all(),
        files::Pauses::all(),
        forms::Forms::all(),
        parts::Frame::all(),
        parts::Fields::all(),
        parts::Lists::all(),
        parts::Status::all(),
        parts::Paper::all(),
        people::Enrol::all(),
        people::Turns::all(),
        papers::Papers::all(),
        manual::Manual::all(),
        manual::Training::all(),
        person::AboutWords::all(),
        person::InterviewWords::all(),
        person::Twice::all(),
        person::Import::all(),
        report::Tests::all(),
        report::Titles::all(),
        report::Heads::all(),
        report::Notes::all(),
        report::Reports::all(),
        start::Start::all(),
        submission::Submission::all(),
        overview::Overview::all(),
        overview::Neighbours::all(),
        tables::Fields::all(),
        tables::Files::all(),
        share::Share::all(),
        share::Invite::all(),
        share::Join::all(),
        share::Recover::all(),
        share::Profiles::all(),
        share::Sees::all(),
        guidance::Guide::all(),
        guidance::Phases::all(),
        guidance::Waiting::all(),
        guidance::Questions::all(),
        guidance::SupervisionWords::all(),
        guidance::HowAmI::all(),
        sound::SoundWords::all(),
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
    all.extend(Asked::ALL.into_iter().flat_map(|asked| [evaluation::asked(asked), evaluation::formal(asked)]));
    all.extend(Open::ALL.map(evaluation::open));
    all.extend(Answer::ALL.map(evaluation::answer));
    all.extend(Way::ALL.map(manual::way));
    all.extend(Paper::ALL.map(papers::paper));
    all.extend(Phase::ALL.map(guidance::phase));
    all.extend(Said::ALL.map(guidance::verdict));
    all.extend(Mode::ALL.map(guidance::mode));
    all.extend(Issue::ALL.map(guidance::issue));
    all.extend(Felt::ALL.map(guidance::felt));
    all.extend(Strength::ALL.map(guidance::strength));
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
        assert!(ideas.len() >= 8, "{category:?} has eight ideas or more");
        assert!(ideas.iter().any(|idea| idea.familiar), "{category:?} has a familiar one");
        for idea in ideas {
            assert_eq!(idea.category, category, "{}", idea.id);
            assert!(idea.id.starts_with(&format!("{}.", category.slug())), "{}", idea.id);
            assert!(ids.insert(idea.id.clone()), "{} stands once", idea.id);
            assert!((40..=120).contains(&idea.minutes()), "{}: {} minutes", idea.id, idea.minutes());
            assert!(!idea.formats.is_empty() && !idea.feedback.is_empty() && !idea.materials.is_empty(), "{}", idea.id);
            for part in Part::ALL {
                let part = idea.part(part);
                assert!(!part.steps.is_empty() && !part.say.is_empty(), "{}: {:?}", idea.id, part.title);
            }
            let together = idea.closing.together.expect("it ends with a poem or a song");
            let lines = together.lines.map_or(0, |lines| lines.len());
            match together.kind {
                // Poems in full, by an author long gone; songs by title only.
                TogetherKind::Poem => assert!(lines >= 4 && together.author.is_some(), "{}", idea.id),
                TogetherKind::Song => assert_eq!(lines, 0, "{}", idea.id),
            }
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

fn public(name: &str) -> String {
    let path = format!("{}/../../public/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn of<'a>(id: &str, texts: impl IntoIterator<Item = &'a Both>) -> Vec<(String, String, String)> {
    texts.into_iter().map(|both| (id.to_owned(), both.en.clone(), both.zh.clone())).collect()
}

#[test]
fn the_manual_is_whole_and_speaks_plainly() {
    let pages = manual_of(&public("manual.json")).expect("the manual");
    let mut texts = Vec::new();
    for page in &pages {
        assert_eq!(pages.iter().filter(|other| other.id == page.id).count(), 1, "{} stands once", page.id);
        assert!(page.sections.len() >= 2 && !page.see.is_empty(), "{}", page.id);
        for section in &page.sections {
            assert!(!section.words.is_empty() || !section.steps.is_empty(), "{}: {}", page.id, section.title.en);
        }
        for see in &page.see {
            assert!(pages.iter().any(|other| other.id == *see), "{} points to {see}", page.id);
        }
        texts.extend(of(&page.id, page.texts()));
    }
    assert!(check(texts) > 300, "the lint sees the manual");
    // Every page that a screen leads to is there.
    let screens = format!("{}/../app/ui", env!("CARGO_MANIFEST_DIR"));
    let mut linked = 0;
    for file in std::fs::read_dir(screens).expect("the screens") {
        let path = file.expect("a file").path();
        let Ok(source) = std::fs::read_to_string(&path) else { continue };
        let direct = source.split("InManual page=\"").skip(1).filter_map(|rest| rest.split('"').next());
        let chosen = source.split("let page = match").skip(1).filter_map(|rest| rest.split("};").next());
        let chosen = chosen.flat_map(|arms| arms.split('"').skip(1).step_by(2));
        for page in direct.chain(chosen) {
            linked += 1;
            assert!(pages.iter().any(|known| known.id == page), "{} leads to {page}", path.display());
        }
    }
    assert!(linked >= 12, "{linked} screens lead to the manual");
}

#[test]
fn the_training_is_whole_and_speaks_plainly() {
    let workshops = training::read(&public("training.json")).expect("the training");
    assert_eq!(workshops.len(), training::WORKSHOPS);
    let days: std::collections::BTreeSet<u32> = workshops.iter().map(|workshop| workshop.half_day).collect();
    assert_eq!(days.into_iter().collect::<Vec<_>>(), [1, 2, 3, 4, 5]);
    let mut texts = Vec::new();
    for workshop in &workshops {
        let day = workshops.iter().filter(|other| other.half_day == workshop.half_day);
        assert_eq!(day.map(training::Workshop::minutes).sum::<u32>(), 180, "half a day: {}", workshop.id);
        assert!(!workshop.role_plays.is_empty() && workshop.check.len() >= 5, "{}", workshop.id);
        assert!(workshop.agenda.iter().any(|piece| piece.format == Way::Break), "{} has a break", workshop.id);
        for asked in &workshop.check {
            assert!(asked.answers.len() == 3 && asked.right < 3, "{}: {}", workshop.id, asked.question.en);
            texts.extend(of(&workshop.id, [&asked.question, &asked.why].into_iter().chain(&asked.answers)));
        }
        let right: Vec<_> = workshop.check.iter().map(|asked| Some(asked.right)).collect();
        assert_eq!(workshop.right(&right), workshop.check.len() as u32);
        for piece in &workshop.agenda {
            texts.extend(of(&workshop.id, [&piece.title].into_iter().chain(&piece.trainer).chain(&piece.trainee)));
        }
        for play in &workshop.role_plays {
            let all = [&play.title].into_iter().chain(&play.scene).chain(&play.parts).chain(&play.talk);
            texts.extend(of(&workshop.id, all));
        }
        let rest = [&workshop.title, &workshop.aim, &workshop.take_home];
        texts.extend(of(&workshop.id, rest.into_iter().chain(&workshop.trainer_brings).chain(&workshop.trainee_gets)));
    }
    assert!(check(texts) > 300, "the lint sees the training");
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

//! Saved samples of what is stored for good, one folder a format version: each must open for ever.
//!
//! A sample is never changed. A new version gets a new folder.

use super::{Event, Local, Machine};
use crate::domain::evaluation::{Answer, Wave};
use crate::domain::feeling::{Shown, Strength};
use crate::domain::fields::of_community;
use crate::domain::guidance::{Phase, Stage, Standing, Verdict};
use crate::domain::numbers::lines;
use crate::domain::question::About;
use crate::domain::session::State;
use crate::domain::sound::Form;
use crate::domain::supervision::{Issue, Mode, carried_over};
use crate::domain::{Id, Kind, Now};
use crate::merge::{Change, Document, Op, evaluation, follow_up, guided, read, sounds};

fn sample(name: &str) -> Vec<u8> {
    let path = format!("{}/../../tests/samples/{name}", env!("CARGO_MANIFEST_DIR"));
    std::fs::read(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn rows_of_version_1_open() {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
    let local: Local = serde_json::from_slice(&sample("v1/local.json")).expect("the device's row opens");
    let shelves = vec![("000000".to_owned(), sample("v1/summaries.json"))];
    let (mut machine, damaged) = Machine::start(local, shelves, 9);
    assert!(damaged.is_empty());
    assert_eq!(machine.sessions()[0].theme, "一起包饺子 𠮷");
    assert_eq!(machine.people()[0].alias, "小林");
    assert_eq!(machine.without_figures().len(), 2, "these lines are older than the reports");

    let id = machine.sessions()[0].id.clone();
    machine.step(Event::Opened(id.clone(), vec![(format!("{id}/0000000000"), sample("v1/ops.json"))]), &now);
    assert_eq!(machine.without_figures().len(), 1, "a line is brought up to date when its document opens");
    assert!(machine.sessions()[0].is_held() && machine.sessions()[0].figures.is_some());
    let session = machine.session(&id, &now).expect("the session opens");
    assert_eq!(session.state(), State::ToRecord);
    assert_eq!(session.plan.theme, "一起包饺子 𠮷");
    assert_eq!((session.plan.minutes, session.plan.steps.len()), (Some(60), 1));
    assert_eq!(session.plan.steps[0].words, "和面");
    assert_eq!(session.record.form.minutes(), Some(61));
    assert_eq!(session.run.came().collect::<Vec<_>>(), [&Id::parse("paaaaaaaaaaaaaaaa").expect("an id")]);
}

#[test]
fn an_older_record_of_version_1_opens() {
    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
    let ops: Vec<Op> = serde_json::from_slice(&sample("v1/older.json")).expect("the ops open");
    let session = read::session(&Document::fold(ops[0].document.clone(), 9, ops), &now);
    let line = session.summary();
    assert!(line.is_held() && line.is_brought());
    assert_eq!((line.state, line.theme.as_str(), line.minutes), (State::Closed, "包饺子 𠮷", Some(45)));
    assert_eq!((line.came.len(), line.came_count()), (1, Some(12)));
    assert_eq!(session.record.brought.and_then(|brought| brought.by), Id::parse("paaaaaaaaaaaaaaaa"));
}

#[test]
fn ops_of_version_1_survive_a_round_trip() {
    let ops: Vec<Op> = serde_json::from_slice(&sample("v1/ops.json")).expect("the ops open");
    let unknown = ops.iter().filter(|op| matches!(op.change, Change::Unknown(_))).count();
    assert_eq!(unknown, 1, "an op of a later version is kept");
    let written = serde_json::to_value(&ops).expect("they are written");
    let held: serde_json::Value = serde_json::from_slice(&sample("v1/ops.json")).expect("json");
    assert_eq!(written, held);
}

#[test]
fn guidance_of_version_1_opens() {
    let ops: Vec<Op> = serde_json::from_slice(&sample("v1/guidance.json")).expect("the ops open");
    let of = |id: &str| {
        let id = Id::parse(id).expect("an id");
        Document::fold(id.clone(), 1, ops.iter().filter(|op| op.document == id).cloned())
    };
    let peer = Id::parse("paaaaaaaaaaaaaaaa").expect("an id");
    let doctor = Id::parse("pbbbbbbbbbbbbbbbb").expect("an id");
    let set = guided::phase_set(&of("caaaaaaaaaaaaaaaa")).expect("it was set by hand");
    assert_eq!((set.phase, set.by.as_ref()), (Phase::AsNeeded, Some(&doctor)));
    let session = of("saaaaaaaaaaaaaaaa");
    let guidance = guided::guidance(&session);
    assert_eq!(guidance.standing(Stage::Plan, Phase::AsNeeded, None), Standing::Answered);
    let said = |at: usize| (guidance.said[at].by.as_ref(), guidance.said[at].comment.verdict);
    assert_eq!(said(0), (Some(&doctor), Some(Verdict::LooksReady)));
    assert_eq!(said(1), (Some(&doctor), Some(Verdict::LetUsTalk)));
    let feelings = guided::feelings(&session);
    assert_eq!(feelings[&peer].strength, Some(Strength::UsedUp));
    assert_eq!(guided::needs_break(&of("paaaaaaaaaaaaaaaa")).map(|held| held.words).as_deref(), Some("两周"));
    let question = guided::question(&of("qaaaaaaaaaaaaaaaa")).expect("it is asked");
    assert_eq!((question.by.as_ref(), question.answers.len()), (Some(&peer), 1));
    assert_eq!(question.asked.about, Some(About::Session(session.id().clone())));
    let record = guided::supervision(&of("vaaaaaaaaaaaaaaaa"));
    assert_eq!((record.mode, record.session.as_ref()), (Some(Mode::Group), Some(session.id())));
    assert!(record.came.contains(&peer) && record.tags.contains(&Issue::OwnFeelings));
    assert_eq!(carried_over(&[record], None).len(), 1);
    let line = r#"[{"kind":"unlisted","id":"qaaaaaaaaaaaaaaaa"}]"#;
    let (machine, damaged) = Machine::start(
        Local::new("d", crate::words::Language::Chinese, 0),
        vec![("000000".to_owned(), line.as_bytes().to_vec())],
        1,
    );
    assert!(damaged.is_empty());
    assert_eq!(machine.ids(Kind::Question), [question.id]);
}

/// Saved samples of notes shown to some, and of words from another's phone. Never change them.
#[test]
fn who_is_shown_and_who_speaks_in_version_1_opens() {
    let [peer, partner] = ["paaaaaaaaaaaaaaaa", "pbbbbbbbbbbbbbbbb"].map(|id| Id::parse(id).expect("an id"));
    let feelings = guided::feelings(&document("v1/feeling.json"));
    assert_eq!((feelings[&peer].shown, feelings[&partner].shown), (Shown::Partner, Shown::Both));
    let question = guided::question(&document("v1/question.json")).expect("it is asked");
    assert_eq!(question.asked.who(question.by.as_ref()), Some(&partner));
    let (_, signed, answer) = &question.answers[0];
    assert_eq!((signed.as_ref(), answer.who(signed.as_ref())), (Some(&peer), Some(&partner)));
}

/// Saved sample of what records say of sound: it opens in every later version. Never change it.
#[test]
fn sound_of_version_1_opens() {
    let held = sounds::sounds(&document("v1/sound.json"));
    let [peer, doctor] = ["paaaaaaaaaaaaaaaa", "pbbbbbbbbbbbbbbbb"].map(|id| Id::parse(id).expect("an id"));
    assert!(held.lacks(&[peer.clone()].into()).is_empty());
    assert_eq!(held.agreed[&peer].1, Some(doctor.clone()));
    assert_eq!(held.lacks(&[doctor.clone()].into()), [doctor]);
    let lengths: Vec<_> = held.stretches.iter().map(|one| (one.sound.ms, one.sound.cut, one.sound.form)).collect();
    assert_eq!(lengths, [(755_000, false, Form::WebM), (0, false, Form::Mp4)]);
    assert!(held.gone.contains("s3"));
}

/// The document of a saved sample.
fn document(name: &str) -> Document {
    let ops: Vec<Op> = serde_json::from_slice(&sample(name)).expect("the ops open");
    let written = serde_json::to_value(&ops).expect("they are written");
    assert_eq!(written, serde_json::from_slice::<serde_json::Value>(&sample(name)).expect("json"), "{name}");
    let id = ops.first().expect("an op").document.clone();
    let document = Document::fold(id, 9, ops);
    assert!(document.set_aside().is_empty(), "{name}");
    document
}

#[test]
fn what_followed_an_event_opens() {
    let held = follow_up(&document("follow-up/session.json"), "e1");
    let lin = Id::parse("paaaaaaaaaaaaaaaa");
    assert_eq!((held.sent, held.reached[0].by.clone()), (Some(1_795_500_001_000), Id::parse("pbbbbbbbbbbbbbbbb")));
    assert_eq!(held.seen.as_ref().map(|seen| seen.by.as_str()), Some("周医生"));
    assert_eq!(held.questions[0].asked.words, "血止住了吗？");
    assert_eq!((held.questions[0].answers[0].by.clone(), held.open_questions().count()), (lin, 0));
    assert_eq!(held.words, "给家属打了电话。𠮷");
    assert_eq!(held.closed.map(|closed| closed.at), Some(1_795_500_006_000));
}

#[test]
fn what_people_said_and_the_numbers_that_were_tried_open() {
    let waves = evaluation::said(&document("evaluation/person.json"));
    let said = &waves[&Wave::Year(2)];
    assert_eq!((said.held.by.as_str(), said.held.alone), ("小顾", true));
    assert_eq!(said.held.on.map(|day| day.to_string()).as_deref(), Some("2026-11-24"));
    let answers: Vec<(&str, Answer)> = said.answers.iter().map(|(name, answer)| (name.as_str(), *answer)).collect();
    assert_eq!(answers, [("continue", Answer::No), ("mood", Answer::NotAssessed), ("satisfied", Answer::Yes)]);
    assert_eq!(said.words["helped"], "一起做饭");
    let community = document("evaluation/community.json");
    let own = evaluation::own_questions(&community);
    assert_eq!((own[0].0.as_str(), own[0].1.words.as_str(), own[0].1.open), ("q1", "活动室够暖和吗？", false));
    assert_eq!(community.text(&of_community::will_do(Wave::Year(2))), "每个月多办一次活动。");
    let read = read::community(&community);
    assert_eq!(read.numbers_checked.map(|day| day.to_string()).as_deref(), Some("2026-11-24"));
    let tried = community.all(of_community::NUMBER_TRIED).map(|(number, tried)| (number.to_owned(), tried));
    let lines = lines(&read, &tried.collect());
    assert!(lines[0].tried.as_ref().is_some_and(|tried| tried.rang));
}

/// Saved samples of forms that were handed over, asked about, answered and received, and of a record that was confirmed on
/// another's phone. Never change them.
#[test]
fn forms_handed_over_and_confirmed_beside_in_version_1_open() {
    let document = document("v1/submissions.json");
    let held = read::submissions(&document);
    let day = |day: &str| day.parse::<chrono::NaiveDate>().expect("a day");
    let [one, two] = ["saaaaaaaaaaaaaaaa", "sbbbbbbbbbbbbbbbb"].map(|id| Id::parse(id).expect("an id"));
    let started = read::community(&document).started.expect("a start");
    assert_eq!((started, held.counted_from(started)), (day("2025-03-01"), day("2026-01-01")), "no period moved");
    assert!(!held.starts.contains(&day("2027-11-20")), "a clock ran ahead");
    let froms = ["a", "b"].map(|short| held.handed[short].from);
    assert_eq!(froms, [Some(day("2026-01-29")), Some(day("2026-02-26"))], "by the start and the days that held then");
    let lengths: Vec<i64> =
        held.periods(started, day("2026-04-01")).iter().map(|p| (p.to - p.from).num_days() + 1).collect();
    assert_eq!(lengths, [28, 28, 28, 14]);
    let asked = held.asked(&one);
    assert_eq!(asked[0].why, "最后的歌是谁带的？𠮷");
    assert_eq!(asked[0].answer.as_ref().map(|answer| answer.words.as_str()), Some("是小林带的。"));
    let received = [&one, &two].map(|session| held.receipt("b", session).map(|receipt| receipt.at));
    assert_eq!(received, [Some(1_795_500_000_008), None], "one of two forms");
    assert_eq!(held.receipt("a", &one).map(|receipt| receipt.at), Some(1_795_500_000_005));

    let now = Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] };
    let confirmed = read::session(&self::document("v1/beside.json"), &now).record.confirmed;
    let [lin, gu] = ["paaaaaaaaaaaaaaaa", "pbbbbbbbbbbbbbbbb"].map(|id| Id::parse(id).expect("an id"));
    assert_eq!((confirmed[&lin].on_phone_of.as_ref(), confirmed[&gu].on_phone_of.as_ref()), (None, Some(&lin)));
}

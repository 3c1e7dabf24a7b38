//! A second invented programme, made of two communities of the first by a seeded throw of dice: with events, formats of one's
//! own, half-trained peers, every way of supervision, and with much that nobody wrote down.

use std::sync::OnceLock;

use crate::domain::age::Age;
use crate::domain::figures::{EventFigures, PersonFigures, Records, SessionFigures};
use crate::domain::person::{Person, Role};
use crate::domain::plan::{Category, Format};
use crate::domain::presence::TurnKind;
use crate::domain::record::Worry;
use crate::domain::session::{SessionSummary, State};
use crate::domain::supervision::{Action, Issue, Mode, Supervision};
use crate::domain::{Id, Millis, emergency::EventKind};
use crate::report::tests::programme as sample;

const HOUR: Millis = 3_600_000;

/// Throws the same numbers every time.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn throw(&mut self, sides: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    /// Once in so many throws.
    fn once_in(&mut self, sides: u64) -> bool {
        self.throw(sides) == 0
    }

    /// Some of them, each once in so many throws.
    fn some<T: Copy>(&mut self, all: &[T], sides: u64) -> Vec<T> {
        all.iter().copied().filter(|_| self.once_in(sides)).collect()
    }
}

/// The second programme, made once.
pub(super) fn programme() -> &'static [Records] {
    static MADE: OnceLock<Vec<Records>> = OnceLock::new();
    MADE.get_or_init(|| {
        let mut dice = Dice(20_180_712);
        let mut made = vec![sample()[0].clone(), sample()[3].clone()];
        made.iter_mut().for_each(|records| shake(records, &mut dice));
        // Here nobody wrote down when the service began.
        made[1].community.started = None;
        made
    })
}

fn shake(records: &mut Records, dice: &mut Dice) {
    records.community.formats =
        [("tea", "Tea round"), ("walk", "A walk")].map(|(id, name)| (id.into(), name.into())).into();
    records.people.iter_mut().for_each(|person| of_person(person, dice));
    for one in records.submissions.handed.values_mut() {
        one.sessions.retain(|_| !dice.once_in(5));
    }
    let others: Vec<_> = records.people.iter().map(|person| person.id.clone()).collect();
    // Some come nearly always, some now and then, some not at all.
    let seldom: Vec<u64> = others.iter().map(|_| [1, 2, 6, 20, 1000][dice.throw(5) as usize]).collect();
    for session in &mut records.sessions {
        let is_handed = records.submissions.handed.values().any(|one| one.sessions.contains(&session.id));
        of_session(session, is_handed, dice);
        let mut comes = |id: &Id| others.iter().position(|other| other == id).is_none_or(|at| dice.once_in(seldom[at]));
        session.came.retain(&mut comes);
        // Peers and family come too.
        let more = others.iter().filter(|_| dice.once_in(40)).cloned().collect::<Vec<_>>();
        session.came.extend(more.into_iter().filter(|id| !session.came.contains(id)).collect::<Vec<_>>());
    }
    records.supervisions.iter_mut().for_each(|record| of_supervision(record, dice));
}

fn of_session(session: &mut SessionSummary, is_handed: bool, dice: &mut Dice) {
    let mut figures = session.figures.as_deref().cloned().unwrap_or_default();
    let began = session.ended.unwrap_or_default() - HOUR;
    session.venue = match dice.throw(6) {
        0 => String::new(),
        1 => " The park ".to_owned(),
        2 => "A museum, east hall".to_owned(),
        _ => std::mem::take(&mut session.venue),
    };
    let mut formats =
        dice.some(&[0, 1, 2, 3, 4], 3).into_iter().map(|at| Format::STUDY[at].clone()).collect::<Vec<_>>();
    formats.extend(dice.some(&["tea", "walk", "gone", "lost"], 6).into_iter().map(|id| Format::Own(id.into())));
    // The same format twice is one format.
    formats.extend(formats.first().cloned().filter(|_| dice.once_in(4)));
    figures.formats = formats;
    figures.ready = figures.ready.filter(|_| !dice.once_in(10));
    figures.worry =
        [Some(Worry::No), Some(Worry::No), Some(Worry::Yes), Some(Worry::NotSure), None][dice.throw(5) as usize];
    let events = if dice.once_in(5) { 1 + dice.throw(2) } else { 0 };
    figures.events = (0..events).map(|_| event(began, dice)).collect();
    session.events = events as u32;
    if dice.once_in(9) {
        session.minutes = None;
    }
    if dice.once_in(9) {
        session.category = None;
    } else if dice.once_in(3) {
        session.category = Some(Category::HandsMovement);
    }
    match dice.throw(24) {
        0 => session.date = None,
        1 => session.date = "2016-07-04".parse().ok(),
        2 => session.date = "2013-06-20".parse().ok(),
        3 => (session.lead, session.assistant) = (None, None),
        4 => session.assistant.clone_from(&session.lead),
        5 => older(session, &mut figures, dice),
        _ => {}
    }
    if !is_handed && dice.once_in(2) {
        session.state = [State::Ready, State::Cancelled, State::ToRecord, State::ToConfirm][dice.throw(4) as usize];
        figures.closed = None;
    }
    session.figures = Some(Box::new(figures));
}

/// Makes it one that was brought in from before the app.
fn older(session: &mut SessionSummary, figures: &mut SessionFigures, dice: &mut Dice) {
    figures.brought = true;
    figures.closed = None;
    match dice.throw(3) {
        0 => session.came.clear(),
        1 => (figures.came, session.came) = (Some(11), Vec::new()),
        _ => figures.came = Some(15),
    }
}

fn event(began: Millis, dice: &mut Dice) -> EventFigures {
    let opened = (!dice.once_in(4)).then(|| began + dice.throw(90) as Millis * 60_000);
    let written = (!dice.once_in(3)).then(|| began + (1 + dice.throw(50) as Millis) * HOUR);
    // A doctor's clock may be slow: then it was seen before it was opened.
    let seen = (!dice.once_in(3)).then(|| began + (dice.throw(40) as Millis - 2) * HOUR);
    let closed = seen.filter(|_| dice.once_in(2)).map(|seen| seen + 30 * HOUR);
    EventFigures { kinds: dice.some(&EventKind::ALL, 4), opened, written, acknowledged: seen, closed }
}

fn of_person(person: &mut Person, dice: &mut Dice) {
    let mut known = person.figures.as_deref().cloned().unwrap_or_default();
    if person.role == Role::Peer {
        person.trained.truncate([0, 2, 5, 6][dice.throw(4) as usize]);
        if dice.once_in(3) {
            // It was noted twice.
            person.trained.extend(person.trained.first().cloned());
        }
    }
    unknown(&mut known, dice);
    match dice.throw(6) {
        0 => known.turns.extend([(TurnKind::OnLeave, on("2015-11-02")), (TurnKind::Back, on("2016-02-01"))]),
        1 => known.turns.push((TurnKind::Left, on("2016-03-07"))),
        2 => known.turns.extend([(TurnKind::Left, on("2015-09-01")), (TurnKind::Back, on("2016-04-11"))]),
        3 => known.turns.clear(),
        _ => {}
    }
    // Nobody goes before they came.
    let joined = known.joined();
    known.turns.retain(|(_, on)| Some(*on) >= joined);
    if known.turns.is_empty() && dice.once_in(2) {
        known.enrolled = None;
    }
    person.figures = Some(Box::new(known));
}

fn unknown(known: &mut PersonFigures, dice: &mut Dice) {
    match dice.throw(5) {
        0 => known.age = None,
        1 => known.age = Some(Age::Given(30 + dice.throw(30) as i32, on("2015-05-05"))),
        _ => {}
    }
    known.sex = known.sex.filter(|_| !dice.once_in(5));
    known.education = known.education.filter(|_| !dice.once_in(5));
    known.marital = known.marital.filter(|_| !dice.once_in(5));
    known.diagnosis = known.diagnosis.filter(|_| !dice.once_in(5));
}

fn of_supervision(record: &mut Supervision, dice: &mut Dice) {
    record.mode = if dice.once_in(8) { None } else { Some(Mode::ALL[dice.throw(5) as usize]) };
    record.tags = dice.some(&Issue::ALL, 3).into_iter().collect();
    match dice.throw(7) {
        0 => record.date = None,
        1 => record.date = "2016-08-15".parse().ok(),
        _ => {}
    }
    let actions = dice.throw(4);
    let action = |at: u64, done: bool| {
        let done = done.then(|| on("2015-08-20"));
        (format!("a{at}"), Action { words: "Ask again".into(), done, ..Action::default() })
    };
    record.actions = (0..actions).map(|at| action(at, dice.once_in(2))).collect();
}

fn on(day: &str) -> chrono::NaiveDate {
    day.parse().expect("a day")
}

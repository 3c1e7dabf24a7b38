//! From documents to the domain's values: the one place that knows which box of a form lies in which field.

use std::collections::BTreeMap;

pub use super::submitted::submissions;

use super::Document;
use crate::domain::about::About;
use crate::domain::age::Age;
use crate::domain::community::Community;
use crate::domain::consent::{self, Agreements, Paper, Versions};
use crate::domain::emergency::EmergencyEvent;
use crate::domain::enrolment::{Criterion, Enrolment};
use crate::domain::fields::{REMOVED, event, of_community, of_person, planning, recording, running};
use crate::domain::figures::PersonFigures;
use crate::domain::interview::Interview;
use crate::domain::own_idea::OwnIdea;
use crate::domain::person::{Person, Role};
use crate::domain::plan::{Category, Part, Plan, Removal, Step};
use crate::domain::presence::{self, Turn, TurnKind, Turns};
use crate::domain::record::{Participant, Process, Record};
use crate::domain::run::Run;
use crate::domain::session::Session;
use crate::domain::training::{Attended, Checked};
use crate::domain::{Id, Millis, Now, minute_of, order};

/// Days from one session to the next where nothing is set: monthly comes too seldom, weekly too often at first.
const USUAL_INTERVAL_DAYS: u32 = 14;

/// Reads a session. `now` gives the local time offset for times that the run left.
pub fn session(document: &Document, now: &Now) -> Session {
    let plan = plan(document);
    let run = run(document);
    let mut session = Session {
        id: document.id().clone(),
        record: Record::default(),
        events: events(document),
        cancelled: document.get(recording::CANCELLED).flatten(),
        removed: removed(document),
        plan,
        run,
    };
    session.record = record(document, &session.plan, &session.run, now);
    if session.record.brought.is_some() && session.plan.theme.is_empty() {
        // Older records have no plan: the theme is that of their form.
        session.plan.theme = session.record.form.theme.clone();
    }
    session
}

/// When the document was put into the bin.
pub fn removed(document: &Document) -> Option<Millis> {
    document.get(REMOVED).flatten()
}

/// Reads a person; `None` while no role is set.
pub fn person(document: &Document) -> Option<Person> {
    let turns = turns(document);
    let since = |kind: TurnKind| presence::latest(&turns).filter(|turn| turn.kind == kind).map(|turn| turn.on);
    Some(Person {
        id: document.id().clone(),
        role: document.get(of_person::ROLE).or_else(|| document.get(of_person::ALIAS).map(|_| Role::Member))?,
        alias: document.get(of_person::ALIAS).unwrap_or_default(),
        note: document.get(of_person::NOTE).unwrap_or_default(),
        left: since(TurnKind::Left),
        on_leave: since(TurnKind::OnLeave),
        agreed: agreed(document),
        wants: interview(document).wants,
        trained: attended(document).into_keys().collect(),
        same_as: document.get(of_person::SAME_AS).flatten(),
        nameless: document.get(of_person::NAMELESS).unwrap_or_default(),
        figures: None,
    })
}

/// What reports count of a person. It is read when it is asked for, and stands in no list.
pub fn person_figures(document: &Document) -> PersonFigures {
    let enrolled = document.get(of_person::ENROLLED).flatten();
    PersonFigures::of(&about(document), enrolled.as_ref(), &turns(document))
}

/// Reads a person's agreements.
pub fn agreements(document: &Document) -> Agreements {
    owned(document.all(of_person::SIGNED))
}

fn agreed(document: &Document) -> Vec<Paper> {
    let agreements = agreements(document);
    let holds = |paper: &Paper| matches!(consent::standing(&agreements, *paper), consent::Standing::Agreed(_));
    Paper::ALL.into_iter().filter(holds).collect()
}

/// Reads an age: the year of birth, or else what was given.
fn age(document: &Document) -> Option<Age> {
    let year = document.get(of_person::BIRTH_YEAR).flatten().map(Age::Year);
    year.or_else(|| document.get(of_person::AGE_GIVEN).flatten().map(|(years, on)| Age::Given(years, on)))
}

/// Reads what is known about a person.
pub fn about(document: &Document) -> About {
    About {
        real_name: document.get(of_person::REAL_NAME).unwrap_or_default(),
        age: age(document),
        sex: document.get(of_person::SEX).flatten(),
        education: document.get(of_person::EDUCATION).flatten(),
        marital: document.get(of_person::MARITAL).flatten(),
        working: document.get(of_person::WORKING).flatten(),
        diagnosis: document.get(of_person::DIAGNOSIS).flatten(),
        skills: document.get(of_person::SKILLS).unwrap_or_default(),
    }
}

/// Reads the interview before the service begins.
pub fn interview(document: &Document) -> Interview {
    let wanted: Vec<String> =
        document.all(of_person::WANTS).filter(|(_, wants)| *wants).map(|(name, _)| name.to_owned()).collect();
    Interview {
        held: document.get(of_person::INTERVIEW).unwrap_or_default(),
        answers: owned(document.all(of_person::ANSWER)),
        wants: Category::ALL.into_iter().filter(|category| wanted.iter().any(|name| name == category.slug())).collect(),
    }
}

/// Reads the workshops that a peer attended, by name.
pub fn attended(document: &Document) -> BTreeMap<String, Attended> {
    owned(document.all(of_person::TRAINED).filter(|(_, attended)| !attended.removed))
}

/// Reads the last checks of understanding, by workshop.
pub fn checked(document: &Document) -> BTreeMap<String, Checked> {
    owned(document.all(of_person::CHECKED))
}

/// Reads the community's own ideas, by name.
pub fn own_ideas(document: &Document) -> Vec<(String, OwnIdea)> {
    let own = document.all(of_community::OWN_IDEA).filter(|(_, idea)| !idea.removed);
    let mut own: Vec<_> = own.map(|(short, idea)| (short.to_owned(), idea)).collect();
    order::sort(&mut own, |(a_id, a), (b_id, b)| (&a.name, a_id).cmp(&(&b.name, b_id)));
    own
}

/// Reads which ideas are liked here.
pub fn favourites(document: &Document) -> Vec<String> {
    let liked = document.all(of_community::FAVOURITE).filter(|(_, liked)| *liked);
    liked.map(|(idea, _)| idea.to_owned()).collect()
}

/// Reads the community's own versions of a paper, oldest first.
pub fn versions(document: &Document, paper: Paper) -> Versions {
    let of_paper = document.all(of_community::PAPER).filter(|(_, version)| version.paper == paper);
    let mut versions: Versions = of_paper.map(|(id, version)| (id.to_owned(), version)).collect();
    order::sort(&mut versions, |(a_id, a), (b_id, b)| (a.at, a_id).cmp(&(b.at, b_id)));
    versions
}

/// Reads a person's coming and going, oldest first. A day of leaving from before turns were noted counts as one.
pub fn turns(document: &Document) -> Turns {
    let mut turns: Turns = document
        .all(of_person::TURN)
        .filter(|(_, turn)| !turn.removed)
        .map(|(id, turn)| (id.to_owned(), turn))
        .collect();
    let left = document.get(of_person::LEFT).flatten();
    turns.extend(
        left.map(|on| (String::new(), Turn { kind: TurnKind::Left, on, reason: String::new(), at: 0, removed: false })),
    );
    order::sort(&mut turns, |(a_id, a), (b_id, b)| (a.on, a.at, a_id).cmp(&(b.on, b.at, b_id)));
    turns
}

/// Reads a person's enrolment.
pub fn enrolment(document: &Document) -> Enrolment {
    let answers =
        document.all(of_person::CRITERION).filter_map(|(name, answer)| Some((Criterion::parse(name)?, answer)));
    Enrolment {
        age: age(document),
        stable_months: document.get(of_person::STABLE_MONTHS).flatten(),
        psp: document.get(of_person::PSP).flatten(),
        answers: order::map(answers),
        enrolled: document.get(of_person::ENROLLED).flatten(),
    }
}

/// Reads a community.
pub fn community(document: &Document) -> Community {
    let mut numbers: Vec<_> = document.all(of_community::NUMBER).filter(|(_, number)| !number.removed).collect();
    order::sort(&mut numbers, |(a_id, a), (b_id, b)| (a.place, *a_id).cmp(&(b.place, *b_id)));
    let mut pauses: Vec<_> = document.all(of_community::PAUSE).filter(|(_, pause)| !pause.removed).collect();
    order::sort(&mut pauses, |(a_id, a), (b_id, b)| (a.from, *a_id).cmp(&(b.from, *b_id)));
    Community {
        id: document.id().clone(),
        name: document.get(of_community::NAME).unwrap_or_default(),
        started: document.get(of_community::STARTED),
        doctor_name: document.get(of_community::DOCTOR_NAME).unwrap_or_default(),
        doctor_phone: document.get(of_community::DOCTOR_PHONE).unwrap_or_default(),
        venues: owned(document.all(of_community::VENUE).filter(|(_, venue)| !venue.removed)),
        numbers: numbers.into_iter().map(|(_, number)| number).collect(),
        pauses: pauses.into_iter().map(|(_, pause)| pause).collect(),
        interval_days: document.get(of_community::INTERVAL_DAYS).unwrap_or(USUAL_INTERVAL_DAYS),
        if_hard: document.get(of_community::IF_HARD).unwrap_or_default(),
        formats: owned(document.all(of_community::FORMAT)),
        practice: document.get(of_community::PRACTICE).unwrap_or_default(),
        numbers_checked: document.get(of_community::NUMBERS_CHECKED),
    }
}

pub(super) fn owned<'a, T>(pairs: impl Iterator<Item = (&'a str, T)>) -> BTreeMap<String, T> {
    order::map(pairs.map(|(id, value)| (id.to_owned(), value)))
}

fn plan(document: &Document) -> Plan {
    Plan {
        date: document.get(planning::DATE),
        start: document.get(planning::START),
        minutes: document.get(planning::MINUTES),
        venue: document.get(planning::VENUE).unwrap_or_default(),
        lead: document.get(planning::LEAD).flatten(),
        assistant: document.get(planning::ASSISTANT).flatten(),
        beside: document.get(planning::BESIDE).unwrap_or_default(),
        alone_reason: document.get(planning::ALONE_REASON).unwrap_or_default(),
        category: document.get(planning::CATEGORY),
        idea: document.get(planning::IDEA),
        theme: document.text(&planning::theme()),
        aim: document.text(&planning::aim()),
        formats: document.get(planning::FORMATS).unwrap_or_default(),
        steps: steps(document),
        together: document.get(planning::TOGETHER).unwrap_or_default(),
        materials: document.text(&planning::materials()),
        invited: document.all(planning::INVITED).filter(|(_, yes)| *yes).filter_map(|(id, _)| Id::parse(id)).collect(),
        hard_talked: document.get(planning::HARD_TALKED).unwrap_or_default(),
        advice: document.get(planning::ADVICE).unwrap_or_default(),
        skipped: document.all(planning::SKIPPED).filter(|(_, yes)| *yes).map(|(task, _)| task.to_owned()).collect(),
        ready: document.get(planning::READY).flatten(),
    }
}

/// The steps in order. One that was removed by somebody who had not seen the latest words in it
/// is kept and pointed out.
fn steps(document: &Document) -> Vec<Step> {
    let ids = document.all(planning::STEP_PART).map(|(id, _)| id.to_owned());
    let mut steps: Vec<Step> = ids.filter_map(|id| step(document, id)).collect();
    order::sort(&mut steps, |a, b| (a.part, &a.place, &a.id).cmp(&(b.part, &b.place, &b.id)));
    steps
}

fn step(document: &Document, id: String) -> Option<Step> {
    let removal = document.of(planning::STEP_REMOVED, &id).filter(|removal| *removal != Removal::Plain(false));
    let removed_at = document.stamp_of(&planning::STEP_REMOVED.at(&id));
    let kept_after_removal = match removal.zip(removed_at) {
        None => false,
        Some((removal, at)) => {
            let fields = [
                planning::STEP_MINUTES.at(&id),
                planning::STEP_LEADER.at(&id),
                planning::step_title(&id).0,
                planning::step_words(&id).0,
                planning::step_say(&id).0,
            ];
            if !fields.iter().any(|field| document.outlives(field, &removal, at)) {
                return None;
            }
            true
        }
    };
    Some(Step {
        part: document.of(planning::STEP_PART, &id).unwrap_or(Part::Main),
        place: document.of(planning::STEP_PLACE, &id).unwrap_or_default(),
        title: document.text(&planning::step_title(&id)),
        words: document.text(&planning::step_words(&id)),
        say: document.text(&planning::step_say(&id)),
        minutes: document.of(planning::STEP_MINUTES, &id).unwrap_or(5),
        leader: document.of(planning::STEP_LEADER, &id).flatten(),
        kept_after_removal,
        id,
    })
}

fn run(document: &Document) -> Run {
    let mut notes: Vec<_> =
        document.all(running::NOTE).filter(|(_, note)| !note.removed).map(|(id, note)| (id.to_owned(), note)).collect();
    order::sort(&mut notes, |(a_id, a), (b_id, b)| (a.at, a_id).cmp(&(b.at, b_id)));
    Run {
        started: document.get(running::STARTED).flatten(),
        ended: document.get(running::ENDED).flatten(),
        stage: document.get(running::STAGE),
        parts: owned(document.all(running::PART)),
        attendance: order::map(
            document
                .all(running::ATTENDANCE)
                .filter_map(|(id, row)| Some((Id::parse(id)?, row)))
                .filter(|(_, row)| row.mark != crate::domain::run::Mark::NotNoted),
        ),
        notes,
        unsigned_reason: document.get(running::UNSIGNED_REASON).unwrap_or_default(),
    }
}

/// The record: what was written, and where nothing was, what plan and run say.
fn record(document: &Document, plan: &Plan, run: &Run, now: &Now) -> Record {
    let closed = document.get(recording::CLOSED);
    let mut amendments: Vec<_> =
        document.all(recording::AMENDMENT).map(|(id, amendment)| (id.to_owned(), amendment)).collect();
    order::sort(&mut amendments, |(a_id, a), (b_id, b)| (a.at, a_id).cmp(&(b.at, b_id)));
    Record {
        form: closed.as_ref().map_or_else(|| process(document, plan, run, now), |closed| closed.form.clone()),
        times_right: document.get(recording::TIMES_RIGHT).unwrap_or_default(),
        content_right: document.get(recording::CONTENT_RIGHT).unwrap_or_default(),
        confirmed: order::map(
            document.all(recording::CONFIRMED).filter_map(|(id, held)| Some((Id::parse(id)?, held?))),
        ),
        closed,
        amendments,
        went_well: document.text(&recording::went_well()),
        to_supervision: document.text(&recording::to_supervision()),
        debrief_shared: document.get(recording::DEBRIEF_SHARED).unwrap_or_default(),
        brought: document.get(recording::BROUGHT).flatten(),
    }
}

fn process(document: &Document, plan: &Plan, run: &Run, now: &Now) -> Process {
    let started = run.started.map(|ms| now.local(ms));
    let ended = run.ended.map(|ms| now.local(ms));
    Process {
        date: document.get(recording::DATE).or(started.map(|at| at.date())).or(plan.date),
        start: document.get(recording::START).or(started.map(|at| minute_of(at.time()))).or(plan.start),
        end: document.get(recording::END).or(ended.map(|at| minute_of(at.time()))),
        theme: document.get(recording::THEME).unwrap_or_else(|| plan.theme.clone()),
        aim: plan.aim.clone(),
        formats: document.get(recording::FORMATS).unwrap_or_else(|| plan.formats.clone()),
        parts: owned(document.all(recording::PART)),
        happened: document.text(&recording::happened()),
        feedback: document.text(&recording::feedback()),
        nobody_said: document.get(recording::NOBODY_SAID).unwrap_or_default(),
        aim_met: document.get(recording::AIM_MET),
        next_time: document.text(&recording::next_time()),
        worry: document.get(recording::WORRY),
        participants: run
            .attendance
            .iter()
            .map(|(person, row)| Participant { person: person.clone(), row: row.clone() })
            .collect(),
    }
}

fn events(document: &Document) -> Vec<EmergencyEvent> {
    let mut events: Vec<EmergencyEvent> = document
        .all(event::OPENED)
        .filter(|(id, _)| !document.of(event::REMOVED, id).unwrap_or_default())
        .map(|(id, opened)| EmergencyEvent {
            id: id.to_owned(),
            date: document.of(event::DATE, id),
            time: document.of(event::TIME, id),
            place: document.of(event::WHERE, id).unwrap_or_default(),
            who: document.of(event::WHO, id).unwrap_or_default(),
            others: document.text(&event::others(id)),
            kinds: document.of(event::KINDS, id).unwrap_or_default(),
            happened: document.text(&event::happened(id)),
            action: document.text(&event::action(id)),
            called: document.of(event::CALLED, id).unwrap_or_default(),
            outcome: document.text(&event::outcome(id)),
            written: document.of(event::DONE_AT, id).flatten(),
            acknowledged: document.of(event::ACKNOWLEDGED, id).flatten(),
            closed: document.of(event::CLOSED, id).flatten(),
            opened: Some(opened),
        })
        .collect();
    order::sort(&mut events, |a, b| {
        (a.opened.as_ref().map(|opened| opened.at), &a.id).cmp(&(b.opened.as_ref().map(|opened| opened.at), &b.id))
    });
    events
}

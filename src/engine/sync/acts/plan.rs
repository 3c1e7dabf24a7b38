//! Planning: a new plan with its defaults, an idea taken over, steps, "Ready".

use chrono::{Duration, NaiveDate, NaiveTime};
use fractional_index::FractionalIndex;

use crate::domain::community::Community;
use crate::domain::fields::planning;
use crate::domain::idea::{Idea, IdeaPart, TogetherKind};
use crate::domain::person::{Person, Role};
use crate::domain::plan::{Part, Plan, Ready, Step, Task};
use crate::domain::session::{SessionSummary, State};
use crate::domain::{Id, Now, order};
use crate::merge::Edit;
use crate::words::Language;

/// Minutes of a session where nothing else is known.
const USUAL_MINUTES: u32 = 60;

/// What a new plan begins with: the last session's venue, hour and length after the usual interval; me and my usual
/// partner; everybody who is a group member is invited.
pub fn begin(
    community: &Community,
    sessions: &[SessionSummary],
    people: &[Person],
    me: Option<&Id>,
    now: &Now,
) -> Vec<Edit> {
    let last = sessions.iter().filter(|session| session.state != State::Cancelled).max_by_key(|session| session.date);
    let date = next_date(last.and_then(|session| session.date), community.interval_days, now.today());
    let start = last.and_then(|session| session.start).or_else(|| NaiveTime::from_hms_opt(14, 0, 0));
    let minutes = last.and_then(|session| session.minutes).map_or(USUAL_MINUTES, round_to_five);
    let usable: Vec<&str> = community.usable_venues().collect();
    let venue = last.map(|session| session.venue.as_str()).filter(|venue| usable.contains(venue));

    let here = |person: &&Person| person.is_here();
    let lead = me.cloned().or_else(|| {
        people.iter().filter(here).find(|person| person.role == Role::Peer).map(|person| person.id.clone())
    });
    let partner = usual_partner(sessions, lead.as_ref()).or_else(|| {
        let mut others =
            people.iter().filter(here).filter(|person| person.role == Role::Peer && Some(&person.id) != lead.as_ref());
        others.next().map(|person| person.id.clone())
    });

    let mut edits = vec![
        Edit::set(planning::DATE, date),
        Edit::set(planning::MINUTES, minutes),
        Edit::set(planning::LEAD, lead),
        Edit::set(planning::ASSISTANT, partner),
    ];
    edits.extend(start.map(|start| Edit::set(planning::START, start)));
    edits.extend(venue.or(usable.first().copied()).map(|venue| Edit::set(planning::VENUE, venue.to_owned())));
    let members = people.iter().filter(here).filter(|person| person.role == Role::Member);
    edits.extend(members.map(|person| Edit::put(planning::INVITED, person.id.as_str(), true)));
    edits
}

/// The last date plus the interval, as often as it takes to come to today or later.
fn next_date(last: Option<NaiveDate>, interval_days: u32, today: NaiveDate) -> NaiveDate {
    let Some(last) = last else { return today };
    let interval = i64::from(interval_days.max(1));
    let behind = (today - last).num_days().max(0);
    let steps = (behind + interval - 1) / interval;
    last + Duration::days(steps.max(1) * interval)
}

fn round_to_five(minutes: u32) -> u32 {
    (minutes + 2) / 5 * 5
}

/// Who shared most of the last ten sessions with `lead`.
fn usual_partner(sessions: &[SessionSummary], lead: Option<&Id>) -> Option<Id> {
    let lead = lead?;
    let mut recent: Vec<&SessionSummary> = sessions.iter().collect();
    order::sort(&mut recent, |a, b| b.date.cmp(&a.date));
    let mut counts = std::collections::BTreeMap::<Id, usize>::new();
    for session in recent.into_iter().take(10) {
        match (&session.lead, &session.assistant) {
            (Some(a), Some(b)) if a == lead => *counts.entry(b.clone()).or_default() += 1,
            (Some(a), Some(b)) if b == lead => *counts.entry(a.clone()).or_default() += 1,
            _ => {}
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(person, _)| person)
}

/// Takes an idea over into a plan, in the language of the screen; what was there of the same kind is replaced.
pub fn take_idea(plan: &Plan, idea: &Idea, language: Language, step_ids: [String; 3]) -> Vec<Edit> {
    let text = |both: &crate::words::Both| both.get(language).to_owned();
    let mut edits = vec![
        Edit::set(planning::CATEGORY, idea.category),
        Edit::set(planning::IDEA, idea.id.clone()),
        Edit::set(planning::FORMATS, idea.formats.clone()),
        Edit::set(planning::MINUTES, idea.minutes()),
        Edit::write(planning::theme(), text(&idea.name)),
        Edit::write(planning::aim(), text(&idea.aim)),
        Edit::write(planning::materials(), lines(idea.materials.iter().map(text))),
        Edit::set(planning::TOGETHER, together(&idea.closing, language)),
    ];
    edits.extend(plan.steps.iter().map(|step| remove_step(&step.id)));
    for (part, id) in Part::ALL.into_iter().zip(step_ids) {
        let of_idea = idea.part(part);
        edits.extend(new_step(&id, part, &FractionalIndex::default().to_string(), of_idea.minutes));
        edits.push(Edit::write(planning::step_title(&id), text(&of_idea.title)));
        edits.push(Edit::write(planning::step_words(&id), lines(of_idea.steps.iter().map(text))));
        edits.push(Edit::write(planning::step_say(&id), lines(of_idea.say.iter().map(text))));
    }
    edits
}

fn lines(texts: impl Iterator<Item = String>) -> String {
    texts.collect::<Vec<_>>().join("\n")
}

/// The poem or song of a closing, as one text: title, author and, for a poem, its lines.
fn together(closing: &IdeaPart, language: Language) -> String {
    let Some(together) = &closing.together else { return String::new() };
    let title = together.title.get(language);
    let title = match (language, together.kind) {
        (Language::Chinese, _) => format!("《{title}》"),
        (Language::English, TogetherKind::Poem | TogetherKind::Song) => title.to_owned(),
    };
    let author = together.author.as_ref().map(|author| author.get(language).to_owned());
    let head = [Some(title), author].into_iter().flatten().collect::<Vec<_>>().join(" ");
    [head].into_iter().chain(together.lines.iter().flatten().cloned()).collect::<Vec<_>>().join("\n")
}

/// Plans "the same as last time": category, theme, aim, formats, steps and materials of another plan.
pub fn take_plan(plan: &Plan, last: &Plan, step_ids: &[String]) -> Vec<Edit> {
    let mut edits = vec![
        Edit::set(planning::FORMATS, last.formats.clone()),
        Edit::write(planning::theme(), last.theme.clone()),
        Edit::write(planning::aim(), last.aim.clone()),
        Edit::write(planning::materials(), last.materials.clone()),
        Edit::set(planning::TOGETHER, last.together.clone()),
    ];
    edits.extend(last.category.map(|category| Edit::set(planning::CATEGORY, category)));
    edits.extend(last.idea.clone().map(|idea| Edit::set(planning::IDEA, idea)));
    edits.extend(last.minutes.map(|minutes| Edit::set(planning::MINUTES, minutes)));
    edits.extend(plan.steps.iter().map(|step| remove_step(&step.id)));
    for (step, id) in last.steps.iter().zip(step_ids) {
        edits.extend(new_step(id, step.part, &step.place, step.minutes));
        edits.push(Edit::write(planning::step_title(id), step.title.clone()));
        edits.push(Edit::write(planning::step_words(id), step.words.clone()));
        edits.push(Edit::write(planning::step_say(id), step.say.clone()));
    }
    edits
}

/// The three usual parts for a plan of the pair's own, 10, 35 and 15 minutes.
pub fn usual_parts(plan: &Plan, step_ids: [String; 3]) -> Vec<Edit> {
    let missing = Part::ALL.into_iter().zip(step_ids).filter(|(part, _)| plan.steps_of(*part).next().is_none());
    missing
        .flat_map(|(part, id)| new_step(&id, part, &FractionalIndex::default().to_string(), part.usual_minutes()))
        .collect()
}

/// One more step at the end of a part.
pub fn add_step(plan: &Plan, part: Part, id: &str) -> Vec<Edit> {
    let last = plan.steps_of(part).last().map(|step| step.place.as_str());
    new_step(id, part, &between(last, None), 5).into()
}

fn new_step(id: &str, part: Part, place: &str, minutes: u32) -> [Edit; 3] {
    [
        Edit::put(planning::STEP_PART, id, part),
        Edit::put(planning::STEP_PLACE, id, place.to_owned()),
        Edit::put(planning::STEP_MINUTES, id, minutes),
    ]
}

/// Removes a step.
pub fn remove_step(id: &str) -> Edit {
    Edit::remove(planning::STEP_REMOVED, id)
}

/// Moves a step one place up or down within its part; none if it stands at the end already.
pub fn move_step(plan: &Plan, id: &str, up: bool) -> Option<Edit> {
    let step = plan.steps.iter().find(|step| step.id == id)?;
    let mut others: Vec<&Step> = plan.steps_of(step.part).collect();
    if up {
        others.reverse();
    }
    let at = others.iter().position(|other| other.id == id)?;
    let next = others.get(at + 1)?.place.as_str();
    let after = others.get(at + 2).map(|step| step.place.as_str());
    let place = if up { between(after, Some(next)) } else { between(Some(next), after) };
    Some(Edit::put(planning::STEP_PLACE, id, place))
}

/// A place between two others. Places that can't be read count as none.
fn between(before: Option<&str>, after: Option<&str>) -> String {
    let read = |place: Option<&str>| place.and_then(|place| FractionalIndex::from_string(place).ok());
    let (before, after) = (read(before), read(after));
    FractionalIndex::new(before.as_ref(), after.as_ref())
        .or_else(|| before.as_ref().map(FractionalIndex::new_after))
        .unwrap_or_default()
        .to_string()
}

/// Leaves a task empty on purpose, or takes that back.
pub fn skip(task: Task, skipped: bool) -> Edit {
    Edit::put(planning::SKIPPED, task.slug(), skipped)
}

/// "Ready".
pub fn ready(by: Option<&Id>, now: &Now) -> Edit {
    Edit::set(planning::READY, Some(Ready { at: now.ms, by: by.cloned() }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::merge::{Clock, Document, read};

    fn now() -> Now {
        Now { ms: 1_795_500_000_000, offset_minutes: 480, entropy: [0; 16] }
    }

    fn after(edits: Vec<Edit>, document: &mut Document) -> Plan {
        let mut clock = Clock::new("d");
        if let Some(latest) = document.latest() {
            clock.saw(&latest.clone());
        }
        edits.iter().for_each(|edit| drop(document.edit(edit, &mut clock, 0, None)));
        read::session(document, &now()).plan
    }

    fn document() -> Document {
        Document::new(Id::new(Kind::Session, &[1; 10]), 1)
    }

    #[test]
    fn the_next_date_keeps_the_usual_rhythm() {
        let day = |text: &str| text.parse::<NaiveDate>().expect("a date");
        let check = |last: Option<&str>, today, expect| {
            assert_eq!(next_date(last.map(day), 14, day(today)), day(expect));
        };
        check(None, "2026-11-24", "2026-11-24");
        check(Some("2026-11-17"), "2026-11-24", "2026-12-01");
        check(Some("2026-11-10"), "2026-11-24", "2026-11-24");
        check(Some("2026-01-06"), "2026-11-24", "2026-11-24");
        check(Some("2026-12-01"), "2026-11-24", "2026-12-15");
    }

    #[test]
    fn steps_are_added_moved_and_removed() {
        let mut document = document();
        let mut plan = after(usual_parts(&Plan::default(), ["a".into(), "b".into(), "c".into()]), &mut document);
        assert_eq!(plan.steps.iter().map(|step| step.minutes).collect::<Vec<_>>(), [10, 35, 15]);
        for id in ["d", "e"] {
            plan = after(add_step(&plan, Part::Main, id), &mut document);
        }
        let order = |plan: &Plan| plan.steps_of(Part::Main).map(|step| step.id.clone()).collect::<String>();
        assert_eq!(order(&plan), "bde");
        plan = after(move_step(&plan, "e", true).into_iter().collect(), &mut document);
        assert_eq!(order(&plan), "bed");
        plan = after(move_step(&plan, "b", false).into_iter().collect(), &mut document);
        assert_eq!(order(&plan), "ebd");
        plan = after(move_step(&plan, "d", true).into_iter().collect(), &mut document);
        assert_eq!(order(&plan), "edb");
        assert!(move_step(&plan, "e", true).is_none(), "the first can't go up");
        plan = after(vec![remove_step("d")], &mut document);
        assert_eq!(order(&plan), "eb");
    }
}

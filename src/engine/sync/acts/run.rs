//! Running: who is here, one part after the other, notes, the end.

use crate::domain::fields::{recording, running};
use crate::domain::plan::{Plan, Step};
use crate::domain::run::{Attendance, Mark, Note, PartRun, Run, Stage};
use crate::domain::session::Session;
use crate::domain::{Id, Millis, Now};
use crate::merge::Edit;

/// Opens the run at "who is here?".
pub fn open() -> Vec<Edit> {
    vec![Edit::set(running::STAGE, Stage::Arriving)]
}

/// Marks a person, keeping what was noted of them; the time is that of the first mark.
pub fn mark(run: &Run, person: &Id, mark: Mark, now: &Now) -> Edit {
    let held = run.attendance.get(person).cloned();
    let row = Attendance {
        mark,
        at: held.as_ref().and_then(|row| row.at).or(Some(now.ms)),
        seemed: held.as_ref().and_then(|row| row.seemed),
        note: held.map(|row| row.note).unwrap_or_default(),
    };
    Edit::put(running::ATTENDANCE, person.as_str(), row)
}

/// Begins the first part.
pub fn begin(session: &Session, now: &Now) -> Vec<Edit> {
    let Some(first) = session.plan.steps.first() else { return end(session, now) };
    let mut edits = enter(&session.run, &first.id, now.ms);
    if session.run.started.is_none() {
        edits.push(Edit::set(running::STARTED, Some(now.ms)));
    }
    edits
}

/// The step that is running.
pub fn current<'a>(plan: &'a Plan, run: &Run) -> Option<&'a Step> {
    match run.stage.as_ref()? {
        Stage::Step(id) => plan.steps.iter().find(|step| step.id == *id).or(plan.steps.first()),
        _ => None,
    }
}

/// The step before (-1) or after (+1) the one that is running.
pub fn neighbour<'a>(plan: &'a Plan, run: &Run, by: isize) -> Option<&'a Step> {
    let current = current(plan, run)?;
    let at = plan.steps.iter().position(|step| step.id == current.id)?;
    plan.steps.get(at.checked_add_signed(by)?)
}

/// Leaves the running step for the one before or after it; none if there is none.
pub fn go(session: &Session, by: isize, now: &Now) -> Vec<Edit> {
    let Some(next) = neighbour(&session.plan, &session.run, by) else { return Vec::new() };
    let mut edits = leave(session, now.ms);
    edits.extend(enter(&session.run, &next.id, now.ms));
    edits
}

fn leave(session: &Session, now: Millis) -> Vec<Edit> {
    part(session).map(|(id, part)| Edit::put(running::PART, &id, part.leave(now))).into_iter().collect()
}

fn enter(run: &Run, step: &str, now: Millis) -> Vec<Edit> {
    let part = run.parts.get(step).map_or_else(|| PartRun::entered(now), |part| part.clone().reenter(now));
    vec![Edit::put(running::PART, step, part), Edit::set(running::STAGE, Stage::Step(step.to_owned()))]
}

/// The running step's id and how it has run so far.
pub fn part(session: &Session) -> Option<(String, PartRun)> {
    let id = &current(&session.plan, &session.run)?.id;
    Some((id.clone(), session.run.parts.get(id)?.clone()))
}

/// Five more minutes.
pub fn five_more(session: &Session) -> Vec<Edit> {
    let more = |(id, part): (String, PartRun)| {
        let extra_minutes = part.extra_minutes + 5;
        Edit::put(running::PART, &id, PartRun { extra_minutes, ..part })
    };
    part(session).map(more).into_iter().collect()
}

/// Pauses, or goes on.
pub fn pause(session: &Session, now: &Now) -> Vec<Edit> {
    let turned = |(id, part): (String, PartRun)| {
        let part = if part.paused_since.is_some() { part.resume(now.ms) } else { part.pause(now.ms) };
        Edit::put(running::PART, &id, part)
    };
    part(session).map(turned).into_iter().collect()
}

/// Keeps what has run when the clock was set by `jump` milliseconds in the middle of a part.
pub fn clock_jumped(session: &Session, jump: Millis) -> Vec<Edit> {
    part(session).map(|(id, part)| Edit::put(running::PART, &id, part.after_jump(jump))).into_iter().collect()
}

/// Ends the run. What people said becomes the first words of the feedback, if none are there yet.
pub fn end(session: &Session, now: &Now) -> Vec<Edit> {
    let mut edits = leave(session, now.ms);
    edits.push(Edit::set(running::STAGE, Stage::Ended));
    edits.push(Edit::set(running::ENDED, Some(now.ms)));
    if session.run.started.is_none() {
        edits.push(Edit::set(running::STARTED, Some(now.ms)));
    }
    let quotes: Vec<&str> =
        session.run.notes.iter().filter(|(_, note)| note.quote).map(|(_, note)| note.text.as_str()).collect();
    if !quotes.is_empty() && session.record.form.feedback.is_empty() {
        edits.push(Edit::write(recording::feedback(), quotes.join("\n")));
    }
    let seen: Vec<&str> =
        session.run.notes.iter().filter(|(_, note)| !note.quote).map(|(_, note)| note.text.as_str()).collect();
    if !seen.is_empty() && session.record.form.happened.is_empty() {
        edits.push(Edit::write(recording::happened(), seen.join("\n")));
    }
    edits
}

/// Notes something; `quote` if somebody said it.
pub fn note(session: &Session, id: &str, text: &str, quote: bool, now: &Now) -> Edit {
    let step = current(&session.plan, &session.run).map(|step| step.id.clone());
    Edit::put(running::NOTE, id, Note { at: now.ms, text: text.trim().to_owned(), quote, step, removed: false })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Kind;
    use crate::merge::{Clock, Document, read};

    struct Story {
        document: Document,
        clock: Clock,
        now: Now,
    }

    impl Story {
        fn new() -> Story {
            let mut story = Story {
                document: Document::new(Id::new(Kind::Session, &[1; 10]), 1),
                clock: Clock::new("d"),
                now: Now { ms: 0, offset_minutes: 0, entropy: [0; 16] },
            };
            story.does(|session, _| {
                super::super::plan::usual_parts(&session.plan, ["a".into(), "b".into(), "c".into()])
            });
            story.does(|_, _| open());
            story
        }

        fn session(&self) -> Session {
            read::session(&self.document, &self.now)
        }

        fn does(&mut self, act: impl FnOnce(&Session, &Now) -> Vec<Edit>) -> Session {
            for edit in act(&self.session(), &self.now) {
                self.document.edit(&edit, &mut self.clock, self.now.ms, None);
            }
            self.session()
        }

        fn after(&mut self, minutes: i64) -> &mut Story {
            self.now.ms += minutes * 60_000;
            self
        }
    }

    #[test]
    fn a_session_runs_from_part_to_part_to_its_end() {
        let mut story = Story::new();
        let session = story.does(begin);
        assert_eq!(current(&session.plan, &session.run).map(|step| step.id.as_str()), Some("a"));
        let session = story.after(12).does(|session, now| go(session, 1, now));
        assert_eq!(current(&session.plan, &session.run).map(|step| step.id.as_str()), Some("b"));
        assert_eq!(session.run.parts["a"].elapsed(story.now.ms), 12 * 60_000);
        story.does(|session, now| vec![note(session, "n", "很开心 ", true, now)]);
        let session = story.after(40).does(end);
        assert_eq!(session.run.ended, Some(52 * 60_000));
        assert_eq!(session.record.form.feedback, "很开心");
        assert_eq!(session.record.form.minutes(), Some(52));
    }

    #[test]
    fn going_back_and_pausing_keep_the_time_right() {
        let mut story = Story::new();
        story.does(begin);
        story.after(4).does(|session, now| go(session, 1, now));
        story.after(1).does(|session, now| go(session, -1, now));
        story.after(2).does(pause);
        let session = story.after(30).does(pause);
        let part = part(&session).expect("a part runs").1;
        assert_eq!(part.elapsed(story.now.ms), 6 * 60_000);
        let session = story.does(|session, _| five_more(session));
        assert_eq!(session.run.parts["a"].remaining(10, story.now.ms), 9 * 60_000);
    }

    #[test]
    fn a_run_without_parts_can_end() {
        let mut story = Story::new();
        story.does(|_, _| ["a", "b", "c"].map(super::super::plan::remove_step).into());
        let session = story.does(begin);
        assert!(session.run.ended.is_some());
    }

    #[test]
    fn a_mark_keeps_its_first_time_and_what_was_noted() {
        let mut story = Story::new();
        let person = Id::new(Kind::Person, &[2; 10]);
        story.does(|session, now| vec![mark(&session.run, &person, Mark::Came, now)]);
        let session = story.after(5).does(|session, now| vec![mark(&session.run, &person, Mark::DidNotCome, now)]);
        assert_eq!(session.run.attendance[&person].at, Some(0));
        let session = story.does(|session, now| vec![mark(&session.run, &person, Mark::NotNoted, now)]);
        assert!(session.run.attendance.is_empty(), "not noted is not absent");
    }
}

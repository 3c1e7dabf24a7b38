//! The boxes of the forms: the name under which each value of a document is kept, and its type.
//!
//! These names are stored for good. A name is never used again for another meaning.

#![allow(missing_docs)] // each constant is the box whose name it bears; the forms describe them

use std::marker::PhantomData;

use chrono::{NaiveDate, NaiveTime};
use serde::{Serialize, de::DeserializeOwned};

use super::{
    Id, Millis, about, community, consent, emergency, enrolment, evaluation, feeling, follow_up, guidance, interview,
    numbers, older, own_idea, person, plan, presence, question, record, run, session, sound, submission, supervision,
    training,
};

/// A single value: the last writer wins.
#[derive(Debug)]
pub struct Field<T> {
    name: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Field<T> {}

impl<T: Serialize + DeserializeOwned> Field<T> {
    const fn new(name: &'static str) -> Self {
        Field { name, kind: PhantomData }
    }

    /// The name under which it is stored.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

/// A value for each of many: one for each person, step, note or event.
#[derive(Debug)]
pub struct Family<T> {
    name: &'static str,
    kind: PhantomData<fn() -> T>,
}

impl<T> Clone for Family<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Family<T> {}

impl<T: Serialize + DeserializeOwned> Family<T> {
    const fn new(name: &'static str) -> Self {
        Family { name, kind: PhantomData }
    }

    /// The name under which the value for `member` is stored: `family/member`.
    pub fn at(self, member: &str) -> String {
        format!("{}/{member}", self.name)
    }

    /// The family's own name.
    pub const fn name(self) -> &'static str {
        self.name
    }
}

/// Text that two people may write at once: nobody's words vanish.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TextField(pub String);

impl TextField {
    /// A text of the document itself.
    pub fn new(name: &str) -> Self {
        TextField(name.to_owned())
    }

    /// A text of one step, event or the like.
    pub fn of(name: &str, member: &str) -> Self {
        TextField(format!("{name}/{member}"))
    }
}

/// When a document was put into the bin; absent or null when it is not there.
pub const REMOVED: Field<Option<Millis>> = Field::new("removed");

/// The Activity Plan.
pub mod planning {
    use super::*;
    pub const DATE: Field<NaiveDate> = Field::new("plan.date");
    pub const START: Field<NaiveTime> = Field::new("plan.start");
    pub const MINUTES: Field<u32> = Field::new("plan.minutes");
    pub const VENUE: Field<String> = Field::new("plan.venue");
    pub const LEAD: Field<Option<Id>> = Field::new("plan.lead");
    pub const ASSISTANT: Field<Option<Id>> = Field::new("plan.assistant");
    /// Who is beside a lead whose training is not complete.
    pub const BESIDE: Field<String> = Field::new("plan.beside");
    pub const ALONE_REASON: Field<String> = Field::new("plan.alone_reason");
    pub const CATEGORY: Field<plan::Category> = Field::new("plan.category");
    pub const IDEA: Field<String> = Field::new("plan.idea");
    pub const FORMATS: Field<Vec<plan::Format>> = Field::new("plan.formats");
    pub const TOGETHER: Field<String> = Field::new("plan.together");
    pub const HARD_TALKED: Field<bool> = Field::new("plan.hard_talked");
    pub const ADVICE: Field<String> = Field::new("plan.advice");
    /// Tasks that were deliberately left empty, by name.
    pub const SKIPPED: Family<bool> = Family::new("plan.skipped");
    pub const INVITED: Family<bool> = Family::new("plan.invited");
    pub const READY: Field<Option<plan::Ready>> = Field::new("plan.ready");

    pub const STEP_PART: Family<plan::Part> = Family::new("step.part");
    pub const STEP_PLACE: Family<String> = Family::new("step.place");
    pub const STEP_MINUTES: Family<u32> = Family::new("step.minutes");
    pub const STEP_LEADER: Family<Option<Id>> = Family::new("step.leader");
    pub const STEP_REMOVED: Family<plan::Removal> = Family::new("step.removed");

    /// The theme, in the pair's words.
    pub fn theme() -> TextField {
        TextField::new("plan.theme")
    }
    /// What we hope people take home.
    pub fn aim() -> TextField {
        TextField::new("plan.aim")
    }
    /// What to bring.
    pub fn materials() -> TextField {
        TextField::new("plan.materials")
    }
    /// A step's short name.
    pub fn step_title(step: &str) -> TextField {
        TextField::of("step.title", step)
    }
    /// What is done in a step.
    pub fn step_words(step: &str) -> TextField {
        TextField::of("step.words", step)
    }
    /// Sentences to say aloud in a step, one a line.
    pub fn step_say(step: &str) -> TextField {
        TextField::of("step.say", step)
    }
}

/// The run: the session as it happens.
pub mod running {
    use super::*;
    pub const STARTED: Field<Option<Millis>> = Field::new("run.started");
    pub const ENDED: Field<Option<Millis>> = Field::new("run.ended");
    pub const STAGE: Field<run::Stage> = Field::new("run.stage");
    pub const PART: Family<run::PartRun> = Family::new("run.part");
    pub const ATTENDANCE: Family<run::Attendance> = Family::new("attendance");
    /// Why people without consent or agreement took part.
    pub const UNSIGNED_REASON: Field<String> = Field::new("attendance.unsigned_reason");
    pub const NOTE: Family<run::Note> = Family::new("note");
}

/// The Activity Process: the record.
pub mod recording {
    use super::*;
    pub const DATE: Field<NaiveDate> = Field::new("record.date");
    pub const START: Field<NaiveTime> = Field::new("record.start");
    pub const END: Field<NaiveTime> = Field::new("record.end");
    pub const TIMES_RIGHT: Field<bool> = Field::new("record.times_right");
    pub const THEME: Field<String> = Field::new("record.theme");
    pub const FORMATS: Field<Vec<plan::Format>> = Field::new("record.formats");
    pub const CONTENT_RIGHT: Field<bool> = Field::new("record.content_right");
    pub const PART: Family<record::PartOutcome> = Family::new("record.part");
    pub const NOBODY_SAID: Field<bool> = Field::new("record.nobody_said");
    pub const AIM_MET: Field<record::AimMet> = Field::new("record.aim_met");
    pub const WORRY: Field<record::Worry> = Field::new("record.worry");
    pub const DEBRIEF_SHARED: Field<bool> = Field::new("record.debrief_shared");
    pub const CONFIRMED: Family<Option<record::Confirmation>> = Family::new("record.confirmed");
    pub const CLOSED: Field<record::Closed> = Field::new("record.closed");
    pub const AMENDMENT: Family<record::Amendment> = Family::new("amendment");
    /// Where it comes from, if it was not written with the app.
    pub const BROUGHT: Field<Option<older::Brought>> = Field::new("record.brought");
    pub const CANCELLED: Field<Option<session::Cancelled>> = Field::new("cancelled");

    /// What happened, beyond the parts.
    pub fn happened() -> TextField {
        TextField::new("record.happened")
    }
    /// The participants' feedback.
    pub fn feedback() -> TextField {
        TextField::new("record.feedback")
    }
    /// What to change next time: on the form.
    pub fn next_time() -> TextField {
        TextField::new("record.next_time")
    }
    /// For us two: what went well. Private to the pair.
    pub fn went_well() -> TextField {
        TextField::new("debrief.went_well")
    }
    /// For us two: what to take to supervision. Private to the pair.
    pub fn to_supervision() -> TextField {
        TextField::new("debrief.to_supervision")
    }
}

/// The Emergency Event. `member` is the event's own short id.
pub mod event {
    use super::*;
    pub const OPENED: Family<emergency::Opened> = Family::new("event.opened");
    pub const DATE: Family<NaiveDate> = Family::new("event.date");
    pub const TIME: Family<NaiveTime> = Family::new("event.time");
    pub const WHERE: Family<String> = Family::new("event.where");
    pub const WHO: Family<Vec<Id>> = Family::new("event.who");
    pub const KINDS: Family<Vec<emergency::EventKind>> = Family::new("event.kinds");
    pub const CALLED: Family<Vec<String>> = Family::new("event.called");
    pub const DONE_AT: Family<Option<Millis>> = Family::new("event.written");
    pub const REMOVED: Family<bool> = Family::new("event.removed");
    pub const ACKNOWLEDGED: Family<Option<emergency::Acknowledged>> = Family::new("event.acknowledged");
    pub const CLOSED: Family<Option<emergency::Acknowledged>> = Family::new("event.closed");
    /// When the event left the phone where it was written.
    pub const SENT: Family<Millis> = Family::new("event.sent");
    /// The doctors' phones that have it, by event and person: see [`reached_by`].
    pub const REACHED: Family<follow_up::Reached> = Family::new("event.reached");
    /// Questions, and answers to them, each by a short id of its own.
    pub const ASKED: Family<follow_up::Asked> = Family::new("event.asked");
    pub const ANSWERED: Family<follow_up::Answered> = Family::new("event.answered");

    /// The member of [`REACHED`] for an event and a doctor.
    pub fn reached_by(event: &str, person: &str) -> String {
        format!("{event}.{person}")
    }

    /// What happened.
    pub fn happened(event: &str) -> TextField {
        TextField::of("event.happened", event)
    }
    /// What was done.
    pub fn action(event: &str) -> TextField {
        TextField::of("event.action", event)
    }
    /// How it ended.
    pub fn outcome(event: &str) -> TextField {
        TextField::of("event.outcome", event)
    }
    /// What the doctor did about it afterwards.
    pub fn follow_up(event: &str) -> TextField {
        TextField::of("event.follow_up", event)
    }
    /// Who else was there or was told, in words.
    pub fn others(event: &str) -> TextField {
        TextField::of("event.others", event)
    }
}

/// A person, the least that a session needs.
pub mod of_person {
    use super::*;
    pub const ROLE: Field<person::Role> = Field::new("person.role");
    pub const ALIAS: Field<String> = Field::new("person.alias");
    pub const NOTE: Field<String> = Field::new("person.note");
    pub const LEFT: Field<Option<NaiveDate>> = Field::new("person.left");
    pub const BIRTH_YEAR: Field<Option<i32>> = Field::new("person.birth_year");
    /// An age as given, where no year of birth is known.
    pub const AGE_GIVEN: Field<Option<(i32, NaiveDate)>> = Field::new("person.age_given");
    pub const STABLE_MONTHS: Field<Option<u32>> = Field::new("enrolment.stable_months");
    pub const PSP: Field<Option<u32>> = Field::new("enrolment.psp");
    pub const TURN: Family<presence::Turn> = Family::new("person.turn");
    /// Answers by criterion.
    pub const CRITERION: Family<enrolment::Answer> = Family::new("enrolment.criterion");
    pub const ENROLLED: Field<Option<enrolment::Enrolled>> = Field::new("enrolment.enrolled");
    pub const SIGNED: Family<consent::Signed> = Family::new("consent.signed");
    pub const REAL_NAME: Field<String> = Field::new("person.real_name");
    pub const SEX: Field<Option<about::Sex>> = Field::new("person.sex");
    pub const EDUCATION: Field<Option<about::Education>> = Field::new("person.education");
    pub const MARITAL: Field<Option<about::Marital>> = Field::new("person.marital");
    pub const WORKING: Field<Option<about::Working>> = Field::new("person.working");
    pub const DIAGNOSIS: Field<Option<about::Diagnosis>> = Field::new("person.diagnosis");
    pub const SKILLS: Field<String> = Field::new("person.skills");
    pub const INTERVIEW: Field<interview::Held> = Field::new("interview.held");
    /// Answers by question.
    pub const ANSWER: Family<String> = Family::new("interview.answer");
    /// What was asked for, by category.
    pub const WANTS: Family<bool> = Family::new("interview.wants");
    /// Evaluation, by wave and question: see [`asked_in`]. That somebody was asked, by wave.
    pub const ASSESSED: Family<evaluation::Answer> = Family::new("interview.assessed");
    pub const TOLD: Family<String> = Family::new("interview.told");
    pub const WAVE: Family<evaluation::Held> = Family::new("interview.wave");

    /// The member of [`ASSESSED`] and [`TOLD`] for a wave and a question.
    pub fn asked_in(wave: evaluation::Wave, question: &str) -> String {
        format!("{}.{question}", wave.slug())
    }

    /// Workshops of the training, by workshop.
    pub const TRAINED: Family<training::Attended> = Family::new("training.attended");
    /// The last check of understanding, by workshop.
    pub const CHECKED: Family<training::Checked> = Family::new("training.checked");
    /// The same person as that one: this entry was made twice.
    pub const SAME_AS: Field<Option<Id>> = Field::new("person.same_as");
    /// Asked that past records say "a member".
    pub const NAMELESS: Field<bool> = Field::new("person.nameless");
}

/// Guidance on a session, and what a peer shares of how they are.
pub mod guiding {
    use super::*;
    /// Comments by short id. Only who guides writes them, each in their own name.
    pub const COMMENT: Family<guidance::Comment> = Family::new("guidance.comment");
    /// Guidance that was asked for, by [`guidance::Stage::slug`].
    pub const ASKED: Family<Option<guidance::Asked>> = Family::new("guidance.asked");
    /// How a peer is after the session, by person: shared by choice, and written by nobody else.
    pub const FEELING: Family<Option<feeling::Feeling>> = Family::new("feeling.shared");
    /// In a person's document: they need a break. Nobody else writes it.
    pub const BREAK: Field<Option<feeling::Break>> = Field::new("person.break");
}

/// A supervision record.
pub mod of_supervision {
    use super::*;
    pub const DATE: Field<NaiveDate> = Field::new("supervision.date");
    pub const MODE: Field<supervision::Mode> = Field::new("supervision.mode");
    pub const SESSION: Field<Option<Id>> = Field::new("supervision.session");
    pub const CAME: Family<bool> = Family::new("supervision.came");
    /// By [`supervision::Issue::slug`].
    pub const TAG: Family<bool> = Family::new("supervision.tag");
    pub const ACTION: Family<supervision::Action> = Family::new("supervision.action");
    /// Sound, by the stretch's name; since when one is gone, by the same; and who agrees to be recorded, by person.
    pub const SOUND: Family<sound::Sound> = Family::new("supervision.sound");
    pub const SOUND_GONE: Family<Millis> = Family::new("supervision.sound_gone");
    pub const SOUND_AGREED: Family<sound::Agreed> = Family::new("supervision.sound_agreed");

    /// What was talked about.
    pub fn issues() -> TextField {
        TextField::new("supervision.issues")
    }
    /// What was advised.
    pub fn advice() -> TextField {
        TextField::new("supervision.advice")
    }
    /// A transcript.
    pub fn transcript() -> TextField {
        TextField::new("supervision.transcript")
    }
}

/// A question to the group.
pub mod of_question {
    use super::*;
    pub const ASKED: Field<question::Asked> = Field::new("question.asked");
    pub const ANSWER: Family<question::Answer> = Family::new("question.answer");
}

/// A community.
pub mod of_community {
    use super::*;
    pub const NAME: Field<String> = Field::new("community.name");
    pub const STARTED: Field<NaiveDate> = Field::new("community.started");
    /// Whether a day was taken for the start by a wrong clock only: no period is counted from it. By that day.
    pub const NOT_STARTED: Family<bool> = Family::new("community.not_started");
    pub const DOCTOR_NAME: Field<String> = Field::new("community.doctor_name");
    pub const DOCTOR_PHONE: Field<String> = Field::new("community.doctor_phone");
    pub const VENUE: Family<community::Venue> = Family::new("community.venue");
    pub const NUMBER: Family<community::Number> = Family::new("community.number");
    /// The last try of each number, by the number as it is dialled; and when all were last found right.
    pub const NUMBER_TRIED: Family<numbers::Tried> = Family::new("community.number_tried");
    pub const NUMBERS_CHECKED: Field<NaiveDate> = Field::new("community.numbers_checked");
    /// Questions of our own in the evaluation, by short id.
    pub const OWN_QUESTION: Family<evaluation::OwnQuestion> = Family::new("evaluation.question");
    /// Times without sessions, by short id.
    pub const PAUSE: Family<community::Pause> = Family::new("community.pause");
    pub const INTERVAL_DAYS: Field<u32> = Field::new("community.interval_days");
    pub const IF_HARD: Field<String> = Field::new("community.if_hard");
    pub const PRACTICE: Field<bool> = Field::new("community.practice");
    /// Formats of the community's own, beside the study's five.
    pub const FORMAT: Family<String> = Family::new("community.format");
    /// Ideas that are liked here, by idea.
    pub const FAVOURITE: Family<bool> = Family::new("community.favourite");
    /// Ideas of our own, by short id.
    pub const OWN_IDEA: Family<own_idea::OwnIdea> = Family::new("community.idea");
    /// Versions of the rules, the consent and the agreement, by short id.
    pub const PAPER: Family<consent::Version> = Family::new("community.paper");
    /// Days of a period, after which the forms are handed over.
    pub const PERIOD_DAYS: Field<u32> = Field::new("community.period_days");
    /// What was handed over, by short id; what of it the coordinator has received, by the same.
    pub const SUBMISSION: Family<submission::Submission> = Family::new("submission.handed");
    pub const RECEIVED: Family<submission::Received> = Family::new("submission.received");
    /// Forms that were sent back with a question, by session.
    pub const SENT_BACK: Family<submission::SentBack> = Family::new("submission.back");
    /// Answers to such questions, by session and question.
    pub const ANSWERED: Family<submission::Answered> = Family::new("submission.answered");
    /// Days of the periods that begin on such a day or later, by that day.
    pub const DAYS_FROM: Family<u32> = Family::new("submission.days");
    /// The phase of guidance, where it was set by hand.
    pub const PHASE: Field<Option<guidance::PhaseSet>> = Field::new("community.phase");

    /// What we will do, after what people told us in a wave.
    pub fn will_do(wave: evaluation::Wave) -> TextField {
        TextField::of("evaluation.will_do", &wave.slug())
    }
}

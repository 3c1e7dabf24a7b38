//! Places: every screen as an address after `#`, so that a link, the back button and "resume" mean the same.

use crate::domain::Id;
use crate::domain::consent::Paper;
use crate::domain::enrolment::Criterion;
use crate::domain::plan::Task;

/// The steps of the record, one question a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Question {
    Times,
    Content,
    Parts,
    People,
    Feedback,
    Worry,
    Us,
    Check,
}

impl Question {
    /// All, in order.
    pub const ALL: [Question; 8] = [
        Question::Times,
        Question::Content,
        Question::Parts,
        Question::People,
        Question::Feedback,
        Question::Worry,
        Question::Us,
        Question::Check,
    ];

    /// Its name in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            Question::Times => "times",
            Question::Content => "content",
            Question::Parts => "parts",
            Question::People => "people",
            Question::Feedback => "feedback",
            Question::Worry => "worry",
            Question::Us => "us",
            Question::Check => "check",
        }
    }

    /// The one that comes after it.
    pub fn next(self) -> Option<Question> {
        Question::ALL.into_iter().skip_while(|question| *question != self).nth(1)
    }
}

/// The four forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum FormKind {
    Plan,
    Process,
    Participants,
    Emergency,
}

impl FormKind {
    /// All four.
    pub const ALL: [FormKind; 4] = [FormKind::Plan, FormKind::Process, FormKind::Participants, FormKind::Emergency];

    /// Its name in addresses.
    pub fn slug(self) -> &'static str {
        match self {
            FormKind::Plan => "plan",
            FormKind::Process => "process",
            FormKind::Participants => "participants",
            FormKind::Emergency => "emergency",
        }
    }
}

/// The settings' own screens below Me.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Corner {
    Look,
    Lock,
    Records,
    Bin,
    Wipe,
    Community,
    Share,
    Invite,
    SecondPhone,
    Sees,
    Profiles,
    Numbers,
    Backup,
    Restore,
}

impl Corner {
    const ALL: [Corner; 14] = [
        Corner::Look,
        Corner::Lock,
        Corner::Records,
        Corner::Bin,
        Corner::Wipe,
        Corner::Community,
        Corner::Share,
        Corner::Invite,
        Corner::SecondPhone,
        Corner::Sees,
        Corner::Profiles,
        Corner::Backup,
        Corner::Numbers,
        Corner::Restore,
    ];

    fn slug(self) -> &'static str {
        match self {
            Corner::Look => "look",
            Corner::Lock => "lock",
            Corner::Records => "records",
            Corner::Bin => "bin",
            Corner::Wipe => "wipe",
            Corner::Community => "community",
            Corner::Share => "share",
            Corner::Invite => "invite",
            Corner::SecondPhone => "second-phone",
            Corner::Sees => "who-sees",
            Corner::Profiles => "profiles",
            Corner::Numbers => "numbers",
            Corner::Backup => "backup",
            Corner::Restore => "restore",
        }
    }
}

/// A screen.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum Place {
    Today,
    Sessions,
    People,
    Ideas,
    Me,
    Corner(Corner),
    Help,
    /// Emergency events, the open ones first.
    Events,
    /// A session's own page.
    Session(Id),
    /// The plan's task list.
    Plan(Id),
    Task(Id, Task),
    /// The ideas, to choose one for this plan.
    Choose(Id),
    CheckPlan(Id),
    /// What the texts of a session said before.
    Wordings(Id),
    Run(Id),
    Record(Id, Question),
    Amend(Id),
    /// An emergency event of a session, by its short id.
    Event(Id, String),
    Form(Id, FormKind),
    BlankForm(FormKind),
    Person(Id),
    /// What is asked before a person takes part.
    Enrolment(Id),
    Criterion(Id, Criterion),
    /// The figures of a person.
    About(Id),
    /// The interview before the service begins.
    Interview(Id),
    /// What a person is asked in the evaluation, by the wave's name.
    Evaluation(Id, String),
    /// The evaluation of all, and the sheet for the group, by the wave's name.
    Evaluations,
    Sheet(String),
    /// Consent and agreement with a person.
    Papers(Id),
    Paper(Id, Paper),
    /// The community's own text of a paper.
    PaperText(Paper),
    NewPerson,
    /// Bringing in a list of people.
    Import,
    /// Bringing in sessions from before the app.
    Older,
    /// The forms of a period, to print.
    Bundle,
    Idea(String),
    /// Writing an idea of our own, by its short id.
    EditIdea(String),
    /// The manual, one of its pages, all of it to print.
    Manual,
    ManualPage(String),
    Booklet,
    /// The training, one of its workshops, somebody's certificate.
    Training,
    Lesson(String),
    Certificate(Id),
    /// How the service is going, and one of the reports by its name.
    Reports,
    Report(String),
    /// The tables behind them, as files.
    Files,
    /// Handing the forms over, and receiving them.
    Submissions,
    /// All communities that are read here, one line each.
    Overview,
    /// A supervisor's day: what waits for an answer.
    Waiting,
    /// Questions to the group, and one of them.
    Questions,
    Asked(Id),
    /// Supervision, and one of its records.
    Supervision,
    SupervisionRecord(Id),
    /// How a peer is after a session.
    HowAmI(Id),
    /// Every part in every state; in development builds only.
    Workshop,
}

impl Place {
    /// The session that this screen is about.
    pub fn session(&self) -> Option<&Id> {
        match self {
            Place::Session(id)
            | Place::Plan(id)
            | Place::Task(id, _)
            | Place::Choose(id)
            | Place::CheckPlan(id)
            | Place::Wordings(id)
            | Place::Run(id)
            | Place::Record(id, _)
            | Place::Amend(id)
            | Place::Event(id, _)
            | Place::HowAmI(id)
            | Place::Form(id, _) => Some(id),
            _ => None,
        }
    }

    /// The address, without `#`.
    pub fn path(&self) -> String {
        match self {
            Place::Today => "/".into(),
            Place::Sessions => "/sessions".into(),
            Place::People => "/people".into(),
            Place::Ideas => "/ideas".into(),
            Place::Me => "/me".into(),
            Place::Corner(corner) => format!("/me/{}", corner.slug()),
            Place::Help => "/help".into(),
            Place::Events => "/events".into(),
            Place::Session(id) => format!("/sessions/{id}"),
            Place::Plan(id) => format!("/sessions/{id}/plan"),
            Place::Task(id, task) => format!("/sessions/{id}/plan/{}", task.slug()),
            Place::Choose(id) => format!("/sessions/{id}/ideas"),
            Place::CheckPlan(id) => format!("/sessions/{id}/check"),
            Place::Wordings(id) => format!("/sessions/{id}/wordings"),
            Place::Run(id) => format!("/sessions/{id}/run"),
            Place::Record(id, question) => format!("/sessions/{id}/record/{}", question.slug()),
            Place::Amend(id) => format!("/sessions/{id}/amend"),
            Place::Event(id, event) => format!("/sessions/{id}/event/{event}"),
            Place::Form(id, form) => format!("/sessions/{id}/form/{}", form.slug()),
            Place::BlankForm(form) => format!("/forms/{}", form.slug()),
            Place::Person(id) => format!("/people/{id}"),
            Place::Enrolment(id) => format!("/people/{id}/enrolment"),
            Place::Criterion(id, criterion) => format!("/people/{id}/enrolment/{}", criterion.slug()),
            Place::About(id) => format!("/people/{id}/about"),
            Place::Interview(id) => format!("/people/{id}/interview"),
            Place::Evaluation(id, wave) => format!("/people/{id}/evaluation/{wave}"),
            Place::Evaluations => "/evaluation".into(),
            Place::Sheet(wave) => format!("/evaluation/{wave}"),
            Place::Papers(id) => format!("/people/{id}/papers"),
            Place::Paper(id, paper) => format!("/people/{id}/papers/{}", paper.slug()),
            Place::PaperText(paper) => format!("/me/community/{}", paper.slug()),
            Place::Import => "/people/import".into(),
            Place::Older => "/sessions/older".into(),
            Place::Bundle => "/forms".into(),
            Place::NewPerson => "/people/new".into(),
            Place::EditIdea(id) => format!("/ideas/{id}/edit"),
            Place::Idea(id) => format!("/ideas/{id}"),
            Place::Manual => "/manual".into(),
            Place::ManualPage(id) => format!("/manual/{id}"),
            Place::Booklet => "/booklet".into(),
            Place::Training => "/training".into(),
            Place::Lesson(id) => format!("/training/{id}"),
            Place::Certificate(id) => format!("/people/{id}/certificate"),
            Place::Submissions => "/submissions".into(),
            Place::Overview => "/overview".into(),
            Place::Reports => "/reports".into(),
            Place::Files => "/files".into(),
            Place::Report(topic) => format!("/reports/{topic}"),
            Place::Waiting => "/waiting".into(),
            Place::Questions => "/questions".into(),
            Place::Asked(id) => format!("/questions/{id}"),
            Place::Supervision => "/supervision".into(),
            Place::SupervisionRecord(id) => format!("/supervision/{id}"),
            Place::HowAmI(id) => format!("/sessions/{id}/how-am-i"),
            Place::Workshop => "/workshop".into(),
        }
    }

    /// The address as a link's `href`.
    pub fn href(&self) -> String {
        format!("#{}", self.path())
    }

    /// The place of an address; Today for anything unknown. A leading `#` and trailing junk after `?` are ignored.
    pub fn parse(address: &str) -> Place {
        let path = address.trim_start_matches('#').split('?').next().unwrap_or_default();
        let parts: Vec<&str> = path.split('/').filter(|part| !part.is_empty()).collect();
        known(&parts).unwrap_or(Place::Today)
    }
}

fn known(parts: &[&str]) -> Option<Place> {
    let form = |slug: &str| FormKind::ALL.into_iter().find(|form| form.slug() == slug);
    Some(match *parts {
        ["sessions"] => Place::Sessions,
        ["people"] => Place::People,
        ["ideas"] => Place::Ideas,
        ["me"] => Place::Me,
        ["me", corner] => Place::Corner(Corner::ALL.into_iter().find(|known| known.slug() == corner)?),
        ["help"] => Place::Help,
        ["events"] => Place::Events,
        ["workshop"] => Place::Workshop,
        ["manual"] => Place::Manual,
        ["manual", id] => Place::ManualPage(id.to_owned()),
        ["booklet"] => Place::Booklet,
        ["submissions"] => Place::Submissions,
        ["overview"] => Place::Overview,
        ["waiting"] => Place::Waiting,
        ["questions"] => Place::Questions,
        ["questions", id] => Place::Asked(Id::parse(id)?),
        ["supervision"] => Place::Supervision,
        ["supervision", id] => Place::SupervisionRecord(Id::parse(id)?),
        ["reports"] => Place::Reports,
        ["files"] => Place::Files,
        ["reports", topic] => Place::Report(topic.to_owned()),
        ["training"] => Place::Training,
        ["training", id] => Place::Lesson(id.to_owned()),
        ["people", id, "certificate"] => Place::Certificate(Id::parse(id)?),
        ["forms", slug] => Place::BlankForm(form(slug)?),
        ["people", "import"] => Place::Import,
        ["people", "new"] => Place::NewPerson,
        ["people", id] => Place::Person(Id::parse(id)?),
        ["me", "community", paper] => Place::PaperText(Paper::parse(paper)?),
        ["people", id, "about"] => Place::About(Id::parse(id)?),
        ["people", id, "interview"] => Place::Interview(Id::parse(id)?),
        ["people", id, "evaluation", wave] => Place::Evaluation(Id::parse(id)?, wave.to_owned()),
        ["evaluation"] => Place::Evaluations,
        ["evaluation", wave] => Place::Sheet(wave.to_owned()),
        ["people", id, "papers"] => Place::Papers(Id::parse(id)?),
        ["people", id, "papers", paper] => Place::Paper(Id::parse(id)?, Paper::parse(paper)?),
        ["people", id, "enrolment"] => Place::Enrolment(Id::parse(id)?),
        ["people", id, "enrolment", slug] => Place::Criterion(Id::parse(id)?, Criterion::parse(slug)?),
        ["ideas", id, "edit"] => Place::EditIdea(id.to_owned()),
        ["ideas", id] => Place::Idea(id.to_owned()),
        ["sessions", "older"] => Place::Older,
        ["forms"] => Place::Bundle,
        ["sessions", id] => Place::Session(Id::parse(id)?),
        ["sessions", id, ref rest @ ..] => {
            let id = Id::parse(id)?;
            match *rest {
                ["plan"] => Place::Plan(id),
                ["plan", task] => Place::Task(id, Task::parse(task)?),
                ["ideas"] => Place::Choose(id),
                ["check"] => Place::CheckPlan(id),
                ["wordings"] => Place::Wordings(id),
                ["run"] => Place::Run(id),
                ["record", slug] => {
                    Place::Record(id, Question::ALL.into_iter().find(|question| question.slug() == slug)?)
                }
                ["amend"] => Place::Amend(id),
                ["how-am-i"] => Place::HowAmI(id),
                ["event", event] => Place::Event(id, event.to_owned()),
                ["form", slug] => Place::Form(id, form(slug)?),
                _ => return None,
            }
        }
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_address_leads_back_to_its_place() {
        let id = Id::parse("saaaaaaaaaaaaaaaa").expect("an id");
        let person = Id::parse("paaaaaaaaaaaaaaaa").expect("an id");
        let mut places = vec![
            Place::Today,
            Place::Sessions,
            Place::People,
            Place::Ideas,
            Place::Me,
            Place::Help,
            Place::Events,
            Place::Session(id.clone()),
            Place::Plan(id.clone()),
            Place::Choose(id.clone()),
            Place::CheckPlan(id.clone()),
            Place::Wordings(id.clone()),
            Place::Run(id.clone()),
            Place::Amend(id.clone()),
            Place::Event(id.clone(), "e1".into()),
            Place::NewPerson,
            Place::Import,
            Place::Older,
            Place::Bundle,
            Place::Person(person.clone()),
            Place::Enrolment(person.clone()),
            Place::Papers(person.clone()),
            Place::About(person.clone()),
            Place::Interview(person.clone()),
            Place::Evaluation(person.clone(), "y1".into()),
            Place::Evaluations,
            Place::Sheet("before".into()),
            Place::Idea("social.body_language".into()),
            Place::EditIdea("abc".into()),
            Place::Manual,
            Place::ManualPage("boundaries".into()),
            Place::Booklet,
            Place::Training,
            Place::Lesson("listening".into()),
            Place::Certificate(person.clone()),
            Place::Overview,
            Place::Waiting,
            Place::Questions,
            Place::Asked(Id::parse("qaaaaaaaaaaaaaaaa").expect("an id")),
            Place::Supervision,
            Place::SupervisionRecord(Id::parse("vaaaaaaaaaaaaaaaa").expect("an id")),
            Place::HowAmI(id.clone()),
            Place::Workshop,
        ];
        places.extend(Paper::ALL.map(|paper| Place::Paper(person.clone(), paper)));
        places.extend(Paper::ALL.map(Place::PaperText));
        let criteria = Criterion::of(crate::domain::person::Role::Peer).iter();
        places.extend(criteria.map(|criterion| Place::Criterion(person.clone(), *criterion)));
        places.extend(Task::ALL.map(|task| Place::Task(id.clone(), task)));
        places.extend(Question::ALL.map(|question| Place::Record(id.clone(), question)));
        places.extend(FormKind::ALL.map(|form| Place::Form(id.clone(), form)));
        places.extend(FormKind::ALL.map(Place::BlankForm));
        places.extend(Corner::ALL.map(Place::Corner));
        for place in places {
            assert_eq!(Place::parse(&place.href()), place);
        }
    }

    #[test]
    fn a_broken_address_leads_home() {
        for address in ["", "#", "#/nowhere", "#/sessions/../x", "#/sessions/saaaaaaaaaaaaaaaa/record/x"] {
            assert_eq!(Place::parse(address), Place::Today, "{address}");
        }
        assert_eq!(Place::parse("#/people?from=timeline"), Place::People);
    }
}

//! The screens behind Today and behind the first pages of the first run. They are a module of their own, fetched as soon as the first screen stands, so that a
//! first visit waits for half the app only. Several phones are a third module, fetched when somebody shares; reports a fourth, when somebody asks. The service
//! worker keeps them all.

use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::device::TROUBLE;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::parts::*;
use super::welcome::{Choices, Step};
use super::{
    about, amend, backup, check_plan, corner, criterion, enrol, event, files, form, help, idea, ideas, import,
    interview, invite, join, lesson, manual, me, own_idea, paper_text, papers, people, person, plan, record, recover,
    report, reports, restore, run, say, sees, session, sessions, share, submissions, task, today, training,
    welcome_end, wordings,
};
use crate::boot::leave;
use crate::shell::Shell;

/// What can be shown.
pub enum Room {
    /// A place of the open community.
    Place(Place),
    /// The later pages of the first run.
    SetUp(Choices),
    /// Coming in by an invitation, or by the recovery words.
    Join(Choices),
    /// Bringing a backup back where nothing is yet.
    Restore(Choices),
    /// No screen: lets the courier of a shared community run.
    Share(Shell),
}

/// From a room to its screen.
type Open = fn(Room) -> AnyView;

/// The screens, as far as they are here.
#[derive(Clone, Copy, Debug)]
pub struct Rooms {
    all: RwSignal<State>,
    sharing: RwSignal<State>,
    desk: RwSignal<State>,
}

#[derive(Clone, Copy, Debug)]
enum State {
    /// Nobody asked for it.
    Away,
    Coming,
    Here(Open),
    Missing,
}

impl Rooms {
    /// Begins to fetch them; those of sharing only when somebody shares.
    pub fn fetch() -> Rooms {
        let away = || RwSignal::new(State::Away);
        let rooms = Rooms { all: away(), sharing: away(), desk: away() };
        rooms.fetch_all();
        rooms
    }

    fn fetch_all(self) {
        self.all.set(State::Coming);
        leptos::task::spawn_local(async move {
            self.all.set(doors().await.map_or(State::Missing, State::Here));
        });
    }

    fn fetch_sharing(self) {
        if matches!(self.sharing.get_untracked(), State::Away | State::Missing) {
            self.sharing.set(State::Coming);
            leptos::task::spawn_local(async move {
                self.sharing.set(sharing_doors().await.map_or(State::Missing, State::Here));
            });
        }
    }

    fn fetch_desk(self) {
        if matches!(self.desk.get_untracked(), State::Away | State::Missing) {
            self.desk.set(State::Coming);
            leptos::task::spawn_local(async move {
                self.desk.set(desk_doors().await.map_or(State::Missing, State::Here));
            });
        }
    }

    fn again(self) {
        if matches!(self.all.get_untracked(), State::Missing) {
            self.fetch_all();
        }
        if matches!(self.sharing.get_untracked(), State::Missing) {
            self.fetch_sharing();
        }
        if matches!(self.desk.get_untracked(), State::Missing) {
            self.fetch_desk();
        }
    }

    /// Lets the courier of a shared community run, as soon as it is here.
    pub fn share(self, shell: Shell) {
        if shell.local().shared {
            self.fetch_sharing();
            if let State::Here(open) = self.sharing.get() {
                open(Room::Share(shell));
            }
        }
    }

    /// The screen of a room; until it is here, that it is coming, or why it is not.
    pub fn show(self, room: Room) -> AnyView {
        let state = if room.is_sharing() {
            self.fetch_sharing();
            self.sharing
        } else if room.is_desk() {
            self.fetch_desk();
            self.desk
        } else {
            self.all
        };
        match (room, state.get()) {
            (Room::Place(Place::Today), _) => view! { <today::TodayScreen/> }.into_any(),
            (room, State::Here(open)) => open(room),
            (_, State::Away | State::Coming) => view! { <Loading/> }.into_any(),
            (_, State::Missing) => view! { <MissingScreen rooms=self/> }.into_any(),
        }
    }
}

impl Room {
    /// Whether it is in the module of reports.
    fn is_desk(&self) -> bool {
        let corner = |corner: &Corner| matches!(corner, Corner::Backup | Corner::Restore);
        match self {
            Room::Place(Place::Corner(place)) => corner(place),
            Room::Place(Place::Reports | Place::Report(_) | Place::Files | Place::Submissions) => true,
            Room::Restore(_) => true,
            _ => false,
        }
    }

    /// Whether it is in the module of sharing.
    fn is_sharing(&self) -> bool {
        let corner =
            |corner: &Corner| matches!(corner, Corner::Share | Corner::Invite | Corner::SecondPhone | Corner::Sees);
        match self {
            Room::Place(Place::Corner(place)) => corner(place),
            Room::Join(_) | Room::Share(_) => true,
            _ => false,
        }
    }
}

/// The rest of the app could not be fetched. It can only happen before the first visit is complete.
#[component]
fn MissingScreen(rooms: Rooms) -> impl IntoView {
    // With a network it may be a newer version that is out there: load the page anew.
    let again = move |()| match window().navigator().on_line() {
        true => leave::load_again(),
        false => rooms.again(),
    };
    view! {
        <Page title=TROUBLE.rooms back=Back::to("#/", engine::words::screens::TODAY.title)>
            <p class="lead">{say(TROUBLE.rooms_do)}</p>
            <Button label=engine::words::screens::COMMON.retry on_press=again kind=Kind::Primary/>
        </Page>
    }
}

/// The door to the second module. A debug build is one module.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(rooms, wasm_split_path = ::leptos::wasm_split, fallible)]
fn doors() -> Result<Open, SplitLoaderError> {
    Ok(open)
}

#[cfg(debug_assertions)]
async fn doors() -> Result<Open, SplitLoaderError> {
    Ok(open)
}

/// The door to the third module: several phones.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(share, wasm_split_path = ::leptos::wasm_split, fallible)]
fn sharing_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_sharing)
}

#[cfg(debug_assertions)]
async fn sharing_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_sharing)
}

/// The door to the fourth module: reports.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(desk, wasm_split_path = ::leptos::wasm_split, fallible)]
fn desk_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_desk)
}

#[cfg(debug_assertions)]
async fn desk_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_desk)
}

fn open_desk(room: Room) -> AnyView {
    match room {
        Room::Place(Place::Report(topic)) => view! { <report::ReportScreen topic=topic/> }.into_any(),
        Room::Place(Place::Files) => view! { <files::FilesScreen/> }.into_any(),
        Room::Place(Place::Submissions) => view! { <submissions::SubmissionsScreen/> }.into_any(),
        Room::Place(Place::Corner(Corner::Backup)) => view! { <backup::BackupScreen/> }.into_any(),
        Room::Place(Place::Corner(_)) => view! { <restore::RestoreScreen/> }.into_any(),
        Room::Restore(choices) => view! { <restore::RestorePage choices/> }.into_any(),
        _ => view! { <reports::ReportsScreen/> }.into_any(),
    }
}

fn open_sharing(room: Room) -> AnyView {
    match room {
        Room::Join(choices) if choices.step.get_untracked() == Step::Recover => {
            view! { <recover::RecoverPage choices/> }.into_any()
        }
        Room::Join(choices) => view! { <join::JoinPage choices/> }.into_any(),
        Room::Share(shell) => {
            crate::sharing::start(shell);
            ().into_any()
        }
        Room::Place(Place::Corner(Corner::Invite)) => view! { <invite::InviteScreen second=false/> }.into_any(),
        Room::Place(Place::Corner(Corner::SecondPhone)) => view! { <invite::InviteScreen second=true/> }.into_any(),
        Room::Place(Place::Corner(Corner::Sees)) => view! { <sees::SeesScreen/> }.into_any(),
        _ => view! { <share::ShareScreen/> }.into_any(),
    }
}

fn open(room: Room) -> AnyView {
    let place = match room {
        Room::Place(place) => place,
        Room::SetUp(choices) => return welcome_end::page(choices),
        Room::Join(_) | Room::Restore(_) | Room::Share(_) => return ().into_any(),
    };
    match place {
        Place::Today => view! { <today::TodayScreen/> }.into_any(),
        Place::Sessions => view! { <sessions::SessionsScreen/> }.into_any(),
        Place::People => view! { <people::PeopleScreen/> }.into_any(),
        Place::NewPerson => view! { <people::NewPersonScreen/> }.into_any(),
        Place::Person(id) => view! { <person::PersonScreen id=id/> }.into_any(),
        Place::Enrolment(id) => view! { <enrol::EnrolmentScreen id=id/> }.into_any(),
        Place::Manual => view! { <manual::ManualScreen/> }.into_any(),
        Place::ManualPage(id) => view! { <manual::ManualPageScreen id=id/> }.into_any(),
        Place::Booklet => view! { <manual::BookletScreen/> }.into_any(),
        Place::Training => view! { <training::TrainingScreen/> }.into_any(),
        Place::Reports | Place::Report(_) | Place::Files | Place::Submissions => ().into_any(),
        Place::Lesson(id) => view! { <lesson::LessonScreen id=id/> }.into_any(),
        Place::Certificate(id) => view! { <training::CertificateScreen id=id/> }.into_any(),
        Place::Import => view! { <import::ImportScreen/> }.into_any(),
        Place::About(id) => view! { <about::AboutScreen id=id/> }.into_any(),
        Place::Interview(id) => view! { <interview::InterviewScreen id=id/> }.into_any(),
        Place::Papers(id) => view! { <papers::PapersScreen id=id/> }.into_any(),
        Place::Paper(id, paper) => view! { <papers::PaperScreen id=id paper=paper/> }.into_any(),
        Place::PaperText(paper) => view! { <paper_text::PaperTextScreen paper=paper/> }.into_any(),
        Place::Criterion(id, criterion) => view! { <criterion::CriterionScreen id=id criterion=criterion/> }.into_any(),
        Place::Ideas => view! { <ideas::IdeasScreen/> }.into_any(),
        Place::Idea(id) => view! { <idea::IdeaScreen id=id/> }.into_any(),
        Place::EditIdea(short) => view! { <own_idea::EditIdeaScreen short=short/> }.into_any(),
        Place::Choose(id) => view! { <ideas::ChooseScreen session=id/> }.into_any(),
        Place::Me => view! { <me::MeScreen/> }.into_any(),
        Place::Corner(corner) => view! { <corner::CornerScreen corner=corner/> }.into_any(),
        Place::Help => view! { <help::HelpScreen/> }.into_any(),
        Place::Session(id) => view! { <session::SessionScreen id=id/> }.into_any(),
        Place::Plan(id) => view! { <plan::PlanScreen id=id/> }.into_any(),
        Place::Task(id, task) => view! { <task::TaskScreen id=id task=task/> }.into_any(),
        Place::Wordings(id) => view! { <wordings::WordingsScreen id=id/> }.into_any(),
        Place::CheckPlan(id) => view! { <check_plan::CheckPlanScreen id=id/> }.into_any(),
        Place::Run(id) => view! { <run::RunScreen id=id/> }.into_any(),
        Place::Record(id, question) => view! { <record::RecordScreen id=id question=question/> }.into_any(),
        Place::Amend(id) => view! { <amend::AmendScreen id=id/> }.into_any(),
        Place::Event(id, event) => view! { <event::EventScreen id=id event=event/> }.into_any(),
        Place::Form(id, form) => view! { <form::FormScreen id=id form=form/> }.into_any(),
        Place::BlankForm(form) => view! { <form::BlankFormScreen form=form/> }.into_any(),
        #[cfg(feature = "workshop")]
        Place::Workshop => view! { <super::workshop::Workshop/> }.into_any(),
        #[cfg(not(feature = "workshop"))]
        Place::Workshop => view! { <today::TodayScreen/> }.into_any(),
    }
}

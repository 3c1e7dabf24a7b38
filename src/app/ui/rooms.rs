//! The screens behind Today and behind the first pages of the first run. They are a module of their own, fetched as soon as the first screen stands, so that a
//! first visit waits for half the app only. Several phones are a third module, fetched when somebody shares, and coming in one beside it; reports another, when somebody asks; the lock
//! and what is wrong with the store, before a device that is not open. The service worker keeps them all.

use engine::domain::supervision::Supervision;
use engine::sync::Place;
use engine::sync::place::Corner;
use engine::words::device::TROUBLE;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::app::WithHelp;
use super::locked::LockedScreen;
use super::parts::*;
use super::trouble::{ElsewhereScreen, TroubleScreen};
use super::welcome::{Choices, Step};
use super::{
    about, amend, asks_me, backup, bundle, check_plan, corner, criterion, enrol, evaluate, evaluations, event, events,
    files, form, group_sheet, handed, help, how_am_i, idea, ideas, import, interview, invite, join, lesson, manual, me,
    numbers, older, overview, own_idea, paper_text, papers, people, person, plan, questions, record, recording,
    recover, report, reports, resting, restore, run, say, sees, session, sessions, share, share_words, start_day,
    submissions, supervision, supervision_record, task, today, training, waiting, way_to_sample, welcome_end, wordings,
};
use crate::boot::profiles::{given_mark, handed_mark};
use crate::boot::{Stage, leave};
use crate::browser;
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
    /// The part of a supervision record's page that records and plays.
    Recording(Memo<Supervision>),
    /// The part of Today that says who needs a break.
    Resting,
    /// The day on which the service began: part of several pages.
    Start,
    /// The part of the page of several phones that draws and tests the recovery words, and what founds with them.
    Words(Founds),
    /// No screen: sets right what was recorded here.
    Settle(Shell),
    /// No screen: lets the courier of a shared community run.
    Share(Shell),
    /// A device that is locked, in trouble, or open in another tab.
    Shut(Stage),
    /// The phone is in the hands of who answers questions: whatever the address says.
    Handed,
}

/// How long after the module of sharing did not come it is asked for again, in milliseconds.
const ASK_AGAIN: u32 = 30_000;

/// Founds a community with recovery words; tells whether it did.
pub type Founds = fn(Shell, [u8; 16]) -> std::pin::Pin<Box<dyn Future<Output = bool>>>;

/// From a room to its screen.
type Open = fn(Room) -> AnyView;

/// A module behind the first one.
#[derive(Clone, Copy, PartialEq)]
enum Wing {
    /// All that a first visit does not wait for.
    Later,
    /// Several phones.
    Sharing,
    /// Inviting and coming in: once for each phone.
    Joining,
    /// Reports, and tables that go out or come in.
    Desk,
    /// Guidance, supervision, questions, evaluation; and the drawing of recovery words.
    Care,
    /// What is done about one person, forms handed over or printed, training and the manual.
    People,
    /// What is set and kept on this phone: look, lock, records, backups, recordings.
    Mine,
    /// What stands before a device that is not open.
    Shut,
}

impl Wing {
    const ALL: [Wing; 8] =
        [Wing::Later, Wing::Sharing, Wing::Joining, Wing::Desk, Wing::Care, Wing::People, Wing::Mine, Wing::Shut];
}

/// The screens, as far as they are here.
#[derive(Clone, Copy, Debug)]
pub struct Rooms {
    /// By [`Wing`].
    wings: [RwSignal<State>; Wing::ALL.len()],
    /// The phone is in the hands of who answers questions: nothing else is shown.
    pub handed: RwSignal<bool>,
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
    /// Begins to fetch them; those on demand only when somebody asks.
    pub fn fetch() -> Rooms {
        let handed = RwSignal::new(browser::remembered(&handed_mark()).is_some());
        let rooms = Rooms { wings: Wing::ALL.map(|_| RwSignal::new(State::Away)), handed };
        rooms.fetch_wing(Wing::Later);
        rooms
    }

    fn state(self, wing: Wing) -> RwSignal<State> {
        self.wings[wing as usize]
    }

    fn fetch_wing(self, wing: Wing) {
        let state = self.state(wing);
        state.set(State::Coming);
        leptos::task::spawn_local(async move {
            let open = match wing {
                Wing::Later => doors().await,
                Wing::Sharing => sharing_doors().await,
                Wing::Joining => joining_doors().await,
                Wing::Desk => desk_doors().await,
                Wing::Care => care_doors().await,
                Wing::People => people_doors().await,
                Wing::Mine => mine_doors().await,
                Wing::Shut => shut_doors().await,
            };
            state.set(open.map_or(State::Missing, State::Here));
        });
    }

    /// What is here of a wing, which is fetched if nobody asked for it yet.
    fn look(self, wing: Wing) -> State {
        let state = self.state(wing);
        if matches!(state.get_untracked(), State::Away) {
            self.fetch_wing(wing);
        }
        state.get()
    }

    fn again(self) {
        for wing in Wing::ALL {
            if matches!(self.state(wing).get_untracked(), State::Missing) {
                self.fetch_wing(wing);
            }
        }
    }

    /// The lock has opened: where the phone was given back before, or it was too long ago, it is in nobody's hands any more.
    pub fn unlocked(self) {
        if browser::remembered(&given_mark()).is_some() || !handed::in_hands() {
            [handed_mark(), given_mark()].iter().for_each(|mark| browser::remember(mark, None));
            self.handed.set(false);
        }
    }

    /// Lets the courier of a shared community run, as soon as it is here.
    pub fn share(self, shell: Shell) {
        if shell.local().shared {
            match self.look(Wing::Sharing) {
                State::Here(open) => _ = open(Room::Share(shell)),
                State::Missing => _ = Timeout::new(ASK_AGAIN, move || self.again()).forget(),
                State::Away | State::Coming => {}
            }
        }
    }

    /// What is no screen of its own, within a screen: nothing until it is here, a quiet line where it does not come.
    pub fn part(self, room: Room) -> AnyView {
        match self.look(room.wing()) {
            State::Here(open) => open(room),
            State::Away | State::Coming => ().into_any(),
            // Today is complete without it.
            State::Missing if matches!(room, Room::Resting) => ().into_any(),
            State::Missing => {
                view! { <p class="quiet">{say(TROUBLE.rooms)}<br/>{say(TROUBLE.rooms_do)}</p> }.into_any()
            }
        }
    }

    /// The screen of a room; until it is here, that it is coming, or why it is not.
    pub fn show(self, room: Room) -> AnyView {
        let room = match room {
            // A lock, or a first run, has no questions to ask.
            Room::Place(_) if self.handed.get() => Room::Handed,
            room => room,
        };
        let state = self.look(room.wing());
        match (room, state) {
            (Room::Place(Place::Today), _) => view! { <today::TodayScreen/> }.into_any(),
            (room, State::Here(open)) => open(room),
            (_, State::Away | State::Coming) => view! { <Loading/> }.into_any(),
            (_, State::Missing) => view! { <MissingScreen rooms=self/> }.into_any(),
        }
    }
}

impl Room {
    /// In which module it is.
    fn wing(&self) -> Wing {
        let place = match self {
            Room::Place(place) => place,
            Room::SetUp(_) | Room::Resting => return Wing::Later,
            Room::Share(_) => return Wing::Sharing,
            Room::Join(_) => return Wing::Joining,
            // Care has room for them; what is needed once waits for it.
            Room::Handed | Room::Words(_) => return Wing::Care,
            Room::Start => return Wing::People,
            Room::Restore(_) | Room::Recording(_) | Room::Settle(_) => return Wing::Mine,
            Room::Shut(_) => return Wing::Shut,
        };
        match place {
            Place::Corner(Corner::Share) => Wing::Sharing,
            Place::Corner(Corner::Invite | Corner::SecondPhone) => Wing::Joining,
            Place::Reports | Place::Report(_) | Place::Files | Place::Overview | Place::Older => Wing::Desk,
            Place::Submissions | Place::Bundle => Wing::People,
            Place::Waiting | Place::Questions | Place::Asked(_) | Place::HowAmI(_) => Wing::Care,
            Place::Supervision | Place::SupervisionRecord(_) => Wing::Care,
            Place::Evaluation(..) | Place::Evaluations | Place::Sheet(_) | Place::Corner(Corner::Numbers) => Wing::Care,
            Place::NewPerson | Place::Person(_) | Place::Enrolment(_) | Place::Criterion(..) => Wing::People,
            Place::About(_) | Place::Interview(_) | Place::Import => Wing::People,
            Place::Papers(_) | Place::Paper(..) | Place::PaperText(_) => Wing::People,
            Place::Training | Place::Lesson(_) | Place::Certificate(_) => Wing::People,
            Place::Manual | Place::ManualPage(_) | Place::Booklet => Wing::People,
            Place::Corner(_) => Wing::Mine,
            _ => Wing::Later,
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

/// The door to the module of guidance: supervisors' screens, questions, supervision.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(care, wasm_split_path = ::leptos::wasm_split, fallible)]
fn care_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_care)
}

#[cfg(debug_assertions)]
async fn care_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_care)
}

fn open_care(room: Room) -> AnyView {
    match room {
        Room::Place(Place::Questions) => view! { <questions::QuestionsScreen/> }.into_any(),
        Room::Place(Place::Asked(id)) => view! { <questions::QuestionScreen id=id/> }.into_any(),
        Room::Place(Place::Supervision) => view! { <supervision::SupervisionScreen/> }.into_any(),
        Room::Place(Place::SupervisionRecord(id)) => view! { <supervision_record::RecordScreen id=id/> }.into_any(),
        Room::Place(Place::HowAmI(id)) => view! { <how_am_i::HowAmIScreen id=id/> }.into_any(),
        Room::Place(Place::Corner(_)) => view! { <numbers::NumbersScreen/> }.into_any(),
        Room::Handed => view! { <handed::HandedScreen/> }.into_any(),
        Room::Words(founds) => view! { <share_words::SetUp founds/> }.into_any(),
        Room::Place(Place::Evaluation(id, wave)) => view! { <evaluate::EvaluateScreen id=id wave=wave/> }.into_any(),
        Room::Place(Place::Evaluations) => view! { <evaluations::EvaluationsScreen/> }.into_any(),
        Room::Place(Place::Sheet(wave)) => view! { <group_sheet::GroupSheetScreen wave=wave/> }.into_any(),
        _ => view! { <waiting::WaitingScreen/> }.into_any(),
    }
}

/// The door to the module of one person, of training and of the manual.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(people, wasm_split_path = ::leptos::wasm_split, fallible)]
fn people_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_people)
}

#[cfg(debug_assertions)]
async fn people_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_people)
}

fn open_people(room: Room) -> AnyView {
    match room {
        Room::Place(Place::NewPerson) => view! { <people::NewPersonScreen/> }.into_any(),
        Room::Place(Place::Person(id)) => view! { <person::PersonScreen id=id/> }.into_any(),
        Room::Place(Place::Enrolment(id)) => view! { <enrol::EnrolmentScreen id=id/> }.into_any(),
        Room::Place(Place::Criterion(id, criterion)) => {
            view! { <criterion::CriterionScreen id=id criterion=criterion/> }.into_any()
        }
        Room::Place(Place::About(id)) => view! { <about::AboutScreen id=id/> }.into_any(),
        Room::Place(Place::Interview(id)) => view! { <interview::InterviewScreen id=id/> }.into_any(),
        Room::Place(Place::Import) => view! { <import::ImportScreen/> }.into_any(),
        Room::Place(Place::Papers(id)) => view! { <papers::PapersScreen id=id/> }.into_any(),
        Room::Place(Place::Paper(id, paper)) => view! { <papers::PaperScreen id=id paper=paper/> }.into_any(),
        Room::Place(Place::PaperText(paper)) => view! { <paper_text::PaperTextScreen paper=paper/> }.into_any(),
        Room::Place(Place::Training) => view! { <training::TrainingScreen/> }.into_any(),
        Room::Place(Place::Lesson(id)) => view! { <lesson::LessonScreen id=id/> }.into_any(),
        Room::Place(Place::Certificate(id)) => view! { <training::CertificateScreen id=id/> }.into_any(),
        Room::Place(Place::Manual) => view! { <manual::ManualScreen/> }.into_any(),
        Room::Place(Place::ManualPage(id)) => view! { <manual::ManualPageScreen id=id/> }.into_any(),
        Room::Place(Place::Booklet) => view! { <manual::BookletScreen/> }.into_any(),
        Room::Place(Place::Bundle) => view! { <bundle::BundleScreen/> }.into_any(),
        Room::Place(Place::Submissions) => view! { <submissions::SubmissionsScreen/> }.into_any(),
        Room::Start => view! { <start_day::StartDay/> }.into_any(),
        _ => ().into_any(),
    }
}

/// The door to the module of what is set and kept on this phone.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(mine, wasm_split_path = ::leptos::wasm_split, fallible)]
fn mine_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_mine)
}

#[cfg(debug_assertions)]
async fn mine_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_mine)
}

fn open_mine(room: Room) -> AnyView {
    match room {
        Room::Place(Place::Corner(Corner::Backup)) => view! { <backup::BackupScreen/> }.into_any(),
        Room::Restore(choices) => view! { <restore::RestorePage choices/> }.into_any(),
        Room::Recording(record) => view! { <recording::Recording record/> }.into_any(),
        Room::Settle(shell) => {
            leptos::task::spawn_local(async move { _ = crate::sound::keep::settle(shell).await });
            ().into_any()
        }
        Room::Place(Place::Corner(Corner::Sees)) => view! { <sees::SeesScreen/> }.into_any(),
        Room::Place(Place::Corner(Corner::Restore)) => view! { <restore::RestoreScreen/> }.into_any(),
        Room::Place(Place::Corner(corner)) => view! { <corner::CornerScreen corner=corner/> }.into_any(),
        _ => ().into_any(),
    }
}

/// The door to the module of what stands before a device that is not open: most first visits never see it.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(shut, wasm_split_path = ::leptos::wasm_split, fallible)]
fn shut_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_shut)
}

#[cfg(debug_assertions)]
async fn shut_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_shut)
}

fn open_shut(room: Room) -> AnyView {
    match room {
        Room::Shut(Stage::Locked { kind, wait_until }) => view! { <LockedScreen kind wait_until/> }.into_any(),
        Room::Shut(Stage::Trouble(trouble)) => {
            let screen = move || view! { <TroubleScreen trouble=trouble.clone()/> };
            view! { <WithHelp>{screen.clone()}</WithHelp> }.into_any()
        }
        _ => view! { <WithHelp>{|| view! { <ElsewhereScreen/> }}</WithHelp> }.into_any(),
    }
}

fn open_desk(room: Room) -> AnyView {
    match room {
        Room::Place(Place::Report(topic)) if topic == reports::SAMPLE_PAGE => {
            view! { <reports::ReportsScreen sample=true/> }.into_any()
        }
        Room::Place(Place::Report(topic)) => view! { <report::ReportScreen topic=topic/> }.into_any(),
        Room::Place(Place::Files) => view! { <files::FilesScreen/> }.into_any(),
        Room::Place(Place::Older) => view! { <older::OlderScreen/> }.into_any(),
        Room::Place(Place::Overview) => view! { <overview::OverviewScreen/> }.into_any(),
        _ => view! { <reports::ReportsScreen/> }.into_any(),
    }
}

fn open_sharing(room: Room) -> AnyView {
    match room {
        Room::Share(shell) => {
            crate::sharing::start(shell);
            ().into_any()
        }
        _ => view! { <share::ShareScreen/> }.into_any(),
    }
}

/// The door to the module of inviting and coming in: once for each phone.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(join, wasm_split_path = ::leptos::wasm_split, fallible)]
fn joining_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_joining)
}

#[cfg(debug_assertions)]
async fn joining_doors() -> Result<Open, SplitLoaderError> {
    Ok(open_joining)
}

fn open_joining(room: Room) -> AnyView {
    match room {
        Room::Join(choices) if choices.step.get_untracked() == Step::Recover => {
            view! { <recover::RecoverPage choices/> }.into_any()
        }
        Room::Join(choices) => view! { <join::JoinPage choices/> }.into_any(),
        Room::Place(Place::Corner(Corner::SecondPhone)) => view! { <invite::InviteScreen second=true/> }.into_any(),
        Room::Place(_) => view! { <invite::InviteScreen second=false/> }.into_any(),
        _ => ().into_any(),
    }
}

fn open(room: Room) -> AnyView {
    let place = match room {
        Room::Place(place) => place,
        Room::SetUp(choices) => return welcome_end::page(choices),
        Room::Resting => {
            return view! { <resting::Resting/><asks_me::AsksMe/><way_to_sample::WayToSample/> }.into_any();
        }
        Room::Join(_) | Room::Restore(_) | Room::Share(_) | Room::Shut(_) | Room::Handed => return ().into_any(),
        Room::Recording(_) | Room::Settle(_) | Room::Words(_) | Room::Start => return ().into_any(),
    };
    match place {
        Place::Today => view! { <today::TodayScreen/> }.into_any(),
        Place::Sessions => view! { <sessions::SessionsScreen/> }.into_any(),
        Place::People => view! { <people::PeopleScreen/> }.into_any(),
        Place::Ideas => view! { <ideas::IdeasScreen/> }.into_any(),
        Place::Idea(id) => view! { <idea::IdeaScreen id=id/> }.into_any(),
        Place::EditIdea(short) => view! { <own_idea::EditIdeaScreen short=short/> }.into_any(),
        Place::Choose(id) => view! { <ideas::ChooseScreen session=id/> }.into_any(),
        Place::Me => view! { <me::MeScreen/> }.into_any(),
        Place::Help => view! { <help::HelpScreen/> }.into_any(),
        Place::Events => view! { <events::EventsScreen/> }.into_any(),
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
        // In the other wings.
        _ => ().into_any(),
    }
}

//! The screens behind Today and behind the first pages of the first run. They are a module of their own, fetched as soon as the first screen stands, so that a
//! first visit waits for half the app only; the service worker keeps both.

use engine::sync::Place;
use engine::words::device::TROUBLE;
use leptos::prelude::*;
use leptos::wasm_split::SplitLoaderError;

use super::parts::*;
use super::welcome::Choices;
use super::{
    about, amend, check_plan, corner, criterion, enrol, event, form, help, idea, ideas, import, interview, lesson,
    manual, me, own_idea, paper_text, papers, people, person, plan, record, run, say, session, sessions, task, today,
    training, welcome_end,
};
use crate::boot::leave;

/// What can be shown.
pub enum Room {
    /// A place of the open community.
    Place(Place),
    /// The later pages of the first run.
    SetUp(Choices),
}

/// From a room to its screen.
type Open = fn(Room) -> AnyView;

/// The screens, as far as they are here.
#[derive(Clone, Copy, Debug)]
pub struct Rooms(RwSignal<State>);

#[derive(Clone, Copy, Debug)]
enum State {
    Coming,
    Here(Open),
    Missing,
}

impl Rooms {
    /// Begins to fetch them.
    pub fn fetch() -> Rooms {
        let rooms = Rooms(RwSignal::new(State::Coming));
        rooms.again();
        rooms
    }

    fn again(self) {
        self.0.set(State::Coming);
        leptos::task::spawn_local(async move {
            self.0.set(doors().await.map_or(State::Missing, State::Here));
        });
    }

    /// The screen of a room; until it is here, that it is coming, or why it is not.
    pub fn show(self, room: Room) -> AnyView {
        match (room, self.0.get()) {
            (Room::Place(Place::Today), _) => view! { <today::TodayScreen/> }.into_any(),
            (room, State::Here(open)) => open(room),
            (_, State::Coming) => view! { <Loading/> }.into_any(),
            (_, State::Missing) => view! { <MissingScreen rooms=self/> }.into_any(),
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

fn open(room: Room) -> AnyView {
    let place = match room {
        Room::Place(place) => place,
        Room::SetUp(choices) => return welcome_end::page(choices),
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

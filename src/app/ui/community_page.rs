//! Our community: its name, the doctor, the numbers to call, the places, the usual interval, "if it gets hard".

use engine::domain::community::{Community, Number, Venue, dialable};
use engine::domain::consent::Paper;
use engine::domain::fields::{Field, of_community};
use engine::domain::{Id, order};
use engine::merge::Edit;
use engine::sync::Place;
use engine::sync::acts::community::{number, venue};
use engine::sync::place::Corner;
use engine::words::Phrase;
use engine::words::device::{ME, WELCOME};
use engine::words::event::NUMBERS;
use engine::words::files::PAUSES;
use engine::words::papers::{PAPERS, paper as name_of};
use engine::words::screens::COMMON;
use engine::words::session::PLAN;
use leptos::prelude::*;

use super::live;
use super::parts::*;
use super::phase::PhaseSection;
use super::rooms::{Room, Rooms};
use super::{language, say_all};
use crate::browser;
use crate::shell::{Shell, shell};

/// The community on the screen, and how it is changed.
#[derive(Clone, Copy)]
struct Held {
    shell: Shell,
    community: Memo<Option<Community>>,
}

impl Held {
    fn read<T: Default>(self, read: impl Fn(&Community) -> T) -> T {
        self.community.with(|community| community.as_ref().map(read).unwrap_or_default())
    }

    fn edit(self, edits: Vec<Edit>, label: Option<Phrase>) {
        if let Some(id) = self.community.with_untracked(|community| community.as_ref().map(|held| held.id.clone())) {
            self.shell.edit(&id, edits, label);
        }
    }

    fn write(self, field: Field<String>) -> impl Fn(String) + Copy + Send + Sync + 'static {
        move |text: String| self.edit(vec![Edit::set(field, text)], None)
    }
}

/// The screen.
#[component]
pub fn CommunityScreen() -> impl IntoView {
    let shell = shell();
    let held = Held { shell, community: shell.community() };
    let rooms = expect_context::<Rooms>();
    let id = Memo::new(move |_| held.community.with(|community| community.as_ref().map(|held| held.id.clone())));
    let bad_phone = Signal::derive(move || undialable(&held.read(|community| community.doctor_phone.clone())));
    // Another number is one that nobody tried.
    let set_phone = move |phone: String| {
        held.edit(vec![Edit::set(of_community::DOCTOR_PHONE, phone), Edit::clear(of_community::NUMBERS_CHECKED)], None);
    };
    let days = move |days: u32| held.edit(vec![Edit::set(of_community::INTERVAL_DAYS, days)], Some(COMMON.changed));
    view! {
        <Page title=ME.community back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            {live(move || match id.get() {
                None => view! { <Loading/> }.into_any(),
                Some(id) => view! {
                    <TextField label=WELCOME.community value=move || held.read(|community| community.name.clone()) on_change=held.write(of_community::NAME)/>
                    <Section title=WELCOME.doctor_help>
                        <TextField label=WELCOME.doctor value=move || held.read(|community| community.doctor_name.clone()) on_change=held.write(of_community::DOCTOR_NAME)/>
                        <TextField label=WELCOME.doctor_phone value=move || held.read(|community| community.doctor_phone.clone()) on_change=set_phone inputmode="tel" problem=bad_phone/>
                        <LinkButton label=NUMBERS.title href=Place::Corner(Corner::Numbers).href() kind=Kind::Quiet icon=Icon::Phone/>
                    </Section>
                    <Numbers held id=id.clone()/>
                    {live(move || rooms.part(Room::Start))}
                    <PhaseSection/>
                    <Venues held/>
                    <super::pauses::Pauses id=id.clone()/>
                    <Stepper label=ME.interval value=move || held.read(|community| community.interval_days) on_change=days min=1 max=90 step=1 unit=ME.days/>
                    <TextField label=ME.if_hard value=move || held.read(|community| community.if_hard.clone()) on_change=held.write(of_community::IF_HARD) lines=true hint=ME.if_hard_empty/>
                    <Section title=PAPERS.community>
                        <div class="stack">{Paper::ALL.map(|paper| view! { <CardLink href=Place::PaperText(paper).href() title=name_of(paper)/> }).collect_view()}</div>
                    </Section>
                    <p class="quiet">{say_all([PLAN.hard_1, PLAN.hard_2, PLAN.hard_3])}</p>
                }.into_any(),
            })}
        </Page>
    }
}

/// What to say of a number that nobody can dial; nothing of an empty one.
fn undialable(phone: &str) -> Option<String> {
    (!phone.trim().is_empty() && dialable(phone).is_none()).then(|| WELCOME.bad_phone.get(language()).to_owned())
}

/// The numbers to call after the doctor's.
#[component]
fn Numbers(held: Held, id: Id) -> impl IntoView {
    let numbers = held.shell.document(id, |document| {
        let mut numbers: Vec<(String, Number)> = document
            .all(of_community::NUMBER)
            .filter(|(_, number)| !number.removed)
            .map(|(id, number)| (id.to_owned(), number))
            .collect();
        order::sort(&mut numbers, |(a_id, a), (b_id, b)| (a.place, a_id).cmp(&(b.place, b_id)));
        numbers
    });
    let all = move || numbers.get().unwrap_or_default();
    let one =
        move |id: &str| all().into_iter().find(|(known, _)| known == id).map(|(_, number)| number).unwrap_or_default();
    let put = move |id: &str, held_number: &Number, label| {
        let changed = untrack(|| one(id)).phone != held_number.phone && !held_number.removed;
        let tried = changed.then(|| Edit::clear(of_community::NUMBERS_CHECKED));
        held.edit([number(id, held_number)].into_iter().chain(tried).collect(), label);
    };
    let row = move |id: String| {
        let of = StoredValue::new(id);
        let read = move || of.with_value(|id| one(id));
        let now = move || untrack(read);
        let bad = Signal::derive(move || undialable(&read().phone));
        let set = move |number: Number, label| of.with_value(|id| put(id, &number, label));
        view! {
            <div class="grid2">
                <TextField label=WELCOME.number_name value=move || read().name on_change=move |name: String| set(Number { name, ..now() }, None)/>
                <TextField label=WELCOME.number value=move || read().phone on_change=move |phone: String| set(Number { phone, ..now() }, None) inputmode="tel" problem=bad/>
            </div>
            <Button label=ME.number_remove on_press=move |()| set(Number { removed: true, ..now() }, Some(COMMON.changed)) kind=Kind::Quiet icon=Icon::Trash/>
        }
    };
    let add = move |()| {
        let place = untrack(all).iter().map(|(_, number)| number.place + 1).max().unwrap_or(0);
        put(&held.shell.short_id(), &Number { place, ..Number::default() }, Some(COMMON.changed));
    };
    view! {
        <Section title=WELCOME.numbers>
            <For each={move || all().into_iter().map(|(id, _)| id).collect::<Vec<_>>()} key=|id| id.clone() children=row/>
            <Button label=WELCOME.add_number on_press=add icon=Icon::Plus/>
        </Section>
    }
}

/// The places where we meet; one that can't be used stays on the list, with the reason.
#[component]
fn Venues(held: Held) -> impl IntoView {
    let ids = move || held.read(|community| community.venues.keys().cloned().collect::<Vec<_>>());
    let row = move |id: String| {
        let of = StoredValue::new(id);
        let read =
            move || held.read(|community| of.with_value(|id| community.venues.get(id).cloned().unwrap_or_default()));
        let now = move || untrack(read);
        let set = move |changed: Venue, label| held.edit(vec![of.with_value(|id| venue(id, &changed))], label);
        let out = Memo::new(move |_| read().out_of_use.is_some());
        let turn = move |out: bool| {
            let out_of_use = out.then(|| (browser::now().today(), String::new()));
            set(Venue { out_of_use, ..now() }, Some(COMMON.changed));
        };
        let since = Signal::derive(move || read().out_of_use.map(|(since, _)| since));
        let since_day = move |day| {
            let venue = now();
            let reason = venue.out_of_use.as_ref().map(|(_, reason)| reason.clone()).unwrap_or_default();
            set(Venue { out_of_use: Some((day, reason)), ..venue }, Some(COMMON.changed));
        };
        let explain = move |reason: String| {
            let venue = now();
            let since = venue.out_of_use.as_ref().map_or_else(|| browser::now().today(), |(since, _)| *since);
            set(Venue { out_of_use: Some((since, reason)), ..venue }, None);
        };
        view! {
            <Card>
                <TextField label=ME.venue_name value=move || read().name on_change=move |name: String| set(Venue { name, ..now() }, None)/>
                <Tick label=ME.venue_out value=Signal::from(out) on_change=turn/>
                {live(move || out.get().then(|| view! {
                    <DateField label=PAUSES.venue_since value=since on_change=since_day/>
                    <TextField label=ME.venue_why value=move || read().out_of_use.map(|(_, reason)| reason).unwrap_or_default() on_change=explain/>
                }))}
                <Button label=ME.venue_remove on_press=move |()| set(Venue { removed: true, ..now() }, Some(COMMON.changed)) kind=Kind::Quiet icon=Icon::Trash/>
            </Card>
        }
    };
    let add = move |()| held.edit(vec![venue(&held.shell.short_id(), &Venue::default())], Some(COMMON.changed));
    view! {
        <Section title=ME.venues>
            <For each=ids key=|id| id.clone() children=row/>
            <Button label=ME.new_venue on_press=add icon=Icon::Plus/>
        </Section>
    }
}

//! The form with which a community begins.

use engine::domain::community::dialable;
use engine::sync::acts::community::Founding;
use engine::words::Phrase;
use engine::words::device::WELCOME;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::parts::*;
use super::welcome::StepLine;
use super::{language, say};
use crate::boot::{boot, leave};

/// Rows of further numbers at most.
const NUMBERS: usize = 6;

/// What the form holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Founded {
    /// The community.
    pub community: Founding,
    /// My own alias.
    pub me: String,
    /// The partner's alias; empty while there is none.
    pub partner: String,
}

/// A box that the form can't do without, or a number that nobody can dial.
type Lacking = Vec<(Phrase, String)>;

impl Founded {
    fn lacks(&self) -> Lacking {
        let empty = |text: &str| text.trim().is_empty();
        let undialable = |phone: &str| !empty(phone) && dialable(phone).is_none();
        let mut lacks = Vec::new();
        let mut note = |lacks_it: bool, phrase: Phrase, field: String| {
            if lacks_it {
                lacks.push((phrase, field));
            }
        };
        note(empty(&self.community.name), WELCOME.need_name, "name".into());
        note(undialable(&self.community.doctor_phone), WELCOME.bad_phone, "doctor-phone".into());
        for (place, (_, phone)) in self.community.numbers.iter().enumerate() {
            note(undialable(phone), WELCOME.bad_phone, format!("number-{place}"));
        }
        note(empty(&self.me), WELCOME.need_me, "me".into());
        lacks
    }
}

/// The form. Only two boxes must be filled; the rest can follow later.
#[component]
pub fn CommunityForm(
    /// What was written before.
    held: Founded,
    /// Next, with everything in order.
    #[prop(into)]
    on_done: Callback<Founded>,
    /// Back, with what is written so far.
    #[prop(into)]
    on_back: Callback<Founded>,
) -> impl IntoView {
    let boot = boot();
    let form = RwSignal::new(with_usual_numbers(held, boot.language.get_untracked()));
    let lacking = RwSignal::new(Lacking::new());
    let problem = move |field: &str| {
        let field = field.to_owned();
        Signal::derive(move || {
            let phrase = lacking.with(|lacking| lacking.iter().find(|(_, of)| *of == field).map(|(phrase, _)| *phrase));
            phrase.map(|phrase| phrase.get(language()).to_owned())
        })
    };
    let problems = move || {
        let language = language();
        lacking.get().into_iter().map(|(phrase, field)| Problem::new(phrase.get(language), field)).collect::<Vec<_>>()
    };
    let next = move |()| {
        leave::flush();
        let lacks = form.with_untracked(Founded::lacks);
        match lacks.is_empty() {
            true => on_done.run(form.get_untracked()),
            false => lacking.set(lacks),
        }
    };
    let back = move |()| {
        leave::flush();
        on_back.run(form.get_untracked());
    };
    let numbers = move || 0..form.with(|form| form.community.numbers.len());
    let number = move |place: usize| {
        let read = move |pick: fn(&(String, String)) -> &String| {
            move || {
                form.with(|form| {
                    form.community.numbers.get(place).map(|number| pick(number).clone()).unwrap_or_default()
                })
            }
        };
        let id = format!("number-{place}");
        view! {
            <div class="grid2">
                <TextField label=WELCOME.number_name value=read(|(name, _)| name) on_change=move |name: String| form.update(|form| form.community.numbers[place].0 = name)/>
                <TextField label=WELCOME.number value=read(|(_, phone)| phone) on_change=move |phone: String| form.update(|form| form.community.numbers[place].1 = phone) inputmode="tel" problem=problem(&id) id=id.clone()/>
            </div>
        }
    };
    let more = Memo::new(move |_| form.with(|form| form.community.numbers.len() < NUMBERS));
    let add = move |()| form.update(|form| form.community.numbers.push(Default::default()));
    view! {
        <Page title=WELCOME.community_title>
            <StepLine n=2/>
            <ErrorSummary title=WELCOME.fix problems=Signal::derive(problems)/>
            <TextField label=WELCOME.community value=move || form.with(|form| form.community.name.clone()) on_change=move |name: String| form.update(|form| form.community.name = name) problem=problem("name") id="name"/>
            <TextField label=WELCOME.venue value=move || form.with(|form| form.community.venue.clone()) on_change=move |venue: String| form.update(|form| form.community.venue = venue) hint=COMMON.optional/>
            <Section title=WELCOME.peers>
                <TextField label=WELCOME.me value=move || form.with(|form| form.me.clone()) on_change=move |me: String| form.update(|form| form.me = me) hint=WELCOME.alias_help problem=problem("me") id="me"/>
                <TextField label=WELCOME.partner value=move || form.with(|form| form.partner.clone()) on_change=move |partner: String| form.update(|form| form.partner = partner) hint=COMMON.optional/>
            </Section>
            <Section title=WELCOME.doctor_help>
                <TextField label=WELCOME.doctor value=move || form.with(|form| form.community.doctor_name.clone()) on_change=move |name: String| form.update(|form| form.community.doctor_name = name) hint=COMMON.optional/>
                <TextField label=WELCOME.doctor_phone value=move || form.with(|form| form.community.doctor_phone.clone()) on_change=move |phone: String| form.update(|form| form.community.doctor_phone = phone) inputmode="tel" hint=COMMON.optional problem=problem("doctor-phone") id="doctor-phone"/>
            </Section>
            <Section title=WELCOME.numbers>
                <For each=numbers key=|place| *place children=number/>
                {move || more.get().then(|| view! { <Button label=WELCOME.add_number on_press=add icon=Icon::Plus/> })}
            </Section>
            <p class="quiet">{say(WELCOME.lock_later)}</p>
            <Actions>
                <Button label=COMMON.next on_press=next kind=Kind::Primary icon=Icon::Next/>
                <Button label=COMMON.back on_press=back kind=Kind::Quiet icon=Icon::Back/>
            </Actions>
        </Page>
    }
}

fn with_usual_numbers(mut founded: Founded, language: engine::words::Language) -> Founded {
    if founded.community.numbers.is_empty() {
        let usual = [(WELCOME.ambulance, "120"), (WELCOME.police, "110")];
        founded.community.numbers =
            usual.map(|(name, phone)| (name.get(language).to_owned(), phone.to_owned())).to_vec();
    }
    founded
}

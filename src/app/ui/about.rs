//! About a person: the figures of Table 2 and what they are good at. All of it may stay unknown.

use engine::domain::Id;
use engine::domain::about::About;
use engine::domain::fields::{Field, of_person};
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::words::Phrase;
use engine::words::people::ENROL;
use engine::words::person::{ABOUT, diagnosis, education, marital, sex, working};
use engine::words::screens::{COMMON, PEOPLE};
use leptos::prelude::*;

use super::criterion::age_field;
use super::enrol::titled;
use super::options::{once_read, slug, unslug};
use super::parts::*;
use super::{language, say, say_with};
use crate::shell::shell;

/// The page.
#[component]
pub fn AboutScreen(
    /// The person.
    id: Id,
) -> impl IntoView {
    let shell = shell();
    let back = Back::to(Place::Person(id.clone()).href(), PEOPLE.one);
    let title = titled(&id, say(ABOUT.title));
    let body = once_read(shell.document(id.clone(), read::about), move |about| {
        let text = |field: Field<String>| {
            let id = id.clone();
            move |words: String| shell.edit(&id, vec![Edit::set(field, words)], None)
        };
        let age = move || about.with(|about| about.age);
        view! {
            <p class="lead" role="status">{say_with(ABOUT.known, move || vec![("n", about.with(About::known).to_string())])}</p>
            {age_field(id.clone(), age)}
            {answer(&id, about, ABOUT.sex, None, of_person::SEX, sex, |about: &About| about.sex)}
            {answer(&id, about, ABOUT.education, None, of_person::EDUCATION, education, |about: &About| about.education)}
            {answer(&id, about, ABOUT.marital, None, of_person::MARITAL, marital, |about: &About| about.marital)}
            {answer(&id, about, ABOUT.working, None, of_person::WORKING, working, |about: &About| about.working)}
            {answer(&id, about, ABOUT.diagnosis, Some(ABOUT.diagnosis_help), of_person::DIAGNOSIS, diagnosis, |about: &About| about.diagnosis)}
            <TextField label=ABOUT.skills value=move || about.with(|about| about.skills.clone()) on_change=text(of_person::SKILLS) help=FieldHelp::new(ABOUT.skills_help)/>
            <TextField label=ABOUT.real_name value=move || about.with(|about| about.real_name.clone()) on_change=text(of_person::REAL_NAME) limit=60 help=FieldHelp::new(ABOUT.real_name_help)/>
        }
        .into_any()
    });
    view! {
        <Page title=title back=back place=Tab::People save=Signal::from(shell.saving)>
            <p>{say(ABOUT.intro)}</p>
            {body}
            <p class="quiet">{say(ENROL.private)}</p>
        </Page>
    }
}

/// One answer of a fixed set, or "not known".
fn answer<T: engine::domain::about::Answers + serde::Serialize + serde::de::DeserializeOwned + Send + Sync>(
    id: &Id,
    about: Memo<About>,
    label: Phrase,
    hint: Option<Phrase>,
    field: Field<Option<T>>,
    phrase: fn(T) -> Phrase,
    read: fn(&About) -> Option<T>,
) -> AnyView {
    let shell = shell();
    let id = id.clone();
    let options = Signal::derive(move || {
        let all = T::ALL.iter().map(|one| ChoiceOption::new(slug(one), phrase(*one).get(language())));
        all.chain([ChoiceOption::new("", ABOUT.unknown.get(language()))]).collect::<Vec<_>>()
    });
    let value = move || Some(about.with(read).map(|one| slug(&one)).unwrap_or_default());
    let choose = move |name: String| shell.edit(&id, vec![Edit::set(field, unslug::<T>(&name))], Some(COMMON.changed));
    let hint = Signal::derive(move || hint.map(|hint| hint.get(language()).to_owned()).unwrap_or_default());
    // Long words stand in one column.
    let inline = T::ALL.iter().all(|one| phrase(*one).en.len() < 10);
    view! { <Choice label=label options=options value=Signal::derive(value) on_change=choose hint=hint inline=inline/> }
        .into_any()
}

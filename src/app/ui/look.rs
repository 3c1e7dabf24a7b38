//! How the screens look: language, colours, text size, one gentle buzz.

use engine::sync::Place;
use engine::sync::local::{SCALES, Theme};
use engine::words::device::ME;
use engine::words::{Language, Phrase};
use leptos::prelude::*;

use super::parts::*;
use super::{LanguageSwitch, language};
use crate::shell::shell;

/// The screen about the look.
#[component]
pub fn LookScreen() -> impl IntoView {
    let shell = shell();
    let LanguageSwitch(switch) = expect_context::<LanguageSwitch>();
    let languages =
        Signal::stored(Language::ALL.map(|language| ChoiceOption::new(language.tag(), language.own_name())).to_vec());
    let speak = move |tag: String| {
        if let Some(language) = Language::ALL.into_iter().find(|known| known.tag() == tag) {
            switch.run(language);
        }
    };
    let themes = Signal::derive(move || {
        Theme::ALL.map(|theme| ChoiceOption::new(theme.slug(), name(theme).get(language()))).to_vec()
    });
    let wear = move |slug: String| {
        if let Some(theme) = Theme::ALL.into_iter().find(|theme| theme.slug() == slug) {
            shell.set_local(|local| local.theme = theme);
        }
    };
    let scales =
        Signal::stored(SCALES.map(|scale| ChoiceOption::new(scale.to_string(), format!("{scale} %"))).to_vec());
    let size = move |scale: String| {
        if let Ok(scale) = scale.parse() {
            shell.set_local(|local| local.scale = scale);
        }
    };
    view! {
        <Page title=ME.look back=Back::to(Place::Me.href(), ME.title) place=Tab::Me save=Signal::from(shell.saving)>
            <Choice label=ME.language options=languages value=move || Some(language().tag().to_owned()) on_change=speak inline=true/>
            <Choice label=ME.theme options=themes value=move || Some(shell.local().theme.slug().to_owned()) on_change=wear/>
            <Choice label=ME.scale options=scales value=move || Some(shell.local().scale.to_string()) on_change=size inline=true/>
            <Tick label=ME.buzz value=Signal::derive(move || shell.local().buzz) on_change=move |buzz: bool| shell.set_local(|local| local.buzz = buzz)/>
        </Page>
    }
}

fn name(theme: Theme) -> Phrase {
    match theme {
        Theme::System => ME.theme_system,
        Theme::Light => ME.theme_light,
        Theme::Dark => ME.theme_dark,
        Theme::Calm => ME.theme_calm,
        Theme::Contrast => ME.theme_contrast,
    }
}

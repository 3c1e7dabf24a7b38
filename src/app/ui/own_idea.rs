//! Ideas of the community's own: writing one, keeping a session as one, opening somebody's file.

use engine::domain::fields::of_community;
use engine::domain::own_idea::{NoIdea, OwnIdea, of_file};
use engine::domain::plan::{Category, Part};
use engine::merge::{Edit, read};
use engine::sync::Place;
use engine::words::screens::{COMMON, IDEAS};
use engine::words::session::PLAN;
use engine::words::{Phrase, terms};
use leptos::prelude::*;

use super::options::{formats, once_read, options, slug, unslug};
use super::parts::*;
use super::{language, live, say};
use crate::browser;
use crate::shell::{Shell, shell};

/// Begins an own idea, empty or out of another one, and goes to it.
pub fn begin(shell: Shell, from: Option<OwnIdea>) {
    let Some(community) = shell.peek(|machine| machine.local().community.clone()) else { return };
    let short = shell.short_id();
    let label = from.as_ref().map(|_| IDEAS.kept);
    let edit = Edit::put(of_community::OWN_IDEA, &short, from.unwrap_or_else(OwnIdea::begin));
    shell.edit(&community, vec![edit], label);
    shell.go(Place::EditIdea(short));
}

/// Writing it.
#[component]
pub fn EditIdeaScreen(
    /// Its short id.
    short: String,
) -> impl IntoView {
    let shell = shell();
    let back = Back::to(Place::Idea(OwnIdea::id(&short)).href(), IDEAS.title);
    let id = StoredValue::new(short);
    let all = shell.of_community(read::own_ideas);
    let held = Memo::new(move |_| {
        let all = all.get();
        id.with_value(|id| all.into_iter().find(|(short, _)| short == id).map(|(_, own)| own))
    });
    let body = once_read(held, move |own| fields(id, own).into_any());
    view! {
        <Page title=IDEAS.new_own back=back place=Tab::Ideas save=Signal::from(shell.saving)>{body}</Page>
    }
}

fn fields(id: StoredValue<String>, own: Memo<OwnIdea>) -> impl IntoView {
    let shell = shell();
    let change = move |change: &dyn Fn(&mut OwnIdea), label: Option<Phrase>| {
        let mut changed = own.get_untracked();
        change(&mut changed);
        if let Some(community) = shell.peek(|machine| machine.local().community.clone()) {
            shell.edit(&community, vec![id.with_value(|id| Edit::put(of_community::OWN_IDEA, id, changed))], label);
        }
    };
    let text = move |read: fn(&mut OwnIdea) -> &mut String| {
        let value = Signal::derive(move || own.with(|own| read(&mut own.clone()).clone()));
        (value, move |words: String| change(&|own| *read(own) = words.clone(), None))
    };
    let parts = Part::ALL.into_iter().enumerate().map(|(at, part)| {
        let of_part = move |read: fn(&mut engine::domain::own_idea::OwnPart) -> &mut String| {
            let value = Signal::derive(move || own.with(|own| read(&mut own.parts[at].clone()).clone()));
            (value, move |words: String| change(&|own| *read(&mut own.parts[at]) = words.clone(), None))
        };
        let (title, set_title) = of_part(|part| &mut part.title);
        let (steps, set_steps) = of_part(|part| &mut part.steps);
        let (say_aloud, set_say) = of_part(|part| &mut part.say);
        let minutes = move || own.with(|own| own.parts[at].minutes);
        let set_minutes = move |minutes: u32| change(&|own| own.parts[at].minutes = minutes, Some(COMMON.changed));
        view! {
            <Section title=terms::part(part)>
                <TextField label=IDEAS.part_name value=title on_change=set_title limit=60/>
                <Stepper label=IDEAS.minutes_of value=Signal::derive(minutes) on_change=set_minutes min=0 max=240 unit=PLAN.part_minutes/>
                <TextField label=IDEAS.part_steps lines=true value=steps on_change=set_steps/>
                <TextField label=IDEAS.part_say lines=true value=say_aloud on_change=set_say/>
            </Section>
        }
    });
    let parts = parts.collect_view();
    let ((name, set_name), (aim, set_aim)) = (text(|own| &mut own.name), text(|own| &mut own.aim));
    let ((bring, set_bring), (together, set_together)) = (text(|own| &mut own.bring), text(|own| &mut own.together));
    let category = move || own.with(|own| own.category.as_ref().map(slug));
    let set_category = move |name: String| change(&|own| own.category = unslug(&name), Some(COMMON.changed));
    let of_formats = Signal::derive(move || own.with(|own| own.formats.iter().map(slug).collect::<Vec<_>>()));
    let set_formats = move |names: Vec<String>| {
        change(&|own| own.formats = names.iter().filter_map(|name| unslug(name)).collect(), Some(COMMON.changed));
    };
    let remove = move |()| {
        change(&|own| own.removed = true, Some(COMMON.removed_line));
        shell.go(Place::Ideas);
    };
    view! {
        <TextField label=IDEAS.name value=name on_change=set_name limit=80/>
        <Choice label=PLAN.category options=options(&Category::ALL, terms::category) value=Signal::derive(category) on_change=set_category/>
        <TextField label=IDEAS.aim lines=true value=aim on_change=set_aim/>
        <TextField label=IDEAS.bring_lines lines=true value=bring on_change=set_bring/>
        <Choices label=PLAN.formats options=formats(shell.community()) value=of_formats on_change=set_formats/>
        {parts}
        <TextField label=IDEAS.part_together lines=true value=together on_change=set_together/>
        <LinkButton label=COMMON.done href=id.with_value(|id| Place::Idea(OwnIdea::id(id)).href()) kind=Kind::Primary/>
        <Button label=IDEAS.remove on_press=remove kind=Kind::Quiet icon=Icon::Trash/>
    }
}

/// Opens an idea that somebody passed on.
#[component]
pub fn Bring() -> impl IntoView {
    let shell = shell();
    let problem = RwSignal::new(None::<NoIdea>);
    let choose = move |event: leptos::ev::Event| {
        leptos::task::spawn_local(async move {
            let Some(text) = browser::chosen_text(&event).await else { return };
            match of_file(&text) {
                Ok(idea) => begin(shell, Some(OwnIdea::of(&idea, shell.language()))),
                Err(why) => problem.set(Some(why)),
            }
        });
    };
    view! {
        <FileField label=say(IDEAS.open) accept=".json,application/json" on_file=choose/>
        {live(move || problem.get().map(|why| {
            let words = if why == NoIdea::Newer { IDEAS.newer } else { IDEAS.not_idea };
            view! { <Note tone=Tone::Care><p role="alert">{move || words.get(language())}</p></Note> }
        }))}
    }
}

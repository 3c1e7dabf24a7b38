//! The Activity Plan Form.

use super::form::{Form, Row, Setting, blank_rows};
use crate::domain::plan::{Part, Plan};
use crate::words::forms::FORMS;
use crate::words::manual::TRAINING;
use crate::words::terms;

/// The form, filled.
pub fn filled(setting: &Setting<'_>, plan: &Plan) -> Form {
    let category = plan.category.map(|category| setting.say(terms::category(category))).unwrap_or_default();
    let steps = plan.steps.iter().map(|step| {
        let content = [step.title.as_str(), step.words.as_str()].into_iter().filter(|text| !text.is_empty());
        vec![
            setting.say(terms::part(step.part)),
            step.minutes.to_string(),
            content.collect::<Vec<_>>().join("\n"),
            setting.name(step.leader.as_ref().or(plan.lead.as_ref())),
        ]
    });
    let rows = steps.collect();
    layout(setting, plan, category, rows)
}

/// The form, blank.
pub fn blank(setting: &Setting<'_>) -> Form {
    let parts =
        Part::ALL.map(|part| vec![setting.say(terms::part(part)), String::new(), "\n\n\n".into(), String::new()]);
    let category = String::new();
    layout(setting, &Plan::default(), category, parts.into())
}

fn layout(setting: &Setting<'_>, plan: &Plan, category: String, steps: Vec<Vec<String>>) -> Form {
    let heads = [FORMS.part, FORMS.minutes, FORMS.content, FORMS.leads].map(|head| setting.say(head)).into();
    let steps = if steps.is_empty() { blank_rows(3, 4) } else { steps };
    let minutes = plan.minutes.map(|minutes| minutes.to_string()).unwrap_or_default();
    let mut rows = vec![
        setting.line(FORMS.date, setting.date(plan.date)),
        setting.line(FORMS.start, setting.time(plan.start)),
        setting.line(FORMS.length, minutes),
        setting.line(FORMS.venue, plan.venue.clone()),
        setting.line(FORMS.lead, setting.name(plan.lead.as_ref())),
        setting.line(FORMS.assistant, setting.name(plan.assistant.as_ref())),
    ];
    if !plan.beside.is_empty() {
        rows.push(setting.line(TRAINING.beside, plan.beside.clone()));
    }
    if !plan.alone_reason.is_empty() {
        rows.push(setting.line(FORMS.alone, plan.alone_reason.clone()));
    }
    rows.extend([
        setting.line(FORMS.category, category),
        setting.line(FORMS.format, setting.formats(&plan.formats)),
        setting.line(FORMS.theme, plan.theme.clone()),
        setting.block(FORMS.aim, plan.aim.clone(), 2),
        Row::Table { heads, rows: steps },
        setting.block(FORMS.together, plan.together.clone(), 1),
        setting.block(FORMS.materials, plan.materials.clone(), 2),
        setting.block(FORMS.invited, setting.names(&plan.invited), 2),
        setting.block(FORMS.advice, plan.advice.clone(), 2),
    ]);
    setting.form(FORMS.plan, rows)
}

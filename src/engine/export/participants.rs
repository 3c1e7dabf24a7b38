//! The Participant List: who came, when, how the person was.

use super::form::{Form, Row, Setting, blank_rows};
use crate::domain::run::Mark;
use crate::domain::session::Session;
use crate::words::files::OLDER;
use crate::words::forms::FORMS;
use crate::words::terms;

/// Empty rows on a blank list, and after a filled one for those who came unlisted.
const BLANK_ROWS: usize = 18;

/// The list, filled. A person without a mark is not on it: not noted is not absent.
pub fn filled(setting: &Setting<'_>, session: &Session) -> Form {
    let form = &session.record.form;
    let rows: Vec<Vec<String>> = form
        .participants
        .iter()
        .map(|participant| {
            let row = &participant.row;
            let came = row.mark == Mark::Came;
            vec![
                (setting.alias)(&participant.person),
                setting.say(terms::mark(row.mark)),
                row.at.filter(|_| came).map(|at| setting.time(Some(setting.now.local(at).time()))).unwrap_or_default(),
                row.seemed.map(|seemed| setting.say(terms::seemed(seemed))).unwrap_or_default(),
                row.note.clone(),
            ]
        })
        .collect();
    let came = form.participants.iter().filter(|participant| participant.row.mark == Mark::Came).count();
    let head = [
        setting.line(FORMS.date, setting.date(form.date.or(session.plan.date))),
        setting.line(FORMS.theme, form.theme.clone()),
        setting.line(FORMS.venue, session.plan.venue.clone()),
        setting.line(FORMS.lead, setting.name(session.plan.lead.as_ref())),
        setting.line(FORMS.assistant, setting.name(session.plan.assistant.as_ref())),
    ];
    let count = FORMS.count.fill(setting.language, &[("n", &came.to_string())]);
    let mut form = layout(setting, head, rows);
    form.rows.push(Row::Line { label: count, value: String::new() });
    if let Some(came) = session.record.brought.as_ref().and_then(|brought| brought.came) {
        let told = OLDER.came.fill(setting.language, &[("n", &came.to_string())]);
        form.rows.push(Row::Line { label: told, value: String::new() });
    }
    form.rows.extend(setting.source(session));
    if !session.run.unsigned_reason.is_empty() {
        form.rows.push(setting.line(FORMS.unsigned, session.run.unsigned_reason.clone()));
    }
    form
}

/// The list, blank.
pub fn blank(setting: &Setting<'_>) -> Form {
    let head = [FORMS.date, FORMS.theme, FORMS.venue, FORMS.lead, FORMS.assistant].map(|label| setting.line(label, ""));
    layout(setting, head, blank_rows(BLANK_ROWS, 5))
}

fn layout(setting: &Setting<'_>, head: [Row; 5], rows: Vec<Vec<String>>) -> Form {
    let heads = [FORMS.name, FORMS.came, FORMS.time, FORMS.seemed, FORMS.remark].map(|head| setting.say(head)).into();
    let mut all = Vec::from(head);
    all.push(Row::Table { heads, rows });
    setting.form(FORMS.participants, all)
}

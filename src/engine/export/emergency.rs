//! The Emergency Event Form.

use super::form::{Form, Setting};
use crate::domain::emergency::{EmergencyEvent, EventKind};
use crate::domain::session::Session;
use crate::words::forms::FORMS;
use crate::words::terms;

/// The form of one event, filled as far as it is.
pub fn filled(setting: &Setting<'_>, session: &Session, event: &EmergencyEvent) -> Form {
    let kinds = setting.list(event.kinds.iter().map(|kind| setting.say(terms::event_kind(*kind))));
    let mut form = layout(setting, event, kinds);
    if event.written.is_none() {
        form.title = format!("{} ({})", form.title, setting.say(FORMS.half_filled));
    }
    let theme = if session.record.form.theme.is_empty() { &session.plan.theme } else { &session.record.form.theme };
    form.rows.insert(0, setting.line(FORMS.theme, theme.clone()));
    form
}

/// The form, blank: the kinds stand there to be ticked.
pub fn blank(setting: &Setting<'_>) -> Form {
    let kinds = EventKind::ALL.map(|kind| format!("□ {}", setting.say(terms::event_kind(kind)))).join("   ");
    let mut form = layout(setting, &EmergencyEvent::default(), kinds);
    form.rows.insert(0, setting.line(FORMS.theme, ""));
    form
}

fn layout(setting: &Setting<'_>, event: &EmergencyEvent, kinds: String) -> Form {
    let seen =
        event.acknowledged.as_ref().map(|seen| setting.list([seen.by.clone(), setting.moment(seen.at)].into_iter()));
    let seen = seen.unwrap_or_default();
    let rows = vec![
        setting.line(FORMS.date, setting.date(event.date)),
        setting.line(FORMS.time, setting.time(event.time)),
        setting.line(FORMS.place, event.place.clone()),
        setting.line(FORMS.who, setting.names(&event.who)),
        setting.line(FORMS.others, event.others.clone()),
        setting.block(FORMS.kind, kinds, 1),
        setting.block(FORMS.happened, event.happened.clone(), 5),
        setting.block(FORMS.action, event.action.clone(), 4),
        setting.line(FORMS.called, setting.list(event.called.iter().cloned())),
        setting.block(FORMS.outcome, event.outcome.clone(), 3),
        setting.block(FORMS.acknowledged, seen, 1),
        setting.block(FORMS.followed, "", 3),
    ];
    setting.form(FORMS.emergency, rows)
}

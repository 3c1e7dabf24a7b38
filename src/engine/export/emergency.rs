//! The Emergency Event Form.

use super::form::{Form, Setting};
use crate::domain::emergency::{EmergencyEvent, EventKind};
use crate::domain::follow_up::FollowUp;
use crate::domain::session::Session;
use crate::words::event::EVENT;
use crate::words::forms::FORMS;
use crate::words::{Phrase, terms};

/// The form of one event, filled as far as it is.
pub fn filled(setting: &Setting<'_>, session: &Session, event: &EmergencyEvent, follow_up: &FollowUp) -> Form {
    let kinds = kinds(setting, event);
    let mut form = layout(setting, event, kinds, followed(setting, follow_up));
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
    let mut form = layout(setting, &EmergencyEvent::default(), kinds, String::new());
    form.rows.insert(0, setting.line(FORMS.theme, ""));
    form
}

fn kinds(setting: &Setting<'_>, event: &EmergencyEvent) -> String {
    setting.list(event.kinds.iter().map(|kind| setting.say(terms::event_kind(*kind))))
}

/// Questions with their answers, the follow-up, and who has closed it.
fn followed(setting: &Setting<'_>, follow_up: &FollowUp) -> String {
    let mut lines = Vec::new();
    for question in &follow_up.questions {
        lines.push(question.asked.words.clone());
        lines.extend(question.answers.iter().map(|answer| format!("– {}", answer.words)));
    }
    if !follow_up.words.trim().is_empty() {
        lines.push(follow_up.words.trim().to_owned());
    }
    if let Some(closed) = &follow_up.closed {
        let when = setting.moment(closed.at);
        lines.push(EVENT.closed_by.fill(setting.language, &[("who", &closed.by), ("time", &when)]));
    }
    lines.join("\n")
}

/// A text to send where the app cannot: when, where, what kind, what happened and was done, who writes. The list of people is
/// left out, since it leaves by somebody else's network; what the pair wrote goes as it stands.
pub fn message(setting: &Setting<'_>, event: &EmergencyEvent, from: &str) -> String {
    let when = [setting.date(event.date), setting.time(event.time)].join(" ");
    let lines = [
        (FORMS.date, when.trim().to_owned()),
        (FORMS.place, event.place.clone()),
        (FORMS.kind, kinds(setting, event)),
        (FORMS.happened, event.happened.trim().to_owned()),
        (FORMS.action, event.action.trim().to_owned()),
        (FORMS.outcome, event.outcome.trim().to_owned()),
    ];
    let line = |(label, value): &(Phrase, String)| {
        EVENT.message_line.fill(setting.language, &[("what", label.get(setting.language)), ("words", value)])
    };
    let title = format!("{} · {}", FORMS.emergency.get(setting.language), setting.community.name);
    let end = EVENT.message_end.fill(setting.language, &[("who", from)]);
    let written = lines.iter().filter(|(_, value)| !value.is_empty()).map(line);
    [title].into_iter().chain(written).chain([end]).collect::<Vec<_>>().join("\n")
}

fn layout(setting: &Setting<'_>, event: &EmergencyEvent, kinds: String, followed: String) -> Form {
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
        setting.block(FORMS.followed, followed, 3),
    ];
    setting.form(FORMS.emergency, rows)
}

//! The forms of a period in one piece: a cover that lists them, then each form, to be printed or saved together.

use chrono::NaiveDate;

use super::copy::Followed;
use super::form::{Form, Row, Setting};
use super::{emergency, participants, planning, process};
use crate::domain::order;
use crate::domain::session::{Session, State};
use crate::words::files::BUNDLE;
use crate::words::forms::FORMS;
use crate::words::terms;

/// Which forms are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs)]
pub struct Wanted {
    pub plan: bool,
    pub process: bool,
    pub participants: bool,
    pub emergency: bool,
}

/// The cover and the wanted forms of these sessions, the oldest first; a session without a form stands on the cover all the
/// same, with how it stands.
pub fn bundle(
    setting: &Setting<'_>,
    sessions: &[Session],
    followed: Followed<'_>,
    wanted: Wanted,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<Form> {
    let day = |session: &Session| session.summary().date;
    let mut sessions: Vec<&Session> = sessions.iter().collect();
    order::sort(&mut sessions, |a, b| (day(a), a.summary().start, &a.id).cmp(&(day(b), b.summary().start, &b.id)));
    let made: Vec<(&Session, Vec<Form>)> =
        sessions.into_iter().map(|one| (one, of_session(setting, one, followed, wanted))).collect();
    let span =
        BUNDLE.span.fill(setting.language, &[("from", &setting.date(Some(from))), ("to", &setting.date(Some(to)))]);
    let held = made.iter().filter(|(session, _)| session.summary().is_held()).count();
    let count = made.iter().map(|(_, forms)| forms.len()).sum::<usize>();
    let mut rows = vec![
        setting.line(BUNDLE.period, span),
        setting.line(BUNDLE.held, held.to_string()),
        setting.line(BUNDLE.forms, count.to_string()),
    ];
    let pauses = setting.community.pauses.iter().filter(|pause| pause.touches(from, to));
    rows.extend(pauses.map(|pause| setting.line(BUNDLE.pause, pause.reason.clone())));
    let heads = [FORMS.date, FORMS.theme, BUNDLE.state, FORMS.which].map(|head| setting.say(head)).into();
    let list = made.iter().map(|(session, forms)| {
        let line = session.summary();
        let reason = session.cancelled.as_ref().map(|cancelled| cancelled.reason.clone());
        let state = [Some(setting.say(terms::state(line.state))), reason].into_iter().flatten();
        let names = setting.list(forms.iter().map(|form| form.title.clone()));
        vec![setting.date(line.date), line.theme.clone(), setting.list(state), names]
    });
    rows.push(Row::Table { heads, rows: list.collect() });
    let cover = setting.form(BUNDLE.cover, rows);
    [cover].into_iter().chain(made.into_iter().flat_map(|(_, forms)| forms)).collect()
}

/// The wanted forms of one session that have something in them.
fn of_session(setting: &Setting<'_>, session: &Session, followed: Followed<'_>, wanted: Wanted) -> Vec<Form> {
    let held = session.summary().is_held();
    // Older records have no plan, and what was called off has none that counts.
    let planned = session.record.brought.is_none() && session.state() != State::Cancelled;
    let mut forms = Vec::new();
    if wanted.plan && planned {
        forms.push(planning::filled(setting, &session.plan));
    }
    if wanted.process && held {
        forms.push(process::filled(setting, session));
    }
    if wanted.participants && held {
        forms.push(participants::filled(setting, session));
    }
    if wanted.emergency {
        let event = |event| emergency::filled(setting, session, event, &followed(session, event));
        forms.extend(session.events.iter().map(event));
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::community::Pause;
    use crate::domain::session::Cancelled;
    use crate::domain::{Id, Kind, Now};
    use crate::merge::{Document, read};
    use crate::words::Language;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 3, day).expect("a day")
    }

    fn session(number: u8, change: impl FnOnce(&mut Session)) -> Session {
        let now = Now { ms: 0, offset_minutes: 0, entropy: [0; 16] };
        let mut session = read::session(&Document::new(Id::new(Kind::Session, &[number; 10]), 1), &now);
        session.plan.date = Some(day(number.into()));
        session.plan.theme = format!("Theme {number}");
        change(&mut session);
        session
    }

    #[test]
    fn the_cover_lists_all_and_each_has_the_forms_that_it_can_have() {
        let mut community = read::community(&Document::new(Id::new(Kind::Community, &[1; 10]), 1));
        community.pauses.push(Pause { from: day(20), until: None, reason: "No room".into(), removed: false });
        let now = Now { ms: 0, offset_minutes: 0, entropy: [0; 16] };
        let setting = Setting { language: Language::English, community: &community, alias: &|_| String::new(), now };
        let sessions = [
            session(9, |one| one.cancelled = Some(Cancelled { at: 0, reason: "Rain".into() })),
            session(2, |one| one.run.ended = Some(1)),
            session(5, |_| {}),
        ];
        let all = Wanted { plan: true, process: true, participants: true, emergency: true };
        let titles = |wanted| {
            let forms = bundle(&setting, &sessions, &|_, _| Default::default(), wanted, day(1), day(31));
            forms.into_iter().map(|form| form.title).collect::<Vec<_>>()
        };
        let [plan, process, list] = [FORMS.plan, FORMS.process, FORMS.participants].map(|title| title.en.to_owned());
        let cover = BUNDLE.cover.en.to_owned();
        assert_eq!(titles(all), [&cover, &plan, &process, &list, &plan].map(String::clone));
        assert_eq!(titles(Wanted { plan: false, participants: false, ..all }), [cover, process]);
        let text =
            bundle(&setting, &sessions, &|_, _| Default::default(), all, day(1), day(31))[0].text(Language::English);
        assert!(text.contains("1 March 2026 to 31 March 2026") && text.contains("No room"), "{text}");
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("Theme")).collect();
        assert!(rows[1].contains("Theme 2") && rows[2].contains("Theme 5"), "{text}");
        assert!(rows[3].contains("Theme 9 | Did not take place, Rain | "), "{text}");
    }
}

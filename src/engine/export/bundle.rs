//! The forms of a period in one piece: a cover that lists them, then each form, to be printed or saved together.

use super::copy::Followed;
use super::form::{Form, Row, Setting};
use super::selection::Selection;
use super::{emergency, participants, planning, process};
use crate::domain::order;
use crate::domain::session::{Session, SessionSummary, State};
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

/// What a bundle is made of.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// What was chosen.
    pub selection: Selection,
    /// Which forms of it.
    pub wanted: Wanted,
    /// Its sessions, in any order.
    pub sessions: Vec<Session>,
    /// Sessions of it that could not be read. They stand on the cover, with no form.
    pub unread: Vec<SessionSummary>,
    /// How many of its days and category were left out.
    pub left_out: usize,
}

/// The cover and the wanted forms of these sessions, the oldest first; a session without a form stands on the cover all the
/// same, with how it stands.
pub fn bundle(setting: &Setting<'_>, chosen: &Chosen, followed: Followed<'_>) -> Vec<Form> {
    let mut made: Vec<(SessionSummary, Option<&Session>, Vec<Form>)> = chosen
        .sessions
        .iter()
        .map(|one| (one.summary(), Some(one), of_session(setting, one, followed, chosen.wanted)))
        .chain(chosen.unread.iter().map(|line| (line.clone(), None, Vec::new())))
        .collect();
    order::sort(&mut made, |(a, ..), (b, ..)| (a.date, a.start, &a.id).cmp(&(b.date, b.start, &b.id)));
    let cover = setting.form(BUNDLE.cover, cover(setting, chosen, &made));
    [cover].into_iter().chain(made.into_iter().flat_map(|(_, _, forms)| forms)).collect()
}

/// What was chosen, and what is in it.
fn cover(setting: &Setting<'_>, chosen: &Chosen, made: &[(SessionSummary, Option<&Session>, Vec<Form>)]) -> Vec<Row> {
    let Selection { from, to, category, .. } = chosen.selection;
    let span =
        BUNDLE.span.fill(setting.language, &[("from", &setting.date(Some(from))), ("to", &setting.date(Some(to)))]);
    let held = made.iter().filter(|(line, ..)| line.is_held()).count();
    let count = made.iter().map(|(.., forms)| forms.len()).sum::<usize>();
    let mut rows = vec![setting.line(BUNDLE.period, span)];
    rows.extend(category.map(|category| setting.line(FORMS.category, setting.say(terms::category(category)))));
    rows.push(setting.line(BUNDLE.held, held.to_string()));
    rows.push(setting.line(BUNDLE.forms, count.to_string()));
    for (what, count) in [(BUNDLE.left_out, chosen.left_out), (BUNDLE.unread, chosen.unread.len())] {
        rows.extend((count > 0).then(|| setting.line(what, count.to_string())));
    }
    let pauses = setting.community.pauses.iter().filter(|pause| pause.touches(from, to));
    rows.extend(pauses.map(|pause| setting.line(BUNDLE.pause, pause.reason.clone())));
    let heads = [FORMS.date, FORMS.theme, BUNDLE.state, FORMS.which].map(|head| setting.say(head)).into();
    let list = made.iter().map(|(line, session, forms)| {
        let state = match session {
            Some(session) => {
                let reason = session.cancelled.as_ref().map(|cancelled| cancelled.reason.clone());
                setting.list([setting.say(terms::state(line.state))].into_iter().chain(reason))
            }
            None => setting.say(BUNDLE.not_read),
        };
        let names = setting.list(forms.iter().map(|form| form.title.clone()));
        vec![setting.date(line.date), line.theme.clone(), state, names]
    });
    rows.push(Row::Table { heads, rows: list.collect() });
    rows
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
    use std::collections::BTreeSet;

    use chrono::NaiveDate;

    use super::*;
    use crate::domain::community::Pause;
    use crate::domain::plan::Category;
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
        let selection = Selection { from: day(1), to: day(31), category: None, without: BTreeSet::new() };
        let chosen = Chosen { selection, wanted: all, sessions: sessions.to_vec(), unread: Vec::new(), left_out: 0 };
        let made = |chosen: &Chosen| bundle(&setting, chosen, &|_, _| Default::default());
        let titles = |wanted| {
            let forms = made(&Chosen { wanted, ..chosen.clone() });
            forms.into_iter().map(|form| form.title).collect::<Vec<_>>()
        };
        let [plan, process, list] = [FORMS.plan, FORMS.process, FORMS.participants].map(|title| title.en.to_owned());
        let cover = BUNDLE.cover.en.to_owned();
        assert_eq!(titles(all), [&cover, &plan, &process, &list, &plan].map(String::clone));
        assert_eq!(titles(Wanted { plan: false, participants: false, ..all }), [cover, process]);
        let text = made(&chosen)[0].text(Language::English);
        assert!(text.contains("1 March 2026 to 31 March 2026") && text.contains("No room"), "{text}");
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("Theme")).collect();
        assert!(rows[1].contains("Theme 2") && rows[2].contains("Theme 5"), "{text}");
        assert!(rows[3].contains("Theme 9 | Did not take place, Rain | "), "{text}");
        let says =
            |text: &str, label: crate::words::Phrase, value: &str| text.contains(&format!("{}: {value}", label.en));
        assert!(!text.contains(BUNDLE.left_out.en) && !text.contains(FORMS.category.en), "{text}");

        // What was not read is named in its place, and what was left out is counted.
        let [_, held, _] = &sessions;
        let selection = Selection { category: Some(Category::Entertainment), ..chosen.selection.clone() };
        let rest = sessions.iter().filter(|session| session.id != held.id).cloned().collect();
        let some = Chosen { selection, sessions: rest, unread: vec![held.summary()], left_out: 2, ..chosen };
        assert_eq!(made(&some).len(), 2, "the cover and one plan");
        let text = made(&some)[0].text(Language::English);
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("Theme")).collect();
        assert!(rows[1].contains(&format!("Theme 2 | {} | ", BUNDLE.not_read.en)), "{text}");
        assert!(says(&text, BUNDLE.left_out, "2") && says(&text, BUNDLE.unread, "1"), "{text}");
        assert!(says(&text, BUNDLE.held, "1") && says(&text, FORMS.category, "Fun"), "{text}");
    }
}

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

/// The forms of a period, while its sessions come in one by one, in any order.
#[derive(Clone, Debug)]
pub struct Bundle {
    wanted: Wanted,
    made: Vec<Made>,
}

/// What one session has in it.
#[derive(Clone, Debug)]
struct Made {
    line: SessionSummary,
    /// How it stands, in words.
    state: String,
    read: bool,
    forms: Vec<Form>,
}

impl Bundle {
    /// Nothing is in it yet.
    pub fn new(wanted: Wanted) -> Bundle {
        Bundle { wanted, made: Vec::new() }
    }

    /// A session with its wanted forms. One without a form stands on the cover all the same; one that is not `whole`, since a part of it
    /// could not be read, says so there.
    pub fn takes(&mut self, setting: &Setting<'_>, session: &Session, whole: bool, followed: Followed<'_>) {
        let line = session.summary();
        let reason = session.cancelled.as_ref().map(|cancelled| cancelled.reason.clone());
        let partly = (!whole).then(|| setting.say(BUNDLE.partly));
        let state = setting.list([setting.say(terms::state(line.state))].into_iter().chain(reason).chain(partly));
        self.made.push(Made { line, state, read: true, forms: of_session(setting, session, followed, self.wanted) });
    }

    /// A session that could not be read. It stands on the cover, with no form.
    pub fn lacks(&mut self, setting: &Setting<'_>, line: SessionSummary) {
        self.made.push(Made { line, state: setting.say(BUNDLE.not_read), read: false, forms: Vec::new() });
    }

    /// The cover, then all forms, those of the oldest session first. `left_out`: so many of the chosen days and category were.
    pub fn forms(mut self, setting: &Setting<'_>, selection: &Selection, left_out: usize) -> Vec<Form> {
        let when = |made: &Made| (made.line.date, made.line.start);
        order::sort(&mut self.made, |a, b| (when(a), &a.line.id).cmp(&(when(b), &b.line.id)));
        let cover = setting.form(BUNDLE.cover, cover(setting, selection, left_out, &self.made));
        [cover].into_iter().chain(self.made.into_iter().flat_map(|made| made.forms)).collect()
    }
}

/// What was chosen, and what is in it.
fn cover(setting: &Setting<'_>, selection: &Selection, left_out: usize, made: &[Made]) -> Vec<Row> {
    let Selection { from, to, category, .. } = *selection;
    let span =
        BUNDLE.span.fill(setting.language, &[("from", &setting.date(Some(from))), ("to", &setting.date(Some(to)))]);
    let held = made.iter().filter(|one| one.line.is_held()).count();
    let unread = made.iter().filter(|one| !one.read).count();
    let count = made.iter().map(|one| one.forms.len()).sum::<usize>();
    let mut rows = vec![setting.line(BUNDLE.period, span)];
    rows.extend(category.map(|category| setting.line(FORMS.category, setting.say(terms::category(category)))));
    rows.push(setting.line(BUNDLE.held, held.to_string()));
    rows.push(setting.line(BUNDLE.forms, count.to_string()));
    for (what, count) in [(BUNDLE.left_out, left_out), (BUNDLE.unread, unread)] {
        rows.extend((count > 0).then(|| setting.line(what, count.to_string())));
    }
    let pauses = setting.community.pauses.iter().filter(|pause| pause.touches(from, to));
    rows.extend(pauses.map(|pause| setting.line(BUNDLE.pause, pause.reason.clone())));
    let heads = [FORMS.date, FORMS.theme, BUNDLE.state, FORMS.which].map(|head| setting.say(head)).into();
    let list = made.iter().map(|one| {
        let names = setting.list(one.forms.iter().map(|form| form.title.clone()));
        vec![setting.date(one.line.date), one.line.theme.clone(), one.state.clone(), names]
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
        let [off, held, open] = &sessions;
        let bundle = |wanted, sessions: &[&Session]| {
            let mut bundle = Bundle::new(wanted);
            sessions.iter().for_each(|one| bundle.takes(&setting, one, one.id != off.id, &|_, _| Default::default()));
            bundle
        };
        let made = |wanted| bundle(wanted, &[off, held, open]).forms(&setting, &selection, 0);
        let titles = |wanted| made(wanted).into_iter().map(|form| form.title).collect::<Vec<_>>();
        let [plan, process, list] = [FORMS.plan, FORMS.process, FORMS.participants].map(|title| title.en.to_owned());
        let cover = BUNDLE.cover.en.to_owned();
        assert_eq!(titles(all), [&cover, &plan, &process, &list, &plan].map(String::clone));
        assert_eq!(titles(Wanted { plan: false, participants: false, ..all }), [cover, process]);
        let text = made(all)[0].text(Language::English);
        assert!(text.contains("1 March 2026 to 31 March 2026") && text.contains("No room"), "{text}");
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("Theme")).collect();
        assert!(rows[1].contains("Theme 2") && rows[2].contains("Theme 5"), "{text}");
        assert!(rows[3].contains("Theme 9 | Did not take place, Rain, a part could not be read | "), "{text}");
        let says =
            |text: &str, label: crate::words::Phrase, value: &str| text.contains(&format!("{}: {value}", label.en));
        assert!(!text.contains(BUNDLE.left_out.en) && !text.contains(FORMS.category.en), "{text}");

        // What was not read is named in its place, and what was left out is counted.
        let fun = Selection { category: Some(Category::Entertainment), ..selection.clone() };
        let mut some = bundle(all, &[off, open]);
        some.lacks(&setting, held.summary());
        let some = some.forms(&setting, &fun, 2);
        assert_eq!(some.len(), 2, "the cover and one plan");
        let text = some[0].text(Language::English);
        let rows: Vec<&str> = text.lines().filter(|line| line.contains("Theme")).collect();
        assert!(rows[1].contains(&format!("Theme 2 | {} | ", BUNDLE.not_read.en)), "{text}");
        assert!(says(&text, BUNDLE.left_out, "2") && says(&text, BUNDLE.unread, "1"), "{text}");
        assert!(says(&text, BUNDLE.held, "1") && says(&text, FORMS.category, "Fun"), "{text}");
    }
}

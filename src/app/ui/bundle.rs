//! The forms of a period in one piece: chosen, shown as paper with a cover, printed or saved as one page.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use engine::domain::Id;
use engine::domain::emergency::EmergencyEvent;
use engine::domain::plan::Category;
use engine::domain::session::{Session, SessionSummary};
use engine::domain::submission::{Period, Submissions};
use engine::export::bundle::{Chosen, Wanted, bundle};
use engine::export::page::page;
use engine::export::selection::Selection;
use engine::export::{Form, Setting};
use engine::merge::{follow_up, read};
use engine::sync::place::FormKind;
use engine::words::Phrase;
use engine::words::files::BUNDLE;
use engine::words::person::TWICE;
use engine::words::screens::SESSIONS;
use leptos::prelude::*;

use super::bundle_which::{WhichSessions, called};
use super::form::{sheet, title};
use super::parts::*;
use super::{language, live, say, say_with};
use crate::browser;
use crate::shell::{Shell, shell};

/// Periods that are offered by name; other days can be chosen.
const OFFERED: usize = 6;

/// The first and last day that are chosen; none while one of them is missing.
type Span = Option<(NaiveDate, NaiveDate)>;

/// The latest periods, the latest first.
fn periods(shell: Shell) -> Vec<Period> {
    shell
        .read(|machine| {
            let community = machine.community()?;
            let submissions = read::submissions(machine.document(&community.id)?);
            let all = submissions.periods(community.started?, browser::now().today());
            Some(all.into_iter().rev().take(OFFERED).collect())
        })
        .unwrap_or_default()
}

/// How the chosen sessions stand while they are read.
#[derive(Clone, Default, PartialEq)]
struct Read {
    opened: Vec<Session>,
    /// Those that can't be read.
    unread: Vec<SessionSummary>,
    /// How many are chosen.
    of: usize,
}

impl Read {
    /// Reads what is open of these.
    fn now(shell: Shell, chosen: &[SessionSummary]) -> Read {
        let (now, mut read) = (browser::now(), Read { of: chosen.len(), ..Read::default() });
        for line in chosen {
            let unread = shell.is_unread(&line.id);
            let session = shell.read(|machine| {
                // Of one whose rows are all damaged nothing is known but its line.
                let known = machine.document(&line.id)?.fields().next().is_some();
                Some(machine.session(&line.id, &now).filter(|_| known))
            });
            match session {
                Some(Some(session)) => read.opened.push(session),
                Some(None) => read.unread.push(line.clone()),
                None if unread => read.unread.push(line.clone()),
                None => {}
            }
        }
        read
    }

    fn is_whole(&self) -> bool {
        self.opened.len() + self.unread.len() == self.of
    }
}

/// The page.
#[component]
pub fn BundleScreen() -> impl IntoView {
    let shell = shell();
    let offered = Memo::new(move |_| periods(shell));
    let which = RwSignal::new(offered.get_untracked().first().map_or("other".to_owned(), |one| one.number.to_string()));
    let (from, to) = (RwSignal::new(None::<NaiveDate>), RwSignal::new(None::<NaiveDate>));
    let all = shell.sessions();
    let span: Memo<Span> = Memo::new(move |_| {
        let named = |number: String| offered.get().into_iter().find(|one| one.number.to_string() == number);
        match named(which.get()) {
            Some(period) => Some((all.with(|all| Submissions::first_day(&period, all)), period.to)),
            None => from.get().zip(to.get()).filter(|(from, to)| from <= to),
        }
    });
    let kinds = RwSignal::new(FormKind::ALL.map(|kind| kind.slug().to_owned()).to_vec());
    let (category, without) = (RwSignal::new(None::<Category>), RwSignal::new(BTreeSet::<Id>::new()));
    let selection = Memo::new(move |_| {
        let (from, to) = span.get()?;
        Some(Selection { from, to, category: category.get(), without: without.get() })
    });
    let of_days = Memo::new(move |_| {
        let days = selection.get().map(|chosen| Selection { category: None, ..chosen });
        days.is_some_and(|days| !all.with(|all| days.offered(all)).is_empty())
    });
    let sessions =
        Memo::new(move |_| selection.get().map(|chosen| all.with(|all| chosen.offered(all))).unwrap_or_default());
    let taken = Memo::new(move |_| {
        let takes =
            |one: &SessionSummary| selection.with(|chosen| chosen.as_ref().is_some_and(|all| all.takes(&one.id)));
        sessions.get().into_iter().filter(takes).collect::<Vec<_>>()
    });
    Effect::new(move |_| taken.with(|taken| taken.iter().for_each(|one| shell.open(&one.id))));
    let read = Memo::new(move |_| taken.with(|taken| Read::now(shell, taken)));
    let forms = Memo::new(move |_| {
        let has = |kind: FormKind| kinds.with(|kinds| kinds.iter().any(|slug| slug == kind.slug()));
        let wanted = Wanted {
            plan: has(FormKind::Plan),
            process: has(FormKind::Process),
            participants: has(FormKind::Participants),
            emergency: has(FormKind::Emergency),
        };
        let read = read.get();
        let (selection, left_out) = (selection.get()?, sessions.with(Vec::len) - taken.with(Vec::len));
        let whole = read.is_whole();
        let Read { opened: sessions, unread, .. } = read;
        whole.then(|| laid_out(shell, Chosen { selection, wanted, sessions, unread, left_out }))
    });
    view! {
        <Page title=BUNDLE.title back=Back::to("#/sessions", SESSIONS.title) place=Tab::Sessions>
            <div class="stack hide-on-paper">
                <p class="lead">{say(BUNDLE.lead)}</p>
                <Days offered which from to/>
                <Kinds kinds/>
                {live(move || of_days.get().then(|| view! { <WhichSessions offered=sessions category without/> }))}
            </div>
            {live(move || match (span.get(), nothing(of_days.get(), &sessions.get(), &taken.get()), forms.get()) {
                (None, _, _) => view! { <p class="hide-on-paper">{say(BUNDLE.choose_days)}</p> }.into_any(),
                (_, Some(why), _) => view! { <p role="status">{say(why)}</p> }.into_any(),
                (_, _, Some(forms)) => view! { <Papers forms unread=read.get().unread sessions=taken.with(Vec::len)/> }.into_any(),
                _ => {
                    let line = say_with(BUNDLE.reading, move || {
                        read.with(|read| vec![("n", read.opened.len().to_string()), ("all", read.of.to_string())])
                    });
                    view! { <p role="status">{line}</p> }.into_any()
                }
            })}
        </Page>
    }
}

/// Why there is nothing to print, where there is nothing.
fn nothing(of_days: bool, sessions: &[SessionSummary], taken: &[SessionSummary]) -> Option<Phrase> {
    match (of_days, sessions.is_empty(), taken.is_empty()) {
        (false, ..) => Some(BUNDLE.none),
        (_, true, _) => Some(BUNDLE.none_of),
        (_, _, true) => Some(BUNDLE.none_ticked),
        _ => None,
    }
}

/// Cover and forms, in the language of the screen.
fn laid_out(shell: Shell, chosen: Chosen) -> Vec<Form> {
    let Some(community) = shell.community().get() else { return Vec::new() };
    let language = language();
    let alias = move |id: &Id| match shell.read(|machine| machine.is_nameless(id)) {
        true => TWICE.a_member.get(language).to_owned(),
        false => shell.alias(id),
    };
    let setting = Setting { language, community: &community, alias: &alias, now: browser::now() };
    let followed = |session: &Session, event: &EmergencyEvent| {
        shell.read(|machine| Some(follow_up(machine.document(&session.id)?, &event.id))).unwrap_or_default()
    };
    bundle(&setting, &chosen, &followed)
}

/// One of the latest periods, or other days.
#[component]
fn Days(
    offered: Memo<Vec<Period>>,
    which: RwSignal<String>,
    from: RwSignal<Option<NaiveDate>>,
    to: RwSignal<Option<NaiveDate>>,
) -> impl IntoView {
    let options = Signal::derive(move || {
        let day = |day| browser::short_date(language(), day);
        let one = |period: Period| {
            let (n, from, to) = (period.number.to_string(), day(period.from), day(period.to));
            ChoiceOption::new(n.clone(), BUNDLE.of_period.fill(language(), &[("n", &n), ("from", &from), ("to", &to)]))
        };
        let other = ChoiceOption::new("other", BUNDLE.other.get(language()));
        offered.get().into_iter().map(one).chain([other]).collect::<Vec<_>>()
    });
    view! {
        <Choice label=BUNDLE.which options=options value=move || Some(which.get()) on_change=move |one: String| which.set(one) compact=true/>
        {live(move || (which.get() == "other").then(|| view! {
            <DateField label=BUNDLE.from value=from on_change=move |day| from.set(Some(day)) on_clear=move |()| from.set(None)/>
            <DateField label=BUNDLE.to value=to on_change=move |day| to.set(Some(day)) on_clear=move |()| to.set(None)/>
        }))}
    }
}

/// Which forms.
#[component]
fn Kinds(kinds: RwSignal<Vec<String>>) -> impl IntoView {
    let ticks = FormKind::ALL.map(|kind| {
        let on = move || kinds.with(|kinds| kinds.iter().any(|slug| slug == kind.slug()));
        let turn = move |on: bool| {
            kinds.update(|kinds| {
                kinds.retain(|slug| slug != kind.slug());
                if on {
                    kinds.push(kind.slug().to_owned());
                }
            });
        };
        view! { <Tick label=title(kind) value=Signal::derive(on) on_change=turn/> }
    });
    view! { <Section title=BUNDLE.kinds><div class="stack">{ticks.into_iter().collect_view()}</div></Section> }
}

/// Everything as paper, with the ways to have it.
#[component]
fn Papers(forms: Vec<Form>, unread: Vec<SessionSummary>, sessions: usize) -> impl IntoView {
    let out = HandOut::new();
    let count = forms.len().saturating_sub(1);
    let line = BUNDLE.count.fill(language(), &[("s", &sessions.to_string()), ("n", &count.to_string())]);
    let kept = StoredValue::new(forms.clone());
    let save = move |()| {
        let language = language();
        let made = kept.with_value(|forms| {
            let text = forms.iter().map(|form| form.text(language)).collect::<Vec<_>>().join("\n");
            Parcel::text(file_name(), "text/html", page(BUNDLE.cover.get(language), forms, language)).or_text(text)
        });
        out.send(made);
    };
    let sheets = forms.into_iter().map(sheet).collect_view();
    let missing = unread.iter().map(|one| {
        let line = BUNDLE.one_not_read.fill(language(), &[("session", &called(one))]);
        view! { <Note tone=Tone::Care><p>{line}</p></Note> }
    });
    let missing = missing.collect_view();
    view! {
        <p class="hide-on-paper" role="status">{line}</p>
        <div class="hide-on-paper stack">{missing}</div>
        <p class="quiet hide-on-paper">{say(BUNDLE.names)}</p>
        <PrintBar><Button label=BUNDLE.save on_press=save icon=Icon::Copy/></PrintBar>
        <HandedOut out/>
        <div lang=language().tag()>{sheets}</div>
    }
}

fn file_name() -> String {
    format!("tongban-forms-{}.html", browser::now().today())
}

//! Agreeing to a paper: by name, by a mark drawn with a finger, on paper, or spoken; the day and who was there.

use engine::domain::Id;
use engine::domain::consent::{How, Paper, Signed};
use engine::sync::acts::people;
use engine::words::Phrase;
use engine::words::device::WELCOME;
use engine::words::papers::PAPERS;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live};
use crate::boot::leave;
use crate::browser;
use crate::shell::shell;

const WAYS: [(&str, Phrase); 4] =
    [("name", PAPERS.how_name), ("mark", PAPERS.how_mark), ("paper", PAPERS.how_paper), ("spoken", PAPERS.how_spoken)];

/// How somebody agreed: lines, and the mark itself.
pub fn how_it_was(signed: &Signed) -> impl IntoView + use<> {
    let (on, how, witness) = (signed.on, signed.how.clone(), signed.witness.clone());
    let drawn = match &signed.how {
        How::Mark(path) => Some(view! { <Mark path=path.clone()/> }),
        _ => None,
    };
    let words = move || {
        let language = language();
        let agreed = PAPERS.agreed_on.fill(language, &[("date", &browser::short_date(language, on))]);
        let way = match &how {
            How::Name(name) => PAPERS.with_name.fill(language, &[("name", name)]),
            How::Mark(_) => PAPERS.with_mark.get(language).to_owned(),
            How::OnPaper => PAPERS.with_paper.get(language).to_owned(),
            How::Spoken => PAPERS.with_spoken.get(language).to_owned(),
        };
        [agreed, way, PAPERS.with_witness.fill(language, &[("who", &witness)])]
            .map(|line| view! { <p>{line}</p> })
            .collect_view()
    };
    view! { {words} {drawn} }
}

/// The form.
#[component]
pub fn Agree(
    /// The person.
    id: Id,
    /// To what.
    paper: Paper,
    /// Which version of it.
    version: String,
    /// A spoken yes is enough.
    spoken: bool,
    /// Agreeing once more; done after it.
    again: RwSignal<bool>,
) -> impl IntoView {
    let shell = shell();
    let way = RwSignal::new(None::<String>);
    let (name, mark, witness) =
        (RwSignal::new(shell.peek(|machine| machine.alias(&id)).unwrap_or_default()), RwSignal::new(String::new()), {
            let me = shell.peek(|machine| machine.local().me.as_ref().and_then(|me| machine.alias(me)));
            RwSignal::new(me.unwrap_or_default())
        });
    let day = RwSignal::new(Some(browser::now().today()));
    let problems = RwSignal::new(Vec::<Problem>::new());
    let ways = Signal::derive(move || {
        let offered = WAYS.iter().filter(|(slug, _)| spoken || *slug != "spoken");
        offered.map(|(slug, label)| ChoiceOption::new(*slug, label.get(language()))).collect::<Vec<_>>()
    });
    let agree = move |()| {
        leave::flush();
        let lack = |phrase: Phrase, field: &str| problems.set(vec![Problem::new(phrase.get(language()), field)]);
        let typed = name.get_untracked().trim().to_owned();
        let how = match way.get_untracked().as_deref() {
            Some("name") if typed.is_empty() => return lack(PAPERS.need_name, "agree-name"),
            Some("name") => How::Name(typed),
            Some("mark") if mark.with_untracked(String::is_empty) => return lack(PAPERS.need_mark, "agree-how"),
            Some("mark") => How::Mark(mark.get_untracked()),
            Some("paper") => How::OnPaper,
            Some("spoken") => How::Spoken,
            _ => return lack(PAPERS.need_how, "agree-how"),
        };
        if witness.with_untracked(|witness| witness.trim().is_empty()) {
            return lack(PAPERS.need_witness, "agree-witness");
        }
        problems.set(Vec::new());
        let now = browser::now();
        let on = day.get_untracked().unwrap_or_else(|| now.today());
        let edit = people::agree(&shell.short_id(), paper, &version, how, on, &witness.get_untracked(), &now);
        again.set(false);
        shell.edit(&id, vec![edit], Some(COMMON.marked));
    };
    view! {
        <ErrorSummary title=WELCOME.fix problems=problems/>
        <Choice id="agree-how" label=PAPERS.how options=ways value=way on_change=move |chosen: String| way.set(Some(chosen))/>
        {live(move || match way.get().as_deref() {
            Some("name") => Some(view! {
                <TextField id="agree-name" label=PAPERS.name value=name on_change=move |words: String| name.set(words) limit=60/>
            }.into_any()),
            Some("mark") => Some(view! { <MarkPad value=mark/> }.into_any()),
            _ => None,
        })}
        <DateField label=PAPERS.on value=day on_change=move |on| day.set(Some(on))/>
        <TextField id="agree-witness" label=PAPERS.witness value=witness on_change=move |words: String| witness.set(words) limit=60 help=FieldHelp::new(PAPERS.witness_help)/>
        <Button label=PAPERS.agree on_press=agree kind=Kind::Primary icon=Icon::Check/>
    }
}

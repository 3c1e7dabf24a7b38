//! The phone in the hands of who answers: one question a page, and no way to anything else. The lock gives it back, or a code.

use engine::domain::evaluation::{Answer, Question, Wave};
use engine::sync::Place;
use engine::sync::acts::evaluation as acts;
use engine::sync::handed::{Handed, Opens};
use engine::words::Phrase;
use engine::words::evaluation::HANDED;
use gloo::timers::callback::Interval;
use leptos::prelude::*;

use super::evaluate::{Interviewee, words_of};
use super::parts::*;
use super::rooms::Rooms;
use super::{language, live, say, say_all, say_with};
use crate::boot::profiles::{given_mark, handed_mark};
use crate::boot::{boot, leave};
use crate::browser;
use crate::shell::shell;

fn remembered() -> Option<Handed> {
    serde_json::from_str(&browser::remembered(&handed_mark())?).ok()
}

fn remember(handed: Option<&Handed>) {
    let text = handed.and_then(|handed| serde_json::to_string(handed).ok());
    browser::remember(&handed_mark(), text.as_deref());
}

/// Whether the phone is in somebody's hands now, as far as is remembered.
pub fn in_hands() -> bool {
    remembered().is_some_and(|handed| !handed.is_over(browser::now().ms))
}

/// What is shown: the questions, or where the code is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    Questions,
    Code,
}

/// The screen, whatever the address says.
#[component]
pub fn HandedScreen() -> impl IntoView {
    let rooms = expect_context::<Rooms>();
    let (boot, shell) = (boot(), shell());
    // What nobody can read, what is over, and what is about nobody here keeps nobody from the records.
    let handed = remembered()
        .filter(|handed| !handed.is_over(browser::now().ms))
        .filter(|handed| shell.peek(|machine| machine.summary(&handed.person).is_some()))
        .and_then(|handed| Some((handed.wave()?, handed)));
    match handed {
        Some((wave, handed)) => view! { <InHands wave handed/> }.into_any(),
        None => {
            remember(None);
            let unsaved = RwSignal::new(false);
            let on = move |()| {
                if boot.lock.with_untracked(Option::is_none) {
                    return rooms.handed.set(false);
                }
                // Whoever holds it now may be another one than whose phone it is.
                leptos::task::spawn_local(async move {
                    if !leave::lock(boot).await {
                        unsaved.try_set(true);
                    }
                });
            };
            view! {
                <Frame title=HANDED.ended>
                    <Button label=HANDED.open on_press=on kind=Kind::Primary/>
                    <div role="status">{move || unsaved.get().then(|| view! { <Note tone=Tone::Care><p>{HANDED.unsaved.get(language())}</p></Note> })}</div>
                </Frame>
            }
            .into_any()
        }
    }
}

/// A screen without a way out: no help, no places, nothing but the language.
#[component]
fn Frame(#[prop(into)] title: Signal<String>, children: Children) -> impl IntoView {
    view! {
        <div class="page">
            <header class="top">
                <span class="top-name"></span>
                <div class="top-end"><LanguageButton/></div>
            </header>
            <main id="main" class="main">
                <h1 tabindex="-1">{title}</h1>
                {children()}
            </main>
        </div>
    }
}

#[component]
fn InHands(wave: Wave, handed: Handed) -> impl IntoView {
    let shell = shell();
    let boot = boot();
    shell.open(&handed.person);
    let person = StoredValue::new(handed.person.clone());
    let kept = RwSignal::new(handed);
    let held = Memo::new(move |_| person.with_value(|person| Interviewee::read(shell, person, wave)));
    let questions = Memo::new_with_compare(
        move |_| held.with(|held| held.as_ref().map(|held| held.questions(wave))),
        |a, b| a != b,
    );
    let many = move || questions.with(|all| all.as_ref().map_or(0, Vec::len));
    let shown = RwSignal::new(Shown::Questions);
    let said = RwSignal::new(None::<Phrase>);
    let page = Memo::new(move |_| kept.with(|kept| kept.page));
    let turn = move |page: usize| {
        leave::flush();
        kept.update(|kept| kept.page = page);
        kept.with_untracked(|kept| remember(Some(kept)));
    };
    Effect::new(move |_| {
        // Each page begins at its heading.
        page.track();
        shown.track();
        request_animation_frame(focus_heading);
    });
    let give_back = move |()| {
        leave::flush();
        said.set(None);
        if kept.with_untracked(Handed::has_code) {
            return shown.set(Shown::Code);
        }
        leptos::task::spawn_local(async move {
            // Until the lock has opened it stays in their hands: nothing else shows meanwhile.
            browser::remember(&given_mark(), Some("1"));
            if !leave::lock(boot).await {
                browser::remember(&given_mark(), None);
                said.try_set(Some(HANDED.unsaved));
            }
        });
    };
    let title = Signal::derive(move || {
        let at = page.get();
        let question = at.checked_sub(1).and_then(|at| questions.with(|all| all.as_ref()?.get(at).map(words_of)));
        match (shown.get(), question) {
            (Shown::Code, _) => HANDED.give_back.get(language()).to_owned(),
            (Shown::Questions, Some(question)) => question,
            (Shown::Questions, None) if at == 0 => HANDED.title.get(language()).to_owned(),
            (Shown::Questions, None) => HANDED.thanks.get(language()).to_owned(),
        }
    });
    Effect::new(move |_| document().set_title(HANDED.title.get(language())));
    let body = move || {
        let at = page.get();
        if shown.get() == Shown::Code {
            return view! { <GiveBack kept shown wave/> }.into_any();
        }
        let Some(all) = questions.get() else { return view! { <Loading/> }.into_any() };
        match at.checked_sub(1).map(|at| all.get(at).cloned()) {
            None => view! {
                <p class="lead">{say(HANDED.hello)}</p>
                <p>{say(HANDED.skip)}</p>
                <p>{say_all([HANDED.who_reads, HANDED.counted])}</p>
                <Button label=HANDED.begin on_press=move |()| turn(1) kind=Kind::Primary/>
                <Button label=HANDED.stop on_press=give_back kind=Kind::Quiet/>
            }
            .into_any(),
            Some(Some(question)) => view! {
                <p class="quiet">{say_with(HANDED.step, move || vec![("n", at.to_string()), ("all", many().to_string())])}</p>
                <OneQuestion person=person wave held question on_next=move |()| turn(at + 1)/>
                <Button label=HANDED.back on_press=move |()| turn(at - 1) kind=Kind::Quiet icon=Icon::Back/>
                <Button label=HANDED.stop on_press=give_back kind=Kind::Quiet/>
            }
            .into_any(),
            Some(None) => view! {
                <p class="lead">{say(HANDED.give_back)}</p>
                <Button label=HANDED.lock on_press=give_back kind=Kind::Primary icon=Icon::Lock/>
                <Button label=HANDED.go_on on_press=move |()| turn(1) kind=Kind::Quiet icon=Icon::Back/>
            }
            .into_any(),
        }
    };
    view! {
        <Frame title=title>
            {live(body)}
            <div role="status">{move || said.get().map(|said| view! { <Note tone=Tone::Care><p>{said.get(language())}</p></Note> })}</div>
        </Frame>
    }
}

/// One question: three large answers, or room for words.
#[component]
fn OneQuestion(
    person: StoredValue<engine::domain::Id>,
    wave: Wave,
    held: Memo<Option<Interviewee>>,
    question: Question,
    #[prop(into)] on_next: Callback<()>,
) -> impl IntoView {
    let shell = shell();
    let slug = StoredValue::new(question.slug().to_owned());
    // Who handed it over is the one whose phone it is.
    let by = shell.local().me.map(|me| shell.alias(&me)).unwrap_or_default();
    let by = StoredValue::new(by);
    let said = move || held.with_untracked(|held| held.as_ref().and_then(|held| held.said().cloned()));
    let put = move |edits| person.with_value(|person| shell.edit(person, edits, None));
    if question.is_open() {
        let value = move || {
            let words = |held: &Interviewee| held.said().and_then(|said| said.words.get(&slug.get_value()).cloned());
            held.with(|held| held.as_ref().and_then(words)).unwrap_or_default()
        };
        let write = move |words: String| {
            let now = browser::now();
            put(by.with_value(|by| acts::tell(said().as_ref(), wave, &slug.get_value(), &words, (by, true), &now)));
        };
        return view! {
            <TextField label=HANDED.words lines=true value=value on_change=write/>
            <Button label=HANDED.next on_press=move |()| on_next.run(()) kind=Kind::Primary/>
        }
        .into_any();
    }
    let now_is = Memo::new(move |_| {
        let answer = |held: &Interviewee| held.said().and_then(|said| said.answers.get(&slug.get_value()).copied());
        held.with(|held| held.as_ref().and_then(answer))
    });
    let choose = move |answer: Answer| {
        let now = browser::now();
        put(by.with_value(|by| acts::answer(said().as_ref(), wave, &slug.get_value(), answer, (by, true), &now)));
        on_next.run(());
    };
    let answers = [(Answer::Yes, HANDED.yes), (Answer::No, HANDED.no), (Answer::NotAssessed, HANDED.rather_not)];
    let button = move |(answer, words): (Answer, Phrase)| {
        let pressed = Signal::derive(move || now_is.get() == Some(answer));
        view! { <Button label=words on_press=move |()| choose(answer) pressed=pressed/> }
    };
    view! { <div class="stack">{answers.map(button).into_iter().collect_view()}</div> }.into_any()
}

/// Giving it back without a lock: the code that was chosen when it was handed over.
#[component]
fn GiveBack(kept: RwSignal<Handed>, shown: RwSignal<Shown>, wave: Wave) -> impl IntoView {
    let rooms = expect_context::<Rooms>();
    let shell = shell();
    let typed = RwSignal::new(String::new());
    let wrong = RwSignal::new(false);
    let now = RwSignal::new(browser::now().ms);
    let ticking = StoredValue::new_local(Interval::new(500, move || _ = now.try_set(browser::now().ms)));
    on_cleanup(move || ticking.dispose());
    let seconds = Memo::new(move |_| ((kept.with(Handed::wait_until) - now.get()).max(0) + 999) / 1000);
    let open = move |()| {
        let answer = kept.try_update(|kept| kept.tries(&typed.get_untracked(), browser::now().ms));
        now.set(browser::now().ms);
        match answer {
            Some(Opens::Yes) => {
                remember(None);
                let person = kept.with_untracked(|kept| kept.person.clone());
                shell.replace(Place::Evaluation(person, wave.slug()));
                rooms.handed.set(false);
            }
            Some(Opens::Wrong) => {
                kept.with_untracked(|kept| remember(Some(kept)));
                typed.set(String::new());
                wrong.set(true);
            }
            Some(Opens::Wait(_)) | None => {}
        }
    };
    let problem = Signal::derive(move || wrong.get().then(|| HANDED.wrong.get(language()).to_owned()));
    view! {
        <PasscodeField label=HANDED.code value=typed problem=problem fresh=true id="hand-back" on_enter=Callback::new(open)/>
        {live(move || match seconds.get() > 0 {
            true => view! { <p role="timer" class="lead">{say_with(HANDED.wait, move || vec![("n", seconds.get().to_string())])}</p> }.into_any(),
            false => view! { <Button label=HANDED.open on_press=open kind=Kind::Primary icon=Icon::Lock/> }.into_any(),
        })}
        <Button label=HANDED.go_on on_press=move |()| shown.set(Shown::Questions) kind=Kind::Quiet icon=Icon::Back/>
    }
}

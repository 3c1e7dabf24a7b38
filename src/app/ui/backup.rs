//! Making a backup: who can open it, the words that do, the file, and which left before.

use engine::crypto::{normalise, six_words};
use engine::sync::Place;
use engine::sync::backups::{Backups, Due, How, Left};
use engine::sync::place::Corner;
use engine::words::Phrase;
use engine::words::backup::{ALL, BACKUP, RESTORE};
use engine::words::device::ME;
use engine::words::screens::COMMON;
use leptos::prelude::*;

use super::backup_all::{Lost, Made, Own, Which, WhichOnes};
use super::backup_relay::FromRelay;
use super::book::safe;
use super::parts::*;
use super::records::size;
use super::working::Working;
use super::{language, live, say, say_all, say_with};
use crate::aside::tasks::Lock;
use crate::aside::{Halt, Progress};
use crate::backing;
use crate::boot::leave;
use crate::browser;
use crate::library;
use crate::sharing::hooks::Keepers;
use crate::shell::{Shell, shell};

/// For whom backups of this community are sealed.
#[derive(Clone, PartialEq)]
enum Who {
    /// It is being looked up.
    Unknown,
    /// It is not known now: sharing does not run.
    Nobody,
    /// The recovery words and coordinators' phones.
    Keepers(Keepers),
    /// Six words, once they are drawn.
    Words(Option<String>),
}

impl Who {
    fn to(&self) -> Option<Own> {
        match self {
            Who::Keepers(keepers) => Some((Lock::Keys(keepers.keys.clone()), Some(keepers.community.clone()))),
            Who::Words(Some(words)) => Some((Lock::Words(words.clone()), None)),
            _ => None,
        }
    }
}

/// The page.
#[component]
pub fn BackupScreen() -> impl IntoView {
    let shell = shell();
    let kept = RwSignal::new(Backups::default());
    let who = RwSignal::new(Who::Unknown);
    leptos::task::spawn_local(async move {
        backing::takes_note(shell).await;
        let read = backing::kept(shell).await;
        let found = match (shell.peek(|machine| machine.local().shared), &read) {
            (true, _) => backing::keepers(shell).await.map_or(Who::Nobody, Who::Keepers),
            (false, Some(read)) => Who::Words(read.words.clone()),
            // Words may be on paper already: no new ones are offered.
            (false, None) => Who::Nobody,
        };
        kept.try_set(read.unwrap_or_default());
        who.try_set(found);
    });
    view! {
        <Page title=BACKUP.title back=Back::to(Place::Corner(Corner::Records).href(), ME.records) place=Tab::Me save=Signal::from(shell.saving)>
            <p class="lead">{say(BACKUP.lead)}</p>
            <p>{say(BACKUP.keep)}</p>
            <IsDue/>
            <WhoOpens who=who kept=kept/>
            {live(move || match who.get() {
                Who::Unknown => view! { <Loading/> }.into_any(),
                Who::Nobody => view! { <Note tone=Tone::Care><p>{say(BACKUP.nothing)}</p></Note> }.into_any(),
                Who::Words(None) => view! { <Draw who=who kept=kept/> }.into_any(),
                _ => view! { <Make who=who kept=kept/> }.into_any(),
            })}
            <FromRelay own=Signal::derive(move || who.with(Who::to)) kept=kept/>
            <Earlier kept=kept/>
            <ul class="rows"><li><CardLink href=Place::Corner(Corner::Restore).href() title=RESTORE.title icon=Icon::Open/></li></ul>
            <WithoutApp who=who/>
        </Page>
    }
}

/// That a backup is due, where it is.
#[component]
pub fn IsDue() -> impl IntoView {
    let shell = shell();
    // A backup may have left while another profile was open.
    leptos::task::spawn_local(backing::takes_note(shell));
    let due = Memo::new(move |_| backing::is_due(shell).map(|due| (due, shell.local().last_copy.is_some())));
    live(move || {
        due.get().map(|(due, copied)| {
            let why = match (due, copied) {
                (Due::Sessions(n), true) => BACKUP.due_why.fill(language(), &[("n", &n.to_string())]),
                (Due::Days(n), true) => BACKUP.due_days.fill(language(), &[("n", &n.to_string())]),
                (_, false) => BACKUP.due_never.get(language()).to_owned(),
            };
            view! { <Note><p>{say(BACKUP.due)}{language().space()}{why}</p></Note> }
        })
    })
}

#[component]
fn WhoOpens(who: RwSignal<Who>, kept: RwSignal<Backups>) -> impl IntoView {
    let shell = shell();
    let lines = move || match who.get() {
        Who::Unknown | Who::Nobody => Vec::new(),
        Who::Words(words) => {
            let day = browser::short_date(language(), browser::now().local(kept.get().drawn).date());
            let with = BACKUP.same_words.fill(language(), &[("day", &day)]);
            vec![if words.is_some() { with } else { BACKUP.who_six.get(language()).to_owned() }]
        }
        Who::Keepers(keepers) => {
            let names: Vec<String> = keepers.people.iter().map(|id| shell.alias(id)).collect();
            let names = names.join(if language() == engine::words::Language::Chinese { "、" } else { ", " });
            vec![BACKUP.who_words.get(language()).to_owned(), BACKUP.who_phones.fill(language(), &[("names", &names)])]
        }
    };
    view! {
        <Section title=BACKUP.who>
            {live(move || lines().into_iter().map(|line| view! { <p>{line}</p> }).collect_view())}
            <p>{say(BACKUP.who_nobody)}</p>
        </Section>
    }
}

/// Six words: drawn, written down, typed once.
#[component]
fn Draw(who: RwSignal<Who>, kept: RwSignal<Backups>) -> impl IntoView {
    let shell = shell();
    let words = RwSignal::new(Vec::<String>::new());
    let check = RwSignal::new(false);
    let typed = RwSignal::new(String::new());
    let differ = RwSignal::new(false);
    let missing = RwSignal::new(false);
    let draw = move |()| {
        let tag = if language() == engine::words::Language::Chinese { "zh" } else { "en" };
        leptos::task::spawn_local(async move {
            let mut random = [0; 9];
            disk::random(&mut random);
            let list = library::fetch(&format!("words/{tag}.txt")).await.unwrap_or_default();
            match six_words(&list, random) {
                Some(drawn) => drop(words.try_set(drawn.into())),
                None => drop(missing.try_set(true)),
            }
        });
    };
    let done = move |()| {
        leave::flush();
        let all = normalise(&words.get_untracked().join(" "));
        if normalise(&typed.get_untracked()) != all {
            differ.set(true);
            return focus_field("six-words");
        }
        kept.update(|kept| (kept.words, kept.drawn) = (Some(all.clone()), browser::now().ms));
        backing::keep(shell, &kept.get_untracked());
        who.set(Who::Words(Some(all)));
        focus_heading();
    };
    let problem = move || differ.get().then(|| BACKUP.differ.get(language()).to_owned());
    live(move || {
        match (words.with(Vec::is_empty), check.get()) {
        (true, _) => view! {
            <Button label=BACKUP.draw on_press=draw kind=Kind::Primary/>
            <div role="status">{live(move || missing.get().then(|| view! { <p>{say(engine::words::device::TROUBLE.rooms_do)}</p> }))}</div>
        }.into_any(),
        (false, false) => view! {
            <p class="lead">{say(BACKUP.write_down)}</p>
            <ol class="words-to-write">{words.get().into_iter().map(|word| view! { <li>{word}</li> }).collect_view()}</ol>
            <p>{say(BACKUP.not_kept)}</p>
            <Note tone=Tone::Care><p>{say(BACKUP.apart)}</p></Note>
            <Button label=BACKUP.written on_press=move |()| check.set(true) kind=Kind::Primary/>
        }.into_any(),
        (false, true) => view! {
            <TextField label=BACKUP.type_once value=typed on_change=move |text| typed.set(text) limit=200 problem=Signal::derive(problem) id="six-words"/>
            <Actions>
                <Button label=COMMON.next on_press=done kind=Kind::Primary/>
                <Button label=BACKUP.see_again on_press=move |()| check.set(false)/>
            </Actions>
        }.into_any(),
    }
    })
}

/// The file: made, handed out.
#[component]
fn Make(who: RwSignal<Who>, kept: RwSignal<Backups>) -> impl IntoView {
    let shell = shell();
    let progress = Progress::new();
    let which = Which::new(shell);
    let made = RwSignal::new_local(None::<Made>);
    let said = RwSignal::new(None::<Phrase>);
    let make = move |()| {
        let Some((to, shared)) = who.get_untracked().to().filter(|_| !progress.works()) else {
            return;
        };
        said.set(None);
        made.set(None);
        leptos::task::spawn_local(async move {
            let outcome = match which.is_all() {
                true => which.made((to, shared), progress).await,
                false => match backing::make(shell, to, shared, progress).await {
                    Ok(backup) => Ok(Made::one(backup).await),
                    Err(why) => Err(why),
                },
            };
            match outcome {
                Err(Halt::Stopped) => drop(said.try_set(Some(BACKUP.stopped))),
                Err(_) => drop(said.try_set(Some(BACKUP.nothing))),
                Ok(ready) => {
                    if saves_files() {
                        save(shell, &ready, said, kept);
                    }
                    made.try_set(Some(ready));
                }
            }
        });
    };
    let redraw = move |()| {
        made.set(None);
        who.set(Who::Words(None));
    };
    let by_words = move || matches!(who.get(), Who::Words(_));
    let own = Signal::derive(move || who.with(Who::to));
    view! {
        <WhichOnes which=which own=own/>
        <Button label=BACKUP.make on_press=make kind=Kind::Primary icon=Icon::Copy/>
        <Working progress=progress label=BACKUP.making/>
        {live(move || made.get().map(|made| view! { <Leaves made=made said=said kept=kept/> }))}
        <div role="status">{live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}</div>
        {live(move || by_words().then(|| view! {
            <p class="quiet">{say(BACKUP.old_still)}</p>
            <Button label=BACKUP.new_words on_press=redraw kind=Kind::Quiet/>
        }))}
    }
}

/// Hands it to the browser, and says so.
pub(super) fn save(shell: Shell, made: &Made, said: RwSignal<Option<Phrase>>, kept: RwSignal<Backups>) {
    match made.parcel.save() {
        Ok(()) => noted(shell, made.clone(), How::Saved, kept),
        Err(_) => drop(said.try_set(Some(BACKUP.no_files))),
    }
}

fn noted(shell: Shell, made: Made, how: How, kept: RwSignal<Backups>) {
    leptos::task::spawn_local(async move {
        if let Some(now) = made.left(shell, how).await {
            kept.try_set(now);
        }
    });
}

/// The ways by which the file leaves.
#[component]
pub(super) fn Leaves(made: Made, said: RwSignal<Option<Phrase>>, kept: RwSignal<Backups>) -> impl IntoView {
    let shell = shell();
    let by_hand = RwSignal::new(None::<String>);
    let (can_pass, saves, one) = (made.parcel.can_pass(), saves_files(), made.is_one());
    let can_copy = made.file.is_some();
    let name = made.parcel.name.clone();
    let saved = say_with(BACKUP.saved, move || vec![("name", name.clone())]);
    let length = size(made.parcel.size());
    let is_ready = say_with(BACKUP.ready, move || vec![("size", length.clone())]);
    let (left_out, of) = (made.unread, made.clone());
    let held = StoredValue::new_local(made);
    let again = move |()| held.with_value(|made| save(shell, made, said, kept));
    let pass = move |()| {
        let made = held.get_value();
        leptos::task::spawn_local(async move {
            let went = made.parcel.pass().await;
            said.try_set(Some(if went { BACKUP.passed } else { BACKUP.not_passed }));
            if went {
                noted(shell, made, How::Passed, kept);
            }
        });
    };
    let as_text = move |()| {
        let made = held.get_value();
        leptos::task::spawn_local(async move {
            let (Ok(safe), Some(file)) = (safe().await, &made.file) else { return };
            let letters = (safe.letters)(&file.to_vec());
            let copied = browser::copy(&letters).await.is_ok();
            by_hand.try_set((!copied).then_some(letters));
            said.try_set(Some(if copied { COMMON.copied } else { COMMON.copy_by_hand }));
            if copied {
                noted(shell, made, How::Copied, kept);
            }
        });
    };
    let relay = Memo::new(move |_| shell.heard.get().at.is_some());
    view! {
        <Note tone=Tone::Ok><p>{is_ready}</p></Note>
        <LeftOut many=left_out/>
        <Lost made=of/>
        {match saves {
            true => view! { <p>{saved}</p><p>{say(BACKUP.find)}</p> }.into_any(),
            false => view! {
                <Note tone=Tone::Care>
                    <p>{say_all([BACKUP.no_files, if one { BACKUP.no_files_do } else { ALL.no_text }])}</p>
                    <p>{say(BACKUP.other_browser)}</p>
                    {live(move || relay.get().then(|| view! { <p>{say(BACKUP.relay_too)}</p> }))}
                </Note>
            }.into_any(),
        }}
        <div class="stack">
            {can_pass.then(|| view! { <Button label=BACKUP.pass on_press=pass icon=Icon::Share/> })}
            {saves.then(|| view! { <Button label=BACKUP.again on_press=again/> })}
            {can_copy.then(|| view! { <Button label=BACKUP.as_text on_press=as_text icon=Icon::Copy/> })}
        </div>
        {live(move || by_hand.get().map(|text| view! { <pre class="copy-by-hand" tabindex="0">{text}</pre> }))}
    }
}

/// Rows that could not be read, and so are not in a backup.
#[component]
pub fn LeftOut(many: usize) -> impl IntoView {
    let line = say_with(BACKUP.left_out, move || vec![("n", many.to_string())]);
    (many > 0).then(|| view! { <Note tone=Tone::Care><p>{line}</p></Note> })
}

/// Those that left before.
#[component]
fn Earlier(kept: RwSignal<Backups>) -> impl IntoView {
    let line = |left: &Left| {
        let at = browser::now().local(left.when);
        let when = format!("{} {}", browser::short_date(language(), at.date()), browser::time(at.time()));
        let (length, many) = (size(left.bytes as f64), left.sessions.to_string());
        BACKUP.one.fill(language(), &[("when", &when), ("size", &length), ("n", &many), ("mark", left.mark())])
    };
    view! {
        <Section title=BACKUP.left>
            {live(move || match kept.with(|kept| kept.left.is_empty()) {
                true => view! { <p>{say(BACKUP.none_left)}</p> }.into_any(),
                false => view! {
                    <ol class="plain">{kept.get().left.iter().map(|left| view! { <li>{line(left)}</li> }).collect_view()}</ol>
                    <p class="quiet">{say_all([BACKUP.cannot_see, BACKUP.keep_two])}</p>
                }.into_any(),
            })}
        </Section>
    }
}

/// How a computer opens it.
#[component]
fn WithoutApp(who: RwSignal<Who>) -> impl IntoView {
    view! {
        <Section title=BACKUP.without_app>
            <p>{say(BACKUP.with_age)}</p>
            {live(move || match who.get() {
                Who::Keepers(_) => view! {
                    <p><code translate="no">"age -d -i key.txt -o backup.zip tongban.age"</code></p>
                    <p>{say(BACKUP.with_key)}</p>
                }.into_any(),
                _ => view! {
                    <p><code translate="no">"age -d -o backup.zip tongban.age"</code></p>
                    <p>{say_all([BACKUP.with_words, BACKUP.chinese_words])}</p>
                }.into_any(),
            })}
        </Section>
    }
}

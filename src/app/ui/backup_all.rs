//! One backup for this community or for all of this phone: one file, in which each community's lies sealed for its own people.

use engine::sync::Place;
use engine::sync::backups::{Backups, How, Left};
use engine::words::Phrase;
use engine::words::backup::ALL;
use engine::words::overview::OVERVIEW;
use leptos::prelude::*;

use super::parts::*;
use super::{language, live, profiles as named, say, say_all};
use crate::aside::tasks::{Lock, Pack, Stored};
use crate::aside::{File, Halt, Progress};
use crate::backing::{self, Backup};
use crate::boot::neighbours::{self, Opens};
use crate::boot::profiles;
use crate::browser;
use crate::shell::Shell;

/// Who opens the backup of the open community, and how its phones call it.
pub type Own = (Lock, Option<String>);

/// A file on its way out.
#[derive(Clone)]
pub struct Made {
    /// The file.
    pub parcel: Parcel,
    /// The same for who copies it as text, at once in the answer to a tap: of one community, where no files are saved.
    pub file: Option<File>,
    /// What is remembered once it left: of the open community, and of others by their profiles' numbers.
    notes: Vec<(Option<u32>, Left)>,
    /// So many rows are not in it.
    pub unread: usize,
    /// Communities that are not in it.
    lost: Vec<String>,
}

impl Made {
    /// The backup of the open community.
    pub async fn one(backup: Backup) -> Made {
        let Backup { file, manifest, hash } = backup;
        let notes = vec![(None, backing::noted(&manifest, &hash, file.blob.size() as usize, How::Saved))];
        let bytes = if saves_files() { None } else { browser::bytes(&file.blob).await };
        let parcel = Parcel::made(name("tongban", "age"), file);
        Made { parcel, file: bytes, notes, unread: manifest.counts.unread, lost: Vec::new() }
    }

    /// Whether it is the backup of one community.
    pub fn is_one(&self) -> bool {
        self.notes.len() == 1 && self.lost.is_empty() && self.parcel.name.ends_with(".age")
    }

    /// It left.
    pub async fn left(self, shell: Shell, how: How) -> Option<Backups> {
        let mut kept = None;
        for (profile, left) in self.notes {
            let left = Left { how, ..left };
            match profile {
                Some(profile) => backing::left_there(profile, &left),
                None => kept = backing::left(shell, left).await,
            }
        }
        kept
    }
}

/// A file's name, of now.
fn name(start: &str, ending: &str) -> String {
    let now = browser::now();
    format!("{start}-{}-{}.{ending}", now.today(), now.time().format("%H%M"))
}

/// Another community of this phone.
#[derive(Clone)]
struct Other {
    profile: u32,
    name: String,
    key: Option<[u8; 32]>,
    opens: Option<Opens>,
}

impl Other {
    /// What its backup is sealed for: where it has no words yet, those of the open community.
    fn lock(&self, own: &Own) -> Option<Lock> {
        match self.opens.as_ref()? {
            Opens::Keepers => Some(Lock::Keepers),
            Opens::Words(words) => Some(Lock::Words(words.clone())),
            Opens::Nobody => Some(own.0.clone()).filter(|lock| matches!(lock, Lock::Words(_))),
        }
    }

    fn line(&self, own: &Own) -> Phrase {
        match (&self.opens, self.lock(own)) {
            (None, _) => ALL.unread,
            (_, None) => ALL.no_words,
            (Some(Opens::Keepers), _) => ALL.by_keepers,
            (Some(Opens::Words(_)), _) => ALL.by_words,
            (Some(Opens::Nobody), _) => ALL.by_these,
        }
    }

    fn pack(&self, own: &Own) -> Option<Pack> {
        let of = Stored { database: profiles::database_of(self.profile), key: self.key? };
        Some(Pack { name: self.name.clone(), of, to: self.lock(own)?, shared: None })
    }
}

/// Which communities go in.
#[derive(Clone, Copy)]
pub struct Which {
    shell: Shell,
    all: RwSignal<bool>,
    others: RwSignal<Vec<Other>, LocalStorage>,
    /// Profiles that were never opened from here.
    shut: RwSignal<Vec<String>>,
}

impl Which {
    /// The open one; looks for others.
    pub fn new(shell: Shell) -> Which {
        let (others, shut) = (RwSignal::new_local(Vec::new()), RwSignal::new(Vec::new()));
        let practice = shell.peek(|machine| machine.community()).is_none_or(|held| held.practice);
        if profiles::all().len() > 1 && !practice {
            leptos::task::spawn_local(async move {
                let (found, closed) = look(shell).await;
                others.try_set(found);
                shut.try_set(closed);
            });
        }
        Which { shell, all: RwSignal::new(false), others, shut }
    }

    /// Whether all are to go in.
    pub fn is_all(self) -> bool {
        self.all.get_untracked()
    }

    /// One file of all.
    pub async fn made(self, own: Own, progress: Progress) -> Result<Made, Halt> {
        let here = self.shell.peek(|machine| machine.community()).map(|community| community.name).unwrap_or_default();
        let mut who = vec![(None, here.clone())];
        let mut packs = Vec::new();
        for other in self.others.get_untracked() {
            if let Some(pack) = other.pack(&own) {
                who.push((Some(other.profile), other.name));
                packs.push(pack);
            }
        }
        let made = backing::together(self.shell, (here, own.0, own.1), packs, progress).await?;
        let (mut notes, mut unread, mut lost) = (Vec::new(), 0, Vec::new());
        for ((profile, name), one) in who.into_iter().zip(made.each) {
            match one {
                Some((left, rows)) => {
                    notes.push((profile, left));
                    unread += rows;
                }
                None => lost.push(name),
            }
        }
        let parcel = Parcel::made(name("tongban-all", "zip"), made.file);
        Ok(Made { parcel, file: None, notes, unread, lost })
    }
}

/// The linked communities, without practice ones and none twice; and what the profiles are called that are not linked.
async fn look(shell: Shell) -> (Vec<Other>, Vec<String>) {
    profiles::find().await;
    let mut seen: Vec<_> = shell.peek(|machine| machine.local().community.clone()).into_iter().collect();
    let links = neighbours::links(shell).await;
    let mut others = Vec::new();
    for link in &links {
        let glance = neighbours::glance(link).await;
        if glance.as_ref().is_some_and(|glance| glance.practice) || seen.contains(&link.community) {
            continue;
        }
        seen.push(link.community.clone());
        others.push(Other {
            profile: link.profile,
            name: glance.as_ref().map_or(&link.name, |glance| &glance.name).clone(),
            key: link.key().map(|key| *key.bytes()),
            opens: glance.map(|glance| glance.opens),
        });
    }
    let known = |number: u32| number == profiles::current() || links.iter().any(|link| link.profile == number);
    let shut = profiles::all().into_iter().filter(|one| !known(one.number)).map(|one| named::name(&one)).collect();
    (others, shut)
}

/// This community or all, and who opens each; nothing where the phone has one community.
#[component]
pub fn WhichOnes(which: Which, own: Signal<Option<Own>>) -> impl IntoView {
    let Which { all, others, shut, .. } = which;
    let options = Signal::derive(move || {
        let (this, every) = (ALL.this.get(language()), ALL.all.get(language()));
        vec![ChoiceOption::new("this", this), ChoiceOption::new("all", every).hint(ALL.all_hint.get(language()))]
    });
    let value = Signal::derive(move || Some(if all.get() { "all" } else { "this" }.to_owned()));
    let some = Memo::new(move |_| others.with(|others| !others.is_empty()));
    live(move || {
        match (some.get(), shut.with(Vec::is_empty)) {
        (false, true) => None,
        (false, false) => Some(view! { <Shut shut=shut/> }.into_any()),
        (true, _) => Some(
            view! {
                <Choice label=ALL.which options=options value=value on_change=move |chosen: String| all.set(chosen == "all")/>
                {live(move || own.get().filter(|_| all.get()).map(|own| view! { <Each which=which own=own/> }))}
            }
            .into_any(),
        ),
    }
    })
}

/// Who opens each.
#[component]
fn Each(which: Which, own: Own) -> impl IntoView {
    let name = which.shell.peek(|machine| machine.community()).map(|community| community.name).unwrap_or_default();
    let lines = move || {
        let mine = if matches!(own.0, Lock::Words(_)) { ALL.by_words } else { ALL.by_keepers };
        let line = |phrase: Phrase, name: &str| phrase.fill(language(), &[("name", name)]);
        let others = which.others.get();
        let all = std::iter::once(line(mine, &name)).chain(others.iter().map(|one| line(one.line(&own), &one.name)));
        all.map(|line| view! { <li>{line}</li> }).collect_view()
    };
    view! {
        <ul class="plain-list">{live(lines)}</ul>
        <Shut shut=which.shut/>
        <p class="quiet">{say_all([ALL.names, ALL.unpack])}</p>
    }
}

/// The profiles that were never opened from here.
#[component]
fn Shut(shut: RwSignal<Vec<String>>) -> impl IntoView {
    let line = |name: &String| ALL.shut.fill(language(), &[("name", name)]);
    live(move || {
        let lines = shut.with(|shut| shut.iter().map(line).collect::<Vec<_>>());
        (!lines.is_empty()).then(|| {
            let lines = lines.into_iter().map(|line| view! { <li>{line}</li> }).collect_view();
            view! {
                <ul class="plain-list">{lines}</ul>
                <p>{say(ALL.to_open)}</p>
                <ul class="rows"><li><CardLink href=Place::Overview.href() title=OVERVIEW.title icon=Icon::Sessions/></li></ul>
            }
        })
    })
}

/// Communities that are not in the file.
#[component]
pub fn Lost(made: Made) -> impl IntoView {
    let line = |name: String| ALL.lost.fill(language(), &[("name", &name)]);
    (!made.lost.is_empty()).then(|| {
        let lines = made.lost.into_iter().map(|name| view! { <p>{line(name)}</p> }).collect_view();
        view! { <Note tone=Tone::Care>{lines}</Note> }
    })
}

//! The app's data files: ideas, manual, training and word lists, fetched (from the service worker's cache) when a screen
//! first needs them.

use engine::domain::idea::{self, Idea};
use engine::domain::manual::{self, Page};
use engine::domain::plan::Category;
use engine::domain::training::{self, Workshop};
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// What one kind of file holds: `None` until it is read, nothing where it can't be had.
pub type Shelf<T> = RwSignal<Option<Vec<T>>>;

/// What was read so far.
#[derive(Clone, Copy)]
pub struct Library {
    ideas: Shelf<Idea>,
    manual: Shelf<Page>,
    workshops: Shelf<Workshop>,
    asked: StoredValue<[bool; 3]>,
}

impl Library {
    /// Nothing is read yet.
    pub fn new() -> Library {
        Library {
            ideas: RwSignal::new(None),
            manual: RwSignal::new(None),
            workshops: RwSignal::new(None),
            asked: StoredValue::new([false; 3]),
        }
    }

    /// Whether this is the first time that a kind is asked for.
    fn first(self, kind: usize) -> bool {
        self.asked.try_update_value(|asked| !std::mem::replace(&mut asked[kind], true)).unwrap_or_default()
    }

    /// The ideas.
    pub fn ideas(self) -> Shelf<Idea> {
        if self.first(0) {
            leptos::task::spawn_local(async move { self.ideas.set(Some(ideas().await)) });
        }
        self.ideas
    }

    /// The pages of the manual.
    pub fn manual(self) -> Shelf<Page> {
        if self.first(1) {
            leptos::task::spawn_local(async move {
                let text = fetch("manual.json").await.unwrap_or_default();
                self.manual.set(Some(manual::read(&text).unwrap_or_default()));
            });
        }
        self.manual
    }

    /// The workshops of the training.
    pub fn workshops(self) -> Shelf<Workshop> {
        if self.first(2) {
            leptos::task::spawn_local(async move {
                let text = fetch("training.json").await.unwrap_or_default();
                self.workshops.set(Some(training::read(&text).unwrap_or_default()));
            });
        }
        self.workshops
    }
}

/// Reads all ideas; files that can't be had are left out.
pub async fn ideas() -> Vec<Idea> {
    ideas_as_text().await.iter().flat_map(|text| idea::read(text).unwrap_or_default()).collect()
}

/// The files of all ideas that can be had.
pub async fn ideas_as_text() -> Vec<String> {
    let mut texts = Vec::new();
    for category in Category::ALL {
        texts.extend(fetch(&format!("ideas/{}.json", category.slug())).await);
    }
    texts
}

/// Reads one of the app's own data files; `None` where it can't be had.
pub async fn fetch(address: &str) -> Option<String> {
    let answer = JsFuture::from(window().fetch_with_str(address)).await.ok()?;
    let answer: web_sys::Response = answer.dyn_into().ok()?;
    if !answer.ok() {
        return None;
    }
    JsFuture::from(answer.text().ok()?).await.ok()?.as_string()
}

//! The app's data files: the library of ideas and the word lists, fetched (from the service worker's cache) when a screen first needs them.

use engine::domain::idea::{self, Idea};
use engine::domain::plan::Category;
use leptos::prelude::window;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;

/// Reads all ideas; files that can't be had are left out.
pub async fn load() -> Vec<Idea> {
    let mut ideas = Vec::new();
    for category in Category::ALL {
        if let Some(text) = fetch(&format!("ideas/{}.json", category.slug())).await {
            ideas.extend(idea::read(&text).unwrap_or_default());
        }
    }
    ideas
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

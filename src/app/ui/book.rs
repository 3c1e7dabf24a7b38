//! Doors to modules that are fetched when somebody asks: what writes files of tables, and what makes and opens backups, each larger than
//! all reports; and what backups need of a shared community. Everything in them is called through here, so that nothing of it is fetched before; what takes long
//! goes through `aside`.

use engine::crypto::age;
use leptos::wasm_split::SplitLoaderError;

use crate::aside::log::{self, Shared};
use crate::aside::sheets;
use crate::aside::tasks::{self, Does};

/// What the module of backups does.
#[derive(Clone, Copy)]
pub struct Safe {
    does: Does,
    /// Whether a file opens with a passphrase; `None` for what is no such file.
    pub wants_words: fn(&[u8]) -> Option<bool>,
    /// A file as letters.
    pub letters: fn(&[u8]) -> String,
    /// A secret key as the tool `age` takes it.
    pub secret_key: fn(&[u8; 32]) -> String,
}

fn made_safe() -> Safe {
    Safe {
        does: tasks::backups,
        wants_words: |file| match age::unarmored(file) {
            Some(read) => age::wants_words(&read.ok()?),
            None => age::wants_words(file),
        },
        letters: age::armored,
        secret_key: age::secret_key,
    }
}

/// What does such a task: of sheets, or of backups.
pub async fn does(sheets: bool) -> Result<Does, SplitLoaderError> {
    if sheets { book().await } else { Ok(safe().await?.does) }
}

/// Fetches what writes files of tables.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(book, wasm_split_path = ::leptos::wasm_split, fallible)]
fn book() -> Result<Does, leptos::wasm_split::SplitLoaderError> {
    Ok(sheets::makes)
}

/// Fetches it: a debug build is one module.
#[cfg(debug_assertions)]
async fn book() -> Result<Does, SplitLoaderError> {
    Ok(sheets::makes)
}

/// Fetches what makes and opens backups.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(safe, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn safe() -> Result<Safe, leptos::wasm_split::SplitLoaderError> {
    Ok(made_safe())
}

/// Fetches it: a debug build is one module.
#[cfg(debug_assertions)]
pub async fn safe() -> Result<Safe, SplitLoaderError> {
    Ok(made_safe())
}

/// Fetches what backups need of a shared community. It is in the module of coming in: so the courier is in no module more.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(join, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn shared() -> Result<Shared, leptos::wasm_split::SplitLoaderError> {
    Ok(log::shared())
}

/// Fetches it: a debug build is one module.
#[cfg(debug_assertions)]
pub async fn shared() -> Result<Shared, SplitLoaderError> {
    Ok(log::shared())
}

//! Doors to modules that are fetched when somebody asks: what writes files of tables, and what makes and opens backups, each larger than
//! all reports; and what backups need of a shared community. Everything in them is called through here, so that nothing of it is fetched before; what takes long
//! goes through `aside`.

use engine::crypto::age;
use leptos::wasm_split::SplitLoaderError;

use crate::aside::brings::{self, Bring};
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

/// A module that does long work.
#[derive(Clone, Copy, PartialEq)]
#[repr(u8)]
pub enum Module {
    /// What writes files of tables.
    Book,
    /// What makes and opens backups, and forms to print.
    Safe,
    /// What stores what was brought.
    Bring,
}

impl From<u8> for Module {
    fn from(number: u8) -> Module {
        [Module::Book, Module::Safe].into_iter().find(|module| *module as u8 == number).unwrap_or(Module::Bring)
    }
}

/// What does a task of such a module.
pub async fn does(module: Module) -> Result<Does, SplitLoaderError> {
    match module {
        Module::Book => book().await,
        Module::Safe => Ok(safe().await?.does),
        Module::Bring => Ok(bring().await?.does),
    }
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

/// Fetches what looks through doors and stores what is brought: the courier's, and what asks for it.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(bring, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn bring() -> Result<Bring, leptos::wasm_split::SplitLoaderError> {
    Ok(brings::bring())
}

/// Fetches it: a debug build is one module.
#[cfg(debug_assertions)]
pub async fn bring() -> Result<Bring, SplitLoaderError> {
    Ok(brings::bring())
}

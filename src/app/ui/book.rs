//! The door to the fifth module: what writes workbooks, and what makes and opens backups. Each is larger than all reports, and
//! both pack with the same library. Everything in it is called through here, so that nothing of it is fetched before; what takes
//! long goes through `aside`.

use engine::crypto::age;

use crate::aside::tasks::{self, Doing, Place};

/// What the module does.
#[derive(Clone, Copy)]
pub struct Book {
    /// Does a task where it is called.
    pub does: fn(String, Vec<Vec<u8>>, Place) -> Doing,
    /// Does a task in a worker.
    pub by_worker: fn(String, js_sys::Array, js_sys::Function),
    /// Whether a file opens with a passphrase; `None` for what is no such file.
    pub wants_words: fn(&[u8]) -> Option<bool>,
    /// A file as letters.
    pub letters: fn(&[u8]) -> String,
    /// A secret key as the tool `age` takes it.
    pub secret_key: fn(&[u8; 32]) -> String,
}

fn made() -> Book {
    Book {
        does: tasks::does,
        by_worker: tasks::by_worker,
        wants_words: |file| match age::unarmored(file) {
            Some(read) => age::wants_words(&read.ok()?),
            None => age::wants_words(file),
        },
        letters: age::armored,
        secret_key: age::secret_key,
    }
}

/// Fetches it.
#[cfg(not(debug_assertions))]
#[leptos::wasm_split::wasm_split(book, wasm_split_path = ::leptos::wasm_split, fallible)]
pub fn book() -> Result<Book, leptos::wasm_split::SplitLoaderError> {
    Ok(made())
}

/// Fetches it: a debug build is one module.
#[cfg(debug_assertions)]
pub async fn book() -> Result<Book, leptos::wasm_split::SplitLoaderError> {
    Ok(made())
}

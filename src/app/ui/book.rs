//! The door to the fifth module: what writes workbooks, and what makes and opens backups. Each is larger than all reports, and
//! both pack with the same library. Everything in it is called through here, so that nothing of it is fetched before.

use desk::backup::{Material, NotOpened, Opened, Packed, Work, open, pack};
use engine::crypto::age::{self, To, With};
use engine::report::tables::Table;

/// What the module does.
#[derive(Clone, Copy)]
pub struct Book {
    /// From tables to a workbook.
    pub workbook: fn(&[Table]) -> Option<Vec<u8>>,
    /// From records to a backup.
    pub pack: fn(Material, To) -> Work<Option<Packed>>,
    /// From a backup to records.
    pub open: fn(Vec<u8>, With) -> Work<Result<Opened, NotOpened>>,
    /// Whether a file opens with a passphrase; `None` for what is no such file.
    pub wants_words: fn(&[u8]) -> Option<bool>,
    /// A file as letters.
    pub letters: fn(&[u8]) -> String,
    /// A secret key as the tool `age` takes it.
    pub secret_key: fn(&[u8; 32]) -> String,
}

fn made() -> Book {
    Book {
        workbook: |tables| desk::workbook(tables).ok(),
        pack: |material, to| {
            pack(material, to, || {
                let mut bytes = [0; 32];
                disk::random(&mut bytes);
                bytes
            })
        },
        open,
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

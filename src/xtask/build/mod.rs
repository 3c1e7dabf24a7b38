//! From sources to a folder of files that any server can hand out.
//!
//! The order: wasm ([`wasm`]), then names, hashes and templates ([`pages`]), then
//! compression ([`compress`]). The relay is built beside it ([`worker`]). A site is made in a folder of its own and renamed
//! at the end, so that nobody ever sees half of one. What a step made is kept under
//! the hash of its inputs ([`cache`]), so that a second build takes seconds.

pub mod cache;
pub mod compress;
mod gather;
pub mod pages;
pub mod wasm;
pub mod worker;

use crate::run::step;
use crate::{Error, Result, workspace};
use std::fs;
use std::path::{Path, PathBuf};

/// What to build.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Options {
    /// Quick to build, slow to load: no optimising, no compression, no service worker.
    pub debug: bool,
    /// With the page of all parts in all states, and the page of the storage contract.
    pub workshop: bool,
    /// With the script that reloads the page after a rebuild.
    pub reload: bool,
}

impl Options {
    /// Returns the options of the release site.
    pub fn release() -> Self {
        Self::default()
    }

    /// Returns the options of the workshop. It is a debug build, so that it shares its
    /// compiled dependencies with `serve --dev` and never overwrites the release's wasm.
    pub fn workshop() -> Self {
        Self { debug: true, workshop: true, reload: false }
    }

    /// Returns the options of what is measured: the release with the workshop's way to make many sessions.
    pub fn bench() -> Self {
        Self { workshop: true, ..Self::release() }
    }

    /// Returns the folder this site goes to.
    pub fn folder(self) -> PathBuf {
        let name = match (self.workshop, self.debug) {
            (true, true) => "site-workshop",
            (true, false) => "site-bench",
            (false, true) => "site-debug",
            (false, false) => "site",
        };
        workspace::target().join(name)
    }
}

/// One file of a site, before it is written.
#[derive(Debug, Clone)]
pub struct File {
    /// Its path below the site's folder, with `/` between the parts.
    pub path: String,
    /// Its content.
    pub bytes: Vec<u8>,
    /// Whether its name holds a hash of its content, so that it may be kept for ever.
    pub hashed: bool,
}

/// A site on disk.
#[derive(Debug, Clone)]
pub struct Site {
    /// Its folder.
    pub folder: PathBuf,
    /// The version that the service worker carries: a hash over all files.
    pub version: String,
    /// Paths of what a browser loads before the first screen can be used.
    pub first: Vec<String>,
    /// Paths of what it loads once that screen stands.
    pub later: Vec<String>,
}

/// Builds a site.
pub fn build(options: Options) -> Result<Site> {
    // Two builds at once would overwrite each other's steps; the second finds all made.
    let _turn = cache::turn()?;
    let module = wasm::build(options)?;
    let pages::Pages { files, version, first, later } = pages::assemble(options, module)?;
    let folder = options.folder();
    let fresh = folder.with_extension(format!("new-{}", std::process::id()));
    workspace::remove_folder(&fresh)?;
    for file in &files {
        workspace::write(&fresh.join(&file.path), &file.bytes)?;
    }
    if !options.debug {
        step("compress with brotli 11", || compress::beside(&fresh, &files))?;
    }
    exchange(&fresh, &folder)?;
    cache::prune();
    Ok(Site { folder, version, first, later })
}

/// Puts the new folder in the place of the old one.
fn exchange(fresh: &Path, place: &Path) -> Result<()> {
    let old = place.with_extension(format!("old-{}", std::process::id()));
    workspace::remove_folder(&old)?;
    if place.exists() {
        fs::rename(place, &old).map_err(Error::file("rename", place))?;
    }
    fs::rename(fresh, place).map_err(Error::file("rename", fresh))?;
    workspace::remove_folder(&old)
}

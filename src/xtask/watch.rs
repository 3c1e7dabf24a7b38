//! `serve --dev`: rebuilds when a source changes, then lets the page reload.

use crate::build::{self, Options};
use crate::{site, workspace};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// How often the sources are looked at. A few hundred files take about a millisecond.
const PAUSE: Duration = Duration::from_millis(400);

/// Watches for ever. A build that fails says why and leaves the last good one in place.
pub fn watch(options: Options, server: &site::Handle) -> ! {
    let mut seen = newest();
    loop {
        std::thread::sleep(PAUSE);
        let now = newest();
        if now == seen {
            continue;
        }
        seen = now;
        match build::build(options) {
            Ok(site) => server.announce(&site.version),
            Err(error) => eprintln!("{error}"),
        }
    }
}

/// Returns the number of source files and the time of the last change to any of them.
fn newest() -> (usize, Option<SystemTime>) {
    let root = workspace::root();
    let files: Vec<PathBuf> =
        ["src", "style", "public"].iter().flat_map(|folder| workspace::files_below(&root.join(folder))).collect();
    let latest = files.iter().filter_map(|path| std::fs::metadata(path).and_then(|about| about.modified()).ok()).max();
    (files.len(), latest)
}

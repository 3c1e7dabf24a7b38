//! Results kept under the hash of what they were made from, in `target/xtask-cache`.

use crate::{Error, Result, workspace};
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

/// How long a result is kept that no build asked for.
const KEPT: Duration = Duration::from_secs(7 * 24 * 3600);

/// Returns the kept result for a key, or makes and keeps it.
///
/// `kind` names the step and its settings; a change of settings must change it.
pub fn or_make(kind: &str, key: &str, make: impl FnOnce() -> Result<Vec<u8>>) -> Result<Vec<u8>> {
    let path = folder().join(format!("{key}.{kind}"));
    if let Ok(bytes) = fs::read(&path) {
        if let Ok(file) = fs::File::options().append(true).open(&path) {
            // Only so that `prune` leaves it; a failure costs nothing.
            let _ = file.set_modified(SystemTime::now());
        }
        return Ok(bytes);
    }
    let bytes = make()?;
    // Written aside first: a build that is stopped must not leave half a result.
    let aside = path.with_extension(format!("{kind}-{}", std::process::id()));
    workspace::write(&aside, &bytes)?;
    fs::rename(&aside, &path).map_err(Error::file("rename", &aside))?;
    Ok(bytes)
}

/// Waits until no other build is running; the turn ends when the file is dropped.
pub fn turn() -> Result<fs::File> {
    let path = workspace::target().join("xtask-build.lock");
    let file = fs::File::options().create(true).append(true).open(&path).map_err(Error::file("open", &path))?;
    file.lock().map_err(Error::file("lock", &path))?;
    Ok(file)
}

/// Removes what no build has asked for in a week.
pub fn prune() {
    for path in workspace::files_below(&folder()) {
        let age = fs::metadata(&path).and_then(|about| about.modified()).map(|time| time.elapsed().unwrap_or_default());
        if age.is_ok_and(|age| age > KEPT) {
            let _ = fs::remove_file(path);
        }
    }
}

fn folder() -> PathBuf {
    workspace::target().join("xtask-cache")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_second_time_nothing_is_made() {
        let key = workspace::digest(format!("{:?}", SystemTime::now()).as_bytes());
        let first = or_make("test", &key, || Ok(b"made".to_vec()));
        let second = or_make("test", &key, || Ok(b"made again".to_vec()));
        assert_eq!(first.expect("writable"), b"made");
        assert_eq!(second.expect("readable"), b"made");
        let _ = fs::remove_file(folder().join(format!("{key}.test")));
    }
}

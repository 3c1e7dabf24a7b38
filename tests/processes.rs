//! Process trees: everything a browser started, found and ended without touching any other browser.

use std::collections::HashSet;
use std::process::{Command, Stdio};

/// The environment variable by which our own processes are recognised, even after their parent has died.
pub const MARK: &str = "TONGBAN_BROWSER";

/// Returns the processes that carry `mark` or descend from `parent`, without `parent` itself.
pub fn tree(parent: u32, mark: &str) -> Vec<u32> {
    let all = all();
    let mut found: HashSet<u32> = HashSet::from([parent]);
    loop {
        let before = found.len();
        for (process, its_parent) in &all {
            if found.contains(its_parent) {
                found.insert(*process);
            }
        }
        if found.len() == before {
            break;
        }
    }
    let wanted = format!("{MARK}={mark}").into_bytes();
    for (process, _) in &all {
        let carries = std::fs::read(format!("/proc/{process}/environ"))
            .is_ok_and(|environ| environ.split(|byte| *byte == 0).any(|entry| entry == wanted));
        if carries {
            found.insert(*process);
        }
    }
    found.remove(&parent);
    found.into_iter().collect()
}

/// Ends processes at once, without a chance to write anything more (SIGKILL).
pub fn kill9(processes: &[u32]) {
    if processes.is_empty() {
        return;
    }
    let list: Vec<String> = processes.iter().map(u32::to_string).collect();
    let _ = Command::new("sh").arg("-c").arg(format!("kill -9 {}", list.join(" "))).stderr(Stdio::null()).status();
}

/// Every process with its parent, as /proc tells.
fn all() -> Vec<(u32, u32)> {
    let Ok(entries) = std::fs::read_dir("/proc") else { return Vec::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let process: u32 = entry.file_name().to_str()?.parse().ok()?;
            let stat = std::fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
            // The name stands in brackets and may hold anything; state and parent follow it.
            let parent = stat.rsplit(')').next()?.split_whitespace().nth(1)?.parse().ok()?;
            Some((process, parent))
        })
        .collect()
}

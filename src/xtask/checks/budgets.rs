//! Budgets on bytes: what a phone has to fetch before the first screen can be used, and what it fetches after that.

use super::Context;
use crate::build::{self, Options, Site};
use crate::{Error, Result};
use std::fs;

const KB: u64 = 1024;

/// A part of the app with its budget (bytes, compressed as they travel).
struct Budget {
    name: &'static str,
    files: fn(&Site) -> Vec<&String>,
    /// What we want.
    aim: u64,
    /// What fails.
    most: u64,
}

const BUDGETS: [Budget; 12] = [
    Budget { name: "first transfer", files: |site| site.first.iter().collect(), aim: 330 * KB, most: 400 * KB },
    Budget { name: "after it", files: |site| later(site, "later"), aim: 350 * KB, most: 450 * KB },
    Budget { name: "sharing", files: |site| later(site, "share"), aim: 120 * KB, most: 200 * KB },
    Budget { name: "bringing in", files: |site| later(site, "bring"), aim: 120 * KB, most: 200 * KB },
    Budget { name: "inviting, coming in", files: |site| later(site, "join"), aim: 120 * KB, most: 200 * KB },
    Budget { name: "people", files: |site| later(site, "people"), aim: 120 * KB, most: 200 * KB },
    Budget { name: "guidance", files: |site| later(site, "care"), aim: 120 * KB, most: 200 * KB },
    Budget { name: "this phone", files: |site| later(site, "mine"), aim: 120 * KB, most: 200 * KB },
    Budget { name: "reports", files: |site| later(site, "desk"), aim: 120 * KB, most: 220 * KB },
    Budget { name: "reports and files", files: |site| either(site, "desk", "book"), aim: 350 * KB, most: 450 * KB },
    Budget { name: "phone and backups", files: |site| either(site, "mine", "safe"), aim: 350 * KB, most: 450 * KB },
    // A locked device waits for it, each time.
    Budget { name: "lock", files: |site| later(site, "shut"), aim: 20 * KB, most: 40 * KB },
];

/// What is fetched later: `later` in any case, or what a module on demand needs beside it, also where others need it too.
fn later<'a>(site: &'a Site, stem: &str) -> Vec<&'a String> {
    let needs = |path: &&String| {
        let stems = path.rsplit_once('-').map_or("", |(stems, _)| stems);
        stems.split('-').any(|one| one == stem)
    };
    site.later.iter().filter(needs).collect()
}

/// What either of two needs.
fn either<'a>(site: &'a Site, one: &str, other: &str) -> Vec<&'a String> {
    let mut files = [later(site, one), later(site, other)].concat();
    files.sort();
    files.dedup();
    files
}

/// Fails when a part is too large.
pub fn check(context: &Context) -> Result<()> {
    let site = build::build(Options::release())?;
    for line in table(&site) {
        println!("    {line}");
        context.say(&line)?;
    }
    let over = |budget: &&Budget| sum(&sizes(&site, budget)) > budget.most;
    match BUDGETS.iter().find(over) {
        None => Ok(()),
        Some(budget) => Err(Error::Found(format!(
            "The {} is {} KB, more than {} KB. Make something smaller, or load it later.",
            budget.name,
            sum(&sizes(&site, budget)) / KB,
            budget.most / KB
        ))),
    }
}

/// Returns each file of each part, largest first, with the sums and what they may be.
pub fn table(site: &Site) -> Vec<String> {
    BUDGETS.iter().flat_map(|budget| rows(budget, sizes(site, budget))).collect()
}

fn rows(budget: &Budget, mut sizes: Vec<(String, u64)>) -> Vec<String> {
    sizes.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let line = |name: &str, size: u64| format!("{name:<28} {:>7.1} KB", size as f64 / KB as f64);
    let mut lines: Vec<String> = sizes.iter().map(|(name, size)| line(name, *size)).collect();
    let limits = format!("(aim {}, at most {})", budget.aim / KB, budget.most / KB);
    lines.push(format!("{} {limits}", line(budget.name, sum(&sizes))));
    lines
}

/// Each file of a part with its size as it travels.
fn sizes(site: &Site, budget: &Budget) -> Vec<(String, u64)> {
    let size = |path: &String| {
        let packed = site.folder.join(format!("{path}.br"));
        let about = fs::metadata(packed).or_else(|_| fs::metadata(site.folder.join(path)));
        about.map_or(0, |about| about.len())
    };
    (budget.files)(site).into_iter().map(|path| (path.clone(), size(path))).collect()
}

fn sum(sizes: &[(String, u64)]) -> u64 {
    sizes.iter().map(|(_, size)| size).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_adds_up() {
        let lines = rows(&BUDGETS[0], vec![("a".to_owned(), 1024), ("b".to_owned(), 2048)]);
        assert!(lines[0].starts_with('b'));
        assert!(lines[2].ends_with("3.0 KB (aim 330, at most 400)"), "{}", lines[2]);
    }
}

//! Budgets on bytes: what a phone has to fetch before the first screen can be used.

use super::Context;
use crate::build::{self, Options, Site};
use crate::{Error, Result};
use std::fs;

/// What we want, and what fails (KB of 1024 bytes, compressed as they travel).
const AIM: u64 = 330 * 1024;
const MOST: u64 = 580 * 1024;
/// The bar of the quality plan, not reached yet: said with every run, so that nobody forgets. `MOST` only ever goes down.
const BAR: u64 = 400 * 1024;

/// Fails when the first transfer is too large.
pub fn check(context: &Context) -> Result<()> {
    let site = build::build(Options::release())?;
    let rows = first_transfer(&site);
    for line in table(&rows) {
        println!("    {line}");
        context.say(&line)?;
    }
    let sum: u64 = rows.iter().map(|(_, size)| size).sum();
    if sum > MOST {
        return Err(Error::Found(format!(
            "The first transfer is {} KB, more than {} KB. Make something smaller, or load it later.",
            sum / 1024,
            MOST / 1024
        )));
    }
    Ok(())
}

/// Returns each file of the first transfer with its size as it travels.
pub fn first_transfer(site: &Site) -> Vec<(String, u64)> {
    let size = |path: &String| {
        let packed = site.folder.join(format!("{path}.br"));
        let about = fs::metadata(packed).or_else(|_| fs::metadata(site.folder.join(path)));
        about.map_or(0, |about| about.len())
    };
    let rows = site.first.iter().map(|path| (path.clone(), size(path)));
    rows.collect()
}

/// Returns the table, largest first, with the sum and the aim at its end.
pub fn table(rows: &[(String, u64)]) -> Vec<String> {
    let mut sorted = rows.to_vec();
    sorted.sort_by_key(|(_, size)| std::cmp::Reverse(*size));
    let line = |name: &str, size: u64| format!("{name:<28} {:>7.1} KB", size as f64 / 1024.0);
    let mut lines: Vec<String> = sorted.iter().map(|(name, size)| line(name, *size)).collect();
    lines.push(line("first transfer", sorted.iter().map(|(_, size)| size).sum()));
    lines.push(line("aim", AIM));
    lines.push(line("bar, not reached yet", BAR));
    lines.push(line("fails above", MOST));
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_adds_up() {
        let rows = [("a".to_owned(), 1024), ("b".to_owned(), 2048)];
        let lines = table(&rows);
        assert!(lines[0].starts_with('b'));
        assert!(lines[2].ends_with("3.0 KB"), "{}", lines[2]);
    }
}

//! `cargo xtask test`: a list of named checks, run in order, all of them even if one fails.
//!
//! Long stretches of a build keep one core: the site is built while the code is checked. Stories in browsers wait more than they work: several of them run
//! at once, after all else, the longest first.
//! A check writes what it has to say to `target/test-logs/NAME.log`; the end of that is
//! shown when it fails. The last line printed is always `N passed, N failed`.

pub mod budgets;
pub mod floors;
mod fuzz;
mod list;

pub use list::path_with_tools;

use crate::{Error, Result, workspace};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// How much of a failed check's log is shown.
const SHOWN_LINES: usize = 80;
/// Stories that run at once: what two cores carry without making a browser wait.
const AT_ONCE: usize = 3;

/// What a check is given.
#[derive(Debug)]
pub struct Context {
    /// Where it writes what it has to say.
    pub log: PathBuf,
    /// What came after the slash in `test NAME/rest`, empty for all.
    pub rest: String,
}

impl Context {
    /// Adds a line to the log.
    pub fn say(&self, line: &str) -> Result<()> {
        use std::io::Write;
        let mut file =
            fs::File::options().create(true).append(true).open(&self.log).map_err(Error::file("open", &self.log))?;
        writeln!(file, "{line}").map_err(Error::file("write", &self.log))
    }
}

type Run = Box<dyn Fn(&Context) -> Result<()> + Send>;

/// A named check.
pub struct Check {
    name: String,
    run: Run,
    when: When,
}

/// When a check runs, and beside what.
#[derive(Clone, Copy, PartialEq, Eq)]
enum When {
    /// First, alone.
    First,
    /// In order, while the site is built.
    Code,
    /// In order, while the code is checked.
    Site,
    /// Beside others of its kind, on the built site.
    Story,
}

impl Check {
    fn new(when: When, name: &str, run: impl Fn(&Context) -> Result<()> + Send + 'static) -> Self {
        Self { name: name.to_owned(), run: Box::new(run), when }
    }
}

struct Outcome {
    name: String,
    passed: bool,
    time: Duration,
}

/// Runs the checks whose name contains the filter; true if all passed.
pub fn test(filter: &str) -> Result<bool> {
    let (name, rest) = filter.split_once('/').unwrap_or((filter, ""));
    let checks = list::selected(name)?;
    if checks.is_empty() {
        return Err(Error::Usage(format!(
            "No check has {name:?} in its name. There are: {}.",
            list::names()?.join(", ")
        )));
    }
    let logs = workspace::target().join("test-logs");
    fs::create_dir_all(&logs).map_err(Error::file("create", &logs))?;
    let start = Instant::now();
    let (mut outcomes, mut lanes) =
        (Vec::new(), [When::First, When::Code, When::Site, When::Story].map(|_| Vec::new()));
    checks.into_iter().for_each(|check| lanes[check.when as usize].push(check));
    let [first, code, site, stories] = lanes;
    for (kind, at_once) in
        [(vec![first], 1), (vec![code, site], 2), (stories.into_iter().map(|one| vec![one]).collect(), AT_ONCE)]
    {
        outcomes.extend(side_by_side(kind, at_once, |check| outcome(check, &logs, rest))?);
    }
    Ok(summarise(&outcomes, start.elapsed()))
}

/// Runs rows of checks, so many rows at once, each row in its order.
fn side_by_side(
    rows: Vec<Vec<Check>>,
    at_once: usize,
    run: impl Fn(&Check) -> Result<Outcome> + Sync,
) -> Result<Vec<Outcome>> {
    let waiting = Mutex::new(rows.into_iter());
    let next = || waiting.lock().unwrap_or_else(|broken| broken.into_inner()).next();
    let lane = || std::iter::from_fn(next).flatten().map(|check| run(&check)).collect::<Result<Vec<_>>>();
    std::thread::scope(|scope| {
        let lanes: Vec<_> = (0..at_once).map(|_| scope.spawn(lane)).collect();
        let done = lanes.into_iter().map(|lane| lane.join().expect("a check answers, and does not panic"));
        Ok(done.collect::<Result<Vec<_>>>()?.into_iter().flatten().collect())
    })
}

/// Runs a check, and tells how it went.
fn outcome(check: &Check, logs: &Path, rest: &str) -> Result<Outcome> {
    let log = logs.join(format!("{}.log", check.name));
    workspace::write(&log, b"")?;
    let context = Context { log, rest: rest.to_owned() };
    println!("{} ...", check.name);
    let start = Instant::now();
    let result = (check.run)(&context);
    let time = start.elapsed();
    let word = if result.is_ok() { "ok" } else { "failed" };
    println!("{}: {word}, {:.1} s", check.name, time.as_secs_f32());
    if let Err(error) = &result {
        context.say(&error.to_string())?;
        show_end(&context.log)?;
    }
    Ok(Outcome { name: check.name.clone(), passed: result.is_ok(), time })
}

fn show_end(log: &Path) -> Result<()> {
    let text = workspace::read_text(log)?;
    let lines: Vec<&str> = text.lines().collect();
    let left_out = lines.len().saturating_sub(SHOWN_LINES);
    if left_out > 0 {
        println!("    ({left_out} lines more in {})", log.display());
    }
    for line in &lines[left_out..] {
        println!("    {line}");
    }
    Ok(())
}

fn summarise(outcomes: &[Outcome], total: Duration) -> bool {
    let failed = outcomes.iter().filter(|outcome| !outcome.passed).count();
    println!();
    for outcome in outcomes {
        let word = if outcome.passed { "ok" } else { "failed" };
        let seconds = outcome.time.as_secs_f32();
        println!("{:<16} {word:<8} {seconds:>7.1} s", outcome.name);
    }
    println!("{:<16} {:<8} {:>7.1} s", "all", "", total.as_secs_f32());
    println!("{} passed, {failed} failed", outcomes.len() - failed);
    failed == 0
}

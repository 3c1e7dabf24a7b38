//! The relay on this machine: npm's workerd over `target/worker`, with its records in a folder.

use crate::{Error, Result, workspace};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

/// A running relay. It stops when this is dropped.
#[derive(Debug)]
pub struct Relay {
    port: u16,
    process: Child,
}

impl Relay {
    /// Starts a relay that keeps its records in `disk`. With an empty `word` everybody may found a community; with none
    /// nobody.
    pub fn start(worker: &Path, disk: &Path, word: Option<&str>) -> Result<Relay> {
        std::fs::create_dir_all(disk).map_err(Error::file("make", disk))?;
        let mut command = Command::new("sh");
        command
            .args(["-c", WATCHED])
            .arg(workerd()?)
            .arg("serve")
            .arg(worker.join("workerd.capnp"))
            .args(["--socket-addr", "http=127.0.0.1:0", "--control-fd=1"])
            .arg(format!("--directory-path=do-disk={}", disk.display()))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .env_remove("FOUNDING_WORD");
        if let Some(word) = word {
            command.env("FOUNDING_WORD", word);
        }
        let mut process = command.spawn().map_err(|cause| Error::Start { program: "sh".to_owned(), cause })?;
        let port = process.stdout.take().and_then(port);
        let Some(port) = port else {
            end(&mut process);
            return Err(Error::Usage("workerd named no port. Its messages are above.".to_owned()));
        };
        Ok(Relay { port, process })
    }

    /// Its port on this machine.
    pub fn port(&self) -> u16 {
        self.port
    }
}

impl Drop for Relay {
    /// Kills it as a power cut would.
    fn drop(&mut self) {
        end(&mut self.process);
    }
}

/// Runs a program until our end of its input closes, however we ended, then kills it.
const WATCHED: &str = r#""$0" "$@" & program=$!; cat > /dev/null; kill -9 $program 2> /dev/null; wait"#;

fn end(watched: &mut Child) {
    drop(watched.stdin.take());
    watched.wait().ok();
}

/// npm brings the one binary that fits this machine.
fn workerd() -> Result<PathBuf> {
    let folder = workspace::root().join("worker/node_modules/@cloudflare");
    let entries = std::fs::read_dir(&folder).map_err(Error::file("read", &folder))?;
    let binaries = entries.flatten().map(|entry| entry.path().join("bin/workerd"));
    let missing = || Error::Usage("npm brought no workerd for this machine. Start with --no-relay.".to_owned());
    binaries.into_iter().find(|path| path.is_file()).ok_or_else(missing)
}

/// workerd says on its control channel where it listens, as one line of JSON.
fn port(control: std::process::ChildStdout) -> Option<u16> {
    for line in BufReader::new(control).lines() {
        let message: serde_json::Value = serde_json::from_str(&line.ok()?).ok()?;
        if message["event"] == "listen" {
            return message["port"].as_u64()?.try_into().ok();
        }
    }
    None
}

//! The real relay for stories: workerd over `target/worker`, with a disk of its own that goes with it.

use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, Ordering};

use xtask::{relay, workspace};

/// A running relay.
pub struct Relay {
    running: Option<relay::Relay>,
    word: Option<String>,
    disk: PathBuf,
}

impl Relay {
    /// Starts a relay on an empty disk, with this founding word.
    pub fn start(word: Option<&str>) -> Relay {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let name = format!("relay-{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let disk = crate::target("test-relays").join(name);
        let mut relay = Relay { running: None, word: word.map(String::from), disk };
        relay.again();
        relay
    }

    /// Kills it as a power cut would, and starts it again on the same disk, on another port.
    pub fn again(&mut self) {
        self.running.take();
        let running = relay::Relay::start(&worker(), &self.disk, self.word.as_deref());
        self.running = Some(running.unwrap_or_else(|cause| panic!("{cause}")));
    }

    /// The same on an empty disk.
    pub fn wipe(&mut self) {
        self.running.take();
        workspace::remove_folder(&self.disk).unwrap_or_else(|cause| panic!("{cause}"));
        self.again();
    }

    /// Its port.
    pub fn port(&self) -> u16 {
        self.running.as_ref().map_or(0, relay::Relay::port)
    }

    /// All bytes of its disk.
    pub fn whole_disk(&self) -> Vec<u8> {
        let files = workspace::files_below(&self.disk);
        assert!(!files.is_empty(), "the relay keeps something");
        files.iter().flat_map(|path| std::fs::read(path).unwrap_or_default()).collect()
    }
}

impl Drop for Relay {
    fn drop(&mut self) {
        self.running.take();
        workspace::remove_folder(&self.disk).ok();
    }
}

fn worker() -> PathBuf {
    let named = std::env::var_os("TONGBAN_WORKER").map(PathBuf::from);
    let folder = named.unwrap_or_else(|| crate::root().join("target/worker"));
    assert!(
        folder.join("shim.js").is_file(),
        "there is no relay in {}: run `cargo xtask test build`",
        folder.display()
    );
    folder
}

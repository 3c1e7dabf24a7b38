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

/// In which of the forms in which people write bytes down this secret lies among `kept`; `None` where it does not.
pub fn lies_in(kept: &[u8], secret: &[u8]) -> Option<&'static str> {
    let hex: String = secret.iter().map(|byte| format!("{byte:02x}")).collect();
    let numbers = secret.iter().map(u8::to_string).collect::<Vec<_>>().join(",");
    let forms = [
        ("raw", secret.to_vec()),
        ("hex", hex.clone().into_bytes()),
        ("HEX", hex.to_uppercase().into_bytes()),
        ("base 64", base64(secret, *b"+/")),
        ("base 64 of addresses", base64(secret, *b"-_")),
        ("numbers", numbers.into_bytes()),
    ];
    let found = forms.into_iter().find(|(_, form)| kept.windows(form.len()).any(|bytes| bytes == form));
    found.map(|(name, _)| name)
}

/// Base 64 of whole threes of bytes: what stands there whatever follows.
fn base64(bytes: &[u8], last: [u8; 2]) -> Vec<u8> {
    let letters: Vec<u8> = (b'A'..=b'Z').chain(b'a'..=b'z').chain(b'0'..=b'9').chain(last).collect();
    let threes = bytes.chunks_exact(3).map(|three| u32::from_be_bytes([0, three[0], three[1], three[2]]));
    threes.flat_map(|three| [18, 12, 6, 0].map(|shift| letters[(three >> shift) as usize & 63])).collect()
}

#[test]
fn a_secret_is_found_in_every_form() {
    let secret = b"any carnal pleas";
    for form in [
        "any carnal pleas",
        "616e79206361726e616c20706c656173",
        "YW55IGNhcm5hbCBwbGVhcw==",
        "97,110,121,32,99,97,114,110,97,108,32,112,108,101,97,115",
    ] {
        assert!(lies_in(format!("before {form} after").as_bytes(), secret).is_some(), "{form}");
    }
    assert_eq!(lies_in(b"any carnal plea", secret), None);
}

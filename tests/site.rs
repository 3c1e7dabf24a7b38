//! The built app on a port of this machine: served as `cargo xtask serve` does, under the headers of production;
//! stopped for good, or replaced by another version.

use std::net::{Ipv4Addr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use xtask::site::{self, Handle};

use crate::relay::Relay;

/// A folder served over http.
pub struct Site {
    port: u16,
    server: Option<Handle>,
}

impl Site {
    /// Serves the release build.
    pub fn release() -> Site {
        Site::serve(&Site::release_folder())
    }

    /// The folder of the release build: `target/site`, or what TONGBAN_SITE names.
    pub fn release_folder() -> PathBuf {
        built("TONGBAN_SITE", "target/site", "cargo xtask build")
    }

    /// Serves the development page, which holds the storage contract.
    pub fn workshop() -> Site {
        Site::serve(&built("TONGBAN_WORKSHOP", "target/site-workshop", "cargo xtask build --workshop"))
    }

    /// Serves a folder at any free port.
    pub fn serve(folder: &Path) -> Site {
        let server = start(folder, 0);
        Site { port: server.port(), server: Some(server) }
    }

    /// Starts a relay with a disk of its own, beside the app at the same address. Everybody may found a community.
    pub fn with_relay(&self) -> Relay {
        let relay = Relay::start(Some(""));
        self.hand_on(&relay);
        relay
    }

    /// Hands what is for the relay on to it.
    pub fn hand_on(&self, relay: &Relay) {
        if let Some(server) = &self.server {
            server.hand_on_to(relay.port());
        }
    }

    /// From now on nothing reaches the relay; the app itself does.
    pub fn cut_relay(&self) {
        if let Some(server) = &self.server {
            // Nobody listens there.
            server.hand_on_to(1);
        }
    }

    /// Returns the address of the start page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Stops for good: open connections are cut, new ones refused.
    pub fn stop(&mut self) {
        let Some(server) = self.server.take() else { return };
        server.stop();
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_ok() {
            assert!(start.elapsed() < Duration::from_secs(5), "port {} still answers", self.port);
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    /// Serves `folder` at the same port as before.
    pub fn restart(&mut self, folder: &Path) {
        self.stop();
        self.server = Some(start(folder, self.port));
    }
}

fn start(folder: &Path, port: u16) -> Handle {
    site::serve(folder, port).unwrap_or_else(|cause| panic!("{cause}"))
}

/// A built folder: what the variable names, or else the usual place.
fn built(variable: &str, usual: &str, command: &str) -> PathBuf {
    let folder = std::env::var_os(variable).map_or_else(|| crate::root().join(usual), PathBuf::from);
    assert!(folder.join("index.html").is_file(), "there is no app in {}: run `{command}` first", folder.display());
    folder
}

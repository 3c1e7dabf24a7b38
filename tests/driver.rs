//! The three WebDriver programs: where they are, how they are started, what they must be told.

use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::browser::{Engine, Options};
use crate::processes::MARK;

/// A started driver with the screen it may need.
pub struct Driver {
    /// The driver's process.
    pub process: Child,
    /// The port on which it answers.
    pub port: u16,
    display: Option<Child>,
}

impl Driver {
    /// Starts the driver of `engine` and waits until it listens.
    pub fn start(engine: Engine, mark: &str, language: &str, profile: &Path) -> Driver {
        let port = free_port();
        let mut command = Command::new(program(engine));
        let mut display = None;
        match engine {
            Engine::Chromium => {
                command.arg(format!("--port={port}"));
            }
            Engine::Firefox => {
                command.arg("--port").arg(port.to_string());
                command.arg("--websocket-port").arg(free_port().to_string());
            }
            Engine::WebKit => {
                command.arg(format!("--port={port}"));
                let (server, name) = screen();
                command.env("DISPLAY", name).env_remove("WAYLAND_DISPLAY");
                // Its preferred languages come from here alone; a plain C locale would hide them.
                let locale = if language.starts_with("zh") { "zh_CN" } else { "en_US" };
                command
                    .env("LANGUAGE", locale)
                    .env("LANG", format!("{locale}.UTF-8"))
                    .env("LC_ALL", format!("{locale}.UTF-8"));
                command.env("XDG_DATA_HOME", profile.join("data")).env("XDG_CACHE_HOME", profile.join("cache"));
                display = Some(server);
            }
        }
        let log = std::fs::File::create(profile.join("driver.log"));
        let output = || log.as_ref().ok().and_then(|file| file.try_clone().ok()).map_or(Stdio::null(), Stdio::from);
        let process =
            command.env(MARK, mark).stdin(Stdio::null()).stdout(output()).stderr(output()).spawn().unwrap_or_else(
                |cause| {
                    panic!("{} did not start: {cause}. `cargo xtask setup` installs it.", program(engine).display())
                },
            );
        let driver = Driver { process, port, display };
        driver.wait();
        driver
    }

    /// Ends the driver and its screen.
    pub fn end(&mut self) {
        for process in std::iter::once(&mut self.process).chain(self.display.as_mut()) {
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    fn wait(&self) {
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).is_err() {
            assert!(start.elapsed() < Duration::from_secs(20), "the driver never listened on port {}", self.port);
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Returns what to ask of the driver for a new session.
pub fn capabilities(engine: Engine, options: &Options, profile: &Path) -> Value {
    let profile = profile.display().to_string();
    let language = options.language.tag();
    match engine {
        Engine::Chromium => {
            let mut args: Vec<String> =
                "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage --no-first-run \
                --disable-background-networking --disable-component-update --disable-sync --disable-breakpad \
                --disable-search-engine-choice-screen --hide-scrollbars"
                    .split_whitespace()
                    .map(String::from)
                    .collect();
            if options.microphone {
                args.extend(["device", "ui"].map(|what| format!("--use-fake-{what}-for-media-stream")));
            }
            args.push(format!("--user-data-dir={profile}"));
            args.push(format!("--lang={language}"));
            args.push(format!("--window-size={},{}", options.width.max(500), options.height));
            json!({
                "browserName": "chrome",
                "unhandledPromptBehavior": "accept",
                "goog:chromeOptions": {
                    "args": args,
                    "prefs": { "intl.accept_languages": language, "intl.selected_languages": language },
                },
            })
        }
        Engine::Firefox => json!({
            "browserName": "firefox",
            "unhandledPromptBehavior": "accept",
            "moz:firefoxOptions": {
                "args": ["-headless", "-profile", profile,
                    "-width", options.width.to_string(), "-height", options.height.to_string()],
                "prefs": {
                    "intl.accept_languages": language,
                    "browser.shell.checkDefaultBrowser": false,
                    "datareporting.policy.dataSubmissionEnabled": false,
                    "app.update.disabledForTesting": true,
                    // The harness's own server has a plain http address on this machine.
                    "dom.security.https_first": false,
                    "media.navigator.streams.fake": options.microphone,
                    "media.navigator.permission.disabled": options.microphone,
                },
            },
        }),
        Engine::WebKit => json!({
            "browserName": "MiniBrowser",
            "webkitgtk:browserOptions": {
                "binary": mini_browser(),
                "args": ["--automation", format!("--geometry={}x{}", options.width, options.height)],
            },
        }),
    }
}

/// The driver's program: our own tools first, then the PATH.
fn program(engine: Engine) -> PathBuf {
    let name = match engine {
        Engine::Chromium => "chromedriver",
        Engine::Firefox => "geckodriver",
        Engine::WebKit => "WebKitWebDriver",
    };
    let own = crate::root().join("target/tools/bin").join(name);
    if own.is_file() { own } else { PathBuf::from(name) }
}

/// MiniBrowser's path: Debian keeps it out of the PATH.
pub fn mini_browser() -> String {
    let listed = Command::new("sh")
        .arg("-c")
        .arg("dpkg-query -L $(dpkg-query -W -f '${Package}\\n' 'libwebkit*gtk-*' 2>/dev/null) 2>/dev/null | grep '/MiniBrowser$'")
        .output()
        .map(|output| String::from_utf8_lossy(&output.stdout).into_owned())
        .unwrap_or_default();
    let path = listed.lines().next().unwrap_or("").to_owned();
    assert!(!path.is_empty(), "MiniBrowser is not installed: apt-get install webkit2gtk-driver");
    path
}

/// A port that is free now and is given out once only. The system hands out higher ones to connections: one of those
/// could be taken again before the driver listens.
pub fn free_port() -> u16 {
    static NEXT: AtomicU16 = AtomicU16::new(0);
    let first = 20_000 + (std::process::id() % 100) as u16 * 100;
    let ports = std::iter::repeat_with(|| first + NEXT.fetch_add(1, Ordering::Relaxed) % 2_000).take(2_000);
    let free = |port: &u16| TcpListener::bind((Ipv4Addr::LOCALHOST, *port)).is_ok();
    ports.into_iter().find(free).expect("this machine has a free port")
}

/// Starts a screen of its own (Xvfb picks a free number) and returns its name. It does not begin anew (`-noreset`) when
/// its last window is gone: a browser started in that moment would find no screen.
pub fn screen() -> (Child, String) {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "1600x1200x24", "-nolisten", "tcp", "-noreset"])
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap_or_else(|cause| panic!("Xvfb did not start: {cause}. `cargo xtask setup` installs it."));
    let mut number = String::new();
    if let Some(output) = server.stdout.take() {
        let _ = BufReader::new(output).read_line(&mut number);
    }
    assert!(!number.trim().is_empty(), "Xvfb named no display");
    (server, format!(":{}", number.trim()))
}

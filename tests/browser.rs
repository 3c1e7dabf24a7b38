//! One browser: started with a fresh or kept profile, driven, killed like a phone whose battery falls out.
//!
//! All calls block: a test reads as a list of acts. What goes wrong here is a panic with the cause, because a
//! test has nothing better to do with it.

use std::cell::RefCell;
use std::future::Future;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

use engine::words::Language;
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};

use crate::driver::{Driver, capabilities};
use crate::processes;

/// The engines in which everything must work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, as on Android phones and in WeChat.
    Chromium,
    /// Firefox.
    Firefox,
    /// WebKit, as on iPhones (here the GTK port).
    WebKit,
}

impl Engine {
    /// All three.
    pub const ALL: [Engine; 3] = [Engine::Chromium, Engine::Firefox, Engine::WebKit];

    /// Whether a killed browser can be opened again on the same records through WebDriver. MiniBrowser keeps
    /// nothing under automation (its session is ephemeral by design).
    pub fn keeps_profile(self) -> bool {
        self != Engine::WebKit
    }
}

/// How a browser starts.
#[derive(Clone, Debug)]
pub struct Options {
    /// The page's width in CSS pixels.
    pub width: u32,
    /// The page's height in CSS pixels.
    pub height: u32,
    /// What the browser asks pages for.
    pub language: Language,
    /// A profile to keep; without one a fresh folder is made, and removed at the end.
    pub profile_dir: Option<PathBuf>,
    /// A microphone that hums, and a person who allows it. WebKit's driver has none.
    pub microphone: bool,
}

impl Default for Options {
    fn default() -> Options {
        Options { width: 1024, height: 800, language: Language::English, profile_dir: None, microphone: false }
    }
}

impl Options {
    /// A small phone, 360x640.
    pub fn phone() -> Options {
        Options { width: 360, height: 640, ..Options::default() }
    }

    /// The same with a microphone.
    pub fn with_microphone(self) -> Options {
        Options { microphone: true, ..self }
    }

    /// The same in another language.
    pub fn in_language(self, language: Language) -> Options {
        Options { language, ..self }
    }
}

/// A running browser.
pub struct Browser {
    /// Its engine.
    pub engine: Engine,
    options: Options,
    profile: PathBuf,
    mark: String,
    runtime: tokio::runtime::Runtime,
    running: Option<(Client, Driver)>,
    tabs: RefCell<Vec<WindowHandle>>,
}

impl Browser {
    /// Starts a browser and its driver.
    pub fn start(engine: Engine, options: Options) -> Browser {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let mark = format!("{}-{}", std::process::id(), COUNT.fetch_add(1, Ordering::Relaxed));
        let profile =
            options.profile_dir.clone().unwrap_or_else(|| std::env::temp_dir().join(format!("tongban-profile-{mark}")));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime starts");
        let mut browser = Browser { engine, options, profile, mark, runtime, running: None, tabs: RefCell::default() };
        browser.restart();
        browser
    }

    /// Starts again on the same profile, after [`kill9`](Self::kill9).
    pub fn restart(&mut self) {
        self.restart_within(2);
    }

    fn restart_within(&mut self, again: usize) {
        self.kill9();
        self.tabs.take();
        std::fs::create_dir_all(&self.profile).expect("the profile's folder can be made");
        for lock in ["SingletonLock", "SingletonCookie", "SingletonSocket"] {
            // Chromium refuses a profile that a killed browser still seems to hold.
            let _ = std::fs::remove_file(self.profile.join(lock));
        }
        let mut driver = Driver::start(self.engine, &self.mark, self.options.language.tag(), &self.profile);
        let capabilities = match capabilities(self.engine, &self.options, &self.profile) {
            Value::Object(map) => map,
            _ => unreachable!("capabilities are an object"),
        };
        let address = format!("http://127.0.0.1:{}", driver.port);
        let connected = self.runtime.block_on(async {
            let connect = async {
                let mut builder = ClientBuilder::new(HttpConnector::new());
                builder.capabilities(capabilities);
                builder.connect(&address).await
            };
            tokio::time::timeout(Duration::from_secs(60), connect).await
        });
        let log = std::fs::read_to_string(self.profile.join("driver.log")).unwrap_or_default();
        match connected {
            Ok(Ok(client)) => self.running = Some((client, driver)),
            // WebKit's driver takes a port of its own, and somebody else may be faster.
            Ok(Err(_)) | Err(_) if log.contains("Address already in use") && again > 0 => {
                processes::kill9(&processes::tree(driver.process.id(), &self.mark));
                driver.end();
                return self.restart_within(again - 1);
            }
            Ok(Err(cause)) => panic!("{:?} did not start: {cause}\n{log}", self.engine),
            Err(_) => panic!("{:?} did not start within 60 s\n{log}", self.engine),
        }
        self.resize(self.options.width, self.options.height);
    }

    /// Kills the browser and all its processes at once (SIGKILL), then its driver.
    pub fn kill9(&mut self) {
        if let Some((client, mut driver)) = self.running.take() {
            processes::kill9(&processes::tree(driver.process.id(), &self.mark));
            driver.end();
            drop(client);
            // What was started while we looked.
            processes::kill9(&processes::tree(u32::MAX, &self.mark));
        }
    }

    /// Returns the folder of the profile.
    pub fn profile(&self) -> &Path {
        &self.profile
    }

    /// Returns the WebDriver client, for what this room does not offer.
    pub fn client(&self) -> &Client {
        &self.running.as_ref().expect("the browser runs").0
    }

    /// Waits for an act of the client, 60 s at most.
    #[track_caller]
    pub fn wait<T, E: std::fmt::Display>(&self, act: impl Future<Output = Result<T, E>>) -> T {
        self.try_wait(act).unwrap_or_else(|cause| panic!("{:?}: {cause}", self.engine))
    }

    /// The same, for a caller that can go on without it.
    pub fn try_wait<T, E: std::fmt::Display>(&self, act: impl Future<Output = Result<T, E>>) -> Result<T, String> {
        let limited = self.runtime.block_on(async { tokio::time::timeout(Duration::from_secs(60), act).await });
        match limited {
            Ok(result) => result.map_err(|cause| cause.to_string()),
            Err(_) => Err("no answer from the browser within 60 s".into()),
        }
    }

    /// Opens an address.
    #[track_caller]
    pub fn go(&self, address: &str) {
        self.wait(self.client().goto(address));
    }

    /// Runs a function body in the page; `arguments` are its arguments.
    #[track_caller]
    pub fn script(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.wait(self.client().execute(body, arguments))
    }

    /// The same, for a caller that asks again: between two documents WebKit's driver cannot read the answer.
    pub fn try_script(&self, body: &str, arguments: Vec<Value>) -> Result<Value, String> {
        self.try_wait(self.client().execute(body, arguments))
    }

    /// Runs a function body in the page that calls its last argument with the answer.
    #[track_caller]
    pub fn script_async(&self, body: &str, arguments: Vec<Value>) -> Value {
        self.wait(self.client().execute_async(body, arguments))
    }

    /// Gives the page another size, in CSS pixels.
    pub fn resize(&self, width: u32, height: u32) {
        if self.engine == Engine::Chromium {
            let metrics = json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
            self.cdp("Emulation.setDeviceMetricsOverride", metrics);
            return;
        }
        let _ = self.try_wait(self.client().set_window_size(width, height));
        let frame = self.script("return [outerWidth - innerWidth, outerHeight - innerHeight]", vec![]);
        let frame = |at: usize| frame[at].as_f64().unwrap_or(0.0).clamp(0.0, 300.0) as u32;
        let _ = self.try_wait(self.client().set_window_size(width + frame(0), height + frame(1)));
    }

    /// Sends a command of the DevTools protocol. Chromium only.
    #[track_caller]
    pub fn cdp(&self, method: &str, parameters: Value) -> Value {
        assert_eq!(self.engine, Engine::Chromium, "only Chromium speaks this protocol");
        self.wait(self.client().issue_cmd(Cdp(json!({ "cmd": method, "params": parameters }))))
    }

    /// Runs `script` in every page from now on, before its own scripts. Chromium only.
    pub fn before_load(&self, script: &str) {
        self.cdp("Page.addScriptToEvaluateOnNewDocument", json!({ "source": script }));
    }

    /// Opens another tab and goes to it.
    pub fn new_tab(&self) {
        let mut tabs = self.tabs.borrow_mut();
        if tabs.is_empty() {
            tabs.push(self.wait(self.client().window()));
        }
        let tab = self.wait(self.client().new_window(true)).handle;
        tabs.push(tab.clone());
        self.wait(self.client().switch_to_window(tab));
    }

    /// Goes to the tab that was opened as number `index` (0 is the first). The driver's own list has no order.
    pub fn switch_tab(&self, index: usize) {
        let tab = self.tabs.borrow().get(index).cloned().unwrap_or_else(|| panic!("there is no tab {index}"));
        self.wait(self.client().switch_to_window(tab));
    }

    /// Writes a picture of the window to `path`.
    pub fn shot(&self, path: &Path) -> Result<(), String> {
        let png = self.try_wait(self.client().screenshot())?;
        std::fs::write(path, png).map_err(|cause| cause.to_string())
    }
}

impl Drop for Browser {
    fn drop(&mut self) {
        self.kill9();
        if self.options.profile_dir.is_none() {
            let _ = std::fs::remove_dir_all(&self.profile);
        }
    }
}

/// A DevTools command by chromedriver's own extension.
#[derive(Debug)]
struct Cdp(Value);

impl WebDriverCompatibleCommand for Cdp {
    fn endpoint(&self, base: &url::Url, session: Option<&str>) -> Result<url::Url, url::ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &url::Url) -> (http::Method, Option<String>) {
        (http::Method::POST, Some(self.0.to_string()))
    }
}

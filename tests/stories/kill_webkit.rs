//! The battery falls out under WebKit. Under WebDriver it keeps no profile, so here nobody holds it: a script in the page
//! writes and tells this test's own server what was shown as saved.

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use engine::words::Language;
use engine::words::device::{ME, WELCOME};
use serde_json::json;
use tests::driver::{mini_browser, screen};
use tests::processes::{MARK, kill9, tree};
use tests::site::Site;

const KILLS: usize = 5;

/// What the page asked for and told, by kind, oldest first.
type Told = Arc<Mutex<BTreeMap<String, Vec<String>>>>;

/// Serves the release build with the script in its page; keeps what is told.
fn serve() -> (u16, Told) {
    let words = json!({
        "language": Language::English.own_name(),
        "try_first": WELCOME.try_first.en,
        "no_lock": WELCOME.no_lock.en,
        "field": ME.if_hard.en,
    });
    let script = include_str!("../page/alone.js").replace("{{words}}", &words.to_string());
    let folder = Site::release_folder();
    let page = std::fs::read_to_string(folder.join("index.html")).expect("the page");
    let page = page.replace("</head>", "<script type=\"module\" src=\"alone.js\"></script></head>");
    assert!(page.contains("alone.js"), "the page has a head");
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).expect("a free port");
    let port = listener.local_addr().expect("a bound port").port();
    let told = Told::default();
    let held = told.clone();
    std::thread::spawn(move || {
        for stream in listener.incoming().flatten() {
            let (folder, script, page, told) = (folder.clone(), script.clone(), page.clone(), held.clone());
            std::thread::spawn(move || answer(stream, &folder, &script, &page, &told));
        }
    });
    (port, told)
}

fn answer(mut stream: TcpStream, folder: &std::path::Path, script: &str, page: &str, told: &Told) -> Option<()> {
    let mut lines = BufReader::new(stream.try_clone().ok()?);
    let (mut request, mut header, mut length) = (String::new(), String::new(), 0);
    lines.read_line(&mut request).ok()?;
    while lines.read_line(&mut header).ok()? > 2 {
        if let Some(value) = header.to_lowercase().strip_prefix("content-length:") {
            length = value.trim().parse().ok()?;
        }
        header.clear();
    }
    let mut body = vec![0; length];
    lines.read_exact(&mut body).ok()?;
    let path = request.split_whitespace().nth(1)?.split('?').next()?.trim_start_matches('/').to_owned();
    let (kind, text) = match path.strip_prefix("tell/") {
        Some(kind) => (kind, String::from_utf8_lossy(&body).into_owned()),
        None => ("asked", path.clone()),
    };
    told.lock().ok()?.entry(kind.to_owned()).or_default().push(text);
    let found = match path.as_str() {
        "" => Some(page.as_bytes().to_vec()),
        "alone.js" => Some(script.as_bytes().to_vec()),
        // A service worker would bring the page without the script.
        "sw.js" => None,
        path if path.starts_with("tell/") => Some(Vec::new()),
        path if path.contains("..") => None,
        path => std::fs::read(folder.join(path)).ok(),
    };
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "js" => "text/javascript",
        "css" => "text/css",
        "wasm" => "application/wasm",
        "json" | "webmanifest" => "application/json",
        "svg" => "image/svg+xml",
        _ => "text/html; charset=utf-8",
    };
    let (status, content) = found.map_or(("404 Not Found", Vec::new()), |content| ("200 OK", content));
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
        content.len()
    );
    stream.write_all(head.as_bytes()).ok()?;
    stream.write_all(&content).ok()
}

/// WebKit without WebDriver, on a screen and a profile of its own.
struct Alone {
    address: String,
    browser: Option<Child>,
    display: (Child, String),
    profile: PathBuf,
    mark: String,
}

impl Alone {
    fn open(&mut self) {
        let log = std::fs::File::create(self.profile.join("browser.log")).expect("a log");
        let child = Command::new(mini_browser())
            .args(["--geometry=360x640", "--enable-write-console-messages-to-stdout=true", &self.address])
            .env("DISPLAY", &self.display.1)
            .env_remove("WAYLAND_DISPLAY")
            .env(MARK, &self.mark)
            .env("LC_ALL", "en_US.UTF-8")
            .env("XDG_DATA_HOME", self.profile.join("data"))
            .env("XDG_CACHE_HOME", self.profile.join("cache"))
            .stdin(Stdio::null())
            .stdout(log.try_clone().expect("the same log"))
            .stderr(log)
            .spawn();
        self.browser = Some(child.expect("MiniBrowser starts"));
    }

    /// Waits until so many of a kind were told; returns the last. Where the browser's own page ends meanwhile, somebody opens it again.
    #[track_caller]
    fn wait(&mut self, told: &Told, kind: &str, count: usize) -> String {
        let start = Instant::now();
        loop {
            if self.browser.is_some() && self.log().contains("WebProcess CRASHED") {
                println!("WebKit's page ended by itself");
                self.kill();
                self.open();
            }
            let all = told.lock().map(|told| told.clone()).unwrap_or_default();
            match all.get(kind) {
                Some(texts) if texts.len() >= count => return texts.last().cloned().unwrap_or_default(),
                _ if start.elapsed() > Duration::from_secs(90) => {
                    let browser =
                        self.browser.as_mut().map(|browser| (browser.try_wait(), tree(browser.id(), &self.mark)));
                    let log = self.log();
                    let screen = self.display.0.try_wait();
                    panic!("{count} x {kind} never came: {all:#?}\nbrowser {browser:?}, screen {screen:?}, log {log:?}")
                }
                _ => std::thread::sleep(Duration::from_millis(20)),
            }
        }
    }

    fn log(&self) -> String {
        std::fs::read_to_string(self.profile.join("browser.log")).unwrap_or_default()
    }

    fn kill(&mut self) {
        let Some(mut browser) = self.browser.take() else { return };
        let mut all = tree(browser.id(), &self.mark);
        all.push(browser.id());
        kill9(&all);
        let _ = browser.wait();
        kill9(&tree(u32::MAX, &self.mark));
    }
}

impl Drop for Alone {
    fn drop(&mut self) {
        self.kill();
        let _ = self.display.0.kill();
        let _ = self.display.0.wait();
        let _ = std::fs::remove_dir_all(&self.profile);
    }
}

#[test]
fn webkit_loses_nothing_that_was_shown_as_saved() {
    let (port, told) = serve();
    let mark = format!("alone-{}", std::process::id());
    let profile = std::env::temp_dir().join(format!("tongban-{mark}"));
    std::fs::create_dir_all(&profile).expect("a profile");
    let address = format!("http://127.0.0.1:{port}/#/me/community");
    let mut webkit = Alone { address, browser: None, display: screen(), profile, mark };
    let mut saved = String::new();
    let count = |kind: &str| told.lock().map_or(0, |told| told.get(kind).map_or(0, Vec::len));
    for kill in 0..=KILLS {
        let before = count("held");
        webkit.open();
        let held = webkit.wait(&told, "held", before + 1);
        assert!(held.starts_with(&saved), "kill {kill}: shown as saved was {saved:?}, there is {held:?}");
        if kill == KILLS {
            break;
        }
        let before = count("saved");
        webkit.wait(&told, "saved", before + 4);
        std::thread::sleep(Duration::from_millis(137 * (kill as u64 + 1)));
        webkit.kill();
        // What was told but not yet read when the battery fell out counts as well.
        std::thread::sleep(Duration::from_millis(300));
        saved = webkit.wait(&told, "saved", before + 4);
        println!("WebKit, kill {}: last seen as saved {saved}", kill + 1);
        assert!(saved.len() > held.len(), "nothing was going on");
    }
    println!("WebKit's own compiler stopped the app {} times", count("stopped"));
    assert_eq!(count("failed"), 0, "{told:?}");
}

//! The built app on a port of this machine: served, stopped for good, or replaced by another version.

use std::io::{BufRead, BufReader, Write};
use std::net::{Ipv4Addr, Shutdown, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

/// A folder served over http.
pub struct Site {
    port: u16,
    server: Option<Server>,
}

impl Site {
    /// Serves the release build, or the folder that TONGBAN_SITE names.
    pub fn release() -> Site {
        let folder = std::env::var_os("TONGBAN_SITE").map_or_else(|| crate::root().join("target/site"), PathBuf::from);
        assert!(folder.join("index.html").is_file(), "no app in {}: run `cargo xtask build`", folder.display());
        Site::serve(&folder)
    }

    /// Serves the development page, which holds the storage contract.
    pub fn workshop() -> Site {
        let folder = crate::root().join("target/site-workshop");
        assert!(folder.join("index.html").is_file(), "no app in {}: run `cargo xtask build`", folder.display());
        Site::serve(&folder)
    }

    /// Serves a folder at any free port.
    pub fn serve(folder: &Path) -> Site {
        let server = Server::start(folder, 0);
        Site { port: server.port, server: Some(server) }
    }

    /// Returns the address of the start page.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Stops for good: open connections are cut, new ones refused.
    pub fn stop(&mut self) {
        self.server = None;
    }

    /// Serves `folder` at the same port as before.
    pub fn restart(&mut self, folder: &Path) {
        self.server = None;
        self.server = Some(Server::start(folder, self.port));
    }
}

struct Server {
    port: u16,
    ended: Arc<AtomicBool>,
    open: Arc<Mutex<Vec<TcpStream>>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Server {
    fn start(folder: &Path, port: u16) -> Server {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port))
            .unwrap_or_else(|cause| panic!("port {port} cannot be had: {cause}"));
        let port = listener.local_addr().expect("a bound port has a number").port();
        let (ended, open) = (Arc::new(AtomicBool::new(false)), Arc::new(Mutex::new(Vec::new())));
        let (folder, seen_ended, seen_open) = (folder.to_owned(), ended.clone(), open.clone());
        let thread = std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                if seen_ended.load(Ordering::SeqCst) {
                    return;
                }
                if let (Ok(copy), Ok(mut list)) = (stream.try_clone(), seen_open.lock()) {
                    list.push(copy);
                }
                let folder = folder.clone();
                std::thread::spawn(move || {
                    let _ = answer_all(stream, &folder);
                });
            }
        });
        Server { port, ended, open, thread: Some(thread) }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.ended.store(true, Ordering::SeqCst);
        // Wakes the listener, so that it sees the end and lets its port go.
        let _ = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port));
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
        if let Ok(list) = self.open.lock() {
            for stream in list.iter() {
                let _ = stream.shutdown(Shutdown::Both);
            }
        }
    }
}

fn answer_all(stream: TcpStream, folder: &Path) -> std::io::Result<()> {
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut out = stream.try_clone()?;
    let mut lines = BufReader::new(stream);
    loop {
        let mut request = String::new();
        if lines.read_line(&mut request)? == 0 {
            return Ok(());
        }
        let mut header = String::new();
        while lines.read_line(&mut header)? > 2 {
            header.clear();
        }
        let path = request.split_whitespace().nth(1).unwrap_or("/");
        answer(&mut out, folder, path)?;
    }
}

fn answer(out: &mut impl Write, folder: &Path, path: &str) -> std::io::Result<()> {
    let path = path.split(['?', '#']).next().unwrap_or("/").trim_start_matches('/');
    let path = if path.is_empty() { "index.html" } else { path };
    let file = if path.contains("..") { None } else { std::fs::read(folder.join(path)).ok() };
    let (status, body) = match file {
        Some(body) => ("200 OK", body),
        None => ("404 Not Found", b"not here".to_vec()),
    };
    let kind = match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        _ => "application/octet-stream",
    };
    let head = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\nCache-Control: no-cache\r\n{}\r\n",
        body.len(),
        extra_headers(folder),
    );
    out.write_all(head.as_bytes())?;
    out.write_all(&body)?;
    out.flush()
}

/// The headers of the build's `_headers` file (the rule for all paths), as a host would send them.
fn extra_headers(folder: &Path) -> String {
    let text = std::fs::read_to_string(folder.join("_headers")).unwrap_or_default();
    let rule = text.lines().skip_while(|line| line.trim() != "/*").skip(1);
    let lines = rule.take_while(|line| line.starts_with([' ', '\t'])).map(str::trim);
    lines.filter(|line| !line.to_lowercase().starts_with("cache-control")).map(|line| format!("{line}\r\n")).collect()
}

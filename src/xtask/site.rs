//! The local server: a folder of files over HTTP, with the headers of production.
//!
//! The app's own routes live behind `#`, so that only `/` and files are ever asked for.
//! Files are read on each request: a rebuild needs no restart.

use crate::{Error, Result, policy};
use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;
use hyper_util::client::legacy::Client;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioIo};
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU16, Ordering};
use std::time::Duration;
use tokio::sync::watch;

/// Who may reach the server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reach {
    /// This machine only.
    Local,
    /// Everybody on the network. Without HTTPS browsers give such a page no service worker.
    Network,
}

/// A running server. It stops when it is stopped or dropped.
#[derive(Debug)]
pub struct Handle {
    port: u16,
    version: watch::Sender<String>,
    relay: Arc<AtomicU16>,
    runtime: Option<tokio::runtime::Runtime>,
}

impl Handle {
    /// Returns the address of the first page, with a slash at its end.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Returns the port, useful where it was chosen by the system.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// Tells waiting pages (`reload.js`) that there is a new build.
    pub fn announce(&self, version: &str) {
        self.version.send_replace(version.to_owned());
    }

    /// Hands what is under `/relay/` on to the relay on this port; 0 for none.
    pub fn hand_on_to(&self, relay: u16) {
        self.relay.store(relay, Ordering::Relaxed);
    }

    /// Stops the server; open connections are cut.
    pub fn stop(mut self) {
        self.shut();
    }

    fn shut(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Never waits, so that it may be dropped inside another runtime (a test's).
            runtime.shutdown_background();
        }
    }
}

impl Drop for Handle {
    fn drop(&mut self) {
        self.shut();
    }
}

/// Serves a folder on this machine. Port 0 takes any that is free.
pub fn serve(folder: &Path, port: u16) -> Result<Handle> {
    serve_to(Reach::Local, folder, port)
}

/// Serves a folder to whoever may reach it.
pub fn serve_to(reach: Reach, folder: &Path, port: u16) -> Result<Handle> {
    let host = match reach {
        Reach::Local => Ipv4Addr::LOCALHOST,
        Reach::Network => Ipv4Addr::UNSPECIFIED,
    };
    let address = SocketAddr::from((host, port));
    let refused = |cause| Error::Listen { address: address.to_string(), cause };
    let listener = TcpListener::bind(address).map_err(refused)?;
    listener.set_nonblocking(true).map_err(refused)?;
    let port = listener.local_addr().map_err(refused)?.port();
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().map_err(refused)?;
    let (version, versions) = watch::channel(String::from("1"));
    let relay = Arc::new(AtomicU16::new(0));
    let client = Client::builder(TokioExecutor::new()).build_http();
    let served = Arc::new(Served { folder: folder.to_path_buf(), versions, relay: relay.clone(), client });
    let router = Router::new().fallback(answer).with_state(served);
    runtime.spawn(async move {
        match tokio::net::TcpListener::from_std(listener) {
            Ok(listener) => {
                if let Err(cause) = axum::serve(listener, router).await {
                    eprintln!("The server stopped: {cause}. Start it again.");
                }
            }
            Err(cause) => eprintln!("The server did not start: {cause}. Try another port."),
        }
    });
    Ok(Handle { port, version, relay, runtime: Some(runtime) })
}

struct Served {
    folder: PathBuf,
    versions: watch::Receiver<String>,
    relay: Arc<AtomicU16>,
    client: Client<HttpConnector, Body>,
}

async fn answer(State(served): State<Arc<Served>>, request: Request) -> Response {
    let path = request.uri().path();
    let relay = served.relay.load(Ordering::Relaxed);
    if relay != 0 && path.starts_with("/relay/") {
        return hand_on(&served.client, relay, request).await;
    }
    if request.method() != Method::GET && request.method() != Method::HEAD {
        return plain(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.");
    }
    if path == "/__version" {
        let query = request.uri().query().unwrap_or_default();
        let known = query.strip_prefix("known=").unwrap_or_default().to_owned();
        return plain(StatusCode::OK, &next_version(&served, &known).await);
    }
    let Some(name) = file_name(path) else {
        return plain(StatusCode::NOT_FOUND, "There is no such file.");
    };
    let file = served.folder.join(&name);
    let packed = served.folder.join(format!("{name}.br"));
    let (bytes, is_packed) = match tokio::fs::read(&packed).await {
        Ok(bytes) if accepts_brotli(request.headers()) => (Ok(bytes), true),
        _ => (tokio::fs::read(&file).await, false),
    };
    let Ok(bytes) = bytes else {
        return plain(StatusCode::NOT_FOUND, "There is no such file.");
    };
    let mut response = Response::new(Body::from(bytes));
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value(kind(&name)));
    headers.insert(header::CACHE_CONTROL, value(keeping(&name)));
    headers.insert(header::VARY, value("accept-encoding"));
    if is_packed {
        headers.insert(header::CONTENT_ENCODING, value("br"));
    }
    ruled(response)
}

/// Hands a request on to the relay, and a socket with it.
async fn hand_on(client: &Client<HttpConnector, Body>, relay: u16, mut request: Request) -> Response {
    let asker = hyper::upgrade::on(&mut request);
    let rest = request.uri().path_and_query().map_or("/", |rest| rest.as_str());
    let Ok(address) = format!("http://127.0.0.1:{relay}{rest}").parse() else {
        return plain(StatusCode::BAD_REQUEST, "The address cannot be read.");
    };
    *request.uri_mut() = address;
    let Ok(mut response) = client.request(request).await else {
        return plain(StatusCode::BAD_GATEWAY, "The relay does not answer.");
    };
    if response.status() == StatusCode::SWITCHING_PROTOCOLS {
        let relay = hyper::upgrade::on(&mut response);
        tokio::spawn(async move {
            if let (Ok(asker), Ok(relay)) = (asker.await, relay.await) {
                let (mut asker, mut relay) = (TokioIo::new(asker), TokioIo::new(relay));
                tokio::io::copy_bidirectional(&mut asker, &mut relay).await.ok();
            }
        });
    }
    response.map(Body::new)
}

/// Answers at once to who knows an older version (or none), else at the next build.
async fn next_version(served: &Served, known: &str) -> String {
    let mut versions = served.versions.clone();
    let other = versions.wait_for(|version| version != known);
    match tokio::time::timeout(Duration::from_secs(25), other).await {
        Ok(Ok(version)) => version.clone(),
        _ => known.to_owned(),
    }
}

/// Returns the file that a path asks for, or nothing if it leads out of the folder.
fn file_name(path: &str) -> Option<String> {
    let name = path.trim_start_matches('/');
    let name = if name.is_empty() { "index.html" } else { name };
    let inside = Path::new(name).components().all(|part| matches!(part, Component::Normal(_)));
    (inside && !name.contains('%') && !name.contains('\\')).then(|| name.to_owned())
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING);
    let accepted = accepted.and_then(|list| list.to_str().ok());
    accepted
        .is_some_and(|list| list.split(',').any(|one| one.split(';').next().is_some_and(|name| name.trim() == "br")))
}

/// Returns the MIME type by the file's ending.
fn kind(name: &str) -> &'static str {
    match name.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "wasm" => "application/wasm",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "ico" => "image/x-icon",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "txt" | "md" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// A name with a hash never changes its content; the page itself is asked for each time.
fn keeping(name: &str) -> &'static str {
    if name == "index.html" {
        return "no-store";
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let hash = stem.rsplit_once('-').map_or("", |(_, hash)| hash);
    if hash.len() == 10 && hash.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return policy::FOR_EVER;
    }
    "no-cache"
}

fn plain(status: StatusCode, text: &str) -> Response {
    let mut response = Response::new(Body::from(text.to_owned()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_TYPE, value("text/plain; charset=utf-8"));
    headers.insert(header::CACHE_CONTROL, value("no-store"));
    ruled(response)
}

fn ruled(mut response: Response) -> Response {
    for (name, text) in policy::headers() {
        response.headers_mut().insert(name, value(&text));
    }
    response
}

fn value(text: &str) -> HeaderValue {
    HeaderValue::from_str(text).expect("our own header values are plain ASCII")
}

#[cfg(test)]
#[path = "site_tests.rs"]
mod tests;

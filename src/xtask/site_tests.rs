//! Tests of the local server, over real connections.

use super::*;
use std::io::{Read, Write};
use std::net::TcpStream;

fn ask(port: u16, request: &str) -> String {
    let mut stream = TcpStream::connect(("127.0.0.1", port)).expect("the server listens");
    let request = format!("{request}\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).expect("sent");
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).expect("answered");
    String::from_utf8_lossy(&answer).into_owned()
}

fn folder() -> PathBuf {
    let name = format!("tongban-site-{}-{:?}", std::process::id(), std::thread::current().id());
    let folder = std::env::temp_dir().join(name);
    let write = |name: &str, text: &str| {
        crate::workspace::write(&folder.join(name), text.as_bytes()).expect("written");
    };
    write("index.html", "<p>page");
    write("app-0123456789.wasm", "plain wasm");
    write("app-0123456789.wasm.br", "packed wasm");
    folder
}

#[test]
fn pages_carry_the_rules_and_are_never_kept() {
    let folder = folder();
    let server = serve(&folder, 0).expect("a free port");
    let answer = ask(server.port(), "GET / HTTP/1.1");
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(answer.contains("frame-ancestors 'none'"), "{answer}");
    assert!(answer.contains("cache-control: no-store"), "{answer}");
    assert!(answer.contains("nosniff"), "{answer}");
    assert!(answer.ends_with("<p>page"), "{answer}");
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn brotli_goes_to_those_who_accept_it() {
    let folder = folder();
    let server = serve(&folder, 0).expect("a free port");
    let path = "GET /app-0123456789.wasm HTTP/1.1";
    let plain = ask(server.port(), path);
    assert!(plain.ends_with("plain wasm"), "{plain}");
    assert!(plain.contains("application/wasm") && plain.contains("immutable"));
    let packed = ask(server.port(), &format!("{path}\r\nAccept-Encoding: gzip, br"));
    assert!(packed.ends_with("packed wasm") && packed.contains("content-encoding: br"));
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn nothing_outside_the_folder_is_served() {
    for path in ["/../secret", "/a/../../b", "/%2e%2e/secret", "/..\\secret", "//../x"] {
        assert_eq!(file_name(path), None, "{path}");
    }
    assert_eq!(file_name("/ideas/social.json").as_deref(), Some("ideas/social.json"));
}

#[test]
fn a_stopped_server_frees_its_port() {
    let folder = folder();
    let server = serve(&folder, 0).expect("a free port");
    let port = server.port();
    assert!(ask(port, "GET / HTTP/1.1").contains("200"));
    server.stop();
    let closed = (0..50).any(|_| {
        std::thread::sleep(Duration::from_millis(20));
        TcpStream::connect(("127.0.0.1", port)).is_err()
    });
    assert!(closed, "still listening on {port}");
    let _ = std::fs::remove_dir_all(folder);
}

#[test]
fn a_waiting_page_hears_of_a_new_build() {
    let folder = folder();
    let server = serve(&folder, 0).expect("a free port");
    let port = server.port();
    assert!(ask(port, "GET /__version?known= HTTP/1.1").ends_with("\r\n1"));
    let waiting = std::thread::spawn(move || ask(port, "GET /__version?known=1 HTTP/1.1"));
    std::thread::sleep(Duration::from_millis(50));
    server.announce("2");
    assert!(waiting.join().expect("answered").ends_with("\r\n2"));
    let _ = std::fs::remove_dir_all(folder);
}

//! The relay's pokes, and notes from phone to phone. Nothing hangs on them: without a socket the relay is asked every half minute.

use std::cell::RefCell;

use gloo::events::EventListener;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{BinaryType, MessageEvent, WebSocket};

use super::{ask, bell, presence, with};
use crate::browser;

/// A socket that closes sooner after it was opened is not asked about at once: it could close again and again.
const LIVED_MS: i64 = 2_000;

struct Open {
    socket: WebSocket,
    since: i64,
    _ears: [EventListener; 3],
}

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
}

/// Opens the socket, unless it is open.
pub fn listen() {
    let alive = OPEN.with_borrow(|open| open.as_ref().is_some_and(|open| open.socket.ready_state() <= WebSocket::OPEN));
    if alive {
        return;
    }
    let Some(address) = address() else { return };
    let Ok(socket) = WebSocket::new(&address) else { return };
    socket.set_binary_type(BinaryType::Arraybuffer);
    let ears = [
        // What happened between the last page and this moment.
        EventListener::new(&socket, "open", |_| {
            bell::ring();
            presence::say(false);
        }),
        EventListener::new(&socket, "message", heard),
        EventListener::new(&socket, "close", |_| closed()),
    ];
    OPEN.set(Some(Open { socket, since: browser::now().ms, _ears: ears }));
}

/// A poke is text; what another phone says of itself is bytes.
fn heard(event: &web_sys::Event) {
    let said = event.dyn_ref::<MessageEvent>().and_then(|event| event.data().dyn_into::<js_sys::ArrayBuffer>().ok());
    match said {
        Some(note) => presence::hears(&js_sys::Uint8Array::new(&note).to_vec()),
        None => bell::ring(),
    }
}

/// Says something to the other phones that are here just now.
pub fn send(note: &[u8]) {
    OPEN.with_borrow(|open| {
        if let Some(open) = open.as_ref().filter(|open| open.socket.ready_state() == WebSocket::OPEN) {
            open.socket.send_with_u8_array(note).ok();
        }
    });
}

/// The relay went away, or it closed the socket of a phone that was removed: asking tells which.
fn closed() {
    if let Some(open) = OPEN.take()
        && browser::now().ms - open.since >= LIVED_MS
    {
        bell::ring();
    }
}

fn address() -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    let host = location.host().ok()?;
    with(|courier| {
        let path = format!("/relay/{}/live", courier.share().access().community());
        let signed = ask::signed(&courier.signer(), "GET", &path, &[]);
        format!("{scheme}://{host}{path}?signed={signed}")
    })
}

//! The relay's pokes, and notes from phone to phone. Nothing hangs on them: without a socket the relay is asked every ten seconds.

use std::cell::{Cell, RefCell};

use engine::crypto::Keys;
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use relay::CardId;
use wasm_bindgen::JsCast;
use web_sys::{BinaryType, MessageEvent, WebSocket};

use super::{ask, bell, presence, with};
use crate::browser;

/// A socket that closes sooner after it was opened is not asked about at once, and each time later: it could close again and again.
const LIVED_MS: i64 = 2_000;
/// So often is that time doubled; then it is as long as the usual pause.
const MOST_DOUBLED: u32 = 4;

/// A socket that is not open after so long is given up, and another one tried.
const OPENS_MS: i64 = 8_000;

struct Open {
    socket: WebSocket,
    /// Under which card. The relay pokes nobody for what the same card wrote: a phone that took another one listens anew.
    card: CardId,
    since: i64,
    _ears: [EventListener; 3],
}

thread_local! {
    static OPEN: RefCell<Option<Open>> = const { RefCell::new(None) };
    /// How many sockets one after the other closed too soon.
    static TOO_SOON: Cell<u32> = const { Cell::new(0) };
}

/// Opens the socket, unless it is open.
pub fn listen() {
    let Some(keys) = with(|courier| courier.signer()) else { return };
    let alive = |open: &Open| match open.socket.ready_state() {
        _ if open.card != keys.id() => false,
        WebSocket::CONNECTING => browser::now().ms - open.since < OPENS_MS,
        state => state == WebSocket::OPEN,
    };
    if OPEN.with_borrow(|open| open.as_ref().is_some_and(alive)) {
        return;
    }
    // Its ears first: nobody hears that it closes.
    if let Some(Open { socket, _ears, .. }) = OPEN.take() {
        drop(_ears);
        socket.close().ok();
    }
    let Some(address) = address(&keys) else { return };
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
    OPEN.set(Some(Open { socket, card: keys.id(), since: browser::now().ms, _ears: ears }));
}

/// Whether the relay would poke this phone.
pub fn is_open() -> bool {
    OPEN.with_borrow(|open| open.as_ref().is_some_and(|open| open.socket.ready_state() == WebSocket::OPEN))
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
    let Some(open) = OPEN.take() else { return };
    if browser::now().ms - open.since >= LIVED_MS {
        TOO_SOON.set(0);
        return bell::ring();
    }
    if document().hidden() {
        return;
    }
    let times = TOO_SOON.replace((TOO_SOON.get() + 1).min(MOST_DOUBLED));
    Timeout::new((LIVED_MS as u32) << times, bell::ring).forget();
}

fn address(keys: &Keys) -> Option<String> {
    let location = window().location();
    let scheme = if location.protocol().ok()? == "https:" { "wss" } else { "ws" };
    let host = location.host().ok()?;
    with(|courier| {
        let path = format!("/relay/{}/live", courier.share().access().community());
        let signed = ask::signed(keys, "GET", &path, &[]);
        format!("{scheme}://{host}{path}?signed={signed}")
    })
}

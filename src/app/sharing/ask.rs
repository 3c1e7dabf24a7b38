//! One signed request to the relay, which stands at the app's own address.

use std::cell::Cell;

use engine::crypto::Keys;
use engine::domain::Millis;
use js_sys::Uint8Array;
use leptos::prelude::*;
use relay::rules::{MOST_PULLED, Refusal};
use relay::wire::{SIGNED, Signed, TICKET};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use crate::browser;

/// After so long without an answer a request is given up: longer where it has much to say.
const PATIENCE_MS: u32 = 20_000;
/// So fast even a bad line is, in bytes a millisecond.
const SLOW: u32 = 10;
/// After so long an answer that has begun is given up: a page of the log at that speed, and half as long again.
const LONGEST_MS: u32 = MOST_PULLED as u32 / SLOW * 3 / 2;

thread_local! {
    /// How far the relay's clock is from this one's.
    static OFF: Cell<Millis> = const { Cell::new(0) };
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq)]
pub enum NoAnswer {
    /// No network, or nothing answers.
    Silent,
    /// There is no relay at this address.
    NoRelay,
    /// The relay says no.
    Refused(Refusal),
    /// It said something else than a relay does.
    Garbled,
}

/// What is asked.
#[derive(Clone, Copy)]
pub struct Question<'a> {
    /// The HTTP method.
    pub method: &'static str,
    /// Path and query.
    pub path: &'a str,
    /// The body, but for GET.
    pub body: Option<&'a [u8]>,
    /// The founding word or the ticket.
    pub ticket: Option<&'a str>,
}

/// A signature for a request that is made now.
pub fn signed(keys: &Keys, method: &str, path: &str, body: &[u8]) -> Signed {
    let mut once = [0; 16];
    disk::random(&mut once);
    let time = browser::now().ms + OFF.get();
    Signed::make(keys.id(), (method, path, body), time, once, |bytes| keys.sign(bytes))
}

/// Asks.
///
/// # Errors
/// Why there is no answer.
pub async fn ask(keys: &Keys, question: Question<'_>) -> Result<Vec<u8>, NoAnswer> {
    match once(keys, question).await {
        Err(NoAnswer::Refused(Refusal::Clock { now })) => {
            // This phone's clock is wrong. Its owner need not know: signed again by the relay's.
            OFF.set(now - browser::now().ms);
            once(keys, question).await
        }
        answer => answer,
    }
}

async fn once(keys: &Keys, question: Question<'_>) -> Result<Vec<u8>, NoAnswer> {
    let Question { method, path, body, ticket } = question;
    let signed = signed(keys, method, path, body.unwrap_or_default()).to_string();
    let (response, bytes) = fetch(method, path, body, &signed, ticket).await.map_err(|_| NoAnswer::Silent)?;
    if response.ok() {
        return Ok(bytes);
    }
    match serde_json::from_slice::<Refusal>(&bytes) {
        Ok(refusal) => Err(NoAnswer::Refused(refusal)),
        // A plain web server knows nothing of relays.
        Err(_) if matches!(response.status(), 404 | 405 | 501) => Err(NoAnswer::NoRelay),
        // Who stands before the relay says that it is not there just now.
        Err(_) if response.status() >= 500 => Err(NoAnswer::Silent),
        Err(_) => Err(NoAnswer::Garbled),
    }
}

async fn fetch(
    method: &str,
    path: &str,
    body: Option<&[u8]>,
    signed: &str,
    ticket: Option<&str>,
) -> Result<(web_sys::Response, Vec<u8>), JsValue> {
    let headers = web_sys::Headers::new()?;
    headers.set(SIGNED, signed)?;
    if let Some(ticket) = ticket {
        headers.set(TICKET, ticket)?;
    }
    let init = web_sys::RequestInit::new();
    init.set_method(method);
    init.set_headers(&headers);
    init.set_cache(web_sys::RequestCache::NoStore);
    init.set_credentials(web_sys::RequestCredentials::Omit);
    if let Some(body) = body {
        init.set_body(&Uint8Array::from(body));
    }
    let patience = web_sys::AbortController::new()?;
    init.set_signal(Some(&patience.signal()));
    let gives_up = |after: u32| {
        let patience = patience.clone();
        gloo::timers::callback::Timeout::new(after, move || patience.abort())
    };
    let waits = gives_up(PATIENCE_MS + body.map_or(0, |body| body.len() as u32 / SLOW));
    let response = JsFuture::from(window().fetch_with_str_and_init(path, &init)).await?;
    let response: web_sys::Response = response.dyn_into()?;
    drop(waits);
    // A line that dies in the middle of an answer says nothing: without this nothing would be asked any more.
    let _reads = gives_up(LONGEST_MS);
    let bytes = JsFuture::from(response.array_buffer()?).await?;
    Ok((response, Uint8Array::new(&bytes).to_vec()))
}

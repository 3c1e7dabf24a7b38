//! One community's object: who may ask, what is kept, who is told.
// What `durable_object` writes has no docstrings.
#![allow(missing_docs)]

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use relay::rules::{CLOCK_OFF, Desk, Limit, MOST_PULLED, MOST_PUSHED, Millis, Refusal, Taken};
use relay::wire::{About, FINDS, MOST_BODY, MOST_NOTE, Poke, Pushed, SIGNED, Signed, TICKET, page, ticket, unpack};
use relay::{Card, CardId, Deed, Hash, Item, Kind};
use worker::{
    Date, DurableObject, Env, Error, Method, Request, RequestInit, Response, Result, State, WebSocket,
    WebSocketIncomingMessage, WebSocketPair, durable_object,
};

use crate::answers::{bytes, json, refuse};
use crate::finder;
use crate::log::Log;

/// Without a request for so long a community is forgotten: 12 months.
const RETENTION: Millis = 365 * DAY;
const DAY: Millis = 24 * 3_600_000;
/// Notes that one socket may send in a minute.
const MOST_NOTES: u32 = 120;

/// The object.
#[durable_object]
pub struct Community {
    state: State,
    env: Env,
    /// Read from the tables at the first request.
    desk: RefCell<Option<Desk>>,
    touched: Cell<Millis>,
    notes: RefCell<BTreeMap<String, (Millis, u32)>>,
}

/// Why a request has no answer of its own.
enum No {
    Refused(Refusal),
    Failed,
}

impl From<Refusal> for No {
    fn from(refusal: Refusal) -> No {
        No::Refused(refusal)
    }
}

impl From<Error> for No {
    fn from(_: Error) -> No {
        No::Failed
    }
}

impl DurableObject for Community {
    fn new(state: State, env: Env) -> Community {
        let (desk, notes) = (RefCell::new(None), RefCell::new(BTreeMap::new()));
        Community { state, env, desk, touched: Cell::new(0), notes }
    }

    async fn fetch(&self, request: Request) -> Result<Response> {
        match self.answer(request).await {
            Ok(response) => Ok(response),
            Err(No::Refused(refusal)) => refuse(&refusal),
            Err(No::Failed) => {
                // What is in memory may be ahead of the tables: it is read again.
                self.desk.replace(None);
                Response::error("The relay could not do this just now.", 503)
            }
        }
    }

    async fn alarm(&self) -> Result<Response> {
        let log = Log::of(self.state.storage().sql());
        let touched = match log.is_founded()? {
            true => log.about("touched")?.and_then(|text| text.parse::<Millis>().ok()).unwrap_or(0),
            false => return Response::ok(""),
        };
        if now() - touched >= RETENTION {
            self.desk.replace(None);
            self.state.storage().delete_all().await?;
        } else {
            self.state.storage().set_alarm(RETENTION - (now() - touched)).await?;
        }
        Response::ok("")
    }

    async fn websocket_message(&self, socket: WebSocket, message: WebSocketIncomingMessage) -> Result<()> {
        let from = self.state.get_tags(&socket);
        if self.wake().is_err() || !self.may_note(from.first()) {
            return Ok(());
        }
        for other in self.others(from.first()) {
            match &message {
                WebSocketIncomingMessage::String(text) if text.len() <= MOST_NOTE => _ = other.send_with_str(text),
                WebSocketIncomingMessage::Binary(note) if note.len() <= MOST_NOTE => _ = other.send_with_bytes(note),
                _ => {}
            }
        }
        Ok(())
    }

    async fn websocket_close(&self, socket: WebSocket, code: usize, _: String, _: bool) -> Result<()> {
        // Codes that only a runtime may use are answered with the plain one.
        let code = if code == 1005 || code == 1006 { 1000 } else { code as u16 };
        socket.close(Some(code), Some("")).ok();
        Ok(())
    }

    async fn websocket_error(&self, _: WebSocket, _: Error) -> Result<()> {
        Ok(())
    }
}

impl Community {
    async fn answer(&self, mut request: Request) -> std::result::Result<Response, No> {
        let address = request.url()?;
        let parts: Vec<&str> = address.path().split('/').skip(2).collect();
        if address.path().starts_with(&format!("/relay/{FINDS}")) {
            let body = if request.method() == Method::Put { request.text().await? } else { String::new() };
            return self.find(Hash::parse(&body));
        }
        let community = parts.first().and_then(|part| Hash::parse(part)).unwrap_or_default();
        let action = parts.get(1).copied().unwrap_or_default();
        let declared = request.headers().get("content-length")?.and_then(|size| size.parse::<usize>().ok());
        let method = request.method();
        let hands_over = matches!(method, Method::Put | Method::Post);
        // What does not say how long it is would be read whole before it could be refused.
        if hands_over && declared.is_none_or(|size| size > MOST_BODY) {
            return Err(Refusal::Limit { limit: Limit::Pushed }.into());
        }
        let body = if hands_over { request.bytes().await? } else { Vec::new() };
        if body.len() > MOST_BODY {
            return Err(Refusal::Limit { limit: Limit::Pushed }.into());
        }
        // From here on nothing is awaited: a request is one turn.
        if method == Method::Put && action.is_empty() {
            let answer = self.found(community, &body, request.headers().get(TICKET)?.unwrap_or_default())?;
            // Said last: where it fails, the same is asked once more, and does no harm.
            self.tell_finder(community, &body).await?;
            return Ok(answer);
        }
        self.wake()?;
        let live = action == "live";
        let signed = match live {
            true => address.query_pairs().find(|(name, _)| name == "signed").map(|(_, signed)| signed.into_owned()),
            false => request.headers().get(SIGNED)?,
        };
        let path = match address.query().filter(|_| !live) {
            Some(query) => format!("{}?{query}", address.path()),
            None => address.path().to_owned(),
        };
        let ticket = request.headers().get(TICKET)?.filter(|shown| self.may_found(community, shown));
        let brings_back = method == Method::Post && ticket.is_some();
        let card = self.asked_by(signed.as_deref(), method.as_ref(), &path, &body, brings_back)?;
        match (method, action) {
            (Method::Post, "push") => self.push(card, &body),
            (Method::Get, "pull") => {
                let after = address.query_pairs().find(|(name, _)| name == "after");
                self.pull(community, after.and_then(|(_, after)| after.parse().ok()).unwrap_or(0))
            }
            (Method::Get, "live") => self.live(card),
            _ => Err(Refusal::Malformed { why: "there is no such request".to_owned() }.into()),
        }
    }

    fn log(&self) -> Log {
        Log::of(self.state.storage().sql())
    }

    /// Reads the desk, if it is not in memory.
    fn wake(&self) -> std::result::Result<(), No> {
        if self.desk.borrow().is_some() {
            return Ok(());
        }
        let log = self.log();
        if !log.is_founded()? {
            return Err(Refusal::NotKept.into());
        }
        self.desk.replace(Some(log.desk()??));
        Ok(())
    }

    fn with_desk<T>(&self, does: impl FnOnce(&mut Desk) -> T) -> std::result::Result<T, No> {
        self.desk.borrow_mut().as_mut().map(does).ok_or(No::Refused(Refusal::NotKept))
    }

    /// A binding that is not set comes as null, which is no text.
    fn founding_word(&self) -> Option<String> {
        js_sys::Reflect::get(self.env.as_ref(), &"FOUNDING_WORD".into()).ok()?.as_string()
    }

    /// Whoever runs this relay says who may found: with the word, with a ticket that followed from it, or everybody where
    /// the word is empty.
    fn may_found(&self, community: Hash, shown: &str) -> bool {
        let word = self.founding_word();
        let same = |other: &str| Hash::of(shown.as_bytes()) == Hash::of(other.as_bytes());
        word.is_some_and(|word| word.is_empty() || same(&word) || same(&ticket(&word, community)))
    }

    fn found(&self, community: Hash, body: &[u8], shown: String) -> std::result::Result<Response, No> {
        let first = Item::parse(body).map_err(|why| Refusal::Malformed { why: why.to_string() })?;
        if first.hash() != community {
            return Err(Refusal::Malformed { why: "the item begins another community".to_owned() }.into());
        }
        let log = self.log();
        if !log.is_founded()? {
            if !self.may_found(community, &shown) {
                return Err(Refusal::Founding.into());
            }
            let desk = Desk::open(&first, now())?;
            let mut name = [0; 16];
            random(&mut name)?;
            log.found(&name.iter().map(|byte| format!("{byte:02x}")).collect::<String>())?;
            log.keep(&first, desk.place())?;
            self.desk.replace(Some(desk));
        }
        self.wake()?;
        self.touch()?;
        let place = self.with_desk(|desk| desk.take(&first, now()))??;
        let (Taken::New(place) | Taken::Known(place)) = place;
        Ok(json(&Pushed { log: log.name()?, places: vec![place], refused: None })?)
    }

    /// Lets the recovery words find their community.
    async fn tell_finder(&self, community: Hash, first: &[u8]) -> std::result::Result<(), No> {
        let deed = Item::parse(first).ok().and_then(|first| Deed::parse(&first.body));
        let Some(Deed::Found { recovery, .. }) = deed else { return Ok(()) };
        let card = recovery.id();
        let mut init = RequestInit::new();
        init.with_method(Method::Put).with_body(Some(community.to_string().into()));
        let request = Request::new_with_init(&format!("https://relay/relay/{FINDS}{card}"), &init)?;
        finder(&self.env, card)?.fetch_with_request(request).await?;
        Ok(())
    }

    /// This object is no community but a pointer to one: the first that was named stays.
    fn find(&self, named: Option<Hash>) -> std::result::Result<Response, No> {
        let log = self.log();
        if let Some(named) = named {
            log.point(&named.to_string())?;
        }
        match log.pointed()? {
            Some(community) => Ok(Response::ok(community)?),
            None => Err(Refusal::NotKept.into()),
        }
    }

    /// Who asks. What others could use up is counted only after the signature is right. `brings_back`: a member whose card
    /// is not here again hands over, with the ticket, what a wiped relay had; each item bears its own signature.
    fn asked_by(
        &self,
        signed: Option<&str>,
        method: &str,
        path: &str,
        body: &[u8],
        brings_back: bool,
    ) -> std::result::Result<CardId, No> {
        let signed = signed.and_then(Signed::parse).ok_or(Refusal::Unsigned)?;
        let now = now();
        if signed.time.saturating_sub(now).saturating_abs() > CLOCK_OFF {
            return Err(Refusal::Clock { now }.into());
        }
        let known = self.with_desk(|desk| desk.access().of(signed.card).map(|held| held.card))?;
        // A device that comes in is brought by the very items that it hands over.
        let brought = brought(signed.card, body).filter(|_| known.is_none());
        let card = known.or(brought.map(|(card, _)| card));
        if card.is_some_and(|card| !signed.is_by(&card, method, path, body)) {
            return Err(Refusal::Unsigned.into());
        }
        match brought {
            _ if known.is_some() => self.with_desk(|desk| desk.admits(signed.card, now))??,
            _ if brings_back => self.with_desk(|desk| desk.admits_unknown(now))??,
            Some((_, by)) => self.with_desk(|desk| desk.admits(by, now))??,
            None => return Err(Refusal::Unsigned.into()),
        }
        if card.is_none() {
            return Ok(signed.card);
        }
        let once =
            format!("{}{}", signed.card, signed.once.iter().map(|byte| format!("{byte:02x}")).collect::<String>());
        if !self.log().use_once(&once, now, now - 2 * CLOCK_OFF)? {
            return Err(Refusal::Unsigned.into());
        }
        self.touch()?;
        Ok(signed.card)
    }

    fn push(&self, by: CardId, body: &[u8]) -> std::result::Result<Response, No> {
        let items = match unpack(body, MOST_PUSHED) {
            Ok(items) => items,
            Err(relay::item::Malformed::Many) => return Err(Refusal::Limit { limit: Limit::Pushed }.into()),
            Err(why) => return Err(Refusal::Malformed { why: why.to_string() }.into()),
        };
        let log = self.log();
        let (mut places, mut refused, mut grown) = (Vec::new(), None, false);
        for item in &items {
            match self.with_desk(|desk| desk.take_from(by, item, now()))? {
                Ok(Taken::New(place)) => {
                    log.keep(item, place)?;
                    places.push(place);
                    grown = true;
                }
                Ok(Taken::Known(place)) => places.push(place),
                Err(why) => {
                    refused = Some(why);
                    break;
                }
            }
        }
        if grown {
            let last = self.with_desk(|desk| desk.last())?;
            let poke = serde_json::to_string(&Poke { last }).unwrap_or_default();
            for socket in self.others(Some(&by.to_string())) {
                socket.send_with_str(&poke).ok();
            }
        }
        Ok(json(&Pushed { log: log.name()?, places, refused })?)
    }

    fn pull(&self, community: Hash, after: u64) -> std::result::Result<Response, No> {
        let log = self.log();
        let last = self.with_desk(|desk| desk.last())?;
        let after = after.min(last);
        let stored = log.after(after, MOST_PULLED)?;
        let upto = after + stored.len() as u64;
        let rolling = match upto == last {
            true => self.with_desk(|desk| desk.rolling())?,
            false => log.hashes(upto)?.into_iter().fold(Hash::default(), Hash::then),
        };
        let word = self.founding_word().unwrap_or_default();
        let about = About {
            log: log.name()?,
            after,
            last,
            rolling,
            ticket: ticket(&word, community),
            received: stored.iter().map(|one| one.received).collect(),
        };
        let items: Vec<Vec<u8>> = stored.into_iter().map(|one| one.bytes).collect();
        Ok(bytes(page(&about, &items))?)
    }

    fn live(&self, card: CardId) -> std::result::Result<Response, No> {
        let pair = WebSocketPair::new()?;
        self.state.accept_websocket_with_tags(&pair.server, &[&card.to_string()]);
        Ok(Response::from_websocket(pair.client)?)
    }

    /// The sockets of everybody else. Those of who was removed meanwhile are closed.
    fn others(&self, but: Option<&String>) -> Vec<WebSocket> {
        let mut sockets = self.state.get_websockets();
        sockets.retain(|socket| {
            let of = self.state.get_tags(socket).first().cloned();
            let belongs = of.as_deref().and_then(CardId::parse).is_some_and(|card| {
                let gone = |desk: &mut Desk| desk.access().of(card).is_none_or(|held| held.gone);
                !self.with_desk(gone).unwrap_or(true)
            });
            if !belongs {
                socket.close(Some(1000), Some("")).ok();
            }
            belongs && of.as_ref() != but
        });
        sockets
    }

    fn may_note(&self, from: Option<&String>) -> bool {
        let Some(from) = from else { return false };
        let mut notes = self.notes.borrow_mut();
        let (since, count) = notes.entry(from.clone()).or_insert((now(), 0));
        if now() - *since >= 60_000 {
            (*since, *count) = (now(), 0);
        }
        *count += 1;
        *count <= MOST_NOTES
    }

    /// Notes once a day that somebody asked.
    fn touch(&self) -> Result<()> {
        let now = now();
        if now - self.touched.get() < DAY {
            return Ok(());
        }
        self.touched.set(now);
        self.log().note("touched", &now.to_string())?;
        // Not awaited: an alarm that is not set today is set tomorrow.
        let storage = self.state.storage();
        self.state.wait_until(async move { _ = storage.set_alarm(RETENTION).await });
        Ok(())
    }
}

/// The card of a device that a deed in a push brings, and who signs that deed: an invitation, or the recovery words.
fn brought(card: CardId, body: &[u8]) -> Option<(Card, CardId)> {
    let items = unpack(body, MOST_PUSHED).ok()?;
    items.iter().find_map(|item| {
        let deed = Deed::parse(&item.body).filter(|_| item.header.kind == Kind::Deed)?;
        let new = deed.brings().into_iter().find(|new| new.id() == card)?;
        Some((new, item.header.by))
    })
}

fn now() -> Millis {
    Date::now().as_millis() as Millis
}

/// Fresh random bytes.
fn random(bytes: &mut [u8]) -> Result<()> {
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into())?;
    let fill: js_sys::Function =
        wasm_bindgen::JsCast::dyn_into(js_sys::Reflect::get(&crypto, &"getRandomValues".into())?)?;
    let array = js_sys::Uint8Array::new_with_length(bytes.len() as u32);
    fill.call1(&crypto, &array)?;
    array.copy_to(bytes);
    Ok(())
}

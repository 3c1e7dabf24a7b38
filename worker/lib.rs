//! The relay on Cloudflare's runtime, workerd: one Durable Object with SQLite for each community. The rules are the crate
//! `relay`'s; here are storage, clock, sockets and HTTP. It never writes a body or a header to a log.
//!
//! - `community`: the object: who may ask, what is kept, who is told.
//! - `log`: its tables.
//! - `answers`: HTTP.

mod answers;
mod community;
mod log;

pub use community::Community;
use relay::rules::Refusal;
use relay::wire::FINDS;
use relay::{CardId, Hash};
use worker::{Context, Env, Method, Request, Response, Result, Stub, event};

use answers::refuse;

/// What every request goes through: to the object of its community, or to the app's files.
#[event(fetch)]
async fn fetch(request: Request, env: Env, _: Context) -> Result<Response> {
    let path = request.path();
    let Some(rest) = path.strip_prefix("/relay/") else {
        return match env.assets("ASSETS") {
            Ok(files) => files.fetch_request(request).await,
            Err(_) => Response::error("There is nothing here.", 404),
        };
    };
    if let Some(card) = rest.strip_prefix(FINDS) {
        // Only to be read from outside: what founds a community writes it.
        return match CardId::parse(card).filter(|_| request.method() == Method::Get) {
            Some(card) => finder(&env, card)?.fetch_with_request(request).await,
            None => refuse(&Refusal::Malformed { why: "the address names no card".to_owned() }),
        };
    }
    let community = rest.split('/').next().unwrap_or_default();
    let Some(community) = Hash::parse(community) else {
        return refuse(&Refusal::Malformed { why: "the address names no community".to_owned() });
    };
    let object = env.durable_object("COMMUNITY")?.id_from_name(&community.to_string())?.get_stub()?;
    object.fetch_with_request(request).await
}

/// The object that knows which community a card's recovery words bring back.
fn finder(env: &Env, card: CardId) -> Result<Stub> {
    env.durable_object("COMMUNITY")?.id_from_name(&format!("{FINDS}{card}"))?.get_stub()
}

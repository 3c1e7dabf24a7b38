//! Answers over HTTP. None of them is ever cached.

use relay::rules::Refusal;
use serde::Serialize;
use worker::{Response, Result};

/// A refusal in its own words.
pub fn refuse(refusal: &Refusal) -> Result<Response> {
    let status = match refusal {
        Refusal::Unsigned | Refusal::Clock { .. } => 401,
        Refusal::Gone | Refusal::Founding => 403,
        Refusal::NotKept => 404,
        Refusal::Fork { .. } => 409,
        Refusal::Limit { .. } => 429,
        _ => 400,
    };
    Ok(json(refusal)?.with_status(status))
}

/// A value as JSON.
pub fn json(value: &impl Serialize) -> Result<Response> {
    let mut response = Response::from_json(value)?;
    response.headers_mut().set("cache-control", "no-store")?;
    Ok(response)
}

/// Bytes.
pub fn bytes(bytes: Vec<u8>) -> Result<Response> {
    let mut response = Response::from_bytes(bytes)?;
    response.headers_mut().set("content-type", "application/octet-stream")?;
    response.headers_mut().set("cache-control", "no-store")?;
    Ok(response)
}

//! What the page may do, as HTTP headers and as a meta tag.
//!
//! The same rules are written twice on purpose: a server that forgets its headers
//! still serves a page that is bound by them. Only `frame-ancestors` works in a
//! header alone.

/// The Content-Security-Policy, one directive a line.
///
/// `default` is the Trusted Types policy through which Leptos' compiled markup
/// passes (see `public/boot.js`); `tongban` names the addresses of the service worker and of the worker beside the page.
const DIRECTIVES: [&str; 14] = [
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data: blob:",
    "media-src blob:",
    "font-src 'none'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types tongban default",
];

/// How long a browser may keep a file whose name holds its hash.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Returns the policy for the meta tag in `index.html`.
pub fn meta() -> String {
    let allowed_there = DIRECTIVES.iter().filter(|directive| !directive.starts_with("frame-ancestors"));
    allowed_there.copied().collect::<Vec<_>>().join("; ")
}

/// Returns the headers that every answer carries, as names and values.
pub fn headers() -> Vec<(&'static str, String)> {
    vec![
        ("content-security-policy", DIRECTIVES.join("; ")),
        ("x-content-type-options", "nosniff".to_owned()),
        ("referrer-policy", "no-referrer".to_owned()),
        ("cross-origin-opener-policy", "same-origin".to_owned()),
        ("cross-origin-resource-policy", "same-origin".to_owned()),
        ("permissions-policy", permissions()),
    ]
}

/// Returns the headers as the file `_headers` that static hosts read (Cloudflare's among
/// them), with leave to keep for ever what has a hash in its name.
pub fn headers_file(hashed_stems: &[&str]) -> String {
    let mut text = String::from("/*\n");
    for (name, value) in headers() {
        text.push_str(&format!("  {name}: {value}\n"));
    }
    for stem in hashed_stems {
        text.push_str(&format!("/{stem}-*\n  cache-control: {FOR_EVER}\n"));
    }
    text
}

/// Everything a record of a meeting does not need is off; the camera reads invitations, the microphone records supervision.
fn permissions() -> String {
    const OFF: [&str; 11] = [
        "accelerometer",
        "autoplay",
        "browsing-topics",
        "display-capture",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "midi",
        "payment",
        "serial",
        "usb",
    ];
    let mut list: Vec<String> = OFF.iter().map(|name| format!("{name}=()")).collect();
    list.extend(["camera=(self)", "microphone=(self)"].map(str::to_owned));
    list.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_meta_tag_holds_all_but_frame_ancestors() {
        assert!(!meta().contains("frame-ancestors"));
        assert_eq!(meta().split("; ").count() + 1, DIRECTIVES.len());
        assert!(!meta().contains('"'), "it goes into an attribute");
    }

    #[test]
    fn a_static_host_is_told_the_same() {
        let text = headers_file(&["app"]);
        for (name, value) in headers() {
            assert!(text.contains(&format!("  {name}: {value}\n")), "{name}");
        }
        assert!(text.ends_with("/app-*\n  cache-control: public, max-age=31536000, immutable\n"));
    }
}

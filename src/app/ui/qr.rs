//! A text as a QR code, dark on light in every theme, so that every camera reads it.

use leptos::prelude::*;
use qrcodegen::{QrCode, QrCodeEcc};

/// Light modules around it (ISO/IEC 18004 asks for four).
const QUIET: i32 = 4;

/// The picture.
#[component]
pub fn Qr(text: String, #[prop(into)] label: Signal<String>) -> impl IntoView {
    let code = QrCode::encode_text(&text, QrCodeEcc::Medium).ok();
    code.map(|code| {
        let size = code.size();
        let dark = (0..size).flat_map(|y| (0..size).map(move |x| (x, y))).filter(|(x, y)| code.get_module(*x, *y));
        let path: String = dark.map(|(x, y)| format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET)).collect();
        let whole = size + 2 * QUIET;
        view! {
            <svg class="qr" role="img" aria-label=label viewBox=format!("0 0 {whole} {whole}") shape-rendering="crispEdges">
                <rect class="qr-light" width=whole height=whole></rect>
                <path class="qr-dark" d=path></path>
            </svg>
        }
    })
}

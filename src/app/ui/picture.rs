//! A drawing as a picture that every program opens: PNG, where the browser can draw it.

use engine::report::Picture;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use leptos::prelude::document;

/// Pixels for each unit of the drawing: sharp on a phone and on paper.
const SHARP: u32 = 2;

/// Draws it; `None` where the browser cannot.
pub async fn png(picture: &Picture) -> Option<Vec<u8>> {
    let bag = web_sys::BlobPropertyBag::new();
    bag.set_type("image/svg+xml");
    let parts = js_sys::Array::of1(&picture.svg.as_str().into());
    let blob = web_sys::Blob::new_with_str_sequence_and_options(&parts, &bag).ok()?;
    let address = web_sys::Url::create_object_url_with_blob(&blob).ok()?;
    let drawn = draw(picture, &address).await;
    web_sys::Url::revoke_object_url(&address).ok();
    drawn
}

async fn draw(picture: &Picture, address: &str) -> Option<Vec<u8>> {
    let image = web_sys::HtmlImageElement::new().ok()?;
    image.set_src(address);
    JsFuture::from(image.decode()).await.ok()?;
    let canvas: web_sys::HtmlCanvasElement = document().create_element("canvas").ok()?.dyn_into().ok()?;
    let (width, height) = (picture.width * SHARP, picture.height * SHARP);
    canvas.set_width(width);
    canvas.set_height(height);
    let pen: web_sys::CanvasRenderingContext2d = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    pen.draw_image_with_html_image_element_and_dw_and_dh(&image, 0.0, 0.0, width.into(), height.into()).ok()?;
    let asked = js_sys::Promise::new(&mut |done, refused| {
        let given =
            wasm_bindgen::closure::Closure::once_into_js(move |blob: JsValue| drop(done.call1(&JsValue::NULL, &blob)));
        if canvas.to_blob(given.unchecked_ref()).is_err() {
            refused.call0(&JsValue::NULL).ok();
        }
    });
    let blob: web_sys::Blob = JsFuture::from(asked).await.ok()?.dyn_into().ok()?;
    let bytes = JsFuture::from(blob.array_buffer()).await.ok()?;
    Some(js_sys::Uint8Array::new(&bytes).to_vec())
}

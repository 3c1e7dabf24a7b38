//! Small doors to the browser that more than one room needs. No state is kept here.

use chrono::{NaiveDate, NaiveTime};
use engine::domain::Now;
use engine::words::Language;
use leptos::prelude::{document, window};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The clock, the local offset and fresh random bytes.
pub fn now() -> Now {
    let date = js_sys::Date::new_0();
    let mut entropy = [0; 16];
    disk::random(&mut entropy);
    Now { ms: date.get_time() as i64, offset_minutes: -(date.get_timezone_offset() as i32), entropy }
}

/// Removes an element of the static shell.
pub fn remove(id: &str) {
    if let Some(element) = document().get_element_by_id(id) {
        element.remove();
    }
}

/// Sets an attribute of `<html>`.
pub fn set_root(name: &str, value: &str) {
    if let Some(root) = document().document_element() {
        root.set_attribute(name, value).ok();
    }
}

/// What was remembered outside the sealed store: only how the lock screen looks.
pub fn remembered(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(&format!("tongban-{name}")).ok()?
}

/// Remembers something outside the sealed store. It may be lost; nothing hangs on it.
pub fn remember(name: &str, value: Option<&str>) {
    let Ok(Some(storage)) = window().local_storage() else { return };
    let name = format!("tongban-{name}");
    match value {
        Some(value) => storage.set_item(&name, value).ok(),
        None => storage.remove_item(&name).ok(),
    };
}

/// The browser's own language, as far as we speak it.
pub fn language() -> Language {
    match window().navigator().language() {
        Some(tag) if !tag.to_lowercase().starts_with("zh") => Language::English,
        _ => Language::Chinese,
    }
}

/// The address after `#`.
pub fn address() -> String {
    window().location().hash().unwrap_or_default()
}

/// Copies text to the clipboard.
///
/// # Errors
/// Where the browser refuses; the text then stays on the screen to be copied by hand.
pub async fn copy(text: &str) -> Result<(), JsValue> {
    let clipboard = js_sys::Reflect::get(&window().navigator(), &"clipboard".into())?;
    if clipboard.is_undefined() {
        return Err(JsValue::NULL);
    }
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.map(|_| ())
}

/// Lets the browser save a file. Whether it does, nobody learns.
pub fn hand_out(name: &str, blob: &web_sys::Blob) -> Result<(), JsValue> {
    let address = web_sys::Url::create_object_url_with_blob(blob)?;
    let link: web_sys::HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // Some browsers read it only after this turn.
    let forget = move || drop(web_sys::Url::revoke_object_url(&address));
    leptos::prelude::set_timeout(forget, std::time::Duration::from_secs(60));
    Ok(())
}

/// A kind of file as browsers read it: texts are UTF-8.
pub fn typed(kind: &str) -> String {
    format!("{kind}{}", if kind.starts_with("text/") { ";charset=utf-8" } else { "" })
}

/// A file of that kind; `None` where the browser has no room for it.
pub fn blob(kind: &str, bytes: &js_sys::Uint8Array) -> Option<web_sys::Blob> {
    let bag = web_sys::BlobPropertyBag::new();
    bag.set_type(&typed(kind));
    web_sys::Blob::new_with_u8_array_sequence_and_options(&js_sys::Array::of1(bytes), &bag).ok()
}

/// What is in a file; `None` where the browser does not give it.
pub async fn bytes(file: &web_sys::Blob) -> Option<js_sys::Uint8Array> {
    JsFuture::from(file.array_buffer()).await.ok().map(|bytes| js_sys::Uint8Array::new(&bytes))
}

/// The largest file that is read as a text, in bytes; a list of ten thousand people is smaller.
const LARGEST: u32 = 5_000_000;

/// The bytes of the file that was just chosen, which stay with the browser, to be read as a [`text`]. `None` where none was, an empty
/// one where it is far too large to be one of ours.
pub async fn chosen_table(event: &web_sys::Event) -> Option<js_sys::Uint8Array> {
    let (_, file) = chosen_file(event).await?;
    Some(if file.length() > LARGEST { js_sys::Uint8Array::new_with_length(0) } else { file })
}

/// The text of a file: UTF-8, or else what Chinese spreadsheets write; empty where it is neither.
pub fn text(file: &[u8]) -> String {
    let chinese = || web_sys::TextDecoder::new_with_label("gb18030").ok()?.decode_with_u8_array(file).ok();
    std::str::from_utf8(file).map_or_else(|_| chinese().unwrap_or_default(), str::to_owned)
}

/// The [`text`] of the file that was just chosen; see [`chosen_table`].
pub async fn chosen_text(event: &web_sys::Event) -> Option<String> {
    chosen_table(event).await.map(|file| text(&file.to_vec()))
}

/// The largest file of items that is read, in bytes: a community's records are smaller.
const LARGEST_ITEMS: f64 = 128e6;

/// The name and the bytes of the file that was just chosen, which stay with the browser. `None` where none was, an empty one where it is
/// far too large.
pub async fn chosen_file(event: &web_sys::Event) -> Option<(String, js_sys::Uint8Array)> {
    let field: web_sys::HtmlInputElement = event.target()?.dyn_into().ok()?;
    let file = field.files()?.get(0)?;
    // The same file can be chosen again after it was corrected.
    field.set_value("");
    if file.size() > LARGEST_ITEMS {
        return Some((file.name(), js_sys::Uint8Array::new_with_length(0)));
    }
    Some((file.name(), bytes(&file).await?))
}

fn formatted(language: Language, ms: f64, options: &[(&str, JsValue)]) -> String {
    let bag = js_sys::Object::new();
    for (name, value) in options {
        js_sys::Reflect::set(&bag, &(*name).into(), value).ok();
    }
    let locales = js_sys::Array::of1(&language.tag().into());
    let format = js_sys::Intl::DateTimeFormat::new(&locales, &bag);
    let formatted = format.format().call1(&JsValue::NULL, &js_sys::Date::new(&ms.into()));
    formatted.ok().and_then(|text| text.as_string()).unwrap_or_default()
}

/// A date in words: `2026年11月24日星期二`, `Tuesday, 24 November 2026`.
pub fn long_date(language: Language, date: NaiveDate) -> String {
    let ms = date.and_time(NaiveTime::MIN).and_utc().timestamp_millis() as f64;
    let utc = ("timeZone", JsValue::from("UTC"));
    formatted(language, ms, &[("dateStyle", "full".into()), utc])
}

/// A date, shorter: `11月24日周二`, `Tue, 24 Nov`; the year where it is not this one.
pub fn short_date(language: Language, date: NaiveDate) -> String {
    use chrono::Datelike;
    let ms = date.and_time(NaiveTime::MIN).and_utc().timestamp_millis() as f64;
    let mut options: Vec<(&str, JsValue)> = vec![
        ("month", "short".into()),
        ("day", "numeric".into()),
        ("weekday", "short".into()),
        ("timeZone", "UTC".into()),
    ];
    if date.year() != now().today().year() {
        options.push(("year", "numeric".into()));
    }
    formatted(language, ms, &options)
}

/// A date without its weekday: `11月24日`, `24 Nov`; the year where it is not this one.
pub fn plain_date(language: Language, date: NaiveDate) -> String {
    use chrono::Datelike;
    let ms = date.and_time(NaiveTime::MIN).and_utc().timestamp_millis() as f64;
    let mut options: Vec<(&str, JsValue)> =
        vec![("month", "short".into()), ("day", "numeric".into()), ("timeZone", "UTC".into())];
    if date.year() != now().today().year() {
        options.push(("year", "numeric".into()));
    }
    formatted(language, ms, &options)
}

/// A month in words: `5月`, `May`; the year where it is not this one.
pub fn month(language: Language, date: NaiveDate) -> String {
    use chrono::Datelike;
    let ms = date.and_time(NaiveTime::MIN).and_utc().timestamp_millis() as f64;
    let mut options: Vec<(&str, JsValue)> = vec![("month", "long".into()), ("timeZone", "UTC".into())];
    if date.year() != now().today().year() {
        options.push(("year", "numeric".into()));
    }
    formatted(language, ms, &options)
}

/// A time of day: `14:05`.
pub fn time(time: NaiveTime) -> String {
    use chrono::Timelike;
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// The local time of an instant: `14:05`.
pub fn clock_time(ms: i64) -> String {
    time(now().local(ms).time())
}

//! Handing a file out in any browser: saved among the downloads; where none are saved, by the share sheet with the real file;
//! else as text or picture to copy. There is always a next thing to do.

use std::rc::Rc;

use engine::words::Phrase;
use engine::words::files::HAND_OUT;
use engine::words::screens::COMMON;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::button::{Actions, Button, Kind};
use crate::aside::Leaving;
use crate::browser;
use crate::ui::icon::Icon;
use crate::ui::{live, say};

/// The longest text that goes through the share sheet as a message, in bytes.
const MESSAGE: usize = 4000;
/// Browsers within other apps that drop what a page wants to save.
const WITHIN_APPS: [&str; 9] =
    ["MicroMessenger", "QQ/", "Weibo", "AlipayClient", "DingTalk", "Lark/", "FBAN", "Instagram", "Line/"];

/// A file on its way out.
#[derive(Clone, Debug)]
pub struct Parcel {
    /// Its name, with its ending.
    pub name: String,
    /// Its kind: `text/csv`.
    pub kind: &'static str,
    /// What is in it; `None` where the browser has no room for it.
    blob: Option<web_sys::Blob>,
    /// What can be copied in its place; none where nothing can.
    pub text: Option<String>,
}

impl Parcel {
    /// A file that is a text.
    pub fn text(name: impl Into<String>, kind: &'static str, text: String) -> Parcel {
        Parcel { text: Some(text.clone()), ..Parcel::bytes(name, kind, text.as_bytes()) }
    }

    /// A file that nobody reads as text.
    pub fn bytes(name: impl Into<String>, kind: &'static str, bytes: &[u8]) -> Parcel {
        Parcel { name: name.into(), kind, blob: browser::blob(kind, &bytes.into()), text: None }
    }

    /// A file that was made aside.
    pub fn made(name: impl Into<String>, Leaving { kind, blob }: Leaving) -> Parcel {
        Parcel { name: name.into(), kind, blob: Some(blob), text: None }
    }

    /// How long it is, in bytes.
    pub fn size(&self) -> f64 {
        self.blob.as_ref().map_or(0.0, web_sys::Blob::size)
    }

    /// The same, with words to copy in its place.
    pub fn or_text(self, text: String) -> Parcel {
        Parcel { text: Some(text), ..self }
    }

    fn is_picture(&self) -> bool {
        self.kind.starts_with("image/")
    }

    /// What the share sheet takes: the real file, or else its text as a message. `None` where it takes neither.
    fn for_sheet(&self) -> Option<JsValue> {
        let navigator = window().navigator();
        let has = |name: &str| js_sys::Reflect::get(&navigator, &name.into()).is_ok_and(|door| door.is_function());
        if !has("share") {
            return None;
        }
        let data = js_sys::Object::new();
        let put = |name: &str, value: &JsValue| js_sys::Reflect::set(&data, &name.into(), value).ok();
        if has("canShare") {
            let bag = web_sys::FilePropertyBag::new();
            bag.set_type(self.kind);
            let parts = js_sys::Array::of1(self.blob.as_ref()?);
            let file = web_sys::File::new_with_blob_sequence_and_options(&parts, &self.name, &bag).ok()?;
            put("files", &js_sys::Array::of1(&file));
            let asked =
                js_sys::Reflect::get(&navigator, &"canShare".into()).ok()?.dyn_into::<js_sys::Function>().ok()?;
            if asked.call1(&navigator, &data).is_ok_and(|can| can.is_truthy()) {
                return Some(data.into());
            }
            js_sys::Reflect::delete_property(&data, &"files".into()).ok();
        }
        let text = self.text.as_ref().filter(|text| text.len() <= MESSAGE)?;
        put("text", &text.into());
        Some(data.into())
    }

    /// Lets the browser save it.
    ///
    /// # Errors
    /// The browser does not.
    pub fn save(&self) -> Result<(), JsValue> {
        browser::hand_out(&self.name, self.blob.as_ref().ok_or(JsValue::NULL)?)
    }

    /// Whether the share sheet would take it.
    pub fn can_pass(&self) -> bool {
        self.for_sheet().is_some()
    }

    /// Passes it on by the share sheet, at once in the answer to a tap; tells whether it went.
    pub async fn pass(&self) -> bool {
        self.share().await == Left::Shared
    }

    /// Tries the share sheet.
    async fn share(&self) -> Left {
        match self.for_sheet() {
            Some(data) => by_sheet(&data).await,
            None => Left::ByHand,
        }
    }
}

/// Opens the share sheet.
async fn by_sheet(data: &JsValue) -> Left {
    let navigator = window().navigator();
    let asked = js_sys::Reflect::get(&navigator, &"share".into()).and_then(|door| door.dyn_into::<js_sys::Function>());
    let promise = asked.and_then(|share| share.call1(&navigator, data));
    let outcome = match promise {
        Ok(promise) => JsFuture::from(js_sys::Promise::resolve(&promise)).await,
        Err(cause) => Err(cause),
    };
    let Err(cause) = outcome else { return Left::Shared };
    let name = js_sys::Reflect::get(&cause, &"name".into()).ok().and_then(|name| name.as_string());
    match name.as_deref() {
        // The person closed the sheet; or the file took so long that the tap no longer counts.
        Some("AbortError" | "NotAllowedError") => Left::Waits,
        _ => Left::ByHand,
    }
}

/// Whether this browser passes links on by a share sheet.
pub fn shares_links() -> bool {
    js_sys::Reflect::get(&window().navigator(), &"share".into()).is_ok_and(|door| door.is_function())
}

/// Passes a link on by the share sheet. What to say of it: `None` where it was closed; where the browser would not, the link
/// is copied.
pub async fn share_link(link: &str) -> Option<Phrase> {
    let data = js_sys::Object::new();
    js_sys::Reflect::set(&data, &"url".into(), &link.into()).ok();
    match by_sheet(&data).await {
        Left::Shared => Some(HAND_OUT.shared),
        Left::Waits => None,
        _ if browser::copy(link).await.is_ok() => Some(COMMON.copied),
        _ => Some(COMMON.copy_by_hand),
    }
}

/// What became of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Left {
    /// The browser saved it.
    Saved,
    /// It went through the share sheet.
    Shared,
    /// It waits for one more tap.
    Waits,
    /// It is on the screen, to be copied.
    ByHand,
}

/// Whether this browser saves files, as far as it can be told.
pub fn saves_files() -> bool {
    let agent = window().navigator().user_agent().unwrap_or_default();
    let link =
        document().create_element("a").is_ok_and(|link| js_sys::Reflect::has(&link, &"download".into()) == Ok(true));
    link && !WITHIN_APPS.iter().any(|app| agent.contains(app))
}

/// One file after the other, and what becomes of it. [`HandedOut`] shows it.
#[derive(Clone, Copy)]
pub struct HandOut(RwSignal<Option<(Rc<Parcel>, Left)>, LocalStorage>);

impl HandOut {
    /// Nothing was handed out yet.
    pub fn new() -> HandOut {
        HandOut(RwSignal::new_local(None))
    }

    /// Forgets the last one: something else is chosen.
    pub fn clear(self) {
        self.0.try_set(None);
    }

    /// Hands a file out. Answers whether it left: saved or shared.
    pub async fn give(self, parcel: Parcel) -> bool {
        self.clear();
        let saved = saves_files() && parcel.save().is_ok();
        let left = if saved { Left::Saved } else { parcel.share().await };
        self.0.try_set(Some((Rc::new(parcel), left)));
        matches!(left, Left::Saved | Left::Shared)
    }

    /// The same, where nobody waits for the answer.
    pub fn send(self, parcel: Parcel) {
        leptos::task::spawn_local(async move {
            self.give(parcel).await;
        });
    }

    fn share(self, parcel: Rc<Parcel>) {
        leptos::task::spawn_local(async move {
            let left = parcel.share().await;
            self.0.try_set(Some((parcel, left)));
        });
    }
}

/// What became of the last file, and the ways that are left.
#[component]
pub fn HandedOut(
    /// What hands them out.
    out: HandOut,
    /// What to say of a saved file, where it is something of its own.
    #[prop(default = HAND_OUT.saved)]
    saved: Phrase,
) -> impl IntoView {
    let line = move || {
        out.0.get().map(|(parcel, left)| match left {
            Left::Saved => saved,
            Left::Shared => HAND_OUT.shared,
            Left::Waits => HAND_OUT.waits,
            Left::ByHand if parcel.is_picture() => HAND_OUT.picture,
            Left::ByHand if parcel.text.is_some() => HAND_OUT.text,
            Left::ByHand => HAND_OUT.neither,
        })
    };
    view! {
        <div role="status" class="hide-on-paper">{live(move || line().map(|line| view! { <p>{say(line)}</p> }))}</div>
        {live(move || out.0.get().map(|(parcel, left)| view! { <Ways out parcel left/> }))}
    }
}

/// The share sheet, and the text or picture itself.
#[component]
fn Ways(out: HandOut, parcel: Rc<Parcel>, left: Left) -> impl IntoView {
    let kind = if left == Left::Waits { Kind::Primary } else { Kind::Quiet };
    let sheet = left != Left::ByHand && parcel.can_pass();
    let shown = left != Left::ByHand && (parcel.is_picture() || parcel.text.is_some());
    let held = StoredValue::new_local(parcel.clone());
    let share = move |()| out.share(held.get_value());
    let show = move |()| drop(out.0.try_set(Some((held.get_value(), Left::ByHand))));
    view! {
        <div class="hide-on-paper stack">
            {(sheet || shown).then(|| view! {
                <Actions>
                    {sheet.then(|| view! { <Button label=HAND_OUT.send on_press=share kind icon=Icon::Share/> })}
                    {shown.then(|| view! { <Button label=HAND_OUT.show on_press=show kind=Kind::Quiet/> })}
                </Actions>
            })}
            {(left == Left::ByHand).then(|| view! { <ByHand parcel/> })}
        </div>
    }
}

/// The picture to press and hold, or the text to copy.
#[component]
fn ByHand(parcel: Rc<Parcel>) -> impl IntoView {
    if parcel.is_picture() {
        let address = parcel
            .blob
            .as_ref()
            .and_then(|blob| web_sys::Url::create_object_url_with_blob(blob).ok())
            .unwrap_or_default();
        let shown = address.clone();
        on_cleanup(move || drop(web_sys::Url::revoke_object_url(&address)));
        let name = parcel.text.clone().unwrap_or_else(|| parcel.name.clone());
        return view! { <img class="picture-by-hand" src=shown alt=name/> }.into_any();
    }
    let Some(text) = parcel.text.clone() else { return ().into_any() };
    let said = RwSignal::new(None::<Phrase>);
    let copied = text.clone();
    let copy = move |()| {
        let text = copied.clone();
        leptos::task::spawn_local(async move {
            let done = browser::copy(&text).await.is_ok();
            said.try_set(Some(if done { COMMON.copied } else { COMMON.copy_by_hand }));
        });
    };
    view! {
        <Button label=HAND_OUT.copy on_press=copy icon=Icon::Copy/>
        <div role="status">{live(move || said.get().map(|said| view! { <p>{say(said)}</p> }))}</div>
        <pre class="copy-by-hand" tabindex="0">{text}</pre>
    }
    .into_any()
}

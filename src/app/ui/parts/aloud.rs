//! Reading aloud, by a voice of the device itself: no word ever leaves the phone for it.

use engine::words::Language;
use engine::words::parts::FIELDS;
use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{SpeechSynthesis, SpeechSynthesisUtterance, SpeechSynthesisVoice};

use super::button::{Button, Kind};
use crate::ui::icon::Icon;
use crate::ui::say::language_signal;
use crate::ui::{language, say};

/// The device's speech; some browsers have none.
fn speech() -> Option<SpeechSynthesis> {
    let speech = js_sys::Reflect::get(&window(), &"speechSynthesis".into()).ok()?;
    (!speech.is_undefined() && !speech.is_null()).then(|| speech.unchecked_into())
}

/// A voice of the language that lives on the device.
fn voice(language: Language) -> Option<SpeechSynthesisVoice> {
    let start = if language == Language::Chinese { "zh" } else { "en" };
    let voices = speech()?.get_voices();
    let mut voices = voices.iter().map(JsCast::unchecked_into::<SpeechSynthesisVoice>);
    voices.find(|voice| voice.local_service() && voice.lang().to_lowercase().starts_with(start))
}

/// Reads a text aloud; not shown where the device has no voice for it.
#[component]
pub fn ReadAloud(#[prop(into)] text: Signal<String>) -> impl IntoView {
    let voices_changed = RwSignal::new(0);
    let reading = RwSignal::new(false);
    if let Some(speech) = speech() {
        // Browsers load their voices late, and say so once.
        let changed = wasm_bindgen::closure::Closure::<dyn FnMut()>::new(move || {
            voices_changed.try_update(|times| *times += 1);
        });
        let target: &web_sys::EventTarget = speech.unchecked_ref();
        target.add_event_listener_with_callback("voiceschanged", changed.as_ref().unchecked_ref()).ok();
        let kept = StoredValue::new_local(changed);
        on_cleanup(move || {
            if let Some(speech) = self::speech() {
                let target: &web_sys::EventTarget = speech.unchecked_ref();
                kept.try_with_value(|changed| {
                    target.remove_event_listener_with_callback("voiceschanged", changed.as_ref().unchecked_ref()).ok();
                });
                speech.cancel();
            }
        });
    }
    let possible = Memo::new(move |_| {
        voices_changed.track();
        voice(language()).is_some()
    });
    let ended = StoredValue::new_local(wasm_bindgen::closure::Closure::<dyn FnMut(JsValue)>::new(move |_| {
        reading.try_set(false);
    }));
    let current = language_signal();
    let press = move || {
        let (Some(speech), Some(voice)) = (speech(), voice(current.get_untracked())) else {
            return;
        };
        speech.cancel();
        if reading.get_untracked() {
            return reading.set(false);
        }
        let Ok(said) = SpeechSynthesisUtterance::new_with_text(&text.get_untracked()) else {
            return;
        };
        said.set_lang(&voice.lang());
        said.set_voice(Some(&voice));
        said.set_rate(0.9);
        ended.with_value(|ended| {
            said.set_onend(Some(ended.as_ref().unchecked_ref()));
            said.set_onerror(Some(ended.as_ref().unchecked_ref()));
        });
        speech.speak(&said);
        reading.set(true);
    };
    let (start, stop) = (say(FIELDS.read_aloud), say(FIELDS.read_stop));
    let label = Signal::derive(move || if reading.get() { stop() } else { start() }.to_owned());
    view! {
        <Show when=move || possible.get()>
            <Button label=label on_press=press kind=Kind::Quiet icon=Icon::Speaker small=true/>
        </Show>
    }
}

//! Listening to a recording: one button, fifteen seconds back, a minute on. The stretches follow one another; only the one that is
//! heard is in memory.

use engine::domain::sound::{Stretch, clock, find};
use engine::sync::sounds::Head;
use engine::words::Phrase;
use engine::words::sound::SOUND;
use js_sys::{Array, Uint8Array};
use leptos::html::Audio;
use leptos::prelude::*;
use web_sys::{Blob, BlobPropertyBag, HtmlAudioElement, Url};

use super::parts::*;
use super::{live, say, say_all, say_with};
use crate::shell::Shell;
use crate::sound::keep;

/// What is heard.
#[derive(Clone, Copy)]
struct Player {
    shell: Shell,
    parts: StoredValue<Vec<(usize, Stretch, Head)>>,
    audio: NodeRef<Audio>,
    /// The stretch that is in the player, and its address.
    loaded: StoredValue<Option<(usize, String)>>,
    /// Where in it the sound goes on once the player has found it, in milliseconds.
    waits: StoredValue<Option<u64>>,
    /// Where it is in all of it, in milliseconds.
    at: RwSignal<u64>,
    playing: RwSignal<bool>,
    reading: RwSignal<bool>,
    wrong: RwSignal<Option<(Phrase, Phrase)>>,
}

impl Player {
    fn lengths(self) -> Vec<u64> {
        self.parts.with_value(|parts| parts.iter().map(|(_, _, head)| head.ms).collect())
    }

    fn element(self) -> Option<HtmlAudioElement> {
        self.audio.get_untracked()
    }

    /// Goes on from a moment of all of it.
    fn go(self, moment: u64) {
        let (part, within) = find(&self.lengths(), moment);
        self.playing.set(true);
        self.at.set(moment.min(self.lengths().iter().sum()));
        if self.loaded.with_value(|loaded| loaded.as_ref().is_some_and(|(at, _)| *at == part)) {
            if let Some(audio) = self.element() {
                audio.set_current_time(within as f64 / 1000.0);
                self.starts(&audio);
            }
            return;
        }
        leptos::task::spawn_local(self.load(part, within));
    }

    async fn load(self, part: usize, within: u64) {
        let Some((_, stretch, head)) = self.parts.with_value(|parts| parts.get(part).cloned()) else { return };
        self.wrong.set(None);
        self.reading.set(true);
        let pieces = keep::pieces(self.shell, &stretch.id, &head).await;
        if self.reading.try_set(false).is_some() {
            return;
        }
        let whole = pieces.filter(|pieces| stretch.sound.sha256.as_deref() == Some(&keep::fingerprint(pieces)));
        let address = whole.and_then(|pieces| address(&pieces, head.form.kind()));
        let (Some(address), Some(audio)) = (address, self.element()) else {
            return self.fails((SOUND.unread, SOUND.unread_do));
        };
        self.unload();
        audio.set_src(&address);
        self.loaded.set_value(Some((part, address)));
        self.waits.set_value(Some(within));
        audio.load();
    }

    fn unload(self) {
        if let Some(Some((_, address))) = self.loaded.try_update_value(Option::take) {
            Url::revoke_object_url(&address).ok();
        }
    }

    fn fails(self, wrong: (Phrase, Phrase)) {
        self.playing.set(false);
        self.wrong.set(Some(wrong));
    }

    /// The player has found the beginning. How long the sound is it may learn at its end only; we know.
    fn found(self) {
        let (Some(audio), Some(within)) = (self.element(), self.waits.get_value()) else { return };
        self.waits.set_value(None);
        if within > 0 {
            audio.set_current_time(within as f64 / 1000.0);
        }
        if self.playing.get_untracked() {
            self.starts(&audio);
        }
    }

    fn starts(self, audio: &HtmlAudioElement) {
        let Ok(promise) = audio.play() else { return self.playing.set(false) };
        leptos::task::spawn_local(async move {
            // A browser that wants another tap first gets it: the button says "play" again.
            if wasm_bindgen_futures::JsFuture::from(promise).await.is_err() {
                self.playing.try_set(false);
            }
        });
    }

    fn moved(self) {
        let (Some(audio), None) = (self.element(), self.waits.get_value()) else { return };
        let before: u64 = self.loaded.with_value(|loaded| {
            let at = loaded.as_ref().map_or(0, |(at, _)| *at);
            self.lengths().iter().take(at).sum()
        });
        self.at.set(before + (audio.current_time() * 1000.0) as u64);
    }

    fn ended(self) {
        if self.waits.get_value().is_some() {
            return;
        }
        let next = self.loaded.with_value(|loaded| loaded.as_ref().map_or(0, |(at, _)| at + 1));
        match next < self.parts.with_value(Vec::len) {
            true => leptos::task::spawn_local(self.load(next, 0)),
            false => {
                self.playing.set(false);
                self.at.set(self.lengths().iter().sum());
            }
        }
    }

    fn press(self) {
        if self.playing.get_untracked() {
            self.playing.set(false);
            if let Some(audio) = self.element() {
                audio.pause().ok();
            }
            return;
        }
        let (at, all) = (self.at.get_untracked(), self.lengths().iter().sum());
        self.go(if at >= all { 0 } else { at });
    }
}

/// A blob's address for pieces one after another.
fn address(pieces: &[Vec<u8>], kind: &str) -> Option<String> {
    let parts: Array = pieces.iter().map(|piece| Uint8Array::from(piece.as_slice())).collect();
    let bag = BlobPropertyBag::new();
    bag.set_type(kind);
    let blob = Blob::new_with_u8_array_sequence_and_options(&parts, &bag).ok()?;
    Url::create_object_url_with_blob(&blob).ok()
}

/// The player.
#[component]
pub fn Listen(
    /// Where the sound lies.
    shell: Shell,
    /// The stretches that are here.
    parts: Vec<(usize, Stretch, Head)>,
) -> impl IntoView {
    let player = Player {
        shell,
        parts: StoredValue::new(parts),
        audio: NodeRef::new(),
        loaded: StoredValue::new(None),
        waits: StoredValue::new(None),
        at: RwSignal::new(0),
        playing: RwSignal::new(false),
        reading: RwSignal::new(false),
        wrong: RwSignal::new(None),
    };
    on_cleanup(move || player.unload());
    let place = say_with(SOUND.at, move || {
        vec![("now", clock(player.at.get())), ("all", clock(player.lengths().iter().sum()))]
    });
    let cannot = move |_| {
        if player.loaded.with_value(Option::is_some) {
            player.fails((SOUND.cannot_play, SOUND.cannot_play_do));
        }
    };
    view! {
        <audio
            node_ref=player.audio
            on:loadedmetadata=move |_| player.found()
            on:timeupdate=move |_| player.moved()
            on:ended=move |_| player.ended()
            on:error=cannot
        ></audio>
        <p>{place}</p>
        <div role="status">
            {live(move || player.reading.get().then(|| view! { <p>{say(SOUND.reading)}</p> }))}
            {live(move || player.wrong.get().map(|(what, do_next)| view! {
                <Note tone=Tone::Care><p>{say_all([what, do_next])}</p></Note>
            }))}
        </div>
        {live(move || match player.playing.get() {
            true => view! { <Button label=SOUND.pause on_press=move |()| player.press() icon=Icon::Pause/> },
            false => view! { <Button label=SOUND.play on_press=move |()| player.press() icon=Icon::Play/> },
        })}
        <Actions>
            <Button label=SOUND.back_15 on_press=move |()| player.go(player.at.get_untracked().saturating_sub(15_000)) small=true/>
            <Button label=SOUND.on_60 on_press=move |()| player.go(player.at.get_untracked() + 60_000) small=true/>
        </Actions>
    }
}

//! A backup that was passed on as text, where no file could be saved: it is pasted here.

use engine::crypto::age::{NotPasted, pasted};
use engine::words::backup::RESTORE;
use leptos::html::Details;
use leptos::prelude::*;

use super::join::Wrong;
use super::parts::*;
use super::restore::plain;
use super::say;

/// A field for the text, below the way by a file.
#[component]
pub fn FromText(
    /// The letters of one backup.
    #[prop(into)]
    on_text: Callback<String>,
    wrong: RwSignal<Option<Wrong>>,
) -> impl IntoView {
    let (details, held) = (NodeRef::<Details>::new(), PasteBox::new());
    let take = move |()| match pasted(&held.text()) {
        Ok(letters) => {
            // What comes next stands above.
            held.clear();
            details.get_untracked().inspect(|details| details.set_open(false));
            on_text.run(letters);
        }
        Err(NotPasted::None) => wrong.set(Some(plain(RESTORE.no_text, RESTORE.text_do))),
        Err(NotPasted::CutOff) => wrong.set(Some(plain(RESTORE.text_cut, RESTORE.text_do))),
    };
    view! {
        <details node_ref=details>
            <summary>{say(RESTORE.by_text)}</summary>
            <div class="stack">
                <PasteField label=RESTORE.paste hint=RESTORE.paste_hint held=held/>
                <Button label=RESTORE.take_text on_press=take/>
            </div>
        </details>
    }
}

//! A box for long text that was copied elsewhere. It keeps no draft and does not grow: millions of letters may come at once.

use leptos::html::Textarea;
use leptos::prelude::*;

use super::field::{Described, Frame};

/// What was pasted, read when it is asked for.
#[derive(Clone, Copy)]
pub struct PasteBox(NodeRef<Textarea>);

impl PasteBox {
    /// Nothing was pasted yet.
    pub fn new() -> PasteBox {
        PasteBox(NodeRef::new())
    }

    /// What is in the box.
    pub fn text(self) -> String {
        self.0.get_untracked().map(|area| area.value()).unwrap_or_default()
    }

    /// Empties it.
    pub fn clear(self) {
        self.0.get_untracked().inspect(|area| area.set_value(""));
    }
}

/// The box, with its label.
#[component]
pub fn PasteField(
    #[prop(into)] label: Signal<String>,
    #[prop(optional, into)] hint: Signal<String>,
    held: PasteBox,
) -> impl IntoView {
    let (id, described) = Described::new(None, "paste");
    let (field_id, none) = (id.clone(), Signal::stored(None));
    let by = described.by(hint, none, false);
    view! {
        <Frame id described label hint problem=none help=None>
            <textarea node_ref=held.0 id=field_id class="box area pasted" rows="4" autocomplete="off" spellcheck="false" aria-describedby=by></textarea>
        </Frame>
    }
}

//! The text field: a draft of its own, handed over on a pause, on leaving and when the page may vanish.

use std::time::Duration;

use engine::words::parts::FIELDS;
use leptos::either::Either;
use leptos::prelude::*;

use super::draft::Draft;
use super::editable::Nodes;
use super::field::{Described, FieldHelp, Frame};
use super::quick::Quick;
use crate::ui::say_with;

/// A pause in typing after which a draft is handed over.
const PAUSE: Duration = Duration::from_millis(300);
/// The most that one field keeps.
const MOST_CHARACTERS: usize = 100_000;

/// What happens in a text box, apart from how it looks.
#[derive(Clone, Copy)]
struct Writing {
    draft: StoredValue<Draft>,
    nodes: Nodes,
    room: RwSignal<i64>,
    composing: StoredValue<bool>,
    waiting: StoredValue<Option<TimeoutHandle>>,
    on_change: Callback<String>,
}

impl Writing {
    fn typed(self) {
        let Some(node) = self.nodes.get() else { return };
        self.draft.update_value(|draft| draft.typed(node.text()));
        self.room.set(self.draft.with_value(Draft::room));
        node.grow();
        self.wait();
    }

    /// Hands the draft over after a pause; half-composed characters are left alone.
    fn wait(self) {
        self.stop_waiting();
        if !self.composing.get_value() {
            let later = set_timeout_with_handle(move || self.hand_over(), PAUSE);
            self.waiting.set_value(later.ok());
        }
    }

    fn stop_waiting(self) {
        if let Some(Some(waiting)) = self.waiting.try_update_value(Option::take) {
            waiting.clear();
        }
    }

    fn hand_over(self) {
        self.stop_waiting();
        if let Some(Some(text)) = self.draft.try_update_value(Draft::leave) {
            self.on_change.try_run(text);
        }
    }

    /// The stored value is this now.
    fn arrive(self, value: String) {
        if self.composing.get_value() {
            return; // taken up when the character is finished
        }
        let node = self.nodes.get();
        let selection = node.as_ref().map_or((0, 0), super::editable::Editable::selection);
        let shown = self.draft.try_update_value(|draft| draft.arrive(value, selection)).flatten();
        if let Some((text, selection)) = shown {
            if let Some(node) = node {
                node.show(&text, selection);
            }
            self.room.set(self.draft.with_value(Draft::room));
            self.wait();
        }
    }
}

/// A field for words.
#[component]
pub fn TextField(
    #[prop(into)] label: Signal<String>,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] on_change: Callback<String>,
    #[prop(optional, into)] hint: Signal<String>,
    #[prop(optional)] help: Option<FieldHelp>,
    /// Several lines; the box grows with them.
    #[prop(optional)]
    lines: bool,
    #[prop(default = MOST_CHARACTERS)] limit: usize,
    #[prop(default = "text")] inputmode: &'static str,
    #[prop(optional, into)] problem: Signal<Option<String>>,
    /// Phrases that a tap adds to the text.
    #[prop(optional, into)]
    quick: Option<Signal<Vec<String>>>,
    /// The label is for readers of the screen only.
    #[prop(optional)]
    compact: bool,
    #[prop(optional, into)] id: Option<String>,
) -> impl IntoView {
    let draft = Draft::new(value.get_untracked(), limit);
    let first = draft.text().to_owned();
    let writing = Writing {
        room: RwSignal::new(draft.room()),
        draft: StoredValue::new(draft),
        nodes: Nodes::new(),
        composing: StoredValue::new(false),
        waiting: StoredValue::new(None),
        on_change,
    };
    Effect::new(move |_| writing.arrive(value.get()));
    Effect::new(move |_| {
        let shown = writing.nodes.area.get().is_some();
        if let Some(node) = writing.nodes.get().filter(|_| shown) {
            request_animation_frame(move || node.grow());
        }
    });
    let flush = window_event_listener_untyped("tongban-flush", move |_| writing.hand_over());
    on_cleanup(move || {
        flush.remove();
        writing.hand_over();
    });

    let compose = move |composing: bool| {
        writing.composing.set_value(composing);
        if !composing {
            writing.typed();
            writing.arrive(value.get_untracked());
        }
    };
    let (id, described) = Described::new(id, "text");
    let field_id = id.clone();
    let described_by = described.by(hint, problem, true);
    let invalid = move || problem.get().map(|_| "true");
    let field = if lines {
        Either::Left(view! {
            <textarea
                node_ref=writing.nodes.area
                id=field_id
                class="box area"
                rows="3"
                inputmode=inputmode
                autocomplete="off"
                aria-describedby=described_by
                aria-invalid=invalid
                prop:value=first
                on:input=move |_| writing.typed()
                on:blur=move |_| writing.hand_over()
                on:compositionstart=move |_| compose(true)
                on:compositionend=move |_| compose(false)
            ></textarea>
        })
    } else {
        Either::Right(view! {
            <input
                node_ref=writing.nodes.line
                id=field_id
                type="text"
                class="box"
                inputmode=inputmode
                autocomplete="off"
                aria-describedby=described_by
                aria-invalid=invalid
                prop:value=first
                on:input=move |_| writing.typed()
                on:blur=move |_| writing.hand_over()
                on:compositionstart=move |_| compose(true)
                on:compositionend=move |_| compose(false)
            />
        })
    };
    let near = (limit / 10) as i64;
    let left = say_with(FIELDS.left, move || vec![("n", writing.room.get().to_string())]);
    let too_long = say_with(FIELDS.too_long, move || vec![("n", limit.to_string())]);
    let count = Memo::new(move |_| match writing.room.get() {
        ..0 => too_long.get(),
        room if room <= near => left.get(),
        _ => String::new(),
    });
    let over = move || writing.room.get() < 0;
    let pick = move |phrase: String| {
        let Some(node) = writing.nodes.get() else {
            return;
        };
        let mut text = node.text();
        if !text.is_empty() && !text.ends_with(char::is_whitespace) {
            text.push(if lines { '\n' } else { ' ' });
        }
        text.push_str(&phrase);
        let end = text.encode_utf16().count();
        node.show(&text, (end, end));
        node.focus();
        writing.typed();
        writing.hand_over();
    };
    view! {
        <Frame id described=described.clone() label hint problem help compact>
            {field}
            <p id=described.count() class="count" class:over=over aria-live="polite" hidden=move || count.with(String::is_empty)>
                {count}
            </p>
            {quick.map(|phrases| view! { <Quick phrases on_pick=pick/> })}
        </Frame>
    }
}

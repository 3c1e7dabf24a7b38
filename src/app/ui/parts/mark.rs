//! A mark drawn with a finger, in place of a signature. Whoever can't draw chooses another way to agree.

use engine::words::papers::PAPERS;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, MouseEvent};

use super::button::{Button, Kind};
use super::fresh_id;
use crate::ui::say;

/// The box in which a mark is drawn, in its own units.
const BOX: (f64, f64) = (300.0, 120.0);
/// The longest mark that is kept, in bytes of its path; what comes after is not drawn.
const LONGEST: usize = 6_000;

/// The place to draw. The value is an SVG path in a box of 300 by 120; empty while nothing is drawn.
#[component]
pub fn MarkPad(value: RwSignal<String>) -> impl IntoView {
    let drawing = StoredValue::new(false);
    let id = fresh_id("mark");
    let draw = move |event: &MouseEvent, begin: bool| {
        let Some(pad) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) else { return };
        let at = pad.get_bounding_client_rect();
        if at.width() <= 0.0 || at.height() <= 0.0 || value.with_untracked(String::len) > LONGEST {
            return;
        }
        let scale = |from: f64, size: f64, whole: f64| ((from / size * whole).round()).clamp(0.0, whole) as u32;
        let x = scale(f64::from(event.client_x()) - at.left(), at.width(), BOX.0);
        let y = scale(f64::from(event.client_y()) - at.top(), at.height(), BOX.1);
        // A touch without a move is a dot.
        let piece = if begin { format!("M{x} {y}h1") } else { format!("L{x} {y}") };
        value.update(|path| path.push_str(&piece));
    };
    view! {
        <div class="field">
            <p class="label" id=id.clone()>{say(PAPERS.mark)}</p>
            <svg
                class="mark-pad" viewBox="0 0 300 120" preserveAspectRatio="none" role="img" aria-labelledby=id
                on:pointerdown=move |event| {
                    // The words around are not marked by the same finger, and a line that leaves the box goes on at its edge.
                    event.prevent_default();
                    if let Some(pad) = event.current_target().and_then(|target| target.dyn_into::<Element>().ok()) {
                        pad.set_pointer_capture(event.pointer_id()).ok();
                    }
                    drawing.set_value(true);
                    draw(&event, true);
                }
                on:pointermove=move |event| if drawing.get_value() { draw(&event, false) }
                on:pointerup=move |_| drawing.set_value(false)
                on:pointercancel=move |_| drawing.set_value(false)
            >
                <path d=value/>
            </svg>
        </div>
        <Button label=PAPERS.mark_clear on_press=move |()| value.set(String::new()) kind=Kind::Quiet/>
    }
}

/// A mark that was drawn.
#[component]
pub fn Mark(path: String) -> impl IntoView {
    let label = say(PAPERS.mark_label);
    view! { <svg class="mark-pad drawn" viewBox="0 0 300 120" role="img" aria-label=label><path d=path/></svg> }
}

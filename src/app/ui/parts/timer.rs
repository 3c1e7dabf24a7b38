//! The ring timer: how much is left, roughly, without pressure. Never red, never a countdown of seconds.

use crate::ui::live;
use engine::words::parts::STATUS;
use leptos::prelude::*;

use crate::ui::icon::{Glyph, Icon};
use crate::ui::{say, say_with};

/// The ring's radius on a square of 120, and its length.
const RADIUS: f64 = 52.0;
const LENGTH: f64 = std::f64::consts::TAU * RADIUS;

/// A ring that shrinks with the time left. All of it follows from the wall clock outside.
#[component]
pub fn RingTimer(
    #[prop(into)] remaining_ms: Signal<i64>,
    #[prop(into)] total_ms: Signal<i64>,
    #[prop(optional, into)] paused: Signal<bool>,
) -> impl IntoView {
    // Whole minutes, rounded up; 0 once time is up; -1 stands for less than one.
    let minutes = Memo::new(move |_| match remaining_ms.get() {
        ..=0 => 0,
        1..60_000 => -1,
        left => (left + 59_999) / 60_000,
    });
    let many = say_with(STATUS.minutes_left, move || vec![("n", minutes.get().to_string())]);
    let (one, nearly, up) = (say(STATUS.minute_left), say(STATUS.nearly), say(STATUS.time_up));
    let left = Memo::new(move |_| match minutes.get() {
        0 => up().to_owned(),
        -1 => nearly().to_owned(),
        1 => one().to_owned(),
        _ => many.get(),
    });
    let stopped = say(STATUS.paused);
    let (unit_one, unit) = (say(STATUS.minute), say(STATUS.minutes));
    let number = move || match minutes.get() {
        0 => String::new(),
        -1 => "<1".to_owned(),
        minutes => minutes.to_string(),
    };
    let unit = move || match minutes.get() {
        0 => "",
        -1 | 1 => unit_one(),
        _ => unit(),
    };
    let gone = Memo::new(move |_| {
        let total = total_ms.get().max(1);
        let part = remaining_ms.get().clamp(0, total) as f64 / total as f64;
        // Steps of half a percent: enough for the eye, few for the phone.
        format!("{:.1}", LENGTH * (1.0 - (part * 200.0).ceil() / 200.0))
    });
    view! {
        <div class="timer" class:paused=paused class:time-up=move || minutes.get() == 0>
            <div class="ring" aria-hidden="true">
                <svg viewBox="0 0 120 120" focusable="false">
                    <circle class="ring-track" cx="60" cy="60" r=RADIUS/>
                    <circle
                        class="ring-left"
                        cx="60"
                        cy="60"
                        r=RADIUS
                        transform="rotate(-90 60 60)"
                        stroke-dasharray=format!("{LENGTH:.1}")
                        stroke-dashoffset=gone
                    />
                </svg>
                <span class="ring-face">
                    {live(move || (minutes.get() == 0).then(|| view! { <Glyph icon=Icon::Check/> }))}
                    <span class="ring-number">{number}</span>
                    <span class="ring-unit">{unit}</span>
                </span>
            </div>
            <div>
                <p class="timer-words" role="status">{left}</p>
                <p class="quiet" role="status">{live(move || if paused.get() { stopped() } else { "" })}</p>
            </div>
        </div>
    }
}

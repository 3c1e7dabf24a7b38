//! The second hand, and a clock that was set back or forward noticed while the page lives.

use engine::domain::Millis;
use leptos::prelude::{RwSignal, Set, window};

/// A wall clock that moves against the page's own by more than this has been set.
const JUMP: f64 = 30_000.0;

/// Ticks `signal` every second with the wall clock; calls `jumped` with the milliseconds by which it was set back.
///
/// A forward step is not told apart from sleep, and needs no care: time really passed.
pub fn start(signal: RwSignal<Millis>, jumped: impl Fn(Millis) + 'static) {
    let own = || window().performance().map_or(0.0, |performance| performance.now());
    let mut last = (js_sys::Date::now(), own());
    let tick = move || {
        let at = (js_sys::Date::now(), own());
        let set_by = (at.0 - last.0) - (at.1 - last.1);
        last = at;
        if set_by < -JUMP {
            jumped(set_by as Millis);
        }
        signal.set(at.0 as Millis);
    };
    gloo::timers::callback::Interval::new(1000, tick).forget();
}

//! Trembling hands: a repeated tap within 400 ms does nothing.

use std::cell::Cell;

use leptos::ev::MouseEvent;

/// Within this time a second tap counts as the first one still trembling.
const PAUSE_MS: f64 = 400.0;
/// And within this distance, even when a new screen has put another control there.
const NEAR_PX: i32 = 24;

#[derive(Clone, Copy)]
struct Press {
    at: f64,
    key: usize,
    place: Option<(i32, i32)>,
}

thread_local! {
    static LAST: Cell<Option<Press>> = const { Cell::new(None) };
    static KEYS: Cell<usize> = const { Cell::new(0) };
}

/// A number of its own for a control or an id.
pub fn fresh_number() -> usize {
    KEYS.with(|keys| {
        keys.set(keys.get() + 1);
        keys.get()
    })
}

/// Whether a press of the control `key` is meant; presses that are not are swallowed.
pub fn meant(event: &MouseEvent, key: usize) -> bool {
    // A press by keyboard or screen reader has no place and no click count.
    let place = (event.detail() > 0).then(|| (event.client_x(), event.client_y()));
    let press = Press { at: event.time_stamp(), key, place };
    let again = LAST.with(Cell::get).is_some_and(|last| repeats(&last, &press));
    if again {
        event.prevent_default();
        event.stop_propagation();
    } else {
        LAST.with(|last| last.set(Some(press)));
    }
    !again
}

fn repeats(last: &Press, press: &Press) -> bool {
    let near = match (last.place, press.place) {
        (Some((x, y)), Some((to_x, to_y))) => (x - to_x).abs() <= NEAR_PX && (y - to_y).abs() <= NEAR_PX,
        _ => false,
    };
    (0.0..PAUSE_MS).contains(&(press.at - last.at)) && (last.key == press.key || near)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trembling_hand_presses_once() {
        let first = Press { at: 1000.0, key: 1, place: Some((50, 50)) };
        let check = |at, key, place, expect| assert_eq!(repeats(&first, &Press { at, key, place }), expect);
        check(1300.0, 1, Some((50, 50)), true);
        check(1300.0, 2, Some((60, 58)), true); // the next screen's button under the same finger
        check(1300.0, 2, Some((50, 120)), false); // another thumb
        check(1300.0, 2, None, false);
        check(1300.0, 1, None, true);
        check(1400.0, 1, Some((50, 50)), false);
    }
}

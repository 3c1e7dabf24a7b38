//! A changing piece of a screen, its type forgotten: one copy of the machinery serves all of them.

use std::sync::{Arc, Mutex};

use leptos::prelude::*;
use leptos::tachys::reactive_graph::SharedReactiveFunction;

/// Shows what `make` makes, and again whenever what it read has changed.
pub fn live<V: IntoAny + 'static>(mut make: impl FnMut() -> V + Send + 'static) -> AnyView {
    let made: SharedReactiveFunction<AnyView> = Arc::new(Mutex::new(move || make().into_any()));
    made.into_any()
}

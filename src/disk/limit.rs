//! Time limits: IndexedDB can fall silent, and a person must be told so.

use std::cell::{Cell, RefCell};
use std::future::poll_fn;
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Poll, Waker};

use gloo::timers::callback::Timeout;

use crate::store::StoreError;

/// A timer this much late was held up: the phone slept, and the disk with it.
const LATE_MS: f64 = 3_000.0;

/// Awaits `work` for `limit_ms` of waking time, then says `Hung`. `work` stays as it is, to await again.
pub(crate) async fn within<T>(
    limit_ms: u32,
    work: &mut Pin<Box<impl Future<Output = Result<T, StoreError>>>>,
) -> Result<T, StoreError> {
    loop {
        let rang = Rc::new(Cell::new(false));
        let waker: Rc<RefCell<Option<Waker>>> = Rc::default();
        let started = js_sys::Date::now();
        let _timer = Timeout::new(limit_ms, {
            let (rang, waker) = (rang.clone(), waker.clone());
            move || {
                rang.set(true);
                if let Some(waker) = waker.take() {
                    waker.wake();
                }
            }
        });
        let found = poll_fn(|context| match work.as_mut().poll(context) {
            Poll::Ready(found) => Poll::Ready(Some(found)),
            Poll::Pending if rang.get() => Poll::Ready(None),
            Poll::Pending => {
                waker.replace(Some(context.waker().clone()));
                Poll::Pending
            }
        })
        .await;
        match found {
            Some(found) => return found,
            None if js_sys::Date::now() - started > f64::from(limit_ms) + LATE_MS => {}
            None => return Err(StoreError::Hung),
        }
    }
}

/// Waits.
pub(crate) async fn pause(ms: u32) {
    let mut never = Box::pin(std::future::pending::<Result<(), StoreError>>());
    let _ = within(ms, &mut never).await;
}

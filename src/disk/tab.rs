//! One tab writes; the others say so and can take over. A Web Lock decides, so that a closed or crashed tab
//! gives way by itself.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use gloo::events::EventListener;
use js_sys::{Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};
use web_sys::BroadcastChannel;

use crate::limit::pause;

/// The name of the lock, and of the channel on which a hand-over is asked for. Never changes.
const NAME: &str = "tongban-writer";

/// How long the writer has to store its drafts before it is taken over without being asked.
const PATIENCE_MS: u32 = 2_000;

/// Who writes.
pub enum Claim {
    /// This tab, until the guard is dropped or the lock is lost.
    Writer(WriterGuard),
    /// Another tab.
    Other,
}

/// What happens to the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriterEvent {
    /// Another tab asks to write: store the drafts, then drop the guard.
    Asked,
    /// The lock is gone: from now on this tab only reads.
    Lost,
}

/// Holds the lock. Dropping it lets the next tab write.
pub struct WriterGuard {
    release: Function,
    held: Rc<Cell<bool>>,
    _ear: Option<EventListener>,
    channel: Option<BroadcastChannel>,
}

impl WriterGuard {
    /// Whether this tab still writes.
    pub fn is_held(&self) -> bool {
        self.held.get()
    }
}

impl Drop for WriterGuard {
    fn drop(&mut self) {
        self.held.set(false);
        let _ = self.release.call0(&JsValue::UNDEFINED);
        if let Some(channel) = &self.channel {
            channel.close();
        }
    }
}

/// Becomes the writer if no other tab is.
pub async fn claim(tell: impl Fn(WriterEvent) + 'static) -> Claim {
    match request(Manner::IfFree, Rc::new(tell)).await {
        Some(guard) => Claim::Writer(guard),
        None => Claim::Other,
    }
}

/// Waits until no other tab writes, however long, then becomes the writer. `None`: no Web Locks here.
pub async fn wait_for_turn(tell: impl Fn(WriterEvent) + 'static) -> Option<WriterGuard> {
    request(Manner::InTurn, Rc::new(tell)).await
}

/// Becomes the writer: asks the other tab to hand over, and after two seconds takes it. `None`: no Web Locks here.
pub async fn take_over(tell: impl Fn(WriterEvent) + 'static) -> Option<WriterGuard> {
    let tell: Rc<dyn Fn(WriterEvent)> = Rc::new(tell);
    if let Ok(channel) = BroadcastChannel::new(NAME) {
        let _ = channel.post_message(&"hand over".into());
        channel.close();
    }
    for _ in 0..PATIENCE_MS / 100 {
        if let Some(guard) = request(Manner::IfFree, tell.clone()).await {
            return Some(guard);
        }
        pause(100).await;
    }
    request(Manner::Steal, tell).await
}

#[derive(Clone, Copy, PartialEq)]
enum Manner {
    IfFree,
    InTurn,
    Steal,
}

/// `None`: not granted.
async fn request(manner: Manner, tell: Rc<dyn Fn(WriterEvent)>) -> Option<WriterGuard> {
    let locks = locks()?;
    let options = Object::new();
    match manner {
        Manner::IfFree => Reflect::set(&options, &"ifAvailable".into(), &true.into()).ok()?,
        Manner::Steal => Reflect::set(&options, &"steal".into(), &true.into()).ok()?,
        Manner::InTurn => true,
    };
    let held = Rc::new(Cell::new(false));

    // `granted` settles as soon as it is known whose the lock is; the lock itself lives as long as the promise
    // that the callback returns, which `release` settles.
    let release: Rc<RefCell<Option<Function>>> = Rc::default();
    let mut whole = None;
    let granted = Promise::new(&mut |answer: Function, _| {
        let on_lock = Closure::once_into_js({
            let (held, release) = (held.clone(), release.clone());
            move |lock: JsValue| -> JsValue {
                let mine = !lock.is_null() && !lock.is_undefined();
                held.set(mine);
                let kept = match mine {
                    true => Promise::new(&mut |let_go: Function, _| *release.borrow_mut() = Some(let_go)).into(),
                    false => JsValue::UNDEFINED,
                };
                let _ = answer.call1(&JsValue::UNDEFINED, &mine.into());
                kept
            }
        });
        whole = locks.request(NAME, &options, on_lock.unchecked_ref()).ok();
    });
    let whole = whole?;
    spawn_local({
        let (held, tell) = (held.clone(), tell.clone());
        async move {
            // It settles when the guard is dropped; it fails when another tab stole the lock.
            if JsFuture::from(whole).await.is_err() && held.replace(false) {
                tell(WriterEvent::Lost);
            }
        }
    });
    let mine = JsFuture::from(granted).await.ok()?.as_bool()?;
    let release = release.take();
    if !mine {
        return None;
    }
    let channel = BroadcastChannel::new(NAME).ok();
    let ear = channel.as_ref().map(|channel| {
        let held = held.clone();
        EventListener::new(channel, "message", move |_| {
            if held.get() {
                // Not while the ear is hearing: the answer may be to drop the guard, and this ear with it.
                let tell = tell.clone();
                spawn_local(async move { tell(WriterEvent::Asked) });
            }
        })
    });
    Some(WriterGuard { release: release?, held, _ear: ear, channel })
}

#[wasm_bindgen]
extern "C" {
    /// web-sys keeps Web Locks behind an unstable flag.
    type LockManager;

    #[wasm_bindgen(method, catch)]
    fn request(this: &LockManager, name: &str, options: &Object, callback: &Function) -> Result<Promise, JsValue>;
}

fn locks() -> Option<LockManager> {
    let navigator = Reflect::get(&js_sys::global(), &"navigator".into()).ok()?;
    let locks = Reflect::get(&navigator, &"locks".into()).ok()?;
    (!locks.is_undefined()).then(|| locks.unchecked_into())
}

//! Misfortunes, brought on the running page of the release build: storage that fails in each way that browsers
//! know, a clock that jumps, a line that drops. They last until the next load of the page.

use serde_json::{Value, json};

use crate::browser::{Browser, Engine};

const FAULTS: &str = include_str!("page/faults.js");

/// How storage fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// The transaction is aborted without a reason.
    Abort,
    /// The disk is full: the transaction is aborted, its error says so.
    Quota,
    /// The browser closed the connection: `close` fires, new transactions are refused on it.
    Closed,
    /// A transaction cannot be begun.
    Refused,
    /// The transaction never ends (until [`heal`]).
    Hang,
    /// Reads find nothing, and no error says so.
    SilentNull,
}

impl Fault {
    /// All.
    pub const ALL: [Fault; 6] =
        [Fault::Abort, Fault::Quota, Fault::Closed, Fault::Refused, Fault::Hang, Fault::SilentNull];

    fn slug(self) -> &'static str {
        match self {
            Fault::Abort => "abort",
            Fault::Quota => "quota",
            Fault::Closed => "close",
            Fault::Refused => "refuse",
            Fault::Hang => "hang",
            Fault::SilentNull => "null",
        }
    }
}

/// Breaks the next `times` calls; all of them if 0.
#[track_caller]
pub fn arm(browser: &Browser, fault: Fault, times: u32) {
    act(browser, "arm(arguments[0], arguments[1])", vec![json!(fault.slug()), json!(times)]);
}

/// Makes storage well again.
#[track_caller]
pub fn heal(browser: &Browser) {
    act(browser, "heal()", vec![]);
}

/// How often the armed fault has struck: a test of a fault that was never met proves nothing.
#[track_caller]
pub fn met(browser: &Browser) -> u64 {
    act(browser, "met()", vec![]).as_u64().unwrap_or_default()
}

/// Keeps what is to be stored of records waiting from now on.
const HOLD: &str = "const hold = (done) => {
        const asked = indexedDB.open('tongban');
        window.holds = true;
        asked.onerror = () => done(String(asked.error));
        asked.onsuccess = () => {
            const ops = asked.result.transaction('ops').objectStore('ops');
            const again = () => window.holds ? ops.get('held').onsuccess = again : asked.result.close();
            again();
            done(true);
        };
    };";

/// From the next time that a worker is to store something, it waits until [`lets_go`]: a phone that is slow to store. A store waits fifteen seconds at most.
#[track_caller]
pub fn holds(browser: &Browser) {
    let body = "window.stores = false;
        const make = window.tongbanWorker, stores = /\"(in|parts|pieces|items)\":/;
        window.tongbanWorker = () => {
            const worker = make(), post = worker.postMessage.bind(worker);
            worker.postMessage = (message) => {
                if (!stores.test(message[0])) return post(message);
                window.tongbanWorker = make;
                worker.addEventListener('message', ({ data }) => { window.stores ||= data[0] === 'far'; });
                hold(() => post(message));
            };
            return worker;
        };";
    browser.script(&format!("{HOLD} {body}"), vec![]);
}

/// Whether the worker that [`holds`] waited for came to where it stores.
pub fn stores(browser: &Browser) -> Result<(), String> {
    let begun = browser.try_script("return window.stores === true", vec![])?;
    if begun == json!(true) { Ok(()) } else { Err("nothing is to be stored yet".to_owned()) }
}

/// Ends what [`holds`] began.
#[track_caller]
pub fn lets_go(browser: &Browser) {
    browser.script("window.holds = false", vec![]);
}

/// Shifts the page's clock by `millis` against the real one.
#[track_caller]
pub fn shift_clock(browser: &Browser, millis: i64) {
    act(browser, "shift(arguments[0])", vec![json!(millis)]);
}

/// The same for every later page too, from its first script on. Chromium only.
pub fn shift_clock_for_good(browser: &Browser, millis: i64) {
    assert_eq!(browser.engine, Engine::Chromium, "only Chromium lets a script in before the page's own");
    browser.before_load(&format!("{FAULTS}\ntongbanFaults.shift({millis});"));
}

/// Storage that fails from the first script of every later page on. Chromium only.
pub fn arm_for_good(browser: &Browser, fault: Fault) {
    browser.before_load(&format!("{FAULTS}\ntongbanFaults.arm('{}', 0);", fault.slug()));
}

/// Tells the page that the line is up or down.
#[track_caller]
pub fn line(browser: &Browser, up: bool) {
    act(browser, "line(arguments[0])", vec![json!(up)]);
}

/// Deletes all IndexedDB databases, as a browser does that clears "site data", and returns their names.
#[track_caller]
pub fn delete_databases(browser: &Browser) -> Value {
    let body = "const done = arguments[arguments.length - 1];
        indexedDB.databases().then((list) => Promise.all(list.map(({ name }) => new Promise((resolve) => {
            const asked = indexedDB.deleteDatabase(name);
            asked.onsuccess = () => resolve(name);
            asked.onerror = asked.onblocked = () => resolve('blocked: ' + name);
        })))).then(done, (cause) => done('' + cause));";
    browser.script_async(body, vec![])
}

/// What a defect of ours ends in as well: WebAssembly that is told to do what it cannot.
#[track_caller]
pub fn stop(browser: &Browser) {
    let body = "const wasm = [0,97,115,109,1,0,0,0,1,4,1,96,0,0,3,2,1,0,7,5,1,1,102,0,0,10,5,1,3,0,0,11];
        const { Instance, Module } = window.WebAssembly;
        const instance = new Instance(new Module(new window.Uint8Array(wasm)));
        setTimeout(instance.exports.f);";
    browser.script(body, vec![]);
}

/// How many rows a table has.
#[track_caller]
pub fn rows(browser: &Browser, table: &str) -> u64 {
    let body = "const [table, done] = arguments;
        const asked = indexedDB.open('tongban');
        asked.onerror = () => done(0);
        asked.onupgradeneeded = () => asked.transaction.abort();
        asked.onsuccess = () => {
            const count = asked.result.transaction(table).objectStore(table).count();
            count.onsuccess = () => { asked.result.close(); done(count.result); };
        };";
    browser.script_async(body, vec![json!(table)]).as_u64().unwrap_or(0)
}

/// Changes a byte in every row of a table whose key starts so, as a worn-out memory does; how many there were.
#[track_caller]
pub fn damage(browser: &Browser, table: &str, start: &str) -> u64 {
    let body = "const [table, start, done] = arguments;
        (async () => {
            const asked = (request) => new Promise((yes, no) => { request.onsuccess = () => yes(request.result); request.onerror = () => no(request.error); });
            let changed = 0;
            for (const { name, version } of await indexedDB.databases()) {
                const database = await asked(indexedDB.open(name, version));
                if (database.objectStoreNames.contains(table)) {
                    const rows = database.transaction(table, 'readwrite').objectStore(table);
                    for (const key of await asked(rows.getAllKeys())) {
                        if (typeof key !== 'string' || !key.startsWith(start)) continue;
                        const bytes = await asked(rows.get(key));
                        bytes[bytes.length - 1] ^= 1;
                        await asked(rows.put(bytes, key));
                        changed += 1;
                    }
                }
                database.close();
            }
            return changed;
        })().then(done, (cause) => done(String(cause)));";
    browser.script_async(body, vec![json!(table), json!(start)]).as_u64().unwrap_or(0)
}

/// Puts a row that does not open, as a half-written one; 1 if it is there.
#[track_caller]
pub fn rubbish(browser: &Browser, table: &str, key: &str) -> u64 {
    let body = "const [table, key, done] = arguments;
        const asked = indexedDB.open('tongban');
        asked.onerror = () => done(0);
        asked.onupgradeneeded = () => asked.transaction.abort();
        asked.onsuccess = () => {
            const work = asked.result.transaction(table, 'readwrite');
            work.objectStore(table).put(new Uint8Array(64), key);
            work.oncomplete = () => { asked.result.close(); done(1); };
            work.onabort = () => done(0);
        };";
    browser.script_async(body, vec![json!(table), json!(key)]).as_u64().unwrap_or(0)
}

#[track_caller]
fn act(browser: &Browser, call: &str, arguments: Vec<Value>) -> Value {
    browser.script(&format!("{FAULTS}\nreturn window.tongbanFaults.{call};"), arguments)
}

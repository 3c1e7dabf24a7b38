// Breaks storage, clock and network under the running page. Installed once per load; `tongbanFault` arms it.
if (!window.tongbanFaults) {
  const state = { kind: null, times: 0, met: 0 };
  const met = () => { state.met += 1; if (state.times !== Infinity && --state.times <= 0) state.kind = null; };
  const armed = (kind) => state.kind === kind && state.times > 0;
  const blind = () => armed('null');

  const transaction = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (...given) {
    if (armed('close')) {
      met();
      this.close();
      this.dispatchEvent(new Event('close'));
    } else if (armed('refuse')) {
      met();
      throw new DOMException('The database connection is closing.', 'InvalidStateError');
    }
    return transaction.apply(this, given);
  };

  const broken = new WeakSet();
  // A disk fails when it is written to, not while one still says what to write: at the commit, or at the first success.
  const doomed = new WeakSet();
  // One that hangs does not commit when told so, either.
  const hung = new WeakSet();
  const fail = (act) => { if (doomed.delete(act)) act.abort(); };
  const commit = IDBTransaction.prototype.commit;
  if (commit) IDBTransaction.prototype.commit = function () {
    if (doomed.has(this)) return fail(this);
    return hung.has(this) ? undefined : commit.apply(this);
  };
  const strike = (store, request) => {
    const act = store.transaction;
    if (broken.has(act)) return;
    if (armed('abort')) {
      broken.add(act); met();
      doomed.add(act);
      request.addEventListener('success', () => fail(act));
    } else if (armed('quota')) {
      broken.add(act); met();
      // A full disk is told by the transaction's own error, with no failed request.
      Object.defineProperty(act, 'error', { value: new DOMException('The quota has been exceeded.', 'QuotaExceededError') });
      doomed.add(act);
      request.addEventListener('success', () => fail(act));
    } else if (armed('hang')) {
      broken.add(act); met();
      hung.add(act);
      // A transaction lives as long as it is asked for more.
      const more = () => { const asked = store.count(); asked.onsuccess = () => { if (!state.released) more(); }; };
      more();
    }
    return request;
  };
  for (const method of ['put', 'add', 'delete', 'clear']) {
    const original = IDBObjectStore.prototype[method];
    IDBObjectStore.prototype[method] = function (...given) {
      const request = original.apply(this, given);
      strike(this, request);
      return request;
    };
  }
  const empty = { get: undefined, getKey: undefined, getAll: [], getAllKeys: [], count: 0, openCursor: null, openKeyCursor: null };
  for (const kind of [IDBObjectStore, IDBIndex]) {
    for (const [method, nothing] of Object.entries(empty)) {
      const original = kind.prototype[method];
      if (!original) continue;
      kind.prototype[method] = function (...given) {
        const request = original.apply(this, given);
        if (blind()) { met(); Object.defineProperty(request, 'result', { get: () => (Array.isArray(nothing) ? [] : nothing) }); }
        return request;
      };
    }
  }

  const RealDate = Date;
  let shift = 0;
  const shifted = () => RealDate.now() + shift;
  window.Date = class Date extends RealDate {
    constructor(...given) { if (given.length) super(...given); else super(shifted()); }
    static now() { return shifted(); }
  };
  window.tongbanFaults = {
    arm(kind, times) { state.kind = kind; state.times = times || Infinity; state.met = 0; state.released = false; },
    heal() { state.kind = null; state.times = 0; state.released = true; },
    met: () => state.met,
    shift(by) { shift = by; },
    line(up) {
      Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => up });
      window.dispatchEvent(new Event(up ? 'online' : 'offline'));
    },
  };
}

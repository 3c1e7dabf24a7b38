// Starts the app: checks that the browser is new enough, sets the page's own rules for
// markup (Trusted Types), loads the wasm, and registers the service worker.
//
// To the app it gives: the event `tongban-update` on window when a new version waits
// (`window.tongbanUpdateWaiting` says so too, to whoever comes later), and the function
// `window.tongbanUpdate()`, which switches to it and reloads this tab.
// `window.tongbanInstall` is the browser's offer to install, if it came;
// `window.tongbanCompile(address)` is for the wasm that comes after the first screen;
// `window.tongbanWorker()` makes a worker for what would keep the page waiting.
// The build writes the names in double braces.

const appScript = '{{app}}';
const appWasm = '{{wasm}}';
const serviceWorker = '{{service-worker}}';
const workScript = '{{work}}';
const day = 24 * 3600 * 1000;

window.tongbanBoot = true;
window.tongbanCompile = compile;
window.tongbanWorker = () => new Worker(policies.createScriptURL(workScript), { type: 'module' });
// The browser may offer to install the app before the app is there to listen.
window.addEventListener('beforeinstallprompt', (event) => {
  event.preventDefault();
  window.tongbanInstall = event;
});
const policies = trustedTypePolicies();
if (isOldBrowser()) show('unsupported');
else load().catch(failed).then(watchForUpdates).catch(console.warn);

// A defect of ours or of the browser's compiler: nothing on the page answers any more, and nobody would say so.
for (const name of ['error', 'unhandledrejection']) {
  window.addEventListener(name, ({ error, reason }) => {
    if ((error ?? reason) instanceof WebAssembly.RuntimeError) show('stopped');
  });
}

async function load() {
  const [app, module] = await Promise.all([import(appScript), compile(appWasm)]);
  await app.default({ module_or_path: module });
}

function failed(cause) {
  console.error(cause);
  show('load-failed');
  return 'failed';
}

// Streaming fails on a wrong MIME type and in some WebViews; an array buffer does not.
async function compile(address) {
  try {
    return await WebAssembly.compileStreaming(fetch(address));
  } catch (cause) {
    console.warn('streaming failed, loading whole', cause);
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return WebAssembly.compile(await response.arrayBuffer());
  }
}

// The floor: Chrome and WebView 96 (reference types in wasm), Safari 16 (overflow: clip),
// Firefox 100 (WritableStream), and no lockdown mode, which has no WebAssembly.
function isOldBrowser() {
  try {
    const withExternref = new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0, 1, 5, 1, 96, 1, 111, 0]);
    return !(WebAssembly.validate(withExternref)
      && 'indexedDB' in window && window.indexedDB !== null
      && 'getRandomValues' in crypto
      && 'WritableStream' in window
      && 'at' in Array.prototype
      && CSS.supports('overflow', 'clip'));
  } catch {
    return true;
  }
}

// `tongban` allows two addresses for workers. `default` is where Leptos' templates pass:
// markup that the `view!` macro wrote at compile time and sets through `innerHTML`.
// It lets through plain elements only: nothing that runs, loads or points elsewhere.
function trustedTypePolicies() {
  const types = window.trustedTypes;
  const same = (text) => text;
  if (!types) return { createScriptURL: same };
  types.createPolicy('default', {
    createHTML: (markup) => {
      if (isPlainMarkup(markup)) return markup;
      throw new TypeError('markup refused: ' + markup.slice(0, 80));
    },
  });
  return types.createPolicy('tongban', {
    createScriptURL: (address) => {
      if (address && (address === serviceWorker || address === workScript)) return address;
      throw new TypeError('address refused: ' + address);
    },
  });
}

function isPlainMarkup(markup) {
  const tag = /<\/?([a-z][a-z0-9-]*)((?:\s+[^\s"'<>=/]+(?:="[^"<>]*")?)*)\s*\/?>/gi;
  const attribute = /\s+([^\s"'<>=/]+)(?:="([^"<>]*)")?/g;
  const active = /^(script|style|iframe|frame|object|embed|link|meta|base|animate|set)$/i;
  const running = /^(on.*|srcdoc|srcset|style|action|formaction|ping|data)$/i;
  const pointing = /(^|:)(href|src)$/i;
  const local = /^(#[^"]*|(\.\/)?[\w-][\w./-]*)$/;
  let plain = true;
  const rest = markup.replace(tag, (_, name, attributes) => {
    if (active.test(name)) plain = false;
    for (const [, key, value = ''] of attributes.matchAll(attribute)) {
      if (running.test(key) || (pointing.test(key) && !local.test(value))) plain = false;
    }
    return '';
  });
  return plain && !rest.includes('<');
}

// A page that failed takes a waiting version at once: there is nothing on it to lose.
async function watchForUpdates(outcome) {
  if (!serviceWorker || !('serviceWorker' in navigator)) return;
  const workers = navigator.serviceWorker;
  const address = policies.createScriptURL(serviceWorker);
  const registration = await workers.register(address, { updateViaCache: 'none' });
  window.tongbanUpdate = () => {
    if (!registration.waiting) return location.reload();
    workers.addEventListener('controllerchange', () => location.reload(), { once: true });
    registration.waiting.postMessage({ type: 'switch' });
  };
  const tell = () => {
    if (outcome === 'failed') return window.tongbanUpdate();
    window.tongbanUpdateWaiting = true;
    window.dispatchEvent(new Event('tongban-update'));
  };
  // Without an older one this is the first visit, and nothing is being replaced. (Whether one controls the page says
  // nothing: the first one may have taken it over before the page hears that it is installed.)
  if (registration.waiting && registration.active) tell();
  registration.addEventListener('updatefound', () => {
    const { active, installing: fresh } = registration;
    fresh?.addEventListener('statechange', () => {
      if (fresh.state === 'installed' && active) tell();
    });
  });
  // Browsers look by themselves at a start, Firefox only once the service worker has had
  // nothing to do for half a minute. An installed app may stay open for weeks: it looks
  // once a day when it comes to the front.
  let looked = 0;
  const look = () => {
    if (document.visibilityState !== 'visible' || Date.now() - looked < day) return;
    looked = Date.now();
    registration.update().catch(() => {});
  };
  document.addEventListener('visibilitychange', look);
  if (workers.controller) look();
}

function show(id) {
  document.getElementById(id)?.removeAttribute('hidden');
  document.getElementById('loading')?.setAttribute('hidden', '');
  for (const button of document.querySelectorAll('[data-reload]')) {
    button.addEventListener('click', () => location.reload());
  }
}

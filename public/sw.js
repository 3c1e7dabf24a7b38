// The service worker: one version of the site is one set of files, and a page only
// ever gets files of one set. It installs beside the running version and waits; the
// page asks ("switch") when the person says so. It never leaves a page blank: what the
// cache lacks comes from the network, and without a network there is a sentence to read.
//
// The build writes the version and the list. Each entry names a file and its hash; the
// browser refuses a file that is not exactly that one, so a set cannot be mixed while a
// new site is being uploaded.

const version = '{{version}}';
const files = JSON.parse('{{precache}}');
const prefix = 'tongban-';
const name = prefix + version;
const list = './__files';

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
self.addEventListener('message', (event) => {
  if (event.data && event.data.type === 'switch') self.skipWaiting();
});
self.addEventListener('fetch', (event) => {
  const request = event.request;
  const scope = self.registration.scope;
  // What passes between phones is never kept here.
  const here = request.url.startsWith(scope) && !request.url.startsWith(`${scope}relay/`);
  if (request.method === 'GET' && here) event.respondWith(answer(request));
});

async function install() {
  const cache = await caches.open(name);
  const known = await knownFiles();
  await Promise.all(files.map(async ([path, integrity]) => {
    const same = known.get(integrity);
    await cache.put(path, same || await fetchExactly(path, integrity));
  }));
  await cache.put(list, new Response(JSON.stringify(files)));
}

// Takes what the browser has if it is the right file, else asks the server.
async function fetchExactly(path, integrity) {
  const ask = async (mode) => {
    const response = await fetch(path, { cache: mode, integrity, credentials: 'same-origin' });
    if (!response.ok || response.redirected) throw new Error(`${path}: ${response.status}`);
    return response;
  };
  return ask('default').catch(() => ask('reload'));
}

// Files of the versions already here, by hash: an update fetches only what changed.
async function knownFiles() {
  const known = new Map();
  for (const old of await ourCaches()) {
    const cache = await caches.open(old);
    const entry = await cache.match(list);
    if (!entry) continue;
    for (const [path, integrity] of await entry.json()) {
      const response = await cache.match(path);
      if (response) known.set(integrity, response);
    }
  }
  const copied = { get: (integrity) => known.get(integrity)?.clone() };
  return copied;
}

async function activate() {
  for (const old of await ourCaches()) if (old !== name) await caches.delete(old);
  await self.clients.claim();
}

async function ourCaches() {
  return (await caches.keys()).filter((key) => key.startsWith(prefix));
}

async function answer(request) {
  const opening = request.mode === 'navigate';
  try {
    const cache = await caches.open(name);
    // What is opened is the page, but for a file that a link leads to, such as the schema of the tables.
    const kept = (await cache.match(opening ? request.url : request, { ignoreSearch: opening }))
      || (opening && (await cache.match('./')));
    if (kept) return kept;
  } catch {
    // Storage that fails must not keep the page from the network.
  }
  try {
    return await fetch(request);
  } catch (cause) {
    if (!opening) throw cause;
    const text = '没有网络，应用也不在本机。请连接网络后刷新。\n'
      + 'No network, and the app is not on this device. Connect, then reload.';
    return new Response(text, {
      status: 503,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  }
}

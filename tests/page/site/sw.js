const files = ['./', 'page.css', 'page.js'];
self.addEventListener('install', (event) => event.waitUntil(caches.open('one').then((cache) => cache.addAll(files))));
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
self.addEventListener('fetch', (event) => event.respondWith(caches.match(event.request, { ignoreSearch: true }).then((hit) => hit || fetch(event.request))));

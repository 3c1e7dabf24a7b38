// A small page that behaves like the app where the harness can tell: it saves as one types, then says so.
const by = (id) => document.getElementById(id);
const chip = (state) => { by('chip').dataset.save = state; by('chip').textContent = state; };
const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open('try', 1);
  asked.onupgradeneeded = () => asked.result.createObjectStore('rows');
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});
const save = async (key, value) => {
  chip('saving');
  try {
    const act = (await opened).transaction('rows', 'readwrite', { durability: 'strict' });
    act.oncomplete = () => chip('saved');
    act.onabort = () => chip(act.error && act.error.name === 'QuotaExceededError' ? 'full' : 'not saved');
    act.objectStore('rows').put(value, key);
  } catch (cause) { chip('not saved'); }
};
const read = async (key) => new Promise((resolve) => {
  opened.then((base) => { const asked = base.transaction('rows').objectStore('rows').get(key); asked.onsuccess = () => resolve(asked.result); });
});
let counted = 0;
by('count').onclick = () => { counted += 1; by('counted').textContent = counted; save('counted', counted); };
by('low').onclick = () => { by('said').textContent = 'You reached the end at ' + new Date().getFullYear() + (navigator.onLine ? ', line up' : ', line down'); };
let pause;
by('note').oninput = () => { chip('typing'); clearTimeout(pause); pause = setTimeout(() => save('note', by('note').value), 300); };
by('day').onchange = () => save('day', by('day').value);
document.querySelectorAll('[name=worry]').forEach((radio) => { radio.onchange = () => { by('worry').textContent = radio.value; save('worry', radio.value); }; });
window.onhashchange = () => { by('said').textContent = 'Now at ' + location.hash; };
by('language').textContent = 'Speaks ' + navigator.language;
read('counted').then((value) => { counted = value || 0; by('counted').textContent = counted; });
read('note').then((value) => { by('note').value = value || ''; });
if (navigator.serviceWorker) {
  const worker = window.trustedTypes ? trustedTypes.createPolicy('tongban', { createScriptURL: (url) => url }).createScriptURL('sw.js') : 'sw.js';
  navigator.serviceWorker.register(worker).then(() => navigator.serviceWorker.ready).then(() => { by('said').textContent = 'works without a network'; },
    (cause) => { by('said').textContent = 'no worker: ' + cause; });
} else by('said').textContent = 'no worker here';

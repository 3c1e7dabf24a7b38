// Drives the app from inside, for a browser that no WebDriver holds: goes through the first run, opens a field, tells
// what it holds, then writes one more number every 25 ms. Tells what stood in the field while the chip said "saved".
// The test writes the words in double braces.
const words = JSON.parse('{{words}}');
const tell = (kind, text) => fetch('./tell/' + kind, { method: 'POST', body: text }).catch(() => {});
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
// Tells every five seconds what it still waits for and what the page shows.
const until = async (look, what) => {
  for (let waited = 0; ; waited += 1) {
    const found = look();
    if (found) return found;
    if (waited % 100 === 99) tell('waiting', what + ' at ' + location.hash + ': ' + document.body.innerText);
    await sleep(50);
  }
};
const button = (name) => [...document.querySelectorAll('main button')].find((one) => one.innerText.trim() === name);
const area = () => [...document.querySelectorAll('textarea')].find((one) => one.labels[0].innerText.startsWith(words.field));
const chip = () => document.querySelector('[data-save]');

// A browser's compiler can fail by itself (WebKit's does, once in hundreds of first runs on a busy machine). The page says so then, and
// somebody loads it again. Anything else that stops the app is a defect of ours.
let stopped = false;
window.addEventListener('error', async ({ error, message }) => {
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  stopped = true;
  await tell(message.includes('Out of bounds memory access') ? 'stopped' : 'failed', message);
  (await until(() => document.querySelector('#stopped:not([hidden]) button'), 'the way on')).click();
});

async function main() {
  tell('waiting', 'the app');
  const there = () => area() || chip()?.dataset.save === 'saved';
  while (!there()) {
    const next = await until(() => there() || [words.language, words.try_first, words.no_lock].map(button).find(Boolean), 'the app');
    next.click?.();
    await sleep(700);
  }
  location.hash = '#/me/community';
  const field = await until(area, words.field);
  await sleep(500);
  await tell('held', area().value);
  let number = 0, told = '';
  setInterval(() => {
    if (stopped) return;
    if (chip().dataset.save === 'saved' && told !== field.value) {
      told = field.value;
      tell('saved', told);
    }
    number += 1;
    field.value += ' ' + number;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    field.dispatchEvent(new Event('blur'));
  }, 25);
}
main().catch((cause) => tell('failed', String(cause)));

// Drives the app from inside, for a browser that no WebDriver holds: goes through the first run, opens a field, tells
// what it holds, then writes one more number every 25 ms. Tells what stood in the field while the chip said "saved".
// The test writes the words in double braces.
const words = JSON.parse('{{words}}');
const tell = (kind, text) => fetch('./tell/' + kind, { method: 'POST', body: text }).catch(() => {});
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const until = async (look) => {
  for (;;) {
    const found = look();
    if (found) return found;
    await sleep(50);
  }
};
const button = (name) => [...document.querySelectorAll('main button')].find((one) => one.innerText.trim() === name);
const area = () => [...document.querySelectorAll('textarea')].find((one) => one.labels[0].innerText.startsWith(words.field));
const chip = () => document.querySelector('[data-save]');

async function main() {
  await until(() => area() || button(words.language));
  for (const name of area() ? [] : [words.language, words.try_first, words.no_lock]) {
    (await until(() => button(name))).click();
    await sleep(700);
  }
  await until(() => chip()?.dataset.save === 'saved' || area());
  location.hash = '#/me/community';
  const field = await until(area);
  await sleep(500);
  await tell('held', area().value);
  let number = 0, told = '';
  setInterval(() => {
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

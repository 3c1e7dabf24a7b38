// Heavy work beside the page: backups and workbooks. A worker runs the app's own module without its screens, so that the page
// stays awake, and the work can be stopped by ending the worker.
//
// The page sends files, one after the other, and then a message, `[task, module, kind]`, as `src/app/aside` says. What comes back
// begins with what it is: `ready`, `far` (how far, of a hundred), `done`, or `missing` where the module cannot be had. With a kind,
// the first file leaves the app and is made a Blob of it here: whoever makes one waits for the browser. Work that stores something
// is not ended in the middle: it is told to `stop`. The build writes the names in double braces.

import start, { work } from '{{app}}';

// Files are handed over, not copied: the page would stand still for a large one.
const say = (word, said, files = []) =>
  self.postMessage([word, said, files], files.filter((file) => file.buffer).map((file) => file.buffer));
const leaving = (type) => (word, said, [first, ...files] = []) =>
  say(word, said, first ? [new Blob([first], { type }), ...files] : files);

self.tongbanCompile = compile;
let given = [];
self.onmessage = async ({ data }) => {
  if (data instanceof Uint8Array) return void given.push(data);
  self.tongbanStop = data === 'stop';
  if (self.tongbanStop) return;
  try {
    const [task, module, kind] = data;
    const files = given;
    given = [];
    await start({ module_or_path: await compile('{{wasm}}') });
    say('ready');
    work(task, files, module, kind ? leaving(kind) : say);
  } catch (cause) {
    console.error(cause);
    say('missing');
  }
};

// As in boot.js: streaming fails in some WebViews, an array buffer does not.
async function compile(address) {
  try {
    return await WebAssembly.compileStreaming(fetch(address));
  } catch {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    return WebAssembly.compile(await response.arrayBuffer());
  }
}

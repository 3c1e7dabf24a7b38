// A recorder whose time runs fast: what it hands over is real sound in real WebM, five seconds a piece, but it comes as soon as the
// app has stored the piece before. Sixty seconds are encoded (Opus, 24 kbit/s); their packets come again and again, each with its
// own time, so that the file is as long as it says.
window.fastRecorder = (() => {
  const real = performance.now.bind(performance);
  let shift = 0;
  performance.now = () => real() + shift;

  const bytes = (...parts) => {
    const flat = parts.map((part) => (typeof part === 'string' ? new TextEncoder().encode(part) : Uint8Array.from(part)));
    const all = new Uint8Array(flat.reduce((sum, part) => sum + part.length, 0));
    flat.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    return all;
  };
  const number = (value, length) => Array.from({ length }, (_, at) => Math.floor(value / 256 ** (length - 1 - at)) % 256);
  const hex = (id) => id.match(/../g).map((pair) => parseInt(pair, 16));
  const element = (id, ...parts) => {
    const inside = bytes(...parts);
    return bytes(hex(id), [1], number(inside.length, 7), inside);
  };
  const opus = bytes('OpusHead', [1, 1, 0x38, 1, 0x80, 0xbb, 0, 0, 0, 0, 0]);
  const head = bytes(
    element('1a45dfa3', element('4286', [1]), element('42f7', [1]), element('42f2', [4]), element('42f3', [8]),
      element('4282', 'webm'), element('4287', [4]), element('4285', [2])),
    hex('18538067'), hex('01ffffffffffffff'),
    element('1549a966', element('2ad7b1', number(1000000, 3)), element('4d80', 'test'), element('5741', 'test')),
    element('1654ae6b', element('ae', element('d7', [1]), element('73c5', [1]), element('83', [2]), element('86', 'A_OPUS'),
      element('63a2', opus), element('e1', element('b5', hex('473b8000'), []), element('9f', [1])))));

  let packets = null;
  const encode = async () => {
    const made = [];
    const encoder = new AudioEncoder({ output: (chunk) => { const data = new Uint8Array(chunk.byteLength); chunk.copyTo(data); made.push(data); }, error: (cause) => { throw cause; } });
    encoder.configure({ codec: 'opus', sampleRate: 48000, numberOfChannels: 1, bitrate: 24000, opus: { frameDuration: 20000 } });
    for (let second = 0; second < 60; second += 1) {
      // Something like a voice: a tone that wanders, with breath in it.
      const data = Float32Array.from({ length: 48000 }, (_, at) => {
        const time = second + at / 48000;
        return 0.3 * Math.sin(2 * Math.PI * (180 + 60 * Math.sin(time * 3)) * time) * Math.abs(Math.sin(time * 4)) + 0.05 * (Math.random() - 0.5);
      });
      encoder.encode(new AudioData({ format: 'f32', sampleRate: 48000, numberOfFrames: 48000, numberOfChannels: 1, timestamp: second * 1e6, data }));
    }
    await encoder.flush();
    return made.slice(0, 3000);
  };
  const piece = (at) => {
    const blocks = Array.from({ length: 250 }, (_, block) =>
      element('a3', [0x81], number(block * 20, 2), [0x80], packets[(at * 250 + block) % packets.length]));
    const cluster = element('1f43b675', element('e7', number(at * 5000, 4)), ...blocks);
    return new Blob(at === 0 ? [head, cluster] : [cluster], { type: 'audio/webm;codecs=opus' });
  };

  const fast = { recorder: null, asked: null, took: [] };
  window.MediaRecorder = class {
    static isTypeSupported(type) { return type.startsWith('audio/webm'); }
    constructor(stream, options) { this.state = 'inactive'; fast.asked = { ...options }; fast.recorder = this; this.given = 0; }
    start(slice) { this.state = 'recording'; fast.asked.slice = slice; }
    give(data) { this.ondataavailable?.(Object.assign(new Event('dataavailable'), { data })); }
    stop() { this.state = 'inactive'; this.give(new Blob([])); this.onstop?.(new Event('stop')); }
  };
  const stored = () => Number(document.querySelector('[data-stored]')?.dataset.stored ?? -1);
  fast.prepare = async () => { packets = await encode(); return packets.reduce((sum, packet) => sum + packet.length, 0) * 8 / 60; };
  // So many pieces, one after the other; how long each took to lie on the disk, in milliseconds.
  fast.feed = async (many) => {
    const took = [];
    for (let at = 0; at < many; at += 1) {
      const before = stored();
      shift += 5000;
      const begun = real();
      const from = fast.recorder.given++;
      fast.recorder.give(piece(from));
      while (stored() <= before) await new Promise((next) => setTimeout(next, 1));
      took.push(real() - begun);
    }
    return took;
  };
  return fast;
})();

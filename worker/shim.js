// The doors of the relay: Cloudflare's runtime imports wasm as a module, wasm-bindgen's script is filled with it here.
import * as relay from './relay_bg.js';
import module from './relay_bg.wasm';

const instance = new WebAssembly.Instance(module, { './relay_bg.js': relay });
relay.__wbg_set_wasm(instance.exports);
instance.exports.__wbindgen_start?.();

export const Community = relay.Community;
export default { fetch: (request, env, context) => relay.fetch(request, env, context) };

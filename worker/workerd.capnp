# The relay on workerd alone: workerd serve workerd.capnp --socket-addr http=*:8787 --directory-path do-disk=/var/lib/tongban
# FOUNDING_WORD comes from the environment; without it no new community is taken, with an empty one every community is.
using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [
    (name = "relay", worker = .relay),
    (name = "do-disk", disk = (path = "do-disk", writable = true)),
  ],
  sockets = [(name = "http", address = "127.0.0.1:8787", http = (), service = "relay")],
);

const relay :Workerd.Worker = (
  modules = [
    (name = "shim.js", esModule = embed "shim.js"),
    (name = "relay_bg.js", esModule = embed "relay_bg.js"),
    (name = "worker.js", esModule = embed "worker.js"),
    (name = "relay_bg.wasm", wasm = embed "relay_bg.wasm"),
  ],
  compatibilityDate = "2026-11-01",
  bindings = [
    (name = "COMMUNITY", durableObjectNamespace = "Community"),
    (name = "FOUNDING_WORD", fromEnvironment = "FOUNDING_WORD"),
  ],
  durableObjectNamespaces = [(className = "Community", uniqueKey = "tongban-community", enableSql = true)],
  durableObjectStorage = (localDisk = "do-disk"),
);

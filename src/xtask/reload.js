// In `cargo xtask serve --dev` only: reloads the page when a new build is there, and
// removes a service worker that an earlier release build left on this address.
navigator.serviceWorker?.getRegistrations().then((all) => all.forEach((one) => one.unregister()));

let known = '';
async function watch() {
  try {
    const response = await fetch(`./__version?known=${known}`, { cache: 'no-store' });
    const version = await response.text();
    if (known && version !== known) return location.reload();
    known = version;
  } catch {
    await new Promise((again) => setTimeout(again, 1000));
  }
  watch();
}
watch();

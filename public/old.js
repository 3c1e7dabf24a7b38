// For browsers that cannot read modules, and for a boot.js that never arrived: says so
// instead of an empty page. Plain old JavaScript on purpose.
(function () {
  function show(id) {
    var part = document.getElementById(id);
    var loading = document.getElementById('loading');
    var buttons = document.querySelectorAll('[data-reload]');
    var reload = function () { location.reload(); };
    if (part) part.removeAttribute('hidden');
    if (loading) loading.setAttribute('hidden', '');
    for (var i = 0; i < buttons.length; i++) buttons[i].onclick = reload;
  }
  window.addEventListener('load', function () {
    if (window.tongbanBoot) return;
    show('noModule' in document.createElement('script') ? 'load-failed' : 'unsupported');
  });
})();

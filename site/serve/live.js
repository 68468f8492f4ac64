// Reloads the page when the archive changes. The stream is closed while the tab
// is hidden: browsers allow few of them.
(function () {
  "use strict";
  var version = document.currentScript.dataset.version, stream = null;
  function open() {
    if (stream || document.hidden) return;
    stream = new EventSource("/_almanac/events?v=" + version);
    stream.addEventListener("changed", function () {
      stream.close();
      location.reload();
    });
  }
  function close() {
    if (stream) stream.close();
    stream = null;
  }
  document.addEventListener("visibilitychange", function () {
    if (document.hidden) close(); else open();
  });
  window.addEventListener("pagehide", close);
  window.addEventListener("pageshow", open);
  open();
})();

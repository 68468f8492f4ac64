// Reloads the page when the archive changes. The stream is closed while the tab
// is hidden: browsers allow few of them. Remarks that were not ready when the
// page was drawn are put over it when they are.
(function () {
  "use strict";
  var version = document.currentScript.dataset.version, stream = null;
  var remarks = document.currentScript.dataset.remarks;
  if (remarks) {
    fetch(remarks + "?v=" + version + "&page=" + encodeURIComponent(decodeURI(location.pathname)))
      .then(function (r) { return r.ok ? r.text() : ""; })
      .then(function (html) { document.body.insertAdjacentHTML("beforeend", html); })
      .catch(function () {});
  }
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

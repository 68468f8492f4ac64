// Reloads the page when the archive changes. The stream is closed while the tab
// is hidden: browsers allow few of them. Remarks that were not ready when the
// page was drawn are put over it when they are. What was unfolded stays so; where the
// page was scrolled to, the browser knows.
(function () {
  "use strict";
  var version = document.currentScript.dataset.version, stream = null;
  var remarks = document.currentScript.dataset.remarks;
  var slot = "almanac-folds", before = {};
  // Each fold by what it stands in and says, since an edit may put others before it.
  // What remarks say changes with every edit.
  function folds(each) {
    var seen = {};
    document.querySelectorAll("details").forEach(function (fold) {
      var within = fold.closest("[id]"), words = fold.querySelector("summary");
      var name = fold.closest(".almanac-live") ? "remarks" : (within ? within.id : "") + " " + (words ? words.textContent : "");
      seen[name] = (seen[name] || 0) + 1;
      each(name + " " + seen[name], fold);
    });
  }
  function unfold() {
    folds(function (name, fold) { if (name in before) fold.open = before[name]; });
  }
  function keep() {
    var now = {};
    folds(function (name, fold) { now[name] = fold.open; });
    try { sessionStorage.setItem(slot, JSON.stringify({ page: location.pathname, folds: now })); } catch (e) {}
  }
  try {
    var kept = JSON.parse(sessionStorage.getItem(slot) || "{}");
    sessionStorage.removeItem(slot);
    if (kept.page === location.pathname) before = kept.folds;
  } catch (e) {}
  unfold();
  if (remarks) {
    fetch(remarks + "?v=" + version + "&page=" + encodeURIComponent(decodeURI(location.pathname)))
      .then(function (r) { return r.ok ? r.text() : ""; })
      .then(function (html) { document.body.insertAdjacentHTML("beforeend", html); if (html) unfold(); })
      .catch(function () {});
  }
  function open() {
    if (stream || document.hidden) return;
    stream = new EventSource("/_almanac/events?v=" + version);
    stream.addEventListener("changed", function () {
      stream.close();
      keep();
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
